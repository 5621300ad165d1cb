/* SPDX-License-Identifier: MIT */
#ifndef BASE_PROGRESS_H
#define BASE_PROGRESS_H

#include <stdbool.h>
#include <stddef.h>

/*
 * A line on the terminal that tells how far a long build is; nothing at all where nobody looks (a
 * pipe, --quiet).
 */
struct progress {
	bool shown;
	const char *stage; /* what is being done, in the user's language */
};

struct progress progress_new(bool quiet);
void progress_show(const struct progress *progress, size_t done, size_t count);

/* Wipes the line. */
void progress_clear(const struct progress *progress);

#endif
