/* SPDX-License-Identifier: MIT */
/* The output folder when several processes write to it, and what others may have put beside it. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <signal.h>

#include "tree_site.h"

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

/* ---- several processes */

static void write_share(struct tree *tree, int worker)
{
	g_autoptr(Report) report = report_new();
	char path[64];
	for (int i = 0; i < 500; i++) {
		int length =
		        snprintf(path, sizeof path, "f%d/g%d/%d-%d.html", i % 50, i % 3, i, worker);
		if (!tree_write(report, tree, path, path, (size_t)length, NULL)) {
			report_write(report, stderr);
			_exit(1);
		}
	}
	tree_end(tree); /* must drop nothing: it is another process's */
	_exit(0);
}

static int count_good_exits(int children)
{
	int good = 0;
	for (int i = 0, status; i < children; i++)
		good += wait(&status) > 0 && WIFEXITED(status) && WEXITSTATUS(status) == 0;
	return good;
}

static void eight_processes_may_write_at_once(void **state)
{
	const char *place = *state;
	g_autoptr(Report) report = report_new();
	struct tree *tree = begin_site(place);
	for (int worker = 0; worker < 8; worker++)
		if (fork() == 0)
			write_share(tree, worker);
	assert_int_equal(count_good_exits(8), 8);
	assert_true(put_in(report, tree));
	tree_end(tree);
	char path[64];
	for (int i = 0; i < 8 * 500; i++) {
		int item = i / 8;
		snprintf(path, sizeof path, "site/f%d/g%d/%d-%d.html", item % 50, item % 3, item,
		         i % 8);
		g_autofree char *whole = below(place, path);
		g_autofree char *bytes = NULL;
		assert_true(g_file_get_contents(whole, &bytes, NULL, NULL));
		assert_string_equal(bytes, path + strlen("site/"));
	}
}

static void of_processes_that_write_one_path_one_succeeds(void **state)
{
	struct tree *tree = begin_site(*state);
	for (int worker = 0; worker < 4; worker++)
		if (fork() == 0) {
			g_autoptr(Report) report = report_new();
			_exit(tree_write(report, tree, "a/same.html", "x", 1, NULL) ? 0 : 1);
		}
	assert_int_equal(count_good_exits(4), 1);
	tree_end(tree);
}

static void a_second_build_is_refused_and_told_of_the_first(void **state)
{
	const char *place = *state;
	g_autofree char *folder = below(place, "site");
	g_autofree char *process = g_strdup_printf("process %d", getpid());
	struct tree *tree = begin_site(place);
	g_autoptr(Report) report = report_new();
	assert_null(tree_begin(report, folder, "{}"));
	assert_non_null(strstr(only_problem(report, "output/busy"), process));
	if (fork() == 0) {
		g_autoptr(Report) other = report_new();
		const struct problem *problem = NULL;
		if (tree_begin(other, folder, "{}") == NULL)
			problem = other->problems->pdata[0];
		_exit(problem != NULL && strstr(problem->text, process) != NULL ? 0 : 1);
	}
	assert_int_equal(count_good_exits(1), 1);
	assert_true(is_there(place, ".site.new/chayue.json"));
	g_autofree char *lock = below(place, ".site.lock");
	assert_int_equal(truncate(lock, 0), 0);
	assert_begin_fails(folder, "output/busy");
	tree_end(tree);
	build_well(place, "one");
}

static void a_build_that_ends_lets_go_of_the_lock_though_a_worker_lingers(void **state)
{
	const char *place = *state;
	struct tree *tree = begin_site(place);
	pid_t worker = fork();
	if (worker == 0) {
		pause();
		_exit(0);
	}
	tree_end(tree);
	build_well(place, "one");
	assert_int_equal(kill(worker, SIGKILL), 0);
	assert_int_equal(waitpid(worker, NULL, 0), worker);
}

/* Writes until it cannot, as a worker may whose parent was killed. */
static void write_on(struct tree *tree, int ready)
{
	g_autoptr(Report) report = report_new();
	char path[64];
	gint64 end = g_get_monotonic_time() + 300 * 1000;
	for (int i = 0; g_get_monotonic_time() < end; i++) {
		snprintf(path, sizeof path, "w%d/%d.html", i % 10, i);
		bool written = tree_write(report, tree, path, "x", 1, NULL);
		if (i == 0 && (!written || write(ready, "x", 1) != 1))
			_exit(1);
		if (!written)
			break;
	}
	g_usleep(300 * 1000);
	_exit(0);
}

