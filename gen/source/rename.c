/* SPDX-License-Identifier: MIT */
/*
 * Which of the paths that vanished became which of those that appeared.
 *
 * A whole folder of thousands may move in one commit, so what can be told without reading texts
 * comes first, and each step but the last costs no more than the number of paths:
 *   1. the same text and the same last names (one, two or three of them: "2013-07/index.md"), then
 *      the same text;
 *   2. the same last names, where they are nobody else's, and a text that is alike;
 *   3. every pair that is left, if those are few: the most alike first.
 * All choices go by the order of the paths, so a history is the same each time.
 */
#include "source/rename.h"

#include <git2/sys/hashsig.h>
#include <stdlib.h>
#include <string.h>

#include "source/id_table.h"

enum {
	LIKENESS_LEAST = 50,     /* of 100 */
	TEXT_MOST = 1024 * 1024, /* bytes; what is larger is only compared as a whole */
	PAIRS_MOST = 200 * 200,
	SIDE_MOST = 1000, /* texts to read on each side for those pairs */
	NAMES_MOST = 3
};

/* What of one text is needed to tell how like another it is. Read when first asked for. */
struct sketch {
	git_hashsig *signature; /* NULL: missing, too large or without lines */
	size_t size;
	bool is_read;
};

struct group {
	const struct moved_path *paths;
	uint32_t count;
	uint32_t *partners; /* in the other group; RENAME_NONE: free */
	struct sketch *sketches;
};

struct matching {
	const struct object_store *store;
	struct group appeared;
	struct group vanished;
	enum rename_basis basis;
};

static void group_init(struct group *group, const struct moved_path *paths, uint32_t count,
                       uint32_t *partners)
{
	*group = (struct group){.paths = paths,
	                        .count = count,
	                        .partners = partners,
	                        .sketches = g_new0(struct sketch, count)};
	for (uint32_t i = 0; i < count; i++)
		partners[i] = RENAME_NONE;
}

static void group_clear(struct group *group)
{
	for (uint32_t i = 0; i < group->count; i++)
		git_hashsig_free(group->sketches[i].signature);
	g_free(group->sketches);
}

/* Sketches are a kilobyte each: those of a pair are not needed any more. */
static void group_take(struct group *group, uint32_t index, uint32_t partner)
{
	group->partners[index] = partner;
	git_hashsig_free(group->sketches[index].signature);
	group->sketches[index].signature = NULL;
}

static void pair(struct matching *matching, uint32_t appeared, uint32_t vanished)
{
	group_take(&matching->appeared, appeared, vanished);
	group_take(&matching->vanished, vanished, appeared);
}

static uint32_t count_free(const struct group *group)
{
	uint32_t count = 0;
	for (uint32_t i = 0; i < group->count; i++)
		count += group->partners[i] == RENAME_NONE;
	return count;
}

/* The last `names` names of a path: "b/c" of "a/b/c" for 2; the whole path when it has no more. */
static const char *last_names(const char *path, unsigned names)
{
	const char *at = path + strlen(path);
	while (at > path) {
		if (at[-1] == '/' && --names == 0)
			break;
		at--;
	}
	return at;
}

/* ---- how like two texts are */

/* False: the text cannot be read. */
static bool read_sketch(const struct object_store *store, const git_oid *blob, struct sketch *sketch)
{
	git_object_t type;
	sketch->is_read = true;
	if (git_odb_read_header(&sketch->size, &type, store->objects, blob) < 0)
		return false;
	if (sketch->size > TEXT_MOST)
		return true;
	git_odb_object *object = object_store_try(store, blob, GIT_OBJECT_BLOB);
	if (object == NULL)
		return false;
	if (git_hashsig_create(&sketch->signature, git_odb_object_data(object), sketch->size,
	                       GIT_HASHSIG_SMART_WHITESPACE | GIT_HASHSIG_ALLOW_SMALL_FILES) < 0)
		sketch->signature = NULL;
	git_odb_object_free(object);
	return true;
}

