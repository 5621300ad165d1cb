/* SPDX-License-Identifier: MIT */
/*
 * A CSV as columns that know what they hold. The type of a column is a fact of all its cells: one that
 * is no number makes it text, and is remembered as the fault.
 */
#include "catalog/data_table.h"

#include <string.h>

#include "base/escape.h"
#include "catalog/data_csv.h"
#include "catalog/data_number.h"
#include "source/encoding.h"

/* What is gathered of a column while its cells are read. */
struct typing {
	struct arena *arena;
	struct data_column *column;
	struct data_number first; /* its first number, whose unit all others must have */
	const char *unit;         /* of the header, folded; NULL */
	uint32_t numbers;
	uint32_t zeros;     /* of them, with leading zeros */
	size_t code_length; /* of all of them, in bytes */
	bool codes;         /* all are digits alone, and as many */
};

/* ---- header */

/* The opening bracket of the one that the text ends with, or NULL. */
static const char *find_bracket(const char *name)
{
	static const char *const PAIRS[][2] = {{"（", "）"}, {"(", ")"}, {"[", "]"}, {"【", "】"}};
	const char *found = NULL;
	bool closed = false;
	for (size_t i = 0; i < G_N_ELEMENTS(PAIRS); i++)
		closed |= g_str_has_suffix(name, PAIRS[i][1]);
	for (size_t i = 0; closed && i < G_N_ELEMENTS(PAIRS); i++) {
		const char *at = g_strrstr(name, PAIRS[i][0]);
		if (at != NULL && (found == NULL || at > found))
			found = at;
	}
	return found;
}

/* The unit within the bracket, folded to half-width signs, or NULL when it reads as none. */
static char *read_unit(struct arena *arena, const char *bracket)
{
	static const char *const WORDS[] = {"单位:", "單位:", "单位", "單位"};
	char folded[DATA_UNIT_SIZE];
	const char *inside = g_utf8_next_char(bracket);
	const char *end = g_utf8_prev_char(bracket + strlen(bracket));
	g_autofree char *text = g_strndup(inside, end > inside ? (size_t)(end - inside) : 0);
	if (!data_fold_width(text, folded, sizeof folded))
		return NULL;
	const char *unit = folded;
	for (size_t i = 0; i < G_N_ELEMENTS(WORDS); i++)
		if (unit == folded && g_str_has_prefix(folded, WORDS[i]))
			unit += strlen(WORDS[i]);
	size_t length = strlen(unit);
	unit = data_trim(unit, &length);
	char *copy = arena_copy(arena, unit, length);
	return data_unit_is_known(copy) || data_unit_is_multiplier(copy) ? copy : NULL;
}

static void read_header(struct arena *arena, struct data_column *column)
{
	column->label = column->name;
	const char *bracket = find_bracket(column->name);
	if (bracket == NULL)
		return;
	column->unit = read_unit(arena, bracket);
	size_t length = (size_t)(bracket - column->name);
	const char *label = data_trim(column->name, &length);
	if (column->unit != NULL && length > 0)
		column->label = arena_copy(arena, label, length);
}

/* ---- cells */

static void add_fault(struct data_column *column, uint32_t row, const char *reason)
{
	if (column->fault_count < DATA_FAULTS_MOST)
		column->faults[column->fault_count] = (struct data_fault){row, reason};
	column->fault_count++;
}

static void add_number(struct typing *typing, uint32_t row, const struct data_number *number)
{
	struct data_column *column = typing->column;
	const char *cell = column->cells[row];
	size_t length = strlen(cell);
	if (typing->numbers++ == 0) {
		typing->first = *number;
		typing->code_length = length;
		typing->codes = true;
	}
	typing->zeros += number->zeros;
	typing->codes = typing->codes && number->bare && length == typing->code_length;
	if (typing->unit == NULL && (strcmp(number->unit, typing->first.unit) != 0 ||
	                             number->percent != typing->first.percent)) {
		add_fault(column, row, "unit-mixed");
		return;
	}
	column->decimals = MAX(column->decimals, number->decimals);
	column->percent = column->percent && number->percent;
	column->values[row] = strcmp(cell, number->value) == 0
	                              ? cell
	                              : arena_string(typing->arena, number->value);
}

static bool is_marked(const struct data_column *column, const char *cell)
{
	for (unsigned i = 0; column->marks != NULL && column->marks[i] != NULL; i++)
		if (strcmp(column->marks[i], cell) == 0)
			return true;
	return false;
}

static struct data_number read_cell(const struct typing *typing, uint32_t row)
{
	const char *cell = typing->column->cells[row];
	if (is_marked(typing->column, cell))
		return (struct data_number){.reading = DATA_MISSING};
	return data_number_read(cell, typing->unit);
}