static void workers_that_outlive_a_killed_build_do_not_stop_the_next(void **state)
{
	const char *place = *state;
	int ready[2];
	assert_int_equal(pipe(ready), 0);
	pid_t builder = fork();
	if (builder == 0) {
		struct tree *tree = begin_site(place);
		if (fork() == 0)
			write_on(tree, ready[1]);
		pause();
	}
	char byte;
	assert_int_equal(read(ready[0], &byte, 1), 1);
	assert_int_equal(kill(builder, SIGKILL), 0);
	assert_int_equal(waitpid(builder, NULL, 0), builder);
	build_well(place, "one");
	assert_site(place, "one");
	g_usleep(300 * 1000);
	assert_site(place, "one");
	close(ready[0]);
	close(ready[1]);
}

/* ---- what lies in the way */

static void links_are_never_followed(void **state)
{
	const char *place = *state;
	g_autofree char *inner = below(place, ".site.new/a");
	put_file(place, "victim/keep.txt", "keep");
	g_autofree char *before = snapshot(place, "victim");
	struct tree *tree = begin_site(place);
	assert_int_equal(symlink("../victim", inner), 0);
	assert_write_fails(tree, "a/b.html", "output/twice");
	tree_end(tree);
	tree = begin_site(place);
	assert_int_equal(symlink("../victim/keep.txt", inner), 0);
	assert_write_fails(tree, "a", "output/twice");
	tree_end(tree);
	build_well(place, "one");
	g_autofree char *planted = below(place, "site/a/link");
	assert_int_equal(symlink("../../victim", planted), 0);
	build_well(place, "two");
	g_autofree char *after = snapshot(place, "victim");
	assert_string_equal(after, before);
	assert_site(place, "two");
}

static void what_is_not_ours_beside_the_folder_is_left_alone(void **state)
{
	const char *place = *state;
	static const char *const names[] = {".site.new", ".site.old", ".site.journal", ".site.lock"};
	g_autofree char *folder = below(place, "site");
	put_file(place, "victim/chayue.json", "keep");
	put_file(place, "victim/keep.txt", "keep");
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *path = below(place, names[i]);
		unlink(path);
		assert_int_equal(symlink("victim", path), 0);
		assert_begin_fails(folder, "output/in-the-way");
		assert_int_equal(unlink(path), 0);
		put_file(path, "inside/letter.txt", "dear");
		g_autofree char *before = snapshot(place, names[i]);
		assert_begin_fails(folder, "output/in-the-way");
		g_autofree char *after = snapshot(place, names[i]);
		assert_string_equal(after, before);
		g_autofree char *command = g_strdup_printf("rm -r '%s'", path);
		assert_int_equal(system(command), 0);
	}
	g_autofree char *lock = below(place, ".site.lock");
	g_autofree char *kept = below(place, "victim/keep.txt");
	assert_int_equal(symlink("victim/keep.txt", lock), 0);
	assert_begin_fails(folder, "output/in-the-way");
	assert_int_equal(unlink(lock), 0);
	assert_int_equal(link(kept, lock), 0);
	assert_begin_fails(folder, "output/in-the-way");
	assert_int_equal(unlink(lock), 0);
	g_autofree char *victim = snapshot(place, "victim");
	assert_string_equal(victim,
	                    ". 40755 \n./chayue.json 100644 keep\n./keep.txt 100644 keep\n");
	build_well(place, "one");
}

static void what_a_dead_build_left_is_cleared(void **state)
{
	const char *place = *state;
	put_file(place, ".site.new/chayue.json", "");
	put_file(place, ".site.new/half/written.html", "<ht");
	put_file(place, ".site.old/x", "");
	g_autofree char *in_empty = below(place, ".site.old/x");
	assert_int_equal(unlink(in_empty), 0);
	build_well(place, "one");
	assert_no_litter(place);
	assert_site(place, "one");
}

int main(void)
{
#define CASE(function) cmocka_unit_test_setup_teardown(function, enter, leave)
	const struct CMUnitTest tests[] = {
	        CASE(eight_processes_may_write_at_once),
	        CASE(of_processes_that_write_one_path_one_succeeds),
	        CASE(a_second_build_is_refused_and_told_of_the_first),
	        CASE(a_build_that_ends_lets_go_of_the_lock_though_a_worker_lingers),
	        CASE(workers_that_outlive_a_killed_build_do_not_stop_the_next),
	        CASE(links_are_never_followed),
	        CASE(what_is_not_ours_beside_the_folder_is_left_alone),
	        CASE(what_a_dead_build_left_is_cleared),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
