/* SPDX-License-Identifier: MIT */
/* What opens, what is listed, what is read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sys/wait.h>
#include <unistd.h>

#include "repository_cases.h"

static void the_files_of_a_commit_come_in_the_order_of_their_paths(void **state)
{
	const struct sandbox *sandbox = *state;
	sandbox_do(sandbox, "", "git init -q -b main r");
	const char *names[] = {"r/a/x.md", "r/a.md",       "r/a-b.md", "r/a/b/y.md",
	                       "r/z.md",   "r/政策/一.md", "r/0"};
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		sandbox_write(sandbox, names[i], names[i]);
	sandbox_do(sandbox, "r", "chmod +x z.md");
	sandbox_commit(sandbox, "r", 1);

	g_autoptr(Report) report = report_new();
	g_autoptr(Repository) repository = open_in(report, sandbox, "r", NULL, false);
	assert_non_null(repository);
	assert_lists(report, repository, "0 a-b.md a.md a/b/y.md a/x.md z.md 政策/一.md");
	assert_lists(report, repository, "0 a-b.md a.md a/b/y.md a/x.md z.md 政策/一.md");
	assert_int_equal(report->problems->len, 0);
	assert_false(repository_is_shallow(repository));

	struct source_files files;
	assert_true(repository_list(report, repository, &files));
	for (size_t i = 0; i < files.count; i++)
		assert_ptr_equal(repository_find(repository, files.items[i].path), &files.items[i]);
	assert_null(repository_find(repository, "a"));
	assert_null(repository_find(repository, "a/x.m"));
	assert_null(repository_find(repository, ""));

	char text[OBJECT_ID_TEXT_SIZE];
	struct object_id commit = repository_commit(repository);
	g_autofree char *head = sandbox_run(sandbox, "r", "git rev-parse HEAD");
	assert_string_equal(object_id_print(&commit, text), head);
	g_autofree char *blob = sandbox_run(sandbox, "r", "git rev-parse HEAD:a/x.md");
	assert_string_equal(object_id_print(&repository_find(repository, "a/x.md")->blob, text),
	                    blob);
}

static void every_form_of_repository_opens(void **state)
{
	const struct sandbox *sandbox = *state;
	const char *expected = "b.md notices/2013/a.md";
	sandbox_make_repository(sandbox, "r");
	assert_opens(sandbox, "r", NULL, expected);
	assert_opens(sandbox, "r/.git", NULL, expected);
	assert_opens(sandbox, "r/", NULL, expected);
	sandbox_do(sandbox, "", "git clone -q --bare r bare.git");
	assert_opens(sandbox, "bare.git", NULL, expected);
	sandbox_do(sandbox, "", "git clone -q --shared r shared");
	assert_opens(sandbox, "shared", NULL, expected);
	sandbox_write(sandbox, "shared/.git/objects/info/alternates",
	              "# where it all lies\n\n/gone/away\n../../../r/.git/objects\n");
	assert_opens(sandbox, "shared", NULL, expected);
	sandbox_do(sandbox, "", "git clone -q --separate-git-dir apart.git r apart");
	assert_opens(sandbox, "apart", NULL, expected);
	sandbox_do(sandbox, "", "cp -r bare.git plain.git && rm plain.git/config");
	assert_opens(sandbox, "plain.git", NULL, expected);
	sandbox_do(sandbox, "", "ln -s r link");
	assert_opens(sandbox, "link", NULL, expected);
}

static void a_linked_work_tree_has_its_own_head(void **state)
{
	const struct sandbox *sandbox = *state;
	sandbox_make_repository(sandbox, "r");
	sandbox_do(sandbox, "r", "git worktree add -q -b draft ../draft");
	sandbox_write(sandbox, "draft/new.md", "new");
	sandbox_commit(sandbox, "draft", 2);
	assert_opens(sandbox, "r", NULL, "b.md notices/2013/a.md");
	assert_opens(sandbox, "draft", NULL, "b.md new.md notices/2013/a.md");
}

static void harmless_extensions_do_not_matter(void **state)
{
	const struct sandbox *sandbox = *state;
	sandbox_make_repository(sandbox, "r");
	sandbox_write(
	        sandbox, "r/.git/config",
	        "[core]\n\trepositoryformatversion = 1\n[extensions]\n\tworktreeConfig = true\n"
	        "\tpreciousObjects = true\n\trelativeWorktrees = true\n\tpartialClone = origin\n");
	assert_opens(sandbox, "r", NULL, "b.md notices/2013/a.md");
}

static void a_ref_may_be_a_branch_a_tag_or_a_commit(void **state)
{
	const struct sandbox *sandbox = *state;
	sandbox_make_repository(sandbox, "r");
	sandbox_do(sandbox, "r", "git tag -a -m x v1 && git tag light && git checkout -q -b next");
	sandbox_write(sandbox, "r/c.md", "text of c");
	sandbox_commit(sandbox, "r", 2);
	g_autofree char *first = sandbox_run(sandbox, "r", "git rev-parse --short=7 main");
	const char *old[] = {"main", "v1", "light", "refs/heads/main", "next~1", first};
	for (size_t i = 0; i < G_N_ELEMENTS(old); i++)
		assert_opens(sandbox, "r", old[i], "b.md notices/2013/a.md");
	assert_opens(sandbox, "r", "next", "b.md c.md notices/2013/a.md");
	assert_opens(sandbox, "r", NULL, "b.md c.md notices/2013/a.md");
}

static void a_shallow_clone_opens_with_a_warning(void **state)
{
	const struct sandbox *sandbox = *state;
	sandbox_make_repository(sandbox, "r");
	sandbox_write(sandbox, "r/c.md", "text of c");
	sandbox_commit(sandbox, "r", 2);
	sandbox_do(sandbox, "", "git clone -q --depth 1 \"file://$PWD/r\" shallow");
	g_autoptr(Report) report = report_new();
	g_autoptr(Repository) repository = open_in(report, sandbox, "shallow", NULL, false);
	assert_non_null(repository);
	assert_true(repository_is_shallow(repository));
	assert_true(sandbox_is_only_problem(report, "repository/shallow"));
	assert_int_equal(report->errors, 0);
	assert_true(repository_reopen(report, repository));
	assert_int_equal(report->problems->len, 1);
}

static void links_and_submodules_are_left_out_with_a_warning(void **state)
{
	const struct sandbox *sandbox = *state;
	sandbox_make_repository(sandbox, "r");
	sandbox_do(sandbox, "r",
	           "ln -s b.md link.md && git add link.md &&"
	           "git update-index --add --cacheinfo 160000,$(git rev-parse HEAD),other && git "
	           "commit -q -m x");
	g_autoptr(Report) report = report_new();
	g_autoptr(Repository) repository = open_in(report, sandbox, "r", NULL, false);
	assert_non_null(repository);
	assert_lists(report, repository, "b.md notices/2013/a.md");
	assert_int_equal(report->problems->len, 2);
	assert_int_equal(report->errors, 0);
	const struct problem *link = report->problems->pdata[0];
	const struct problem *module = report->problems->pdata[1];
	assert_string_equal(link->id, "repository/link");
	assert_string_equal(link->path, "link.md");
	assert_string_equal(module->id, "repository/submodule");
	assert_string_equal(module->path, "other");
	assert_lists(report, repository, "b.md notices/2013/a.md");
	assert_int_equal(report->problems->len, 2);
}

static void a_text_is_read_as_it_is_with_a_nul_behind_it(void **state)
{
	const struct sandbox *sandbox = *state;
	sandbox_make_repository(sandbox, "r");
	/* Four texts that differ little, so that a pack holds them as differences. */
	sandbox_do(sandbox, "r",
	           ": >empty && printf 'a\\0b\\377' >binary &&"
	           "for i in 1 2 3 4; do { seq 3000; echo $i; } >long$i; done");
	sandbox_commit(sandbox, "r", 2);
	for (int packed = 0; packed < 2; packed++) {
		g_autoptr(Report) report = report_new();
		g_autoptr(Repository) repository = open_in(report, sandbox, "r", NULL, false);
		struct source_files files;
		assert_true(repository_list(report, repository, &files));
		assert_text(report, repository, "empty", "");
		assert_text(report, repository, "b.md", "text of b\n");
		struct source_bytes bytes;
		assert_true(repository_read(report, repository,
		                            repository_find(repository, "binary"), &bytes));
		assert_int_equal(bytes.size, 4);
		assert_memory_equal(bytes.bytes, "a\0b\377\0", 5);
		source_bytes_clear(&bytes);
		for (char digit = '1'; digit <= '4'; digit++) {
			char name[] = {'l', 'o', 'n', 'g', digit, '\0'};
			assert_true(repository_read(report, repository,
			                            repository_find(repository, name), &bytes));
			assert_int_equal(bytes.bytes[bytes.size - 2], digit);
			assert_int_equal(bytes.bytes[bytes.size], '\0');
			source_bytes_clear(&bytes);
		}
		assert_int_equal(report->problems->len, 0);
		sandbox_do(sandbox, "r", "git gc -q");
	}
}

