/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_COMMIT_COMPARE_H
#define SOURCE_COMMIT_COMPARE_H

#include "base/arena.h"
#include "source/commit_facts.h"
#include "source/commit_log.h"

/* Private to source/: what is needed to compare one commit after the other. */
struct comparer {
	struct report *report;
	const struct object_store *store;
	const struct commit_log *log;
	struct arena *scratch;      /* for one commit */
	GByteArray *row;            /* of the commit that was compared last */
	GArray *losses;             /* of the parent at hand: what it has and the commit has not */
	struct facts_reader reader; /* over `row` */
	struct facts_writer writer;
	uint32_t absent; /* of all changes together */
};

void comparer_init(struct comparer *comparer, struct report *report,
                   const struct object_store *store, const struct commit_log *log);
void comparer_clear(struct comparer *comparer);

/*
 * Compares a commit's tree with those of its parents and writes the facts into `row`. False: some
 * tree cannot be read. `lacks_texts`: as in struct facts_row.
 *
 * A rename is sought for each parent apart: of the files that the commit itself brings, those that
 * the parent has not, against all that the parent has and the commit has not.
 */
bool comparer_run(struct comparer *comparer, uint32_t commit, bool *lacks_texts);

#endif
