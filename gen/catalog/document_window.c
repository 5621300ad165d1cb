/* SPDX-License-Identifier: MIT */
/*
 * The grammar of document numbers, read from right to left: from 号 over the serial and the year to
 * where the 代字 ends. Each rule moves `at` behind (that is, to the left of) what it has read.
 */
#include "catalog/document_window.h"

#include <string.h>

enum {
	SPACES_MOST = 6,
	SERIAL_MOST = 7,  /* digits */
	NUMERAL_MOST = 9, /* 九千九百九十九 has seven */
	YEAR_LEAST = 1900,
	YEAR_MOST = 2099,
};

void window_init(struct window *window, const char *text, size_t floor, size_t end)
{
	window->text = text;
	window->floor = floor;
	window->next = end;
	window->count = 0;
}

static bool is_digit(gunichar character)
{
	return character >= '0' && character <= '9';
}

gunichar window_plain(gunichar character)
{
	if (character >= 0xff10 && character <= 0xff19) /* full-width digits */
		return character - 0xff10 + '0';
	switch (character) {
	case 0x3014: /* 〔 the right one, then what is written for it */
	case '[':
	case '(':
	case 0xff3b: /* ［ */
	case 0xff08: /* （ */
	case 0x3010: /* 【 */
	case 0x3016: /* 〖 */
	case 0x3008: /* 〈 */
	case 0x2329:
	case 0xfe5d: /* ﹝ */
	case 0x2772: /* ❲ */
		return '[';
	case 0x3015:
	case ']':
	case ')':
	case 0xff3d:
	case 0xff09:
	case 0x3011:
	case 0x3017:
	case 0x3009:
	case 0x232a:
	case 0xfe5e:
	case 0x2773:
		return ']';
	case '\n':
		return '\n';
	case 0x200b: /* without width */
	case 0xfeff:
		return ' ';
	case 0x865f: /* 號 */
		return 0x53f7;
	default:
		return g_unichar_isspace(character) ? ' ' : character;
	}
}

bool window_is_han(gunichar character)
{
	return (character >= 0x3400 && character <= 0x9fff) || character == 0x3007 ||
	       (character >= 0xf900 && character <= 0xfaff) ||
	       (character >= 0x20000 && character <= 0x3ffff);
}

static void decode_one(struct window *window)
{
	size_t start = window->next - 1;
	while (start > window->floor && ((unsigned char)window->text[start] & 0xc0) == 0x80)
		start--;
	size_t length = window->next - start;
	gunichar character = g_utf8_get_char_validated(window->text + start, (gssize)length);
	if (character == 0 || character >= (gunichar)-2)
		character = 0xfffd;
	window->glyphs[window->count++] = (struct glyph){
	        .plain = window_plain(character),
	        .written = character,
	        .start = start,
	        .end = window->next,
	};
	window->next = start;
}

struct glyph window_glyph(struct window *window, unsigned at)
{
	while (window->count <= at && window->count < WINDOW_MOST && window->next > window->floor)
		decode_one(window);
	return at < window->count ? window->glyphs[at] : (struct glyph){0};
}

static gunichar plain_at(struct window *window, unsigned at)
{
	return window_glyph(window, at).plain;
}

void window_skip_spaces(struct window *window, unsigned *at)
{
	unsigned lines = 0;
	for (unsigned i = 0; i < SPACES_MOST; i++) {
		gunichar plain = plain_at(window, *at);
		if (plain != ' ' && (plain != '\n' || ++lines > 1))
			return;
		++*at;
	}
}

bool window_take(struct window *window, unsigned *at, const char *character)
{
	if (plain_at(window, *at) != g_utf8_get_char(character))
		return false;
	++*at;
	return true;
}

/* The whole run of digits before `*at`: false when there are fewer or more than asked for. */
static bool take_digits(struct window *window, unsigned *at, unsigned least, unsigned most,
                        unsigned *out)
{
	unsigned count = 0;
	unsigned weight = 1;
	*out = 0;
	while (count <= most && is_digit(plain_at(window, *at + count))) {
		if (count < most)
			*out += (plain_at(window, *at + count) - '0') * weight;
		weight *= 10;
		count++;
	}
	*at += count;
	return count >= least && count <= most;
}

