/* SPDX-License-Identifier: MIT */
/*
 * The output folder as its callers and users meet it. What happens when the disk fails or the build
 * is killed is in test_tree_fault.c and test_tree_kill.c, what needs disks of its own in
 * test_tree_disk.c.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "output/path.h"
#include "tree_site.h"

static int enter(void **state)
{
	*state = place_make();
	return 0;
}

static int leave(void **state)
{
	assert_int_equal(chdir(g_getenv("TOP")), 0);
	place_remove(*state);
	return 0;
}

/* ---- paths */

static void safe_paths_are_told_from_unsafe_ones(void **state)
{
	(void)state;
	static const char *const safe[] = {
	        "a",   "index.html",  "a/b/c.html",  "2013-10_1.x/y", "_a",
	        "0",   "con1",        "console",     "com",           "com10.txt",
	        "lpt", "auxiliary/x", "x.con",       "a..b",          "a-",
	        "a_",  "nulx",        "chayue.json",
	};
	static const char *const unsafe[] = {
	        "",        "/",        "/a",    "a/",     "a//b",     ".",          "..",
	        "../a",    "a/../b",   "a/..",  "./a",    ".git/x",   "a/.hidden",  "a.",
	        "a./b",    "-a",       "a/-b",  "A",      "a/Index",  "a b",        "a\\b",
	        "c:",      "a\nb",     "a\x7f", "公开",   "\xc3\xa9", "a\xff",      "con",
	        "nul.txt", "aux.html", "prn/a", "a/com1", "com0",     "lpt9.x.y/z", "a*",
	        "a%2f",    "a?b",      "a\x01", "~a",     "a/con.",   "a|b",        "a\"b",
	};
	for (size_t i = 0; i < G_N_ELEMENTS(safe); i++)
		if (!path_is_safe(safe[i]))
			fail_msg("'%s' must be safe", safe[i]);
	for (size_t i = 0; i < G_N_ELEMENTS(unsafe); i++)
		if (path_is_safe(unsafe[i]))
			fail_msg("'%s' must not be safe", unsafe[i]);
	assert_false(path_is_safe(NULL));
}

static void a_path_has_at_most_64_bytes_a_part_and_200_in_all(void **state)
{
	(void)state;
	char path[300];
	memset(path, 'a', sizeof path);
	path[64] = '\0';
	assert_true(path_is_safe(path));
	path[64] = 'a';
	path[65] = '\0';
	assert_false(path_is_safe(path));
	memset(path, 'a', sizeof path);
	path[50] = path[100] = path[150] = '/';
	path[200] = '\0';
	assert_true(path_is_safe(path));
	path[200] = 'a';
	path[201] = '\0';
	assert_false(path_is_safe(path));
}

static void an_unsafe_path_is_refused_and_nothing_written(void **state)
{
	struct tree *tree = begin_site(*state);
	assert_write_fails(tree, "../out.html", "output/path");
	tree_end(tree);
	assert_false(is_there(*state, "out.html"));
	tree = begin_site(*state);
	assert_write_fails(tree, "/tmp/tree-out.html", "output/path");
	tree_end(tree);
	assert_false(g_file_test("/tmp/tree-out.html", G_FILE_TEST_EXISTS));
}

/* ---- the way of a build */

static void the_former_site_stays_until_the_switch(void **state)
{
	const char *place = *state;
	build_well(place, "one");
	g_autofree char *one = snapshot(place, "site");
	g_autoptr(Report) report = report_new();
	struct tree *tree = begin_site(place);
	assert_true(fill(report, tree, "two"));
	assert_site(place, "one");
	assert_true(put_in(report, tree));
	assert_site(place, "two");
	assert_no_litter(place);
	tree_end(tree);
	assert_site(place, "two");
	assert_non_null(strstr(one, "./chayue.json 100644 {}\n"));
	assert_non_null(strstr(one, "./only-in/one.html 100644 one\n"));
	assert_non_null(strstr(one, "./2013 40755 \n"));
}

static void a_build_that_ends_without_a_switch_leaves_no_trace(void **state)
{
	const char *place = *state;
	g_autoptr(Report) report = report_new();
	struct tree *tree = begin_site(place);
	assert_true(fill(report, tree, "one"));
	tree_end(tree);
	assert_false(is_there(place, "site"));
	assert_no_litter(place);
	build_well(place, "one");
	tree = begin_site(place);
	assert_true(fill(report, tree, "two"));
	tree_end(tree);
	assert_site(place, "one");
	assert_no_litter(place);
}

