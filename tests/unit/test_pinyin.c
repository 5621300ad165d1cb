/* SPDX-License-Identifier: MIT */
/* Pinyin: the terms of a title and the spelling of a name, by the table of vectors; bounds. */
/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <jansson.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "search/fold.h"
#include "search/han.h"
#include "search/pinyin.h"

typedef char *(*answer_function)(const char *text);

static void add_term(void *context, const char *term)
{
	g_hash_table_add(context, g_strdup(term));
}

static int compare_words(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

/* Words in order, each once. */
static char *in_order(GHashTable *words)
{
	guint count;
	g_autofree char **list = (char **)g_hash_table_get_keys_as_array(words, &count);
	qsort(list, count, sizeof *list, compare_words);
	return g_strjoinv(" ", list);
}

static char *sorted(const char *words)
{
	g_auto(GStrv) list = g_strsplit(words, " ", -1);
	g_autoptr(GHashTable) set = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	for (unsigned i = 0; list[i]; i++)
		add_term(set, list[i]);
	return in_order(set);
}

static char *terms_of(const char *title)
{
	struct folded folded = {0};
	fold_line(&folded, title, strlen(title));
	g_autoptr(GHashTable) set = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	pinyin_terms(folded.units, folded.length, add_term, set);
	folded_clear(&folded);
	return in_order(set);
}

static void check_vectors(const char *name, size_t least, answer_function answer, bool in_any_order)
{
	json_t *vectors = json_load_file("tests/search/fold.json", JSON_ALLOW_NUL, NULL);
	const json_t *pairs = json_object_get(vectors, name);
	assert_true(json_array_size(pairs) >= least);
	unsigned wrong = 0;
	for (size_t i = 0; i < json_array_size(pairs); i++) {
		const json_t *pair = json_array_get(pairs, i);
		const char *input = json_string_value(json_array_get(pair, 0));
		const char *written = json_string_value(json_array_get(pair, 1));
		g_autofree char *expected = in_any_order ? sorted(written) : g_strdup(written);
		g_autofree char *given = answer(input);
		if (strcmp(given, expected) == 0)
			continue;
		print_error("%s gives %s, not %s\n", input, given, expected);
		wrong++;
	}
	assert_int_equal(wrong, 0);
	json_decref(vectors);
}

static void a_title_has_the_terms_of_the_table(void **state)
{
	(void)state;
	check_vectors("terms", 10, terms_of, true);
}

static void a_name_is_spelt_as_in_the_table(void **state)
{
	(void)state;
	check_vectors("spelling", 7, pinyin_spelling, false);
}

struct tally {
	unsigned longest; /* terms of four initials that came in one go */
	unsigned run;
	char last[16];
};

static void tally_initials(void *context, const char *term)
{
	struct tally *tally = context;
	if (strlen(term) != 5 || term[0] != '=') {
		tally->run = 0;
		return;
	}
	if (tally->run > 0)
		assert_true(strcmp(tally->last, term) < 0);
	g_strlcpy(tally->last, term, sizeof tally->last);
	tally->run++;
	tally->longest = MAX(tally->longest, tally->run);
}

/* Each of these can begin in three ways, so four can in 81. */
static void no_place_has_more_initials_than_the_cap(void **state)
{
	(void)state;
	const char *title = "龟单咯单伽";
	struct folded folded = {0};
	fold_line(&folded, title, strlen(title));
	struct tally tally = {0};
	pinyin_terms(folded.units, folded.length, tally_initials, &tally);
	assert_int_equal(tally.longest, PINYIN_INITIALS_MOST);
	folded_clear(&folded);
}

static void all_readings_of_folded_characters_are_syllables(void **state)
{
	(void)state;
	g_autofree char *syllables = pinyin_syllables();
	assert_memory_equal(syllables, "a ai an ang ao ba ", 18);
	size_t pairs;
	const struct han_pair *pair = han_pairs(&pairs);
	unsigned read = 0;
	const char *readings[HAN_READINGS_MOST];
	for (size_t i = 0; i < pairs; i++) {
		assert_int_equal(han_readings(pair[i].from, readings), 0);
		assert_int_equal(han_simplified(pair[i].to), pair[i].to);
		unsigned count = han_readings(pair[i].to, readings);
		read += count > 0;
		for (unsigned j = 0; j < count; j++)
			assert_non_null(strstr(syllables, readings[j]));
	}
	assert_true(read > pairs - 150);
}

static void the_script_has_each_character_by_its_syllables(void **state)
{
	(void)state;
	struct folded folded = {0};
	fold_line(&folded, "行政、行長a", strlen("行政、行長a"));
	g_autoptr(GString) script = pinyin_script(folded.units, folded.length);
	assert_string_equal(script->str,
	                    "chayueReadings(\"chang长 hang行 heng行 xing行 zhang长 zheng政\");\n");
	g_autoptr(GString) empty = pinyin_script(folded.units, 0);
	assert_string_equal(empty->str, "chayueReadings(\"\");\n");
	folded_clear(&folded);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_title_has_the_terms_of_the_table),
	        cmocka_unit_test(a_name_is_spelt_as_in_the_table),
	        cmocka_unit_test(no_place_has_more_initials_than_the_cap),
	        cmocka_unit_test(all_readings_of_folded_characters_are_syllables),
	        cmocka_unit_test(the_script_has_each_character_by_its_syllables),
	};
	return cmocka_run_group_tests_name("pinyin", tests, NULL, NULL);
}
