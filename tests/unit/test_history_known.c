/* SPDX-License-Identifier: MIT */
/*
 * Histories of which an earlier build knows something: what is read again, and that it makes no
 * difference. step() has the store learn each commit; learn() compares with a fresh walk.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <git2.h>

#include "history_cases.h"

/* Reads a repository afresh and with the store; the number of commits that git was asked for. */
static unsigned count_read(const struct sandbox *sandbox, const char *name)
{
	struct reading reading = reading_open(sandbox, name, NULL, false);
	report_write(reading.report, stderr);
	assert_non_null(reading.history);
	unsigned compared = learn(sandbox, &reading);
	reading_clear(&reading);
	return compared;
}

/* Commands in the repository that the store does not hear of. */
static void run(const struct sandbox *sandbox, int seconds, const char *commands)
{
	sandbox_set_time(seconds);
	sandbox_do(sandbox, "r",
	           TEXT "save() { git add -A; git commit -q --allow-empty -m x; }; %s", commands);
}

#define assert_read(sandbox, count) assert_int_equal(count_read(sandbox, "r"), count)

static void commits_on_top_are_all_that_is_read(void **state)
{
	const struct sandbox *sandbox = *state;
	step(sandbox, 10, "text 1 >a.md; text 2 >b.md");
	step(sandbox, 20, "git mv a.md c.md");
	assert_read(sandbox, 0);
	run(sandbox, 30, "text 3 >b.md; save");
	assert_read(sandbox, 1);
	run(sandbox, 40, "git mv c.md d.md; save; text 1 >c.md; save");
	assert_read(sandbox, 2);
	assert_histories(sandbox, "d.md", "40 d.md, 20 c.md, 10 a.md", "c.md", "40 c.md");
}

static void a_branch_that_forked_long_ago_is_read_when_it_is_merged(void **state)
{
	const struct sandbox *sandbox = *state;
	step(sandbox, 10, "text 1 >a.md; text 2 >b.md");
	run(sandbox, 20,
	    "git checkout -q -b side; sed -i 's/line 2/side/' a.md; save; text 5 >s; save");
	run(sandbox, 30, "git checkout -q main; git mv a.md c.md; save");
	run(sandbox, 40, "sed -i 's/line 9/main/' c.md; save");
	assert_read(sandbox, 2);
	run(sandbox, 50, "git merge -q --no-edit side");
	assert_read(sandbox, 3);
	assert_histories(sandbox, "c.md", "50 c.md, 40 c.md, 30 c.md, 20 a.md, 10 a.md");
}

static void a_revert_is_one_commit_more(void **state)
{
	const struct sandbox *sandbox = *state;
	step(sandbox, 10, "text 1 >a.md; text 2 >b.md");
	step(sandbox, 20, "git mv a.md c.md; text 3 >b.md");
	run(sandbox, 30, "git revert --no-edit HEAD >/dev/null");
	assert_read(sandbox, 1);
	assert_histories(sandbox, "a.md", "30 a.md, 20 c.md, 10 a.md", "b.md",
	                 "30 b.md, 20 b.md, 10 b.md");
}

static void what_is_not_walked_is_forgotten(void **state)
{
	const struct sandbox *sandbox = *state;
	step(sandbox, 10, "text 1 >a.md; text 2 >b.md");
	step(sandbox, 20, "git mv a.md c.md; text 3 >b.md");
	step(sandbox, 30, "git mv c.md d.md");
	run(sandbox, 40, "git tag old; git reset -q --hard HEAD~2");
	assert_read(sandbox, 0);
	run(sandbox, 50, "git reset -q --hard old");
	assert_read(sandbox, 2);
}

static void another_branch_costs_what_is_not_shared(void **state)
{
	const struct sandbox *sandbox = *state;
	step(sandbox, 10, "text 1 >a.md; text 2 >b.md");
	run(sandbox, 20, "git checkout -q -b side; git mv a.md s.md; save; save; save");
	step(sandbox, 30, "git checkout -q main; git mv a.md m.md");
	run(sandbox, 40, "git checkout -q side");
	assert_read(sandbox, 3);
	run(sandbox, 50, "git checkout -q main");
	assert_read(sandbox, 1);
}

static void a_history_put_in_the_place_of_another_is_read_whole(void **state)
{
	const struct sandbox *sandbox = *state;
	step(sandbox, 10, "text 1 >a.md; text 2 >b.md");
	step(sandbox, 20, "git mv a.md c.md");
	run(sandbox, 30,
	    "git checkout -q --orphan other; text 4 >b.md; save; git branch -M main; save");
	assert_read(sandbox, 2);
	assert_histories(sandbox, "b.md", "30 b.md", "c.md", "30 c.md");
}

