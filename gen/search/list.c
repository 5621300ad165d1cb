/* SPDX-License-Identifier: MIT */
#include "search/list.h"

#include <string.h>

static const char LETTERS[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";

enum { LETTER_BITS = 6, NUMBER_BITS = 5, BITS_MOST = 26 };

/* ---- bits */

struct list_writer list_writer_to(GString *out)
{
	return (struct list_writer){.out = out};
}

void list_write_bits(struct list_writer *to, uint32_t value, unsigned count)
{
	g_assert(count <= BITS_MOST);
	to->bits = to->bits << count | (value & ((UINT32_C(1) << count) - 1));
	to->count += count;
	while (to->count >= LETTER_BITS) {
		to->count -= LETTER_BITS;
		g_string_append_c(to->out, LETTERS[to->bits >> to->count & 63]);
	}
}

void list_writer_end(struct list_writer *to)
{
	if (to->count > 0)
		list_write_bits(to, 0, LETTER_BITS - to->count);
}

/* How many bits a number has without leading zeros; at least 1. */
static unsigned bits_of(uint32_t number)
{
	return 32 - (unsigned)__builtin_clz(number);
}

void list_write_count(struct list_writer *to, uint32_t count)
{
	g_assert(count > 0);
	unsigned bits = bits_of(count);
	list_write_bits(to, 0, bits - 1);
	list_write_bits(to, count, bits);
}

/*
 * Of `range` numbers the first `spare` do with one bit less: as many as there are codes too many.
 */
void list_write_binary(struct list_writer *to, uint32_t value, uint32_t range)
{
	g_assert(value < range);
	unsigned bits = bits_of(range) - 1;
	uint32_t spare = (UINT32_C(2) << bits) - range;
	if (value < spare)
		list_write_bits(to, value, bits);
	else
		list_write_bits(to, value + spare, bits + 1);
}

/* ---- lists */

/* `low` to `high`: where members can be, both included. */
static void write_members(struct list_writer *to, const uint32_t *members, size_t count,
                          uint32_t low, uint32_t high)
{
	while (count > 0 && high - low + 1 > count) {
		uint32_t half = (uint32_t)count / 2;
		uint32_t middle = members[half];
		list_write_binary(to, middle - low - half, high - low - (uint32_t)count + 2);
		if (half > 0)
			write_members(to, members, half, low, middle - 1);
		members += half + 1;
		count -= half + 1;
		low = middle + 1;
	}
}

void list_write(struct list_writer *to, const uint32_t *members, size_t count, uint32_t universe)
{
	g_assert(count > 0 && count <= universe && members[count - 1] < universe);
	list_write_count(to, (uint32_t)count);
	write_members(to, members, count, 0, universe - 1);
}

void list_write_any(struct list_writer *to, const uint32_t *members, size_t count, uint32_t universe)
{
	g_assert(count <= universe && (count == 0 || members[count - 1] < universe));
	list_write_count(to, (uint32_t)count + 1);
	if (count > 0)
		write_members(to, members, count, 0, universe - 1);
}

void list_append_number(GString *out, uint32_t number)
{
	while (number >= 1 << NUMBER_BITS) {
		g_string_append_c(out, LETTERS[(number & 31) | 32]);
		number >>= NUMBER_BITS;
	}
	g_string_append_c(out, LETTERS[number]);
}

/* ---- reading */

struct list_reader list_reader_over(const char *letters, size_t length)
{
	return (struct list_reader){.at = letters, .end = letters + length};
}

static uint32_t read_fails(struct list_reader *from)
{
	from->failed = true;
	from->at = from->end;
	from->count = 0;
	return 0;
}

/* The value of a letter, or -1. */
static int letter_value(char letter)
{
	const char *found = letter == '\0' ? NULL : strchr(LETTERS, letter);
	return found == NULL ? -1 : (int)(found - LETTERS);
}

uint32_t list_read_bits(struct list_reader *from, unsigned count)
{
	g_assert(count <= BITS_MOST);
	while (from->count < count) {
		int value = from->at == from->end ? -1 : letter_value(*from->at++);
		if (value < 0)
			return read_fails(from);
		from->bits = from->bits << LETTER_BITS | (uint32_t)value;
		from->count += LETTER_BITS;
	}
	from->count -= count;
	return from->bits >> from->count & ((UINT32_C(1) << count) - 1);
}

uint32_t list_read_count(struct list_reader *from)
{
	unsigned more = 0;
	while (!from->failed && list_read_bits(from, 1) == 0)
		if (++more >= BITS_MOST)
			return read_fails(from);
	uint32_t rest = list_read_bits(from, more);
	return from->failed ? 0 : UINT32_C(1) << more | rest;
}

uint32_t list_read_binary(struct list_reader *from, uint32_t range)
{
	unsigned bits = bits_of(range) - 1;
	uint32_t spare = (UINT32_C(2) << bits) - range;
	uint32_t value = list_read_bits(from, bits);
	if (value < spare)
		return value;
	return (value << 1 | list_read_bits(from, 1)) - spare;
}

static void read_members(struct list_reader *from, uint32_t *members, size_t count, uint32_t low,
                         uint32_t high)
{
	while (count > 0) {
		uint32_t half = (uint32_t)count / 2;
		uint32_t range = high - low - (uint32_t)count + 2;
		uint32_t middle = low + half + list_read_binary(from, range);
		members[half] = middle;
		if (half > 0)
			read_members(from, members, half, low, middle - 1);
		members += half + 1;
		count -= half + 1;
		low = middle + 1;
	}
}

static bool read_list(struct list_reader *from, size_t count, uint32_t universe, GArray *members)
{
	if (!from->failed && count > universe)
		read_fails(from);
	g_array_set_size(members, from->failed ? 0 : (guint)count);
	read_members(from, (uint32_t *)(void *)members->data, members->len, 0, universe - 1);
	if (from->failed)
		g_array_set_size(members, 0);
	return !from->failed;
}

bool list_read(struct list_reader *from, uint32_t universe, GArray *members)
{
	return read_list(from, list_read_count(from), universe, members);
}

bool list_read_any(struct list_reader *from, uint32_t universe, GArray *members)
{
	uint32_t count = list_read_count(from);
	return read_list(from, count > 0 ? count - 1 : 0, universe, members);
}

uint32_t list_read_number(struct list_reader *from)
{
	uint32_t number = 0;
	for (unsigned shift = 0; shift < 32; shift += NUMBER_BITS) {
		uint32_t letter = list_read_bits(from, LETTER_BITS);
		number |= (letter & 31) << shift;
		if (letter < 32)
			return number;
	}
	return read_fails(from);
}
