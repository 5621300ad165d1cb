/* SPDX-License-Identifier: MIT */
/* Repositories in which something is missing, damaged or made to harm. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "repository_cases.h"

/* The file of a loose object. */
static char *object_file(const struct sandbox *sandbox, const char *repository, const char *name)
{
	g_autofree char *id = sandbox_run(sandbox, repository, "git rev-parse %s", name);
	return g_strdup_printf(".git/objects/%.2s/%s", id, id + 2);
}

static void assert_read_fails(const struct sandbox *sandbox, const char *path, const char *id)
{
	g_autoptr(Report) report = report_new();
	g_autoptr(Repository) repository = open_in(report, sandbox, "r", NULL, false);
	struct source_files files;
	struct source_bytes bytes;
	assert_non_null(repository);
	assert_true(repository_list(report, repository, &files));
	assert_false(repository_read(report, repository, repository_find(repository, path), &bytes));
	assert_null(bytes.bytes);
	assert_true(sandbox_is_only_problem(report, id));
	assert_string_equal(((struct problem *)report->problems->pdata[0])->path, path);
}

static void a_missing_text_is_told(void **state)
{
	const struct sandbox *sandbox = *state;
	sandbox_make_repository(sandbox, "r");
	g_autofree char *file = object_file(sandbox, "r", "HEAD:b.md");
	sandbox_do(sandbox, "r", "rm -f %s", file);
	assert_read_fails(sandbox, "b.md", "repository/missing");
	sandbox_do(sandbox, "r", "git config remote.origin.promisor true");
	assert_read_fails(sandbox, "b.md", "repository/partial");
	sandbox_do(sandbox, "r", "git config --unset remote.origin.promisor");
	sandbox_do(sandbox, "r", "git config extensions.partialclone origin");
	assert_read_fails(sandbox, "b.md", "repository/partial");
}

static void a_damaged_text_is_told(void **state)
{
	const struct sandbox *sandbox = *state;
	sandbox_make_repository(sandbox, "r");
	g_autofree char *file = object_file(sandbox, "r", "HEAD:b.md");
	g_autofree char *other = object_file(sandbox, "r", "HEAD:notices/2013/a.md");
	sandbox_do(sandbox, "r", "cp -f %s keep && cp -f %s %s", file, other, file);
	assert_read_fails(sandbox, "b.md", "repository/damaged");
	sandbox_do(sandbox, "r", "rm -f %s && head -c 9 keep >%s", file, file);
	assert_read_fails(sandbox, "b.md", "repository/damaged");
	sandbox_do(sandbox, "r", "rm -f %s && echo rubbish >%s", file, file);
	assert_read_fails(sandbox, "b.md", "repository/damaged");
	sandbox_do(sandbox, "r", "rm -f %s && : >%s", file, file);
	assert_read_fails(sandbox, "b.md", "repository/damaged");
}

static void assert_list_fails(const struct sandbox *sandbox, const char *id)
{
	g_autoptr(Report) report = report_new();
	g_autoptr(Repository) repository = open_in(report, sandbox, "r", NULL, false);
	struct source_files files;
	assert_non_null(repository);
	assert_false(repository_list(report, repository, &files));
	assert_true(sandbox_is_only_problem(report, id));
	assert_null(repository_find(repository, "b.md"));
}

static void a_missing_folder_list_is_told(void **state)
{
	const struct sandbox *sandbox = *state;
	sandbox_make_repository(sandbox, "r");
	g_autofree char *file = object_file(sandbox, "r", "HEAD:notices");
	sandbox_do(sandbox, "r", "rm -f %s", file);
	assert_list_fails(sandbox, "repository/missing");
	sandbox_do(sandbox, "r", "git config remote.origin.promisor true");
	assert_list_fails(sandbox, "repository/partial");
}

/*
 * Commits a tree whose bytes are made by a shell command; $b is the id of a text in hexadecimal
 * escapes for printf.
 */
