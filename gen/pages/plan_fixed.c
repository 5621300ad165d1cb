/* SPDX-License-Identifier: MIT */
/*
 * The pages that every site has (lua/pages.lua), the records and lists that each is given, and the
 * A–Z index.
 */
#include "pages/planning.h"

#include <string.h>

static bool holds_word(const struct value *value, const char *word)
{
	if (value == NULL)
		return false;
	if (value->type == VALUE_TEXT)
		return strcmp(value->text, word) == 0;
	for (unsigned i = 0; value->type == VALUE_LIST && i < value->count; i++)
		if (holds_word(&value->items[i], word))
			return true;
	return false;
}

static bool fits(const struct record *record, const struct selection *selection,
                 struct arena *scratch)
{
	if (selection->where_field == NULL)
		return true;
	arena_clear(scratch);
	struct value fields = record_fields(scratch, record);
	return holds_word(value_get(&fields, selection->where_field), selection->where_word);
}

static int compare_newest_first(const void *a, const void *b, void *data)
{
	const struct record *records = data;
	return record_compare(&records[*(const uint32_t *)a], &records[*(const uint32_t *)b]);
}

/*
 * Narrows records, newest first, to those of one month: of the `month`-th that has any, from 1 for
 * the newest. Those without a date come last, and are of none.
 */
static void narrow_to_month(const struct catalog *catalog, unsigned month, const uint32_t **records,
                            uint32_t *count)
{
	uint32_t from = 0;
	for (uint32_t to = 0;; to++) {
		const struct date *first = &catalog->records[(*records)[from]].listed_on;
		const struct date *date =
		        to < *count ? &catalog->records[(*records)[to]].listed_on : NULL;
		bool dated = date != NULL && date_is_set(*date);
		if (dated && date->year == first->year && date->month == first->month)
			continue;
		if (--month == 0 || !dated) {
			*records += from;
			*count = month == 0 ? to - from : 0;
			return;
		}
		from = to;
	}
}

/* Adds the first of the records that fit, at most `most`. */
static void choose(const struct catalog *catalog, const struct selection *selection,
                   const uint32_t *records, uint32_t count, uint32_t most, GArray *chosen)
{
	g_autoptr(Arena) scratch = arena_new();
	uint32_t found = 0;
	if (selection->month > 0 && count > 0)
		narrow_to_month(catalog, selection->month, &records, &count);
	for (uint32_t i = 0; i < count && found < most; i++)
		if (fits(&catalog->records[records[i]], selection, scratch)) {
			g_array_append_val(chosen, records[i]);
			found++;
		}
}

/* Those of unlisted kinds are few, and in no order. */
static void choose_of_kind(const struct planning *planning, const struct selection *selection,
                           const struct kind *kind, GArray *chosen)
{
	const GArray *records = g_hash_table_lookup(planning->of_kind, kind);
	if (records != NULL)
		choose(planning->catalog, selection, (const uint32_t *)(const void *)records->data,
		       records->len, kind->listed ? selection->most : UINT32_MAX, chosen);
}

static bool was_named(const struct kind *const *kinds, unsigned number)
{
	for (unsigned i = 0; i < number; i++)
		if (kinds[i] == kinds[number])
			return true;
	return false;
}

static void select_records(struct planning *planning, const struct selection *selection,
                           unsigned slot)
{
	const struct catalog *catalog = planning->catalog;
	const struct kind *const *kinds = selection->kinds;
	g_autoptr(GArray) chosen = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	if (kinds[0] == NULL)
		choose(catalog, selection, catalog->newest, catalog->newest_count, selection->most,
		       chosen);
	for (unsigned i = 0; kinds[i] != NULL; i++)
		if (!was_named(kinds, i))
			choose_of_kind(planning, selection, kinds[i], chosen);
	if (kinds[0] != NULL)
		g_array_sort_with_data(chosen, compare_newest_first, catalog->records);
	for (unsigned i = 0; i < chosen->len && i < selection->most; i++) {
		uint32_t record = g_array_index(chosen, uint32_t, i);
		if (selection->copies && planning->edition == EDITION_KIOSK)
			g_hash_table_add(planning->copied, GUINT_TO_POINTER(record));
		if (selection->type == SELECT_TABLES)
			plan_add_other_tables(planning, record, slot);
		else
			planning_add_input(planning, INPUT_ENTRY, record, 0, slot);
	}
}

