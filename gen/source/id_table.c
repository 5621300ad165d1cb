/* SPDX-License-Identifier: MIT */
/*
 * A hash table with open addressing. An object name is a hash already, so its first bytes choose
 * the slot; the slots are never more than half full, so a search is short.
 */
#include "source/id_table.h"

#include <string.h>

static uint32_t *find_slot(const struct id_table *table, const git_oid *id)
{
	uint32_t hash;
	memcpy(&hash, id->id, sizeof hash);
	for (uint32_t at = hash & table->mask;; at = (at + 1) & table->mask) {
		uint32_t number = table->slots[at];
		if (number == 0 || git_oid_equal(id_table_get(table, number - 1), id))
			return &table->slots[at];
	}
}

void id_table_init(struct id_table *table, size_t expected)
{
	uint32_t size = 64;
	while (size / 2 < expected && size < (UINT32_C(1) << 30))
		size *= 2;
	table->ids = g_array_sized_new(FALSE, FALSE, sizeof(git_oid), (guint)MIN(expected, size));
	table->slots = g_new0(uint32_t, size);
	table->mask = size - 1;
}

void id_table_clear(struct id_table *table)
{
	if (table->ids != NULL)
		g_array_unref(table->ids);
	g_free(table->slots);
	*table = (struct id_table){0};
}

static void grow(struct id_table *table)
{
	uint32_t size = (table->mask + 1) * 2;
	g_free(table->slots);
	table->slots = g_new0(uint32_t, size);
	table->mask = size - 1;
	for (uint32_t number = 0; number < table->ids->len; number++)
		*find_slot(table, id_table_get(table, number)) = number + 1;
}

uint32_t id_table_add(struct id_table *table, const git_oid *id)
{
	uint32_t *slot = find_slot(table, id);
	if (*slot != 0)
		return *slot - 1;
	g_array_append_val(table->ids, *id);
	*slot = table->ids->len;
	if (table->ids->len > table->mask / 2)
		grow(table);
	return table->ids->len - 1;
}

uint32_t id_table_find(const struct id_table *table, const git_oid *id)
{
	uint32_t number = *find_slot(table, id);
	return number == 0 ? ID_TABLE_NONE : number - 1;
}
