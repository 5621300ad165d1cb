/* SPDX-License-Identifier: MIT */
/*
 * What the schema says of wrong tables: each mistake once, where it was made, with what to write
 * instead.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "schema_tables.h"

struct mistake {
	const char *name;
	const char *patch;
	const char *id;
	const char *path;
	const char *text; /* part of the message */
};

#define ORGAN_WITH(fields)                                                                         \
	"kinds/organ: {label: <部门>, view: organ, entity_field: title, fields: [" fields "]}\n"
#define TERMS(terms) "vocabularies: {colour: {terms: [" terms "]}}\n"
#define AXIS(rest) "axes: [{label: <轴>, view: list, index_view: lists, " rest "}]\n"
#define DERIVED(rest) "axes: [{name: x, label: <轴>, view: list, hidden: true, " rest "}]\n"
#define WITHIN(rest)                                                                               \
	"axes: [{name: a, field: colour, label: <轴>, view: list, index_view: lists},\n"          \
	"  {name: b, field: kind, label: <轴>, view: list, index_view: lists},\n"                 \
	"  {name: c, within: [a, b], label: <轴>, view: list}, " rest "]\n"
#define HOLIDAYS(year, rest) "holidays/" year ": {source: 通知, " rest "}\n"
#define PAGE(url, rest)                                                                            \
	"pages: [{name: home, url: " url ", view: home, label: <首页>, selections: {x: {" rest     \
	"}}}]\n"