static void a_history_cut_off_and_a_whole_one_are_not_mixed_up(void **state)
{
	const struct sandbox *sandbox = *state;
	step(sandbox, 10, "text 1 >a.md; text 2 >b.md");
	step(sandbox, 20, "text 3 >a.md");
	step(sandbox, 30, "git mv b.md c.md");
	step(sandbox, 40, "text 4 >a.md");
	sandbox_do(sandbox, "", "git clone -q --depth 2 \"file://$PWD/r\" shallow");
	/* Whole, then cut off: only the commit at the cut is another. Then one deeper, then whole. */
	assert_int_equal(count_read(sandbox, "shallow"), 1);
	assert_int_equal(count_read(sandbox, "shallow"), 0);
	sandbox_do(sandbox, "shallow", "git fetch -q --deepen 1");
	assert_int_equal(count_read(sandbox, "shallow"), 2);
	sandbox_do(sandbox, "shallow", "git fetch -q --unshallow");
	assert_int_equal(count_read(sandbox, "shallow"), 2);
	assert_read(sandbox, 0);
}

static void a_commit_made_by_other_means_is_compared_by_its_own_parents(void **state)
{
	const struct sandbox *sandbox = *state;
	/* The same tree twice, after different parents. */
	step(sandbox, 10, "text 1 >a.md; text 2 >b.md");
	step(sandbox, 20, "git mv a.md c.md");
	run(sandbox, 30,
	    "git update-ref refs/heads/main $(git commit-tree -m x -p HEAD~1 'HEAD^{tree}')");
	assert_read(sandbox, 1);
	run(sandbox, 40,
	    "git update-ref refs/heads/main $(git commit-tree -m x -p HEAD 'HEAD^{tree}')");
	assert_read(sandbox, 1);
	assert_histories(sandbox, "c.md", "30 c.md, 10 a.md");
}

/* Takes away all that only older commits have. */
static void old_objects_are_not_asked_for(void **state)
{
	const struct sandbox *sandbox = *state;
	step(sandbox, 10, "mkdir d; text 1 >d/a.md; text 2 >b.md");
	step(sandbox, 20, "git mv d/a.md d/c.md; sed -i 's/line 2/changed/' d/c.md");
	step(sandbox, 30, "text 4 >d/c.md");
	struct reading reading = reading_open(sandbox, "r", NULL, false);
	sandbox_do(sandbox, "r",
	           "for id in HEAD~2 HEAD~1 HEAD~2^{tree} HEAD~1^{tree} HEAD~2:d HEAD~1:d "
	           "HEAD~2:d/a.md HEAD~1:d/c.md; do git rev-parse $id; done >../gone;"
	           "for id in $(cat ../gone); do f=.git/objects/$(echo $id | cut -c1-2)/"
	           "$(echo $id | cut -c3-); rm -f $f; done");
	struct reading after = reading_open(sandbox, "r", NULL, false);
	assert_null(after.history);
	after.history = g_steal_pointer(&reading.history);
	assert_int_equal(learn(sandbox, &after), 0);
	g_autofree char *text = print_history(reading_of(&after, "d/c.md"));
	assert_string_equal(text, "30 d/c.md, 20 d/c.md, 10 d/a.md");
	reading_clear(&after);
	reading_clear(&reading);

	/* A new commit needs its parent's tree, and none before. */
	sandbox_set_time(40);
	sandbox_do(sandbox, "r",
	           "git update-ref refs/heads/main $(git commit-tree -m x -p HEAD $(printf "
	           "'100644 blob %%s\\tz.md\\n' $(git rev-parse HEAD:d/c.md) | git mktree))");
	after = reading_open(sandbox, "r", NULL, false);
	assert_null(after.history);
	enum store_finding finding;
	g_autofree char *path = sandbox_path(sandbox, "facts");
	struct store *store = store_open(path, "tests", &finding);
	after.history = history_read(after.report, after.repository, &after.files, store);
	assert_non_null(after.history);
	assert_int_equal(history_commits_read(after.history), 1);
	g_autofree char *longer = print_history(reading_of(&after, "z.md"));
	assert_string_equal(longer, "40 z.md, 30 d/c.md, 20 d/c.md, 10 d/a.md");
	store_close(store);
	reading_clear(&after);
}

/* ---- rows that are not as they were written */

static struct store *open_facts(const struct sandbox *sandbox)
{
	enum store_finding finding;
	g_autofree char *path = sandbox_path(sandbox, "facts");
	struct store *store = store_open(path, "tests", &finding);
	assert_non_null(store);
	return store;
}

static void commit_id(const struct sandbox *sandbox, const char *name, git_oid *out)
{
	g_autofree char *text = sandbox_run(sandbox, "r", "git rev-parse %s", name);
	assert_int_equal(git_oid_fromstr(out, text), 0);
}

