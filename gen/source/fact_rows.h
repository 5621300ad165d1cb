/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_FACT_ROWS_H
#define SOURCE_FACT_ROWS_H

#include "base/arena.h"
#include "base/store.h"
#include "source/commit_facts.h"
#include "source/id_table.h"

/* Private to source/: the rows of commits that an earlier build left in a store. */
struct fact_rows {
	struct store *store; /* NULL: nothing is known */
	bool without_texts;  /* see fact_rows_load */
	bool is_listed;      /* all that the store has is here */
	struct arena *arena; /* the rows; somebody else's */
	struct id_table ids;
	GArray *rows; /* of struct facts_row, by the number of the id */
	struct facts_reader reader;
};

/*
 * Reads all rows of `store`, which may be NULL, into `arena`, but none that cannot be unpacked.
 * `without_texts`: nor those for which texts were read, because this repository may lack some
 * (a partial clone) and would find less. To be cleared in any case.
 */
void fact_rows_load(struct fact_rows *rows, struct store *store, bool without_texts,
                    struct arena *arena);
void fact_rows_clear(struct fact_rows *rows);

/*
 * The row of a commit with its head; all zero for one that is not known, or known only with its
 * parents cut off when they are not now, or the other way round. Lives as long as the arena.
 */
struct facts_row fact_rows_find(struct fact_rows *rows, const git_oid *id, bool is_cut,
                                struct facts_head *head);

/*
 * Makes the rows of `store` those of `ids`, by their numbers, and of no other commits; what is
 * there already is not written. False: it cannot be written.
 */
bool fact_rows_keep(const struct id_table *ids, const struct facts_row *rows, struct store *store);

#endif
