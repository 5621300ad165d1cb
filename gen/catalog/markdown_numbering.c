/* SPDX-License-Identifier: MIT */
/*
 * Reads a number by looking at a few characters; it never looks further than the number goes, so it
 * can be asked at every line. Simplified and traditional characters, full-width and half-width
 * forms count alike.
 */
#include "catalog/markdown_numbering.h"

#include <glib.h>
#include <string.h>

enum {
	LARGEST = 9999,
	LONGEST_NUMERAL = 12, /* characters */
	LONGEST_ALONE = 100,  /* bytes of a number and white space that are looked at */
};

struct cursor {
	const char *at;
	const char *end;
};

/* The character at the cursor, 0 at the end. The text is valid UTF-8. */
static gunichar peek(const struct cursor *cursor)
{
	if (cursor->at >= cursor->end)
		return 0;
	const unsigned char *at = (const unsigned char *)cursor->at;
	/* what is asked of nearly all text: worth no call */
	if (at[0] < 0x80)
		return at[0];
	if ((at[0] & 0xf0) == 0xe0)
		return (gunichar)(at[0] & 0x0f) << 12 | (gunichar)(at[1] & 0x3f) << 6 |
		       (at[2] & 0x3f);
	return g_utf8_get_char(cursor->at);
}

static void step(struct cursor *cursor)
{
	cursor->at = g_utf8_next_char(cursor->at);
}

static bool accept(struct cursor *cursor, gunichar a, gunichar b)
{
	gunichar character = peek(cursor);
	if (character == 0 || (character != a && character != b))
		return false;
	step(cursor);
	return true;
}

static bool is_blank(gunichar character)
{
	return character == ' ' || character == '\t' || character == 0x3000 || character == 0xa0;
}

static void skip_blanks(struct cursor *cursor)
{
	while (is_blank(peek(cursor)))
		step(cursor);
}

/* 0 to 9, or -1. */
static int arabic_digit(gunichar character)
{
	if (character >= '0' && character <= '9')
		return (int)(character - '0');
	if (character >= 0xff10 && character <= 0xff19)
		return (int)(character - 0xff10);
	return -1;
}

static int chinese_digit(gunichar character)
{
	static const gunichar digits[] = {0x3007, 0x4e00, 0x4e8c, 0x4e09, 0x56db, 0x4e94,
	                                  0x516d, 0x4e03, 0x516b, 0x4e5d}; /* 〇一二三四五六七八九 */
	for (int i = 0; i < 10; i++)
		if (digits[i] == character)
			return i;
	if (character == 0x96f6) /* 零 */
		return 0;
	return character == 0x4e24 || character == 0x5169 ? 2 : -1; /* 两, 兩 */
}

static unsigned chinese_unit(gunichar character)
{
	switch (character) {
	case 0x5341: /* 十 */
		return 10;
	case 0x767e: /* 百 */
		return 100;
	case 0x5343: /* 千 */
		return 1000;
	default:
		return 0;
	}
}

static bool is_chinese_numeral(gunichar character)
{
	return chinese_digit(character) >= 0 || chinese_unit(character) != 0;
}

static unsigned within_bounds(unsigned number)
{
	return number <= LARGEST ? number : 0;
}

/* 十二, 一百零三, 二〇; 0: no numeral, or one past all bounds. */
static unsigned read_chinese(struct cursor *cursor)
{
	unsigned total = 0;
	unsigned digits = 0;
	for (unsigned count = 0; is_chinese_numeral(peek(cursor)); count++) {
		if (count == LONGEST_NUMERAL)
			return 0;
		gunichar character = peek(cursor);
		unsigned unit = chinese_unit(character);
		if (unit != 0) {
			total += (digits == 0 ? 1 : digits) * unit;
			digits = 0;
		} else {
			digits = MIN(digits, LARGEST) * 10 + (unsigned)chinese_digit(character);
		}
		step(cursor);
	}
	return within_bounds(total + digits);
}

static unsigned read_arabic(struct cursor *cursor)
{
	unsigned number = 0;
	for (int digit; (digit = arabic_digit(peek(cursor))) >= 0; step(cursor))
		number = MIN(number, LARGEST) * 10 + (unsigned)digit;
	return within_bounds(number);
}

static unsigned read_numeral(struct cursor *cursor)
{
	return arabic_digit(peek(cursor)) >= 0 ? read_arabic(cursor) : read_chinese(cursor);
}

static bool is_dash(gunichar character)
{
	return character == '-' || (character >= 0x2010 && character <= 0x2015) ||
	       character == 0x2500 || character == 0xff0d || character == 0x30fc;
}

/* What 第…〈unit〉 counts; the unit is passed over. */
static enum numbering_form read_unit(struct cursor *cursor)
{
	if (accept(cursor, 0x6761, 0x689d)) /* 条, 條 */
		return NUMBERING_ARTICLE;
	if (accept(cursor, 0x7ae0, 0x7ae0)) /* 章 */
		return NUMBERING_CHAPTER;
	if (accept(cursor, 0x8282, 0x7bc0)) /* 节, 節 */
		return NUMBERING_SECTION;
	if (accept(cursor, 0x7f16, 0x7de8) || accept(cursor, 0x7bc7, 0x7bc7)) /* 编, 編, 篇 */
		return NUMBERING_PART;
	if (accept(cursor, 0x90e8, 0x90e8)) /* 部分 */
		return accept(cursor, 0x5206, 0x5206) ? NUMBERING_PART : NUMBERING_NONE;
	if (accept(cursor, 0x5206, 0x5206)) /* 分编 */
		return accept(cursor, 0x7f16, 0x7de8) ? NUMBERING_SUBPART : NUMBERING_NONE;
	return NUMBERING_NONE;
}

