/* SPDX-License-Identifier: MIT */
#ifndef PAGES_RENDER_H
#define PAGES_RENDER_H

#include "base/pool.h"
#include "pages/plan.h"
#include "script/script.h"

/*
 * Takes one finished file of the site, in a worker. What it appends to `told` reaches the page_noter.
 * False: the world is wrong (reported).
 */
typedef bool (*page_writer)(struct report *report, void *context, const char *url,
                            const void *bytes, size_t length, GByteArray *told);

/*
 * Hears in the parent, in the order of the plan, of each file that was written; with `told` NULL, of
 * one whose worker died, and may have written it or part of it.
 */
typedef void (*page_noter)(void *context, const char *url, struct unpacker *told);

struct rendering {
	struct repository *repository;
	const struct catalog *catalog;
	const struct catalog_sources *sources;
	const struct plan *plan;
	const struct theme *theme;
	struct script *script;    /* views loaded, site lent */
	const struct value *site; /* what every template sees as `site` (show_site) */
	bool check_tags;          /* report the page tags that a view found empty */
	page_writer write;
	page_noter note; /* NULL: nobody */
	void *writer_context;
	unsigned workers;
	const char *spool_folder;
	const struct progress *progress;
};

struct rendered {
	bool front;     /* index.html was made */
	uint64_t pages; /* pages that a view made */
	uint64_t files; /* all files, pages among them */
	uint64_t bytes;
	size_t peak_memory;
};

/*
 * Renders every page of the plan in worker processes and hands it to `write`. A page whose view
 * fails is reported and left out. False: the world was wrong.
 */
bool render_run(struct report *report, const struct rendering *rendering, struct rendered *out);

#endif