static const struct sketch *group_sketch(struct matching *matching, struct group *group,
                                         uint32_t index)
{
	struct sketch *sketch = &group->sketches[index];
	if (!sketch->is_read) {
		bool done = read_sketch(matching->store, &group->paths[index].blob, sketch);
		matching->basis =
		        MAX(matching->basis, done ? RENAME_BY_TEXTS : RENAME_TEXTS_MISSING);
	}
	return sketch;
}

/* From 0 to 100. */
static int likeness(struct matching *matching, uint32_t appeared, uint32_t vanished)
{
	const struct sketch *a = group_sketch(matching, &matching->appeared, appeared);
	const struct sketch *b = group_sketch(matching, &matching->vanished, vanished);
	if (a->signature == NULL || b->signature == NULL || MIN(a->size, b->size) == 0 ||
	    MIN(a->size, b->size) < MAX(a->size, b->size) / 2)
		return 0;
	return git_hashsig_compare(a->signature, b->signature);
}

/* ---- step 1: equal texts */

/* Empty files are no signs of each other. */
static bool is_empty_text(const git_oid *blob)
{
	static const git_oid empty = {{0xe6, 0x9d, 0xe2, 0x9b, 0xb2, 0xd1, 0xd6, 0x43, 0x4b, 0x8b,
	                               0x29, 0xae, 0x77, 0x5a, 0xd8, 0xc2, 0xe4, 0x8c, 0x53, 0x91}};
	return git_oid_equal(blob, &empty);
}

/*
 * Key of a path for the steps that go by names: its last names, behind the number of its text (0
 * where any will do).
 */
static char *make_key(const struct moved_path *path, uint32_t text, unsigned names)
{
	return g_strdup_printf("%x:%s", text, names == 0 ? "" : last_names(path->path, names));
}

/* The free paths of a group by key: a list each, in order, as indexes chained by `next`. */
struct shelf {
	GHashTable *first; /* key → index + 1 */
	uint32_t *next;    /* index + 1; 0: the last */
};

static void shelf_fill(struct shelf *shelf, const struct group *group, const struct id_table *texts,
                       unsigned names)
{
	shelf->first = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	shelf->next = g_new0(uint32_t, group->count);
	/* Backwards, so that the first path is the first. */
	for (uint32_t i = group->count; i-- > 0;) {
		uint32_t text = texts == NULL ? 0 : id_table_find(texts, &group->paths[i].blob);
		if (group->partners[i] != RENAME_NONE || text == ID_TABLE_NONE)
			continue;
		char *key = make_key(&group->paths[i], text, names);
		shelf->next[i] = GPOINTER_TO_UINT(g_hash_table_lookup(shelf->first, key));
		g_hash_table_replace(shelf->first, key, GUINT_TO_POINTER(i + 1));
	}
}

static void shelf_clear(struct shelf *shelf)
{
	g_hash_table_unref(shelf->first);
	g_free(shelf->next);
}

static void pair_equal(struct matching *matching, const struct id_table *texts, unsigned names)
{
	struct shelf shelf;
	const struct group *appeared = &matching->appeared;
	shelf_fill(&shelf, &matching->vanished, texts, names);
	for (uint32_t i = 0; i < appeared->count; i++) {
		uint32_t text = id_table_find(texts, &appeared->paths[i].blob);
		if (appeared->partners[i] != RENAME_NONE || text == ID_TABLE_NONE ||
		    (names == 0 && is_empty_text(&appeared->paths[i].blob)))
			continue;
		char *key = make_key(&appeared->paths[i], text, names);
		uint32_t found = GPOINTER_TO_UINT(g_hash_table_lookup(shelf.first, key));
		if (found == 0) {
			g_free(key);
			continue;
		}
		pair(matching, i, found - 1);
		g_hash_table_replace(shelf.first, key, GUINT_TO_POINTER(shelf.next[found - 1]));
	}
	shelf_clear(&shelf);
}

/* ---- step 2: equal names */

static bool shelf_has_one(const struct shelf *shelf, const char *key, uint32_t *out)
{
	uint32_t found = GPOINTER_TO_UINT(g_hash_table_lookup(shelf->first, key));
	if (found == 0 || shelf->next[found - 1] != 0)
		return false;
	*out = found - 1;
	return true;
}

