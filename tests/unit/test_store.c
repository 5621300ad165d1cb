/* SPDX-License-Identifier: MIT */
/*
 * The store: what is put is there for the next program, and whatever happens to its file, a row is
 * as it was put or missing.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <glib/gstdio.h>
#include <signal.h>
#include <sqlite3.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include "base/store.h"

enum { ROWS = 40, LARGE = 5000000 };

struct place {
	char *folder;
	char *path;
};

static int enter(void **state)
{
	struct place *place = g_new0(struct place, 1);
	place->folder = g_dir_make_tmp("store-XXXXXX", NULL);
	assert_non_null(place->folder);
	place->path = g_build_filename(place->folder, ".site.state", NULL);
	*state = place;
	return 0;
}

static int leave(void **state)
{
	struct place *place = *state;
	g_autofree char *command = g_strdup_printf("rm -rf '%s'", place->folder);
	assert_int_equal(system(command), 0);
	g_free(place->folder);
	g_free(place->path);
	g_free(place);
	return 0;
}

/* ---- rows */

static bool put_text(struct store *store, enum store_table table, const char *key, const char *value)
{
	return store_put(store, table, key, strlen(key), value, strlen(value));
}

/* The value of a row as text, or NULL; the caller's. */
static char *get_text(struct store *store, enum store_table table, const char *key)
{
	g_autoptr(GByteArray) value = g_byte_array_new();
	if (!store_get(store, table, key, strlen(key), value))
		return NULL;
	return g_strndup((const char *)value->data, value->len);
}

static void assert_row(struct store *store, enum store_table table, const char *key,
                       const char *wanted)
{
	g_autofree char *value = get_text(store, table, key);
	assert_non_null(value);
	assert_string_equal(value, wanted);
}

static void assert_no_row(struct store *store, enum store_table table, const char *key)
{
	g_autofree char *value = get_text(store, table, key);
	assert_null(value);
}

/* Row `i` of many: a value that tells its number, long enough for a page of its own now and then. */
static char *value_of(unsigned i)
{
	g_autofree char *filling = g_strnfill(i % 7 == 0 ? 6000 : 50 * (i % 7), 'x');
	return g_strdup_printf("value %u %s %u", i, filling, i);
}

static void put_rows(struct store *store, enum store_table table, unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		g_autofree char *key = g_strdup_printf("key %u", i);
		g_autofree char *value = value_of(i);
		assert_true(put_text(store, table, key, value));
	}
}

/* A published store of ROWS rows in two tables. */
static void make_store(const struct place *place)
{
	g_autoptr(Store) store = store_create(place->path, "edition");
	assert_non_null(store);
	put_rows(store, STORE_HEAD, ROWS);
	put_rows(store, STORE_PAGE, ROWS);
	assert_true(store_publish(store));
}

static struct store *need_store(const struct place *place)
{
	enum store_finding finding;
	struct store *store = store_open(place->path, "edition", &finding);
	assert_int_equal(finding, STORE_OPENED);
	assert_non_null(store);
	return store;
}

static void assert_finding(const char *path, const char *edition, enum store_finding wanted)
{
	enum store_finding finding = (enum store_finding) - 1;
	g_autoptr(Store) store = store_open(path, edition, &finding);
	assert_int_equal(finding, wanted);
	assert_int_equal(store != NULL, wanted == STORE_OPENED);
}

struct visits {
	unsigned count;
	unsigned most;
	unsigned wrong; /* rows that are not as they were put */
};

static bool visit(void *context, const void *key, size_t key_length, const void *value,
                  size_t length)
{
	struct visits *visits = context;
	g_autofree char *text = g_strndup(key, key_length);
	unsigned number = 0;
	g_autofree char *wanted = sscanf(text, "key %u", &number) == 1 ? value_of(number) : NULL;
	if (wanted == NULL ||
	    (value != NULL && (length != strlen(wanted) || memcmp(value, wanted, length) != 0)))
		visits->wrong++;
	return ++visits->count < visits->most;
}

