/* SPDX-License-Identifier: MIT */
/*
 * Tables: each data file once more as CSV that all can read, the data that stand in texts likewise,
 * and the rows of a dataset, whose first part is on its own page.
 */
#include "catalog/address.h"
#include "pages/planning.h"

char *plan_chart_url(struct arena *arena, const struct record *record, uint32_t target)
{
	return address_beside(arena, record->url, arena_printf(arena, "chart-%u.csv", target + 1));
}

char *plan_rows_url(struct arena *arena, const struct record *record, uint32_t number)
{
	if (number == 1)
		return arena_string(arena, record->url);
	return address_beside(arena, record->url, arena_printf(arena, "rows-%u.html", number));
}

char *plan_table_url(struct arena *arena, const struct record *record, enum table_form form)
{
	return address_beside(arena, record->url, form == TABLE_JSON ? "rows.json" : "rows.js");
}

/* The first of its files that is a table, as a field target; or UINT32_MAX. */
static uint32_t find_table(const struct record *record, uint32_t from)
{
	const struct field *tables = record->kind->tables;
	for (uint32_t i = from; tables != NULL && i < record->field_target_count; i++)
		if (record->field_targets[i].field == tables &&
		    record->field_targets[i].target.type == TARGET_FILE)
			return i;
	return UINT32_MAX;
}

void plan_add_tables(struct planning *planning, const struct record *record)
{
	for (uint32_t i = find_table(record, 0); i != UINT32_MAX; i = find_table(record, i + 1)) {
		planning_add_input(planning, INPUT_TABLE, i, 1, 0);
		if (record->kind->table_rows > 0)
			break;
	}
}

void plan_add_other_tables(struct planning *planning, uint32_t number, unsigned slot)
{
	const struct record *record = &planning->catalog->records[number];
	if (record_is_withdrawn(record))
		return;
	for (uint32_t i = find_table(record, 0); i != UINT32_MAX; i = find_table(record, i + 1))
		planning_add_input(planning, INPUT_OTHER_TABLE, number, i, slot);
}

void plan_rows(struct planning *planning, uint32_t number)
{
	const struct record *record = &planning->catalog->records[number];
	uint32_t rows = record->kind->table_rows;
	uint32_t table = find_table(record, 0);
	if (rows == 0 || table == UINT32_MAX || record_is_withdrawn(record))
		return;
	for (uint32_t part = 2; (part - 1) * rows < record->row_count; part++) {
		uint32_t mark = planning_mark(planning);
		planning_add_input(planning, INPUT_RECORD, number, 0, 0);
		planning_add_input(planning, INPUT_TABLE, table, part, 0);
		planning_add_page(
		        planning,
		        (struct page){.type = PAGE_VIEW,
		                      .url = plan_rows_url(planning->plan->arena, record, part),
		                      .view = record->kind->rows_view,
		                      .in_kiosk = true},
		        mark, record->path);
	}
}

/* `record`: whose table it is, or RECORD_NONE. */
static void add_table(struct planning *planning, const char *url, uint32_t asset, uint32_t record,
                      enum table_form form)
{
	planning_add_page(planning,
	                  (struct page){.type = PAGE_TABLE,
	                                .url = url,
	                                .index = asset,
	                                .target = record,
	                                .form = form},
	                  planning_mark(planning), planning->catalog->assets[asset].source->path);
}

static void plan_forms(struct planning *planning, uint32_t number)
{
	const struct record *record = &planning->catalog->records[number];
	struct arena *arena = planning->plan->arena;
	uint32_t table = find_table(record, 0);
	if (record->kind->table_rows == 0 || table == UINT32_MAX || record_is_withdrawn(record))
		return;
	uint32_t asset = record->field_targets[table].target.index;
	add_table(planning, plan_table_url(arena, record, TABLE_JSON), asset, number, TABLE_JSON);
	add_table(planning, plan_table_url(arena, record, TABLE_SCRIPT), asset, number,
	          TABLE_SCRIPT);
}

static void plan_inline(struct planning *planning, uint32_t number)
{
	const struct record *record = &planning->catalog->records[number];
	for (uint32_t i = 0; i < record->target_count && !record_is_withdrawn(record); i++)
		if (record->targets[i].type == TARGET_INLINE_DATA)
			planning_add_page(planning,
			                  (struct page){.type = PAGE_CHART_TABLE,
			                                .url = plan_chart_url(planning->plan->arena,
			                                                      record, i),
			                                .index = number,
			                                .target = i},
			                  planning_mark(planning), record->path);
}

void plan_tables(struct planning *planning)
{
	const struct catalog *catalog = planning->catalog;
	for (uint32_t i = 0; i < catalog->asset_count; i++) {
		const char *url = catalog->assets[i].csv_url;
		if (url != NULL && name_table_find(planning->addresses, url) == NAME_NONE)
			add_table(planning, url, i, RECORD_NONE, TABLE_CSV);
	}
	for (uint32_t i = 0; i < catalog->record_count; i++) {
		plan_forms(planning, i);
		plan_inline(planning, i);
	}
}
