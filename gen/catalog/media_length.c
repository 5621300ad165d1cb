/* SPDX-License-Identifier: MIT */
/*
 * How long a recording lasts. Where a form says it in its head, or with its last bytes, a few lines
 * for each read that: there is no library of fitting size for films (libavformat is a hundred
 * megabytes, and reads far more of a file than its length), and of those for sound TagLib wants
 * files with names, and libsndfile 1.2 takes seconds for some WAV files of a hundred bytes. For MP3,
 * whose frames have to be gone through, there is libmpg123.
 *
 * The readers walk a window over the bytes that only ever becomes smaller: no size in a file is
 * believed beyond what lies around it, and what is contradictory ends the search.
 */
#include "catalog/media.h"

#include <math.h>
#include <mpg123.h>
#include <stdint.h>
#include <string.h>

static const double SECONDS_MOST = 100.0 * 3600.0;

/* What is left to be read. */
struct window {
	const uint8_t *at;
	const uint8_t *end;
};

static size_t left(const struct window *window)
{
	return (size_t)(window->end - window->at);
}

/* The next `count` bytes (at most 8) as one number; false: there are not so many. */
static bool read_number(struct window *window, unsigned count, uint64_t *out)
{
	if (left(window) < count)
		return false;
	*out = 0;
	for (unsigned i = 0; i < count; i++)
		*out = *out << 8 | *window->at++;
	return true;
}

/* The same with the last byte first. */
static bool read_reversed(struct window *window, unsigned count, uint64_t *out)
{
	if (left(window) < count)
		return false;
	*out = 0;
	for (unsigned i = count; i-- > 0;)
		*out = *out << 8 | window->at[i];
	window->at += count;
	return true;
}

static bool skip(struct window *window, uint64_t count)
{
	if (left(window) < count)
		return false;
	window->at += count;
	return true;
}

/* The next `size` bytes, and moves behind them; cut off at the end. */
static struct window split(struct window *window, uint64_t size)
{
	struct window part = {.at = window->at};
	window->at += MIN(size, left(window));
	part.end = window->at;
	return part;
}

static bool begins(const struct window *window, size_t at, const char *mark)
{
	size_t length = strlen(mark);
	return left(window) >= at + length && memcmp(window->at + at, mark, length) == 0;
}

/* ---- MP3 */

struct sound {
	const uint8_t *bytes;
	off_t size;
	off_t at;
};

static ssize_t sound_read(void *user, void *out, size_t count)
{
	struct sound *sound = user;
	size_t taken = MIN(count, (size_t)(sound->size - sound->at));
	memcpy(out, sound->bytes + sound->at, taken);
	sound->at += (off_t)taken;
	return (ssize_t)taken;
}

static off_t sound_seek(void *user, off_t offset, int whence)
{
	struct sound *sound = user;
	off_t from = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? sound->at : sound->size;
	if (offset < -from || offset > sound->size - from)
		return -1;
	sound->at = from + offset;
	return sound->at;
}

/* Goes through all frames, since few files say how many they have. */
static bool count_frames(mpg123_handle *frames, struct sound *sound, double *seconds)
{
	long rate;
	int channels;
	int encoding;
	if (mpg123_param(frames, MPG123_ADD_FLAGS, MPG123_QUIET, 0) != MPG123_OK ||
	    mpg123_replace_reader_handle(frames, sound_read, sound_seek, NULL) != MPG123_OK ||
	    mpg123_open_handle(frames, sound) != MPG123_OK ||
	    mpg123_getformat(frames, &rate, &channels, &encoding) != MPG123_OK ||
	    mpg123_scan(frames) != MPG123_OK)
		return false;
	off_t samples = mpg123_length(frames);
	*seconds = samples > 0 && rate > 0 ? (double)samples / (double)rate : 0;
	return true;
}

static bool frames_length(struct window file, double *seconds)
{
	struct sound sound = {.bytes = file.at, .size = (off_t)left(&file)};
	mpg123_handle *frames = mpg123_new(NULL, NULL);
	if (frames == NULL)
		return false;
	bool found = count_frames(frames, &sound, seconds);
	mpg123_delete(frames);
	return found;
}

/* ---- WAV: "RIFF", a size, "WAVE", then pieces of a name, a size and what they hold */

