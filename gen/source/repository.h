/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_REPOSITORY_H
#define SOURCE_REPOSITORY_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/report.h"

/* The name git gives to a content (SHA-1). */
struct object_id {
	uint8_t bytes[20];
};

enum { OBJECT_ID_TEXT_SIZE = 41 };
char *object_id_print(const struct object_id *id,
                      char *out); /* 40 hexadecimal digits; returns `out` */

/*
 * One file of the tree that is built: regular files only; links and submodules are reported and
 * left out.
 */
struct source_file {
	const char *path; /* from the top of the repository, as git has it: '/' between names, any bytes but NUL */
	struct object_id blob;
	bool uncommitted; /* with --worktree: the text lies in the work tree, not in the commit */
};

/* The regular files in the order of their paths (bytes). Lives as long as the repository. */
struct source_files {
	const struct source_file *items;
	size_t count;
};

/*
 * A git repository, bare or not, at one commit, and with `worktree` what lies in its folder:
 * changed and new files that .gitignore does not name. Nothing is ever checked out or written.
 */
struct repository;
typedef struct repository Repository;

/*
 * Opens the repository at `path` (the folder itself, no search upwards) at `ref` (NULL: HEAD; a
 * branch, a tag, a commit). Each thing that can be wrong has its own message with a way out: no
 * repository, SHA-256 or another unsupported extension, foreign owner, no commit yet, unknown ref,
 * corrupt objects, `worktree` of a bare repository, partial clone. A shallow clone opens with a
 * warning: dates from history may be too late.
 */
struct repository *repository_open(struct report *report, const char *path, const char *ref,
                                   bool worktree);
void repository_close(struct repository *repository);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Repository, repository_close)

/* The same repository with handles of its own: to be called in every process after a fork. */
bool repository_reopen(struct report *report, struct repository *repository);

/*
 * Drops handles and caches, so that a fork has little to copy; repository_reopen brings them back.
 */
void repository_release(struct repository *repository);

struct object_id repository_commit(const struct repository *repository);

/* When it was committed, in seconds since 1970-01-01 UTC. */
int64_t repository_commit_seconds(const struct repository *repository);

/* True when the history is cut off (a shallow clone). */
bool repository_is_shallow(const struct repository *repository);

/* Where it is cut off: the ids of the oldest commits that are there, as bytes; none when it is whole. */
const void *repository_boundary(const struct repository *repository, size_t *size);

/* Lists the tree once; later calls give the same list. */
bool repository_list(struct report *report, struct repository *repository, struct source_files *out);

/* The file of that path in the list, or NULL. */
const struct source_file *repository_find(const struct repository *repository, const char *path);

/* Bytes of one file; may hold anything. */
struct source_bytes {
	const char *bytes; /* NUL-terminated for convenience, `size` not counting it */
	size_t size;
	void *owner; /* private: what keeps them alive */
	enum { SOURCE_BYTES_NONE, SOURCE_BYTES_BLOB, SOURCE_BYTES_COPY } kind;
};

/*
 * False, with a report, when the object is missing or damaged. The bytes are the caller's:
 * source_bytes_clear.
 */
bool repository_read(struct report *report, const struct repository *repository,
                     const struct source_file *file, struct source_bytes *out);
void source_bytes_clear(struct source_bytes *bytes);

/*
 * How many bytes a file has, without reading them: what the head of its object says, or with
 * --worktree the folder. False, with a report, as for repository_read.
 */
bool repository_size(struct report *report, const struct repository *repository,
                     const struct source_file *file, size_t *out);

/*
 * The order in which `count` files (indexes into the list, in `files`) are read fastest: as their
 * blobs lie in the packs; loose and uncommitted ones last. Sorts `files` in place.
 */
void repository_sort_for_reading(const struct repository *repository, uint32_t *files, size_t count);

#endif
