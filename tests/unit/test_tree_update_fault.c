/* SPDX-License-Identifier: MIT */
/* Updates of the output folder when a system call fails, on a full disk, and on disks without links. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tree_fault.h"
#include "tree_pages.h"

/* The site is one of the two, and what the next build finds of the last is completed or cleared. */
static bool assert_next_build(const char *place, const struct ends *ends)
{
	g_autofree char *folder = below(place, "site");
	g_autoptr(Report) report = report_new();
	struct tree *tree = tree_begin(report, folder, "{}\n");
	if (tree == NULL)
		report_write(report, stderr);
	assert_non_null(tree);
	assert_int_equal(report->errors, 0);
	tree_end(tree);
	assert_no_litter(place);
	return assert_one_of(place, ends);
}

/* Lets each turn of a call fail, until an update comes through; how many did not. */
static int fail_each(const char *place, const char *call, int error, GHashTable *pages,
                     const struct ends *ends)
{
	int failed = 0;
	for (int turn = 1;; turn++) {
		no_faults();
		g_autofree char *found = snapshot(place, "site");
		if (strcmp(found, ends->before) != 0)
			pages_build_well(place, pages);
		g_autoptr(Report) report = report_new();
		fail_call(call, error, turn, 1);
		enum tree_outcome outcome =
		        edits_build(report, place, next_edits, G_N_ELEMENTS(next_edits));
		bool reached = fault.until <= 0;
		no_faults();
		assert_int_equal(outcome == TREE_FAILED, report->errors == 1);
		assert_in_range(report->problems->len, 0, 1);
		bool between = assert_files_whole(place, ends);
		assert_true(outcome == TREE_FAILED || !between);
		bool is_new = assert_next_build(place, ends);
		assert_true(is_new || outcome != TREE_SETTLED);
		failed += outcome != TREE_SETTLED;
		if (!reached)
			return failed;
	}
}

static void a_call_that_fails_leaves_the_former_site_or_the_new(void **state)
{
	const char *place = *state;
	static const struct {
		const char *call;
		int error;
		int failures; /* at least: most places count */
	} cases[] = {
	        {"renameat", EIO, 7},    {"renameat", ENOSPC, 7}, {"exchange", EIO, 9},
	        {"exchange", EINVAL, 0}, {"unlinkat", EIO, 1},    {"unlinkat", EACCES, 1},
	        {"mkdirat", ENOSPC, 9},  {"create", ENOSPC, 15},  {"write", ENOSPC, 15},
	        {"close", ENOSPC, 15},   {"open", EIO, 25},       {"syncfs", EIO, 1},
	        {"fsync", EIO, 1},       {"linkat", EPERM, 0},    {"flock", ENOLCK, 1},
	        {"pwrite", ENOSPC, 1},   {"ftruncate", EIO, 1},
	};
	g_autoptr(GHashTable) pages = NULL;
	struct ends ends = first_ends(&pages);
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		int failed = fail_each(place, cases[i].call, cases[i].error, pages, &ends);
		print_message("%s: %d failures\n", cases[i].call, failed);
		assert_in_range(failed, cases[i].failures, cases[i].failures + 60);
	}
	ends_clear(&ends);
}

/* From some call on, nothing works any more. */
static void a_disk_that_fails_for_good_leaves_what_the_next_build_completes(void **state)
{
	const char *place = *state;
	static const char *const calls[] = {"renameat", "exchange", "unlinkat",
	                                    "mkdirat",  "write",    "open"};
	g_autoptr(GHashTable) pages = NULL;
	struct ends ends = first_ends(&pages);
	int between = 0;
	for (size_t i = 0; i < G_N_ELEMENTS(calls); i++)
		for (int turn = 1, reached = true; reached; turn++) {
			pages_build_well(place, pages);
			g_autoptr(Report) report = report_new();
			fail_call(calls[i], EIO, turn, 100000);
			edits_build(report, place, next_edits, G_N_ELEMENTS(next_edits));
			reached = fault.until < 100000;
			no_faults();
			between += assert_files_whole(place, &ends);
			assert_next_build(place, &ends);
		}
	assert_in_range(between, 15, 100);
	ends_clear(&ends);
}

static void a_switch_that_fails_halfway_says_so(void **state)
{
	const char *place = *state;
	g_autofree char *folder = below(place, "site");
	g_autoptr(GHashTable) pages = NULL;
	struct ends ends = first_ends(&pages);
	pages_build_well(place, pages);
	g_autoptr(Report) report = report_new();
	fail_call("exchange", EIO, 2, 1);
	assert_int_equal(edits_build(report, place, next_edits, G_N_ELEMENTS(next_edits)),
	                 TREE_FAILED);
	only_problem(report, "output/partial");
	assert_true(assert_files_whole(place, &ends));
	/* The root manifest tells of the former site until all is done. */
	g_autoptr(GHashTable) files = site_files(place);
	assert_string_equal(g_hash_table_lookup(files, "manifest.sha256"),
	                    g_hash_table_lookup(ends.files_before, "manifest.sha256"));
	no_faults();
	fail_call("exchange", ENOSPC, 2, 1);
	assert_begin_fails(folder, "output/partial");
	no_faults();
	fail_call("syncfs", EIO, 1, 1);
	assert_begin_fails(folder, "output/fault");
	no_faults();
	assert_true(assert_next_build(place, &ends));
	ends_clear(&ends);
}

