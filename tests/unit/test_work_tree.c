/* SPDX-License-Identifier: MIT */
/* What lies in a work tree beside the commit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sys/wait.h>
#include <unistd.h>

#include "repository_cases.h"

static void the_work_tree_shows_what_is_new_changed_and_gone(void **state)
{
	const struct sandbox *sandbox = *state;
	sandbox_make_repository(sandbox, "r");
	sandbox_write(sandbox, "r/gone.md", "gone");
	sandbox_write(sandbox, "r/same.md", "same");
	sandbox_commit(sandbox, "r", 2);
	sandbox_do(sandbox, "r",
	           "rm gone.md && touch -d 2001-01-01 same.md && mkdir -p new/deep empty");
	sandbox_write(sandbox, "r/b.md", "changed");
	sandbox_write(sandbox, "r/new/deep/x.md", "new");
	sandbox_write(sandbox, "r/a.md", "");

	g_autoptr(Report) report = report_new();
	g_autoptr(Repository) repository = open_in(report, sandbox, "r", NULL, true);
	assert_non_null(repository);
	assert_lists(report, repository, "a.md* b.md* new/deep/x.md* notices/2013/a.md same.md");
	assert_text(report, repository, "a.md", "");
	assert_text(report, repository, "b.md", "changed");
	assert_text(report, repository, "new/deep/x.md", "new");
	assert_text(report, repository, "same.md", "same");
	g_autofree char *id = sandbox_run(sandbox, "r", "git hash-object b.md");
	char text[OBJECT_ID_TEXT_SIZE];
	assert_string_equal(object_id_print(&repository_find(repository, "b.md")->blob, text), id);
	assert_int_equal(report->problems->len, 0);
	assert_opens(sandbox, "r", NULL, "b.md gone.md notices/2013/a.md same.md");
}

static void what_gitignore_names_is_left_out_unless_committed(void **state)
{
	const struct sandbox *sandbox = *state;
	sandbox_make_repository(sandbox, "r");
	sandbox_write(sandbox, "r/kept.tmp", "committed before it was ignored");
	sandbox_write(sandbox, "r/out/kept.md", "committed too");
	sandbox_commit(sandbox, "r", 2);
	sandbox_write(sandbox, "r/.gitignore", "*.tmp\n/out/\nbuild/\n");
	sandbox_write(sandbox, "r/notices/.gitignore", "draft-*\n!draft-shown.md\n");
	sandbox_write(sandbox, "r/x.tmp", "x");
	sandbox_write(sandbox, "r/out/index.html", "x");
	sandbox_write(sandbox, "r/notices/build/x.md", "x");
	sandbox_write(sandbox, "r/notices/draft-x.md", "x");
	sandbox_write(sandbox, "r/notices/draft-shown.md", "x");
	sandbox_do(sandbox, "r", "ln -s b.md link.tmp && mkfifo pipe.tmp");

	g_autoptr(Report) report = report_new();
	g_autoptr(Repository) repository = open_in(report, sandbox, "r", NULL, true);
	assert_non_null(repository);
	assert_lists(report, repository,
	             ".gitignore* b.md kept.tmp notices/.gitignore* notices/2013/a.md "
	             "notices/draft-shown.md* out/kept.md");
	assert_int_equal(report->problems->len, 0);
}

static void links_pipes_and_other_repositories_in_the_work_tree_are_left_out(void **state)
{
	const struct sandbox *sandbox = *state;
	sandbox_make_repository(sandbox, "r");
	sandbox_make_repository(sandbox, "r/zother");
	sandbox_do(
	        sandbox,
	        "r", "ln -s b.md link.md; ln -s /etc folder; mkfifo pipe; rm b.md; ln -s /etc/passwd b.md");
	g_autoptr(Report) report = report_new();
	g_autoptr(Repository) repository = open_in(report, sandbox, "r", NULL, true);
	assert_non_null(repository);
	assert_lists(report, repository, "notices/2013/a.md");
	report_sort(report);
	static const char *const expected[][2] = {
	        {"b.md", "repository/link"},        {"folder", "repository/link"},
	        {"link.md", "repository/link"},     {"pipe", "repository/special"},
	        {"zother", "repository/submodule"},
	};
	assert_int_equal(report->problems->len, G_N_ELEMENTS(expected));
	assert_int_equal(report->errors, 0);
	for (size_t i = 0; i < G_N_ELEMENTS(expected); i++) {
		const struct problem *problem = report->problems->pdata[i];
		assert_string_equal(problem->path, expected[i][0]);
		assert_string_equal(problem->id, expected[i][1]);
	}
}

static void a_file_that_changes_after_it_was_listed_is_told(void **state)
{
	const struct sandbox *sandbox = *state;
	sandbox_make_repository(sandbox, "r");
	sandbox_write(sandbox, "r/b.md", "changed");
	static const char *const commands[] = {
	        "echo again >b.md",
	        "rm b.md",
	        "cp b.md copy.md; ln -sf copy.md b.md",
	        "rm b.md; mkfifo b.md",
	        "rm b.md; mkdir b.md",
	};
	for (size_t i = 0; i < G_N_ELEMENTS(commands); i++) {
		g_autoptr(Report) report = report_new();
		g_autoptr(Repository) repository = open_in(report, sandbox, "r", NULL, true);
		struct source_files files;
		struct source_bytes bytes;
		assert_true(repository_list(report, repository, &files));
		sandbox_do(sandbox, "r", "%s", commands[i]);
		assert_false(repository_read(report, repository,
		                             repository_find(repository, "b.md"), &bytes));
		assert_true(sandbox_is_only_problem(report, "repository/changed"));
		sandbox_do(sandbox, "r", "rm -rf b.md; echo changed >b.md");
	}
}

static void names_that_are_no_utf8_are_kept(void **state)
{
	const struct sandbox *sandbox = *state;
	sandbox_make_repository(sandbox, "r");
	sandbox_do(
	        sandbox,
	        "r", "mkdir \"$(printf '\\316\\304')\" && echo x >\"$(printf '\\316\\304/\\261\\276.md')\"");
	g_autoptr(Report) report = report_new();
	g_autoptr(Repository) lying = open_in(report, sandbox, "r", NULL, true);
	assert_lists(report, lying, "b.md notices/2013/a.md \316\304/\261\276.md*");
	assert_text(report, lying, "\316\304/\261\276.md", "x\n");
	sandbox_commit(sandbox, "r", 2);
	assert_opens(sandbox, "r", NULL, "b.md notices/2013/a.md \316\304/\261\276.md");
}

static void line_ends_that_git_would_change_are_no_change(void **state)
{
	const struct sandbox *sandbox = *state;
	sandbox_make_repository(sandbox, "r");
	sandbox_write(sandbox, "r/.gitattributes", "*.md text eol=crlf\n");
	sandbox_commit(sandbox, "r", 2);
	sandbox_do(sandbox, "r",
	           "rm b.md && git checkout -q b.md && grep -q \"$(printf '\\r')\" b.md");
	g_autoptr(Report) report = report_new();
	g_autoptr(Repository) repository = open_in(report, sandbox, "r", NULL, true);
	assert_lists(report, repository, ".gitattributes b.md notices/2013/a.md");
	assert_text(report, repository, "b.md", "text of b\n");
}

/*
 * Lists and reads as a user who may not read everything, also when root runs the tests. Runs in a
 * child, where no assertion may be used; true when `id` is all that is reported.
 */
