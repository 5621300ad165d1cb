/* SPDX-License-Identifier: MIT */
#ifndef OUTPUT_FOLDER_H
#define OUTPUT_FOLDER_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "output/path.h"

enum {
	FOLDERS_OPEN = 64, /* per process; a power of two */
	FILE_MODE = 0644,
	FOLDER_MODE = 0755,
};

/*
 * An open folder below the root. Two paths that fall on one slot take turns; opening again costs
 * about 1 µs.
 */
struct folder_slot {
	int descriptor; /* -1: the slot is free */
	size_t length;
	char path[PATH_BYTES_MOST];
};

/*
 * The folders of one tree, each reached from its open parent without following a link, so that
 * nothing outside can be named. All paths given to these functions are safe (path_is_safe). Errors
 * are errno values.
 */
struct folders {
	int root;       /* open folder, not closed here; -1: none */
	bool set_modes; /* folders opened to be written to get FOLDER_MODE, files FILE_MODE */
	struct folder_slot slots[FOLDERS_OPEN];
};

/* `root` -1: every look-up ends with ENOENT. */
void folders_init(struct folders *folders, int root);

/* Closes all but the root. */
void folders_close(struct folders *folders);

/* The open top folder `name` of the open folder `parent`; -1 with errno. Links are not followed. */
int folder_open_top(int parent, const char *name);

/*
 * The open folder that `path` lies in, good until the next call, and in `name` the last part of the
 * path. `make`: what is missing on the way is made. -1 with errno.
 */
int folders_of_file(struct folders *folders, const char *path, bool make, const char **name);

/* The open folder of a path of `length` bytes; the root for none. */
int folders_open(struct folders *folders, const char *path, size_t length, bool make);

/* Makes a file that is not there yet, with its folders. 0, or an errno value: EEXIST … */
int folders_write(struct folders *folders, const char *path, const void *bytes, size_t length);

/* Opens a regular file for reading. -1 with errno; EINVAL: it is something else. */
int folders_open_file(struct folders *folders, const char *path);

/* Makes `file`, in the folder `parent`, which must not be there yet. 0, or an errno value. */
int file_make(int parent, const char *name, const void *bytes, size_t length, bool set_mode);

/* Reads all of an open file. 0, or an errno value. */
int file_read(int file, GByteArray *out);

#endif
