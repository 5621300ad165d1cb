/* SPDX-License-Identifier: MIT */
/*
 * A cell is folded to half-width signs first, so that what follows reads ASCII. Then sign, digits in
 * groups, point, digits and what stands behind are taken in turn; the first that does not fit is the
 * fault.
 *
 * Units are a closed list: '100左右' must not become 100 of the unit 左右.
 */
#include "catalog/data_number.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

enum { FOLDED_SIZE = 160, GROUP_DIGITS = 3 };

/* A number on its way: the digits as written, without point and separators. */
struct digits {
	char text[DATA_DIGITS_MOST + 1];
	size_t count;
	size_t whole; /* of them, before the point */
	bool negative;
};

/* ---- width */

static gunichar fold_character(gunichar character)
{
	if (character >= 0xff01 && character <= 0xff5e)
		return character - 0xff01 + '!';
	if (character == 0x2212 || character == 0xfe63)
		return '-';
	if (character == 0x3000 || character == 0xa0)
		return ' ';
	return character;
}

bool data_fold_width(const char *text, char *out, size_t size)
{
	size_t used = 0;
	while (*text != '\0') {
		char bytes[6];
		gunichar character = (unsigned char)*text;
		if (character >= 0x80)
			character = fold_character(g_utf8_get_char(text));
		size_t length = (size_t)g_unichar_to_utf8(character, bytes);
		if (used + length >= size)
			return false;
		memcpy(out + used, bytes, length);
		used += length;
		text = g_utf8_next_char(text);
	}
	out[used] = '\0';
	return true;
}

/* ---- units */

static int compare_words(const void *word, const void *entry)
{
	return strcmp(word, *(const char *const *)entry);
}

/* In the order of their bytes. */
static const char *const UNITS[] = {
        "%",      "GB",   "KB",       "L",        "MB",       "MW",     "TB",       "g",
        "h",      "kW",   "kWh",      "kg",       "km",       "km²",    "m",        "mL",
        "mg",     "m²",   "m³",       "s",        "t",        "ug",     "°C",       "μg",
        "℃",      "个",   "个工作日", "个月",     "个百分点", "亩",     "人",       "人公里",
        "人年",   "人日", "人次",     "人民币元", "件",       "件次",   "份",       "位",
        "例",     "個",   "個工作日", "個月",     "倍",       "元",     "兆",       "兆瓦",
        "兆瓦时", "克",   "公斤",     "公里",     "公顷",     "册",     "分",       "分鐘",
        "分钟",   "列",   "千克",     "千瓦",     "千瓦时",   "千米",   "升",       "单",
        "厘米",   "只",   "台",       "名",       "吨",       "吨公里", "吨标准煤", "周",
        "單",     "噸",   "场",       "场次",     "处",       "天",     "头",       "套",
        "字",     "字节", "季度",     "宗",       "家",       "小时",   "小時",     "岁",
        "工作日", "席",   "幢",       "平方公里", "平方千米", "平方米", "年",       "床",
        "床位",   "度",   "座",       "张",       "張",       "微克",   "戶",       "户",
        "户次",   "所",   "批",       "批次",     "支",       "斤",     "日",       "日元",
        "月",     "本",   "条",       "条次",     "枚",       "架",     "架次",     "标准煤",
        "标准箱", "栋",   "株",       "棟",       "棵",       "次",     "欧元",     "歲",
        "段",     "毫克", "毫升",     "毫秒",     "毫米",     "港元",   "班",       "班次",
        "瓦",     "畝",   "百分点",   "票",       "种",       "秒",     "立方",     "立方米",
        "笔",     "筆",   "箱",       "篇",       "米",       "类",     "级",       "美元",
        "艘",     "艘次", "角",       "起",       "趟",       "车次",   "辆",       "辆次",
        "部",     "間",   "门",       "间",       "队",       "項",     "页",       "项",
        "首",
};

static const struct multiplier {
	const char *word;
	size_t shift; /* how many places the point moves */
} MULTIPLIERS[] = {
        {"万亿", 12}, {"萬億", 12}, {"万", 4}, {"萬", 4}, {"亿", 8}, {"億", 8},
};

