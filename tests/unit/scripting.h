/* SPDX-License-Identifier: MIT */
/* What the tests of gen/script share: a script with the real prelude, and values as text. */
#ifndef TESTS_SCRIPTING_H
#define TESTS_SCRIPTING_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "script/script.h"

struct scripting {
	struct report *report;
	struct arena *arena;
	struct script *script;
};

static inline int scripting_setup(void **state)
{
	g_autofree char *prelude = NULL;
	size_t length;
	struct scripting *scripting = g_new0(struct scripting, 1);
	scripting->report = report_new();
	scripting->arena = arena_new();
	assert_true(g_file_get_contents("lua/prelude.lua", &prelude, &length, NULL));
	scripting->script = script_new(scripting->report, prelude, length);
	if (scripting->script == NULL)
		report_write(scripting->report, stderr);
	assert_non_null(scripting->script);
	*state = scripting;
	return 0;
}

static inline int scripting_teardown(void **state)
{
	struct scripting *scripting = *state;
	script_free(scripting->script);
	report_free(scripting->report);
	arena_free(scripting->arena);
	g_free(scripting);
	return 0;
}

#define scripting_test(test)                                                                       \
	cmocka_unit_test_setup_teardown(test, scripting_setup, scripting_teardown)

static inline void show_into(GString *out, const struct value *value)
{
	if (value->type == VALUE_NOTHING)
		g_string_append(out, "nothing");
	if (value->type == VALUE_BOOLEAN)
		g_string_append(out, value->boolean ? "true" : "false");
	if (value->type == VALUE_TEXT || value->type == VALUE_HTML) {
		assert_int_equal(strlen(value->text), value->length);
		g_string_append_printf(out, value->type == VALUE_TEXT ? "%s" : "html(%s)",
		                       value->text);
	}
	if (value->type != VALUE_LIST && value->type != VALUE_MAP)
		return;
	g_string_append_c(out, value->type == VALUE_LIST ? '[' : '{');
	for (unsigned i = 0; i < value->count; i++) {
		if (i > 0)
			g_string_append_c(out, ' ');
		if (value->type == VALUE_MAP)
			g_string_append_printf(out, "%s=", value->keys[i]);
		show_into(out, &value->items[i]);
	}
	g_string_append_c(out, value->type == VALUE_LIST ? ']' : '}');
}

/* Fails the test unless the value reads as `expected`: [a b] is a list, {a=1 b=2} a map. */
static inline void assert_shows(const struct value *value, const char *expected)
{
	g_autoptr(GString) text = g_string_new(NULL);
	show_into(text, value);
	assert_string_equal(text->str, expected);
}

static inline bool load(struct scripting *scripting, const char *name, const char *text)
{
	g_autofree char *path = g_strdup_printf("lua/%s.lua", name);
	return script_load(scripting->report, scripting->script, name, path, text, strlen(text));
}

static inline bool call(struct scripting *scripting, const char *name, const struct value *argument,
                        struct value *out)
{
	return script_call(scripting->report, scripting->script, name, "a/page", argument,
	                   scripting->arena, out);
}

static inline void assert_no_problem(struct scripting *scripting)
{
	if (scripting->report->problems->len > 0)
		report_write(scripting->report, stderr);
	assert_int_equal(scripting->report->problems->len, 0);
}

/* What the text gives: what it returns, or what the function that it returns does. */
static inline bool run(struct scripting *scripting, const char *text, struct value *out)
{
	struct value nothing = {.type = VALUE_MAP};
	if (!load(scripting, "test", text))
		return false;
	if (strstr(text, "return function") != NULL)
		return call(scripting, "test", &nothing, out);
	return script_value(scripting->report, scripting->script, "test", scripting->arena, out);
}

/* The expression gives a value that reads as `expected`. */
static inline void assert_gives(struct scripting *scripting, const char *expression,
                                const char *expected)
{
	struct value value;
	g_autofree char *text = g_strdup_printf("return {%s}", expression);
	bool done = run(scripting, text, &value);
	assert_no_problem(scripting);
	assert_true(done);
	assert_shows(&value, expected);
}

/* The last problem has this id and line, and `part` in its text; it is taken from the report. */
static inline void assert_problem(struct scripting *scripting, const char *id, unsigned line,
                                  const char *part)
{
	assert_int_equal(scripting->report->problems->len, 1);
	const struct problem *problem = scripting->report->problems->pdata[0];
	assert_string_equal(problem->id, id);
	if (strstr(problem->text, part) == NULL || problem->line != line)
		report_write(scripting->report, stderr);
	assert_non_null(strstr(problem->text, part));
	assert_int_equal(problem->line, line);
	assert_string_equal(problem->path, "lua/test.lua");
	g_ptr_array_set_size(scripting->report->problems, 0);
	scripting->report->errors = 0;
}

static inline void assert_fails(struct scripting *scripting, const char *text, const char *id,
                                unsigned line, const char *part)
{
	struct value value;
	assert_false(run(scripting, text, &value));
	assert_problem(scripting, id, line, part);
}

/* The expression raises an error whose text holds `part`. */
static inline void assert_raises(struct scripting *scripting, const char *expression,
                                 const char *part)
{
	g_autofree char *text = g_strdup_printf("return {%s}", expression);
	assert_fails(scripting, text, "lua/run", 1, part);
}

/* A map of texts: keys and values in turn, NULL at the end. */
static inline struct value scripting_map(struct arena *arena, const char *const *pairs)
{
	struct value_builder map = value_builder_begin(arena, VALUE_MAP);
	for (; *pairs != NULL; pairs += 2)
		value_builder_set(&map, pairs[0], value_text(pairs[1]));
	return value_builder_end(&map);
}

#endif
