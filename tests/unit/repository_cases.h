/* SPDX-License-Identifier: MIT */
/* What the tests of repositories share: opening one in a sandbox, and looking at its files. */
#ifndef TESTS_REPOSITORY_CASES_H
#define TESTS_REPOSITORY_CASES_H

#include "git_sandbox.h"
#include "source/repository.h"

static inline int set_up(void **state)
{
	struct sandbox *sandbox = g_new(struct sandbox, 1);
	*sandbox = sandbox_make();
	*state = sandbox;
	return 0;
}

static inline int tear_down(void **state)
{
	struct sandbox *sandbox = *state;
	sandbox_clear(sandbox);
	g_free(sandbox);
	return 0;
}

static inline struct repository *open_in(struct report *report, const struct sandbox *sandbox,
                                         const char *name, const char *ref, bool worktree)
{
	g_autofree char *path = sandbox_path(sandbox, name);
	return repository_open(report, path, ref, worktree);
}

/* Fails unless opening reports just that; gives the message. */
static inline char *refusal(const struct sandbox *sandbox, const char *name, const char *ref,
                            bool worktree, const char *id)
{
	g_autoptr(Report) report = report_new();
	g_autoptr(Repository) repository = open_in(report, sandbox, name, ref, worktree);
	assert_null(repository);
	assert_true(sandbox_is_only_problem(report, id));
	assert_int_equal(report->errors, 1);
	return g_strdup(sandbox_problem_text(report));
}

static inline void assert_refused(const struct sandbox *sandbox, const char *name, const char *ref,
                                  const char *id)
{
	g_free(refusal(sandbox, name, ref, false, id));
}

/* As refused, and the message holds `part`. */
static inline void assert_refused_with(const struct sandbox *sandbox, const char *name,
                                       const char *ref, const char *id, const char *part)
{
	g_autofree char *text = refusal(sandbox, name, ref, false, id);
	if (strstr(text, part) == NULL)
		fail_msg("'%s' not in: %s", part, text);
}

/* "path path …", a '*' behind those that are uncommitted. */
static inline char *print_list(struct source_files files)
{
	GString *out = g_string_new(NULL);
	for (size_t i = 0; i < files.count; i++)
		g_string_append_printf(out, "%s%s%s", i == 0 ? "" : " ", files.items[i].path,
		                       files.items[i].uncommitted ? "*" : "");
	return g_string_free(out, FALSE);
}

static inline void assert_lists(struct report *report, struct repository *repository,
                                const char *expected)
{
	struct source_files files;
	assert_true(repository_list(report, repository, &files));
	g_autofree char *list = print_list(files);
	assert_string_equal(list, expected);
}

static inline void assert_opens(const struct sandbox *sandbox, const char *name, const char *ref,
                                const char *expected)
{
	g_autoptr(Report) report = report_new();
	g_autoptr(Repository) repository = open_in(report, sandbox, name, ref, false);
	report_write(report, stderr);
	assert_non_null(repository);
	assert_lists(report, repository, expected);
	assert_int_equal(report->problems->len, 0);
}

static inline void assert_text(struct report *report, const struct repository *repository,
                               const char *path, const char *text)
{
	struct source_bytes bytes;
	const struct source_file *file = repository_find(repository, path);
	assert_non_null(file);
	assert_true(repository_read(report, repository, file, &bytes));
	assert_int_equal(bytes.size, strlen(text));
	assert_string_equal(bytes.bytes, text);
	source_bytes_clear(&bytes);
	assert_null(bytes.bytes);
	source_bytes_clear(&bytes);
}

#endif
