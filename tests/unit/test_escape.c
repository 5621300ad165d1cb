/* SPDX-License-Identifier: MIT */
/* Escaping: what must be replaced is, and nothing else is touched. */
/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <stdbool.h>
#include <string.h>

#include "base/escape.h"

static void check(const char *text, const char *expected)
{
	g_autoptr(GString) out = g_string_new(NULL);
	escape_html(out, text, strlen(text));
	assert_string_equal(out->str, expected);
	assert_int_equal(out->len, strlen(expected));
}

static void marks_of_html_are_replaced(void **state)
{
	(void)state;
	check("&", "&amp;");
	check("<", "&lt;");
	check(">", "&gt;");
	check("\"", "&quot;");
	check("'", "&#39;");
	check("<a href=\"?a=1&b='2'\">", "&lt;a href=&quot;?a=1&amp;b=&#39;2&#39;&quot;&gt;");
	check("&amp;", "&amp;amp;");
	check("<<<", "&lt;&lt;&lt;");
}

static void other_text_stays(void **state)
{
	(void)state;
	check("", "");
	check("plain text, with signs: %#/()=?!;", "plain text, with signs: %#/()=?!;");
	check("政府信息公开〔2013〕100号", "政府信息公开〔2013〕100号");
	check("\t\r\n\x01\x7f", "\t\r\n\x01\x7f");
}

static void marks_between_chinese_are_found_at_every_place(void **state)
{
	(void)state;
	for (unsigned before = 0; before < 20; before++) {
		g_autoptr(GString) text = g_string_new(NULL);
		for (unsigned i = 0; i < before; i++)
			g_string_append(text, i % 3 == 2 ? "a" : "公");
		g_autofree char *plain = g_strdup(text->str);
		g_autofree char *expected = g_strconcat(plain, "&lt;", plain, "&amp;", NULL);
		g_string_append_printf(text, "<%s&", plain);
		check(text->str, expected);
	}
}

static void every_other_byte_stays_what_it_is(void **state)
{
	(void)state;
	for (unsigned byte = 0; byte < 256; byte++) {
		g_autoptr(GString) out = g_string_new(NULL);
		char text = (char)byte;
		escape_html(out, &text, 1);
		bool is_mark = byte != 0 && strchr("&<>\"'", (int)byte) != NULL;
		assert_int_equal(out->len == 1, !is_mark);
		assert_true(is_mark || out->str[0] == text);
	}
}

/* The copies end where memory may not be read: sanitizers tell when it is. */
static void nothing_behind_the_text_is_read(void **state)
{
	(void)state;
	static const char TEXT[] = "公开信息公开目录公开";
	for (unsigned length = 1; length < strlen(TEXT); length++) {
		g_autoptr(GString) out = g_string_new(NULL);
		g_autofree char *exact = g_memdup2(TEXT, length);
		escape_html(out, exact, length);
		assert_int_equal(out->len, length);
		assert_memory_equal(out->str, TEXT, length);
	}
}

static void only_the_given_length_is_read_and_appended(void **state)
{
	(void)state;
	g_autoptr(GString) out = g_string_new("<kept>");
	escape_html(out, "a<b", 2);
	assert_string_equal(out->str, "<kept>a&lt;");
	escape_html(out, NULL, 0);
	assert_string_equal(out->str, "<kept>a&lt;");
	escape_html(out, "<\0>", 3);
	assert_int_equal(out->len, strlen("<kept>a&lt;") + 9);
	assert_memory_equal(out->str + strlen("<kept>a&lt;"), "&lt;\0&gt;", 9);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(marks_of_html_are_replaced),
	        cmocka_unit_test(other_text_stays),
	        cmocka_unit_test(marks_between_chinese_are_found_at_every_place),
	        cmocka_unit_test(every_other_byte_stays_what_it_is),
	        cmocka_unit_test(nothing_behind_the_text_is_read),
	        cmocka_unit_test(only_the_given_length_is_read_and_appended),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
