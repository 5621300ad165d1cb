/* SPDX-License-Identifier: MIT */
#ifndef PAGES_RENDER_SHARDS_H
#define PAGES_RENDER_SHARDS_H

#include "pages/render.h"

/*
 * Makes the shards of the search index among the chosen pages, block by block: the texts of a block's
 * documents are read once for all its shards, or, when it is a large one, once for each of some parts.
 * Adds what was made to `out`. False: the world was wrong.
 */
bool render_shards(struct report *report, const struct rendering *rendering, struct rendered *out);

#endif