static const struct mistake mistakes[] = {
        {"a_property_that_is_unknown_is_told_with_the_nearest",
         KIND_WITH("feilds: [title], fields: [title]"), "schema/unknown-key",
         "lua/kinds/permit.lua", "'feilds'; did you mean 'fields'?"},
        {"a_property_of_a_field_is_checked", FIELD_WITH("type: text, lable: x"),
         "schema/unknown-key", "lua/kinds/permit.lua",
         "extra: there is no property 'lable'; did you mean 'label'?"},
        {"a_property_of_a_term_is_checked", TERMS("{key: red, label: <红>, color: x}"),
         "schema/unknown-key", "lua/vocabularies.lua", "colour.red: there is no property 'color'"},
        {"a_property_of_a_relation_is_checked",
         "relations: [{name: amends, inverse: amended_by, label: <a>, inverse_label: <b>, acylic: "
         "true}]\n",
         "schema/unknown-key", "lua/relations.lua",
         "amends: there is no property 'acylic'; did you mean 'acyclic'?"},
        {"a_property_of_an_axis_is_checked", AXIS("name: x, field: colour, fild: y"),
         "schema/unknown-key", "lua/axes.lua", "x: there is no property 'fild'"},
        {"a_property_of_the_settings_is_checked", "settings: {default_kind: notice, kind: x}\n",
         "schema/unknown-key", "lua/settings.lua", "'kind'"},
        {"a_language_of_a_label_is_checked",
         "kinds/permit: {label: {zh-Hans: x, zh-Hant: x, en: x, de: x}, view: document, fields: "
         "[title]}\n",
         "schema/unknown-key", "lua/kinds/permit.lua",
         "label: there is no property 'de'; write one of: zh-Hans,"},
        {"a_type_that_is_unknown_is_told_with_the_nearest", FIELD_WITH("type: txt"),
         "schema/unknown-type", "lua/kinds/permit.lua",
         "extra: there is no type 'txt'; did you mean 'text'?"},
        {"a_type_like_no_other_is_told_with_all", FIELD_WITH("type: xxxxxxxxx"),
         "schema/unknown-type", "lua/kinds/permit.lua", "write one of: text, date,"},
        {"a_vocabulary_that_is_unknown_is_told", FIELD_WITH("type: term, vocabulary: color"),
         "schema/unknown-vocabulary", "lua/kinds/permit.lua", "did you mean 'colour'?"},
        {"a_relation_that_is_unknown_is_told", FIELD_WITH("type: document, relation: amend"),
         "schema/unknown-relation", "lua/kinds/permit.lua", "did you mean 'amends'?"},
        {"an_entity_of_an_unknown_kind_is_told", FIELD_WITH("type: entity, of: organs"),
         "schema/unknown-kind", "lua/kinds/permit.lua",
         "there is no kind 'organs'; did you mean 'organ'?"},
        {"extending_an_unknown_kind_is_told", KIND_WITH("extends: notices, fields: [title]"),
         "schema/unknown-kind", "lua/kinds/permit.lua", "did you mean 'notice'?"},
        {"a_default_kind_that_is_unknown_is_told", "settings: {default_kind: notise}\n",
         "schema/unknown-kind", "lua/settings.lua", "did you mean 'notice'?"},
        {"an_entity_of_a_kind_without_names_is_told", FIELD_WITH("type: entity, of: notice"),
         "schema/no-names", "lua/kinds/permit.lua", "'notice' have no names"},
        {"a_field_that_is_in_no_dictionary_is_told", KIND_WITH("fields: [title, nummer]"),
         "schema/unknown-field", "lua/kinds/permit.lua",
         "nummer: there is no field 'nummer' in lua/fields.lua, and no type is given for it here; "
         "did "
         "you mean 'number'?"},
        {"a_required_field_that_is_in_no_dictionary_is_told",
         KIND_WITH("fields: [{key: titel, required: true}]"), "schema/unknown-field",
         "lua/kinds/permit.lua", "did you mean 'title'?"},
        {"an_entity_field_must_be_a_field", KIND_WITH("entity_field: titel, fields: [title]"),
         "schema/unknown-field", "lua/kinds/permit.lua",
         "this kind has no field 'titel'; did you mean 'title'?"},
        {"an_axis_over_an_unknown_field_is_told", AXIS("name: x, field: color"),
         "schema/unknown-field", "lua/axes.lua",
         "x: no kind has a field 'color'; did you mean 'colour'?"},
        {"a_parent_that_is_unknown_is_told", TERMS("{key: red, label: <红>, parent: rad}"),
         "schema/unknown-term", "lua/vocabularies.lua",
         "'rad' to be the parent of 'red'; did you mean 'red'?"},
        {"an_effect_that_is_unknown_is_told",
         "relations: [{name: amends, inverse: amended_by, label: <a>, inverse_label: <b>, effect: "
         "amend}]\n",
         "schema/unknown-effect", "lua/relations.lua", "did you mean 'amends'?"},
        {"a_label_needs_all_three_languages",
         "kinds/permit: {label: {zh-Hans: 许可, en: Permit}, view: document, fields: [title]}\n",
         "schema/label-missing", "lua/kinds/permit.lua", "label: the text in 'zh-Hant' is missing"},
        {"a_field_needs_a_label", KIND_WITH("fields: [{key: extra, type: text}]"), "schema/missing",
         "lua/kinds/permit.lua", "extra: 'label' is missing"},
        {"a_term_needs_a_key", TERMS("{label: <红>}, {key: blue, label: <蓝>}"), "schema/missing",
         "lua/vocabularies.lua", "colour[1]: 'key' is missing"},
        {"a_field_in_a_list_needs_a_key", KIND_WITH("fields: [title, {type: text}]"),
         "schema/missing", "lua/kinds/permit.lua", "[2]: 'key' is missing"},
        {"a_field_of_the_dictionary_needs_a_type",
         "fields: {title: {label: <标题>}}\n"
         "kinds/notice: {label: <公文>, view: document, fields: [title]}\n"
         "axes: []\n",
         "schema/missing", "lua/fields.lua", "title: 'type' is missing"},
        {"a_vocabulary_needs_terms", "vocabularies: {colour: {open: true}}\n", "schema/missing",
         "lua/vocabularies.lua", "colour: 'terms' is missing"},
        {"a_kind_needs_fields", "kinds/permit: {label: <许可>, view: document}\n", "schema/missing",
         "lua/kinds/permit.lua", "'fields' is missing"},
        {"a_kind_needs_a_view", "kinds/permit: {label: <许可>, fields: [title]}\n",
         "schema/missing", "lua/kinds/permit.lua", "'view' is missing"},
        {"an_axis_needs_its_views", "axes: [{name: x, field: colour, view: list, label: <轴>}]\n",
         "schema/missing", "lua/axes.lua", "x: 'index_view' is missing"},
        {"an_axis_needs_a_field", "axes: [{name: x, view: list, index_view: lists, label: <轴>}]\n",
         "schema/missing", "lua/axes.lua", "x: 'field' is missing"},
        {"a_relation_needs_an_inverse",
         "relations: [{name: amends, label: <a>, inverse_label: <b>}]\n", "schema/missing",
         "lua/relations.lua", "amends: 'inverse' is missing"},
        {"the_settings_need_a_default_kind", "settings: {}\n", "schema/missing", "lua/settings.lua",
         "'default_kind' is missing"},
        {"the_settings_cannot_be_left_out", "settings:\n", "schema/missing", "lua/settings.lua",
         "'default_kind' is missing"},
        {"a_field_of_type_term_needs_a_vocabulary", FIELD_WITH("type: term"), "schema/missing",
         "lua/kinds/permit.lua", "extra: 'vocabulary' is missing; a field of type 'term' needs it"},
        {"a_field_of_type_document_needs_a_relation", FIELD_WITH("type: document"),
         "schema/missing", "lua/kinds/permit.lua", "'relation' is missing"},
        {"a_field_of_type_entity_needs_a_kind", FIELD_WITH("type: entity"), "schema/missing",
         "lua/kinds/permit.lua", "'of' is missing"},
        {"a_group_needs_fields", FIELD_WITH("type: group"), "schema/missing",
         "lua/kinds/permit.lua", "'fields' is missing; a field of type 'group' needs it"},
        {"a_new_type_needs_its_own_companions", KIND_WITH("fields: [{key: colour, type: entity}]"),
         "schema/missing", "lua/kinds/permit.lua", "colour: 'of' is missing"},
        {"a_vocabulary_is_only_for_terms", FIELD_WITH("type: text, vocabulary: colour"),
         "schema/not-for-type", "lua/kinds/permit.lua",
         "extra: 'vocabulary' is only for a field of type 'term'"},
        {"names_are_read_from_a_text", ORGAN_WITH("{key: title, type: date}"), "schema/not-for-type",
         "lua/kinds/organ.lua", "'entity_field' names 'title', which holds no text"},
        {"a_key_is_ascii", FIELD_WITH("type: group, fields: [{key: 名, type: text, label: <名>}]"),
         "schema/name-form", "lua/kinds/permit.lua", "extra.名: '名' cannot be part of an address"},
        {"a_key_has_no_capitals", KIND_WITH("fields: [{key: Extra, type: text, label: <名>}]"),
         "schema/name-form", "lua/kinds/permit.lua",
         "'Extra' cannot be part of an address; write at most 40 small ASCII letters"},
        {"a_name_is_short",
         "kinds/a23456789012345678901234567890123456789012: {label: <许可>, view: document, "
         "fields: "
         "[title]}\n",
         "schema/name-form", "lua/kinds/a23456789012345678901234567890123456789012.lua",
         "at most 40"},
        {"a_term_key_is_ascii", TERMS("{key: a/b, label: <红>}"), "schema/name-form",
         "lua/vocabularies.lua", "'a/b' cannot be part of an address"},
        {"a_view_is_no_path", "kinds/permit: {label: <许可>, view: ../x, fields: [title]}\n",
         "schema/name-form", "lua/kinds/permit.lua", "'../x'"},
        {"a_field_is_written_once", KIND_WITH("fields: [title, number, title]"),
         "schema/name-twice", "lua/kinds/permit.lua", "title: the field 'title' is written twice"},
        {"two_fields_of_a_kind_share_no_alias",
         KIND_WITH("fields: [title, {key: extra, type: text, label: <附加>, aliases: [ 名 称 ]}]"),
         "schema/name-twice", "lua/kinds/permit.lua", "'名 称' stands for both 'title' and 'extra'"},
        {"two_fields_of_a_kind_share_no_label",
         KIND_WITH("fields: [title, {key: extra, type: text, label: <标题>}]"), "schema/name-twice",
         "lua/kinds/permit.lua", "'标题' stands for both 'title' and 'extra'"},
        {"two_parts_of_a_group_share_no_alias",
         FIELD_WITH("type: group, fields: [title, {key: name, type: text, label: <名称>}]"),
         "schema/name-twice", "lua/kinds/permit.lua",
         "extra: '名称' stands for both 'title' and 'name'"},
        {"a_changed_field_shares_no_alias_with_an_inherited_one",
         KIND_WITH("extends: notice, fields: [{key: number, aliases: [名称]}]"),
         "schema/name-twice", "lua/kinds/permit.lua", "'名称' stands for both 'title' and 'number'"},
        {"two_kinds_share_no_alias",
         "kinds/permit: {label: <许可>, aliases: [文件], view: document, fields: [title]}\n",
         "schema/name-twice", "lua/kinds/permit.lua",
         "'文件' stands for both 'notice' and 'permit'"},
        {"a_label_of_a_kind_is_no_name_of_another",
         "kinds/permit: {label: <notice>, view: document, fields: [title]}\n", "schema/name-twice",
         "lua/kinds/permit.lua", "'notice' stands for both 'notice' and 'permit'"},
        {"a_term_is_written_once", TERMS("{key: red, label: <红>}, {key: red, label: <赤>}"),
         "schema/name-twice", "lua/vocabularies.lua", "colour: the term 'red' is written twice"},
        {"two_terms_share_no_label", TERMS("{key: red, label: <红>}, {key: blue, label: <红>}"),
         "schema/name-twice", "lua/vocabularies.lua",
         "colour: '红' stands for both 'red' and 'blue'"},
        {"two_terms_share_no_alias",
         TERMS("{key: red, label: <红>}, {key: blue, label: <蓝>, aliases: [ＲＥＤ]}"),
         "schema/name-twice", "lua/vocabularies.lua", "'ＲＥＤ' stands for both 'red' and 'blue'"},
        {"two_terms_under_one_parent_share_no_label",
         TERMS("{key: red, label: <红>}, {key: a, parent: red, label: <深>}, {key: b, parent: red, "
               "label: <深>}"),
         "schema/name-twice", "lua/vocabularies.lua", "'红/深' stands for both 'a' and 'b'"},
        {"the_alias_of_a_term_is_no_label_of_a_narrower_one",
         TERMS("{key: red, label: <红>, aliases: [深]}, {key: a, parent: red, label: <深>}"),
         "schema/name-twice", "lua/vocabularies.lua", "'深' stands for both 'red' and 'a'"},
        {"two_relations_share_no_name",
         "relations: [{name: amends, inverse: amends, label: <a>, inverse_label: <b>}]\n",
         "schema/name-twice", "lua/relations.lua", "amends: the name 'amends' is given twice"},
        {"two_axes_share_no_name",
         "axes: [{name: x, field: colour, label: <甲>, view: list, index_view: lists},\n"
         "  {name: x, field: kind, label: <乙>, view: list, index_view: lists}]\n",
         "schema/name-twice", "lua/axes.lua", "x: the name 'x' is given twice"},
        {"kinds_do_not_extend_each_other",
         "kinds/a: {label: <甲>, view: document, extends: b}\n"
         "kinds/b: {label: <乙>, view: document, extends: a}\n",
         "schema/circle", "lua/kinds/b.lua", "this kind extends 'a', which extends this one"},
        {"a_kind_does_not_extend_itself", KIND_WITH("extends: permit"), "schema/circle",
         "lua/kinds/permit.lua", "extends 'permit'"},
        {"a_group_is_no_part_of_itself",
         "fields: {title: {type: text, label: <标题>}, box: {type: group, label: <盒>, fields: "
         "[title, "
         "box]}}\n"
         "kinds/notice: {label: <公文>, view: document, fields: [title, box]}\n"
         "axes: []\n",
         "schema/circle", "lua/fields.lua", "the group 'box' is part of itself"},
        {"terms_are_no_parents_of_each_other", TERMS("{key: red, label: <红>, parent: red}"),
         "schema/circle", "lua/vocabularies.lua", "the parents of 'red' lead back to it"},
        {"terms_have_no_more_than_eight_above_them",
         TERMS("{key: a, label: <一>}, {key: b, parent: a, label: <二>}, "
               "{key: c, parent: b, label: <三>}, {key: d, parent: c, label: <四>}, "
               "{key: e, parent: d, label: <五>}, {key: f, parent: e, label: <六>}, "
               "{key: g, parent: f, label: <七>}, {key: h, parent: g, label: <八>}, "
               "{key: i, parent: h, label: <九>}, {key: j, parent: i, label: <十>}"),
         "schema/circle", "lua/vocabularies.lua",
         "the parents of 'j' lead back to it, or are more than 8"},
        {"an_axis_over_a_date_goes_by_years", AXIS("name: x, field: published_on"),
         "schema/axis-type", "lua/axes.lua", "x: the values of 'published_on' make no lists"},
        {"an_axis_over_terms_does_not_go_by_years", AXIS("name: x, field: colour, by_year: true"),
         "schema/axis-type", "lua/axes.lua", "'colour'"},
        {"an_axis_over_kinds_does_not_go_by_years", AXIS("name: x, field: kind, by_year: true"),
         "schema/axis-type", "lua/axes.lua", "'kind'"},
        {"an_axis_fits_every_kind_that_has_its_field",
         AXIS("name: x, field: colour") "kinds/album: {label: <相册>, view: document, fields: "
                                        "[{key: "
                                        "colour, type: date}]}\n",
         "schema/axis-type", "lua/axes.lua", "'colour'"},
        {"a_measure_that_is_unknown_is_told", DERIVED("derive: delai"), "schema/axis-derive",
         "lua/axes.lua", "x: there is no measure 'delai' to derive; did you mean 'delay'?"},
        {"an_axis_goes_by_one_thing", DERIVED("derive: validity, field: colour"),
         "schema/axis-derive", "lua/axes.lua", "x: an axis goes by one of 'field', 'derive'"},
        {"what_is_derived_has_names", DERIVED("derive: validity"), "schema/missing", "lua/axes.lua",
         "x: 'vocabulary' is missing"},
        {"what_is_derived_has_names_that_there_are", DERIVED("derive: validity, vocabulary: color"),
         "schema/unknown-vocabulary", "lua/axes.lua", "did you mean 'colour'?"},
        {"every_key_that_is_derived_has_a_name",
         "vocabularies: {colour: {terms: [{key: red, label: <红>}]},\n"
         "  lag: {terms: [{key: within, label: <甲>}, {key: later, label: <乙>}, "
         "{key: uncomputable, label: <丙>}, {key: undated, label: <丁>}]}}\n" DERIVED(
                 "derive: interpretation, relation: amends, vocabulary: lag"),
         "schema/axis-derive", "lua/axes.lua", "'lag' has no term 'none', which 'interpretation'"},
        {"interpretations_come_by_a_relation",
         "vocabularies: {colour: {terms: [{key: red, label: <红>}]},\n"
         "  lag: {terms: [{key: within, label: <甲>}, {key: later, label: <乙>}, "
         "{key: uncomputable, label: <丙>}, {key: undated, label: <丁>}, "
         "{key: none, label: <戊>}]}}\n" DERIVED("derive: interpretation, vocabulary: lag"),
         "schema/missing", "lua/axes.lua", "x: 'relation' is missing"},
        {"a_quarter_is_that_of_a_date", DERIVED("derive: quarter, from: number"),
         "schema/unknown-field", "lua/axes.lua", "none of the kinds has a field 'number' of type"},
        {"a_quarter_is_that_of_a_date_of_its_kinds",
         DERIVED("derive: quarter, kinds: [organ], from: published_on"), "schema/unknown-field",
         "lua/axes.lua", "none of the kinds has a field 'published_on'"},
        {"something_is_derived_of_kinds_that_there_are", DERIVED("derive: quarter, kinds: [notise]"),
         "schema/unknown-kind", "lua/axes.lua", "did you mean 'notice'?"},
        {"an_exception_is_one_field", DERIVED("derive: quarter, except: colour"), "schema/shape",
         "lua/axes.lua", "'except' must be one field with a list of words"},
        {"an_exception_is_a_field_of_its_kinds",
         DERIVED("derive: quarter, kinds: [organ], except: {colour: [red]}"),
         "schema/unknown-field", "lua/axes.lua", "kind 'organ' has no field 'colour'"},
        {"kinds_are_for_what_is_derived", AXIS("name: x, field: colour, kinds: [notice]"),
         "schema/axis-derive", "lua/axes.lua", "x: 'kinds' is only for an axis that derives"},
        {"pairs_are_of_two_axes", WITHIN("{name: d, within: [a], label: <轴>, view: list}"),
         "schema/axis-derive", "lua/axes.lua", "d: 'within' names two different axes"},
        {"pairs_are_of_axes_that_stand_before_them",
         WITHIN("{name: d, within: [a, dd], label: <轴>, view: list}"), "schema/unknown-axis",
         "lua/axes.lua", "d: there is no axis 'dd'"},
        {"pairs_are_of_no_pairs", WITHIN("{name: d, within: [a, c], label: <轴>, view: list}"),
         "schema/axis-derive", "lua/axes.lua", "d: 'within' names two different axes that are not"},
        {"a_list_counts_axes_that_there_are",
         WITHIN("{name: d, field: organ, counts: [e], label: <轴>, view: list, index_view: lists}"),
         "schema/unknown-axis", "lua/axes.lua", "d: there is no axis 'e'"},
        {"a_list_counts_what_lies_below_it",
         WITHIN("{name: d, field: organ, counts: [c], label: <轴>, view: list, index_view: lists}"),
         "schema/axis-derive", "lua/axes.lua", "d: 'c' is not within this axis"},
        {"a_calendar_is_called_by_its_year", HOLIDAYS("next", "off: ['2024-01-01']"),
         "schema/holidays", "lua/holidays/next.lua", "called by no year"},
        {"a_calendar_has_a_source", "holidays/2024: {off: ['2024-01-01']}\n", "schema/missing",
         "lua/holidays/2024.lua", "'source' is missing"},
        {"a_calendar_has_days_off", HOLIDAYS("2024", "work: ['2024-02-04']"), "schema/missing",
         "lua/holidays/2024.lua", "'off' is missing"},
        {"a_calendar_has_days", HOLIDAYS("2024", "off: ['2024-02-30']"), "schema/holidays",
         "lua/holidays/2024.lua", "'2024-02-30' under 'off' is no day of 2024"},
        {"a_calendar_has_days_of_its_year", HOLIDAYS("2024", "off: ['2025-01-01']"),
         "schema/holidays", "lua/holidays/2024.lua", "'2025-01-01' under 'off' is no day of 2024"},
        {"a_weekday_is_worked_anyway", HOLIDAYS("2024", "off: ['2024-01-01'], work: ['2024-02-05']"),
         "schema/holidays", "lua/holidays/2024.lua", "2024-02-05 is no day of a weekend"},
        {"a_day_is_off_or_worked", HOLIDAYS("2024", "off: ['2024-02-04'], work: ['2024-02-04']"),
         "schema/holidays", "lua/holidays/2024.lua", "2024-02-04 is told both as off and as worked"},
        {"a_calendar_has_no_other_property", HOLIDAYS("2024", "off: ['2024-01-01'], works: []"),
         "schema/unknown-key", "lua/holidays/2024.lua", "'works'; did you mean 'work'?"},
        {"sizes_are_those_of_an_axis", PAGE("index.html", "counts: year"), "schema/unknown-axis",
         "lua/pages.lua", "there is no axis 'year'; did you mean 'years'?"},
        {"months_are_those_of_years",
         AXIS("name: years, field: colour") PAGE("index.html", "months: years"), "schema/axis-type",
         "lua/pages.lua", "months are counted in the years of publication"},
        {"the_kind_is_no_field",
         KIND_WITH("fields: [title, {key: kind, type: text, label: <种类>}]"), "schema/reserved",
         "lua/kinds/permit.lua", "'kind' tells the kind of a document"},
        {"a_kind_is_a_table", "kinds/permit: text\n", "schema/shape", "lua/kinds/permit.lua",
         "this must be a table of properties"},
        {"the_axes_are_a_list", "axes: {x: {field: colour}}\n", "schema/shape", "lua/axes.lua",
         "this must be a list of tables"},
        {"the_axes_are_no_text", "axes: x\n", "schema/shape", "lua/axes.lua",
         "this must be a list of tables"},
        {"the_vocabularies_are_a_table",
         "vocabularies: x\n"
         "fields: {title: {type: text, label: <标题>}}\n"
         "kinds/notice: {label: <公文>, view: document, fields: [title]}\n"
         "axes: []\n",
         "schema/shape", "lua/vocabularies.lua", "this must be a table"},
        {"a_field_is_a_name_or_a_table", KIND_WITH("fields: [title, [number]]"), "schema/shape",
         "lua/kinds/permit.lua", "[2]: this must be a table of properties"},
        {"a_label_is_a_table", "kinds/permit: {label: 许可, view: document, fields: [title]}\n",
         "schema/shape", "lua/kinds/permit.lua", "'label' must be written as label("},
        {"a_text_is_not_empty", FIELD_WITH("type: text, source: '　'"), "schema/shape",
         "lua/kinds/permit.lua", "extra: 'source' must be a text, not empty"},
        {"aliases_are_a_list", FIELD_WITH("type: text, aliases: x"), "schema/shape",
         "lua/kinds/permit.lua", "extra: 'aliases' must be a list"},
        {"each_alias_is_a_text", FIELD_WITH("type: text, aliases: [a, [b]]"), "schema/shape",
         "lua/kinds/permit.lua", "extra: 'aliases' must be a list of texts"},
        {"a_flag_is_true_or_false", FIELD_WITH("type: text, list: perhaps"), "schema/shape",
         "lua/kinds/permit.lua", "extra: 'list' must be true or false"},
        {"lists_show_fields_that_there_are", KIND_WITH("fields: [title], entry: [titel]"),
         "schema/unknown-field", "lua/kinds/permit.lua",
         "this kind has no field 'titel'; did you mean 'title'?"},
        {"lists_show_no_documents", KIND_WITH("fields: [title, amends], entry: [amends]"),
         "schema/not-for-type", "lua/kinds/permit.lua", "'amends', which is no single text"},
        {"the_sections_of_a_list_leave_nothing_out",
         AXIS("name: x, field: colour, sections: [{name: a, kinds: [notice]}]"), "schema/sections",
         "lua/axes.lua", "x: one section, and only one,"},
        {"a_section_names_kinds_that_there_are",
         AXIS("name: x, field: colour, sections: [{name: a, kinds: [notise]}, {name: b}]"),
         "schema/unknown-kind", "lua/axes.lua", "sections"},
        {"a_page_has_an_address_in_the_site",
         "pages: [{name: home, url: index.html, view: home, label: <首页>},\n"
         "        {name: up, url: ../up.html, view: home, label: <上>}]\n",
         "schema/page-url", "lua/pages.lua", "up: '../up.html' is no address of a page"},
        {"a_page_is_of_an_edition_that_there_is",
         "pages: [{name: home, url: index.html, view: home, label: <首页>},\n"
         "        {name: wall, url: wall.html, view: wall, label: <墙>, edition: print}]\n",
         "schema/shape", "lua/pages.lua", "wall: 'edition' must be \"web\" or \"kiosk\""},
        {"an_edition_has_one_page_at_an_address",
         "pages: [{name: home, url: index.html, view: home, label: <首页>, edition: web},\n"
         "        {name: start, url: index.html, view: home, label: <首页>, edition: kiosk},\n"
         "        {name: other, url: index.html, view: home, label: <首页>, edition: kiosk}]\n",
         "schema/name-twice", "lua/pages.lua", "index.html"},
        {"there_is_a_front_page_of_the_web",
         "pages: [{name: start, url: index.html, view: home, label: <首页>, edition: kiosk}]\n",
         "schema/missing", "lua/pages.lua", "no page has the address index.html"},
        {"there_is_a_front_page", "pages: []\n", "schema/missing", "lua/pages.lua",
         "no page has the address index.html"},
        {"the_first_page_is_the_front", PAGE("home.html", "most: 1"), "schema/missing",
         "lua/pages.lua", "no page has the address index.html"},
        {"a_selection_of_kinds_names_some_that_there_are", PAGE("index.html", "kinds: [notise]"),
         "schema/unknown-kind", "lua/pages.lua", "home.selections.x: there is no kind 'notise'"},
        {"a_selection_of_lists_names_an_axis", PAGE("index.html", "axis: year"),
         "schema/unknown-axis", "lua/pages.lua", "there is no axis 'year'; did you mean 'years'?"},
        {"a_selection_has_an_end", PAGE("index.html", "most: 0"), "schema/shape", "lua/pages.lua",
         "home.selections.x: 'most' must be a number from 1 to 1000"},
        {"a_selection_goes_by_one_field", PAGE("index.html", "kinds: [notice], where: title"),
         "schema/shape", "lua/pages.lua", "'where' must be one field with one word"},
        {"a_selection_goes_by_a_field_of_its_kinds",
         PAGE("index.html", "kinds: [organ], where: {number: '1'}"), "schema/unknown-field",
         "lua/pages.lua", "kind 'organ' has no field 'number'"},
        {"a_selection_has_no_other_property", PAGE("index.html", "moist: 3"), "schema/unknown-key",
         "lua/pages.lua", "'moist'; did you mean 'most'?"},
        {"fields_are_a_list", "kinds/permit: {label: <许可>, view: document, fields: title}\n",
         "schema/shape", "lua/kinds/permit.lua", "'fields' must be a list"},
};

