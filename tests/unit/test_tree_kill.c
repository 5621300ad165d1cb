/* SPDX-License-Identifier: MIT */
/*
 * The output folder when a build is killed, before each of its system calls in turn and at random:
 * it holds the former site or the new one, whole, and the next build puts the rest in order.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tree_fault.h"
#include "tree_journal.h"

struct versions {
	char *one;
	char *two;
	char *three;
};

static struct versions versions_new(void)
{
	return (struct versions){expected("one"), expected("two"), expected("three")};
}

static void versions_clear(struct versions *versions)
{
	g_free(versions->one);
	g_free(versions->two);
	g_free(versions->three);
}

/*
 * Runs a build that is killed before its call `at`; true: it was killed, false: it came to its end
 * first.
 */
static bool build_killed_at(const char *place, int at, bool no_exchange)
{
	pid_t child = fork();
	if (child == 0) {
		g_autoptr(Report) report = report_new();
		fault.no_exchange = no_exchange;
		fault.counting = true;
		fault.kill_at = at;
		_exit(build(report, place, "two") ? 0 : 1);
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFSIGNALED(status) || WEXITSTATUS(status) == 0);
	return WIFSIGNALED(status);
}

static void reset(const char *place)
{
	g_autofree char *command = g_strdup_printf("rm -rf '%s'/.site.* '%s'/site", place, place);
	assert_int_equal(system(command), 0);
}

/* True when the folder is there; then it holds one of the two versions, whole. */
static bool is_whole(const char *place, const struct versions *versions)
{
	g_autofree char *found = snapshot(place, "site");
	if (found[0] == '\0')
		return false;
	if (strcmp(found, versions->one) != 0)
		assert_string_equal(found, versions->two);
	return true;
}

/* The next build finds, or puts back, one of the versions, clears the rest, and works. */
static void assert_recovers(const char *place, const struct versions *versions, bool had_site)
{
	g_autofree char *folder = below(place, "site");
	g_autoptr(Report) report = report_new();
	struct tree *tree = tree_begin(report, folder, "{}\n");
	if (tree == NULL)
		report_write(report, stderr);
	assert_non_null(tree);
	bool whole = is_whole(place, versions);
	assert_true(whole || !had_site);
	assert_false(is_there(place, ".site.old"));
	assert_true(tree_start(report, tree, TREE_WHOLE));
	assert_true(fill(report, tree, "three"));
	assert_true(put_in(report, tree));
	tree_end(tree);
	g_autofree char *found = snapshot(place, "site");
	assert_string_equal(found, versions->three);
	assert_no_litter(place);
}

static void kill_everywhere(const char *place, bool had_site, bool no_exchange)
{
	struct versions versions = versions_new();
	int missing = 0;
	int moments = 1;
	for (bool killed = true; killed; moments++) {
		reset(place);
		if (had_site)
			build_well(place, "one");
		killed = build_killed_at(place, moments, no_exchange);
		missing += !is_whole(place, &versions);
		assert_recovers(place, &versions, had_site);
	}
	print_message("%d moments, at %d of them the folder was missing\n", moments, missing);
	assert_true(moments > 50);
	if (had_site)
		assert_int_equal(missing, no_exchange ? 1 : 0);
	versions_clear(&versions);
}

static void a_build_killed_at_any_moment_leaves_the_former_site_or_the_new(void **state)
{
	kill_everywhere(*state, true, false);
}

static void without_an_exchange_the_next_build_completes_a_switch_that_was_killed(void **state)
{
	kill_everywhere(*state, true, true);
}

static void a_first_build_killed_at_any_moment_leaves_the_whole_site_or_none(void **state)
{
	kill_everywhere(*state, false, false);
	kill_everywhere(*state, false, true);
}

/*
 * The worst state: the folder is missing. Then the build that should put it right is killed, at
 * each of its calls.
 */
static void a_recovery_killed_at_any_moment_is_done_by_the_next_build(void **state)
{
	const char *place = *state;
	struct versions versions = versions_new();
	int moment = 1;
	int recoveries = 1;
	for (bool missing = false; !missing; moment++) {
		reset(place);
		build_well(place, "one");
		assert_true(build_killed_at(place, moment, true));
		missing = !is_whole(place, &versions);
	}
	for (bool killed = true; killed; recoveries++) {
		reset(place);
		build_well(place, "one");
		assert_true(build_killed_at(place, moment - 1, true));
		killed = build_killed_at(place, recoveries, true);
		assert_recovers(place, &versions, true);
	}
	assert_true(recoveries > 50);
	versions_clear(&versions);
}

