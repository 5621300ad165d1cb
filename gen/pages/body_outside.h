/* SPDX-License-Identifier: MIT */
#ifndef PAGES_BODY_OUTSIDE_H
#define PAGES_BODY_OUTSIDE_H

#include "catalog/catalog.h"

/*
 * What a text leads to and the kiosk cannot open: addresses outside of the site, and files. In the text
 * such a link leads to a numbered list on the same page, where the address stands to be read and scanned.
 */
struct outside {
	struct value_builder list; /* of { address } and { file, text, type, size }; the first is 1 */
	GHashTable *numbers;       /* of what is in it already */
	unsigned count;
	unsigned open; /* the number of the link that is open in the HTML copied so far; 0: none */
	unsigned file; /* likewise, of a link to a file */
};

void outside_init(struct outside *outside, struct arena *arena);
void outside_clear(struct outside *outside);

/* Writes the opening tag of a link to a file of the site, and the closing one. */
void outside_open_file(struct outside *outside, GString *out, const struct catalog_file *file);
void outside_close_file(struct outside *outside, GString *out);

/*
 * Copies a run of a fragment's HTML. Links to the outside become links to the list; they may begin in one
 * run and end in another.
 */
void outside_copy(struct outside *outside, GString *out, const char *html, size_t length);

#endif
