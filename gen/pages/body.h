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

/*
 * The text of a document as it stands in a page whose way to the top of the site is `root`: the
 * fragment with its holes filled, as a list of { html = … } and of blocks, in their order. Of a
 * withdrawn one there is nothing.
 */
bool body_make(struct arena *arena, const struct catalog *catalog, const struct record *record,
               const struct fragment *fragment, const char *root, const struct body_blocks *blocks,
               struct value *out);

#endif
