/* SPDX-License-Identifier: MIT */
/*
 * What belongs to a recording is found by name, and read when the page is made. So the page is made
 * of all these files, and their blobs are part of its signature.
 */
#include "pages/show_player.h"

#include <math.h>
#include <string.h>
#include <unicode/uloc.h>
#include <unicode/ustring.h>

#include "catalog/media.h"
#include "catalog/vtt.h"
#include "pages/show_record.h"
#include "source/encoding.h"

enum { TEXT_MOST = 4 * 1024 * 1024 };

/* "12.4", without zeros that say nothing, and the same in every locale. */
static const char *seconds_text(struct arena *arena, double seconds)
{
	unsigned long thousandths = (unsigned long)llround(seconds * 1000);
	char *text = arena_printf(arena, "%lu.%03lu", thousandths / 1000, thousandths % 1000);
	size_t length = strlen(text);
	while (text[length - 1] == '0')
		length--;
	text[text[length - 1] == '.' ? length - 1 : length] = '\0';
	return text;
}

/* "1:02:03" or "2:03", as players show it. */
static const char *clock_text(struct arena *arena, double seconds)
{
	unsigned whole = (unsigned)seconds;
	if (whole >= 3600)
		return arena_printf(arena, "%u:%02u:%02u", whole / 3600, whole / 60 % 60,
		                    whole % 60);
	return arena_printf(arena, "%u:%02u", whole / 60, whole % 60);
}

/* ---- captions */

/* What a language calls itself: 中文（简体）, English. */
static const char *language_name(struct arena *arena, const char *language)
{
	enum { MOST = 100 };
	UChar name[MOST];
	char text[MOST * 3 + 1];
	UErrorCode status = U_ZERO_ERROR;
	uloc_getDisplayName(language, language, name, MOST, &status);
	u_strToUTF8(text, sizeof text, NULL, name, -1, &status);
	return U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING
	               ? arena_string(arena, language)
	               : arena_string(arena, text);
}

static const char *document_language(const struct show *show, const struct record *record)
{
	struct value fields = record_fields(show->arena, record);
	const char *language = value_get_text(&fields, "language");
	return language != NULL ? language : language_tag(show->catalog->settings->language);
}

static struct value show_captions(const struct show *show, const struct recording *recording,
                                  const char *language)
{
	struct value_builder list = value_builder_begin(show->arena, VALUE_LIST);
	for (unsigned i = 0; i < recording->caption_count; i++) {
		const struct caption_file *captions = &recording->captions[i];
		const char *spoken = captions->language != NULL ? captions->language : language;
		struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
		show_text(&map, "url", show->catalog->assets[captions->file].url);
		show_text(&map, "language", spoken);
		show_text(&map, "label", language_name(show->arena, spoken));
		value_builder_add(&list, value_builder_end(&map));
	}
	return value_builder_end(&list);
}

/* Those in the language of the document: by name, or because they name none; else the first. */
static const struct caption_file *choose(const struct recording *recording, const char *language)
{
	const struct caption_file *chosen =
	        recording->caption_count > 0 ? recording->captions : NULL;
	for (unsigned i = 0; i < recording->caption_count; i++) {
		if (g_strcmp0(recording->captions[i].language, language) == 0)
			return &recording->captions[i];
		if (recording->captions[i].language == NULL)
			chosen = &recording->captions[i];
	}
	return chosen;
}

static struct value show_cues(const struct show *show, const struct cue *cues, unsigned count)
{
	struct value_builder list = value_builder_begin(show->arena, VALUE_LIST);
	for (unsigned i = 0; i < count; i++) {
		struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
		show_text(&map, "from", seconds_text(show->arena, cues[i].from));
		show_text(&map, "to", seconds_text(show->arena, cues[i].to));
		show_text(&map, "at", clock_text(show->arena, cues[i].from));
		show_text(&map, "speaker", cues[i].speaker);
		show_text(&map, "text", cues[i].text);
		value_builder_add(&list, value_builder_end(&map));
	}
	return value_folded(value_builder_end(&list));
}

/* Mistakes are reported, and what is right is shown even so. */
static bool add_cues(struct report *report, const struct show *show, struct value_builder *map,
                     const struct caption_file *captions, const char *language)
{
	struct source_bytes bytes;
	struct cue *cues;
	unsigned count;
	if (captions == NULL)
		return true;
	const struct source_file *file = show->catalog->assets[captions->file].source;
	if (!repository_read(report, show->sources->repository, file, &bytes))
		return false;
	vtt_read(report, file->path, bytes.bytes, bytes.size, show->arena, &cues, &count);
	source_bytes_clear(&bytes);
	show_text(map, "cue_language", captions->language != NULL ? captions->language : language);
	if (count > 0)
		value_builder_set(map, "cues", show_cues(show, cues, count));
	return true;
}

/* ---- transcript */

