/* SPDX-License-Identifier: MIT */
/*
 * What stops a pool: a world that is wrong, a signal. It says one cause and leaves nothing behind.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <fcntl.h>
#include <glib/gstdio.h>
#include <sys/stat.h>

#include "pool_task.h"

/* Fails the fork of this number, counted from 1; 0: none. */
static int fork_fails;

pid_t fork(void)
{
	if (fork_fails > 0 && --fork_fails == 0) {
		errno = EAGAIN;
		return -1;
	}
	return _Fork();
}

/* ---- the world is wrong */

static void work_that_fails_stops_all_with_its_report_alone(void **state)
{
	(void)state;
	for (unsigned workers = 1; workers <= 4; workers++) {
		g_autoptr(Report) report = report_new();
		assert_null(run(report, "...k.....f.....................................", workers));
		assert_int_equal(report->problems->len, 3);
		const struct problem *problem = report->problems->pdata[2];
		assert_string_equal(problem->id, "test/world");
		assert_string_equal(problem->text, "item 9");
		assert_string_equal(((const struct problem *)report->problems->pdata[0])->path,
		                    "item-0009");
		assert_no_child();
	}
}

static void workers_that_all_find_the_world_wrong_tell_it_once(void **state)
{
	(void)state;
	for (unsigned turn = 0; turn < 20; turn++) {
		g_autoptr(Report) report = report_new();
		assert_null(run(
		        report,
		        "gggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggggg", 8));
		only_problem(report, "test/world");
		assert_no_child();
	}
}

static void a_start_that_fails_is_told_alone_though_others_have_begun(void **state)
{
	(void)state;
	for (unsigned workers = 1; workers <= 4; workers++) {
		g_autoptr(Report) report = report_new();
		struct task task = {.start_wrong = true, .deeds = "........"};
		assert_null(run_many(report, &task, 8, workers));
		only_problem(report, "test/start");
		assert_no_child();
	}
}

static void a_worker_that_dies_before_its_first_item_stops_all(void **state)
{
	(void)state;
	g_autoptr(Report) report = report_new();
	struct task task = {.start_dies = true, .deeds = "........"};
	assert_null(run_many(report, &task, 8, 3));
	const struct problem *problem = only_problem(report, "system/worker");
	assert_non_null(strstr(problem->text, "signal 9"));
	assert_no_child();
}

static void a_process_that_cannot_be_started_stops_all(void **state)
{
	(void)state;
	for (int which = 1; which <= 3; which++) {
		g_autoptr(Report) report = report_new();
		fork_fails = which;
		assert_null(run(report, "k.......ssss",
		                2)); /* the third takes the place of the first */
		fork_fails = 0;
		only_problem(report, "system/fork");
		assert_no_child();
	}
}

static void a_spool_folder_that_cannot_be_used_is_named(void **state)
{
	(void)state;
	static const char *const folders[] = {"/nonexistent/folder", "/dev/null", "/proc"};
	for (size_t i = 0; i < G_N_ELEMENTS(folders); i++) {
		g_autoptr(Report) report = report_new();
		struct task task = {.deeds = "..."};
		const struct pool_task pool_task = {.count = 3,
		                                    .workers = 2,
		                                    .context = &task,
		                                    .work = do_deed,
		                                    .name = item_name};
		assert_null(pool_run(report, &pool_task, folders[i]));
		const struct problem *problem = only_problem(report, "system/spool-open");
		assert_string_equal(problem->path, folders[i]);
	}
}

static void a_full_disk_is_told_once(void **state)
{
	(void)state;
	struct rlimit before;
	assert_int_equal(getrlimit(RLIMIT_FSIZE, &before), 0);
	struct rlimit small = {.rlim_cur = MEGABYTE, .rlim_max = before.rlim_max};
	signal(SIGXFSZ, SIG_IGN);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &small), 0);
	g_autoptr(Report) report = report_new();
	struct pool_results *results = run(report, "..b.b.bbb", 3);
	assert_int_equal(setrlimit(RLIMIT_FSIZE, &before), 0);
	signal(SIGXFSZ, SIG_DFL);
	assert_null(results);
	only_problem(report, "system/spool");
	assert_no_child();
}

static void more_items_than_memory_holds_are_refused(void **state)
{
	(void)state;
	g_autoptr(Report) report = report_new();
	struct task task = {.deeds = NULL};
	assert_null(run_many(report, &task, (size_t)1 << 52, 1));
	only_problem(report, "system/memory");
}

/* Cuts off every spool, which are the unnamed files that this process holds. */
static void empty_spools(void)
{
	for (int file = 3; file < 64; file++) {
		struct stat status;
		if (fstat(file, &status) == 0 && S_ISREG(status.st_mode) && status.st_nlink == 0)
			assert_int_equal(ftruncate(file, 0), 0);
	}
}

static void a_spool_that_was_cut_off_is_told(void **state)
{
	(void)state;
	g_autoptr(Report) report = report_new();
	g_autoptr(GByteArray) buffer = g_byte_array_new();
	g_autoptr(PoolResults) results = run(report, ".......", 1);
	g_autoptr(Report) later = report_new();
	empty_spools();
	assert_false(pool_read_head(later, results, 4, buffer));
	only_problem(later, "system/spool-read");
	assert_false(pool_read_body(later, results, 4, buffer));
}

