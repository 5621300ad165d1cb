/* SPDX-License-Identifier: MIT */
/* Front matter: the two parts of a file, exact lines, nothing lost, and each mistake named. */
/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <stdlib.h>
#include <string.h>

#include "source/front_matter.h"

struct file {
	char *bytes; /* without NUL, so that a sanitizer sees what is read behind the end */
	size_t length;
	struct arena *arena;
	struct report *report;
	struct front_matter matter;
	bool good;
};

static struct file read_bytes(const char *bytes, size_t length)
{
	struct file file = {.length = length, .arena = arena_new(), .report = report_new()};
	file.bytes = g_memdup2(bytes, length);
	file.good = front_matter_read(file.report, "x.md", file.bytes, length, file.arena,
	                              &file.matter);
	return file;
}

static struct file read_file(const char *text)
{
	return read_bytes(text, strlen(text));
}

static void file_clear(struct file *file)
{
	arena_free(file->arena);
	report_free(file->report);
	g_free(file->bytes);
}

static void assert_body(const struct file *file, const char *body, unsigned line)
{
	assert_true(file->good);
	g_autofree char *text = g_strndup(file->matter.body, file->matter.body_length);
	assert_string_equal(text, body);
	assert_int_equal(file->matter.body_line, line);
	assert_int_equal(file->matter.fields.type, VALUE_MAP);
}

static void assert_no_problems(const struct file *file)
{
	if (file->report->problems->len > 0)
		report_write(file->report, stderr);
	assert_int_equal(file->report->problems->len, 0);
}

static const char *assert_problem(const struct file *file, enum severity severity, const char *id,
                                  unsigned line, unsigned column)
{
	if (file->report->problems->len != 1)
		report_write(file->report, stderr);
	assert_int_equal(file->report->problems->len, 1);
	const struct problem *problem = file->report->problems->pdata[0];
	assert_string_equal(problem->id, id);
	assert_int_equal(problem->severity, severity);
	assert_int_equal(problem->line, line);
	assert_int_equal(problem->column, column);
	assert_string_equal(problem->path, "x.md");
	return problem->text;
}

/* A file without problems: its title (NULL: no fields) and body. */
static void assert_parts(const char *text, const char *title, const char *body, unsigned line)
{
	struct file file = read_file(text);
	assert_no_problems(&file);
	assert_body(&file, body, line);
	const char *found = value_get_text(&file.matter.fields, "title");
	assert_int_equal(found == NULL, title == NULL);
	if (title == NULL)
		assert_int_equal(file.matter.fields.count, 0);
	else
		assert_string_equal(found, title);
	file_clear(&file);
}

static void a_file_is_taken_apart(void **state)
{
	(void)state;
	assert_parts("---\ntitle: 通知\n---\n正文\n", "通知", "正文\n", 4);
	assert_parts("---\ntitle: 通知\n...\n正文\n", "通知", "正文\n", 4);
	assert_parts("---  \ntitle: 通知\n---\t\n\n\n正文", "通知", "\n\n正文", 4);
	assert_parts("---\n\ntitle: 通知\n\n---\n正文", "通知", "正文", 6);
	assert_parts("---\ntitle: |\n  一\n  ---\n  二\n---\n正文", "一\n---\n二\n", "正文", 7);
	assert_parts("---\ntitle: a\n---\n正文\n---\n再", "a", "正文\n---\n再", 4);
}

static void a_file_may_lack_either_part(void **state)
{
	(void)state;
	assert_parts("", NULL, "", 1);
	assert_parts("正文", NULL, "正文", 1);
	assert_parts("\n\n# 标题\n---\n", NULL, "\n\n# 标题\n---\n", 1);
	assert_parts("---\n---\n正文", NULL, "正文", 3);
	assert_parts("---\n\n---\n正文", NULL, "正文", 4);
	assert_parts("---\ntitle: a\n---", "a", "", 4);
	assert_parts("---\ntitle: a\n---\n", "a", "", 4);
	assert_parts("标题\n---\n正文", NULL, "标题\n---\n正文", 1);
	assert_parts("----\n正文\n----\n", NULL, "----\n正文\n----\n", 1);
}

