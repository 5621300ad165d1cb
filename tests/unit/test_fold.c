/* SPDX-License-Identifier: MIT */
/* Folding: the table of vectors that the browser's side is held to as well, and the fast way. */
/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <jansson.h>
#include <stdbool.h>
#include <string.h>

#include "search/fold.h"

/* Whether the folded text is `expected` (UTF-8); tells of it when it is not. */
static bool is_folded_to(const struct folded *folded, const char *expected, const char *input)
{
	static const uint16_t NOTHING = 0;
	const uint16_t *units = folded->units ? folded->units : &NOTHING;
	g_autofree char *text = g_utf16_to_utf8(units, (glong)folded->length, NULL, NULL, NULL);
	if (text && strcmp(text, expected) == 0)
		return true;
	print_error("%s gives %s, not %s\n", input, text ? text : "(broken)", expected);
	return false;
}

static void every_vector_is_folded_as_it_says(void **state)
{
	(void)state;
	json_t *vectors = json_load_file("tests/search/fold.json", JSON_ALLOW_NUL, NULL);
	assert_non_null(vectors);
	const json_t *pairs = json_object_get(vectors, "fold");
	assert_true(json_array_size(pairs) >= 60);
	struct folded folded = {0};
	unsigned wrong = 0;
	for (size_t i = 0; i < json_array_size(pairs); i++) {
		const json_t *pair = json_array_get(pairs, i);
		const json_t *given = json_array_get(pair, 0);
		const char *input = json_string_value(given);
		const char *expected = json_string_value(json_array_get(pair, 1));
		assert_non_null(input);
		assert_non_null(expected);
		fold_line(&folded, input, json_string_length(given));
		wrong += !is_folded_to(&folded, expected, input);
	}
	assert_int_equal(wrong, 0);
	folded_clear(&folded);
	json_decref(vectors);
}

/* Many that combine, from places where that happens; all planes now and then. */
static uint32_t some_code(GRand *rand)
{
	static const uint32_t STARTS[] = {
	        0x20,    0xA0,    0x2B0,   0x300,   0x370,   0x900,   0xDC0,  0x1100, 0x1160,
	        0x11A8,  0x1E00,  0x1F00,  0x2000,  0x2100,  0x2460,  0x2E80, 0x3000, 0x3040,
	        0x3090,  0x3200,  0x4E00,  0xAC00,  0xF900,  0xFB00,  0xFE00, 0xFF60, 0xFF00,
	        0x1D100, 0x1F100, 0x20000, 0x2F800, 0xE0100, 0x11080, 0x10400};
	uint32_t code;
	do {
		unsigned kind = (unsigned)g_rand_int_range(rand, 0, 40);
		if (kind == 0)
			code = (uint32_t)g_rand_int_range(rand, 0, 0x110000);
		else
			code = STARTS[(unsigned)g_rand_int_range(rand, 0, G_N_ELEMENTS(STARTS))] +
			       (uint32_t)g_rand_int_range(rand, 0, 128);
	} while (code >> 11 == 0xD800 >> 11);
	return code;
}

static void the_fast_way_gives_what_the_slow_one_gives(void **state)
{
	(void)state;
	g_autoptr(GRand) rand = g_rand_new_with_seed(6);
	struct folded fast = {0}, slow = {0};
	for (unsigned round = 0; round < 20000; round++) {
		g_autoptr(GString) text = g_string_new(NULL);
		for (int length = g_rand_int_range(rand, 0, 16); length > 0; length--)
			g_string_append_unichar(text, some_code(rand));
		if (round % 16 == 0)
			g_string_append_c(text, (char)g_rand_int_range(rand, 0x80, 0x100));
		fold_line(&fast, text->str, text->len);
		slow.length = 0;
		fold_append_slowly(&slow, text->str, text->len);
		assert_int_equal(fast.length, slow.length);
		if (slow.length)
			assert_memory_equal(fast.units, slow.units,
			                    slow.length * sizeof *slow.units);
	}
	folded_clear(&fast);
	folded_clear(&slow);
}

static void texts_that_are_appended_are_folded_apart(void **state)
{
	(void)state;
	struct folded folded = {0};
	fold_line(&folded, "older text that is longer", 25);
	fold_line(&folded, "か", 3);
	fold_append(&folded, "\u3099K", 4);
	assert_true(is_folded_to(&folded, "かk", "か and a mark apart"));
	folded_clear(&folded);
	assert_null(folded.units);
}

static void what_is_no_text_is_folded_to_a_mark_of_it(void **state)
{
	(void)state;
	struct folded folded = {0};
	fold_line(&folded, "a\xE4\xB8 \xED\xA0\x80z\xF4\x90\x80\x80\x00!\xE4\xB8", 17);
	assert_true(is_folded_to(
	        &folded, "a\uFFFD\uFFFD\uFFFD\uFFFD\uFFFDz\uFFFD\uFFFD\uFFFD\uFFFD!\uFFFD\uFFFD",
	        "bytes"));
	folded_clear(&folded);
}

static void the_script_has_two_strings_of_one_length(void **state)
{
	(void)state;
	g_autoptr(GString) script = fold_script();
	g_auto(GStrv) parts = g_strsplit(script->str, "\"", -1);
	assert_int_equal(g_strv_length(parts), 9);
	assert_string_equal(parts[0], "chayueTable(1,");
	assert_true(g_utf8_strlen(parts[1], -1) > 4000);
	assert_int_equal(g_utf8_strlen(parts[1], -1), g_utf8_strlen(parts[3], -1));
	assert_string_equal(parts[8], ");\n");
	assert_null(strchr(script->str, '\\'));
	assert_true(script->len < 40000);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(every_vector_is_folded_as_it_says),
	        cmocka_unit_test(the_fast_way_gives_what_the_slow_one_gives),
	        cmocka_unit_test(texts_that_are_appended_are_folded_apart),
	        cmocka_unit_test(what_is_no_text_is_folded_to_a_mark_of_it),
	        cmocka_unit_test(the_script_has_two_strings_of_one_length),
	};
	return cmocka_run_group_tests_name("fold", tests, NULL, NULL);
}
