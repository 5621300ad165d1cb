/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_DATA_NUMBER_H
#define CATALOG_DATA_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

/*
 * Numbers as editors write them into cells: 3,430 · １２．５％ · 1.2亿元 · -7. Nothing is rounded and
 * nothing is guessed: the value is moved about as text, and what may mean two things is a fault.
 */
enum data_reading { DATA_MISSING, DATA_NUMBER, DATA_FAULT };

enum { DATA_DIGITS_MOST = 40, DATA_VALUE_SIZE = 64, DATA_UNIT_SIZE = 48 };

struct data_number {
	enum data_reading reading;
	const char *fault; /* why it is no number: text, grouping, bracket, exponent, permille, unit-mixed, date, long */
	char value[DATA_VALUE_SIZE]; /* sign, digits, point: 120000000; "" unless it is a number */
	char unit[DATA_UNIT_SIZE];   /* the word behind it without 万 and 亿: 元; "" for none */
	bool percent;                /* it bore %; the value is what stands before */
	bool zeros;                  /* it is written with zeros that a number needs not: 0871 */
	bool bare;                   /* digits and nothing else */
	unsigned decimals;           /* of the value */
};

/*
 * Reads a cell of a column whose header bears `unit` (NULL: it bears none). A blank and the usual marks
 * (- — … / N/A 无数据 未收录 不详 * x) are missing, never zero. 万, 亿 and 万亿 multiply, unless they are
 * the column's unit already: 5万元 is 5 in a column of 万元 and 50000 in one of 元.
 */
struct data_number data_number_read(const char *cell, const char *unit);

/* Orders two values of data_number_read by their size, exactly. */
int data_value_compare(const char *a, const char *b);

/* Whether a text is a unit of measure: 元, 万元, 人次, 个百分点, %, 元/平方米. */
bool data_unit_is_known(const char *text);

/*
 * Whether a text says how many are counted as one, without of what: 万, 百万. （十） and （百） in a
 * header number it rather.
 */
bool data_unit_is_multiplier(const char *text);

/* A copy of at most `size` bytes with full-width signs made half-width. False: it is longer. */
bool data_fold_width(const char *text, char *out, size_t size);

#endif
