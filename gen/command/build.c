/* SPDX-License-Identifier: MIT */
/*
 * A build begins with what the last one left. When nothing has changed it ends there; when the
 * output is still what the last build wrote, only the pages that would come out otherwise are made,
 * and exchanged one by one; else all are, beside the old site.
 */
#include "command/command.h"

#include "output/tree.h"
#include "pages/explain.h"
#include "pages/known.h"
#include "pages/outdated.h"
#include "past.h"

#include <stdio.h>
#include <string.h>

/* A build under way. */
struct building {
	struct site *site;
	struct tree *tree;
	struct past *past;
	const char *spool_folder;
	struct trace_list *traces;
	GHashTable *used_traces; /* of the new site's pages */
	struct facet_set *facets;
	struct known *known; /* pages of the present site; NULL: all are made */
	GArray *chosen;      /* those to be made; NULL: all */
	struct explainer *explainer;
	bool front;  /* the site will have a front page */
	bool unkept; /* the store has refused a page: no other is tried */
};

/* ---- pages */

static bool write_page(struct report *report, void *context, const char *url, const void *bytes,
                       size_t length)
{
	const struct building *building = context;
	return tree_write(report, building->tree, url, bytes, length, NULL);
}

static void count_page(struct building *building, const struct page *page, uint64_t size,
                       uint64_t trace)
{
	site_count_page(building->site, page, size);
	building->front |= strcmp(page->url, "index.html") == 0;
	if (!g_hash_table_contains(building->used_traces, &trace))
		g_hash_table_add(building->used_traces, g_memdup2(&trace, sizeof trace));
}

/*
 * A page with problems is made again in the next build, which has to tell them too: its signature
 * fits none.
 */
static void remember(struct building *building, const struct rendered_page *page)
{
	struct store *store = building->past->store;
	struct made_page as = page->as;
	if (store == NULL || building->unkept)
		return;
	if (!page->lasting)
		memset(as.signature.whole, 0, SIGNATURE_SIZE);
	building->unkept = !(page->made ? known_keep(store, building->traces, page->page->url, &as)
	                                : known_forget(store, page->page->url));
}

static void drop_page(struct building *building, const char *url)
{
	tree_drop(building->tree, url);
	building->site->outcome.removed++;
	if (building->site->options->explain)
		printf(_("%s: removed\n"), url);
}

static bool take_page(struct report *report, void *context, const struct rendered_page *page)
{
	struct building *building = context;
	const char *url = page->page->url;
	(void)report;
	building->site->outcome.rendered++;
	if (building->explainer != NULL) {
		g_autofree char *reason = explainer_tell(building->explainer, page);
		printf("%s: %s\n", url, reason);
	}
	if (page->made)
		count_page(building, page->page, page->as.size, page->as.trace);
	if (page->written)
		tree_note(building->tree, url,
		          &(struct tree_sum){.size = page->as.size, .digest = page->as.digest});
	if (!page->made && building->known != NULL && known_has(building->known, page->number))
		drop_page(building, url);
	else if (!page->made) /* its worker may have died while it wrote */
		tree_drop(building->tree, url);
	remember(building, page);
	return true;
}

/* Pages that stay as they are. */
static void count_skipped(struct building *building)
{
	const GArray *pages = building->site->plan->pages;
	const GArray *chosen = building->chosen;
	unsigned next = 0;
	for (uint32_t i = 0; i < pages->len; i++) {
		if (next < chosen->len && g_array_index(chosen, uint32_t, next) == i) {
			next++;
			continue;
		}
		building->site->outcome.skipped++;
		count_page(building, &g_array_index(pages, struct page, i),
		           known_size(building->known, i), known_trace(building->known, i));
	}
}

static void drop_gone(struct building *building)
{
	const GPtrArray *gone = known_gone(building->known);
	for (unsigned i = 0; i < gone->len; i++) {
		drop_page(building, gone->pdata[i]);
		building->unkept =
		        building->unkept || !known_forget(building->past->store, gone->pdata[i]);
	}
}

/* ---- rendering */

static struct rendering make_rendering(struct building *building)
{
	struct rendering rendering = site_rendering(building->site, building->spool_folder);
	rendering.chosen = building->chosen;
	rendering.known = building->known;
	rendering.traces = building->traces;
	rendering.facets = building->facets->records;
	rendering.write = write_page;
	rendering.take = take_page;
	rendering.context = building;
	return rendering;
}

static void forget_pages(struct building *building)
{
	struct store *store = building->past->store;
	g_clear_pointer(&building->known, known_free);
	g_clear_pointer(&building->chosen, g_array_unref);
	if (store != NULL)
		building->unkept = !store_clear(store, STORE_PAGE);
}

static bool make_facets(struct building *building)
{
	struct site *site = building->site;
	const struct show show = {
	        .catalog = site->catalog, .sources = &site->sources, .plan = site->plan};
	const struct facet_task task = {.show = &show,
	                                .ground = &site->ground,
	                                .known = building->past->store,
	                                .workers = site->workers,
	                                .spool_folder = building->spool_folder,
	                                .progress = &site->progress};
	building->facets = facet_set_new(site->report, &task);
	return building->facets != NULL;
}

/* What of the present site can stay. False: the world is wrong; nothing may be known after true. */
static bool compare_pages(struct building *building)
{
	struct site *site = building->site;
	struct stage *stage = stage_begin(site, "compare");
	bool done = make_facets(building);
	if (done && building->past->pages_are_known)
		building->known = known_new(building->past->store, site->plan, building->traces);
	if (done && building->known != NULL) {
		struct rendering rendering = make_rendering(building);
		building->chosen = outdated_find(site->report, &rendering, building->known);
		done = building->chosen != NULL;
	}
	stage_end(stage, 0);
	return done; /* what is damaged past_publish tells */
}

