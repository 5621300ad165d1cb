/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_TREE_WALK_H
#define SOURCE_TREE_WALK_H

#include "source/object_store.h"

/* Private to source/: walks over git's trees, the lists of folders. */

/* One line of a folder's list. Lies in the tree object and lives as long as it. */
struct tree_entry {
	const char *name;  /* NUL-terminated */
	const uint8_t *id; /* 20 bytes */
	unsigned mode;
};

bool tree_entry_is_folder(const struct tree_entry *entry);
bool tree_entry_is_file(const struct tree_entry *entry); /* a regular one, executable or not */
bool tree_entry_is_submodule(const struct tree_entry *entry);

/* Names that no folder may have: empty, ".", "..", ".git", or with a '/' in them. */
bool tree_entry_is_unsafe(const struct tree_entry *entry);

/*
 * Everything below a folder that is no folder, in the order of the paths when the trees are in
 * order.
 */
struct tree_listing {
	struct report *report;
	const struct object_store *store;
	void *context;

	/* False ends the walk. `path` is valid during the call. */
	bool (*visit)(void *context, const char *path, const struct tree_entry *entry);
};

/* `folder` is the path of the tree, "" for the top. */
bool tree_list(const struct tree_listing *listing, const char *folder, const git_oid *tree);

/* What one commit's tree has and none of its parents' trees has. */
struct tree_comparison {
	struct report *report;
	const struct object_store *store;
	void *context;

	/*
	 * May be NULL. A regular file whose text differs from that in every parent. Bit n of
	 * `absent` tells that parent n has no regular file of this path (of parents from 32 on
	 * nothing is told).
	 */
	void (*changed)(void *context, const char *path, const git_oid *blob, uint32_t absent);

	/*
	 * Only used with one parent, and may be NULL: a file, or a folder and all below it, that
	 * the tree has no more.
	 */
	void (*gone)(void *context, const char *path, const git_oid *id, bool is_folder);
};

/*
 * Compares a tree with those of `count` parents; none: everything has changed. Equal folders are
 * not read.
 */
bool tree_compare(const struct tree_comparison *comparison, const git_oid *tree,
                  const git_oid *const *parents, unsigned count);

#endif
