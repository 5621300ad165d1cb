/* SPDX-License-Identifier: MIT */
/* Histories in which something is missing, damaged or made to harm. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <gio/gio.h>

#include "history_cases.h"

/* Does something to the file of a loose object. */
static void spoil(const struct sandbox *sandbox, const char *name, const char *command)
{
	sandbox_do(sandbox, "r",
	           "id=$(git rev-parse %s); f=.git/objects/$(echo $id | cut -c1-2)/$(echo $id | "
	           "cut -c3-);"
	           "chmod u+w $f; %s",
	           name, command);
}

static void damaged_commits_and_folders_are_told(void **state)
{
	const struct sandbox *sandbox = *state;
	static const struct {
		const char *name;
		const char *command;
		const char *id;
	} cases[] = {
	        {"HEAD~1", "rm $f", "repository/missing"},
	        {"HEAD~1", ": >$f", "repository/damaged"},
	        {"HEAD~1", "truncate -s 40 $f", "repository/damaged"},
	        {"HEAD~1", "truncate -s -1 $f", "repository/damaged"},
	        {"HEAD~1", "echo more >>$f", NULL},
	        {"HEAD~1", "head -c 99 /dev/zero >$f", "repository/damaged"},
	        {"HEAD~1", "rm $f; mkdir $f", "repository/damaged"},
	        {"HEAD~1:d", "rm $f", "repository/missing"},
	        {"HEAD~1:d", "truncate -s 20 $f", "repository/damaged"},
	        {"HEAD~1:d/b.md", "rm $f", NULL},
	        {"HEAD~2^{tree}", "truncate -s 20 $f", "repository/damaged"},
	};
	step(sandbox, 10, "mkdir d; text 1 >d/a.md");
	step(sandbox, 20, "text 2 >d/b.md");
	step(sandbox, 30, "text 3 >d/b.md");
	sandbox_do(sandbox, "", "mv r whole");
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		sandbox_do(sandbox, "", "rm -rf r; cp -r whole r");
		spoil(sandbox, cases[i].name, cases[i].command);
		if (cases[i].id != NULL)
			assert_fails(sandbox, "r", cases[i].id);
		else
			assert_histories(sandbox, "d/a.md", "10 d/a.md");
	}
}

/* Writes `length` bytes deflated, as git writes a loose object. */
static void write_deflated(const char *path, const char *bytes, size_t length)
{
	char out[1024];
	gsize taken;
	gsize given;
	g_autoptr(GZlibCompressor) deflater =
	        g_zlib_compressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB, 6);
	assert_int_equal(g_converter_convert(G_CONVERTER(deflater), bytes, length, out, sizeof out,
	                                     G_CONVERTER_INPUT_AT_END, &taken, &given, NULL),
	                 G_CONVERTER_FINISHED);
	g_unlink(path);
	assert_true(g_file_set_contents(path, out, (gssize)given, NULL));
}

static void a_loose_object_that_lies_about_itself_is_told(void **state)
{
	const struct sandbox *sandbox = *state;
#define OBJECT(bytes)                                                                              \
	{                                                                                          \
		bytes, sizeof(bytes) - 1                                                           \
	}
	static const struct {
		const char *bytes;
		size_t length;
	} objects[] = {
	        OBJECT("commit 999999999999\0x"),
	        OBJECT("commit 18446744073709551615\0x"),
	        OBJECT("commit 3\0abcd"),
	        OBJECT("commit 5\0abcd"),
	        OBJECT("commit -1\0x"),
	        OBJECT("commit x\0x"),
	        OBJECT("commit\0x"),
	        OBJECT("commit 1"),
	        OBJECT("thing 1\0x"),
	        OBJECT("blob 1\0x"),
	        OBJECT("commit 0\0"),
	        OBJECT(""),
	};
	step(sandbox, 10, "text 1 >a.md");
	step(sandbox, 20, "text 2 >a.md");
	g_autofree char *name =
	        sandbox_run(sandbox, "r",
	                    "id=$(git rev-parse HEAD~1); echo r/.git/objects/$(echo $id |"
	                    "cut -c1-2)/$(echo $id | cut -c3-)");
	g_autofree char *path = sandbox_path(sandbox, name);
	for (size_t i = 0; i < G_N_ELEMENTS(objects); i++) {
		write_deflated(path, objects[i].bytes, objects[i].length);
		assert_fails(sandbox, "r", "repository/damaged");
	}
}

