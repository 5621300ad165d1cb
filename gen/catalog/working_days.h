/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_WORKING_DAYS_H
#define CATALOG_WORKING_DAYS_H

#include "base/date.h"

/*
 * Working days (工作日): Monday to Friday without the days off, and the weekend days that are
 * worked in their place. Which these are is told year by year by a notice of the General Office of
 * the State Council; of a year without one nothing is computed, and nothing is guessed.
 */

/* What a notice says of a day. */
enum day_mark { DAY_PLAIN, DAY_OFF, DAY_WORKED };

enum { DAYS_A_YEAR = 366 };

struct working_year {
	int16_t year;
	uint16_t until[DAYS_A_YEAR + 1]; /* working days among the first N days of the year */
};

struct working_days {
	const struct working_year *years; /* by year, each once */
	unsigned count;
};

/* The year with these marks; of other years than leap years the last one counts for nothing. */
void working_year_make(int16_t year, const uint8_t marks[static DAYS_A_YEAR],
                       struct working_year *out);

/*
 * How many working days follow `from`, up to and with `to`: 0 on the same day, whatever day that is.
 * False: not computable, since a year from one to the other is not known. Both dates must be set,
 * and `to` not be earlier.
 */
bool working_days_between(const struct working_days *days, struct date from, struct date to,
                          int *out);

/* From 0; which day of the week a date is, 0 for Monday. */
unsigned date_day_of_year(struct date date);
unsigned date_weekday(struct date date);

#endif
