/* SPDX-License-Identifier: MIT */
/* YAML: values as they were written, and for each common slip one message at the right place. */
/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <stdlib.h>
#include <string.h>

#include "source/yaml.h"

/* A text being read, its first line being line 10 of x.md. */
struct reading {
	struct arena *arena;
	struct report *report;
	struct value value;
	bool good;
};

static struct reading read_bytes(const char *text, size_t length)
{
	struct reading reading = {.arena = arena_new(), .report = report_new()};
	/* An exact copy without NUL lets the sanitizer see every byte read beyond the end. */
	g_autofree char *copy = g_memdup2(text, length);
	reading.good = yaml_read(reading.report, place_of_line("x.md", 10),
	                         copy == NULL ? "" : copy, length, reading.arena, &reading.value);
	return reading;
}

static struct reading read_text(const char *text)
{
	return read_bytes(text, strlen(text));
}

static void reading_clear(struct reading *reading)
{
	arena_free(reading->arena);
	report_free(reading->report);
}

/* {标题@10: "甲"@10, list@11: [~@11, "b"@12]@12}@10 */
static void print_value(GString *out, const struct value *value)
{
	if (value->type == VALUE_NOTHING)
		g_string_append_c(out, '~');
	if (value->type == VALUE_TEXT)
		g_string_append_printf(out, "\"%s\"", value->text);
	if (value->type == VALUE_LIST || value->type == VALUE_MAP) {
		g_string_append_c(out, value->type == VALUE_LIST ? '[' : '{');
		for (unsigned i = 0; i < value->count; i++) {
			g_string_append(out, i > 0 ? ", " : "");
			if (value->type == VALUE_MAP)
				g_string_append_printf(out, "%s@%u: ", value->keys[i],
				                       value->key_lines[i]);
			print_value(out, &value->items[i]);
		}
		g_string_append_c(out, value->type == VALUE_LIST ? ']' : '}');
	}
	g_string_append_printf(out, "@%u", value->line);
}

static void assert_value(const char *text, const char *expected)
{
	struct reading reading = read_text(text);
	if (!reading.good || reading.report->problems->len > 0)
		report_write(reading.report, stderr);
	assert_true(reading.good);
	assert_int_equal(reading.report->problems->len, 0);
	g_autoptr(GString) printed = g_string_new(NULL);
	print_value(printed, &reading.value);
	assert_string_equal(printed->str, expected);
	reading_clear(&reading);
}

static const struct problem *only_problem(const struct reading *reading, enum severity severity)
{
	const struct problem *found = NULL;
	for (unsigned i = 0; i < reading->report->problems->len; i++) {
		const struct problem *problem = reading->report->problems->pdata[i];
		if (problem->severity != severity)
			continue;
		assert_null(found);
		found = problem;
	}
	assert_non_null(found);
	return found;
}

static void assert_problem(const struct reading *reading, enum severity severity, const char *id,
                           unsigned line, unsigned column)
{
	const struct problem *problem = only_problem(reading, severity);
	if (strcmp(problem->id, id) != 0 || problem->line != line || problem->column != column)
		fail_msg("%u:%u %s (%s), not %u:%u %s", problem->line, problem->column, problem->id,
		         problem->text, line, column, id);
	assert_string_equal(problem->path, "x.md");
}

/* Line 1 is the first. */
static void assert_error(const char *text, const char *id, unsigned line, unsigned column)
{
	struct reading reading = read_text(text);
	if (reading.good)
		fail_msg("'%s' was read", text);
	assert_int_equal(reading.value.type, VALUE_MAP);
	assert_int_equal(reading.value.count, 0);
	assert_problem(&reading, SEVERITY_ERROR, id, line + 9, column);
	reading_clear(&reading);
}

static void assert_warning(const char *text, const char *id, unsigned line, unsigned column)
{
	struct reading reading = read_text(text);
	assert_true(reading.good);
	assert_int_equal(reading.report->errors, 0);
	assert_problem(&reading, SEVERITY_WARNING, id, line + 9, column);
	reading_clear(&reading);
}