static void builds_killed_at_random_leave_the_former_site_or_the_new(void **state)
{
	const char *place = *state;
	struct versions versions = versions_new();
	g_autoptr(GRand) random = g_rand_new_with_seed(2013);
	bool missing =
	        false; /* from the round before: it stays so when this one is killed at once */
	build_well(place, "one");
	for (int round = 0; round < 50; round++) {
		pid_t child = fork();
		if (child == 0)
			for (int turn = 0;; turn++) {
				g_autoptr(Report) report = report_new();
				fault.no_exchange = round % 2 == 1;
				if (!build(report, place, turn % 2 == 0 ? "two" : "one"))
					_exit(1);
			}
		g_usleep((gulong)g_rand_int_range(random, 100, 8000));
		assert_int_equal(kill(child, SIGKILL), 0);
		int status;
		assert_int_equal(waitpid(child, &status, 0), child);
		assert_true(WIFSIGNALED(status));
		bool whole = is_whole(place, &versions);
		assert_true(whole || missing || round % 2 == 1);
		missing = !whole;
		if (round % 10 == 9) {
			assert_recovers(place, &versions, true);
			build_well(place, "one");
			missing = false;
		}
	}
	versions_clear(&versions);
}

/* ---- what the next build makes of what it finds */

static void begin_and_end(const char *place, const char *warning)
{
	g_autofree char *folder = below(place, "site");
	g_autoptr(Report) report = report_new();
	struct tree *tree = tree_begin(report, folder, "{}");
	assert_non_null(tree);
	if (warning == NULL)
		assert_int_equal(report->problems->len, 0);
	else
		only_problem(report, warning);
	tree_end(tree);
}

static void a_tree_is_shown_only_if_it_is_known_to_be_whole(void **state)
{
	const char *place = *state;
	build_well(place, "one");
	move(place, "site", ".site.old");
	put_file(place, ".site.new/chayue.json", "{}");
	put_file(place, ".site.new/half.html", "<ht");
	begin_and_end(place, NULL);
	assert_false(is_there(place, "site"));
	assert_no_litter(place);
}

static void the_former_site_comes_back_when_the_new_one_is_lost(void **state)
{
	const char *place = *state;
	build_well(place, "one");
	move(place, "site", ".site.old");
	put_journal(place, "whole", "");
	begin_and_end(place, "output/cut-off");
	assert_site(place, "one");
	begin_and_end(place, NULL);
	assert_site(place, "one");
}

static void what_others_left_is_not_put_in_place(void **state)
{
	const char *place = *state;
	g_autofree char *folder = below(place, "site");
	put_file(place, ".site.new/letter.txt", "dear");
	put_journal(place, "whole", "");
	g_autoptr(Report) report = report_new();
	assert_null(tree_begin(report, folder, "{}"));
	only_problem(report, "output/in-the-way");
	assert_false(is_there(place, "site"));
	assert_true(is_there(place, ".site.new/letter.txt"));
}

static void a_recovery_that_fails_says_so_and_can_be_done_again(void **state)
{
	const char *place = *state;
	static const char *const calls[] = {"renameat", "fsync", "unlinkat"};
	for (size_t i = 0; i < G_N_ELEMENTS(calls); i++) {
		reset(place);
		build_well(place, "one");
		move(place, "site", ".site.old");
		put_journal(place, "whole", "");
		g_autofree char *folder = below(place, "site");
		g_autoptr(Report) report = report_new();
		fail_call(calls[i], EIO, 1, 1);
		assert_null(tree_begin(report, folder, "{}"));
		no_faults();
		assert_int_equal(report->errors, 1);
		g_autoptr(Report) second = report_new();
		struct tree *tree = tree_begin(second, folder, "{}");
		assert_non_null(tree);
		tree_end(tree);
		assert_site(place, "one");
	}
}

int main(void)
{
	/* A thousand small sites are built here, of which a disk of memory makes less ado. */
	if (access("/dev/shm", W_OK | X_OK) == 0)
		g_setenv("TMPDIR", "/dev/shm", TRUE);
#define CASE(function) cmocka_unit_test_setup_teardown(function, enter, leave)
	const struct CMUnitTest tests[] = {
	        CASE(a_build_killed_at_any_moment_leaves_the_former_site_or_the_new),
	        CASE(without_an_exchange_the_next_build_completes_a_switch_that_was_killed),
	        CASE(a_first_build_killed_at_any_moment_leaves_the_whole_site_or_none),
	        CASE(a_recovery_killed_at_any_moment_is_done_by_the_next_build),
	        CASE(builds_killed_at_random_leave_the_former_site_or_the_new),
	        CASE(a_tree_is_shown_only_if_it_is_known_to_be_whole),
	        CASE(the_former_site_comes_back_when_the_new_one_is_lost),
	        CASE(what_others_left_is_not_put_in_place),
	        CASE(a_recovery_that_fails_says_so_and_can_be_done_again),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
