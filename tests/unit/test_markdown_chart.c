/* SPDX-License-Identifier: MIT */
/* Charts in Markdown: what their holes hold, where their lines are, and what stays a code block. */
/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#include "catalog/markdown.h"
#include "catalog/markdown_chart.h"

/* The body's first line is line 5 of its file. */
enum { BODY_LINE = 5 };

struct reading {
	struct report *report;
	struct arena *arena;
	struct fragment fragment;
};

static void read_text(struct reading *reading, const char *text)
{
	*reading = (struct reading){.report = report_new(), .arena = arena_new()};
	assert_true(markdown_read(reading->report, place_of_line("a.md", BODY_LINE), text,
	                          strlen(text), reading->arena, &reading->fragment));
}

static void clear(struct reading *reading)
{
	report_free(reading->report);
	arena_free(reading->arena);
}

static void a_fence_becomes_a_hole_with_its_lines(void **state)
{
	struct reading reading;
	(void)state;
	read_text(&reading, "一段\n\n```chart\nkind: column\ndata: ../data/a b.csv\n\ny: [甲, "
	                    "乙]\n```\n\n又一段\n");
	const struct fragment *fragment = &reading.fragment;
	assert_int_equal(reading.report->problems->len, 0);
	assert_string_equal(fragment->html, "<p>一段</p>\n<p>又一段</p>\n");
	assert_int_equal(fragment->hole_count, 1);
	const struct hole *hole = &fragment->holes[0];
	assert_int_equal(hole->type, HOLE_CHART);
	assert_true(hole_is_block(hole));
	assert_int_equal(hole->start, strlen("<p>一段</p>\n"));
	assert_int_equal(hole->end, hole->start);
	assert_int_equal(hole->line, 7);
	assert_string_equal(hole->target, "../data/a b.csv");
	assert_string_equal(value_get_text(&hole->chart, "kind"), "column");
	assert_int_equal(hole->chart.key_lines[0], 8);
	assert_int_equal(hole->chart.key_lines[2], 11);
	assert_int_equal(value_get(&hole->chart, "y")->count, 2);
	clear(&reading);
}

static void a_chart_outlives_packing(void **state)
{
	struct reading reading;
	struct fragment again;
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	(void)state;
	read_text(&reading, "```chart\nkind: pie\nhole: true\n```\n[后](b.md)\n");
	fragment_pack(&reading.fragment, bytes);
	struct unpacker from = unpacker_over(bytes->data, bytes->len);
	fragment_unpack(reading.arena, &from, &again);
	assert_false(from.failed);
	assert_int_equal(again.hole_count, 2);
	assert_string_equal(value_get_text(&again.holes[0].chart, "kind"), "pie");
	assert_int_equal(again.holes[0].chart.key_lines[1], 7);
	assert_int_equal(again.holes[1].type, HOLE_LINK);
	clear(&reading);
}

static void data_may_stand_in_the_text(void **state)
{
	struct reading reading;
	(void)state;
	read_text(&reading, "```图表\n类型: 柱形图\n标题: 收支\n数据: |\n  年,数\n  2024,1\n```\n");
	const struct hole *hole = &reading.fragment.holes[0];
	assert_int_equal(hole->type, HOLE_CHART);
	assert_string_equal(hole->target, "");
	const struct value *data = markdown_chart_data(&hole->chart);
	assert_string_equal(data->text, "年,数\n2024,1\n");
	assert_int_equal(data->line, 8);
	assert_string_equal(reading.fragment.text, "收支\n年,数\n2024,1");
	clear(&reading);
}

/* In a list too, where the lines of the YAML are set in. */
static void a_chart_stands_in_an_item(void **state)
{
	struct reading reading;
	(void)state;
	read_text(&reading, "- 甲\n\n  ```chart\n  kind: line\n  data: a.csv\n  ```\n");
	assert_int_equal(reading.fragment.hole_count, 1);
	assert_string_equal(reading.fragment.holes[0].target, "a.csv");
	assert_int_equal(reading.fragment.holes[0].chart.key_lines[0], 8);
	clear(&reading);
}

static void expect_problem(const char *text, const char *id, unsigned line)
{
	struct reading reading;
	read_text(&reading, text);
	assert_int_equal(reading.fragment.hole_count, 0);
	assert_true(reading.report->problems->len >= 1);
	const struct problem *problem = reading.report->problems->pdata[0];
	assert_string_equal(problem->id, id);
	assert_int_equal(problem->line, line);
	assert_non_null(strstr(reading.fragment.html, "<pre><code"));
	clear(&reading);
}

static void what_cannot_be_read_is_told_and_shown_as_written(void **state)
{
	(void)state;
	expect_problem("```chart\nkind: column\nkind: bar\n```\n", "yaml/duplicate-key", 7);
	expect_problem("```chart\nkind: [column\n```\n", "yaml/unclosed", 6);
	expect_problem("```chart\n- column\n```\n", "chart/form", 6);
	expect_problem("```chart\ncolumn\n```\n", "chart/form", 6);
}

static void other_code_stays_code(void **state)
{
	struct reading reading;
	(void)state;
	read_text(&reading, "```charts\nkind: column\n```\n\n    chart\n\n```\nchart\n```\n");
	assert_int_equal(reading.fragment.hole_count, 0);
	assert_int_equal(reading.report->problems->len, 0);
	clear(&reading);
}

int main(void)
{
	markdown_init();
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_fence_becomes_a_hole_with_its_lines),
	        cmocka_unit_test(a_chart_outlives_packing),
	        cmocka_unit_test(data_may_stand_in_the_text),
	        cmocka_unit_test(a_chart_stands_in_an_item),
	        cmocka_unit_test(what_cannot_be_read_is_told_and_shown_as_written),
	        cmocka_unit_test(other_code_stays_code),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
