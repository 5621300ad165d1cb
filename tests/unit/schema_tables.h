/* SPDX-License-Identifier: MIT */
#ifndef TESTS_SCHEMA_TABLES_H
#define TESTS_SCHEMA_TABLES_H

/*
 * A small right schema, written as YAML. A case states only the modules in which it differs from
 * it. <标题> stands for a label that says so in every language. The headers that cmocka needs, and
 * cmocka's, come before this one.
 */
#include <string.h>

#include "catalog/schema.h"
#include "source/yaml.h"

/* One more kind, permit; with one field of its own, extra. */
#define KIND_WITH(rest) "kinds/permit: {label: <许可>, view: document, " rest "}\n"
#define FIELD_WITH(rest) KIND_WITH("fields: [title, {key: extra, label: <附加>, " rest "}]")

static const char BASE[] =
        "settings: {default_kind: notice}\n"
        "vocabularies:\n"
        "  colour:\n"
        "    source: 标准\n"
        "    terms:\n"
        "    - {key: red, label: {zh-Hans: 红, zh-Hant: 紅, en: Red}, aliases: [赤]}\n"
        "    - {key: other, label: <其他>}\n"
        "relations:\n"
        "- {name: amends, inverse: amended_by, label: <修改>, inverse_label: <被修改>,\n"
        "   effect: amends, acyclic: true, later: true}\n"
        "fields:\n"
        "  title: {type: text, label: {zh-Hans: 标题, zh-Hant: 標題, en: Title}, aliases: [名称], "
        "element: ArticleTitle}\n"
        "  number: {type: document_number, label: <文号>, source: GB/T 9704-2012}\n"
        "  published_on: {type: date, label: <发布日期>}\n"
        "  colour: {type: term, vocabulary: colour, list: true, label: <颜色>}\n"
        "  organ: {type: entity, of: organ, label: <机关>}\n"
        "  amends: {type: document, relation: amends, label: <修改>}\n"
        "kinds/notice:\n"
        "  label: {zh-Hans: 公文, zh-Hant: 公文, en: Document}\n"
        "  aliases: [文件]\n"
        "  view: document\n"
        "  fields: [{key: title, required: true}, number, published_on, colour, organ, amends]\n"
        "kinds/organ:\n"
        "  label: <部门>\n"
        "  view: organ\n"
        "  listed: false\n"
        "  entity_field: title\n"
        "  fields: [title]\n"
        "axes:\n"
        "- {name: years, field: published_on, by_year: true, label: <年份>, view: list, "
        "index_view: "
        "lists}\n";

struct fixture {
	struct report *report;
	struct arena *arena;
	struct schema *schema;
};

static char *expand_labels(const char *text)
{
	g_autoptr(GRegex) label = g_regex_new("<([^<>]*)>", 0, 0, NULL);
	return g_regex_replace(label, text, -1, 0, "{zh-Hans: '\\1', zh-Hant: '\\1', en: '\\1'}", 0,
	                       NULL);
}

static struct value read_yaml(struct fixture *fixture, const char *tables)
{
	struct value value;
	char *text = expand_labels(tables);
	assert_true(yaml_read(fixture->report, place_of_line("test.yml", 1), text, strlen(text),
	                      fixture->arena, &value));
	g_free(text);
	return value;
}

/* The modules of `BASE`, those of `patch` in their place or behind them. */
static struct value modules_with(struct fixture *fixture, const char *patch)
{
	struct value base = read_yaml(fixture, BASE);
	struct value changed = read_yaml(fixture, patch);
	struct value_builder modules = value_builder_begin(fixture->arena, VALUE_MAP);
	for (unsigned i = 0; i < base.count; i++)
		if (value_get(&changed, base.keys[i]) == NULL)
			value_builder_set(&modules, base.keys[i], base.items[i]);
	for (unsigned i = 0; i < changed.count; i++)
		value_builder_set(&modules, changed.keys[i], changed.items[i]);
	return value_builder_end(&modules);
}

static struct fixture build(const char *patch)
{
	struct fixture fixture = {.report = report_new(), .arena = arena_new()};
	struct value modules = modules_with(&fixture, patch);
	fixture.schema = schema_new(fixture.report, &modules);
	report_sort(fixture.report);
	return fixture;
}

static void clear(struct fixture *fixture)
{
	schema_free(fixture->schema);
	arena_free(fixture->arena);
	report_free(fixture->report);
}

#endif
