/* SPDX-License-Identifier: MIT */
/* A table held against what its document says of it. */
/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#include "catalog/data_csv.h"
#include "catalog/data_schema.h"
#include "source/front_matter.h"

struct fixture {
	struct report *report;
	struct arena *arena;
	struct data_schema schema;
	struct data_table table;
};

static int set_up(void **state)
{
	struct fixture *fixture = g_new0(struct fixture, 1);
	fixture->report = report_new();
	fixture->arena = arena_new();
	*state = fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	report_free(fixture->report);
	arena_free(fixture->arena);
	g_free(fixture);
	return 0;
}

/* What intake makes of a field of type boolean. */
static void set_booleans(struct value *value)
{
	for (unsigned i = 0; value->type >= VALUE_LIST && i < value->count; i++) {
		set_booleans(&value->items[i]);
		if (value->type == VALUE_MAP && strcmp(value->keys[i], "required") == 0)
			value->items[i] = value_boolean(strcmp(value->items[i].text, "true") == 0);
	}
}

static bool read_schema(struct fixture *fixture, const char *fields)
{
	struct front_matter matter;
	g_autofree char *text = g_strconcat("---\n", fields, "---\n", NULL);
	g_ptr_array_set_size(fixture->report->problems, 0);
	fixture->report->errors = fixture->report->warnings = 0;
	assert_true(front_matter_read(fixture->report, "d.md", text, strlen(text), fixture->arena,
	                              &matter));
	struct value copy = value_copy(fixture->arena, &matter.fields);
	set_booleans(&copy);
	return data_schema_read(fixture->report, "d.md", &copy, fixture->arena, &fixture->schema);
}

static void check_table(struct fixture *fixture, const char *fields, const char *csv)
{
	assert_true(read_schema(fixture, fields));
	assert_true(data_table_read(fixture->report, place_of_file("a.csv"), csv, strlen(csv),
	                            fixture->arena, &fixture->table));
	data_schema_check(fixture->report, "a.csv", &fixture->schema, &fixture->table);
}

static void assert_problem(struct fixture *fixture, unsigned number, const char *id, unsigned line,
                           const char *part)
{
	assert_true(number < fixture->report->problems->len);
	const struct problem *problem = fixture->report->problems->pdata[number];
	if (strstr(problem->text, part) == NULL)
		print_message("'%s' lacks '%s'\n", problem->text, part);
	assert_string_equal(problem->id, id);
	assert_int_equal(problem->line, line);
	assert_non_null(strstr(problem->text, part));
}

/* With the columns `fields` all is right with `csv`, or there is one problem that has `part`. */
static void assert_one(struct fixture *fixture, const char *fields, const char *csv, const char *id,
                       unsigned line, const char *part)
{
	check_table(fixture, fields, csv);
	if (fixture->report->problems->len != 1)
		report_write(fixture->report, stderr);
	assert_int_equal(fixture->report->problems->len, 1);
	assert_problem(fixture, 0, id, line, part);
	const struct problem *problem = fixture->report->problems->pdata[0];
	assert_string_equal(problem->path, "a.csv");
}

static void assert_none(struct fixture *fixture, const char *fields, const char *csv)
{
	check_table(fixture, fields, csv);
	if (fixture->report->problems->len != 0)
		report_write(fixture->report, stderr);
	assert_int_equal(fixture->report->problems->len, 0);
}

/* ---- cells */

static void assert_cells(struct fixture *fixture, const char *type, const char *const *good,
                         const char *const *bad)
{
	g_autofree char *fields =
	        g_strdup_printf("columns:\n- {name: a, type: %s, required: true}\n", type);
	for (unsigned i = 0; good[i] != NULL; i++) {
		g_autofree char *csv = g_strdup_printf("a\n\"%s\"\n", good[i]);
		assert_none(fixture, fields, csv);
	}
	for (unsigned i = 0; bad[i] != NULL; i++) {
		g_autofree char *csv = g_strdup_printf("a\n\"%s\"\n", bad[i]);
		assert_one(fixture, fields, csv, "data/cell", 2, bad[i]);
	}
}

