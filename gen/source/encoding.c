/* SPDX-License-Identifier: MIT */
/*
 * Guesses in which encoding a file is that should be UTF-8.
 *
 * Almost any bytes can be read as GB18030, also UTF-8 with one damaged character. So what decides
 * is not whether it can be read but what it would say: everyday characters lie in a small part of
 * the code (GB 2312 rows 1 to 9 and 16 to 55, Big5 rows A1 to A3 and A4 to C6), and text in the
 * wrong encoding falls all over it.
 */
#include "source/encoding.h"

#include <string.h>
#include <unicode/ucnv.h>
#include <unicode/ustring.h>

enum { SAMPLE_MOST = 64 * 1024 };

/* How a text looks in one encoding: characters of more than a byte. */
struct tally {
	size_t everyday;
	size_t other;
	size_t wrong; /* bytes that begin no character */
};

static bool is_between(unsigned char byte, unsigned char least, unsigned char most)
{
	return byte >= least && byte <= most;
}

static bool is_gb_four(const unsigned char *at, const unsigned char *end)
{
	return end - at >= 4 && is_between(at[1], 0x30, 0x39) && is_between(at[2], 0x81, 0xfe) &&
	       is_between(at[3], 0x30, 0x39);
}

static bool is_gb_everyday(unsigned char first, unsigned char second)
{
	return second >= 0xa1 && (is_between(first, 0xa1, 0xa9) || is_between(first, 0xb0, 0xd7));
}

/* GB18030, which GBK and GB 2312 are parts of. */
static size_t gb_step(const unsigned char *at, const unsigned char *end, struct tally *tally)
{
	if (!is_between(at[0], 0x81, 0xfe) || end - at < 2) {
		tally->wrong++;
		return 1;
	}
	if (is_gb_four(at, end)) {
		tally->other++;
		return 4;
	}
	if (!is_between(at[1], 0x40, 0xfe) || at[1] == 0x7f) {
		tally->wrong++;
		return 1;
	}
	if (is_gb_everyday(at[0], at[1]))
		tally->everyday++;
	else
		tally->other++;
	return 2;
}

static size_t big5_step(const unsigned char *at, const unsigned char *end, struct tally *tally)
{
	if (!is_between(at[0], 0xa1, 0xf9) || end - at < 2 ||
	    !(is_between(at[1], 0x40, 0x7e) || is_between(at[1], 0xa1, 0xfe))) {
		tally->wrong++;
		return 1;
	}
	if (at[0] <= 0xc6)
		tally->everyday++;
	else
		tally->other++;
	return 2;
}

static size_t utf8_step(const unsigned char *at, const unsigned char *end, struct tally *tally)
{
	gunichar character = g_utf8_get_char_validated((const char *)at, end - at);
	if (character >= (gunichar)-2) {
		tally->wrong++;
		return 1;
	}
	tally->everyday++;
	return (size_t)(g_utf8_next_char((const char *)at) - (const char *)at);
}

typedef size_t (*step_function)(const unsigned char *at, const unsigned char *end,
                                struct tally *tally);

static struct tally tally_text(const char *text, size_t length, step_function step)
{
	struct tally tally = {0};
	const unsigned char *at = (const unsigned char *)text;
	const unsigned char *end = at + MIN(length, (size_t)SAMPLE_MOST);
	while (at < end)
		at += *at < 0x80 ? 1 : step(at, end, &tally);
	return tally;
}

/*
 * Nearly all of it is everyday text; one damaged character, or one cut by the sample, is allowed.
 */
static bool fits(struct tally tally)
{
	size_t good = tally.everyday + tally.other;
	return good > 0 && tally.wrong <= 1 + good / 100 && tally.everyday * 10 >= good * 8;
}

static const char *guess_from_mark(const char *text, size_t length)
{
	static const struct {
		const char *bytes;
		size_t size;
		const char *name;
	} marks[] = {
	        {"\xff\xfe\0", 4, "UTF-32"}, /* before UTF-16, whose mark it begins with */
	        {"\0\0\xfe\xff", 4, "UTF-32"},
	        {"\xff\xfe", 2, "UTF-16"},
	        {"\xfe\xff", 2, "UTF-16"},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(marks); i++)
		if (length >= marks[i].size && memcmp(text, marks[i].bytes, marks[i].size) == 0)
			return marks[i].name;
	return NULL;
}

/* Every second byte of Latin letters, digits and line ends is NUL in UTF-16, few others are. */
static const char *guess_from_nuls(const char *text, size_t length)
{
	size_t even = 0;
	size_t odd = 0;
	size_t sample = MIN(length, (size_t)SAMPLE_MOST);
	for (size_t i = 0; i < sample; i++)
		if (text[i] == '\0')
			*(i % 2 == 0 ? &even : &odd) += 1;
	if (length % 2 != 0 || even + odd < 2 || MIN(even, odd) * 3 > MAX(even, odd))
		return NULL;
	return even > odd ? "UTF-16BE" : "UTF-16LE";
}

static const char *guess(const char *text, size_t length)
{
	const char *marked = guess_from_mark(text, length);
	if (marked != NULL)
		return marked;
	if (memchr(text, '\0', length) != NULL)
		return guess_from_nuls(text, length);
	struct tally as_utf8 = tally_text(text, length, utf8_step);
	if (as_utf8.everyday > as_utf8.wrong)
		return NULL;
	if (fits(tally_text(text, length, gb_step)))
		return "GB18030";
	return fits(tally_text(text, length, big5_step)) ? "BIG5" : NULL;
}

