/* SPDX-License-Identifier: MIT */
/* Axes whose values no field holds: what is derived, of which documents, and what it is called. */
#include <string.h>

#include "catalog/measure.h"
#include "catalog/schema_read.h"

static enum measure read_measure(const struct definition *at)
{
	const char *names[MEASURE_COUNT] = {NULL}; /* none at the end, for the first has no name */
	const char *written = definition_text(at, "derive");
	for (enum measure measure = MEASURE_NONE + 1; measure < MEASURE_COUNT; measure++) {
		names[measure - 1] = measure_name(measure);
		if (g_strcmp0(written, measure_name(measure)) == 0)
			return measure;
	}
	if (written != NULL)
		definition_unknown(at, "schema/axis-derive", written, names,
		                   _("there is no measure '%s' to derive"), written);
	return MEASURE_NONE;
}

static void need(const struct definition *at, const char *key)
{
	if (!definition_has(at, key))
		definition_error(at, "schema/missing", _("'%s' is missing; add it"), key);
}

/* Every key must have a name. */
static void read_vocabulary(const struct definition *at, struct axis *out)
{
	const char *const *keys = measure_keys(out->derive);
	if (keys == NULL)
		return;
	need(at, "vocabulary");
	out->vocabulary = definition_vocabulary(at, "vocabulary");
	for (unsigned i = 0; out->vocabulary != NULL && keys[i] != NULL; i++)
		if (vocabulary_find(out->vocabulary, keys[i]) == NULL)
			definition_error(at, "schema/axis-derive",
			                 _("the vocabulary '%s' has no term '%s', which '%s' "
			                   "derives; add it"),
			                 out->vocabulary->name, keys[i], measure_name(out->derive));
}

static bool is_of(const struct axis *axis, const struct kind *kind)
{
	for (unsigned i = 0; axis->kinds[i] != NULL; i++)
		if (axis->kinds[i] == kind)
			return true;
	return axis->kinds[0] == NULL;
}

/* A field of type date that one of the kinds has. */
static const char *read_date_field(const struct definition *at, const struct axis *axis,
                                   const char *key)
{
	const char *name = definition_text(at, key);
	const struct schema *schema = at->reader->schema;
	for (unsigned i = 0; name != NULL && i < schema->kind_count; i++) {
		const struct field *field = kind_field(&schema->kinds[i], name);
		if (is_of(axis, &schema->kinds[i]) && field != NULL && field->type == FIELD_DATE)
			return name;
	}
	if (name != NULL)
		definition_error(at, "schema/unknown-field",
		                 _("none of the kinds has a field '%s' of type date"), name);
	return NULL;
}

/* `except = {genre = {"letter", "reply"}}`: one field, the words that keep a document out. */
static void read_except(const struct definition *at, struct axis *out)
{
	const struct value *value = value_get(at->map, "except");
	struct definition except;
	if (value == NULL || value->type == VALUE_NOTHING)
		return;
	if (value->type != VALUE_MAP || value->count != 1) {
		definition_error(at, "schema/shape", _("'%s' must be %s"), "except",
		                 _("one field with a list of words, { field = { \"word\" } }"));
		return;
	}
	definition_open(at->reader, at->path, definition_part(at, "except"), value, NULL, &except);
	out->except_field = arena_string(at->reader->schema->arena, value->keys[0]);
	out->except_words = definition_texts(&except, out->except_field);
	for (unsigned i = 0; out->kinds[i] != NULL; i++)
		if (kind_field(out->kinds[i], out->except_field) == NULL)
			definition_error(at, "schema/unknown-field",
			                 _("kind '%s' has no field '%s'"), out->kinds[i]->name,
			                 out->except_field);
}

void schema_read_derived(const struct definition *at, struct axis *out)
{
	out->derive = read_measure(at);
	out->kinds = definition_kinds(at, "kinds");
	read_except(at, out);
	read_vocabulary(at, out);
	if (out->derive == MEASURE_INTERPRETATION)
		need(at, "relation");
	if (out->derive == MEASURE_RESPONSE)
		need(at, "from"), need(at, "to");
	out->relation = definition_relation(at, "relation");
	out->from = read_date_field(at, out, "from");
	out->to = read_date_field(at, out, "to");
}
