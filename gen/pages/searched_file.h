/* SPDX-License-Identifier: MIT */
#ifndef PAGES_SEARCHED_FILE_H
#define PAGES_SEARCHED_FILE_H

#include "pages/show.h"

/*
 * Private to searched.c: what stands in the page of a document but not in its text: the rows of tables,
 * and what is said in recordings.
 */
struct searched_file {
	bool spoken;    /* a recording, else a table */
	uint32_t index; /* of the catalog's recordings or files */
};

/* Each once, in the order of the document; none of a withdrawn one. Of struct searched_file. */
GArray *searched_files(const struct record *record);

/* Bytes of text, at most: more than that is not searched. */
size_t searched_file_length(const struct catalog *catalog, const struct searched_file *file);
unsigned searched_file_unit_count(const struct catalog *catalog, const struct searched_file *file);

/* What it is made from. */
void searched_file_sign(const struct catalog *catalog, const struct searched_file *file,
                        struct digester *digester);

/*
 * Appends lines, with tabs between cells. What is wrong with a file its page tells. False: the world
 * is wrong (reported).
 */
bool searched_file_read(struct report *report, const struct show *show, const struct record *record,
                        const struct searched_file *file, GString *out);

#endif
