/* SPDX-License-Identifier: MIT */
/*
 * Site maps (sitemaps.org): there are some only with a public address, since they hold nothing but
 * whole addresses. One document more changes the map of its part of a year alone.
 */
#include "pages/planning.h"

#include <stdlib.h>
#include <string.h>

enum {
	MAP_LENGTH = 100, /* the protocol allows 50,000; a smaller one is less to send again */
};

/* Of the A–Z index, one that lies below a letter. */
static bool is_branch(const char *url)
{
	return g_str_has_prefix(url, "az/") && strchr(url + strlen("az/"), '/') != NULL;
}

/*
 * The fronts and fixed pages. A numbered page of a list leads to nothing that is not here, nor does
 * a branch of the index, and there are thousands of both.
 */
static bool is_in_sitemap(const struct page *page)
{
	return g_str_has_suffix(page->url, ".html") && page->number == 0 && !is_branch(page->url) &&
	       !g_str_has_prefix(page->url, "doc/") && !g_str_has_prefix(page->url, "chain/") &&
	       page->moved_from == NULL && !page->hidden;
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
 * site's own may be called "2024", as those of the maps of documents are.
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
		for (to = from + 1; to < chosen->len && to - from < MAP_LENGTH &&
		                    same_folder(pages, first, g_array_index(chosen, uint32_t, to));)
			to++;
		plan_page_map(planning, chosen, from, to, number);
	}
}

/*
 * A chain stands beside the document that it begins with: a map of all chains in the order of their
 * addresses would shift with each one that is new.
 */
static void add_document(struct planning *planning, uint32_t record)
{
	planning_add_input(planning, INPUT_DATED_ENTRY, record, 0, 0);
	struct chain_place place = planning->catalog->chain_of[record];
	if (place.chain != CHAIN_NONE && place.node == 0)
		planning_add_input(planning, INPUT_URL, planning->first_chain + place.chain, 0, 0);
}

static void plan_document_map(struct planning *planning, const uint32_t *records,
                              const struct cut *cut)
{
	uint32_t mark = planning_mark(planning);
	for (uint32_t i = cut->from; i < cut->to; i++)
		add_document(planning, records[i]);
	struct arena *arena = planning->plan->arena;
	const char *url = arena_printf(arena, "sitemap/%u/%s.xml", cut->year,
	                               planning_number(arena, cut->number));
	planning_add_page(planning,
	                  (struct page){.type = PAGE_VIEW,
	                                .view = "sitemap",
	                                .url = url,
	                                .year = cut->year,
	                                .number = cut->number},
	                  mark, url);
}

/* Documents that no list shows, such as organs, are few; they have a part of their own. */
static void plan_document_maps(struct planning *planning)
{
	const struct catalog *catalog = planning->catalog;
	g_autofree uint32_t *records = planning_oldest_first(catalog);
	g_autoptr(GArray) cuts = planning_cut(catalog, records, catalog->newest_count, MAP_LENGTH);
	for (unsigned i = 0; i < cuts->len; i++)
		plan_document_map(planning, records, &g_array_index(cuts, struct cut, i));
	uint32_t mark = planning_mark(planning);
	for (uint32_t i = 0; i < catalog->record_count; i++)
		if (!catalog->records[i].kind->listed)
			add_document(planning, i);
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