static void a_repository_opened_from_a_folder_is_found_again_from_another(void **state)
{
	const struct sandbox *sandbox = *state;
	sandbox_make_repository(sandbox, "r");
	g_autoptr(Report) report = report_new();
	g_autofree char *here = g_get_current_dir();
	assert_int_equal(chdir(sandbox->folder), 0);
	g_autoptr(Repository) repository = repository_open(report, "r", NULL, false);
	assert_int_equal(chdir("/"), 0);
	bool is_found = repository != NULL && repository_reopen(report, repository);
	assert_int_equal(chdir(here), 0);
	assert_true(is_found);
}

static void texts_are_read_again_after_a_fork(void **state)
{
	const struct sandbox *sandbox = *state;
	sandbox_make_repository(sandbox, "r");
	g_autoptr(Report) report = report_new();
	g_autoptr(Repository) repository = open_in(report, sandbox, "r", NULL, false);
	struct source_files files;
	assert_true(repository_list(report, repository, &files));
	repository_release(repository);
	sandbox_write(sandbox, "r/later.md", "later"); /* the commit was chosen before */
	sandbox_commit(sandbox, "r", 2);
	pid_t child = fork();
	if (child == 0) {
		struct source_bytes bytes;
		bool is_right = chdir("/") == 0 && repository_reopen(report, repository) &&
		                repository_read(report, repository, &files.items[0], &bytes) &&
		                strcmp(bytes.bytes, "text of b\n") == 0;
		_exit(is_right ? 0 : 1);
	}
	int status = 1;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status) && WEXITSTATUS(status) == 0);
	assert_true(repository_reopen(report, repository));
	assert_text(report, repository, "notices/2013/a.md", "text of a\n");
	assert_lists(report, repository, "b.md notices/2013/a.md");
	assert_true(repository_reopen(report, repository));
	sandbox_do(sandbox, "", "mv r away");
	assert_false(repository_reopen(report, repository));
	assert_true(sandbox_is_only_problem(report, "repository/folder"));
}

