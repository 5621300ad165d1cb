/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_COMMIT_LOG_H
#define SOURCE_COMMIT_LOG_H

#include "source/fact_rows.h"
#include "source/id_table.h"
#include "source/object_store.h"

/*
 * Private to source/: every commit that leads to one, in an order in which a commit comes before
 * its parents.
 */
struct logged_commit {
	git_oid tree;
	int64_t seconds;       /* of the committer's clock, since 1970-01-01 UTC */
	uint32_t first_parent; /* in `parents` */
	uint32_t parent_count;
	bool is_cut;          /* a shallow clone has not got its parents */
	struct facts_row row; /* all zero: not known from an earlier build */
};

struct commit_log {
	struct id_table ids; /* number every commit; the newest is 0 */
	GArray *commits;     /* of struct logged_commit */
	GArray *parents;     /* of uint32_t: numbers of commits */
	uint32_t *order;     /* all numbers; of those not bound by parentage, the latest first */
};

/*
 * `boundary`, an array of git_oid: commits whose parents are not there, and not missed. A commit of
 * which `known` has a row is not read. To be cleared also after false.
 */
bool commit_log_read(struct report *report, const struct object_store *store, const git_oid *newest,
                     const GArray *boundary, struct fact_rows *known, struct commit_log *out);
void commit_log_clear(struct commit_log *log);

static inline uint32_t commit_log_count(const struct commit_log *log)
{
	return log->commits->len;
}

static inline struct logged_commit *commit_log_get(const struct commit_log *log, uint32_t number)
{
	return &g_array_index(log->commits, struct logged_commit, number);
}

static inline uint32_t commit_log_parent(const struct commit_log *log,
                                         const struct logged_commit *commit, unsigned parent)
{
	return g_array_index(log->parents, uint32_t, commit->first_parent + parent);
}

#endif
