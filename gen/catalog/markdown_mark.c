/* SPDX-License-Identifier: MIT */
/*
 * Sentinels, set into the text before it is parsed and taken out of everything that comes out of
 * the parser, code too.
 *
 * Emphasis: a `**` opens only when what stands before it is white space or punctuation, should
 * punctuation follow; so 请看**《通知》**的要求 stays as it is written, for Chinese puts no spaces
 * between words. With a sentinel between the run of stars and the letter beside it, the letter
 * counts as a boundary.
 *
 * Footnotes: of `[^` the parser finds the end by columns, which are wrong over a line break or
 * behind &Hat;: it loses text, or shows memory that is not the text's. With a sentinel behind the
 * bracket it is no footnote, unless a plain name and the closing bracket follow.
 */
#include "catalog/markdown_mark.h"

#include <string.h>

/* Word dividers of dead scripts. The parser takes each for punctuation, and the chance to meet
 * one in a notice is small; with eight to choose from there is one left over. Four bytes each. */
static const char *const sentinels[] = {"\U0001039f", "\U000103d0", "\U0001056f", "\U00010857",
                                        "\U0001091f", "\U0001093f", "\U00010a7f", "\U00010b3f"};

/* By its first byte, which few texts have: several times as fast as memmem. */
static const char *find_sentinel(const char *text, size_t length, const char *sentinel)
{
	const char *end = text + length;
	for (const char *at = text; (at = memchr(at, sentinel[0], (size_t)(end - at))) != NULL; at++)
		if (end - at >= SENTINEL_SIZE && memcmp(at, sentinel, SENTINEL_SIZE) == 0)
			return at;
	return NULL;
}

static const char *choose_sentinel(const char *text, size_t length)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(sentinels); i++)
		if (find_sentinel(text, length, sentinels[i]) == NULL)
			return sentinels[i];
	return NULL;
}

static bool is_picture(gunichar character)
{
	return (character >= 0x2300 && character <= 0x27bf) ||
	       (character >= 0x2b00 && character <= 0x2bff) ||
	       (character >= 0x1f000 && character <= 0x1faff);
}

static bool is_mark(gunichar character)
{
	if (character < 0x80)
		return g_ascii_ispunct((char)character);
	switch (g_unichar_type(character)) {
	case G_UNICODE_CONNECT_PUNCTUATION:
	case G_UNICODE_DASH_PUNCTUATION:
	case G_UNICODE_CLOSE_PUNCTUATION:
	case G_UNICODE_FINAL_PUNCTUATION:
	case G_UNICODE_INITIAL_PUNCTUATION:
	case G_UNICODE_OTHER_PUNCTUATION:
	case G_UNICODE_OPEN_PUNCTUATION:
	case G_UNICODE_CURRENCY_SYMBOL:
	case G_UNICODE_MODIFIER_SYMBOL:
	case G_UNICODE_MATH_SYMBOL:
	case G_UNICODE_OTHER_SYMBOL:
		return true;
	default:
		return false;
	}
}

/* A letter of a script that is written without spaces. */
static bool is_letter(gunichar character)
{
	if (character >= 0x4e00 && character <= 0x9fff)
		return true;
	bool half_width = character >= 0xff61 && character <= 0xffdc;
	return character >= 0x1100 && (half_width || g_unichar_iswide(character)) &&
	       !is_picture(character) && !is_mark(character) && !g_unichar_isspace(character);
}

static gunichar character_before(const char *text, const char *at)
{
	const char *before = g_utf8_find_prev_char(text, at);
	return before == NULL ? 0 : g_utf8_get_char(before);
}

static gunichar character_after(const char *at, const char *end)
{
	return at < end ? g_utf8_get_char(at) : 0;
}

/* ---- emphasis */

/* Walks over the runs of stars and, where `tildes`, of tildes. `star` is the next star: sought
 * once, or each run of tildes in a text without stars would search all the rest for one. */
struct runs {
	const char *end;
	const char *star;
	bool tildes;
};