static void scalars_stay_what_was_written(void **state)
{
	(void)state;
	assert_value("a: 1980:100\nb: no\nc: 010\nd: 2013-10-01\ne: 1e3\nf: 0x1F\n",
	             "{a@10: \"1980:100\"@10, b@11: \"no\"@11, c@12: \"010\"@12, d@13: "
	             "\"2013-10-01\"@13, "
	             "e@14: \"1e3\"@14, f@15: \"0x1F\"@15}@10");
	assert_value("发布日期: 2016-07-12 09:00:00 -0400",
	             "{发布日期@10: \"2016-07-12 09:00:00 -0400\"@10}@10");
	assert_value("a: http://x.cn/?b=c#d", "{a@10: \"http://x.cn/?b=c#d\"@10}@10");
	assert_value("a: “十四五”：规划", "{a@10: \"“十四五”：规划\"@10}@10");
	assert_value("a: !!str 5", "{a@10: \"5\"@10}@10");
}

static void empty_and_null_are_nothing_only_without_quotes(void **state)
{
	(void)state;
	assert_value("a:\nb: ~\nc: null\nd: NULL\ne: Null\n",
	             "{a@10: ~@10, b@11: ~@11, c@12: ~@12, d@13: ~@13, "
	             "e@14: ~@14}@10");
	assert_value("a: ''\nb: \"null\"\nc: '~'\nd: nUll\ne: !!str null",
	             "{a@10: \"\"@10, b@11: \"null\"@11, c@12: \"~\"@12, d@13: \"nUll\"@13, e@14: "
	             "\"null\"@14}@10");
}

static void lists_and_groups_keep_order_and_lines(void **state)
{
	(void)state;
	assert_value("z: [甲, 乙]\na:\n  - 一\n  -\n    b: c\n    d: {e: f}\n",
	             "{z@10: [\"甲\"@10, \"乙\"@10]@10, a@11: [\"一\"@12, {b@14: \"c\"@14, "
	             "d@15: {e@15: \"f\"@15}@15}@14]@12}@10");
	assert_value("a: []\nb: {}", "{a@10: []@10, b@11: {}@11}@10");
	assert_value("- a\n- b", "[\"a\"@10, \"b\"@11]@10");
}

static void values_over_several_lines_are_joined(void **state)
{
	(void)state;
	assert_value(
	        "a: \"一\n\n  二\"\nb: >\n  三\n  四\n\n  五\nc: |\n  六\n   七\nd: 八\n  九\n",
	        "{a@10: \"一\n二\"@10, b@13: \"三 四\n五\n\"@13, c@18: \"六\n 七\n\"@18, d@21: "
	        "\"八 "
	        "九\"@21}@10");
}

static void an_empty_text_is_an_empty_map(void **state)
{
	(void)state;
	assert_value("", "{}@10");
	assert_value("\n\n", "{}@10");
	assert_value("# comment: only\n", "{}@10");
	assert_value("\xef\xbb\xbf", "{}@10");
}

static void a_mark_before_the_first_line_is_skipped(void **state)
{
	(void)state;
	assert_value("\xef\xbb\xbfx: y", "{x@10: \"y\"@10}@10");
	assert_value("---\nx: y\n", "{x@11: \"y\"@11}@11");
	assert_value("a: x\ufeffy", "{a@10: \"x\ufeffy\"@10}@10");
}

/* libyaml ends lines at U+0085, U+2028 and U+2029; the screen does not. */
static void separators_survive_and_end_no_line(void **state)
{
	(void)state;
	assert_value(
	        "a: x\u2028y\nb\u2029: '\xc2\x85'\nc: \U0010ffff\n",
	        "{a@10: \"x\u2028y\"@10, b\u2029@11: \"\xc2\x85\"@11, c@12: \"\U0010ffff\"@12}@10");
	assert_error("a: x\u2028y\nb：x\nc: d\n", "yaml/full-width-colon", 2, 2);
	assert_value("a: \U0010fff1", "{a@10: \"\U0010fff1\"@10}@10");
	assert_error("a: x\u2028\U0010fff1", "yaml/character", 1, 0);
}

