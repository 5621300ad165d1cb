/* SPDX-License-Identifier: MIT */
/*
 * A new store is written without journal or sync, since nobody sees it before it is renamed; an open
 * one has SQLite's rollback journal, which undoes what was cut off when the file is opened next.
 * Readers in workers and the writer never meet: the parent writes when its workers have ended.
 */
#include "base/store.h"

#include <errno.h>
#include <fcntl.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "base/digest.h"

/* Of the tables themselves; what is in the rows is the edition's matter. */
enum { FORM = 1, MARK_SIZE = 8, CACHE_KIB = 16 * 1024, WORKER_CACHE_KIB = 2 * 1024 };

enum statement { GET, PUT, DELETE, STATEMENT_COUNT };

struct store {
	sqlite3 *connection;
	pid_t owner;     /* the process that the connection is of */
	char *path;      /* where it is, or will be once published */
	char *temporary; /* where a new one is made; NULL: it is not new */
	bool writing;    /* a transaction is open */
	bool damaged;
	sqlite3_stmt *statements[STORE_TABLE_COUNT][STATEMENT_COUNT];
	struct digester *digester;
};

static const char *const NAMES[STORE_TABLE_COUNT] = {"about", "commits", "heads",  "bodies",
                                                     "pages", "traces",  "records"};

/* ---- what SQLite says */

static bool is_damage(int code)
{
	return code == SQLITE_CORRUPT || code == SQLITE_NOTADB;
}

static enum store_finding finding_of(int code)
{
	if (is_damage(code))
		return STORE_DAMAGED;
	return code == SQLITE_BUSY || code == SQLITE_LOCKED ? STORE_BUSY : STORE_FAILED;
}

/* Notes damage; true for `good`. */
static bool went(struct store *store, int code, int good)
{
	store->damaged |= is_damage(code);
	return code == good;
}

static int run(sqlite3 *connection, const char *words)
{
	return sqlite3_exec(connection, words, NULL, NULL, NULL) & 0xff;
}

/* ---- opening */

/*
 * The same place without links among its folders: SQLITE_OPEN_NOFOLLOW, which is meant for the file
 * itself, refuses those too.
 */
static char *resolve_folder(const char *path)
{
	g_autofree char *folder = g_path_get_dirname(path);
	g_autofree char *name = g_path_get_basename(path);
	char *real = realpath(folder, NULL);
	char *resolved = g_build_filename(real == NULL ? folder : real, name, NULL);
	free(real);
	return resolved;
}

static struct store *new_store(const char *path)
{
	struct store *store = g_new0(struct store, 1);
	store->path = resolve_folder(path);
	store->digester = digester_new();
	return store;
}

static void drop_statements(struct store *store)
{
	for (unsigned table = 0; table < STORE_TABLE_COUNT; table++)
		for (unsigned i = 0; i < STATEMENT_COUNT; i++) {
			sqlite3_finalize(store->statements[table][i]);
			store->statements[table][i] = NULL;
		}
}

void store_close(struct store *store)
{
	if (store == NULL)
		return;
	drop_statements(store);
	sqlite3_close(store->connection);
	if (store->temporary != NULL)
		store_remove(store->temporary);
	digester_free(store->digester);
	g_free(store->temporary);
	g_free(store->path);
	g_free(store);
}

/* What is deleted is overwritten: the text of a document that was withdrawn must not stay behind. */
static int connect_to(struct store *store, const char *path, int flags, unsigned cache_kib)
{
	flags |= SQLITE_OPEN_NOFOLLOW | SQLITE_OPEN_NOMUTEX; /* no threads here */
	int code = sqlite3_open_v2(path, &store->connection, flags, NULL) & 0xff;
	g_autofree char *settings =
	        g_strdup_printf("PRAGMA cache_size = -%u; PRAGMA secure_delete = ON", cache_kib);
	store->owner = getpid();
	return code == SQLITE_OK ? run(store->connection, settings) : code;
}

