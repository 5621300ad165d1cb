/* SPDX-License-Identifier: MIT */
/* The tables in lua/ themselves: kinds, fields, vocabularies and the words of pages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "catalog/schema.h"
#include "script/script.h"

struct fixture {
	struct report *report;
	struct arena *arena;
	struct schema *schema;
};

static void clear(struct fixture *fixture)
{
	schema_free(fixture->schema);
	arena_free(fixture->arena);
	report_free(fixture->report);
}

static bool load_module(struct fixture *fixture, struct script *script, const char *name,
                        struct value *out)
{
	g_autofree char *path = g_strdup_printf("lua/%s.lua", name);
	g_autofree char *text = NULL;
	size_t length;
	assert_true(g_file_get_contents(path, &text, &length, NULL));
	return script_load(fixture->report, script, name, path, text, length) &&
	       script_value(fixture->report, script, name, fixture->arena, out);
}

/* NULL: there is no prelude to run them with. */
static struct script *open_script(struct fixture *fixture)
{
	g_autofree char *prelude = NULL;
	size_t length;
	*fixture = (struct fixture){.report = report_new(), .arena = arena_new()};
	if (!g_file_get_contents("lua/prelude.lua", &prelude, &length, NULL)) {
		clear(fixture);
		return NULL;
	}
	struct script *script = script_new(fixture->report, prelude, length);
	assert_non_null(script);
	return script;
}

static void add_module(struct fixture *fixture, struct script *script,
                       struct value_builder *modules, const char *name)
{
	struct value value;
	bool loaded = load_module(fixture, script, name, &value);
	if (!loaded)
		report_write(fixture->report, stderr);
	assert_true(loaded);
	value_builder_set(modules, arena_string(fixture->arena, name), value);
}

/* The schema that lua/ makes. False: it cannot be made here. */
static bool build_shipped(struct fixture *fixture)
{
	static const char *const names[] = {"fields",    "measures", "vocabularies",
	                                    "relations", "axes",     "settings"};
	g_autoptr(Script) script = open_script(fixture);
	if (script == NULL)
		return false;
	struct value_builder modules = value_builder_begin(fixture->arena, VALUE_MAP);
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		add_module(fixture, script, &modules, names[i]);
	g_autoptr(GDir) folder = g_dir_open("lua/kinds", 0, NULL);
	assert_non_null(folder);
	for (const char *file = g_dir_read_name(folder); file != NULL;
	     file = g_dir_read_name(folder)) {
		if (!g_str_has_suffix(file, ".lua"))
			continue;
		g_autofree char *name = g_strdup_printf("kinds/%.*s", (int)(strlen(file) - 4), file);
		add_module(fixture, script, &modules, name);
	}
	struct value all = value_builder_end(&modules);
	fixture->schema = schema_new(fixture->report, &all);
	report_sort(fixture->report);
	report_write(fixture->report, stderr);
	return true;
}

static void the_tables_in_lua_have_no_mistake(void **state)
{
	(void)state;
	struct fixture fixture;
	if (!build_shipped(&fixture)) {
		print_message("skipped: there is no lua/prelude.lua here\n");
		skip();
	}
	assert_non_null(fixture.schema);
	static const char *const kinds[] = {"consultation",   "dataset",   "gazette", "guide",
	                                    "interpretation", "interview", "notice",  "organ",
	                                    "place",          "press",     "qa",      "report",
	                                    "response",       "rule",      "topic"};
	for (size_t i = 0; i < G_N_ELEMENTS(kinds); i++)
		assert_non_null(schema_kind(fixture.schema, kinds[i]));
	clear(&fixture);
}

static void only_what_a_kind_cannot_do_without_is_required(void **state)
{
	(void)state;
	static const struct {
		const char *kind;
		const char *required; /* in order */
	} cases[] = {
	        {"notice", "title"},
	        {"interpretation", "title interprets"},
	        {"response", "title"},
	        {"press", "title"},
	        {"interview", "title"},
	        {"consultation", "title opens_on closes_on"},
	        {"qa", "title"},
	        {"guide", "title"},
	        {"rule", "title"},
	        {"report", "title report_type"},
	        {"gazette", "title issue_year issue_number"},
	        {"topic", "title"},
	        {"organ", "title"},
	        {"place", "title"},
	};
	struct fixture fixture;
	if (!build_shipped(&fixture))
		skip();
	assert_non_null(fixture.schema);
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		const struct kind *kind = schema_kind(fixture.schema, cases[i].kind);
		g_autoptr(GString) required = g_string_new(NULL);
		for (unsigned j = 0; j < kind->field_count; j++)
			if (kind->fields[j].required)
				g_string_append_printf(required, "%s%s",
				                       required->len > 0 ? " " : "",
				                       kind->fields[j].key);
		assert_string_equal(required->str, cases[i].required);
	}
	clear(&fixture);
}

