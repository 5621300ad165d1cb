/* SPDX-License-Identifier: MIT */
#ifndef TREE_PAGES_H
#define TREE_PAGES_H

/*
 * Sites given by their pages, and edits of them: built whole or by an update, which must come to the
 * same. After cmocka.h.
 */
#include "tree_site.h"

struct edit {
	const char *path;
	const char *text; /* NULL: the page goes */
};

/* A site of small and deep folders; the first edit of it, of all kinds. */
static const struct edit first_pages[] = {
        {"index.html", "front"},     {"list/1.html", "list"},   {"list/2.html", "links to old"},
        {"doc/a/1.html", "a1"},      {"doc/a/2.html", "a2"},    {"doc/b/1.html", "b1"},
        {"doc.css", "style"},        {"doc-x/y.html", "y"},     {"old/deep/er/x.html", "x"},
        {"feed/kinds/1.xml", "<f>"}, {"feed/kinds/2.xml", "g"},
};
static const struct edit next_edits[] = {
        {"index.html", "front, longer"}, {"list/2.html", "links to new"},
        {"doc/a/3.html", "a3"},          {"doc/b/1.html", NULL},
        {"old/deep/er/x.html", NULL},    {"new/deep/er/x.html", "x"},
        {"feed/kinds/1.xml", "<f/>"},    {"doc/c/1.html", "c1"},
};

static inline GHashTable *pages_new(void)
{
	return g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
}

static inline void pages_edit(GHashTable *pages, const struct edit *edits, size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (edits[i].text == NULL)
			g_hash_table_remove(pages, edits[i].path);
		else
			g_hash_table_insert(pages, g_strdup(edits[i].path), g_strdup(edits[i].text));
}

static inline bool pages_write(struct report *report, struct tree *tree, GHashTable *pages)
{
	GHashTableIter each;
	void *path;
	void *text;
	g_hash_table_iter_init(&each, pages);
	while (g_hash_table_iter_next(&each, &path, &text))
		if (!put_page(report, tree, path, text, strlen(text)))
			return false;
	return true;
}

static inline bool pages_build(struct report *report, const char *place, GHashTable *pages)
{
	g_autofree char *folder = below(place, "site");
	g_autoptr(Tree) tree = tree_begin(report, folder, "{}\n");
	return tree != NULL && tree_start(report, tree, TREE_WHOLE) &&
	       pages_write(report, tree, pages) && put_in(report, tree);
}

static inline void pages_build_well(const char *place, GHashTable *pages)
{
	g_autoptr(Report) report = report_new();
	bool built = pages_build(report, place, pages);
	report_write(report, stderr);
	assert_true(built);
	assert_int_equal(report->problems->len, 0);
}

/* What `snapshot` shows of a whole build of the pages. To be freed. */
static inline char *pages_expected(GHashTable *pages)
{
	char *place = place_make();
	pages_build_well(place, pages);
	char *text = snapshot(place, "site");
	place_remove(place);
	return text;
}

static inline bool edits_write(struct report *report, struct tree *tree, const struct edit *edits,
                               size_t count)
{
	for (size_t i = 0; i < count; i++)
		if (edits[i].text == NULL)
			tree_drop(tree, edits[i].path);
		else if (!put_page(report, tree, edits[i].path, edits[i].text,
		                   strlen(edits[i].text)))
			return false;
	return true;
}

/* An update of `place`/site, up to its end. */
static inline enum tree_outcome edits_build(struct report *report, const char *place,
                                            const struct edit *edits, size_t count)
{
	g_autofree char *folder = below(place, "site");
	g_autoptr(Tree) tree = tree_begin(report, folder, "{}\n");
	if (tree == NULL || !tree_start(report, tree, TREE_UPDATE) ||
	    !edits_write(report, tree, edits, count))
		return TREE_FAILED;
	enum tree_outcome outcome = tree_settle(report, tree);
	return outcome == TREE_SETTLED && !tree_switch(report, tree) ? TREE_FAILED : outcome;
}

