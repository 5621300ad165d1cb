/* SPDX-License-Identifier: MIT */
#include "pages/show_data.h"

#include <string.h>

#include "catalog/address.h"
#include "catalog/markdown_chart.h"
#include "pages/show_dataset.h"
#include "pages/show_record.h"

/* ---- reading */

bool read_file_table(struct report *report, const struct show *show,
                     const struct catalog_file *file, struct data_table *out, bool *made)
{
	struct source_bytes bytes;
	*made = false;
	if (!repository_read(report, show->sources->repository, file->source, &bytes))
		return false;
	*made = data_table_read(report, place_of_line(file->source->path, 1), bytes.bytes,
	                        bytes.size, show->arena, out);
	source_bytes_clear(&bytes);
	return true;
}

/* A block of text in YAML begins on the line after its key. */
static bool read_inline_table(struct report *report, const struct record *record,
                              const struct hole *hole, struct arena *arena, struct data_table *out)
{
	const struct value *data = markdown_chart_data(&hole->chart);
	return data != NULL && data->type == VALUE_TEXT &&
	       data_table_read(report, place_of_line(record->path, data->line + 1), data->text,
	                       data->length, arena, out);
}

bool read_chart_table(struct report *report, const struct show *show, uint32_t record,
                      uint32_t hole_number, struct data_table *out, bool *made)
{
	struct fragment fragment;
	const struct record *document = &show->catalog->records[record];
	*made = false;
	if (!show_fragment(report, show, document, &fragment))
		return false;
	*made = hole_number < fragment.hole_count &&
	        read_inline_table(report, document, &fragment.holes[hole_number], show->arena, out);
	return true;
}

/* ---- a table whose rows are shown by pages */

struct kept_table {
	struct arena *arena;
	const struct record *record; /* whose columns it has; NULL: there is none yet */
	const struct catalog_file *file;
	struct data_table table;
	bool made;
};

struct kept_table *kept_table_new(void)
{
	struct kept_table *kept = g_new0(struct kept_table, 1);
	kept->arena = arena_new();
	return kept;
}

void kept_table_free(struct kept_table *kept)
{
	if (kept == NULL)
		return;
	arena_free(kept->arena);
	g_free(kept);
}

/* As its document describes it. What is wrong with either, the page of the document tells. */
static bool read_kept(struct report *report, const struct show *show, const struct record *record,
                      const struct catalog_file *file, struct data_table *out, bool *made)
{
	struct kept_table *kept = show->kept;
	struct show apart = *show;
	struct data_schema schema;
	apart.arena = kept->arena;
	if (kept->record != record || kept->file != file) {
		arena_clear(kept->arena);
		kept->record = NULL;
		if (!read_file_table(report, &apart, file, &kept->table, &kept->made))
			return false;
		if (kept->made)
			show_dataset_apply(NULL, &apart, record, file, &kept->table, &schema);
		kept->record = record;
		kept->file = file;
	}
	*out = kept->table;
	*made = kept->made;
	return true;
}

/* ---- a file */

enum { SHORT_ID = 12 };

void show_short_id(const struct show *show, struct value_builder *map, const char *key,
                   const struct object_id *id)
{
	char text[OBJECT_ID_TEXT_SIZE];
	object_id_print(id, text);
	text[SHORT_ID] = '\0';
	show_text(map, key, arena_string(show->arena, text));
}

struct file_history show_versions(const struct show *show, const struct source_file *file)
{
	if (file->uncommitted)
		return (struct file_history){0};
	return history_of(show->sources->history, (size_t)(file - show->catalog->files->items));
}

/* { path, name, url, csv, size, blob, commit, changed_on } */
static struct value show_file(const struct show *show, const struct catalog_file *file)
{
	const struct source_file *source = file->source;
	struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
	g_autofree char *path = g_utf8_make_valid(source->path, -1);
	g_autofree char *name = g_path_get_basename(path);
	show_text(&map, "path", arena_string(show->arena, path));
	show_text(&map, "name", arena_string(show->arena, name));
	show_text(&map, "url", file->url);
	show_text(&map, "csv", file->csv_url);
	value_builder_set(&map, "size", value_text(arena_printf(show->arena, "%zu", file->size)));
	show_short_id(show, &map, "blob", &source->blob);
	struct file_history history = show_versions(show, source);
	if (history.count > 0) {
		const struct commit_note *commit = history.versions[0].commit;
		show_short_id(show, &map, "commit", &commit->id);
		show_day(&map, "changed_on", date_from_seconds(commit->seconds));
	}
	return value_builder_end(&map);
}

/* ---- a chart */

/* A view has neither the memory nor the time for more; by then no drawing shows a hundredth of it. */
enum { CHART_CELLS_MOST = 200000 };

static bool is_drawable(struct report *report, const struct record *record, const struct hole *hole,
                        const struct data_table *table)
{
	if ((uint64_t)table->row_count * table->column_count <= CHART_CELLS_MOST)
		return true;
	return report_error(report, place_of_line(record->path, hole->line), "data/size",
	                    _("a chart is drawn from %u cells at most, and this table has %u rows "
	                      "of %u; put what it shows into a table of its own"),
	                    CHART_CELLS_MOST, table->row_count, table->column_count);
}

