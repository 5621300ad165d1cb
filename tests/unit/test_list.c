/* SPDX-License-Identifier: MIT */
/* The coding is also read by the search script: the letters below change with its version alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "search/list.h"

static int enter(void **state)
{
	*state = g_string_new(NULL);
	return 0;
}

static int leave(void **state)
{
	g_string_free(*state, TRUE);
	return 0;
}

static struct list_reader reader_of(const GString *letters)
{
	return list_reader_over(letters->str, letters->len);
}

static void bits_fill_letters_from_the_top(void **state)
{
	struct list_writer to = list_writer_to(*state);
	list_write_bits(&to, 1, 1);
	list_write_bits(&to, 0, 4);
	list_write_bits(&to, 3, 2);
	list_writer_end(&to);
	assert_string_equal(((GString *)*state)->str, "hg"); /* 100001 1 and five zeros */
}

static void a_count_has_as_many_zeros_as_further_bits(void **state)
{
	struct list_writer to = list_writer_to(*state);
	for (uint32_t count = 1; count <= 4; count++) /* 1 010 011 00100 */
		list_write_count(&to, count);
	list_writer_end(&to);
	assert_string_equal(((GString *)*state)->str, "pk"); /* 101001 100100 */
}

static void the_first_of_a_range_take_a_bit_less(void **state)
{
	struct list_writer to = list_writer_to(*state);
	for (uint32_t value = 0; value < 5; value++) /* 00 01 10 110 111 */
		list_write_binary(&to, value, 5);
	list_writer_end(&to);
	assert_string_equal(((GString *)*state)->str, "G3"); /* 000110 110111 */
}

static void a_list_begins_in_its_middle(void **state)
{
	static const uint32_t members[] = {1, 4, 5};
	struct list_writer to = list_writer_to(*state);
	/* 3: 011; 4 is the fourth of six places 1 to 6: 101 (spare 2: 3 + 2); 1 of 0 to 3: 01;
	   5 of 5 to 7: 0 */
	list_write(&to, members, 3, 8);
	list_writer_end(&to);
	assert_string_equal(((GString *)*state)->str, "dQ"); /* 011101 010000 */
}

static void a_full_list_is_its_count(void **state)
{
	static const uint32_t members[] = {0, 1, 2, 3};
	struct list_writer to = list_writer_to(*state);
	list_write(&to, members, 4, 4);
	list_write_any(&to, NULL, 0, 4);
	list_writer_end(&to);
	assert_string_equal(((GString *)*state)->str, "J"); /* 00100 1 */
}

static void a_number_has_whole_letters(void **state)
{
	static const uint32_t numbers[] = {0, 31, 32, 1023, 1024, UINT32_MAX};
	GString *letters = *state;
	for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
		list_append_number(letters, numbers[i]);
	assert_string_equal(letters->str, "Af"
	                                  "gB"
	                                  "_f"
	                                  "ggB"
	                                  "______D");
	struct list_reader from = reader_of(letters);
	for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
		assert_int_equal(list_read_number(&from), numbers[i]);
	assert_false(from.failed);
	assert_ptr_equal(from.at, from.end);
}

/* Members of `universe`, each there with a chance of `some` in `all`. */
static void draw_members(GRand *dice, uint32_t universe, int some, int all, GArray *members)
{
	g_array_set_size(members, 0);
	for (uint32_t i = 0; i < universe; i++)
		if (g_rand_int_range(dice, 0, all) < some)
			g_array_append_val(members, i);
}

static void assert_same(const GArray *a, const GArray *b)
{
	assert_int_equal(a->len, b->len);
	if (a->len > 0)
		assert_memory_equal(a->data, b->data, a->len * sizeof(uint32_t));
}

static void what_is_written_is_read(void **state)
{
	static const uint32_t universes[] = {1, 2, 3, 5, 31, 32, 33, 1000, 65536};
	static const int chances[][2] = {{0, 1}, {1, 1}, {1, 2}, {1, 30}, {29, 30}, {1, 3000}};
	g_autoptr(GRand) dice = g_rand_new_with_seed(6);
	g_autoptr(GPtrArray) lists = g_ptr_array_new_with_free_func((GDestroyNotify)g_array_unref);
	struct list_writer to = list_writer_to(*state);
	for (size_t u = 0; u < G_N_ELEMENTS(universes); u++)
		for (size_t c = 0; c < G_N_ELEMENTS(chances); c++) {
			GArray *members = g_array_new(FALSE, FALSE, sizeof(uint32_t));
			draw_members(dice, universes[u], chances[c][0], chances[c][1], members);
			const uint32_t *data = (const uint32_t *)(const void *)members->data;
			list_write_any(&to, data, members->len, universes[u]);
			if (members->len > 0)
				list_write(&to, data, members->len, universes[u]);
			g_ptr_array_add(lists, members);
		}
	list_writer_end(&to);

	struct list_reader from = reader_of(*state);
	g_autoptr(GArray) read = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	for (guint i = 0; i < lists->len; i++) {
		const GArray *members = lists->pdata[i];
		uint32_t universe = universes[i / G_N_ELEMENTS(chances)];
		assert_true(list_read_any(&from, universe, read));
		assert_same(read, members);
		if (members->len == 0)
			continue;
		assert_true(list_read(&from, universe, read));
		assert_same(read, members);
	}
	assert_ptr_equal(from.at, from.end);
}

static void what_is_no_list_is_not_read(void **state)
{
	(void)state;
	static const struct {
		const char *letters;
		uint32_t universe;
	} cases[] = {
	        {"", 8},      /* nothing */
	        {"AAAAA", 8}, /* a count without an end */
	        {"B", 8},     /* a count that breaks off */
	        {"d", 8},     /* members that are missing */
	        {"J", 3},     /* more than there are */
	        {"!", 8},     {"\xE4\xB8\xAD", 8},
	};
	g_autoptr(GArray) read = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct list_reader from =
		        list_reader_over(cases[i].letters, strlen(cases[i].letters));
		assert_false(list_read(&from, cases[i].universe, read));
		assert_true(from.failed);
		assert_int_equal(read->len, 0);
	}
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, enter, leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        CASE(bits_fill_letters_from_the_top),
	        CASE(a_count_has_as_many_zeros_as_further_bits),
	        CASE(the_first_of_a_range_take_a_bit_less),
	        CASE(a_list_begins_in_its_middle),
	        CASE(a_full_list_is_its_count),
	        CASE(a_number_has_whole_letters),
	        CASE(what_is_written_is_read),
	        CASE(what_is_no_list_is_not_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
