/* SPDX-License-Identifier: MIT */
#include "pages/show_record.h"

#include "catalog/validity.h"
#include "pages/body.h"
#include "pages/show_data.h"
#include "pages/show_fields.h"
#include "pages/show_player.h"

#include <string.h>

void show_text(struct value_builder *map, const char *key, const char *text)
{
	if (text != NULL && *text != '\0')
		value_builder_set(map, key, value_text(text));
}

void show_day(struct value_builder *map, const char *key, struct date date)
{
	char text[DATE_TEXT_SIZE];
	show_text(map, key, arena_string(map->arena, date_print_day(date, text)));
}

void show_date(struct value_builder *map, const char *key, struct date date)
{
	char text[DATE_TEXT_SIZE];
	show_text(map, key, arena_string(map->arena, date_print(date, text)));
}

void show_number(struct value_builder *map, const char *key, uint32_t number)
{
	value_builder_set(map, key, value_text(arena_printf(map->arena, "%u", number)));
}

const char *show_label(const struct show *show, const struct label *label)
{
	return label->text[show->catalog->settings->language];
}

/* ---- a line in a list */

/* The fields that lists show of this kind, as text. */
static void add_entry_fields(const struct show *show, const struct record *record,
                             struct value_builder *map)
{
	const char *const *keys = record->kind->entry;
	if (keys == NULL || keys[0] == NULL)
		return;
	struct value all = record_fields(show->arena, record);
	struct value_builder fields = value_builder_begin(show->arena, VALUE_MAP);
	for (unsigned i = 0; keys[i] != NULL; i++) {
		const struct value *value = value_get(&all, keys[i]);
		const struct field *field = kind_field(record->kind, keys[i]);
		if (value != NULL && field != NULL)
			show_text(&fields, keys[i], show_field_text(show, field, value));
	}
	value_builder_set(map, "fields", value_builder_end(&fields));
}

static void add_entry(const struct show *show, const struct record *record,
                      struct value_builder *map)
{
	show_text(map, "title", record->title);
	show_text(map, "url", record->url);
	show_text(map, "number", record->number);
	show_day(map, "date", record->listed_on);
	show_text(map, "kind", record->kind->name);
	show_text(map, "kind_label", show_label(show, &record->kind->label));
	show_text(map, "organ", record->organ);
	show_text(map, "summary", record->summary);
	value_builder_set(map, "sample", value_boolean(record->sample));
}

/* What a list says of a record besides: whether it holds, and that it was taken back. */
static void add_entry_state(const struct record *record, struct value_builder *map)
{
	show_text(map, "validity", validity_key(record->validity.state));
	show_day(map, "until", record->validity.until);
	value_builder_set(map, "withdrawn", value_boolean(record_is_withdrawn(record)));
}

static struct value_builder begin_entry(const struct show *show, const struct record *record)
{
	struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
	add_entry(show, record, &map);
	add_entry_state(record, &map);
	add_entry_fields(show, record, &map);
	return map;
}

struct value show_entry(const struct show *show, uint32_t number)
{
	struct value_builder map = begin_entry(show, &show->catalog->records[number]);
	return value_builder_end(&map);
}

struct value show_first_entry(const struct show *show, uint32_t number)
{
	const struct record *record = &show->catalog->records[number];
	struct value_builder map = begin_entry(show, record);
	show_text(&map, "month_mark",
	          arena_printf(show->arena, "m%04d-%02d", record->listed_on.year,
	                       record->listed_on.month));
	return value_builder_end(&map);
}

struct value show_dated_entry(const struct show *show, uint32_t number)
{
	const struct record *record = &show->catalog->records[number];
	struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
	add_entry(show, record, &map);
	add_entry_state(record, &map);
	show_text(&map, "id", record->id);
	show_date(&map, "published", record->listed_on);
	show_date(&map, "changed", record->changed_on);
	return value_builder_end(&map);
}

/* ---- a record */

