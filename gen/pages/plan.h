/* SPDX-License-Identifier: MIT */
#ifndef PAGES_PLAN_H
#define PAGES_PLAN_H

#include "catalog/alphabet.h"
#include "catalog/catalog.h"
#include "pages/theme.h"

/*
 * What a page may read. A page is a pure function of its declared inputs and of what all pages
 * share: the settings, the kinds and strings, the menu, the theme and Lua. Nothing else can be
 * reached while it is rendered.
 */
enum input_type {
	INPUT_DOCUMENT,    /* a record whole, with its text; `index`: record */
	INPUT_RECORD,      /* a record without its text; `index`: record */
	INPUT_CATALOGUED,  /* likewise, as one of a list of records; `index`: record */
	INPUT_ENTRY,       /* what a list shows of a record; `index`: record */
	INPUT_DATED_ENTRY, /* the same with the times of feeds; `index`: record */
	INPUT_ENTITY,      /* the entry of the record that describes a list; `index`: record */
	INPUT_PREVIOUS,    /* the entry before a document in its list; `index`: record */
	INPUT_NEXT,        /* the one after it */
	INPUT_TIE, /* an entry that stands in a relation; `index`: tie of the page's document */
	INPUT_CHANGED_BY,    /* the entry of what amended or repealed a document; `index`: record */
	INPUT_FIELD_ADDRESS, /* where a value leads; `index`: field target of the page's document */
	INPUT_ADDRESS,       /* where the text leads; `index`: target of the page's document */
	INPUT_DATA,          /* what a chart of the text is drawn from; likewise */
	INPUT_RECORDING,     /* a sound or video of the text, with what belongs to it; likewise */
	INPUT_TABLE, /* a table of the page's document; `index`: field target of it, `detail`: part of its rows, from 1 */
	INPUT_OTHER_TABLE, /* a table of any record, and that record; `index`: record, `detail`: field target of it */
	INPUT_GROUP,      /* a list with its size; `index`: group, `detail`: axis */
	INPUT_GROUP_NAME, /* label and address of a list; likewise */
	INPUT_MEMBERSHIP, /* of a list that the document stands in; likewise */
	INPUT_AXIS,       /* label and address of an axis; `index`: axis */
	INPUT_PAGE,       /* label and address of a fixed page; `index`: of the schema's pages */
	INPUT_PART, /* address of a part of the data, or of a year of it; `index`: page of the plan */
	INPUT_URL,           /* address of any page; `index`: page of the plan */
	INPUT_COPIED,        /* day of the commit that the site was made from */
	INPUT_NEWEST_CHANGE, /* day of the last change of any text; `index`: record that has it */
	INPUT_CHAIN,         /* how a policy was passed on, whole; `index`: chain */
	INPUT_CHAIN_WAY,     /* the way to the page's document in it; likewise */
	INPUT_INDEX,  /* letter and prefix of a page of the A–Z index; `index`: of its pages */
	INPUT_LETTER, /* letter and address of one; likewise */
	INPUT_BRANCH, /* prefix and address of one that goes further; likewise */
	INPUT_COUNTS, /* the sizes of the lists of an axis; `index`: group that they are below, or
	                 PLAN_ALL, `detail`: axis */
	INPUT_MONTHS, /* how many documents each month has; `index`: group, or PLAN_ALL, `detail`: axis */
	INPUT_TYPE_COUNT
};

/* All groups of an axis. */
#define PLAN_ALL UINT32_MAX

struct input {
	uint32_t index;
	uint16_t detail;
	uint8_t type; /* enum input_type */
	uint8_t slot; /* which of the page's named lists it is part of, from 1; 0: none */
};

enum page_type {
	PAGE_VIEW,
	PAGE_FILE,
	PAGE_THEME,
	PAGE_TABLE,
	PAGE_CHART_TABLE,
	PAGE_TEXT,  /* a unit of a document's text, for search */
	PAGE_READY, /* what the plan itself has made */
	PAGE_SHARD, /* a part of the search index */
	PAGE_PINYIN /* likewise, of titles by pinyin */
};

/* What a table is written as: CSV in UTF-8 with a byte order mark; JSON; a script that assigns it. */
enum table_form { TABLE_CSV, TABLE_JSON, TABLE_SCRIPT };

