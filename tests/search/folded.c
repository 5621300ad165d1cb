/* SPDX-License-Identifier: MIT */
/*
 * What tests/search/fold.js compares the browser's side with. The first line is search/fold.js; then
 * a line for each text: its UTF-16 units, "=", those of the folded text. Texts are every assigned
 * code point alone, and random ones of assigned code points, always the same.
 */
#include <stdbool.h>
#include <stdio.h>
#include <unicode/uchar.h>

#include "search/fold.h"

enum {
	RANDOM_TEXTS = 20000,
	LENGTH_MOST = 12,
	NEIGHBOURS = 100,
	PRIVATE_KEPT = 16, /* of each plane's private code points */
};

static bool is_wanted(uint32_t code)
{
	switch (u_charType((UChar32)code)) {
	case U_UNASSIGNED:
	case U_SURROGATE:
		return false;
	case U_PRIVATE_USE_CHAR:
		return (code & 0xFFF) < PRIVATE_KEPT;
	default:
		return true;
	}
}

static void print_units(const uint16_t *units, size_t length)
{
	for (size_t i = 0; i < length; i++)
		printf("%04x", units[i]);
}

static void print_case(struct folded *folded, const GString *text)
{
	glong length;
	g_autofree uint16_t *units =
	        g_utf8_to_utf16(text->str, (glong)text->len, NULL, &length, NULL);
	print_units(units, (size_t)length);
	putchar('=');
	fold_line(folded, text->str, text->len);
	print_units(folded->units, folded->length);
	putchar('\n');
}

/* Prints each alone, and gives those that random texts are made of. */
static GArray *print_alone(struct folded *folded, GString *text)
{
	GArray *codes = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	for (uint32_t code = 1; code <= UCHAR_MAX_VALUE; code++) { /* texts of GLib end at 0 */
		if (!is_wanted(code))
			continue;
		/* Of Han and Hangul syllables, which are most, fewer come into the random texts. */
		bool many = u_charType((UChar32)code) == U_OTHER_LETTER && code >= 0x3400;
		if (!many || code % 16 == 0)
			g_array_append_val(codes, code);
		g_string_truncate(text, 0);
		g_string_append_unichar(text, code);
		print_case(folded, text);
	}
	return codes;
}

static void print_random(struct folded *folded, GString *text, const GArray *codes)
{
	g_autoptr(GRand) rand = g_rand_new_with_seed(6);
	for (unsigned i = 0; i < RANDOM_TEXTS; i++) {
		g_string_truncate(text, 0);
		/* Neighbours, since what combines is of one script; now and then some other. */
		gint32 near = g_rand_int_range(rand, 0, (gint32)codes->len - NEIGHBOURS);
		for (int left = g_rand_int_range(rand, 1, LENGTH_MOST); left > 0; left--) {
			gint32 some = near + g_rand_int_range(rand, 0, NEIGHBOURS);
			if (g_rand_int_range(rand, 0, 4) == 0)
				some = g_rand_int_range(rand, 0, (gint32)codes->len);
			g_string_append_unichar(text, g_array_index(codes, uint32_t, some));
		}
		print_case(folded, text);
	}
}

int main(void)
{
	g_autoptr(GString) script = fold_script();
	fputs(script->str, stdout);
	struct folded folded = {0};
	g_autoptr(GString) text = g_string_new(NULL);
	g_autoptr(GArray) codes = print_alone(&folded, text);
	print_random(&folded, text, codes);
	folded_clear(&folded);
	return 0;
}
