/* SPDX-License-Identifier: MIT */
/* Dates: every form that editors write is read, nothing that only looks like one is. */
/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "base/date.h"

static void assert_reads(const char *text, const char *printed)
{
	struct date date;
	char out[DATE_TEXT_SIZE];
	if (!date_parse(text, &date))
		fail_msg("'%s' was not read", text);
	assert_string_equal(date_print(date, out), printed);
}

static void assert_refused(const char *text)
{
	struct date date = {.year = 2000, .month = 1, .day = 1};
	if (date_parse(text, &date))
		fail_msg("'%s' was read", text);
	assert_false(date_is_set(date));
	assert_int_equal(date.minute, -1);
}

static struct date read_date(const char *text)
{
	struct date date;
	assert_true(date_parse(text, &date));
	return date;
}

static void every_written_form_of_a_day_is_read(void **state)
{
	(void)state;
	static const char *const forms[] = {
	        "2013-10-01",           "2013-10-1",         "2013/10/1",
	        "2013/10/01",           "2013.10.1",         "20131001",
	        "2013年10月1日",        "2013年10月01日",    "2013年10月1",
	        "2013 年 10 月 1 日",   "2013年 10月 1日",   " 2013-10-01 ",
	        "2013-10-01\n",         "\t2013-10-01\r\n",  "２０１３-１０-０１",
	        "２０１３年１０月１日", "2013－10－01",      "２０１３／１０／１",
	        "２０１３．１０．１",   "　2013年10月1日　", "2013 年10月1日",
	        "2013年\t10\t月 1\n日",
	};
	for (size_t i = 0; i < G_N_ELEMENTS(forms); i++)
		assert_reads(forms[i], "2013-10-01");
}

static void a_time_is_read_as_china_time(void **state)
{
	(void)state;
	static const char *const forms[] = {
	        "2016-07-12 09:00",
	        "2016-07-12 9:00",
	        "2016-07-12T09:00",
	        "2016-07-12t09:00:00",
	        "2016-07-12 09:00:59.123456789",
	        "2016-07-12 09:00:60",
	        "2016-07-12T09:00:00+08:00",
	        "2016-07-12 09:00:00 +0800",
	        "2016-07-12 09:00 +08",
	        "2016-07-12  09:00",
	        "2016年7月12日 09:00",
	        "2016年7月12日09:00",
	        "2016年7月12 09:00",
	        "20160712 09:00",
	        "２０１６-０７-１２　０９：００",
	        "2016-07-12T01:00:00Z",
	        "2016-07-12 01:00z",
	        "2016-07-11 21:00:00 -0400",
	        "2016-07-12 06:30 +05:30",
	};
	for (size_t i = 0; i < G_N_ELEMENTS(forms); i++)
		assert_reads(forms[i], "2016-07-12 09:00");
}

static void another_offset_moves_the_day(void **state)
{
	(void)state;
	assert_reads("2016-07-12 12:00:00 -0400", "2016-07-13 00:00");
	assert_reads("2016-07-12 11:59:00 -0400", "2016-07-12 23:59");
	assert_reads("2016-12-31T20:00:00Z", "2017-01-01 04:00");
	assert_reads("2016-02-28T16:00:00Z", "2016-02-29 00:00");
	assert_reads("2015-02-28T16:00:00Z", "2015-03-01 00:00");
	assert_reads("2016-03-01 05:59 +14:00", "2016-02-29 23:59");
	assert_reads("2016-03-01 06:00 +14:00", "2016-03-01 00:00");
	assert_reads("2016-07-12 23:59 -14:00", "2016-07-13 21:59");
}

static void what_only_looks_like_a_date_is_refused(void **state)
{
	(void)state;
	static const char *const texts[] = {
	        "",
	        " ",
	        "2013",
	        "2013-10",
	        "2013年10月",
	        "2013年",
	        "10-01-2013",
	        "13-10-01",
	        "2013-10/01",
	        "2013/10-01",
	        "2013-13-01",
	        "2013-00-01",
	        "2013-10-00",
	        "2013-10-32",
	        "2013-02-29",
	        "2100-02-29",
	        "0000-01-01",
	        "00000101",
	        "201310011",
	        "2013101",
	        "2013-100-1",
	        "2013-10-011",
	        "2013-10-01x",
	        "x2013-10-01",
	        "2013-10-01 至 2013-10-02",
	        "2013--10-01",
	        "-2013-10-01",
	        "二〇一三年十月一日",
	        "1980:100",
	        "2013年10月1日发布",
	        "2013-10-01\xff",
	        "\xe5\xb9",
	        "2013 10 01",
	        "2013月10年1日",
	};
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
		assert_refused(texts[i]);
}

