/* SPDX-License-Identifier: MIT */
/* Modules that are lists of named tables, and the relations, the first of them. */
#include <string.h>

#include "catalog/schema_read.h"

bool schema_open_list(struct schema_reader *reader, const char *name, const char *path,
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

bool schema_open_named(struct schema_reader *reader, const char *path, const struct value *value,
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

void definition_claim_name(const struct definition *at, GHashTable *names, const char *name,
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
	out->passes_on = definition_flag(at, "passes_on", false);
}

void schema_read_relations(struct schema_reader *reader)
{
	static const char *const allowed[] = {"name",          "inverse",   "label",
	                                      "inverse_label", "effect",    "acyclic",
	                                      "later",         "passes_on", NULL};
	static const char *const path = "lua/relations.lua";
	struct schema *schema = reader->schema;
	schema->relation_names = g_hash_table_new(g_str_hash, g_str_equal);
	g_ptr_array_add(schema->tables, schema->relation_names);
	const struct value *module;
	if (!schema_open_list(reader, "relations", path, &module))
		return;
	g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
	struct relation_type *kept =
	        arena_new_array(schema->arena, struct relation_type, module->count);
	for (unsigned i = 0; i < module->count; i++) {
		struct definition relation;
		if (!schema_open_named(reader, path, &module->items[i], i, allowed, &relation))
			continue;
		struct relation_type *next = &kept[schema->relation_count++];
		read_relation(&relation, next);
		definition_claim_name(&relation, names, next->name, next);
		definition_claim_name(&relation, names, next->inverse, next);
		if (next->name != NULL)
			g_hash_table_insert(schema->relation_names, (gpointer)next->name, next);
	}
	schema->relations = kept;
}

const struct relation_type *definition_relation(const struct definition *at, const char *key)
{
	const struct schema *schema = at->reader->schema;
	const char *name = definition_text(at, key);
	const struct relation_type *relation = name == NULL ? NULL : schema_relation(schema, name);
	if (name == NULL || relation != NULL)
		return relation;
	g_autofree const char **names = g_new0(const char *, schema->relation_count + 1);
	unsigned count = 0;
	for (unsigned i = 0; i < schema->relation_count; i++)
		if (schema->relations[i].name != NULL)
			names[count++] = schema->relations[i].name;
	definition_unknown(at, "schema/unknown-relation", name, names,
	                   _("there is no relation '%s'"), name);
	return NULL;
}
