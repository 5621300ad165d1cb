/* SPDX-License-Identifier: MIT */
/* Reports: told in one order, once each, as text a terminal can show, and carried unchanged. */
/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <stdlib.h>
#include <string.h>

#include "base/report.h"

static char *written(const struct report *report)
{
	char *text = NULL;
	size_t size = 0;
	FILE *stream = open_memstream(&text, &size);
	report_write(report, stream);
	fclose(stream);
	return text;
}

static void assert_written(const struct report *report, const char *expected)
{
	char *text = written(report);
	assert_string_equal(text, expected);
	free(text);
}

static struct place place_of(const char *path, unsigned line, unsigned column)
{
	return (struct place){.path = path, .line = line, .column = column};
}

static void each_problem_is_one_line_with_its_place(void **state)
{
	(void)state;
	g_autoptr(Report) report = report_new();
	assert_false(
	        report_error(report, place_of("甲.md", 3, 5), "date/form", "'%s' is no date", "x"));
	report_warning(report, place_of_line("b.md", 7), "a/b", "warned");
	report_warning(report, place_of_file("b.md"), "a/c", "whole %d%%", 5);
	report_error(report, place_none(), "disk/full", "no room");
	assert_written(report, "甲.md:3:5: error: 'x' is no date [date/form]\n"
	                       "b.md:7: warning: warned [a/b]\n"
	                       "b.md: warning: whole 5% [a/c]\n"
	                       "chayue: error: no room [disk/full]\n");
	assert_int_equal(report->errors, 2);
	assert_int_equal(report->warnings, 2);
}

static void an_empty_report_writes_nothing(void **state)
{
	(void)state;
	g_autoptr(Report) report = report_new();
	report_sort(report);
	assert_written(report, "");
	report_free(NULL);
}

/* A path or a value can hold anything; escape sequences must not reach the terminal. */
static void what_content_holds_cannot_disturb_the_terminal(void **state)
{
	(void)state;
	g_autoptr(Report) report = report_new();
	report_error(report, place_of_file("a\nb\x1b.md"), "x/y", "%s",
	             "one\ntwo\x1b[31m\x7f\xff\tend \xc2\x9b\x31m \xc2\xa9");
	assert_written(report,
	               "a b .md: error: one two [31m \xef\xbf\xbd end   1m \xc2\xa9 [x/y]\n");
}

static void problems_are_ordered_by_path_line_column_id_and_text(void **state)
{
	(void)state;
	g_autoptr(Report) report = report_new();
	report_error(report, place_of("b.md", 1, 1), "a", "1");
	report_error(report, place_of("a.md", 10, 1), "a", "1");
	report_error(report, place_of("a.md", 9, 2), "a", "1");
	report_warning(report, place_of("a.md", 9, 1), "b", "1");
	report_error(report, place_of("a.md", 9, 1), "a", "2");
	report_warning(report, place_of("a.md", 9, 1), "a", "1");
	report_error(report, place_none(), "z", "1");
	report_sort(report);
	assert_written(report, "chayue: error: 1 [z]\n"
	                       "a.md:9:1: warning: 1 [a]\n"
	                       "a.md:9:1: error: 2 [a]\n"
	                       "a.md:9:1: warning: 1 [b]\n"
	                       "a.md:9:2: error: 1 [a]\n"
	                       "a.md:10:1: error: 1 [a]\n"
	                       "b.md:1:1: error: 1 [a]\n");
}

static void what_is_told_twice_is_kept_once(void **state)
{
	(void)state;
	g_autoptr(Report) report = report_new();
	for (unsigned i = 0; i < 3; i++) {
		report_error(report, place_of("a.md", 1, 0), "a", "same");
		report_warning(report, place_of("a.md", 2, 0), "a", "same");
	}
	report_error(report, place_of("a.md", 1, 0), "a", "other");
	report_sort(report);
	assert_int_equal(report->problems->len, 3);
	assert_int_equal(report->errors, 2);
	assert_int_equal(report->warnings, 1);
}

static void a_packed_report_comes_back(void **state)
{
	(void)state;
	g_autoptr(Report) report = report_new();
	g_autoptr(Report) again = report_new();
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	report_error(report, place_of("甲.md", 300, 5), "a/b", "text");
	report_warning(report, place_none(), "c/d", "%s", "");
	report_pack(report, bytes);
	struct unpacker from = unpacker_over(bytes->data, bytes->len);
	report_unpack(again, NULL, &from);
	assert_false(from.failed);
	assert_ptr_equal(from.at, from.end);
	assert_int_equal(again->errors, 1);
	assert_int_equal(again->warnings, 1);
	assert_written(again, "甲.md:300:5: error: text [a/b]\nchayue: warning:  [c/d]\n");
}

static void problems_without_path_get_that_of_their_file(void **state)
{
	(void)state;
	g_autoptr(Report) report = report_new();
	g_autoptr(Report) again = report_new();
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	report_error(report, place_of(NULL, 2, 0), "a", "1");
	report_error(report, place_of("own.md", 2, 0), "a", "2");
	report_pack(report, bytes);
	struct unpacker from = unpacker_over(bytes->data, bytes->len);
	report_unpack(again, "given.md", &from);
	assert_written(again, "given.md:2: error: 1 [a]\nown.md:2: error: 2 [a]\n");
}

static void check_damaged(const uint8_t *bytes, size_t length, size_t *failures)
{
	g_autoptr(Report) report = report_new();
	g_autofree uint8_t *copy = g_memdup2(bytes, length);
	struct unpacker from = unpacker_over(copy, length);
	report_unpack(report, "x.md", &from);
	report_sort(report);
	char *text = written(report);
	assert_int_equal(report->problems->len, report->errors + report->warnings);
	*failures += from.failed;
	free(text);
}

static void damaged_reports_can_be_sorted_and_written(void **state)
{
	(void)state;
	g_autoptr(Report) report = report_new();
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	for (unsigned i = 0; i < 3; i++)
		report_error(report, place_of(i == 1 ? NULL : "a.md", i, 0), "same/id", "text %u",
		             i);
	report_pack(report, bytes);
	size_t failures = 0;
	for (size_t length = 0; length < bytes->len; length++)
		check_damaged(bytes->data, length, &failures);
	assert_int_equal(failures, bytes->len);
	for (size_t i = 0; i < bytes->len; i++) {
		uint8_t right = bytes->data[i];
		for (unsigned byte = 0; byte < 256; byte++) {
			bytes->data[i] = (uint8_t)byte;
			check_damaged(bytes->data, bytes->len, &failures);
		}
		bytes->data[i] = right;
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(each_problem_is_one_line_with_its_place),
	        cmocka_unit_test(an_empty_report_writes_nothing),
	        cmocka_unit_test(what_content_holds_cannot_disturb_the_terminal),
	        cmocka_unit_test(problems_are_ordered_by_path_line_column_id_and_text),
	        cmocka_unit_test(what_is_told_twice_is_kept_once),
	        cmocka_unit_test(a_packed_report_comes_back),
	        cmocka_unit_test(problems_without_path_get_that_of_their_file),
	        cmocka_unit_test(damaged_reports_can_be_sorted_and_written),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
