/* SPDX-License-Identifier: MIT */
/* The output folder when a system call fails: which message, and what is left. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tree_fault.h"

/* Builds and expects one problem of this id. */
static void assert_build_reports(const char *place, const char *version, bool good, const char *id)
{
	g_autoptr(Report) report = report_new();
	bool built = build(report, place, version);
	no_faults();
	if (built != good)
		report_write(report, stderr);
	assert_int_equal(built, good);
	only_problem(report, id);
}

static void each_cause_of_a_failed_write_has_its_message(void **state)
{
	const char *place = *state;
	static const struct {
		const char *call;
		int error;
		const char *id;
	} cases[] = {
	        {"write", ENOSPC, "output/full"},       {"create", ENOSPC, "output/full"},
	        {"mkdirat", ENOSPC, "output/full"},     {"close", ENOSPC, "output/full"},
	        {"write", EDQUOT, "output/quota"},      {"close", EDQUOT, "output/quota"},
	        {"write", EIO, "output/fault"},         {"open", EIO, "output/fault"},
	        {"create", EROFS, "output/read-only"},  {"create", EACCES, "output/permission"},
	        {"create", EPERM, "output/permission"}, {"create", EMFILE, "output/open-files"},
	        {"open", ENFILE, "output/open-files"},  {"write", EFBIG, "output/large"},
	        {"create", ENOMEM, "output/failed"},
	};
	build_well(place, "one");
	g_autofree char *folder = below(place, "site");
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Report) report = report_new();
		struct tree *tree = tree_begin(report, folder, "{}");
		assert_non_null(tree);
		assert_true(tree_start(report, tree, TREE_WHOLE));
		fail_call(cases[i].call, cases[i].error, 1, 1000);
		assert_false(tree_write(report, tree, "a/b.html", "x", 1, NULL));
		no_faults();
		only_problem(report, cases[i].id);
		tree_end(tree);
	}
	assert_site(place, "one");
	assert_no_litter(place);
}

static void a_build_that_cannot_begin_says_why(void **state)
{
	const char *place = *state;
	static const struct {
		const char *call;
		int turn;
		int error;
		const char *id;
	} cases[] = {
	        {"create", 1, EACCES, "output/beside"}, /* the lock file */
	        {"flock", 1, ENOLCK, "output/lock"},    {"pwrite", 1, ENOSPC, "output/full"},
	        {"ftruncate", 1, EIO, "output/fault"},  {"mkdirat", 1, EROFS, "output/read-only"},
	        {"create", 2, ENOSPC, "output/full"}, /* the marker */
	};
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		fail_call(cases[i].call, cases[i].error, cases[i].turn, 1);
		assert_build_reports(place, "one", false, cases[i].id);
		assert_no_litter(place);
	}
	build_well(place, "one");
}

static void too_many_open_folders_are_closed_and_the_write_tried_again(void **state)
{
	const char *place = *state;
	g_autofree char *folder = below(place, "site");
	g_autoptr(Report) report = report_new();
	struct tree *tree = tree_begin(report, folder, "{}\n");
	assert_non_null(tree);
	assert_true(tree_start(report, tree, TREE_WHOLE));
	fail_call("create", EMFILE, 1, 1);
	assert_true(fill(report, tree, "one"));
	fail_call("open", EMFILE, 1, 1);
	assert_true(tree_write(report, tree, "z/index.html", "x", 1, NULL));
	assert_true(fault.until <= 0);
	no_faults();
	tree_end(tree);
}

static void short_and_interrupted_writes_are_taken_up_again(void **state)
{
	fault.pieces = true;
	g_autoptr(Report) report = report_new();
	bool built = build(report, *state, "one");
	no_faults();
	assert_true(built);
	assert_site(*state, "one");
}

static void an_interrupted_close_or_create_is_no_failure(void **state)
{
	fail_call("close", EINTR, 1, 1000);
	g_autoptr(Report) report = report_new();
	assert_true(build(report, *state, "one"));
	fail_call("create", EINTR, 3, 2);
	assert_true(build(report, *state, "two"));
	no_faults();
	assert_site(*state, "two");
}

static void a_tree_that_does_not_reach_the_disk_is_not_switched_in(void **state)
{
	const char *place = *state;
	build_well(place, "one");
	fail_call("syncfs", EIO, 1, 1);
	assert_build_reports(place, "two", false, "output/fault");
	fail_call("syncfs", ENOSPC, 1, 1);
	assert_build_reports(place, "two", false, "output/full");
	assert_site(place, "one");
	assert_no_litter(place);
}

static void a_folder_that_cannot_be_replaced_stays(void **state)
{
	const char *place = *state;
	static const struct {
		int error;
		const char *id;
	} cases[] = {
	        {EBUSY, "output/in-use"},      {EXDEV, "output/in-use"},
	        {ETXTBSY, "output/in-use"},    {EIO, "output/fault"},
	        {EACCES, "output/permission"}, {ENOTEMPTY, "output/changed"},
	};
	build_well(place, "one");
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
		for (int turn = 0; turn < 3; turn++) {
			fault.no_exchange = turn > 0;
			/* The first rename is the journal's. */
			fail_call(turn == 0 ? "exchange" : "renameat", cases[i].error,
			          turn == 0 ? 1 : turn + 1, 1);
			assert_build_reports(place, "two", false, cases[i].id);
			assert_site(place, "one");
			assert_no_litter(place);
		}
}

static void without_an_exchange_two_renames_do(void **state)
{
	const char *place = *state;
	static const int errors[] = {EINVAL, ENOSYS, EOPNOTSUPP};
	static const char *const versions[] = {"one", "two", "three"};
	for (size_t i = 0; i < G_N_ELEMENTS(errors); i++) {
		g_autoptr(Report) report = report_new();
		fail_call("exchange", errors[i], 1, 1);
		assert_true(build(report, place, versions[i]));
		assert_int_equal(report->problems->len, 0);
		no_faults();
		assert_site(place, versions[i]);
		assert_no_litter(place);
	}
}

