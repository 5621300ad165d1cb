/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_GATHERING_H
#define CATALOG_GATHERING_H

#include "catalog/intake.h"

/* The fields of one document, while its record is made. */
struct gathering {
	struct report *report;
	struct intake *intake;
	const char *path;
	uint32_t record; /* its number, once it has one */
	const struct kind *kind;
	struct value *values; /* typed, one for each field of the kind; in the intake's scratch */
	bool right;           /* every field could be read */
	bool draft;           /* not to be published, whatever fields its kind has */
	bool withdrawn;       /* its text is not to be published, likewise */
};

/* A key that is no field, told once for all files. */
struct unknown_key {
	const char *path; /* of the first file that has it */
	unsigned line;
	unsigned files;
	const struct kind *kind; /* that it was last sought in: folders hold documents of one kind */
};

/*
 * Chooses the kind and reads all fields: from `fields`, as written, and from the defaults of the
 * site.
 */
void gathering_read(struct gathering *gathering, const struct value *fields);

/* The value of a field; NULL: the kind has no such field, or nothing is written. */
const struct value *gathering_value(const struct gathering *gathering, const char *key);

/* Its text; NULL: none, or no text. */
const char *gathering_text(const struct gathering *gathering, const char *key);

/* Its date; not set: none. */
struct date gathering_date(const struct gathering *gathering, const char *key);

#endif
