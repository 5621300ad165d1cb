/* SPDX-License-Identifier: MIT */
/*
 * Updates of the output folder: what they come to, what they touch, and sites they do not fit. What
 * happens when they fail or are killed is in test_tree_update_fault.c and test_tree_update_kill.c.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tree_pages.h"

static int enter(void **state)
{
	*state = place_make();
	return 0;
}

static int leave(void **state)
{
	place_remove(*state);
	return 0;
}

static GHashTable *build_first(const char *place)
{
	GHashTable *pages = pages_new();
	pages_edit(pages, first_pages, G_N_ELEMENTS(first_pages));
	pages_build_well(place, pages);
	return pages;
}

static ino_t inode(const char *place, const char *name)
{
	g_autofree char *path = below(place, name);
	struct stat found;
	return lstat(path, &found) == 0 ? found.st_ino : 0;
}

/* ---- the same as a whole build */

static void assert_as_whole(const char *place, GHashTable *pages)
{
	g_autofree char *wanted = pages_expected(pages);
	g_autofree char *found = snapshot(place, "site");
	assert_string_equal(found, wanted);
}

static void an_update_comes_to_the_same_as_a_whole_build(void **state)
{
	const char *place = *state;
	g_autoptr(GHashTable) pages = build_first(place);
	pages_edit(pages, next_edits, G_N_ELEMENTS(next_edits));
	edits_build_well(place, next_edits, G_N_ELEMENTS(next_edits));
	assert_as_whole(place, pages);
	assert_false(is_there(place, "site/old"));
	assert_false(is_there(place, "site/doc/b"));
}

/* Few paths, so that pages and folders come, go and come again. */
static void so_does_any_sequence_of_updates(void **state)
{
	const char *place = *state;
	static const char *const folders[] = {"", "a/", "a/b/", "a-b/", "c/d/e/", "a.b/", "a/b/0/"};
	static const char *const names[] = {"a.html", "index.html", "b-c", "0", "z_"};
	static const char *const texts[] = {"", "one", "two", "three"};
	g_autoptr(GRand) random = g_rand_new_with_seed(711);
	g_autoptr(GHashTable) pages = build_first(place);
	int settled = 0;
	for (int round = 0; round < 150; round++) {
		struct edit edits[12];
		g_autoptr(GStringChunk) paths = g_string_chunk_new(64);
		size_t count = (size_t)g_rand_int_range(random, 0, 12);
		for (size_t i = 0; i < count; i++) {
			g_autofree char *path = g_strconcat(
			        folders[g_rand_int_range(random, 0, G_N_ELEMENTS(folders))],
			        names[g_rand_int_range(random, 0, G_N_ELEMENTS(names))], NULL);
			edits[i].path = g_string_chunk_insert_const(paths, path);
			for (size_t j = 0; j < i; j++)
				if (edits[j].path == edits[i].path)
					count = i;
			edits[i].text = g_rand_int_range(random, 0, 5) < 2
			                        ? NULL
			                        : texts[g_rand_int_range(random, 0, 4)];
		}
		pages_edit(pages, edits, count);
		g_autoptr(Report) report = report_new();
		enum tree_outcome outcome = edits_build(report, place, edits, count);
		report_write(report, stderr);
		/* A page "0" in place of a folder of that name, or the other way round. */
		if (outcome == TREE_FAILED && report->problems->len == 1)
			assert_string_equal(((struct problem *)report->problems->pdata[0])->id,
			                    "output/twice");
		else
			assert_int_equal(report->problems->len, 0);
		if (outcome != TREE_SETTLED) {
			g_hash_table_remove(pages, "a/b/0");
			pages_build_well(place, pages);
		}
		settled += outcome == TREE_SETTLED;
		assert_as_whole(place, pages);
		assert_no_litter(place);
	}
	assert_in_range(settled, 100, 149);
}