static void files_are_sorted_as_they_lie_in_the_pack(void **state)
{
	const struct sandbox *sandbox = *state;
	sandbox_do(sandbox, "", "git init -q -b main r");
	sandbox_do(sandbox, "r", "for i in $(seq 10 40); do echo $i >$i.md; done; cp 10.md 99.md");
	sandbox_commit(sandbox, "r", 1);
	/*
	 * Packs what git is told, in the order in which it is told: from the last path to the
	 * first.
	 */
	sandbox_do(sandbox, "r",
	           "git ls-tree -r HEAD | sort -r -k4 | sed 's/^.* blob \\(.*\\)\\t.*/\\1/' |"
	           "git pack-objects -q --window=0 .git/objects/pack/pack >/dev/null && git "
	           "prune-packed");
	sandbox_do(sandbox, "r", "echo loose >00.md");
	sandbox_commit(sandbox, "r", 2);
	sandbox_do(sandbox, "r", "echo changed >98.md; echo changed >11.md");

	g_autoptr(Report) report = report_new();
	g_autoptr(Repository) repository = open_in(report, sandbox, "r", NULL, true);
	struct source_files files;
	assert_true(repository_list(report, repository, &files));
	assert_int_equal(files.count, 34);
	uint32_t order[34];
	for (uint32_t i = 0; i < 34; i++)
		order[i] = i;
	repository_sort_for_reading(repository, order, 34);
	GString *paths = g_string_new(NULL);
	for (uint32_t i = 0; i < 34; i++)
		g_string_append_printf(paths, "%.2s ", files.items[order[i]].path);
	/*
	 * 99 has the text of 10, so they are beside each other; 00 is loose, 11 and 98 are not
	 * committed.
	 */
	assert_string_equal(paths->str,
	                    "10 99 40 39 38 37 36 35 34 33 32 31 30 29 28 27 26 25 24 23 22 21 20 "
	                    "19 18 17 16 15 14 13 12 00 11 98 ");
	g_string_free(paths, TRUE);
	repository_sort_for_reading(repository, order, 0);
	repository_sort_for_reading(repository, NULL, 0);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        CASE(the_files_of_a_commit_come_in_the_order_of_their_paths),
	        CASE(every_form_of_repository_opens),
	        CASE(a_linked_work_tree_has_its_own_head),
	        CASE(harmless_extensions_do_not_matter),
	        CASE(a_ref_may_be_a_branch_a_tag_or_a_commit),
	        CASE(a_shallow_clone_opens_with_a_warning),
	        CASE(links_and_submodules_are_left_out_with_a_warning),
	        CASE(a_text_is_read_as_it_is_with_a_nul_behind_it),
	        CASE(a_repository_opened_from_a_folder_is_found_again_from_another),
	        CASE(texts_are_read_again_after_a_fork),
	        CASE(files_are_sorted_as_they_lie_in_the_pack),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
