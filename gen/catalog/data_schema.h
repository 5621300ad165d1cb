/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_DATA_SCHEMA_H
#define CATALOG_DATA_SCHEMA_H

#include "base/value.h"
#include "catalog/data_table.h"

/* What a column is said to hold. */
enum data_content {
	DATA_ANYTHING, /* nothing is said */
	DATA_WORDS,
	DATA_INTEGER,
	DATA_DECIMAL,
	DATA_DATE,    /* 2025-03-01, also with a time */
	DATA_MONTH,   /* 2025-03, 2025年3月 */
	DATA_QUARTER, /* 2025Q1, 2025年第1季度 */
	DATA_YEAR,    /* 2025, 2025年 */
	DATA_BOOLEAN, /* 是, 否 */
	DATA_CODE,    /* letters and digits without spaces: 440100 */
};

struct data_schema_column {
	const char *name; /* of the column in the file */
	const char *unit; /* NULL: that of the header */
	enum data_content content;
	bool required;
	const char **values; /* the only ones allowed, NULL-terminated; NULL: any */
	const char *minimum; /* plain decimals; NULL: none */
	const char *maximum;
	unsigned line; /* in its document */
};

/* What a document says of its table. Lives in the arena it was read into. */
struct data_schema {
	struct data_schema_column *columns;
	uint32_t column_count;
	const char **row_key; /* columns that together tell rows apart, NULL-terminated; NULL: none are named */
	unsigned row_key_line;
	const char **missing; /* further marks of what is missing, NULL-terminated; NULL: none */
};

/*
 * Reads `columns` (a list of { name, type, unit, required, values, minimum, maximum }), `row_key` and
 * `missing` from the fields of the document at `path`; other fields and properties are left alone.
 * False: it contradicts itself; each cause was reported. `out` is what can be told even so.
 */
bool data_schema_read(struct report *report, const char *path, const struct value *fields,
                      struct arena *arena, struct data_schema *out);

/*
 * Holds the table in the file at `path` against the schema: every column, every cell, every key. Reports
 * what is not so with line, row and column; of cells at most DATA_PROBLEMS_MOST, then how many more.
 */
void data_schema_check(struct report *report, const char *path, const struct data_schema *schema,
                       const struct data_table *table);

/* Types the columns of the table as the schema says: codes are text, further marks are missing. */
void data_schema_apply(struct arena *arena, const struct data_schema *schema,
                       struct data_table *table);

#endif
