/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_FOLDER_H
#define SOURCE_FOLDER_H

#include "base/arena.h"
#include "source/repository.h"

/* One file of a folder that is read whole: a Lua module, a template, a style sheet. */
struct folder_file {
	const char *name; /* below the folder */
	const char *path; /* what messages call it */
	const char *bytes;
	size_t size;
};

struct folder {
	const struct folder_file *files; /* by name (bytes); in the arena it was read into */
	size_t count;
};

/*
 * All regular files below a folder of the disk. Links are not followed; hidden files are passed
 * over.
 */
bool folder_read_disk(struct report *report, const char *path, struct arena *arena,
                      struct folder *out);

/*
 * All files below a folder of the repository (no slash at its end, "" for the top); none when there
 * is no such folder.
 */
bool folder_read_repository(struct report *report, struct repository *repository, const char *path,
                            struct arena *arena, struct folder *out);

#endif
