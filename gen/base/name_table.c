/* SPDX-License-Identifier: MIT */
/*
 * A hash table with open places, at most two thirds of them taken. A part of the hash stands beside
 * the name, so that other names are hardly ever looked at.
 */
#include "base/name_table.h"

#include <stdbool.h>
#include <string.h>

enum { PLACES_LEAST = 16 };

struct entry {
	const char *name; /* NULL: a free place */
	uint32_t hash;
	uint32_t number;
};

struct name_table {
	struct entry *entries;
	size_t mask; /* places less one; places are a power of two */
	size_t count;
};

static struct entry *new_entries(size_t places)
{
	return g_new0(struct entry, places);
}

struct name_table *name_table_new(size_t expected)
{
	struct name_table *table = g_new0(struct name_table, 1);
	size_t places = PLACES_LEAST;
	while (places / 3 * 2 < expected)
		places *= 2;
	table->entries = new_entries(places);
	table->mask = places - 1;
	return table;
}

void name_table_free(struct name_table *table)
{
	if (table == NULL)
		return;
	g_free(table->entries);
	g_free(table);
}

/* Eight bytes at a time; each step mixes all that came before into the upper half and back. */
static uint32_t hash_name(const char *name)
{
	const uint64_t odd = UINT64_C(0x9e3779b97f4a7c15);
	size_t length = strlen(name);
	uint64_t hash = length;
	uint64_t word;
	for (; length >= sizeof word; length -= sizeof word, name += sizeof word) {
		memcpy(&word, name, sizeof word);
		hash = (hash ^ word) * odd;
		hash ^= hash >> 32;
	}
	word = 0;
	memcpy(&word, name, length);
	hash = (hash ^ word) * odd;
	return (uint32_t)(hash >> 32);
}

/* Where the name is, or would be put. */
static struct entry *find_entry(const struct name_table *table, const char *name, uint32_t hash)
{
	size_t at = hash & table->mask;
	for (;; at = (at + 1) & table->mask) {
		struct entry *entry = &table->entries[at];
		if (entry->name == NULL || (entry->hash == hash && strcmp(entry->name, name) == 0))
			return entry;
	}
}

static void grow(struct name_table *table)
{
	struct entry *old = table->entries;
	size_t places = table->mask + 1;
	table->entries = new_entries(2 * places);
	table->mask = 2 * places - 1;
	for (size_t i = 0; i < places; i++)
		if (old[i].name != NULL)
			*find_entry(table, old[i].name, old[i].hash) = old[i];
	g_free(old);
}

uint32_t name_table_find(const struct name_table *table, const char *name)
{
	const struct entry *entry = find_entry(table, name, hash_name(name));
	return entry->name == NULL ? NAME_NONE : entry->number;
}

static uint32_t set(struct name_table *table, const char *name, uint32_t number, bool replace)
{
	uint32_t hash = hash_name(name);
	struct entry *entry = find_entry(table, name, hash);
	uint32_t before = entry->name == NULL ? NAME_NONE : entry->number;
	if (entry->name != NULL && replace)
		entry->number = number;
	if (entry->name != NULL)
		return before;
	*entry = (struct entry){.name = name, .hash = hash, .number = number};
	if (++table->count > (table->mask + 1) / 3 * 2)
		grow(table);
	return before;
}

uint32_t name_table_add(struct name_table *table, const char *name, uint32_t number)
{
	return set(table, name, number, false);
}

uint32_t name_table_put(struct name_table *table, const char *name, uint32_t number)
{
	return set(table, name, number, true);
}
