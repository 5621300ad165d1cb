/* SPDX-License-Identifier: MIT */
/* Each way in which a repository cannot be opened has a message of its own. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <unistd.h>

#include "repository_cases.h"

static void what_is_no_repository_is_told_apart(void **state)
{
	const struct sandbox *sandbox = *state;
	sandbox_make_repository(sandbox, "r");
	sandbox_do(sandbox, "", "mkdir empty");
	assert_refused(sandbox, "nowhere", NULL, "repository/folder");
	assert_refused(sandbox, "r/b.md", NULL, "repository/folder");
	assert_refused(sandbox, "empty", NULL, "repository/none");
	g_autofree char *top = sandbox_path(sandbox, "r");
	assert_refused_with(sandbox, "r/notices/2013", NULL, "repository/inside", top);
}

static void a_repository_that_moved_away_is_told(void **state)
{
	const struct sandbox *sandbox = *state;
	sandbox_make_repository(sandbox, "r");
	sandbox_do(sandbox, "r", "git worktree add -q ../linked");
	sandbox_do(sandbox, "", "mv r moved");
	assert_refused(sandbox, "linked", NULL, "repository/moved");
	sandbox_write(sandbox, "linked/.git", "rubbish");
	assert_refused(sandbox, "linked", NULL, "repository/moved");
}

static void an_incomplete_repository_is_told(void **state)
{
	const struct sandbox *sandbox = *state;
	sandbox_make_repository(sandbox, "r");
	sandbox_do(sandbox, "", "git clone -q --bare r bare.git");
	const char *parts[] = {"HEAD", "objects", "refs"};
	for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
		sandbox_do(sandbox, "", "rm -rf t b.git && cp -r r t && rm -r t/.git/%s", parts[i]);
		assert_refused(sandbox, "t", NULL, "repository/incomplete");
		sandbox_do(sandbox, "", "cp -r bare.git b.git && rm -r b.git/%s", parts[i]);
		assert_refused(sandbox, "b.git", NULL, "repository/incomplete");
	}
}

static void settings_that_cannot_be_read_are_told(void **state)
{
	const struct sandbox *sandbox = *state;
	sandbox_make_repository(sandbox, "r");
	sandbox_write(sandbox, "r/.git/config", "[[[\n");
	assert_refused(sandbox, "r", NULL, "repository/config");
	sandbox_write(sandbox, "r/.git/config", "[core]\n\tbare = perhaps\n");
	assert_refused(sandbox, "r", NULL, "repository/config");
	sandbox_write(sandbox, "r/.git/config", "[core]\n\tworktree = /nowhere/at/all\n");
	assert_refused(sandbox, "r", NULL, "repository/unreadable");
	sandbox_write(sandbox, "r/.git/config", "[core]\n\trepositoryformatversion = 2\n");
	assert_refused(sandbox, "r", NULL, "repository/version");
}

static void a_sha256_repository_is_told_and_the_advice_works(void **state)
{
	const struct sandbox *sandbox = *state;
	sandbox_do(sandbox, "", "git init -q -b main --object-format=sha256 r");
	sandbox_write(sandbox, "r/b.md", "text of b\n");
	sandbox_commit(sandbox, "r", 1);
	assert_refused_with(sandbox, "r", NULL, "repository/sha256", "git fast-export --all");
	sandbox_do(sandbox, "", "git init -q --bare -b main copy");
	sandbox_do(sandbox, "r", "git fast-export --all | git -C ../copy fast-import --quiet");
	assert_opens(sandbox, "copy", NULL, "b.md");
}

static void an_unknown_extension_is_told_by_name(void **state)
{
	const struct sandbox *sandbox = *state;
	sandbox_make_repository(sandbox, "r");
	sandbox_write(
	        sandbox, "r/.git/config",
	        "[core]\n\trepositoryformatversion = 1\n[extensions]\n\trefStorage = reftable\n");
	assert_refused_with(sandbox, "r", NULL, "repository/extension", "refstorage");
}

static void a_foreign_owner_is_told_and_the_advice_works(void **state)
{
	const struct sandbox *sandbox = *state;
	if (geteuid() != 0) {
		print_message("skipped: only root can give a repository to somebody else\n");
		skip();
	}
	sandbox_make_repository(sandbox, "it's");
	sandbox_do(sandbox, "", "chown -R 65534 \"it's\"");
	const char *names[] = {"it's", "it's/.git"};
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *text = refusal(sandbox, names[i], NULL, false, "repository/owner");
		const char *advice = strstr(text, "git config --global");
		assert_non_null(advice);
		/* What stands between quotes in the message is a command for the shell. */
		g_autofree char *command = g_strndup(advice, strlen(advice) - 1);
		sandbox_do(sandbox, "", "GIT_CONFIG_GLOBAL=\"$HOME/.gitconfig\" %s", command);
		assert_opens(sandbox, names[i], NULL, "b.md notices/2013/a.md");
		sandbox_do(sandbox, "",
		           "echo '[safe]\n\tdirectory = /another' >\"$HOME/.gitconfig\"");
		assert_refused(sandbox, names[i], NULL, "repository/owner");
		sandbox_do(sandbox, "", "rm \"$HOME/.gitconfig\"");
	}
}

static void a_repository_without_a_commit_is_told(void **state)
{
	const struct sandbox *sandbox = *state;
	sandbox_do(sandbox, "", "git init -q -b main r && git init -q --bare bare.git");
	assert_refused(sandbox, "r", NULL, "repository/no-commit");
	assert_refused(sandbox, "r", "HEAD", "repository/no-commit");
	assert_refused(sandbox, "bare.git", NULL, "repository/no-commit");
	assert_refused(sandbox, "bare.git", "main", "repository/ref");
}

