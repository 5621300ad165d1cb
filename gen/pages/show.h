/* SPDX-License-Identifier: MIT */
#ifndef PAGES_SHOW_H
#define PAGES_SHOW_H

#include "pages/plan.h"

struct kept_table;

/*
 * What a view in Lua is given: the inputs of its page as plain values, in the language of the site.
 * lua/prelude.lua describes their form.
 */
struct show {
	struct arena *arena; /* of the page */
	const struct catalog *catalog;
	const struct catalog_sources *sources;
	const struct plan *plan;
	const struct page *page;
	const char *root; /* "../" … from the page to the top of its edition, where pages lie */
	const char *base; /* and to the top of the site, where files lie; both are one in the web edition */
	struct kept_table
	        *kept; /* the table that pages of rows showed last; NULL: no such page is shown */
};

/* The argument of the page's view. Fails only when the spool cannot be read. */
bool show_page(struct report *report, const struct show *show, struct value *out);

/*
 * The value of one input of the page, as its view sees it. `document`: the record of the page's
 * first input, which ties and ways are those of. Nothing for what is part of the document (its text,
 * where text and fields lead, what changed its validity).
 */
struct value show_input(const struct show *show, const struct input *input,
                        const struct record *document);

/* { url, root, base, edition, view, number, year, older, newer, moved_from, … }: where the page stands. */
struct value show_position(const struct show *show);

/*
 * What all views share: the site's identity and language, its kinds, the strings of its language.
 */
struct value show_site(struct arena *arena, const struct catalog *catalog,
                       const struct value *strings);

#endif
