/* SPDX-License-Identifier: MIT */
#include "catalog/row_count.h"

#include "catalog/data_table.h"

static const struct catalog_file *find_table(const struct catalog *catalog,
                                             const struct record *record)
{
	if (record->kind->table_rows == 0 || record_is_withdrawn(record))
		return NULL;
	for (uint32_t i = 0; i < record->field_target_count; i++)
		if (record->field_targets[i].field == record->kind->tables &&
		    record->field_targets[i].target.type == TARGET_FILE)
			return &catalog->assets[record->field_targets[i].target.index];
	return NULL;
}

bool row_counts_make(struct report *report, const struct catalog_sources *sources,
                     struct catalog *catalog)
{
	g_autoptr(Arena) scratch = arena_new();
	g_autoptr(Report) unheard = report_new();
	for (uint32_t i = 0; i < catalog->record_count; i++) {
		struct record *record = &catalog->records[i];
		const struct catalog_file *file = find_table(catalog, record);
		struct source_bytes bytes;
		struct data_table table;
		if (file == NULL)
			continue;
		if (!repository_read(report, sources->repository, file->source, &bytes))
			return false;
		if (data_table_read(unheard, place_of_file(file->source->path), bytes.bytes,
		                    bytes.size, scratch, &table))
			record->row_count = (uint32_t)table.row_count;
		source_bytes_clear(&bytes);
		arena_clear(scratch);
	}
	return true;
}
