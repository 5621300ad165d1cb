/* SPDX-License-Identifier: MIT */
#ifndef OUTPUT_PATH_H
#define OUTPUT_PATH_H

#include <stdbool.h>
#include <stddef.h>

/* Paths of files below the top of a site: what may be written, and their parts. */

enum { PATH_BYTES_MOST = 200, PART_BYTES_MOST = 64 };

/*
 * True for a path that may be written: parts of a-z 0-9 . _ - up to 64 bytes with '/' between, 200
 * bytes in all, no part that starts with '.' or '-', ends with '.', or is the name of a DOS device
 * (con, nul, com1 … with or without suffix).
 */
bool path_is_safe(const char *path);

/* True when a part of the path is `part`. */
bool path_has_part(const char *path, const char *part);

/* Where the last part of the path begins. */
size_t path_last(const char *path, size_t length);

/* Copies a part out of a safe path, to be given to the system. */
void path_copy_part(char name[static PART_BYTES_MOST + 1], const char *part, size_t length);

#endif