/* The edition and form that the file bears; "" when it bears none. */
static int read_edition(struct store *store, GString *out)
{
	sqlite3_stmt *statement = NULL;
	int code = sqlite3_prepare_v2(store->connection, "SELECT form, edition FROM store", -1,
	                              &statement, NULL);
	if (code == SQLITE_OK)
		code = sqlite3_step(statement);
	if (code == SQLITE_ROW)
		g_string_printf(out, "%d %s", sqlite3_column_int(statement, 0),
		                (const char *)sqlite3_column_text(statement, 1));
	sqlite3_finalize(statement);
	return code & 0xff;
}

/* A store that was not made to the end is nobody's. */
static void remove_unfinished(const char *path)
{
	g_autofree char *temporary = g_strconcat(path, ".new", NULL);
	store_remove(temporary);
}

struct store *store_open(const char *path, const char *edition, enum store_finding *finding)
{
	remove_unfinished(path);
	g_autofree char *wanted = g_strdup_printf("%d %s", FORM, edition);
	g_autoptr(GString) found = g_string_new(NULL);
	if (access(path, F_OK) != 0) {
		*finding = errno == ENOENT ? STORE_MISSING : STORE_FAILED;
		return NULL;
	}
	g_autoptr(Store) store = new_store(path);
	int code = connect_to(store, store->path, SQLITE_OPEN_READWRITE, CACHE_KIB);
	if (code == SQLITE_OK)
		code = read_edition(store, found);
	if (code == SQLITE_ERROR || code == SQLITE_DONE) /* no such table, or nothing in it */
		code = SQLITE_CORRUPT;
	*finding = code != SQLITE_ROW                ? finding_of(code)
	           : strcmp(found->str, wanted) != 0 ? STORE_OTHER_EDITION
	                                             : STORE_OPENED;
	return *finding == STORE_OPENED ? g_steal_pointer(&store) : NULL;
}

static bool make_tables(struct store *store, const char *edition)
{
	g_autoptr(GString) words =
	        g_string_new("PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; "
	                     "BEGIN; "
	                     "CREATE TABLE store (form INTEGER, edition TEXT); ");
	char *row = sqlite3_mprintf("INSERT INTO store VALUES (%d, %Q); ", FORM, edition);
	g_string_append(words, row);
	sqlite3_free(row);
	for (unsigned i = 0; i < STORE_TABLE_COUNT; i++)
		g_string_append_printf(
		        words, "CREATE TABLE %s (key BLOB PRIMARY KEY, value BLOB, mark BLOB); ",
		        NAMES[i]);
	store->writing = run(store->connection, words->str) == SQLITE_OK;
	return store->writing;
}

/*
 * An empty file that SQLite will take for a new store. It holds texts of drafts too, and may lie
 * where a web server looks: nobody but the owner and the group reads it, nor its journal.
 */
static bool make_file(const char *path)
{
	int file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0660);
	if (file >= 0)
		close(file);
	return file >= 0;
}

struct store *store_create(const char *path, const char *edition)
{
	g_autoptr(Store) store = new_store(path);
	store->temporary = g_strconcat(store->path, ".new", NULL);
	store_remove(store->temporary);
	if (!make_file(store->temporary) ||
	    connect_to(store, store->temporary, SQLITE_OPEN_READWRITE, CACHE_KIB) != SQLITE_OK ||
	    !make_tables(store, edition))
		return NULL;
	return g_steal_pointer(&store);
}

/*
 * The parent's connection is left as it is: to close it here would undo locks and journals that are
 * the parent's. One transaction for all that a worker reads saves it the locks for each row.
 */
bool store_reopen(struct store *store)
{
	if (store->owner == getpid())
		return store->connection != NULL;
	memset(store->statements, 0, sizeof store->statements);
	store->connection = NULL;
	store->writing = false;
	return connect_to(store, store->path, SQLITE_OPEN_READONLY, WORKER_CACHE_KIB) == SQLITE_OK &&
	       run(store->connection, "BEGIN") == SQLITE_OK;
}

