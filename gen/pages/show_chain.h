/* SPDX-License-Identifier: MIT */
#ifndef PAGES_SHOW_CHAIN_H
#define PAGES_SHOW_CHAIN_H

#include "pages/show.h"

/*
 * How a policy was passed on: a list of nodes { level, days, total, relation, written_on, here,
 * entry }. `days` counts from the document it came from, `total` from the first, by the dates on the
 * documents, each with its sign ("+53"); absent where a date is not known.
 */
struct value show_chain(const struct show *show, uint32_t chain);

/* One node of a way, and how many nodes before it are left out. */
struct chain_step {
	uint32_t node;
	uint32_t skipped;
};

/* The steps that show_chain_way shows. Into the arena. */
const struct chain_step *chain_way(struct arena *arena, const struct catalog *catalog,
                                   uint32_t chain, const struct record *record, uint32_t *count);

/*
 * The nodes from the first document to the record, the last one being `here`; of a long way the
 * first and the last, with `skipped` at the node behind those left out.
 */
struct value show_chain_way(const struct show *show, uint32_t chain, const struct record *record);

#endif
