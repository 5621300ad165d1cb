/* SPDX-License-Identifier: MIT */
/*
 * Reading the tables of lua/ one property at a time. Every property asked for is checked for its
 * shape here, so that the readers of fields, kinds and vocabularies only say what they want; a
 * mistake never stops the reading, and the first run tells them all.
 */
#include "catalog/schema_read.h"

#include <string.h>

#include "base/nearest.h"
#include "catalog/words.h"

enum { NAME_MOST = 40, HINT_WORDS_MOST = 14 };

const struct value *reader_module(const struct schema_reader *reader, const char *name)
{
	const struct value *module = value_get(reader->modules, name);
	return module != NULL && module->type != VALUE_NOTHING ? module : NULL;
}

GHashTable *reader_words(struct schema_reader *reader)
{
	GHashTable *words = words_new();
	g_ptr_array_add(reader->schema->tables, words);
	return words;
}

bool value_is_empty_table(const struct value *value)
{
	return (value->type == VALUE_LIST || value->type == VALUE_MAP) && value->count == 0;
}

bool definition_error(const struct definition *definition, const char *id, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	g_autofree char *text = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	bool named = definition->name[0] != '\0';
	return report_error(definition->reader->report, place_of_file(definition->path), id,
	                    "%s%s%s", named ? definition->name : "", named ? ": " : "", text);
}

/* What to write instead: the nearest word, else all of them when they are few. */
static char *hint_of(const char *word, const char *const *words)
{
	const char *near = nearest_word(word, words);
	if (near != NULL)
		return g_strdup_printf(_("did you mean '%s'?"), near);
	unsigned count = g_strv_length((char **)words);
	if (count == 0)
		return g_strdup(_("there is none so far"));
	if (count > HINT_WORDS_MOST)
		return g_strdup(_("look for the right word in the tables of lua/"));
	g_autofree char *all = g_strjoinv(", ", (char **)words);
	return g_strdup_printf(_("write one of: %s"), all);
}

bool definition_unknown(const struct definition *definition, const char *id, const char *word,
                        const char *const *words, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	g_autofree char *text = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	g_autofree char *hint = hint_of(word, words);
	return definition_error(definition, id, "%s; %s", text, hint);
}

static void check_keys(const struct definition *definition, const char *const *allowed)
{
	for (unsigned i = 0; i < definition->map->count; i++) {
		const char *key = definition->map->keys[i];
		if (!g_strv_contains(allowed, key))
			definition_unknown(definition, "schema/unknown-key", key, allowed,
			                   _("there is no property '%s'"), key);
	}
}

bool definition_open(struct schema_reader *reader, const char *path, const char *name,
                     const struct value *value, const char *const *allowed, struct definition *out)
{
	static const struct value nothing = {.type = VALUE_MAP};
	*out = (struct definition){.reader = reader, .path = path, .name = name, .map = value};
	if (value->type != VALUE_MAP) {
		out->map = &nothing;
		if (value_is_empty_table(value))
			return true;
		return definition_error(
		        out, "schema/shape",
		        _("this must be a table of properties, { name = value, … }"));
	}
	if (allowed != NULL)
		check_keys(out, allowed);
	return true;
}

const char *definition_part(const struct definition *definition, const char *part)
{
	struct arena *arena = definition->reader->schema->arena;
	if (definition->name[0] == '\0')
		return arena_string(arena, part);
	return arena_printf(arena, "%s.%s", definition->name, part);
}

const char *definition_item(const struct definition *definition, unsigned index)
{
	return arena_printf(definition->reader->schema->arena, "%s[%u]", definition->name,
	                    index + 1);
}

static const struct value *property(const struct definition *definition, const char *key)
{
	const struct value *value = value_get(definition->map, key);
	return value != NULL && value->type != VALUE_NOTHING ? value : NULL;
}

bool definition_has(const struct definition *definition, const char *key)
{
	return property(definition, key) != NULL;
}

static bool shape_error(const struct definition *definition, const char *key, const char *shape)
{
	return definition_error(definition, "schema/shape", _("'%s' must be %s"), key, shape);
}

static bool is_word(const struct value *value)
{
	return value->type == VALUE_TEXT && !words_blank(value->text);
}

const char *definition_text(const struct definition *definition, const char *key)
{
	const struct value *value = property(definition, key);
	if (value == NULL)
		return NULL;
	if (is_word(value))
		return arena_copy(definition->reader->schema->arena, value->text, value->length);
	shape_error(definition, key, _("a text, not empty"));
	return NULL;
}

