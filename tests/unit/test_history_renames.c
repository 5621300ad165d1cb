/* SPDX-License-Identifier: MIT */
/* Files that go by several names, and merges. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "history_cases.h"

static void a_renamed_file_keeps_its_history(void **state)
{
	const struct sandbox *sandbox = *state;
	step(sandbox, 10, "mkdir d; text 1 >d/a.md; text 2 >d/b.md");
	step(sandbox, 20, "text 3 >d/a.md");
	step(sandbox, 30, "git mv d/a.md x.md; mkdir e; git mv d/b.md e/b.md");
	step(sandbox, 40, "git mv x.md y.md; sed -i 's/line 3/changed/' y.md");
	assert_histories(sandbox, "y.md", "40 y.md, 30 x.md, 20 d/a.md, 10 d/a.md", "e/b.md",
	                 "30 e/b.md, 10 d/b.md");
}

static void a_text_less_than_half_alike_is_another_file(void **state)
{
	const struct sandbox *sandbox = *state;
	step(sandbox, 10, "text 1 >a.md; text 2 >b.md");
	step(sandbox, 20,
	     "{ text 1 | head -n 3; text 7; } >a2.md; rm a.md;"
	     "{ text 2 | head -n 7; text 8 | head -n 3; } >b2.md; rm b.md");
	assert_histories(sandbox, "a2.md", "20 a2.md", "b2.md", "20 b2.md, 10 b.md");
}

static void the_most_alike_of_several_is_chosen(void **state)
{
	const struct sandbox *sandbox = *state;
	step(sandbox, 10, "text 1 >old1; { text 1 | head -n 7; text 2 | head -n 3; } >old2");
	step(sandbox, 20,
	     "{ text 1 | head -n 7; text 2 | head -n 3; echo more; } >new1; git rm -q old2;"
	     "{ text 1; echo more; } >new2; git rm -q old1");
	assert_histories(sandbox, "new1", "20 new1, 10 old2", "new2", "20 new2, 10 old1");
}

static void the_most_alike_is_chosen_though_several_bear_the_name(void **state)
{
	const struct sandbox *sandbox = *state;
	step(sandbox, 10,
	     "mkdir -p old/1 old/2; text 1 >old/1/index.md;"
	     "{ text 1 | head -n 7; text 2 | head -n 3; } >old/2/index.md");
	step(sandbox, 20,
	     "mkdir -p new/x; { cat old/2/index.md; echo more; } >new/x/index.md; rm -r old");
	assert_histories(sandbox, "new/x/index.md", "20 new/x/index.md, 10 old/2/index.md");
}

static void a_file_that_is_gone_today_takes_what_was_its_own(void **state)
{
	const struct sandbox *sandbox = *state;
	step(sandbox, 10, "text 1 >a.md; text 2 >b.md; text 3 >z.md");
	step(sandbox, 20,
	     "git mv a.md x.md; { head -n 7 x.md; text 4 | head -n 3; } >y.md;"
	     "git mv b.md w.md; { echo more; text 2; } >v.md");
	step(sandbox, 30, "rm x.md");
	assert_histories(sandbox, "y.md", "20 y.md", "w.md", "20 w.md, 10 b.md", "v.md", "20 v.md");
}

static void a_copy_is_no_rename(void **state)
{
	const struct sandbox *sandbox = *state;
	step(sandbox, 10, "text 1 >a.md; text 2 >z.md");
	step(sandbox, 20, "cp a.md b.md");
	step(sandbox, 30, "cp z.md c.md; echo more >>z.md");
	assert_histories(sandbox, "a.md", "10 a.md", "b.md", "20 b.md", "c.md", "30 c.md", "z.md",
	                 "30 z.md, 10 z.md");
}

static void a_link_in_the_place_of_either_name_does_not_matter(void **state)
{
	const struct sandbox *sandbox = *state;
	step(sandbox, 10, "text 1 >y.md; ln -s y.md x.md; text 2 >a.md");
	step(sandbox, 20, "rm x.md; git mv y.md x.md");
	step(sandbox, 30, "git mv a.md b.md; ln -s b.md a.md");
	assert_histories(sandbox, "x.md", "20 x.md, 10 y.md", "b.md", "30 b.md, 10 a.md");
}

static void equal_texts_keep_their_last_names(void **state)
{
	const struct sandbox *sandbox = *state;
	step(sandbox,
	     10, "for i in 1 2 3; do mkdir -p old/$i; text 1 >old/$i/index.md; text 1 >old/$i.md; done");
	step(sandbox, 20, "git mv old new; git mv new/2.md 2.md; git mv new/3 3");
	assert_histories(sandbox, "new/1/index.md", "20 new/1/index.md, 10 old/1/index.md",
	                 "new/2/index.md", "20 new/2/index.md, 10 old/2/index.md", "3/index.md",
	                 "20 3/index.md, 10 old/3/index.md", "new/1.md", "20 new/1.md, 10 old/1.md",
	                 "2.md", "20 2.md, 10 old/2.md", "new/3.md", "20 new/3.md, 10 old/3.md");
}

static void empty_files_are_no_signs_of_each_other(void **state)
{
	const struct sandbox *sandbox = *state;
	step(sandbox, 10, ": >a; mkdir d; : >d/.keep");
	step(sandbox, 20, "rm a d/.keep; : >b; mkdir e; : >e/.keep");
	assert_histories(sandbox, "b", "20 b", "e/.keep", "20 e/.keep, 10 d/.keep");
}

static void a_name_taken_over_by_another_file_is_not_mixed_up(void **state)
{
	const struct sandbox *sandbox = *state;
	step(sandbox, 10, "text 1 >a.md; text 2 >b.md");
	step(sandbox, 20, "git mv a.md c.md");
	step(sandbox, 30, "git mv b.md a.md");
	step(sandbox, 40, "text 3 >b.md; sed -i 's/line 3/changed/' a.md c.md");
	assert_histories(sandbox, "a.md", "40 a.md, 30 a.md, 10 b.md", "c.md",
	                 "40 c.md, 20 c.md, 10 a.md", "b.md", "40 b.md");
}

static void three_names_may_go_round(void **state)
{
	const struct sandbox *sandbox = *state;
	step(sandbox, 10, "text 1 >a; text 2 >b; text 3 >c");
	step(sandbox, 20, "git mv a t");
	step(sandbox, 30, "git mv b a");
	step(sandbox, 40, "git mv c b");
	step(sandbox, 50, "git mv t c");
	assert_histories(sandbox, "a", "30 a, 10 b", "b", "40 b, 10 c", "c", "50 c, 20 t, 10 a");
}

static void a_path_once_renamed_away_and_made_anew_begins_anew(void **state)
{
	const struct sandbox *sandbox = *state;
	step(sandbox, 10, "text 1 >a");
	step(sandbox, 20, "git mv a b");
	step(sandbox, 30, "text 2 >a");
	step(sandbox, 40, "rm a");
	step(sandbox, 50, "text 3 >x");
	step(sandbox, 60, "git mv x a");
	assert_histories(sandbox, "a", "60 a, 50 x", "b", "20 b, 10 a");
}

static void a_merge_brings_only_what_none_of_its_parents_has(void **state)
{
	const struct sandbox *sandbox = *state;
	step(sandbox, 10, "text 1 >a.md; text 2 >b.md; text 3 >c.md");
	step(sandbox, 20, "git checkout -q -b side; text 4 >a.md; { echo top; text 3; } >c.md");
	step(sandbox, 30, "git checkout -q main; text 5 >b.md; { text 3; echo end; } >c.md");
	step(sandbox, 40, "git merge -q --no-commit --no-ff side >/dev/null; text 6 >new.md");
	step(sandbox, 50, "text 7 >b.md");
	assert_histories(sandbox, "a.md", "20 a.md, 10 a.md", "b.md", "50 b.md, 30 b.md, 10 b.md",
	                 "c.md", "40 c.md, 30 c.md, 20 c.md, 10 c.md", "new.md", "40 new.md");
}

static void two_roots_are_two_beginnings(void **state)
{
	const struct sandbox *sandbox = *state;
	step(sandbox, 10, "text 1 >a.md");
	step(sandbox, 20, "git checkout -q --orphan other; git rm -rfq .; text 2 >b.md");
	step(sandbox, 30,
	     "git checkout -q main; git merge -q --no-commit --allow-unrelated-histories other");
	assert_histories(sandbox, "a.md", "10 a.md", "b.md", "20 b.md");
}

static void a_branch_that_does_not_know_the_new_name_is_followed_by_the_old(void **state)
{
	const struct sandbox *sandbox = *state;
	step(sandbox, 10, "text 1 >a.md; text 2 >z.md");
	step(sandbox, 20, "git checkout -q -b side; sed -i 's/line 2/side/' a.md");
	step(sandbox, 30, "git checkout -q main; git mv a.md b.md");
	step(sandbox, 40, "sed -i 's/line 9/main/' b.md");
	step(sandbox, 50, "git merge -q --no-commit --no-ff side >/dev/null");
	assert_histories(sandbox, "b.md", "50 b.md, 40 b.md, 30 b.md, 20 a.md, 10 a.md", "z.md",
	                 "10 z.md");
}

static void a_rename_on_a_branch_meets_the_old_name_on_the_other(void **state)
{
	const struct sandbox *sandbox = *state;
	step(sandbox, 10, "text 1 >a.md; text 2 >z.md");
	step(sandbox, 20, "git checkout -q -b side; git mv a.md b.md");
	step(sandbox, 30, "sed -i 's/line 9/side/' b.md");
	step(sandbox, 40, "git checkout -q main; sed -i 's/line 2/main/' a.md");
	step(sandbox, 50, "git merge -q --no-commit --no-ff side >/dev/null");
	assert_histories(sandbox, "b.md", "50 b.md, 40 a.md, 30 b.md, 20 b.md, 10 a.md");
}

static void a_rename_made_in_a_merge_is_followed(void **state)
{
	const struct sandbox *sandbox = *state;
	step(sandbox, 10, "mkdir old; text 1 >old/a.md; text 2 >old/z.md");
	step(sandbox, 20, "git checkout -q -b side; text 3 >old/new.md");
	step(sandbox, 30, "git checkout -q main; git mv old moved");
	/* git moves what the branch added into the folder's new place. */
	step(sandbox, 40,
	     "git -c merge.directoryRenames=true merge -q --no-commit --no-ff side >/dev/null;"
	     "test -f moved/new.md");
	assert_histories(sandbox, "moved/new.md", "40 moved/new.md, 20 old/new.md", "moved/a.md",
	                 "30 moved/a.md, 10 old/a.md");
}

