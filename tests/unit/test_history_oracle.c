/* SPDX-License-Identifier: MIT */
/*
 * Random histories, compared with what git itself tells of them: which commits changed a path, and
 * in which order.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "history_cases.h"

/* A text's number and n times LONGER is that text with n lines more. */
enum { PATHS = 24, HEADS = 5, COMMITS = 60, LONGER = 1 << 16, OTHERS = 160 };

/* A commit of a random history: the text of each path, 0 for none. */
struct random_tree {
	unsigned texts[PATHS];
};

struct random_history {
	GRand *random;
	GString *stream;
	struct random_tree trees[COMMITS * 2];
	unsigned count; /* commits have the marks 1 to count */
	unsigned texts;
	bool has_renames;
	bool has_others; /* files that never change, between those that do */
};

static char *random_path(unsigned path)
{
	static const char *const folders[] = {"", "d/", "d/e/", "d.x/", "d/e/f/", "z/"};
	return g_strdup_printf("%s%u.md", folders[path % 6], path / 6);
}

static unsigned pick(struct random_history *history, unsigned below)
{
	return (unsigned)g_rand_int_range(history->random, 0, (gint32)below);
}

static unsigned add_commit(struct random_history *history, const unsigned *parents,
                           unsigned parent_count, const struct random_tree *tree)
{
	unsigned mark = ++history->count;
	/* Mostly in order, sometimes anything; never twice the same. */
	unsigned seconds =
	        pick(history, 10) < 3 ? pick(history, 50) * 1000 + mark : 1000000 + mark * 10;
	g_string_append_printf(
	        history->stream,
	        "commit refs/heads/c%u\nmark :%u\ncommitter E <e@x> %u +0000\ndata 1\nx\n", mark,
	        mark, seconds);
	for (unsigned i = 0; i < parent_count; i++)
		g_string_append_printf(history->stream, "%s :%u\n", i == 0 ? "from" : "merge",
		                       parents[i]);
	g_string_append(history->stream, "deleteall\n");
	for (unsigned path = 0; path < PATHS; path++) {
		if (tree->texts[path] == 0)
			continue;
		g_autofree char *text =
		        make_text(tree->texts[path] % LONGER, 10 + tree->texts[path] / LONGER);
		g_autofree char *name = random_path(path);
		stream_file(history->stream, name, text);
	}
	for (unsigned i = 0; history->has_others && i < OTHERS; i++) {
		g_autofree char *name =
		        g_strdup_printf("%s%u.%02u.md", i % 2 == 0 ? "" : "d/", i / 2 % 4, i / 8);
		stream_file(history->stream, name, "other\n");
	}
	history->trees[mark] = *tree;
	return mark;
}

static void rename_one(struct random_history *history, struct random_tree *tree)
{
	unsigned from = pick(history, PATHS);
	unsigned to = pick(history, PATHS);
	if (from == to || tree->texts[from] == 0)
		return;
	tree->texts[to] = tree->texts[from] + pick(history, 3) * LONGER;
	tree->texts[from] = 0;
}

static struct random_tree change_tree(struct random_history *history, unsigned from)
{
	struct random_tree tree = from == 0 ? (struct random_tree){{0}} : history->trees[from];
	for (unsigned times = pick(history, 3) + 1; times > 0; times--) {
		if (history->has_renames && pick(history, 2) == 0)
			rename_one(history, &tree);
		unsigned path = pick(history, PATHS);
		bool is_removed = tree.texts[path] != 0 && pick(history, 4) == 0;
		tree.texts[path] = is_removed ? 0 : ++history->texts;
	}
	return tree;
}

static struct random_tree merge_trees(struct random_history *history, const unsigned *parents,
                                      unsigned count)
{
	struct random_tree tree = {{0}};
	for (unsigned path = 0; path < PATHS; path++) {
		tree.texts[path] = history->trees[parents[pick(history, count)]].texts[path];
		if (tree.texts[path] != 0 && pick(history, 12) == 0)
			tree.texts[path] = ++history->texts;
	}
	return tree;
}

/* Merges the last `count` heads into the first of them. */
static void merge_heads(struct random_history *history, unsigned *heads, unsigned *head_count,
                        unsigned count)
{
	unsigned first = *head_count - count;
	for (unsigned i = first; i < *head_count; i++)
		for (unsigned j = i + 1; j < *head_count; j++)
			if (heads[i] == heads[j])
				heads[j] = heads[--*head_count];
	count = *head_count - first;
	if (count < 2)
		return;
	struct random_tree tree = merge_trees(history, heads + first, count);
	heads[first] = add_commit(history, heads + first, count, &tree);
	*head_count = first + 1;
}