/* Behind the words that multiply; `all`: also behind those that are read as a part of units only. */
static const char *skip_multiplier(const char *text, bool all, size_t *shift)
{
	static const char *const OTHERS[] = {"百万", "千万", "十万", "百", "千", "十"};
	*shift = 0;
	for (size_t i = 0; i < G_N_ELEMENTS(MULTIPLIERS); i++)
		if (g_str_has_prefix(text, MULTIPLIERS[i].word)) {
			*shift = MULTIPLIERS[i].shift;
			return text + strlen(MULTIPLIERS[i].word);
		}
	for (size_t i = 0; all && i < G_N_ELEMENTS(OTHERS); i++)
		if (g_str_has_prefix(text, OTHERS[i]))
			return text + strlen(OTHERS[i]);
	return text;
}

static bool is_simple_unit(const char *text)
{
	return bsearch(text, UNITS, G_N_ELEMENTS(UNITS), sizeof *UNITS, compare_words) != NULL;
}

bool data_unit_is_known(const char *text)
{
	size_t shift;
	char part[DATA_UNIT_SIZE];
	do {
		size_t length = strcspn(text, "/");
		if (length == 0 || length >= sizeof part)
			return false;
		memcpy(part, text, length);
		part[length] = '\0';
		if (!is_simple_unit(part) && !is_simple_unit(skip_multiplier(part, true, &shift)))
			return false;
		text += length;
	} while (*text++ == '/');
	return true;
}

bool data_unit_is_multiplier(const char *text)
{
	size_t shift;
	return *text != '\0' && *skip_multiplier(text, true, &shift) == '\0' &&
	       strcmp(text, "十") != 0 && strcmp(text, "百") != 0;
}

/* ---- missing */

static bool is_missing(const char *folded)
{
	static const char *const MARKS[] = {
	        "",    "-",      "--",     "—",      "——",     "–",    "…",    "...", "……", "/",
	        "n/a", "无数据", "無數據", "未收录", "未收錄", "不详", "不詳", "*",   "x",
	};
	if (g_ascii_isdigit(*folded))
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(MARKS); i++)
		if (g_ascii_strcasecmp(folded, MARKS[i]) == 0)
			return true;
	return false;
}

/* ---- digits */

/* Takes a run of digits; returns how many. Of more than there is place for, the rest is only counted. */
static size_t take_run(const char **at, struct digits *digits)
{
	const char *start = *at;
	for (; g_ascii_isdigit(**at); (*at)++) {
		if (digits->count < DATA_DIGITS_MOST)
			digits->text[digits->count] = **at;
		digits->count++;
	}
	return (size_t)(*at - start);
}

/* The digits before the point. False: they are grouped in a wrong way. */
static bool take_whole(const char **at, struct digits *digits)
{
	const char *start = *at;
	size_t run = take_run(at, digits);
	if (**at == ',') {
		if (run == 0 || run > GROUP_DIGITS || *start == '0')
			return false;
		while (**at == ',') {
			(*at)++;
			if (take_run(at, digits) != GROUP_DIGITS)
				return false;
		}
	}
	digits->whole = digits->count;
	return true;
}

/* NULL, or the fault. `at` then stands behind the digits. */
static const char *take_digits(const char **at, struct digits *digits)
{
	if (**at == '+' || **at == '-')
		digits->negative = *(*at)++ == '-';
	const char *start = *at;
	if (!g_ascii_isdigit(*start) && *start != '.')
		return *start == '(' && g_ascii_isdigit(start[1]) ? "bracket" : "text";
	if (!take_whole(at, digits))
		return "grouping";
	if (**at == '.') {
		(*at)++;
		if (take_run(at, digits) == 0)
			return "text";
		if (**at == ',')
			return "grouping";
	}
	return digits->count > DATA_DIGITS_MOST ? "long" : NULL;
}

/* ---- value */

/* Writes the digits with the point `shift` places further on. */
static void write_value(const struct digits *digits, size_t shift, struct data_number *out)
{
	size_t whole = digits->whole + shift;
	size_t count = MAX(digits->count, whole);
	size_t first = 0; /* the first that is not a needless zero */
	bool zero = strspn(digits->text, "0") == digits->count;
	char *at = out->value;
	while (first + 1 < whole && (first >= digits->count || digits->text[first] == '0'))
		first++;
	if (digits->negative && !zero)
		*at++ = '-';
	if (whole == 0)
		*at++ = '0';
	for (size_t i = first; i < count; i++) {
		if (i == whole)
			*at++ = '.';
		*at++ = i < digits->count ? digits->text[i] : '0';
	}
	*at = '\0';
	out->decimals = (unsigned)(count - whole);
}

