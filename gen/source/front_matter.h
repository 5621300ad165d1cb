/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_FRONT_MATTER_H
#define SOURCE_FRONT_MATTER_H

#include "base/report.h"
#include "base/value.h"

/* A Markdown file in its two parts. */
struct front_matter {
	struct value fields; /* always a map; empty when there is no front matter or it could not be read */
	const char *body; /* valid UTF-8 without BOM, line ends as LF; not always inside the given text */
	size_t body_length;
	bool lost; /* there is front matter, or what looks like it, that could not be read: reported */
	unsigned body_line; /* the line of the body's first line in the file, from 1 */
};

/*
 * Takes a file apart: an optional UTF-8 BOM, an optional block between a first line `---` and a
 * line `---` or `...`, the body. CRLF and lone CR become LF. Text that is no UTF-8 is reported
 * (GB18030 and UTF-16 are named when they fit, with the command that converts them) and gives
 * false, as do NUL bytes. A front matter that never ends, or cannot be read as YAML, is reported
 * with its line; the body is still given. False: nothing can be made of the file. True: `out` is
 * usable, problems may have been reported.
 */
bool front_matter_read(struct report *report, const char *path, const char *text, size_t length,
                       struct arena *arena, struct front_matter *out);

#endif
