/* SPDX-License-Identifier: MIT */
/*
 * What the specification of templates leaves to us: messages and their places, linking, bounds.
 */
/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#include "pages/template.h"

enum { SIZE_MOST = 1 << 20 };

static void add(struct report *report, struct template_set *set, const char *name, const char *text)
{
	g_autofree char *path = g_strconcat(name, ".mustache", NULL);
	template_set_add(report, set, name, path, text, strlen(text));
}

/* ---- messages of the compiler */

static const struct {
	const char *text;
	const char *id;
	unsigned line;
	unsigned column;
	const char *says;
} REFUSED[] = {
        {"公开\n第{{title", "template/tag", 2, 2, "write '}}'"},
        {"{{", "template/tag", 1, 1, "write '}}'"},
        {"{{title\n{{other}}", "template/tag", 1, 1, "write '}}'"},
        {"{{title}\n{{other}}", "template/tag", 1, 1, "write '}}'"},
        {"{{{title}}", "template/tag", 1, 1, "write '}}}'"},
        {"{{{title} }} {{{other}}}", "template/tag", 1, 1, "write '}}}'"},
        {"{{=<% %>=}}\n <%title", "template/tag", 2, 2, "write '%>'"},
        {"{{=| |=}}|{title|", "template/tag", 1, 10, "write '}|'"},
        {"a{{! remark }", "template/tag", 1, 2, "write '}}'"},
        {"\n\n  {{#list}}\n{{.}}\n", "template/section", 3, 3, "'list' opened on line 3"},
        {"{{^list}}{{#item}}", "template/section", 1, 10, "write '{{/item}}'"},
        {"{{=<% %>=}}<%#list%>", "template/section", 1, 12, "write '<%/list%>'"},
        {"{{#a}}\n{{#b}}\n{{/a}}{{/b}}", "template/closing", 3, 1, "'b' of line 2"},
        {"{{#a.b}}{{/a}}", "template/closing", 1, 9, "'{{/a}}' closes another"},
        {"{{#a}}{{/ab}}", "template/closing", 1, 7, "'a' of line 1"},
        {"a\n {{/list}}", "template/closing", 2, 2, "none is open"},
        {"{{}}", "template/name", 1, 1, "'{{}}' names nothing"},
        {"{{  \n }}", "template/name", 1, 1, "'{{ }}' names nothing"},
        {"{{#}}{{/}}", "template/name", 1, 1, "names nothing"},
        {"{{> }}", "template/name", 1, 1, "names nothing"},
        {"{{{}}}", "template/name", 1, 1, "names nothing"},
        {"号{{&}}", "template/name", 1, 2, "names nothing"},
        {"{{if title}}", "template/name", 1, 1, "more than one word"},
        {"{{#each\nlist}}", "template/name", 1, 1, "'{{#each list}}' holds more"},
        {"{{a..b}}", "template/name", 1, 1, "a part of the name"},
        {"{{.a}}", "template/name", 1, 1, "a part of the name"},
        {"{{#a.}}{{/a.}}", "template/name", 1, 1, "a part of the name"},
        {"{{..}}", "template/name", 1, 1, "a part of the name"},
        {"{{<layout}}", "template/mark", 1, 1, "'{{<layout}}'"},
        {"{{$block}}", "template/mark", 1, 1, "'{{$block}}'"},
        {"{{>*name}}", "template/mark", 1, 1, "'{{>*name}}'"},
        {"a\n{{=<% %>}}", "template/delimiters", 2, 1, "sets no delimiters"},
        {"{{=<%%>=}}", "template/delimiters", 1, 1, "'{{=<%%>=}}'"},
        {"{{= =}}", "template/delimiters", 1, 1, "sets no delimiters"},
        {"{{==}}", "template/delimiters", 1, 1, "sets no delimiters"},
        {"{{=}}", "template/delimiters", 1, 1, "sets no delimiters"},
        {"{{=<= =>=}}", "template/delimiters", 1, 1, "without '='"},
        {"{{=a b c=}}", "template/delimiters", 1, 1, "write two"},
        {"{{=12345678901234567 }=}}", "template/delimiters", 1, 1, "at most 16"},
        {"{{=} 12345678901234567=}}", "template/delimiters", 1, 1, "at most 16"},
        {"通\n知\xb9\xab {{a}}", "template/encoding", 2, 2, "UTF-8"},
};

