/* SPDX-License-Identifier: MIT */
/*
 * Blanks before a line mean nothing in JavaScript but within a text that goes over several lines.
 * Such a text has a backquote, or backslashes at the ends of its lines.
 */
#include "pages/unindent.h"

#include <stdbool.h>
#include <string.h>

static bool has_long_texts(const char *script, size_t length)
{
	return memchr(script, '`', length) != NULL || memmem(script, length, "\\\n", 2) != NULL ||
	       memmem(script, length, "\\\r", 2) != NULL;
}

void unindent_script(const char *script, size_t length, GString *out)
{
	const char *end = script + length;
	if (has_long_texts(script, length)) {
		g_string_append_len(out, script, (gssize)length);
		return;
	}
	while (script < end) {
		while (script < end && (*script == ' ' || *script == '\t'))
			script++;
		const char *line_end = memchr(script, '\n', (size_t)(end - script));
		const char *next = line_end == NULL ? end : line_end + 1;
		if (script != line_end)
			g_string_append_len(out, script, next - script);
		script = next;
	}
}