void store_remove(const char *path)
{
	static const char *const SUFFIXES[] = {"", "-journal", "-wal", "-shm"};
	for (size_t i = 0; i < G_N_ELEMENTS(SUFFIXES); i++) {
		g_autofree char *name = g_strconcat(path, SUFFIXES[i], NULL);
		unlink(name);
	}
}

/* ---- rows */

static void make_mark(struct store *store, enum store_table table, const void *key,
                      size_t key_length, const void *value, size_t length,
                      uint8_t mark[static MARK_SIZE])
{
	digester_add_number(store->digester, table);
	digester_add(store->digester, key, key_length);
	digester_add(store->digester, value, length);
	struct digest digest = digester_end(store->digester);
	memcpy(mark, digest.bytes, MARK_SIZE);
}

/* NULL: it cannot be had. The caller resets it. */
static sqlite3_stmt *statement_of(struct store *store, enum store_table table, enum statement which)
{
	static const char *const WORDS[STATEMENT_COUNT] = {
	        "SELECT value, mark FROM %s WHERE key = ?1",
	        "INSERT OR REPLACE INTO %s VALUES (?1, ?2, ?3)", "DELETE FROM %s WHERE key = ?1"};
	sqlite3_stmt **kept = &store->statements[table][which];
	if (*kept != NULL)
		return *kept;
	char *words = sqlite3_mprintf(WORDS[which], NAMES[table]);
	int code = sqlite3_prepare_v3(store->connection, words, -1, SQLITE_PREPARE_PERSISTENT, kept,
	                              NULL);
	sqlite3_free(words);
	return went(store, code & 0xff, SQLITE_OK) ? *kept : NULL;
}

/* A blob of no bytes would be NULL, which is no key. */
static void bind(sqlite3_stmt *statement, int place, const void *bytes, size_t length)
{
	sqlite3_bind_blob64(statement, place, length == 0 ? "" : bytes, length, SQLITE_STATIC);
}

static bool row_is_whole(struct store *store, enum store_table table, const void *key,
                         size_t key_length, sqlite3_stmt *row, int value, int mark)
{
	uint8_t made[MARK_SIZE];
	make_mark(store, table, key, key_length, sqlite3_column_blob(row, value),
	          (size_t)sqlite3_column_bytes(row, value), made);
	bool whole = sqlite3_column_bytes(row, mark) == MARK_SIZE &&
	             memcmp(sqlite3_column_blob(row, mark), made, MARK_SIZE) == 0;
	store->damaged |= !whole;
	return whole;
}

bool store_get(struct store *store, enum store_table table, const void *key, size_t key_length,
               GByteArray *out)
{
	sqlite3_stmt *get = statement_of(store, table, GET);
	if (get == NULL)
		return false;
	bind(get, 1, key, key_length);
	bool found = went(store, sqlite3_step(get) & 0xff, SQLITE_ROW) &&
	             row_is_whole(store, table, key, key_length, get, 0, 1);
	if (found) {
		g_byte_array_set_size(out, 0);
		g_byte_array_append(out, sqlite3_column_blob(get, 0),
		                    (unsigned)sqlite3_column_bytes(get, 0));
	}
	sqlite3_reset(get);
	return found;
}

static bool begin_writing(struct store *store)
{
	if (!store->writing)
		store->writing = went(store, run(store->connection, "BEGIN IMMEDIATE"), SQLITE_OK);
	return store->writing;
}

bool store_put(struct store *store, enum store_table table, const void *key, size_t key_length,
               const void *value, size_t length)
{
	uint8_t mark[MARK_SIZE];
	sqlite3_stmt *put = begin_writing(store) ? statement_of(store, table, PUT) : NULL;
	if (put == NULL)
		return false;
	make_mark(store, table, key, key_length, value, length, mark);
	bind(put, 1, key, key_length);
	bind(put, 2, value, length);
	bind(put, 3, mark, sizeof mark);
	bool done = went(store, sqlite3_step(put) & 0xff, SQLITE_DONE);
	sqlite3_reset(put);
	return done;
}