static bool is_told_without_permission(struct repository *repository, const char *path,
                                       const char *id)
{
	pid_t child = fork();
	if (child == 0) {
		struct report *report = report_new();
		struct source_files files;
		struct source_bytes bytes;
		if (geteuid() == 0 && seteuid(65534) != 0)
			_exit(2);
		bool is_listed = repository_list(report, repository, &files);
		if (is_listed && path != NULL &&
		    repository_read(report, repository, repository_find(repository, path), &bytes))
			_exit(3);
		_exit(is_listed == (path != NULL) && sandbox_is_only_problem(report, id) ? 0 : 1);
	}
	int status = 1;
	return waitpid(child, &status, 0) == child && WIFEXITED(status) && WEXITSTATUS(status) == 0;
}

static void a_file_or_folder_without_permission_is_told(void **state)
{
	const struct sandbox *sandbox = *state;
	sandbox_make_repository(sandbox, "r");
	sandbox_do(sandbox, "", "chmod 755 . && cp r/b.md copy.md");
	static const char *const names[] = {"b.md", "notices", "."};
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autoptr(Report) report = report_new();
		g_autoptr(Repository) repository = open_in(report, sandbox, "r", NULL, true);
		sandbox_do(sandbox, "r", "chmod 311 %s", names[i]);
		assert_true(is_told_without_permission(repository, NULL, "repository/file"));
		sandbox_do(sandbox, "r", "chmod 755 %s", names[i]);
	}
	sandbox_write(sandbox, "r/b.md", "changed");
	g_autoptr(Report) report = report_new();
	g_autoptr(Repository) repository = open_in(report, sandbox, "r", NULL, true);
	struct source_files files;
	assert_true(repository_list(report, repository, &files));
	sandbox_do(sandbox, "r", "chmod 000 b.md");
	assert_true(is_told_without_permission(repository, "b.md", "repository/file"));
}

static void folders_too_deep_in_the_work_tree_are_refused(void **state)
{
	const struct sandbox *sandbox = *state;
	sandbox_make_repository(sandbox, "r");
	sandbox_do(sandbox, "r",
	           "p=.; for i in $(seq 140); do p=$p/d; done; mkdir -p $p && echo x >$p/x.md");
	g_autoptr(Report) report = report_new();
	g_autoptr(Repository) repository = open_in(report, sandbox, "r", NULL, true);
	struct source_files files;
	assert_false(repository_list(report, repository, &files));
	assert_true(sandbox_is_only_problem(report, "repository/depth"));
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        CASE(the_work_tree_shows_what_is_new_changed_and_gone),
	        CASE(what_gitignore_names_is_left_out_unless_committed),
	        CASE(links_pipes_and_other_repositories_in_the_work_tree_are_left_out),
	        CASE(a_file_that_changes_after_it_was_listed_is_told),
	        CASE(names_that_are_no_utf8_are_kept),
	        CASE(line_ends_that_git_would_change_are_no_change),
	        CASE(a_file_or_folder_without_permission_is_told),
	        CASE(folders_too_deep_in_the_work_tree_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