static void commit_raw_tree(const struct sandbox *sandbox, const char *command)
{
	sandbox_do(sandbox, "",
	           "test -d r || git init -q -b main r; cd r;"
	           "id=$(echo text | git hash-object -w --stdin);"
	           "b=$(echo $id | sed 's/../\\\\x&/g');"
	           "tree() { bash -c 'printf \"'\"$1\"'\"'; };"
	           "t=$(%s | git hash-object -t tree -w --literally --stdin);"
	           "git update-ref refs/heads/main $(git commit-tree -m x $t)",
	           command);
}

static void a_malformed_folder_list_is_told(void **state)
{
	const struct sandbox *sandbox = *state;
	static const char *const trees[] = {
	        "printf rubbish",
	        "printf '100644 a.md'",
	        "tree '100644 a.md\\0short'",
	        "tree \" a.md\\0$b\"",
	        "tree \"100644 a.md\\0$b\"'100644'",
	        "tree \"99999999999 a.md\\0$b\"",
	        "tree \"77777777777777777777 a.md\\0$b\"",
	};
	for (size_t i = 0; i < G_N_ELEMENTS(trees); i++) {
		commit_raw_tree(sandbox, trees[i]);
		assert_list_fails(sandbox, "repository/damaged");
	}
}

static void a_name_that_leads_out_of_the_folder_is_refused(void **state)
{
	const struct sandbox *sandbox = *state;
	static const char *const names[] = {"..", ".", ".git", ".GIT", "a/b", ""};
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *file = g_strdup_printf("tree \"100644 %s\\0$b\"", names[i]);
		commit_raw_tree(sandbox, file);
		assert_list_fails(sandbox, "repository/name");
		g_autofree char *folder = g_strdup_printf("tree \"40000 %s\\0$b\"", names[i]);
		commit_raw_tree(sandbox, folder);
		assert_list_fails(sandbox, "repository/name");
	}
}

static void a_folder_list_out_of_order_is_put_in_order(void **state)
{
	const struct sandbox *sandbox = *state;
	commit_raw_tree(sandbox,
	                "tree \"100644 b\\0${b}100644 c\\0${b}100644 a\\0${b}100755 b\\0$b\"");
	g_autoptr(Report) report = report_new();
	g_autoptr(Repository) repository = open_in(report, sandbox, "r", NULL, false);
	assert_non_null(repository);
	assert_lists(report, repository, "a b c");
	assert_non_null(repository_find(repository, "a"));
}

/*
 * Trees that hold themselves ten times over: nine levels are 1,000,000,000 files; one a level is a
 * deep path.
 */
static void make_nest(const struct sandbox *sandbox, int levels, int width)
{
	sandbox_do(
	        sandbox, "",
	        "rm -rf r; git init -q -b main r; cd r; id=$(echo x | git hash-object -w --stdin);"
	        "t=$(printf '100644 blob %%s\\tx\\n' $id | git mktree);"
	        "for i in $(seq %d); do t=$(for j in $(seq %d); do printf '040000 tree "
	        "%%s\\tf%%s\\n' "
	        "$t $j;"
	        "done | git mktree); done; git update-ref refs/heads/main $(git commit-tree -m x "
	        "$t)",
	        levels, width);
}

static void folders_too_deep_and_files_too_many_are_refused(void **state)
{
	const struct sandbox *sandbox = *state;
	make_nest(sandbox, 120, 1);
	g_autoptr(Report) report = report_new();
	g_autoptr(Repository) repository = open_in(report, sandbox, "r", NULL, false);
	struct source_files files;
	assert_true(repository_list(report, repository, &files));
	assert_int_equal(files.count, 1);
	make_nest(sandbox, 140, 1);
	assert_list_fails(sandbox, "repository/depth");
	make_nest(sandbox, 9, 10);
	assert_list_fails(sandbox, "repository/size");
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        CASE(a_missing_text_is_told),
	        CASE(a_damaged_text_is_told),
	        CASE(a_missing_folder_list_is_told),
	        CASE(a_malformed_folder_list_is_told),
	        CASE(a_name_that_leads_out_of_the_folder_is_refused),
	        CASE(a_folder_list_out_of_order_is_put_in_order),
	        CASE(folders_too_deep_and_files_too_many_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