static const struct problem *only_problem(const struct report *report)
{
	assert_int_equal(report->problems->len, 1);
	return report->problems->pdata[0];
}

static void check_problem(const struct report *report, const char *id, const char *says)
{
	const struct problem *problem = only_problem(report);
	assert_string_equal(problem->id, id);
	if (strstr(problem->text, says) == NULL)
		fail_msg("'%s' does not say '%s'", problem->text, says);
}

static void check_place(const struct report *report, const char *path, unsigned line,
                        unsigned column)
{
	const struct problem *problem = only_problem(report);
	assert_string_equal(problem->path, path);
	assert_int_equal(problem->line, line);
	assert_int_equal(problem->column, column);
}

static void a_wrong_template_is_refused_with_its_place(void **state)
{
	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(REFUSED); i++) {
		g_autoptr(Report) report = report_new();
		g_autoptr(TemplateSet) set = template_set_new();
		if (template_set_add(report, set, "a", "theme/a.mustache", REFUSED[i].text,
		                     strlen(REFUSED[i].text)))
			fail_msg("'%s' is not refused", REFUSED[i].text);
		check_problem(report, REFUSED[i].id, REFUSED[i].says);
		check_place(report, "theme/a.mustache", REFUSED[i].line, REFUSED[i].column);
	}
}

static void a_zero_byte_is_no_text(void **state)
{
	(void)state;
	g_autoptr(Report) report = report_new();
	g_autoptr(TemplateSet) set = template_set_new();
	assert_false(template_set_add(report, set, "a", "a.mustache", "ab\0c", 4));
	check_problem(report, "template/encoding", "UTF-8");
	check_place(report, "a.mustache", 1, 3);
}

static void a_message_never_repeats_a_long_tag(void **state)
{
	(void)state;
	g_autoptr(Report) report = report_new();
	g_autoptr(TemplateSet) set = template_set_new();
	g_autoptr(GString) text = g_string_new("{{");
	for (unsigned i = 0; i < 10000; i++)
		g_string_append(text, "通知");
	g_string_append(text, "}}");
	add(report, set, "a", text->str);
	check_problem(report, "template/name", "…' is longer than 255 bytes");
	assert_true(strlen(only_problem(report)->text) < 200);
}

static bool add_repeated(struct report *report, struct template_set *set, const char *before,
                         const char *after, unsigned count)
{
	g_autoptr(GString) text = g_string_new(NULL);
	for (unsigned i = 0; i < count; i++)
		g_string_append(text, before);
	for (unsigned i = 0; i < count; i++)
		g_string_append(text, after);
	return template_set_add(report, set, "a", "a.mustache", text->str, text->len);
}

static void sections_lie_128_deep_and_no_deeper(void **state)
{
	(void)state;
	g_autoptr(Report) report = report_new();
	g_autoptr(TemplateSet) set = template_set_new();
	assert_true(add_repeated(report, set, "{{#a}}", "{{/a}}", 128));
	assert_false(add_repeated(report, set, "{{#a}}", "{{/a}}", 129));
	check_problem(report, "template/depth", "more than 128 sections");
	check_place(report, "a.mustache", 1, 128 * 6 + 1);
}

static void a_template_is_at_most_a_megabyte_long(void **state)
{
	(void)state;
	g_autoptr(Report) report = report_new();
	g_autoptr(TemplateSet) set = template_set_new();
	assert_true(add_repeated(report, set, "x", "", 1024 * 1024));
	assert_false(add_repeated(report, set, "x", "", 1024 * 1024 + 1));
	check_problem(report, "template/length", "1024 KB");
	check_place(report, "a.mustache", 0, 0);
}

/* ---- the set */

