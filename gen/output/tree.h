/* SPDX-License-Identifier: MIT */
#ifndef OUTPUT_TREE_H
#define OUTPUT_TREE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <glib.h>

#include "base/report.h"

/*
 * The output folder. A new tree is written beside the old one and switched in by one rename; until
 * then, and whatever happens, the old one stays whole.
 *
 *   site/            what readers see
 *   .site.lock       held by the one build that may write (flock)
 *   .site.new/       the tree being written
 *   .site.old/       the former tree, on its way out
 *
 * Every folder made here holds a marker file (TREE_MARKER), written before anything else: a folder
 * without it is somebody's and is neither replaced nor removed.
 */
#define TREE_MARKER "chayue.json"

struct tree;
typedef struct tree Tree;

/*
 * Takes the lock, clears what a build that died left behind (completing a switch that was cut off),
 * and makes the new, empty tree with its marker, whose content is `marker`. NULL with a report:
 * another build is running (said with its process id where known), `folder` holds files that are
 * not ours, its parent is missing or not writable.
 */
struct tree *tree_begin(struct report *report, const char *folder, const char *marker);

/*
 * Drops what was written, if it was not switched in, and the lock. In the process that began it
 * only.
 */
void tree_end(struct tree *tree);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Tree, tree_end)

/*
 * True for a path that may be written: parts of a-z 0-9 . _ - up to 64 bytes with '/' between, 200
 * bytes in all, no part that starts with '.' or '-', ends with '.', or is the name of a DOS device
 * (con, nul, com1 … with or without suffix).
 */
bool tree_path_is_safe(const char *path);

/*
 * Writes one whole new file, making its folders. Any number of processes forked after tree_begin
 * may do so at once. Fails on an unsafe path, a path written before, a write error (disk full …);
 * the first failure is reported, and makes tree_switch refuse when it happened in the same process.
 */
bool tree_write(struct report *report, struct tree *tree, const char *path, const void *bytes,
                size_t length);

/*
 * Brings the new tree to the disk (syncfs) and switches it in: one exchange where the file system
 * can (renameat2), else two renames. Afterwards the former tree is removed.
 */
bool tree_switch(struct report *report, struct tree *tree);

#endif
