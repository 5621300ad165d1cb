/* SPDX-License-Identifier: MIT */
#ifndef SEARCH_PARTITION_H
#define SEARCH_PARTITION_H

#include <glib.h>
#include <stdint.h>

/*
 * Documents in the order in which they came are cut into blocks, each with an index of its own: large
 * ones of what has long been there, small ones of what is new, so that a document more changes a small
 * one. Where a block ends depends on the ids of the documents alone, as a binary counter would have it:
 * a document's level is the number of zeros that a hash of its id ends with, so one of 2^n has level n
 * or more. Up to the last document of the highest level there are blocks that end with such; behind
 * it, up to the last of the next level, blocks that end with those; and so on. What one document more,
 * or one less, changes lies in its own block, unless it closes one.
 */
enum {
	PARTITION_LEVEL_LEAST = 4, /* some 16 documents */
	PARTITION_LEVEL_MOST = 15, /* some 32,768: a worker can hold the index of so many */
};

/* Documents [first, first + count) of the order. */
struct partition_block {
	uint32_t first;
	uint32_t count;
	unsigned level; /* that it was cut at; one below the least: the last, which is open */
};

unsigned partition_level(const char *id);

/* The blocks, in order, of struct partition_block; the caller's. `levels`: of each document. */
GArray *partition_make(const uint8_t *levels, uint32_t count);

#endif
