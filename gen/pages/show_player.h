/* SPDX-License-Identifier: MIT */
#ifndef PAGES_SHOW_PLAYER_H
#define PAGES_SHOW_PLAYER_H

#include "pages/show.h"

/* Private to show*.c: a recording with what belongs to it, as a value. */

/* Where a recording is shown. */
struct player {
	const struct record *record; /* the document */
	const struct recording *recording;
	const char *label; /* what the text says it is; "" when it says nothing */
	const char *title; /* what else it says, or NULL */
	unsigned line;     /* in the document */
	unsigned number;   /* among the recordings of the document, from 1 */
};

/*
 * { media = "video" | "audio", url, type, label, title, size, seconds = "12.4", poster,
 *   captions = {{url, language, label}}, cue_language, cues = folded {{from = "12.4", to, at = "0:12",
 *   speaker, text}}, transcript = folded {text, …}, transcript_of = { title, url }, here, line, number }
 *
 * Addresses are from the top of the site; what is not known is absent. `cues` are those of the captions
 * in the language of the document, else of the first. `transcript`: the paragraphs of x.txt.
 * `transcript_of`: the document x.md, and `here` when that is the one which shows the recording.
 *
 * Captions and transcripts with mistakes are reported and left out. False: something cannot be
 * read (reported).
 */
bool show_player(struct report *report, const struct show *show, const struct player *player,
                 struct value *out);

/* The document that is the transcript of a recording, or NULL. */
const struct record *show_player_document(const struct show *show,
                                          const struct recording *recording);

#endif
