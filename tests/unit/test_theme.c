/* SPDX-License-Identifier: MIT */
/* A theme is the project's own and, file by file, the site's over it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "pages/theme.h"

#define FILE_OF(path_in_theme, text)                                                               \
	{                                                                                          \
		.name = path_in_theme, .path = "themes/" path_in_theme, .bytes = text,             \
		.size = sizeof text - 1                                                            \
	}
#define FOLDER(files) ((struct folder){files, G_N_ELEMENTS(files)})

static const struct folder empty = {.count = 0};

static const struct folder_file own[] = {
        FILE_OF("script/a.js", "1"),
        FILE_OF("style/b.css", "base b"),
        FILE_OF("style/fonts/c.woff2", "w\0f"),
        FILE_OF("template/head.mustache", "<head>{{title}}</head>"),
        FILE_OF("template/home.mustache", "{{> head}}home"),
        FILE_OF("theme.yml", "name: x"),
};

static void assert_rendered(const struct theme *theme, const char *name, const char *wanted)
{
	g_autoptr(Report) report = report_new();
	g_autoptr(Arena) arena = arena_new();
	g_autoptr(GString) out = g_string_new(NULL);
	struct value_builder map = value_builder_begin(arena, VALUE_MAP);
	value_builder_set(&map, "title", value_text("公园"));
	struct value data = value_builder_end(&map);
	assert_true(template_render(report, theme->templates, name, &data, 1000, out));
	assert_string_equal(out->str, wanted);
}

/* "url=bytes url=bytes" */
static char *show_files(const struct theme *theme)
{
	GString *out = g_string_new(NULL);
	for (unsigned i = 0; i < theme->file_count; i++) {
		g_string_append_printf(out, "%s%s=", i > 0 ? " " : "", theme->files[i].url);
		g_string_append_len(out, theme->files[i].bytes, (gssize)theme->files[i].size);
	}
	return g_string_free(out, FALSE);
}

static void templates_are_compiled_and_linked_and_the_rest_is_copied(void **state)
{
	(void)state;
	g_autoptr(Report) report = report_new();
	g_autoptr(Theme) theme = theme_new(report, &FOLDER(own), &empty);
	assert_non_null(theme);
	assert_rendered(theme, "home", "<head>公园</head>home");
	assert_int_equal(theme->file_count, 3);
	assert_string_equal(theme->files[0].url, "theme/script/a.js");
	assert_string_equal(theme->files[1].url, "theme/style/b.css");
	assert_string_equal(theme->files[2].url, "theme/style/fonts/c.woff2");
	assert_int_equal(theme->files[2].size, 3);
	assert_memory_equal(theme->files[2].bytes, "w\0f", 3);
}

static void a_site_replaces_single_files_and_adds_some(void **state)
{
	(void)state;
	static const struct folder_file over[] = {
	        FILE_OF("style/b.css", "site b"),
	        FILE_OF("style/d.css", "site d"),
	        FILE_OF("template/foot.mustache", "foot"),
	        FILE_OF("template/head.mustache", "<header>{{title}}</header>{{> foot}}"),
	};
	g_autoptr(Report) report = report_new();
	g_autoptr(Theme) theme = theme_new(report, &FOLDER(own), &FOLDER(over));
	assert_non_null(theme);
	assert_rendered(theme, "home", "<header>公园</header>foothome");
	g_autofree char *files = show_files(theme);
	assert_true(g_str_has_prefix(
	        files, "theme/script/a.js=1 theme/style/b.css=site b theme/style/fonts/"));
	assert_int_equal(theme->file_count, 4);
	assert_string_equal(theme->files[3].url, "theme/style/d.css");
}

static void only_styles_and_scripts_are_copied(void **state)
{
	(void)state;
	static const struct folder_file over[] = {
	        FILE_OF("README.md", "x"),
	        FILE_OF("styles/a.css", "x"),
	        FILE_OF("style", "x"),
	        FILE_OF("a/style/b.css", "x"),
	        FILE_OF("template/notes.txt", "x"),
	        FILE_OF("template.mustache", "{{"),
	        FILE_OF("x/home.mustache", "{{"),
	        FILE_OF("template/home.mustache~", "{{"),
	};
	g_autoptr(Report) report = report_new();
	g_autoptr(Theme) theme = theme_new(report, &FOLDER(own), &FOLDER(over));
	assert_non_null(theme);
	assert_int_equal(theme->file_count, 3);
	assert_rendered(theme, "home", "<head>公园</head>home");
}

static void templates_may_lie_in_folders_and_have_odd_names(void **state)
{
	(void)state;
	static const struct folder_file over[] = {
	        FILE_OF("template/.mustache", "no name"),
	        FILE_OF("template/parts/date.mustache", "date"),
	        FILE_OF("template/home.mustache", "{{> parts/date}}"),
	        FILE_OF("template/公园.mustache", "park"),
	};
	g_autoptr(Report) report = report_new();
	g_autoptr(Theme) theme = theme_new(report, &FOLDER(own), &FOLDER(over));
	assert_non_null(theme);
	assert_rendered(theme, "home", "date");
	assert_rendered(theme, "公园", "park");
}

static void an_empty_theme_is_one_too(void **state)
{
	(void)state;
	g_autoptr(Report) report = report_new();
	g_autoptr(Theme) theme = theme_new(report, &empty, &empty);
	assert_non_null(theme);
	assert_int_equal(theme->file_count, 0);
	assert_false(template_set_has(theme->templates, "home"));
}

static void every_template_with_a_mistake_is_told(void **state)
{
	(void)state;
	static const struct folder_file over[] = {
	        FILE_OF("template/a.mustache", "one\n{{#open}}\n"),
	        FILE_OF("template/b.mustache", "{{"),
	        FILE_OF("template/c.mustache", "fine"),
	};
	g_autoptr(Report) report = report_new();
	assert_null(theme_new(report, &FOLDER(own), &FOLDER(over)));
	assert_int_equal(report->errors, 2);
	for (unsigned i = 0; i < 2; i++) {
		const struct problem *problem = report->problems->pdata[i];
		assert_string_equal(problem->path, i == 0 ? "themes/template/a.mustache"
		                                          : "themes/template/b.mustache");
	}
}

static void a_partial_that_is_missing_is_told(void **state)
{
	(void)state;
	static const struct folder_file over[] = {
	        FILE_OF("template/home.mustache", "\n{{> haed}}")};
	g_autoptr(Report) report = report_new();
	assert_null(theme_new(report, &FOLDER(own), &FOLDER(over)));
	assert_int_equal(report->problems->len, 1);
	const struct problem *problem = report->problems->pdata[0];
	assert_string_equal(problem->path, "themes/template/home.mustache");
	assert_int_equal(problem->line, 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(templates_are_compiled_and_linked_and_the_rest_is_copied),
	        cmocka_unit_test(a_site_replaces_single_files_and_adds_some),
	        cmocka_unit_test(only_styles_and_scripts_are_copied),
	        cmocka_unit_test(templates_may_lie_in_folders_and_have_odd_names),
	        cmocka_unit_test(an_empty_theme_is_one_too),
	        cmocka_unit_test(every_template_with_a_mistake_is_told),
	        cmocka_unit_test(a_partial_that_is_missing_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
