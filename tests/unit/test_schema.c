/* SPDX-License-Identifier: MIT */
/* What the schema makes of right tables, and how it answers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "catalog/words.h"
#include "schema_tables.h"

static struct fixture build_right(const char *patch)
{
	struct fixture fixture = build(patch);
	if (fixture.schema == NULL)
		report_write(fixture.report, stderr);
	assert_non_null(fixture.schema);
	assert_int_equal(fixture.report->errors, 0);
	return fixture;
}

/* ---- kinds and fields */

static void a_kind_is_found_by_name_label_and_alias(void **state)
{
	(void)state;
	struct fixture fixture = build_right("");
	const struct kind *notice = schema_kind(fixture.schema, "notice");
	assert_non_null(notice);
	assert_string_equal(notice->name, "notice");
	assert_ptr_equal(schema_kind(fixture.schema, "公文"), notice);
	assert_ptr_equal(schema_kind(fixture.schema, "文件"), notice);
	assert_ptr_equal(schema_kind(fixture.schema, "document"), notice);
	assert_null(schema_kind(fixture.schema, "公"));
	assert_null(schema_kind(fixture.schema, ""));
	assert_string_equal(fixture.schema->default_kind, "notice");
	assert_true(notice->listed);
	assert_null(notice->entity_field);
	const struct kind *organ = schema_kind(fixture.schema, "organ");
	assert_false(organ->listed);
	assert_string_equal(organ->entity_field, "title");
	assert_string_equal(organ->view, "organ");
	clear(&fixture);
}

static void a_field_is_found_by_key_chinese_label_and_alias(void **state)
{
	(void)state;
	struct fixture fixture = build_right("");
	const struct kind *notice = schema_kind(fixture.schema, "notice");
	const struct field *title = kind_field(notice, "title");
	assert_non_null(title);
	assert_string_equal(title->key, "title");
	assert_ptr_equal(kind_field(notice, "标题"), title);
	assert_ptr_equal(kind_field(notice, "標題"), title);
	assert_ptr_equal(kind_field(notice, "名称"), title);
	assert_ptr_equal(kind_field(notice, "Title"), title);
	assert_ptr_equal(kind_field(notice, "ｔｉｔｌｅ　"), title);
	assert_null(kind_field(notice, "titl"));
	assert_null(kind_field(notice, ""));
	assert_string_equal(title->aliases[0], "标题");
	assert_string_equal(title->aliases[1], "標題");
	assert_string_equal(title->aliases[2], "名称");
	assert_null(title->aliases[3]);
	clear(&fixture);
}

static void a_field_has_what_the_dictionary_says(void **state)
{
	(void)state;
	struct fixture fixture = build_right("");
	const struct kind *notice = schema_kind(fixture.schema, "notice");
	assert_int_equal(notice->field_count, 6);
	const struct field *title = &notice->fields[0];
	assert_true(title->required);
	assert_false(title->list);
	assert_int_equal(title->type, FIELD_TEXT);
	assert_string_equal(title->element, "ArticleTitle");
	assert_null(title->source);
	assert_string_equal(title->label.text[LANGUAGE_EN], "Title");
	assert_string_equal(notice->fields[1].source, "GB/T 9704-2012");
	const struct field *colour = kind_field(notice, "colour");
	assert_true(colour->list);
	assert_ptr_equal(colour->vocabulary, schema_vocabulary(fixture.schema, "colour"));
	assert_string_equal(kind_field(notice, "organ")->of, "organ");
	assert_string_equal(kind_field(notice, "amends")->relation, "amends");
	/* What one kind changes is not changed in another. */
	assert_false(kind_field(schema_kind(fixture.schema, "organ"), "title")->required);
	clear(&fixture);
}

static void every_type_has_its_word(void **state)
{
	(void)state;
	static const char *const words[] = {
	        "text",         "date",     "integer", "decimal",
	        "boolean",      "url",      "term",    "document_number",
	        "index_number", "document", "entity",  "file",
	        "group"};
	for (size_t i = 0; i < G_N_ELEMENTS(words); i++) {
		static const char *const companions[] = {[FIELD_TERM] = ", vocabulary: colour",
		                                         [FIELD_DOCUMENT] = ", relation: amends",
		                                         [FIELD_ENTITY] = ", of: organ",
		                                         [FIELD_GROUP] = ", fields: [title]"};
		g_autofree char *patch = g_strdup_printf(FIELD_WITH("type: %s%s"), words[i],
		                                         companions[i] == NULL ? "" : companions[i]);
		struct fixture fixture = build_right(patch);
		assert_int_equal(kind_field(schema_kind(fixture.schema, "permit"), "extra")->type,
		                 i);
		clear(&fixture);
	}
}

