/* SPDX-License-Identifier: MIT */
/*
 * A file of captions is blocks with an empty line between them. Its first line says WEBVTT; a block
 * with "-->" in its first or second line is a cue, every other one is passed over. Of each line
 * nothing is kept but times and plain text, so that what stands here cannot become anything else in
 * a page.
 */
#include "catalog/vtt.h"

#include <string.h>

#include "source/encoding.h"

enum { SIZE_MOST = 4 * 1024 * 1024, CUES_MOST = 20000, FAULTS_MOST = 5, HOURS_MOST = 99 };

struct reader {
	struct report *report;
	const char *path;
	const char *at;
	const char *end;
	unsigned line; /* of what was read last, from 1 */
	struct arena *arena;
	GArray *cues; /* of struct cue */
	unsigned faults;
};

struct line {
	const char *text;
	size_t length;
};

/* False at the end of the file. Lines end with LF, CR or both. */
static bool next_line(struct reader *reader, struct line *line)
{
	if (reader->at == reader->end)
		return false;
	const char *at = reader->at;
	while (at < reader->end && *at != '\n' && *at != '\r')
		at++;
	*line = (struct line){.text = reader->at, .length = (size_t)(at - reader->at)};
	if (at < reader->end)
		at += *at == '\r' && at + 1 < reader->end && at[1] == '\n' ? 2 : 1;
	reader->at = at;
	reader->line++;
	return true;
}

static void complain(struct reader *reader, unsigned line, const char *id, const char *text)
{
	if (reader->faults++ < FAULTS_MOST)
		report_error(reader->report, place_of_line(reader->path, line), id, "%s", text);
}

static bool has_arrow(const struct line *line)
{
	return memmem(line->text, line->length, "-->", 3) != NULL;
}

/* ---- times */

/* Up to `most` digits, `least` at least; false when there are more or fewer. */
static bool read_digits(const char **at, const char *end, unsigned least, unsigned most,
                        unsigned *out)
{
	unsigned count = 0;
	*out = 0;
	for (; *at < end && g_ascii_isdigit(**at); (*at)++, count++)
		if (count < most)
			*out = *out * 10 + (unsigned)(**at - '0');
	return count >= least && count <= most;
}

static bool take(const char **at, const char *end, char character)
{
	if (*at == end || **at != character)
		return false;
	(*at)++;
	return true;
}

/* 00:12.500 or 01:02:03.500 */
static bool read_time(const char **at, const char *end, double *seconds)
{
	unsigned part[3] = {0};
	unsigned thousandths;
	unsigned count = 0;
	do {
		if (count == G_N_ELEMENTS(part) || !read_digits(at, end, 2, 2, &part[count]))
			return false;
		count++;
	} while (take(at, end, ':'));
	if (count < 2 || !take(at, end, '.') || !read_digits(at, end, 3, 3, &thousandths))
		return false;
	unsigned hours = count == 3 ? part[0] : 0;
	unsigned minutes = part[count - 2];
	if (hours > HOURS_MOST || minutes > 59 || part[count - 1] > 59)
		return false;
	*seconds = hours * 3600.0 + minutes * 60.0 + part[count - 1] + thousandths / 1000.0;
	return true;
}

static void pass_blanks(const char **at, const char *end)
{
	while (*at < end && (**at == ' ' || **at == '\t'))
		(*at)++;
}

/* "00:01.000 --> 00:04.000 align:start"; what stands behind the times is passed over. */
static bool read_times(const struct line *line, struct cue *cue)
{
	const char *at = line->text;
	const char *end = line->text + line->length;
	pass_blanks(&at, end);
	if (!read_time(&at, end, &cue->from))
		return false;
	pass_blanks(&at, end);
	if (end - at < 3 || memcmp(at, "-->", 3) != 0)
		return false;
	at += 3;
	pass_blanks(&at, end);
	return read_time(&at, end, &cue->to) && (at == end || *at == ' ' || *at == '\t');
}