static void a_commit_whose_lines_make_no_sense_is_told(void **state)
{
	const struct sandbox *sandbox = *state;
	static const char *const commits[] = {"rubbish", "tree 0123\\n", "tree $t",
	                                      "tree $t\\nparent x\\n"};
	step(sandbox, 10, "text 1 >a.md");
	for (size_t i = 0; i < G_N_ELEMENTS(commits); i++) {
		/* git itself makes no child of such a commit, so that is written by hand, too. */
		sandbox_do(sandbox, "r",
		           "t=$(git rev-parse main^{tree});"
		           "put() { git hash-object -t commit -w --stdin --literally; };"
		           "c=$(printf \"%s\" | put);"
		           "c=$(printf \"tree $t\\nparent $c\\nauthor A <a> 1 +0000\\ncommitter A "
		           "<a> 1 +0000\\n"
		           "\\nx\" | put);"
		           "echo $c >.git/refs/heads/main",
		           commits[i]);
		if (i < 3)
			assert_fails(sandbox, "r", "repository/damaged");
		else /* what is no parent line ends the parents */
			assert_histories(sandbox, "a.md", "0 a.md");
	}
}

static void a_commit_without_a_committer_has_no_time(void **state)
{
	const struct sandbox *sandbox = *state;
	static const char *const ends[] = {"",
	                                   "committer",
	                                   "committer \\n",
	                                   "author A <a> 7 +0000\\n\\ncommitter A <a> 7 +0000",
	                                   "committer A <a> later",
	                                   "committer A a 7 +0000\\n"};
	step(sandbox, 10, "text 1 >a.md");
	g_autofree char *tree = sandbox_run(sandbox, "r", "git rev-parse main^{tree}");
	for (size_t i = 0; i < G_N_ELEMENTS(ends); i++) {
		sandbox_do(sandbox, "r",
		           "put() { git hash-object -t commit -w --stdin --literally; };"
		           "c=$(printf 'tree %s\n%s' | put);"
		           "printf 'tree %s\nparent %%s\nauthor A <a> 5 +0000\ncommitter A <a> -5 "
		           "+0000\n\nx' $c"
		           " | put >.git/refs/heads/main",
		           tree, ends[i], tree);
		assert_histories(sandbox, "a.md", "0 a.md");
	}
}

static void a_huge_tree_of_the_past_is_refused(void **state)
{
	const struct sandbox *sandbox = *state;
	step(sandbox, 10, "text 1 >a.md");
	/* Nine levels of ten folders that are one and the same: 1,000,000,000 files. */
	step_alone(sandbox, 20,
	           "id=$(echo x | git hash-object -w --stdin);"
	           "t=$(printf '100644 blob %s\\tx\\n' $id | git mktree);"
	           "for i in $(seq 9); do t=$(for j in $(seq 10); do printf '040000 tree "
	           "%s\\tf%s\\n' $t $j;"
	           "done | git mktree); done; c=$(git commit-tree -m x -p main $t);"
	           "git update-ref refs/heads/main $(git commit-tree -m x -p $c main^{tree})");
	assert_fails(sandbox, "r", "repository/size");
}

/* Names of 64 KB, 256 in each of 20 folders that are one and the same: 320 MB of paths. */
static void names_of_the_past_that_fill_the_memory_are_refused(void **state)
{
	const struct sandbox *sandbox = *state;
	step(sandbox, 10, "text 1 >a.md");
	sandbox_set_time(20);
	sandbox_do(sandbox, "r",
	           "id=$(echo x | git hash-object -w --stdin); long=$(head -c 64000 /dev/zero | tr "
	           "'\\0' x); for i in $(seq 256); do printf '100644 blob %%s\t%%s%%s\n' $id $i "
	           "$long; done >list; t=$(git mktree <list);"
	           "t=$({ git ls-tree main; for i in $(seq 20); do printf '040000 tree "
	           "%%s\\tf%%s\\n' $t "
	           "$i; done; } | git mktree); c=$(git commit-tree -m x -p main $t);"
	           "git update-ref refs/heads/main $(git commit-tree -m x -p $c main^{tree})");
	assert_fails(sandbox, "r", "repository/size");
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        CASE(damaged_commits_and_folders_are_told),
	        CASE(a_loose_object_that_lies_about_itself_is_told),
	        CASE(a_commit_whose_lines_make_no_sense_is_told),
	        CASE(a_commit_without_a_committer_has_no_time),
	        CASE(a_huge_tree_of_the_past_is_refused),
	        CASE(names_of_the_past_that_fill_the_memory_are_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