static void pair_named(struct matching *matching, unsigned names)
{
	struct shelf old_names;
	struct shelf new_names;
	const struct group *appeared = &matching->appeared;
	shelf_fill(&old_names, &matching->vanished, NULL, names);
	shelf_fill(&new_names, appeared, NULL, names);
	for (uint32_t i = 0; i < appeared->count; i++) {
		if (appeared->partners[i] != RENAME_NONE)
			continue;
		uint32_t old_one;
		uint32_t new_one;
		g_autofree char *key = make_key(&appeared->paths[i], 0, names);
		if (shelf_has_one(&old_names, key, &old_one) &&
		    shelf_has_one(&new_names, key, &new_one) &&
		    likeness(matching, i, old_one) >= LIKENESS_LEAST)
			pair(matching, i, old_one);
	}
	shelf_clear(&old_names);
	shelf_clear(&new_names);
}

/* ---- step 3: all pairs */

struct candidate {
	int likeness;
	uint32_t appeared;
	uint32_t vanished;
};

static int compare_candidates(const void *first, const void *second)
{
	const struct candidate *a = first;
	const struct candidate *b = second;
	if (a->likeness != b->likeness)
		return a->likeness > b->likeness ? -1 : 1;
	if (a->appeared != b->appeared)
		return a->appeared < b->appeared ? -1 : 1;
	return (a->vanished > b->vanished) - (a->vanished < b->vanished);
}

static void pair_alike(struct matching *matching)
{
	const struct group *appeared = &matching->appeared;
	const struct group *vanished = &matching->vanished;
	uint32_t appeared_free = count_free(appeared);
	uint32_t vanished_free = count_free(vanished);
	if (MAX(appeared_free, vanished_free) > SIDE_MOST ||
	    appeared_free * vanished_free > PAIRS_MOST)
		return;
	g_autoptr(GArray) candidates = g_array_new(FALSE, FALSE, sizeof(struct candidate));
	for (uint32_t i = 0; i < appeared->count; i++) {
		if (appeared->partners[i] != RENAME_NONE)
			continue;
		for (uint32_t j = 0; j < vanished->count; j++) {
			if (vanished->partners[j] != RENAME_NONE)
				continue;
			struct candidate candidate = {likeness(matching, i, j), i, j};
			if (candidate.likeness >= LIKENESS_LEAST)
				g_array_append_val(candidates, candidate);
		}
	}
	g_array_sort(candidates, compare_candidates);
	for (unsigned i = 0; i < candidates->len; i++) {
		struct candidate best = g_array_index(candidates, struct candidate, i);
		if (appeared->partners[best.appeared] == RENAME_NONE &&
		    vanished->partners[best.vanished] == RENAME_NONE)
			pair(matching, best.appeared, best.vanished);
	}
}

static bool is_complete(const struct matching *matching)
{
	return count_free(&matching->appeared) == 0 || count_free(&matching->vanished) == 0;
}

enum rename_basis rename_match(const struct object_store *store, const struct moved_path *appeared,
                               uint32_t appeared_count, const struct moved_path *vanished,
                               uint32_t vanished_count, uint32_t *sources)
{
	struct matching matching = {.store = store};
	g_autofree uint32_t *targets = g_new(uint32_t, vanished_count);
	group_init(&matching.appeared, appeared, appeared_count, sources);
	group_init(&matching.vanished, vanished, vanished_count, targets);
	struct id_table texts;
	id_table_init(&texts, appeared_count);
	for (uint32_t i = 0; i < appeared_count; i++)
		id_table_add(&texts, &appeared[i].blob);
	for (unsigned names = NAMES_MOST; names > 0 && !is_complete(&matching); names--)
		pair_equal(&matching, &texts, names);
	if (!is_complete(&matching))
		pair_equal(&matching, &texts, 0);
	id_table_clear(&texts);
	for (unsigned names = NAMES_MOST; names > 0 && !is_complete(&matching); names--)
		pair_named(&matching, names);
	if (!is_complete(&matching))
		pair_alike(&matching);
	group_clear(&matching.appeared);
	group_clear(&matching.vanished);
	return matching.basis;
}