static void a_wrong_time_spoils_the_date(void **state)
{
	(void)state;
	static const char *const texts[] = {
	        "2016-07-12 24:00",        "2016-07-12 09:60",
	        "2016-07-12 09",           "2016-07-12T",
	        "2016-07-12 9:0",          "2016-07-12 09:00:61",
	        "2016-07-12 09:00:0",      "2016-07-12 09:00:",
	        "2016-07-12 09:00.5",      "2016-07-12 09:00:00.",
	        "2016-07-12 09:00 +8",     "2016-07-12 09:00 +08:",
	        "2016-07-12 09:00 +08:3",  "2016-07-12 09:00 +15:00",
	        "2016-07-12 09:00 +08:60", "2016-07-12 09:00 GMT",
	        "2016-07-12 09:00 Z8",     "2016-07-12 09:00 +",
	        "2016-07-12 -0400",        "2016-07-12 09:00:00 +0800 x",
	};
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
		assert_refused(texts[i]);
}

/* "10月1 09:30" and "10月10 9:30" would be the same once their spaces are gone. */
static void a_time_has_to_stand_apart_from_digits(void **state)
{
	(void)state;
	assert_refused("2013-10-109:30");
	assert_refused("2013年10月109:30");
	assert_refused("2013100109:30");
	assert_reads("2013年10月1 09:30", "2013-10-01 09:30");
	assert_reads("2013年10月10 9:30", "2013-10-10 09:30");
}

static void no_offset_leads_out_of_the_years_1_to_9999(void **state)
{
	(void)state;
	assert_reads("0001-01-01", "0001-01-01");
	assert_reads("9999-12-31 23:59", "9999-12-31 23:59");
	assert_refused("0001-01-01 00:00 +14:00");
	assert_refused("9999-12-31 20:00 -04:00");
}

static void a_long_text_is_refused_whatever_it_holds(void **state)
{
	(void)state;
	g_autofree char *spaces = g_strnfill(1000000, ' ');
	g_autofree char *text = g_strconcat(spaces, "2013-10-01", NULL);
	assert_refused(text);
	g_autofree char *digits = g_strnfill(1000, '1');
	assert_refused(digits);
}

static void seconds_become_china_time(void **state)
{
	(void)state;
	static const struct {
		int64_t seconds;
		const char *printed;
	} cases[] = {
	        {0, "1970-01-01 08:00"},
	        {-1, "1970-01-01 07:59"},
	        {57600, "1970-01-02 00:00"},
	        {57599, "1970-01-01 23:59"},
	        {2147483647, "2038-01-19 11:14"},
	        {1582905600, "2020-02-29 00:00"},
	        {-62135596800, "0001-01-01 08:00"},
	        {253402300799 - 8 * 3600, "9999-12-31 23:59"},
	};
	char out[DATE_TEXT_SIZE];
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
		assert_string_equal(date_print(date_from_seconds(cases[i].seconds), out),
		                    cases[i].printed);
}

static void seconds_outside_the_years_give_no_date(void **state)
{
	(void)state;
	static const int64_t outside[] = {-62135596801, 253402300800 - 8 * 3600, 253402300800,
	                                  INT64_MIN, INT64_MAX};
	for (size_t i = 0; i < G_N_ELEMENTS(outside); i++)
		assert_false(date_is_set(date_from_seconds(outside[i])));
}

static void the_zone_of_the_machine_does_not_matter(void **state)
{
	(void)state;
	char out[DATE_TEXT_SIZE];
	static const char *const zones[] = {"America/New_York", "Pacific/Kiritimati",
	                                    "Asia/Shanghai"};
	for (size_t i = 0; i < G_N_ELEMENTS(zones); i++) {
		setenv("TZ", zones[i], 1);
		tzset();
		/* China itself had summer time in 1990; the moments of the site do not. */
		assert_string_equal(date_print(date_from_seconds(643219200), out),
		                    "1990-05-21 00:00");
		assert_reads("1990-05-20T16:00:00Z", "1990-05-21 00:00");
	}
	unsetenv("TZ");
}