static void no_file_and_no_process_is_left_behind(void **state)
{
	(void)state;
	g_autofree char *folder = g_dir_make_tmp("pool-XXXXXX", NULL);
	int lowest = dup(0);
	close(lowest);
	for (unsigned turn = 0; turn < 3; turn++) {
		g_autoptr(Report) report = report_new();
		struct task task = {.deeds = turn == 0 ? "...." : turn == 1 ? "..f." : ".k.."};
		const struct pool_task pool_task = {.count = 4,
		                                    .workers = 2,
		                                    .context = &task,
		                                    .work = do_deed,
		                                    .name = item_name};
		pool_results_free(pool_run(report, &pool_task, folder));
		assert_no_child();
		int next = dup(0);
		close(next);
		assert_int_equal(next, lowest);
	}
	assert_int_equal(g_rmdir(folder), 0);
}

/* ---- signals */

static void a_signal_to_the_parent_stops_all_and_leaves_no_child(void **state)
{
	(void)state;
	for (unsigned workers = 1; workers <= 3; workers++) {
		g_autoptr(Report) report = report_new();
		assert_null(run(report, "..k.m.......s......s....s......s....s.......s", workers));
		const struct problem *problem = only_problem(report, "build/interrupted");
		assert_non_null(strstr(problem->text, "signal 15"));
		assert_no_child();
	}
}

static void a_signal_to_all_is_no_crash_of_an_item(void **state)
{
	(void)state;
	for (unsigned turn = 0; turn < 5; turn++) {
		g_autoptr(Report) report = report_new();
		assert_null(run(report, "iiii", 4));
		const struct problem *problem = only_problem(report, "build/interrupted");
		assert_non_null(strstr(problem->text, "signal 2"));
		assert_no_child();
	}
}

static void the_signals_of_the_caller_are_as_before(void **state)
{
	(void)state;
	sigset_t before;
	sigset_t after;
	sigemptyset(&before);
	sigaddset(&before, SIGUSR1);
	sigprocmask(SIG_SETMASK, &before, NULL);
	g_autoptr(Report) report = report_new();
	g_autoptr(PoolResults) results = run(report, "....", 2);
	assert_non_null(results);
	assert_null(run(report, "f", 1));
	sigprocmask(SIG_UNBLOCK, &before, &after);
	for (int number = 1; number < 32; number++)
		assert_int_equal(sigismember(&before, number), sigismember(&after, number));
	struct sigaction action;
	sigaction(SIGCHLD, NULL, &action);
	assert_true(action.sa_handler == SIG_DFL);
}

/* A shell or a container may start us so. */
static void a_caller_that_ignores_its_children_gets_results_too(void **state)
{
	(void)state;
	signal(SIGCHLD, SIG_IGN);
	g_autoptr(Report) report = report_new();
	g_autoptr(PoolResults) results = run(report, "ee.eeke", 2);
	struct sigaction action;
	sigaction(SIGCHLD, NULL, &action);
	signal(SIGCHLD, SIG_DFL);
	assert_head(results, 2, "item-0002");
	only_problem(report, "document/crash");
	assert_true(action.sa_handler == SIG_IGN);
}

static void workers_do_not_outlive_a_parent_that_was_killed(void **state)
{
	(void)state;
	int ends[2];
	assert_int_equal(pipe(ends), 0);
	pid_t parent = _Fork();
	if (parent == 0) {
		g_autoptr(Report) report = report_new();
		struct task task = {.deeds = "ww", .pipe = ends[1]};
		run_many(report, &task, 2, 2);
		_exit(EXIT_SUCCESS);
	}
	close(ends[1]);
	pid_t worker;
	assert_int_equal(read(ends[0], &worker, sizeof worker), sizeof worker);
	kill(parent, SIGKILL);
	waitpid(parent, NULL, 0);
	/* The end of the pipe is only reached when nobody holds it open. */
	while (read(ends[0], &worker, sizeof worker) > 0)
		;
	close(ends[0]);
}

int main(void)
{
	prepare();
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(work_that_fails_stops_all_with_its_report_alone),
	        cmocka_unit_test(workers_that_all_find_the_world_wrong_tell_it_once),
	        cmocka_unit_test(a_start_that_fails_is_told_alone_though_others_have_begun),
	        cmocka_unit_test(a_worker_that_dies_before_its_first_item_stops_all),
	        cmocka_unit_test(a_process_that_cannot_be_started_stops_all),
	        cmocka_unit_test(a_spool_folder_that_cannot_be_used_is_named),
	        cmocka_unit_test(a_full_disk_is_told_once),
	        cmocka_unit_test(more_items_than_memory_holds_are_refused),
	        cmocka_unit_test(a_spool_that_was_cut_off_is_told),
	        cmocka_unit_test(no_file_and_no_process_is_left_behind),
	        cmocka_unit_test(a_signal_to_the_parent_stops_all_and_leaves_no_child),
	        cmocka_unit_test(a_signal_to_all_is_no_crash_of_an_item),
	        cmocka_unit_test(the_signals_of_the_caller_are_as_before),
	        cmocka_unit_test(a_caller_that_ignores_its_children_gets_results_too),
	        cmocka_unit_test(workers_do_not_outlive_a_parent_that_was_killed),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
