/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_MARKDOWN_OUTLINE_H
#define CATALOG_MARKDOWN_OUTLINE_H

#include <cmark-gfm.h>
#include <glib.h>

#include "base/arena.h"
#include "base/report.h"
#include "catalog/fragment.h"

/* What a node is besides what Markdown says; found at its user data, or NULL. */
enum clause_type {
	CLAUSE_TITLE,   /* a heading: the title of the document */
	CLAUSE_HEADING, /* a heading, or a paragraph that is one */
	CLAUSE_RUN_IN,  /* a paragraph that begins with its heading, `length` bytes of plain text */
	CLAUSE_ARTICLE, /* a paragraph that is an article of a law; or a text within a paragraph
	                   that begins with the number of one, `length` bytes */
	CLAUSE_SIGNATURE, /* a paragraph of the organ or the date that signs the document; found by
	                     markdown_signature.c */
};

struct clause {
	enum clause_type type;
	unsigned level; /* of a heading in the HTML: 2 to 6 */
	const char *anchor;
	size_t length;
};

struct outline {
	GArray *headings; /* of struct heading, in order */
	/* What a link in the document may name, an anchor or the words of a heading → the
	 * anchor. */
	GHashTable *targets;
	const char *title;
	unsigned title_line;
	bool title_opens; /* the title opens the body and is not written */
};

/*
 * Finds title, headings and clauses of a tree and leaves a struct clause at their nodes. Strings
 * lie in `arena`. Reports numbers that are written with a dash.
 */
void markdown_outline_make(struct report *report, struct place place, const cmark_node *root,
                           const char *sentinel, struct arena *arena, struct outline *out);
void markdown_outline_clear(struct outline *outline);

const struct clause *markdown_outline_clause(const cmark_node *node);

#endif
