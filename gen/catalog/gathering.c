/* SPDX-License-Identifier: MIT */
/*
 * Front matter becomes typed values, one for each field of the kind. A field is taken from the
 * first source that has it: what the editor wrote, the defaults of the folder, those of the kind.
 */
#include "catalog/gathering.h"

#include "base/nearest.h"
#include "catalog/field_value.h"

#include <string.h>

/* The defaults of the folder that fits the path most closely, or NULL. */
static const struct value *folder_defaults(const struct settings *settings, const char *path)
{
	const char *below = intake_path_in_content(settings, path);
	const struct value *best = NULL;
	size_t best_length = 0;
	for (unsigned i = 0; i < settings->defaults.count; i++) {
		const char *folder = settings->defaults.keys[i];
		size_t length = strlen(folder);
		if (length > best_length && folder[length - 1] == '/' &&
		    g_str_has_prefix(below, folder)) {
			best = &settings->defaults.items[i];
			best_length = length;
		}
	}
	return best;
}

static bool is_empty(const struct value *value)
{
	return value->type == VALUE_NOTHING || (value->type == VALUE_TEXT && value->length == 0);
}

/* What is written for the kind, or NULL when nothing is. `fields` may be NULL. */
static const struct value *find_kind(const struct catalog_sources *sources,
                                     const struct value *fields)
{
	const struct settings *settings = sources->settings;
	unsigned count = fields != NULL && fields->type == VALUE_MAP ? fields->count : 0;
	for (unsigned i = 0; i < count; i++)
		if (!is_empty(&fields->items[i]) &&
		    key_names_kind(sources->schema, key_meant(settings, fields->keys[i]),
		                   &fields->items[i]))
			return &fields->items[i];
	return NULL;
}

static const char *nearest_kind(const struct schema *schema, const char *word)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	for (unsigned i = 0; i < schema->kind_count; i++) {
		g_ptr_array_add(names, (void *)schema->kinds[i].name);
		g_ptr_array_add(names, (void *)schema->kinds[i].label.text[LANGUAGE_ZH_HANS]);
	}
	g_ptr_array_add(names, NULL);
	return nearest_word(word, (const char *const *)names->pdata);
}

static char *all_kinds(const struct schema *schema)
{
	g_autoptr(GString) names = g_string_new(NULL);
	for (unsigned i = 0; i < schema->kind_count; i++)
		g_string_append_printf(names, "%s%s", i > 0 ? ", " : "", schema->kinds[i].name);
	return g_string_free(g_steal_pointer(&names), FALSE);
}

static const struct kind *unknown_kind(struct report *report, const struct schema *schema,
                                       struct place place, const char *word)
{
	const char *nearest = nearest_kind(schema, word);
	g_autofree char *all = all_kinds(schema);
	if (nearest != NULL)
		report_error(report, place, "document/kind",
		             _("'%s' is no kind of document; did you mean '%s'?"), word, nearest);
	else
		report_error(report, place, "document/kind",
		             _("'%s' is no kind of document; write one of: %s"), word, all);
	return schema_kind(schema, schema->default_kind);
}

static const struct kind *choose_kind(struct report *report, const struct catalog_sources *sources,
                                      const char *path, const struct value *fields,
                                      const struct value *defaults)
{
	const struct settings *settings = sources->settings;
	const struct schema *schema = sources->schema;
	const struct value *written = find_kind(sources, fields);
	const char *place_path = path;
	if (written == NULL) {
		written = find_kind(sources, defaults);
		place_path = settings->path;
	}
	if (written == NULL)
		return schema_kind(schema, schema->default_kind);
	struct place place = place_of_line(place_path, written->line);
	if (written->type != VALUE_TEXT) {
		report_error(report, place, "document/kind",
		             _("'kind' must be one word, such as %s"), schema->default_kind);
		return schema_kind(schema, schema->default_kind);
	}
	const struct kind *kind = schema_kind(schema, written->text);
	return kind != NULL ? kind : unknown_kind(report, schema, place, written->text);
}

/* ---- the fields */

