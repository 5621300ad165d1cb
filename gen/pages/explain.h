/* SPDX-License-Identifier: MIT */
#ifndef PAGES_EXPLAIN_H
#define PAGES_EXPLAIN_H

#include "pages/render.h"

/* Tells why pages were rendered: what of their signature differs from that of the last build. */
struct explainer;
typedef struct explainer Explainer;

/* `gone`: addresses that the last build had and the plan has not. All must outlive it. */
struct explainer *explainer_new(const struct rendering *rendering, struct store *store,
                                const GPtrArray *gone);
void explainer_free(struct explainer *explainer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Explainer, explainer_free)

/*
 * "notices/park.md has changed; new: notices/pool.md", in the language of the user. To be called
 * before the page is remembered anew. To be freed.
 */
char *explainer_tell(struct explainer *explainer, const struct rendered_page *page);

#endif