static void branches_that_never_saw_a_rename_keep_their_own_names(void **state)
{
	const struct sandbox *sandbox = *state;
	/* On main a.md becomes c.md and a new a.md is made; side only ever knew the first one. */
	step(sandbox, 10, "text 1 >a.md");
	step(sandbox, 20, "git branch side; git mv a.md c.md");
	step(sandbox, 30, "text 2 >a.md");
	step(sandbox, 40, "git checkout -q side; text 3 >s.md");
	step(sandbox, 50, "git checkout -q main; git merge -q --no-commit --no-ff side >/dev/null");
	assert_histories(sandbox, "a.md", "30 a.md", "c.md", "20 c.md, 10 a.md", "s.md", "40 s.md");
}

static void a_file_kept_on_one_branch_and_renamed_on_the_other_keeps_its_beginning(void **state)
{
	const struct sandbox *sandbox = *state;
	step(sandbox, 10, "text 1 >a.md; text 2 >z.md");
	step(sandbox, 20, "git checkout -q -b side; git mv a.md b.md");
	step(sandbox, 30, "git checkout -q main; text 3 >z.md");
	step(sandbox, 40, "git merge -q --no-commit --no-ff side >/dev/null; text 1 >a.md");
	assert_histories(sandbox, "a.md", "10 a.md", "b.md", "20 b.md");
}

