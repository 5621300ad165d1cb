/* SPDX-License-Identifier: MIT */
/*
 * The disguise: each separator that libyaml would end a line at becomes one private character, so
 * lines and columns stay those an editor sees. A text that holds those private characters itself
 * is refused, which nobody will ever meet.
 */
#include "source/yaml_text.h"

#include <string.h>

enum { SIZE_MOST = 256 * 1024 };

static const struct disguise {
	const char *separator;
	const char *disguise;
} disguises[] = {
        {"\xc2\x85", "\xf4\x8f\xbf\xb0"},     /* U+0085 as U+10FFF0 */
        {"\xe2\x80\xa8", "\xf4\x8f\xbf\xb1"}, /* U+2028 as U+10FFF1 */
        {"\xe2\x80\xa9", "\xf4\x8f\xbf\xb2"}, /* U+2029 as U+10FFF2 */
};

static bool contains(const struct yaml_text *text, const char *piece)
{
	return memmem(text->bytes, text->length, piece, strlen(piece)) != NULL;
}

/*
 * Copies the text with every separator hidden, or brought back; `out` may be the text itself when
 * they are brought back, and has to have twice the room when they are hidden. Returns the new
 * length.
 */
static size_t translate(const char *text, size_t length, bool hide, char *out)
{
	size_t to = 0;
	size_t from = 0;
	while (from < length) {
		size_t taken = 1;
		const char *given = NULL;
		for (size_t i = 0; i < G_N_ELEMENTS(disguises) && given == NULL; i++) {
			const struct disguise *pair = &disguises[i];
			const char *sought = hide ? pair->separator : pair->disguise;
			size_t size = strlen(sought);
			if (size <= length - from && memcmp(text + from, sought, size) == 0) {
				taken = size;
				given = hide ? pair->disguise : pair->separator;
			}
		}
		if (given == NULL)
			out[to++] = text[from];
		else
			to = (size_t)(stpcpy(out + to, given) - out);
		from += taken;
	}
	return to;
}

static bool disguise_text(struct report *report, struct place place, struct arena *arena,
                          struct yaml_text *text)
{
	bool ambiguous = false;
	for (size_t i = 0; i < G_N_ELEMENTS(disguises); i++)
		text->disguised |= contains(text, disguises[i].separator);
	if (!text->disguised)
		return true;
	for (size_t i = 0; i < G_N_ELEMENTS(disguises); i++)
		ambiguous |= contains(text, disguises[i].disguise);
	if (ambiguous)
		return report_error(report, place, "yaml/character",
		                    _("the private characters U+10FFF0 to U+10FFF2 cannot be used; "
		                      "take them out"));
	char *hidden = arena_take(arena, text->length * 2 + 1);
	text->length = translate(text->bytes, text->length, true, hidden);
	text->bytes = hidden;
	return true;
}

/* The place of the byte at `end`, `place` being that of the first. */
static struct place place_of_byte(struct place place, const char *text, const char *end)
{
	const char *line = text;
	const char *line_end;
	while ((line_end = memchr(line, '\n', (size_t)(end - line))) != NULL) {
		line = line_end + 1;
		place.line++;
	}
	place.column = (unsigned)g_utf8_strlen(line, end - line) + 1;
	return place;
}

bool yaml_text_prepare(struct report *report, struct place place, const char *text, size_t length,
                       struct arena *arena, struct yaml_text *out)
{
	*out = (struct yaml_text){.bytes = text, .length = length};
	if (length > SIZE_MOST)
		return report_error(
		        report, place, "yaml/size",
		        _("this is larger than %d KB; move the long texts into the body "
		          "or into files of their own"),
		        SIZE_MOST / 1024);
	if (length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0) {
		out->bytes += 3;
		out->length -= 3;
	}
	const char *end;
	if (!g_utf8_validate_len(out->bytes, out->length, &end))
		return report_error(
		        report, place_of_byte(place, out->bytes, end), "yaml/encoding",
		        _("the text is not UTF-8 from here on; save the file as UTF-8"));
	return disguise_text(report, place, arena, out);
}

size_t yaml_text_undisguise(char *text, size_t length)
{
	length = translate(text, length, false, text);
	text[length] = '\0';
	return length;
}

const char *yaml_text_next_line(const char *line, const char *end, size_t *length)
{
	const char *stop = line;
	while (stop < end && *stop != '\n' && *stop != '\r')
		stop++;
	*length = (size_t)(stop - line);
	if (stop == end)
		return end;
	return stop + (stop + 1 < end && stop[0] == '\r' && stop[1] == '\n' ? 2 : 1);
}