/* What a site does to add a kind of its own: one more module, no C. */
static void a_site_adds_a_kind_that_extends_another(void **state)
{
	(void)state;
	struct fixture fixture = build_right(
	        "kinds/permit:\n"
	        "  label: {zh-Hans: 行政许可, zh-Hant: 行政許可, en: Permit}\n"
	        "  extends: notice\n"
	        "  fields:\n"
	        "  - {key: number, required: true, label: <许可证号>}\n"
	        "  - {key: holder, type: text, label: <持证人>}\n"
	        "  - {key: terms, type: group, list: true, label: <条款>, fields: [\n"
	        "      {key: clause, type: text, label: <条>, aliases: [款]}, published_on]}\n");
	const struct kind *permit = schema_kind(fixture.schema, "行政許可");
	assert_non_null(permit);
	assert_string_equal(permit->name, "permit");
	assert_string_equal(permit->view, "document");
	static const char *const keys[] = {"title", "number", "published_on", "colour",
	                                   "organ", "amends", "holder",       "terms"};
	assert_int_equal(permit->field_count, G_N_ELEMENTS(keys));
	for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
		assert_string_equal(permit->fields[i].key, keys[i]);
	const struct field *number = kind_field(permit, "许可证号");
	assert_int_equal(number - permit->fields, 1);
	assert_true(number->required);
	assert_int_equal(number->type, FIELD_DOCUMENT_NUMBER);
	assert_ptr_equal(kind_field(permit, "文号"), number);
	assert_true(kind_field(permit, "title")->required);
	const struct kind *notice = schema_kind(fixture.schema, "notice");
	assert_false(kind_field(notice, "number")->required);
	assert_null(kind_field(notice, "holder"));
	const struct field *terms = kind_field(permit, "条款");
	assert_int_equal(terms->field_count, 2);
	assert_string_equal(group_field(terms, "款")->key, "clause");
	assert_string_equal(group_field(terms, "发布日期")->key, "published_on");
	assert_null(group_field(terms, "title"));
	clear(&fixture);
}

static void a_kind_may_extend_one_that_comes_later_and_change_what_it_inherits(void **state)
{
	(void)state;
	struct fixture fixture = build_right(
	        "kinds/bureau: {label: <局>, extends: organ, listed: true, view: bureau}\n"
	        "kinds/post: {label: <岗位>, view: document, fields: [title,\n"
	        "  {key: bureau, type: entity, of: bureau, label: <所属局>}]}\n");
	const struct kind *bureau = schema_kind(fixture.schema, "bureau");
	assert_string_equal(bureau->entity_field, "title");
	assert_true(bureau->listed);
	assert_string_equal(bureau->view, "bureau");
	clear(&fixture);
}

static void an_overridden_type_drops_what_the_former_one_brought(void **state)
{
	(void)state;
	struct fixture fixture = build_right(KIND_WITH("fields: [{key: colour, type: text}]"));
	const struct field *colour = kind_field(schema_kind(fixture.schema, "permit"), "colour");
	assert_int_equal(colour->type, FIELD_TEXT);
	assert_null(colour->vocabulary);
	assert_true(colour->list);
	clear(&fixture);
}

static void kinds_stand_in_order_of_name(void **state)
{
	(void)state;
	struct fixture fixture = build_right("kinds/zebra: {label: <斑马>, extends: notice}\n"
	                                     "kinds/apple: {label: <苹果>, extends: zebra}\n");
	static const char *const names[] = {"apple", "notice", "organ", "zebra"};
	assert_int_equal(fixture.schema->kind_count, G_N_ELEMENTS(names));
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		assert_string_equal(fixture.schema->kinds[i].name, names[i]);
	clear(&fixture);
}

/* ---- vocabularies, relations, axes */

