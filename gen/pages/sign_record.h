/* SPDX-License-Identifier: MIT */
#ifndef PAGES_SIGN_RECORD_H
#define PAGES_SIGN_RECORD_H

#include "base/digest.h"
#include "base/pool.h"
#include "base/store.h"
#include "pages/show.h"

/* Half of a SHA-256 digest: enough to tell two contents apart, small enough to keep by the million. */
struct short_digest {
	uint64_t low;
	uint64_t high;
};

struct short_digest short_digest_of(struct digest digest);

/* What pages show of a record, from a line in a list to all but its text. */
enum facet {
	FACET_ENTRY,
	FACET_DATED_ENTRY,
	FACET_CATALOGUED,
	FACET_RECORD,
	FACET_COUNT,
	FACET_NONE
};

/* The facet that an input of this type shows, or FACET_NONE. */
enum facet facet_of(enum input_type type);

/*
 * A digest of each facet of each record, taken over the very values that views are given. To make
 * those values costs as much as a tenth of a page, so the digests of a record are kept from build to
 * build under a digest of all that the values are made from (STORE_RECORD).
 */
struct record_facets {
	struct short_digest made_from;
	struct short_digest facets[FACET_COUNT];
};

struct facet_task {
	const struct show *show;     /* but for page and arena */
	const struct digest *ground; /* of the schema and of the settings that values depend on */
	struct store *known;         /* facets of the last build, or NULL */
	unsigned workers;
	const char *spool_folder;
	const struct progress *progress;
};

struct facet_set {
	struct record_facets *records; /* of the catalog */
	bool *known;                   /* of each: it was in the store */
	GPtrArray *gone;               /* ids in the store that no record has */
};
typedef struct facet_set FacetSet;

/* NULL: the world was wrong (reported). */
struct facet_set *facet_set_new(struct report *report, const struct facet_task *task);
void facet_set_free(struct facet_set *set);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(FacetSet, facet_set_free)

/* Puts what is new into the store that was `known`, or all into one that is new, and deletes what is gone. */
bool facet_set_keep(const struct facet_set *set, const struct catalog *catalog, struct store *to);

#endif