static void each_type_has_its_form(void **state)
{
	assert_cells(*state, "integer", (const char *[]){"0", "-5", "1,200", "３", "2万", NULL},
	             (const char *[]){"1.5", "约5", "(5)", "1e5", "3,43", "5%1", NULL});
	assert_cells(*state, "number", (const char *[]){"0", "-5.25", "1,200.5", "5%", NULL},
	             (const char *[]){"a", "1.2.3", "2024-05", NULL});
	assert_cells(*state, "date",
	             (const char *[]){"2025-03-01", "2025年3月1日", "20250301", "2025-03-01 09:30",
	                              NULL},
	             (const char *[]){"2025-02-30", "2025-03", "3月", "05/03/2025", NULL});
	assert_cells(
	        *state, "month",
	        (const char *[]){"2025-03", "2025年3月", "202503", "２０２５-12", "2025/3", NULL},
	        (const char *[]){"2025-13", "2025-03-01", "3月", "2025", "20253", NULL});
	assert_cells(*state, "quarter",
	             (const char *[]){"2025Q1", "2025-q4", "2025年第1季度", "2025年一季度", NULL},
	             (const char *[]){"2025Q5", "Q1", "2025-01", "1季度", NULL});
	assert_cells(*state, "year", (const char *[]){"2025", "2025年", "2025年度", NULL},
	             (const char *[]){"25", "20255", "2025-01", "3025", NULL});
	assert_cells(*state, "boolean", (const char *[]){"是", "否", "true", "No", "1", NULL},
	             (const char *[]){"有", "2", "√", NULL});
	assert_cells(*state, "code", (const char *[]){"440100", "0871", "A-1/2", "粤A", NULL},
	             (const char *[]){"4.401E+11", "a b", "#1", NULL});
	assert_cells(*state, "text", (const char *[]){"anything, at all", "5", NULL},
	             (const char *[]){NULL});
}

static void what_is_required_must_be_there(void **state)
{
	static const char REQUIRED[] = "columns:\n- {name: a, required: true}\n- {name: b}\n";
	assert_none(*state, REQUIRED, "a,b\n1,\n");
	assert_one(*state, REQUIRED, "a,b\n1,2\n-,3\n", "data/cell", 3,
	           "row 2, column 'a' must not be");
	static const char MARKS[] =
	        "columns:\n- {name: a, type: integer}\n- {name: b, type: integer, "
	        "required: true}\nmissing: [未监测, 停]\n";
	assert_none(*state, MARKS, "a,b\n未监测,1\n停,2\n,3\n");
	assert_one(*state, MARKS, "a,b\n1,停\n", "data/cell", 2, "must not be empty");
	assert_one(*state, MARKS, "a,b\n坏,1\n", "data/cell", 2, "holds '坏'");
}

static void values_are_those_that_are_listed(void **state)
{
	static const char VALUES[] = "columns:\n- {name: a, values: [优, 良, -]}\n";
	assert_none(*state, VALUES, "a\n优\n良\n-\n…\n");
	assert_one(*state, VALUES, "a\n优\n差\n", "data/cell", 3, "one of: 优, 良, -");
}

static void bounds_are_exact(void **state)
{
	static const char BOUNDS[] =
	        "columns:\n- {name: a, type: number, minimum: -0.5, maximum: 100}\n";
	assert_none(*state, BOUNDS, "a\n-0.5\n-0.50\n0\n99.999\n100.00\n20\n");
	assert_one(*state, BOUNDS, "a\n-0.51\n", "data/cell", 2, "from -0.5 to 100");
	assert_one(*state, BOUNDS, "a\n100.001\n", "data/cell", 2, "100.001");
	assert_one(*state, BOUNDS, "a\n-100\n", "data/cell", 2, "-100");
	assert_one(*state, "columns:\n- {name: a, type: integer, minimum: 0}\n", "a\n-1\n",
	           "data/cell", 2, "at least 0");
	assert_one(*state, "columns:\n- {name: a, type: year, maximum: 2025}\n", "a\n2026年\n",
	           "data/cell", 2, "at most 2025");
	assert_none(*state, "columns:\n- {name: a, type: year, minimum: 2025}\n", "a\n2026年\n");
}