/* ---- text */

/* The text of one cue while it is made plain; `ruby`: within the small print over a word. */
struct speech {
	struct reader *reader;
	const struct cue *times;
	GString *text;
	const char *speaker;
	bool ruby;
};

static void end_speech(struct speech *speech)
{
	g_strstrip(speech->text->str);
	if (*speech->text->str != '\0' && speech->reader->cues->len < CUES_MOST) {
		struct cue cue = *speech->times;
		cue.speaker = speech->speaker;
		cue.text = arena_string(speech->reader->arena, speech->text->str);
		g_array_append_val(speech->reader->cues, cue);
	}
	g_string_truncate(speech->text, 0);
}

/* Lines are set anew by the page, and control characters are no text: one blank for any of them. */
static void append_character(GString *out, char character)
{
	bool blank = (unsigned char)character <= ' ';
	if (!blank || (out->len > 0 && out->str[out->len - 1] != ' '))
		g_string_append_c(out, blank ? ' ' : character);
}

/* &amp; and the others that WebVTT has; what is none stays as it is. Moves behind it. */
static void read_entity(GString *out, const char **at, const char *end)
{
	static const char *const NAMES[][2] = {{"&amp;", "&"},   {"&lt;", "<"},   {"&gt;", ">"},
	                                       {"&quot;", "\""}, {"&nbsp;", " "}, {"&lrm;", ""},
	                                       {"&rlm;", ""}};
	for (size_t i = 0; i < G_N_ELEMENTS(NAMES); i++) {
		size_t length = strlen(NAMES[i][0]);
		if ((size_t)(end - *at) < length || memcmp(*at, NAMES[i][0], length) != 0)
			continue;
		g_string_append(out, NAMES[i][1]);
		*at += length;
		return;
	}
	g_string_append_c(out, *(*at)++);
}

/* `tag`: what stands between '<' and '>'. */
static void read_tag(struct speech *speech, const char *tag, size_t length)
{
	if (length >= 2 && memcmp(tag, "rt", 2) == 0 && (length == 2 || tag[2] == '.'))
		speech->ruby = true;
	if ((length == 3 && memcmp(tag, "/rt", 3) == 0) ||
	    (length == 5 && memcmp(tag, "/ruby", 5) == 0))
		speech->ruby = false;
	if (length == 0 || tag[0] != 'v' || (length > 1 && strchr(". \t", tag[1]) == NULL))
		return;
	end_speech(speech);
	const char *name = tag;
	while (name < tag + length && *name != ' ' && *name != '\t')
		name++;
	g_autoptr(GString) speaker = g_string_new(NULL);
	while (name < tag + length) {
		if (*name == '&')
			read_entity(speaker, &name, tag + length);
		else
			append_character(speaker, *name++);
	}
	g_strstrip(speaker->str);
	speech->speaker =
	        *speaker->str == '\0' ? NULL : arena_string(speech->reader->arena, speaker->str);
}

static void read_text(struct speech *speech, const char *at, const char *end)
{
	while (at < end) {
		const char *close = *at == '<' ? memchr(at, '>', (size_t)(end - at)) : NULL;
		if (close != NULL) {
			read_tag(speech, at + 1, (size_t)(close - at - 1));
			at = close + 1;
		} else if (speech->ruby) {
			at++;
		} else if (*at == '&') {
			read_entity(speech->text, &at, end);
		} else {
			append_character(speech->text, *at++);
		}
	}
}

/* ---- blocks */

/* The lines up to the next empty one; a missing empty line is seen by the arrow of the next cue. */
static struct line read_payload(struct reader *reader)
{
	struct line line;
	struct line payload = {.text = reader->at};
	const char *before = reader->at;
	while (next_line(reader, &line) && line.length > 0) {
		if (has_arrow(&line)) {
			complain(reader, reader->line, "captions/blank",
			         _("a new caption begins here; put an empty line before it"));
			reader->at = before;
			reader->line--;
			break;
		}
		payload.length = (size_t)(line.text + line.length - payload.text);
		before = reader->at;
	}
	return payload;
}

