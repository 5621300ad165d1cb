/* SPDX-License-Identifier: MIT */
/*
 * Documents: the page of each, its record for machines beside it, the pages at addresses it once
 * had, and how policies were passed on from one to the next.
 */
#include "pages/planning.h"

/*
 * What its fields lead to, what changed its validity, and the other ends of its relations;
 * `inverse`: also of those that other documents wrote.
 */
static void add_surroundings(struct planning *planning, const struct record *record, bool inverse)
{
	for (uint32_t i = 0; i < record->tie_count; i++)
		if (inverse || !record->ties[i].inverse)
			planning_add_input(planning, INPUT_TIE, i, 0, 0);
	if (record->validity.by != RECORD_NONE)
		planning_add_input(planning, INPUT_CHANGED_BY, record->validity.by, 0, 0);
	for (uint32_t i = 0; i < record->field_target_count; i++)
		planning_add_input(planning, INPUT_FIELD_ADDRESS, i, 0, 0);
}

static void add_place(struct planning *planning, uint32_t number)
{
	const struct record *record = &planning->catalog->records[number];
	for (uint32_t i = planning->first_membership[number];
	     i < planning->first_membership[number + 1]; i++)
		planning_add_input(planning, INPUT_MEMBERSHIP, planning->memberships[i].group,
		                   planning->memberships[i].axis, 0);
	if (record->list.type == TARGET_GROUP)
		planning_add_input(planning, INPUT_GROUP_NAME, record->list.index,
		                   record->list.axis, 0);
	if (planning->catalog->chain_of[number].chain != CHAIN_NONE)
		planning_add_input(planning, INPUT_CHAIN_WAY,
		                   planning->catalog->chain_of[number].chain, 0, 0);
	if (planning->previous[number] != RECORD_NONE)
		planning_add_input(planning, INPUT_PREVIOUS, planning->previous[number], 0, 0);
	if (planning->next[number] != RECORD_NONE)
		planning_add_input(planning, INPUT_NEXT, planning->next[number], 0, 0);
}

/* Of what was withdrawn there is nothing to show but that. */
static const char *view_of(const struct record *record)
{
	return record_is_withdrawn(record) ? "withdrawn" : record->kind->view;
}

static bool plan_document(struct planning *planning, uint32_t number)
{
	const struct record *record = &planning->catalog->records[number];
	uint32_t mark = planning_mark(planning);
	planning_add_input(planning, INPUT_DOCUMENT, number, 0, 0);
	add_surroundings(planning, record, true);
	for (uint32_t i = 0; i < record->target_count; i++)
		if (record->targets[i].type == TARGET_DATA)
			planning_add_input(planning, INPUT_DATA, i, 0, 0);
		else if (record->targets[i].type == TARGET_RECORDING)
			planning_add_input(planning, INPUT_RECORDING, i, 0, 0);
		else if (record->targets[i].type != TARGET_NONE &&
		         record->targets[i].type != TARGET_INLINE_DATA)
			planning_add_input(planning, INPUT_ADDRESS, i, 0, 0);
	if (!record_is_withdrawn(record))
		plan_add_tables(planning, record);
	add_place(planning, number);
	return planning_add_page(planning,
	                         (struct page){.type = PAGE_VIEW,
	                                       .url = record->url,
	                                       .view = view_of(record),
	                                       .in_kiosk = true},
	                         mark, record->path);
}

/* A record says what its own document wrote, so that another that names it does not change it. */
static void plan_record(struct planning *planning, uint32_t number)
{
	const struct record *record = &planning->catalog->records[number];
	uint32_t mark = planning_mark(planning);
	planning_add_input(planning, INPUT_RECORD, number, 0, 0);
	add_surroundings(planning, record, false);
	planning_add_page(planning,
	                  (struct page){.type = PAGE_VIEW,
	                                .url = plan_record_url(planning->plan->arena, record),
	                                .view = "record"},
	                  mark, record->path);
}

static void plan_moved(struct planning *planning, const struct moved *moved)
{
	uint32_t mark = planning_mark(planning);
	planning_add_input(planning, INPUT_RECORD, moved->record, 0, 0);
	add_surroundings(planning, &planning->catalog->records[moved->record], false);
	planning_add_page(planning,
	                  (struct page){.type = PAGE_VIEW,
	                                .url = moved->url,
	                                .view = "moved",
	                                .moved_from = moved->url},
	                  mark, planning->catalog->records[moved->record].path);
}

static void plan_chain(struct planning *planning, uint32_t number)
{
	const struct chain *chain = &planning->catalog->chains[number];
	uint32_t mark = planning_mark(planning);
	planning_add_input(planning, INPUT_CHAIN, number, 0, 0);
	planning_add_page(
	        planning,
	        (struct page){
	                .type = PAGE_VIEW, .url = chain->url, .view = "chain", .in_kiosk = true},
	        mark, chain->url);
}

void plan_documents(struct planning *planning)
{
	const struct catalog *catalog = planning->catalog;
	for (uint32_t i = 0; i < catalog->record_count; i++)
		if (plan_document(planning, i)) {
			plan_record(planning, i);
			plan_rows(planning, i);
		}
	for (uint32_t i = 0; i < catalog->moved_count; i++)
		plan_moved(planning, &catalog->moved[i]);
	planning->first_chain = planning->plan->pages->len;
	for (uint32_t i = 0; i < catalog->chain_count; i++)
		plan_chain(planning, i);
}
