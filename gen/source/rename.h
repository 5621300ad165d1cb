/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_RENAME_H
#define SOURCE_RENAME_H

#include "source/object_store.h"

/* Private to source/: a path that one commit made or took away, and the text it had. */
struct moved_path {
	const char *path;
	git_oid blob;
};

#define RENAME_NONE UINT32_MAX

/* What a matching rests on. */
enum rename_basis {
	RENAME_BY_NAMES,     /* on paths and names of texts alone */
	RENAME_BY_TEXTS,     /* on texts too */
	RENAME_TEXTS_MISSING /* on texts too, but one of them cannot be read: taken as unlike all */
};

/*
 * For each path that appeared, the index of the one among `vanished` that it was before, or
 * RENAME_NONE. No path is the source of two. First come equal texts, then texts that are at least
 * half alike.
 */
enum rename_basis rename_match(const struct object_store *store, const struct moved_path *appeared,
                               uint32_t appeared_count, const struct moved_path *vanished,
                               uint32_t vanished_count, uint32_t *sources);

#endif
