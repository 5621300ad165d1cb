/* SPDX-License-Identifier: MIT */
#ifndef BASE_ESCAPE_H
#define BASE_ESCAPE_H

#include <glib.h>
#include <stddef.h>

/* Appends text so that it is safe in HTML text and in a quoted attribute: & < > " ' are escaped. */
void escape_html(GString *out, const char *text, size_t length);

#endif
