/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_DATA_CHANGE_H
#define CATALOG_DATA_CHANGE_H

#include "base/value.h"
#include "catalog/data_table.h"

struct data_cell_change {
	const char *key;    /* of its row: the cells of the key, " · " between them */
	const char *column; /* its name */
	const char *before;
	const char *after;
};

enum { DATA_CHANGES_MOST = 50 };

/* What became of a table: by rows, by columns, and the first of its cells. */
struct data_change {
	const char **columns_added; /* names, NULL-terminated */
	const char **columns_removed;
	uint32_t rows_added;
	uint32_t rows_removed;
	uint32_t rows_changed;
	uint32_t cells_changed;
	struct data_cell_change cells[DATA_CHANGES_MOST]; /* in the order of rows and columns now */
	uint32_t cell_count;
};

/*
 * Compares two versions of a table, in time that grows with their size alone. Rows with the same key
 * are the same row, wherever they lie; `row_key` names the columns of the key, NULL-terminated. Without
 * one (NULL), or when a version has not all of its columns, rows are told apart by the whole of them: then
 * they are added and removed, never changed. Cells that mean the same (1,200 and 1200, - and …) have not
 * changed. Text lies in the tables or the arena.
 */
void data_change_find(struct arena *arena, const struct data_table *before,
                      const struct data_table *after, const char *const *row_key,
                      struct data_change *out);

bool data_change_is_none(const struct data_change *change);

/*
 * { rows_added, rows_removed, rows_changed, cells_changed, columns_added = {name}, columns_removed,
 * cells = { key, column, before, after } }
 */
struct value data_change_value(struct arena *arena, const struct data_change *change);

#endif