/* The key or alias of the kind that is most like a mistyped one. */
static const char *nearest_field(const struct kind *kind, const char *key)
{
	g_autoptr(GPtrArray) keys = g_ptr_array_new();
	for (unsigned i = 0; i < kind->field_count; i++) {
		g_ptr_array_add(keys, (void *)kind->fields[i].key);
		for (const char *const *alias = kind->fields[i].aliases;
		     alias != NULL && *alias != NULL; alias++)
			g_ptr_array_add(keys, (void *)*alias);
	}
	g_ptr_array_add(keys, NULL);
	return nearest_word(key, (const char *const *)keys->pdata);
}

static void remember_unknown_key(struct gathering *gathering, const char *key, unsigned line)
{
	GHashTable *keys = gathering->intake->unknown_keys;
	struct unknown_key *known = g_hash_table_lookup(keys, key);
	if (known == NULL) {
		known = g_new0(struct unknown_key, 1);
		known->path = gathering->path;
		known->line = line;
		g_hash_table_insert(keys, (void *)intake_string(gathering->intake, key), known);
	}
	known->kind = gathering->kind;
	known->files++;
}

static bool is_plain_no(const struct value *value)
{
	static const char *const NO[] = {"false", "no", "否", NULL};
	if (value->type != VALUE_TEXT)
		return false;
	g_autofree char *lower = g_ascii_strdown(value->text, -1);
	return g_strv_contains(NO, lower);
}

/*
 * Whether an entry bans the document. Anything but a plain no does: 'draft: ture' was not written to
 * have it published. 'withdrawn:' with nothing below it is a withdrawal whose lines were not indented.
 * The first source that says anything of a ban decides.
 */
static void heed_bans(struct gathering *gathering, const struct key_meaning *meaning,
                      const struct value *value, enum source source)
{
	for (unsigned i = 0; i < BAN_COUNT; i++) {
		struct verdict *verdict = &gathering->verdicts[i];
		if (!meaning->bans[i] || (is_empty(value) && i != BAN_WITHDRAWN) ||
		    (verdict->source != SOURCE_NONE && verdict->source != source))
			continue;
		verdict->source = source;
		verdict->banned = verdict->banned || !is_plain_no(value);
	}
}

static void unknown_field(struct gathering *gathering, const char *key, unsigned line)
{
	const struct schema *schema = gathering->intake->sources->schema;
	const struct kind *other = key_kind(schema, key);
	if (other != NULL) {
		report_warning(gathering->report, place_of_line(gathering->path, line),
		               "field/other-kind",
		               _("'%s' is no field of kind '%s' and is not shown; it is one of "
		                 "kind '%s': is the kind right?"),
		               key, gathering->kind->name, other->name);
		return;
	}
	const struct unknown_key *known = g_hash_table_lookup(gathering->intake->unknown_keys, key);
	bool sought = known != NULL && known->kind == gathering->kind;
	const char *nearest = sought ? NULL : nearest_field(gathering->kind, key);
	if (nearest == NULL) {
		remember_unknown_key(gathering, key, line);
		return;
	}
	/* A mistyped 'withdrawn' was not written to have the text published. */
	gathering->withdrawn =
	        gathering->withdrawn || key_bans(schema, gathering->kind, BAN_WITHDRAWN, nearest);
	gathering->right = report_error(
	        gathering->report, place_of_line(gathering->path, line), "field/key",
	        _("'%s' is no field of this kind of document; did you mean '%s'?"), key, nearest);
}

static void warn_twice(struct gathering *gathering, const char *key, const struct field *field,
                       unsigned line)
{
	report_warning(gathering->report, place_of_line(gathering->path, line), "field/twice",
	               _("'%s' is another name of '%s', which is written above; this value is not "
	                 "used: keep one of them"),
	               key, field->key);
}

bool gathering_keeps(const struct field *field)
{
	return field->type == FIELD_ENTITY || field->type == FIELD_TERM;
}

static void keep_common_texts(struct intake *intake, const struct field *field, struct value *value)
{
	if (!gathering_keeps(field))
		return;
	if (value->type == VALUE_TEXT)
		value->text = intake_string(intake, value->text);
	for (unsigned i = 0; value->type == VALUE_LIST && i < value->count; i++)
		value->items[i].text = intake_string(intake, value->items[i].text);
}