static void make_random_history(struct random_history *history)
{
	unsigned heads[HEADS];
	unsigned head_count = 1;
	struct random_tree tree = change_tree(history, 0);
	heads[0] = add_commit(history, NULL, 0, &tree);
	while (history->count < COMMITS) {
		unsigned choice = pick(history, 20);
		unsigned at = pick(history, head_count);
		if (choice < 10) {
			tree = change_tree(history, heads[at]);
			heads[at] = add_commit(history, &heads[at], 1, &tree);
		} else if (choice < 13 && head_count < HEADS) {
			heads[head_count++] = heads[at];
		} else if (choice < 14 && head_count < HEADS) {
			tree = change_tree(history, 0);
			heads[head_count++] = add_commit(history, NULL, 0, &tree);
		} else if (head_count > 1) {
			merge_heads(history, heads, &head_count,
			            choice == 19 ? MIN(head_count, 3) : 2);
		}
	}
	while (head_count > 1)
		merge_heads(history, heads, &head_count, 2);
	g_string_append_printf(history->stream, "reset refs/heads/main\nfrom :%u\n\n", heads[0]);
}

/*
 * For each path, "COMMIT COMMIT …" as git tells it: in merges with -c only what differs from every
 * parent.
 */
static GHashTable *ask_git(const struct sandbox *sandbox)
{
	GHashTable *histories = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	g_autofree char *log = sandbox_run(
	        sandbox, "r",
	        "git log --date-order --format='commit %%H' -c --no-renames --name-status main");
	g_auto(GStrv) lines = g_strsplit(log, "\n", -1);
	const char *commit = "";
	for (size_t i = 0; lines[i] != NULL; i++) {
		const char *path = strchr(lines[i], '\t');
		if (g_str_has_prefix(lines[i], "commit "))
			commit = lines[i] + strlen("commit ");
		if (path == NULL || lines[i][0] == 'D')
			continue;
		const char *before = g_hash_table_lookup(histories, path + 1);
		char *longer = g_strconcat(before == NULL ? "" : before, commit, " ", NULL);
		g_hash_table_insert(histories, g_strdup(path + 1), longer);
	}
	return histories;
}

static void random_histories_are_those_that_git_tells(void **state)
{
	const struct sandbox *sandbox = *state;
	for (unsigned seed = 1; seed <= 12; seed++) {
		struct random_history *random = g_new0(struct random_history, 1);
		random->random = g_rand_new_with_seed(seed);
		random->has_others = seed % 2 == 0;
		random->stream = g_string_new(NULL);
		make_random_history(random);
		sandbox_do(sandbox, "", "rm -rf r && git init -q -b main r");
		import(sandbox, g_steal_pointer(&random->stream));
		g_autoptr(GHashTable) expected = ask_git(sandbox);
		struct reading reading = reading_make(sandbox, "r", false);
		assert_non_null(reading.history);
		assert_true(reading.files.count > 0);
		for (size_t i = 0; i < reading.files.count; i++) {
			const char *path = reading.files.items[i].path;
			struct file_history history = history_of(reading.history, i);
			g_autoptr(GString) commits = g_string_new(NULL);
			char text[OBJECT_ID_TEXT_SIZE];
			for (unsigned j = 0; j < history.count; j++)
				g_string_append_printf(
				        commits, "%s ",
				        object_id_print(&history.versions[j].commit->id, text));
			const char *wanted = g_hash_table_lookup(expected, path);
			if (g_strcmp0(commits->str, wanted) != 0)
				fail_msg("seed %u, %s: expected %s, got %s", seed, path, wanted,
				         commits->str);
		}
		reading_clear(&reading);
		g_rand_free(random->random);
		g_free(random);
	}
}

/*
 * What is built may go from any commit to any other: forth and back, to another branch, to one that
 * shares no commit. The store only ever knows the one before.
 */
static void a_history_is_the_same_whichever_commit_was_built_before(void **state)
{
	const struct sandbox *sandbox = *state;
	for (unsigned seed = 21; seed <= 26; seed++) {
		struct random_history *random = g_new0(struct random_history, 1);
		random->has_renames = true;
		random->random = g_rand_new_with_seed(seed);
		random->stream = g_string_new(NULL);
		make_random_history(random);
		sandbox_do(sandbox, "", "rm -rf r && git init -q -b main r");
		import(sandbox, g_steal_pointer(&random->stream));
		for (unsigned i = 0; i < 30; i++) {
			g_autofree char *ref = g_strdup_printf("c%u", 1 + pick(random, COMMITS));
			struct reading reading = reading_make_at(sandbox, "r", ref, false);
			assert_non_null(reading.history);
			reading_clear(&reading);
		}
		g_rand_free(random->random);
		g_free(random);
	}
}

/* ---- renames, in one line of commits */

enum { LINES = 20, FILES = 30, RENAMING_COMMITS = 30 };

