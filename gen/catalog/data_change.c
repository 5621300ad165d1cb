/* SPDX-License-Identifier: MIT */
/*
 * The rows of the older version are put into a table by their keys; each row of the newer one takes
 * the first of its key that is left. What is left at the end was removed.
 */
#include "catalog/data_change.h"

#include <string.h>

/* The older rows of one key, in their order, as a chain of row numbers + 1. */
struct chain {
	uint32_t first;
	uint32_t last;
};

struct comparison {
	struct arena *arena;
	const struct data_table *before;
	const struct data_table *after;
	const struct data_column **key_before; /* NULL-terminated; all common columns without a key */
	const struct data_column **key_after;
	const struct data_column **common_before; /* in the order of the newer version */
	const struct data_column **common_after;
	GHashTable *rows; /* key → struct chain */
	uint32_t *next;   /* of the older rows: the next in its chain */
	struct data_change *out;
};

/* ---- columns */

static const struct data_column *find_column(const struct data_table *table, const char *name)
{
	for (uint32_t i = 0; i < table->column_count; i++)
		if (strcmp(table->columns[i].name, name) == 0)
			return &table->columns[i];
	return NULL;
}

/* The names of the columns that the other table lacks. */
static const char **names_only_in(struct arena *arena, const struct data_table *table,
                                  const struct data_table *other)
{
	const char **names = arena_new_array(arena, const char *, table->column_count + 1);
	uint32_t count = 0;
	for (uint32_t i = 0; i < table->column_count; i++)
		if (find_column(other, table->columns[i].name) == NULL)
			names[count++] = table->columns[i].name;
	return names;
}

static void find_common(struct comparison *comparison)
{
	uint32_t most = comparison->after->column_count;
	uint32_t count = 0;
	comparison->common_before =
	        arena_new_array(comparison->arena, const struct data_column *, most + 1);
	comparison->common_after =
	        arena_new_array(comparison->arena, const struct data_column *, most + 1);
	for (uint32_t i = 0; i < most; i++) {
		const struct data_column *now = &comparison->after->columns[i];
		const struct data_column *then = find_column(comparison->before, now->name);
		if (then == NULL)
			continue;
		comparison->common_before[count] = then;
		comparison->common_after[count++] = now;
	}
}

/* The columns of a key, or NULL when one is not there. */
static const struct data_column **find_key(struct arena *arena, const struct data_table *table,
                                           const char *const *row_key)
{
	unsigned count = g_strv_length((char **)row_key);
	const struct data_column **columns =
	        arena_new_array(arena, const struct data_column *, count + 1);
	for (unsigned i = 0; i < count; i++) {
		columns[i] = data_table_column(table, row_key[i]);
		if (columns[i] == NULL)
			return NULL;
	}
	return count == 0 ? NULL : columns;
}

static void settle_key(struct comparison *comparison, const char *const *row_key)
{
	if (row_key != NULL) {
		comparison->key_before = find_key(comparison->arena, comparison->before, row_key);
		comparison->key_after = find_key(comparison->arena, comparison->after, row_key);
	}
	if (comparison->key_before == NULL || comparison->key_after == NULL) {
		comparison->key_before = comparison->common_before;
		comparison->key_after = comparison->common_after;
	}
}

/* ---- cells */

/* What a cell means: its number, nothing, or its words. */
static const char *meaning(const struct data_column *column, uint32_t row)
{
	if (*column->values[row] != '\0')
		return column->values[row];
	return data_column_is_missing(column, row) ? "" : column->cells[row];
}

static bool is_percent(const struct data_column *column, uint32_t row)
{
	const char *cell = column->cells[row];
	return *column->values[row] != '\0' &&
	       (strchr(cell, '%') != NULL || strstr(cell, "％") != NULL);
}

/* 12% and 12 are two things, and so are 5件 and 5家, and a number and a code. */
static bool is_same(const struct data_column *then, uint32_t row_then,
                    const struct data_column *now, uint32_t row_now)
{
	bool numbers = *then->values[row_then] != '\0';
	if (strcmp(then->cells[row_then], now->cells[row_now]) == 0)
		return true;
	if (numbers != (*now->values[row_now] != '\0') ||
	    (numbers && g_strcmp0(then->unit, now->unit) != 0) ||
	    is_percent(then, row_then) != is_percent(now, row_now))
		return false;
	return strcmp(meaning(then, row_then), meaning(now, row_now)) == 0;
}

/* `key` is emptied first. Lengths keep "a", "bc" and "ab", "c" apart. */
static void make_key(GString *key, const struct data_column *const *columns, uint32_t row)
{
	g_string_truncate(key, 0);
	for (unsigned i = 0; columns[i] != NULL; i++) {
		const char *cell = meaning(columns[i], row);
		g_string_append_printf(key, "%zu%c", strlen(cell),
		                       is_percent(columns[i], row) ? '%' : ':');
		g_string_append(key, cell);
	}
}

static const char *shown_key(struct arena *arena, const struct data_column *const *columns,
                             uint32_t row)
{
	const char *key = columns[0]->cells[row];
	for (unsigned i = 1; columns[i] != NULL; i++)
		key = arena_join(arena, key, " · ", columns[i]->cells[row], NULL);
	return key;
}