static void read_cue(struct reader *reader, const struct line *times)
{
	struct cue cue = {0};
	unsigned line = reader->line;
	bool good = read_times(times, &cue);
	struct line payload = read_payload(reader);
	if (!good) {
		complain(reader, line, "captions/time",
		         _("these are no times of a caption; write them as 00:01:05.000 --> "
		           "00:01:08.500"));
		return;
	}
	if (cue.to <= cue.from) {
		complain(reader, line, "captions/order",
		         _("this caption ends before it begins; correct the second time"));
		return;
	}
	g_autoptr(GString) text = g_string_sized_new(payload.length + 1);
	struct speech speech = {.reader = reader, .times = &cue, .text = text};
	read_text(&speech, payload.text, payload.text + payload.length);
	end_speech(&speech);
}

/* A comment, a style, a region, or the name of a cue with the cue behind it. */
static void read_block(struct reader *reader, struct line line)
{
	if (has_arrow(&line)) {
		read_cue(reader, &line);
		return;
	}
	bool note = line.length >= 4 && memcmp(line.text, "NOTE", 4) == 0;
	if (!next_line(reader, &line) || line.length == 0)
		return;
	if (has_arrow(&line) && !note) {
		read_cue(reader, &line);
		return;
	}
	while (next_line(reader, &line) && line.length > 0)
		continue;
}

static bool read_header(struct reader *reader)
{
	struct line line = {.text = ""};
	if (reader->end - reader->at >= 3 && memcmp(reader->at, "\xef\xbb\xbf", 3) == 0)
		reader->at += 3;
	next_line(reader, &line);
	if (line.length < 6 || memcmp(line.text, "WEBVTT", 6) != 0 ||
	    (line.length > 6 && line.text[6] != ' ' && line.text[6] != '\t')) {
		complain(reader, 1, "captions/header",
		         _("captions begin with a line WEBVTT and an empty line; write them "
		           "before the first"));
		return false;
	}
	while (line.length > 0 && !has_arrow(&line) && next_line(reader, &line))
		continue;
	if (has_arrow(&line))
		read_block(reader, line);
	return true;
}

static bool check_bytes(struct reader *reader)
{
	size_t size = (size_t)(reader->end - reader->at);
	const char *broken;
	if (size > SIZE_MOST) {
		complain(reader, 0, "captions/size",
		         _("these captions are larger than 4 MB; is this a file of captions?"));
		return false;
	}
	if (g_utf8_validate_len(reader->at, size, &broken))
		return true;
	return encoding_report(reader->report, reader->path, reader->at, size,
	                       (size_t)(broken - reader->at));
}

bool vtt_read(struct report *report, const char *path, const char *bytes, size_t size,
              struct arena *arena, struct cue **cues, unsigned *count)
{
	struct reader reader = {.report = report, .path = path, .at = bytes, .end = bytes + size};
	struct line line;
	*cues = NULL;
	*count = 0;
	if (!check_bytes(&reader))
		return false;
	reader.arena = arena;
	reader.cues = g_array_new(FALSE, FALSE, sizeof(struct cue));
	if (read_header(&reader)) {
		while (next_line(&reader, &line))
			if (line.length > 0)
				read_block(&reader, line);
		if (reader.cues->len == 0 && reader.faults == 0)
			complain(&reader, 0, "captions/empty",
			         _("there are no captions in this file; write times and text"));
	}
	*count = reader.cues->len;
	*cues = arena_new_array(arena, struct cue, *count);
	if (*count > 0)
		memcpy(*cues, reader.cues->data, *count * sizeof **cues);
	g_array_unref(reader.cues);
	return reader.faults == 0;
}