static void every_line_end_counts_once(void **state)
{
	(void)state;
	assert_value("a: b\r\nc: d\re: f\ng: h",
	             "{a@10: \"b\"@10, c@11: \"d\"@11, e@12: \"f\"@12, g@13: \"h\"@13}@10");
	assert_error("a: b\r\nc: d\re: f\ng：h\r\ni: j", "yaml/full-width-colon", 4, 2);
}

static void a_full_width_colon_is_named(void **state)
{
	(void)state;
	assert_error("title: a\n文号：国办发\ndate: x\n", "yaml/full-width-colon", 2, 3);
	assert_error("文号：国办发\ntitle: x\n", "yaml/full-width-colon", 1, 3);
	assert_error("标题：一\n文号：二\n\ntitle: x\n", "yaml/full-width-colon", 1, 3);
	assert_error("标题：关于…的通知\n文号：国办发〔2013〕100号\n", "yaml/full-width-colon", 1,
	             3);
	assert_error("title: x\n文号：国办发", "yaml/full-width-colon", 2, 3);
	assert_error("a:\n  - 名称：甲\n    b: c\n", "yaml/full-width-colon", 2, 7);
	assert_error("a:\n  名：c\n  号：e\n\n  f: g\n", "yaml/full-width-colon", 2, 4);
	assert_error("a: b\n 名称：甲\n c: d\n", "yaml/full-width-colon", 2, 4);
	assert_error("a: b\n名称﹕甲\nc: d\n", "yaml/full-width-colon", 2, 3);
}

static void a_missing_space_after_the_colon_is_named(void **state)
{
	(void)state;
	assert_error("title:abc\ndate: 2\n", "yaml/colon-space", 1, 6);
	assert_error("a: x\ntitle:abc\ndate: 2\n", "yaml/colon-space", 2, 6);
	assert_error("标题:　全角\nb: c\n", "yaml/colon-space", 1, 3);
	assert_error("标题:关于…的通知", "yaml/colon-space", 1, 3);
}

static void a_tab_is_named(void **state)
{
	(void)state;
	assert_error("a: x\n\tdate: 2\n", "yaml/tab", 2, 1);
	assert_error("a:\n\tdate: 2\n", "yaml/tab", 2, 1);
	assert_error("a:\n  b: c\n\td: e\n", "yaml/tab", 3, 1);
	assert_error("a: |\n  x\n\ty\n", "yaml/tab", 3, 1);
	assert_error("a:\n  b: c\n  \td: e\n", "yaml/tab", 3, 3);
}

static void a_line_of_invisible_characters_is_named(void **state)
{
	(void)state;
	assert_error("a: b\n\u200b\nc: d\n", "yaml/invisible", 2, 1);
	assert_error("a: b\n\u3000\u00a0 \nc: d\n", "yaml/invisible", 2, 1);
}

static void what_never_ends_is_told_where_it_opens(void **state)
{
	(void)state;
	assert_error("a: \"abc\ndate: x\n", "yaml/unclosed", 1, 4);
	assert_error("标题: 'abc\ndate: x\n", "yaml/unclosed", 1, 5);
	assert_error("a: \"abc\ndate: \"x\"\n", "yaml/unclosed", 1, 4);
	assert_error("a: [甲, 乙\nb: c\n", "yaml/unclosed", 1, 4);
	assert_error("a: {甲\nb: c\n", "yaml/unclosed", 1, 4);
	assert_error("a: [x, \"y\" z]\n", "yaml/unclosed", 1, 4);
}

