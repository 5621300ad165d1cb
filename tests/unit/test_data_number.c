/* SPDX-License-Identifier: MIT */
/* Cells as numbers: what is understood, and what is refused because it may mean two things. */
/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <glib.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/unum.h>

#include "catalog/data_number.h"

static void assert_number(const char *cell, const char *unit, const char *value)
{
	struct data_number number = data_number_read(cell, unit);
	if (number.reading != DATA_NUMBER)
		print_message("'%s' is refused: %s\n", cell, number.fault);
	assert_int_equal(number.reading, DATA_NUMBER);
	assert_null(number.fault);
	assert_string_equal(number.value, value);
	const char *point = strchr(value, '.');
	assert_int_equal(number.decimals, point == NULL ? 0 : strlen(point + 1));
}

static void assert_fault(const char *cell, const char *unit, const char *fault)
{
	struct data_number number = data_number_read(cell, unit);
	if (number.reading != DATA_FAULT)
		print_message("'%s' is read as '%s'\n", cell, number.value);
	assert_int_equal(number.reading, DATA_FAULT);
	assert_string_equal(number.fault, fault);
	assert_string_equal(number.value, "");
}

static void plain_numbers_stay_what_they_are(void **state)
{
	static const char *const cells[] = {
	        "0", "7", "12", "2024", "0.5", "12.50", "-3", "-0.25", "100000000000000000001",
	};
	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cells); i++)
		assert_number(cells[i], NULL, cells[i]);
}

static void signs_of_any_width_are_understood(void **state)
{
	(void)state;
	assert_number("３４３０", NULL, "3430");
	assert_number("１，２３４．５", NULL, "1234.5");
	assert_number("−12", NULL, "-12");
	assert_number("－１２", NULL, "-12");
	assert_number("＋5", NULL, "5");
	assert_number("+5", NULL, "5");
	assert_number("　5\xc2\xa0", NULL, "5");
	assert_number(" 5\t", NULL, "5");
	assert_number(".5", NULL, "0.5");
	assert_number("-.5", NULL, "-0.5");
	assert_number("-0", NULL, "0");
	assert_number("-0.00", NULL, "0.00");
}

static void groups_have_three_digits(void **state)
{
	(void)state;
	assert_number("3,430", NULL, "3430");
	assert_number("1,234,567.89", NULL, "1234567.89");
	assert_number("-12,000", NULL, "-12000");
	assert_fault("3,43", NULL, "grouping");
	assert_fault("1,2345", NULL, "grouping");
	assert_fault("1234,567", NULL, "grouping");
	assert_fault("0,123", NULL, "grouping");
	assert_fault("1,,234", NULL, "grouping");
	assert_fault("1,234,", NULL, "grouping");
	assert_fault("1.234,5", NULL, "grouping");
	assert_fault("1 234", NULL, "grouping");
	assert_fault(",234", NULL, "text");
}

static void wan_and_yi_multiply_exactly(void **state)
{
	(void)state;
	assert_number("1.2亿", NULL, "120000000");
	assert_number("5万", NULL, "50000");
	assert_number("0.00001万", NULL, "0.1");
	assert_number("3.456789万", NULL, "34567.89");
	assert_number("1.5万亿", NULL, "1500000000000");
	assert_number("2 萬", NULL, "20000");
	assert_number("0万", NULL, "0");
	assert_number("-1.10亿元", NULL, "-110000000");
	assert_string_equal(data_number_read("1.1亿元", NULL).unit, "元");
	assert_string_equal(data_number_read("5万", NULL).unit, "");
	assert_string_equal(data_number_read("3亿千瓦时", NULL).unit, "千瓦时");
	assert_string_equal(data_number_read("5百万元", NULL).unit, "百万元");
	assert_number("9999999999999999999999999999999999999999万亿", NULL,
	              "9999999999999999999999999999999999999999000000000000");
}

static void the_unit_of_the_header_decides(void **state)
{
	(void)state;
	assert_number("5万元", "万元", "5");
	assert_number("5万元", "元", "50000");
	assert_number("5元", "元", "5");
	assert_number("5万", "元", "50000");
	assert_number("5", "万元", "5");
	assert_number("5万千瓦", "千瓦", "50000");
	assert_number("5万", "千瓦时", "50000");
	assert_fault("5亿", "万元", "unit-mixed");
	assert_fault("5亿", "万", "unit-mixed");
	assert_number("5万", "万", "5");
	assert_fault("5元", "万元", "unit-mixed");
	assert_fault("5万", "千元", "unit-mixed");
	assert_fault("5件", "元", "unit-mixed");
	assert_fault("5万", "%", "unit-mixed");
	assert_fault("5%", "元", "unit-mixed");
}

static void percent_is_told(void **state)
{
	(void)state;
	assert_number("12.5%", NULL, "12.5");
	assert_number("12.5 ％", NULL, "12.5");
	assert_number("-3%", "%", "-3");
	assert_true(data_number_read("12.5%", NULL).percent);
	assert_true(data_number_read("12.5％", "%").percent);
	assert_false(data_number_read("12.5", "%").percent);
	assert_fault("5‰", NULL, "permille");
	assert_fault("5%%", NULL, "text");
}

