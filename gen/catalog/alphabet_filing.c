/* SPDX-License-Identifier: MIT */
#include <string.h>

#include "catalog/alphabet.h"

/* What begins as nearly all Han characters do is neither a space nor a mark. */
static bool is_han_row(char first)
{
	unsigned char byte = (unsigned char)first;
	return byte >= 0xe4 && byte <= 0xe9;
}

/* Where the text begins behind spaces and, if asked for, behind what opens a quotation or bracket. */
static const char *pass(const char *text, bool marks)
{
	for (; *text != '\0' && !is_han_row(*text); text = g_utf8_next_char(text)) {
		gunichar character = g_utf8_get_char(text);
		GUnicodeType type = g_unichar_type(character);
		bool mark = type == G_UNICODE_OPEN_PUNCTUATION ||
		            type == G_UNICODE_INITIAL_PUNCTUATION || character == '"' ||
		            character == '\'';
		if (!g_unichar_isspace(character) && !(marks && mark))
			break;
	}
	return text;
}

/* The bytes of 关于, "on", at the beginning of the text; 0: something else stands there. */
static size_t about_length(const char *text)
{
	static const char *const WORDS[] = {"关于", "關於"};
	for (size_t i = 0; i < G_N_ELEMENTS(WORDS); i++)
		if (g_str_has_prefix(text, WORDS[i]))
			return strlen(WORDS[i]);
	return 0;
}

/* The state's name at the head of a law, under which all laws would stand in one place. */
static const char *pass_state(const char *text)
{
	static const char *const NAMES[] = {"中华人民共和国", "中華人民共和國"};
	for (size_t i = 0; i < G_N_ELEMENTS(NAMES); i++) {
		size_t length = strlen(NAMES[i]);
		if (strncmp(text, NAMES[i], length) == 0 && *pass(text + length, true) != '\0')
			return pass(text + length, true);
	}
	return text;
}

static const char *find_matter(const char *title, const char *organ)
{
	const char *at = pass(title, true);
	if (organ != NULL && g_str_has_prefix(at, organ)) {
		const char *rest = pass(at + strlen(organ), false);
		if (about_length(rest) > 0)
			at = rest;
	}
	size_t about = about_length(at);
	if (about > 0)
		at = pass(at + about, true);
	at = pass_state(at);
	return *at != '\0' ? at : title;
}

/* Latin letters and digits alone: marks of Chinese width belong to Chinese text. */
static gunichar fold(gunichar character)
{
	gunichar narrow = character - (0xFF01 - '!');
	if (character > 0xFF00 && narrow < 0x80 && g_ascii_isalnum((char)narrow))
		character = narrow;
	return character >= 'a' && character <= 'z' ? character - 'a' + 'A' : character;
}

/* The bytes in front of the first small letter or full-width form, which is all that is folded. */
static size_t plain_length(const char *text)
{
	enum { FULL_WIDTH = 0xef }; /* their first byte in UTF-8 */
	size_t length = 0;
	while (text[length] != '\0' && !g_ascii_islower(text[length]) &&
	       (unsigned char)text[length] != FULL_WIDTH)
		length++;
	return length;
}

const char *alphabet_filing_form(struct arena *arena, const char *title, const char *organ)
{
	const char *at = find_matter(title, organ);
	char *form = arena_copy(arena, at, strlen(at));
	char *out = form;
	while (*at != '\0') {
		size_t length = plain_length(at);
		memmove(out, at, length);
		out += length;
		at += length;
		if (*at == '\0')
			break;
		out += g_unichar_to_utf8(fold(g_utf8_get_char(at)), out); /* never longer */
		at = g_utf8_next_char(at);
	}
	*out = '\0';
	return form;
}
