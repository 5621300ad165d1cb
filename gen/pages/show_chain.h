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

/*
 * The nodes from the first document to the record, the last one being `here`; of a long way the
 * first and the last, with `skipped` at the node behind those left out.
 */
struct value show_chain_way(const struct show *show, uint32_t chain, const struct record *record);

#endif
