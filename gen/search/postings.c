/* SPDX-License-Identifier: MIT */
#include "search/postings.h"

#include <string.h>

/*
 * Chunks of a list double from the least size to the most; each ends with the place of the next. Most
 * terms of a block occur in one unit, most postings belong to terms that occur in thousands.
 */
enum {
	BLOCK_BITS = 20,
	BLOCK_SIZE = 1 << BLOCK_BITS,
	CHUNK_LEAST = 8,
	CHUNK_MOST = 256,
	LINK_SIZE = sizeof(uint32_t)
};

void posting_store_init(struct posting_store *store)
{
	store->blocks = g_ptr_array_new_with_free_func(g_free);
	store->taken = 0;
}

void posting_store_clear(struct posting_store *store)
{
	g_ptr_array_unref(store->blocks);
	store->blocks = NULL;
}

size_t posting_store_size(const struct posting_store *store)
{
	return (size_t)store->blocks->len * BLOCK_SIZE;
}

static uint8_t *byte_at(const struct posting_store *store, uint32_t place)
{
	uint8_t *block = store->blocks->pdata[place >> BLOCK_BITS];
	return block + (place & (BLOCK_SIZE - 1));
}

/* The place of `size` bytes that lie in one block. */
static uint32_t take(struct posting_store *store, uint32_t size)
{
	uint64_t place = store->taken;
	if ((place & (BLOCK_SIZE - 1)) + size > BLOCK_SIZE)
		place = (place | (BLOCK_SIZE - 1)) + 1;
	store->taken = place + size;
	g_assert(store->taken <= UINT32_MAX);
	if (place >> BLOCK_BITS == store->blocks->len)
		g_ptr_array_add(store->blocks, g_malloc(BLOCK_SIZE));
	return (uint32_t)place;
}

static uint32_t size_after(uint32_t size)
{
	return size < CHUNK_MOST ? size * 2 : CHUNK_MOST;
}

static void grow(struct posting_store *store, struct postings *postings)
{
	uint32_t size = postings->size == 0 ? CHUNK_LEAST : size_after(postings->size);
	uint32_t place = take(store, size);
	if (postings->size == 0)
		postings->first = place;
	else
		memcpy(byte_at(store, postings->at), &place, sizeof place);
	postings->at = place;
	postings->size = (uint16_t)size;
	postings->room = (uint16_t)(size - LINK_SIZE);
}

static void add_byte(struct posting_store *store, struct postings *postings, uint32_t byte)
{
	if (postings->room == 0)
		grow(store, postings);
	*byte_at(store, postings->at) = (uint8_t)byte;
	postings->at++;
	postings->room--;
}

void postings_add(struct posting_store *store, struct postings *postings, uint32_t step, bool marked)
{
	uint32_t value = step << 1 | marked;
	for (; value >= 0x80; value >>= 7)
		add_byte(store, postings, (value & 0x7F) | 0x80);
	add_byte(store, postings, value);
}

/* ---- reading */

struct postings_reader postings_reader_over(const struct posting_store *store,
                                            const struct postings *postings)
{
	return (struct postings_reader){.store = store,
	                                .at = byte_at(store, postings->first),
	                                .room = CHUNK_LEAST - LINK_SIZE,
	                                .size = CHUNK_LEAST};
}

static uint32_t read_byte(struct postings_reader *from)
{
	if (from->room == 0) {
		uint32_t place;
		memcpy(&place, from->at, sizeof place);
		from->at = byte_at(from->store, place);
		from->size = size_after(from->size);
		from->room = from->size - LINK_SIZE;
	}
	from->room--;
	return *from->at++;
}

uint32_t postings_read(struct postings_reader *from, bool *marked)
{
	uint32_t value = 0;
	uint32_t byte;
	unsigned shift = 0;
	do {
		byte = read_byte(from);
		value |= (byte & 0x7F) << shift;
		shift += 7;
	} while (byte >= 0x80);
	*marked = value & 1;
	return value >> 1;
}