static struct place place_of_byte(const char *path, const char *text, size_t offset)
{
	struct place place = {.path = path, .line = 1};
	const char *line = text;
	const char *end = text + offset;
	for (const char *at = text; at < end; at++) {
		if (*at != '\n' && (*at != '\r' || at[1] == '\n'))
			continue;
		line = at + 1;
		place.line++;
	}
	place.column = (unsigned)g_utf8_strlen(line, end - line) + 1;
	return place;
}

bool encoding_report(struct report *report, const char *path, const char *text, size_t length,
                     size_t broken)
{
	const char *name = guess(text, length);
	if (name != NULL)
		return report_error(
		        report, place_of_file(path), "file/encoding",
		        _("this file is not UTF-8; it looks like %s: save it as UTF-8, or run "
		          "iconv -f %s -t UTF-8 old.md > new.md"),
		        name, name);
	if (text[broken] == '\0')
		return report_error(
		        report, place_of_byte(path, text, broken), "file/nul",
		        _("there is a NUL byte here; is this a text file? Delete the byte"));
	return report_error(
	        report, place_of_byte(path, text, broken), "file/utf8",
	        _("the byte 0x%02X here is not UTF-8; write the character again and save the "
	          "file as UTF-8"),
	        (unsigned char)text[broken]);
}

/* ---- data */

/* The line of the byte at `offset`, counted on from `place`. */
static struct place place_within(struct place place, const char *text, size_t offset)
{
	unsigned line = place_of_byte(place.path, text, offset).line;
	return place_of_line(place.path, place.line == 0 ? line : place.line + line - 1);
}

/* The bytes up to the first that are no GB18030: all of them when it is. */
static size_t decode_gb18030(const char *bytes, size_t size, UChar *units, size_t *count)
{
	UErrorCode status = U_ZERO_ERROR;
	UConverter *converter = ucnv_open("gb18030", &status);
	g_assert(U_SUCCESS(status));
	ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, NULL, NULL, NULL, &status);
	const char *at = bytes;
	UChar *end = units;
	ucnv_toUnicode(converter, &end, units + size, &at, bytes + size, NULL, true, &status);
	*count = (size_t)(end - units);
	size_t good = (size_t)(at - bytes);
	if (U_FAILURE(status)) {
		char wrong[16];
		int8_t length = sizeof wrong;
		UErrorCode ignored = U_ZERO_ERROR;
		ucnv_getInvalidChars(converter, wrong, &length, &ignored);
		good -= MIN(good, (size_t)length);
		good = MIN(good, size - 1);
	}
	ucnv_close(converter);
	return good;
}

/* NULL: it is no GB18030, and `broken` is where. */
static char *convert_gb18030(const char *bytes, size_t size, size_t *length, size_t *broken)
{
	size_t count;
	g_autofree UChar *units = g_new(UChar, size + 1);
	*broken = decode_gb18030(bytes, size, units, &count);
	if (*broken < size)
		return NULL;
	UErrorCode status = U_ZERO_ERROR;
	int32_t written = 0;
	char *text = g_malloc(3 * count + 1);
	u_strToUTF8(text, (int32_t)(3 * count + 1), &written, units, (int32_t)count, &status);
	*length = (size_t)written;
	*broken = 0;
	return U_SUCCESS(status) ? text : (g_free(text), NULL);
}

static char *report_foreign(struct report *report, struct place place, const char *name)
{
	report_error(report, place, "data/encoding",
	             _("this data is neither UTF-8 nor GB18030; it looks like %s: save it as "
	               "'CSV UTF-8', or run iconv -f %s -t UTF-8 old.csv > new.csv"),
	             name, name);
	return NULL;
}

/* What is no UTF-8 from the byte at `broken` on. */
static char *read_other(struct report *report, struct place place, const char *text, size_t size,
                        size_t broken, size_t *length)
{
	const char *nul = memchr(text, '\0', size);
	const char *name = guess(text, size);
	if (name != NULL && strcmp(name, "GB18030") != 0)
		return report_foreign(report, place, name);
	if (nul != NULL) {
		report_error(report, place_within(place, text, (size_t)(nul - text)), "data/nul",
		             _("there is a NUL byte here; is this a text file? Delete the byte"));
		return NULL;
	}
	struct tally as_utf8 = tally_text(text, size, utf8_step);
	if (name != NULL || as_utf8.everyday <= as_utf8.wrong) {
		char *converted = convert_gb18030(text, size, length, &broken);
		if (converted != NULL)
			return converted;
	}
	report_error(report, place_within(place, text, broken), "data/encoding",
	             _("the byte 0x%02X here is neither UTF-8 nor GB18030; write the character "
	               "again and save the file as 'CSV UTF-8'"),
	             (unsigned char)text[broken]);
	return NULL;
}

char *encoding_read_data(struct report *report, struct place place, const void *bytes, size_t size,
                         size_t *length, const char **name)
{
	static const char MARK[] = "\xef\xbb\xbf";
	const char *text = size == 0 ? "" : bytes;
	const char *broken;
	if (g_utf8_validate_len(text, size, &broken)) {
		size_t mark = size >= 3 && memcmp(text, MARK, 3) == 0 ? 3 : 0;
		*name = "UTF-8";
		*length = size - mark;
		char *copy = g_malloc(*length + 1);
		memcpy(copy, text + mark, *length);
		copy[*length] = '\0';
		return copy;
	}
	*name = "GB18030";
	return read_other(report, place, text, size, (size_t)(broken - text), length);
}
