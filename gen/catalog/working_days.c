/* SPDX-License-Identifier: MIT */
/*
 * A year is kept as running sums, so that any two days are told apart by two looks into it, however
 * many documents there are.
 */
#include "catalog/working_days.h"

#include <stddef.h>

enum { SATURDAY = 5, DAYS_A_WEEK = 7 };

static GDate day_of(struct date date)
{
	GDate day;
	g_date_clear(&day, 1);
	g_date_set_dmy(&day, date.day, (GDateMonth)date.month, (GDateYear)date.year);
	return day;
}

unsigned date_day_of_year(struct date date)
{
	GDate day = day_of(date);
	return g_date_get_day_of_year(&day) - 1;
}

unsigned date_weekday(struct date date)
{
	GDate day = day_of(date);
	return (unsigned)g_date_get_weekday(&day) - 1;
}

void working_year_make(int16_t year, const uint8_t marks[static DAYS_A_YEAR],
                       struct working_year *out)
{
	unsigned weekday = date_weekday((struct date){.year = year, .month = 1, .day = 1});
	out->year = year;
	out->until[0] = 0;
	for (unsigned i = 0; i < DAYS_A_YEAR; i++) {
		bool worked = marks[i] == DAY_WORKED ||
		              (marks[i] == DAY_PLAIN && (weekday + i) % DAYS_A_WEEK < SATURDAY);
		out->until[i + 1] = (uint16_t)(out->until[i] + worked);
	}
}

static const struct working_year *find_year(const struct working_days *days, int year)
{
	for (unsigned i = 0; i < days->count; i++)
		if (days->years[i].year == year)
			return &days->years[i];
	return NULL;
}

bool working_days_between(const struct working_days *days, struct date from, struct date to,
                          int *out)
{
	*out = 0;
	if (date_days_between(from, to) == 0)
		return true;
	for (int year = from.year; year <= to.year; year++) {
		const struct working_year *known = find_year(days, year);
		if (known == NULL)
			return false;
		unsigned first = year == from.year ? date_day_of_year(from) + 1 : 0;
		unsigned end = year == to.year                        ? date_day_of_year(to) + 1
		               : g_date_is_leap_year((GDateYear)year) ? DAYS_A_YEAR
		                                                      : DAYS_A_YEAR - 1;
		*out += known->until[end] - known->until[first];
	}
	return true;
}
