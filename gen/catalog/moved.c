/* SPDX-License-Identifier: MIT */
#include "catalog/moved.h"

#include "catalog/address.h"

#include <string.h>

struct search {
	struct report *report;
	const struct catalog *catalog;
	GHashTable *living; /* address to record plus one */
	GHashTable *former; /* likewise */
	GArray *moved;      /* of struct moved */
};

static struct place place_of_former(const struct catalog *catalog,
                                    const struct pending_former *former)
{
	return place_of_line(catalog->records[former->record].path, former->line);
}

/* From the top of the repository, without steps that lead nowhere or up. */
static bool is_path(const char *text)
{
	if (!reading_is_document(text) || !g_utf8_validate(text, -1, NULL))
		return false;
	g_auto(GStrv) names = g_strsplit(text, "/", -1);
	for (size_t i = 0; names[i] != NULL; i++)
		if (*names[i] == '\0' || strcmp(names[i], ".") == 0 || strcmp(names[i], "..") == 0)
			return false;
	return true;
}

static const char *report_form(const struct search *search, const struct pending_former *former)
{
	struct place place = place_of_former(search->catalog, former);
	g_autofree char *lower = g_ascii_strdown(former->text, -1);
	if (address_is_ours(lower) && address_is_page(lower))
		report_error(search->report, place, "former/form",
		             _("'%s' is where the site puts its own pages; of former addresses "
		               "only those below doc/ and below other folders can be kept"),
		             former->text);
	else if (address_is_page(lower))
		report_error(search->report, place, "former/form",
		             _("addresses have no capital letters; write '%s'"), lower);
	else
		report_error(search->report, place, "former/form",
		             _("'%s' is no former address; write the path that the file had, as "
		               "in notices/2013/park.md, or the address from the top of the site, "
		               "as in zwgk/2013/t1.html: only a-z, 0-9, '-', '_', '.' and '/'"),
		             former->text);
	return NULL;
}

/* The address that is meant; NULL: none, which is reported. */
static const char *former_url(const struct search *search, const struct pending_former *former)
{
	struct arena *arena = search->catalog->arena;
	const char *path = former->text + (*former->text == '/');
	if (is_path(path))
		return address_of_document(
		        arena,
		        address_id_from_path(
		                arena, intake_path_in_content(search->catalog->settings, path)));
	if (!address_is_page(former->text) || address_is_ours(former->text))
		return report_form(search, former);
	return former->text;
}

static uint32_t find(GHashTable *table, const char *url)
{
	return (uint32_t)GPOINTER_TO_UINT(g_hash_table_lookup(table, url)) - 1;
}

static void add(const struct search *search, const struct pending_former *former)
{
	const struct record *records = search->catalog->records;
	const char *url = former_url(search, former);
	if (url == NULL)
		return;
	uint32_t holder = find(search->living, url);
	if (holder == RECORD_NONE)
		holder = find(search->former, url);
	if (holder == RECORD_NONE) {
		struct moved moved = {.url = url, .record = former->record};
		g_array_append_val(search->moved, moved);
		g_hash_table_insert(search->former, (void *)url,
		                    GUINT_TO_POINTER(former->record + 1));
	} else if (holder != former->record) {
		report_error(search->report, place_of_former(search->catalog, former),
		             "former/taken",
		             _("the address %s that '%s' stands for belongs to %s; an address "
		               "leads to one document"),
		             url, former->text, records[holder].path);
	}
}

static int compare_moved(const void *first, const void *second)
{
	return strcmp(((const struct moved *)first)->url, ((const struct moved *)second)->url);
}

void moved_make(struct report *report, struct intake *intake)
{
	struct catalog *catalog = intake->catalog;
	if (intake->formers->len == 0)
		return;
	g_autoptr(GHashTable) living = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GHashTable) former = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(struct moved));
	const struct search search = {.report = report,
	                              .catalog = catalog,
	                              .living = living,
	                              .former = former,
	                              .moved = found};
	for (uint32_t i = 0; i < catalog->record_count; i++)
		g_hash_table_insert(living, (void *)catalog->records[i].url,
		                    GUINT_TO_POINTER(i + 1));
	for (unsigned i = 0; i < intake->formers->len; i++)
		add(&search, &g_array_index(intake->formers, struct pending_former, i));
	g_array_sort(found, compare_moved);
	struct moved *kept = arena_new_array(catalog->arena, struct moved, found->len);
	if (found->len > 0)
		memcpy(kept, found->data, found->len * sizeof(struct moved));
	catalog->moved = kept;
	catalog->moved_count = found->len;
}
