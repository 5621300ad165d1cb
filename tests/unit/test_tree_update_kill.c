/* SPDX-License-Identifier: MIT */
/*
 * Updates of the output folder when the build is killed, before each of its system calls in turn and
 * at random: every file is whole at that moment, and after the next build has begun the folder is
 * the former site or the new one.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tree_fault.h"
#include "tree_pages.h"

/* Runs an update killed before its call `at`; true: it was killed, false: it came to its end. */
static bool update_killed_at(const char *place, int at)
{
	pid_t child = fork();
	if (child == 0) {
		g_autoptr(Report) report = report_new();
		fault.counting = true;
		fault.kill_at = at;
		_exit(edits_build(report, place, next_edits, G_N_ELEMENTS(next_edits)) == TREE_SETTLED
		              ? 0
		              : 1);
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
	return WIFSIGNALED(status);
}

/* Begins and ends a build, killed before its call `at`. */
static bool recovery_killed_at(const char *place, int at)
{
	pid_t child = fork();
	if (child == 0) {
		g_autofree char *folder = below(place, "site");
		g_autoptr(Report) report = report_new();
		fault.counting = true;
		fault.kill_at = at;
		struct tree *tree = tree_begin(report, folder, "{}\n");
		tree_end(tree);
		_exit(tree != NULL && report->errors == 0 ? 0 : 1);
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
	return WIFSIGNALED(status);
}

/* True: it is the new site. */
static bool assert_next_build(const char *place, const struct ends *ends)
{
	assert_false(recovery_killed_at(place, 0));
	assert_no_litter(place);
	return assert_one_of(place, ends);
}

static void an_update_killed_at_any_moment_is_done_or_not_by_the_next_build(void **state)
{
	const char *place = *state;
	g_autoptr(GHashTable) pages = NULL;
	struct ends ends = first_ends(&pages);
	int moments = 1;
	int between = 0;
	int done = 0;
	for (bool killed = true; killed; moments++) {
		pages_build_well(place, pages);
		killed = update_killed_at(place, moments);
		between += assert_files_whole(place, &ends);
		bool certain = is_there(place, ".site.journal");
		bool is_new = assert_next_build(place, &ends);
		assert_true(is_new || !certain);
		/* Once it is certain at one moment, it is at all later ones. */
		assert_true(is_new || done == 0);
		done += is_new;
	}
	print_message("%d moments, at %d of them between the two, after %d of them done\n", moments,
	              between, done);
	assert_in_range(moments, 150, 500);
	assert_in_range(between, 20, moments);
	assert_in_range(done, between + 2, moments);
	ends_clear(&ends);
}

static void a_completion_killed_at_any_moment_is_done_by_the_next_build(void **state)
{
	const char *place = *state;
	g_autoptr(GHashTable) pages = NULL;
	struct ends ends = first_ends(&pages);
	int recoveries = 0;
	bool certain = false;
	for (int moment = 1; true; moment += certain ? 17 : 5) {
		pages_build_well(place, pages);
		bool killed = update_killed_at(place, moment);
		certain = is_there(place, ".site.journal");
		assert_next_build(place, &ends);
		if (!killed)
			break;
		for (int at = 1, again = certain; again; at += 9, recoveries++) {
			pages_build_well(place, pages);
			assert_true(update_killed_at(place, moment));
			again = recovery_killed_at(place, at);
			assert_files_whole(place, &ends);
			/* And once more, at another moment. */
			recovery_killed_at(place, 1 + at * 7 % 50);
			assert_files_whole(place, &ends);
			assert_true(assert_next_build(place, &ends));
		}
	}
	print_message("%d recoveries were killed\n", recoveries);
	assert_in_range(recoveries, 60, 1000);
	ends_clear(&ends);
}

/* There and back, so that an update begins where another was cut off. */
static void updates_killed_at_random_leave_every_file_whole(void **state)
{
	const char *place = *state;
	g_autoptr(GHashTable) pages = NULL;
	struct ends ends = first_ends(&pages);
	g_autoptr(GRand) random = g_rand_new_with_seed(2019);
	struct edit back[G_N_ELEMENTS(next_edits)];
	for (size_t i = 0; i < G_N_ELEMENTS(next_edits); i++)
		back[i] = (struct edit){next_edits[i].path,
		                        g_hash_table_lookup(pages, next_edits[i].path)};
	pages_build_well(place, pages);
	int between = 0;
	for (int round = 0; round < 120; round++) {
		pid_t child = fork();
		if (child == 0)
			for (int turn = round;; turn++) {
				g_autoptr(Report) report = report_new();
				if (edits_build(report, place, turn % 2 == 0 ? next_edits : back,
				                G_N_ELEMENTS(next_edits)) != TREE_SETTLED)
					_exit(1);
			}
		g_usleep((gulong)g_rand_int_range(random, 100, 6000));
		assert_int_equal(kill(child, SIGKILL), 0);
		int status;
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFSIGNALED(status));
		between += assert_files_whole(place, &ends);
		if (round % 3 == 2)
			assert_next_build(place, &ends);
	}
	print_message("%d of 120 were killed in the switch\n", between);
	assert_next_build(place, &ends);
	ends_clear(&ends);
}

/* ---- much changes */

enum { MANY = 2100 };

static void write_many(GHashTable *pages, const char *text)
{
	for (int i = 0; i < MANY; i++)
		g_hash_table_insert(pages, g_strdup_printf("many/%d/%d.html", i % 20, i),
		                    g_strdup_printf("%s %d", text, i));
}

static void update_many(const char *place, GHashTable *fresh)
{
	g_autofree char *folder = below(place, "site");
	g_autoptr(Report) report = report_new();
	struct tree *tree = tree_begin(report, folder, "{}\n");
	_exit(tree != NULL && tree_start(report, tree, TREE_UPDATE) &&
	                      pages_write(report, tree, fresh) && put_in(report, tree)
	              ? 0
	              : 1);
}

/* Of two ways: an exchange of linked trees, and renames where no links can be made. */
static void a_large_update_killed_at_random_is_done_or_not(void **state)
{
	const char *place = *state;
	g_autoptr(GRand) random = g_rand_new_with_seed(1997);
	g_autoptr(GHashTable) before = pages_new();
	g_autoptr(GHashTable) after = pages_new();
	pages_edit(before, first_pages, G_N_ELEMENTS(first_pages));
	pages_edit(after, first_pages, G_N_ELEMENTS(first_pages));
	write_many(before, "one");
	write_many(after, "two");
	struct ends ends = ends_new(before, after);
	int done = 0;
	for (int round = 0; round < 30; round++) {
		bool links = round % 2 == 0;
		pages_build_well(place, before);
		/* Writing takes some 6,000 calls. */
		int moment = g_rand_int_range(random, 6000, 14000);
		pid_t child = fork();
		if (child == 0) {
			fault.counting = true;
			fault.kill_at = moment;
			if (!links)
				fail_call("linkat", EPERM, 1, 100000);
			update_many(place, after);
		}
		int status;
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
		bool between = assert_files_whole(place, &ends);
		assert_false(links && between);
		done += assert_next_build(place, &ends);
	}
	print_message("%d of 30 large updates were done\n", done);
	assert_in_range(done, 3, 27);
	ends_clear(&ends);
}

int main(void)
{
	/* A thousand small sites are built here, of which a disk of memory makes less ado. */
	if (access("/dev/shm", W_OK | X_OK) == 0)
		g_setenv("TMPDIR", "/dev/shm", TRUE);
#define CASE(function) cmocka_unit_test_setup_teardown(function, enter, leave)
	const struct CMUnitTest tests[] = {
	        CASE(an_update_killed_at_any_moment_is_done_or_not_by_the_next_build),
	        CASE(a_completion_killed_at_any_moment_is_done_by_the_next_build),
	        CASE(updates_killed_at_random_leave_every_file_whole),
	        CASE(a_large_update_killed_at_random_is_done_or_not),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
