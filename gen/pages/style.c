/* SPDX-License-Identifier: MIT */
/*
 * A blank in CSS means something between the parts of a selector ("a b") and of a value ("0 auto");
 * around braces, semicolons, commas, '>' and '~', and behind a colon, it means nothing. No more does
 * the last semicolon in braces.
 */
#include "pages/style.h"

#include <stdbool.h>
#include <string.h>

/* Behind a string that begins at `at`; a backslash takes the next character with it. */
static const char *behind_string(const char *at, const char *end)
{
	char quote = *at++;
	while (at < end && *at != quote)
		at += *at == '\\' && at + 1 < end ? 2 : 1;
	return at < end ? at + 1 : end;
}

/* Behind the bracket that closes the one at `at`. */
static const char *behind_brackets(const char *at, const char *end)
{
	unsigned depth = 0;
	while (at < end) {
		if (*at == '"' || *at == '\'') {
			at = behind_string(at, end);
			continue;
		}
		depth += *at == '(';
		depth -= *at == ')';
		at++;
		if (depth == 0)
			break;
	}
	return at;
}

static const char *behind_comment(const char *at, const char *end)
{
	const char *found = memmem(at + 2, (size_t)(end - at - 2), "*/", 2);
	return found == NULL ? end : found + 2;
}

/* Passes over blanks and comments. */
static const char *behind_blanks(const char *at, const char *end)
{
	while (at < end) {
		if (g_ascii_isspace(*at))
			at++;
		else if (*at == '/' && at + 1 < end && at[1] == '*')
			at = behind_comment(at, end);
		else
			break;
	}
	return at;
}

static bool is_one_of(char character, const char *characters)
{
	return character != '\0' && strchr(characters, character) != NULL;
}

/* Takes back a semicolon that turned out to be the last. */
static void close_braces(GString *out)
{
	bool ends = out->len > 0 && out->str[out->len - 1] == ';';
	if (ends && (out->len < 2 || out->str[out->len - 2] != '\\'))
		g_string_truncate(out, out->len - 1);
}

void style_squeeze(const char *css, size_t length, GString *out)
{
	const char *end = css + length;
	for (const char *at = css; at < end;) {
		const char *next = behind_blanks(at, end);
		if (next > at) {
			char before = out->len > 0 ? out->str[out->len - 1] : '{';
			char after = next < end ? *next : '}';
			if (!is_one_of(before, "{};,:>~") && !is_one_of(after, "{};,>~"))
				g_string_append_c(out, ' ');
			at = next;
			continue;
		}
		next = at + 1;
		if (*at == '"' || *at == '\'')
			next = behind_string(at, end);
		else if (*at == '(')
			next = behind_brackets(at, end);
		else if (*at == '\\' && next < end)
			next++;
		else if (*at == '}')
			close_braces(out);
		g_string_append_len(out, at, next - at);
		at = next;
	}
}
