/* SPDX-License-Identifier: MIT */
/* What the tests of histories share: making one commit by commit, and writing it down in a line. */
#ifndef TESTS_HISTORY_CASES_H
#define TESTS_HISTORY_CASES_H

#include "git_sandbox.h"
#include "source/history.h"

static inline int set_up(void **state)
{
	struct sandbox *sandbox = g_new(struct sandbox, 1);
	*sandbox = sandbox_make();
	sandbox_do(sandbox, "", "git init -q -b main r");
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

/*
 * Runs shell commands in the repository and commits what they left, at `seconds`: that is also the
 * name by which the tests know the commit. In the commands `text N` prints ten lines that are like
 * no others.
 */
#define TEXT "text() { for _l in 1 2 3 4 5 6 7 8 9 10; do echo \"line $_l of text $1\"; done; }; "

static inline void step(const struct sandbox *sandbox, int seconds, const char *commands)
{
	sandbox_set_time(seconds);
	sandbox_do(sandbox, "r", TEXT "%s", commands);
	sandbox_do(sandbox, "r", "git add -A && git commit -q --allow-empty -m 'at %d'", seconds);
}

/* The same, but the commands make the commit themselves. */
static inline void step_alone(const struct sandbox *sandbox, int seconds, const char *commands)
{
	sandbox_set_time(seconds);
	sandbox_do(sandbox, "r", TEXT "%s", commands);
}

/* A repository with its list and history. */
struct reading {
	struct report *report;
	struct repository *repository;
	struct source_files files;
	struct history *history;
};

static inline struct reading reading_make(const struct sandbox *sandbox, const char *name,
                                          bool worktree)
{
	struct reading reading = {.report = report_new()};
	g_autofree char *path = sandbox_path(sandbox, name);
	reading.repository = repository_open(reading.report, path, NULL, worktree);
	if (reading.repository != NULL &&
	    repository_list(reading.report, reading.repository, &reading.files))
		reading.history = history_read(reading.report, reading.repository, &reading.files, NULL);
	return reading;
}

static inline void reading_clear(struct reading *reading)
{
	history_free(reading->history);
	repository_close(reading->repository);
	report_free(reading->report);
}

static inline struct file_history reading_of(const struct reading *reading, const char *path)
{
	const struct source_file *file = repository_find(reading->repository, path);
	assert_non_null(file);
	return history_of(reading->history, (size_t)(file - reading->files.items));
}

/* "SECONDS PATH, SECONDS PATH, …", newest first. */
static inline char *print_history(struct file_history history)
{
	GString *out = g_string_new(NULL);
	for (unsigned i = 0; i < history.count; i++)
		g_string_append_printf(out, "%s%" G_GINT64_FORMAT " %s", i == 0 ? "" : ", ",
		                       history.versions[i].commit->seconds,
		                       history.versions[i].path);
	return g_string_free(out, FALSE);
}

/* `expected`: path and history by turns, NULL at the end. */
static inline void assert_histories_in(const struct sandbox *sandbox, const char *name,
                                       const char *const *expected)
{
	struct reading reading = reading_make(sandbox, name, false);
	report_write(reading.report, stderr);
	assert_non_null(reading.history);
	for (size_t i = 0; expected[i] != NULL; i += 2) {
		g_autofree char *text = print_history(reading_of(&reading, expected[i]));
		if (strcmp(text, expected[i + 1]) != 0)
			fail_msg("%s: expected %s, got %s", expected[i], expected[i + 1], text);
	}
	reading_clear(&reading);
}

#define assert_histories(sandbox, ...)                                                             \
	assert_histories_in(sandbox, "r", (const char *const[]){__VA_ARGS__, NULL})

static inline void assert_fails(const struct sandbox *sandbox, const char *name, const char *id)
{
	struct reading reading = reading_make(sandbox, name, false);
	assert_non_null(reading.repository);
	assert_null(reading.history);
	assert_true(sandbox_is_only_problem(reading.report, id));
	reading_clear(&reading);
}

/* Feeds a stream to git fast-import. */
static inline void import(const struct sandbox *sandbox, GString *stream)
{
	sandbox_write(sandbox, "stream", stream->str);
	sandbox_do(sandbox, "r", "git fast-import --quiet <../stream");
	g_string_free(stream, TRUE);
}

static inline void stream_commit(GString *stream, int seconds)
{
	g_string_append_printf(
	        stream, "commit refs/heads/main\ncommitter E <e@x> %d +0000\ndata 1\nx\n", seconds);
}

static inline void stream_file(GString *stream, const char *path, const char *text)
{
	g_string_append_printf(stream, "M 100644 inline %s\ndata %zu\n%s\n", path, strlen(text),
	                       text);
}

static inline char *make_text(unsigned number, unsigned lines)
{
	GString *out = g_string_new(NULL);
	for (unsigned i = 0; i < lines; i++)
		g_string_append_printf(out, "%08x %08x\n", number * 2654435761u + i * 40503u,
		                       number ^ (i << 20));
	return g_string_free(out, FALSE);
}

#endif