/* A file is the numbers of its lines; a name is never used twice, so --follow knows one answer. */
struct random_file {
	unsigned name; /* 0: no file */
	unsigned lines[LINES];
};

struct random_line {
	GRand *random;
	unsigned next; /* number of a line or a name */
	struct random_file files[FILES];
};

static unsigned pick_of(struct random_line *line, unsigned below)
{
	return (unsigned)g_rand_int_range(line->random, 0, (gint32)below);
}

static void change_file(struct random_line *line, struct random_file *file)
{
	unsigned choice = pick_of(line, 10);
	if (file->name == 0) {
		file->name = ++line->next;
		for (unsigned i = 0; i < LINES; i++)
			file->lines[i] = ++line->next;
		return;
	}
	if (choice == 0) {
		file->name = 0;
		return;
	}
	if (choice < 6)
		file->name = ++line->next;
	/* At most six lines of twenty: more than half stays alike. */
	for (unsigned times = choice < 6 ? pick_of(line, 7) : 1; times > 0; times--)
		file->lines[pick_of(line, LINES)] = ++line->next;
}

static void stream_random_file(GString *stream, const struct random_file *file)
{
	g_autoptr(GString) text = g_string_new(NULL);
	for (unsigned i = 0; i < LINES; i++)
		g_string_append_printf(text, "%08x of line %u\n", file->lines[i] * 2654435761u,
		                       file->lines[i]);
	g_autofree char *path = g_strdup_printf("d%u/%u.md", file->name % 3, file->name);
	stream_file(stream, path, text->str);
}

static GString *make_random_line(unsigned seed)
{
	struct random_line line = {.random = g_rand_new_with_seed(seed)};
	GString *stream = g_string_new(NULL);
	for (int commit = 1; commit <= RENAMING_COMMITS; commit++) {
		for (unsigned times = pick_of(&line, 4) + 1; times > 0; times--)
			change_file(&line, &line.files[pick_of(&line, FILES)]);
		stream_commit(stream, commit);
		g_string_append(stream, "deleteall\n");
		for (unsigned i = 0; i < FILES; i++)
			if (line.files[i].name != 0)
				stream_random_file(stream, &line.files[i]);
	}
	g_rand_free(line.random);
	return stream;
}

/* "SECONDS PATH, …" as print_history writes it; counts the renames. */
static char *follow_with_git(const struct sandbox *sandbox, const char *path, unsigned *renames)
{
	g_autofree char *log = sandbox_run(
	        sandbox, "r", "git log --follow --format='at %%ct' --name-status main -- %s", path);
	g_auto(GStrv) lines = g_strsplit(log, "\n", -1);
	GString *out = g_string_new(NULL);
	const char *seconds = "";
	for (size_t i = 0; lines[i] != NULL; i++) {
		const char *last = strrchr(lines[i], '\t');
		if (g_str_has_prefix(lines[i], "at "))
			seconds = lines[i] + strlen("at ");
		if (last == NULL || lines[i][0] == 'D')
			continue;
		*renames += lines[i][0] == 'R';
		g_string_append_printf(out, "%s%s %s", out->len == 0 ? "" : ", ", seconds, last + 1);
	}
	return g_string_free(out, FALSE);
}

static void random_renames_are_those_that_git_follows(void **state)
{
	const struct sandbox *sandbox = *state;
	unsigned renames = 0;
	for (unsigned seed = 1; seed <= 5; seed++) {
		sandbox_do(sandbox, "", "rm -rf r && git init -q -b main r");
		import(sandbox, make_random_line(seed));
		struct reading reading = reading_make(sandbox, "r", false);
		assert_non_null(reading.history);
		for (size_t i = 0; i < reading.files.count; i++) {
			const char *path = reading.files.items[i].path;
			g_autofree char *text = print_history(history_of(reading.history, i));
			g_autofree char *wanted = follow_with_git(sandbox, path, &renames);
			if (strcmp(text, wanted) != 0)
				fail_msg("seed %u, %s: expected %s, got %s", seed, path, wanted,
				         text);
		}
		reading_clear(&reading);
		/* Nor does it depend on which of the files were there when a commit was new. */
		for (int back = RENAMING_COMMITS - 1; back >= 0; back -= 3) {
			g_autofree char *ref = g_strdup_printf("main~%d", back);
			reading = reading_make_at(sandbox, "r", ref, false);
			assert_non_null(reading.history);
			reading_clear(&reading);
		}
	}
	assert_true(renames > 50);
}

#define CASE(test) cmocka_unit_test_setup_teardown(test, set_up, tear_down)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        CASE(random_histories_are_those_that_git_tells),
	        CASE(a_history_is_the_same_whichever_commit_was_built_before),
	        CASE(random_renames_are_those_that_git_follows),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
