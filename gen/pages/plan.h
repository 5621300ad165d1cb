/* SPDX-License-Identifier: MIT */
#ifndef PAGES_PLAN_H
#define PAGES_PLAN_H

#include "catalog/catalog.h"
#include "pages/theme.h"

/*
 * What a page may read. A page is a pure function of its declared inputs and of what all pages
 * share: the settings, the kinds and strings, the theme and Lua. Nothing else can be reached while
 * it is rendered.
 */
enum input_type {
	INPUT_DOCUMENT, /* a record whole, with its text; `index`: record */
	INPUT_ENTRY,    /* what a list shows of a record; `index`: record */
	INPUT_ENTITY, /* the entry of the record that describes a list (an organ, a topic); `index`: record */
	INPUT_TIE, /* an entry that stands in a relation; `index`: number of the tie in the page's document */
	INPUT_FIELD_ADDRESS, /* likewise of a field; `index`: number of the field target */
	INPUT_ADDRESS, /* where a record or file is, for links in the text; `index`: number of the target */
	INPUT_GROUP, /* label, address and size of a list; `index`: group, `detail`: axis */
	INPUT_AXIS,  /* label and address of an axis; `index`: axis */
};

struct input {
	enum input_type type;
	uint32_t index;
	uint32_t detail; /* INPUT_GROUP: the axis */
};

enum page_type { PAGE_VIEW, PAGE_FILE, PAGE_THEME };

/* One file of the site. */
struct page {
	enum page_type type;
	const char *url;
	const char *view;     /* PAGE_VIEW: the module views/NAME and the template NAME */
	uint32_t first_input; /* PAGE_VIEW: of its inputs in the plan */
	uint32_t input_count;
	uint32_t index; /* PAGE_FILE: of the catalog's files; PAGE_THEME: of the theme's */
	uint32_t number; /* of a page of a list, from 1 for the oldest; 0: the front of a list, or no list */
	const char *older; /* address of the page with older entries, or NULL */
	const char *newer;
};

/*
 * The plan: every page of the site, its address and its inputs, settled before any is rendered.
 *
 * Links lead to pages that come later, so all addresses must be known first. Of a finished plan
 * three things hold, and rendering relies on them:
 *   - no two pages share an address, letter case aside (kiosk disks may ignore it);
 *   - every address is relative and safe to write, so the site works from any folder;
 *   - a page reads its inputs and nothing else, so it can be left alone when they have not changed.
 */
struct plan {
	struct arena *arena;
	GArray *pages; /* of struct page: those of views, then the files */
	size_t view_count;
	GArray *inputs; /* of struct input */
};
typedef struct plan Plan;

/* NULL: two pages have one address, or a view or template is missing (reported). */
struct plan *plan_new(struct report *report, const struct catalog *catalog,
                      const struct theme *theme);
void plan_free(struct plan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Plan, plan_free)

/*
 * "list/organ/x3k7…/index.html"; the list of an axis' lists when `group` is NULL. Into the arena.
 */
char *plan_list_url(struct arena *arena, const struct axis *axis, const struct group *group);

#endif