static void a_value_that_needs_quotes_is_told(void **state)
{
	(void)state;
	static const char *const signs[] = {
	        "*重点*", "&重点", "@x",   "`x`",   "%x",  "!重要",  "!重 要",
	        "]",      ", b",   "|abc", ">2013", "!<x", "!e!x b", "*abc*",
	};
	for (size_t i = 0; i < G_N_ELEMENTS(signs); i++) {
		g_autofree char *text = g_strconcat("a: ", signs[i], "\n", NULL);
		assert_error(text, "yaml/quotes", 1, 4);
	}
	assert_error("a: 通知: 关于\n", "yaml/quotes", 1, 6);
	assert_error("a: “通知: 关于”\n", "yaml/quotes", 1, 7);
	assert_error("a: \"abc\" def\n", "yaml/quotes", 1, 10);
	assert_error("a: [甲]通知\nb: c\n", "yaml/quotes", 1, 7);
	assert_error("a: {b: c}通知\n", "yaml/quotes", 1, 10);
	assert_error("b: \"it\"s\"\n", "yaml/quotes", 1, 8);
	assert_error("a: [b,\n c]通知\n", "yaml/quotes", 2, 4);
}

static void lines_that_do_not_line_up_are_told(void **state)
{
	(void)state;
	assert_error("a: b\n  c: d\n", "yaml/indent", 2, 3);
	assert_error("a:\n  b: c\n d: e\n", "yaml/indent", 3, 2);
	assert_error("  a: b\nc: d\n", "yaml/indent", 2, 1);
	assert_error("a: b\n- c\n", "yaml/indent", 2, 1);
	assert_error("a:\n  - b\n  c: d\n", "yaml/indent", 3, 3);
	assert_error("a: |\n  x\n y\nb: c\n", "yaml/indent", 3, 2);
}

static void other_slips_are_told(void **state)
{
	(void)state;
	assert_error("a: b\n通知\nf: g\n", "yaml/line", 2, 1);
	assert_error("通知\nf: g\n", "yaml/line", 1, 1);
	assert_error(": b\n", "yaml/line", 1, 1);
	assert_error("a: - b\n", "yaml/list", 1, 4);
	assert_error("a: \"\\d\"\n", "yaml/escape", 1, 5);
	assert_error("a: \"\\xZZ\"\n", "yaml/escape", 1, 7);
	assert_error("a: \"\\ud800\"\n", "yaml/escape", 1, 7);
	assert_error("%YAML 2.0\n---\na: b\n", "yaml/syntax", 1, 1);
}

static void a_name_written_twice_is_told_with_both_lines(void **state)
{
	(void)state;
	struct reading reading = read_text("标题: 1\nb: 2\n标题: 3\n");
	assert_false(reading.good);
	assert_problem(&reading, SEVERITY_ERROR, "yaml/duplicate-key", 12, 1);
	const char *message = only_problem(&reading, SEVERITY_ERROR)->text;
	assert_non_null(strstr(message, "'标题'"));
	assert_non_null(strstr(message, "line 10;"));
	reading_clear(&reading);
	assert_error("k: {a: b, a: c}\n", "yaml/duplicate-key", 1, 11);
	assert_error("a: b\n　a: c\n", "yaml/duplicate-key", 2, 1);
}

static void names_are_told_apart_among_thousands(void **state)
{
	(void)state;
	g_autoptr(GString) text = g_string_new(NULL);
	for (unsigned i = 0; i < 20000; i++)
		g_string_append_printf(text, "k%u: v\n", i);
	struct reading reading = read_text(text->str);
	assert_true(reading.good);
	assert_int_equal(reading.value.count, 20000);
	reading_clear(&reading);
	size_t length = text->len;
	static const char *const again[] = {"k0: w\n", "k15: w\n", "k16: w\n", "k19999: w\n"};
	for (size_t i = 0; i < G_N_ELEMENTS(again); i++) {
		g_string_append(text, again[i]);
		assert_error(text->str, "yaml/duplicate-key", 20001, 1);
		g_string_truncate(text, length);
	}
}

static void a_name_must_be_a_word(void **state)
{
	(void)state;
	assert_error("? [a]\n: b\n", "yaml/key", 1, 3);
	assert_error("[a]: b\n", "yaml/key", 1, 1);
	assert_error("'': b\n", "yaml/key", 1, 1);
	assert_error("a: 1\n\u3000: b\n", "yaml/key", 2, 1);
}

