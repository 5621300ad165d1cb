/* SPDX-License-Identifier: MIT */
/* Fragments: packed and unpacked the same, and damaged bytes found out. */
/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#include "catalog/fragment.h"

static struct hole holes[] = {
        {HOLE_LINK, 3, 9, 7, "a.md#s1", NULL, "题", false, {0}},
        {HOLE_MEDIA, 3, 3, 7, "图.png", "", NULL, true, {0}},
        {HOLE_NUMBER, 9, 12, 4294967295u, "国办发〔2013〕100号", NULL, NULL, false, {0}},
};

static struct heading outline[] = {
        {2, "s1", "一、总体要求", 5},
        {6, "h-a", "", 0},
};

static const struct fragment full = {
        .html = "<p>abc\0def</p>",
        .html_length = 14,
        .title = "题",
        .title_line = 300,
        .text = "abc",
        .text_length = 3,
        .holes = holes,
        .hole_count = 3,
        .outline = outline,
        .outline_count = 2,
        .has_table = true,
};

static void assert_same(const struct fragment *a, const struct fragment *b)
{
	assert_int_equal(a->html_length, b->html_length);
	assert_memory_equal(a->html, b->html, a->html_length + 1);
	assert_int_equal(a->text_length, b->text_length);
	assert_string_equal(a->text, b->text);
	assert_int_equal(g_strcmp0(a->title, b->title), 0);
	assert_int_equal(a->title_line, b->title_line);
	assert_int_equal(a->has_table, b->has_table);
	assert_int_equal(a->hole_count, b->hole_count);
	for (unsigned i = 0; i < a->hole_count; i++) {
		assert_int_equal(a->holes[i].type, b->holes[i].type);
		assert_int_equal(a->holes[i].start, b->holes[i].start);
		assert_int_equal(a->holes[i].end, b->holes[i].end);
		assert_int_equal(a->holes[i].line, b->holes[i].line);
		assert_int_equal(a->holes[i].within, b->holes[i].within);
		assert_string_equal(a->holes[i].target, b->holes[i].target);
		assert_int_equal(g_strcmp0(a->holes[i].text, b->holes[i].text), 0);
		assert_int_equal(g_strcmp0(a->holes[i].title, b->holes[i].title), 0);
	}
	assert_int_equal(a->outline_count, b->outline_count);
	for (unsigned i = 0; i < a->outline_count; i++) {
		assert_int_equal(a->outline[i].level, b->outline[i].level);
		assert_int_equal(a->outline[i].line, b->outline[i].line);
		assert_string_equal(a->outline[i].anchor, b->outline[i].anchor);
		assert_string_equal(a->outline[i].text, b->outline[i].text);
	}
}

static void what_is_packed_comes_out_the_same(void **state)
{
	(void)state;
	static const struct fragment empty = {.html = "", .text = ""};
	const struct fragment *const fragments[] = {&full, &empty};
	for (unsigned i = 0; i < G_N_ELEMENTS(fragments); i++) {
		g_autoptr(GByteArray) packed = g_byte_array_new();
		g_autoptr(Arena) arena = arena_new();
		fragment_pack(fragments[i], packed);
		pack_number(packed, 77);
		struct unpacker from = unpacker_over(packed->data, packed->len);
		struct fragment out;
		fragment_unpack(arena, &from, &out);
		assert_false(from.failed);
		assert_int_equal(unpack_number(&from), 77);
		assert_same(fragments[i], &out);
	}
}

static void text_is_not_copied_when_unpacked(void **state)
{
	(void)state;
	g_autoptr(GByteArray) packed = g_byte_array_new();
	g_autoptr(Arena) arena = arena_new();
	fragment_pack(&full, packed);
	struct unpacker from = unpacker_over(packed->data, packed->len);
	struct fragment out;
	fragment_unpack(arena, &from, &out);
	assert_in_range((uintptr_t)out.html, (uintptr_t)packed->data,
	                (uintptr_t)packed->data + packed->len);
	assert_in_range((uintptr_t)out.holes[0].target, (uintptr_t)packed->data,
	                (uintptr_t)packed->data + packed->len);
}