static void a_changed_page_touches_itself_and_one_path_of_manifests(void **state)
{
	const char *place = *state;
	g_hash_table_unref(build_first(place));
	static const char *const touched[] = {"doc/a/2.html", "doc/a/manifest.sha256",
	                                      "doc/manifest.sha256", "manifest.sha256", NULL};
	g_autoptr(GHashTable) files = site_files(place);
	g_autoptr(GHashTable) inodes = g_hash_table_new(g_str_hash, g_str_equal);
	GHashTableIter each;
	void *path;
	g_hash_table_iter_init(&each, files);
	while (g_hash_table_iter_next(&each, &path, NULL)) {
		g_autofree char *name = below("site", path);
		g_hash_table_insert(inodes, path, GSIZE_TO_POINTER(inode(place, name)));
	}
	edits_build_well(place, &(struct edit){"doc/a/2.html", "A2"}, 1);
	g_hash_table_iter_init(&each, files);
	while (g_hash_table_iter_next(&each, &path, NULL)) {
		g_autofree char *name = below("site", path);
		bool same =
		        GSIZE_TO_POINTER(inode(place, name)) == g_hash_table_lookup(inodes, path);
		assert_int_equal(same, !g_strv_contains(touched, path));
	}
}

static void what_an_update_changes_is_counted(void **state)
{
	const char *place = *state;
	g_hash_table_unref(build_first(place));
	g_autoptr(GHashTable) before = site_files(place);
	g_autofree char *folder = below(place, "site");
	g_autoptr(Report) report = report_new();
	struct tree *tree = tree_begin(report, folder, "{}\n");
	assert_true(tree_start(report, tree, TREE_UPDATE));
	assert_true(edits_write(report, tree, next_edits, G_N_ELEMENTS(next_edits)));
	assert_true(put_in(report, tree));
	struct tree_change changed = tree_changed(tree);
	tree_end(tree);
	g_autoptr(GHashTable) after = site_files(place);
	uint64_t files = 0;
	uint64_t bytes = 0;
	uint64_t removed = 0;
	GHashTableIter each;
	void *path;
	void *text;
	g_hash_table_iter_init(&each, after);
	while (g_hash_table_iter_next(&each, &path, &text))
		if (g_strcmp0(g_hash_table_lookup(before, path), text) != 0) {
			files++;
			bytes += strlen(text);
		}
	g_hash_table_iter_init(&each, before);
	while (g_hash_table_iter_next(&each, &path, &text))
		removed += !g_hash_table_contains(after, path);
	assert_int_equal(changed.files, files);
	assert_int_equal(changed.bytes, bytes);
	assert_int_equal(changed.removed, removed);
	assert_in_range(removed, 5, 8);
}

static void an_update_that_changes_nothing_touches_nothing(void **state)
{
	const char *place = *state;
	static const struct edit same[] = {
	        {"index.html", "front"},      {"doc/a/1.html", "a1"},
	        {"never/was.html", NULL},     {"chayue.json", NULL},
	        {"manifest.sha256", NULL},    {"doc/manifest.sha256", NULL},
	        {"../site/index.html", NULL},
	};
	g_hash_table_unref(build_first(place));
	g_autofree char *before = snapshot(place, "site");
	ino_t front = inode(place, "site/index.html");
	ino_t root = inode(place, "site/manifest.sha256");
	edits_build_well(place, same, G_N_ELEMENTS(same));
	g_autofree char *after = snapshot(place, "site");
	assert_string_equal(after, before);
	assert_int_equal(inode(place, "site/index.html"), front);
	assert_int_equal(inode(place, "site/manifest.sha256"), root);
}

