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

enum { STAGES_MOST = 12 };

/* What came of a build or a check. */
struct outcome {
	uint64_t documents;
	uint64_t pages;    /* files of the site that a view made */
	uint64_t files;    /* all but the marker and the manifests */
	uint64_t bytes;    /* of all files */
	uint64_t rendered; /* files that were made now */
	uint64_t skipped;  /* files that stay as the last build made them */
	uint64_t removed;  /* files of the last build that are no more */
	uint64_t written; /* of those rendered, that came out otherwise than they were, or are new */
	uint64_t written_bytes;
};

/* A site on its way from a repository to pages. */
struct site {
	const struct options *options;
	struct report *report;
	struct report *notes; /* on what the last build left: nothing that the documents are to blame for */
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
	struct digest ground; /* of the schema, and of the settings that what pages show depends on */
	struct history *history;
	uint32_t *documents; /* indexes into files */
	uint32_t document_count;
	struct readings *readings;
	struct catalog_sources sources;
	struct catalog *catalog;
	struct theme *theme;
	struct plan *plan;
	struct value shared; /* what every view and template sees as `site` */
	struct outcome outcome;
	struct stage stages[STAGES_MOST];
	unsigned stage_count;
};

/* Opens the repository at the commit that is asked for. False: it cannot be had (reported). */
bool site_open(struct site *site);

/*
 * Everything up to the plan: reads the repository, makes the catalog, plans every page. `data` is
 * the folder that holds lua/ and themes/; `known`: what the last build found of commits and texts, or
 * NULL. False: the world was wrong, or the site's own settings or Lua were; no pages can be made.
 * Problems of content are in the report and leave it true.
 */
bool site_plan(struct site *site, const char *data, const char *spool_folder, struct store *known);

/* What rendering needs to know of the site; the rest of it is for the caller to fill in. */
struct rendering site_rendering(struct site *site, const char *spool_folder);

/* Renders pages, as a stage of the build. */
bool site_render(struct site *site, const struct rendering *rendering);

/* Counts a page that the site has. */
void site_count_page(struct site *site, const struct page *page, uint64_t size);

/* Begins a stage, to be ended before the next begins. */
struct stage *stage_begin(struct site *site, const char *name);

/* `peak_memory`: what was seen while it ran, 0 when only the memory at its end counts. */
void stage_end(struct stage *stage, size_t peak_memory);

struct site *site_new(struct report *report, const struct options *options);
void site_free(struct site *site);

#endif
