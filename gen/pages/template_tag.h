/* SPDX-License-Identifier: MIT */
#ifndef PAGES_TEMPLATE_TAG_H
#define PAGES_TEMPLATE_TAG_H

#include <stdbool.h>
#include <stddef.h>

#include "base/report.h"
#include "pages/template_program.h"

/* Private to the template engine: reading one tag. */

/* A part of a template's source; no NUL behind it. */
struct piece {
	const char *text;
	size_t length;
};

struct tag {
	size_t start;      /* of its opening delimiter in the source */
	size_t end;        /* behind its closing delimiter */
	char mark;         /* # ^ / > ! = & or {; NUL: none */
	struct piece name; /* empty in a comment and where delimiters are set */
};

/* What reading needs to know, and changes only where a tag sets other delimiters. */
struct tag_reader {
	struct report *report;
	const struct program *program;
	struct piece opening;
	struct piece closing;
};

bool piece_is_same(struct piece a, struct piece b);

/* Looks for the next opening delimiter from `from` on; NULL: there is none. */
const char *tag_find(const struct tag_reader *reader, size_t from);

/*
 * Reads the tag whose opening delimiter lies at `start`, and sets the delimiters if it says so.
 * False: it is no tag.
 */
bool tag_read(struct tag_reader *reader, size_t start, struct tag *out);

/* The tag as messages show it, its blanks made single, cut when it is long. Owned by the caller. */
char *tag_show(const struct tag_reader *reader, const struct tag *tag);

#endif
