/* SPDX-License-Identifier: MIT */
/*
 * Most code points of the first plane fold alone, whatever stands beside them: to themselves, to
 * another or to nothing. A table made once has these. Only where a code point may combine with the
 * one before it (marks, Hangul jamo), or becomes several, the run from one boundary of NFKC to the
 * next goes through ICU. NFKC of a text is that of its runs, joined.
 */
#include "search/fold.h"

#include <stdbool.h>
#include <string.h>
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include "search/han.h"

enum {
	PLANE = 0x10000,
	REPLACEMENT = 0xFFFD,
	DROPPED = 0,   /* in the table */
	SLOW = 0xFFFF, /* in the table: not alone, or not to one unit */
	LINE_MOST = 1 << 28,
	SPREAD_MOST = 18, /* units that one unit becomes by NFKC */
};

G_STATIC_ASSERT(sizeof(UChar) == sizeof(uint16_t));

void folded_clear(struct folded *folded)
{
	g_clear_pointer(&folded->units, g_free);
	folded->length = folded->room = 0;
}

static void reserve(struct folded *folded, size_t more)
{
	if (folded->room - folded->length >= more)
		return;
	folded->room = MAX(folded->length + more, 2 * folded->room);
	folded->units = g_renew(uint16_t, folded->units, folded->room);
}

static void append(struct folded *folded, uint32_t code)
{
	reserve(folded, 2);
	if (code >= PLANE) {
		folded->units[folded->length++] = (uint16_t)(0xD7C0 + (code >> 10));
		folded->units[folded->length++] = (uint16_t)(0xDC00 + (code & 0x3FF));
	} else {
		folded->units[folded->length++] = (uint16_t)code;
	}
}

/* The code point at `*at`, which is moved behind it. */
static uint32_t next_of_units(const struct folded *folded, size_t *at)
{
	const uint16_t *unit = folded->units + (*at)++;
	if (unit[0] >> 10 != 0xD800 >> 10 || *at == folded->length || unit[1] >> 10 != 0xDC00 >> 10)
		return unit[0];
	(*at)++;
	return PLANE + ((unit[0] & 0x3FFu) << 10) + (unit[1] & 0x3FFu);
}

/* The same in UTF-8; each byte that is none gives U+FFFD. */
static uint32_t next_of_text(const char *text, size_t *at, size_t end)
{
	const unsigned char *byte = (const unsigned char *)text + *at;
	if (byte[0] < 0x80) {
		*at += 1;
		return byte[0];
	}
	/* Nearly all of a Chinese text. */
	if (byte[0] >= 0xE3 && byte[0] <= 0xE9 && end - *at >= 3 && byte[1] >> 6 == 2 &&
	    byte[2] >> 6 == 2) {
		*at += 3;
		return (byte[0] & 0xFu) << 12 | (byte[1] & 0x3Fu) << 6 | (byte[2] & 0x3Fu);
	}
	gunichar code = g_utf8_get_char_validated(text + *at, (gssize)(end - *at));
	if (code > UCHAR_MAX_VALUE) {
		*at += 1;
		return REPLACEMENT;
	}
	*at += (size_t)(g_utf8_skip[byte[0]]);
	return code;
}

/* ---- the rule */

static const UNormalizer2 *nfkc(void)
{
	UErrorCode error = U_ZERO_ERROR;
	const UNormalizer2 *normalizer = unorm2_getNFKCInstance(&error);
	if (U_FAILURE(error))
		g_error("ICU: %s", u_errorName(error));
	return normalizer;
}

/* Step 2 for one code point, DROPPED when nothing is left. */
static uint32_t replace(uint32_t code)
{
	switch (code) {
	case '"':
	case '\'':
	case '`':
	case 0x00B7: /* · */
	case 0x2022: /* • */
	case 0x2027: /* ‧ */
	case 0x30FB: /* ・ */
		return DROPPED;
	case 0x3001: /* 、 */
	case 0xFF0C:
		return ',';
	case 0x3002: /* 。 */
	case 0xFF0E:
		return '.';
	case 0xFF1B:
		return ';';
	case 0xFF1A:
		return ':';
	case '~':
	case 0x2212: /* − */
	case 0xFF5E:
		return '-';
	default:
		break;
	}
	switch (u_charType((UChar32)code)) {
	case U_CONTROL_CHAR:
	case U_FORMAT_CHAR:
	case U_SPACE_SEPARATOR:
	case U_LINE_SEPARATOR:
	case U_PARAGRAPH_SEPARATOR:
	case U_START_PUNCTUATION:
	case U_END_PUNCTUATION:
	case U_INITIAL_PUNCTUATION:
	case U_FINAL_PUNCTUATION:
	case U_NON_SPACING_MARK:
		return DROPPED;
	case U_DASH_PUNCTUATION:
		return '-';
	default:
		return han_simplified(code);
	}
}

