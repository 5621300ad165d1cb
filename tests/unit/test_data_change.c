/* SPDX-License-Identifier: MIT */
/* What changed between two versions of a table. */
/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <stdlib.h>
#include <string.h>

#include "catalog/data_change.h"

struct fixture {
	struct report *report;
	struct arena *arena;
	struct data_change change;
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

static struct data_table read_table(struct fixture *fixture, const char *text)
{
	struct data_table table;
	bool good = data_table_read(fixture->report, place_of_file("a.csv"), text, strlen(text),
	                            fixture->arena, &table);
	if (!good)
		report_write(fixture->report, stderr);
	assert_true(good);
	return table;
}

static const struct data_change *compare(struct fixture *fixture, const char *before,
                                         const char *after, const char *const *key)
{
	struct data_table old = read_table(fixture, before);
	struct data_table new = read_table(fixture, after);
	data_change_find(fixture->arena, &old, &new, key, &fixture->change);
	return &fixture->change;
}

static void assert_rows(const struct data_change *change, uint32_t added, uint32_t removed,
                        uint32_t changed)
{
	assert_int_equal(change->rows_added, added);
	assert_int_equal(change->rows_removed, removed);
	assert_int_equal(change->rows_changed, changed);
}

static void assert_cell(const struct data_cell_change *cell, const char *key, const char *column,
                        const char *before, const char *after)
{
	assert_string_equal(cell->key, key);
	assert_string_equal(cell->column, column);
	assert_string_equal(cell->before, before);
	assert_string_equal(cell->after, after);
}

static const char *const BY_NAME[] = {"名", NULL};

static void rows_are_the_same_by_their_key(void **state)
{
	const struct data_change *change = compare(*state, "名,数,注\n甲,1,a\n乙,2,b\n丙,3,c\n",
	                                           "名,数,注\n丙,3,x\n丁,4,d\n甲,10,y\n", BY_NAME);
	assert_rows(change, 1, 1, 2);
	assert_int_equal(change->cells_changed, 3);
	assert_int_equal(change->cell_count, 3);
	assert_cell(&change->cells[0], "丙", "注", "c", "x");
	assert_cell(&change->cells[1], "甲", "数", "1", "10");
	assert_cell(&change->cells[2], "甲", "注", "a", "y");
	assert_null(change->columns_added[0]);
	assert_false(data_change_is_none(change));
}

static void an_order_is_no_change(void **state)
{
	const struct data_change *change =
	        compare(*state, "名,数\n甲,1\n乙,2\n", "数,名\n2,乙\n1,甲\n", BY_NAME);
	assert_rows(change, 0, 0, 0);
	assert_true(data_change_is_none(change));
	assert_true(data_change_is_none(
	        compare(*state, "名,数\n甲,1\n乙,2\n", "数,名\n2,乙\n1,甲\n", NULL)));
}

static void columns_come_and_go(void **state)
{
	const struct data_change *change =
	        compare(*state, "名,数,旧\n甲,1,a\n", "名,新,数,又\n甲,x,1,y\n", BY_NAME);
	assert_rows(change, 0, 0, 0);
	assert_false(data_change_is_none(change));
	assert_string_equal(change->columns_added[0], "新");
	assert_string_equal(change->columns_added[1], "又");
	assert_null(change->columns_added[2]);
	assert_string_equal(change->columns_removed[0], "旧");
	assert_null(change->columns_removed[1]);
	change = compare(*state, "a\n1\n2\n", "b\n1\n", BY_NAME);
	assert_rows(change, 1, 2, 0);
}

static void what_means_the_same_has_not_changed(void **state)
{
	const struct data_change *change = compare(*state, "名,数,率,缺\n甲,\"1,200\",5%,-\n",
	                                           "名,数,率,缺\n甲,1200,５％,…\n", BY_NAME);
	assert_true(data_change_is_none(change));
	change = compare(*state, "名,a,b,c,d\n甲,5%,5件,0012,0\n", "名,a,b,c,d\n甲,5,5家,12,\n",
	                 BY_NAME);
	assert_rows(change, 0, 0, 1);
	assert_int_equal(change->cells_changed, 4);
	assert_cell(&change->cells[3], "甲", "d", "0", "");
}

static void without_a_key_rows_are_added_and_removed(void **state)
{
	const struct data_change *change =
	        compare(*state, "a,b\n1,2\n1,2\n3,4\n", "a,b\n1,2\n3,5\n3,5\n", NULL);
	assert_rows(change, 2, 2, 0);
	assert_int_equal(change->cell_count, 0);
	static const char *const absent[] = {"没有", NULL};
	assert_rows(compare(*state, "a,b\n1,2\n", "a,b\n1,3\n", absent), 1, 1, 0);
	assert_rows(compare(*state, "a,b\n1,5%\n", "a,b\n1,5\n", NULL), 1, 1, 0);
}

static void a_key_may_be_of_several_columns_and_stand_twice(void **state)
{
	static const char *const key[] = {"年", "季", NULL};
	const struct data_change *change = compare(*state, "年,季,数\n1,23,1\n12,3,2\n12,3,3\n",
	                                           "年,季,数\n1,23,1\n12,3,2\n12,3,9\n", key);
	assert_rows(change, 0, 0, 1);
	assert_cell(&change->cells[0], "12 · 3", "数", "3", "9");
	change = compare(*state, "年,季,数\n1,23,1\n", "年,季,数\n12,3,1\n", key);
	assert_rows(change, 1, 1, 0);
	change = compare(*state, "年,季,数\na:b,c,1\n", "年,季,数\na,b:c,1\n", key);
	assert_rows(change, 1, 1, 0);
	change = compare(*state, "年,季,数\n12,3,1\n", "年,季,数\n12,3,1\n12,3,1\n", key);
	assert_rows(change, 1, 0, 0);
}

static void only_the_first_cells_are_told(void **state)
{
	g_autoptr(GString) before = g_string_new("名,数\n");
	g_autoptr(GString) after = g_string_new("名,数\n");
	for (unsigned i = 0; i < 80; i++) {
		g_string_append_printf(before, "r%u,%u\n", i, i);
		g_string_append_printf(after, "r%u,%u\n", i, i + 1);
	}
	const struct data_change *change = compare(*state, before->str, after->str, BY_NAME);
	assert_int_equal(change->rows_changed, 80);
	assert_int_equal(change->cells_changed, 80);
	assert_int_equal(change->cell_count, DATA_CHANGES_MOST);
	assert_string_equal(change->cells[DATA_CHANGES_MOST - 1].key, "r49");
}

static void a_view_gets_counts_and_cells(void **state)
{
	struct fixture *fixture = *state;
	const struct data_change *change = compare(fixture, "名,数,旧\n甲,1,a\n乙,2,b\n",
	                                           "名,数,新\n甲,3,a\n丙,4,b\n丁,5,c\n", BY_NAME);
	struct value value = data_change_value(fixture->arena, change);
	assert_string_equal(value_get_text(&value, "rows_added"), "2");
	assert_string_equal(value_get_text(&value, "rows_removed"), "1");
	assert_string_equal(value_get_text(&value, "rows_changed"), "1");
	assert_string_equal(value_get_text(&value, "cells_changed"), "1");
	assert_string_equal(value_get(&value, "columns_added")->items[0].text, "新");
	assert_string_equal(value_get(&value, "columns_removed")->items[0].text, "旧");
	const struct value *cell = &value_get(&value, "cells")->items[0];
	assert_string_equal(value_get_text(cell, "key"), "甲");
	assert_string_equal(value_get_text(cell, "column"), "数");
	assert_string_equal(value_get_text(cell, "before"), "1");
	assert_string_equal(value_get_text(cell, "after"), "3");
}

/* ---- against a plain comparison of each row with each */

enum { RANDOM_ROWS = 12 };

static void random_version(GRand *random, GString *out, int values[RANDOM_ROWS])
{
	g_string_assign(out, "名,数\n");
	for (int key = 0; key < RANDOM_ROWS; key++)
		values[key] = g_rand_int_range(random, -2, 3);
	int start = g_rand_int_range(random, 0, RANDOM_ROWS);
	for (int i = 0; i < RANDOM_ROWS; i++) {
		int key = (start + i * 5) % RANDOM_ROWS;
		if (values[key] >= 0)
			g_string_append_printf(out, "k%d,%d\n", key, values[key]);
	}
}

static void random_versions_are_compared_rightly(void **state)
{
	g_autoptr(GRand) random = g_rand_new_with_seed(11);
	g_autoptr(GString) before = g_string_new(NULL);
	g_autoptr(GString) after = g_string_new(NULL);
	for (unsigned round = 0; round < 300; round++) {
		int then[RANDOM_ROWS], now[RANDOM_ROWS];
		uint32_t added = 0, removed = 0, changed = 0;
		random_version(random, before, then);
		random_version(random, after, now);
		for (int key = 0; key < RANDOM_ROWS; key++) {
			added += then[key] < 0 && now[key] >= 0;
			removed += then[key] >= 0 && now[key] < 0;
			changed += then[key] >= 0 && now[key] >= 0 && then[key] != now[key];
		}
		assert_rows(compare(*state, before->str, after->str, BY_NAME), added, removed,
		            changed);
	}
}

static void many_rows_take_little_time(void **state)
{
	struct fixture *fixture = *state;
	g_autoptr(GString) before = g_string_new("名,数,注\n");
	g_autoptr(GString) after = g_string_new("名,数,注\n");
	for (unsigned i = 0; i < 100000; i++) {
		g_string_append_printf(before, "某某单位%u,%u,同\n", i, i % 7);
		g_string_append_printf(after, "某某单位%u,%u,同\n", 100000 - i, i % 5);
	}
	struct data_table old = read_table(fixture, before->str);
	struct data_table new = read_table(fixture, after->str);
	gint64 start = g_get_monotonic_time();
	data_change_find(fixture->arena, &old, &new, BY_NAME, &fixture->change);
	gint64 time = g_get_monotonic_time() - start;
	print_message("100000 rows: %d ms\n", (int)(time / 1000));
	assert_true(time < 5 * G_USEC_PER_SEC); /* sanitizers are slow */
	assert_int_equal(fixture->change.rows_added, 1);
}

int main(void)
{
#define data_test(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
	        data_test(rows_are_the_same_by_their_key),
	        data_test(an_order_is_no_change),
	        data_test(columns_come_and_go),
	        data_test(what_means_the_same_has_not_changed),
	        data_test(without_a_key_rows_are_added_and_removed),
	        data_test(a_key_may_be_of_several_columns_and_stand_twice),
	        data_test(only_the_first_cells_are_told),
	        data_test(a_view_gets_counts_and_cells),
	        data_test(random_versions_are_compared_rightly),
	        data_test(many_rows_take_little_time),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
