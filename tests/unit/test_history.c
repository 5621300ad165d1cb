/* SPDX-License-Identifier: MIT */
/* Histories without renames: one line of commits, and what is not all there. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "history_cases.h"

static void versions_come_newest_first_with_their_texts(void **state)
{
	const struct sandbox *sandbox = *state;
	step(sandbox, 10, "text 1 >a.md; mkdir d; text 2 >d/b.md");
	step(sandbox, 20, "text 3 >d/b.md");
	step(sandbox, 30, ":");
	step(sandbox, 40, "text 4 >d/b.md; text 5 >d/c.md");
	assert_histories(sandbox, "a.md", "10 a.md", "d/b.md", "40 d/b.md, 20 d/b.md, 10 d/b.md",
	                 "d/c.md", "40 d/c.md");

	struct reading reading = reading_make(sandbox, "r", false);
	assert_int_equal(history_commit_count(reading.history), 4);
	struct file_history history = reading_of(&reading, "d/b.md");
	const char *const revisions[] = {"HEAD", "HEAD~2", "HEAD~3"};
	char text[OBJECT_ID_TEXT_SIZE];
	for (unsigned i = 0; i < history.count; i++) {
		g_autofree char *commit =
		        sandbox_run(sandbox, "r", "git rev-parse %s", revisions[i]);
		g_autofree char *blob =
		        sandbox_run(sandbox, "r", "git rev-parse %s:d/b.md", revisions[i]);
		assert_string_equal(object_id_print(&history.versions[i].commit->id, text), commit);
		assert_string_equal(object_id_print(&history.versions[i].blob, text), blob);
	}
	reading_clear(&reading);
}

static void the_time_is_that_of_the_committer(void **state)
{
	const struct sandbox *sandbox = *state;
	step(sandbox, 10, "text 1 >a.md");
	step_alone(sandbox, 30,
	           "text 2 >a.md; git commit -q -a --date=@5 -m x --author='A > B <a@b>'");
	assert_histories(sandbox, "a.md", "30 a.md, 10 a.md");
}

static void parents_come_after_children_whatever_their_clocks_say(void **state)
{
	const struct sandbox *sandbox = *state;
	step(sandbox, 0, "text 1 >a.md");
	step(sandbox, 2147483647, "text 2 >a.md");
	step_alone(sandbox, 1,
	           "text 3 >a.md; GIT_COMMITTER_DATE='@4102444800 +0800' git commit -q -a -m x");
	step(sandbox, 1380000000, "text 4 >a.md");
	assert_histories(sandbox, "a.md",
	                 "1380000000 a.md, 4102444800 a.md, 2147483647 a.md, 0 a.md");
}

static void a_path_that_was_deleted_and_came_again_is_one_file(void **state)
{
	const struct sandbox *sandbox = *state;
	step(sandbox, 10, "text 1 >a.md; text 9 >b.md");
	step(sandbox, 20, "rm a.md");
	step(sandbox, 30, "text 2 >a.md");
	assert_histories(sandbox, "a.md", "30 a.md, 10 a.md");
}

static void the_executable_bit_alone_brings_no_version(void **state)
{
	const struct sandbox *sandbox = *state;
	step(sandbox, 10, "text 1 >a.md");
	step(sandbox, 20, "chmod +x a.md");
	step(sandbox, 30, "text 2 >a.md");
	assert_histories(sandbox, "a.md", "30 a.md, 10 a.md");
}

static void a_path_that_was_a_link_or_a_folder_begins_when_it_is_a_file(void **state)
{
	const struct sandbox *sandbox = *state;
	step(sandbox, 10,
	     "text 1 >x.md; ln -s x.md link; mkdir folder; text 2 >folder/a.md; text 3 >file");
	step(sandbox, 20,
	     "rm link; text 4 >link; rm -r folder; text 5 >folder; rm file; mkdir file; text 6 "
	     ">file/b.md");
	step(sandbox, 30, "rm x.md; ln -s link x.md");
	step(sandbox, 40, "rm x.md; text 7 >x.md");
	assert_histories(sandbox, "link", "20 link", "folder", "20 folder", "file/b.md",
	                 "20 file/b.md", "x.md", "40 x.md, 10 x.md");
}

static void names_that_differ_only_behind_a_folder_name_are_kept_apart(void **state)
{
	const struct sandbox *sandbox = *state;
	step(sandbox, 10, "mkdir a; text 1 >a/x; text 2 >a.md; text 3 >a-b; text 4 >a0");
	step(sandbox, 20, "text 5 >a/x");
	step(sandbox, 30, "text 6 >a-b; text 7 >a/y");
	step(sandbox, 40, "text 8 >a.md; rm a0");
	assert_histories(sandbox, "a/x", "20 a/x, 10 a/x", "a.md", "40 a.md, 10 a.md", "a-b",
	                 "30 a-b, 10 a-b", "a/y", "30 a/y");
}

static void in_a_shallow_clone_the_first_commit_brings_all_there_is(void **state)
{
	const struct sandbox *sandbox = *state;
	step(sandbox, 10, "text 1 >a.md; text 2 >b.md");
	step(sandbox, 20, "text 3 >a.md");
	step(sandbox, 30, "text 4 >a.md");
	sandbox_do(sandbox, "", "git clone -q --depth 2 \"file://$PWD/r\" shallow");
	struct reading reading = reading_make(sandbox, "shallow", false);
	assert_non_null(reading.history);
	assert_int_equal(history_commit_count(reading.history), 2);
	g_autofree char *a = print_history(reading_of(&reading, "a.md"));
	g_autofree char *b = print_history(reading_of(&reading, "b.md"));
	assert_string_equal(a, "30 a.md, 20 a.md");
	assert_string_equal(b, "20 b.md");
	reading_clear(&reading);
	sandbox_do(sandbox, "shallow", "git worktree add -q ../linked");
	assert_histories_in(sandbox, "linked", (const char *const[]){"b.md", "20 b.md", NULL});
}

static void uncommitted_files_have_no_history_of_their_own(void **state)
{
	const struct sandbox *sandbox = *state;
	step(sandbox, 10, "text 1 >a.md; text 2 >gone.md");
	sandbox_do(sandbox, "r", "echo more >>a.md; echo new >new.md; rm gone.md");
	struct reading reading = reading_make(sandbox, "r", true);
	assert_int_equal(reading.files.count, 2);
	assert_int_equal(reading_of(&reading, "new.md").count, 0);
	g_autofree char *a = print_history(reading_of(&reading, "a.md"));
	assert_string_equal(a, "10 a.md");
	reading_clear(&reading);
}

static void a_commit_without_files_has_histories_of_none(void **state)
{
	const struct sandbox *sandbox = *state;
	step(sandbox, 10, ":");
	struct reading reading = reading_make(sandbox, "r", false);
	assert_non_null(reading.history);
	assert_int_equal(reading.files.count, 0);
	assert_int_equal(history_commit_count(reading.history), 1);
	reading_clear(&reading);
	history_free(NULL);
}

static void texts_missing_from_a_partial_clone_cost_only_likeness(void **state)
{
	const struct sandbox *sandbox = *state;
	step(sandbox, 10, "text 1 >a.md; text 2 >b.md");
	step(sandbox, 20, "git mv a.md a2.md; git mv b.md b2.md; echo more >>b2.md");
	sandbox_do(sandbox, "r", "git config uploadpack.allowFilter true");
	sandbox_do(sandbox, "", "git clone -q --bare --filter=blob:none \"file://$PWD/r\" blobless");
	sandbox_do(sandbox, "", "git clone -q --bare --filter=tree:0 \"file://$PWD/r\" treeless");
	assert_histories_in(
	        sandbox, "blobless",
	        (const char *const[]){"a2.md", "20 a2.md, 10 a.md", "b2.md", "20 b2.md", NULL});
	assert_fails(sandbox, "treeless", "repository/partial");
}

enum { BROAD = 6000, TIMES = 60 };

/*
 * One folder of thousands of files, each commit of which is a list of 200 KB: more of them than are
 * kept, and each comes twice, because what sixty commits change the next sixty change back.
 */