static struct visits visit_all(struct store *store, enum store_table table, bool *whole)
{
	struct visits visits = {.most = UINT_MAX};
	*whole = store_each(store, table, visit, &visits);
	return visits;
}

/* How many of the rows of a table are there; none is another than was put. */
static unsigned count_right(struct store *store, enum store_table table)
{
	unsigned right = 0;
	for (unsigned i = 0; i < ROWS; i++) {
		g_autofree char *key = g_strdup_printf("key %u", i);
		g_autofree char *wanted = value_of(i);
		g_autofree char *value = get_text(store, table, key);
		if (value == NULL)
			continue;
		assert_string_equal(value, wanted);
		right++;
	}
	return right;
}

/* ---- round trips */

static void what_is_published_is_there_for_the_next(void **state)
{
	const struct place *place = *state;
	make_store(place);
	g_autofree char *rest = g_strconcat(place->path, ".new", NULL);
	assert_int_not_equal(access(rest, F_OK), 0);
	g_autoptr(Store) store = need_store(place);
	bool whole;
	assert_int_equal(count_right(store, STORE_HEAD), ROWS);
	assert_int_equal(count_right(store, STORE_PAGE), ROWS);
	assert_int_equal(count_right(store, STORE_BODY), 0);
	struct visits visits = visit_all(store, STORE_HEAD, &whole);
	assert_true(whole);
	assert_int_equal(visits.count, ROWS);
	assert_int_equal(visits.wrong, 0);
	assert_false(store_is_damaged(store));
}

static bool need_key(void *context, const void *key, size_t key_length, const void *value,
                     size_t length)
{
	unsigned *empty = context;
	(void)value;
	(void)length;
	assert_non_null(key);
	*empty += key_length == 0;
	return true;
}

static void a_key_of_no_bytes_is_one_to_a_visitor(void **state)
{
	const struct place *place = *state;
	unsigned empty = 0;
	make_store(place);
	g_autoptr(Store) store = need_store(place);
	assert_true(put_text(store, STORE_PAGE, "", "value"));
	assert_true(store_each(store, STORE_PAGE, need_key, &empty));
	assert_true(store_each_key(store, STORE_PAGE, need_key, &empty));
	assert_int_equal(empty, 2);
}

static void others_cannot_read_it(void **state)
{
	const struct place *place = *state;
	struct stat found;
	mode_t before = umask(0);
	make_store(place);
	umask(before);
	assert_int_equal(stat(place->path, &found), 0);
	assert_int_equal(found.st_mode & 0777, 0660);
}

/* Of a document that was withdrawn no words may stay. */
static void what_is_deleted_is_not_in_the_file(void **state)
{
	const struct place *place = *state;
	static const char WORDS[] = "words that must go";
	for (int deleted = 0; deleted < 2; deleted++) {
		make_store(place);
		struct store *store = need_store(place);
		assert_true(put_text(store, STORE_BODY, "key 1", WORDS));
		assert_true(store_publish(store));
		store_close(store);
		store = need_store(place);
		assert_true(!deleted || store_delete(store, STORE_BODY, "key 1", 5));
		assert_true(store_publish(store));
		store_close(store);
		g_autofree char *bytes = NULL;
		gsize length;
		assert_true(g_file_get_contents(place->path, &bytes, &length, NULL));
		assert_int_equal(memmem(bytes, length, WORDS, strlen(WORDS)) != NULL, !deleted);
	}
}

static void rows_are_replaced_and_deleted_in_their_own_table(void **state)
{
	const struct place *place = *state;
	make_store(place);
	struct store *store = need_store(place);
	assert_true(put_text(store, STORE_HEAD, "key 1", "other"));
	assert_row(store, STORE_HEAD, "key 1", "other"); /* seen by this one at once */
	assert_true(store_delete(store, STORE_PAGE, "key 1", 5));
	assert_true(store_delete(store, STORE_PAGE, "no key", 6));
	assert_true(put_text(store, STORE_BODY, "key 1", "body"));
	assert_true(store_publish(store));
	store_close(store);
	store = need_store(place);
	assert_row(store, STORE_HEAD, "key 1", "other");
	assert_no_row(store, STORE_PAGE, "key 1");
	assert_row(store, STORE_BODY, "key 1", "body");
	assert_int_equal(count_right(store, STORE_PAGE), ROWS - 1);
	store_close(store);
}

