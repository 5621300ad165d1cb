/* SPDX-License-Identifier: MIT */
/*
 * Each term has a slot in an open hash table, with its units as postings. A slot knows its last unit,
 * so that a term is taken once from each unit, however often it occurs there.
 */
#include "search/block.h"

#include <stdlib.h>
#include <string.h>

#include "search/postings.h"

/* As in shard.h: a term that is 0 is none. */
struct slot {
	uint32_t term;
	uint32_t last;  /* the newest unit */
	uint32_t count; /* of units */
	struct postings postings;
};

/* A term of this part, in the order of files and within them. */
struct place {
	uint32_t shard;
	uint32_t slot;
	uint64_t order;
};

struct inverter {
	unsigned shards;
	unsigned part;
	unsigned parts;
	uint32_t units;
	struct slot *slots; /* `mask` + 1 of them */
	uint32_t mask;
	uint32_t used;
	struct posting_store store;
	struct place *places; /* NULL while units are taken */
};

enum { SLOTS_FIRST = 1 << 12 };

struct inverter *inverter_new(unsigned shards, unsigned part, unsigned parts)
{
	g_assert(shards > 0 && (shards & (shards - 1)) == 0 && part < parts);
	struct inverter *inverter = g_new0(struct inverter, 1);
	inverter->shards = shards;
	inverter->part = part;
	inverter->parts = parts;
	inverter->slots = g_new0(struct slot, SLOTS_FIRST);
	inverter->mask = SLOTS_FIRST - 1;
	posting_store_init(&inverter->store);
	return inverter;
}

void inverter_free(struct inverter *inverter)
{
	if (inverter == NULL)
		return;
	posting_store_clear(&inverter->store);
	g_free(inverter->slots);
	g_free(inverter->places);
	g_free(inverter);
}

size_t inverter_size(const struct inverter *inverter)
{
	size_t places = inverter->places == NULL ? 0 : inverter->used * sizeof *inverter->places;
	return ((size_t)inverter->mask + 1) * sizeof *inverter->slots + places +
	       posting_store_size(&inverter->store);
}

/* ---- taking terms */

/* The slot of a term, or the empty one where it would go. */
static struct slot *find_slot(struct slot *slots, uint32_t mask, uint32_t term)
{
	uint32_t hash = term * UINT32_C(0x9E3779B1);
	hash ^= hash >> 15;
	uint32_t at = hash & mask;
	while (slots[at].term != term && slots[at].term != 0)
		at = (at + 1) & mask;
	return &slots[at];
}

static void grow_table(struct inverter *inverter)
{
	uint32_t mask = inverter->mask * 2 + 1;
	struct slot *slots = g_new0(struct slot, (gsize)mask + 1);
	for (uint32_t i = 0; i <= inverter->mask; i++)
		if (inverter->slots[i].term != 0)
			*find_slot(slots, mask, inverter->slots[i].term) = inverter->slots[i];
	g_free(inverter->slots);
	inverter->slots = slots;
	inverter->mask = mask;
}

static struct slot *new_slot(struct inverter *inverter, uint32_t term)
{
	if (++inverter->used > inverter->mask / 4 * 3)
		grow_table(inverter);
	struct slot *slot = find_slot(inverter->slots, inverter->mask, term);
	slot->term = term;
	return slot;
}

static bool is_mine(const struct inverter *inverter, uint16_t first, uint16_t second)
{
	return inverter->parts == 1 ||
	       shard_of(first, second, inverter->shards) % inverter->parts == inverter->part;
}

static void add_term(struct inverter *inverter, uint16_t first, uint16_t second, bool head)
{
	if (!is_mine(inverter, first, second))
		return;
	uint32_t term = (uint32_t)first << 16 | second;
	uint32_t unit = inverter->units - 1;
	struct slot *slot = find_slot(inverter->slots, inverter->mask, term);
	if (slot->term == 0)
		slot = new_slot(inverter, term);
	else if (slot->last == unit)
		return;
	postings_add(&inverter->store, &slot->postings, unit - slot->last, head);
	slot->last = unit;
	slot->count++;
}

void inverter_begin_unit(struct inverter *inverter)
{
	g_assert(inverter->places == NULL);
	inverter->units++;
}

void inverter_add_line(struct inverter *inverter, const uint16_t *text, size_t length, bool head)
{
	g_assert(inverter->units > 0 && inverter->places == NULL);
	for (size_t i = 0; i < length; i++) {
		add_term(inverter, text[i], 0, head);
		if (i + 1 < length)
			add_term(inverter, text[i], text[i + 1], head);
	}
}

/* ---- writing shards */

static int compare_places(const void *a, const void *b)
{
	const struct place *x = a;
	const struct place *y = b;
	if (x->shard != y->shard)
		return x->shard < y->shard ? -1 : 1;
	return x->order < y->order ? -1 : x->order > y->order;
}

/* Pairs before singles, then by term. */
static uint64_t order_of(uint32_t term)
{
	bool single = (term & 0xFFFF) == 0;
	return (uint64_t)single << 32 | term;
}

static void end_taking(struct inverter *inverter)
{
	inverter->places = g_new(struct place, MAX(inverter->used, 1));
	size_t count = 0;
	for (uint32_t i = 0; i <= inverter->mask; i++) {
		uint32_t term = inverter->slots[i].term;
		if (term == 0)
			continue;
		unsigned shard = shard_of((uint16_t)(term >> 16), (uint16_t)term, inverter->shards);
		inverter->places[count++] =
		        (struct place){.shard = shard, .slot = i, .order = order_of(term)};
	}
	qsort(inverter->places, count, sizeof *inverter->places, compare_places);
}

