/* SPDX-License-Identifier: MIT */
/* What paths meant at each point of a history: maps that share what they have in common. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "source/name_map.h"

enum { FILES = 40, FAR_PATH = 123456 };

static int set_up(void **state)
{
	struct name_map *map = g_new(struct name_map, 1);
	name_map_init(map, FILES);
	*state = map;
	return 0;
}

static int tear_down(void **state)
{
	name_map_clear(*state);
	g_free(*state);
	return 0;
}

static void in_the_newest_tree_each_path_means_its_own_file(void **state)
{
	const struct name_map *map = *state;
	assert_int_equal(name_map_get(map, NAME_MAP_START, 0), 0);
	assert_int_equal(name_map_get(map, NAME_MAP_START, FILES - 1), FILES - 1);
	assert_int_equal(name_map_get(map, NAME_MAP_START, FILES), NAME_MAP_NO_FILE);
	assert_int_equal(name_map_get(map, NAME_MAP_START, NAME_MAP_PATHS_MOST - 1),
	                 NAME_MAP_NO_FILE);
}

static void a_map_made_from_another_leaves_that_as_it_was(void **state)
{
	struct name_map *map = *state;
	name_map_begin(map);
	uint32_t first = name_map_set(map, NAME_MAP_START, 7, NAME_MAP_NO_FILE);
	first = name_map_set(map, first, FAR_PATH, 7);
	name_map_begin(map);
	uint32_t second = name_map_set(map, first, FAR_PATH, 8);
	second = name_map_set(map, second, 7, 9);
	assert_int_equal(name_map_get(map, NAME_MAP_START, 7), 7);
	assert_int_equal(name_map_get(map, first, 7), NAME_MAP_NO_FILE);
	assert_int_equal(name_map_get(map, first, FAR_PATH), 7);
	assert_int_equal(name_map_get(map, second, 7), 9);
	assert_int_equal(name_map_get(map, second, FAR_PATH), 8);
	assert_int_equal(name_map_get(map, second, 8), 8);
}

static void what_one_line_knows_the_joined_map_knows(void **state)
{
	struct name_map *map = *state;
	name_map_begin(map);
	uint32_t renamed = name_map_set(map, NAME_MAP_START, 7, NAME_MAP_NO_FILE);
	renamed = name_map_set(map, renamed, FAR_PATH, 7);
	for (int turned = 0; turned < 2; turned++) {
		uint32_t joined = turned ? name_map_join(map, NAME_MAP_START, renamed)
		                         : name_map_join(map, renamed, NAME_MAP_START);
		assert_int_equal(name_map_get(map, joined, 7), 7);
		assert_int_equal(name_map_get(map, joined, FAR_PATH), 7);
		assert_int_equal(name_map_get(map, joined, 8), 8);
		/* Joining the same again makes no new map. */
		assert_int_equal(name_map_join(map, joined, NAME_MAP_START), joined);
		assert_int_equal(name_map_join(map, renamed, joined), joined);
	}
	assert_int_equal(name_map_join(map, renamed, renamed), renamed);
	assert_int_equal(name_map_get(map, renamed, 7), NAME_MAP_NO_FILE);
}

static void a_joined_map_that_says_nothing_is_the_first_one(void **state)
{
	struct name_map *map = *state;
	name_map_begin(map);
	uint32_t renamed = name_map_set(map, NAME_MAP_START, 7, NAME_MAP_NO_FILE);
	name_map_begin(map);
	uint32_t other = name_map_set(map, NAME_MAP_START, 9, NAME_MAP_NO_FILE);
	assert_int_equal(name_map_join(map, renamed, NAME_MAP_START), NAME_MAP_START);
	assert_int_equal(name_map_join(map, renamed, other), NAME_MAP_START);
}

static void a_file_that_has_begun_gives_way_to_one_from_before(void **state)
{
	struct name_map *map = *state;
	name_map_begin(map);
	uint32_t renamed = name_map_set(map, NAME_MAP_START, 7, 30);
	name_map_begin(map);
	uint32_t gone = name_map_set(map, renamed, 7, NAME_MAP_NO_FILE);
	name_map_begin(map);
	uint32_t joined = name_map_join(map, renamed, NAME_MAP_START);
	assert_int_equal(name_map_get(map, joined, 7), 7);
	name_map_begun(map, 7);
	joined = name_map_join(map, renamed, NAME_MAP_START);
	assert_int_equal(name_map_get(map, joined, 7), 30);
	joined = name_map_join(map, NAME_MAP_START, gone);
	assert_int_equal(name_map_get(map, joined, 7), NAME_MAP_NO_FILE);
}

static void of_two_old_owners_the_lower_number_is_taken(void **state)
{
	struct name_map *map = *state;
	name_map_begin(map);
	uint32_t one = name_map_set(map, NAME_MAP_START, FAR_PATH, 12);
	name_map_begin(map);
	uint32_t two = name_map_set(map, NAME_MAP_START, FAR_PATH, 11);
	assert_int_equal(name_map_get(map, name_map_join(map, one, two), FAR_PATH), 11);
	assert_int_equal(name_map_get(map, name_map_join(map, two, one), FAR_PATH), 11);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        CASE(in_the_newest_tree_each_path_means_its_own_file),
	        CASE(a_map_made_from_another_leaves_that_as_it_was),
	        CASE(what_one_line_knows_the_joined_map_knows),
	        CASE(a_joined_map_that_says_nothing_is_the_first_one),
	        CASE(a_file_that_has_begun_gives_way_to_one_from_before),
	        CASE(of_two_old_owners_the_lower_number_is_taken),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