static void cells_beyond_twenty_are_counted(void **state)
{
	struct fixture *fixture = *state;
	g_autoptr(GString) csv = g_string_new("a,b\n");
	for (unsigned i = 0; i < 15; i++)
		g_string_append(csv, "z,y\n");
	check_table(fixture, "columns:\n- {name: a, type: integer}\n- {name: b, type: integer}\n",
	            csv->str);
	assert_int_equal(fixture->report->errors, DATA_PROBLEMS_MOST + 1);
	assert_problem(fixture, 0, "data/cell", 2, "row 1, column 'a' holds 'z'");
	assert_problem(fixture, 1, "data/cell", 2, "column 'b'");
	assert_problem(fixture, 19, "data/cell", 11, "row 10, column 'b'");
	assert_problem(fixture, 20, "data/cell", 0, "10 more cells");
}

static void long_cells_are_cut(void **state)
{
	struct fixture *fixture = *state;
	g_autofree char *cell = g_strnfill(500, 'x');
	g_autofree char *csv = g_strconcat("a\n", cell, "\n", NULL);
	assert_one(fixture, "columns:\n- {name: a, type: integer}\n", csv, "data/cell", 2, "xxx…'");
	const struct problem *problem = fixture->report->problems->pdata[0];
	assert_true(strlen(problem->text) < 200);
}

/* ---- columns and keys */

static void columns_must_be_those_that_are_described(void **state)
{
	struct fixture *fixture = *state;
	static const char TWO[] = "columns:\n- {name: 年度}\n- {name: 金额}\n";
	assert_none(fixture, TWO, "金额（万元）,年度\n1,2\n");
	assert_one(fixture, TWO, "金额,年度,备注\n1,2,3\n", "data/column", 0,
	           "'备注' is not described");
	assert_int_equal(fixture->report->errors, 0);
	check_table(fixture, TWO, "金额,年份\n1,2\n");
	assert_int_equal(fixture->report->errors, 1);
	assert_int_equal(fixture->report->warnings, 1);
	assert_problem(fixture, 0, "data/column", 0, "no column '年度'; there are: 金额, 年份");
	check_table(fixture, "columns:\n- {name: amount}\n", "amuont\n1\n");
	assert_problem(fixture, 0, "data/column", 0, "do you mean 'amuont'");
	assert_none(fixture, "title: x\n", "a,b\n1,2\n");
}

static void units_must_agree(void **state)
{
	static const char YUAN[] = "columns:\n- {name: 金额, type: number, unit: 元}\n";
	assert_none(*state, YUAN, "金额（元）\n1\n");
	assert_none(*state, YUAN, "金额\n1\n5万元\n");
	assert_none(*state, "columns:\n- {name: 金额, type: number, maximum: 9}\n",
	            "金额（万元）\n5万元\n");
	assert_one(*state, YUAN, "金额（万元）\n1\n", "data/unit", 0, "万元 by the file and 元");
	assert_one(*state, YUAN, "金额\n5件\n", "data/unit", 0, "件 by the file and 元");
	assert_none(*state, "columns:\n- {name: 率, type: number, unit: ％}\n", "率（%）\n1\n2%\n");
}

static void keys_are_unique(void **state)
{
	struct fixture *fixture = *state;
	assert_none(fixture, "row_key: a\n", "a,b\n1,1\n2,1\n");
	assert_one(fixture, "row_key: a\n", "a,b\nx,1\n\"y\n\",1\nx,2\n", "data/key", 5,
	           "rows 1 and 3 (lines 2 and 5) have the same key 'x'");
	static const char BOTH[] = "row_key: [a, b]\n";
	assert_none(fixture, BOTH, "a,b\n1,11\n11,1\n1,1\n");
	assert_one(fixture, BOTH, "a,b\n1,1\n2,1\n1,1\n", "data/key", 4, "rows 1 and 3");
	assert_one(fixture, "row_key: c\n", "a,b\n1,1\n", "data/column", 0, "no column 'c'");
	g_autoptr(GString) csv = g_string_new("a\n");
	for (unsigned i = 0; i < 30; i++)
		g_string_append(csv, "x\n");
	check_table(fixture, "row_key: a\n", csv->str);
	assert_int_equal(fixture->report->errors, DATA_PROBLEMS_MOST + 1);
	assert_problem(fixture, DATA_PROBLEMS_MOST, "data/key", 0, "9 more rows");
}

/* ---- the description itself */

