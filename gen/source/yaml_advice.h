/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_YAML_ADVICE_H
#define SOURCE_YAML_ADVICE_H

#include <yaml.h>

#include "base/report.h"

/* Where libyaml gave up, and what was read before it. */
struct yaml_stumble {
	struct report *report;
	struct place place; /* of the first line of the text */
	const char *text;
	size_t length;
	const yaml_parser_t *parser;
	yaml_mark_t enclosed; /* where the last value in quotes or brackets began ... */
	size_t enclosed_line; /* ... and the line in which it ended, from 0 */
	bool enclosed_any;    /* there was one */
};

/* Reports the one cause in an editor's words, with what to write instead. Returns false. */
bool yaml_advice_give(const struct yaml_stumble *stumble);

/*
 * Reports the first line that is meant as `name: value` and is not, because its colon is full-width
 * or has no space behind it. For texts that YAML takes for one long sentence. False: reported;
 * true: there is no such line.
 */
bool yaml_advice_check_lines(struct report *report, struct place place, const char *text,
                             size_t length);

/* Does a line that YAML joins to the value above look as if it were meant as a line of its own? */
bool yaml_advice_is_lost(const char *line, size_t length);

#endif
