/* SPDX-License-Identifier: MIT */
/* Documents: the page of each, and its record for machines beside it. */
#include "pages/planning.h"

/* What an address in the fields or the text leads to, and the other ends of its relations. */
static void add_surroundings(struct planning *planning, const struct record *record)
{
	for (uint32_t i = 0; i < record->tie_count; i++)
		planning_add_input(planning, INPUT_TIE, i, 0, 0);
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
	if (planning->previous[number] != RECORD_NONE)
		planning_add_input(planning, INPUT_PREVIOUS, planning->previous[number], 0, 0);
	if (planning->next[number] != RECORD_NONE)
		planning_add_input(planning, INPUT_NEXT, planning->next[number], 0, 0);
}

static bool plan_document(struct planning *planning, uint32_t number)
{
	const struct record *record = &planning->catalog->records[number];
	uint32_t mark = planning_mark(planning);
	planning_add_input(planning, INPUT_DOCUMENT, number, 0, 0);
	add_surroundings(planning, record);
	for (uint32_t i = 0; i < record->target_count; i++)
		if (record->targets[i].type != TARGET_NONE)
			planning_add_input(planning, INPUT_ADDRESS, i, 0, 0);
	add_place(planning, number);
	return planning_add_page(
	        planning,
	        (struct page){.type = PAGE_VIEW, .url = record->url, .view = record->kind->view},
	        mark, record->path);
}

static void plan_record(struct planning *planning, uint32_t number)
{
	const struct record *record = &planning->catalog->records[number];
	uint32_t mark = planning_mark(planning);
	planning_add_input(planning, INPUT_RECORD, number, 0, 0);
	add_surroundings(planning, record);
	planning_add_page(planning,
	                  (struct page){.type = PAGE_VIEW,
	                                .url = plan_record_url(planning->plan->arena, record),
	                                .view = "record"},
	                  mark, record->path);
}

void plan_documents(struct planning *planning)
{
	for (uint32_t i = 0; i < planning->catalog->record_count; i++)
		if (plan_document(planning, i))
			plan_record(planning, i);
}
