/* SPDX-License-Identifier: MIT */
/* Files are also read by the search script: what is expected below changes with its version alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "search/shard.h"

static int enter(void **state)
{
	*state = g_string_new(NULL);
	return 0;
}

static int leave(void **state)
{
	g_string_free(*state, TRUE);
	return 0;
}

/* ---- which file */

static void a_term_has_its_shard_for_ever(void **state)
{
	(void)state;
	static const unsigned shards[] = {1, 16, 64, 1024, 65536};
	static const struct {
		uint16_t first;
		uint16_t second;
		unsigned expected[G_N_ELEMENTS(shards)];
	} cases[] = {
	        {0x653F, 0x5E9C, {0, 1, 3, 239, 19055}}, /* 政府 */
	        {0x5E9C, 0, {0, 14, 46, 430, 56750}},    /* 府 */
	        {0x7684, 0, {0, 14, 62, 894, 54142}},    /* 的 */
	        {'a', '1', {0, 1, 51, 699, 64891}},        {0xD840, 0xDC00, {0, 5, 39, 699, 5243}},
	        {0xFFFF, 0xFFFF, {0, 10, 12, 628, 22964}},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
		for (size_t j = 0; j < G_N_ELEMENTS(shards); j++)
			assert_int_equal(shard_of(cases[i].first, cases[i].second, shards[j]),
			                 cases[i].expected[j]);
}

static void a_reading_has_its_shard_for_ever(void **state)
{
	(void)state;
	static const unsigned shards[] = {1, 4, 256, 65536};
	static const struct {
		const char *term;
		unsigned expected[G_N_ELEMENTS(shards)];
	} cases[] = {
	        {"zheng", {0, 2, 78, 41550}},
	        {"zheng'fu", {0, 1, 85, 46165}},
	        {"=zf", {0, 0, 244, 49140}},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
		for (size_t j = 0; j < G_N_ELEMENTS(shards); j++)
			assert_int_equal(shard_of_pinyin(cases[i].term, shards[j]),
			                 cases[i].expected[j]);
}

static void more_text_has_more_shards(void **state)
{
	(void)state;
	assert_int_equal(shard_count(0), 1);
	assert_int_equal(shard_count(8000), 1);
	assert_int_equal(shard_count(8001), 2);
	assert_int_equal(shard_count(130000), 32);
	assert_int_equal(shard_count(2280000), 256);
	assert_int_equal(shard_count(73250000), 4096);
	assert_int_equal(shard_count(UINT64_C(1) << 40), SHARDS_MOST);
	assert_int_equal(shard_count(UINT64_MAX), SHARDS_MOST);
	assert_int_equal(shard_count_pinyin(0), 1);
	assert_int_equal(shard_count_pinyin(32), 2);
	assert_int_equal(shard_count_pinyin(4096), 128);
}

static void files_lie_in_folders_of_256(void **state)
{
	(void)state;
	static const struct {
		char kind;
		unsigned shard;
		unsigned shards;
		const char *name;
	} cases[] = {
	        {'s', 0, 1, "s0.js"},
	        {'s', 0x1F, 256, "s1f.js"},
	        {'p', 0xFF, 256, "pff.js"},
	        {'s', 5, 512, "0/s5.js"},
	        {'s', 0x3A7, 1024, "3/s3a7.js"},
	        {'p', 0xFFFF, 65536, "ff/pffff.js"},
	};
	char name[SHARD_NAME_SIZE];
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
		assert_string_equal(shard_name(cases[i].kind, cases[i].shard, cases[i].shards, name),
		                    cases[i].name);
}

/* ---- what is in a file */

static void a_shard_tells_terms_then_lists(void **state)
{
	static const uint32_t terms[] = {UINT32_C(0x4E004E8C), UINT32_C(0x4E004E8D),
	                                 UINT32_C(0x4E000000)};
	static const uint32_t units[] = {0, 2, 3};
	static const uint32_t heads[] = {1};
	GString *out = *state;
	struct shard_writer to;
	shard_begin(&to, out, (struct shard_place){"k3", 0x3A7, 1024}, terms, 3, 4);
	shard_add(&to, units, 1, heads, 0);
	shard_add(&to, units + 1, 2, heads, 1);
	shard_add(&to, units, 3, heads, 0);
	shard_end(&to);
	static const char BEGIN[] = "chayueShard(\"k3/s3a7\",\"";
	assert_true(g_str_has_prefix(out->str, BEGIN) && g_str_has_suffix(out->str, "\")\n"));

	struct list_reader from = list_reader_over(out->str + strlen(BEGIN),
	                                           out->len - strlen(BEGIN) - strlen("\")\n"));
	g_autoptr(GArray) read = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	static const struct {
		bool any;     /* written as a list that may be empty */
		bool flagged; /* a bit follows */
		bool flag;
		uint32_t universe;
		uint32_t members[3];
		guint count;
	} lists[] = {
	        {true, false, false, 65536, {0x4E00}, 1},
	        {false, false, false, 65536, {0x4E8C, 0x4E8D}, 2},
	        {true, false, false, 65536, {0x4E00}, 1},
	        {false, true, false, 4, {0}, 1},
	        {false, true, true, 4, {2, 3}, 2},
	        {false, false, false, 2, {1}, 1},
	        {false, true, false, 4, {0, 2, 3}, 3},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(lists); i++) {
		assert_true(
		        (lists[i].any ? list_read_any : list_read)(&from, lists[i].universe, read));
		assert_int_equal(read->len, lists[i].count);
		assert_memory_equal(read->data, lists[i].members, lists[i].count * sizeof(uint32_t));
		if (lists[i].flagged)
			assert_int_equal(list_read_bits(&from, 1), lists[i].flag);
	}
	assert_ptr_equal(from.at, from.end);
}

static const uint32_t ALL[] = {0, 1};
static const struct shard_names NAMES[] = {{"zheng", ALL, 2}, {"zheng'fu", ALL + 1, 1}};

static void names_stand_before_their_lists(void **state)
{
	GString *out = *state;
	shard_write_pinyin(out, (struct shard_place){"k3", 1, 2}, NAMES, 2, 2);
	/* 010, all; 1, the second of two: 1 */
	assert_string_equal(out->str, "chayuePinyin(\"k3/p1\",\"zheng zheng'fu\",\"W\")\n");
	g_string_truncate(out, 0);
	shard_write_column(out, "k3", "kinds", NAMES, 1, 2);
	assert_string_equal(out->str, "chayueColumn(\"k3\",\"kinds\",\"zheng\",\"Q\")\n");
	g_string_truncate(out, 0);
	shard_write_column(out, "k3", "kinds", NAMES, 0, 2);
	assert_string_equal(out->str, "chayueColumn(\"k3\",\"kinds\",\"\",\"\")\n");
}

static void names_are_escaped(void **state)
{
	static const struct shard_names odd = {"\"\\\xE2\x80\xA8", ALL, 2};
	shard_write_column(*state, "k3", "organs", &odd, 1, 2);
	assert_string_equal(((GString *)*state)->str,
	                    "chayueColumn(\"k3\",\"organs\",\"\\\"\\\\\\u2028\",\"Q\")\n");
}

static void the_shape_tells_where_documents_begin(void **state)
{
	static const uint32_t firsts[] = {0, 3};
	shard_write_shape(*state, "k3", firsts, 2, 4);
	/* 010; 3 of 1 to 3: 11; 0 of 0 to 2: 0 */
	assert_string_equal(((GString *)*state)->str, "chayueShape(\"k3\",\"W\")\n");
}

static void dates_tell_the_way_from_one_to_the_next(void **state)
{
	static const int32_t days[] = {8000, 8000, 7999, 8016};
	shard_write_dates(*state, "k3", days, 4);
	/* 16000, 0, 1, 34 */
	assert_string_equal(((GString *)*state)->str, "chayueDates(\"k3\",\"g0PABiB\")\n");
	g_string_truncate(*state, 0);
	shard_write_dates(*state, "k3", days, 0);
	assert_string_equal(((GString *)*state)->str, "chayueDates(\"k3\",\"\")\n");
}

static void documents_lie_in_files_of_128(void **state)
{
	const char *keys[SHARD_DOCUMENTS + 2];
	for (size_t i = 0; i < G_N_ELEMENTS(keys); i++)
		keys[i] = "k/7/a";
	keys[0] = "k/7/first";
	keys[SHARD_DOCUMENTS] = "k/7/b";
	GString *out = *state;
	shard_write_documents(out, "k3", 1, keys, G_N_ELEMENTS(keys));
	assert_string_equal(out->str, "chayueDocuments(\"k3\",1,\"k/7/b k/7/a\")\n");
	g_string_truncate(out, 0);
	shard_write_documents(out, "k3", 0, keys, G_N_ELEMENTS(keys));
	assert_true(g_str_has_prefix(out->str, "chayueDocuments(\"k3\",0,\"k/7/first k/7/a "));
	assert_true(g_str_has_suffix(out->str, "k/7/a k/7/a\")\n"));
}

#define CASE(name) cmocka_unit_test_setup_teardown(name, enter, leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        CASE(a_term_has_its_shard_for_ever),
	        CASE(a_reading_has_its_shard_for_ever),
	        CASE(more_text_has_more_shards),
	        CASE(files_lie_in_folders_of_256),
	        CASE(a_shard_tells_terms_then_lists),
	        CASE(names_stand_before_their_lists),
	        CASE(names_are_escaped),
	        CASE(the_shape_tells_where_documents_begin),
	        CASE(dates_tell_the_way_from_one_to_the_next),
	        CASE(documents_lie_in_files_of_128),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