static void a_folder_may_be_named_in_many_ways(void **state)
{
	const char *place = *state;
	static const char *const names[][2] = {
	        {"site", "site"},
	        {"./site2/", "site2"},
	        {"site3///", "site3"},
	        {"site4/.", "site4"},
	        {"build/deep/s", "build/deep/s"},
	        {"x/../site5", "site5"},
	        {"link", "real/target"},
	        {"link/", "real/target"},
	        {"empty", "empty"},
	        {"公开 站点", "公开 站点"},
	        {"../up", "../up"},
	        {".hidden", ".hidden"},
	};
	g_autofree char *inner = below(place, "inner");
	assert_int_equal(g_mkdir(inner, 0755), 0);
	put_file(inner, "real/target/chayue.json", "{}");
	put_file(inner, "empty/x", "");
	assert_int_equal(chdir(inner), 0);
	assert_int_equal(unlink("empty/x"), 0);
	assert_int_equal(symlink("real/target", "link"), 0);
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autoptr(Report) report = report_new();
		g_autoptr(Tree) tree = tree_begin(report, names[i][0], "{}");
		report_write(report, stderr);
		assert_non_null(tree);
		assert_true(tree_start(report, tree, TREE_WHOLE));
		assert_true(put_page(report, tree, "i.html", "x", 1));
		assert_true(put_in(report, tree));
		g_autofree char *file = below(names[i][1], "i.html");
		assert_true(g_file_test(file, G_FILE_TEST_IS_REGULAR));
	}
	assert_true(g_file_test("link", G_FILE_TEST_IS_SYMLINK));
	assert_true(is_there("real", ".target.lock"));
	assert_false(is_there(inner, ".link.lock"));
}

static void a_folder_that_cannot_be_ours_is_refused_and_left_alone(void **state)
{
	const char *place = *state;
	static const struct {
		const char *name;
		const char *id;
	} cases[] = {
	        {"", "output/name"},
	        {"/", "output/name"},
	        {"missing/..", "output/name"},
	        {"file", "output/file"},
	        {"file/x", "output/file"},
	        {"link-to-file", "output/file"},
	        {"dangling", "output/link"},
	        {"dangling/", "output/link"},
	        {"full", "output/foreign"},
	        {"fake", "output/foreign"},
	        {"published", "output/foreign"},
	        {"shop", "output/foreign"},
	        {".", "output/current"},
	        {"..", "output/current"},
	};
	g_autofree char *here = below(place, "here");
	put_file(here, "file", "text");
	put_file(here, "full/letter.txt", "dear");
	put_file(here, "fake/chayue.json/x", "a folder is no marker");
	put_file(here, "published/chayue.json", "{}");
	put_file(here, "published/.git/HEAD", "ref");
	put_file(here, "shop/chayue.json", "{}");
	put_file(here, "shop/CNAME", "example.org");
	assert_int_equal(chdir(here), 0);
	assert_int_equal(symlink("file", "link-to-file"), 0);
	assert_int_equal(symlink("nowhere", "dangling"), 0);
	g_autofree char *before = snapshot(place, "here");
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
		assert_begin_fails(cases[i].name, cases[i].id);
	g_autofree char *after = snapshot(place, "here");
	assert_string_equal(after, before);
	assert_false(is_there(place, ".here.lock"));
}

static void a_name_too_long_for_the_names_beside_it_is_refused(void **state)
{
	const char *place = *state;
	g_autofree char *longest = g_strnfill(246, 'n');
	g_autofree char *longer = g_strnfill(247, 'n');
	g_autofree char *longest_path = below(place, longest);
	g_autofree char *longer_path = below(place, longer);
	assert_begin_fails(longer_path, "output/name");
	g_autofree char *absurd = g_strnfill(5000, 'n');
	assert_begin_fails(absurd, "output/name");
	g_autoptr(Report) report = report_new();
	g_autoptr(Tree) tree = tree_begin(report, longest_path, "{}");
	assert_non_null(tree);
	assert_true(tree_start(report, tree, TREE_WHOLE));
	assert_true(put_in(report, tree));
}

static void what_file_managers_leave_does_not_matter(void **state)
{
	const char *place = *state;
	build_well(place, "one");
	put_file(place, "site/.DS_Store", "x");
	put_file(place, "site/Thumbs.db", "x");
	build_well(place, "two");
	assert_site(place, "two");
}

