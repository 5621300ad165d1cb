/* SPDX-License-Identifier: MIT */
/*
 * The text is divided evenly; each dividing point moves on to the next line end when there is one
 * near. Points never pass each other, since two are at least CUT_LENGTH / 2 apart.
 */
#include "search/cut.h"

#include <glib.h>
#include <string.h>

enum { NEAR = CUT_LENGTH / 2 - 100 };

unsigned cut_count(size_t length)
{
	return (unsigned)(1 + length / CUT_LENGTH);
}

/* Where unit `number` begins. `within`: in the middle of a line. */
static size_t find_start(const char *text, size_t length, unsigned count, unsigned number,
                         bool *within)
{
	*within = false;
	if (number == 0)
		return 0;
	if (number >= count)
		return length;
	size_t at = length / count * number;
	const char *line_end = memchr(text + at, '\n', MIN(NEAR, length - at));
	if (line_end != NULL)
		return (size_t)(line_end - text) + 1;
	while (at < length && ((unsigned char)text[at] & 0xC0) == 0x80)
		at++;
	*within = at < length;
	return at;
}

/* The end of a unit that goes on, in the same line, into the next. */
static size_t find_overlap(const char *text, size_t length, size_t from)
{
	const char *at = text + from;
	const char *end = text + length;
	for (unsigned letters = 0; at < end && *at != '\n' && letters < CUT_OVERLAP;) {
		letters += g_unichar_isalnum(g_utf8_get_char(at)) ? 1 : 0;
		at = g_utf8_next_char(at);
	}
	return (size_t)(at - text);
}

struct cut_unit cut_unit(const char *text, size_t length, unsigned count, unsigned number)
{
	bool within;
	struct cut_unit unit = {.start = find_start(text, length, count, number, &within)};
	unit.end = find_start(text, length, count, number + 1, &within);
	if (within)
		unit.end = find_overlap(text, length, unit.end);
	return unit;
}
