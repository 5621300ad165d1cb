/* SPDX-License-Identifier: MIT */
/*
 * A recording and what belongs to it share a path but for the suffix. The list of files is in the
 * order of paths, so all of them lie side by side in it, and nobody has to name them.
 */
#include "catalog/media.h"

#include <string.h>
#include <unicode/uloc.h>

struct suffix {
	const char *text;
	enum media_type type;
	const char *mime;
};

static const struct suffix SUFFIXES[] = {
        {"svg", MEDIA_PICTURE, "image/svg+xml"}, {"png", MEDIA_PICTURE, "image/png"},
        {"jpg", MEDIA_PICTURE, "image/jpeg"},    {"jpeg", MEDIA_PICTURE, "image/jpeg"},
        {"gif", MEDIA_PICTURE, "image/gif"},     {"webp", MEDIA_PICTURE, "image/webp"},
        {"avif", MEDIA_PICTURE, "image/avif"},   {"mp3", MEDIA_SOUND, "audio/mpeg"},
        {"m4a", MEDIA_SOUND, "audio/mp4"},       {"ogg", MEDIA_SOUND, "audio/ogg"},
        {"oga", MEDIA_SOUND, "audio/ogg"},       {"opus", MEDIA_SOUND, "audio/ogg"},
        {"wav", MEDIA_SOUND, "audio/wav"},       {"flac", MEDIA_SOUND, "audio/flac"},
        {"mp4", MEDIA_VIDEO, "video/mp4"},       {"m4v", MEDIA_VIDEO, "video/mp4"},
        {"webm", MEDIA_VIDEO, "video/webm"},     {"ogv", MEDIA_VIDEO, "video/ogg"},
        {"vtt", MEDIA_CAPTIONS, "text/vtt"},
};

/* Where the suffix begins, behind the '.'; the end of the path when there is none. */
static const char *suffix_of(const char *path)
{
	const char *slash = strrchr(path, '/');
	const char *dot = strrchr(slash == NULL ? path : slash, '.');
	return dot == NULL ? path + strlen(path) : dot + 1;
}

static const struct suffix *find_suffix(const char *path)
{
	const char *text = suffix_of(path);
	for (size_t i = 0; i < G_N_ELEMENTS(SUFFIXES); i++)
		if (g_ascii_strcasecmp(text, SUFFIXES[i].text) == 0)
			return &SUFFIXES[i];
	return NULL;
}

enum media_type media_type_of(const char *path)
{
	const struct suffix *suffix = find_suffix(path);
	return suffix == NULL ? MEDIA_NONE : suffix->type;
}

bool media_is_recording(const char *path)
{
	enum media_type type = media_type_of(path);
	return type == MEDIA_SOUND || type == MEDIA_VIDEO;
}

const char *media_mime(const char *path)
{
	const struct suffix *suffix = find_suffix(path);
	return suffix == NULL ? NULL : suffix->mime;
}

/* ---- what belongs to a recording */

/* The text when it names a language that there is, in the arena; else NULL. */
static const char *read_language(struct arena *arena, const char *text, size_t length)
{
	char locale[ULOC_FULLNAME_CAPACITY];
	int32_t read = 0;
	UErrorCode status = U_ZERO_ERROR;
	const char *language = arena_copy(arena, text, length);
	uloc_forLanguageTag(language, locale, sizeof locale, &read, &status);
	if (U_FAILURE(status) || status == U_STRING_NOT_TERMINATED_WARNING ||
	    read != (int32_t)length || *uloc_getISO3Language(locale) == '\0')
		return NULL;
	return language;
}

/* `rest`: the file's name behind that of the recording and its '.'. */
static void take_captions(struct arena *arena, GArray *captions, const struct source_file *file,
                          const char *rest)
{
	struct media_captions found = {.file = file};
	const char *dot = strrchr(rest, '.');
	if (dot != NULL)
		found.language = read_language(arena, rest, (size_t)(dot - rest));
	if (dot == NULL || found.language != NULL)
		g_array_append_val(captions, found);
}

/* The first of `names` that there is comes before the others. */
static void take(const struct source_file **slot, unsigned *rank, const struct source_file *file,
                 const char *rest, const char *const *names)
{
	for (unsigned i = 0; names[i] != NULL; i++) {
		if (g_ascii_strcasecmp(rest, names[i]) != 0 || (*slot != NULL && *rank <= i))
			continue;
		*slot = file;
		*rank = i;
	}
}

/* The first file whose path is not before `path`. */
static size_t lower_bound(const struct source_files *files, const char *path)
{
	size_t least = 0;
	size_t most = files->count;
	while (least < most) {
		size_t middle = least + (most - least) / 2;
		if (strcmp(files->items[middle].path, path) < 0)
			least = middle + 1;
		else
			most = middle;
	}
	return least;
}

struct media_files media_find(struct arena *arena, const struct source_files *files,
                              const char *path)
{
	static const char *const POSTERS[] = {"jpg", "jpeg", "png", "webp", NULL};
	static const char *const TRANSCRIPTS[] = {"txt", "md", NULL};
	struct media_files found = {0};
	unsigned poster_rank = 0;
	unsigned transcript_rank = 0;
	bool video = media_type_of(path) == MEDIA_VIDEO;
	size_t length = (size_t)(suffix_of(path) - path);
	g_autofree char *stem = g_strndup(path, length);
	g_autoptr(GArray) captions = g_array_new(FALSE, FALSE, sizeof(struct media_captions));
	for (size_t i = lower_bound(files, stem); i < files->count; i++) {
		const struct source_file *file = &files->items[i];
		if (strncmp(file->path, stem, length) != 0)
			break;
		const char *rest = file->path + length;
		if (strchr(rest, '/') != NULL)
			continue;
		if (media_type_of(file->path) == MEDIA_CAPTIONS)
			take_captions(arena, captions, file, rest);
		if (video)
			take(&found.poster, &poster_rank, file, rest, POSTERS);
		take(&found.transcript, &transcript_rank, file, rest, TRANSCRIPTS);
	}
	found.caption_count = captions->len;
	struct media_captions *kept = arena_new_array(arena, struct media_captions, captions->len);
	if (captions->len > 0)
		memcpy(kept, captions->data, captions->len * sizeof *kept);
	found.captions = kept;
	return found;
}

void media_check(struct report *report, struct place place, const struct source_files *files,
                 const char *path, bool alone)
{
	g_autoptr(Arena) arena = arena_new();
	struct media_files found = media_find(arena, files, path);
	const char *slash = strrchr(path, '/');
	const char *base = slash == NULL ? path : slash + 1;
	g_autofree char *stem = g_strndup(base, (size_t)(suffix_of(base) - base));
	bool video = media_type_of(path) == MEDIA_VIDEO;
	if (!alone)
		report_warning(
		        report, place, "media/inline",
		        _("'%s' stands within a sentence, and so is shown without captions and "
		          "transcript; give it a paragraph of its own"),
		        base);
	else if (video && found.caption_count == 0)
		report_warning(report, place, "media/captions",
		               _("those who cannot hear get nothing from the video '%s'; put its "
		                 "captions beside it as %svtt"),
		               base, stem);
	else if (found.caption_count == 0 && found.transcript == NULL)
		report_warning(
		        report, place, "media/transcript",
		        _("those who cannot hear get nothing from the recording '%s'; put what is "
		          "said beside it as %stxt, or with times as %svtt"),
		        base, stem, stem);
}
