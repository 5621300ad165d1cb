/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_DATA_CSV_H
#define CATALOG_DATA_CSV_H

#include <stdint.h>

#include "base/arena.h"
#include "base/report.h"

/* The cells of a CSV text, trimmed, row after row without those that are wholly blank. */
struct data_csv {
	const char **names; /* of the columns, as the first row has them */
	uint32_t column_count;
	uint32_t row_count;
	const char **cells; /* row_count times column_count */
	uint32_t *lines;    /* the line that each row begins at */
};

enum {
	DATA_SIZE_MOST = 64 * 1024 * 1024,
	DATA_ROWS_MOST = 200000,
	DATA_COLUMNS_MOST = 256,
	DATA_CELLS_MOST = 8000000,
	DATA_PROBLEMS_MOST = 20, /* told of one kind in one file */
};

/*
 * Reads UTF-8 text as RFC 4180 has it, also with plain line feeds; cells lie between commas, or between
 * tabs or semicolons when the first row has no comma. `place` is the file, or the first line of data that
 * stands in another file. False: its rows or columns are not certain; each cause was reported.
 */
bool data_csv_read(struct report *report, struct place place, const char *text, size_t length,
                   struct arena *arena, struct data_csv *out);

/* Narrows `text` to what stands between white space of any width. */
const char *data_trim(const char *text, size_t *length);

#endif