static const char *next_run(struct runs *runs, const char *at)
{
	if (runs->star == NULL || runs->star < at) {
		runs->star = memchr(at, '*', (size_t)(runs->end - at));
		if (runs->star == NULL)
			runs->star = runs->end;
	}
	const char *tilde = runs->tildes ? memchr(at, '~', (size_t)(runs->star - at)) : NULL;
	return tilde == NULL ? runs->star : tilde;
}

/* Where the next sentinel for emphasis belongs, from the run at `*run` on; the end when there is
 * none. */
static const char *next_in_emphasis(struct runs *runs, const char *text, const char **run)
{
	while (*run < runs->end) {
		const char *start = *run;
		const char *behind = start;
		while (behind < runs->end && *behind == *start)
			behind++;
		*run = next_run(runs, behind);
		gunichar before = character_before(text, start);
		gunichar after = character_after(behind, runs->end);
		if (is_letter(before) && is_mark(after))
			return start;
		if (is_mark(before) && is_letter(after))
			return behind;
	}
	return runs->end;
}

/* ---- footnotes */

/* Whether &Hat; &#94; or &#x5e; begins here. */
static bool is_caret_entity(const char *at, const char *end)
{
	if (end - at >= 5 && memcmp(at, "&Hat;", 5) == 0)
		return true;
	if (end - at < 3 || at[0] != '&' || at[1] != '#')
		return false;
	bool hexadecimal = at[2] == 'x' || at[2] == 'X';
	unsigned value = 0;
	for (at += hexadecimal ? 3 : 2; at < end && g_ascii_isxdigit(*at) && value < 0x1000; at++)
		value = value * (hexadecimal ? 16 : 10) + (unsigned)g_ascii_xdigit_value(*at);
	return value == '^';
}

/* A name and the closing bracket, behind `[^`. */
static bool is_plain_note(const char *at, const char *end)
{
	const char *start = at;
	while (at < end &&
	       ((unsigned char)*at >= 0x80 || g_ascii_isalnum(*at) || *at == '-' || *at == '.'))
		at++;
	return at > start && at < end && *at == ']';
}

/* Where the next sentinel for footnotes belongs, at or behind `at`; the end when there is none. */
static const char *next_in_notes(const char *at, const char *end)
{
	for (; (at = memchr(at, '[', (size_t)(end - at))) != NULL; at++) {
		const char *next = at + 1;
		if (next < end && *next == '\\')
			next++;
		bool caret = next < end && *next == '^';
		if (caret && (next > at + 1 || !is_plain_note(next + 1, end)))
			return at + 1;
		if (is_caret_entity(next, end))
			return at + 1;
	}
	return end;
}

/* ---- the whole */

struct marks markdown_mark(const char *text, size_t length, GString *out)
{
	const char *end = text + length;
	struct runs runs = {.end = end, .tildes = memchr(text, '~', length) != NULL};
	const char *run = next_run(&runs, text);
	const char *emphasis = next_in_emphasis(&runs, text, &run);
	const char *note = next_in_notes(text, end);
	if (emphasis == end && note == end)
		return (struct marks){.sentinel = NULL};
	const char *sentinel = choose_sentinel(text, length);
	if (sentinel == NULL)
		return (struct marks){.unsafe_notes = note < end};
	const char *copied = text;
	while (emphasis < end || note < end) {
		const char *place = MIN(emphasis, note);
		g_string_append_len(out, copied, place - copied);
		g_string_append_len(out, sentinel, SENTINEL_SIZE);
		copied = place;
		if (place == note)
			note = next_in_notes(note, end);
		if (place == emphasis)
			emphasis = next_in_emphasis(&runs, text, &run);
	}
	g_string_append_len(out, copied, end - copied);
	return (struct marks){.sentinel = sentinel};
}

void markdown_mark_append(GString *out, const char *text, size_t length, const char *sentinel)
{
	const char *end = text + length;
	const char *found = NULL;
	while (sentinel != NULL &&
	       (found = find_sentinel(text, (size_t)(end - text), sentinel)) != NULL) {
		g_string_append_len(out, text, found - text);
		text = found + SENTINEL_SIZE;
	}
	g_string_append_len(out, text, end - text);
}