/* One file of the site. */
struct page {
	enum page_type type;
	enum edition edition;
	const char *url;      /* from the top of the site; of a page of the kiosk below "kiosk/" */
	const char *view;     /* PAGE_VIEW: the module views/NAME and the template NAME */
	uint32_t first_input; /* PAGE_VIEW: of its inputs in the plan */
	uint32_t input_count;
	uint32_t index; /* PAGE_FILE, PAGE_TABLE: of the catalog's files; PAGE_THEME: of the theme's; PAGE_CHART_TABLE, PAGE_TEXT: of its records; PAGE_READY: of what the plan made; PAGE_SHARD, PAGE_PINYIN: of its blocks */
	uint32_t target; /* PAGE_TEXT: the unit; PAGE_SHARD, PAGE_PINYIN: the shard; PAGE_CHART_TABLE: the chart among the document's targets; PAGE_TABLE: the record whose
	                    table it is, or RECORD_NONE */
	enum table_form form; /* PAGE_TABLE */
	uint32_t number; /* of a page of a list or of a part of a year, from 1 for the oldest; 0: a front, or no list */
	uint16_t year;     /* of a part of the data; 0: none, or of what bears no date */
	const char *older; /* address in its edition of the page with older entries, or NULL */
	const char *newer;
	const char *moved_from; /* the address that a document once had: this page's own, or NULL */
	const char *const *slots; /* names of its lists; NULL: it has none */
	uint8_t slot_count;
	bool sections; /* its slots are the sections of a list */
	bool by_month; /* its entries are those of a list in order: the first of each month is marked */
	bool hidden;   /* no site map has it */
	bool in_kiosk; /* of the web edition: the kiosk has it too, made of the same inputs */
};

/* A block of the search index (search/partition.h): documents that were published one after the other. */
struct search_block {
	const char *name; /* its folder in search/ */
	const uint32_t *records;
	uint32_t count;
	uint32_t units; /* of all of them */
	unsigned shards;
	unsigned pinyin_shards;
	uint64_t text_length; /* in bytes, about */
	struct digest digest; /* of all that its shards are made of */
};

/*
 * The plan: every page of the site, its address and its inputs, settled before any is rendered.
 *
 * Links lead to pages that come later, so all addresses must be known first. Of a finished plan
 * three things hold, and rendering relies on them:
 *   - no two pages share an address, letter case aside (kiosk disks may ignore it);
 *   - every address is relative and safe to write, so the site works from any folder;
 *   - a page reads its inputs and nothing else, so it can be left alone when they have not changed.
 *
 * Pages are local: one document more changes its own page, the fronts of the lists it stands in and
 * a part of the data each, whatever the size of the site. So no page but a list's own bears its
 * size, and what is listed by year is cut from the oldest.
 */
struct plan {
	struct arena *arena;
	GArray *pages; /* of struct page: those of views, then the files */
	size_t view_count;
	GArray *inputs;                  /* of struct input */
	const struct alphabet *alphabet; /* the A–Z index */
	GArray *blocks;                  /* of struct search_block, oldest first */
	GPtrArray *ready;                /* of GString: the bytes of pages that the plan has made */
	size_t first_shard; /* of pages: from here on they are shards, block by block */
};
typedef struct plan Plan;

/* The address of a page from the top of its edition. */
const char *page_local_url(const struct page *page);

/*
 * `sources`: of the catalog; NULL: there is to be no search index. NULL: two pages have one address,
 * or a view or template is missing (reported).
 */
struct plan *plan_new(struct report *report, const struct catalog *catalog,
                      const struct catalog_sources *sources, const struct theme *theme);
void plan_free(struct plan *plan);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Plan, plan_free)

/*
 * "list/organ/x3k7…/index.html"; the list of an axis' lists when `group` is NULL. Into the arena.
 */
char *plan_list_url(struct arena *arena, const struct axis *axis, const struct group *group);

/* The page of a list that has the record at that place of the group. Into the arena. */
char *plan_place_url(struct arena *arena, const struct axis *axis, const struct group *group,
                     uint32_t place);

/* "feed/topics/x3k7…/index.xml": the newest of a list, as a feed. Into the arena. */
char *plan_feed_url(struct arena *arena, const struct axis *axis, const struct group *group,
                    const char *suffix);

/* The data that stand in a document's text, for one of its targets that is a chart. Into the arena. */
char *plan_chart_url(struct arena *arena, const struct record *record, uint32_t target);

/* A part of the rows of a document's table, the first being its own page. Into the arena. */
char *plan_rows_url(struct arena *arena, const struct record *record, uint32_t number);

/* The whole of that table as a file. Into the arena. */
char *plan_table_url(struct arena *arena, const struct record *record, enum table_form form);

/* The address of a document's record in JSON. Into the arena. */
char *plan_record_url(struct arena *arena, const struct record *record);

#endif
