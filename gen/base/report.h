/* SPDX-License-Identifier: MIT */
#ifndef BASE_REPORT_H
#define BASE_REPORT_H

#include <glib.h>
#include <stdbool.h>
#include <stdio.h>

#include "base/pack.h"

/* Messages are written in English and shown in the language of the user. */
#define _(text) gettext(text)
#define N_(text) (text)
#include <libintl.h>

/*
 * The language that messages are made in: "zh_CN", or "en" for the words of the source, also where
 * there is no translation to be found. The caller's.
 */
char *report_language(void);

/*
 * Where a problem lies. `path` NULL: not in a file. `line` 0: the file as a whole; `column` 0: the
 * whole line.
 */
struct place {
	const char *path;
	unsigned line;   /* from 1 */
	unsigned column; /* from 1, in characters */
};

/* A warning is shown and nothing more; an error makes the command end with 1. */
enum severity { SEVERITY_WARNING, SEVERITY_ERROR };

struct problem {
	enum severity severity;
	char *path; /* NULL: not in a file */
	unsigned line;
	unsigned column;
	char *id;   /* stable, such as "date/form" */
	char *text; /* what is wrong, and what to write instead */
};

/*
 * The problems found so far. The contract of every function that takes a report: when it returns
 * false it has reported exactly one cause, and its callers add nothing.
 */
struct report {
	GPtrArray *problems; /* of struct problem, owned */
	unsigned errors;
	unsigned warnings;
};
typedef struct report Report; /* the name that g_autoptr knows it by */

struct report *report_new(void);
void report_free(struct report *report);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Report, report_free)

/* The place of a whole file. */
struct place place_of_file(const char *path);
struct place place_of_line(const char *path, unsigned line);

/* The place of what belongs to no file: the repository, the disk. */
struct place place_none(void);

/* Adds one error. Always returns false, so that a caller can `return report_error(...)`. */
bool report_error(struct report *report, struct place place, const char *id, const char *format,
                  ...) G_GNUC_PRINTF(4, 5);
void report_warning(struct report *report, struct place place, const char *id, const char *format,
                    ...) G_GNUC_PRINTF(4, 5);

/*
 * Orders the problems by path, line, column and id, and drops those told twice. Output never varies
 * after it.
 */
void report_sort(struct report *report);

/* Writes each problem as one line, `path:line:column: error: text [id]`. */
void report_write(const struct report *report, FILE *stream);

/* Carries a report from one process, or one run, to another. */
void report_pack(const struct report *report, GByteArray *out);

/* Adds the packed problems to `report`, those without a path under `path`. */
void report_unpack(struct report *report, const char *path, struct unpacker *from);

#endif