static void a_row_that_cannot_be_unpacked_is_made_anew(void **state)
{
	const struct sandbox *sandbox = *state;
	git_oid id;
	step(sandbox, 10, "text 1 >a.md; text 2 >b.md");
	step(sandbox, 20, "git mv a.md c.md; text 3 >b.md");
	step(sandbox, 30, "text 4 >c.md");
	commit_id(sandbox, "HEAD~1", &id);
	g_autoptr(GByteArray) row = g_byte_array_new();
	struct store *store = open_facts(sandbox);
	assert_true(store_get(store, STORE_COMMIT, id.id, sizeof id.id, row));
	store_close(store);
	assert_true(row->len > 60);
	for (unsigned length = 0; length < row->len; length += 9) {
		store = open_facts(sandbox);
		assert_true(store_put(store, STORE_COMMIT, id.id, sizeof id.id, row->data, length));
		assert_true(store_put(store, STORE_COMMIT, "other", 5, row->data, length));
		assert_true(store_publish(store));
		store_close(store);
		assert_read(sandbox, 1);
		assert_read(sandbox, 0);
	}
	store = open_facts(sandbox);
	assert_false(store_get(store, STORE_COMMIT, "other", 5, row));
	store_close(store);
}

static void a_row_damaged_in_the_file_is_made_anew(void **state)
{
	const struct sandbox *sandbox = *state;
	git_oid tree;
	step(sandbox, 10, "text 1 >a.md; text 2 >b.md");
	step(sandbox, 20, "git mv a.md c.md; text 3 >b.md");
	step(sandbox, 30, "text 4 >c.md");
	commit_id(sandbox, "HEAD~1^{tree}", &tree);
	g_autofree char *path = sandbox_path(sandbox, "facts");
	g_autofree char *bytes = NULL;
	gsize length;
	assert_true(g_file_get_contents(path, &bytes, &length, NULL));
	char *found = memmem(bytes, length, tree.id, sizeof tree.id);
	assert_non_null(found);
	found[0] ^= 1;
	assert_true(g_file_set_contents(path, bytes, (gssize)length, NULL));
	/* The sweep stops there; the row behind it is found by name. */
	assert_read(sandbox, 1);
	assert_read(sandbox, 0);
	assert_histories(sandbox, "c.md", "30 c.md, 20 c.md, 10 a.md");
}

static void what_texts_missing_here_would_tell_is_not_kept(void **state)
{
	const struct sandbox *sandbox = *state;
	step(sandbox, 10, "text 1 >a.md; text 2 >b.md");
	run(sandbox, 20, "git mv b.md b2.md; echo more >>b2.md; save");
	sandbox_do(sandbox, "r", "git config uploadpack.allowFilter true");
	sandbox_do(sandbox, "", "git clone -q --bare --filter=blob:none \"file://$PWD/r\" blobless");
	assert_int_equal(count_read(sandbox, "blobless"), 1);
	assert_int_equal(count_read(sandbox, "blobless"), 1);
	/* Where the texts are it is known, and that is not taken for what a partial clone tells. */
	assert_read(sandbox, 1);
	assert_read(sandbox, 0);
	assert_int_equal(count_read(sandbox, "blobless"), 1);
}

enum { ENORMOUS = 100 * 1000 };

static void a_commit_of_a_hundred_thousand_files_is_known_too(void **state)
{
	const struct sandbox *sandbox = *state;
	GString *stream = g_string_new("blob\nmark :1\ndata 2\nx\n\n");
	stream_commit(stream, 10);
	for (unsigned i = 0; i < ENORMOUS; i++)
		g_string_append_printf(stream, "M 100644 :1 old/%u/n%u.md\n", i % 300, i);
	stream_commit(stream, 20);
	g_string_append(stream, "R old new\n");
	import(sandbox, stream);
	struct reading reading = reading_make(sandbox, "r", false);
	assert_int_equal(reading.files.count, ENORMOUS);
	for (size_t i = 0; i < reading.files.count; i++) {
		struct file_history history = history_of(reading.history, i);
		assert_int_equal(history.count, 2);
		assert_string_equal(history.versions[0].path + 3, history.versions[1].path + 3);
	}
	reading_clear(&reading);
	g_autofree char *path = sandbox_path(sandbox, "facts");
	GStatBuf status;
	assert_int_equal(g_stat(path, &status), 0);
	/* A change and a rename; without the paths' common beginnings it would be 14 MB. */
	assert_true(status.st_size < 100 * ENORMOUS);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        CASE(commits_on_top_are_all_that_is_read),
	        CASE(a_branch_that_forked_long_ago_is_read_when_it_is_merged),
	        CASE(a_revert_is_one_commit_more),
	        CASE(what_is_not_walked_is_forgotten),
	        CASE(another_branch_costs_what_is_not_shared),
	        CASE(a_history_put_in_the_place_of_another_is_read_whole),
	        CASE(a_history_cut_off_and_a_whole_one_are_not_mixed_up),
	        CASE(a_commit_made_by_other_means_is_compared_by_its_own_parents),
	        CASE(old_objects_are_not_asked_for),
	        CASE(a_row_that_cannot_be_unpacked_is_made_anew),
	        CASE(a_row_damaged_in_the_file_is_made_anew),
	        CASE(what_texts_missing_here_would_tell_is_not_kept),
	        CASE(a_commit_of_a_hundred_thousand_files_is_known_too),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
