/* SPDX-License-Identifier: MIT */
#ifndef PAGES_PLANNING_SEARCH_H
#define PAGES_PLANNING_SEARCH_H

/* Private to plan_search*.c: what they share while the search index is planned. */

#include "pages/planning.h"

enum { INDEX_VERSION = 1 };

struct search_planning {
	struct planning *planning;
	const struct catalog_sources *sources;
	uint32_t *order;      /* records, in the order in which they came */
	uint32_t *unit_count; /* of each record */
	GString **together;   /* of each small block: what tells all of its documents */
};

/* A page whose bytes are these, which become the plan's. */
void planning_add_ready(struct planning *planning, const char *url, GString *bytes);

/* Of a file in the folder of a block. */
char *planning_block_url(struct planning *planning, const struct search_block *block,
                         const char *name);

void plan_search_names(struct planning *planning);
void plan_search_columns(struct search_planning *search);

/* A GDestroyNotify for GString. */
void planning_free_string(void *string);

#endif