static bool may_replace(const struct building *building)
{
	struct report *report = building->site->report;
	if (!building->front)
		return report_error(report, place_none(), "build/front",
		                    _("the front page could not be made, so the site was not "
		                      "replaced"));
	if (building->site->options->strict && report->errors > 0)
		return report_error(
		        report, place_none(), "build/strict",
		        _("--strict: the site was not replaced because there are errors"));
	return true;
}

static bool make_pages(struct building *building)
{
	struct site *site = building->site;
	site->outcome = (struct outcome){.documents = site->catalog->record_count};
	building->front = false;
	g_hash_table_remove_all(building->used_traces);
	if (building->known == NULL)
		forget_pages(building);
	if (!tree_start(site->report, building->tree,
	                building->known == NULL ? TREE_WHOLE : TREE_UPDATE))
		return false;
	struct rendering rendering = make_rendering(building);
	g_autoptr(Explainer) explainer = NULL;
	if (site->options->explain && building->known == NULL)
		puts(_("all pages are made: there is no site of a last build to go on from"));
	else if (site->options->explain)
		explainer = explainer_new(&rendering, building->past->store,
		                          known_gone(building->known));
	building->explainer = explainer;
	bool done = site_render(site, &rendering);
	building->explainer = NULL;
	if (!done)
		return false;
	if (building->known != NULL) {
		count_skipped(building);
		drop_gone(building);
	}
	return may_replace(building);
}

/* ---- the switch */

static bool is_used(const void *context, uint64_t trace)
{
	return g_hash_table_contains((GHashTable *)context, &trace);
}

static void keep(struct building *building)
{
	struct past *past = building->past;
	struct digest root;
	if (past->store == NULL)
		return;
	if (building->unkept || !tree_new_root(building->tree, &root) ||
	    !facet_set_keep(building->facets, building->site->catalog, past->store) ||
	    !trace_list_keep(building->traces, past->store, is_used, building->used_traces))
		past_forget(past, building->site);
	else
		past_keep(past, building->site, &root);
}

/* Pages and manifests of the new site, ready to be switched in. */
static bool prepare_site(struct building *building)
{
	struct site *site = building->site;
	if (!make_pages(building))
		return false;
	enum tree_outcome settled = tree_settle(site->report, building->tree);
	if (settled == TREE_MISFIT)
		report_warning(site->notes, place_none(), "state/other",
		               _("the site is not the one that the last build wrote; all pages "
		                 "are made anew"));
	if (settled == TREE_MISFIT || settled == TREE_RESHAPED) {
		forget_pages(building);
		settled = make_pages(building) ? tree_settle(site->report, building->tree)
		                               : TREE_FAILED;
	}
	return settled == TREE_SETTLED;
}

/*
 * The store is made to last when the switch is certain and before it is made: what is cut off here
 * is completed by the next build, which then finds a store that fits.
 */
static bool switch_site(struct building *building)
{
	struct stage *stage = stage_begin(building->site, "switch");
	keep(building);
	past_publish(building->past, building->site);
	bool done = tree_switch(building->site->report, building->tree);
	stage_end(stage, 0);
	return done;
}

static bool build_site(struct building *building, const char *data)
{
	struct site *site = building->site;
	if (!site_plan(site, data, building->spool_folder, building->past->store))
		return false;
	building->traces = trace_list_new(site->script, building->past->store);
	building->used_traces = g_hash_table_new_full(g_int64_hash, g_int64_equal, g_free, NULL);
	bool done = compare_pages(building) && prepare_site(building) && switch_site(building);
	g_hash_table_unref(building->used_traces);
	trace_list_free(building->traces);
	known_free(building->known);
	facet_set_free(building->facets);
	if (building->chosen != NULL)
		g_array_unref(building->chosen);
	return done;
}

/* The folder beside the output, where temporary files lie on the same disk. */
static char *spool_folder_of(const char *out)
{
	g_autofree char *folder = g_canonicalize_filename(out, NULL);
	return g_path_get_dirname(folder);
}

/* What is told of the last build's end is no problem of this site; what ends this build is. */
static struct tree *begin_tree(struct site *site, const char *out)
{
	g_autoptr(Report) report = report_new();
	g_autoptr(GByteArray) packed = g_byte_array_new();
	struct tree *tree = tree_begin(report, out, "{\"generator\": \"chayue " VERSION "\"}\n");
	report_pack(report, packed);
	struct unpacker from = unpacker_over(packed->data, packed->len);
	report_unpack(tree == NULL ? site->report : site->notes, NULL, &from);
	return tree;
}

static bool repeat(struct past *past, struct site *site)
{
	bool done = past_repeat(past, site);
	if (done && site->options->explain)
		puts(_("nothing has changed since the last build"));
	return done;
}

bool command_build(struct site *site, const char *data)
{
	const char *out = site->options->out;
	g_autoptr(Tree) tree = begin_tree(site, out);
	if (tree == NULL || !site_open(site))
		return false;
	struct past past;
	past_open(&past, site, tree, data);
	g_autofree char *spool_folder = spool_folder_of(out);
	struct building building = {
	        .site = site, .tree = tree, .past = &past, .spool_folder = spool_folder};
	bool done = (past.is_current && repeat(&past, site)) || build_site(&building, data);
	past_close(&past);
	return done;
}
