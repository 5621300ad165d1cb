/* SPDX-License-Identifier: MIT */
/*
 * A folder of its own for each test, in which git makes repositories that are the same every time:
 * fixed names, fixed dates, no settings of the user or the machine.
 */
#ifndef TESTS_GIT_SANDBOX_H
#define TESTS_GIT_SANDBOX_H

#include <glib.h>
#include <glib/gstdio.h>
#include <stdarg.h>
#include <stdlib.h>
#include <string.h>

#include "base/report.h"

struct sandbox {
	char *folder; /* absolute, without links, as git prints it */
};

static inline void sandbox_remove_home(void)
{
	g_autofree char *settings = g_build_filename(g_getenv("HOME"), ".gitconfig", NULL);
	g_unlink(settings);
	g_rmdir(g_getenv("HOME"));
}

/* One home for the whole program, because libgit2 looks only once where the user's settings are. */
static inline void sandbox_make_home(void)
{
	static char *home;
	if (home != NULL)
		return;
	home = g_dir_make_tmp("sandbox-home-XXXXXX", NULL);
	g_assert_nonnull(home);
	g_setenv("HOME", home, TRUE);
	g_setenv("XDG_CONFIG_HOME", home, TRUE);
	atexit(sandbox_remove_home);
}

static inline void sandbox_set_environment(void)
{
	/* A test may run inside a git hook, which points git at another repository. */
	static const char *const unwanted[] = {
	        "GIT_DIR",        "GIT_WORK_TREE", "GIT_INDEX_FILE",         "GIT_OBJECT_DIRECTORY",
	        "GIT_COMMON_DIR", "GIT_NAMESPACE", "GIT_CEILING_DIRECTORIES"};
	for (size_t i = 0; i < G_N_ELEMENTS(unwanted); i++)
		g_unsetenv(unwanted[i]);
	sandbox_make_home();
	g_setenv("GIT_CONFIG_GLOBAL", "/dev/null", TRUE);
	g_setenv("GIT_CONFIG_NOSYSTEM", "1", TRUE);
	g_setenv("GIT_AUTHOR_NAME", "Editor", TRUE);
	g_setenv("GIT_AUTHOR_EMAIL", "editor@example.org", TRUE);
	g_setenv("GIT_COMMITTER_NAME", "Editor", TRUE);
	g_setenv("GIT_COMMITTER_EMAIL", "editor@example.org", TRUE);
	g_setenv("LC_ALL", "C", TRUE);
	g_setenv("TZ", "UTC", TRUE);
}

/* When the commits that follow are made. */
static inline void sandbox_set_time(int64_t seconds)
{
	g_autofree char *date = g_strdup_printf("@%" G_GINT64_FORMAT " +0800", seconds);
	g_setenv("GIT_AUTHOR_DATE", date, TRUE);
	g_setenv("GIT_COMMITTER_DATE", date, TRUE);
}

static inline struct sandbox sandbox_make(void)
{
	g_autofree char *made = g_dir_make_tmp("sandbox-XXXXXX", NULL);
	g_assert_nonnull(made);
	char *real = realpath(made, NULL);
	struct sandbox sandbox = {g_strdup(real)};
	free(real);
	sandbox_set_environment();
	sandbox_set_time(1380000000);
	return sandbox;
}

/* The path of a name in the sandbox; the caller's. */
static inline char *sandbox_path(const struct sandbox *sandbox, const char *name)
{
	return g_build_filename(sandbox->folder, name, NULL);
}

/*
 * Runs a shell command in a folder of the sandbox ("" for its top) and gives what it printed,
 * without the line's end.
 */
static inline char *sandbox_run(const struct sandbox *sandbox, const char *folder,
                                const char *format, ...) G_GNUC_PRINTF(3, 4);
static inline char *sandbox_run(const struct sandbox *sandbox, const char *folder,
                                const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	g_autofree char *command = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	g_autofree char *path = sandbox_path(sandbox, folder);
	char shell[] = "/bin/sh";
	char options[] = "-ec";
	char *argv[] = {shell, options, command, NULL};
	char *output = NULL;
	g_autofree char *errors = NULL;
	int status = -1;
	g_autoptr(GError) error = NULL;
	if (!g_spawn_sync(path, argv, NULL, G_SPAWN_DEFAULT, NULL, NULL, &output, &errors, &status,
	                  &error))
		g_error("%s", error->message);
	if (!g_spawn_check_wait_status(status, NULL))
		g_error("failed: %s\n%s", command, errors);
	g_strchomp(output);
	return output;
}

/* The same for its effect alone. */
#define sandbox_do(...) g_free(sandbox_run(__VA_ARGS__))

static inline void sandbox_write(const struct sandbox *sandbox, const char *name, const char *text)
{
	g_autofree char *path = sandbox_path(sandbox, name);
	g_autofree char *folder = g_path_get_dirname(path);
	g_assert_cmpint(g_mkdir_with_parents(folder, 0755), ==, 0);
	g_assert_true(g_file_set_contents(path, text, -1, NULL));
}

/* Stages everything in `folder` and commits it at a time. */
static inline void sandbox_commit(const struct sandbox *sandbox, const char *folder, int64_t seconds)
{
	sandbox_set_time(seconds);
	sandbox_do(sandbox, folder,
	           "git add -A && git commit -q --allow-empty -m 'at %" G_GINT64_FORMAT "'",
	           seconds);
}

/* A repository `folder` with one commit of a few files. */
static inline void sandbox_make_repository(const struct sandbox *sandbox, const char *folder)
{
	g_autofree char *quoted = g_shell_quote(folder);
	sandbox_do(sandbox, "", "git init -q -b main %s", quoted);
	g_autofree char *first = g_build_filename(folder, "b.md", NULL);
	g_autofree char *second = g_build_filename(folder, "notices/2013/a.md", NULL);
	sandbox_write(sandbox, first, "text of b\n");
	sandbox_write(sandbox, second, "text of a\n");
	sandbox_commit(sandbox, folder, 1380000000);
}

static inline void sandbox_clear(struct sandbox *sandbox)
{
	sandbox_do(sandbox, "", "chmod -R u+rwX . && rm -rf -- \"$PWD\"");
	g_free(sandbox->folder);
}

/* True when exactly one problem was reported, and that is it; prints what there is otherwise. */
static inline bool sandbox_is_only_problem(const struct report *report, const char *id)
{
	if (report->problems->len == 1 &&
	    strcmp(((struct problem *)report->problems->pdata[0])->id, id) == 0)
		return true;
	fprintf(stderr, "expected one problem [%s], got %u:\n", id, report->problems->len);
	report_write(report, stderr);
	return false;
}

/* The text of a report's only problem. */
static inline const char *sandbox_problem_text(const struct report *report)
{
	g_assert_cmpuint(report->problems->len, ==, 1);
	return ((struct problem *)report->problems->pdata[0])->text;
}

/* libgit2 1.5 loses a little memory each time it matches a setting against a pattern. */
const char *__lsan_default_suppressions(void);
const char *__lsan_default_suppressions(void)
{
	return "leak:libpcre2";
}

#endif
