/* SPDX-License-Identifier: MIT */
#include "search/partition.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static struct partition_block at(const GArray *blocks, unsigned number)
{
	return g_array_index(blocks, struct partition_block, number);
}

static void nothing_has_no_block(void **state)
{
	(void)state;
	g_autoptr(GArray) blocks = partition_make(NULL, 0);
	assert_int_equal(blocks->len, 0);
}

static void blocks_end_with_levels_that_fall(void **state)
{
	(void)state;
	static const uint8_t levels[] = {0, 5, 15, 6, 5, 0, 7, 0, 5, 2};
	static const struct partition_block wanted[] = {
	        {0, 3, 15}, {3, 4, 7}, {7, 2, 5}, {9, 1, PARTITION_LEVEL_LEAST - 1}};
	g_autoptr(GArray) blocks = partition_make(levels, G_N_ELEMENTS(levels));
	assert_int_equal(blocks->len, G_N_ELEMENTS(wanted));
	for (unsigned i = 0; i < blocks->len; i++) {
		assert_int_equal(at(blocks, i).first, wanted[i].first);
		assert_int_equal(at(blocks, i).count, wanted[i].count);
		assert_int_equal(at(blocks, i).level, wanted[i].level);
	}
}

static void levels_are_spread_as_a_counter_has_them(void **state)
{
	enum { COUNT = 20000 };
	(void)state;
	unsigned found[PARTITION_LEVEL_MOST + 1] = {0};
	for (unsigned i = 0; i < COUNT; i++) {
		g_autofree char *id = g_strdup_printf("notice-%u", i);
		found[partition_level(id)]++;
	}
	for (unsigned level = 0; level < 6; level++) {
		int wanted = COUNT >> (level + 1);
		assert_true(abs((int)found[level] - wanted) < wanted / 5);
	}
}

/* One more at the end: blocks before the last few stay, whatever the number. */
static void one_more_changes_small_blocks(void **state)
{
	enum { COUNT = 3000 };
	(void)state;
	g_autofree uint8_t *levels = g_new(uint8_t, COUNT);
	uint64_t changed = 0;
	for (unsigned i = 0; i < COUNT; i++) {
		g_autofree char *id = g_strdup_printf("d%u", i);
		levels[i] = (uint8_t)partition_level(id);
		g_autoptr(GArray) before = partition_make(levels, i);
		g_autoptr(GArray) after = partition_make(levels, i + 1);
		unsigned same = 0;
		while (same < before->len && same < after->len &&
		       at(before, same).count == at(after, same).count)
			same++;
		for (unsigned j = same; j < after->len; j++)
			changed += at(after, j).count;
		assert_true(after->len - same <= 1);
	}
	assert_true(changed / COUNT < 400); /* some 32 documents at each of the levels there can be */
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(nothing_has_no_block),
	        cmocka_unit_test(blocks_end_with_levels_that_fall),
	        cmocka_unit_test(levels_are_spread_as_a_counter_has_them),
	        cmocka_unit_test(one_more_changes_small_blocks),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