static void a_switch_that_may_not_be_on_the_disk_keeps_its_journal(void **state)
{
	const char *place = *state;
	g_autoptr(GHashTable) pages = NULL;
	struct ends ends = first_ends(&pages);
	pages_build_well(place, pages);
	g_autoptr(Report) report = report_new();
	fail_call("syncfs", EIO, 2, 1);
	assert_int_equal(edits_build(report, place, next_edits, G_N_ELEMENTS(next_edits)),
	                 TREE_SETTLED);
	only_problem(report, "output/unsure");
	assert_true(is_there(place, ".site.journal") && is_there(place, ".site.new"));
	no_faults();
	assert_true(assert_next_build(place, &ends));
	ends_clear(&ends);
}

static void where_files_cannot_be_exchanged_they_are_renamed(void **state)
{
	const char *place = *state;
	g_autoptr(GHashTable) pages = NULL;
	struct ends ends = first_ends(&pages);
	pages_build_well(place, pages);
	fault.no_exchange = true;
	edits_build_well(place, next_edits, G_N_ELEMENTS(next_edits));
	assert_true(assert_one_of(place, &ends));
	/* Nor moved away, what goes: after the journal and three new pages, two pages and four manifests. */
	pages_build_well(place, pages);
	fault.no_exchange = false;
	fail_call("renameat", EXDEV, 5, 6);
	edits_build_well(place, next_edits, G_N_ELEMENTS(next_edits));
	assert_true(fault.until <= 0);
	assert_true(assert_one_of(place, &ends));
	ends_clear(&ends);
}

static void a_stage_that_stays_is_a_warning_and_the_next_build_removes_it(void **state)
{
	const char *place = *state;
	g_autoptr(GHashTable) pages = NULL;
	struct ends ends = first_ends(&pages);
	pages_build_well(place, pages);
	g_autoptr(Report) report = report_new();
	/* The marker of the stage is the last file to go. */
	fail_call("unlinkat", EBUSY, 17, 1000);
	enum tree_outcome outcome = TREE_SETTLED;
	while (report->problems->len == 0) {
		int turn = fault.from;
		no_faults();
		pages_build_well(place, pages);
		fail_call("unlinkat", EBUSY, turn - 1, 1000);
		outcome = edits_build(report, place, next_edits, G_N_ELEMENTS(next_edits));
		fault.from = turn - 1;
	}
	only_problem(report, "output/former");
	assert_int_equal(outcome, TREE_SETTLED);
	no_faults();
	assert_true(assert_next_build(place, &ends));
	ends_clear(&ends);
}

/* What the opening comments of update.c and patch.h build their proofs on. */
static void an_update_is_on_the_disk_before_it_is_certain_and_when_it_is_done(void **state)
{
	const char *place = *state;
	static const struct edit edits[] = {{"a.html", "new"}, {"b.html", "B"}, {"c/d.html", NULL}};
	g_autoptr(GHashTable) pages = pages_new();
	pages_edit(pages, (struct edit[]){{"b.html", "b"}, {"c/d.html", "d"}}, 2);
	pages_build_well(place, pages);
	fault.log = g_string_new(NULL);
	g_autoptr(Report) report = report_new();
	assert_int_equal(edits_build(report, place, edits, 3), TREE_SETTLED);
	g_autoptr(GString) steps = g_string_new(NULL);
	g_auto(GStrv) calls = g_strsplit(fault.log->str, " ", -1);
	for (char **call = calls; *call != NULL; call++)
		if (**call != '\0' && strcmp(*call, "open") != 0 && strcmp(*call, "close") != 0)
			g_string_append_printf(steps, "%s ", *call);
	no_faults();
	/*
	 * Marker, pages, manifest, journal. Then the journal's name; new, changed, removed with its
	 * folder, manifest; and what is left of the journal and the stage.
	 */
	const char *wanted = "create write create write create write create write create write "
	                     "syncfs renameat fsync "
	                     "renameat exchange mkdirat renameat renameat unlinkat exchange "
	                     "syncfs unlinkat ";
	const char *found = strstr(steps->str, "create write create");
	assert_non_null(found);
	if (!g_str_has_prefix(found, wanted))
		fail_msg("the steps were %s", found);
	assert_null(strstr(found + strlen(wanted), "rename"));
}

/* ---- much changes */

enum { MANY = 2300 };

static void write_many(GHashTable *pages, const char *text)
{
	for (int i = 0; i < MANY; i++)
		g_hash_table_insert(pages, g_strdup_printf("many/%d/%d.html", i % 20, i),
		                    g_strdup_printf("%s %d", text, i));
}

