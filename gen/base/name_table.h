/* SPDX-License-Identifier: MIT */
#ifndef BASE_NAME_TABLE_H
#define BASE_NAME_TABLE_H

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

/*
 * Numbers by name: made for a hundred thousand paths, ids or addresses, where GHashTable's hash, byte
 * by byte, and its growing step by step would be felt. Names are borrowed.
 */
struct name_table;
typedef struct name_table NameTable;

/* The number of a name that is not there; no name can have it. */
#define NAME_NONE UINT32_MAX

/* `expected`: how many names there will be; more only cost time. */
struct name_table *name_table_new(size_t expected);
void name_table_free(struct name_table *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(NameTable, name_table_free)

/* The number of the name, or NAME_NONE. */
uint32_t name_table_find(const struct name_table *table, const char *name);

/* Adds a name; one that is there keeps its number, which is returned, else NAME_NONE. */
uint32_t name_table_add(struct name_table *table, const char *name, uint32_t number);

/* The same, but the name gets the new number. */
uint32_t name_table_put(struct name_table *table, const char *name, uint32_t number);

#endif
