/* SPDX-License-Identifier: MIT */
/* Axes: the ways to list documents, each by a field that kinds have. */
#include <string.h>

#include "catalog/schema_read.h"

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
	       type == FIELD_INTEGER || type == FIELD_BOOLEAN || type == FIELD_DOCUMENT_NUMBER;
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
		                   "entity, text, integer, "
		                   "boolean or document_number, or a date with by_year = "
		                   "true"),
		                 axis->field);
}

const struct kind *const *definition_kinds(const struct definition *definition, const char *key)
{
	struct schema *schema = definition->reader->schema;
	const char *const *names = definition_texts(definition, key);
	unsigned count = 0;
	const struct kind **kinds = arena_new_array(schema->arena, const struct kind *,
	                                            g_strv_length((char **)names) + 1);
	for (unsigned i = 0; names[i] != NULL; i++) {
		const struct kind *kind = NULL;
		for (unsigned j = 0; j < schema->kind_count && kind == NULL; j++)
			if (strcmp(schema->kinds[j].name, names[i]) == 0)
				kind = &schema->kinds[j];
		if (kind != NULL)
			kinds[count++] = kind;
		else
			definition_unknown_kind(definition, names[i]);
	}
	return kinds;
}

static void read_sections(const struct definition *at, struct axis *out)
{
	static const char *const allowed[] = {"name", "kinds", NULL};
	const struct value *list = definition_list(at, "sections");
	unsigned length = list == NULL ? 0 : list->count;
	struct section *sections =
	        arena_new_array(at->reader->schema->arena, struct section, length);
	unsigned rests = 0;
	for (unsigned i = 0; i < length; i++) {
		struct definition section;
		if (!definition_open(at->reader, at->path,
		                     arena_printf(at->reader->schema->arena, "%s.sections[%u]",
		                                  at->name, i + 1),
		                     &list->items[i], allowed, &section))
			continue;
		struct section *next = &sections[out->section_count++];
		next->name = definition_need_name(&section, "name", false);
		next->kinds = definition_kinds(&section, "kinds");
		rests += !definition_has(&section, "kinds");
	}
	if (length > 0 && rests != 1)
		definition_error(at, "schema/sections",
		                 _("one section, and only one, must be without 'kinds': it takes "
		                   "what the others do not"));
	out->sections = sections;
}

const struct axis *definition_axis(const struct definition *at, const char *name)
{
	const struct schema *schema = at->reader->schema;
	g_autofree const char **names = g_new0(const char *, schema->axis_count + 1);
	unsigned count = 0;
	for (unsigned i = 0; i < schema->axis_count; i++) {
		if (g_strcmp0(schema->axes[i].name, name) == 0)
			return &schema->axes[i];
		if (schema->axes[i].name != NULL)
			names[count++] = schema->axes[i].name;
	}
	definition_unknown(at, "schema/unknown-axis", name, names, _("there is no axis '%s'"), name);
	return NULL;
}

/* Two axes that stand before this one, and are no pairs themselves. */
static void read_within(const struct definition *at, struct axis *out)
{
	const char *const *names = definition_texts(at, "within");
	bool right = g_strv_length((char **)names) == 2 && strcmp(names[0], names[1]) != 0;
	for (unsigned i = 0; right && i < G_N_ELEMENTS(out->within); i++) {
		out->within[i] = definition_axis(at, names[i]);
		right = out->within[i] == NULL || out->within[i]->within[0] == NULL;
	}
	if (!right)
		definition_error(at, "schema/axis-derive",
		                 _("'within' names two different axes that are not made 'within' "
		                   "others, { \"organs\", \"kinds\" }"));
	out->hidden = true;
}