/* The first place of this shard or a later one. */
static size_t find_shard(const struct inverter *inverter, unsigned shard)
{
	size_t low = 0;
	size_t high = inverter->used;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (inverter->places[middle].shard < shard)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

static void write_term(const struct inverter *inverter, struct shard_writer *to,
                       const struct slot *slot, uint32_t *units, uint32_t *heads)
{
	struct postings_reader from = postings_reader_over(&inverter->store, &slot->postings);
	uint32_t unit = 0;
	size_t head_count = 0;
	for (uint32_t i = 0; i < slot->count; i++) {
		bool head;
		unit += postings_read(&from, &head);
		units[i] = unit;
		if (head)
			heads[head_count++] = i;
	}
	shard_add(to, units, slot->count, heads, head_count);
}

void inverter_write(struct inverter *inverter, const char *block, unsigned shard, GString *out)
{
	g_assert(shard < inverter->shards && shard % inverter->parts == inverter->part);
	if (inverter->places == NULL)
		end_taking(inverter);
	size_t first = find_shard(inverter, shard);
	size_t count = find_shard(inverter, shard + 1) - first;
	const struct place *places = inverter->places + first;

	g_autofree uint32_t *terms = g_new(uint32_t, MAX(count, 1));
	for (size_t i = 0; i < count; i++)
		terms[i] = (uint32_t)places[i].order;
	struct shard_writer to;
	shard_begin(&to, out, (struct shard_place){block, shard, inverter->shards}, terms, count,
	            inverter->units);
	g_autofree uint32_t *units = g_new(uint32_t, MAX(inverter->units, 1));
	g_autofree uint32_t *heads = g_new(uint32_t, MAX(inverter->units, 1));
	for (size_t i = 0; i < count; i++)
		write_term(inverter, &to, &inverter->slots[places[i].slot], units, heads);
	shard_end(&to);
}

/* ---- pinyin */

struct string_inverter {
	unsigned shards;
	GHashTable *documents; /* by term: a GArray of uint32_t */
	const char **terms;    /* in order of shards, then of bytes; NULL while more come */
	guint count;
};

static void free_documents(gpointer documents)
{
	g_array_unref(documents);
}

struct string_inverter *string_inverter_new(unsigned shards)
{
	struct string_inverter *inverter = g_new0(struct string_inverter, 1);
	inverter->shards = shards;
	inverter->documents = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_documents);
	return inverter;
}

void string_inverter_free(struct string_inverter *inverter)
{
	if (inverter == NULL)
		return;
	g_free(inverter->terms);
	g_hash_table_unref(inverter->documents);
	g_free(inverter);
}

void string_inverter_add(struct string_inverter *inverter, uint32_t document, const char *term)
{
	g_assert(inverter->terms == NULL);
	GArray *documents = g_hash_table_lookup(inverter->documents, term);
	if (documents == NULL) {
		documents = g_array_new(FALSE, FALSE, sizeof(uint32_t));
		g_hash_table_insert(inverter->documents, g_strdup(term), documents);
	}
	if (documents->len == 0 ||
	    g_array_index(documents, uint32_t, documents->len - 1) != document)
		g_array_append_val(documents, document);
}

static int compare_terms(const void *a, const void *b, void *shards)
{
	const char *x = *(const char *const *)a;
	const char *y = *(const char *const *)b;
	unsigned shard_x = shard_of_pinyin(x, GPOINTER_TO_UINT(shards));
	unsigned shard_y = shard_of_pinyin(y, GPOINTER_TO_UINT(shards));
	if (shard_x != shard_y)
		return shard_x < shard_y ? -1 : 1;
	return strcmp(x, y);
}

static void end_adding(struct string_inverter *inverter)
{
	inverter->terms = (const char **)g_hash_table_get_keys_as_array(inverter->documents,
	                                                                &inverter->count);
	g_qsort_with_data(inverter->terms, (int)inverter->count, sizeof *inverter->terms,
	                  compare_terms, GUINT_TO_POINTER(inverter->shards));
}

/* The first term of this shard or a later one. */
static guint find_first(const struct string_inverter *inverter, unsigned shard)
{
	guint low = 0;
	guint high = inverter->count;
	while (low < high) {
		guint middle = low + (high - low) / 2;
		if (shard_of_pinyin(inverter->terms[middle], inverter->shards) < shard)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

void string_inverter_write(struct string_inverter *inverter, const char *block, unsigned shard,
                           uint32_t documents, GString *out)
{
	if (inverter->terms == NULL)
		end_adding(inverter);
	guint first = find_first(inverter, shard);
	guint count = find_first(inverter, shard + 1) - first;
	g_autofree struct shard_names *names = g_new(struct shard_names, MAX(count, 1));
	for (guint i = 0; i < count; i++) {
		const char *term = inverter->terms[first + i];
		const GArray *list = g_hash_table_lookup(inverter->documents, term);
		names[i].name = term;
		names[i].documents = (const uint32_t *)(const void *)list->data;
		names[i].count = list->len;
	}
	shard_write_pinyin(out, (struct shard_place){block, shard, inverter->shards}, names, count,
	                   documents);
}
