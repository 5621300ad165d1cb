/* SPDX-License-Identifier: MIT */
/* Readings that an earlier build left are as those made now, whatever became of the store. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <sys/wait.h>
#include <unistd.h>

#include "catalog/markdown.h"
#include "catalog/readings.h"
#include "git_sandbox.h"

/* A repository and, beside it, a store. */
struct shelf {
	struct sandbox sandbox;
	char *state;
	int commits;
};

static int enter(void **state)
{
	struct shelf *shelf = g_new0(struct shelf, 1);
	markdown_init();
	shelf->sandbox = sandbox_make();
	shelf->state = sandbox_path(&shelf->sandbox, "state");
	sandbox_do(&shelf->sandbox, "", "git init -q -b main r");
	*state = shelf;
	return 0;
}

static int leave(void **state)
{
	struct shelf *shelf = *state;
	sandbox_clear(&shelf->sandbox);
	g_free(shelf->state);
	g_free(shelf);
	return 0;
}

static void file(const struct shelf *shelf, const char *path, const char *text)
{
	g_autofree char *name = g_strconcat("r/", path, NULL);
	sandbox_write(&shelf->sandbox, name, text);
}

static void commit(struct shelf *shelf)
{
	sandbox_commit(&shelf->sandbox, "r", 1380000000 + shelf->commits++);
}

/* Texts of every sort: whole, faulty, unreadable, empty, withheld. */
static const struct {
	const char *path;
	const char *text;
} TEXTS[] = {
        {"a.md",
         "---\ntitle: 甲\nnumber: 国办发〔2013〕100号\n---\n# 甲\n\n一、总则\n\n见[乙](b.md)。\n"},
        {"b.md", "# 乙\n\n见 国办发〔2013〕100号。\n\n![](x.png)\n\n[坏](javascript:x)\n"},
        {"c/d.md", "---\ntitle: [\n---\n正文。\n"},
        {"c/e.md", "---\ntitle: 未完\n正文。\n"},
        {"c/f.md", ""},
        {"c/gb.md", "\xcd\xa8\xd6\xaa\xb9\xab\xb8\xe6\n"},
        {"c/h.md", "好\xff\n"},
        {"c/i.md", "---\ntitle: '\ndraft: true\n---\n草稿。\n"},
        {"c/j.md", "|a|b|\n|-|-|\n|一|\n\n<b>粗</b>\n\n[无](#y)\n"},
        {"c/k.md", "正文一。正文二。\n\n- 一\n- 二\n"},
};

static void file_texts(const struct shelf *shelf)
{
	for (size_t i = 0; i < G_N_ELEMENTS(TEXTS); i++)
		file(shelf, TEXTS[i].path, TEXTS[i].text);
}

/* ---- one pass */

struct pass {
	struct report *report;
	struct repository *repository;
	struct source_files files;
	uint32_t *documents;
	uint32_t count;
	struct readings *readings;
};

static struct pass pass_over(const struct shelf *shelf, struct store *known, bool worktree)
{
	g_autofree char *path = sandbox_path(&shelf->sandbox, "r");
	struct pass pass = {.report = report_new()};
	pass.repository = repository_open(pass.report, path, NULL, worktree);
	assert_non_null(pass.repository);
	assert_true(repository_list(pass.report, pass.repository, &pass.files));
	pass.documents = g_new(uint32_t, pass.files.count + 1);
	for (size_t i = 0; i < pass.files.count; i++)
		if (reading_is_document(pass.files.items[i].path))
			pass.documents[pass.count++] = (uint32_t)i;
	pass.readings = readings_run(pass.report, pass.repository, pass.documents, pass.count, 2,
	                             shelf->sandbox.folder, NULL, known);
	assert_non_null(pass.readings);
	assert_true(repository_reopen(pass.report, pass.repository));
	report_sort(pass.report);
	return pass;
}

static void pass_clear(struct pass *pass)
{
	readings_free(pass->readings);
	repository_close(pass->repository);
	report_free(pass->report);
	g_free(pass->documents);
}

static void show_bytes(GString *out, const char *name, const GByteArray *bytes)
{
	g_autofree char *sum =
	        g_compute_checksum_for_data(G_CHECKSUM_SHA256, bytes->data, bytes->len);
	g_string_append_printf(out, " %s %u %s", name, bytes->len, sum);
}