static void names_in_real_front_matter_are_known(void **state)
{
	(void)state;
	static const struct {
		const char *written;
		const char *key;
	} cases[] = {
	        {"标题", "title"},
	        {"文号", "number"},
	        {"发布单位", "issuing_organ"},
	        {"发布机构", "issuing_organ"},
	        {"发布日期", "published_on"},
	        {"层级", "level"},
	        {"分类", "theme"},
	        {"状态", "status"},
	        {"类型", "genre"},
	        {"官方链接", "source_url"},
	        {"索引号", "index_number"},
	        {"主题分类", "theme"},
	        {"发文机关", "issuing_organ"},
	        {"成文日期", "written_on"},
	        {"發文字號", "number"},
	        {"主题词", "keywords"},
	        {"有效性", "status"},
	        {"文种", "genre"},
	        {"公开方式", "disclosure"},
	        {"施行日期", "effective_on"},
	        {"印发日期", "printed_on"},
	        {"服务对象", "audience"},
	};
	struct fixture fixture;
	if (!build_shipped(&fixture))
		skip();
	assert_non_null(fixture.schema);
	const struct kind *notice = schema_kind(fixture.schema, "notice");
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		const struct field *field = kind_field(notice, cases[i].written);
		assert_non_null(field);
		assert_string_equal(field->key, cases[i].key);
	}
	clear(&fixture);
}

static void the_theme_tree_is_whole(void **state)
{
	(void)state;
	static const unsigned narrower[22] = {10, 9, 7, 9, 8, 4, 12, 6, 6, 6, 4,
	                                      5,  4, 3, 7, 4, 7, 2,  3, 3, 2, 0};
	struct fixture fixture;
	if (!build_shipped(&fixture))
		skip();
	assert_non_null(fixture.schema);
	const struct vocabulary *theme = schema_vocabulary(fixture.schema, "theme");
	unsigned at = 0;
	for (unsigned i = 0; i < G_N_ELEMENTS(narrower); i++) {
		char key[16];
		g_snprintf(key, sizeof key, "c%02u", i + 1);
		assert_string_equal(theme->terms[at].key, key);
		assert_null(theme->terms[at++].parent);
		for (unsigned j = 0; j < narrower[i]; j++)
			assert_string_equal(theme->terms[at++].parent, key);
	}
	assert_int_equal(theme->term_count, at);
	assert_string_equal(vocabulary_find(theme, "综合政务\\政务公开")->key, "c02-01");
	assert_string_equal(vocabulary_find(theme, "科技、教育-教育")->key, "c11-02");
	assert_string_equal(vocabulary_find(theme, "財政、金融、審計/稅務")->key, "c04-02");
	assert_string_equal(vocabulary_find(theme, "其他")->key, "c22");
	assert_string_equal(vocabulary_find(theme, "对外事务\\其他")->key, "c19-03");
	assert_string_equal(
	        vocabulary_find(schema_vocabulary(fixture.schema, "release_class"), "(八)")->key,
	        "r08");
	assert_string_equal(
	        vocabulary_find(schema_vocabulary(fixture.schema, "disclosure"), "（此件公开发布）")
	                ->key,
	        "on_initiative");
	clear(&fixture);
}

static void the_strings_of_all_languages_have_the_same_keys(void **state)
{
	(void)state;
	struct fixture fixture;
	g_autoptr(Script) script = open_script(&fixture);
	if (script == NULL)
		skip();
	struct value strings[LANGUAGE_COUNT];
	for (enum language language = 0; language < LANGUAGE_COUNT; language++) {
		g_autofree char *name = g_strdup_printf("strings/%s", language_tag(language));
		assert_true(load_module(&fixture, script, name, &strings[language]));
		assert_int_equal(strings[language].type, VALUE_MAP);
		assert_true(strings[language].count >= 60);
	}
	for (enum language language = 0; language < LANGUAGE_COUNT; language++) {
		for (unsigned i = 0; i < strings[0].count; i++) {
			const struct value *text = value_get(&strings[language], strings[0].keys[i]);
			if (text == NULL)
				print_error("%s lacks '%s'\n", language_tag(language),
				            strings[0].keys[i]);
			assert_non_null(text);
			assert_int_equal(text->type, VALUE_TEXT);
		}
		for (unsigned i = 0; i < strings[language].count; i++)
			if (value_get(&strings[0], strings[language].keys[i]) == NULL)
				print_error("only %s has '%s'\n", language_tag(language),
				            strings[language].keys[i]);
		assert_int_equal(strings[language].count, strings[0].count);
	}
	clear(&fixture);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(the_tables_in_lua_have_no_mistake),
	        cmocka_unit_test(only_what_a_kind_cannot_do_without_is_required),
	        cmocka_unit_test(names_in_real_front_matter_are_known),
	        cmocka_unit_test(the_theme_tree_is_whole),
	        cmocka_unit_test(the_strings_of_all_languages_have_the_same_keys),
	};
	return cmocka_run_group_tests_name("schema_lua", tests, NULL, NULL);
}
