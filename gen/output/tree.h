/* SPDX-License-Identifier: MIT */
#ifndef OUTPUT_TREE_H
#define OUTPUT_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <glib.h>

#include "base/digest.h"
#include "base/report.h"

/*
 * The output folder. What is new is written beside the old site and switched in; until then, and
 * whatever happens, the old one stays whole. A new tree takes the place of the old one by one rename.
 * Where little changes, only that is written, and put into the site file by file by a journal: every
 * single file is whole at every moment, and a switch that is cut off is completed by the next build.
 *
 *   site/            what readers see
 *   .site.lock       held by the one build that may write (flock)
 *   .site.new/       the stage: a whole new tree, or what is new in it
 *   .site.journal    what the switch does, from the moment it is certain until it is done
 *   .site.old/       the former tree, on its way out
 *
 * Every folder made here holds a marker file (TREE_MARKER), written before anything else: a folder
 * without it is somebody's and is neither replaced nor removed. Every folder of a site holds a
 * manifest (manifest.h), made here: nothing else may be called so.
 */
#define TREE_MARKER "chayue.json"

struct tree;
typedef struct tree Tree;

/* What a file is. */
struct tree_sum {
	uint64_t size;
	struct digest digest;
};

/*
 * Takes the lock, completes the switch of a build that died (with a warning), clears what else it
 * left, and checks the folder. Makes nothing but the lock file. `marker`: what the marker is to hold.
 * NULL with a report: another build is running (said with its process id where known), `folder` holds
 * files that are not ours, its parent is missing or not writable.
 */
struct tree *tree_begin(struct report *report, const char *folder, const char *marker);

/* The digest of the manifest at the top of the site as tree_begin found it. False: it has none. */
bool tree_root(const struct tree *tree, struct digest *out);

/* The same of the new site, once it is settled. */
bool tree_new_root(const struct tree *tree, struct digest *out);

/* The path of a file ".FOLDER.NAME" beside the site, where whoever has the lock may keep what belongs to it. To be freed. */
char *tree_path_beside(const struct tree *tree, const char *name);

enum tree_form {
	TREE_WHOLE,  /* every file of the site is written */
	TREE_UPDATE, /* what is new or changed is written, what goes is dropped, all else stays */
};

/*
 * Makes the stage with its marker, empty. May be called again, before tree_settle or after it found a
 * misfit: then what was written and told is forgotten.
 */
bool tree_start(struct report *report, struct tree *tree, enum tree_form form);

/*
 * Drops what was written, if it was not settled, and the lock. In the process that began it only.
 */
void tree_end(struct tree *tree);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Tree, tree_end)

/*
 * Writes one whole new file, making its folders; `sum`, unless it is NULL, is for tree_note. Any
 * number of processes forked after tree_start may do so at once. Fails on a path that is not safe
 * (path_is_safe) or a manifest's, one written before, a write error (disk full …); the first failure
 * is reported, and makes tree_settle refuse when it happened in the same process.
 */
bool tree_write(struct report *report, struct tree *tree, const char *path, const void *bytes,
                size_t length, struct tree_sum *sum);

/*
 * In the process that began, after the last tree_write: each file that was written, whoever wrote it,
 * and each that goes. Told of one path twice, the last counts. A file written must be told of or
 * dropped. What is dropped is not in the site, whether it was, or was written or half written now.
 */
void tree_note(struct tree *tree, const char *path, const struct tree_sum *sum);
void tree_drop(struct tree *tree, const char *path);

enum tree_outcome {
	TREE_SETTLED, /* the switch is certain: tree_switch does it, or else the next tree_begin */
	TREE_MISFIT, /* the site is not what its manifests say (TREE_UPDATE): tree_start the whole */
	TREE_RESHAPED, /* a page is called as a folder was, or the other way round: likewise */
	TREE_FAILED,   /* reported */
};

/*
 * Makes the manifests, brings all to the disk and writes the journal. After anything but TREE_SETTLED
 * nothing is switched, now or later.
 */
enum tree_outcome tree_settle(struct report *report, struct tree *tree);

/*
 * Switches to what was settled. False, with a report: the former site is in place, or, said so, the
 * switch is done in part and the next tree_begin does the rest.
 */
bool tree_switch(struct report *report, struct tree *tree);

/* What tree_settle found that the switch changes, manifests among it. */
struct tree_change {
	uint64_t files; /* put in place; of TREE_WHOLE, all there are */
	uint64_t bytes; /* in them */
	uint64_t removed;
};
struct tree_change tree_changed(const struct tree *tree);

#endif