static void a_table_is_cleared_alone(void **state)
{
	const struct place *place = *state;
	make_store(place);
	struct store *store = need_store(place);
	assert_true(store_clear(store, STORE_HEAD));
	assert_true(store_clear(store, STORE_TRACE));
	assert_true(put_text(store, STORE_HEAD, "only", "this"));
	assert_int_equal(count_right(store, STORE_HEAD), 0);
	assert_true(store_publish(store));
	store_close(store);
	store = need_store(place);
	assert_row(store, STORE_HEAD, "only", "this");
	assert_int_equal(count_right(store, STORE_HEAD), 0);
	assert_int_equal(count_right(store, STORE_PAGE), ROWS);
	store_close(store);
}

static void what_is_not_published_is_lost(void **state)
{
	const struct place *place = *state;
	make_store(place);
	struct store *store = need_store(place);
	assert_true(put_text(store, STORE_HEAD, "key 1", "other"));
	store_close(store);
	store = store_create(place->path, "edition");
	assert_true(put_text(store, STORE_HEAD, "key 2", "other"));
	store_close(store);
	store = need_store(place);
	assert_int_equal(count_right(store, STORE_HEAD), ROWS);
	store_close(store);
	g_autofree char *rest = g_strconcat(place->path, ".new", NULL);
	assert_int_not_equal(access(rest, F_OK), 0);
}

static void a_new_store_takes_the_place_of_the_former(void **state)
{
	const struct place *place = *state;
	make_store(place);
	struct store *store = store_create(place->path, "edition");
	assert_true(put_text(store, STORE_HEAD, "only", "this"));
	assert_true(store_publish(store));
	store_close(store);
	store = need_store(place);
	bool whole;
	assert_row(store, STORE_HEAD, "only", "this");
	assert_int_equal(visit_all(store, STORE_HEAD, &whole).count, 1);
	assert_int_equal(visit_all(store, STORE_PAGE, &whole).count, 0);
	assert_true(whole);
	store_close(store);
}

static void an_empty_and_a_large_value_and_any_bytes_come_back(void **state)
{
	const struct place *place = *state;
	static const uint8_t KEY[] = {0, 0xff, 0, '\'', '"', 0};
	g_autofree uint8_t *large = g_malloc(LARGE);
	for (size_t i = 0; i < LARGE; i++)
		large[i] = (uint8_t)(i * 7 + i / 251);
	struct store *store = store_create(place->path, "it's an edition; --");
	assert_true(store_put(store, STORE_BODY, KEY, sizeof KEY, large, LARGE));
	assert_true(store_put(store, STORE_BODY, KEY, sizeof KEY - 1, NULL, 0));
	assert_true(store_put(store, STORE_BODY, NULL, 0, "of no key", 9));
	assert_true(store_publish(store));
	store_close(store);
	enum store_finding finding;
	store = store_open(place->path, "it's an edition; --", &finding);
	assert_int_equal(finding, STORE_OPENED);
	g_autoptr(GByteArray) value = g_byte_array_new();
	g_byte_array_append(value, (const uint8_t *)"what was here before", 20);
	assert_true(store_get(store, STORE_BODY, KEY, sizeof KEY, value));
	assert_int_equal(value->len, LARGE);
	assert_memory_equal(value->data, large, LARGE);
	assert_true(store_get(store, STORE_BODY, KEY, sizeof KEY - 1, value));
	assert_int_equal(value->len, 0);
	assert_true(store_get(store, STORE_BODY, "", 0, value));
	assert_int_equal(value->len, 9);
	assert_false(store_get(store, STORE_BODY, KEY, sizeof KEY - 2, value));
	store_close(store);
}