static bool wave_length(struct window file, double *seconds)
{
	uint64_t size;
	uint64_t rate = 0; /* bytes a second */
	skip(&file, 12);
	struct window name = file;
	while (skip(&file, 4) && read_reversed(&file, 4, &size)) {
		struct window piece = split(&file, size + size % 2);
		if (begins(&name, 0, "data")) {
			*seconds = rate > 0 ? (double)left(&piece) / (double)rate : 0;
			return true;
		}
		if (begins(&name, 0, "fmt ") &&
		    (!skip(&piece, 8) || !read_reversed(&piece, 4, &rate)))
			return false;
		name = file;
	}
	return false;
}

/* ---- FLAC: what comes first tells rate and number of samples (RFC 9639, 8.2) */

static bool flac_length(struct window file, double *seconds)
{
	uint64_t head;
	uint64_t facts;
	skip(&file, 4);
	if (!read_number(&file, 4, &head) || (head >> 24 & 0x7f) != 0 || !skip(&file, 10) ||
	    !read_number(&file, 8, &facts) || facts >> 44 == 0)
		return false;
	*seconds = (double)(facts & (((uint64_t)1 << 36) - 1)) / (double)(facts >> 44);
	return true;
}

/* ---- Ogg: pages, each with the number of the last sample in it (RFC 3533, 7845; Vorbis I) */

struct ogg_page {
	uint64_t position; /* of its last sample */
	uint64_t stream;   /* which of several it is of */
	struct window inside;
};

static bool read_page(struct window window, struct ogg_page *page)
{
	uint64_t pieces;
	if (!begins(&window, 0, "OggS") || !skip(&window, 6) ||
	    !read_reversed(&window, 8, &page->position) ||
	    !read_reversed(&window, 4, &page->stream) || !skip(&window, 8) ||
	    !read_number(&window, 1, &pieces) || !skip(&window, pieces))
		return false;
	page->inside = window;
	return true;
}

/* Samples a second, and how many at the beginning are not heard. */
static bool read_ogg_head(struct window head, uint64_t *rate, uint64_t *unheard)
{
	*unheard = 0;
	*rate = 48000;
	if (begins(&head, 0, "OpusHead"))
		return skip(&head, 10) && read_reversed(&head, 2, unheard);
	return begins(&head, 0, "\x01vorbis") && skip(&head, 12) && read_reversed(&head, 4, rate) &&
	       *rate > 0;
}

static bool ogg_length(struct window file, double *seconds)
{
	struct ogg_page first;
	struct ogg_page page;
	uint64_t rate;
	uint64_t unheard;
	if (!read_page(file, &first) || !read_ogg_head(first.inside, &rate, &unheard))
		return false;
	for (struct window last = {.at = file.end, .end = file.end}; last.at > file.at; last.at--) {
		if (!read_page(last, &page) || page.stream != first.stream ||
		    page.position == UINT64_MAX || page.position < unheard)
			continue;
		*seconds = (double)(page.position - unheard) / (double)rate;
		return true;
	}
	return false;
}

/* ---- MP4: boxes of a size, a name and what they hold (ISO/IEC 14496-12) */

#define BOX(a, b, c, d)                                                                            \
	((uint32_t)(a) << 24 | (uint32_t)(b) << 16 | (uint32_t)(c) << 8 | (uint32_t)(d))

/* The next box and what it holds; moves behind it. */
static bool read_box(struct window *window, uint64_t *name, struct window *inside)
{
	uint64_t size;
	uint64_t head = 8;
	if (!read_number(window, 4, &size) || !read_number(window, 4, name))
		return false;
	if (size == 1) {
		head = 16;
		if (!read_number(window, 8, &size))
			return false;
	} else if (size == 0) {
		size = head + left(window); /* it goes on to the end */
	}
	if (size < head)
		return false;
	*inside = split(window, size - head);
	return true;
}

static bool find_box(struct window window, uint32_t wanted, struct window *inside)
{
	uint64_t name;
	while (read_box(&window, &name, inside))
		if (name == wanted)
			return true;
	return false;
}

/* `length`: bytes of the duration, and of each of the two dates before the unit. */
static bool read_duration(struct window box, unsigned length, double *seconds)
{
	uint64_t unit;
	uint64_t duration;
	uint64_t unknown = length == 8 ? UINT64_MAX : UINT32_MAX;
	if (!skip(&box, 2 * length) || !read_number(&box, 4, &unit) ||
	    !read_number(&box, length, &duration) || unit == 0 || duration == unknown)
		return false;
	*seconds = (double)duration / (double)unit;
	return true;
}

