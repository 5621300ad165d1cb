/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_MARKDOWN_GATHER_H
#define CATALOG_MARKDOWN_GATHER_H

#include <cmark-gfm.h>
#include <glib.h>

#include "base/arena.h"
#include "base/report.h"
#include "catalog/markdown_numbering.h"

/* What may be a heading, or is an article. */
struct candidate {
	cmark_node *node;        /* a heading, a paragraph, a text that begins a line in one */
	struct numbering number; /* NUMBERING_NONE: only of headings */
	unsigned marks;          /* '#' signs of a heading; 0: a paragraph */
	size_t run_in;    /* bytes of plain text that are the heading; 0: the whole block is */
	const char *text; /* plain, of the heading */
	unsigned line;    /* in the file */
	bool plain;       /* a numbered paragraph that is no heading, nor begins with one */
	bool refused;     /* for markdown_outline: no heading after all */
};

/* The candidates of a tree in order, to be unref'd. Texts lie in `arena`. */
GArray *markdown_gather(struct place place, const cmark_node *root, const char *sentinel,
                        struct arena *arena);

#endif