/* Reads what is written for a field, if that is still empty. */
static void gather_field(struct gathering *gathering, const struct field *field, const char *key,
                         unsigned line, const struct value *written, enum source source)
{
	struct intake *intake = gathering->intake;
	struct value *value = &gathering->values[field - gathering->kind->fields];
	bool own = source == SOURCE_DOCUMENT;
	if (value->type != VALUE_NOTHING && own)
		warn_twice(gathering, key, field, line);
	if (value->type != VALUE_NOTHING)
		return;
	if (field_value_read(gathering->report,
	                     own ? gathering->path : intake->sources->settings->path, field,
	                     written, intake->memory, intake->scratch, value)) {
		keep_common_texts(intake, field, value);
		return;
	}
	gathering->right = false;
	*value = (struct value){.type = VALUE_NOTHING};
}

/*
 * Reads the written fields of one source (front matter or defaults) into those of the kind that are
 * still empty.
 */
static void gather(struct gathering *gathering, const struct value *written, enum source source)
{
	const struct catalog_sources *sources = gathering->intake->sources;
	unsigned count = written != NULL && written->type == VALUE_MAP ? written->count : 0;
	for (unsigned i = 0; i < count; i++) {
		const char *key = written->keys[i];
		const struct value *value = &written->items[i];
		const struct key_meaning *meaning = kind_guide_meaning(gathering->guide, key);
		unsigned line = written->key_lines == NULL ? 0 : written->key_lines[i];
		heed_bans(gathering, meaning, value, source);
		if (meaning->names_kind &&
		    key_names_kind(sources->schema, key_meant(sources->settings, key), value))
			continue;
		if (meaning->field == NULL && source == SOURCE_DOCUMENT && !meaning->bans[BAN_DRAFT])
			unknown_field(gathering, key, line);
		if (meaning->field == NULL || is_empty(value) ||
		    (meaning->bans[BAN_WITHDRAWN] && is_plain_no(value)))
			continue;
		gather_field(gathering, meaning->field, key, line, value, source);
	}
}

const struct value *gathering_value_of(const struct gathering *gathering, const struct field *field)
{
	if (field == NULL)
		return NULL;
	const struct value *value = &gathering->values[field - gathering->kind->fields];
	return value->type == VALUE_NOTHING ? NULL : value;
}

const struct value *gathering_value(const struct gathering *gathering, enum common_field field)
{
	return gathering_value_of(gathering, gathering->guide->common[field]);
}

const char *gathering_text(const struct gathering *gathering, enum common_field field)
{
	const struct value *value = gathering_value(gathering, field);
	return value != NULL && value->type == VALUE_TEXT ? value->text : NULL;
}

struct date gathering_date_of(const struct gathering *gathering, const struct field *field)
{
	struct date date = {.minute = -1};
	const struct value *value = gathering_value_of(gathering, field);
	if (value != NULL && value->type == VALUE_TEXT)
		date_parse(value->text, &date);
	return date;
}

struct date gathering_date(const struct gathering *gathering, enum common_field field)
{
	return gathering_date_of(gathering, gathering->guide->common[field]);
}

void gathering_read(struct gathering *gathering, const struct value *fields)
{
	const struct catalog_sources *sources = gathering->intake->sources;
	const struct value *defaults = folder_defaults(sources->settings, gathering->path);
	gathering->kind = choose_kind(gathering->report, sources, gathering->path, fields, defaults);
	gathering->guide = &gathering->intake->guides[gathering->kind - sources->schema->kinds];
	gathering->values = arena_new_array(gathering->intake->scratch, struct value,
	                                    gathering->kind->field_count);
	gathering->right = true;
	gather(gathering, fields, SOURCE_DOCUMENT);
	gather(gathering, defaults, SOURCE_FOLDER);
	gather(gathering, gathering->guide->defaults, SOURCE_KIND);
	gathering->draft = gathering->verdicts[BAN_DRAFT].banned;
	if (gathering->verdicts[BAN_WITHDRAWN].banned)
		gathering->withdrawn = true;
}