static void a_folder_that_others_took_during_the_build_is_left_to_them(void **state)
{
	const char *place = *state;
	g_autoptr(Report) report = report_new();
	struct tree *tree = begin_site(place);
	assert_true(fill(report, tree, "one"));
	put_file(place, "site/letter.txt", "dear");
	assert_int_equal(tree_settle(report, tree), TREE_FAILED);
	only_problem(report, "output/foreign");
	tree_end(tree);
	g_autofree char *left = snapshot(place, "site");
	assert_non_null(strstr(left, "letter.txt"));
	assert_no_litter(place);
}

/* ---- writing */

static void a_path_is_written_once(void **state)
{
	static const char *const pairs[][2] = {
	        {"a.html", "a.html"}, {"a", "a/b"},           {"a/b", "a"},
	        {"x", "chayue.json"}, {"x", "chayue.json/y"},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(pairs); i++) {
		g_autoptr(Report) report = report_new();
		struct tree *tree = begin_site(*state);
		assert_true(tree_write(report, tree, pairs[i][0], "x", 1, NULL));
		assert_write_fails(tree, pairs[i][1], "output/twice");
		tree_end(tree);
	}
}

static void after_a_failure_nothing_is_written_nor_switched(void **state)
{
	const char *place = *state;
	build_well(place, "one");
	g_autoptr(Report) report = report_new();
	struct tree *tree = begin_site(place);
	assert_false(tree_write(report, tree, "..", "x", 1, NULL));
	assert_false(tree_write(report, tree, "good.html", "x", 1, NULL));
	only_problem(report, "output/path");
	assert_false(is_there(place, ".site.new/good.html"));
	g_autoptr(Report) second = report_new();
	assert_int_equal(tree_settle(second, tree), TREE_FAILED);
	only_problem(second, "output/incomplete");
	tree_end(tree);
	assert_site(place, "one");
	assert_no_litter(place);
}

static void modes_do_not_depend_on_the_umask(void **state)
{
	const char *place = *state;
	static const mode_t masks[] = {0, 0002, 0022, 0027, 0077};
	g_autofree char *wanted = expected("one");
	for (size_t i = 0; i < G_N_ELEMENTS(masks); i++) {
		mode_t before = umask(masks[i]);
		build_well(place, "one");
		assert_int_equal(umask(before), masks[i]);
		g_autofree char *found = snapshot(place, "site");
		assert_string_equal(found, wanted);
	}
}

static void more_folders_than_are_kept_open_are_written_right(void **state)
{
	const char *place = *state;
	g_autoptr(Report) report = report_new();
	struct tree *tree = begin_site(place);
	char path[64];
	for (int i = 0; i < 3000; i++) {
		int length = snprintf(path, sizeof path, "d%d/e%d/%d.html", i % 300, i % 7, i);
		assert_true(put_page(report, tree, path, path, (size_t)length));
	}
	assert_true(put_in(report, tree));
	tree_end(tree);
	for (int i = 0; i < 3000; i++) {
		snprintf(path, sizeof path, "site/d%d/e%d/%d.html", i % 300, i % 7, i);
		g_autofree char *whole = below(place, path);
		g_autofree char *bytes = NULL;
		assert_true(g_file_get_contents(whole, &bytes, NULL, NULL));
		assert_string_equal(bytes, path + strlen("site/"));
	}
}

int main(void)
{
	g_autofree char *top = g_get_current_dir();
	g_setenv("TOP", top, TRUE);
#define CASE(function) cmocka_unit_test_setup_teardown(function, enter, leave)
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(safe_paths_are_told_from_unsafe_ones),
	        cmocka_unit_test(a_path_has_at_most_64_bytes_a_part_and_200_in_all),
	        CASE(an_unsafe_path_is_refused_and_nothing_written),
	        CASE(the_former_site_stays_until_the_switch),
	        CASE(a_build_that_ends_without_a_switch_leaves_no_trace),
	        CASE(a_folder_may_be_named_in_many_ways),
	        CASE(a_folder_that_cannot_be_ours_is_refused_and_left_alone),
	        CASE(a_name_too_long_for_the_names_beside_it_is_refused),
	        CASE(what_file_managers_leave_does_not_matter),
	        CASE(a_folder_that_others_took_during_the_build_is_left_to_them),
	        CASE(a_path_is_written_once),
	        CASE(after_a_failure_nothing_is_written_nor_switched),
	        CASE(modes_do_not_depend_on_the_umask),
	        CASE(more_folders_than_are_kept_open_are_written_right),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