static void assert_contradiction(struct fixture *fixture, const char *fields, unsigned line,
                                 const char *part)
{
	assert_false(read_schema(fixture, fields));
	assert_int_equal(fixture->report->errors, 1);
	assert_problem(fixture, 0, "data/schema", line, part);
}

static void a_description_must_not_contradict_itself(void **state)
{
	assert_contradiction(*state, "columns:\n- {name: a}\n- {name: b}\n- {name: a}\n", 5,
	                     "'a' is described twice");
	assert_contradiction(*state,
	                     "columns:\n- {name: a, type: integer, minimum: 5, maximum: 4}\n", 3,
	                     "above its 'maximum'");
	assert_contradiction(*state, "columns:\n- name: a\n  type: date\n  minimum: 5\n", 5,
	                     "no 'minimum'");
	assert_contradiction(*state, "columns:\n- {name: a, type: number, maximum: 约5}\n", 3,
	                     "'maximum' of column 'a' is no number");
	assert_contradiction(*state, "columns:\n- {name: a}\nrow_key: b\n", 4, "'b'");
}

static void a_table_is_typed_as_it_is_described(void **state)
{
	struct fixture *fixture = *state;
	check_table(fixture,
	            "columns:\n- {name: 区划, type: code}\n- {name: 数, type: number, unit: 元}\n"
	            "- {name: 年, type: year}\nmissing: 停\n",
	            "区划,数,年,余\n440100,2万,2024,7\n停,停,停,停\n5,-,2025,8\n");
	data_schema_apply(fixture->arena, &fixture->schema, &fixture->table);
	const struct data_column *columns = fixture->table.columns;
	assert_int_equal(columns[0].type, DATA_TEXT);
	assert_string_equal(columns[0].values[0], "");
	assert_true(data_column_is_missing(&columns[0], 1));
	assert_int_equal(columns[1].type, DATA_NUMBERS);
	assert_string_equal(columns[1].unit, "元");
	assert_string_equal(columns[1].values[0], "20000");
	assert_int_equal(columns[1].missing_count, 2);
	assert_int_equal(columns[1].fault_count, 0);
	assert_int_equal(columns[2].type, DATA_NUMBERS);
	/* the marks are those of the whole table */
	assert_int_equal(columns[3].type, DATA_NUMBERS);
	g_autoptr(GString) json = g_string_new(NULL);
	data_table_json(&fixture->table, json);
	assert_string_equal(json->str,
	                    "[\n{\"区划\":\"440100\",\"数\":20000,\"年\":2024,\"余\":7},\n"
	                    "{\"区划\":null,\"数\":null,\"年\":null,\"余\":null},\n"
	                    "{\"区划\":\"5\",\"数\":null,\"年\":2025,\"余\":8}\n]\n");
}

static void many_cells_take_little_time(void **state)
{
	struct fixture *fixture = *state;
	g_autoptr(GString) csv = g_string_new("a,b,c,d\n");
	for (unsigned i = 0; i < 100000; i++)
		g_string_append_printf(csv, "k%u,%u,2025-%02u,良\n", i, i, i % 12 + 1);
	gint64 start = g_get_monotonic_time();
	assert_none(fixture,
	            "columns:\n- {name: a, type: code}\n- {name: b, type: integer, minimum: 0}\n"
	            "- {name: c, type: month}\n- {name: d, values: [优, 良]}\nrow_key: a\n",
	            csv->str);
	gint64 time = g_get_monotonic_time() - start;
	print_message("400000 cells: %d ms\n", (int)(time / 1000));
	assert_true(time < 10 * G_USEC_PER_SEC); /* sanitizers are slow */
}

int main(void)
{
#define data_test(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
	        data_test(each_type_has_its_form),
	        data_test(what_is_required_must_be_there),
	        data_test(values_are_those_that_are_listed),
	        data_test(bounds_are_exact),
	        data_test(cells_beyond_twenty_are_counted),
	        data_test(long_cells_are_cut),
	        data_test(columns_must_be_those_that_are_described),
	        data_test(units_must_agree),
	        data_test(keys_are_unique),
	        data_test(a_description_must_not_contradict_itself),
	        data_test(a_table_is_typed_as_it_is_described),
	        data_test(many_cells_take_little_time),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
