/* SPDX-License-Identifier: MIT */
#include "pages/searched.h"

#include "base/escape.h"
#include "catalog/address.h"
#include "catalog/validity.h"
#include "pages/searched_file.h"
#include "pages/show_record.h"
#include "search/cut.h"

#include <string.h>

uint64_t searched_length(const struct catalog *catalog, const struct record *record)
{
	enum { HEADS_USUAL = 100 };
	g_autoptr(GArray) files = searched_files(record);
	uint64_t length = HEADS_USUAL + record->text_length;
	for (unsigned i = 0; i < files->len; i++)
		length += searched_file_length(catalog,
		                               &g_array_index(files, struct searched_file, i));
	return length;
}

uint32_t searched_unit_count(const struct catalog *catalog, const struct record *record)
{
	g_autoptr(GArray) files = searched_files(record);
	uint32_t count = cut_count(record->text_length);
	for (unsigned i = 0; i < files->len; i++)
		count += searched_file_unit_count(catalog,
		                                  &g_array_index(files, struct searched_file, i));
	return count;
}

void searched_sign(const struct catalog *catalog, const struct catalog_sources *sources,
                   const struct record *record, struct digester *digester)
{
	const struct source_file *text =
	        &catalog->files->items[sources->documents[record->document]];
	g_autoptr(GArray) files = searched_files(record);
	digester_add_text(digester, record->id);
	digester_add_text(digester, record->title);
	digester_add(digester, record->fields, record->fields_length);
	digester_add(digester, text->blob.bytes, sizeof text->blob.bytes);
	digester_add_number(digester, record->text_length);
	digester_add_number(digester, record_is_withdrawn(record));
	digester_add_number(digester, readings_has(sources->readings, record->document));
	for (unsigned i = 0; i < files->len; i++)
		searched_file_sign(catalog, &g_array_index(files, struct searched_file, i),
		                   digester);
}

/* ---- heads, and what fields say */

static void add_head(struct searched *out, enum searched_head type, const char *text)
{
	if (text == NULL || *text == '\0' || out->head_count == SEARCHED_HEADS_MOST)
		return;
	out->heads[out->head_count].type = type;
	out->heads[out->head_count++].text = text;
}

static void add_heads(struct searched *out, enum searched_head type, const struct value *value)
{
	if (value->type == VALUE_TEXT)
		add_head(out, type, value->text);
	for (unsigned i = 0; value->type == VALUE_LIST && i < value->count; i++)
		add_heads(out, type, &value->items[i]);
}

/* A line for each text. */
static void add_facts(GString *out, const struct field *field, const struct value *value)
{
	if (value->type == VALUE_LIST)
		for (unsigned i = 0; i < value->count; i++)
			add_facts(out, field, &value->items[i]);
	else if (value->type == VALUE_TEXT)
		g_string_append_printf(out, "%s\n", value->text);
	else if (value->type == VALUE_MAP)
		for (unsigned i = 0; i < field->field_count; i++) {
			const struct field *part = &field->fields[i];
			const struct value *written = value_get(value, part->key);
			if (written != NULL &&
			    (part->type == FIELD_TEXT || part->type == FIELD_ENTITY ||
			     part->type == FIELD_GROUP))
				add_facts(out, part, written);
		}
}

/* Words of a vocabulary are filters and lists; days, files and addresses are nobody's words. */
static void read_fields(const struct show *show, const struct record *record, struct searched *out,
                        GString *facts)
{
	static const char ORGAN[] = "issuing_organ";
	static const char *const UNSEEN[] = {"id", "title", "summary", "former_paths", NULL};
	struct value fields = record_fields(show->arena, record);
	add_head(out, HEAD_TITLE, record->title);
	add_head(out, HEAD_NUMBER, record->number);
	for (unsigned i = 0; i < fields.count; i++) {
		const struct field *field = kind_field(record->kind, fields.keys[i]);
		if (field == NULL || g_strv_contains(UNSEEN, field->key))
			continue;
		if (field->type == FIELD_INDEX_NUMBER)
			add_heads(out, HEAD_INDEX, &fields.items[i]);
		else if (strcmp(field->key, ORGAN) == 0)
			add_heads(out, HEAD_ORGAN, &fields.items[i]);
		else if (!record_is_withdrawn(record) &&
		         (field->type == FIELD_TEXT || field->type == FIELD_GROUP ||
		          field->type == FIELD_ENTITY))
			add_facts(facts, field, &fields.items[i]);
	}
}

/* ---- units */

static void add_units(const struct show *show, struct searched *out, const GString *text,
                      unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		struct cut_unit unit = cut_unit(text->str, text->len, count, i);
		out->units[out->unit_count++] =
		        arena_copy(show->arena, text->str + unit.start, unit.end - unit.start);
	}
}

