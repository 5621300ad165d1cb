/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a CSV. Whatever they are: false comes with an error, what is true is clean and
 * whole, values are plain numbers, the JSON is JSON, our own CSV gives the same table again, and
 * nothing changed between a table and itself.
 */
#include <glib.h>
#include <jansson.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "catalog/data_change.h"
#include "catalog/data_csv.h"
#include "catalog/data_schema.h"
#include "catalog/data_table.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "%s\n", what);
	abort(); /* g_error would trap, and libFuzzer keeps no input for that */
}

static unsigned count_lines(const uint8_t *data, size_t size)
{
	unsigned lines = 1;
	for (size_t i = 0; i < size; i++)
		lines += data[i] == '\n' ||
		         (data[i] == '\r' && (i + 1 == size || data[i + 1] != '\n'));
	return lines;
}

static void check_problems(const struct report *report, unsigned lines)
{
	for (unsigned i = 0; i < report->problems->len; i++) {
		const struct problem *problem = report->problems->pdata[i];
		check(problem->line <= lines + 1, "a problem lies outside the file");
		check(g_utf8_validate(problem->text, -1, NULL), "a message is not clean");
	}
}

static void check_number(const char *value, unsigned decimals)
{
	const char *at = value + (*value == '-');
	size_t whole = strspn(at, "0123456789");
	check(whole > 0 && (whole == 1 || *at != '0'), "a value does not begin as a number");
	at += whole;
	if (*at == '\0')
		return;
	size_t behind = strspn(at + 1, "0123456789");
	check(*at == '.' && behind > 0 && behind <= decimals && at[1 + behind] == '\0',
	      "a value is no plain number");
}

static void check_column(const struct data_column *column, uint32_t rows)
{
	uint32_t values = 0;
	check(*column->name != '\0' && *column->label != '\0', "a column has no name");
	for (uint32_t row = 0; row < rows; row++) {
		check(g_utf8_validate(column->cells[row], -1, NULL), "a cell is not clean");
		if (*column->values[row] == '\0')
			continue;
		values++;
		check_number(column->values[row], column->decimals);
	}
	check(values + column->missing_count + column->fault_count == rows ||
	              (column->type == DATA_TEXT && values == 0),
	      "cells are neither numbers nor missing nor faults");
	check(column->type != DATA_NUMBERS || (values > 0 && column->fault_count == 0),
	      "a column of numbers has none");
}

static void check_json(const struct data_table *table)
{
	GString *out = g_string_new(NULL);
	data_table_json(table, out);
	json_t *list = json_loadb(out->str, out->len, JSON_DECODE_INT_AS_REAL, NULL);
	check(list != NULL && json_array_size(list) == table->row_count, "the JSON is none");
	json_decref(list);
	g_string_free(out, TRUE);
}

static void check_again(const struct data_table *table)
{
	struct arena *arena = arena_new();
	struct report *report = report_new();
	struct data_table again;
	GString *first = g_string_new(NULL);
	GString *second = g_string_new(NULL);
	data_table_csv(table, first);
	bool good = data_table_read(report, place_of_file("x.csv"), first->str, first->len, arena,
	                            &again);
	/* An apostrophe may make two names equal: =a and '=a. */
	check(good || strstr(first->str, "'") != NULL, "our own CSV is refused");
	if (good) {
		data_table_csv(&again, second);
		check(g_string_equal(first, second), "our own CSV changes");
		check(again.row_count == table->row_count, "our own CSV has other rows");
	}
	g_string_free(first, TRUE);
	g_string_free(second, TRUE);
	report_free(report);
	arena_free(arena);
}

static void check_change(struct arena *arena, const struct data_table *table)
{
	const char *key[] = {table->columns[0].name, NULL};
	struct data_change change;
	data_change_find(arena, table, table, key, &change);
	check(data_change_is_none(&change), "a table differs from itself by its key");
	data_change_find(arena, table, table, NULL, &change);
	check(data_change_is_none(&change), "a table differs from itself");
}

/* The first column described in each way there is: types follow, and every problem lies in the file. */
static void check_schema(struct arena *arena, struct data_table *table, unsigned lines)
{
	const char *marks[] = {"0", NULL};
	const char *key[] = {table->columns[0].name, NULL};
	struct data_schema_column said = {.name = key[0], .minimum = "-1.5", .maximum = "20"};
	const struct data_schema schema = {
	        .columns = &said, .column_count = 1, .row_key = key, .missing = marks};
	for (unsigned content = DATA_ANYTHING; content <= DATA_CODE; content++) {
		struct report *report = report_new();
		said.content = (enum data_content)content;
		said.required = content % 2 == 0;
		data_schema_check(report, "x.csv", &schema, table);
		check_problems(report, lines);
		data_schema_apply(arena, &schema, table);
		check_column(&table->columns[0], table->row_count);
		check_json(table);
		report_free(report);
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct report *report = report_new();
	struct data_table table;
	unsigned lines = count_lines(data, size);
	bool good = data_table_read(report, place_of_file("x.csv"), data, size, arena, &table);
	check(good == (report->errors == 0), "what is wrong is not told");
	check_problems(report, lines);
	if (good) {
		for (uint32_t i = 0; i < table.column_count; i++)
			check_column(&table.columns[i], table.row_count);
		for (uint32_t row = 0; row < table.row_count; row++)
			check(table.lines[row] <= lines &&
			              (row == 0 || table.lines[row] > table.lines[row - 1]),
			      "lines are out of order");
		check_json(&table);
		check_again(&table);
		data_table_value(arena, &table, 1, 3);
		check_change(arena, &table);
		check_schema(arena, &table, lines);
	}
	report_free(report);
	arena_free(arena);
	return 0;
}
