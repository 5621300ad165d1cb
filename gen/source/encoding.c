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
