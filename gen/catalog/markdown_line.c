/* SPDX-License-Identifier: MIT */
/*
 * Which lines of the source are lines to the reader. A break that is taken for meant stays visible,
 * one that is not is gone: so this knows a few plain forms, and everything else is running text.
 * Chinese has no space where a line ends; Korean, whose letters are as wide, has.
 */
#include "catalog/markdown_line.h"

#include <string.h>

#include "catalog/markdown_numbering.h"

enum {
	LONGEST_LABEL = 10, /* characters */
	LONGEST_DATE = 20,
	LONGEST_LINE = 180, /* bytes: sixty Chinese characters, more than a page holds */
};

static bool is_one_of(gunichar character, const char *characters)
{
	return g_utf8_strchr(characters, -1, character) != NULL;
}

/* 联系电话：, 发 文 日 期: at the beginning of a line. */
static bool begins_with_label(const char *line, size_t length)
{
	unsigned characters = 0;
	const char *end = line + length;
	for (const char *at = line; at < end && characters <= LONGEST_LABEL;
	     at = g_utf8_next_char(at)) {
		gunichar character = g_utf8_get_char(at);
		if (character == 0xff1a || character == ':') /* ： */
			return characters >= 2;
		if (character == ' ' || character == 0x3000)
			continue;
		if (character < 0x2e80 || g_unichar_ispunct(character))
			return false;
		characters++;
	}
	return false;
}

bool markdown_line_is_date(const char *line, size_t length)
{
	bool year = false;
	bool month = false;
	gunichar last = 0;
	unsigned characters = 0;
	const char *end = line + length;
	for (const char *at = line; at < end; at = g_utf8_next_char(at)) {
		gunichar character = g_utf8_get_char(at);
		if (++characters > LONGEST_DATE ||
		    !is_one_of(
		            character,
		            "0123456789０１２３４５６７８９〇○零一二三四五六七八九十年月日 \u3000"))
			return false;
		year = year || character == 0x5e74;   /* 年 */
		month = month || character == 0x6708; /* 月 */
		if (!is_one_of(character, " \u3000"))
			last = character;
	}
	return year && month && last == 0x65e5; /* 日 */
}

/* A number of its own; 第三条规定 and （二）项 are references that a line break fell before. */
static bool begins_with_number(const char *line, size_t length)
{
	struct numbering number;
	if (!markdown_numbering_read(line, length, &number))
		return false;
	if (number.form <= NUMBERING_ARTICLE)
		return number.apart;
	const char *rest = line + number.length;
	return rest == line + length || !is_one_of(g_utf8_get_char(rest), "项項款目");
}

static bool is_paragraph(const char *line, size_t length)
{
	return length > LONGEST_LINE &&
	       (memcmp(line + length - 3, "。", 3) == 0 || memcmp(line + length - 3, "：", 3) == 0);
}

bool markdown_line_is_kept(const char *line, size_t length, const char *next, size_t next_length)
{
	return begins_with_number(next, next_length) || markdown_line_is_date(next, next_length) ||
	       is_paragraph(line, length) ||
	       (begins_with_label(line, length) && begins_with_label(next, next_length));
}

static bool is_hangul(gunichar character)
{
	return (character >= 0x1100 && character <= 0x11ff) ||
	       (character >= 0x3130 && character <= 0x318f) ||
	       (character >= 0xa960 && character <= 0xa97f) ||
	       (character >= 0xac00 && character <= 0xd7ff);
}

static bool is_wide(gunichar character)
{
	if (character >= 0x3000 && character <= 0x9fff)
		return !is_hangul(character);
	return character >= 0x1100 && g_unichar_iswide(character) && !is_hangul(character);
}

/* Marks that Chinese shares with other scripts: · — ‘ ’ “ ” … */
static bool is_shared(gunichar character)
{
	return character == 0xb7 || character == 0x2014 || character == 0x2026 ||
	       (character >= 0x2018 && character <= 0x201d);
}

bool markdown_line_joins(gunichar before, gunichar after)
{
	bool wide_before = is_wide(before);
	bool wide_after = is_wide(after);
	return (wide_before || is_shared(before)) && (wide_after || is_shared(after)) &&
	       (wide_before || wide_after);
}
