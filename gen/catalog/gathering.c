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

/* The defaults of a kind, which the settings may call by any of its names; or NULL. */
static const struct value *kind_defaults(const struct catalog_sources *sources,
                                         const struct kind *kind)
{
	const struct value *defaults = &sources->settings->defaults;
	for (unsigned i = 0; i < defaults->count; i++)
		if (schema_kind(sources->schema, defaults->keys[i]) == kind)
			return &defaults->items[i];
	return NULL;
}

/* What the settings say that a written key means. */
static const char *meant_key(const struct settings *settings, const char *key)
{
	const char *meant = value_get_text(&settings->fields, key);
	return meant != NULL ? meant : key;
}

/*
 * Whether an entry of the front matter names the kind. 类型 does only where its word is a kind: in
 * other people's documents it says 通知 or 意见, which is the genre.
 */
static bool is_kind_entry(const struct schema *schema, const char *key, const struct value *value)
{
	if (strcmp(key, "kind") == 0)
		return true;
	return strcmp(key, "类型") == 0 && value->type == VALUE_TEXT &&
	       schema_kind(schema, value->text) != NULL;
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
		    is_kind_entry(sources->schema, meant_key(settings, fields->keys[i]),
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

/* The first other kind that has a field of that name, or NULL. */
static const struct kind *kind_that_has(const struct schema *schema, const char *key)
{
	for (unsigned i = 0; i < schema->kind_count; i++)
		if (kind_field(&schema->kinds[i], key) != NULL)
			return &schema->kinds[i];
	return NULL;
}

/* ---- what keeps a document, or its text, from being published */

/* A field that counts whatever fields the kind has, so it is known by name here. */
struct ban {
	const char *key;
	const char *const *names; /* by which it is known where no kind has it */
	bool when_empty;          /* the bare word says yes */
};

static const char *const DRAFT_NAMES[] = {"draft", "草稿", "暂不发布", "暫不發布", NULL};
static const char *const WITHDRAWN_NAMES[] = {"withdrawn", "撤下", "撤回", NULL};

static const struct ban DRAFT = {.key = "draft", .names = DRAFT_NAMES};

/* 'withdrawn:' with nothing below it is a withdrawal whose lines were not indented. */
static const struct ban WITHDRAWN = {
        .key = "withdrawn", .names = WITHDRAWN_NAMES, .when_empty = true};

static bool is_ban_key(const struct gathering *gathering, const struct ban *ban, const char *key)
{
	const struct field *field = kind_field(gathering->kind, key);
	if (field != NULL)
		return strcmp(field->key, ban->key) == 0;
	const struct kind *other = kind_that_has(gathering->intake->sources->schema, key);
	if (other != NULL && strcmp(kind_field(other, key)->key, ban->key) == 0)
		return true;
	return g_strv_contains(ban->names, key);
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
 * Whether a source bans the document. Anything but a plain no does: 'draft: ture' was not written
 * to have it published. `said` tells whether it says anything of it.
 */
static bool says(const struct gathering *gathering, const struct ban *ban,
                 const struct value *written, bool *said)
{
	const struct settings *settings = gathering->intake->sources->settings;
	unsigned count = written != NULL && written->type == VALUE_MAP ? written->count : 0;
	bool banned = false;
	for (unsigned i = 0; i < count; i++) {
		const struct value *value = &written->items[i];
		const char *key = meant_key(settings, written->keys[i]);
		if ((is_empty(value) && !ban->when_empty) || !is_ban_key(gathering, ban, key))
			continue;
		*said = true;
		banned = banned || !is_plain_no(value);
	}
	return banned;
}

/* The first source that says anything of it decides. */
static bool is_banned(const struct gathering *gathering, const struct ban *ban,
                      const struct value *const *places, size_t count)
{
	bool said = false;
	bool banned = false;
	for (size_t i = 0; i < count && !said; i++)
		banned = says(gathering, ban, places[i], &said);
	return banned;
}

static void unknown_field(struct gathering *gathering, const char *key, unsigned line)
{
	const struct kind *other = kind_that_has(gathering->intake->sources->schema, key);
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
	gathering->withdrawn = gathering->withdrawn || is_ban_key(gathering, &WITHDRAWN, nearest);
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

/*
 * Reads the written fields of one source (front matter or defaults) into those of the kind that are
 * still empty.
 */
static void gather(struct gathering *gathering, const struct value *written, bool defaults)
{
	const struct settings *settings = gathering->intake->sources->settings;
	const char *path = defaults ? settings->path : gathering->path;
	unsigned count = written != NULL && written->type == VALUE_MAP ? written->count : 0;
	for (unsigned i = 0; i < count; i++) {
		const char *key = meant_key(settings, written->keys[i]);
		const struct field *field = kind_field(gathering->kind, key);
		unsigned line = written->key_lines == NULL ? 0 : written->key_lines[i];
		if (is_kind_entry(gathering->intake->sources->schema, key, &written->items[i]))
			continue;
		if (field == NULL && !defaults && !is_ban_key(gathering, &DRAFT, key))
			unknown_field(gathering, written->keys[i], line);
		if (field == NULL || is_empty(&written->items[i]))
			continue;
		if (strcmp(field->key, WITHDRAWN.key) == 0 && is_plain_no(&written->items[i]))
			continue;
		struct value *value = &gathering->values[field - gathering->kind->fields];
		if (value->type != VALUE_NOTHING && !defaults)
			warn_twice(gathering, written->keys[i], field, line);
		if (value->type != VALUE_NOTHING)
			continue;
		if (field_value_read(gathering->report, path, field, &written->items[i],
		                     gathering->intake->scratch, value))
			continue;
		gathering->right = false;
		*value = (struct value){.type = VALUE_NOTHING};
	}
}

const struct value *gathering_value(const struct gathering *gathering, const char *key)
{
	const struct field *field = kind_field(gathering->kind, key);
	if (field == NULL)
		return NULL;
	const struct value *value = &gathering->values[field - gathering->kind->fields];
	return value->type == VALUE_NOTHING ? NULL : value;
}

const char *gathering_text(const struct gathering *gathering, const char *key)
{
	const struct value *value = gathering_value(gathering, key);
	return value != NULL && value->type == VALUE_TEXT ? value->text : NULL;
}

struct date gathering_date(const struct gathering *gathering, const char *key)
{
	struct date date = {.minute = -1};
	const char *text = gathering_text(gathering, key);
	if (text != NULL)
		date_parse(text, &date);
	return date;
}

void gathering_read(struct gathering *gathering, const struct value *fields)
{
	const struct catalog_sources *sources = gathering->intake->sources;
	const struct value *defaults = folder_defaults(sources->settings, gathering->path);
	gathering->kind = choose_kind(gathering->report, sources, gathering->path, fields, defaults);
	gathering->values = arena_new_array(gathering->intake->scratch, struct value,
	                                    gathering->kind->field_count);
	gathering->right = true;
	gather(gathering, fields, false);
	gather(gathering, defaults, true);
	const struct value *of_kind = kind_defaults(sources, gathering->kind);
	gather(gathering, of_kind, true);
	const struct value *places[] = {fields, defaults, of_kind};
	gathering->draft = is_banned(gathering, &DRAFT, places, G_N_ELEMENTS(places));
	if (is_banned(gathering, &WITHDRAWN, places, G_N_ELEMENTS(places)))
		gathering->withdrawn = true;
}
