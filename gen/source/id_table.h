/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_ID_TABLE_H
#define SOURCE_ID_TABLE_H

#include <git2.h>
#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/*
 * Private to source/: numbers object names from 0 in the order in which they are added. 28 to 36
 * bytes for each.
 */
struct id_table {
	GArray *ids;     /* of git_oid */
	uint32_t *slots; /* 0: free; else the number of an id, plus 1 */
	uint32_t mask;   /* slots are a power of two */
};

#define ID_TABLE_NONE UINT32_MAX

void id_table_init(struct id_table *table, size_t expected);
void id_table_clear(struct id_table *table);

/* The number of `id`, given now when it has none yet. */
uint32_t id_table_add(struct id_table *table, const git_oid *id);

/* The number of `id`, or ID_TABLE_NONE. */
uint32_t id_table_find(const struct id_table *table, const git_oid *id);

static inline uint32_t id_table_count(const struct id_table *table)
{
	return table->ids->len;
}

/* Valid until the next id is added. */
static inline const git_oid *id_table_get(const struct id_table *table, uint32_t number)
{
	return &g_array_index(table->ids, git_oid, number);
}

#endif