static enum tree_outcome update_many(struct report *report, const char *place)
{
	g_autofree char *folder = below(place, "site");
	g_autoptr(GHashTable) fresh = pages_new();
	g_autoptr(Tree) tree = tree_begin(report, folder, "{}\n");
	write_many(fresh, "two");
	assert_true(tree_start(report, tree, TREE_UPDATE));
	assert_true(pages_write(report, tree, fresh));
	enum tree_outcome outcome = tree_settle(report, tree);
	return outcome == TREE_SETTLED && !tree_switch(report, tree) ? TREE_FAILED : outcome;
}

static struct ends many_ends(GHashTable **before)
{
	g_autoptr(GHashTable) after = pages_new();
	*before = pages_new();
	pages_edit(*before, first_pages, G_N_ELEMENTS(first_pages));
	pages_edit(after, first_pages, G_N_ELEMENTS(first_pages));
	write_many(*before, "one");
	write_many(after, "two");
	return ends_new(*before, after);
}

static void where_no_links_can_be_made_the_journal_does(void **state)
{
	const char *place = *state;
	static const int errors[] = {EPERM, EINVAL, EOPNOTSUPP, EMLINK, ENOSYS};
	g_autoptr(GHashTable) pages = NULL;
	struct ends ends = many_ends(&pages);
	for (size_t i = 0; i < G_N_ELEMENTS(errors); i++)
		for (int turn = 1; turn < 10; turn += 7) {
			pages_build_well(place, pages);
			g_autoptr(Report) report = report_new();
			fault.log = g_string_new(NULL);
			fail_call("linkat", errors[i], turn, 100000);
			assert_int_equal(update_many(report, place), TREE_SETTLED);
			assert_int_equal(report->problems->len, 0);
			/* File by file. */
			assert_non_null(strstr(fault.log->str, "exchange exchange "));
			no_faults();
			assert_true(assert_one_of(place, &ends));
			assert_no_litter(place);
		}
	ends_clear(&ends);
}

static void links_that_fail_for_another_reason_leave_the_former_site(void **state)
{
	const char *place = *state;
	static const struct {
		int error;
		enum tree_outcome outcome;
	} cases[] = {{ENOSPC, TREE_FAILED}, {EIO, TREE_FAILED}, {ENOENT, TREE_MISFIT}};
	g_autoptr(GHashTable) pages = NULL;
	struct ends ends = many_ends(&pages);
	pages_build_well(place, pages);
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Report) report = report_new();
		fail_call("linkat", cases[i].error, 3, 1);
		assert_int_equal(update_many(report, place), cases[i].outcome);
		no_faults();
		assert_int_equal(report->problems->len, cases[i].outcome == TREE_FAILED);
		assert_false(assert_one_of(place, &ends));
		assert_no_litter(place);
	}
	ends_clear(&ends);
}

static void a_linked_tree_that_cannot_be_exchanged_is_renamed_or_dropped(void **state)
{
	const char *place = *state;
	g_autoptr(GHashTable) pages = NULL;
	struct ends ends = many_ends(&pages);
	pages_build_well(place, pages);
	g_autoptr(Report) report = report_new();
	fail_call("exchange", EBUSY, 1, 1);
	assert_int_equal(update_many(report, place), TREE_FAILED);
	no_faults();
	only_problem(report, "output/in-use");
	assert_false(assert_one_of(place, &ends));
	assert_no_litter(place);
	g_autoptr(Report) second = report_new();
	fault.no_exchange = true;
	assert_int_equal(update_many(second, place), TREE_SETTLED);
	no_faults();
	assert_int_equal(second->problems->len, 0);
	assert_true(assert_one_of(place, &ends));
	assert_no_litter(place);
	ends_clear(&ends);
}

int main(void)
{
	if (access("/dev/shm", W_OK | X_OK) == 0)
		g_setenv("TMPDIR", "/dev/shm", TRUE);
#define CASE(function) cmocka_unit_test_setup_teardown(function, enter, leave)
	const struct CMUnitTest tests[] = {
	        CASE(a_call_that_fails_leaves_the_former_site_or_the_new),
	        CASE(a_disk_that_fails_for_good_leaves_what_the_next_build_completes),
	        CASE(a_switch_that_fails_halfway_says_so),
	        CASE(a_switch_that_may_not_be_on_the_disk_keeps_its_journal),
	        CASE(where_files_cannot_be_exchanged_they_are_renamed),
	        CASE(a_stage_that_stays_is_a_warning_and_the_next_build_removes_it),
	        CASE(an_update_is_on_the_disk_before_it_is_certain_and_when_it_is_done),
	        CASE(where_no_links_can_be_made_the_journal_does),
	        CASE(links_that_fail_for_another_reason_leave_the_former_site),
	        CASE(a_linked_tree_that_cannot_be_exchanged_is_renamed_or_dropped),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