/* { state, from, until, basis, by = entry } */
static struct value show_validity(const struct show *show, const struct validity *validity)
{
	struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
	show_text(&map, "state", validity_key(validity->state));
	show_day(&map, "from", validity->from);
	show_day(&map, "until", validity->until);
	show_text(&map, "basis", validity->basis);
	if (validity->by != RECORD_NONE)
		value_builder_set(&map, "by", value_folded(show_entry(show, validity->by)));
	return value_builder_end(&map);
}

/* { date, reason } */
static struct value show_withdrawal(const struct show *show, const struct withdrawal *withdrawal)
{
	struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
	show_day(&map, "date", withdrawal->on);
	show_text(&map, "reason", withdrawal->reason);
	return value_builder_end(&map);
}

/* { path, blob, commit, changed_on, versions }: where the text comes from */
static struct value show_source(const struct show *show, const struct record *record)
{
	struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
	struct file_history history = catalog_history(show->sources, record);
	char id[OBJECT_ID_TEXT_SIZE];
	g_autofree char *path = g_utf8_make_valid(record->path, -1);
	show_text(&map, "path", arena_string(show->arena, path));
	const struct source_file *file =
	        &show->catalog->files->items[show->sources->documents[record->document]];
	show_text(&map, "blob", arena_string(show->arena, object_id_print(&file->blob, id)));
	if (history.count > 0 && !file->uncommitted)
		show_text(&map, "commit",
		          arena_string(show->arena,
		                       object_id_print(&history.versions[0].commit->id, id)));
	show_date(&map, "changed_on", record->changed_on);
	show_number(&map, "versions", history.count);
	return value_builder_end(&map);
}

/* What is known of a record besides its fields. */
static void add_facts(const struct show *show, const struct record *record,
                      struct value_builder *map)
{
	add_entry(show, record, map);
	show_text(map, "id", record->id);
	show_text(map, "url_json", plan_record_url(show->arena, record));
	if (show->catalog->settings->address != NULL)
		show_text(map, "address",
		          arena_printf(show->arena, "%s%s", show->catalog->settings->address,
		                       record->url));
	show_date(map, "written_on", record->written_on);
	show_date(map, "printed_on", record->printed_on);
	show_date(map, "published_on", record->published_on);
	show_date(map, "listed_on", record->listed_on);
	show_date(map, "changed", record->changed_on);
	value_builder_set(map, "by_history", value_boolean(record->published_by_history));
	if (record_is_withdrawn(record))
		value_builder_set(map, "withdrawn", show_withdrawal(show, &record->withdrawal));
}

static void add_record(const struct show *show, const struct record *record,
                       struct value_builder *map)
{
	add_facts(show, record, map);
	value_builder_set(map, "validity", show_validity(show, &record->validity));
	struct value fields = record_fields(show->arena, record);
	show_text(map, "language", value_get_text(&fields, "language"));
	value_builder_set(map, "fields", show_fields(show, record, &fields));
}

struct value show_catalogued(const struct show *show, uint32_t number)
{
	const struct record *record = &show->catalog->records[number];
	struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
	add_facts(show, record, &map);
	show_text(&map, "validity", validity_key(record->validity.state));
	struct value fields = record_fields(show->arena, record);
	struct value_builder texts = value_builder_begin(show->arena, VALUE_MAP);
	for (unsigned i = 0; i < fields.count; i++) {
		const struct field *field = kind_field(record->kind, fields.keys[i]);
		if (field != NULL && field->type != FIELD_GROUP && field->type != FIELD_DOCUMENT)
			show_text(&texts, fields.keys[i],
			          show_field_text(show, field, &fields.items[i]));
	}
	value_builder_set(&map, "texts", value_builder_end(&texts));
	return value_builder_end(&map);
}

struct value show_record(const struct show *show, uint32_t number)
{
	const struct record *record = &show->catalog->records[number];
	struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
	add_record(show, record, &map);
	value_builder_set(&map, "source", show_source(show, record));
	return value_builder_end(&map);
}

/* ---- a document */