/* moov.mvhd says it; of a film in pieces it may say 0. */
static bool film_length(struct window file, double *seconds)
{
	struct window film;
	struct window head;
	uint64_t version;
	return find_box(file, BOX('m', 'o', 'o', 'v'), &film) &&
	       find_box(film, BOX('m', 'v', 'h', 'd'), &head) && read_number(&head, 4, &version) &&
	       read_duration(head, version >> 24 == 1 ? 8 : 4, seconds);
}

/* ---- WebM: elements of a name, a size and what they hold (RFC 8794, RFC 9559) */

enum {
	ELEMENT_SEGMENT = 0x18538067,
	ELEMENT_INFO = 0x1549A966,
	ELEMENT_CLUSTER = 0x1F43B675,
	ELEMENT_TIMESTAMP_SCALE = 0x2AD7B1,
	ELEMENT_DURATION = 0x4489,
};

/* A number whose first byte says by its zeros how many follow; `keep`: with the mark. */
static bool read_variable(struct window *window, unsigned most, bool keep, uint64_t *out)
{
	if (left(window) == 0 || *window->at == 0)
		return false;
	unsigned length = 1;
	while ((*window->at & 0x80 >> (length - 1)) == 0)
		length++;
	if (length > most || !read_number(window, length, out))
		return false;
	uint64_t mark = (uint64_t)1 << (7 * length);
	if (!keep)
		*out &= mark - 1;
	if (!keep && *out == mark - 1)
		*out = UINT64_MAX; /* of unknown size: to the end of what is around it */
	return true;
}

static bool read_element(struct window *window, uint64_t *name, struct window *inside)
{
	uint64_t size;
	if (!read_variable(window, 4, true, name) || !read_variable(window, 8, false, &size))
		return false;
	*inside = split(window, size);
	return true;
}

/* A number of 4 or 8 bytes with a point, as IEEE 754 has it. */
static bool read_fraction(struct window element, double *out)
{
	uint64_t bits;
	size_t size = left(&element);
	if ((size != 4 && size != 8) || !read_number(&element, (unsigned)size, &bits))
		return false;
	if (size == 8) {
		memcpy(out, &bits, sizeof *out);
		return true;
	}
	uint32_t half = (uint32_t)bits;
	float single;
	memcpy(&single, &half, sizeof single);
	*out = (double)single;
	return true;
}

/* A stretch of the recording comes behind what is told of it, and is not looked into. */
static bool find_element(struct window window, uint64_t wanted, struct window *inside)
{
	uint64_t name;
	while (read_element(&window, &name, inside)) {
		if (name == wanted)
			return true;
		if (name == ELEMENT_CLUSTER)
			return false;
	}
	return false;
}

static bool web_length(struct window file, double *seconds)
{
	struct window info;
	struct window element;
	uint64_t scale = 1000000; /* nanoseconds */
	double duration;
	if (!find_element(file, ELEMENT_SEGMENT, &info) ||
	    !find_element(info, ELEMENT_INFO, &info) ||
	    !find_element(info, ELEMENT_DURATION, &element) || !read_fraction(element, &duration))
		return false;
	if (find_element(info, ELEMENT_TIMESTAMP_SCALE, &element) &&
	    (left(&element) > 8 || !read_number(&element, (unsigned)left(&element), &scale)))
		return false;
	*seconds = duration * (double)scale / 1e9;
	return true;
}

/* ---- which of them */

static bool is_mp3(const struct window *file, const char *path)
{
	bool frame = left(file) >= 2 && file->at[0] == 0xff && file->at[1] >= 0xe0;
	return g_strcmp0(media_mime(path), "audio/mpeg") == 0 && (frame || begins(file, 0, "ID3"));
}

bool media_length(const void *bytes, size_t size, const char *path, double *seconds)
{
	struct window file = {.at = bytes, .end = (const uint8_t *)bytes + size};
	bool found = false;
	if (begins(&file, 4, "ftyp"))
		found = film_length(file, seconds);
	else if (begins(&file, 0, "\x1a\x45\xdf\xa3"))
		found = web_length(file, seconds);
	else if (begins(&file, 0, "OggS"))
		found = ogg_length(file, seconds);
	else if (begins(&file, 0, "fLaC"))
		found = flac_length(file, seconds);
	else if (begins(&file, 0, "RIFF") && begins(&file, 8, "WAVE"))
		found = wave_length(file, seconds);
	else if (is_mp3(&file, path))
		found = frames_length(file, seconds);
	return found && isfinite(*seconds) && *seconds > 0 && *seconds <= SECONDS_MOST;
}
