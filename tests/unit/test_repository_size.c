/* SPDX-License-Identifier: MIT */
/* The size of a file is told without reading it, wherever its bytes lie. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "repository_cases.h"

static struct repository *open_listed(struct report *report, const struct sandbox *sandbox,
                                      bool worktree)
{
	struct source_files files;
	struct repository *repository = open_in(report, sandbox, "r", NULL, worktree);
	assert_non_null(repository);
	assert_true(repository_list(report, repository, &files));
	return repository;
}

static size_t size_of(struct report *report, const struct repository *repository, const char *path)
{
	const struct source_file *file = repository_find(repository, path);
	size_t size = 12345;
	assert_non_null(file);
	assert_true(repository_size(report, repository, file, &size));
	return size;
}

static void make_files(const struct sandbox *sandbox)
{
	g_autofree char *long_text = g_strnfill(70000, 'x');
	g_autofree char *longer = g_strconcat(long_text, "y", NULL);
	sandbox_do(sandbox, "", "git init -q -b main r");
	sandbox_write(sandbox, "r/empty", "");
	sandbox_write(sandbox, "r/long", long_text);
	sandbox_write(sandbox, "r/longer", longer);
	sandbox_write(sandbox, "r/公告.txt", "公告");
	sandbox_commit(sandbox, "r", 1);
}

static void assert_sizes(const struct sandbox *sandbox)
{
	g_autoptr(Report) report = report_new();
	g_autoptr(Repository) repository = open_listed(report, sandbox, false);
	assert_int_equal(size_of(report, repository, "empty"), 0);
	assert_int_equal(size_of(report, repository, "long"), 70000);
	assert_int_equal(size_of(report, repository, "longer"), 70001);
	assert_int_equal(size_of(report, repository, "公告.txt"), 6);
	assert_int_equal(report->problems->len, 0);
}

static void loose_and_packed_files_have_their_sizes(void **state)
{
	const struct sandbox *sandbox = *state;
	make_files(sandbox);
	assert_sizes(sandbox);
	sandbox_do(sandbox, "r",
	           "git repack -q -a -d -f && test -z \"$(git count-objects | grep -v ^0)\"");
	assert_sizes(sandbox); /* one of the two long ones is a difference to the other */
}

static void what_is_not_committed_is_measured_where_it_lies(void **state)
{
	const struct sandbox *sandbox = *state;
	make_files(sandbox);
	sandbox_write(sandbox, "r/long", "short");
	sandbox_write(sandbox, "r/new", "new one");
	g_autoptr(Report) report = report_new();
	g_autoptr(Repository) repository = open_listed(report, sandbox, true);
	assert_int_equal(size_of(report, repository, "long"), 5);
	assert_int_equal(size_of(report, repository, "new"), 7);
	assert_int_equal(size_of(report, repository, "longer"), 70001);
}

static void assert_size_fails(const struct sandbox *sandbox, const struct repository *repository,
                              const char *path, const char *id)
{
	g_autoptr(Report) report = report_new();
	g_autoptr(Repository) own = repository == NULL ? open_listed(report, sandbox, false) : NULL;
	const struct repository *from = repository == NULL ? own : repository;
	size_t size;
	assert_false(repository_size(report, from, repository_find(from, path), &size));
	assert_true(sandbox_is_only_problem(report, id));
	assert_string_equal(((struct problem *)report->problems->pdata[0])->path, path);
}

static void a_missing_or_damaged_file_is_told(void **state)
{
	const struct sandbox *sandbox = *state;
	make_files(sandbox);
	g_autofree char *id = sandbox_run(sandbox, "r", "git rev-parse HEAD:long");
	g_autofree char *file = g_strdup_printf(".git/objects/%.2s/%s", id, id + 2);
	sandbox_do(sandbox, "r", "rm -f %s && echo rubbish >%s", file, file);
	assert_size_fails(sandbox, NULL, "long", "repository/damaged");
	sandbox_do(sandbox, "r", "rm -f %s", file);
	assert_size_fails(sandbox, NULL, "long", "repository/missing");
	sandbox_do(sandbox, "r", "git config extensions.partialclone origin");
	assert_size_fails(sandbox, NULL, "long", "repository/partial");
}

static void an_uncommitted_file_that_is_gone_or_a_link_is_told(void **state)
{
	const struct sandbox *sandbox = *state;
	make_files(sandbox);
	sandbox_write(sandbox, "r/new", "new one");
	g_autoptr(Report) report = report_new();
	g_autoptr(Repository) repository = open_listed(report, sandbox, true);
	sandbox_do(sandbox, "r", "rm new");
	assert_size_fails(sandbox, repository, "new", "repository/changed");
	sandbox_do(sandbox, "r", "ln -s long new");
	assert_size_fails(sandbox, repository, "new", "repository/changed");
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        CASE(loose_and_packed_files_have_their_sizes),
	        CASE(what_is_not_committed_is_measured_where_it_lies),
	        CASE(a_missing_or_damaged_file_is_told),
	        CASE(an_uncommitted_file_that_is_gone_or_a_link_is_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
