/* SPDX-License-Identifier: MIT */
#ifndef PAGES_RENDER_H
#define PAGES_RENDER_H

#include "base/pool.h"
#include "pages/known.h"
#include "pages/plan.h"
#include "pages/trace_list.h"
#include "script/script.h"

/* Takes one finished file of the site, in a worker. False: the world is wrong (reported). */
typedef bool (*page_writer)(struct report *report, void *context, const char *url,
                            const void *bytes, size_t length);

/* What became of one page, in the order of the plan. */
struct rendered_page {
	size_t number; /* in the plan */
	const struct page *page;
	bool made;           /* else its view failed, which is reported */
	bool written;        /* its bytes are other than those known, or none are known */
	bool lasting;        /* nothing was reported while it was made: it may be remembered */
	struct made_page as; /* if it was made; with signature and trace only when `traces` is given */
};

/* Takes it, in the parent. False: the world is wrong (reported). */
typedef bool (*page_taker)(struct report *report, void *context, const struct rendered_page *page);

struct rendering {
	struct repository *repository;
	const struct catalog *catalog;
	const struct catalog_sources *sources;
	const struct plan *plan;
	const struct theme *theme;
	struct script *script;     /* views loaded, site lent */
	const struct value *site;  /* what every template sees as `site` (show_site) */
	bool check_tags;           /* report the page tags that a view found empty */
	const GArray *chosen;      /* of uint32_t: pages to render, in their order; NULL: all */
	const struct known *known; /* pages whose bytes are these need not be written; may be NULL */
	struct trace_list *traces;          /* NULL: pages are not to be remembered */
	const struct record_facets *facets; /* of the records, with `traces` */
	page_writer write;
	page_taker take; /* NULL: nobody wants to know */
	void *context;   /* of both */
	unsigned workers;
	const char *spool_folder;
	const struct progress *progress;
};

struct rendered {
	uint64_t made;    /* pages and files */
	uint64_t written; /* of these, that were not there already */
	uint64_t written_bytes;
	size_t peak_memory;
};

/*
 * Renders pages of the plan in worker processes and hands each to `write`. A page whose view fails
 * is reported and left out. False: the world was wrong.
 */
bool render_run(struct report *report, const struct rendering *rendering, struct rendered *out);

#endif