static void a_visit_ends_when_it_wants_to(void **state)
{
	const struct place *place = *state;
	make_store(place);
	g_autoptr(Store) store = need_store(place);
	struct visits some = {.most = 3};
	assert_false(store_each(store, STORE_HEAD, visit, &some));
	assert_int_equal(some.count, 3);
	struct visits keys = {.most = UINT_MAX};
	assert_true(store_each_key(store, STORE_HEAD, visit, &keys));
	assert_int_equal(keys.count, ROWS);
	assert_int_equal(keys.wrong, 0);
	assert_false(store_is_damaged(store));
}

/* ---- what may be found at the path */

static void write_file(const char *path, const char *bytes, size_t length)
{
	assert_true(g_file_set_contents(path, bytes, (gssize)length, NULL));
}

static void each_finding_has_its_name(void **state)
{
	const struct place *place = *state;
	assert_finding(place->path, "edition", STORE_MISSING);
	make_store(place);
	assert_finding(place->path, "edition", STORE_OPENED);
	assert_finding(place->path, "editio", STORE_OTHER_EDITION);
	assert_finding(place->path, "edition2", STORE_OTHER_EDITION);
	assert_finding(place->path, "", STORE_OTHER_EDITION);
	write_file(place->path, "", 0);
	assert_finding(place->path, "edition", STORE_DAMAGED);
	write_file(place->path, "what somebody wrote\n", 20);
	assert_finding(place->path, "edition", STORE_DAMAGED);
	store_remove(place->path);
	assert_finding(place->path, "edition", STORE_MISSING);
}

static void a_database_of_somebody_else_is_no_store(void **state)
{
	const struct place *place = *state;
	sqlite3 *other;
	assert_int_equal(sqlite3_open(place->path, &other), SQLITE_OK);
	assert_int_equal(sqlite3_exec(other, "CREATE TABLE t (a)", NULL, NULL, NULL), SQLITE_OK);
	assert_finding(place->path, "edition", STORE_DAMAGED);
	assert_int_equal(sqlite3_exec(other, "CREATE TABLE store (form, edition)", NULL, NULL, NULL),
	                 SQLITE_OK);
	assert_finding(place->path, "edition", STORE_DAMAGED);
	assert_int_equal(sqlite3_exec(other, "INSERT INTO store VALUES (1, NULL)", NULL, NULL, NULL),
	                 SQLITE_OK);
	assert_finding(place->path, "edition", STORE_OTHER_EDITION);
	sqlite3_close(other);
}

static void a_folder_or_link_at_the_path_is_left_alone(void **state)
{
	const struct place *place = *state;
	g_autofree char *target = g_build_filename(place->folder, "target", NULL);
	assert_int_equal(g_mkdir(place->path, 0755), 0);
	assert_finding(place->path, "edition", STORE_FAILED);
	struct store *store = store_create(place->path, "edition");
	assert_non_null(store);
	assert_false(store_publish(store));
	store_close(store);
	assert_int_equal(rmdir(place->path), 0);

	make_store(place);
	assert_int_equal(rename(place->path, target), 0);
	assert_int_equal(symlink(target, place->path), 0);
	assert_finding(place->path, "edition", STORE_FAILED);
	make_store(place); /* the link goes, what it led to stays */
	assert_finding(place->path, "edition", STORE_OPENED);
	assert_finding(target, "edition", STORE_OPENED);
}

static void the_folder_may_be_reached_by_a_link(void **state)
{
	const struct place *place = *state;
	g_autofree char *folder = g_build_filename(place->folder, "folder", NULL);
	g_autofree char *link = g_build_filename(place->folder, "link", NULL);
	assert_int_equal(g_mkdir(folder, 0755), 0);
	assert_int_equal(symlink("folder", link), 0);
	struct place there = {.path = g_build_filename(link, ".site.state", NULL)};
	make_store(&there);
	assert_finding(there.path, "edition", STORE_OPENED);
	g_free(there.path);
}