/* Heads and bodies of all documents; the caller's. */
static char *show_readings(const struct pass *pass)
{
	GString *out = g_string_new(NULL);
	g_autoptr(GByteArray) buffer = g_byte_array_new();
	for (uint32_t i = 0; i < pass->count; i++) {
		g_string_append(out, pass->files.items[pass->documents[i]].path);
		if (readings_has(pass->readings, i)) {
			assert_true(readings_head(pass->report, pass->readings, i, buffer));
			show_bytes(out, "head", buffer);
			assert_true(readings_body(pass->report, pass->readings, i, buffer));
			show_bytes(out, "body", buffer);
		}
		g_string_append_c(out, '\n');
	}
	return g_string_free(out, FALSE);
}

static char *show_problems(const struct pass *pass)
{
	char *text = NULL;
	size_t length;
	FILE *stream = open_memstream(&text, &length);
	assert_non_null(stream);
	report_write(pass->report, stream);
	fclose(stream);
	char *copy = g_strdup(text);
	free(text);
	return copy;
}

/* A pass gives the same as one that knows nothing. */
static void assert_as_fresh(const struct shelf *shelf, const struct pass *pass, bool worktree)
{
	struct pass fresh = pass_over(shelf, NULL, worktree);
	g_autofree char *wanted = show_readings(&fresh);
	g_autofree char *wanted_problems = show_problems(&fresh);
	g_autofree char *shown = show_readings(pass);
	g_autofree char *problems = show_problems(pass);
	assert_string_equal(shown, wanted);
	assert_string_equal(problems, wanted_problems);
	assert_int_equal(pass->report->errors, fresh.report->errors);
	pass_clear(&fresh);
}

/* ---- passes over a store */

static struct store *open_store(const struct shelf *shelf)
{
	enum store_finding finding;
	return store_open(shelf->state, "edition", &finding);
}

/* Runs with what is known, keeps; the number of texts parsed. */
static uint32_t build(const struct shelf *shelf)
{
	struct store *store = open_store(shelf);
	struct pass pass = pass_over(shelf, store, false);
	assert_as_fresh(shelf, &pass, false);
	struct store *to = store == NULL ? store_create(shelf->state, "edition") : store;
	assert_non_null(to);
	assert_true(readings_keep(pass.readings, to));
	assert_true(store_publish(to));
	uint32_t parsed = readings_parsed(pass.readings);
	pass_clear(&pass);
	store_close(to);
	return parsed;
}

static bool count(void *context, const void *key, size_t key_length, const void *value,
                  size_t length)
{
	(void)key;
	(void)key_length;
	(void)value;
	(void)length;
	++*(unsigned *)context;
	return true;
}

static void assert_rows(const struct shelf *shelf, unsigned heads, unsigned bodies)
{
	g_autoptr(Store) store = open_store(shelf);
	unsigned counts[2] = {0};
	assert_non_null(store);
	assert_true(store_each(store, STORE_HEAD, count, &counts[0]));
	assert_true(store_each(store, STORE_BODY, count, &counts[1]));
	assert_int_equal(counts[0], heads);
	assert_int_equal(counts[1], bodies);
}

/* The blob of a committed file. */
static struct object_id blob_at(const struct shelf *shelf, const char *path)
{
	g_autofree char *text = sandbox_run(&shelf->sandbox, "r", "git rev-parse 'HEAD:%s'", path);
	struct object_id id;
	for (size_t i = 0; i < sizeof id.bytes; i++)
		id.bytes[i] = (uint8_t)(g_ascii_xdigit_value(text[2 * i]) << 4 |
		                        g_ascii_xdigit_value(text[2 * i + 1]));
	return id;
}

static void drop_row(const struct shelf *shelf, enum store_table table, const char *path)
{
	g_autoptr(Store) store = open_store(shelf);
	struct object_id id = blob_at(shelf, path);
	g_autoptr(GByteArray) row = g_byte_array_new();
	assert_true(store_get(store, table, &id, sizeof id, row));
	assert_true(store_delete(store, table, &id, sizeof id));
	assert_true(store_publish(store));
}

/* ---- */

static void a_second_pass_parses_nothing_and_gives_the_same(void **state)
{
	struct shelf *shelf = *state;
	file_texts(shelf);
	commit(shelf);
	assert_int_equal(build(shelf), G_N_ELEMENTS(TEXTS));
	assert_rows(shelf, G_N_ELEMENTS(TEXTS), G_N_ELEMENTS(TEXTS));
	assert_int_equal(build(shelf), 0);
	assert_int_equal(build(shelf), 0);
	assert_rows(shelf, G_N_ELEMENTS(TEXTS), G_N_ELEMENTS(TEXTS));
}

