/* SPDX-License-Identifier: MIT */
#include "base/escape.h"

#include <string.h>

static const char *replacement(char character)
{
	switch (character) {
	case '&':
		return "&amp;";
	case '<':
		return "&lt;";
	case '>':
		return "&gt;";
	case '"':
		return "&quot;";
	case '\'':
		return "&#39;";
	default:
		return NULL;
	}
}

void escape_html(GString *out, const char *text, size_t length)
{
	size_t start = 0;
	for (size_t i = 0; i < length; i++) {
		const char *instead = replacement(text[i]);
		if (instead == NULL)
			continue;
		g_string_append_len(out, text + start, (gssize)(i - start));
		g_string_append(out, instead);
		start = i + 1;
	}
	g_string_append_len(out, text + start, (gssize)(length - start));
}