/* ---- rows */

static void add_older_rows(struct comparison *comparison)
{
	g_autoptr(GString) key = g_string_new(NULL);
	comparison->rows = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	comparison->next = g_new0(uint32_t, comparison->before->row_count + 1);
	for (uint32_t row = 0; row < comparison->before->row_count; row++) {
		make_key(key, comparison->key_before, row);
		struct chain *chain = g_hash_table_lookup(comparison->rows, key->str);
		if (chain == NULL) {
			chain = g_new0(struct chain, 1);
			chain->first = row + 1;
			g_hash_table_insert(comparison->rows, g_strdup(key->str), chain);
		} else {
			comparison->next[chain->last - 1] = row + 1;
		}
		chain->last = row + 1;
	}
}

static void compare_row(struct comparison *comparison, uint32_t then, uint32_t now)
{
	struct data_change *out = comparison->out;
	uint32_t before = out->cells_changed;
	for (uint32_t i = 0; comparison->common_after[i] != NULL; i++) {
		const struct data_column *old = comparison->common_before[i];
		const struct data_column *new = comparison->common_after[i];
		if (is_same(old, then, new, now))
			continue;
		out->cells_changed++;
		if (out->cell_count < DATA_CHANGES_MOST)
			out->cells[out->cell_count++] = (struct data_cell_change){
			        .key = shown_key(comparison->arena, comparison->key_after, now),
			        .column = new->name,
			        .before = old->cells[then],
			        .after = new->cells[now],
			};
	}
	out->rows_changed += out->cells_changed > before;
}

static void compare_rows(struct comparison *comparison)
{
	struct data_change *out = comparison->out;
	g_autoptr(GString) key = g_string_new(NULL);
	out->rows_removed = comparison->before->row_count;
	for (uint32_t row = 0; row < comparison->after->row_count; row++) {
		make_key(key, comparison->key_after, row);
		struct chain *chain = g_hash_table_lookup(comparison->rows, key->str);
		if (chain == NULL || chain->first == 0) {
			out->rows_added++;
			continue;
		}
		uint32_t then = chain->first - 1;
		chain->first = comparison->next[then];
		out->rows_removed--;
		compare_row(comparison, then, row);
	}
}

void data_change_find(struct arena *arena, const struct data_table *before,
                      const struct data_table *after, const char *const *row_key,
                      struct data_change *out)
{
	struct comparison comparison = {
	        .arena = arena, .before = before, .after = after, .out = out};
	*out = (struct data_change){0};
	out->columns_added = names_only_in(arena, after, before);
	out->columns_removed = names_only_in(arena, before, after);
	find_common(&comparison);
	settle_key(&comparison, row_key);
	if (comparison.key_after[0] == NULL) { /* no column is left: another table */
		out->rows_added = after->row_count;
		out->rows_removed = before->row_count;
		return;
	}
	add_older_rows(&comparison);
	compare_rows(&comparison);
	g_hash_table_unref(comparison.rows);
	g_free(comparison.next);
}

bool data_change_is_none(const struct data_change *change)
{
	return *change->columns_added == NULL && *change->columns_removed == NULL &&
	       change->rows_added + change->rows_removed + change->rows_changed == 0;
}

/* ---- values */

static void set_number(struct value_builder *map, const char *key, uint32_t number)
{
	value_builder_set(map, key, value_text(arena_printf(map->arena, "%u", number)));
}

static struct value names_value(struct arena *arena, const char *const *names)
{
	struct value_builder list = value_builder_begin(arena, VALUE_LIST);
	for (unsigned i = 0; names[i] != NULL; i++)
		value_builder_add(&list, value_text(names[i]));
	return value_builder_end(&list);
}

static struct value cells_value(struct arena *arena, const struct data_change *change)
{
	struct value_builder list = value_builder_begin(arena, VALUE_LIST);
	for (uint32_t i = 0; i < change->cell_count; i++) {
		struct value_builder map = value_builder_begin(arena, VALUE_MAP);
		value_builder_set(&map, "key", value_text(change->cells[i].key));
		value_builder_set(&map, "column", value_text(change->cells[i].column));
		value_builder_set(&map, "before", value_text(change->cells[i].before));
		value_builder_set(&map, "after", value_text(change->cells[i].after));
		value_builder_add(&list, value_builder_end(&map));
	}
	return value_builder_end(&list);
}

struct value data_change_value(struct arena *arena, const struct data_change *change)
{
	struct value_builder map = value_builder_begin(arena, VALUE_MAP);
	set_number(&map, "rows_added", change->rows_added);
	set_number(&map, "rows_removed", change->rows_removed);
	set_number(&map, "rows_changed", change->rows_changed);
	set_number(&map, "cells_changed", change->cells_changed);
	value_builder_set(&map, "columns_added", names_value(arena, change->columns_added));
	value_builder_set(&map, "columns_removed", names_value(arena, change->columns_removed));
	value_builder_set(&map, "cells", cells_value(arena, change));
	return value_builder_end(&map);
}
