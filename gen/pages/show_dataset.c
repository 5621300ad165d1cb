/* SPDX-License-Identifier: MIT */
#include "pages/show_dataset.h"

#include "catalog/data_change.h"
#include "pages/show_data.h"
#include "pages/show_record.h"

void show_dataset_apply(struct report *report, const struct show *show, const struct record *record,
                        const struct catalog_file *file, struct data_table *table,
                        struct data_schema *schema)
{
	g_autoptr(Report) unheard = report_new();
	struct value fields = record_fields(show->arena, record);
	bool good = data_schema_read(report == NULL ? unheard : report, record->path, &fields,
	                             show->arena, schema);
	if (good && report != NULL)
		data_schema_check(report, file->source->path, schema, table);
	data_schema_apply(show->arena, schema, table);
}

/* The table as it was. False: it cannot be known, and the page can do without. */
static bool read_version(const struct show *show, const struct version *version,
                         struct data_table *out)
{
	g_autoptr(Report) unheard = report_new();
	const struct source_file then = {.path = version->path, .blob = version->blob};
	struct source_bytes bytes;
	if (!repository_read(unheard, show->sources->repository, &then, &bytes))
		return false;
	bool good = data_table_read(unheard, place_of_file(then.path), bytes.bytes, bytes.size,
	                            show->arena, out);
	source_bytes_clear(&bytes);
	return good;
}

struct value show_dataset_change(const struct show *show, const struct catalog_file *file,
                                 const struct data_table *table, const struct data_schema *schema)
{
	struct data_table before;
	struct data_change change;
	struct file_history history = show_versions(show, file->source);
	if (history.count < 2 || !read_version(show, &history.versions[1], &before))
		return value_text(NULL);
	data_schema_apply(show->arena, schema, &before);
	data_change_find(show->arena, &before, table, (const char *const *)schema->row_key, &change);
	if (data_change_is_none(&change))
		return value_text(NULL);
	struct value value = data_change_value(show->arena, &change);
	struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
	for (unsigned i = 0; i < value.count; i++)
		value_builder_set(&map, value.keys[i], value.items[i]);
	const struct commit_note *commit = history.versions[0].commit;
	show_short_id(show, &map, "commit", &commit->id);
	show_day(&map, "changed_on", date_from_seconds(commit->seconds));
	return value_builder_end(&map);
}