const char *definition_need_text(const struct definition *definition, const char *key)
{
	if (!definition_has(definition, key))
		definition_error(definition, "schema/missing", _("'%s' is missing; add it"), key);
	return definition_text(definition, key);
}

unsigned definition_number(const struct definition *definition, const char *key, unsigned otherwise,
                           unsigned least, unsigned most)
{
	const char *text = definition_text(definition, key);
	uint64_t number;
	if (text == NULL)
		return otherwise;
	if (g_ascii_string_to_unsigned(text, 10, least, most, &number, NULL))
		return (unsigned)number;
	g_autofree char *range = g_strdup_printf(_("a number from %u to %u"), least, most);
	shape_error(definition, key, range);
	return otherwise;
}

bool definition_flag(const struct definition *definition, const char *key, bool otherwise)
{
	const struct value *value = property(definition, key);
	if (value == NULL)
		return otherwise;
	if (value->type == VALUE_BOOLEAN)
		return value->boolean;
	if (value->type == VALUE_TEXT && strcmp(value->text, "true") == 0)
		return true;
	if (value->type == VALUE_TEXT && strcmp(value->text, "false") == 0)
		return false;
	shape_error(definition, key, _("true or false"));
	return otherwise;
}

const struct value *definition_list(const struct definition *definition, const char *key)
{
	const struct value *value = property(definition, key);
	if (value == NULL || value->type == VALUE_LIST || value_is_empty_table(value))
		return value;
	shape_error(definition, key, _("a list, { …, … }"));
	return NULL;
}

const char *const *definition_texts(const struct definition *definition, const char *key)
{
	const struct value *list = definition_list(definition, key);
	unsigned length = list == NULL ? 0 : list->count;
	struct arena *arena = definition->reader->schema->arena;
	const char **texts = arena_new_array(arena, const char *, length + 1);
	unsigned count = 0;
	for (unsigned i = 0; i < length; i++) {
		if (is_word(&list->items[i]))
			texts[count++] = arena_string(arena, list->items[i].text);
		else
			shape_error(definition, key, _("a list of texts, none of them empty"));
	}
	return texts;
}

bool definition_need_label(const struct definition *definition, const char *key, struct label *out)
{
	static const char *const tags[] = {"zh-Hans", "zh-Hant", "en", NULL};
	const struct value *value = property(definition, key);
	if (value == NULL)
		return definition_error(definition, "schema/missing",
		                        _("'%s' is missing; write label(\"…\", \"…\", \"…\")"), key);
	if (value->type != VALUE_MAP)
		return shape_error(definition, key, _("written as label(\"…\", \"…\", \"…\")"));
	struct definition label;
	definition_open(definition->reader, definition->path, definition_part(definition, key),
	                value, tags, &label);
	bool complete = true;
	for (enum language language = 0; language < LANGUAGE_COUNT; language++) {
		const char *tag = language_tag(language);
		out->text[language] = definition_text(&label, tag);
		if (out->text[language] != NULL)
			continue;
		complete = false;
		if (!definition_has(&label, tag))
			definition_error(&label, "schema/label-missing",
			                 _("the text in '%s' is missing; a label is written in all "
			                   "three languages"),
			                 tag);
	}
	return complete;
}

static bool name_fits(const char *name, bool capitals)
{
	size_t length = strlen(name);
	if (length > NAME_MOST ||
	    !(g_ascii_islower(name[0]) || (capitals && g_ascii_isalnum(name[0]))))
		return false;
	for (size_t i = 0; i < length; i++)
		if (!(g_ascii_islower(name[i]) || g_ascii_isdigit(name[i]) ||
		      strchr("-_", name[i]) != NULL || (capitals && g_ascii_isupper(name[i]))))
			return false;
	return true;
}

bool definition_check_name(const struct definition *definition, const char *name, bool capitals)
{
	if (name_fits(name, capitals))
		return true;
	return definition_error(
	        definition, "schema/name-form",
	        capitals ? _("'%s' cannot be part of an address; write at most %d ASCII letters, "
	                     "digits, '-' and '_'")
	                 : _("'%s' cannot be part of an address; write at most %d small ASCII "
	                     "letters, digits, '-' and '_', a letter first"),
	        name, NAME_MOST);
}

const char *definition_need_name(const struct definition *definition, const char *key, bool capitals)
{
	const char *name = definition_need_text(definition, key);
	return name != NULL && definition_check_name(definition, name, capitals) ? name : NULL;
}