/* What makes its lists. */
static void read_source(const struct definition *at, struct axis *out)
{
	static const char *const of_derived[] = {"kinds", "except",   "from",
	                                         "to",    "relation", "vocabulary"};
	unsigned sources = (unsigned)definition_has(at, "field") +
	                   (unsigned)definition_has(at, "derive") +
	                   (unsigned)definition_has(at, "within");
	if (sources > 1)
		definition_error(at, "schema/axis-derive",
		                 _("an axis goes by one of 'field', 'derive' and 'within'; leave "
		                   "one of them"));
	else if (definition_has(at, "derive"))
		schema_read_derived(at, out);
	else if (definition_has(at, "within"))
		read_within(at, out);
	else
		out->field = definition_need_text(at, "field");
	for (size_t i = 0; i < G_N_ELEMENTS(of_derived) && !definition_has(at, "derive"); i++)
		if (definition_has(at, of_derived[i]))
			definition_error(at, "schema/axis-derive",
			                 _("'%s' is only for an axis that derives its values"),
			                 of_derived[i]);
}

static void read_axis(const struct definition *at, struct axis *out)
{
	out->name = definition_need_name(at, "name", false);
	out->by_year = definition_flag(at, "by_year", false);
	out->broader = definition_flag(at, "broader", false);
	out->menu = definition_flag(at, "menu", false);
	out->feeds = definition_flag(at, "feeds", false);
	out->sequence = definition_flag(at, "sequence", false);
	out->months = definition_flag(at, "months", false);
	out->filter = definition_flag(at, "filter", false);
	out->named = definition_flag(at, "named", false);
	out->hidden = definition_flag(at, "hidden", false);
	read_source(at, out);
	definition_need_label(at, "label", &out->label);
	out->view = definition_need_name(at, "view", false);
	if (!out->hidden || definition_has(at, "index_view"))
		out->index_view = definition_need_name(at, "index_view", false);
	read_sections(at, out);
}

/* The pairs that the front of a list tells the sizes of; they stand behind the axis itself. */
static void read_counts(const struct definition *at, struct axis *out)
{
	const char *const *names = definition_texts(at, "counts");
	const struct axis **counts = arena_new_array(at->reader->schema->arena, const struct axis *,
	                                             g_strv_length((char **)names) + 1);
	unsigned count = 0;
	for (unsigned i = 0; names[i] != NULL; i++) {
		const struct axis *axis = definition_axis(at, names[i]);
		if (axis != NULL && axis->within[0] == out)
			counts[count++] = axis;
		else if (axis != NULL)
			definition_error(at, "schema/axis-derive",
			                 _("'%s' is not within this axis, so no part of it can be "
			                   "counted here; 'counts' names axes with within = { "
			                   "\"%s\", … }"),
			                 names[i], at->name);
	}
	out->counts = counts;
}

void schema_read_axes(struct schema_reader *reader)
{
	static const char *const allowed[] = {
	        "name",    "field",  "derive", "within",     "by_year",  "label",    "view",
	        "broader", "menu",   "feeds",  "index_view", "sequence", "sections", "hidden",
	        "months",  "kinds",  "except", "from",       "to",       "relation", "vocabulary",
	        "counts",  "filter", "named",  NULL};
	static const char *const path = "lua/axes.lua";
	struct schema *schema = reader->schema;
	const struct value *module;
	if (!schema_open_list(reader, "axes", path, &module))
		return;
	g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
	struct axis *kept = arena_new_array(schema->arena, struct axis, module->count);
	struct definition *definitions =
	        arena_new_array(schema->arena, struct definition, module->count);
	schema->axes = kept;
	for (unsigned i = 0; i < module->count; i++) {
		struct definition *axis = &definitions[schema->axis_count];
		if (!schema_open_named(reader, path, &module->items[i], i, allowed, axis))
			continue;
		struct axis *next = &kept[schema->axis_count];
		read_axis(axis, next);
		schema->axis_count++;
		definition_claim_name(axis, names, next->name, next);
		if (next->field != NULL)
			check_axis_field(axis, next);
	}
	for (unsigned i = 0; i < schema->axis_count; i++)
		read_counts(&definitions[i], &kept[i]);
}
