/* SPDX-License-Identifier: MIT */
/*
 * What machines read: feeds of lists, the catalog in yearly parts, site maps. All of it is cut by
 * year, and a year from its oldest end, so that one document more changes the last part of its year
 * alone, and no folder has more than the parts of a year.
 */
#include "pages/planning.h"

#include <stdlib.h>
#include <string.h>

enum {
	FEED_PART = 100,
	CATALOG_PART = 200,
	SITEMAP_PART = 1000, /* the protocol allows 50,000; a smaller one is less to send again */
};

/* ---- feeds: RFC 4287, its archives RFC 5005; JSON Feed 1.1 */

struct feed_form {
	const char *view;
	const char *suffix;
};

static const struct feed_form FEED_FORMS[] = {{"feed-atom", ".xml"}, {"feed-json", ".json"}};

static char *archive_url(struct arena *arena, const struct axis *axis, const struct group *group,
                         const struct cut *cut, const char *suffix)
{
	return arena_printf(arena, "feed/%s/%s/%u/%u%s", axis->name, group->slug, cut->year,
	                    cut->number, suffix);
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
 * Archives hold what will not change: full parts, and the last ones of years that are over. The
 * feed itself has the newest; with the archives it is the whole list.
 */
static void plan_feed_form(struct planning *planning, uint32_t axis_number, uint32_t group_number,
                           const struct feed_form *form, const GArray *cuts)
{
	struct arena *arena = planning->plan->arena;
	const struct axis *axis = planning->catalog->axes[axis_number].axis;
	const struct group *group = &planning->catalog->axes[axis_number].groups[group_number];
	const char *older = NULL;
	for (unsigned i = 0; i < cuts->len; i++) {
		const struct cut *cut = &g_array_index(cuts, struct cut, i);
		if (i + 1 == cuts->len && cut->to - cut->from < FEED_PART)
			break;
		struct page page = {.view = form->view, .older = older};
		page.url = archive_url(arena, axis, group, cut, form->suffix);
		page.year = cut->year;
		page.number = cut->number;
		plan_feed(planning, axis_number, group_number, cut->from, cut->to, page);
		older = page.url;
	}
	struct page page = {.view = form->view, .older = older};
	page.url = plan_feed_url(arena, axis, group, form->suffix);
	uint32_t from = group->count > LIST_LENGTH ? group->count - LIST_LENGTH : 0;
	const struct cut *last = &g_array_index(cuts, struct cut, cuts->len - 1);
	if (last->to - last->from < FEED_PART)
		from = MIN(from, last->from); /* all that no archive has */
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

static uint32_t *oldest_first(const struct catalog *catalog)
{
	uint32_t *records = g_new(uint32_t, catalog->newest_count + 1);
	for (uint32_t i = 0; i < catalog->newest_count; i++)
		records[i] = catalog->newest[catalog->newest_count - 1 - i];
	return records;
}

static void plan_part(struct planning *planning, const uint32_t *records, const struct cut *cut,
                      enum input_type type, const char *view, const char *url)
{
	uint32_t mark = planning_mark(planning);
	planning_add_records(planning, type, records, cut->from, cut->to);
	planning_add_page(planning,
	                  (struct page){.type = PAGE_VIEW,
	                                .view = view,
	                                .url = url,
	                                .year = cut->year,
	                                .number = cut->number},
	                  mark, url);
}

void plan_data(struct planning *planning)
{
	struct arena *arena = planning->plan->arena;
	g_autofree uint32_t *records = oldest_first(planning->catalog);
	g_autoptr(GArray) cuts = planning_cut(planning->catalog, records,
	                                      planning->catalog->newest_count, CATALOG_PART);
	for (unsigned i = 0; i < cuts->len; i++) {
		const struct cut *cut = &g_array_index(cuts, struct cut, i);
		plan_part(planning, records, cut, INPUT_CATALOGUED, "catalog-csv",
		          arena_printf(arena, "data/%u/%u.csv", cut->year, cut->number));
	}
	planning->first_part = planning->plan->pages->len;
	for (unsigned i = 0; i < cuts->len; i++) {
		const struct cut *cut = &g_array_index(cuts, struct cut, i);
		plan_part(planning, records, cut, INPUT_CATALOGUED, "catalog-json",
		          arena_printf(arena, "data/%u/%u.json", cut->year, cut->number));
	}
	planning->part_count = cuts->len;
}

/* ---- site maps: only with a public address, since they hold nothing but whole addresses */

/* The fronts and fixed pages; a numbered page of a list leads to nothing that is not here. */
static bool is_in_sitemap(const struct page *page)
{
	return g_str_has_suffix(page->url, ".html") && page->number == 0 &&
	       !g_str_has_prefix(page->url, "doc/") && page->moved_from == NULL;
}

/* Those in no folder first. */
static int compare_urls(const void *a, const void *b, void *data)
{
	const GArray *pages = data;
	const char *first = g_array_index(pages, struct page, *(const uint32_t *)a).url;
	const char *second = g_array_index(pages, struct page, *(const uint32_t *)b).url;
	bool within = strchr(first, '/') != NULL;
	if (within != (strchr(second, '/') != NULL))
		return within ? 1 : -1;
	return strcmp(first, second);
}

/* The length of the first folder's name; 0: the page lies in none. */
static size_t folder_length(const char *url)
{
	const char *slash = strchr(url, '/');
	return slash == NULL ? 0 : (size_t)(slash - url);
}

static bool same_folder(const GArray *pages, uint32_t a, uint32_t b)
{
	const char *first = g_array_index(pages, struct page, a).url;
	const char *second = g_array_index(pages, struct page, b).url;
	size_t length = folder_length(first);
	return length == folder_length(second) && strncmp(first, second, length) == 0;
}

/*
 * "sitemap/pages-list-2.xml"; what lies in no folder is in "sitemap/pages-1.xml". A folder of a
 * site's own may be called "2024", as the maps of documents are.
 */
static char *page_map_url(struct arena *arena, const char *url, uint32_t number)
{
	size_t length = folder_length(url);
	if (length == 0)
		return arena_printf(arena, "sitemap/pages-%u.xml", number);
	return arena_printf(arena, "sitemap/pages-%.*s-%u.xml", (int)length, url, number);
}

static void plan_page_map(struct planning *planning, const GArray *chosen, uint32_t from,
                          uint32_t to, uint32_t number)
{
	uint32_t mark = planning_mark(planning);
	uint32_t first = g_array_index(chosen, uint32_t, from);
	const char *front = g_array_index(planning->plan->pages, struct page, first).url;
	for (uint32_t i = from; i < to; i++)
		planning_add_input(planning, INPUT_URL, g_array_index(chosen, uint32_t, i), 0, 0);
	const char *url = page_map_url(planning->plan->arena, front, number);
	planning_add_page(
	        planning,
	        (struct page){.type = PAGE_VIEW, .view = "sitemap", .url = url, .number = number},
	        mark, url);
}

/* A map for each folder, so that a page more in one does not shift what stands in another. */
static void plan_page_maps(struct planning *planning)
{
	const GArray *pages = planning->plan->pages;
	g_autoptr(GArray) chosen = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	for (uint32_t i = 0; i < pages->len; i++)
		if (is_in_sitemap(&g_array_index(pages, struct page, i)))
			g_array_append_val(chosen, i);
	g_array_sort_with_data(chosen, compare_urls, (void *)pages);
	for (uint32_t from = 0, number = 1, to; from < chosen->len; from = to, number++) {
		uint32_t first = g_array_index(chosen, uint32_t, from);
		if (from > 0 &&
		    !same_folder(pages, first, g_array_index(chosen, uint32_t, from - 1)))
			number = 1;
		for (to = from + 1; to < chosen->len && to - from < SITEMAP_PART &&
		                    same_folder(pages, first, g_array_index(chosen, uint32_t, to));)
			to++;
		plan_page_map(planning, chosen, from, to, number);
	}
}

/* Documents that no list shows, such as organs, are few; they have a part of their own. */
static void plan_document_maps(struct planning *planning)
{
	const struct catalog *catalog = planning->catalog;
	struct arena *arena = planning->plan->arena;
	g_autofree uint32_t *records = oldest_first(catalog);
	g_autoptr(GArray) cuts = planning_cut(catalog, records, catalog->newest_count, SITEMAP_PART);
	for (unsigned i = 0; i < cuts->len; i++) {
		const struct cut *cut = &g_array_index(cuts, struct cut, i);
		plan_part(planning, records, cut, INPUT_DATED_ENTRY, "sitemap",
		          arena_printf(arena, "sitemap/%u-%u.xml", cut->year, cut->number));
	}
	uint32_t mark = planning_mark(planning);
	for (uint32_t i = 0; i < catalog->record_count; i++)
		if (!catalog->records[i].kind->listed)
			planning_add_input(planning, INPUT_DATED_ENTRY, i, 0, 0);
	if (planning_mark(planning) > mark)
		planning_add_page(planning,
		                  (struct page){.type = PAGE_VIEW,
		                                .view = "sitemap",
		                                .url = "sitemap/others.xml"},
		                  mark, "sitemap/others.xml");
}

void plan_sitemaps(struct planning *planning)
{
	if (planning->catalog->settings->address == NULL)
		return;
	plan_page_maps(planning);
	plan_document_maps(planning);
	uint32_t mark = planning_mark(planning);
	for (uint32_t i = 0; i < planning->plan->pages->len; i++)
		if (g_str_has_prefix(g_array_index(planning->plan->pages, struct page, i).url,
		                     "sitemap/"))
			planning_add_input(planning, INPUT_URL, i, 0, 0);
	planning_add_page(
	        planning,
	        (struct page){.type = PAGE_VIEW, .view = "sitemap-index", .url = "sitemap.xml"},
	        mark, "sitemap.xml");
}
