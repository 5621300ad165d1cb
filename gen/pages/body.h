/* SPDX-License-Identifier: MIT */
#ifndef PAGES_BODY_H
#define PAGES_BODY_H

#include "catalog/catalog.h"

/*
 * Who makes what stands between paragraphs: { chart = … } or { player = … } for one of the
 * fragment's holes. False: the world is wrong (reported).
 */
struct body_blocks {
	bool (*make)(void *context, unsigned hole, struct value *out);
	void *context;
};

/* Where the text stands: the ways from its page to other pages, and to files. */
struct body_place {
	const char *root;
	const char *base;
	enum edition edition;
};

/*
 * The text of a document: the fragment with its holes filled, as a list of { html = … } and of blocks,
 * in their order. Of a withdrawn one there is nothing. `outside`: in the kiosk, the list of what its
 * links lead to that a kiosk cannot open (pages/body_outside.h), else empty.
 */
bool body_make(struct arena *arena, const struct catalog *catalog, const struct record *record,
               const struct fragment *fragment, const struct body_place *place,
               const struct body_blocks *blocks, struct value *out, struct value *outside);

#endif