static void lists_too_large_to_keep_are_read_again(void **state)
{
	const struct sandbox *sandbox = *state;
	GString *stream = g_string_new(NULL);
	stream_commit(stream, 1);
	for (unsigned i = 0; i < BROAD; i++) {
		g_autofree char *path = g_strdup_printf("n%u.md", i);
		stream_file(stream, path, "first\n");
	}
	for (unsigned i = 0; i < 2 * TIMES; i++) {
		unsigned number = i < TIMES ? i : 2 * TIMES - 1 - i;
		g_autofree char *path = g_strdup_printf("n%u.md", number);
		stream_commit(stream, 2 + (int)i);
		stream_file(stream, path, i < TIMES ? "second\n" : "first\n");
	}
	import(sandbox, stream);
	struct reading reading = reading_make(sandbox, "r", false);
	assert_non_null(reading.history);
	for (unsigned i = 0; i <= TIMES; i++) {
		g_autofree char *path = g_strdup_printf("n%u.md", i);
		g_autofree char *wanted = g_strdup_printf("%u %s, %u %s, 1 %s", 2 * TIMES + 1 - i,
		                                          path, i + 2, path, path);
		g_autofree char *text = print_history(reading_of(&reading, path));
		g_autofree char *untouched = g_strdup_printf("1 %s", path);
		assert_string_equal(text, i < TIMES ? wanted : untouched);
	}
	reading_clear(&reading);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        CASE(versions_come_newest_first_with_their_texts),
	        CASE(the_time_is_that_of_the_committer),
	        CASE(parents_come_after_children_whatever_their_clocks_say),
	        CASE(a_path_that_was_deleted_and_came_again_is_one_file),
	        CASE(the_executable_bit_alone_brings_no_version),
	        CASE(a_path_that_was_a_link_or_a_folder_begins_when_it_is_a_file),
	        CASE(names_that_differ_only_behind_a_folder_name_are_kept_apart),
	        CASE(in_a_shallow_clone_the_first_commit_brings_all_there_is),
	        CASE(uncommitted_files_have_no_history_of_their_own),
	        CASE(a_commit_without_files_has_histories_of_none),
	        CASE(texts_missing_from_a_partial_clone_cost_only_likeness),
	        CASE(lists_too_large_to_keep_are_read_again),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