bool searched_read(struct report *report, const struct show *show, const struct record *record,
                   struct searched *out)
{
	const struct catalog *catalog = show->catalog;
	struct fragment fragment = {.text = ""};
	g_autoptr(GArray) files = searched_files(record);
	g_autoptr(GString) facts = g_string_new(NULL);
	out->head_count = 0;
	out->unit_count = 0;
	out->units =
	        arena_new_array(show->arena, const char *, searched_unit_count(catalog, record));
	read_fields(show, record, out, facts);
	if (!record_is_withdrawn(record) && !show_fragment(report, show, record, &fragment))
		return false;
	g_autoptr(GString) text = g_string_new_len(fragment.text, (gssize)fragment.text_length);
	add_units(show, out, text, cut_count(record->text_length));
	if (facts->len > 0) /* a match is shown in a sentence of the text when there is one */
		out->units[0] = arena_printf(show->arena, "%s\n%s", out->units[0], facts->str);
	for (unsigned i = 0; i < files->len; i++) {
		const struct searched_file *file = &g_array_index(files, struct searched_file, i);
		g_string_truncate(text, 0);
		if (!searched_file_read(report, show, record, file, text))
			return false;
		add_units(show, out, text, searched_file_unit_count(catalog, file));
	}
	return true;
}

/* ---- files */

static size_t stem_length(const struct record *record)
{
	return strlen(record->url) - strlen(".html");
}

char *searched_key(struct arena *arena, const struct record *record)
{
	static const char FOLDER[] = "doc/";
	size_t folder = strlen(FOLDER);
	g_assert(g_str_has_prefix(record->url, FOLDER));
	return arena_copy(arena, record->url + folder, stem_length(record) - folder);
}

char *searched_url(struct arena *arena, const struct record *record, uint32_t unit)
{
	if (unit > 0)
		return address_beside(arena, record->url, arena_printf(arena, "text-%u.js", unit));
	return arena_printf(arena, "%.*s.js", (int)stem_length(record), record->url);
}

static void write_member(GString *out, const char *name, const char *text)
{
	if (text == NULL || *text == '\0')
		return;
	g_string_append_printf(out, ",\"%s\":\"", name);
	escape_json(out, text, strlen(text));
	g_string_append_c(out, '"');
}

static void write_organs(const struct searched *searched, GString *out)
{
	unsigned count = 0;
	for (unsigned i = 0; i < searched->head_count; i++) {
		if (searched->heads[i].type != HEAD_ORGAN)
			continue;
		g_string_append(out, count++ == 0 ? ",\"organs\":[\"" : "\",\"");
		escape_json(out, searched->heads[i].text, strlen(searched->heads[i].text));
	}
	if (count > 0)
		g_string_append(out, "\"]");
}

struct date searched_day(const struct record *record)
{
	return record->kind->listed ? record->listed_on : (struct date){0};
}

static void write_about(const struct record *record, const struct searched *searched, GString *out)
{
	static const char *const NAMES[] = {
	        [HEAD_TITLE] = "title", [HEAD_NUMBER] = "number", [HEAD_INDEX] = "index"};
	char day[DATE_TEXT_SIZE];
	g_string_append(out, "{\"v\":1");
	for (unsigned i = 0; i < searched->head_count; i++)
		if (searched->heads[i].type != HEAD_ORGAN &&
		    (i == 0 || searched->heads[i].type != searched->heads[i - 1].type))
			write_member(out, NAMES[searched->heads[i].type], searched->heads[i].text);
	write_organs(searched, out);
	if (date_is_set(searched_day(record)))
		write_member(out, "date", date_print_day(searched_day(record), day));
	write_member(out, "kind", record->kind->name);
	write_member(out, "validity", validity_key(record->validity.state));
	g_string_append_printf(out, ",\"withdrawn\":%s,\"sample\":%s,\"units\":%u",
	                       record_is_withdrawn(record) ? "true" : "false",
	                       record->sample ? "true" : "false", searched->unit_count);
	write_member(out, "page", record->url);
	g_string_append_c(out, '}');
}

void searched_write(const struct record *record, const struct searched *searched, uint32_t unit,
                    GString *out)
{
	size_t prefix = strlen("doc/");
	g_string_append_printf(out, "chayueText(\"%.*s\",%u,", (int)(stem_length(record) - prefix),
	                       record->url + prefix, unit);
	if (unit == 0)
		write_about(record, searched, out);
	else
		g_string_append(out, "null");
	g_string_append(out, ",\"");
	escape_json(out, searched->units[unit], strlen(searched->units[unit]));
	g_string_append(out, "\");\n");
}
