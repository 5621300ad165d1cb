/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_DATA_TABLE_H
#define CATALOG_DATA_TABLE_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/report.h"
#include "base/value.h"

/* A column is of numbers when every cell that is not missing is one, and there is one. */
enum data_type { DATA_EMPTY, DATA_TEXT, DATA_NUMBERS };

/* A cell of a column with numbers that is neither a number nor missing. */
struct data_fault {
	uint32_t row;       /* from 0 */
	const char *reason; /* as data_number_read has it; also "zeros": 0012 among 12 and 7 */
};

enum { DATA_FAULTS_MOST = 5 };

struct data_column {
	const char *name;  /* as written: 金额（万元） */
	const char *label; /* 金额, when a unit stands in a bracket at its end; else the name */
	const char *unit;  /* 万元; of the header, else of all cells; NULL: none */
	enum data_type type;
	const char **cells;  /* of each row, trimmed */
	const char **values; /* plain decimals: 120000000; "" where missing or no number */
	bool percent;        /* all numbers bore %, and the values are what stood before it */
	unsigned decimals;   /* the most of any value */
	uint32_t missing_count;
	const char *const *marks; /* further marks of what is missing, NULL-terminated; NULL: none */
	struct data_fault faults[DATA_FAULTS_MOST]; /* the first */
	uint32_t fault_count;                       /* of all */
};

struct data_table {
	struct data_column *columns;
	uint32_t column_count;
	uint32_t row_count;
	const uint32_t *lines; /* where each row begins */
	const char *encoding;  /* "UTF-8" or "GB18030" */
};

/*
 * Reads a CSV (data_csv.h) in UTF-8 or GB18030. `place` names the file, or, for data within a
 * document, the line of the first data line there; lines are counted on from it. False: rows, columns
 * or characters are not certain; each cause was reported. Cells that are no numbers are not: only
 * who wants numbers of a column knows that they are wrong. Lives in the arena.
 */
bool data_table_read(struct report *report, struct place place, const void *bytes, size_t size,
                     struct arena *arena, struct data_table *out);

/*
 * Reads the cells of a column once more, as one who knows it says: of text whatever they look like; with
 * the unit it has (NULL: that of its header); with further marks of what is missing.
 */
void data_column_retype(struct arena *arena, struct data_column *column, uint32_t rows, bool text,
                        const char *unit, const char *const *marks);

/* Whether the cell says that there is nothing: a blank, or a mark. */
bool data_column_is_missing(const struct data_column *column, uint32_t row);

/* The column of that name, or the only one with that label; NULL: none, or several. */
const struct data_column *data_table_column(const struct data_table *table, const char *name);

/* UTF-8 with a byte order mark, CR LF, cells as written, none a formula: for spreadsheets. */
void data_table_csv(const struct data_table *table, GString *out);

/*
 * A list of objects, one on a line: numbers where the column has numbers, null where it is missing,
 * else text.
 */
void data_table_json(const struct data_table *table, GString *out);

/* A script that sets datasetRows to a list of rows, each a list of its cells as they are written. */
void data_table_script(const struct data_table *table, GString *out);

/*
 * What a view gets of the rows [first, first + count), cut to those there are: a map of columns,
 * row_count, line_of and encoding. What is said of a column is said of all its rows; `first` (from
 * 1) and `rows_in_all` tell the part.
 */
struct value data_table_value(struct arena *arena, const struct data_table *table, uint32_t first,
                              uint32_t count);

#endif
