/* SPDX-License-Identifier: MIT */
/*
 * A cache that forgets what was not asked for the longest. libgit2 has one of its own, but what it
 * forgets is what its hash table happens to begin with, and the search for that costs more than the
 * cache saves (measured on 10,000 commits over 100,000 files).
 */
#include "source/tree_cache.h"

#include <glib.h>
#include <string.h>

/* The trees in use at one point of a history: about 50 bytes for each file, and the folders. */
enum { BYTES_MOST = 8 * 1024 * 1024 };

struct tree_cache {
	GHashTable *trees; /* id → its link in `order`, whose data is the git_odb_object */
	GQueue order;      /* the last one asked for first */
	size_t bytes;
};

static guint hash_id(const void *id)
{
	guint hash;
	memcpy(&hash, ((const git_oid *)id)->id, sizeof hash);
	return hash;
}

static gboolean equal_ids(const void *a, const void *b)
{
	return git_oid_equal(a, b);
}

struct tree_cache *tree_cache_new(void)
{
	struct tree_cache *cache = g_new0(struct tree_cache, 1);
	cache->trees = g_hash_table_new(hash_id, equal_ids);
	g_queue_init(&cache->order);
	return cache;
}

static void forget_last(struct tree_cache *cache)
{
	git_odb_object *tree = g_queue_pop_tail(&cache->order);
	cache->bytes -= git_odb_object_size(tree);
	g_hash_table_remove(cache->trees, git_odb_object_id(tree));
	git_odb_object_free(tree);
}

void tree_cache_free(struct tree_cache *cache)
{
	if (cache == NULL)
		return;
	while (!g_queue_is_empty(&cache->order))
		forget_last(cache);
	g_hash_table_unref(cache->trees);
	g_free(cache);
}

git_odb_object *tree_cache_get(struct tree_cache *cache, const git_oid *id)
{
	GList *link = g_hash_table_lookup(cache->trees, id);
	git_odb_object *tree = NULL;
	if (link == NULL)
		return NULL;
	g_queue_unlink(&cache->order, link);
	g_queue_push_head_link(&cache->order, link);
	git_odb_object_dup(&tree, link->data);
	return tree;
}

void tree_cache_add(struct tree_cache *cache, git_odb_object *tree)
{
	git_odb_object *kept = NULL;
	git_odb_object_dup(&kept, tree);
	g_queue_push_head(&cache->order, kept);
	cache->bytes += git_odb_object_size(kept);
	/* The id lies in the object, which lives as long as its place in the table. */
	g_hash_table_insert(cache->trees, (git_oid *)git_odb_object_id(kept), cache->order.head);
	while (cache->bytes > BYTES_MOST)
		forget_last(cache);
}