static bool take_year(struct window *window, unsigned *at, unsigned *out)
{
	return take_digits(window, at, 4, 4, out) && *out >= YEAR_LEAST && *out <= YEAR_MOST;
}

/* ---- Chinese numerals */

static int numeral_value(gunichar character)
{
	static const char digits[] = "〇一二三四五六七八九";
	if (character == 0x96f6 || character == 0x25cb) /* 零 ○ */
		return 0;
	const char *found = window_is_han(character) ? g_utf8_strchr(digits, -1, character) : NULL;
	return found == NULL ? -1 : (int)g_utf8_pointer_to_offset(digits, found);
}

static unsigned numeral_unit(gunichar character)
{
	return character == 0x5341   ? 10
	       : character == 0x767e ? 100
	       : character == 0x5343 ? 1000
	                             : 0;
}

/* 七百一十一, 二十, 一〇三: the run of numerals before `*at`. */
static bool take_numeral(struct window *window, unsigned *at, unsigned *out)
{
	unsigned count = 0;
	unsigned unit = 1;    /* what the next digit to the left counts */
	bool pending = false; /* 十 stands for 一十 when no digit is in front of it */
	*out = 0;
	for (; count <= NUMERAL_MOST; count++) {
		gunichar plain = plain_at(window, *at + count);
		int digit = numeral_value(plain);
		if (digit >= 0) {
			*out += (unsigned)digit * unit;
			unit *= 10;
			pending = false;
			continue;
		}
		if (numeral_unit(plain) == 0)
			break;
		unit = numeral_unit(plain);
		pending = true;
	}
	*out += pending ? unit : 0;
	*at += count;
	return count > 0 && count <= NUMERAL_MOST;
}

/* ---- the grammar */

/* 〔2013〕100, read from the closing bracket. */
static bool read_year_in_brackets(struct window *window, unsigned at, struct document_tail *out)
{
	window_skip_spaces(window, &at);
	if (!take_year(window, &at, &out->year))
		return false;
	window_skip_spaces(window, &at);
	if (!window_take(window, &at, "["))
		return false;
	window_skip_spaces(window, &at);
	out->form = NUMBER_ORDINARY;
	out->name = at;
	return true;
}

/* 令, 令2019年, 公告2017年, each with or without a bracket, read from where 第 stands. */
static bool read_order(struct window *window, unsigned at, struct document_tail *out)
{
	out->opened = window_take(window, &at, "[");
	window_skip_spaces(window, &at);
	if (window_take(window, &at, "年")) {
		window_skip_spaces(window, &at);
		if (!take_year(window, &at, &out->year))
			return false;
		window_skip_spaces(window, &at);
		out->opened = out->opened || window_take(window, &at, "[");
		window_skip_spaces(window, &at);
	}
	bool order = window_take(window, &at, "令");
	bool announcement = !order && out->year > 0 && window_take(window, &at, "告") &&
	                    window_take(window, &at, "公");
	window_skip_spaces(window, &at);
	out->form = order ? NUMBER_ORDER : NUMBER_ANNOUNCEMENT;
	out->name = at;
	return order || announcement;
}

bool window_read_tail(struct window *window, const char *behind, size_t behind_length,
                      struct document_tail *out)
{
	static const char order[] = "令";
	unsigned at = 0;
	*out = (struct document_tail){0};
	window_skip_spaces(window, &at);
	bool numeral = !is_digit(plain_at(window, at));
	if (numeral ? !take_numeral(window, &at, &out->serial)
	            : !take_digits(window, &at, 1, SERIAL_MOST, &out->serial))
		return false;
	window_skip_spaces(window, &at);
	bool ordinal = window_take(window, &at, "第");
	if (out->serial == 0 || (numeral && !ordinal))
		return false;
	if (ordinal)
		window_skip_spaces(window, &at);
	if (!numeral && window_take(window, &at, "]"))
		return read_year_in_brackets(window, at, out);
	if (read_order(window, at, out))
		return true;
	size_t size = strlen(order);
	out->reversed = ordinal && !out->opened && out->year == 0 && behind_length >= size &&
	                memcmp(behind, order, size) == 0;
	out->form = NUMBER_ORDER;
	out->name = at;
	return out->reversed;
}
