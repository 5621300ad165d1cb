/* SPDX-License-Identifier: MIT */
/* What all views share. It changes seldom, since every page is made anew when it does. */
#include "pages/show.h"
#include "pages/show_record.h"

#include <string.h>

static void add_link(struct value_builder *list, const char *name, const char *label,
                     const char *url)
{
	struct value_builder map = value_builder_begin(list->arena, VALUE_MAP);
	show_text(&map, "name", name);
	show_text(&map, "label", label);
	show_text(&map, "url", url);
	value_builder_add(list, value_builder_end(&map));
}

/* Those that have lists; `menu`: of these, those that every page leads to. */
static void add_axes(struct value_builder *list, const struct catalog *catalog, bool menu)
{
	for (unsigned i = 0; i < catalog->schema->axis_count; i++) {
		const struct axis *axis = catalog->axes[i].axis;
		if (catalog->axes[i].count > 0 && !axis->hidden && (axis->menu || !menu))
			add_link(list, axis->name, axis->label.text[catalog->settings->language],
			         plan_list_url(list->arena, axis, NULL));
	}
}

static void add_pages(struct value_builder *list, const struct catalog *catalog,
                      enum edition edition, unsigned from, unsigned to, bool menu)
{
	for (unsigned i = from; i < to; i++) {
		const struct fixed_page *page = &catalog->schema->pages[i];
		if (page->in[edition] && (page->menu || !menu))
			add_link(list, page->name, page->label.text[catalog->settings->language],
			         page->url);
	}
}

/* The first fixed page of the edition, the axes, the other pages. */
static struct value show_menu(struct arena *arena, const struct catalog *catalog,
                              enum edition edition)
{
	unsigned count = catalog->schema->page_count;
	unsigned first = 0;
	struct value_builder menu = value_builder_begin(arena, VALUE_LIST);
	while (first < count && !catalog->schema->pages[first].in[edition])
		first++;
	add_pages(&menu, catalog, edition, first, MIN(count, first + 1), true);
	add_axes(&menu, catalog, true);
	add_pages(&menu, catalog, edition, first + 1, count, true);
	return value_builder_end(&menu);
}

static struct value show_pages(struct arena *arena, const struct catalog *catalog,
                               enum edition edition)
{
	struct value_builder pages = value_builder_begin(arena, VALUE_LIST);
	add_pages(&pages, catalog, edition, 0, catalog->schema->page_count, false);
	return value_builder_end(&pages);
}

/*
 * { name, desk, idle_seconds, question_seconds, stale_days, text_size, menu, pages }: what the pages of
 * the kiosk share.
 */
static struct value show_kiosk(struct arena *arena, const struct catalog *catalog)
{
	const struct kiosk_settings *kiosk = &catalog->settings->kiosk;
	struct value_builder map = value_builder_begin(arena, VALUE_MAP);
	show_text(&map, "name", kiosk->name);
	show_text(&map, "desk", kiosk->desk);
	show_number(&map, "idle_seconds", kiosk->idle_seconds);
	show_number(&map, "question_seconds", kiosk->question_seconds);
	show_number(&map, "stale_days", kiosk->stale_days);
	show_text(&map, "text_size", kiosk->largest ? "largest" : "large");
	value_builder_set(&map, "menu", show_menu(arena, catalog, EDITION_KIOSK));
	value_builder_set(&map, "pages", show_pages(arena, catalog, EDITION_KIOSK));
	return value_builder_end(&map);
}

static struct value show_kinds(struct arena *arena, const struct catalog *catalog)
{
	struct value_builder kinds = value_builder_begin(arena, VALUE_MAP);
	for (unsigned i = 0; i < catalog->schema->kind_count; i++) {
		const struct kind *kind = &catalog->schema->kinds[i];
		value_builder_set(&kinds, kind->name,
		                  value_text(kind->label.text[catalog->settings->language]));
	}
	return value_builder_end(&kinds);
}

struct value show_site(struct arena *arena, const struct catalog *catalog,
                       const struct value *strings)
{
	const struct settings *settings = catalog->settings;
	struct value_builder map = value_builder_begin(arena, VALUE_MAP);
	for (unsigned i = 0; i < settings->identity.count; i++)
		if (strcmp(settings->identity.keys[i], "name") != 0)
			value_builder_set(&map, settings->identity.keys[i],
			                  settings->identity.items[i]);
	show_text(&map, "name",
	          settings->name != NULL ? settings->name : value_get_text(strings, "site_name"));
	show_text(&map, "language", language_tag(settings->language));
	value_builder_set(&map, "kinds", show_kinds(arena, catalog));
	value_builder_set(&map, "menu", show_menu(arena, catalog, EDITION_WEB));
	struct value_builder axes = value_builder_begin(arena, VALUE_LIST);
	add_axes(&axes, catalog, false);
	value_builder_set(&map, "axes", value_builder_end(&axes));
	value_builder_set(&map, "pages", show_pages(arena, catalog, EDITION_WEB));
	if (settings->kiosk.wanted)
		value_builder_set(&map, "kiosk", show_kiosk(arena, catalog));
	value_builder_set(&map, "strings", *strings);
	return value_builder_end(&map);
}
