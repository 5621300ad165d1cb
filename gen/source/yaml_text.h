/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_YAML_TEXT_H
#define SOURCE_YAML_TEXT_H

#include <stddef.h>

#include "base/arena.h"
#include "base/report.h"

/* What libyaml is given to read. */
struct yaml_text {
	const char *bytes; /* UTF-8 without BOM, in the given text or in the arena */
	size_t length;
	bool disguised; /* scalars read from it have to go through yaml_text_undisguise */
};

/*
 * Makes a text ready for libyaml: refuses what is larger than 256 KB or no UTF-8, skips a BOM, and
 * hides U+0085, U+2028 and U+2029 behind private characters, because libyaml takes them for line
 * ends. `place` is that of the first line. False: reported.
 */
bool yaml_text_prepare(struct report *report, struct place place, const char *text, size_t length,
                       struct arena *arena, struct yaml_text *out);

/* Brings the hidden characters back into a NUL-terminated text. Returns its new, shorter length. */
size_t yaml_text_undisguise(char *text, size_t length);

/*
 * Walks over lines that end as libyaml ends them, in LF, CRLF or CR: gives the start of the line
 * behind the one at `line` (`end` behind the last) and the length of that one.
 */
const char *yaml_text_next_line(const char *line, const char *end, size_t *length);

#endif
