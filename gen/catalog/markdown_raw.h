/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_MARKDOWN_RAW_H
#define CATALOG_MARKDOWN_RAW_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/*
 * Appends the words that a piece of HTML shows, without its tags: a line for each block and each
 * row of a table, a tab between cells. Scripts, styles and comments have no words. True: it had
 * tags; false: at most comments.
 */
bool markdown_raw_words(const char *html, size_t length, GString *out);

/* The tag is <br>, and nothing else. */
bool markdown_raw_is_break(const char *tag, size_t length);

bool markdown_raw_is_comment(const char *tag, size_t length);

#endif