static inline void edits_build_well(const char *place, const struct edit *edits, size_t count)
{
	g_autoptr(Report) report = report_new();
	enum tree_outcome outcome = edits_build(report, place, edits, count);
	report_write(report, stderr);
	assert_int_equal(outcome, TREE_SETTLED);
	assert_int_equal(report->problems->len, 0);
	assert_no_litter(place);
}

/* ---- the site before and after an update */

/* Every file of a site by its path, manifests and marker among them. */
static inline void read_files(const char *folder, const char *name, GHashTable *out)
{
	g_autofree char *path = below(folder, name);
	GDir *entries = g_dir_open(path, 0, NULL);
	for (const char *entry; entries != NULL && (entry = g_dir_read_name(entries)) != NULL;) {
		g_autofree char *inner = name[0] == '\0' ? g_strdup(entry) : below(name, entry);
		g_autofree char *whole = below(folder, inner);
		char *bytes;
		if (g_file_test(whole, G_FILE_TEST_IS_DIR))
			read_files(folder, inner, out);
		else if (g_file_get_contents(whole, &bytes, NULL, NULL))
			g_hash_table_insert(out, g_strdup(inner), bytes);
	}
	if (entries != NULL)
		g_dir_close(entries);
}

static inline GHashTable *site_files(const char *place)
{
	GHashTable *files = pages_new();
	g_autofree char *site = below(place, "site");
	read_files(site, "", files);
	return files;
}

struct ends {
	char *before; /* as `snapshot` shows them */
	char *after;
	GHashTable *files_before;
	GHashTable *files_after;
};

static inline struct ends ends_new(GHashTable *before, GHashTable *after)
{
	struct ends ends;
	char *place = place_make();
	pages_build_well(place, before);
	ends.before = snapshot(place, "site");
	ends.files_before = site_files(place);
	pages_build_well(place, after);
	ends.after = snapshot(place, "site");
	ends.files_after = site_files(place);
	place_remove(place);
	assert_string_not_equal(ends.before, ends.after);
	return ends;
}

static inline void ends_clear(struct ends *ends)
{
	g_free(ends->before);
	g_free(ends->after);
	g_hash_table_unref(ends->files_before);
	g_hash_table_unref(ends->files_after);
}

/* True when the site is the one after; it may be no other than the two. */
static inline bool assert_one_of(const char *place, const struct ends *ends)
{
	g_autofree char *found = snapshot(place, "site");
	if (strcmp(found, ends->before) == 0)
		return false;
	assert_string_equal(found, ends->after);
	return true;
}

/*
 * Each file is that of before or that of after, and one that is in both is there. True: the site is
 * between the two.
 */
static inline bool assert_files_whole(const char *place, const struct ends *ends)
{
	g_autoptr(GHashTable) files = site_files(place);
	GHashTableIter each;
	void *path;
	void *bytes;
	bool old = false;
	bool new = false;
	g_hash_table_iter_init(&each, files);
	while (g_hash_table_iter_next(&each, &path, &bytes)) {
		const char *before = g_hash_table_lookup(ends->files_before, path);
		const char *after = g_hash_table_lookup(ends->files_after, path);
		bool is_before = g_strcmp0(bytes, before) == 0;
		bool is_after = g_strcmp0(bytes, after) == 0;
		if (!is_before && !is_after)
			fail_msg("'%s' is neither old nor new: %s", (char *)path, (char *)bytes);
		old |= !is_after;
		new |= !is_before;
	}
	g_hash_table_iter_init(&each, ends->files_before);
	while (g_hash_table_iter_next(&each, &path, &bytes)) {
		bool stays = g_hash_table_contains(ends->files_after, path);
		bool there = g_hash_table_contains(files, path);
		if (stays && !there)
			fail_msg("'%s' is missing", (char *)path);
		new |= !stays && !there;
		old |= !stays && there;
	}
	return old && new;
}

/* The site before the first edit, and the two ends. */
static inline struct ends first_ends(GHashTable **before)
{
	g_autoptr(GHashTable) after = pages_new();
	*before = pages_new();
	pages_edit(*before, first_pages, G_N_ELEMENTS(first_pages));
	pages_edit(after, first_pages, G_N_ELEMENTS(first_pages));
	pages_edit(after, next_edits, G_N_ELEMENTS(next_edits));
	return ends_new(*before, after);
}

#endif