bool data_column_is_missing(const struct data_column *column, uint32_t row)
{
	const char *cell = column->cells[row];
	if (*column->values[row] != '\0')
		return false;
	return is_marked(column, cell) || data_number_read(cell, NULL).reading == DATA_MISSING;
}

static void read_cells(struct typing *typing, uint32_t rows)
{
	struct data_column *column = typing->column;
	column->percent = true;
	for (uint32_t row = 0; row < rows; row++) {
		struct data_number number = read_cell(typing, row);
		column->values[row] = "";
		if (number.reading == DATA_NUMBER)
			add_number(typing, row, &number);
		else if (number.reading == DATA_FAULT)
			add_fault(column, row, number.fault);
		else
			column->missing_count++;
	}
}

/* ---- type */

/* Nothing in it is a number after all. */
static void make_text(struct data_column *column, uint32_t rows)
{
	column->type = DATA_TEXT;
	column->percent = false;
	column->decimals = 0;
	column->fault_count = 0;
	for (uint32_t row = 0; row < rows; row++)
		column->values[row] = "";
}

/*
 * 0871 is the code of a place and no number, and 000001 among 600000 is one of a share. 0012 among 12
 * and 7 is nobody knows what.
 */
static bool settle_zeros(struct typing *typing, uint32_t rows)
{
	struct data_column *column = typing->column;
	if (typing->zeros == 0)
		return false;
	if (typing->zeros == typing->numbers || typing->codes)
		return true;
	for (uint32_t row = 0; row < rows; row++) {
		if (*column->values[row] == '\0' ||
		    !data_number_read(column->cells[row], typing->unit).zeros)
			continue;
		add_fault(column, row, "zeros");
		column->values[row] = "";
	}
	return false;
}

/* `text`: it is, whatever it looks like. */
static void type_column(struct arena *arena, struct data_column *column, uint32_t rows, bool text)
{
	struct typing typing = {.arena = arena, .column = column, .unit = column->unit};
	read_cells(&typing, rows);
	if (text || typing.numbers == 0 || settle_zeros(&typing, rows)) {
		make_text(column, rows);
		if (column->missing_count == rows)
			column->type = DATA_EMPTY;
		return;
	}
	column->type = column->fault_count == 0 ? DATA_NUMBERS : DATA_TEXT;
	if (column->unit == NULL && column->fault_count == 0 && *typing.first.unit != '\0')
		column->unit = arena_string(arena, typing.first.unit);
}

void data_column_retype(struct arena *arena, struct data_column *column, uint32_t rows, bool text,
                        const char *unit, const char *const *marks)
{
	char folded[DATA_UNIT_SIZE];
	column->marks = marks;
	column->missing_count = column->fault_count = 0;
	column->decimals = 0;
	if (unit != NULL && data_fold_width(unit, folded, sizeof folded))
		column->unit = arena_string(arena, folded);
	type_column(arena, column, rows, text);
}

static void read_columns(struct arena *arena, const struct data_csv *csv, struct data_table *out)
{
	uint32_t columns = csv->column_count;
	uint32_t rows = csv->row_count;
	out->column_count = columns;
	out->row_count = rows;
	out->lines = csv->lines;
	out->columns = arena_new_array(arena, struct data_column, columns);
	for (uint32_t i = 0; i < columns; i++) {
		struct data_column *column = &out->columns[i];
		column->name = csv->names[i];
		column->cells = arena_new_array(arena, const char *, rows);
		column->values = arena_new_array(arena, const char *, rows);
		for (uint32_t row = 0; row < rows; row++)
			column->cells[row] = csv->cells[(size_t)row * columns + i];
		read_header(arena, column);
		type_column(arena, column, rows, false);
	}
}

bool data_table_read(struct report *report, struct place place, const void *bytes, size_t size,
                     struct arena *arena, struct data_table *out)
{
	size_t length;
	struct data_csv csv;
	*out = (struct data_table){0};
	if (size > DATA_SIZE_MOST)
		return report_error(report, place, "data/size",
		                    _("the file has %zu MB; %d MB are the most: divide it"),
		                    size >> 20, DATA_SIZE_MOST >> 20);
	g_autofree char *text =
	        encoding_read_data(report, place, bytes, size, &length, &out->encoding);
	if (text == NULL || !data_csv_read(report, place, text, length, arena, &csv))
		return false;
	read_columns(arena, &csv, out);
	return true;
}

const struct data_column *data_table_column(const struct data_table *table, const char *name)
{
	const struct data_column *found = NULL;
	uint32_t labels = 0;
	for (uint32_t i = 0; i < table->column_count; i++) {
		const struct data_column *column = &table->columns[i];
		if (strcmp(column->name, name) == 0)
			return column;
		if (strcmp(column->label, name) != 0)
			continue;
		found = column;
		labels++;
	}
	return labels == 1 ? found : NULL;
}
