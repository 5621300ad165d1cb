/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_INTAKE_H
#define CATALOG_INTAKE_H

#include "catalog/catalog.h"

/* A field that names another document, not yet looked up. */
struct pending_tie {
	uint32_t record;
	const struct field *field;
	const char *text; /* as written */
	unsigned line;
};

/* A value that puts a record on an axis. */
struct pending_place {
	uint32_t record;
	uint32_t axis;
	const char *value;
};

/* An address or path that a document had once. */
struct pending_former {
	uint32_t record;
	const char *text; /* as written */
	unsigned line;
};

/* What is found out document by document, before documents are looked at together. */
struct intake {
	const struct catalog_sources *sources;
	struct catalog *catalog;
	GArray *ties;             /* of struct pending_tie, by record */
	GArray *places;           /* of struct pending_place */
	GArray *formers;          /* of struct pending_former, by record */
	GHashTable *unknown_keys; /* key to struct unknown_key */
	GHashTable *strings;      /* strings that many records share, once */
	struct arena *scratch;    /* cleared after each document */
};

struct intake *intake_new(const struct catalog_sources *sources, struct catalog *catalog);
void intake_free(struct intake *intake);

/*
 * Makes the record of one document: kind, fields, title, dates; no id yet. False: it is left out (a
 * draft), not reported.
 */
bool intake_record(struct report *report, struct intake *intake, uint32_t document,
                   const struct reading_head *head, struct record *out);

/* Reports the keys that no kind knows, each once. */
void intake_report_unknown_keys(struct report *report, const struct intake *intake);

/* The one copy of a string that this catalog keeps. */
const char *intake_string(struct intake *intake, const char *text);

/* The path of a source file below the content folder. */
const char *intake_path_in_content(const struct settings *settings, const char *path);

#endif