static void a_term_is_found_by_key_label_and_alias(void **state)
{
	(void)state;
	struct fixture fixture = build_right("");
	const struct vocabulary *colour = schema_vocabulary(fixture.schema, "colour");
	assert_false(colour->open);
	assert_string_equal(colour->source, "标准");
	const struct term *red = &colour->terms[0];
	assert_ptr_equal(vocabulary_find(colour, "red"), red);
	assert_ptr_equal(vocabulary_find(colour, "红"), red);
	assert_ptr_equal(vocabulary_find(colour, "紅"), red);
	assert_ptr_equal(vocabulary_find(colour, " RED "), red);
	assert_ptr_equal(vocabulary_find(colour, "赤"), red);
	assert_null(vocabulary_find(colour, "赤红"));
	assert_null(vocabulary_find(colour, ""));
	assert_null(schema_vocabulary(fixture.schema, "color"));
	clear(&fixture);
}

static void a_narrower_term_is_found_behind_its_parent(void **state)
{
	(void)state;
	struct fixture fixture = build_right("vocabularies: {colour: {open: true, terms: [\n"
	                                     "  {key: a, label: <综合政务>},\n"
	                                     "  {key: a-1, parent: a, label: <政务公开>},\n"
	                                     "  {key: a-2, parent: a, label: <其他>},\n"
	                                     "  {key: a-3, parent: a, label: <货币（含外汇）>},\n"
	                                     "  {key: b, label: <科技、教育>},\n"
	                                     "  {key: b-1, parent: b, label: <其他>},\n"
	                                     "  {key: b-2, parent: b, label: <统计>},\n"
	                                     "  {key: a-4, parent: a, label: <统计>},\n"
	                                     "  {key: c, label: <其他>}]}}\n");
	const struct vocabulary *theme = schema_vocabulary(fixture.schema, "colour");
	assert_true(theme->open);
	static const char *const words[] = {"政务公开",
	                                    "综合政务\\政务公开",
	                                    "综合政务/政务公开",
	                                    "综合政务-政务公开",
	                                    "综合政务 ／ 政务公开",
	                                    "综合政务＼政务公开",
	                                    "a-1"};
	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		assert_ptr_equal(vocabulary_find(theme, words[i]), &theme->terms[1]);
	assert_ptr_equal(vocabulary_find(theme, "货币(含外汇)"), &theme->terms[3]);
	/* 其他 alone is the broad term of that name; 统计 alone could be either of two. */
	assert_string_equal(vocabulary_find(theme, "其他")->key, "c");
	assert_string_equal(vocabulary_find(theme, "综合政务\\其他")->key, "a-2");
	assert_string_equal(vocabulary_find(theme, "科技、教育\\其他")->key, "b-1");
	assert_null(vocabulary_find(theme, "统计"));
	assert_string_equal(vocabulary_find(theme, "科技、教育\\统计")->key, "b-2");
	assert_null(vocabulary_find(theme, "综合政务\\科技、教育"));
	assert_string_equal(theme->terms[1].parent, "a");
	clear(&fixture);
}

static void words_are_equal_whatever_their_width_and_spaces(void **state)
{
	(void)state;
	g_autoptr(GHashTable) words = words_new();
	static const char owner[] = "owner";
	assert_null(words_claim(words, "Ａ（1）~", owner));
	assert_ptr_equal(words_claim(words, " a　(１)\t～", "other"), owner);
	assert_null(words_claim(words, "a(1)~", owner));
	assert_null(g_hash_table_lookup(words, "a(1)"));
	assert_null(g_hash_table_lookup(words, "a(1)~~"));
	/* Bytes that open a full-width form and are cut off are themselves. */
	assert_null(words_claim(words, "\xEF", owner));
	assert_null(words_claim(words, "\xEF\xBC", owner));
	assert_null(words_claim(words, "\xE3\x80", owner));
	assert_null(words_claim(words, "\xEF\xBD\xA1", owner));
	assert_int_equal(g_hash_table_size(words), 5);
	assert_true(words_blank(" 　\t"));
	assert_false(words_blank("。"));
}

static void a_relation_is_found_by_its_name(void **state)
{
	(void)state;
	struct fixture fixture = build_right(
	        "relations:\n"
	        "- {name: amends, inverse: amended_by, label: <甲>, inverse_label: <乙>, effect: "
	        "amends, later: true}\n"
	        "- {name: ends, inverse: ended_by, label: <甲>, inverse_label: <乙>, effect: "
	        "repeals,\n"
	        "   acyclic: true, later: true, passes_on: true}\n"
	        "- {name: cites, inverse: cited_by, label: <甲>, inverse_label: <乙>}\n");
	const struct relation_type *amends = schema_relation(fixture.schema, "amends");
	assert_int_equal(amends->effect, EFFECT_AMENDS);
	assert_false(amends->acyclic);
	assert_string_equal(amends->inverse, "amended_by");
	assert_string_equal(amends->label.text[LANGUAGE_ZH_HANT], "甲");
	assert_string_equal(amends->inverse_label.text[LANGUAGE_EN], "乙");
	const struct relation_type *ends = schema_relation(fixture.schema, "ends");
	assert_int_equal(ends->effect, EFFECT_REPEALS);
	assert_true(ends->acyclic);
	assert_true(ends->later);
	assert_true(ends->passes_on);
	assert_false(amends->passes_on);
	assert_int_equal(schema_relation(fixture.schema, "cites")->effect, EFFECT_NONE);
	assert_null(schema_relation(fixture.schema, "amended_by"));
	clear(&fixture);
}

