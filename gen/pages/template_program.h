/* SPDX-License-Identifier: MIT */
#ifndef PAGES_TEMPLATE_PROGRAM_H
#define PAGES_TEMPLATE_PROGRAM_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <glib.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/report.h"
#include "base/value.h"

/*
 * Private to the template engine: what a template becomes when it is compiled, and what rendering
 * walks over. Four parts make it: template_tag.c reads one tag, template_compile.c makes
 * operations of a template's text and tags, template_render.c does them over data, template_reach.c
 * tells what they may read. template.c keeps the templates and offers all this to others.
 */

enum {
	TEMPLATE_LENGTH_MOST = 1024 * 1024, /* bytes of one template */
	TEMPLATE_NAME_MOST = 255,           /* bytes of a name, so that none is slow to compare */
	TEMPLATE_SECTIONS_MOST = 128        /* sections open inside each other in one template */
};

enum operation_type {
	OPERATION_TEXT,     /* prints text that goes on in a line already begun */
	OPERATION_LINE,     /* prints text, maybe empty, that begins a line of the template */
	OPERATION_PRINT,    /* prints the value of a name, escaped */
	OPERATION_RAW,      /* prints the value of a name as it is */
	OPERATION_SECTION,  /* for each item of a value; goes to `target` when there is none */
	OPERATION_INVERTED, /* goes to `target` when there is a value */
	OPERATION_END,      /* of a section; goes back to `target` for the next item */
	OPERATION_PARTIAL,  /* calls another template, each of its lines indented by `text` */
	OPERATION_RETURN    /* ends each template */
};

/*
 * A name split at its dots. No part: the current item, `{{.}}`. A partial's name is one part,
 * dots and all.
 */
struct template_name {
	unsigned count;
	const char *parts[];
};

/* The target of a partial that is not linked; it prints nothing. */
#define TEMPLATE_UNKNOWN UINT32_MAX

struct operation {
	uint8_t type;     /* enum operation_type */
	bool alone;       /* OPERATION_PARTIAL: its tag has a line to itself, so `text` indents */
	uint32_t target;  /* place of an operation; OPERATION_PARTIAL: of a template */
	const char *text; /* OPERATION_TEXT, _LINE, _PARTIAL; no NUL behind it */
	uint32_t length;  /* of `text` */
	uint32_t offset;  /* OPERATION_PARTIAL: where its tag lies in the source */
	const struct template_name *name; /* NULL where nothing is named */
};

/* A compiled template. All of it lies in the arena it was compiled into. */
struct program {
	const char *name;
	const char *path;
	const char *source; /* without a byte order mark */
	size_t length;
	struct operation *operations; /* the last one is OPERATION_RETURN */
	unsigned count;
};

/* Compiles a copy of `text` into `arena`. False: `out` is then a template that prints nothing. */
bool template_compile(struct report *report, struct arena *arena, const char *name,
                      const char *path, const char *text, size_t length, struct program *out);

/* The line and column of a byte of the source, for messages. */
struct place template_place(const struct program *program, size_t offset);

/*
 * Renders `program` over `data` into `out`; `programs` is what the targets of partials number.
 * False: a bound was reached, and `out` is as it was.
 */
bool template_run(struct report *report, void *const *programs, const struct program *program,
                  const struct value *data, size_t size_most, GString *out);

/* What rendering a template can depend on besides its data. */
struct template_reach {
	struct digest digest;
	GPtrArray *keys; /* char *, as template_keys gives them; owned by the caller */
};

/* Of a linked program; NULL: of none. */
struct template_reach template_reach(void *const *programs, const struct program *program);

#endif
