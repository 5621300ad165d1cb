/* SPDX-License-Identifier: MIT */
#ifndef PAGES_UNINDENT_H
#define PAGES_UNINDENT_H

#include <glib.h>

/*
 * Appends a script without the blanks before its lines and without empty lines, so that each page
 * weighs less and the source stays readable. Where a line can begin within a text (a backquote, a
 * backslash at the end of a line) the script is copied as it is.
 */
void unindent_script(const char *script, size_t length, GString *out);

#endif
