/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_MARKDOWN_GUARD_H
#define CATALOG_MARKDOWN_GUARD_H

#include <cmark-gfm.h>

#include "base/report.h"

/* Call once, before any fork. */
void markdown_guard_init(void);

/*
 * Parses a body: CommonMark with tables, ~~strikethrough~~ and, when `notes`, footnotes. The tree
 * lives until the next call in this process and must not be freed. NULL: the text was refused, and
 * the reason reported. Rows of a table with more cells than its head are reported too: the parser
 * drops what stands in them.
 */
cmark_node *markdown_guard_parse(struct report *report, struct place place, const char *text,
                                 size_t length, bool notes);

/* Bytes that the last parse took, and the most it can take. */
size_t markdown_guard_used(void);
size_t markdown_guard_limit(void);

#endif