/* Both without sign: by the digits before the point, then by those behind. */
static int compare_sizes(const char *a, const char *b)
{
	size_t whole_a = strcspn(a, ".");
	size_t whole_b = strcspn(b, ".");
	int order = (whole_a > whole_b) - (whole_a < whole_b);
	if (order == 0)
		order = strncmp(a, b, whole_a);
	a += whole_a + (a[whole_a] == '.');
	b += whole_b + (b[whole_b] == '.');
	for (; order == 0 && (*a != '\0' || *b != '\0'); a += *a != '\0', b += *b != '\0')
		order = (*a == '\0' ? '0' : *a) - (*b == '\0' ? '0' : *b);
	return order;
}

int data_value_compare(const char *a, const char *b)
{
	bool below = *a == '-';
	if (below != (*b == '-'))
		return below ? -1 : 1; /* there is no -0 */
	return below ? compare_sizes(b + 1, a + 1) : compare_sizes(a, b);
}

/* ---- what stands behind */

/* 2024年, 5月 and 3季度 are dates and no lengths of time. */
static bool is_date(const struct digits *digits, const char *suffix)
{
	if (strcmp(suffix, "年") == 0)
		return digits->count == 4 && digits->whole == 4 &&
		       (digits->text[0] == '1' || digits->text[0] == '2');
	return strcmp(suffix, "月") == 0 || strcmp(suffix, "日") == 0 || strcmp(suffix, "季度") == 0;
}

static bool begins_with_multiplier(const char *unit)
{
	size_t shift;
	return skip_multiplier(unit, true, &shift) != unit && !is_simple_unit(unit);
}

/* NULL, or the fault. `shift` is set when 万 or 亿 multiply. */
static const char *take_suffix(const char *suffix, const char *unit, struct data_number *out,
                               size_t *shift)
{
	*shift = 0;
	out->percent = strcmp(suffix, "%") == 0;
	if (*suffix == '\0' || (unit != NULL && strcmp(suffix, unit) == 0))
		return NULL;
	const char *base = skip_multiplier(suffix, false, shift);
	if (*base != '\0' && !data_unit_is_known(suffix))
		return "text";
	/* 千瓦 begins with no multiplier, 百万元 does: 5万 of them may be anything. */
	if (unit != NULL && (begins_with_multiplier(unit) || strcmp(unit, "%") == 0 ||
	                     (*base != '\0' && strcmp(base, unit) != 0)))
		return "unit-mixed";
	if (strlen(base) >= sizeof out->unit)
		return "text";
	if (unit == NULL && !out->percent)
		strcpy(out->unit, base);
	return NULL;
}

static const char *read_folded(const char *at, const char *unit, struct data_number *out)
{
	struct digits digits = {0};
	size_t shift;
	const char *start = at;
	const char *fault = take_digits(&at, &digits);
	if (fault != NULL)
		return fault;
	out->bare = *at == '\0' && digits.whole == digits.count && strlen(start) == digits.count;
	out->zeros = digits.whole > 1 && digits.text[0] == '0';
	if ((*at == 'e' || *at == 'E') && (g_ascii_isdigit(at[1]) || strchr("+-", at[1]) != NULL))
		return "exponent";
	at += strspn(at, " ");
	if (g_ascii_isdigit(*at))
		return "grouping";
	if (strcmp(at, "‰") == 0)
		return "permille";
	if (is_date(&digits, at))
		return "date";
	fault = take_suffix(at, unit, out, &shift);
	if (fault == NULL)
		write_value(&digits, shift, out);
	return fault;
}

struct data_number data_number_read(const char *cell, const char *unit)
{
	char folded[FOLDED_SIZE];
	struct data_number number = {.reading = DATA_FAULT, .fault = "text"};
	if (!data_fold_width(cell, folded, sizeof folded))
		return number;
	g_strstrip(folded);
	if (is_missing(folded)) {
		number.reading = DATA_MISSING;
		number.fault = NULL;
		return number;
	}
	number.fault = read_folded(folded, unit, &number);
	number.reading = number.fault == NULL ? DATA_NUMBER : DATA_FAULT;
	return number;
}
