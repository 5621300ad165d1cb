/* SPDX-License-Identifier: MIT */
/*
 * Nearly all text needs no escaping, and much of it is Chinese. So the text is looked through for
 * the next character to be replaced, passing over eight bytes beyond ASCII at a time, and what lies
 * before is copied in one piece.
 */
#include "base/escape.h"

#include <stdint.h>
#include <string.h>

/* By byte; empty for a byte that stands for itself. */
static const char REPLACEMENTS[256][7] = {
        ['&'] = "&amp;", ['<'] = "&lt;", ['>'] = "&gt;", ['"'] = "&quot;", ['\''] = "&#39;",
};

/* Where the next byte to be replaced lies, or `end`. */
static const char *find_special(const char *at, const char *end)
{
	const uint64_t HIGH = 0x8080808080808080;
	uint64_t word;
	while (at < end) {
		if ((size_t)(end - at) >= sizeof word) {
			memcpy(&word, at, sizeof word);
			if ((word & HIGH) == HIGH) {
				at += sizeof word;
				continue;
			}
		}
		if (REPLACEMENTS[(unsigned char)*at][0] != '\0')
			return at;
		at++;
	}
	return end;
}

void escape_html(GString *out, const char *text, size_t length)
{
	if (length == 0) /* `text` may then be NULL */
		return;
	const char *end = text + length;
	const char *special;
	while ((special = find_special(text, end)) < end) {
		g_string_append_len(out, text, special - text);
		g_string_append(out, REPLACEMENTS[(unsigned char)*special]);
		text = special + 1;
	}
	g_string_append_len(out, text, end - text);
}
