/* SPDX-License-Identifier: MIT */
/*
 * From front matter to record. What an editor wrote comes first, then the defaults of the folder,
 * then those of the kind; a title falls back on the first heading, then on the file's name, a date
 * of publication on the history.
 */
#include "catalog/intake.h"

#include "catalog/address.h"
#include "catalog/gathering.h"
#include "catalog/placing.h"
#include "catalog/validity.h"
#include "catalog/withdrawal.h"

#include <string.h>

enum { STRINGS_AT_FIRST = 1000 };

struct intake *intake_new(const struct catalog_sources *sources, struct catalog *catalog)
{
	struct intake *intake = g_new0(struct intake, 1);
	intake->sources = sources;
	intake->catalog = catalog;
	intake->guides = kind_guides_new(sources);
	intake->memory = field_memory_new();
	intake->ties = g_array_new(FALSE, FALSE, sizeof(struct pending_tie));
	intake->values = g_array_new(FALSE, FALSE, sizeof(struct pending_value));
	intake->places = g_array_new(FALSE, FALSE, sizeof(struct pending_place));
	intake->formers = g_array_new(FALSE, FALSE, sizeof(struct pending_former));
	intake->ids = g_array_new(FALSE, FALSE, sizeof(struct pending_id));
	intake->mentions = g_byte_array_new();
	intake->buffer = g_byte_array_new();
	intake->unknown_keys = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
	intake->strings = name_table_new(STRINGS_AT_FIRST);
	intake->string_list = g_ptr_array_new();
	intake->by_id = name_table_new(sources->document_count);
	intake->scratch = arena_new();
	return intake;
}

void intake_free(struct intake *intake)
{
	kind_guides_free(intake->sources->schema, intake->guides);
	field_memory_free(intake->memory);
	g_array_unref(intake->ties);
	g_array_unref(intake->values);
	g_array_unref(intake->places);
	g_array_unref(intake->formers);
	g_array_unref(intake->ids);
	g_byte_array_unref(intake->mentions);
	g_byte_array_unref(intake->buffer);
	g_hash_table_unref(intake->unknown_keys);
	name_table_free(intake->strings);
	g_ptr_array_unref(intake->string_list);
	name_table_free(intake->by_id);
	arena_free(intake->scratch);
	g_free(intake);
}

const char *intake_string(struct intake *intake, const char *text)
{
	uint32_t known = name_table_find(intake->strings, text);
	if (known != NAME_NONE)
		return intake->string_list->pdata[known];
	char *copy = arena_string(intake->catalog->arena, text);
	name_table_add(intake->strings, copy, intake->string_list->len);
	g_ptr_array_add(intake->string_list, copy);
	return copy;
}

const char *intake_path_in_content(const struct settings *settings, const char *path)
{
	size_t length = strlen(settings->content);
	if (length > 0 && strncmp(path, settings->content, length) == 0 && path[length] == '/')
		return path + length + 1;
	return path;
}

static bool is_true(const struct value *value)
{
	return value != NULL && value->type == VALUE_BOOLEAN && value->boolean;
}

static void check_parts(const struct gathering *gathering, const struct field *group,
                        const struct value *value);

/* One group, or a list of them. */
static void check_groups(const struct gathering *gathering, const struct field *group,
                         const struct value *value)
{
	if (value->type == VALUE_MAP)
		check_parts(gathering, group, value);
	for (unsigned i = 0; value->type == VALUE_LIST && i < value->count; i++)
		check_parts(gathering, group, &value->items[i]);
}

/* Goes as deep as the schema, in which groups lie in groups. */
static void check_parts(const struct gathering *gathering, const struct field *group,
                        const struct value *value)
{
	for (unsigned i = 0; i < group->field_count; i++) {
		const struct field *part = &group->fields[i];
		const struct value *written = value_get(value, part->key);
		if (written == NULL && part->required)
			report_error(gathering->report, place_of_file(gathering->path),
			             "field/required", _("'%s' needs '%s' (%s) below it"),
			             group->key, part->key, part->label.text[LANGUAGE_ZH_HANS]);
		if (written != NULL && part->type == FIELD_GROUP)
			check_groups(gathering, part, written);
	}
}

static void check_required(struct gathering *gathering)
{
	const struct kind *kind = gathering->kind;
	for (unsigned i = 0; i < kind->field_count; i++) {
		const struct field *field = &kind->fields[i];
		if (field->type == FIELD_GROUP)
			check_groups(gathering, field, &gathering->values[i]);
		if (!field->required || gathering->values[i].type != VALUE_NOTHING ||
		    strcmp(field->key, "title") == 0)
			continue;
		report_error(gathering->report, place_of_file(gathering->path), "field/required",
		             _("a document of kind '%s' needs '%s' (%s) in its front matter"),
		             kind->name, field->key, field->label.text[LANGUAGE_ZH_HANS]);
	}
}