static void anchors_aliases_and_tags_are_refused(void **state)
{
	(void)state;
	assert_error("a: *abc\n", "yaml/anchor", 1, 4);
	assert_error("a: &abc x\n", "yaml/anchor", 1, 4);
	assert_error("a: &abc [x]\n", "yaml/anchor", 1, 4);
	assert_error("a: &abc {x: y}\n", "yaml/anchor", 1, 4);
	assert_error("a: !!int 3\n", "yaml/tag", 1, 4);
	assert_error("a: ! x\n", "yaml/tag", 1, 4);
	assert_error("a: !!set {x}\n", "yaml/tag", 1, 4);
}

static void one_document_is_read(void **state)
{
	(void)state;
	assert_error("a: b\n---\nc: d\n", "yaml/second-document", 2, 1);
	assert_error("a: b\n...\nc: d\n", "yaml/second-document", 3, 1);
	assert_value("a: b\n...\n", "{a@10: \"b\"@10}@10");
}

static void characters_that_cannot_be_shown_are_refused(void **state)
{
	(void)state;
	assert_error("ab: 一\nb: 二\x01b\n", "yaml/character", 2, 5);
	assert_error("a: \x7f\n", "yaml/character", 1, 4);
	assert_error("a: \xc2\x9b\n", "yaml/character", 1, 4);
	assert_error("a: b\nc: \"x\\0y\"\n", "yaml/character", 2, 4);
	assert_error("a: \"\\e\"\n", "yaml/character", 1, 4);
	assert_error("a: \"\\uFFFE\"\n", "yaml/character", 1, 4);
	assert_error("\"\\b\": x\n", "yaml/character", 1, 1);
	assert_value("a: \"\\tx\\ny\\L\"", "{a@10: \"\tx\ny\u2028\"@10}@10");
}

static void bytes_that_are_no_utf8_are_told_with_their_place(void **state)
{
	(void)state;
	assert_error("a: b\n标题: 甲\xff\n", "yaml/encoding", 2, 6);
	assert_error("a: \xe5\x9b", "yaml/encoding", 1, 4);
	struct reading reading = read_bytes("a: \0b", 5);
	assert_false(reading.good);
	assert_problem(&reading, SEVERITY_ERROR, "yaml/encoding", 10, 4);
	reading_clear(&reading);
}

static void spaces_beside_a_name_are_taken_off_with_a_warning(void **state)
{
	(void)state;
	assert_warning("a: b\n　文号: x\n", "yaml/space", 2, 1);
	assert_warning("标题\u200b: x\n", "yaml/space", 1, 1);
	struct reading reading = read_text("　\u00a0文号\u200b: x");
	assert_string_equal(value_get_text(&reading.value, "文号"), "x");
	reading_clear(&reading);
	assert_value("'a ': b", "{a @10: \"b\"@10}@10");
}

static void a_list_of_one_with_chinese_commas_is_warned_of(void **state)
{
	(void)state;
	assert_warning("tags: [甲，乙]\n", "yaml/full-width-comma", 1, 7);
	assert_warning("tags: [甲、乙]\n", "yaml/full-width-comma", 1, 7);
	assert_value("t: ['甲，乙']", "{t@10: [\"甲，乙\"@10]@10}@10");
	assert_value("t: [甲，乙, 丙]", "{t@10: [\"甲，乙\"@10, \"丙\"@10]@10}@10");
	assert_value("t:\n- 甲，乙", "{t@10: [\"甲，乙\"@11]@11}@10");
}

static void lines_that_vanish_in_the_value_above_are_warned_of(void **state)
{
	(void)state;
	assert_warning("title: x\n  文号：y\nz: 1\n", "yaml/joined", 2, 0);
	assert_warning("a:\n- b\n - c\n", "yaml/joined", 3, 0);
	assert_warning("a: b\n\n c\n number:5\n", "yaml/joined", 4, 0);
	assert_value("一\n- 二", "\"一 - 二\"@10");
	assert_value("a: 一\n  二", "{a@10: \"一 二\"@10}@10");
	assert_value("a: |\n  名：x\n  - y\n", "{a@10: \"名：x\n- y\n\"@10}@10");
}