/* One code point alone, so that no letter depends on its neighbours. Appends to `out`. */
static void lower(struct folded *out, uint32_t code)
{
	if (!u_hasBinaryProperty((UChar32)code, UCHAR_CHANGES_WHEN_LOWERCASED)) {
		append(out, code);
		return;
	}
	UErrorCode error = U_ZERO_ERROR;
	UChar from[2], to[8];
	int32_t length = 0;
	u_strFromUTF32(from, 2, &length, (const UChar32 *)&code, 1, &error);
	int32_t units = u_strToLower(to, G_N_ELEMENTS(to), from, length, "", &error);
	if (U_FAILURE(error))
		g_error("ICU: %s", u_errorName(error));
	reserve(out, (size_t)units);
	memcpy(out->units + out->length, to, (size_t)units * sizeof(UChar));
	out->length += (size_t)units;
}

static void normalize(struct folded *out, const UChar *text, size_t length)
{
	reserve(out, SPREAD_MOST * length);
	UErrorCode error = U_ZERO_ERROR;
	int32_t units =
	        unorm2_normalize(nfkc(), text, (int32_t)length, (UChar *)out->units + out->length,
	                         (int32_t)(out->room - out->length), &error);
	if (U_FAILURE(error))
		g_error("ICU: %s", u_errorName(error));
	out->length += (size_t)units;
}

/* Both steps. `text` begins and ends at boundaries of NFKC, or is the whole line. */
static void fold_run(struct folded *out, const UChar *text, size_t length)
{
	struct folded once = {0}, low = {0}, twice = {0};
	normalize(&once, text, length);
	for (size_t at = 0; at < once.length;)
		lower(&low, next_of_units(&once, &at));
	normalize(&twice, low.units, low.length);
	for (size_t at = 0; at < twice.length;) {
		uint32_t code = replace(next_of_units(&twice, &at));
		if (code != DROPPED)
			append(out, code);
	}
	folded_clear(&once);
	folded_clear(&low);
	folded_clear(&twice);
}

/* ---- the table */

static uint16_t fold_alone(const UNormalizer2 *normalizer, uint32_t code, struct folded *scratch)
{
	if (code >> 11 == 0xD800 >> 11 || !unorm2_hasBoundaryBefore(normalizer, (UChar32)code))
		return SLOW;
	if (unorm2_isInert(normalizer, (UChar32)code) &&
	    !u_hasBinaryProperty((UChar32)code, UCHAR_CHANGES_WHEN_LOWERCASED)) {
		uint32_t to = replace(code);
		return to < SLOW ? (uint16_t)to : SLOW;
	}
	UChar unit = (UChar)code;
	scratch->length = 0;
	fold_run(scratch, &unit, 1);
	if (scratch->length == 0)
		return DROPPED;
	return scratch->length == 1 ? scratch->units[0] : SLOW;
}

static const uint16_t *fold_table(void)
{
	static uint16_t table[PLANE];
	static gsize made = 0;
	if (g_once_init_enter(&made)) {
		struct folded scratch = {0};
		const UNormalizer2 *normalizer = nfkc();
		for (uint32_t code = 0; code < PLANE; code++)
			table[code] = fold_alone(normalizer, code, &scratch);
		folded_clear(&scratch);
		g_once_init_leave(&made, 1);
	}
	return table;
}

/* ---- lines */

/* UTF-8 to UTF-16; what is no UTF-8 becomes U+FFFD. Appends to `out`. */
static void decode(struct folded *out, const char *text, size_t from, size_t to)
{
	while (from < to)
		append(out, next_of_text(text, &from, to));
}

/* The end of the run in which the code point before `at` stands. */
static size_t run_end(const UNormalizer2 *normalizer, const char *text, size_t at, size_t end)
{
	while (at < end) {
		size_t next = at;
		uint32_t code = next_of_text(text, &next, end);
		if (unorm2_hasBoundaryBefore(normalizer, (UChar32)code))
			break;
		at = next;
	}
	return at;
}

