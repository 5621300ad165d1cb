/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_MARKDOWN_H
#define CATALOG_MARKDOWN_H

#include "base/report.h"
#include "catalog/fragment.h"

/* Call once, before any fork. */
void markdown_init(void);

/*
 * Turns a Markdown body into a fragment: CommonMark with tables, footnotes and ~~strikethrough~~
 * (cmark-gfm), with Chinese emphasis and line breaks, numbered headings and clause anchors.
 *
 * Raw HTML never reaches the fragment (reported once a document); link schemes other than http,
 * https, mailto and tel are taken out and reported; an image without a text alternative is
 * reported. The result depends on the text alone.
 *
 * Input made to hurt is refused with a message that names the line: nesting deeper than 32, tables
 * wider than 64 columns or completed by more than 200,000 cells, and whatever needs more than 64 MB
 * or 400 ms of processor time. `place` is that of the body's first line. False: no fragment; one
 * problem was reported.
 */
bool markdown_read(struct report *report, struct place place, const char *text, size_t length,
                   struct arena *arena, struct fragment *out);

#endif