/* ---- title and dates */

/* "notices/2024/关于公园.md" is called 关于公园; the page of a folder has the folder's name. */
static char *title_from_path(struct arena *arena, const char *path)
{
	g_autofree char *base = g_path_get_basename(path);
	char *dot = strrchr(base, '.');
	if (dot != NULL && dot != base)
		*dot = '\0';
	if (g_ascii_strcasecmp(base, "readme") == 0 || g_ascii_strcasecmp(base, "index") == 0 ||
	    g_ascii_strcasecmp(base, "_index") == 0) {
		g_autofree char *folder = g_path_get_dirname(path);
		g_free(base);
		base = g_path_get_basename(folder);
	}
	g_autofree char *valid = g_utf8_make_valid(base, -1);
	return arena_string(arena, strcmp(valid, ".") == 0 ? path : valid);
}

static struct date first_set(struct date first, struct date second, struct date third)
{
	if (date_is_set(first))
		return first;
	return date_is_set(second) ? second : third;
}

static void set_dates(struct gathering *gathering, uint32_t document, struct record *record)
{
	const struct catalog_sources *sources = gathering->intake->sources;
	record->written_on = gathering_date(gathering, COMMON_WRITTEN_ON);
	record->printed_on = gathering_date(gathering, COMMON_PRINTED_ON);
	record->published_on = gathering_date(gathering, COMMON_PUBLISHED_ON);
	struct file_history history = history_of(sources->history, sources->documents[document]);
	if (history.count > 0)
		record->changed_on = date_from_seconds(history.versions[0].commit->seconds);
	record->first_seen =
	        history.count > 0 ? history.versions[history.count - 1].commit->seconds : INT64_MAX;
	record->listed_on = first_set(record->published_on, record->printed_on, record->written_on);
	if (date_is_set(record->published_on) || history.count == 0)
		return;
	record->published_on =
	        date_from_seconds(history.versions[history.count - 1].commit->seconds);
	record->published_by_history = true;
	record->listed_on = first_set(record->listed_on, record->published_on, record->published_on);
}

/*
 * 成文 ≤ 印发 ≤ 发布, and nothing is published after --as-of (国办秘函〔2019〕19号: forged dates
 * are a veto item).
 */
static void check_dates(struct gathering *gathering, const struct record *record)
{
	const struct date *order[] = {&record->written_on, &record->printed_on,
	                              &record->published_on};
	static const char *const NAMES[] = {"written_on", "printed_on", "published_on"};
	const struct place place = place_of_file(gathering->path);
	struct date as_of = gathering->intake->sources->as_of;
	size_t count = record->published_by_history ? 2 : 3;
	char first[DATE_TEXT_SIZE];
	char second[DATE_TEXT_SIZE];
	for (size_t i = 0; i < count; i++)
		for (size_t j = i + 1; j < count; j++)
			if (date_is_set(*order[i]) && date_is_set(*order[j]) &&
			    date_days_between(*order[i], *order[j]) < 0)
				report_warning(gathering->report, place, "date/order",
				               _("'%s' (%s) is later than '%s' (%s); a document is "
				                 "written, then "
				                 "printed, then published"),
				               NAMES[i], date_print_day(*order[i], first), NAMES[j],
				               date_print_day(*order[j], second));
	if (date_is_set(as_of) && count == 3 && date_is_set(record->published_on) &&
	    date_days_between(record->published_on, as_of) < 0)
		report_warning(gathering->report, place, "date/future",
		               _("'published_on' (%s) is after the day of --as-of (%s); correct "
		                 "one of them"),
		               date_print_day(record->published_on, first),
		               date_print_day(as_of, second));
}

/* ---- what leads on */

static void add_tie(struct gathering *gathering, const struct field *field,
                    const struct value *value)
{
	struct pending_tie tie = {.record = gathering->record, .field = field, .line = value->line};
	tie.text = arena_copy(gathering->intake->catalog->arena, value->text, value->length);
	g_array_append_val(gathering->intake->ties, tie);
}

