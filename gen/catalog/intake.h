/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_INTAKE_H
#define CATALOG_INTAKE_H

#include "catalog/field_value.h"
#include "catalog/kind_guide.h"

/* A field that names another document, not yet looked up. */
struct pending_tie {
	uint32_t record;
	const struct field *field;
	const char *text; /* as written */
	unsigned line;
};

/* A value of a field that leads to a file, or to the list of an organ or topic. */
struct pending_value {
	uint32_t record;
	uint32_t item; /* its number in the field's list, 0 when it stands alone */
	const struct field *field;
	const char *text; /* of an organ or topic: as intake_string has it */
	unsigned line;
};

/* A value that puts a record on an axis. */
struct pending_place {
	uint32_t record;
	uint32_t axis;
	const char *value; /* NULL: derived once ties and validity are known */
};

/* An address or path that a document had once. */
struct pending_former {
	uint32_t record;
	const char *text; /* as written */
	unsigned line;
};

/* An id that an editor wrote; the record has it. */
struct pending_id {
	uint32_t record;
	unsigned line;
};

/* What is found out document by document, before documents are looked at together. */
struct intake {
	const struct catalog_sources *sources;
	struct catalog *catalog;
	struct kind_guide *guides; /* of each kind */
	struct field_memory *memory;
	GArray *ties;             /* of struct pending_tie, by record */
	GArray *values;           /* of struct pending_value, by record */
	GArray *places;           /* of struct pending_place, by record */
	GArray *formers;          /* of struct pending_former, by record */
	GArray *ids;              /* of struct pending_id, by record */
	GByteArray *mentions;     /* of each record as many as it has targets, packed, by record */
	GHashTable *unknown_keys; /* key to struct unknown_key */
	struct name_table *strings; /* strings that many records share, to their place in: */
	GPtrArray *string_list;
	struct name_table *by_id; /* record, once records have their ids */
	GByteArray *buffer;       /* what one document packs */
	struct arena *scratch;    /* cleared after each document */
};

struct intake *intake_new(const struct catalog_sources *sources, struct catalog *catalog);
void intake_free(struct intake *intake);

/*
 * Makes the record of one document: kind, fields, title, dates, the id that was written, else none
 * yet; its targets are counted. False: it is left out (a draft), not reported.
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