static void a_page_that_was_lost_half_written_is_not_in_the_site(void **state)
{
	const char *place = *state;
	g_autofree char *folder = below(place, "site");
	g_autoptr(Report) report = report_new();
	g_autoptr(GHashTable) pages = build_first(place);
	for (int form = TREE_WHOLE; form <= TREE_UPDATE; form++) {
		struct tree *tree = tree_begin(report, folder, "{}\n");
		assert_true(tree_start(report, tree, (enum tree_form)form));
		assert_true(tree_write(report, tree, "doc/a/1.html", "<ht", 3, NULL));
		assert_true(tree_write(report, tree, "lost/deep/x.html", "<ht", 3, NULL));
		assert_true(put_page(report, tree, "lost/y.html", "y", 1));
		tree_drop(tree, "doc/a/1.html");
		tree_drop(tree, "lost/deep/x.html");
		assert_true(put_in(report, tree));
		tree_end(tree);
		assert_false(is_there(place, "site/doc/a/1.html"));
		assert_int_equal(is_there(place, "site/doc"), form == TREE_UPDATE);
		assert_false(is_there(place, "site/lost/deep"));
		assert_true(is_there(place, "site/lost/y.html"));
		pages_build_well(place, pages);
	}
}

/* ---- what does not fit */

static void act(const char *place, const char *command)
{
	g_autofree char *line = g_strdup_printf("cd '%s/site' && %s", place, command);
	assert_int_equal(system(line), 0);
}

static void a_site_that_others_changed_is_not_patched_but_made_whole(void **state)
{
	const char *place = *state;
	static const char *const deeds[] = {
	        "rm manifest.sha256",
	        "echo >> manifest.sha256",
	        "echo >> doc/a/manifest.sha256",
	        "rm doc/a/manifest.sha256",
	        "rm doc/manifest.sha256 && mkdir doc/manifest.sha256",
	        "cp doc/a/manifest.sha256 doc/manifest.sha256",
	        "mv doc elsewhere",
	        "mv doc elsewhere && ln -s elsewhere doc",
	        "mv doc/a/1.html doc/a/0.html",
	        "rm doc/a/1.html && ln -s 2.html doc/a/1.html",
	        "rm doc/a/1.html && mkdir doc/a/1.html",
	        "rm doc/b/1.html",
	        "mkdir -p doc/a/3.html/x",
	        "touch doc/c",
	        "ln -s ../list doc/c",
	        "mkfifo doc/c",
	};
	static const struct edit edits[] = {{"doc/a/1.html", "A1"},
	                                    {"doc/a/3.html", "A3"},
	                                    {"doc/b/1.html", NULL},
	                                    {"doc/c/1.html", "C1"}};
	for (size_t i = 0; i < G_N_ELEMENTS(deeds); i++) {
		g_autoptr(GHashTable) pages = build_first(place);
		g_autofree char *folder = below(place, "site");
		g_autoptr(Report) report = report_new();
		struct tree *tree = tree_begin(report, folder, "{}\n");
		act(place, deeds[i]);
		g_autofree char *before = snapshot(place, "site");
		assert_true(tree_start(report, tree, TREE_UPDATE));
		assert_true(edits_write(report, tree, edits, G_N_ELEMENTS(edits)));
		if (tree_settle(report, tree) != TREE_MISFIT)
			fail_msg("'%s' was not noticed", deeds[i]);
		assert_int_equal(report->problems->len, 0);
		g_autofree char *after = snapshot(place, "site");
		assert_string_equal(after, before);
		assert_true(tree_start(report, tree, TREE_WHOLE));
		assert_true(pages_write(report, tree, pages));
		assert_true(put_in(report, tree));
		tree_end(tree);
		assert_int_equal(report->problems->len, 0);
		assert_as_whole(place, pages);
		assert_no_litter(place);
	}
}

