/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_READING_H
#define CATALOG_READING_H

#include "base/report.h"
#include "base/value.h"
#include "catalog/fragment.h"
#include "source/repository.h"

/*
 * What one Markdown text becomes, a function of its bytes alone: a head, which the catalog is made
 * of, and a body (its fragment), which its page is made of.
 */

/* What a link, picture or number in a text points at, as written. */
struct mention {
	enum hole_type type;
	const char *target;
	unsigned line;
};

struct reading_head {
	struct value fields; /* the front matter: a map */
	const char *title;   /* of the first heading, or NULL */
	bool title_opens;    /* it stands at the top of the text and is no clause of it */
	const char *summary; /* the beginning of the plain text, cut at a sentence; "" when there is none */
	struct unpacker mentions; /* one for each hole of the fragment, in its order */
	unsigned mention_count;
	size_t text_length;    /* of the plain text, in bytes */
	struct unpacker names; /* what a link to this document may name */
};

/* True for a path that names a Markdown document. */
bool reading_is_document(const char *path);

/*
 * Reads a text into its packed head and body, which stay empty when nothing can be made of it. What
 * is wrong with it is reported without a path, since the same text may lie under several. False: the
 * text was given up for the time it took, so another time it may become something else.
 */
bool reading_make(struct report *report, const struct source_bytes *bytes, struct arena *arena,
                  GByteArray *head, GByteArray *body);

/*
 * False: the text could not be read, which is reported. Strings, and what stays packed, lie in
 * `buffer`; arrays in the arena.
 */
bool reading_unpack_head(struct arena *arena, const GByteArray *buffer, struct reading_head *out);

/* The next mention; its target lies in the packed bytes. */
struct mention mention_unpack(struct unpacker *from);

/* The names of a head, by name: they lie where the head does, their array in the arena. */
const struct link_name *reading_unpack_names(struct arena *arena, const struct reading_head *head,
                                             unsigned *count);

#endif