static void a_relative_path_will_do(void **state)
{
	const struct place *place = *state;
	g_autofree char *before = g_get_current_dir();
	assert_int_equal(chdir(place->folder), 0);
	struct place here = {.path = g_strdup("state")};
	make_store(&here);
	assert_finding("state", "edition", STORE_OPENED);
	g_free(here.path);
	assert_int_equal(chdir(before), 0);
}

static void where_nothing_can_be_made_there_is_no_store(void **state)
{
	const struct place *place = *state;
	g_autofree char *nowhere = g_build_filename(place->folder, "none", "state", NULL);
	assert_null(store_create(nowhere, "edition"));
	assert_finding(nowhere, "edition", STORE_MISSING);
}

/* ---- others at the same file */

/* Waits for a child that must end by itself with 0. */
static void assert_ends_well(pid_t child)
{
	int status;
	assert_int_equal(waitpid(child, &status, 0), child);
	assert_true(WIFEXITED(status));
	assert_int_equal(WEXITSTATUS(status), 0);
}

static void a_store_that_somebody_has_locked_is_busy(void **state)
{
	const struct place *place = *state;
	make_store(place);
	int ready[2];
	assert_int_equal(pipe(ready), 0);
	pid_t child = fork();
	if (child == 0) {
		sqlite3 *other;
		bool locked = sqlite3_open(place->path, &other) == SQLITE_OK &&
		              sqlite3_exec(other, "BEGIN EXCLUSIVE", NULL, NULL, NULL) == SQLITE_OK;
		if (write(ready[1], locked ? "y" : "n", 1) == 1)
			pause();
		_exit(1);
	}
	char locked;
	assert_int_equal(read(ready[0], &locked, 1), 1);
	assert_int_equal(locked, 'y');
	assert_finding(place->path, "edition", STORE_BUSY);
	kill(child, SIGKILL);
	waitpid(child, NULL, 0);
	assert_finding(place->path, "edition", STORE_OPENED);
	close(ready[0]);
	close(ready[1]);
}

