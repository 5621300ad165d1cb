/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_MEDIA_H
#define CATALOG_MEDIA_H

#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/report.h"
#include "source/repository.h"

/*
 * Pictures and recordings among the files of a repository: what a file is goes by its suffix, in
 * capitals or not, and what belongs to a recording lies beside it under the same name.
 */
enum media_type { MEDIA_NONE, MEDIA_PICTURE, MEDIA_SOUND, MEDIA_VIDEO, MEDIA_CAPTIONS };

/* `path`: of a file or an address. */
enum media_type media_type_of(const char *path);
bool media_is_recording(const char *path); /* sound or video */

/* Its type for a browser, such as "video/mp4"; NULL when it is none of these. */
const char *media_mime(const char *path);

/*
 * How long a recording lasts, from what its bytes say of themselves: MP4 and M4A, WebM, MP3, Ogg
 * with Vorbis or Opus, WAV, FLAC. False: it does not say, or nothing that can be (a damaged file,
 * another form, more than a hundred hours).
 */
bool media_length(const void *bytes, size_t size, const char *path, double *seconds);

/* Captions in one language. */
struct media_captions {
	const struct source_file *file; /* x.vtt or x.zh-Hans.vtt */
	const char *language;           /* "zh-Hans"; NULL: the name has none */
};

/* What lies beside a recording. */
struct media_files {
	const struct media_captions *captions; /* by path */
	unsigned caption_count;
	const struct source_file *poster;     /* x.jpg, .jpeg, .png or .webp; of a video; or NULL */
	const struct source_file *transcript; /* x.txt or x.md, or NULL */
};

/* Found in the list of all files, for the recording at `path`. */
struct media_files media_find(struct arena *arena, const struct source_files *files,
                              const char *path);

/*
 * Warns at `place` of what the recording at `path` lacks: a video its captions, a sound its
 * transcript. `alone`: it has a paragraph to itself, and so is shown with what belongs to it.
 */
void media_check(struct report *report, struct place place, const struct source_files *files,
                 const char *path, bool alone);

#endif