static void only_what_changed_is_parsed_and_what_is_gone_is_deleted(void **state)
{
	struct shelf *shelf = *state;
	unsigned texts = G_N_ELEMENTS(TEXTS);
	file_texts(shelf);
	commit(shelf);
	assert_int_equal(build(shelf), texts);
	file(shelf, "a.md", "# 新\n");
	commit(shelf);
	assert_int_equal(build(shelf), 1);
	assert_rows(shelf, texts, texts);
	sandbox_do(&shelf->sandbox, "r",
	           "git mv c/j.md moved.md && git rm -q c/k.md && cp b.md b2.md");
	commit(shelf);
	assert_int_equal(build(shelf), 0);
	assert_rows(shelf, texts - 1, texts - 1);
	sandbox_do(&shelf->sandbox, "r", "git rm -q b.md");
	commit(shelf);
	assert_int_equal(build(shelf), 0); /* b2.md has its text */
	assert_rows(shelf, texts - 1, texts - 1);
	sandbox_do(&shelf->sandbox, "r", "git checkout -q HEAD~2 -- .");
	commit(shelf);
	assert_int_equal(build(shelf), 1); /* c/k.md again */
}

static void a_text_under_many_paths_is_parsed_once_and_told_under_each(void **state)
{
	struct shelf *shelf = *state;
	static const char *const PATHS[] = {"z.md", "a.md", "b/c.md", "b/\x01\xff.md"};
	for (size_t i = 0; i < G_N_ELEMENTS(PATHS); i++)
		file(shelf, PATHS[i], "见 [a.md](javascript:x)\n\n<i>z.md</i>\n");
	commit(shelf);
	for (unsigned round = 0; round < 2; round++) {
		g_autoptr(Store) store = open_store(shelf);
		struct pass pass = pass_over(shelf, store, false);
		assert_int_equal(readings_parsed(pass.readings), 1 - round);
		assert_int_equal(pass.report->problems->len, 2 * G_N_ELEMENTS(PATHS));
		for (unsigned i = 0; i < pass.report->problems->len; i++) {
			static const char *const SHOWN[] = {"a.md", "b/ \xef\xbf\xbd.md", "b/c.md",
			                                    "z.md"};
			const struct problem *problem = pass.report->problems->pdata[i];
			assert_string_equal(problem->path, SHOWN[i / 2]);
			assert_string_equal(problem->id,
			                    i % 2 == 0 ? "link/scheme" : "html/dropped");
		}
		pass_clear(&pass);
		assert_int_equal(build(shelf), 1 - round);
	}
}

/* What is said of a text must not name its path, or else it would be told under another. */
static void nothing_said_of_a_text_holds_its_path(void **state)
{
	struct shelf *shelf = *state;
	for (size_t i = 0; i < G_N_ELEMENTS(TEXTS); i++) {
		g_autofree char *path = g_strdup_printf("unmistakable-%zu.md", i);
		file(shelf, path, TEXTS[i].text);
	}
	commit(shelf);
	struct pass pass = pass_over(shelf, NULL, false);
	assert_true(pass.report->problems->len > 6);
	for (unsigned i = 0; i < pass.report->problems->len; i++) {
		const struct problem *problem = pass.report->problems->pdata[i];
		assert_non_null(strstr(problem->path, "unmistakable"));
		assert_null(strstr(problem->text, "unmistakable"));
		assert_null(strstr(problem->text, "(null)"));
	}
	pass_clear(&pass);
}

static void workers_read_bodies_from_the_store(void **state)
{
	struct shelf *shelf = *state;
	file_texts(shelf);
	commit(shelf);
	build(shelf);
	drop_row(shelf, STORE_BODY, "b.md"); /* this one is parsed by the worker */
	g_autoptr(Store) store = open_store(shelf);
	struct pass pass = pass_over(shelf, store, false);
	struct pass fresh = pass_over(shelf, NULL, false);
	g_autofree char *wanted = show_readings(&fresh);
	pid_t child = fork();
	if (child == 0) {
		readings_reopen(pass.readings);
		bool open = repository_reopen(pass.report, pass.repository);
		g_autofree char *shown = show_readings(&pass);
		_exit(open && strcmp(shown, wanted) == 0 ? 0 : 1);
	}
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_int_equal(status, 0);
	assert_int_equal(readings_parsed(pass.readings), 0);
	assert_true(readings_keep(pass.readings, store)); /* and the parent knows of the loss */
	struct object_id id = blob_at(shelf, "b.md");
	g_autoptr(GByteArray) row = g_byte_array_new();
	assert_false(store_get(store, STORE_HEAD, &id, sizeof id, row));
	pass_clear(&pass);
	pass_clear(&fresh);
}