static void what_is_cut_off_fails(void **state)
{
	(void)state;
	g_autoptr(GByteArray) packed = g_byte_array_new();
	fragment_pack(&full, packed);
	for (unsigned length = 0; length < packed->len; length++) {
		/* memory of its own, so that a byte read too far is seen */
		g_autofree uint8_t *cut = g_memdup2(packed->data, length);
		g_autoptr(Arena) arena = arena_new();
		struct unpacker from = unpacker_over(cut, length);
		struct fragment out;
		fragment_unpack(arena, &from, &out);
		assert_true(from.failed);
		assert_non_null(out.html);
		assert_non_null(out.text);
	}
}

/* Packs `fragment` with one hole or heading that cannot be. */
static void assert_refused(struct fragment fragment)
{
	g_autoptr(GByteArray) packed = g_byte_array_new();
	g_autoptr(Arena) arena = arena_new();
	fragment_pack(&fragment, packed);
	struct unpacker from = unpacker_over(packed->data, packed->len);
	struct fragment out;
	fragment_unpack(arena, &from, &out);
	assert_true(from.failed);
}

static void holes_outside_the_html_fail(void **state)
{
	(void)state;
	static struct hole wrong[] = {
	        {HOLE_LINK, 3, 15, 1, "a", NULL, NULL, false, {0}},  /* ends behind it */
	        {HOLE_LINK, 15, 15, 1, "a", NULL, NULL, false, {0}}, /* begins behind it */
	        {HOLE_LINK, 9, 3, 1, "a", NULL, NULL, false, {0}},   /* ends before it begins */
	        {HOLE_LINK, 3, 9, 1, NULL, NULL, NULL, false, {0}},  /* leads nowhere */
	        {(enum hole_type)(HOLE_PLAYER + 1), 3, 9, 1, "a", NULL, NULL, false, {0}},
	};
	for (unsigned i = 0; i < G_N_ELEMENTS(wrong); i++) {
		struct fragment fragment = full;
		fragment.holes = &wrong[i];
		fragment.hole_count = 1;
		assert_refused(fragment);
	}
	static struct hole unordered[] = {{HOLE_LINK, 9, 9, 1, "a", NULL, NULL, false, {0}},
	                                  {HOLE_LINK, 3, 9, 1, "a", NULL, NULL, false, {0}}};
	struct fragment fragment = full;
	fragment.holes = unordered;
	fragment.hole_count = 2;
	assert_refused(fragment);
}

static void headings_of_no_level_fail(void **state)
{
	(void)state;
	static struct heading wrong[] = {
	        {0, "a", "b", 1}, {7, "a", "b", 1}, {2, NULL, "b", 1}, {2, "a", NULL, 1}};
	for (unsigned i = 0; i < G_N_ELEMENTS(wrong); i++) {
		struct fragment fragment = full;
		fragment.outline = &wrong[i];
		fragment.outline_count = 1;
		assert_refused(fragment);
	}
}

static void a_count_beyond_all_bytes_takes_no_memory(void **state)
{
	(void)state;
	g_autoptr(GByteArray) packed = g_byte_array_new();
	g_autoptr(Arena) arena = arena_new();
	pack_bytes(packed, "", 0);
	pack_bytes(packed, "", 0);
	pack_string(packed, NULL);
	pack_number(packed, 0);
	pack_number(packed, 0);
	pack_number(packed, UINT32_MAX);
	struct unpacker from = unpacker_over(packed->data, packed->len);
	struct fragment out;
	fragment_unpack(arena, &from, &out);
	assert_true(from.failed);
	assert_int_equal(out.hole_count, 0);
	assert_true(arena_size(arena) < 1024 * 1024);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(what_is_packed_comes_out_the_same),
	        cmocka_unit_test(text_is_not_copied_when_unpacked),
	        cmocka_unit_test(what_is_cut_off_fails),
	        cmocka_unit_test(holes_outside_the_html_fail),
	        cmocka_unit_test(headings_of_no_level_fail),
	        cmocka_unit_test(a_count_beyond_all_bytes_takes_no_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
