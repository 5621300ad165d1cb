/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_TREE_CACHE_H
#define SOURCE_TREE_CACHE_H

#include <git2.h>

/*
 * Private to source/: keeps the trees that were read last, because a commit's tree is its child's
 * parent's tree.
 */
struct tree_cache;

struct tree_cache *tree_cache_new(void);
void tree_cache_free(struct tree_cache *cache);

/* The tree of that id, or NULL. The caller's: git_odb_object_free. */
git_odb_object *tree_cache_get(struct tree_cache *cache, const git_oid *id);

/*
 * Keeps a tree, and with it its memory, until others have been read since. The caller's own hold on
 * it stays.
 */
void tree_cache_add(struct tree_cache *cache, git_odb_object *tree);

#endif
