/* SPDX-License-Identifier: MIT */
#ifndef BASE_ESCAPE_H
#define BASE_ESCAPE_H

#include <glib.h>
#include <stddef.h>

/* Appends text so that it is safe in HTML text and in a quoted attribute: & < > " ' are escaped. */
void escape_html(GString *out, const char *text, size_t length);

/*
 * Appends text as it stands between the quotes of a JSON string, safe inside a <script> element
 * too: " \ < > &, control characters and the line ends U+2028 and U+2029 are escaped. Bytes that are
 * no UTF-8 stay what they are.
 */
void escape_json(GString *out, const char *text, size_t length);

/*
 * Appends text as one cell of a CSV file (RFC 4180), in quotes when it needs them. Text that a
 * spreadsheet would run as a formula, because it begins with = + - @ tab or CR, gets an apostrophe
 * before it, unless it is a number (-1,234.5, -12%) or nothing but hyphens.
 */
void escape_csv(GString *out, const char *text, size_t length);

#endif
