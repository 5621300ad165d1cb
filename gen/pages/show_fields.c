/* SPDX-License-Identifier: MIT */
#include "pages/show_fields.h"

#include <string.h>

static struct value show_field(const struct show *show, const struct record *record,
                               const struct field *field, const struct value *value);

static struct value show_parts(const struct show *show, const struct record *record,
                               const struct field *group, const struct value *map)
{
	struct value_builder parts = value_builder_begin(show->arena, VALUE_LIST);
	for (unsigned i = 0; i < group->field_count; i++) {
		const struct value *value = value_get(map, group->fields[i].key);
		if (value != NULL && value->type != VALUE_NOTHING)
			value_builder_add(&parts,
			                  show_field(show, record, &group->fields[i], value));
	}
	return value_builder_end(&parts);
}

/* "综合政务\政务公开": a term with the broader one before it. */
static const char *term_text(const struct show *show, const struct vocabulary *vocabulary,
                             const char *key)
{
	enum language language = show->catalog->settings->language;
	const struct term *term = vocabulary_find(vocabulary, key);
	if (term == NULL)
		return key;
	const struct term *parent =
	        term->parent == NULL ? NULL : vocabulary_find(vocabulary, term->parent);
	if (parent == NULL)
		return term->label.text[language];
	return arena_printf(show->arena, "%s\\%s", parent->label.text[language],
	                    term->label.text[language]);
}

static const char *boolean_text(const struct show *show, bool yes)
{
	if (show->catalog->settings->language == LANGUAGE_EN)
		return yes ? "yes" : "no";
	return yes ? "是" : "否";
}

/* Where the value leads, or NULL. */
static const struct target *find_target(const struct record *record, const struct field *field,
                                        uint32_t item)
{
	for (uint32_t i = 0; i < record->field_target_count; i++)
		if (record->field_targets[i].field == field && record->field_targets[i].item == item)
			return &record->field_targets[i].target;
	return NULL;
}

static const char *target_url(const struct show *show, const struct target *target)
{
	const struct catalog *catalog = show->catalog;
	const struct axis_groups *axis = &catalog->axes[target->axis];
	if (target->type == TARGET_FILE)
		return catalog->assets[target->index].url;
	if (target->type == TARGET_RECORD)
		return catalog->records[target->index].url;
	return plan_list_url(show->arena, axis->axis, &axis->groups[target->index]);
}

static const char *item_text(const struct show *show, const struct field *field,
                             const struct value *value)
{
	if (value->type == VALUE_BOOLEAN)
		return boolean_text(show, value->boolean);
	if (field->type == FIELD_TERM)
		return term_text(show, field->vocabulary, value->text);
	const char *slash = field->type == FIELD_FILE ? strrchr(value->text, '/') : NULL;
	return slash == NULL ? value->text : slash + 1; /* the name of a file, not where it lay */
}

const char *show_field_text(const struct show *show, const struct field *field,
                            const struct value *value)
{
	if (value->type != VALUE_LIST)
		return item_text(show, field, value);
	g_autoptr(GString) text = g_string_new(NULL);
	for (unsigned i = 0; i < value->count; i++)
		g_string_append_printf(text, "%s%s", i > 0 ? "；" : "",
		                       item_text(show, field, &value->items[i]));
	return arena_string(show->arena, text->str);
}

/* What a reader wants to know before opening it: "PDF", and its size in bytes. */
static void add_file(const struct show *show, const struct catalog_file *file,
                     struct value_builder *item)
{
	const char *dot = strrchr(file->url, '.');
	if (dot != NULL) {
		g_autofree char *type = g_ascii_strup(dot + 1, -1);
		value_builder_set(item, "type", value_text(arena_string(show->arena, type)));
	}
	value_builder_set(item, "size", value_text(arena_printf(show->arena, "%zu", file->size)));
}

/*
 * Every item says whether it is a group, lest a template find the parts of the group it stands in.
 */
static struct value show_item(const struct show *show, const struct record *record,
                              const struct field *field, const struct value *value, uint32_t number)
{
	struct value_builder item = value_builder_begin(show->arena, VALUE_MAP);
	bool grouped = field->type == FIELD_GROUP;
	value_builder_set(&item, "grouped", value_boolean(grouped));
	value_builder_set(&item, "further", value_boolean(number > 0));
	if (grouped)
		value_builder_set(&item, "parts", show_parts(show, record, field, value));
	else
		value_builder_set(&item, "text", value_text(item_text(show, field, value)));
	if (field->type == FIELD_URL)
		value_builder_set(&item, "address", value_text(value->text));
	const struct target *target = find_target(record, field, number);
	if (target != NULL)
		value_builder_set(&item, "url", value_text(target_url(show, target)));
	if (target != NULL && target->type == TARGET_FILE)
		add_file(show, &show->catalog->assets[target->index], &item);
	return value_builder_end(&item);
}

static struct value show_field(const struct show *show, const struct record *record,
                               const struct field *field, const struct value *value)
{
	struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
	value_builder_set(&map, "key", value_text(field->key));
	value_builder_set(&map, "label",
	                  value_text(field->label.text[show->catalog->settings->language]));
	struct value_builder items = value_builder_begin(show->arena, VALUE_LIST);
	uint32_t count = value->type == VALUE_LIST ? value->count : 1;
	for (uint32_t i = 0; i < count; i++)
		value_builder_add(
		        &items, show_item(show, record, field,
		                          value->type == VALUE_LIST ? &value->items[i] : value, i));
	value_builder_set(&map, "items", value_folded(value_builder_end(&items)));
	return value_builder_end(&map);
}

struct value show_fields(const struct show *show, const struct record *record,
                         const struct value *fields)
{
	struct value_builder list = value_builder_begin(show->arena, VALUE_LIST);
	for (unsigned i = 0; i < record->kind->field_count; i++) {
		const struct field *field = &record->kind->fields[i];
		const struct value *value = value_get(fields, field->key);
		if (value != NULL && field->type != FIELD_DOCUMENT)
			value_builder_add(&list, show_field(show, record, field, value));
	}
	return value_builder_end(&list);
}