/* ---- rows that are gone or damaged */

static void a_lost_row_is_made_anew(void **state)
{
	struct shelf *shelf = *state;
	unsigned texts = G_N_ELEMENTS(TEXTS);
	file_texts(shelf);
	commit(shelf);
	build(shelf);
	drop_row(shelf, STORE_HEAD, "b.md");
	assert_int_equal(build(shelf), 1);
	assert_rows(shelf, texts, texts);
	drop_row(shelf, STORE_BODY, "b.md");
	assert_int_equal(build(shelf), 0); /* the body is made where it is asked for … */
	assert_rows(shelf, texts - 1, texts - 1);
	assert_int_equal(build(shelf), 1); /* … and the whole by the next build */
	assert_rows(shelf, texts, texts);
}

/* Bodies are not looked at in the pass that finds one missing. */
static void a_body_that_is_gone_is_noticed_without_being_asked_for(void **state)
{
	struct shelf *shelf = *state;
	file_texts(shelf);
	commit(shelf);
	build(shelf);
	drop_row(shelf, STORE_BODY, "b.md");
	struct store *store = open_store(shelf);
	struct pass pass = pass_over(shelf, store, false);
	assert_int_equal(readings_parsed(pass.readings), 0);
	assert_true(readings_keep(pass.readings, store));
	assert_true(store_publish(store));
	pass_clear(&pass);
	store_close(store);
	assert_int_equal(build(shelf), 1);
	assert_rows(shelf, G_N_ELEMENTS(TEXTS), G_N_ELEMENTS(TEXTS));
}

/* Changes a byte of the first place in the file where these words stand. */
static void damage(const struct shelf *shelf, const char *words)
{
	g_autofree char *bytes = NULL;
	gsize length;
	assert_true(g_file_get_contents(shelf->state, &bytes, &length, NULL));
	char *at = memmem(bytes, length, words, strlen(words));
	assert_non_null(at);
	*at ^= 1;
	assert_true(g_file_set_contents(shelf->state, bytes, (gssize)length, NULL));
}

static void a_damaged_row_is_made_anew(void **state)
{
	struct shelf *shelf = *state;
	file(shelf, "a.md", "---\ntitle: UNIQUE-FIELD\n---\n<b>x</b>\n\nUNIQUE-BODY\n\nzzz\n");
	file(shelf, "b.md", "other\n");
	commit(shelf);
	build(shelf);
	damage(shelf, "UNIQUE-FIELD"); /* of the head */
	assert_int_equal(build(shelf), 1);
	assert_rows(shelf, 2, 2);
	damage(shelf, "<p>UNIQUE-BODY"); /* of the body */
	assert_int_equal(build(shelf), 0);
	assert_rows(shelf, 1, 1);
	assert_int_equal(build(shelf), 1);
	assert_rows(shelf, 2, 2);
}

/* A row that is whole but no reading, as another program might write it. */
static void a_row_that_makes_no_sense_is_made_anew(void **state)
{
	struct shelf *shelf = *state;
	file_texts(shelf);
	commit(shelf);
	build(shelf);
	struct store *store = open_store(shelf);
	struct object_id id = blob_at(shelf, "b.md");
	assert_true(store_put(store, STORE_HEAD, &id, sizeof id, "\x00\xff\xff", 3));
	assert_true(store_put(store, STORE_HEAD, "short", 5, "x", 1));
	assert_true(store_publish(store));
	store_close(store);
	assert_int_equal(build(shelf), 1);
	assert_int_equal(build(shelf), 0);
}

/* ---- what is kept, and where */

