/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_MARKDOWN_MARK_H
#define CATALOG_MARKDOWN_MARK_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/* Bytes of a sentinel. */
enum { SENTINEL_SIZE = 4 };

struct marks {
	/* A character that the text does not have; NULL: none was needed, or none was left. */
	const char *sentinel;
	/* None was left, and footnotes must not be read. */
	bool unsafe_notes;
};

/*
 * Copies `text` into `out` with a sentinel wherever the parser would go wrong without: at emphasis
 * in Chinese, and at brackets that it would take for a footnote with a length of its own invention.
 * Without a sentinel `out` is not touched. No line is added or taken away.
 */
struct marks markdown_mark(const char *text, size_t length, GString *out);

/* Appends text without the sentinels in it. `sentinel` may be NULL. */
void markdown_mark_append(GString *out, const char *text, size_t length, const char *sentinel);

#endif