static struct value show_lines(const struct show *show, const struct value *chart)
{
	struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
	for (unsigned i = 0; i < chart->count; i++)
		show_number(&map, chart->keys[i],
		            chart->key_lines == NULL ? 0 : chart->key_lines[i]);
	return value_builder_end(&map);
}

/* A chart of a dataset's own table sees it as the dataset describes it. */
static void apply_own(const struct show *show, const struct record *record, uint32_t asset,
                      struct data_table *table)
{
	struct data_schema schema;
	if (record->kind->table_rows == 0)
		return;
	for (uint32_t i = 0; i < record->field_target_count; i++)
		if (record->field_targets[i].field == record->kind->tables &&
		    record->field_targets[i].target.index == asset)
			show_dataset_apply(NULL, show, record, &show->catalog->assets[asset], table,
			                   &schema);
}

bool show_chart(struct report *report, const struct show *show, const struct record *record,
                const struct hole *hole, uint32_t hole_number, unsigned number, struct value *out)
{
	const struct target *target = &record->targets[hole_number];
	const struct catalog *catalog = show->catalog;
	struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
	struct data_table table;
	bool made = false;
	show_number(&map, "number", number);
	show_number(&map, "line", hole->line);
	value_builder_set(&map, "spec", hole->chart);
	value_builder_set(&map, "lines", show_lines(show, &hole->chart));
	if (target->type == TARGET_DATA) {
		const struct catalog_file *file = &catalog->assets[target->index];
		if (!read_file_table(report, show, file, &table, &made))
			return false;
		value_builder_set(&map, "file", show_file(show, file));
		if (made) {
			apply_own(show, record, target->index, &table);
			show_text(&map, "csv", file->csv_url);
		}
	} else if (target->type == TARGET_INLINE_DATA) {
		made = read_inline_table(report, record, hole, show->arena, &table);
		if (made)
			show_text(&map, "csv", plan_chart_url(show->arena, record, hole_number));
	}
	if (made && is_drawable(report, record, hole, &table))
		value_builder_set(&map, "data",
		                  data_table_value(show->arena, &table, 0, table.row_count));
	*out = value_builder_end(&map);
	return true;
}

/* ---- a table with a page of its own */

static struct value show_table_pages(const struct show *show, const struct record *record,
                                     uint32_t count)
{
	struct value_builder list = value_builder_begin(show->arena, VALUE_LIST);
	for (uint32_t number = 1; number <= count; number++) {
		struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
		show_number(&map, "number", number);
		show_text(&map, "url", plan_rows_url(show->arena, record, number));
		value_builder_add(&list, value_builder_end(&map));
	}
	return value_builder_end(&list);
}

static void add_parts(const struct show *show, const struct record *record, uint32_t page,
                      struct value_builder *map)
{
	uint32_t rows = record->kind->table_rows;
	uint32_t count = MAX((record->row_count + rows - 1) / rows, 1);
	show_number(map, "first", (page - 1) * rows + 1);
	show_number(map, "page_count", count);
	if (count > 1)
		value_builder_set(map, "pages", show_table_pages(show, record, count));
	show_text(map, "json", plan_table_url(show->arena, record, TABLE_JSON));
	show_text(map, "script", plan_table_url(show->arena, record, TABLE_SCRIPT));
}

/* Of a table that is shown by pages, what the page shows. */
static void add_part(struct report *report, const struct show *show, const struct record *record,
                     const struct catalog_file *file, struct data_table *table, uint32_t page,
                     struct value_builder *map)
{
	struct data_schema schema;
	uint32_t rows = record->kind->table_rows;
	uint32_t first = MIN((page - 1) * rows, table->row_count);
	if (page == 1)
		show_dataset_apply(report, show, record, file, table, &schema);
	value_builder_set(
	        map, "table",
	        data_table_value(show->arena, table, first, MIN(rows, table->row_count - first)));
	show_number(map, "row_count", table->row_count);
	if (page == 1)
		value_builder_set(map, "change", show_dataset_change(show, file, table, &schema));
	add_parts(show, record, page, map);
}

bool show_table(struct report *report, const struct show *show, const struct record *record,
                uint32_t field_target, uint32_t page, struct value *out)
{
	uint32_t asset = record->field_targets[field_target].target.index;
	const struct catalog_file *file = &show->catalog->assets[asset];
	struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
	struct data_table table;
	bool made;
	bool done = page > 1 ? read_kept(report, show, record, file, &table, &made)
	                     : read_file_table(report, show, file, &table, &made);
	if (!done)
		return false;
	value_builder_set(&map, "file", show_file(show, file));
	if (made && record->kind->table_rows == 0)
		value_builder_set(&map, "table",
		                  data_table_value(show->arena, &table, 0, table.row_count));
	else if (made)
		add_part(report, show, record, file, &table, page, &map);
	*out = value_builder_end(&map);
	return true;
}

bool show_other_table(struct report *report, const struct show *show, uint32_t number,
                      uint32_t field_target, struct value *out)
{
	const struct record *record = &show->catalog->records[number];
	struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
	struct value table;
	if (!show_table(report, show, record, field_target, 1, &table))
		return false;
	value_builder_set(&map, "document", show_record(show, number));
	for (unsigned i = 0; i < table.count; i++)
		value_builder_set(&map, table.keys[i], table.items[i]);
	*out = value_builder_end(&map);
	return true;
}
