/* SPDX-License-Identifier: MIT */
#ifndef SITE_H
#define SITE_H

#include "base/progress.h"
#include "catalog/catalog.h"
#include "options.h"
#include "pages/render.h"
#include "pages/show.h"

/* One step of a build, for the summary. */
struct stage {
	const char *name;
	double seconds;     /* by the wall */
	size_t peak_memory; /* bytes, of all processes together */
};

enum { STAGES_MOST = 8 };

/* A site on its way from a repository to pages. */
struct site {
	const struct options *options;
	struct report *report;
	struct progress progress;
	unsigned workers;
	struct arena *arena;
	struct repository *repository;
	struct source_files files;
	const char *home; /* the folder of site.yml in the repository, "" for the top */
	struct settings settings;
	struct script *script;
	GPtrArray *schema_modules; /* names of the Lua modules the schema is made of, as loaded */
	struct schema *schema;
	struct history *history;
	uint32_t *documents; /* indexes into files */
	uint32_t document_count;
	struct readings *readings;
	struct catalog_sources sources;
	struct catalog *catalog;
	struct theme *theme;
	struct plan *plan;
	struct value shared; /* what every view and template sees as `site` */
	struct rendered rendered;
	struct stage stages[STAGES_MOST];
	unsigned stage_count;
};

/*
 * Everything up to the plan: reads the repository, makes the catalog, plans every page. `data` is
 * the folder that holds lua/ and themes/. False: the world was wrong, or the site's own settings or
 * Lua were; no pages can be made. Problems of content are in the report and leave it true.
 */
bool site_plan(struct site *site, const char *data, const char *spool_folder);

/*
 * Renders the planned pages into `write`; `note` (or NULL) hears of each. `check_tags`: empty page tags
 * are reported.
 */
bool site_render(struct site *site, page_writer write, page_noter note, void *writer_context,
                 const char *spool_folder, bool check_tags);

/* Begins a stage, to be ended before the next begins. */
struct stage *stage_begin(struct site *site, const char *name);

/* `peak_memory`: what was seen while it ran, 0 when only the memory at its end counts. */
void stage_end(struct stage *stage, size_t peak_memory);

struct site *site_new(struct report *report, const struct options *options);
void site_free(struct site *site);

#endif
