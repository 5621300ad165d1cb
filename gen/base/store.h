/* SPDX-License-Identifier: MIT */
#ifndef BASE_STORE_H
#define BASE_STORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <glib.h>

/*
 * What one build remembers for the next: tables of rows, a key and a value each, in one SQLite file.
 * Nothing in it is needed: a store that is missing, damaged, of another edition or held by somebody
 * costs time and nothing else, so no function here reports. Whoever reads a row must be able to make
 * it anew.
 *
 * Every row bears a checksum over its table, key and value. A row that does not fit its own counts as
 * missing, and store_is_damaged tells of it afterwards.
 */
enum store_table {
	STORE_ABOUT,  /* what the last build was, by name */
	STORE_COMMIT, /* what a commit changed, by its id */
	STORE_HEAD,   /* what a Markdown text says of itself, by blob */
	STORE_BODY,   /* what it became (a fragment), by blob */
	STORE_PAGE,   /* what a file of the site was made of, by address */
	STORE_TRACE,  /* what scripts and templates read of what all pages share, by number */
	STORE_RECORD, /* digests of what pages show of a document, by id */
	STORE_TABLE_COUNT
};

enum store_finding {
	STORE_OPENED,
	STORE_MISSING,
	STORE_OTHER_EDITION,
	STORE_DAMAGED,
	STORE_BUSY,  /* another program has locked it */
	STORE_FAILED /* it cannot be read or written; errno may say why */
};

struct store;
typedef struct store Store;

/*
 * Opens the store that store_publish left at `path`. `edition`: whatever the rows depend on
 * altogether; a store of another is not opened. NULL: `finding` says why. Removes what a store_create
 * at this path left unfinished.
 */
struct store *store_open(const char *path, const char *edition, enum store_finding *finding);

/* A new, empty one, made beside `path` under the name PATH.new. NULL: it cannot be made. */
struct store *store_create(const char *path, const char *edition);

/*
 * In a worker: a connection of its own, for reading, instead of the one inherited from the parent,
 * which may not be used after a fork. Sees what was published. May be called again, for nothing.
 * False: it cannot be opened.
 */
bool store_reopen(struct store *store);

/* False: there is no such row. */
bool store_get(struct store *store, enum store_table table, const void *key, size_t key_length,
               GByteArray *out);

/* Rows are seen by this process at once and by others after store_publish. False: disk full … */
bool store_put(struct store *store, enum store_table table, const void *key, size_t key_length,
               const void *value, size_t length);
bool store_delete(struct store *store, enum store_table table, const void *key, size_t key_length);

/* Deletes all rows of a table. */
bool store_clear(struct store *store, enum store_table table);

/*
 * Visits all rows of a table, in no certain order, until `visit` returns false. The row lives as long
 * as the call. Nothing may be put or deleted meanwhile. Rows that do not fit their checksum are
 * passed over. False: not all were visited, by the will of `visit` or because the table is damaged.
 */
typedef bool (*store_visitor)(void *context, const void *key, size_t key_length, const void *value,
                              size_t length);
bool store_each(struct store *store, enum store_table table, store_visitor visit, void *context);

/*
 * The same with keys alone, which is fast where values are large: `value` is NULL. That a key is
 * there does not say that its row is whole.
 */
bool store_each_key(struct store *store, enum store_table table, store_visitor visit, void *context);

/* True once a row or a page of the file did not hold what was written. */
bool store_is_damaged(const struct store *store);

/*
 * Makes what was put and deleted last: all of it or, after false or a crash, nothing. A new store
 * takes the place of the one at its path. The store may not be used any more but to be closed.
 */
bool store_publish(struct store *store);

/* Closes; what was not published is lost. */
void store_close(struct store *store);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Store, store_close)

/* Removes the store at `path` and all that belongs to it. */
void store_remove(const char *path);

#endif