/* Also when the one in the way was deleted by hand: the manifest still names it. */
static void a_page_and_a_folder_of_one_name_need_the_whole(void **state)
{
	const char *place = *state;
	static const struct edit cases[][2] = {
	        {{"index.html/x.html", "x"}, {"index.html", NULL}},
	        {{"doc/a", "x"}, {"doc/a/1.html", NULL}},
	        {{"doc.css/deep/er.css", "x"}, {"doc.css", NULL}},
	        {{"doc.css/x.css", "x"}, {"index.html", "y"}},
	        {{"feed", "x"}, {"index.html", "y"}},
	};
	static const char *const deeds[] = {"true", "true", "true", "rm doc.css", "rm -r feed"};
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_hash_table_unref(build_first(place));
		act(place, deeds[i]);
		g_autofree char *before = snapshot(place, "site");
		g_autoptr(Report) report = report_new();
		assert_int_equal(edits_build(report, place, cases[i], 2), TREE_RESHAPED);
		assert_int_equal(report->problems->len, 0);
		g_autofree char *after = snapshot(place, "site");
		assert_string_equal(after, before);
		assert_no_litter(place);
	}
}

static void another_marker_or_no_site_is_a_misfit(void **state)
{
	const char *place = *state;
	g_autofree char *folder = below(place, "site");
	for (int i = 0; i < 2; i++) {
		g_autoptr(Report) report = report_new();
		struct tree *tree = tree_begin(report, folder, "{\"other\"}\n");
		struct digest root;
		assert_int_equal(tree_root(tree, &root), i == 1);
		assert_true(tree_start(report, tree, TREE_UPDATE));
		assert_true(put_page(report, tree, "index.html", "x", 1));
		assert_int_equal(tree_settle(report, tree), TREE_MISFIT);
		tree_end(tree);
		assert_int_equal(is_there(place, "site"), i == 1);
		g_hash_table_unref(build_first(place));
	}
}

static void what_others_put_beside_the_pages_stays(void **state)
{
	const char *place = *state;
	g_autoptr(GHashTable) pages = build_first(place);
	act(place, "touch .DS_Store doc/b/Thumbs.db old/deep/letter.txt doc/a/3.html");
	edits_build_well(place, next_edits, G_N_ELEMENTS(next_edits));
	act(place, "test -f doc/b/Thumbs.db && test ! -e doc/b/1.html && test -f .DS_Store");
	act(place, "test -f old/deep/letter.txt && test ! -e old/deep/er && test -s doc/a/3.html");
	act(place, "rm .DS_Store doc/b/Thumbs.db old/deep/letter.txt; rmdir doc/b old/deep old");
	pages_edit(pages, next_edits, G_N_ELEMENTS(next_edits));
	assert_as_whole(place, pages);
}

static void folders_made_in_the_site_have_their_mode_whatever_the_umask(void **state)
{
	const char *place = *state;
	static const mode_t masks[] = {0, 0027, 0077};
	g_autoptr(GHashTable) pages = build_first(place);
	g_autoptr(GHashTable) after = build_first(place);
	pages_edit(after, next_edits, G_N_ELEMENTS(next_edits));
	for (size_t i = 0; i < G_N_ELEMENTS(masks); i++) {
		pages_build_well(place, pages);
		mode_t before = umask(masks[i]);
		edits_build_well(place, next_edits, G_N_ELEMENTS(next_edits));
		umask(before);
		assert_as_whole(place, after);
	}
}

/* ---- long paths */

#define PART "long-long-long-long-long-long-long-long-long-long-long-long-lo"

/* The path of the manifest beside it is longer than that of any page may be. */
static void a_page_in_deep_folders_is_put_in_place_by_the_next_build(void **state)
{
	const char *place = *state;
	static const struct edit edit = {PART "/" PART "/" PART "/x.html", "x"};
	g_autoptr(GHashTable) pages = build_first(place);
	g_autofree char *folder = below(place, "site");
	g_autoptr(Report) report = report_new();
	struct tree *tree = tree_begin(report, folder, "{}\n");
	assert_true(tree_start(report, tree, TREE_UPDATE));
	assert_true(edits_write(report, tree, &edit, 1));
	assert_int_equal(tree_settle(report, tree), TREE_SETTLED);
	tree_end(tree);
	tree_end(tree_begin(report, folder, "{}\n"));
	only_problem(report, "output/cut-off");
	pages_edit(pages, &edit, 1);
	assert_as_whole(place, pages);
}

