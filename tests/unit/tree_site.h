/* SPDX-License-Identifier: MIT */
#ifndef TREE_SITE_H
#define TREE_SITE_H

/*
 * What the tests of the output folder share: a place to build in, a small site in versions, and a
 * look at what is there.
 */
#include <dirent.h>
#include <fcntl.h>
#include <glib.h>
#include <glib/gstdio.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/report.h"
#include "output/tree.h"

/* A new, empty folder. To be freed; place_remove removes it. */
static inline char *place_make(void)
{
	char *real = NULL;
	char *folder = g_dir_make_tmp("tree-XXXXXX", NULL);
	assert_non_null(folder);
	real = realpath(folder, NULL);
	g_free(folder);
	return real;
}

static inline void place_remove(char *place)
{
	g_autofree char *command = g_strdup_printf("chmod -R u+rwx '%s'; rm -rf '%s'", place, place);
	assert_int_equal(system(command), 0);
	g_free(place);
}

static inline char *below(const char *place, const char *name)
{
	return g_build_filename(place, name, NULL);
}

static inline void put_file(const char *place, const char *name, const char *text)
{
	g_autofree char *path = below(place, name);
	g_autofree char *above = g_path_get_dirname(path);
	assert_int_equal(g_mkdir_with_parents(above, 0755), 0);
	assert_true(g_file_set_contents(path, text, -1, NULL));
}

static inline bool is_there(const char *place, const char *name)
{
	g_autofree char *path = below(place, name);
	struct stat found;
	return lstat(path, &found) == 0;
}

static inline void snapshot_file(GPtrArray *lines, const char *path, const char *name)
{
	struct stat found;
	if (lstat(path, &found) != 0)
		return;
	char *bytes = NULL;
	if (S_ISLNK(found.st_mode))
		bytes = g_file_read_link(path, NULL);
	else if (S_ISREG(found.st_mode))
		g_file_get_contents(path, &bytes, NULL, NULL);
	g_ptr_array_add(lines, g_strdup_printf("%s %o %s\n", name, (unsigned)found.st_mode,
	                                       bytes == NULL ? "" : bytes));
	g_free(bytes);
}

static inline void snapshot_folder(GPtrArray *lines, const char *path, const char *name)
{
	snapshot_file(lines, path, name);
	GDir *folder = g_dir_open(path, 0, NULL);
	for (const char *entry; folder != NULL && (entry = g_dir_read_name(folder)) != NULL;) {
		g_autofree char *inner = below(path, entry);
		g_autofree char *inner_name = below(name, entry);
		if (g_file_test(inner, G_FILE_TEST_IS_DIR) &&
		    !g_file_test(inner, G_FILE_TEST_IS_SYMLINK))
			snapshot_folder(lines, inner, inner_name);
		else
			snapshot_file(lines, inner, inner_name);
	}
	if (folder != NULL)
		g_dir_close(folder);
}

static inline int compare_lines(const void *first, const void *second)
{
	return strcmp(*(char *const *)first, *(char *const *)second);
}

/*
 * Names, modes and bytes of all that is in a folder, as one text; empty when it is missing. To be
 * freed.
 */
static inline char *snapshot(const char *place, const char *name)
{
	g_autoptr(GPtrArray) lines = g_ptr_array_new_with_free_func(g_free);
	g_autofree char *path = below(place, name);
	if (g_file_test(path, G_FILE_TEST_EXISTS))
		snapshot_folder(lines, path, ".");
	g_ptr_array_sort(lines, compare_lines);
	g_ptr_array_add(lines, NULL);
	return g_strjoinv("", (char **)lines->pdata);
}

/* Writes one file, and tells of it. */
static inline bool put_page(struct report *report, struct tree *tree, const char *path,
                            const void *bytes, size_t length)
{
	struct tree_sum sum;
	if (!tree_write(report, tree, path, bytes, length, &sum))
		return false;
	tree_note(tree, path, &sum);
	return true;
}

/* Writes the files of one version of the site: small, large, empty, deep. */
static inline bool fill(struct report *report, struct tree *tree, const char *version)
{
	g_autofree char *large = g_strnfill(9000, version[0]);
	g_autofree char *own = g_strdup_printf("only-in/%s.html", version);
	return put_page(report, tree, "index.html", version, strlen(version)) &&
	       put_page(report, tree, "2013/10/large.html", large, strlen(large)) &&
	       put_page(report, tree, "2013/empty.html", NULL, 0) &&
	       put_page(report, tree, own, version, strlen(version)) &&
	       put_page(report, tree, "a/b/c/d/e/f.html", version, strlen(version));
}

/* Settles and switches; false also when the site does not fit. */
static inline bool put_in(struct report *report, struct tree *tree)
{
	return tree_settle(report, tree) == TREE_SETTLED && tree_switch(report, tree);
}

/* A whole build of `place`/site. */
static inline bool build(struct report *report, const char *place, const char *version)
{
	g_autofree char *folder = below(place, "site");
	g_autoptr(Tree) tree = tree_begin(report, folder, "{}\n");
	return tree != NULL && tree_start(report, tree, TREE_WHOLE) &&
	       fill(report, tree, version) && put_in(report, tree);
}

static inline void build_well(const char *place, const char *version)
{
	g_autoptr(Report) report = report_new();
	bool built = build(report, place, version);
	report_write(report, stderr);
	assert_true(built);
	assert_int_equal(report->problems->len, 0);
}

/* The site of a version as `snapshot` shows it. To be freed. */
static inline char *expected(const char *version)
{
	char *place = place_make();
	build_well(place, version);
	char *text = snapshot(place, "site");
	place_remove(place);
	return text;
}

static inline void assert_site(const char *place, const char *version)
{
	g_autofree char *wanted = expected(version);
	g_autofree char *found = snapshot(place, "site");
	assert_string_equal(found, wanted);
}

static inline void assert_no_litter(const char *place)
{
	assert_false(is_there(place, ".site.new"));
	assert_false(is_there(place, ".site.old"));
	assert_false(is_there(place, ".site.journal"));
}

/* Exactly one problem, of this id. */
static inline const char *only_problem(const struct report *report, const char *id)
{
	if (report->problems->len != 1)
		report_write(report, stderr);
	assert_int_equal(report->problems->len, 1);
	const struct problem *problem = report->problems->pdata[0];
	assert_string_equal(problem->id, id);
	return problem->text;
}

static inline struct tree *begin_site(const char *place)
{
	g_autoptr(Report) report = report_new();
	g_autofree char *folder = below(place, "site");
	struct tree *tree = tree_begin(report, folder, "{}\n");
	report_write(report, stderr);
	assert_non_null(tree);
	assert_true(tree_start(report, tree, TREE_WHOLE));
	assert_int_equal(report->problems->len, 0);
	return tree;
}

static inline void assert_begin_fails(const char *folder, const char *id)
{
	g_autoptr(Report) report = report_new();
	struct tree *tree = tree_begin(report, folder, "{}\n");
	if (tree != NULL)
		print_error("'%s' was taken\n", folder);
	assert_null(tree);
	only_problem(report, id);
}

static inline void assert_write_fails(struct tree *tree, const char *path, const char *id)
{
	g_autoptr(Report) report = report_new();
	assert_false(tree_write(report, tree, path, "x", 1, NULL));
	only_problem(report, id);
}

static inline void move(const char *place, const char *from, const char *to)
{
	g_autofree char *from_path = below(place, from);
	g_autofree char *to_path = below(place, to);
	assert_int_equal(rename(from_path, to_path), 0);
}

#endif
