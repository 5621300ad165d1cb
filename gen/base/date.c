/* SPDX-License-Identifier: MIT */
/*
 * Dates are read from what editors write: the digits are found first, the marks between them are
 * then checked.
 */
#include "base/date.h"

#include <string.h>

enum {
	CHINA_OFFSET = 8 * 60,
	MINUTES_A_DAY = 24 * 60,
	SECONDS_A_DAY = 24 * 60 * 60,
	TEXT_MOST = 100,
};

#define DAYS_TO_1970 INT64_C(719468) /* from 0000-03-01 */

bool date_is_set(struct date date)
{
	return date.year != 0;
}

static struct date date_none(void)
{
	return (struct date){.minute = -1};
}

static bool is_digit(char character)
{
	return character >= '0' && character <= '9';
}

/* Between `least` and `most` digits at `*at`, moving it behind them. */
static bool read_digits(const char **at, unsigned least, unsigned most, int *out)
{
	unsigned count = 0;
	*out = 0;
	while (count < most && is_digit((*at)[count])) {
		*out = *out * 10 + ((*at)[count] - '0');
		count++;
	}
	*at += count;
	return count >= least;
}

static bool skip(const char **at, const char *mark)
{
	size_t length = strlen(mark);
	if (strncmp(*at, mark, length) != 0)
		return false;
	*at += length;
	return true;
}

static void skip_spaces(const char **at)
{
	while (g_ascii_isspace(**at))
		++*at;
}

/* Digits with spaces around them, as 2013 年 10 月 1 日 comes out of a PDF. */
static bool read_spaced(const char **at, int *out)
{
	skip_spaces(at);
	if (!read_digits(at, 1, 2, out))
		return false;
	skip_spaces(at);
	return true;
}

static bool read_day(const char **at, int *year, int *month, int *day)
{
	const char *digits = *at;
	int compact;
	if (read_digits(&digits, 8, 8, &compact) && !is_digit(*digits)) {
		*year = compact / 10000;
		*month = compact / 100 % 100;
		*day = compact % 100;
		*at = digits;
		return true;
	}
	if (!read_digits(at, 4, 4, year))
		return false;
	const char *behind_year = *at;
	skip_spaces(at);
	if (skip(at, "年")) {
		bool read = read_spaced(at, month) && skip(at, "月") && read_spaced(at, day);
		skip(at, "日");
		return read;
	}
	*at = behind_year;
	char mark = **at;
	if (mark != '-' && mark != '/' && mark != '.')
		return false;
	++*at;
	if (!read_digits(at, 1, 2, month) || **at != mark)
		return false;
	++*at;
	return read_digits(at, 1, 2, day);
}

/* An offset from UTC in minutes; none written means China time. */
static bool read_offset(const char **at, int *offset)
{
	*offset = CHINA_OFFSET;
	skip_spaces(at);
	if (skip(at, "Z") || skip(at, "z")) {
		*offset = 0;
		return true;
	}
	if (**at != '+' && **at != '-')
		return true;
	int sign = **at == '-' ? -1 : 1;
	++*at;
	int hours;
	int minutes = 0;
	if (!read_digits(at, 2, 2, &hours))
		return false;
	bool more = skip(at, ":") || is_digit(**at);
	if (more && !read_digits(at, 2, 2, &minutes))
		return false;
	*offset = sign * (hours * 60 + minutes);
	return hours <= 14 && minutes < 60;
}

static bool read_time(const char **at, int *minute, int *offset)
{
	int hours;
	int minutes;
	int seconds = 0;
	int fraction;
	if (!read_digits(at, 1, 2, &hours) || !skip(at, ":") || !read_digits(at, 2, 2, &minutes))
		return false;
	if (skip(at, ":")) {
		if (!read_digits(at, 2, 2, &seconds))
			return false;
		if (skip(at, ".") && !read_digits(at, 1, 9, &fraction))
			return false;
	}
	*minute = hours * 60 + minutes;
	/* 60 is a leap second. */
	return hours < 24 && minutes < 60 && seconds <= 60 && read_offset(at, offset);
}

/* The date some minutes later, at most a day and a half; none outside the years 1 to 9999. */
static struct date shift(struct date date, int minutes)
{
	int moved = date.minute + minutes;
	int days = moved < 0 ? -1 : moved / MINUTES_A_DAY;
	if (days == 0) {
		date.minute = (int16_t)moved;
		return date;
	}
	GDate day;
	g_date_clear(&day, 1);
	g_date_set_dmy(&day, date.day, (GDateMonth)date.month, (GDateYear)date.year);
	if (days < 0 && g_date_get_julian(&day) == 1)
		return date_none();
	if (days < 0)
		g_date_subtract_days(&day, 1);
	else
		g_date_add_days(&day, 1);
	if (g_date_get_year(&day) > 9999)
		return date_none();
	return (struct date){.year = (int16_t)g_date_get_year(&day),
	                     .month = (uint8_t)g_date_get_month(&day),
	                     .day = (uint8_t)g_date_get_day(&day),
	                     .minute = (int16_t)(moved - days * MINUTES_A_DAY)};
}