static void two_files_made_one_in_a_merge_bring_each_commit_once(void **state)
{
	const struct sandbox *sandbox = *state;
	step(sandbox, 10, "text 1 >a.md; { text 1 | head -n 7; text 2 | head -n 3; } >b.md");
	step(sandbox, 20, "git checkout -q -b side; git mv a.md p.md; git rm -q b.md");
	step(sandbox, 30, "git checkout -q main; git mv b.md p.md; git rm -q a.md");
	step(sandbox, 40,
	     "git merge -q --no-commit --no-ff side >/dev/null || :;"
	     "git rm -rfq --cached .; rm -f *; { text 1; text 2; } >p.md");
	assert_histories(sandbox, "p.md", "40 p.md, 30 p.md, 20 p.md, 10 a.md");
}

static void an_earlier_owner_of_the_new_name_is_not_mixed_in(void **state)
{
	const struct sandbox *sandbox = *state;
	step(sandbox, 10, "text 1 >a.md; text 2 >b.md");
	step(sandbox, 20, "git checkout -q -b side; text 3 >s.md");
	step(sandbox, 30, "git checkout -q main; rm b.md");
	step(sandbox, 40, "git mv a.md b.md");
	step(sandbox, 50,
	     "git merge -q --no-commit --no-ff side >/dev/null || :; git checkout -q main -- b.md");
	assert_histories(sandbox, "b.md", "40 b.md, 10 a.md");
}

static void a_merge_of_forty_branches_is_one_merge(void **state)
{
	const struct sandbox *sandbox = *state;
	step(sandbox, 10, "text 0 >a.md");
	step_alone(
	        sandbox, 20,
	        "for b in $(seq 40); do git checkout -q -b b$b main; text $b >f$b.md; git add -A;"
	        "git commit -q -m x; done; git checkout -q main");
	step_alone(
	        sandbox, 30,
	        "for b in $(seq 40); do git checkout -q b$b -- f$b.md; done; t=$(git write-tree);"
	        "git update-ref refs/heads/main $(git commit-tree -m x -p main $(seq -f '-p b%.0f' "
	        "40) "
	        "$t)");
	assert_histories(sandbox, "a.md", "10 a.md", "f1.md", "20 f1.md", "f40.md", "20 f40.md");
}