/* Folders that no build makes, under manifests that are right. */
static void a_site_deeper_than_any_of_ours_is_a_misfit(void **state)
{
	enum { MANY = 2001 };
	const char *place = *state;
	g_hash_table_unref(build_first(place));
	g_autofree char *line = g_strdup_printf(
	        "cd '%s/site' && top=$PWD && mkdir -p " PART "/" PART "/" PART "/" PART " &&"
	        "cd " PART "/" PART "/" PART "/" PART " && echo x >x && name=x &&"
	        "line() { sha256sum $1 | sed 's/ [ *]/  /'; } &&"
	        "while [ $PWD != $top ]; do"
	        "  { echo \"# chayue manifest 1, sizes: $(stat -c %%s $name)\"; line $name; }"
	        "    >manifest.sha256; cd ..; name=" PART "/manifest.sha256; done &&"
	        "{ echo \"# chayue manifest 1, sizes: $(stat -c %%s chayue.json) $(stat -c %%s "
	        "$name)\";"
	        "  line chayue.json; line $name; } >manifest.sha256",
	        place);
	assert_int_equal(system(line), 0);
	g_autofree char *folder = below(place, "site");
	g_autoptr(Report) report = report_new();
	g_autoptr(Tree) tree = tree_begin(report, folder, "{}\n");
	assert_true(tree_start(report, tree, TREE_UPDATE));
	for (int i = 0; i < MANY; i++) {
		g_autofree char *path = g_strdup_printf("many/%d.html", i);
		assert_true(put_page(report, tree, path, "x", 1));
	}
	assert_int_equal(tree_settle(report, tree), TREE_MISFIT);
	assert_int_equal(report->problems->len, 0);
}

/* ---- links in the site */

static void links_in_the_site_are_not_followed(void **state)
{
	const char *place = *state;
	g_hash_table_unref(build_first(place));
	put_file(place, "victim/1.html", "keep");
	g_autofree char *before = snapshot(place, "victim");
	static const struct edit edits[] = {{"doc/a/1.html", "A1"}, {"new/1.html", "x"}};
	act(place, "ln -s ../victim new");
	g_autoptr(Report) report = report_new();
	assert_int_equal(edits_build(report, place, edits, 2), TREE_MISFIT);
	g_autofree char *after = snapshot(place, "victim");
	assert_string_equal(after, before);
}

int main(void)
{
	if (access("/dev/shm", W_OK | X_OK) == 0)
		g_setenv("TMPDIR", "/dev/shm", TRUE);
#define CASE(function) cmocka_unit_test_setup_teardown(function, enter, leave)
	const struct CMUnitTest tests[] = {
	        CASE(an_update_comes_to_the_same_as_a_whole_build),
	        CASE(so_does_any_sequence_of_updates),
	        CASE(a_changed_page_touches_itself_and_one_path_of_manifests),
	        CASE(what_an_update_changes_is_counted),
	        CASE(an_update_that_changes_nothing_touches_nothing),
	        CASE(a_page_that_was_lost_half_written_is_not_in_the_site),
	        CASE(a_site_that_others_changed_is_not_patched_but_made_whole),
	        CASE(a_page_and_a_folder_of_one_name_need_the_whole),
	        CASE(another_marker_or_no_site_is_a_misfit),
	        CASE(what_others_put_beside_the_pages_stays),
	        CASE(folders_made_in_the_site_have_their_mode_whatever_the_umask),
	        CASE(a_page_in_deep_folders_is_put_in_place_by_the_next_build),
	        CASE(a_site_deeper_than_any_of_ours_is_a_misfit),
	        CASE(links_in_the_site_are_not_followed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
