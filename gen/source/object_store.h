/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_OBJECT_STORE_H
#define SOURCE_OBJECT_STORE_H

#include <git2.h>
#include <string.h>

#include "base/report.h"
#include "source/repository.h"
#include "source/tree_cache.h"

/* Private to source/: the objects of one repository, read raw by their names. */
struct object_store {
	git_odb *objects;
	bool is_partial;          /* a partial clone: objects may be missing on purpose */
	struct tree_cache *trees; /* for walks that read trees twice; NULL: none are kept */
};

/*
 * Starts libgit2 and sets its limits; to be called before anything else of it, any number of times.
 */
void object_store_start(void);

/* What libgit2 last complained about; "" for nothing. Never NULL, valid until its next call. */
const char *object_store_words(void);

/*
 * An object of that type. `place` is where it would be missed. `*out` is the caller's:
 * git_odb_object_free.
 */
bool object_store_read(struct report *report, const struct object_store *store, struct place place,
                       const git_oid *id, git_object_t type, git_odb_object **out);

/* The size of a blob, from its head alone. */
bool object_store_size(struct report *report, const struct object_store *store, struct place place,
                       const git_oid *id, size_t *out);

/* A tree, from the cache if there is one. */
bool object_store_read_tree(struct report *report, const struct object_store *store,
                            struct place place, const git_oid *id, git_odb_object **out);

/* As object_store_read where a missing object is no matter; NULL for one that cannot be read. */
git_odb_object *object_store_try(const struct object_store *store, const git_oid *id,
                                 git_object_t type);

/* Tells that an object could be read but makes no sense. */
bool object_store_report_damaged(struct report *report, struct place place, const git_oid *id,
                                 git_object_t type, const char *words);

/* Tells that no object can be read at all; libgit2's last words say why. */
bool object_store_report_unopened(struct report *report, const char *path);

/* Whether every object read is checked against its name. On from the start. */
void object_store_verify(bool verify);

static inline git_oid oid_of(const struct object_id *id)
{
	git_oid oid;
	memcpy(oid.id, id->bytes, sizeof oid.id);
	return oid;
}

static inline struct object_id object_id_of(const git_oid *oid)
{
	struct object_id id;
	memcpy(id.bytes, oid->id, sizeof id.bytes);
	return id;
}

#endif