static void add_value(struct gathering *gathering, const struct field *field,
                      const struct value *value, uint32_t item)
{
	struct pending_value pending = {.record = gathering->record, .field = field, .item = item};
	pending.text = gathering_keeps(field)
	                       ? value->text
	                       : arena_string(gathering->intake->catalog->arena, value->text);
	pending.line = value->line;
	g_array_append_val(gathering->intake->values, pending);
}

static void add_lead(struct gathering *gathering, const struct field *field,
                     const struct value *value, uint32_t item)
{
	if (field->type == FIELD_DOCUMENT)
		add_tie(gathering, field, value);
	else
		add_value(gathering, field, value, item);
}

/* Values that lead to a document, a file or a list. */
static void add_leads(struct gathering *gathering)
{
	for (unsigned i = 0; i < gathering->kind->field_count; i++) {
		const struct field *field = &gathering->kind->fields[i];
		const struct value *value = &gathering->values[i];
		if (field->type != FIELD_DOCUMENT && field->type != FIELD_FILE &&
		    field->type != FIELD_ENTITY)
			continue;
		if (value->type == VALUE_TEXT)
			add_lead(gathering, field, value, 0);
		for (unsigned j = 0; value->type == VALUE_LIST && j < value->count; j++)
			add_lead(gathering, field, &value->items[j], j);
	}
}

/* Of what is withdrawn, no text is left to lead anywhere. */
static void add_mentions(struct gathering *gathering, const struct reading_head *head,
                         struct record *record)
{
	if (record_is_withdrawn(record))
		return;
	record->target_count = head->mention_count;
	g_byte_array_append(gathering->intake->mentions, head->mentions.at,
	                    (unsigned)(head->mentions.end - head->mentions.at));
}

static void add_id(struct gathering *gathering, struct record *record)
{
	const struct value *id = gathering_value(gathering, COMMON_ID);
	if (id == NULL || id->type != VALUE_TEXT)
		return;
	if (!address_is_id(id->text)) {
		report_error(gathering->report, place_of_line(gathering->path, id->line),
		             "document/id",
		             _("'%s' cannot be an id; write 1 to 64 of a-z, 0-9 and '-', as in "
		               "gbf-2013-100"),
		             id->text);
		return;
	}
	struct pending_id pending = {.record = gathering->record, .line = id->line};
	g_array_append_val(gathering->intake->ids, pending);
	record->id = arena_string(gathering->intake->catalog->arena, id->text);
}

static void add_formers(struct gathering *gathering)
{
	const struct value *value = gathering_value(gathering, COMMON_FORMER_PATHS);
	for (unsigned i = 0; value != NULL && value->type == VALUE_LIST && i < value->count; i++) {
		const struct value *item = &value->items[i];
		if (item->type != VALUE_TEXT)
			continue;
		struct pending_former former = {.record = gathering->record, .line = item->line};
		former.text = arena_string(gathering->intake->catalog->arena, item->text);
		g_array_append_val(gathering->intake->formers, former);
	}
}

/*
 * The name of the folder a document lies in, of which it may be the page; folders of digits (years)
 * are passed over.
 */
static char *topic_from_folder(struct arena *arena, const char *path)
{
	g_auto(GStrv) parts = g_strsplit(path, "/", -1);
	unsigned count = g_strv_length(parts);
	if (count < 2)
		return NULL;
	g_autofree char *name = g_ascii_strdown(parts[count - 1], -1);
	unsigned last = count - 1;
	if (g_str_has_prefix(name, "readme.") || g_str_has_prefix(name, "index.") ||
	    g_str_has_prefix(name, "_index."))
		last--;
	while (last > 0) {
		const char *folder = parts[--last];
		if (strspn(folder, "0123456789-") == strlen(folder))
			continue;
		g_autofree char *valid = g_utf8_make_valid(folder, -1);
		return arena_string(arena, valid);
	}
	return NULL;
}

static void default_topics(struct gathering *gathering)
{
	const struct settings *settings = gathering->intake->sources->settings;
	const struct field *field = gathering->guide->common[COMMON_TOPICS];
	if (!settings->topics_from_folders || field == NULL ||
	    gathering_value(gathering, COMMON_TOPICS) != NULL)
		return;
	struct arena *arena = gathering->intake->scratch;
	char *folder = topic_from_folder(arena, intake_path_in_content(settings, gathering->path));
	if (folder == NULL)
		return;
	struct value_builder list = value_builder_begin(arena, VALUE_LIST);
	value_builder_add(&list, value_text(intake_string(gathering->intake, folder)));
	gathering->values[field - gathering->kind->fields] = value_builder_end(&list);
}

