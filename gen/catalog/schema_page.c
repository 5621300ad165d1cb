/* SPDX-License-Identifier: MIT */
/*
 * The fixed pages: those that every site has, whatever its documents. Lua says which there are and
 * what each is given; the plan finds the records.
 */
#include <stdlib.h>
#include <string.h>

#include "catalog/schema_read.h"

/* No page needs more; a page is no archive. */
enum { MOST = 1000, MONTHS_MOST = 12 };

/* "platform/guide.html": names of small letters, digits and '-', the last with ".html". */
static bool is_page_url(const char *url)
{
	if (!g_str_has_suffix(url, ".html"))
		return false;
	g_autofree char *stem = g_strndup(url, strlen(url) - strlen(".html"));
	g_auto(GStrv) parts = g_strsplit(stem, "/", -1);
	for (unsigned i = 0; parts[i] != NULL; i++)
		if (*parts[i] == '\0' ||
		    strspn(parts[i], "abcdefghijklmnopqrstuvwxyz0123456789-") != strlen(parts[i]))
			return false;
	return true;
}

/* `where = {report_type = "annual"}`: one field, one word. */
static void read_where(const struct definition *at, struct selection *out)
{
	const struct value *where = value_get(at->map, "where");
	if (where == NULL)
		return;
	struct arena *arena = at->reader->schema->arena;
	if (where->type != VALUE_MAP || where->count != 1 || where->items[0].type != VALUE_TEXT) {
		definition_error(at, "schema/shape", _("'%s' must be %s"), "where",
		                 _("one field with one word, { field = \"word\" }"));
		return;
	}
	out->where_field = arena_string(arena, where->keys[0]);
	out->where_word = arena_string(arena, where->items[0].text);
	for (unsigned i = 0; out->kinds != NULL && out->kinds[i] != NULL; i++)
		if (kind_field(out->kinds[i], out->where_field) == NULL)
			definition_error(at, "schema/unknown-field",
			                 _("kind '%s' has no field '%s'"), out->kinds[i]->name,
			                 out->where_field);
}

/* What is selected whole, by a flag. */
static const struct {
	const char *key;
	enum selection_type type;
} WHOLES[] = {{"axes", SELECT_AXES},
              {"pages", SELECT_PAGES},
              {"letters", SELECT_LETTERS},
              {"years", SELECT_YEARS},
              {"tables", SELECT_TABLES}};

/* What is selected of an axis, by its name. */
static const struct {
	const char *key;
	enum selection_type type;
} OF_AXIS[] = {{"axis", SELECT_GROUPS}, {"counts", SELECT_COUNTS}, {"months", SELECT_MONTHS}};

static void read_selection(const struct definition *at, struct selection *out)
{
	out->most = definition_number(at, "most", MOST, 1, MOST);
	out->kinds = definition_kinds(at, "kinds");
	out->month = definition_number(at, "month", 0, 1, MONTHS_MOST);
	out->news = definition_flag(at, "news", false);
	out->copies = definition_flag(at, "copies", false);
	for (size_t i = 0; i < G_N_ELEMENTS(OF_AXIS); i++) {
		const char *axis = definition_text(at, OF_AXIS[i].key);
		if (axis == NULL)
			continue;
		out->type = OF_AXIS[i].type;
		out->axis = definition_axis(at, axis);
	}
	if (out->type == SELECT_MONTHS && out->axis != NULL &&
	    !(out->axis->by_year && g_strcmp0(out->axis->field, "published_on") == 0))
		definition_error(at, "schema/axis-type",
		                 _("months are counted in the years of publication; take an axis "
		                   "with by_year = true over published_on"));
	for (size_t i = 0; i < G_N_ELEMENTS(WHOLES); i++)
		if (definition_flag(at, WHOLES[i].key, false))
			out->type = WHOLES[i].type;
	read_where(at, out);
}

