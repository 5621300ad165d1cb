/* SPDX-License-Identifier: MIT */
#ifndef OUTPUT_PATCH_H
#define OUTPUT_PATCH_H

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

#include "base/arena.h"
#include "output/folder.h"
#include "output/journal.h"
#include "output/manifest.h"

/*
 * From the files that were written and dropped to the manifests of the new site and the steps of the
 * switch.
 */

/* A file that lies in the stage, or one that goes. */
struct change {
	const char *path;
	struct tree_sum sum;
	bool drop;
};

/* By path; of several changes of one path the last stays. */
void changes_sort(GArray *changes);

/* Whether the path is one that goes. `changes` are sorted. */
bool changes_drop(const GArray *changes, const char *path);

struct patch {
	struct folders *stage;
	struct folders *site;    /* NULL: there is none, or all of it is replaced */
	struct digest site_root; /* of its root manifest, with `site` */
	const GArray *changes;   /* of struct change, sorted */
	struct arena *arena;     /* lends the memory of the paths in `steps` */
	GArray *steps;           /* of struct journal_step: filled in, with `site` */
	struct tree_change made; /* filled in: what the steps come to, or with no `site` all there is */
};

enum patch_outcome {
	PATCH_MADE,
	PATCH_MISFIT,   /* the site is not what its manifests say */
	PATCH_RESHAPED, /* a page is called as a folder was, or the other way round */
	PATCH_FAILED,   /* a manifest could not be written: errno says why */
};

/*
 * Writes into the stage the manifests that the changes bring about: with `site` those that differ
 * from its own, else all. `root`: what the manifest at the top is then.
 *
 * The steps are in the order in which they are to be done: files that are new before those that
 * change and may link to them, then removals, then manifests, from the deepest to the one at the top.
 * So what a manifest that is in place says of its folder, and all below it, holds.
 */
enum patch_outcome patch_make(struct patch *patch, struct tree_sum *root);

/* Reads the manifest of a folder of the site, if it is the one that `wanted` tells of. */
bool patch_read(struct folders *site, const char *path, const struct digest *wanted,
                struct manifest *out);

#endif