static char *render(struct report *report, const struct template_set *set, size_t size_most)
{
	g_autoptr(Arena) arena = arena_new();
	struct value_builder list = value_builder_begin(arena, VALUE_LIST);
	for (unsigned i = 0; i < 300; i++)
		value_builder_add(&list, value_text("<"));
	struct value_builder data = value_builder_begin(arena, VALUE_MAP);
	value_builder_set(&data, "list", value_builder_end(&list));
	value_builder_set(&data, "text", value_text("12345"));
	value_builder_set(&data, "html", value_html("67890", 5));
	struct value map = value_builder_end(&data);
	g_autoptr(GString) out = g_string_new("kept");
	if (template_render(report, set, "main", &map, size_most, out))
		return g_string_free(g_steal_pointer(&out), FALSE);
	assert_string_equal(out->str, "kept");
	return NULL;
}

static void check_renders(const struct template_set *set, const char *expected)
{
	g_autoptr(Report) report = report_new();
	g_autofree char *out = render(report, set, SIZE_MOST);
	assert_non_null(out);
	assert_string_equal(out, expected);
	assert_int_equal(report->problems->len, 0);
}

static void an_unknown_partial_is_told_with_the_nearest_name(void **state)
{
	(void)state;
	g_autoptr(Report) report = report_new();
	g_autoptr(TemplateSet) set = template_set_new();
	add(report, set, "document", "");
	add(report, set, "main", "公开\n 号{{>documemt}}[{{>documemt}}]");
	assert_false(template_set_link(report, set));
	check_problem(report, "template/unknown", "'documemt'; write 'document'");
	check_place(report, "main.mustache", 2, 3);
	check_renders(set, "kept公开\n 号[]");
}

static void an_unknown_partial_like_no_other_is_told_alone(void **state)
{
	(void)state;
	g_autoptr(Report) report = report_new();
	g_autoptr(TemplateSet) set = template_set_new();
	add(report, set, "main", "{{>footer}}");
	add(report, set, "right", "{{>main}}");
	assert_false(template_set_link(report, set));
	check_problem(report, "template/unknown", "'footer'; add it to the theme");
}

static void each_template_tells_of_one_unknown_partial(void **state)
{
	(void)state;
	g_autoptr(Report) report = report_new();
	g_autoptr(TemplateSet) set = template_set_new();
	add(report, set, "one", "{{>x}}{{>y}}{{>z}}");
	add(report, set, "two", "{{>x}}{{>y}}{{>z}}");
	assert_false(template_set_link(report, set));
	assert_int_equal(report->errors, 2);
}

static void an_unknown_template_is_told(void **state)
{
	(void)state;
	g_autoptr(Report) report = report_new();
	g_autoptr(TemplateSet) set = template_set_new();
	add(report, set, "mains", "");
	assert_false(template_set_has(set, "main"));
	assert_null(render(report, set, SIZE_MOST));
	check_problem(report, "template/unknown", "'main'; write 'mains'");
}

static void a_later_template_replaces_one_of_its_name(void **state)
{
	(void)state;
	g_autoptr(Report) report = report_new();
	g_autoptr(TemplateSet) set = template_set_new();
	add(report, set, "main", "[{{>part}}]");
	add(report, set, "part", "first");
	assert_true(template_set_link(report, set));
	check_renders(set, "kept[first]");
	add(report, set, "part", "second {{>end}}");
	add(report, set, "end", "{{text}}");
	assert_true(template_set_link(report, set));
	check_renders(set, "kept[second 12345]");
}

static void a_wrong_template_does_not_replace_one(void **state)
{
	(void)state;
	g_autoptr(Report) report = report_new();
	g_autoptr(TemplateSet) set = template_set_new();
	add(report, set, "main", "first");
	add(report, set, "main", "second{{");
	assert_int_equal(report->errors, 1);
	check_renders(set, "keptfirst");
}

static void a_wrong_template_is_not_told_of_again_as_unknown(void **state)
{
	(void)state;
	g_autoptr(Report) report = report_new();
	g_autoptr(TemplateSet) set = template_set_new();
	add(report, set, "main", "[{{>part}}]");
	add(report, set, "part", "text{{#text}}{{");
	assert_true(template_set_has(set, "part"));
	assert_true(template_set_link(report, set));
	assert_int_equal(report->errors, 1);
	check_renders(set, "kept[]");
}