struct news {
	uint32_t group;
	uint32_t record; /* its newest */
};

static int compare_news(const void *a, const void *b, void *data)
{
	const struct record *records = data;
	const struct news *first = a;
	const struct news *second = b;
	int order = record_compare(&records[first->record], &records[second->record]);
	return order != 0 ? order : (first->group > second->group) - (first->group < second->group);
}

/* The lists with the newest documents, each followed by that document. */
static void select_news(struct planning *planning, const struct selection *selection, uint32_t axis,
                        unsigned slot)
{
	const struct axis_groups *groups = &planning->catalog->axes[axis];
	g_autoptr(GArray) all = g_array_new(FALSE, FALSE, sizeof(struct news));
	for (uint32_t i = 0; i < groups->count; i++) {
		const struct group *group = &groups->groups[i];
		struct news news = {.group = i};
		if (group->count == 0)
			continue;
		news.record = group->records[group->count - 1];
		g_array_append_val(all, news);
	}
	g_array_sort_with_data(all, compare_news, planning->catalog->records);
	for (unsigned i = 0; i < all->len && i < selection->most; i++) {
		const struct news *news = &g_array_index(all, struct news, i);
		planning_add_input(planning, INPUT_GROUP_NAME, news->group, axis, slot);
		planning_add_input(planning, INPUT_ENTRY, news->record, 0, slot);
	}
}

static void select_groups(struct planning *planning, const struct selection *selection,
                          unsigned slot)
{
	uint32_t axis = (uint32_t)(selection->axis - planning->catalog->schema->axes);
	if (selection->news) {
		select_news(planning, selection, axis, slot);
		return;
	}
	for (uint32_t i = 0; i < planning->catalog->axes[axis].count && i < selection->most; i++)
		planning_add_input(planning, INPUT_GROUP_NAME, i, axis, slot);
}

static void add_letters(struct planning *planning, unsigned slot)
{
	const struct alphabet *alphabet = planning->plan->alphabet;
	for (uint32_t i = 0; i < alphabet->count && alphabet->pages[i].parent == ALPHABET_NONE; i++)
		planning_add_input(planning, INPUT_LETTER, i, 0, slot);
}

void plan_alphabet(struct planning *planning)
{
	const struct alphabet *alphabet = planning->plan->alphabet;
	for (uint32_t i = 0; i < alphabet->count; i++) {
		const struct alphabet_page *page = &alphabet->pages[i];
		uint32_t mark = planning_mark(planning);
		planning_add_input(planning, INPUT_INDEX, i, 0, 0);
		add_letters(planning, 0);
		planning_add_records(planning, INPUT_ENTRY, page->records, 0, page->record_count);
		for (uint32_t j = 0; j < page->branch_count; j++)
			planning_add_input(planning, INPUT_BRANCH, page->branches[j], 0, 0);
		planning_add_page(planning,
		                  (struct page){.type = PAGE_VIEW,
		                                .url = page->url,
		                                .view = "alphabet",
		                                .in_kiosk = true},
		                  mark, page->url);
	}
}

