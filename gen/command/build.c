/* SPDX-License-Identifier: MIT */
#include "command/command.h"

#include "output/tree.h"

#include <string.h>

static bool write_page(struct report *report, void *context, const char *url, const void *bytes,
                       size_t length, GByteArray *told)
{
	struct tree_sum sum;
	if (!tree_write(report, context, url, bytes, length, &sum))
		return false;
	pack_number(told, sum.size);
	pack_bytes(told, sum.digest.bytes, DIGEST_SIZE);
	return true;
}

static void note_page(void *context, const char *url, struct unpacker *told)
{
	if (told == NULL) {
		tree_drop(context, url);
		return;
	}
	struct tree_sum sum = {.size = unpack_number(told)};
	size_t length;
	const char *digest = unpack_bytes(told, &length);
	g_assert(!told->failed && length == DIGEST_SIZE);
	memcpy(sum.digest.bytes, digest, DIGEST_SIZE);
	tree_note(context, url, &sum);
}

/* The folder beside the output, where temporary files lie on the same disk. */
static char *spool_folder_of(const char *out)
{
	g_autofree char *folder = g_canonicalize_filename(out, NULL);
	return g_path_get_dirname(folder);
}

static bool write_site(struct site *site, struct tree *tree, const char *spool_folder)
{
	if (!tree_start(site->report, tree, TREE_WHOLE) ||
	    !site_render(site, write_page, note_page, tree, spool_folder, false))
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
	bool done =
	        tree_settle(site->report, tree) == TREE_SETTLED && tree_switch(site->report, tree);
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