/* The calls that change something. */
static char *without_reading(const char *calls)
{
	g_auto(GStrv) words = g_strsplit(calls, " ", -1);
	GString *left = g_string_new(NULL);
	for (char **word = words; *word != NULL; word++)
		if (**word != '\0' && strcmp(*word, "open") != 0 && strcmp(*word, "close") != 0)
			g_string_append_printf(left, "%s ", *word);
	return g_string_free(left, FALSE);
}

/* What the opening comment of switch.c builds its proof on. */
static void a_switch_by_two_renames_brings_each_step_to_the_disk_in_turn(void **state)
{
	const char *place = *state;
	g_autofree char *folder = below(place, "site");
	build_well(place, "one");
	g_autoptr(Report) report = report_new();
	struct tree *tree = tree_begin(report, folder, "{}\n");
	assert_true(tree_start(report, tree, TREE_WHOLE));
	assert_true(fill(report, tree, "two"));
	fault.no_exchange = true;
	fault.log = g_string_new(NULL);
	assert_true(put_in(report, tree));
	const char *steps = strstr(fault.log->str, "syncfs");
	assert_non_null(steps);
	g_autofree char *open_and_close = without_reading(steps);
	steps = open_and_close;
	const char *wanted = "syncfs renameat fsync renameat renameat fsync unlinkat ";
	if (!g_str_has_prefix(steps, wanted))
		fail_msg("the steps were %s", steps);
	assert_null(strstr(steps + strlen(wanted), "sync"));
	no_faults();
	tree_end(tree);
}

static void a_switch_that_can_be_neither_done_nor_undone_is_done_by_the_next_build(void **state)
{
	const char *place = *state;
	g_autofree char *folder = below(place, "site");
	build_well(place, "one");
	fault.no_exchange = true;
	fail_call("renameat", EIO, 3, 2);
	assert_build_reports(place, "two", false, "output/hanging");
	assert_false(is_there(place, "site"));
	g_autoptr(Report) report = report_new();
	struct tree *tree = tree_begin(report, folder, "{}");
	assert_non_null(tree);
	only_problem(report, "output/cut-off");
	assert_site(place, "two");
	tree_end(tree);
	assert_no_litter(place);
}

static void a_switch_that_may_not_be_on_the_disk_is_told_and_the_former_tree_kept(void **state)
{
	const char *place = *state;
	build_well(place, "one");
	g_autofree char *one = snapshot(place, "site");
	fail_call("fsync", EIO, 2, 1);
	assert_build_reports(place, "two", true, "output/unsure");
	assert_site(place, "two");
	g_autofree char *kept = snapshot(place, ".site.new");
	assert_string_equal(kept, one);
	build_well(place, "one");
	fault.no_exchange = true;
	fail_call("fsync", EIO, 2, 1);
	assert_build_reports(place, "two", true, "output/unsure");
	g_autofree char *kept_again = snapshot(place, ".site.old");
	assert_string_equal(kept_again, one);
	build_well(place, "three");
	assert_site(place, "three");
	assert_no_litter(place);
}

static void a_former_tree_that_stays_is_a_warning_and_the_next_build_removes_it(void **state)
{
	const char *place = *state;
	build_well(place, "one");
	fail_call("unlinkat", EBUSY, 2, 1);
	assert_build_reports(place, "two", true, "output/former");
	assert_site(place, "two");
	assert_true(is_there(place, ".site.old/chayue.json"));
	fail_call("unlinkat", EBUSY, 1, 1000);
	assert_build_reports(place, "three", false, "output/remains");
	assert_site(place, "two");
	build_well(place, "three");
	assert_site(place, "three");
	assert_no_litter(place);
}

/* As when a worker of a killed build still writes there. */
static void a_folder_that_fills_while_it_is_removed_is_removed_again(void **state)
{
	const char *place = *state;
	g_autofree char *folder = below(place, "site");
	for (int turn = 1; turn < 12; turn++) {
		build_well(place, "one");
		move(place, "site", ".site.new");
		g_autoptr(Report) report = report_new();
		fail_call("unlinkat", ENOTEMPTY, turn, 3);
		struct tree *tree = tree_begin(report, folder, "{}");
		no_faults();
		assert_non_null(tree);
		tree_end(tree);
		assert_no_litter(place);
	}
}

int main(void)
{
#define CASE(function) cmocka_unit_test_setup_teardown(function, enter, leave)
	const struct CMUnitTest tests[] = {
	        CASE(each_cause_of_a_failed_write_has_its_message),
	        CASE(a_build_that_cannot_begin_says_why),
	        CASE(too_many_open_folders_are_closed_and_the_write_tried_again),
	        CASE(short_and_interrupted_writes_are_taken_up_again),
	        CASE(an_interrupted_close_or_create_is_no_failure),
	        CASE(a_tree_that_does_not_reach_the_disk_is_not_switched_in),
	        CASE(a_folder_that_cannot_be_replaced_stays),
	        CASE(without_an_exchange_two_renames_do),
	        CASE(a_switch_by_two_renames_brings_each_step_to_the_disk_in_turn),
	        CASE(a_switch_that_can_be_neither_done_nor_undone_is_done_by_the_next_build),
	        CASE(a_switch_that_may_not_be_on_the_disk_is_told_and_the_former_tree_kept),
	        CASE(a_former_tree_that_stays_is_a_warning_and_the_next_build_removes_it),
	        CASE(a_folder_that_fills_while_it_is_removed_is_removed_again),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
