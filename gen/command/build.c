/* SPDX-License-Identifier: MIT */
#include "command/command.h"

#include "output/tree.h"

#include <stdio.h>

static bool write_page(struct report *report, void *context, const char *url, const void *bytes,
                       size_t length)
{
	return tree_write(report, context, url, bytes, length);
}

/* The folder beside the output, where temporary files lie on the same disk. */
static char *spool_folder_of(const char *out)
{
	g_autofree char *folder = g_canonicalize_filename(out, NULL);
	return g_path_get_dirname(folder);
}

static bool write_site(struct site *site, struct tree *tree, const char *spool_folder)
{
	if (!site_render(site, write_page, tree, spool_folder, false))
		return false;
	if (!site->rendered.front)
		return report_error(site->report, place_none(), "build/front",
		                    _("the front page could not be made, so the site was not "
		                      "replaced"));
	if (site->options->strict && site->report->errors > 0)
		return report_error(
		        site->report, place_none(), "build/strict",
		        _("--strict: the site was not replaced because there are errors"));
	struct stage *stage = stage_begin(site, "switch");
	bool done = tree_switch(site->report, tree);
	stage_end(stage, 0);
	return done;
}

bool command_build(struct site *site, const char *data)
{
	const char *out = site->options->out;
	g_autoptr(Tree) tree =
	        tree_begin(site->report, out, "{\"generator\": \"chayue " VERSION "\"}\n");
	if (tree == NULL)
		return false;
	g_autofree char *spool_folder = spool_folder_of(out);
	return site_plan(site, data, spool_folder) && write_site(site, tree, spool_folder);
}