static void add_selection(struct planning *planning, const struct selection *selection,
                          unsigned slot)
{
	const struct schema *schema = planning->catalog->schema;
	switch (selection->type) {
	case SELECT_RECORDS:
	case SELECT_TABLES:
		select_records(planning, selection, slot);
		break;
	case SELECT_GROUPS:
		select_groups(planning, selection, slot);
		break;
	case SELECT_AXES:
		for (uint32_t i = 0; i < schema->axis_count; i++)
			if (planning->catalog->axes[i].count > 0 && !schema->axes[i].hidden)
				planning_add_input(planning, INPUT_AXIS, i, 0, slot);
		break;
	case SELECT_PAGES:
		for (uint32_t i = 0; i < schema->page_count; i++)
			if (schema->pages[i].in[planning->edition])
				planning_add_input(planning, INPUT_PAGE, i, 0, slot);
		break;
	case SELECT_COUNTS:
		planning_add_input(planning, INPUT_COUNTS, PLAN_ALL,
		                   (uint32_t)(selection->axis - schema->axes), slot);
		break;
	case SELECT_MONTHS:
		planning_add_input(planning, INPUT_MONTHS, PLAN_ALL,
		                   (uint32_t)(selection->axis - schema->axes), slot);
		break;
	case SELECT_LETTERS:
		add_letters(planning, slot);
		break;
	case SELECT_YEARS:
		for (uint32_t i = planning->year_count; i > 0; i--)
			planning_add_input(planning, INPUT_PART, planning->first_year + i - 1, 0,
			                   slot);
		break;
	}
}

/* The record whose text changed last, if there is one. */
static void add_newest_change(struct planning *planning)
{
	const struct catalog *catalog = planning->catalog;
	uint32_t newest = RECORD_NONE;
	for (uint32_t i = 0; i < catalog->record_count; i++)
		if (date_is_set(catalog->records[i].changed_on) &&
		    (newest == RECORD_NONE || date_compare(catalog->records[i].changed_on,
		                                           catalog->records[newest].changed_on) > 0))
			newest = i;
	if (newest != RECORD_NONE)
		planning_add_input(planning, INPUT_NEWEST_CHANGE, newest, 0, 0);
}

static void plan_fixed_page(struct planning *planning, uint32_t number)
{
	const struct fixed_page *fixed = &planning->catalog->schema->pages[number];
	struct arena *arena = planning->plan->arena;
	uint32_t mark = planning_mark(planning);
	const char **slots = arena_new_array(arena, const char *, fixed->selection_count);
	planning_add_input(planning, INPUT_PAGE, number, 0, 0);
	for (unsigned i = 0; i < fixed->selection_count; i++) {
		slots[i] = fixed->selections[i].name;
		add_selection(planning, &fixed->selections[i], i + 1);
	}
	if (strcmp(fixed->url, "index.html") == 0)
		add_newest_change(planning);
	if (planning->edition == EDITION_KIOSK && strcmp(fixed->url, "index.html") == 0)
		planning_add_input(planning, INPUT_COPIED, 0, 0, 0);
	planning_add_page(planning,
	                  (struct page){.type = PAGE_VIEW,
	                                .url = fixed->url,
	                                .view = fixed->view,
	                                .slots = slots,
	                                .slot_count = (uint8_t)fixed->selection_count},
	                  mark, fixed->url);
}

static void add_to_kind(struct planning *planning, uint32_t record)
{
	const struct kind *kind = planning->catalog->records[record].kind;
	GArray *records = g_hash_table_lookup(planning->of_kind, kind);
	if (records == NULL) {
		records = g_array_new(FALSE, FALSE, sizeof(uint32_t));
		g_hash_table_insert(planning->of_kind, (void *)kind, records);
	}
	g_array_append_val(records, record);
}

static void part_by_kind(struct planning *planning)
{
	const struct catalog *catalog = planning->catalog;
	for (uint32_t i = 0; i < catalog->newest_count; i++)
		add_to_kind(planning, catalog->newest[i]);
	for (uint32_t i = 0; i < catalog->record_count; i++)
		if (!catalog->records[i].kind->listed)
			add_to_kind(planning, i);
}

void plan_fixed(struct planning *planning)
{
	planning->of_kind = g_hash_table_new_full(NULL, NULL, NULL, (GDestroyNotify)g_array_unref);
	part_by_kind(planning);
	const struct schema *schema = planning->catalog->schema;
	for (uint32_t i = 0; i < schema->page_count; i++)
		if (schema->pages[i].in[planning->edition])
			plan_fixed_page(planning, i);
	g_hash_table_unref(planning->of_kind);
}
