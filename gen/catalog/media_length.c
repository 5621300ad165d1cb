/* SPDX-License-Identifier: MIT */
/*
 * How long a recording lasts. For sound libraries tell it: libsndfile, and for MP3 libmpg123, which
 * it stands on (asked directly, it is quiet about damaged files). Both read from memory and count
 * what is there; TagLib would want files with names, and tells whole seconds only. For the boxes of
 * MP4 and the elements of WebM there is no library of fitting size (libavformat is a hundred
 * megabytes, and reads far more of a file than its length), so two small readers stand here. They
 * walk a window over the bytes that only ever becomes smaller: no size in a file is believed beyond
 * what lies around it, and what is contradictory ends the search.
 *
 * The head of a file decides who reads it, so that libsndfile is never asked to guess among its
 * fifty forms.
 */
#include "catalog/media.h"

#include <math.h>
#include <mpg123.h>
#include <sndfile.h>
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

/* ---- sound, by libraries that read from memory */

struct sound {
	const uint8_t *bytes;
	sf_count_t size;
	sf_count_t at;
};

static sf_count_t sound_size(void *user)
{
	return ((struct sound *)user)->size;
}

static sf_count_t sound_tell(void *user)
{
	return ((struct sound *)user)->at;
}

static sf_count_t sound_seek(sf_count_t offset, int whence, void *user)
{
	struct sound *sound = user;
	sf_count_t from = whence == SEEK_SET ? 0 : whence == SEEK_CUR ? sound->at : sound->size;
	if (offset < -from || offset > sound->size - from)
		return -1;
	sound->at = from + offset;
	return sound->at;
}

static sf_count_t sound_read(void *out, sf_count_t count, void *user)
{
	struct sound *sound = user;
	count = CLAMP(count, 0, sound->size - sound->at);
	memcpy(out, sound->bytes + sound->at, (size_t)count);
	sound->at += count;
	return count;
}

static sf_count_t sound_write(const void *bytes, sf_count_t count, void *user)
{
	(void)bytes;
	(void)count;
	(void)user;
	return 0;
}

static bool sound_length(const struct window *file, double *seconds)
{
	SF_VIRTUAL_IO access = {sound_size, sound_seek, sound_read, sound_write, sound_tell};
	struct sound sound = {.bytes = file->at, .size = (sf_count_t)left(file)};
	SF_INFO info = {0};
	SNDFILE *open = sf_open_virtual(&access, SFM_READ, &info, &sound);
	if (open == NULL)
		return false;
	sf_close(open);
	*seconds = info.samplerate > 0 ? (double)info.frames / info.samplerate : 0;
	return true;
}

static ssize_t frames_read(void *user, void *out, size_t count)
{
	return (ssize_t)sound_read(out, (sf_count_t)MIN(count, G_MAXINT), user);
}

static off_t frames_seek(void *user, off_t offset, int whence)
{
	return (off_t)sound_seek(offset, whence, user);
}

/* Goes through all frames, since few MP3 files say how many they have. */
static bool count_frames(mpg123_handle *frames, struct sound *sound, double *seconds)
{
	long rate;
	int channels;
	int encoding;
	if (mpg123_param(frames, MPG123_ADD_FLAGS, MPG123_QUIET, 0) != MPG123_OK ||
	    mpg123_replace_reader_handle(frames, frames_read, frames_seek, NULL) != MPG123_OK ||
	    mpg123_open_handle(frames, sound) != MPG123_OK ||
	    mpg123_getformat(frames, &rate, &channels, &encoding) != MPG123_OK ||
	    mpg123_scan(frames) != MPG123_OK)
		return false;
	off_t samples = mpg123_length(frames);
	*seconds = samples > 0 && rate > 0 ? (double)samples / (double)rate : 0;
	return true;
}

static bool frames_length(const struct window *file, double *seconds)
{
	struct sound sound = {.bytes = file->at, .size = (sf_count_t)left(file)};
	mpg123_handle *frames = mpg123_new(NULL, NULL);
	if (frames == NULL)
		return false;
	bool found = count_frames(frames, &sound, seconds);
	mpg123_delete(frames);
	return found;
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

static bool begins(const struct window *file, size_t at, const char *mark)
{
	size_t length = strlen(mark);
	return left(file) >= at + length && memcmp(file->at + at, mark, length) == 0;
}

static bool is_frames(const struct window *file, const char *path)
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
	else if (begins(&file, 0, "OggS") || begins(&file, 0, "fLaC") ||
	         (begins(&file, 0, "RIFF") && begins(&file, 8, "WAVE")))
		found = sound_length(&file, seconds);
	else if (is_frames(&file, path))
		found = frames_length(&file, seconds);
	return found && isfinite(*seconds) && *seconds > 0 && *seconds <= SECONDS_MOST;
}
