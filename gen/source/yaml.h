/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_YAML_H
#define SOURCE_YAML_H

#include "base/report.h"
#include "base/value.h"

/*
 * Reads one YAML document into a value: every scalar is text as it was written (an empty or
 * `~`/`null` plain scalar is VALUE_NOTHING), maps keep their order. `place.line` is the line of the
 * text's first line in its file, so that lines in values and messages are those an editor sees.
 *
 * Refused with a message: syntax errors, a key written twice, a key that is no scalar, aliases and
 * anchors, tags other than !!str, more than 64 levels, more than 256 KB, a second document, invalid
 * UTF-8. An empty text gives an empty map.
 */
bool yaml_read(struct report *report, struct place place, const char *text, size_t length,
               struct arena *arena, struct value *out);

#endif
