/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_VTT_H
#define CATALOG_VTT_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/report.h"

/* What is said, or to be heard, in one stretch of a recording. */
struct cue {
	double from;         /* in seconds */
	double to;           /* after `from` */
	const char *speaker; /* NULL: not named */
	const char *text;    /* plain, in one line, never empty */
};

/*
 * Reads captions in WebVTT (W3C), the text of a .vtt file, into an array of cues in the order of the
 * file, in the arena. A cue in which several people speak becomes one for each of them. Comments,
 * styles, regions, positions and marks within the text are passed over. False: there are mistakes,
 * reported at `path` with their lines (the first few); the cues that are right are given even so.
 */
bool vtt_read(struct report *report, const char *path, const char *bytes, size_t size,
              struct arena *arena, struct cue **cues, unsigned *count);

#endif