static void depth_is_bounded_and_hostile_depth_costs_little(void **state)
{
	(void)state;
	GString *text = g_string_new("a: ");
	for (unsigned i = 0; i < 63; i++)
		g_string_append(text, "[");
	for (unsigned i = 0; i < 63; i++)
		g_string_append(text, "]");
	struct reading reading = read_text(text->str);
	assert_true(reading.good);
	reading_clear(&reading);
	g_string_assign(text, "a: ");
	for (unsigned i = 0; i < 200000; i++)
		g_string_append(text, "[");
	assert_error(text->str, "yaml/depth", 1, 67);
	g_string_set_size(text, 0);
	for (unsigned i = 0; i < 65; i++)
		g_string_append(text, "- ");
	assert_error(text->str, "yaml/depth", 1, 129);
	g_string_free(text, TRUE);
}

static void size_is_bounded(void **state)
{
	(void)state;
	g_autofree char *filler = g_strnfill(256 * 1024 - 3, 'x');
	g_autofree char *largest = g_strconcat("a: ", filler, NULL);
	g_autofree char *larger = g_strconcat(largest, "x", NULL);
	struct reading reading = read_text(largest);
	assert_true(reading.good);
	assert_int_equal(reading.value.items[0].length, 256 * 1024 - 3);
	reading_clear(&reading);
	assert_error(larger, "yaml/size", 1, 0);
}

/* Whatever is cut off, there is one error or none. */
static void a_truncated_text_gives_at_most_one_error(void **state)
{
	(void)state;
	static const char text[] = "标题: \"关于\\u2026\"\nlist: [甲, {a: b}]\nd: |\n  x\n  "
	                           "y\ne:\n  - f: g\n    h: >\n"
	                           "      i\n'k': 'l'\n";
	for (size_t length = 0; length < sizeof text; length++) {
		struct reading reading = read_bytes(text, length);
		assert_int_equal(reading.report->errors, reading.good ? 0 : 1);
		reading_clear(&reading);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(scalars_stay_what_was_written),
	        cmocka_unit_test(empty_and_null_are_nothing_only_without_quotes),
	        cmocka_unit_test(lists_and_groups_keep_order_and_lines),
	        cmocka_unit_test(values_over_several_lines_are_joined),
	        cmocka_unit_test(an_empty_text_is_an_empty_map),
	        cmocka_unit_test(a_mark_before_the_first_line_is_skipped),
	        cmocka_unit_test(separators_survive_and_end_no_line),
	        cmocka_unit_test(every_line_end_counts_once),
	        cmocka_unit_test(a_full_width_colon_is_named),
	        cmocka_unit_test(a_missing_space_after_the_colon_is_named),
	        cmocka_unit_test(a_tab_is_named),
	        cmocka_unit_test(a_line_of_invisible_characters_is_named),
	        cmocka_unit_test(what_never_ends_is_told_where_it_opens),
	        cmocka_unit_test(a_value_that_needs_quotes_is_told),
	        cmocka_unit_test(lines_that_do_not_line_up_are_told),
	        cmocka_unit_test(other_slips_are_told),
	        cmocka_unit_test(a_name_written_twice_is_told_with_both_lines),
	        cmocka_unit_test(names_are_told_apart_among_thousands),
	        cmocka_unit_test(a_name_must_be_a_word),
	        cmocka_unit_test(anchors_aliases_and_tags_are_refused),
	        cmocka_unit_test(one_document_is_read),
	        cmocka_unit_test(characters_that_cannot_be_shown_are_refused),
	        cmocka_unit_test(bytes_that_are_no_utf8_are_told_with_their_place),
	        cmocka_unit_test(spaces_beside_a_name_are_taken_off_with_a_warning),
	        cmocka_unit_test(a_list_of_one_with_chinese_commas_is_warned_of),
	        cmocka_unit_test(lines_that_vanish_in_the_value_above_are_warned_of),
	        cmocka_unit_test(depth_is_bounded_and_hostile_depth_costs_little),
	        cmocka_unit_test(size_is_bounded),
	        cmocka_unit_test(a_truncated_text_gives_at_most_one_error),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