static void line_ends_become_lf_and_lines_stay_exact(void **state)
{
	(void)state;
	assert_parts("---\r\ntitle: a\r\n---\r\n一\r\n二\r\n", "a", "一\n二\n", 4);
	assert_parts("---\rtitle: a\r---\r一\r二", "a", "一\n二", 4);
	assert_parts("---\r\ntitle: a\r---\n一\r\r\n\n二\r", "a", "一\n\n\n二\n", 4);
	assert_parts("一\r", NULL, "一\n", 1);
}

static void marks_are_dropped_wherever_they_stand(void **state)
{
	(void)state;
	assert_parts("\xef\xbb\xbf---\ntitle: a\n---\n一", "a", "一", 4);
	assert_parts("\xef\xbb\xbf一", NULL, "一", 1);
	assert_parts("---\ntitle: a\n---\n\ufeff# 一\n\ufeff二", "a", "# 一\n二", 4);
	assert_parts("---\ntitle: a\ufeffb\n---\n一", "ab", "一", 4);
	assert_parts("\xef\xbb\xbf", NULL, "", 1);
}

static void odd_characters_survive(void **state)
{
	(void)state;
	assert_parts(
	        "---\ntitle: a\u2028b\n---\n一\u2028二\n\u3000\u3000三\n\u200b\n\u00a0\ue000四\n",
	        "a\u2028b", "一\u2028二\n\u3000\u3000三\n\u200b\n\u00a0\ue000四\n", 4);
}

static void a_body_that_needs_no_change_is_not_copied(void **state)
{
	(void)state;
	struct file plain = read_file("---\ntitle: a\n---\n一\n");
	assert_ptr_equal(plain.matter.body, plain.bytes + 17);
	file_clear(&plain);
	struct file marked = read_file("\xef\xbb\xbf一\n");
	assert_ptr_equal(marked.matter.body, marked.bytes + 3);
	file_clear(&marked);
}

static void a_header_without_end_is_told_where_it_opens(void **state)
{
	(void)state;
	static const char *const texts[] = {"---\ntitle: a\n\n正文\n", "---\n正文", "---", "---\n",
	                                    "---\ntitle: a\n ---\n"};
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
		struct file file = read_file(texts[i]);
		assert_problem(&file, SEVERITY_ERROR, "front-matter/unclosed", 1, 0);
		assert_body(&file, texts[i], 1);
		assert_int_equal(file.matter.fields.count, 0);
		file_clear(&file);
	}
}

static void dashes_that_meant_to_close_are_pointed_out(void **state)
{
	(void)state;
	static const char *const closings[] = {"———", "－－－", "----", "–––", " ---"};
	for (size_t i = 0; i < G_N_ELEMENTS(closings); i++) {
		g_autofree char *text = g_strdup_printf("---\ntitle: a\n%s\n正文\n", closings[i]);
		struct file file = read_file(text);
		const char *message =
		        assert_problem(&file, SEVERITY_ERROR, "front-matter/unclosed", 1, 0);
		assert_non_null(strstr(message, "line 3 "));
		file_clear(&file);
	}
}

/* '---' is also a rule in Markdown: text between two rules must not vanish as a header. */
static void text_between_rules_stays_text(void **state)
{
	(void)state;
	static const char *const texts[] = {
	        "---\n正文。\n---\n再\n",
	        "---\n\n# 第一章: 总则\n\n---\n再",
	        "---\n- 甲\n- 乙\n---\n",
	        "---\n\n正文一。\n\n正文二。\n\n...\n",
	};
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
		struct file file = read_file(texts[i]);
		assert_problem(&file, SEVERITY_WARNING, "front-matter/rule", 1, 0);
		assert_body(&file, texts[i], 1);
		file_clear(&file);
	}
}