static struct value show_outline(const struct show *show, const struct fragment *fragment)
{
	struct value_builder list = value_builder_begin(show->arena, VALUE_LIST);
	for (unsigned i = 0; i < fragment->outline_count; i++) {
		struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
		show_number(&map, "level", fragment->outline[i].level);
		show_text(&map, "anchor", fragment->outline[i].anchor);
		show_text(&map, "text", fragment->outline[i].text);
		value_builder_add(&list, value_builder_end(&map));
	}
	return value_builder_end(&list);
}

bool show_fragment(struct report *report, const struct show *show, const struct record *record,
                   struct fragment *out)
{
	g_autoptr(GByteArray) buffer = g_byte_array_new();
	*out = (struct fragment){.html = "", .text = ""};
	if (!readings_has(show->sources->readings, record->document))
		return true;
	if (!readings_body(report, show->sources->readings, record->document, buffer))
		return false;
	char *bytes = arena_copy(show->arena, (const char *)buffer->data, buffer->len);
	struct unpacker from = unpacker_over(bytes, buffer->len);
	fragment_unpack(show->arena, &from, out);
	return true;
}

/* The blocks of a text while they are made. */
struct block_task {
	struct report *report;
	const struct show *show;
	const struct record *record;
	const struct fragment *fragment;
	unsigned charts; /* so far */
	unsigned players;
};

static bool make_player(struct block_task *task, unsigned hole, struct value *out)
{
	const struct catalog *catalog = task->show->catalog;
	const struct hole *block = &task->fragment->holes[hole];
	const struct target *target = &task->record->targets[hole];
	const struct player player = {.record = task->record,
	                              .recording = &catalog->recordings[target->index],
	                              .label = block->text,
	                              .title = block->title,
	                              .line = block->line,
	                              .number = ++task->players};
	return show_player(task->report, task->show, &player, out);
}

static bool make_block(void *context, unsigned hole, struct value *out)
{
	struct block_task *task = context;
	struct value_builder piece = value_builder_begin(task->show->arena, VALUE_MAP);
	const struct hole *block = &task->fragment->holes[hole];
	bool chart = block->type == HOLE_CHART;
	struct value value;
	bool done = chart ? show_chart(task->report, task->show, task->record, block, hole,
	                               ++task->charts, &value)
	                  : make_player(task, hole, &value);
	if (done && value.type != VALUE_NOTHING)
		value_builder_set(&piece, chart ? "chart" : "player", value);
	*out = value_builder_end(&piece);
	return done;
}

/* Its `pieces`, and `outside` in the kiosk. */
static bool add_pieces(struct report *report, const struct show *show, const struct record *record,
                       const struct fragment *fragment, struct value_builder *map)
{
	struct block_task task = {
	        .report = report, .show = show, .record = record, .fragment = fragment};
	const struct body_blocks blocks = {.make = make_block, .context = &task};
	const struct body_place place = {
	        .root = show->root, .base = show->base, .edition = show->page->edition};
	struct value pieces;
	struct value outside;
	if (!body_make(show->arena, show->catalog, record, fragment, &place, &blocks, &pieces,
	               &outside))
		return false;
	value_builder_set(map, "pieces", pieces);
	if (outside.count > 0)
		value_builder_set(map, "outside", outside);
	return true;
}

bool show_document(struct report *report, const struct show *show, uint32_t number,
                   struct value *out)
{
	const struct record *record = &show->catalog->records[number];
	struct fragment fragment = {.html = "", .text = ""};
	if (!record_is_withdrawn(record) && !show_fragment(report, show, record, &fragment))
		return false;
	struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
	add_record(show, record, &map);
	value_builder_set(&map, "source", show_source(show, record));
	if (fragment.title_opens && g_strcmp0(fragment.title, record->title) != 0)
		show_text(&map, "heading", fragment.title);
	show_number(&map, "outline_length", fragment.outline_count);
	value_builder_set(&map, "outline", value_folded(show_outline(show, &fragment)));
	if (!add_pieces(report, show, record, &fragment, &map))
		return false;
	*out = value_builder_end(&map);
	return true;
}
