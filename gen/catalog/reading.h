/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_READING_H
#define CATALOG_READING_H

#include "base/pool.h"
#include "base/value.h"
#include "catalog/fragment.h"
#include "source/repository.h"

/*
 * The first pass over the documents: each Markdown file is read and parsed once, in worker
 * processes. Of every document a head comes back to the parent (what the catalog is made of) and a
 * body stays in the spool (its fragment).
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
	const struct mention *mentions; /* one for each hole of the fragment, in its order */
	unsigned mention_count;
	const struct link_name *names; /* what a link to this document may name, by name */
	unsigned name_count;
};

/* True for a path that names a Markdown document. */
bool reading_is_document(const char *path);

/*
 * Reads the documents (indexes into the repository's list). NULL: the world is wrong. Result i is
 * of documents[i].
 */
struct pool_results *reading_run(struct report *report, struct repository *repository,
                                 const uint32_t *documents, size_t count, unsigned workers,
                                 const char *spool_folder, const struct progress *progress);

/*
 * False: the text could not be read, which is reported. Strings lie in `buffer`, arrays in the
 * arena.
 */
bool reading_unpack_head(struct arena *arena, const GByteArray *buffer, struct reading_head *out);

#endif