static void a_header_that_cannot_be_read_leaves_the_body(void **state)
{
	(void)state;
	struct file file = read_file("---\ntitle: a\n文号：国办发\n---\n正文\n");
	assert_problem(&file, SEVERITY_ERROR, "yaml/full-width-colon", 3, 3);
	assert_body(&file, "正文\n", 5);
	assert_int_equal(file.matter.fields.count, 0);
	file_clear(&file);
	file = read_file("---\r\ntitle: a\r\ntitle: b\r\n---\r\n正文\r\n");
	assert_problem(&file, SEVERITY_ERROR, "yaml/duplicate-key", 3, 1);
	assert_body(&file, "正文\n", 5);
	file_clear(&file);
	file = read_file("---\n标题：通知\n---\n正文\n");
	assert_problem(&file, SEVERITY_ERROR, "yaml/full-width-colon", 2, 3);
	assert_body(&file, "正文\n", 4);
	file_clear(&file);
}

static void a_header_without_fields_is_told(void **state)
{
	(void)state;
	static const char *const texts[] = {"---\n- a: b\n---\n正文\n",
	                                    "---\n\"a: b\"\n---\n正文\n"};
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
		struct file file = read_file(texts[i]);
		assert_problem(&file, SEVERITY_ERROR, "front-matter/fields", 2, 0);
		assert_body(&file, "正文\n", 4);
		assert_int_equal(file.matter.fields.count, 0);
		file_clear(&file);
	}
}

static void a_header_that_does_not_open_the_file_is_warned_of(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		unsigned line;
	} cases[] = {
	        {"\n---\ntitle: a\n---\n", 2},
	        {" \n\n  ---\ntitle: a\n", 3},
	        {" ---\ntitle: a\n---\n", 1},
	        {"———\n标题：a\n———\n", 1},
	        {"－－－\n标题: a\n", 1},
	        {"----\ntitle: a\n----\n", 1},
	        {"--- # comment\ntitle: a\n---\n", 0},
	        {"\n---\n\n正文：一\n", 0},
	        {"---------\n\n正文\n", 0},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct file file = read_file(cases[i].text);
		if (cases[i].line > 0)
			assert_problem(&file, SEVERITY_WARNING, "front-matter/opening",
			               cases[i].line, 0);
		else
			assert_no_problems(&file);
		assert_body(&file, cases[i].text, 1);
		file_clear(&file);
	}
}

static void assert_encoding(const char *bytes, size_t length, const char *name)
{
	struct file file = read_bytes(bytes, length);
	assert_false(file.good);
	const char *message = assert_problem(&file, SEVERITY_ERROR, "file/encoding", 0, 0);
	g_autofree char *command = g_strdup_printf("iconv -f %s -t UTF-8 old.md", name);
	if (strstr(message, command) == NULL)
		fail_msg("%s", message);
	file_clear(&file);
}

static void assert_converted(const char *text, const char *name)
{
	gsize length;
	g_autofree char *bytes = g_convert(text, -1, name, "UTF-8", NULL, &length, NULL);
	assert_non_null(bytes);
	assert_encoding(bytes, length, name);
}

static void other_encodings_are_named(void **state)
{
	(void)state;
	static const char simplified[] =
	        "---\n标题: 关于进一步加强政府信息公开的意见\n---\n各省、自治区、直辖市人民政府：\n"
	        "一、进一步加强平台建设（2013年）\n";
	static const char traditional[] =
	        "法規名稱：政府資訊公開法\n第 1 條\n為建立政府資訊公開制度，便利人民共享及公平"
	        "利用政府資訊，保障人民知的權利，特制定本法。\n";
	assert_converted(simplified, "GB18030");
	assert_converted("联通", "GB18030");
	assert_converted("（朱镕基）", "GB18030");
	assert_converted(traditional, "BIG5");
	assert_converted(simplified, "UTF-16");
	assert_converted(simplified, "UTF-32");
	assert_converted(simplified, "UTF-16LE");
	assert_converted(traditional, "UTF-16BE");
	assert_encoding("\xfe\xff\x4e\x00", 4, "UTF-16");
	assert_encoding("\xff\xfe", 2, "UTF-16");
}