static void a_template_may_go_when_it_is_compiled(void **state)
{
	(void)state;
	g_autoptr(Report) report = report_new();
	g_autoptr(TemplateSet) set = template_set_new();
	char text[] = "a{{text}}b";
	char name[] = "main";
	assert_true(template_set_add(report, set, name, name, text, strlen(text)));
	memset(text, 'x', strlen(text));
	memset(name, 'x', strlen(name));
	check_renders(set, "kepta12345b");
}

/* ---- bounds of rendering */

static void check_size(const char *text, size_t size)
{
	g_autoptr(Report) report = report_new();
	g_autoptr(TemplateSet) set = template_set_new();
	add(report, set, "main", text);
	add(report, set, "part", "1\n2");
	assert_true(template_set_link(report, set));
	g_autofree char *out = render(report, set, size);
	assert_non_null(out);
	assert_int_equal(strlen(out), strlen("kept") + size);
	assert_null(render(report, set, size - 1));
	check_problem(report, "template/size", "too large");
	check_place(report, strstr(text, "part") == NULL ? "main.mustache" : "part.mustache", 0, 0);
}

static void output_stops_at_its_size(void **state)
{
	(void)state;
	check_size("1234567", 7);
	check_size("{{text}}", 5);
	check_size("{{html}}", 5);
	check_size("{{{text}}}", 5);
	check_size("{{#list}}{{.}}{{/list}}", 1200);
	check_size("{{#list}}{{{.}}}{{/list}}", 300);
	check_size("  {{>part}}", 7);
}

static void a_partial_that_calls_itself_without_end_stops(void **state)
{
	(void)state;
	g_autoptr(Report) report = report_new();
	g_autoptr(TemplateSet) set = template_set_new();
	add(report, set, "main", "{{>part}}");
	add(report, set, "part", "\n[{{>part}}");
	assert_true(template_set_link(report, set));
	assert_null(render(report, set, SIZE_MOST));
	check_problem(report, "template/depth", "calls itself must end");
	check_place(report, "part.mustache", 2, 2);
}

/* A chain of `count` partials, each of which is inside the one before. */
static void add_chain(struct report *report, struct template_set *set, unsigned count,
                      const char *before, const char *after)
{
	for (unsigned i = 0; i <= count; i++) {
		g_autofree char *name = i == 0 ? g_strdup("main") : g_strdup_printf("p%u", i);
		g_autofree char *text =
		        i == count ? g_strdup("end")
		                   : g_strdup_printf("%s{{>p%u}}%s", before, i + 1, after);
		add(report, set, name, text);
	}
	assert_true(template_set_link(report, set));
}

static void partials_lie_64_deep_and_no_deeper(void **state)
{
	(void)state;
	g_autoptr(Report) report = report_new();
	g_autoptr(TemplateSet) set = template_set_new();
	add_chain(report, set, 64, "", "");
	check_renders(set, "keptend");
	add_chain(report, set, 65, "", "");
	assert_null(render(report, set, SIZE_MOST));
	check_problem(report, "template/depth", "too deep");
	check_place(report, "p64.mustache", 1, 1);
}

static void sections_of_all_partials_lie_512_deep_and_no_deeper(void **state)
{
	(void)state;
	const char *eight = "{{#text}}{{#text}}{{#text}}{{#text}}"
	                    "{{#text}}{{#text}}{{#text}}{{#text}}";
	const char *eight_ends = "{{/text}}{{/text}}{{/text}}{{/text}}"
	                         "{{/text}}{{/text}}{{/text}}{{/text}}";
	g_autoptr(Report) report = report_new();
	g_autoptr(TemplateSet) set = template_set_new();
	add_chain(report, set, 64, eight, eight_ends);
	check_renders(set, "keptend");
	add(report, set, "p64", "{{#text}}end{{/text}}");
	assert_null(render(report, set, SIZE_MOST));
	check_problem(report, "template/depth", "too deep");
	check_place(report, "p64.mustache", 0, 0);
}

static void repeating_without_output_stops(void **state)
{
	(void)state;
	g_autoptr(Report) report = report_new();
	g_autoptr(TemplateSet) set = template_set_new();
	add(report, set, "main",
	    "{{#list}}{{#list}}{{#list}}{{#list}}{{#list}}{{/list}}{{/list}}{{/list}}{{/list}}"
	    "{{/list}}");
	assert_null(render(report, set, SIZE_MOST));
	check_problem(report, "template/work", "repeats itself too often");
	check_place(report, "main.mustache", 0, 0);
}

