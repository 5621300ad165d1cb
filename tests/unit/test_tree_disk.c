/* SPDX-License-Identifier: MIT */
/*
 * The output folder on disks that are full, read-only, or mounted inside it.
 *
 * Each case runs in a process of its own, with file systems of its own that nobody else sees; where
 * the system does not allow that to the user of the tests, the case is skipped and says so.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <errno.h>
#include <sched.h>
#include <signal.h>
#include <sys/mount.h>
#include <sys/resource.h>

#include "tree_site.h"

enum { SKIPPED = 77 };

/*
 * In a child no assertion may be used: it would jump back into the runner, which would go on there.
 */
#define REQUIRE(condition)                                                                         \
	do {                                                                                       \
		if (!(condition)) {                                                                \
			fprintf(stderr, "%s:%d: not so: %s\n", __FILE__, __LINE__, #condition);    \
			_exit(1);                                                                  \
		}                                                                                  \
	} while (0)

/* Runs the case in a child; true when it could be run. */
static bool run_apart(void (*run)(const char *place), const char *place)
{
	pid_t child = fork();
	if (child == 0) {
		run(place);
		_exit(0);
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	if (WEXITSTATUS(status) == SKIPPED)
		return false;
	assert_int_equal(WEXITSTATUS(status), 0);
	return true;
}

static void run_or_skip(void (*run)(const char *place))
{
	char *place = place_make();
	bool done = run_apart(run, place);
	place_remove(place);
	if (!done) {
		print_message("skipped: this user may not mount\n");
		skip();
	}
}

static bool put_line(const char *path, const char *line)
{
	int file = open(path, O_WRONLY | O_CLOEXEC);
	bool good = file >= 0 && write(file, line, strlen(line)) == (ssize_t)strlen(line);
	if (file >= 0)
		close(file);
	return good;
}

/* From here on, mounts are this process's own. */
static void leave_shared_mounts(void)
{
	unsigned user = (unsigned)getuid();
	unsigned group = (unsigned)getgid();
	if (unshare(CLONE_NEWNS) != 0) {
		if (unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0)
			_exit(SKIPPED);
		g_autofree char *users = g_strdup_printf("0 %u 1\n", user);
		g_autofree char *groups = g_strdup_printf("0 %u 1\n", group);
		if (!put_line("/proc/self/uid_map", users) ||
		    !put_line("/proc/self/setgroups", "deny") ||
		    !put_line("/proc/self/gid_map", groups))
			_exit(SKIPPED);
	}
	if (mount("none", "/", NULL, MS_REC | MS_PRIVATE, NULL) != 0)
		_exit(SKIPPED);
}

static void mount_memory(const char *folder, const char *options)
{
	REQUIRE(g_mkdir_with_parents(folder, 0755) == 0);
	if (mount("tmpfs", folder, "tmpfs", 0, options) != 0)
		_exit(SKIPPED);
}

static bool has_only(const struct report *report, const char *id)
{
	const struct problem *problem =
	        report->problems->len == 1 ? report->problems->pdata[0] : NULL;
	if (problem == NULL || strcmp(problem->id, id) != 0)
		report_write(report, stderr);
	return problem != NULL && strcmp(problem->id, id) == 0;
}

/*
 * Builds one whole site, then one that fills the disk with files of `length` bytes; the first must
 * stay.
 */
static void fill_disk(const char *place, size_t length, const char *wanted)
{
	g_autoptr(Report) report = report_new();
	REQUIRE(build(report, place, "one"));
	g_autofree char *before = snapshot(place, "site");
	g_autofree char *folder = below(place, "site");
	g_autofree char *bytes = g_strnfill(length, 'x');
	struct tree *tree = tree_begin(report, folder, "{}");
	REQUIRE(tree != NULL && tree_start(report, tree, TREE_WHOLE));
	char path[32];
	int files = 0;
	do
		snprintf(path, sizeof path, "%d.html", files++);
	while (files < 100000 && put_page(report, tree, path, bytes, length));
	REQUIRE(has_only(report, "output/full"));
	REQUIRE(strstr(((struct problem *)report->problems->pdata[0])->text, wanted) != NULL);
	g_autoptr(Report) second = report_new();
	REQUIRE(tree_settle(second, tree) == TREE_FAILED);
	tree_end(tree);
	g_autofree char *after = snapshot(place, "site");
	REQUIRE(strcmp(after, before) == 0);
	REQUIRE(build(second, place, "two"));
}

static void run_full(const char *place)
{
	leave_shared_mounts();
	mount_memory(place, "size=2m");
	fill_disk(place, 30000, "free)");
}

static void a_full_disk_leaves_the_former_site(void **state)
{
	(void)state;
	run_or_skip(run_full);
}

/*
 * Updates that fill the disk with more and more pages, until one does not fit: it is told, and the
 * site is that of the last that did.
 */
static void run_full_update(const char *place)
{
	leave_shared_mounts();
	mount_memory(place, "size=2m");
	g_autoptr(Report) report = report_new();
	REQUIRE(build(report, place, "one"));
	g_autofree char *folder = below(place, "site");
	g_autofree char *bytes = g_strnfill(30000, 'x');
	g_autofree char *before = NULL;
	bool fits = true;
	for (int round = 0; round < 100 && fits; round++) {
		g_free(before);
		before = snapshot(place, "site");
		struct tree *tree = tree_begin(report, folder, "{}\n");
		REQUIRE(tree != NULL && tree_start(report, tree, TREE_UPDATE));
		char path[64];
		for (int i = 0; i < 7 && fits; i++) {
			snprintf(path, sizeof path, "more/%d/%d.html", round, i);
			fits = put_page(report, tree, path, bytes, (size_t)(29000 + 97 * round));
		}
		REQUIRE(!fits || put_in(report, tree));
		tree_end(tree);
	}
	REQUIRE(!fits && has_only(report, "output/full"));
	g_autofree char *after = snapshot(place, "site");
	REQUIRE(strcmp(after, before) == 0);
	REQUIRE(strstr(after, "more/5/6.html") != NULL);
	REQUIRE(!is_there(place, ".site.new") && !is_there(place, ".site.journal"));
}

static void an_update_that_fills_the_disk_leaves_the_former_site(void **state)
{
	(void)state;
	run_or_skip(run_full_update);
}

static void run_out_of_names(const char *place)
{
	leave_shared_mounts();
	mount_memory(place, "size=64m,nr_inodes=80");
	fill_disk(place, 1, "as many files");
}

static void a_disk_that_takes_no_more_files_says_so(void **state)
{
	(void)state;
	run_or_skip(run_out_of_names);
}

static void run_mounted(const char *place)
{
	leave_shared_mounts();
	g_autofree char *folder = below(place, "site");
	mount_memory(folder, "size=1m");
	g_autoptr(Report) report = report_new();
	REQUIRE(tree_begin(report, folder, "{}") == NULL);
	REQUIRE(has_only(report, "output/mounted"));
	REQUIRE(!is_there(place, ".site.lock"));
	g_autoptr(Report) second = report_new();
	REQUIRE(build(second, folder, "one"));
}

static void a_mounted_disk_is_refused_and_a_folder_in_it_taken(void **state)
{
	(void)state;
	run_or_skip(run_mounted);
}

/* Mounted over the folder while the build runs: the check before it could not tell. */
static void run_bound(const char *place)
{
	leave_shared_mounts();
	g_autoptr(Report) report = report_new();
	REQUIRE(build(report, place, "one"));
	g_autofree char *folder = below(place, "site");
	struct tree *tree = tree_begin(report, folder, "{}");
	REQUIRE(tree != NULL && tree_start(report, tree, TREE_WHOLE));
	REQUIRE(mount(folder, folder, NULL, MS_BIND, NULL) == 0);
	REQUIRE(tree_settle(report, tree) == TREE_FAILED);
	REQUIRE(has_only(report, "output/mounted"));
	tree_end(tree);
	REQUIRE(is_there(place, "site/index.html") && !is_there(place, ".site.new"));
}

static void a_folder_that_was_mounted_during_the_build_is_left(void **state)
{
	(void)state;
	run_or_skip(run_bound);
}

static void run_mounted_inside(const char *place)
{
	leave_shared_mounts();
	g_autoptr(Report) report = report_new();
	REQUIRE(build(report, place, "one"));
	g_autofree char *inner = below(place, "site/2013");
	g_autofree char *elsewhere = below(place, "elsewhere");
	g_autofree char *kept = below(elsewhere, "keep.txt");
	REQUIRE(mkdir(elsewhere, 0755) == 0 && g_file_set_contents(kept, "keep", -1, NULL));
	REQUIRE(mount(elsewhere, inner, NULL, MS_BIND, NULL) == 0);
	REQUIRE(build(report, place, "two"));
	REQUIRE(has_only(report, "output/former"));
	REQUIRE(is_there(place, "elsewhere/keep.txt"));
	REQUIRE(is_there(place, ".site.old/chayue.json"));
}

static void what_is_mounted_inside_the_former_site_is_not_deleted(void **state)
{
	(void)state;
	run_or_skip(run_mounted_inside);
}

static void run_read_only(const char *place)
{
	leave_shared_mounts();
	g_autoptr(Report) report = report_new();
	mount_memory(place, "size=4m");
	REQUIRE(build(report, place, "one"));
	REQUIRE(mount("tmpfs", place, "tmpfs", MS_REMOUNT | MS_RDONLY, NULL) == 0);
	REQUIRE(!build(report, place, "two"));
	REQUIRE(has_only(report, "output/read-only"));
	g_autoptr(Report) second = report_new();
	g_autofree char *deep = below(place, "new/folder/site");
	REQUIRE(tree_begin(second, deep, "{}") == NULL);
	REQUIRE(has_only(second, "output/read-only"));
}

static void a_disk_that_can_only_be_read_says_so(void **state)
{
	(void)state;
	run_or_skip(run_read_only);
}

static void run_forbidden(const char *place)
{
	g_autofree char *inner = below(place, "inner");
	REQUIRE(chmod(place, 0755) == 0 && mkdir(inner, 0755) == 0 && chmod(inner, 0555) == 0);
	if (getuid() == 0)
		REQUIRE(setgid(65534) == 0 && setuid(65534) == 0);
	static const char *const cases[][2] = {{"inner/site", "output/beside"},
	                                       {"inner/deep/site", "output/permission"}};
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autoptr(Report) report = report_new();
		g_autofree char *folder = below(place, cases[i][0]);
		REQUIRE(tree_begin(report, folder, "{}") == NULL);
		REQUIRE(has_only(report, cases[i][1]));
	}
}

static void a_folder_that_others_own_says_so(void **state)
{
	(void)state;
	run_or_skip(run_forbidden);
}

static void run_limited(const char *place)
{
	g_autoptr(Report) report = report_new();
	REQUIRE(build(report, place, "one"));
	struct rlimit limit = {.rlim_cur = 4000, .rlim_max = 4000};
	REQUIRE(signal(SIGXFSZ, SIG_IGN) != SIG_ERR);
	REQUIRE(setrlimit(RLIMIT_FSIZE, &limit) == 0);
	REQUIRE(!build(report, place, "two"));
	REQUIRE(has_only(report, "output/large"));
	REQUIRE(is_there(place, "site/only-in/one.html") && !is_there(place, ".site.new"));
}

static void a_file_larger_than_the_limit_says_so(void **state)
{
	(void)state;
	run_or_skip(run_limited);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_full_disk_leaves_the_former_site),
	        cmocka_unit_test(an_update_that_fills_the_disk_leaves_the_former_site),
	        cmocka_unit_test(a_disk_that_takes_no_more_files_says_so),
	        cmocka_unit_test(a_mounted_disk_is_refused_and_a_folder_in_it_taken),
	        cmocka_unit_test(a_folder_that_was_mounted_during_the_build_is_left),
	        cmocka_unit_test(what_is_mounted_inside_the_former_site_is_not_deleted),
	        cmocka_unit_test(a_disk_that_can_only_be_read_says_so),
	        cmocka_unit_test(a_folder_that_others_own_says_so),
	        cmocka_unit_test(a_file_larger_than_the_limit_says_so),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
