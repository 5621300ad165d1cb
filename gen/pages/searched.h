/* SPDX-License-Identifier: MIT */
#ifndef PAGES_SEARCHED_H
#define PAGES_SEARCHED_H

#include "pages/show.h"

/*
 * What search finds a document by: its heads (title, numbers, issuing organs), what its fields say in
 * words, its text, and the cells of the tables that its figures and its page are made of. A withdrawn
 * document is found by its heads alone.
 *
 * All but the heads is cut into units (search/cut.h); their number follows from the lengths alone, so
 * that pages can be planned before any text is read.
 */
enum {
	SEARCHED_UNITS_MOST = 1000, /* of one data file; what stands behind that is not searched */
	SEARCHED_HEADS_MOST = 40
};

/* Bytes of text, near enough to tell how large an index will be. */
uint64_t searched_length(const struct catalog *catalog, const struct record *record);

uint32_t searched_unit_count(const struct catalog *catalog, const struct record *record);

/* Everything that the units of a record are made from, but for what lua/ says of its kind. */
void searched_sign(const struct catalog *catalog, const struct catalog_sources *sources,
                   const struct record *record, struct digester *digester);

enum searched_head { HEAD_TITLE, HEAD_NUMBER, HEAD_INDEX, HEAD_ORGAN };

struct searched {
	struct {
		enum searched_head type;
		const char *text;
	} heads[SEARCHED_HEADS_MOST]; /* the title first */
	unsigned head_count;
	const char **units; /* lines, each a block; cells of a row are apart by tabs */
	uint32_t unit_count;
};

/* Lives in the arena of `show`. False: the world is wrong (reported). */
bool searched_read(struct report *report, const struct show *show, const struct record *record,
                   struct searched *out);

/*
 * A unit as a script for the page of search; of the first, with what is told of the document. `url`:
 * of that file.
 */
void searched_write(const struct record *record, const struct searched *searched, uint32_t unit,
                    GString *out);

/*
 * The day that search puts a document to; unset for a topic, an organ or a place, whose first commit
 * is no publication.
 */
struct date searched_day(const struct record *record);

/* "doc/k/7/ID.js" or "doc/k/7/ID/text-3.js". Into the arena. */
char *searched_url(struct arena *arena, const struct record *record, uint32_t unit);

/* "k/7/ID": what the index calls a document. Into the arena. */
char *searched_key(struct arena *arena, const struct record *record);

#endif
