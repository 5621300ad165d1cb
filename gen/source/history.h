/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_HISTORY_H
#define SOURCE_HISTORY_H

#include "base/date.h"
#include "base/store.h"
#include "source/repository.h"

/* One commit that changed a file. */
struct commit_note {
	struct object_id id;
	int64_t seconds; /* when it was committed, since 1970-01-01 UTC */
};

/* One text that a file had. */
struct version {
	struct object_id blob;
	const struct commit_note *commit; /* the commit that brought it */
	const char *path;                 /* its path then */
};

/*
 * All versions of one file, newest first, across renames; none for a file that is not committed
 * yet.
 */
struct file_history {
	const struct version *versions;
	unsigned count;
};

/*
 * The history of every file, found in one walk of the log.
 *
 * A version belongs to the commit that brought it: in a merge, a file counts as changed when it
 * differs from every parent. A file that vanishes while one with the same text appears, or one with
 * most of the same lines (libgit2's hashsig, at least half alike), was renamed: the history goes on
 * under the old name. Trees are compared by our own walk of sorted entries, which skips what is
 * equal: libgit2's own diff reads every tree (components.md §4).
 */
struct history;
typedef struct history History;

/*
 * `known`: what history_keep left of an earlier walk, or NULL. Of a commit that it has, nothing is
 * read from git; the result is the same.
 */
struct history *history_read(struct report *report, const struct repository *repository,
                             const struct source_files *files, struct store *known);
void history_free(struct history *history);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(History, history_free)

/* `file` is the index in the list of source files. */
struct file_history history_of(const struct history *history, size_t file);

/* Commits walked; of these, those that were read from git and compared now. */
unsigned history_commit_count(const struct history *history);
unsigned history_commits_read(const struct history *history);

/* Whether it may be another once texts are fetched that are missing here, in a partial clone. */
bool history_lacks_texts(const struct history *history);

/*
 * Keeps in `to` what each commit of this walk did, and nothing of others. What could not be told in
 * full, because texts are missing here, is not kept. False: `to` cannot be written.
 */
bool history_keep(const struct history *history, struct store *to);

#endif
