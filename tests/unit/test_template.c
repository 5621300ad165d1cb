/* SPDX-License-Identifier: MIT */
/*
 * Templates against the cases of tests/unit/mustache/, which go through the rules of the Mustache
 * specification one by one. What it leaves to us is in test_template_set.c.
 */
/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <stdio.h>
#include <string.h>
#include <yaml.h>

#include "pages/template.h"

enum { SIZE_MOST = 1 << 20 };

/* ---- the cases of the specification */

static struct value read_value(struct arena *arena, yaml_document_t *document, int number);

static struct value read_scalar(struct arena *arena, const yaml_node_t *node)
{
	const char *text = (const char *)node->data.scalar.value;
	size_t length = node->data.scalar.length;
	bool plain = node->data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
	char *copy = arena_copy(arena, text, length);
	if (strcmp((const char *)node->tag, "!html") == 0)
		return value_html(copy, length);
	if (plain && (strcmp(text, "true") == 0 || strcmp(text, "false") == 0))
		return value_boolean(text[0] == 't');
	return value_text(plain && strcmp(text, "null") == 0 ? NULL : copy);
}

static struct value read_list(struct arena *arena, yaml_document_t *document, yaml_node_t *node)
{
	struct value_builder builder = value_builder_begin(arena, VALUE_LIST);
	for (yaml_node_item_t *item = node->data.sequence.items.start;
	     item < node->data.sequence.items.top; item++)
		value_builder_add(&builder, read_value(arena, document, *item));
	return value_builder_end(&builder);
}

static struct value read_map(struct arena *arena, yaml_document_t *document, yaml_node_t *node)
{
	struct value_builder builder = value_builder_begin(arena, VALUE_MAP);
	for (yaml_node_pair_t *pair = node->data.mapping.pairs.start;
	     pair < node->data.mapping.pairs.top; pair++) {
		const yaml_node_t *key = yaml_document_get_node(document, pair->key);
		value_builder_set(&builder,
		                  arena_string(arena, (const char *)key->data.scalar.value),
		                  read_value(arena, document, pair->value));
	}
	return value_builder_end(&builder);
}

static struct value read_value(struct arena *arena, yaml_document_t *document, int number)
{
	yaml_node_t *node = yaml_document_get_node(document, number);
	assert_non_null(node);
	if (node->type == YAML_SEQUENCE_NODE)
		return read_list(arena, document, node);
	if (node->type == YAML_MAPPING_NODE)
		return read_map(arena, document, node);
	return read_scalar(arena, node);
}

static struct value read_cases(struct arena *arena, const char *path)
{
	FILE *file = fopen(path, "rb");
	if (file == NULL)
		fail_msg("%s is missing: run the tests from the top of the tree", path);
	yaml_parser_t parser;
	yaml_document_t document;
	yaml_parser_initialize(&parser);
	yaml_parser_set_input_file(&parser, file);
	if (!yaml_parser_load(&parser, &document))
		fail_msg("%s:%zu: %s", path, parser.problem_mark.line + 1, parser.problem);
	struct value cases = read_value(arena, &document, 1);
	yaml_document_delete(&document);
	yaml_parser_delete(&parser);
	fclose(file);
	return cases;
}

static void add(struct report *report, struct template_set *set, const char *name, const char *text)
{
	g_autofree char *path = g_strconcat(name, ".mustache", NULL);
	template_set_add(report, set, name, path, text, strlen(text));
}

static void add_case(struct report *report, struct template_set *set, const struct value *one)
{
	const struct value *partials = value_get(one, "partials");
	add(report, set, "main", value_get_text(one, "template"));
	for (unsigned i = 0; partials != NULL && i < partials->count; i++)
		add(report, set, partials->keys[i], partials->items[i].text);
}

static bool case_holds(const struct value *one)
{
	g_autoptr(Report) report = report_new();
	g_autoptr(TemplateSet) set = template_set_new();
	g_autoptr(GString) out = g_string_new(NULL);
	add_case(report, set, one);
	bool rendered = template_set_link(report, set) &&
	                template_render(report, set, "main", value_get(one, "data"), SIZE_MOST, out);
	const char *expected = value_get_text(one, "expected");
	const char *refused = value_get_text(one, "refused");
	assert_true((expected == NULL) != (refused == NULL));
	if (refused != NULL) {
		const struct problem *problem = rendered ? NULL : report->problems->pdata[0];
		return problem != NULL && strcmp(problem->id, refused) == 0;
	}
	if (rendered && strcmp(out->str, expected) == 0)
		return true;
	print_error("expected: \"%s\"\nfound:    \"%s\"\n", expected, out->str);
	report_write(report, stderr);
	return false;
}

static void check_module(const char *name, unsigned count_least)
{
	g_autoptr(Arena) arena = arena_new();
	g_autofree char *path = g_strconcat("tests/unit/mustache/", name, ".yml", NULL);
	struct value cases = read_cases(arena, path);
	unsigned failed = 0;
	assert_true(cases.count >= count_least);
	for (unsigned i = 0; i < cases.count; i++) {
		if (case_holds(&cases.items[i]))
			continue;
		print_error("%s: %s\n", path, value_get_text(&cases.items[i], "name"));
		failed++;
	}
	assert_int_equal(failed, 0);
}

static void comments_leave_nothing(void **state)
{
	(void)state;
	check_module("comments", 17);
}

static void delimiters_hold_to_the_end_of_their_template(void **state)
{
	(void)state;
	check_module("delimiters", 21);
}

static void values_are_printed_escaped_unless_asked_otherwise(void **state)
{
	(void)state;
	check_module("interpolation", 45);
}

static void inverted_sections_show_what_sections_hide(void **state)
{
	(void)state;
	check_module("inverted", 29);
}

static void partials_see_the_data_and_take_the_indentation(void **state)
{
	(void)state;
	check_module("partials", 33);
}

static void sections_go_through_lists(void **state)
{
	(void)state;
	check_module("sections", 43);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(comments_leave_nothing),
	        cmocka_unit_test(delimiters_hold_to_the_end_of_their_template),
	        cmocka_unit_test(values_are_printed_escaped_unless_asked_otherwise),
	        cmocka_unit_test(inverted_sections_show_what_sections_hide),
	        cmocka_unit_test(partials_see_the_data_and_take_the_indentation),
	        cmocka_unit_test(sections_go_through_lists),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