/* Each line that says something is a paragraph, as people type it. Changes the text. */
static struct value show_paragraphs(const struct show *show, char *text)
{
	struct value_builder list = value_builder_begin(show->arena, VALUE_LIST);
	char *rest = text;
	for (char *line = strsep(&rest, "\r\n"); line != NULL; line = strsep(&rest, "\r\n")) {
		for (char *at = line; *at != '\0'; at++)
			if ((unsigned char)*at < ' ')
				*at = ' ';
		g_strstrip(line);
		while (g_str_has_prefix(line, "　"))
			line += strlen("　"); /* two of these indent a paragraph */
		if (*line != '\0')
			value_builder_add(&list, value_text(line));
	}
	return value_folded(value_builder_end(&list));
}

static void read_text(struct report *report, const struct show *show, struct value_builder *map,
                      const char *path, const struct source_bytes *bytes)
{
	const char *broken;
	bool marked = g_str_has_prefix(bytes->bytes, "\xef\xbb\xbf");
	if (bytes->size > TEXT_MOST)
		report_error(report, place_of_file(path), "media/size",
		             _("this transcript is larger than 4 MB; is this a text file?"));
	else if (!g_utf8_validate_len(bytes->bytes, bytes->size, &broken))
		encoding_report(report, path, bytes->bytes, bytes->size,
		                (size_t)(broken - bytes->bytes));
	else
		value_builder_set(
		        map, "transcript",
		        show_paragraphs(
		                show, arena_string(show->arena, bytes->bytes + (marked ? 3 : 0))));
}

static bool add_text(struct report *report, const struct show *show, struct value_builder *map,
                     const struct source_file *file)
{
	struct source_bytes bytes;
	if (!repository_read(report, show->sources->repository, file, &bytes))
		return false;
	read_text(report, show, map, file->path, &bytes);
	source_bytes_clear(&bytes);
	return true;
}

const struct record *show_player_document(const struct show *show, const struct recording *recording)
{
	const struct catalog *catalog = show->catalog;
	const struct source_file *file = recording->transcript;
	if (file == NULL || !reading_is_document(file->path))
		return NULL;
	uint32_t index = (uint32_t)(file - catalog->files->items);
	for (uint32_t i = 0; i < catalog->record_count; i++)
		if (show->sources->documents[catalog->records[i].document] == index)
			return record_is_withdrawn(&catalog->records[i]) ? NULL
			                                                 : &catalog->records[i];
	return NULL; /* a draft */
}

/* A document is a page of the site, and so is named instead of copied. */
static bool add_transcript(struct report *report, const struct show *show,
                           struct value_builder *map, const struct player *player)
{
	const struct record *document = show_player_document(show, player->recording);
	const struct source_file *file = player->recording->transcript;
	if (file == NULL)
		return true;
	if (!reading_is_document(file->path))
		return add_text(report, show, map, file);
	if (document == NULL)
		return true;
	struct value_builder entry = value_builder_begin(show->arena, VALUE_MAP);
	show_text(&entry, "title", document->title);
	show_text(&entry, "url", document->url);
	value_builder_set(map, "transcript_of", value_builder_end(&entry));
	value_builder_set(map, "here", value_boolean(document == player->record));
	return true;
}

/* ---- the whole */

static bool add_length(struct report *report, const struct show *show, struct value_builder *map,
                       const struct source_file *file)
{
	struct source_bytes bytes;
	double seconds;
	if (!repository_read(report, show->sources->repository, file, &bytes))
		return false;
	if (media_length(bytes.bytes, bytes.size, file->path, &seconds))
		show_text(map, "seconds", seconds_text(show->arena, seconds));
	source_bytes_clear(&bytes);
	return true;
}

bool show_player(struct report *report, const struct show *show, const struct player *player,
                 struct value *out)
{
	const struct recording *recording = player->recording;
	const struct catalog_file *assets = show->catalog->assets;
	const struct catalog_file *file = &assets[recording->file];
	const char *path = file->source->path;
	const char *language = document_language(show, player->record);
	struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
	show_text(&map, "media", media_type_of(path) == MEDIA_VIDEO ? "video" : "audio");
	show_text(&map, "url", file->url);
	show_text(&map, "type", media_mime(path));
	show_text(&map, "label", player->label);
	show_text(&map, "title", player->title);
	show_text(&map, "size", arena_printf(show->arena, "%zu", file->size));
	if (recording->poster != RECORD_NONE)
		show_text(&map, "poster", assets[recording->poster].url);
	value_builder_set(&map, "captions", show_captions(show, recording, language));
	show_number(&map, "line", player->line);
	show_number(&map, "number", player->number);
	bool done = add_length(report, show, &map, file->source) &&
	            add_cues(report, show, &map, choose(recording, language), language) &&
	            add_transcript(report, show, &map, player);
	*out = value_builder_end(&map);
	return done;
}
