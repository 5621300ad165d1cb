/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_LOOKUP_H
#define CATALOG_LOOKUP_H

#include "catalog/intake.h"

/* Ways to find a record. Made once all records have their ids. */
struct lookup {
	const struct catalog *catalog;
	GHashTable *by_path; /* path in the repository to record */
	GHashTable *by_id;
	GHashTable *by_number; /* canonical number to GArray of records */
	GHashTable *by_name;   /* "kind\nname" to record, for kinds that others name */
	GHashTable *by_base_name; /* file name to path, NULL for one that occurs twice: for suggestions */
	GHashTable *source_by_path; /* path to index of the source file plus one */
	GHashTable *groups;         /* "axis\nname" to a struct target of TARGET_GROUP, owned */
};

/* Reports ids, and names of entities, that two documents share. */
struct lookup *lookup_new(struct report *report, const struct catalog *catalog);
void lookup_free(struct lookup *lookup);

/* RECORD_NONE: there is none. */
uint32_t lookup_path(const struct lookup *lookup, const char *path);
uint32_t lookup_id(const struct lookup *lookup, const char *id);
uint32_t lookup_entity(const struct lookup *lookup, const char *kind, const char *name);

/* Remembers a list by the name it has as a value of the axis' field. */
void lookup_add_group(struct lookup *lookup, const char *axis, const char *name,
                      const struct target *target);

/* The list that a value of a field has on the axis of that field, or NULL. */
const struct target *lookup_group(const struct lookup *lookup, const char *field, const char *name);

/* The records that bear a canonical number, by path; NULL: none. */
const GArray *lookup_number(const struct lookup *lookup, const char *canonical);

/* The source file of that path, or NULL. */
const struct source_file *lookup_source(const struct lookup *lookup, const char *path);

/*
 * `target` as seen from the document at `from`: relative to its folder, or with a leading '/' to
 * the content folder; '.' and '..' resolved. NULL: it leads out of the repository. The caller
 * frees.
 */
char *lookup_resolve(const struct catalog *catalog, const char *from, const char *target);

#endif