bool store_delete(struct store *store, enum store_table table, const void *key, size_t key_length)
{
	sqlite3_stmt *delete = begin_writing(store) ? statement_of(store, table, DELETE) : NULL;
	if (delete == NULL)
		return false;
	bind(delete, 1, key, key_length);
	bool done = went(store, sqlite3_step(delete) & 0xff, SQLITE_DONE);
	sqlite3_reset(delete);
	return done;
}

bool store_clear(struct store *store, enum store_table table)
{
	g_autofree char *words = g_strdup_printf("DELETE FROM %s", NAMES[table]);
	return begin_writing(store) && went(store, run(store->connection, words), SQLITE_OK);
}

/* Nobody here puts a key of no bytes, but one that is found is no NULL. */
static const void *key_of(sqlite3_stmt *row, size_t *length)
{
	const void *key = sqlite3_column_blob(row, 0);
	*length = (size_t)sqlite3_column_bytes(row, 0);
	return key == NULL ? "" : key;
}

/* One row of "key, value, mark" to `visit`, unless it is damaged. False: `visit` wants no more. */
static bool visit_row(struct store *store, enum store_table table, sqlite3_stmt *row,
                      store_visitor visit, void *context, bool *whole)
{
	size_t key_length;
	const void *key = key_of(row, &key_length);
	if (!row_is_whole(store, table, key, key_length, row, 1, 2)) {
		*whole = false;
		return true;
	}
	return visit(context, key, key_length, sqlite3_column_blob(row, 1),
	             (size_t)sqlite3_column_bytes(row, 1));
}

static bool visit_key(sqlite3_stmt *row, store_visitor visit, void *context)
{
	size_t length;
	const void *key = key_of(row, &length);
	return visit(context, key, length, NULL, 0);
}

static bool each(struct store *store, enum store_table table, bool keys_alone, store_visitor visit,
                 void *context)
{
	sqlite3_stmt *rows = NULL;
	char *words = sqlite3_mprintf(
	        keys_alone ? "SELECT key FROM %s" : "SELECT key, value, mark FROM %s", NAMES[table]);
	int code = sqlite3_prepare_v2(store->connection, words, -1, &rows, NULL) & 0xff;
	sqlite3_free(words);
	bool on = went(store, code, SQLITE_OK);
	bool whole = true;
	while (on && (code = sqlite3_step(rows) & 0xff) == SQLITE_ROW)
		on = keys_alone ? visit_key(rows, visit, context)
		                : visit_row(store, table, rows, visit, context, &whole);
	on = on && went(store, code, SQLITE_DONE);
	sqlite3_finalize(rows);
	return on && whole;
}

bool store_each(struct store *store, enum store_table table, store_visitor visit, void *context)
{
	return each(store, table, false, visit, context);
}

bool store_each_key(struct store *store, enum store_table table, store_visitor visit, void *context)
{
	return each(store, table, true, visit, context);
}

bool store_is_damaged(const struct store *store)
{
	return store->damaged;
}

/* ---- publishing */

static bool sync_file(const char *path)
{
	int file = open(path, O_RDONLY | O_CLOEXEC);
	bool done = file >= 0 && fdatasync(file) == 0;
	if (file >= 0)
		close(file);
	return done;
}

bool store_publish(struct store *store)
{
	bool done = !store->writing || run(store->connection, "COMMIT") == SQLITE_OK;
	drop_statements(store);
	done = sqlite3_close(store->connection) == SQLITE_OK && done;
	store->connection = NULL;
	store->writing = false;
	if (store->temporary == NULL || !done)
		return done;
	if (!sync_file(store->temporary))
		return false;
	store_remove(store->path); /* with a journal that is not for the new one */
	return rename(store->temporary, store->path) == 0;
}