/* The whole of a text whose digits and signs are ASCII. */
static struct date parse_plain(const char *at)
{
	int year;
	int month;
	int day;
	skip_spaces(&at);
	if (!read_day(&at, &year, &month, &day) || year < 1 || month < 1 || month > 12 || day < 1 ||
	    !g_date_valid_dmy((GDateDay)day, (GDateMonth)month, (GDateYear)year))
		return date_none();
	struct date date = {
	        .year = (int16_t)year, .month = (uint8_t)month, .day = (uint8_t)day, .minute = -1};
	const char *behind_day = at;
	skip_spaces(&at);
	if (*at == '\0')
		return date;
	bool apart = at > behind_day || skip(&at, "T") || skip(&at, "t");
	if (!apart && is_digit(at[-1])) /* 2013年10月109:30 could be read in two ways */
		return date_none();
	int minute;
	int offset;
	if (!read_time(&at, &minute, &offset))
		return date_none();
	skip_spaces(&at);
	if (*at != '\0')
		return date_none();
	date.minute = (int16_t)minute;
	return shift(date, CHINA_OFFSET - offset);
}

/* Nothing but ASCII and 年, 月, 日: most texts, which then need no folding. */
static bool is_plain(const char *text)
{
	for (;;) {
		while (*text != '\0' && (unsigned char)*text < 0x80)
			text++;
		if (*text == '\0')
			return true;
		if (!skip(&text, "年") && !skip(&text, "月") && !skip(&text, "日"))
			return false;
	}
}

bool date_parse(const char *text, struct date *out)
{
	*out = date_none();
	if (strnlen(text, TEXT_MOST + 1) > TEXT_MOST)
		return false;
	if (is_plain(text)) {
		*out = parse_plain(text);
		return date_is_set(*out);
	}
	/* NFKC makes full-width digits, signs and spaces plain. */
	g_autofree char *folded = g_utf8_normalize(text, -1, G_NORMALIZE_ALL_COMPOSE);
	if (folded != NULL)
		*out = parse_plain(folded);
	return date_is_set(*out);
}

/*
 * The day that is that many days after 0000-03-01. Years are counted from March, so that the day that
 * comes every four years is the last of its year, and months from March then begin after 0, 31, 61, 92,
 * 122 … days, which is (153 m + 2) / 5.
 */
static struct date date_of_day(int days)
{
	enum { ERA = 146097, CENTURY = 36524, FOUR_YEARS = 1460 };
	int era = days / ERA; /* of 400 years */
	int in_era = days % ERA;
	int year = (in_era - in_era / FOUR_YEARS + in_era / CENTURY - in_era / (ERA - 1)) / 365;
	int in_year = in_era - (365 * year + year / 4 - year / 100);
	int month = (5 * in_year + 2) / 153;
	return (struct date){
	        .year = (int16_t)(era * 400 + year + (month >= 10)),
	        .month = (uint8_t)(month < 10 ? month + 3 : month - 9),
	        .day = (uint8_t)(in_year - (153 * month + 2) / 5 + 1),
	};
}

struct date date_from_seconds(int64_t seconds)
{
	if (seconds < -62135596800 || seconds > 253402300799 - CHINA_OFFSET * 60)
		return date_none();
	int64_t since = seconds + CHINA_OFFSET * 60 + DAYS_TO_1970 * SECONDS_A_DAY;
	struct date date = date_of_day((int)(since / SECONDS_A_DAY));
	date.minute = (int16_t)(since % SECONDS_A_DAY / 60);
	return date;
}

/* One number in the order of time. */
static int64_t rank(struct date date)
{
	return (((int64_t)date.year * 16 + date.month) * 32 + date.day) * 2048 + date.minute;
}

int date_compare(struct date a, struct date b)
{
	int64_t first = date_is_set(a) ? rank(a) : INT64_MIN;
	int64_t second = date_is_set(b) ? rank(b) : INT64_MIN;
	return (first > second) - (first < second);
}

static uint32_t julian(struct date date)
{
	GDate day;
	g_date_clear(&day, 1);
	g_date_set_dmy(&day, date.day, (GDateMonth)date.month, (GDateYear)date.year);
	return g_date_get_julian(&day);
}

int date_days_between(struct date from, struct date to)
{
	return (int)julian(to) - (int)julian(from);
}

static void write_digits(char *out, unsigned count, int number)
{
	for (; count > 0; number /= 10)
		out[--count] = (char)('0' + number % 10);
}

char *date_print_day(struct date date, char *out)
{
	out[0] = '\0';
	if (!date_is_set(date))
		return out;
	write_digits(out, 4, date.year);
	out[4] = '-';
	write_digits(out + 5, 2, date.month);
	out[7] = '-';
	write_digits(out + 8, 2, date.day);
	out[10] = '\0';
	return out;
}

char *date_print(struct date date, char *out)
{
	date_print_day(date, out);
	if (!date_is_set(date) || date.minute < 0)
		return out;
	out[10] = ' ';
	write_digits(out + 11, 2, date.minute / 60);
	out[13] = ':';
	write_digits(out + 14, 2, date.minute % 60);
	out[16] = '\0';
	return out;
}
