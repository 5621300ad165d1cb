/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_MARKDOWN_LINE_H
#define CATALOG_MARKDOWN_LINE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/*
 * Whether the line break between two lines of a paragraph is meant, as in a list of 联系人：and
 * 联系电话：, before 一、, before the date under a signature, or behind a line that holds a whole
 * paragraph; other text is broken anywhere. `line` may be "" when it is not known.
 */
bool markdown_line_is_kept(const char *line, size_t length, const char *next, size_t next_length);

/* The line is nothing but 2013年10月1日, or 二〇一三年十月一日; white space may stand within. */
bool markdown_line_is_date(const char *line, size_t length);

/* A line break between these two characters is no space: 0 stands for none. */
bool markdown_line_joins(gunichar before, gunichar after);

#endif
