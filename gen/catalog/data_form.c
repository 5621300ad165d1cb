/* SPDX-License-Identifier: MIT */
/* A table in other forms: for spreadsheets, for programs, for views. */
#include <string.h>

#include "base/escape.h"
#include "catalog/data_table.h"

/* ---- CSV */

static void write_cell(GString *out, uint32_t column, const char *cell)
{
	if (column > 0)
		g_string_append_c(out, ',');
	escape_csv(out, cell, strlen(cell));
}

/* A name that stands alone is quoted, lest a mark in it be taken for what divides columns. */
static void write_header(const struct data_table *table, GString *out)
{
	size_t start = out->len;
	for (uint32_t i = 0; i < table->column_count; i++)
		write_cell(out, i, table->columns[i].name);
	if (table->column_count == 1 && out->str[start] != '"') {
		g_string_insert_c(out, (gssize)start, '"');
		g_string_append_c(out, '"');
	}
	g_string_append(out, "\r\n");
}

void data_table_csv(const struct data_table *table, GString *out)
{
	g_string_append(out, "\xef\xbb\xbf");
	write_header(table, out);
	for (uint32_t row = 0; row < table->row_count; row++) {
		for (uint32_t i = 0; i < table->column_count; i++)
			write_cell(out, i, table->columns[i].cells[row]);
		g_string_append(out, "\r\n");
	}
}

/* ---- JSON */

static void write_string(GString *out, const char *text)
{
	g_string_append_c(out, '"');
	escape_json(out, text, strlen(text));
	g_string_append_c(out, '"');
}

static void write_item(GString *out, const struct data_column *column, uint32_t row)
{
	write_string(out, column->name);
	g_string_append_c(out, ':');
	if (data_column_is_missing(column, row))
		g_string_append(out, "null");
	else if (column->type == DATA_NUMBERS)
		g_string_append(out, column->values[row]);
	else
		write_string(out, column->cells[row]);
}

void data_table_json(const struct data_table *table, GString *out)
{
	g_string_append_c(out, '[');
	for (uint32_t row = 0; row < table->row_count; row++) {
		g_string_append(out, row == 0 ? "\n{" : ",\n{");
		for (uint32_t i = 0; i < table->column_count; i++) {
			if (i > 0)
				g_string_append_c(out, ',');
			write_item(out, &table->columns[i], row);
		}
		g_string_append_c(out, '}');
	}
	g_string_append(out, "\n]\n");
}

void data_table_script(const struct data_table *table, GString *out)
{
	g_string_append(out, "var datasetRows=[");
	for (uint32_t row = 0; row < table->row_count; row++) {
		g_string_append(out, row == 0 ? "\n[" : ",\n[");
		for (uint32_t i = 0; i < table->column_count; i++) {
			if (i > 0)
				g_string_append_c(out, ',');
			write_string(out, table->columns[i].cells[row]);
		}
		g_string_append_c(out, ']');
	}
	g_string_append(out, "\n];\n");
}

/* ---- values */

/* Rows [first, end) of a table. */
struct part {
	struct arena *arena;
	const struct data_table *table;
	uint32_t first;
	uint32_t end;
};

static struct value number_value(struct arena *arena, uint32_t number)
{
	return value_text(arena_printf(arena, "%u", number));
}

static struct value list_of(struct arena *arena, uint32_t count)
{
	struct value list = {.type = VALUE_LIST, .count = count};
	list.items = arena_new_array(arena, struct value, count);
	return list;
}

static struct value texts_value(const struct part *part, const char *const *texts)
{
	struct value list = list_of(part->arena, part->end - part->first);
	for (uint32_t i = 0; i < list.count; i++)
		list.items[i] = value_text(texts[part->first + i]);
	return list;
}

static struct value lines_value(const struct part *part)
{
	struct value list = list_of(part->arena, part->end - part->first);
	for (uint32_t i = 0; i < list.count; i++)
		list.items[i] = number_value(part->arena, part->table->lines[part->first + i]);
	return list;
}

static struct value faults_value(const struct part *part, const struct data_column *column)
{
	uint32_t count = MIN(column->fault_count, (uint32_t)DATA_FAULTS_MOST);
	struct value list = list_of(part->arena, count);
	for (uint32_t i = 0; i < count; i++) {
		const struct data_fault *fault = &column->faults[i];
		struct value_builder map = value_builder_begin(part->arena, VALUE_MAP);
		value_builder_set(&map, "row", number_value(part->arena, fault->row + 1));
		value_builder_set(&map, "line",
		                  number_value(part->arena, part->table->lines[fault->row]));
		value_builder_set(&map, "cell", value_text(column->cells[fault->row]));
		value_builder_set(&map, "reason", value_text(fault->reason));
		list.items[i] = value_builder_end(&map);
	}
	return list;
}

static struct value column_value(const struct part *part, const struct data_column *column)
{
	static const char *const TYPES[] = {
	        [DATA_EMPTY] = "empty", [DATA_TEXT] = "text", [DATA_NUMBERS] = "number"};
	struct arena *arena = part->arena;
	struct value_builder map = value_builder_begin(arena, VALUE_MAP);
	value_builder_set(&map, "name", value_text(column->name));
	value_builder_set(&map, "label", value_text(column->label));
	value_builder_set(&map, "unit", value_text(column->unit));
	value_builder_set(&map, "type", value_text(TYPES[column->type]));
	value_builder_set(&map, "cells", texts_value(part, column->cells));
	value_builder_set(&map, "values", texts_value(part, column->values));
	value_builder_set(&map, "missing_count", number_value(arena, column->missing_count));
	value_builder_set(&map, "percent", value_boolean(column->percent));
	value_builder_set(&map, "decimals", number_value(arena, column->decimals));
	value_builder_set(&map, "faults", faults_value(part, column));
	value_builder_set(&map, "fault_count", number_value(arena, column->fault_count));
	return value_builder_end(&map);
}

struct value data_table_value(struct arena *arena, const struct data_table *table, uint32_t first,
                              uint32_t count)
{
	struct part part = {.arena = arena, .table = table};
	part.first = MIN(first, table->row_count);
	part.end = part.first + MIN(count, table->row_count - part.first);
	struct value columns = list_of(arena, table->column_count);
	for (uint32_t i = 0; i < table->column_count; i++)
		columns.items[i] = column_value(&part, &table->columns[i]);
	struct value_builder map = value_builder_begin(arena, VALUE_MAP);
	value_builder_set(&map, "columns", columns);
	value_builder_set(&map, "row_count", number_value(arena, part.end - part.first));
	value_builder_set(&map, "rows_in_all", number_value(arena, table->row_count));
	value_builder_set(&map, "first", number_value(arena, part.first + 1));
	value_builder_set(&map, "encoding", value_text(table->encoding));
	value_builder_set(&map, "line_of", lines_value(&part));
	return value_builder_end(&map);
}
