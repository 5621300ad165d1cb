/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_LOOKUP_H
#define CATALOG_LOOKUP_H

#include "catalog/intake.h"

/* Ways to find a record. Made once all records have their ids. */
struct lookup {
	const struct catalog *catalog;
	const struct name_table *by_id;      /* the intake's */
	struct name_table *source_by_path;   /* path to index of the source file */
	uint32_t *record_of;                 /* of each source file, or RECORD_NONE */
	struct name_table *bearer_by_number; /* canonical number to the first record that bears it */
	uint32_t *next_bearer;               /* of each record with a number, or RECORD_NONE */
	GHashTable *by_name; /* "kind\nname" to record, for kinds that others name */
	GHashTable *groups;  /* "axis\nname" to a struct target of TARGET_GROUP, owned */
};

/* Reports names of entities that two documents share. The intake must outlive it. */
struct lookup *lookup_new(struct report *report, const struct intake *intake);
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

/* The records that bear a canonical number, by path: the first, and the one after another. */
uint32_t lookup_bearer(const struct lookup *lookup, const char *canonical);
uint32_t lookup_next_bearer(const struct lookup *lookup, uint32_t record);

/* The source file of that path, or NULL. */
const struct source_file *lookup_source(const struct lookup *lookup, const char *path);

/* The record of a source file, or RECORD_NONE. */
uint32_t lookup_record_of(const struct lookup *lookup, const struct source_file *file);

/*
 * `target` as seen from the document at `from`: relative to its folder, or with a leading '/' to
 * the content folder; '.' and '..' resolved. NULL: it leads out of the repository. The caller
 * frees.
 */
char *lookup_resolve(const struct catalog *catalog, const char *from, const char *target);

#endif
