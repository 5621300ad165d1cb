/* SPDX-License-Identifier: MIT */
/*
 * What the tests of histories share: making one commit by commit, and writing it down in a line.
 *
 * Every history is read three times: afresh, with what the sandbox's store knows from the commits
 * before, and with what it knows then. All three must be the same.
 */
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

/* A repository with its list and history. */
struct reading {
	struct report *report;
	struct repository *repository;
	struct source_files files;
	struct history *history;
};

static inline void assert_same_histories(const struct source_files *files, const struct history *a,
                                         const struct history *b)
{
	assert_int_equal(history_commit_count(a), history_commit_count(b));
	for (size_t i = 0; i < files->count; i++) {
		struct file_history first = history_of(a, i);
		struct file_history second = history_of(b, i);
		assert_int_equal(first.count, second.count);
		for (unsigned j = 0; j < first.count; j++) {
			const struct version *x = &first.versions[j];
			const struct version *y = &second.versions[j];
			assert_memory_equal(&x->blob, &y->blob, sizeof x->blob);
			assert_memory_equal(&x->commit->id, &y->commit->id, sizeof x->commit->id);
			assert_int_equal(x->commit->seconds, y->commit->seconds);
			assert_string_equal(x->path, y->path);
		}
	}
}

/*
 * Reads the history with what the store knows, compares it with the fresh one, and keeps what it
 * learned. Returns how many commits were read from git.
 */
static inline unsigned learn(const struct sandbox *sandbox, const struct reading *reading)
{
	enum store_finding finding;
	g_autofree char *path = sandbox_path(sandbox, "facts");
	struct store *store = store_open(path, "tests", &finding);
	if (store == NULL) {
		assert_int_equal(finding, STORE_MISSING);
		store = store_create(path, "tests");
	}
	assert_non_null(store);
	struct history *history =
	        history_read(reading->report, reading->repository, &reading->files, store);
	assert_non_null(history);
	assert_same_histories(&reading->files, reading->history, history);
	assert_true(history_keep(history, store));
	assert_true(store_publish(store));
	store_close(store);
	unsigned compared = history_commits_read(history);
	history_free(history);
	return compared;
}

static inline struct reading reading_open(const struct sandbox *sandbox, const char *name,
                                          const char *ref, bool worktree)
{
	struct reading reading = {.report = report_new()};
	g_autofree char *path = sandbox_path(sandbox, name);
	reading.repository = repository_open(reading.report, path, ref, worktree);
	if (reading.repository != NULL &&
	    repository_list(reading.report, reading.repository, &reading.files))
		reading.history =
		        history_read(reading.report, reading.repository, &reading.files, NULL);
	return reading;
}

static inline struct reading reading_make_at(const struct sandbox *sandbox, const char *name,
                                             const char *ref, bool worktree)
{
	struct reading reading = reading_open(sandbox, name, ref, worktree);
	if (reading.history != NULL) {
		learn(sandbox, &reading);
		/* What a partial clone lacks is looked for each time. */
		if (learn(sandbox, &reading) != 0 && strcmp(name, "blobless") != 0)
			fail_msg("a known commit was read again");
	}
	return reading;
}

static inline struct reading reading_make(const struct sandbox *sandbox, const char *name,
                                          bool worktree)
{
	return reading_make_at(sandbox, name, NULL, worktree);
}

static inline void reading_clear(struct reading *reading)
{
	history_free(reading->history);
	repository_close(reading->repository);
	report_free(reading->report);
}

/* Lets the store know what is there after a step, as a build after each commit would. */
static inline void learn_step(const struct sandbox *sandbox)
{
	struct reading reading = reading_open(sandbox, "r", NULL, false);
	if (reading.history != NULL)
		learn(sandbox, &reading);
	reading_clear(&reading);
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
	learn_step(sandbox);
}

/* The same, but the commands make the commit themselves. */
static inline void step_alone(const struct sandbox *sandbox, int seconds, const char *commands)
{
	sandbox_set_time(seconds);
	sandbox_do(sandbox, "r", TEXT "%s", commands);
	learn_step(sandbox);
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
