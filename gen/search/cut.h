/* SPDX-License-Identifier: MIT */
#ifndef SEARCH_CUT_H
#define SEARCH_CUT_H

#include <stdbool.h>
#include <stddef.h>

/*
 * A text is searched in units, so that what a match stands in can be loaded without the rest. Units
 * are cut at line ends; a line that is too long is cut within, and then the unit before goes on for
 * some characters, so that what lies across the cut is whole in one of them.
 */
enum {
	CUT_LENGTH = 7500, /* bytes that make one more unit */
	CUT_OVERLAP = 40   /* letters, digits and Han characters, at least */
};

/* How many units a text of that length in bytes has: at least one. */
unsigned cut_count(size_t length);

struct cut_unit {
	size_t start;
	size_t end;
};

/* Unit `number`, from 0, of the `count` that a text (valid UTF-8) is cut into. It may be empty. */
struct cut_unit cut_unit(const char *text, size_t length, unsigned count, unsigned number);

#endif