void fold_append(struct folded *folded, const char *text, size_t bytes)
{
	g_assert(bytes <= LINE_MOST);
	const uint16_t *table = fold_table();
	const UNormalizer2 *normalizer = nfkc();
	struct folded scratch = {0};
	size_t at = 0;
	size_t before = 0; /* where the last code point begins, in the text and in `folded` */
	size_t length_before = folded->length;
	reserve(folded, bytes);
	while (at < bytes) {
		size_t start = at;
		uint32_t code = next_of_text(text, &at, bytes);
		uint16_t entry = code < PLANE ? table[code] : SLOW;
		if (entry != SLOW) {
			before = start;
			length_before = folded->length;
			folded->units[folded->length] = entry;
			folded->length += entry != DROPPED;
			continue;
		}
		if (!unorm2_hasBoundaryBefore(normalizer, (UChar32)code)) {
			start = before;
			folded->length = length_before;
		}
		at = run_end(normalizer, text, at, bytes);
		scratch.length = 0;
		decode(&scratch, text, start, at);
		fold_run(folded, scratch.units, scratch.length);
		reserve(folded, bytes - at);
		before = at;
		length_before = folded->length;
	}
	folded_clear(&scratch);
}

void fold_line(struct folded *folded, const char *text, size_t bytes)
{
	folded->length = 0;
	fold_append(folded, text, bytes);
}

void fold_append_slowly(struct folded *folded, const char *text, size_t bytes)
{
	g_assert(bytes <= LINE_MOST);
	struct folded whole = {0};
	decode(&whole, text, 0, bytes);
	fold_run(folded, whole.units, whole.length);
	folded_clear(&whole);
}

/* ---- the table as the browser has it */

static void append_number(GString *out, uint32_t number)
{
	static const char LETTERS[] =
	        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
	for (; number >= 32; number >>= 5)
		g_string_append_c(out, LETTERS[32 | (number & 31)]);
	g_string_append_c(out, LETTERS[number]);
}

enum belonging {
	OUTSIDE,
	INSIDE,
	NEVER_ASKED, /* is no part of any NFKC text, so ranges may run over it */
};

typedef enum belonging (*belongs_function)(const UNormalizer2 *normalizer, uint32_t code);

static bool is_in_nfkc(const UNormalizer2 *normalizer, uint32_t code)
{
	UErrorCode error = U_ZERO_ERROR;
	UChar units[2];
	int32_t length = 0;
	u_strFromUTF32(units, 2, &length, (const UChar32 *)&code, 1, &error);
	if (U_FAILURE(error)) /* a surrogate */
		return false;
	return unorm2_quickCheck(normalizer, units, length, &error) != UNORM_NO;
}

static enum belonging is_dropped(const UNormalizer2 *normalizer, uint32_t code)
{
	if (code && replace(code) != DROPPED)
		return is_in_nfkc(normalizer, code) ? OUTSIDE : NEVER_ASKED;
	return INSIDE;
}

static enum belonging is_joined(const UNormalizer2 *normalizer, uint32_t code)
{
	return unorm2_hasBoundaryBefore(normalizer, (UChar32)code) ? OUTSIDE : INSIDE;
}

/* Pairs of numbers: how many code points to skip, how many follow that belong. */
static void append_ranges(GString *out, const UNormalizer2 *normalizer, belongs_function belongs)
{
	uint32_t done = 0;
	for (uint32_t code = 0; code <= UCHAR_MAX_VALUE; code++) {
		if (belongs(normalizer, code) != INSIDE)
			continue;
		uint32_t end = code + 1; /* behind the last that belongs */
		for (uint32_t next = end; next <= UCHAR_MAX_VALUE; next++) {
			enum belonging found = belongs(normalizer, next);
			if (found == OUTSIDE)
				break;
			if (found == INSIDE)
				end = next + 1;
		}
		append_number(out, code - done);
		append_number(out, end - code);
		done = code = end;
	}
}

/* What becomes another code point in step 2, and is not dropped. */
static void append_replaced(GString *from, GString *to, const UNormalizer2 *normalizer)
{
	for (uint32_t code = 1; code <= UCHAR_MAX_VALUE; code++) {
		if (code >> 11 == 0xD800 >> 11)
			continue;
		uint32_t other = replace(code);
		if (other == code || other == DROPPED || !is_in_nfkc(normalizer, code))
			continue;
		g_string_append_unichar(from, code);
		g_string_append_unichar(to, other);
	}
}

GString *fold_script(void)
{
	const UNormalizer2 *normalizer = nfkc();
	g_autoptr(GString) from = g_string_new(NULL);
	g_autoptr(GString) to = g_string_new(NULL);
	append_replaced(from, to, normalizer);
	GString *out = g_string_new(NULL);
	g_string_append_printf(out, "chayueTable(%d,\"%s\",\"%s\",\"", SEARCH_FOLD_VERSION,
	                       from->str, to->str);
	append_ranges(out, normalizer, is_dropped);
	g_string_append(out, "\",\"");
	append_ranges(out, normalizer, is_joined);
	g_string_append(out, "\");\n");
	return out;
}
