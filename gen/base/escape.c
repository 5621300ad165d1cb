/* SPDX-License-Identifier: MIT */
/*
 * Of HTML: nearly all text needs no escaping, and much of it is Chinese. So the text is looked through for
 * the next character to be replaced, passing over eight bytes beyond ASCII at a time, and what lies
 * before is copied in one piece.
 */
#include "base/escape.h"

#include <stdbool.h>
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

/* ---- JSON */

/* What a byte is to JSON text: itself, escaped by itself, or perhaps the first of a line end. */
enum json_class { JSON_PLAIN, JSON_ESCAPED, JSON_PERHAPS };

static enum json_class json_class(unsigned char byte)
{
	static const unsigned char CLASSES[256] = {
	        ['"'] = JSON_ESCAPED,  ['\\'] = JSON_ESCAPED, ['<'] = JSON_ESCAPED,
	        ['>'] = JSON_ESCAPED,  ['&'] = JSON_ESCAPED,  [0x7F] = JSON_ESCAPED,
	        [0xE2] = JSON_PERHAPS,
	};
	return byte < ' ' ? JSON_ESCAPED : (enum json_class)CLASSES[byte];
}

/* Whether U+2028 or U+2029 stands there, which old scripts take for the end of a line. */
static bool is_line_end(const char *at, const char *end)
{
	return end - at >= 3 && memcmp(at, "\xe2\x80", 2) == 0 &&
	       ((unsigned char)at[2] & 0xFE) == 0xA8;
}

static const char *find_json_special(const char *at, const char *end)
{
	for (; at < end; at++) {
		enum json_class class = json_class((unsigned char)*at);
		if (class == JSON_ESCAPED || (class == JSON_PERHAPS && is_line_end(at, end)))
			return at;
	}
	return end;
}

/* Appends the character at `special` in its escaped form; returns where the next one is. */
static const char *append_json_special(GString *out, const char *special)
{
	static const char DIGITS[] = "0123456789abcdef";
	unsigned char byte = (unsigned char)*special;
	if (byte == 0xE2) {
		g_string_append(out, special[2] == '\xa8' ? "\\u2028" : "\\u2029");
		return special + 3;
	}
	if (byte == '"' || byte == '\\' || byte == '\n' || byte == '\t') {
		char letter = byte == '\n' ? 'n' : byte == '\t' ? 't' : (char)byte;
		char pair[] = {'\\', letter};
		g_string_append_len(out, pair, 2);
	} else {
		char code[] = {'\\', 'u', '0', '0', DIGITS[byte >> 4], DIGITS[byte & 15]};
		g_string_append_len(out, code, sizeof code);
	}
	return special + 1;
}

void escape_json(GString *out, const char *text, size_t length)
{
	if (length == 0)
		return;
	const char *end = text + length;
	const char *special;
	while ((special = find_json_special(text, end)) < end) {
		g_string_append_len(out, text, special - text);
		text = append_json_special(out, special);
	}
	g_string_append_len(out, text, end - text);
}

/* ---- CSV */

/*
 * A sign, digits, perhaps in groups, digits behind a point, a percent sign: what a spreadsheet reads
 * as a number. Hyphens alone are safe too: many write them where there is no number.
 */
static bool is_number(const char *at, const char *end)
{
	const char *start = at;
	while (at < end && *at == '-')
		at++;
	if (at == end)
		return true;
	at = start + (*start == '+' || *start == '-');
	for (start = at; at < end && (g_ascii_isdigit(*at) || (*at == ',' && at > start));)
		at++;
	if (at == start)
		return false;
	if (at < end && *at == '.') {
		for (start = ++at; at < end && g_ascii_isdigit(*at);)
			at++;
		if (at == start)
			return false;
	}
	return at == end || (*at == '%' && at + 1 == end);
}

static bool has_mark(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (text[i] == '"' || text[i] == ',' || text[i] == '\r' || text[i] == '\n')
			return true;
	return false;
}

void escape_csv(GString *out, const char *text, size_t length)
{
	if (length == 0)
		return;
	bool quoted = has_mark(text, length);
	if (quoted)
		g_string_append_c(out, '"');
	if (memchr("=+-@\t\r", text[0], 6) != NULL && !is_number(text, text + length))
		g_string_append_c(out, '\'');
	const char *end = text + length;
	const char *quote;
	while (quoted && (quote = memchr(text, '"', (size_t)(end - text))) != NULL) {
		g_string_append_len(out, text, quote + 1 - text);
		g_string_append_c(out, '"');
		text = quote + 1;
	}
	g_string_append_len(out, text, end - text);
	if (quoted)
		g_string_append_c(out, '"');
}