static void pack_fields(struct gathering *gathering, struct record *record)
{
	GByteArray *packed = gathering->intake->buffer;
	unsigned count = gathering->kind->field_count;
	gathering->ends = arena_new_array(gathering->intake->scratch, unsigned, count);
	g_byte_array_set_size(packed, 0);
	for (unsigned i = 0; i < count; i++) {
		if (gathering->values[i].type == VALUE_NOTHING)
			continue;
		pack_number(packed, i);
		value_pack(&gathering->values[i], packed);
		gathering->ends[i] = packed->len;
	}
	record->fields = (const uint8_t *)arena_copy(gathering->intake->catalog->arena,
	                                             (const char *)packed->data, packed->len);
	record->fields_length = packed->len;
}

/* The text of a field, where it lies in the packed ones; NULL: none, or no text. */
static const char *packed_text(const struct gathering *gathering, const struct record *record,
                               enum common_field field)
{
	const struct value *value = gathering_value(gathering, field);
	if (value == NULL || value->type != VALUE_TEXT)
		return NULL;
	unsigned end = gathering->ends[value - gathering->values];
	return (const char *)record->fields + end - 1 - value->length;
}

static void fill(struct gathering *gathering, uint32_t document, const struct reading_head *head,
                 struct record *record)
{
	struct arena *arena = gathering->intake->catalog->arena;
	record->title = packed_text(gathering, record, COMMON_TITLE);
	if (record->title == NULL && (head->title_opens || !record_is_withdrawn(record)))
		record->title = arena_string(arena, head->title);
	if (record->title == NULL || *record->title == '\0')
		record->title = title_from_path(arena, gathering->path);
	record->summary = packed_text(gathering, record, COMMON_SUMMARY);
	if (record_is_withdrawn(record))
		record->summary = "";
	else if (record->summary == NULL)
		record->summary = arena_string(arena, head->summary);
	record->text_length = record_is_withdrawn(record) ? 0 : head->text_length;
	record->number = packed_text(gathering, record, COMMON_NUMBER);
	const struct value *organs = gathering_value(gathering, COMMON_ORGAN);
	if (organs != NULL && organs->type == VALUE_LIST)
		organs = &organs->items[0];
	if (organs != NULL && organs->type == VALUE_TEXT)
		record->organ = intake_string(gathering->intake, organs->text);
	record->sample = is_true(gathering_value(gathering, COMMON_SAMPLE));
	set_dates(gathering, document, record);
	check_dates(gathering, record);
	record->validity.from = gathering_date(gathering, COMMON_EFFECTIVE_ON);
	record->validity.until = gathering_date(gathering, COMMON_EXPIRES_ON);
	record->validity.by = RECORD_NONE;
	record->validity.state = validity_stated(gathering_text(gathering, COMMON_STATUS));
	record->validity.basis = packed_text(gathering, record, COMMON_STATUS_BASIS);
}

bool intake_record(struct report *report, struct intake *intake, uint32_t document,
                   const struct reading_head *head, struct record *out)
{
	const struct catalog_sources *sources = intake->sources;
	const char *path = sources->files->items[sources->documents[document]].path;
	struct gathering gathering = {.report = report, .intake = intake, .path = path};
	gathering.record = intake->catalog->record_count;
	gathering_read(&gathering, &head->fields);
	if (gathering.draft)
		return false;
	*out = (struct record){.path = path, .kind = gathering.kind, .document = document};
	default_topics(&gathering);
	if (gathering.right)
		check_required(&gathering);
	withdrawal_apply(&gathering, &out->withdrawal);
	pack_fields(&gathering, out);
	fill(&gathering, document, head, out);
	add_id(&gathering, out);
	add_leads(&gathering);
	add_mentions(&gathering, head, out);
	add_formers(&gathering);
	places_note(&gathering, out);
	return true;
}

void intake_report_unknown_keys(struct report *report, const struct intake *intake)
{
	GHashTableIter iterator;
	void *key;
	void *value;
	g_hash_table_iter_init(&iterator, intake->unknown_keys);
	while (g_hash_table_iter_next(&iterator, &key, &value)) {
		const struct unknown_key *unknown = value;
		report_warning(
		        report, place_of_line(unknown->path, unknown->line), "field/unknown",
		        ngettext("'%s' is no field and is not shown (in %u file); if it is another "
		                 "name for a "
		                 "field, say so under 'fields' in site.yml",
		                 "'%s' is no field and is not shown (in %u files, this is the "
		                 "first); if it is "
		                 "another name for a field, say so under 'fields' in site.yml",
		                 unknown->files),
		        (const char *)key, unknown->files);
	}
}
