/* SPDX-License-Identifier: MIT */
#ifndef SEARCH_LIST_H
#define SEARCH_LIST_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Lists of numbers as a stream of bits, written in 64 letters (A-Z a-z 0-9 - _) of 6 bits each, the
 * most significant first. Nothing stands between two lists and no list tells its length: they are
 * read in order.
 *
 * count: a number from 1 (Elias gamma): as many zeros as it has bits but one, then its bits.
 * binary: a number below `range`, by as few whole bits as can be, the smaller numbers by one less
 * where not all need the most.
 * members: numbers that ascend, each by what the others leave it (binary interpolative coding,
 * Moffat and Stuiver 2000): that in the middle first, as a binary among the places where it can be,
 * then those before it, then those behind. A run without gaps takes no bits.
 * list: the count, then the members among 0 to `universe` - 1.
 */

struct list_writer {
	GString *out;
	uint32_t bits;  /* those that make no whole letter yet */
	unsigned count; /* of them, below 6 */
};

struct list_writer list_writer_to(GString *out);

/* The `count` lowest bits of `value`, at most 26 at once. */
void list_write_bits(struct list_writer *to, uint32_t value, unsigned count);

void list_write_count(struct list_writer *to, uint32_t count);
void list_write_binary(struct list_writer *to, uint32_t value, uint32_t range);

/* At least one member; each below `universe`, and above the one before it. */
void list_write(struct list_writer *to, const uint32_t *members, size_t count, uint32_t universe);

/* The same for a list that may be empty: its count is written as one more. */
void list_write_any(struct list_writer *to, const uint32_t *members, size_t count,
                    uint32_t universe);

/* Fills the last letter with zeros. */
void list_writer_end(struct list_writer *to);

/*
 * Any number by itself in whole letters: five bits a letter, the least significant first, and 32
 * added where more follow.
 */
void list_append_number(GString *out, uint32_t number);

/* Reads what was written. Behind the end, and at a wrong letter, `failed` is set and all is 0. */
struct list_reader {
	const char *at;
	const char *end;
	uint32_t bits;
	unsigned count;
	bool failed;
};

struct list_reader list_reader_over(const char *letters, size_t length);
uint32_t list_read_bits(struct list_reader *from, unsigned count);
uint32_t list_read_count(struct list_reader *from);
uint32_t list_read_binary(struct list_reader *from, uint32_t range);

/* Sets `members` (of uint32_t) to those read. False: the letters are no list. */
bool list_read(struct list_reader *from, uint32_t universe, GArray *members);
bool list_read_any(struct list_reader *from, uint32_t universe, GArray *members);

/* Needs a reader that stands between two letters. */
uint32_t list_read_number(struct list_reader *from);

#endif