static void everything_known_is_carried_to_another_store(void **state)
{
	struct shelf *shelf = *state;
	unsigned texts = G_N_ELEMENTS(TEXTS);
	file_texts(shelf);
	commit(shelf);
	build(shelf);
	drop_row(shelf, STORE_BODY, "b.md");
	file(shelf, "c/new.md", "# 新\n");
	commit(shelf);
	struct store *known = open_store(shelf);
	struct store *to = store_create(shelf->state, "edition");
	struct pass pass = pass_over(shelf, known, false);
	assert_int_equal(readings_parsed(pass.readings), 1);
	assert_true(readings_keep(pass.readings, to));
	assert_true(store_publish(to));
	pass_clear(&pass);
	store_close(to);
	store_close(known);
	assert_rows(shelf, texts, texts); /* one more, one lost */
	assert_int_equal(build(shelf), 1);
	assert_rows(shelf, texts + 1, texts + 1);
}

static void a_store_that_cannot_be_written_is_told(void **state)
{
	struct shelf *shelf = *state;
	file_texts(shelf);
	commit(shelf);
	build(shelf);
	file(shelf, "new.md", "# 新\n");
	commit(shelf);
	g_autoptr(Store) store = open_store(shelf);
	g_autoptr(Store) other = open_store(shelf);
	struct pass pass = pass_over(shelf, store, false);
	assert_true(store_put(other, STORE_ABOUT, "k", 1, "v", 1)); /* it holds the lock now */
	assert_false(readings_keep(pass.readings, store));
	pass_clear(&pass);
}

static void uncommitted_texts_are_kept_as_any_other(void **state)
{
	struct shelf *shelf = *state;
	file_texts(shelf);
	commit(shelf);
	build(shelf);
	file(shelf, "a.md", "# 新\n\n<b>x</b>\n");
	struct store *store = open_store(shelf);
	struct pass pass = pass_over(shelf, store, true);
	assert_int_equal(readings_parsed(pass.readings), 1);
	assert_as_fresh(shelf, &pass, true);
	assert_true(readings_keep(pass.readings, store));
	assert_true(store_publish(store));
	pass_clear(&pass);
	store_close(store);
	commit(shelf);
	assert_int_equal(build(shelf), 0);
}

/* ---- what is lost */

static char *slow_text(void)
{
	GString *text = g_string_new("甲\n\n");
	for (unsigned i = 0; i < 40000; i++)
		g_string_append(text, "![[]()");
	return g_string_free(text, FALSE);
}

static void a_text_given_up_for_time_is_not_kept(void **state)
{
	struct shelf *shelf = *state;
	g_autofree char *slow = slow_text();
	file(shelf, "a.md", slow);
	file(shelf, "b.md", "# 乙\n");
	commit(shelf);
	assert_int_equal(build(shelf), 2);
	assert_rows(shelf, 1, 1);
	assert_int_equal(build(shelf), 1);
	assert_rows(shelf, 1, 1);
}

/* Processor time in ticks (of 10 ms) that a process took; negative: it is gone. */
static long ticks_of(int process)
{
	g_autofree char *path = g_strdup_printf("/proc/%d/stat", process);
	g_autofree char *text = NULL;
	long ticks = -1;
	if (!g_file_get_contents(path, &text, NULL, NULL))
		return -1;
	const char *at = strrchr(text, ')');
	if (at == NULL ||
	    sscanf(at, ") %*c %*d %*d %*d %*d %*d %*u %*u %*u %*u %*u %ld", &ticks) != 1)
		return -1;
	return ticks;
}

/* Ends the first child of `parent` that is in the midst of a slow text. */
static void kill_slow_child(int parent)
{
	g_autofree char *path = g_strdup_printf("/proc/%d/task/%d/children", parent, parent);
	for (unsigned tries = 0; tries < 20000; tries++) {
		g_autofree char *text = NULL;
		if (!g_file_get_contents(path, &text, NULL, NULL))
			return;
		g_auto(GStrv) children = g_strsplit(g_strstrip(text), " ", -1);
		for (size_t i = 0; children[i] != NULL; i++) {
			int child = atoi(children[i]);
			if (child > 0 && ticks_of(child) >= 10) {
				kill(child, SIGKILL);
				return;
			}
		}
		g_usleep(2000);
	}
}

/* No child of ours, since the pool waits for all there are. */
static void start_killer(void)
{
	int parent = getpid();
	pid_t starter = fork();
	if (starter == 0) {
		if (fork() == 0)
			kill_slow_child(parent);
		_exit(0);
	}
	assert_int_equal(waitpid(starter, NULL, 0), starter);
}

