/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_WORK_TREE_H
#define SOURCE_WORK_TREE_H

#include <git2.h>

#include "base/arena.h"
#include "source/repository.h"

/*
 * Private to source/: the files that lie in a work tree. `committed`: those of the commit, in the
 * order of their paths. Appends to `out`, an array of struct source_file, in the order of the
 * paths; their paths live in `arena`.
 */
bool work_tree_list(struct report *report, git_repository *repository,
                    struct source_files committed, struct arena *arena, GArray *out);

/* The bytes of one uncommitted file; an error when they are no longer those that were listed. */
bool work_tree_read(struct report *report, git_repository *repository,
                    const struct source_file *file, struct source_bytes *out);

/* The size of one uncommitted file as it lies there now; an error when it is gone. */
bool work_tree_size(struct report *report, git_repository *repository,
                    const struct source_file *file, size_t *out);

#endif
