/* SPDX-License-Identifier: MIT */
#ifndef PAGES_PLANNING_H
#define PAGES_PLANNING_H

/* Private to plan*.c: what they share while a plan is made. */

#include "base/name_table.h"
#include "pages/plan.h"

/* The list of an axis that a record stands in; none of those that are hidden. */
struct membership {
	uint32_t group;
	uint16_t axis;
};

struct planning {
	struct report *report;
	struct plan *plan;
	const struct catalog *catalog;
	const struct theme *theme;
	struct name_table *addresses; /* of pages, in lower case, to their numbers */
	GPtrArray *subjects;          /* of each page: what messages call it */
	GHashTable *views;            /* names of those that were looked for in the theme */
	enum edition edition;         /* of the pages that are added now */
	bool right;

	/* Made by memberships_make, for documents. */
	struct membership *memberships; /* by record */
	uint32_t *first_membership;     /* of each record; one more than there are records */
	uint32_t *previous; /* the record before, in the list that gives the sequence, or RECORD_NONE */
	uint32_t *next;

	/* Made by plan_fixed: of each kind its records, the listed ones newest first. */
	GHashTable *of_kind; /* kind to GArray of uint32_t */

	GHashTable *copied; /* records that have a page for the rack; made by plan_fixed for the kiosk */

	uint32_t first_chain; /* page of the first chain; made by plan_documents */

	/* Made by plan_data: the pages of the years of the catalog, oldest first. */
	uint32_t first_year;
	uint32_t year_count;
};

/* The lists each record stands in, and its neighbours. */
void memberships_make(struct planning *planning);
void memberships_clear(struct planning *planning);

/*
 * Adds a page of the present edition whose inputs are those added since `first_input`. `subject` is what messages call it.
 * False: another has its address (reported).
 */
bool planning_add_page(struct planning *planning, struct page page, uint32_t first_input,
                       const char *subject);

uint32_t planning_mark(const struct planning *planning);
void planning_add_input(struct planning *planning, enum input_type type, uint32_t index,
                        uint32_t detail, unsigned slot);

/* An input of that type for each record of [from, to), or from the last to the first. */
void planning_add_records(struct planning *planning, enum input_type type, const uint32_t *records,
                          uint32_t from, uint32_t to);
void planning_add_newest(struct planning *planning, enum input_type type, const uint32_t *records,
                         uint32_t from, uint32_t to);

/*
 * A part of the records of one year: [from, to) of a list that begins with the oldest. Parts are
 * cut from the oldest, so that all but the last of the newest year stay as they are.
 */
struct cut {
	uint16_t year;   /* 0: of those without date */
	uint32_t number; /* in its year, from 1 */
	uint32_t from;
	uint32_t to;
};

/* All listed records; the caller's. */
uint32_t *planning_oldest_first(const struct catalog *catalog);

/* All parts of at most `most` records, oldest first. The caller's, of struct cut. */
GArray *planning_cut(const struct catalog *catalog, const uint32_t *records, uint32_t count,
                     uint32_t most);

/* "7", "1/107": the name of a numbered page. By hundreds, so that no folder grows without end. */
char *planning_number(struct arena *arena, uint32_t number);

/* Whether a list of kinds that ends with NULL has this one. */
bool planning_has_kind(const struct kind *const *kinds, const struct kind *kind);

/* ---- what a site is made of, each in a file of its own */

void plan_documents(struct planning *planning);                            /* plan_document.c */
void plan_lists(struct planning *planning);                                /* plan_list.c */
void plan_feeds(struct planning *planning, uint32_t axis, uint32_t group); /* plan_data.c */
void plan_data(struct planning *planning);
void plan_sitemaps(struct planning *planning); /* plan_sitemap.c; after all other pages of views */

/* The tables of a document as inputs of its page, and the pages of further rows of the first. */
void plan_add_tables(struct planning *planning, const struct record *record); /* plan_table.c */
void plan_add_other_tables(struct planning *planning, uint32_t number, unsigned slot);
void plan_rows(struct planning *planning, uint32_t number);
void plan_tables(struct planning *planning); /* as files; after all pages of views */

/* The index of search and the texts it leads to; last of all. */
void plan_search(struct planning *planning,
                 const struct catalog_sources *sources); /* plan_search.c */

void plan_alphabet(struct planning *planning); /* plan_fixed.c */
void plan_fixed(struct planning *planning); /* plan_fixed.c; of the present edition; after the data */

#endif