static void a_head_that_names_no_branch_is_told_with_one_that_is_there(void **state)
{
	const struct sandbox *sandbox = *state;
	sandbox_make_repository(sandbox, "r");
	sandbox_do(sandbox, "r", "git branch another && git symbolic-ref HEAD refs/heads/mian");
	assert_refused_with(sandbox, "r", NULL, "repository/head", "'main'");
	sandbox_do(sandbox, "r", "git symbolic-ref HEAD refs/heads/entirely-different");
	assert_refused_with(sandbox, "r", NULL, "repository/head", "'another'");
	assert_opens(sandbox, "r", "main", "b.md notices/2013/a.md");
}

static void an_unknown_ref_is_told_with_the_nearest(void **state)
{
	const struct sandbox *sandbox = *state;
	sandbox_make_repository(sandbox, "r");
	sandbox_do(sandbox, "r", "git branch published && git tag v2013");
	assert_refused_with(sandbox, "r", "publishd", "repository/ref", "'published'");
	assert_refused_with(sandbox, "r", "v2031", "repository/ref", "'v2013'");
	assert_refused_with(sandbox, "r", "quite-unlike-anything", "repository/ref",
	                    "git branch -a");
	assert_refused_with(sandbox, "r", "", "repository/ref", "git branch -a");
	assert_refused(sandbox, "r", "a..b", "repository/ref");
	assert_refused(sandbox, "r", "-x", "repository/ref");
	assert_refused(sandbox, "r", "main~7", "repository/ref");
	assert_refused(sandbox, "r", "0123456789012345678901234567890123456789", "repository/ref");
	sandbox_do(sandbox, "", "git clone -q r clone");
	assert_refused_with(sandbox, "clone", "published", "repository/ref", "'origin/published'");
}

static void a_ref_to_something_else_than_a_commit_is_told(void **state)
{
	const struct sandbox *sandbox = *state;
	sandbox_make_repository(sandbox, "r");
	sandbox_do(sandbox, "r", "git tag text HEAD:b.md");
	assert_refused(sandbox, "r", "HEAD^{tree}", "repository/ref-kind");
	assert_refused(sandbox, "r", "HEAD:b.md", "repository/ref-kind");
	assert_refused(sandbox, "r", "text", "repository/ref-kind");
}

static void an_ambiguous_beginning_is_told(void **state)
{
	const struct sandbox *sandbox = *state;
	sandbox_make_repository(sandbox, "r");
	/*
	 * Four digits: among 600 objects two begin alike nearly surely; which is found, not
	 * assumed.
	 */
	sandbox_do(sandbox, "r",
	           "for i in $(seq 600); do echo $i | git hash-object -w --stdin; done >/dev/null");
	g_autofree char *twice =
	        sandbox_run(sandbox, "r",
	                    "git cat-file --batch-all-objects --batch-check | cut -c1-4 "
	                    "| sort | uniq -d | head -n 1");
	assert_int_equal(strlen(twice), 4);
	assert_refused(sandbox, "r", twice, "repository/ambiguous");
}

static void a_ref_that_leads_nowhere_is_told(void **state)
{
	const struct sandbox *sandbox = *state;
	sandbox_make_repository(sandbox, "r");
	sandbox_write(sandbox, "r/.git/refs/heads/lost",
	              "0123456789012345678901234567890123456789\n");
	assert_refused(sandbox, "r", "lost", "repository/broken-ref");
	sandbox_write(sandbox, "r/.git/HEAD", "0123456789012345678901234567890123456789\n");
	assert_refused(sandbox, "r", NULL, "repository/broken-ref");
	sandbox_write(sandbox, "r/.git/HEAD", "rubbish\n");
	assert_refused(sandbox, "r", NULL, "repository/broken-ref");
}

static void a_bare_repository_has_no_work_tree(void **state)
{
	const struct sandbox *sandbox = *state;
	sandbox_make_repository(sandbox, "r");
	sandbox_do(
	        sandbox,
	        "", "git clone -q --bare r bare.git && cp -r bare.git plain.git && rm plain.git/config");
	g_free(refusal(sandbox, "bare.git", NULL, true, "repository/bare"));
	g_free(refusal(sandbox, "plain.git", NULL, true, "repository/bare"));
	g_autoptr(Report) report = report_new();
	g_autoptr(Repository) repository = open_in(report, sandbox, "r/.git", NULL, true);
	assert_non_null(repository);
}

static void objects_that_cannot_be_searched_are_told(void **state)
{
	const struct sandbox *sandbox = *state;
	sandbox_make_repository(sandbox, "r");
	sandbox_do(sandbox, "r", "mkdir .git/objects/info/alternates");
	assert_refused(sandbox, "r", NULL, "repository/objects");
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        CASE(what_is_no_repository_is_told_apart),
	        CASE(a_repository_that_moved_away_is_told),
	        CASE(an_incomplete_repository_is_told),
	        CASE(settings_that_cannot_be_read_are_told),
	        CASE(a_sha256_repository_is_told_and_the_advice_works),
	        CASE(an_unknown_extension_is_told_by_name),
	        CASE(a_foreign_owner_is_told_and_the_advice_works),
	        CASE(a_repository_without_a_commit_is_told),
	        CASE(a_head_that_names_no_branch_is_told_with_one_that_is_there),
	        CASE(an_unknown_ref_is_told_with_the_nearest),
	        CASE(a_ref_to_something_else_than_a_commit_is_told),
	        CASE(an_ambiguous_beginning_is_told),
	        CASE(a_ref_that_leads_nowhere_is_told),
	        CASE(a_bare_repository_has_no_work_tree),
	        CASE(objects_that_cannot_be_searched_are_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