static void calling_without_output_stops(void **state)
{
	(void)state;
	g_autoptr(Report) report = report_new();
	g_autoptr(TemplateSet) set = template_set_new();
	add(report, set, "main", "{{>p1}}");
	for (unsigned i = 1; i < 60; i++) {
		g_autofree char *name = g_strdup_printf("p%u", i);
		g_autofree char *text = g_strdup_printf("{{>p%u}}{{>p%u}}", i + 1, i + 1);
		add(report, set, name, text);
	}
	add(report, set, "p60", "");
	assert_true(template_set_link(report, set));
	assert_null(render(report, set, SIZE_MOST));
	check_problem(report, "template/work", "repeats itself too often");
}

static void looking_in_large_maps_without_end_stops(void **state)
{
	(void)state;
	g_autoptr(Arena) arena = arena_new();
	g_autoptr(Report) report = report_new();
	g_autoptr(TemplateSet) set = template_set_new();
	g_autoptr(GString) out = g_string_new(NULL);
	struct value_builder list = value_builder_begin(arena, VALUE_LIST);
	struct value_builder map = value_builder_begin(arena, VALUE_MAP);
	for (unsigned i = 0; i < 1000; i++) {
		value_builder_add(&list, value_text(""));
		value_builder_set(&map, arena_printf(arena, "key%u", i), value_text(""));
	}
	value_builder_set(&map, "list", value_builder_end(&list));
	struct value data = value_builder_end(&map);
	add(report, set, "main", "{{#list}}{{missing}}{{/list}}");
	assert_true(template_render(report, set, "main", &data, SIZE_MOST, out));
	add(report, set, "main", "{{#list}}{{#list}}{{missing}}{{/list}}{{/list}}");
	assert_false(template_render(report, set, "main", &data, SIZE_MOST, out));
	check_problem(report, "template/work", "repeats itself too often");
}

static void data_may_be_missing(void **state)
{
	(void)state;
	g_autoptr(Report) report = report_new();
	g_autoptr(TemplateSet) set = template_set_new();
	g_autoptr(GString) out = g_string_new(NULL);
	add(report, set, "main", "[{{a}}{{#a.b}}x{{/a.b}}{{.}}]");
	assert_true(template_render(report, set, "main", NULL, SIZE_MOST, out));
	assert_string_equal(out->str, "[]");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_wrong_template_is_refused_with_its_place),
	        cmocka_unit_test(a_zero_byte_is_no_text),
	        cmocka_unit_test(a_message_never_repeats_a_long_tag),
	        cmocka_unit_test(sections_lie_128_deep_and_no_deeper),
	        cmocka_unit_test(a_template_is_at_most_a_megabyte_long),
	        cmocka_unit_test(an_unknown_partial_is_told_with_the_nearest_name),
	        cmocka_unit_test(an_unknown_partial_like_no_other_is_told_alone),
	        cmocka_unit_test(each_template_tells_of_one_unknown_partial),
	        cmocka_unit_test(an_unknown_template_is_told),
	        cmocka_unit_test(a_later_template_replaces_one_of_its_name),
	        cmocka_unit_test(a_wrong_template_does_not_replace_one),
	        cmocka_unit_test(a_wrong_template_is_not_told_of_again_as_unknown),
	        cmocka_unit_test(a_template_may_go_when_it_is_compiled),
	        cmocka_unit_test(output_stops_at_its_size),
	        cmocka_unit_test(a_partial_that_calls_itself_without_end_stops),
	        cmocka_unit_test(partials_lie_64_deep_and_no_deeper),
	        cmocka_unit_test(sections_of_all_partials_lie_512_deep_and_no_deeper),
	        cmocka_unit_test(repeating_without_output_stops),
	        cmocka_unit_test(calling_without_output_stops),
	        cmocka_unit_test(looking_in_large_maps_without_end_stops),
	        cmocka_unit_test(data_may_be_missing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
