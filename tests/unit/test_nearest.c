/* SPDX-License-Identifier: MIT */
/* The nearest word: what an editor who mistyped a name most likely meant. */
/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#include "base/nearest.h"

static const char *const names[] = {"title",    "subtitle", "number", "summary",
                                    "发布日期", "成文日期", "文号",   NULL};

static void assert_nearest(const char *word, const char *expected)
{
	const char *found = nearest_word(word, names);
	if (g_strcmp0(found, expected) != 0)
		fail_msg("'%s' gave '%s', not '%s'", word, found ? found : "nothing",
		         expected ? expected : "nothing");
}

static void one_edit_of_each_sort_is_found(void **state)
{
	(void)state;
	assert_nearest("titl", "title");
	assert_nearest("titlee", "title");
	assert_nearest("tytle", "title");
	assert_nearest("ttile", "title");
	assert_nearest("title", "title");
}

static void characters_are_counted_and_not_bytes(void **state)
{
	(void)state;
	assert_nearest("发文日期", "发布日期");
	assert_nearest("发布日", "发布日期");
	assert_nearest("成文日", "成文日期");
	assert_nearest("日期", NULL);
}

static void at_most_one_edit_in_three_characters_is_near(void **state)
{
	(void)state;
	assert_nearest("sumary", "summary");
	assert_nearest("sumry", NULL);
	assert_nearest("smmry", NULL);
	assert_nearest("sumari", "summary");
	assert_nearest("xyz", NULL);
	assert_nearest("文", NULL);
	assert_nearest("", NULL);
}

static void a_swap_of_neighbours_is_one_edit(void **state)
{
	(void)state;
	static const char *const words[] = {"abc", NULL};
	assert_string_equal(nearest_word("bac", words), "abc");
	assert_string_equal(nearest_word("acb", words), "abc");
	assert_null(nearest_word("cab", words));
}

static void the_first_of_equals_wins(void **state)
{
	(void)state;
	static const char *const words[] = {"cat", "bat", "hat", NULL};
	assert_string_equal(nearest_word("rat", words), "cat");
	static const char *const nearer_last[] = {"boat", "bat", NULL};
	assert_string_equal(nearest_word("bat", nearer_last), "bat");
}

static void no_words_give_nothing(void **state)
{
	(void)state;
	static const char *const none[] = {NULL};
	assert_null(nearest_word("title", none));
}

static void long_words_are_left_out(void **state)
{
	(void)state;
	char longest[65];
	char too_long[66];
	memset(longest, 'a', 64);
	longest[64] = '\0';
	memset(too_long, 'a', 65);
	too_long[65] = '\0';
	const char *const words[] = {too_long, longest, NULL};
	assert_null(nearest_word(too_long, words));
	assert_ptr_equal(nearest_word(longest, words), longest);
	longest[0] = 'b';
	char other[65];
	memset(other, 'a', 64);
	other[64] = '\0';
	assert_ptr_equal(nearest_word(other, words), longest);
}

static void bytes_that_are_no_text_are_near_to_nothing(void **state)
{
	(void)state;
	static const char *const words[] = {"\xff\xfe\xff", "abc", NULL};
	assert_null(nearest_word("\xff\xfe\xff", words));
	assert_string_equal(nearest_word("abd", words), "abc");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(one_edit_of_each_sort_is_found),
	        cmocka_unit_test(characters_are_counted_and_not_bytes),
	        cmocka_unit_test(at_most_one_edit_in_three_characters_is_near),
	        cmocka_unit_test(a_swap_of_neighbours_is_one_edit),
	        cmocka_unit_test(the_first_of_equals_wins),
	        cmocka_unit_test(no_words_give_nothing),
	        cmocka_unit_test(long_words_are_left_out),
	        cmocka_unit_test(bytes_that_are_no_text_are_near_to_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