static void a_text_whose_worker_died_is_told_under_each_path_and_not_kept(void **state)
{
	struct shelf *shelf = *state;
	g_autofree char *slow = slow_text();
	file(shelf, "a.md", slow);
	file(shelf, "b.md", slow);
	commit(shelf);
	start_killer();
	struct pass pass = pass_over(shelf, NULL, false);
	assert_int_equal(pass.report->problems->len, 2);
	for (unsigned i = 0; i < 2; i++) {
		const struct problem *problem = pass.report->problems->pdata[i];
		assert_string_equal(problem->id, "document/crash");
		assert_string_equal(problem->path, i == 0 ? "a.md" : "b.md");
		assert_false(readings_has(pass.readings, i));
	}
	struct store *store = store_create(shelf->state, "edition");
	assert_true(readings_keep(pass.readings, store));
	assert_true(store_publish(store));
	store_close(store);
	pass_clear(&pass);
	assert_rows(shelf, 0, 0);
}

/* ---- the language of messages */

static void speak(const char *language)
{
	g_setenv("LANGUAGE", language, TRUE);
	textdomain("chayue"); /* has gettext look again */
}

/* A translation of one message, as the program has of all. */
static void translate(const struct shelf *shelf)
{
	sandbox_write(
	        &shelf->sandbox, "zh_CN.po",
	        "msgid \"\"\nmsgstr \"Project-Id-Version: x\\nContent-Type: text/plain; "
	        "charset=UTF-8\\n"
	        "Language: zh_CN\\n\"\n\n"
	        "msgid \"this image says nothing to those who cannot see it; write between the "
	        "brackets what it shows\"\nmsgstr \"请写明图片\"\n");
	sandbox_do(&shelf->sandbox, "",
	           "mkdir -p locale/zh_CN/LC_MESSAGES && "
	           "msgfmt -o locale/zh_CN/LC_MESSAGES/chayue.mo zh_CN.po");
	g_autofree char *folder = sandbox_path(&shelf->sandbox, "locale");
	setlocale(LC_ALL, "C.UTF-8");
	bindtextdomain("chayue", folder);
	bind_textdomain_codeset("chayue", "UTF-8");
}

static void assert_language(const char *wanted)
{
	g_autofree char *language = report_language();
	assert_string_equal(language, wanted);
}

static void problems_are_told_in_the_language_of_the_build(void **state)
{
	struct shelf *shelf = *state;
	translate(shelf);
	file(shelf, "a.md", "![](x.png)\n");
	file(shelf, "b.md", "# 没有问题\n");
	commit(shelf);
	speak("en");
	assert_language("en");
	assert_int_equal(build(shelf), 2); /* build compares with a fresh pass */
	assert_int_equal(build(shelf), 0);
	speak("zh_CN");
	assert_language("zh_CN");
	assert_int_equal(build(shelf),
	                 1); /* a text without problems is the same in every language */
	struct pass pass = pass_over(shelf, NULL, false);
	assert_string_equal(sandbox_problem_text(pass.report), "请写明图片");
	pass_clear(&pass);
	assert_int_equal(build(shelf), 0);
	assert_rows(shelf, 2, 2);
	speak("en");
	assert_int_equal(build(shelf), 1);
	setlocale(LC_ALL, "C");
}

#define CASE(function) cmocka_unit_test_setup_teardown(function, enter, leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        CASE(a_second_pass_parses_nothing_and_gives_the_same),
	        CASE(only_what_changed_is_parsed_and_what_is_gone_is_deleted),
	        CASE(a_text_under_many_paths_is_parsed_once_and_told_under_each),
	        CASE(nothing_said_of_a_text_holds_its_path),
	        CASE(workers_read_bodies_from_the_store),
	        CASE(a_lost_row_is_made_anew),
	        CASE(a_body_that_is_gone_is_noticed_without_being_asked_for),
	        CASE(a_damaged_row_is_made_anew),
	        CASE(a_row_that_makes_no_sense_is_made_anew),
	        CASE(everything_known_is_carried_to_another_store),
	        CASE(a_store_that_cannot_be_written_is_told),
	        CASE(uncommitted_texts_are_kept_as_any_other),
	        CASE(a_text_given_up_for_time_is_not_kept),
	        CASE(a_text_whose_worker_died_is_told_under_each_path_and_not_kept),
	        CASE(problems_are_told_in_the_language_of_the_build),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
