/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_REPOSITORY_OPENING_H
#define SOURCE_REPOSITORY_OPENING_H

#include <git2.h>

#include "base/report.h"

/*
 * Private to source/: finding a repository and a commit in it, with a message of its own for each
 * thing that is wrong.
 */

/*
 * The repository in the folder `path` (a work tree, a bare one, a `.git`), or NULL. The caller's:
 * git_repository_free.
 */
git_repository *repository_opening_folder(struct report *report, const char *path);

/* The commit that `ref` names (NULL: HEAD). `path` is for messages. */
bool repository_opening_commit(struct report *report, git_repository *repository, const char *path,
                               const char *ref, git_oid *out);

#endif