static void days_are_compared_first_then_times(void **state)
{
	(void)state;
	static const char *const in_order[] = {
	        "0001-01-01",       "2013-09-30",       "2013-09-30 23:59", "2013-10-01",
	        "2013-10-01 00:00", "2013-10-01 00:01", "2013-10-02",       "2013-11-01",
	        "2014-01-01",       "9999-12-31 23:59",
	};
	for (size_t i = 0; i < G_N_ELEMENTS(in_order); i++) {
		for (size_t j = 0; j < G_N_ELEMENTS(in_order); j++) {
			int expected = (i > j) - (i < j);
			assert_int_equal(
			        date_compare(read_date(in_order[i]), read_date(in_order[j])),
			        expected);
		}
	}
}

static void a_date_without_time_comes_first_on_its_day(void **state)
{
	(void)state;
	assert_true(date_compare(read_date("2013-10-01"), read_date("2013-10-01 00:00")) < 0);
	assert_true(date_compare(read_date("2013-09-30 23:59"), read_date("2013-10-01")) < 0);
}

static void no_date_comes_before_all(void **state)
{
	(void)state;
	struct date none = {.minute = -1};
	struct date zero = {0};
	assert_true(date_compare(none, read_date("0001-01-01")) < 0);
	assert_true(date_compare(read_date("0001-01-01"), none) > 0);
	assert_int_equal(date_compare(none, none), 0);
	assert_int_equal(date_compare(none, zero), 0);
}

static void days_between_are_counted_over_months_and_leap_years(void **state)
{
	(void)state;
	static const struct {
		const char *from;
		const char *to;
		int days;
	} cases[] = {
	        {"2013-10-01", "2013-10-01", 0},       {"2013-10-01 23:59", "2013-10-02 00:00", 1},
	        {"2016-02-28", "2016-03-01", 2},       {"2015-02-28", "2015-03-01", 1},
	        {"2000-01-01", "2001-01-01", 366},     {"2016-03-01", "2016-02-28", -2},
	        {"0001-01-01", "9999-12-31", 3652058},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
		assert_int_equal(date_days_between(read_date(cases[i].from), read_date(cases[i].to)),
		                 cases[i].days);
}

static void printed_dates_are_read_back(void **state)
{
	(void)state;
	for (int64_t seconds = -2000000000; seconds < 4000000000; seconds += 86399 * 37) {
		struct date date = date_from_seconds(seconds);
		struct date again;
		char out[DATE_TEXT_SIZE];
		assert_true(date_parse(date_print(date, out), &again));
		assert_int_equal(date_compare(date, again), 0);
		assert_true(date_parse(date_print_day(date, out), &again));
		assert_int_equal(date_days_between(date, again), 0);
		assert_int_equal(again.minute, -1);
	}
}

static void no_date_prints_as_nothing(void **state)
{
	(void)state;
	char out[DATE_TEXT_SIZE] = "x";
	assert_string_equal(date_print((struct date){.minute = -1}, out), "");
	assert_string_equal(date_print_day((struct date){0}, out), "");
	assert_ptr_equal(date_print_day(read_date("2013-10-01 09:30"), out), out);
	assert_string_equal(out, "2013-10-01");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(every_written_form_of_a_day_is_read),
	        cmocka_unit_test(a_time_is_read_as_china_time),
	        cmocka_unit_test(another_offset_moves_the_day),
	        cmocka_unit_test(what_only_looks_like_a_date_is_refused),
	        cmocka_unit_test(a_wrong_time_spoils_the_date),
	        cmocka_unit_test(a_time_has_to_stand_apart_from_digits),
	        cmocka_unit_test(no_offset_leads_out_of_the_years_1_to_9999),
	        cmocka_unit_test(a_long_text_is_refused_whatever_it_holds),
	        cmocka_unit_test(seconds_become_china_time),
	        cmocka_unit_test(seconds_outside_the_years_give_no_date),
	        cmocka_unit_test(the_zone_of_the_machine_does_not_matter),
	        cmocka_unit_test(days_are_compared_first_then_times),
	        cmocka_unit_test(a_date_without_time_comes_first_on_its_day),
	        cmocka_unit_test(no_date_comes_before_all),
	        cmocka_unit_test(days_between_are_counted_over_months_and_leap_years),
	        cmocka_unit_test(printed_dates_are_read_back),
	        cmocka_unit_test(no_date_prints_as_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