static void mistake_is_told_once(void **state)
{
	const struct mistake *mistake = *state;
	struct fixture fixture = build(mistake->patch);
	assert_null(fixture.schema);
	if (fixture.report->problems->len != 1)
		report_write(fixture.report, stderr);
	assert_int_equal(fixture.report->problems->len, 1);
	const struct problem *problem = g_ptr_array_index(fixture.report->problems, 0);
	assert_int_equal(problem->severity, SEVERITY_ERROR);
	assert_string_equal(problem->id, mistake->id);
	assert_string_equal(problem->path, mistake->path);
	if (strstr(problem->text, mistake->text) == NULL)
		print_error("%s\n", problem->text);
	assert_non_null(strstr(problem->text, mistake->text));
	clear(&fixture);
}

static void a_site_needs_a_kind(void **state)
{
	(void)state;
	g_autoptr(Report) report = report_new();
	struct value nothing = {.type = VALUE_MAP};
	assert_null(schema_new(report, &nothing));
	report_sort(report);
	assert_int_equal(report->problems->len, 2);
	const struct problem *first = g_ptr_array_index(report->problems, 0);
	const struct problem *second = g_ptr_array_index(report->problems, 1);
	assert_string_equal(first->id, "schema/no-kind");
	assert_null(first->path);
	assert_string_equal(second->id, "schema/missing");
}