static void a_damaged_byte_is_told_with_its_place(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		unsigned line;
		unsigned column;
	} cases[] = {
	        {"各省、自治区\n直辖市\xff人民政府\n", 2, 4},
	        {"各省、自治区\r\n直辖市\r人民\xe6\x94", 3, 3},
	        {"国务院办公厅关于进一步\xb9\xab", 1, 12},
	        {"abc\x80", 1, 4},
	        {"апломб на иконе не найден\xff", 1, 26},
	        {"\xed\xa0\x80", 1, 1},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct file file = read_file(cases[i].text);
		assert_false(file.good);
		assert_problem(&file, SEVERITY_ERROR, "file/utf8", cases[i].line, cases[i].column);
		assert_int_equal(file.matter.body_length, 0);
		file_clear(&file);
	}
}

static void a_nul_is_told_with_its_place(void **state)
{
	(void)state;
	struct file file = read_bytes("一二\n三\0四\n", 15);
	assert_false(file.good);
	assert_problem(&file, SEVERITY_ERROR, "file/nul", 2, 2);
	file_clear(&file);
}

static void large_files_are_read(void **state)
{
	(void)state;
	g_autoptr(GString) text = g_string_new("---\ntitle: a\nsummary: \"");
	while (text->len < 114 * 1024)
		g_string_append(text, "关于进一步加强政府信息公开\n\n  ");
	g_string_append(text, "\"\n---\n");
	size_t header = text->len;
	while (text->len < 4 * 1024 * 1024)
		g_string_append(text, "一、进一步加强平台建设");
	struct file file = read_file(text->str);
	assert_no_problems(&file);
	assert_int_equal(file.matter.body_length, text->len - header);
	assert_string_equal(value_get_text(&file.matter.fields, "title"), "a");
	file_clear(&file);
}

static void a_header_over_the_bound_leaves_the_body(void **state)
{
	(void)state;
	g_autofree char *filler = g_strnfill(256 * 1024, 'x');
	g_autofree char *text = g_strconcat("---\na: ", filler, "\n---\n正文", NULL);
	struct file file = read_file(text);
	assert_problem(&file, SEVERITY_ERROR, "yaml/size", 2, 0);
	assert_body(&file, "正文", 4);
	file_clear(&file);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_file_is_taken_apart),
	        cmocka_unit_test(a_file_may_lack_either_part),
	        cmocka_unit_test(line_ends_become_lf_and_lines_stay_exact),
	        cmocka_unit_test(marks_are_dropped_wherever_they_stand),
	        cmocka_unit_test(odd_characters_survive),
	        cmocka_unit_test(a_body_that_needs_no_change_is_not_copied),
	        cmocka_unit_test(a_header_without_end_is_told_where_it_opens),
	        cmocka_unit_test(dashes_that_meant_to_close_are_pointed_out),
	        cmocka_unit_test(text_between_rules_stays_text),
	        cmocka_unit_test(a_header_that_cannot_be_read_leaves_the_body),
	        cmocka_unit_test(a_header_without_fields_is_told),
	        cmocka_unit_test(a_header_that_does_not_open_the_file_is_warned_of),
	        cmocka_unit_test(other_encodings_are_named),
	        cmocka_unit_test(a_damaged_byte_is_told_with_its_place),
	        cmocka_unit_test(a_nul_is_told_with_its_place),
	        cmocka_unit_test(large_files_are_read),
	        cmocka_unit_test(a_header_over_the_bound_leaves_the_body),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
