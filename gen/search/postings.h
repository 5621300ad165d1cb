/* SPDX-License-Identifier: MIT */
#ifndef SEARCH_POSTINGS_H
#define SEARCH_POSTINGS_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Very many short lists of ascending numbers, all growing at once, in little memory: the steps from
 * number to number as variable-length bytes, in chains of chunks that lie in one store.
 */
struct posting_store {
	GPtrArray *blocks;
	uint64_t taken;
};

void posting_store_init(struct posting_store *store);
void posting_store_clear(struct posting_store *store);
size_t posting_store_size(const struct posting_store *store);

/* One list; all zero before the first posting. */
struct postings {
	uint32_t first; /* place of the first chunk in the store */
	uint32_t at;    /* where the next byte goes */
	uint16_t room;  /* bytes left in the last chunk */
	uint16_t size;  /* of the last chunk; 0: there is none yet */
};

/* `step`: how far the number lies above the one before, or above 0. `marked`: one bit beside it. */
void postings_add(struct posting_store *store, struct postings *postings, uint32_t step,
                  bool marked);

/* Reads the steps back in order; the caller knows how many there are. */
struct postings_reader {
	const struct posting_store *store;
	const uint8_t *at;
	uint32_t room;
	uint32_t size;
};

struct postings_reader postings_reader_over(const struct posting_store *store,
                                            const struct postings *postings);
uint32_t postings_read(struct postings_reader *from, bool *marked);

#endif
