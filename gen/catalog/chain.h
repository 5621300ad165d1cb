/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_CHAIN_H
#define CATALOG_CHAIN_H

#include <stdbool.h>
#include <stdint.h>

#include "catalog/schema.h"

struct catalog;

#define CHAIN_NONE UINT32_MAX

/* A document on the way of a policy: State Council, province, city. */
struct chain_node {
	uint32_t record;
	uint32_t parent; /* the node it was passed on from, or CHAIN_NONE for the first */
	uint32_t level;  /* steps from the first */
	const struct relation_type *relation; /* by which it came; NULL for the first */
};

/*
 * How one document was passed on: the tree of all that pass it on, directly or in steps, in the
 * order of reading (every document before those that pass it on).
 */
struct chain {
	const char *url; /* "chain/k/7/ID.html", as the first document's is "doc/k/7/ID.html" */
	const struct chain_node *nodes; /* the first is the document that all comes from */
	uint32_t count;
};

/* Where a record stands: the first of the chains that have it, or CHAIN_NONE twice. */
struct chain_place {
	uint32_t chain;
	uint32_t node;
};

/*
 * Makes `chains`, `chain_count` and `chain_of` of the catalog from the ties of its records. A chain
 * begins with a document that others pass on and that itself passes on none of the catalog; chains
 * and what is passed on by one document come oldest first (by `written_on`, then `listed_on`, then
 * id). A document that can be reached in several ways stands once in a chain, where it is nearest
 * to the first. Takes memory for the nodes alone, whatever the depth, and ends also when ties run in
 * a circle.
 */
void chains_make(struct catalog *catalog);

/*
 * Days from the `written_on` of one record to that of another, negative when the second is older.
 * False: one of them has none (未收录), and nothing is known.
 */
bool chain_days(const struct catalog *catalog, uint32_t from_record, uint32_t to_record, int *out);

#endif
