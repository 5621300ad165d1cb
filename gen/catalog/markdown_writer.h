/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_MARKDOWN_WRITER_H
#define CATALOG_MARKDOWN_WRITER_H

#include <cmark-gfm.h>
#include <glib.h>

#include "base/arena.h"
#include "base/report.h"
#include "catalog/markdown_outline.h"

/* The text from here on in a run stands on that line of the file. */
struct run_line {
	size_t start;
	unsigned line;
};

/* A fragment while it is written: shared by the writers of blocks, of inlines and of links. */
struct writer {
	struct report *report;
	struct place place;  /* of the body's first line */
	struct arena *arena; /* for what the fragment points to */
	const char *source;  /* the text as it was parsed, with sentinels */
	size_t source_length;
	const char *sentinel; /* or NULL */
	const struct outline *outline;

	GString *html;
	GString *text;
	GArray *holes;   /* of struct hole */
	size_t borrowed; /* bytes in the arena that holes point to */
	bool overflow; /* the fragment grew too large; what is written after that does not count */
	bool has_table;

	const cmark_node *block; /* the leaf block in hand, for lines */
	int line_shift;          /* of its lines, -1: not reckoned yet */
	GArray *line_starts;     /* offsets into source; NULL until a column is asked for */
	unsigned complaints;
	unsigned dropped_line; /* where raw HTML was first met, 0: nowhere */
	GArray *footnotes;     /* of unsigned: how often each was referred to */
	unsigned footnote;     /* the one in hand, from 1 */
	bool linked_back;      /* from it to where it is referred to */

	/* Of the inlines in hand. */
	GString *run;      /* text that is not written yet, joined over line breaks */
	GArray *run_lines; /* of struct run_line: where lines of the file begin in the run */
	GArray *numbers;   /* of struct document_number_match: scratch */
	const struct clause *clause; /* set apart at the beginning of the next text, then NULL */
	gunichar last;               /* the last character written, 0 at the beginning of a block */
	unsigned depth;              /* of emphasis */
	bool skip_blank;             /* leave out white space at the beginning: headings */
	bool keeps_lines;            /* a line that begins with a number stays a line: paragraphs */
	bool is_signature;           /* every line stays one */
	bool is_verse;               /* the paragraph is an article in lines */
	size_t line_start;           /* where the line begins in text + run */
	bool in_link;
};

/* `length` is that of the source: the fragment will be somewhat longer. */
void markdown_writer_init(struct writer *writer, size_t length, struct arena *arena);
void markdown_writer_clear(struct writer *writer);

/* Makes `block` the one that lines are reckoned by. */
void markdown_writer_enter(struct writer *writer, const cmark_node *block);

/* The line in the file where a node of the block in hand begins. */
unsigned markdown_writer_line(struct writer *writer, const cmark_node *node);

/* Appends escaped text; notes when the fragment grows too large. */
void markdown_writer_escape(struct writer *writer, const char *text, size_t length);

/* Counts bytes that the fragment will hold besides its HTML. */
void markdown_writer_borrow(struct writer *writer, size_t bytes);

/* Adds a hole that is still empty, at the end of the HTML. Valid until the next is added. */
struct hole *markdown_writer_add_hole(struct writer *writer, enum hole_type type, unsigned line,
                                      const char *target);

/* Reports a problem at a node, until there were so many that more would help nobody. */
void markdown_writer_complain(struct writer *writer, enum severity severity, const cmark_node *node,
                              const char *id, const char *format, ...) G_GNUC_PRINTF(5, 6);

/* ---- markdown_inline.c */

/* Writes what is within a leaf block. */
void markdown_inline_write(struct writer *writer, const cmark_node *block);

/* Appends text to the run, which begins at that line of the file. */
void markdown_inline_add(struct writer *writer, const char *text, size_t length, unsigned line);

/* Writes the run. */
void markdown_inline_flush(struct writer *writer);

/* ---- markdown_html.c */

/* Writes a whole tree. False: it was refused, and the reason reported. */
bool markdown_html_write(struct writer *writer, cmark_node *root);

/* ---- markdown_link.c */

enum link_type {
	LINK_DROPPED, /* the words stay; reported */
	LINK_LITERAL, /* no link at all: the brackets and parentheses stay */
	LINK_OUTSIDE, /* `target` is an absolute address */
	LINK_ANCHOR,  /* `target` is an anchor of this document */
	LINK_PATH,    /* `target` is for a hole */
};

struct link {
	enum link_type type;
	const char *target;
	size_t length;
};

/* The link in hand. An address in angle brackets may stand within the words of another link: it
 * is no link then. */
struct open_link {
	const cmark_node *node; /* NULL: none is open */
	struct link link;
	unsigned hole;  /* its index, of LINK_PATH */
	size_t start;   /* where its words begin in the HTML */
	unsigned media; /* holes when it was opened: an image in it needs no words */
};

void markdown_link_open(struct writer *writer, const cmark_node *node, struct open_link *open);
void markdown_link_close(struct writer *writer, const cmark_node *node, struct open_link *open);

/* Writes an image with all that is within its node. */
void markdown_link_image(struct writer *writer, const cmark_node *node);

#endif
