/* SPDX-License-Identifier: MIT */
/* Names get their numbers back, however many there are. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "base/name_table.h"

static void finds_what_was_added(void **state)
{
	g_autoptr(NameTable) table = name_table_new(2);
	(void)state;
	assert_int_equal(name_table_find(table, "a"), NAME_NONE);
	assert_int_equal(name_table_add(table, "a", 7), NAME_NONE);
	assert_int_equal(name_table_add(table, "", 0), NAME_NONE);
	assert_int_equal(name_table_find(table, "a"), 7);
	assert_int_equal(name_table_find(table, ""), 0);
	assert_int_equal(name_table_find(table, "b"), NAME_NONE);
}

static void adding_keeps_and_putting_replaces(void **state)
{
	g_autoptr(NameTable) table = name_table_new(1);
	(void)state;
	name_table_add(table, "a", 1);
	assert_int_equal(name_table_add(table, "a", 2), 1);
	assert_int_equal(name_table_find(table, "a"), 1);
	assert_int_equal(name_table_put(table, "a", 3), 1);
	assert_int_equal(name_table_find(table, "a"), 3);
	assert_int_equal(name_table_put(table, "b", 4), NAME_NONE);
	assert_int_equal(name_table_find(table, "b"), 4);
}

/* Ends of every length, and far more than it was made for. */
static void grows(void **state)
{
	enum { NAMES = 5000 };
	g_autoptr(NameTable) table = name_table_new(0);
	g_autoptr(GPtrArray) names = g_ptr_array_new_with_free_func(g_free);
	(void)state;
	for (unsigned i = 0; i < NAMES; i++) {
		char *name = g_strdup_printf("%.*s%u", (int)(i % 19), "notices/2013/1001/x", i);
		g_ptr_array_add(names, name);
		assert_int_equal(name_table_add(table, name, i), NAME_NONE);
	}
	for (unsigned i = 0; i < NAMES; i++) {
		g_autofree char *copy = g_strdup(names->pdata[i]);
		assert_int_equal(name_table_find(table, copy), i);
	}
	assert_int_equal(name_table_find(table, "notices/"), NAME_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(finds_what_was_added),
	        cmocka_unit_test(adding_keeps_and_putting_replaces),
	        cmocka_unit_test(grows),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
