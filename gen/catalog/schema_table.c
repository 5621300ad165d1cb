/* SPDX-License-Identifier: MIT */
/*
 * Relations and axes: lists of named things, one of which fields refer to while the other refers to
 * fields.
 */
#include <string.h>

#include "catalog/schema_read.h"

/* What a list module holds: false when it is not there or is no list. */
static bool open_list(struct schema_reader *reader, const char *name, const char *path,
                      const struct value **out)
{
	*out = reader_module(reader, name);
	if (*out == NULL || value_is_empty_table(*out))
		return false;
	if ((*out)->type == VALUE_LIST)
		return true;
	return report_error(reader->report, place_of_file(path), "schema/shape",
	                    _("this must be a list of tables, { { name = \"…\", … }, … }"));
}

static bool open_named(struct schema_reader *reader, const char *path, const struct value *value,
                       unsigned index, const char *const *allowed, struct definition *out)
{
	const char *name = value_get_text(value, "name");
	name = name != NULL ? arena_string(reader->schema->arena, name)
	                    : arena_printf(reader->schema->arena, "[%u]", index + 1);
	return definition_open(reader, path, name, value, allowed, out);
}

/* ---- relations */

static enum relation_effect read_effect(const struct definition *relation)
{
	static const char *const effects[] = {"amends", "repeals", NULL};
	const char *effect = definition_text(relation, "effect");
	if (effect == NULL)
		return EFFECT_NONE;
	if (strcmp(effect, effects[0]) == 0)
		return EFFECT_AMENDS;
	if (strcmp(effect, effects[1]) == 0)
		return EFFECT_REPEALS;
	definition_unknown(relation, "schema/unknown-effect", effect, effects,
	                   _("there is no effect '%s'"), effect);
	return EFFECT_NONE;
}

static void claim_name(const struct definition *at, GHashTable *names, const char *name,
                       const void *owner)
{
	if (name != NULL && !g_hash_table_insert(names, (gpointer)name, (gpointer)owner))
		definition_error(at, "schema/name-twice",
		                 _("the name '%s' is given twice; take another"), name);
}

static void read_relation(const struct definition *at, struct relation_type *out)
{
	out->name = definition_need_name(at, "name", false);
	out->inverse = definition_need_name(at, "inverse", false);
	definition_need_label(at, "label", &out->label);
	definition_need_label(at, "inverse_label", &out->inverse_label);
	out->effect = read_effect(at);
	out->acyclic = definition_flag(at, "acyclic", false);
	out->later = definition_flag(at, "later", false);
}

void schema_read_relations(struct schema_reader *reader)
{
	static const char *const allowed[] = {"name",   "inverse", "label", "inverse_label",
	                                      "effect", "acyclic", "later", NULL};
	static const char *const path = "lua/relations.lua";
	struct schema *schema = reader->schema;
	schema->relation_names = g_hash_table_new(g_str_hash, g_str_equal);
	g_ptr_array_add(schema->tables, schema->relation_names);
	const struct value *module;
	if (!open_list(reader, "relations", path, &module))
		return;
	g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
	struct relation_type *kept =
	        arena_new_array(schema->arena, struct relation_type, module->count);
	for (unsigned i = 0; i < module->count; i++) {
		struct definition relation;
		if (!open_named(reader, path, &module->items[i], i, allowed, &relation))
			continue;
		struct relation_type *next = &kept[schema->relation_count++];
		read_relation(&relation, next);
		claim_name(&relation, names, next->name, next);
		claim_name(&relation, names, next->inverse, next);
		if (next->name != NULL)
			g_hash_table_insert(schema->relation_names, (gpointer)next->name, next);
	}
	schema->relations = kept;
}

/* ---- axes */

static const struct field *own_field(const struct kind *kind, const char *key)
{
	for (unsigned i = 0; i < kind->field_count; i++)
		if (strcmp(kind->fields[i].key, key) == 0)
			return &kind->fields[i];
	return NULL;
}

static bool makes_lists(const struct axis *axis, enum field_type type)
{
	if (axis->by_year)
		return type == FIELD_DATE;
	return type == FIELD_TERM || type == FIELD_ENTITY || type == FIELD_TEXT ||
	       type == FIELD_INTEGER || type == FIELD_BOOLEAN;
}

static void unknown_axis_field(const struct definition *axis, const char *key)
{
	const struct schema *schema = axis->reader->schema;
	g_autoptr(GPtrArray) keys = g_ptr_array_new();
	g_ptr_array_add(keys, (gpointer) "kind");
	for (unsigned i = 0; i < schema->kind_count; i++)
		for (unsigned j = 0; j < schema->kinds[i].field_count; j++)
			g_ptr_array_add(keys, (gpointer)schema->kinds[i].fields[j].key);
	g_ptr_array_add(keys, NULL);
	definition_unknown(axis, "schema/unknown-field", key, (const char *const *)keys->pdata,
	                   _("no kind has a field '%s'"), key);
}

/* Every kind that has the field must have it in a form that makes lists. */
static void check_axis_field(const struct definition *at, const struct axis *axis)
{
	const struct schema *schema = at->reader->schema;
	bool found = strcmp(axis->field, "kind") == 0;
	bool fits = !(found && axis->by_year);
	for (unsigned i = 0; i < schema->kind_count; i++) {
		const struct field *field = own_field(&schema->kinds[i], axis->field);
		if (field == NULL || strcmp(axis->field, "kind") == 0)
			continue;
		found = true;
		fits = fits && makes_lists(axis, field->type);
	}
	if (!found)
		unknown_axis_field(at, axis->field);
	else if (!fits)
		definition_error(at, "schema/axis-type",
		                 _("the values of '%s' make no lists; take a field of type term, "
		                   "entity, text, integer or "
		                   "boolean, or a date with by_year = true"),
		                 axis->field);
}

void schema_read_axes(struct schema_reader *reader)
{
	static const char *const allowed[] = {"name", "field",      "by_year", "label",
	                                      "view", "index_view", NULL};
	static const char *const path = "lua/axes.lua";
	struct schema *schema = reader->schema;
	const struct value *module;
	if (!open_list(reader, "axes", path, &module))
		return;
	g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
	struct axis *kept = arena_new_array(schema->arena, struct axis, module->count);
	for (unsigned i = 0; i < module->count; i++) {
		struct definition axis;
		if (!open_named(reader, path, &module->items[i], i, allowed, &axis))
			continue;
		struct axis *next = &kept[schema->axis_count++];
		next->name = definition_need_name(&axis, "name", false);
		next->field = definition_need_text(&axis, "field");
		next->by_year = definition_flag(&axis, "by_year", false);
		definition_need_label(&axis, "label", &next->label);
		next->view = definition_need_name(&axis, "view", false);
		next->index_view = definition_need_name(&axis, "index_view", false);
		claim_name(&axis, names, next->name, next);
		if (next->field != NULL)
			check_axis_field(&axis, next);
	}
	schema->axes = kept;
}
