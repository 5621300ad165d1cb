/* SPDX-License-Identifier: MIT */
#ifndef PAGES_HAND_IN_H
#define PAGES_HAND_IN_H

#include "pages/render.h"

/*
 * Private to render*.c: how a finished page leaves the worker that made it. Its bytes go to the
 * rendering's `write`, unless they are there already; what is to be known of it is packed for the
 * parent.
 */
struct handing {
	const struct rendering *rendering;
	struct signer *signer; /* NULL: pages are not to be remembered */
};

/* In a worker, before its first page. */
struct handing handing_start(const struct rendering *rendering);

/*
 * Page `number` of the plan is made. Nothing has to be packed for one that could not be. False: the
 * world is wrong.
 */
bool hand_in(struct report *report, struct handing *handing, size_t number, const char *bytes,
             size_t length, GByteArray *head);

/* In the parent: page `number`, the next that was packed; not `made` when there is nothing more. */
struct rendered_page take_handed_in(const struct rendering *rendering, size_t number,
                                    struct unpacker *from);

/* Adds a page to what was rendered, and hands it to the rendering's `take`. */
bool count_handed_in(struct report *report, const struct rendering *rendering,
                     const struct rendered_page *page, struct rendered *out);

#endif