static void an_axis_goes_over_a_field_or_the_kind(void **state)
{
	(void)state;
	struct fixture fixture = build_right(
	        "axes:\n"
	        "- {name: by-kind, field: kind, label: <种类>, view: list, index_view: lists}\n"
	        "- {name: colours, field: colour, label: <颜色>, view: list, index_view: lists}\n"
	        "- {name: organs, field: organ, label: <机关>, view: organs, index_view: lists}\n"
	        "- {name: years, field: published_on, by_year: true, label: <年>, view: list, "
	        "index_view: lists}\n");
	assert_int_equal(fixture.schema->axis_count, 4);
	assert_string_equal(fixture.schema->axes[0].field, "kind");
	assert_string_equal(fixture.schema->axes[2].view, "organs");
	assert_string_equal(fixture.schema->axes[2].index_view, "lists");
	assert_true(fixture.schema->axes[3].by_year);
	clear(&fixture);
}

static void empty_tables_are_neither_lists_nor_maps(void **state)
{
	(void)state;
	struct fixture fixture =
	        build_right("axes: {}\n"
	                    "relations: {}\n"
	                    "vocabularies: {colour: {terms: {}}}\n"
	                    "fields: {title: {type: text, label: <标题>, aliases: {}}}\n"
	                    "kinds/notice: {label: <公文>, view: document, fields: [title]}\n");
	assert_int_equal(fixture.schema->axis_count, 0);
	assert_int_equal(schema_vocabulary(fixture.schema, "colour")->term_count, 0);
	clear(&fixture);
	fixture = build_right("kinds/permit: {label: <许可>, extends: notice, fields: {}}\n"
	                      "vocabularies: []\n"
	                      "fields: {title: {type: text, label: <标题>}}\n"
	                      "axes: []\n"
	                      "kinds/notice: {label: <公文>, view: document, fields: [title]}\n");
	assert_int_equal(fixture.schema->vocabulary_count, 0);
	clear(&fixture);
}

static void languages_are_read_from_their_tags(void **state)
{
	(void)state;
	for (enum language language = 0; language < LANGUAGE_COUNT; language++) {
		enum language read = LANGUAGE_COUNT;
		assert_true(language_parse(language_tag(language), &read));
		assert_int_equal(read, language);
	}
	enum language read = LANGUAGE_EN;
	assert_true(language_parse("ZH-HANT", &read));
	assert_int_equal(read, LANGUAGE_ZH_HANT);
	assert_false(language_parse("zh", &read));
	assert_false(language_parse("", &read));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_kind_is_found_by_name_label_and_alias),
	        cmocka_unit_test(a_field_is_found_by_key_chinese_label_and_alias),
	        cmocka_unit_test(a_field_has_what_the_dictionary_says),
	        cmocka_unit_test(every_type_has_its_word),
	        cmocka_unit_test(a_site_adds_a_kind_that_extends_another),
	        cmocka_unit_test(a_kind_may_extend_one_that_comes_later_and_change_what_it_inherits),
	        cmocka_unit_test(an_overridden_type_drops_what_the_former_one_brought),
	        cmocka_unit_test(kinds_stand_in_order_of_name),
	        cmocka_unit_test(a_term_is_found_by_key_label_and_alias),
	        cmocka_unit_test(a_narrower_term_is_found_behind_its_parent),
	        cmocka_unit_test(words_are_equal_whatever_their_width_and_spaces),
	        cmocka_unit_test(a_relation_is_found_by_its_name),
	        cmocka_unit_test(an_axis_goes_over_a_field_or_the_kind),
	        cmocka_unit_test(empty_tables_are_neither_lists_nor_maps),
	        cmocka_unit_test(languages_are_read_from_their_tags),
	};
	return cmocka_run_group_tests_name("schema", tests, NULL, NULL);
}