enum { MANY = 9000 };

static void a_folder_of_thousands_that_moves_keeps_its_histories(void **state)
{
	const struct sandbox *sandbox = *state;
	GString *stream = g_string_new(NULL);
	stream_commit(stream, 10);
	for (unsigned i = 0; i < MANY; i++) {
		g_autofree char *text = make_text(i, 6);
		g_autofree char *path = g_strdup_printf("old/%u/n%u.md", i % 90, i);
		stream_file(stream, path, text);
	}
	stream_commit(stream, 20);
	g_string_append(stream, "R old new\n");
	/* And once more, each with a line added, so that none is found by its whole text. */
	stream_commit(stream, 30);
	g_string_append(stream, "D new\n");
	for (unsigned i = 0; i < MANY; i++) {
		g_autofree char *text = make_text(i, 6);
		g_autofree char *longer = g_strdup_printf("%smore\n", text);
		g_autofree char *path = g_strdup_printf("newest/%u/n%u.md", i % 90, i);
		stream_file(stream, path, longer);
	}
	import(sandbox, stream);
	gint64 start = g_get_monotonic_time();
	struct reading reading = reading_make(sandbox, "r", false);
	assert_non_null(reading.history);
	/* Far from tight: a quadratic search would compare 81,000,000 pairs. */
	assert_true(g_get_monotonic_time() - start < 30 * G_USEC_PER_SEC);
	assert_int_equal(reading.files.count, MANY);
	for (size_t i = 0; i < reading.files.count; i++) {
		const char *rest = reading.files.items[i].path + strlen("newest/");
		g_autofree char *expected =
		        g_strdup_printf("30 newest/%s, 20 new/%s, 10 old/%s", rest, rest, rest);
		g_autofree char *text = print_history(history_of(reading.history, i));
		assert_string_equal(text, expected);
	}
	reading_clear(&reading);
}

static void renames_too_many_to_compare_are_given_up(void **state)
{
	const struct sandbox *sandbox = *state;
	GString *stream = g_string_new(NULL);
	stream_commit(stream, 10);
	for (unsigned i = 0; i < 300; i++) {
		g_autofree char *text = make_text(i, 6);
		g_autofree char *path = g_strdup_printf("old%u.md", i);
		stream_file(stream, path, text);
	}
	stream_commit(stream, 20);
	g_string_append(stream, "deleteall\n");
	for (unsigned i = 0; i < 300; i++) {
		g_autofree char *text = make_text(i, 7);
		g_autofree char *path = g_strdup_printf("new%u.md", i);
		stream_file(stream, path, text);
	}
	import(sandbox, stream);
	assert_histories(sandbox, "new7.md", "20 new7.md");
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        CASE(a_renamed_file_keeps_its_history),
	        CASE(a_text_less_than_half_alike_is_another_file),
	        CASE(the_most_alike_of_several_is_chosen),
	        CASE(the_most_alike_is_chosen_though_several_bear_the_name),
	        CASE(a_file_that_is_gone_today_takes_what_was_its_own),
	        CASE(a_copy_is_no_rename),
	        CASE(a_link_in_the_place_of_either_name_does_not_matter),
	        CASE(equal_texts_keep_their_last_names),
	        CASE(empty_files_are_no_signs_of_each_other),
	        CASE(a_name_taken_over_by_another_file_is_not_mixed_up),
	        CASE(three_names_may_go_round),
	        CASE(a_path_once_renamed_away_and_made_anew_begins_anew),
	        CASE(a_merge_brings_only_what_none_of_its_parents_has),
	        CASE(two_roots_are_two_beginnings),
	        CASE(a_branch_that_does_not_know_the_new_name_is_followed_by_the_old),
	        CASE(a_rename_on_a_branch_meets_the_old_name_on_the_other),
	        CASE(a_rename_made_in_a_merge_is_followed),
	        CASE(branches_that_never_saw_a_rename_keep_their_own_names),
	        CASE(a_file_kept_on_one_branch_and_renamed_on_the_other_keeps_its_beginning),
	        CASE(two_files_made_one_in_a_merge_bring_each_commit_once),
	        CASE(an_earlier_owner_of_the_new_name_is_not_mixed_in),
	        CASE(a_merge_of_forty_branches_is_one_merge),
	        CASE(a_folder_of_thousands_that_moves_keeps_its_histories),
	        CASE(renames_too_many_to_compare_are_given_up),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
