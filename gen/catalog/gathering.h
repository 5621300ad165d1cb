/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_GATHERING_H
#define CATALOG_GATHERING_H

#include "catalog/intake.h"

/* Where a value may come from, in the order in which they are asked. */
enum source { SOURCE_NONE, SOURCE_DOCUMENT, SOURCE_FOLDER, SOURCE_KIND };

/* What is said of a ban, and by which source. */
struct verdict {
	enum source source; /* SOURCE_NONE: by none */
	bool banned;
};

/* The fields of one document, while its record is made. */
struct gathering {
	struct report *report;
	struct intake *intake;
	const char *path;
	uint32_t record; /* its number, once it has one */
	const struct kind *kind;
	const struct kind_guide *guide;
	struct value *values; /* typed, one for each field of the kind; in the intake's scratch */
	unsigned *ends;       /* of each value: the byte behind it, once they are packed */
	struct verdict verdicts[BAN_COUNT];
	bool right;     /* every field could be read */
	bool draft;     /* not to be published, whatever fields its kind has */
	bool withdrawn; /* its text is not to be published, likewise */
};

/* A key that is no field, told once for all files. */
struct unknown_key {
	const char *path; /* of the first file that has it */
	unsigned line;
	unsigned files;
	const struct kind *kind; /* that it was last sought in: folders hold documents of one kind */
};

/* Whether texts of the field are kept once for all documents (intake_string). */
bool gathering_keeps(const struct field *field);

/*
 * Chooses the kind and reads all fields: from `fields`, as written, and from the defaults of the
 * site.
 */
void gathering_read(struct gathering *gathering, const struct value *fields);

/* The value of a field; NULL: the kind has no such field, or nothing is written. */
const struct value *gathering_value(const struct gathering *gathering, enum common_field field);

/* Its text; NULL: none, or no text. */
const char *gathering_text(const struct gathering *gathering, enum common_field field);

/* Its date; not set: none. */
struct date gathering_date(const struct gathering *gathering, enum common_field field);

/* The same of any field of the kind; NULL has no value. */
const struct value *gathering_value_of(const struct gathering *gathering, const struct field *field);
struct date gathering_date_of(const struct gathering *gathering, const struct field *field);

#endif
