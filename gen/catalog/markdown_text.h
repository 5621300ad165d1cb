/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_MARKDOWN_TEXT_H
#define CATALOG_MARKDOWN_TEXT_H

#include <cmark-gfm.h>
#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/*
 * Appends the plain text within `node`, line breaks as Chinese has them, and stops at about `limit`
 * bytes. `sentinel` as markdown_mark gave it. False: there was more text.
 */
bool markdown_text_append(GString *out, const cmark_node *node, const char *sentinel, size_t limit);

/* The literal of a text or code node; not NUL-terminated. */
const char *markdown_text_literal(const cmark_node *node, size_t *length);

/* The character that a line break is followed by: 0 when it is none of a text. */
gunichar markdown_text_following(const cmark_node *line_break, const char *sentinel);

/* The last character of a text, 0 when it is empty. */
gunichar markdown_text_last(const GString *text);

/* What to add to the lines that the parser gives for a leaf block and its inlines, to have the
 * true ones. */
int markdown_text_line_shift(const cmark_node *block);

#endif