static void read_selections(const struct definition *at, struct fixed_page *out)
{
	static const char *const allowed[] = {"kinds",  "where",   "most",   "axis",   "news",
	                                      "counts", "months",  "month",  "axes",   "pages",
	                                      "years",  "letters", "tables", "copies", NULL};
	struct definition all;
	const struct value *value = value_get(at->map, "selections");
	if (value == NULL || !definition_open(at->reader, at->path,
	                                      definition_part(at, "selections"), value, NULL, &all))
		return;
	struct schema *schema = at->reader->schema;
	struct selection *selections =
	        arena_new_array(schema->arena, struct selection, all.map->count);
	for (unsigned i = 0; i < all.map->count; i++) {
		struct definition one;
		const char *name = arena_string(schema->arena, all.map->keys[i]);
		if (!definition_open(at->reader, at->path, definition_part(&all, name),
		                     &all.map->items[i], allowed, &one))
			continue;
		selections[out->selection_count].name = name;
		read_selection(&one, &selections[out->selection_count++]);
	}
	out->selections = selections;
}

/* No two pages of an edition lie at one address. */
static void claim_url(const struct definition *at, GHashTable *const *urls,
                      const struct fixed_page *page)
{
	bool claimed = false;
	for (unsigned i = 0; i < EDITION_COUNT && page->url != NULL; i++) {
		if (!page->in[i])
			continue;
		if (!claimed || !g_hash_table_contains(urls[i], page->url))
			definition_claim_name(at, urls[i], page->url, page);
		claimed = true;
	}
}

/* `edition = "kiosk"`: a page of that edition alone. */
static void read_edition(const struct definition *at, struct fixed_page *out)
{
	static const char *const NAMES[EDITION_COUNT] = {
	        [EDITION_WEB] = "web", [EDITION_KIOSK] = "kiosk"};
	const char *name = definition_text(at, "edition");
	bool known = false;
	for (unsigned i = 0; i < EDITION_COUNT; i++) {
		out->in[i] = name == NULL || strcmp(name, NAMES[i]) == 0;
		known |= out->in[i];
	}
	if (!known)
		definition_error(at, "schema/shape", _("'%s' must be %s"), "edition",
		                 _("\"web\" or \"kiosk\", or absent for both"));
}

static void read_page(const struct definition *at, struct fixed_page *out)
{
	out->name = definition_need_name(at, "name", false);
	out->view = definition_need_name(at, "view", false);
	out->url = definition_need_text(at, "url");
	out->menu = definition_flag(at, "menu", false);
	read_edition(at, out);
	definition_need_label(at, "label", &out->label);
	if (out->url != NULL && !is_page_url(out->url))
		definition_error(at, "schema/page-url",
		                 _("'%s' is no address of a page; write small letters, digits and "
		                   "'-', with '/' between folders and .html at the end"),
		                 out->url);
	read_selections(at, out);
}

void schema_read_pages(struct schema_reader *reader)
{
	static const char *const allowed[] = {"name", "url",     "view",       "label",
	                                      "menu", "edition", "selections", NULL};
	static const char *const path = "lua/pages.lua";
	struct schema *schema = reader->schema;
	const struct value *module;
	bool listed = schema_open_list(reader, "pages", path, &module);
	if (!listed && (module == NULL || !value_is_empty_table(module)))
		return; /* reported */
	g_autoptr(GHashTable) names = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GHashTable) web_urls = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(GHashTable) kiosk_urls = g_hash_table_new(g_str_hash, g_str_equal);
	GHashTable *const urls[EDITION_COUNT] = {web_urls, kiosk_urls};
	struct fixed_page *kept = arena_new_array(schema->arena, struct fixed_page, module->count);
	for (unsigned i = 0; i < module->count; i++) {
		struct definition page;
		if (!schema_open_named(reader, path, &module->items[i], i, allowed, &page))
			continue;
		struct fixed_page *next = &kept[schema->page_count++];
		read_page(&page, next);
		definition_claim_name(&page, names, next->name, next);
		claim_url(&page, urls, next);
	}
	schema->pages = kept;
	if (!g_hash_table_contains(web_urls, "index.html"))
		report_error(reader->report, place_of_file(path), "schema/missing",
		             _("no page has the address index.html, so the site has no front; add "
		               "one"));
}
