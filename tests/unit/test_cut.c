/* SPDX-License-Identifier: MIT */
#include "search/cut.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>
#include <glib.h>

/* Lines of `letters` Han characters each. */
static GString *make_text(unsigned lines, unsigned letters)
{
	GString *text = g_string_new(NULL);
	for (unsigned i = 0; i < lines; i++) {
		for (unsigned j = 0; j < letters; j++)
			g_string_append_unichar(text, 0x4e00 + (i * 131 + j * 17) % 20000);
		g_string_append_c(text, '\n');
	}
	return text;
}

static void a_short_text_is_one_unit(void **state)
{
	(void)state;
	assert_int_equal(cut_count(0), 1);
	assert_int_equal(cut_count(CUT_LENGTH - 1), 1);
	assert_int_equal(cut_count(CUT_LENGTH), 2);
	struct cut_unit unit = cut_unit("", 0, 1, 0);
	assert_int_equal(unit.start, 0);
	assert_int_equal(unit.end, 0);
	unit = cut_unit("abc", 3, 1, 0);
	assert_int_equal(unit.end, 3);
}

static void units_of_lines_join_without_overlap(void **state)
{
	(void)state;
	g_autoptr(GString) text = make_text(200, 50);
	unsigned count = cut_count(text->len);
	size_t end = 0;
	assert_true(count > 3);
	for (unsigned i = 0; i < count; i++) {
		struct cut_unit unit = cut_unit(text->str, text->len, count, i);
		assert_int_equal(unit.start, end);
		assert_true(unit.end > unit.start);
		assert_true(unit.end - unit.start < 2 * CUT_LENGTH);
		end = unit.end;
		assert_int_equal(text->str[end - 1], '\n');
	}
	assert_int_equal(end, text->len);
}

/* Every window of CUT_OVERLAP characters of a long line is whole in some unit. */
static void a_line_cut_within_overlaps(void **state)
{
	(void)state;
	g_autoptr(GString) text = make_text(1, 20000);
	unsigned count = cut_count(text->len);
	size_t before = 0;
	for (unsigned i = 0; i < count; i++) {
		struct cut_unit unit = cut_unit(text->str, text->len, count, i);
		assert_true(g_utf8_validate(text->str + unit.start, (gssize)(unit.end - unit.start),
		                            NULL));
		if (i > 0)
			assert_int_equal(g_utf8_strlen(text->str + unit.start,
			                               (gssize)(before - unit.start)),
			                 CUT_OVERLAP);
		before = unit.end;
	}
	assert_int_equal(before, text->len);
}

static void the_overlap_ends_with_the_line(void **state)
{
	(void)state;
	g_autoptr(GString) text = make_text(1, 2600);
	g_string_append(text, "第二行\n");
	unsigned count = cut_count(text->len);
	assert_int_equal(count, 2);
	struct cut_unit first = cut_unit(text->str, text->len, count, 0);
	struct cut_unit second = cut_unit(text->str, text->len, count, 1);
	assert_true(first.end > second.start);
	assert_true(memchr(text->str + first.start, '\n', first.end - first.start) == NULL);
	assert_int_equal(second.end, text->len);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_short_text_is_one_unit),
	        cmocka_unit_test(units_of_lines_join_without_overlap),
	        cmocka_unit_test(a_line_cut_within_overlaps),
	        cmocka_unit_test(the_overlap_ends_with_the_line),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