static void every_mistake_is_told_in_one_run(void **state)
{
	(void)state;
	struct fixture fixture = build(AXIS("name: x, field: colur")
	                                       TERMS("{key: red, label: <红>}, {key: red, label: "
	                                             "<赤>}") "settings: {default_kind: x}\n"
	                                                      "fields: {title: {type: txt, "
	                                                      "label: 标题}}\n"
	                                                      "kinds/notice: {label: <公文>, "
	                                                      "view: document, fields: [title, "
	                                                      "number]}\n");
	assert_null(fixture.schema);
	static const char *const told[] = {"lua/axes.lua",     "lua/fields.lua",
	                                   "lua/fields.lua",   "lua/kinds/notice.lua",
	                                   "lua/settings.lua", "lua/vocabularies.lua"};
	assert_int_equal(fixture.report->problems->len, G_N_ELEMENTS(told));
	for (size_t i = 0; i < G_N_ELEMENTS(told); i++) {
		const struct problem *problem = g_ptr_array_index(fixture.report->problems, i);
		assert_string_equal(problem->path, told[i]);
	}
	clear(&fixture);
}

static void an_inherited_mistake_is_told_where_it_was_written(void **state)
{
	(void)state;
	struct fixture fixture =
	        build("kinds/a: {label: <甲>, view: document, fields: [title, {key: x, type: text, "
	              "label: <标题>}]}\n"
	              "kinds/b: {label: <乙>, view: document, extends: a, fields: [number]}\n"
	              "kinds/c: {label: <丙>, view: document, extends: b}\n");
	assert_null(fixture.schema);
	assert_int_equal(fixture.report->problems->len, 1);
	const struct problem *problem = g_ptr_array_index(fixture.report->problems, 0);
	assert_string_equal(problem->path, "lua/kinds/a.lua");
	clear(&fixture);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_site_needs_a_kind),
	        cmocka_unit_test(every_mistake_is_told_in_one_run),
	        cmocka_unit_test(an_inherited_mistake_is_told_where_it_was_written),
	};
	struct CMUnitTest cases[G_N_ELEMENTS(mistakes)];
	for (size_t i = 0; i < G_N_ELEMENTS(mistakes); i++)
		cases[i] = (struct CMUnitTest){mistakes[i].name, mistake_is_told_once, NULL, NULL,
		                               (void *)&mistakes[i]};
	int failed = cmocka_run_group_tests_name("mistakes", cases, NULL, NULL);
	return failed + cmocka_run_group_tests_name("reports", tests, NULL, NULL);
}