/* 之一 behind 第十二条; nothing is passed over when no numeral follows (第三条之规定). */
static unsigned read_branch(struct cursor *cursor)
{
	struct cursor ahead = *cursor;
	skip_blanks(&ahead);
	if (!accept(&ahead, 0x4e4b, 0x4e4b)) /* 之 */
		return 0;
	skip_blanks(&ahead);
	unsigned branch = read_numeral(&ahead);
	if (branch != 0)
		*cursor = ahead;
	return branch;
}

/* 第三章, 第 12-1 條, behind 第. */
static enum numbering_form read_ordinal(struct cursor *cursor, struct numbering *out)
{
	skip_blanks(cursor);
	out->number = read_numeral(cursor);
	if (accept(cursor, '-', 0xff0d))
		out->branch = read_arabic(cursor);
	skip_blanks(cursor);
	enum numbering_form form = read_unit(cursor);
	if (form == NUMBERING_ARTICLE && out->branch == 0)
		out->branch = read_branch(cursor);
	return form;
}

/* （一）, (1), behind the bracket. */
static enum numbering_form read_bracketed(struct cursor *cursor, struct numbering *out)
{
	skip_blanks(cursor);
	bool arabic = arabic_digit(peek(cursor)) >= 0;
	if (is_dash(peek(cursor))) {
		out->wrong_dash = true;
		out->number = 1;
		step(cursor);
	} else {
		out->number = read_numeral(cursor);
	}
	skip_blanks(cursor);
	if (!accept(cursor, 0xff09, ')')) /* ） */
		return NUMBERING_NONE;
	return arabic ? NUMBERING_FOURTH : NUMBERING_SECOND;
}

/* 一、二级医院, 一、二、三产业: the mark is a comma in a list of words, not the end of a number. */
static bool lists_words(struct cursor ahead)
{
	static const gunichar counted[] = {
	        0x3001, 0x7ea7, 0x7d1a, 0x7c7b, 0x985e, 0x7b49,
	        0x6b21, 0x7ebf, 0x7dda, 0x671f, 0x5c42, 0x5c64}; /* 、级級类類等次线線期层層 */
	if (!is_chinese_numeral(peek(&ahead)))
		return false;
	read_chinese(&ahead);
	for (unsigned i = 0; i < G_N_ELEMENTS(counted); i++)
		if (peek(&ahead) == counted[i])
			return true;
	return false;
}

static enum numbering_form read_first(struct cursor *cursor, struct numbering *out)
{
	if (is_dash(peek(cursor))) {
		out->wrong_dash = true;
		out->number = 1;
		step(cursor);
	} else {
		out->number = read_chinese(cursor);
	}
	if (!accept(cursor, 0x3001, 0x3001) || lists_words(*cursor)) /* 、 */
		return NUMBERING_NONE;
	return NUMBERING_FIRST;
}

/* 1. but neither 1.5 nor 2013.10. */
static enum numbering_form read_third(struct cursor *cursor, struct numbering *out)
{
	out->number = read_arabic(cursor);
	bool mark = accept(cursor, '.', 0xff0e) || accept(cursor, 0x3001, 0x3001); /* ．、 */
	if (out->number > 99 || !mark || arabic_digit(peek(cursor)) >= 0)
		return NUMBERING_NONE;
	return NUMBERING_THIRD;
}

static enum numbering_form read_form(struct cursor *cursor, struct numbering *out)
{
	gunichar character = peek(cursor);
	if (accept(cursor, 0x7b2c, 0x7b2c)) /* 第 */
		return read_ordinal(cursor, out);
	if (accept(cursor, 0xff08, '(')) /* （ */
		return read_bracketed(cursor, out);
	if (is_chinese_numeral(character) || is_dash(character))
		return read_first(cursor, out);
	if (arabic_digit(character) >= 0)
		return read_third(cursor, out);
	return NUMBERING_NONE;
}

/* 第三条（二）项 is a reference; 第三条（目的） has a caption. */
static bool stands_apart(struct cursor next)
{
	gunichar character = peek(&next);
	if (accept(&next, 0xff08, 0xff08)) /* （ */
		return !is_chinese_numeral(peek(&next)) && arabic_digit(peek(&next)) < 0;
	return character == 0 || character == '\n' || is_blank(character) ||
	       character == 0x3010; /* 【 */
}

bool markdown_numbering_read(const char *text, size_t length, struct numbering *out)
{
	struct cursor cursor = {text, text + length};
	*out = (struct numbering){.form = NUMBERING_NONE};
	enum numbering_form form = read_form(&cursor, out);
	if (form == NUMBERING_NONE || out->number == 0) {
		*out = (struct numbering){.form = NUMBERING_NONE};
		return false;
	}
	out->form = form;
	out->length = (size_t)(cursor.at - text);
	out->apart = stands_apart(cursor);
	return true;
}

size_t markdown_numbering_blank(const char *text, size_t length)
{
	struct cursor cursor = {text, text + length};
	skip_blanks(&cursor);
	return (size_t)(cursor.at - text);
}

bool markdown_numbering_alone(const char *text, size_t length)
{
	if (length > LONGEST_ALONE)
		return false;
	size_t blank = markdown_numbering_blank(text, length);
	struct numbering number;
	if (!markdown_numbering_read(text + blank, length - blank, &number) ||
	    number.form > NUMBERING_ARTICLE)
		return false;
	size_t end = blank + number.length;
	return end + markdown_numbering_blank(text + end, length - end) == length;
}