static void what_another_is_writing_cannot_be_put_into(void **state)
{
	const struct place *place = *state;
	make_store(place);
	g_autoptr(Store) store = need_store(place);
	sqlite3 *other;
	assert_int_equal(sqlite3_open(place->path, &other), SQLITE_OK);
	assert_int_equal(sqlite3_exec(other, "BEGIN IMMEDIATE", NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(count_right(store, STORE_HEAD), ROWS);
	assert_false(put_text(store, STORE_HEAD, "key 1", "other"));
	assert_false(store_delete(store, STORE_HEAD, "key 1", 5));
	sqlite3_close(other);
	assert_true(put_text(store, STORE_HEAD, "key 1", "other"));
	assert_false(store_is_damaged(store));
}

/* In a worker: what was published is read, and nothing of the parent's is put. */
static int work(struct store *store)
{
	if (!store_reopen(store) || !store_reopen(store))
		return 1;
	for (unsigned i = 0; i < ROWS; i++) {
		g_autofree char *key = g_strdup_printf("key %u", i);
		g_autofree char *wanted = value_of(i);
		g_autofree char *value = get_text(store, STORE_HEAD, key);
		if (g_strcmp0(value, wanted) != 0)
			return 2;
	}
	return put_text(store, STORE_HEAD, "key 1", "of a worker") ? 3 : 0;
}

static void workers_read_with_connections_of_their_own(void **state)
{
	const struct place *place = *state;
	make_store(place);
	struct store *store = need_store(place);
	assert_int_equal(count_right(store, STORE_HEAD),
	                 ROWS); /* statements are ready and inherited */
	pid_t workers[3];
	for (size_t i = 0; i < G_N_ELEMENTS(workers); i++) {
		workers[i] = fork();
		if (workers[i] == 0)
			_exit(work(store));
	}
	for (size_t i = 0; i < G_N_ELEMENTS(workers); i++)
		assert_ends_well(workers[i]);
	assert_true(store_reopen(store)); /* in the parent: nothing to do */
	assert_true(put_text(store, STORE_HEAD, "key 1", "of the parent"));
	assert_true(store_publish(store));
	store_close(store);
	store = need_store(place);
	assert_row(store, STORE_HEAD, "key 1", "of the parent");
	store_close(store);
}

static void a_worker_sees_nothing_that_is_not_published(void **state)
{
	const struct place *place = *state;
	make_store(place);
	g_autoptr(Store) store = need_store(place);
	assert_true(put_text(store, STORE_HEAD, "key 1", "other"));
	pid_t child = fork();
	if (child == 0)
		_exit(work(store));
	assert_ends_well(child);
	assert_row(store, STORE_HEAD, "key 1", "other");
}

/* ---- ends that come too early */

/* Puts far more than the cache holds, so that the file itself is written, and dies. */
static void put_much_and_die(struct store *store)
{
	g_autofree char *much = g_strnfill(1000000, 'm');
	for (unsigned i = 0; i < 60; i++) {
		g_autofree char *key = g_strdup_printf("key %u", i);
		put_text(store, STORE_HEAD, key, much);
	}
	kill(getpid(), SIGKILL);
}

static void a_crash_before_publishing_leaves_the_former_rows(void **state)
{
	const struct place *place = *state;
	make_store(place);
	for (int round = 0; round < 2; round++) {
		pid_t child = fork();
		if (child == 0) {
			enum store_finding finding;
			put_much_and_die(round == 0 ? store_open(place->path, "edition", &finding)
			                            : store_create(place->path, "edition"));
		}
		int status;
		waitpid(child, &status, 0);
		assert_true(WIFSIGNALED(status));
		g_autofree char *rest =
		        g_strconcat(place->path, round == 0 ? "-journal" : ".new", NULL);
		assert_int_equal(access(rest, F_OK), 0); /* it was in the midst of it */
		struct store *store = need_store(place);
		assert_int_equal(count_right(store, STORE_HEAD), ROWS);
		assert_false(store_is_damaged(store));
		store_close(store);
	}
	make_store(place); /* over what the dead one left */
	assert_finding(place->path, "edition", STORE_OPENED);
}

/* The journal would be played back into the new file, were it left beside it. */
static void what_a_dead_writer_left_does_no_harm_to_a_new_store(void **state)
{
	const struct place *place = *state;
	make_store(place);
	pid_t child = fork();
	if (child == 0) {
		enum store_finding finding;
		put_much_and_die(store_open(place->path, "edition", &finding));
	}
	waitpid(child, NULL, 0);
	g_autofree char *journal = g_strconcat(place->path, "-journal", NULL);
	assert_int_equal(access(journal, F_OK), 0);
	struct store *store = store_create(place->path, "edition");
	assert_true(put_text(store, STORE_HEAD, "only", "this"));
	assert_true(store_publish(store));
	store_close(store);
	assert_int_not_equal(access(journal, F_OK), 0);
	store = need_store(place);
	assert_row(store, STORE_HEAD, "only", "this");
	assert_no_row(store, STORE_HEAD, "key 1");
	store_close(store);
}

static void a_full_disk_is_told_and_leaves_the_former_rows(void **state)
{
	const struct place *place = *state;
	make_store(place);
	for (int round = 0; round < 2; round++) {
		pid_t child = fork();
		if (child == 0) {
			const struct rlimit limit = {1000000, 1000000};
			enum store_finding finding;
			signal(SIGXFSZ, SIG_IGN);
			setrlimit(RLIMIT_FSIZE, &limit);
			struct store *store = round == 0
			                              ? store_open(place->path, "edition", &finding)
			                              : store_create(place->path, "edition");
			g_autofree char *much = g_strnfill(900000, 'm');
			bool put = put_text(store, STORE_HEAD, "key 1", much) &&
			           put_text(store, STORE_HEAD, "key 2", much);
			bool published = store_publish(store);
			store_close(store);
			_exit(put && published);
		}
		assert_ends_well(child);
		struct store *store = need_store(place);
		assert_int_equal(count_right(store, STORE_HEAD), ROWS);
		store_close(store);
	}
}

/* ---- damage */

static void one_changed_byte_costs_its_row_alone(void **state)
{
	const struct place *place = *state;
	make_store(place);
	g_autofree char *bytes = NULL;
	gsize length;
	assert_true(g_file_get_contents(place->path, &bytes, &length, NULL));
	char *at = memmem(bytes, length, "value 5 ", 8); /* of heads, which come first */
	assert_non_null(at);
	at[10] ^= 1;
	write_file(place->path, bytes, length);
	g_autoptr(Store) store = need_store(place);
	assert_int_equal(count_right(store, STORE_HEAD) + count_right(store, STORE_PAGE),
	                 2 * ROWS - 1);
	assert_true(store_is_damaged(store));
	bool heads;
	bool pages;
	unsigned seen = visit_all(store, STORE_HEAD, &heads).count;
	seen += visit_all(store, STORE_PAGE, &pages).count;
	assert_int_equal(seen, 2 * ROWS - 1);
	assert_int_not_equal(heads, pages); /* the damaged table says so */
}

static void a_value_under_another_key_or_table_is_not_believed(void **state)
{
	const struct place *place = *state;
	make_store(place);
	sqlite3 *other;
	assert_int_equal(sqlite3_open(place->path, &other), SQLITE_OK);
	assert_int_equal(
	        sqlite3_exec(
	                other,
	                "UPDATE heads SET key = CAST('else' AS BLOB) WHERE key = CAST('key 1' AS "
	                "BLOB);"
	                "INSERT INTO bodies SELECT * FROM pages WHERE key = CAST('key 2' AS BLOB);"
	                "UPDATE pages SET mark = NULL WHERE key = CAST('key 3' AS BLOB);"
	                "UPDATE pages SET value = NULL WHERE key = CAST('key 4' AS BLOB)",
	                NULL, NULL, NULL),
	        SQLITE_OK);
	sqlite3_close(other);
	g_autoptr(Store) store = need_store(place);
	assert_no_row(store, STORE_HEAD, "else");
	assert_no_row(store, STORE_BODY, "key 2");
	assert_no_row(store, STORE_PAGE, "key 3");
	assert_no_row(store, STORE_PAGE, "key 4");
	assert_int_equal(count_right(store, STORE_HEAD), ROWS - 1);
	assert_int_equal(count_right(store, STORE_PAGE), ROWS - 2);
	assert_true(store_is_damaged(store));
}

/* Opens a store that is damaged: whatever it still gives is right, also when it was `written` into. */
static void assert_nothing_false(const struct place *place, bool written)
{
	enum store_finding finding;
	struct store *store = store_open(place->path, "edition", &finding);
	if (store == NULL)
		return;
	bool whole;
	count_right(store, STORE_HEAD);
	count_right(store, STORE_PAGE);
	assert_int_equal(visit_all(store, STORE_HEAD, &whole).wrong, 0);
	assert_int_equal(visit_all(store, STORE_PAGE, &whole).wrong, 0);
	g_autofree char *value = value_of(3);
	bool put = written && put_text(store, STORE_HEAD, "key 3", value) &&
	           store_delete(store, STORE_PAGE, "key 4", 5) && store_publish(store);
	store_close(store);
	store = put ? store_open(place->path, "edition", &finding) : NULL;
	if (store == NULL)
		return;
	count_right(store, STORE_HEAD);
	assert_int_equal(visit_all(store, STORE_HEAD, &whole).wrong, 0);
	store_close(store);
}

static void no_damage_makes_a_row_say_something_else(void **state)
{
	const struct place *place = *state;
	make_store(place);
	g_autofree char *bytes = NULL;
	gsize length;
	assert_true(g_file_get_contents(place->path, &bytes, &length, NULL));
	for (gsize at = 0; at < length; at += 211) {
		char before = bytes[at];
		bytes[at] ^= (char)(1 << at % 8);
		store_remove(place->path);
		write_file(place->path, bytes, length);
		bytes[at] = before;
		assert_nothing_false(place, at % 16 == 0); /* to publish takes its time */
	}
	for (gsize page = 0; page < length; page += 4096) {
		g_autofree char *damaged = g_memdup2(bytes, length);
		memset(damaged + page, page % 8192 == 0 ? 0 : 0xff, MIN(4096, length - page));
		store_remove(place->path);
		write_file(place->path, damaged, length);
		assert_nothing_false(place, true);
	}
}

static void a_file_cut_short_gives_what_is_left(void **state)
{
	const struct place *place = *state;
	make_store(place);
	g_autofree char *bytes = NULL;
	gsize length;
	assert_true(g_file_get_contents(place->path, &bytes, &length, NULL));
	for (gsize cut = 0; cut < length; cut += 3511) {
		store_remove(place->path);
		write_file(place->path, bytes, cut);
		assert_nothing_false(place, true);
	}
}

static void a_damaged_header_is_damage(void **state)
{
	const struct place *place = *state;
	make_store(place);
	g_autofree char *bytes = NULL;
	gsize length;
	assert_true(g_file_get_contents(place->path, &bytes, &length, NULL));
	memset(bytes, 'x', 16);
	write_file(place->path, bytes, length);
	assert_finding(place->path, "edition", STORE_DAMAGED);
}

static void a_damaged_page_is_noted(void **state)
{
	const struct place *place = *state;
	make_store(place);
	g_autofree char *bytes = NULL;
	gsize length;
	assert_true(g_file_get_contents(place->path, &bytes, &length, NULL));
	unsigned noted = 0;
	for (gsize page = 4096; page < length; page += 4096) {
		g_autofree char *damaged = g_memdup2(bytes, length);
		memset(damaged + page, 0xff, 100);
		write_file(place->path, damaged, length);
		enum store_finding finding;
		struct store *store = store_open(place->path, "edition", &finding);
		if (store != NULL) {
			unsigned right =
			        count_right(store, STORE_HEAD) + count_right(store, STORE_PAGE);
			assert_true(right == 2 * ROWS || store_is_damaged(store));
			noted += store_is_damaged(store);
		}
		store_close(store);
	}
	assert_true(noted > 3);
}

#define CASE(function) cmocka_unit_test_setup_teardown(function, enter, leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        CASE(what_is_published_is_there_for_the_next),
	        CASE(a_key_of_no_bytes_is_one_to_a_visitor),
	        CASE(others_cannot_read_it),
	        CASE(what_is_deleted_is_not_in_the_file),
	        CASE(rows_are_replaced_and_deleted_in_their_own_table),
	        CASE(a_table_is_cleared_alone),
	        CASE(what_is_not_published_is_lost),
	        CASE(a_new_store_takes_the_place_of_the_former),
	        CASE(an_empty_and_a_large_value_and_any_bytes_come_back),
	        CASE(a_visit_ends_when_it_wants_to),
	        CASE(each_finding_has_its_name),
	        CASE(a_database_of_somebody_else_is_no_store),
	        CASE(a_folder_or_link_at_the_path_is_left_alone),
	        CASE(the_folder_may_be_reached_by_a_link),
	        CASE(a_relative_path_will_do),
	        CASE(where_nothing_can_be_made_there_is_no_store),
	        CASE(a_store_that_somebody_has_locked_is_busy),
	        CASE(what_another_is_writing_cannot_be_put_into),
	        CASE(workers_read_with_connections_of_their_own),
	        CASE(a_worker_sees_nothing_that_is_not_published),
	        CASE(a_crash_before_publishing_leaves_the_former_rows),
	        CASE(what_a_dead_writer_left_does_no_harm_to_a_new_store),
	        CASE(a_full_disk_is_told_and_leaves_the_former_rows),
	        CASE(one_changed_byte_costs_its_row_alone),
	        CASE(a_value_under_another_key_or_table_is_not_believed),
	        CASE(no_damage_makes_a_row_say_something_else),
	        CASE(a_file_cut_short_gives_what_is_left),
	        CASE(a_damaged_header_is_damage),
	        CASE(a_damaged_page_is_noted),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
