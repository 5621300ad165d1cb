/* SPDX-License-Identifier: MIT */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/*
 * A calendar day, with a time of day where one is known. All times are China Standard Time (UTC+8,
 * no summer time), whatever the clock of the machine says.
 */
struct date {
	int16_t year; /* 0: no date */
	uint8_t month;
	uint8_t day;
	int16_t minute; /* of the day, 0 to 1439; -1: only the day is known */
};

bool date_is_set(struct date date);

/*
 * Reads 2013-10-01, 2013/10/1, 2013.10.1, 20131001, 2013年10月1日 (with spaces and full-width
 * digits), ISO 8601 with a time (`2016-07-12 09:00`, `2016-07-12T09:00:00+08:00`, `2016-07-12
 * 09:00:00 -0400`): a time with another offset is turned into China time. False: not a date; `out`
 * is then unset.
 */
bool date_parse(const char *text, struct date *out);

/*
 * The moment as China time. `seconds` since 1970-01-01 UTC; a moment outside the years 1 to 9999
 * gives no date.
 */
struct date date_from_seconds(int64_t seconds);

/*
 * Days alone are compared first, then times; a date without a time comes first on its day, no date
 * before all.
 */
int date_compare(struct date a, struct date b);

/* Days from `from` to `to`, negative backwards. Both must be set. */
int date_days_between(struct date from, struct date to);

enum { DATE_TEXT_SIZE = 24 };

/* "2013-10-01" into `out` of DATE_TEXT_SIZE bytes; "" for no date. Returns `out`. */
char *date_print_day(struct date date, char *out);

/* "2013-10-01 09:30", the day alone when no time is known. */
char *date_print(struct date date, char *out);

#endif
