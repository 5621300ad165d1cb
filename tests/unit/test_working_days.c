/* SPDX-License-Identifier: MIT */
/* Working days between two dates, by the calendars of the years. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "schema_tables.h"

/* 2024 as its notice has it around the Spring Festival and in May; 2023 with a day of its December told by the
 * calendar of 2024. */
static const char CALENDARS[] =
        "holidays/2023: {source: 甲, off: ['2023-10-02', '2023-10-03']}\n"
        "holidays/2024:\n"
        "  source: 乙\n"
        "  published_on: 2023-10-25\n"
        "  off: ['2023-12-29', '2024-01-01', '2024-02-12', '2024-02-13', '2024-02-14', "
        "'2024-02-15', "
        "'2024-02-16', '2024-02-17', '2024-05-01', '2024-05-02', '2024-05-03']\n"
        "  work: ['2024-02-04', '2024-02-18', '2024-04-28', '2024-05-11']\n";

static int enter(void **state)
{
	struct fixture *fixture = g_new(struct fixture, 1);
	*fixture = build(CALENDARS);
	if (fixture->schema == NULL)
		report_write(fixture->report, stderr);
	assert_non_null(fixture->schema);
	*state = fixture;
	return 0;
}

static int leave(void **state)
{
	clear(*state);
	g_free(*state);
	return 0;
}

enum { NOT_COMPUTABLE = -1 };

static int between(void **state, const char *from, const char *to)
{
	const struct fixture *fixture = *state;
	struct date first;
	struct date last;
	int days;
	assert_true(date_parse(from, &first));
	assert_true(date_parse(to, &last));
	bool known = working_days_between(&fixture->schema->working_days, first, last, &days);
	return known ? days : NOT_COMPUTABLE;
}

static void weekends_are_not_worked(void **state)
{
	assert_int_equal(between(state, "2024-03-04", "2024-03-05"), 1); /* Monday */
	assert_int_equal(between(state, "2024-03-04", "2024-03-08"), 4);
	assert_int_equal(between(state, "2024-03-08", "2024-03-10"), 0); /* Friday to Sunday */
	assert_int_equal(between(state, "2024-03-08", "2024-03-11"), 1);
	assert_int_equal(between(state, "2024-03-09", "2024-03-11"), 1); /* from a Saturday */
	assert_int_equal(between(state, "2024-03-04", "2024-04-01"), 20);
}

static void the_same_day_is_no_day_later(void **state)
{
	assert_int_equal(between(state, "2024-03-04", "2024-03-04"), 0);
	assert_int_equal(between(state, "1999-03-04", "1999-03-04"), 0); /* no calendar is asked */
}

static void days_off_are_not_worked(void **state)
{
	assert_int_equal(between(state, "2024-04-30", "2024-05-06"), 1);
	assert_int_equal(between(state, "2024-02-09", "2024-02-19"), 2); /* with a Sunday */
}

static void weekend_days_are_worked_where_told(void **state)
{
	assert_int_equal(between(state, "2024-02-02", "2024-02-04"), 1);
	assert_int_equal(between(state, "2024-04-26", "2024-04-28"), 1);
	assert_int_equal(between(state, "2024-05-10", "2024-05-11"), 1);
	assert_int_equal(between(state, "2024-05-11", "2024-05-12"), 0);
}

static void years_are_crossed(void **state)
{
	/* 2023-12-29 was a Friday, which the calendar of 2024 takes off; 2024-01-01 a Monday. */
	assert_int_equal(between(state, "2023-12-28", "2024-01-02"), 1);
	assert_int_equal(between(state, "2023-12-28", "2023-12-31"), 0);
}

static void the_last_day_of_a_leap_year_counts(void **state)
{
	assert_int_equal(between(state, "2024-12-30", "2024-12-31"), 1);
	assert_int_equal(between(state, "2023-01-01", "2023-12-31"), 257);
}

static void a_year_without_calendar_is_not_computable(void **state)
{
	assert_int_equal(between(state, "2024-12-31", "2025-01-01"), NOT_COMPUTABLE);
	assert_int_equal(between(state, "2022-12-30", "2023-01-03"), NOT_COMPUTABLE);
	assert_int_equal(between(state, "2022-12-30", "2025-01-03"), NOT_COMPUTABLE);
	assert_int_equal(between(state, "0001-01-01", "9999-12-31"), NOT_COMPUTABLE);
}

#define CASE(function) cmocka_unit_test_setup_teardown(function, enter, leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        CASE(weekends_are_not_worked),
	        CASE(the_same_day_is_no_day_later),
	        CASE(days_off_are_not_worked),
	        CASE(weekend_days_are_worked_where_told),
	        CASE(years_are_crossed),
	        CASE(the_last_day_of_a_leap_year_counts),
	        CASE(a_year_without_calendar_is_not_computable),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
