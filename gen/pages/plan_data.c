/* SPDX-License-Identifier: MIT */
/*
 * What machines read: feeds of lists, and the catalog in parts. All of it is cut by year, and a year
 * from its oldest end, so that one document more changes the last part of its year alone. Parts are
 * short, for each is made, signed and sent again with every document that comes to it.
 */
#include "pages/planning.h"

enum {
	FEED_LENGTH = 15, /* of the newest, at least; with a part that is not yet an archive, 29 */
	FEED_PART = 15,
	CATALOG_PART = 50,
};

/* ---- feeds: RFC 4287, its archives RFC 5005; JSON Feed 1.1 */

struct form {
	const char *view;
	const char *suffix;
};

static const struct form FEED_FORMS[] = {{"feed-atom", ".xml"}, {"feed-json", ".json"}};

static char *archive_url(struct arena *arena, const struct axis *axis, const struct group *group,
                         const struct cut *cut, const char *suffix)
{
	return arena_printf(arena, "feed/%s/%s/%u/%s%s", axis->name, group->slug, cut->year,
	                    planning_number(arena, cut->number), suffix);
}

static void plan_feed(struct planning *planning, uint32_t axis, uint32_t group, uint32_t from,
                      uint32_t to, struct page page)
{
	const struct group *list = &planning->catalog->axes[axis].groups[group];
	uint32_t mark = planning_mark(planning);
	planning_add_input(planning, INPUT_GROUP_NAME, group, axis, 0);
	planning_add_newest(planning, INPUT_DATED_ENTRY, list->records, from, to);
	page.type = PAGE_VIEW;
	planning_add_page(planning, page, mark, page.url);
}

/*
 * Archives hold what is not among the newest any more, in parts that nothing will be added to. The
 * feed itself has all that no archive has, so that each entry stands in one file alone, and an edit
 * of a document changes no more than that.
 */
static void plan_feed_form(struct planning *planning, uint32_t axis_number, uint32_t group_number,
                           const struct form *form, const GArray *cuts)
{
	struct arena *arena = planning->plan->arena;
	const struct axis *axis = planning->catalog->axes[axis_number].axis;
	const struct group *group = &planning->catalog->axes[axis_number].groups[group_number];
	const char *older = NULL;
	uint32_t from = 0;
	for (unsigned i = 0; i < cuts->len; i++) {
		const struct cut *cut = &g_array_index(cuts, struct cut, i);
		if (cut->to + FEED_LENGTH > group->count)
			break;
		struct page page = {.view = form->view, .older = older};
		page.url = archive_url(arena, axis, group, cut, form->suffix);
		page.year = cut->year;
		page.number = cut->number;
		plan_feed(planning, axis_number, group_number, cut->from, cut->to, page);
		older = page.url;
		from = cut->to;
	}
	struct page page = {.view = form->view, .older = older};
	page.url = plan_feed_url(arena, axis, group, form->suffix);
	plan_feed(planning, axis_number, group_number, from, group->count, page);
}

void plan_feeds(struct planning *planning, uint32_t axis, uint32_t group)
{
	const struct group *list = &planning->catalog->axes[axis].groups[group];
	g_autoptr(GArray) cuts =
	        planning_cut(planning->catalog, list->records, list->count, FEED_PART);
	for (size_t i = 0; cuts->len > 0 && i < G_N_ELEMENTS(FEED_FORMS); i++)
		plan_feed_form(planning, axis, group, &FEED_FORMS[i], cuts);
}

/* ---- the catalog: 政府信息公开目录 (《条例》第十二条) */

static void plan_part(struct planning *planning, const uint32_t *records, const struct cut *cut,
                      const struct form *form)
{
	struct arena *arena = planning->plan->arena;
	uint32_t mark = planning_mark(planning);
	planning_add_records(planning, INPUT_CATALOGUED, records, cut->from, cut->to);
	const char *url = arena_printf(arena, "data/%u/%s%s", cut->year,
	                               planning_number(arena, cut->number), form->suffix);
	planning_add_page(planning,
	                  (struct page){.type = PAGE_VIEW,
	                                .view = form->view,
	                                .url = url,
	                                .year = cut->year,
	                                .number = cut->number},
	                  mark, url);
}

/* The parts of one year, pages of the plan from `first` on, newest first. */
static void plan_year(struct planning *planning, uint16_t year, uint32_t first, uint32_t count)
{
	uint32_t mark = planning_mark(planning);
	const char *url = arena_printf(planning->plan->arena, "data/%u/index.html", year);
	for (uint32_t i = count; i > 0; i--)
		planning_add_input(planning, INPUT_PART, first + i - 1, 0, 0);
	planning_add_page(
	        planning,
	        (struct page){.type = PAGE_VIEW, .view = "data-year", .url = url, .year = year},
	        mark, url);
	planning->year_count++;
}

static void plan_years(struct planning *planning, const GArray *cuts, uint32_t first_part)
{
	planning->first_year = planning->plan->pages->len;
	for (uint32_t from = 0, to; from < cuts->len; from = to) {
		uint16_t year = g_array_index(cuts, struct cut, from).year;
		for (to = from + 1;
		     to < cuts->len && g_array_index(cuts, struct cut, to).year == year;)
			to++;
		plan_year(planning, year, first_part + from, to - from);
	}
}

void plan_data(struct planning *planning)
{
	static const struct form FORMS[] = {{"catalog-csv", ".csv"}, {"catalog-json", ".json"}};
	g_autofree uint32_t *records = planning_oldest_first(planning->catalog);
	g_autoptr(GArray) cuts = planning_cut(planning->catalog, records,
	                                      planning->catalog->newest_count, CATALOG_PART);
	uint32_t first_part = 0;
	for (size_t form = 0; form < G_N_ELEMENTS(FORMS); form++) {
		first_part = planning->plan->pages->len;
		for (unsigned i = 0; i < cuts->len; i++)
			plan_part(planning, records, &g_array_index(cuts, struct cut, i),
			          &FORMS[form]);
	}
	plan_years(planning, cuts, first_part);
}
