/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a recording and as captions. Whatever they are: a length is one that can be; cues
 * have times in order and clean text in one line; false comes with errors within the file.
 */
#include <glib.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "catalog/media.h"
#include "catalog/vtt.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "%s\n", what);
	abort(); /* g_error would trap, and libFuzzer keeps no input for that */
}

static void check_text(const char *text)
{
	check(g_utf8_validate(text, -1, NULL), "a text is not clean");
	for (; *text != '\0'; text++)
		check((unsigned char)*text >= ' ', "a text is not in one line");
}

static void check_captions(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct report *report = report_new();
	struct cue *cues;
	unsigned count;
	bool good = vtt_read(report, "x.vtt", (const char *)data, size, arena, &cues, &count);
	check(good == (report->errors == 0), "false comes without an error, or true with one");
	for (unsigned i = 0; i < count; i++) {
		check(cues[i].from >= 0 && cues[i].from < cues[i].to, "times are not in order");
		check(*cues[i].text != '\0', "a cue says nothing");
		check_text(cues[i].text);
		if (cues[i].speaker != NULL)
			check_text(cues[i].speaker);
	}
	for (unsigned i = 0; i < report->problems->len; i++) {
		const struct problem *problem = report->problems->pdata[i];
		check(problem->line <= size + 1, "a problem lies outside the file");
		check(g_utf8_validate(problem->text, -1, NULL), "a message is not clean");
	}
	report_free(report);
	arena_free(arena);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char *const PATHS[] = {"x.mp4", "x.mp3"};
	for (size_t i = 0; i < G_N_ELEMENTS(PATHS); i++) {
		double seconds = -1;
		if (media_length(data, size, PATHS[i], &seconds))
			check(seconds > 0 && seconds <= 360000, "a length cannot be");
	}
	check_captions(data, size);
	return 0;
}