static void what_is_missing_is_never_zero(void **state)
{
	static const char *const cells[] = {
	        "",    " ",   "　",     "-",    "—",      "——",     "–",  "…", "...", "……", "/",
	        "N/A", "n/a", "无数据", "不详", "未收录", "未收錄", "＊", "*", "x",   "X",  "－",
	};
	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cells); i++) {
		struct data_number number = data_number_read(cells[i], NULL);
		assert_int_equal(number.reading, DATA_MISSING);
		assert_string_equal(number.value, "");
	}
}

static void nothing_is_guessed(void **state)
{
	static const char *const cells[][2] = {
	        {"(5)", "bracket"},    {"（1,234）", "bracket"}, {"约100", "text"},
	        {"1e5", "exponent"},   {"1.2E+8", "exponent"},   {"100左右", "text"},
	        {"100多", "text"},     {"100以上", "text"},      {"5万多", "text"},
	        {"10-20", "text"},     {"1/3", "text"},          {"5.", "text"},
	        {".", "text"},         {"--5", "text"},          {"+", "text"},
	        {"1.2.3", "text"},     {"2024-05", "text"},      {"2024年", "date"},
	        {"5月", "date"},       {"3日", "date"},          {"1季度", "date"},
	        {"2024年5月", "text"}, {"￥5", "text"},          {"百分之十", "text"},
	        {"零", "text"},        {"5 6", "grouping"},      {"0x10", "text"},
	        {"inf", "text"},       {"5万万", "text"},        {"12:30", "text"},
	};
	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cells); i++)
		assert_fault(cells[i][0], NULL, cells[i][1]);
	assert_fault("10000000000000000000000000000000000000001", NULL, "long");
	g_autofree char *digits = g_strnfill(100000, '1');
	assert_fault(digits, NULL, "text");
}

static void needless_zeros_are_told(void **state)
{
	(void)state;
	assert_number("0012", NULL, "12");
	assert_number("00", NULL, "0");
	assert_true(data_number_read("0871", NULL).zeros);
	assert_true(data_number_read("00", NULL).zeros);
	assert_false(data_number_read("0", NULL).zeros);
	assert_false(data_number_read("0.5", NULL).zeros);
	assert_true(data_number_read("0871", NULL).bare);
	assert_false(data_number_read("+871", NULL).bare);
	assert_false(data_number_read("8.5", NULL).bare);
	assert_false(data_number_read("871元", NULL).bare);
}

static void units_are_a_closed_list(void **state)
{
	static const char *const units[] = {
	        "元",       "万元", "亿元", "%",    "人次",     "万人",      "个百分点",
	        "平方公里", "kWh",  "℃",    "件",   "万千瓦时", "元/平方米", "人/平方公里",
	        "天",       "個",   "項",   "小时", "百万元",
	};
	static const char *const others[] = {"",  "左右", "含税", "预算数", "2024年", "万",
	                                     "/", "元/",  "/元",  "多",     "元元",   "示例"};
	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(units); i++)
		assert_true(data_unit_is_known(units[i]));
	for (size_t i = 0; i < G_N_ELEMENTS(others); i++)
		assert_false(data_unit_is_known(others[i]));
}

/* Every number that ICU writes in the Chinese way means the same to us. */
static void what_icu_writes_is_read_back(void **state)
{
	(void)state;
	UErrorCode status = U_ZERO_ERROR;
	UNumberFormat *format = unum_open(UNUM_DECIMAL, NULL, 0, "zh_CN", NULL, &status);
	assert_true(U_SUCCESS(status));
	unum_setAttribute(format, UNUM_MAX_FRACTION_DIGITS, 3);
	srand(7);
	for (unsigned i = 0; i < 20000; i++) {
		double number = (rand() - RAND_MAX / 2) / (double)(1 << rand() % 30);
		UChar units[64];
		char text[128];
		char expected[64];
		int32_t length = unum_formatDouble(format, number, units, 64, NULL, &status);
		assert_true(U_SUCCESS(status));
		g_autofree char *utf8 = g_utf16_to_utf8(units, length, NULL, NULL, NULL);
		double read = unum_parseDouble(format, units, length, NULL, &status);
		g_strlcpy(text, utf8, sizeof text);
		struct data_number back = data_number_read(text, NULL);
		assert_int_equal(back.reading, DATA_NUMBER);
		assert_true(g_ascii_strtod(back.value, NULL) == read);
		g_snprintf(expected, sizeof expected, "%s万", back.value);
		struct data_number more = data_number_read(expected, NULL);
		assert_int_equal(more.reading, DATA_NUMBER);
		double tolerance = 1e-9 * (read < 0 ? -read : read);
		double difference = g_ascii_strtod(more.value, NULL) - read * 1e4;
		assert_true(difference <= tolerance * 1e4 && difference >= -tolerance * 1e4);
	}
	unum_close(format);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(plain_numbers_stay_what_they_are),
	        cmocka_unit_test(signs_of_any_width_are_understood),
	        cmocka_unit_test(groups_have_three_digits),
	        cmocka_unit_test(wan_and_yi_multiply_exactly),
	        cmocka_unit_test(the_unit_of_the_header_decides),
	        cmocka_unit_test(percent_is_told),
	        cmocka_unit_test(what_is_missing_is_never_zero),
	        cmocka_unit_test(nothing_is_guessed),
	        cmocka_unit_test(needless_zeros_are_told),
	        cmocka_unit_test(units_are_a_closed_list),
	        cmocka_unit_test(what_icu_writes_is_read_back),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
