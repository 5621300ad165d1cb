/* SPDX-License-Identifier: MIT */
/* Values: made in order, copied deeply, packed and unpacked unchanged, safe from damaged bytes. */
/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <stdlib.h>
#include <string.h>

#include "base/value.h"

static void assert_same(const struct value *a, const struct value *b)
{
	assert_int_equal(a->type, b->type);
	assert_int_equal(a->line, b->line);
	if (a->type == VALUE_BOOLEAN)
		assert_int_equal(a->boolean, b->boolean);
	if (a->type == VALUE_TEXT || a->type == VALUE_HTML) {
		assert_int_equal(a->length, b->length);
		assert_memory_equal(a->text, b->text, a->length + 1);
	}
	if (a->type != VALUE_LIST && a->type != VALUE_MAP)
		return;
	assert_int_equal(a->count, b->count);
	for (unsigned i = 0; i < a->count; i++) {
		if (a->type == VALUE_MAP) {
			unsigned a_line = a->key_lines == NULL ? 0 : a->key_lines[i];
			assert_string_equal(a->keys[i], b->keys[i]);
			assert_int_equal(a_line, b->key_lines == NULL ? 0 : b->key_lines[i]);
		}
		assert_same(&a->items[i], &b->items[i]);
	}
}

/* Every type, empty containers, text with a NUL inside, keys with and without lines. */
static struct value make_sample(struct arena *arena)
{
	struct value_builder list = value_builder_begin(arena, VALUE_LIST);
	list.value.line = 7;
	value_builder_add(&list, value_text("甲"));
	value_builder_add(&list, value_text(""));
	value_builder_add(&list, value_html("<b>\0</b>", 8));
	value_builder_add(&list, value_boolean(true));
	value_builder_add(&list, value_boolean(false));
	value_builder_add(&list, value_text(NULL));
	struct value_builder empty_list = value_builder_begin(arena, VALUE_LIST);
	struct value_builder empty_map = value_builder_begin(arena, VALUE_MAP);
	struct value_builder map = value_builder_begin(arena, VALUE_MAP);
	map.value.line = 1;
	value_builder_set(&map, "标题", value_text("关于…的通知"));
	value_builder_set_at(&map, "list", 6, value_builder_end(&list));
	value_builder_set(&map, "empty list", value_builder_end(&empty_list));
	value_builder_set_at(&map, "", 300000, value_builder_end(&empty_map));
	value_builder_set(&map, "last", value_text("x"));
	return value_builder_end(&map);
}

static void a_map_keeps_its_order_and_the_lines_of_its_keys(void **state)
{
	(void)state;
	g_autoptr(Arena) arena = arena_new();
	struct value map = make_sample(arena);
	static const char *const keys[] = {"标题", "list", "empty list", "", "last"};
	static const unsigned lines[] = {0, 6, 0, 300000, 0};
	assert_int_equal(map.type, VALUE_MAP);
	assert_int_equal(map.line, 1);
	assert_int_equal(map.count, G_N_ELEMENTS(keys));
	for (unsigned i = 0; i < map.count; i++) {
		assert_string_equal(map.keys[i], keys[i]);
		assert_int_equal(map.key_lines[i], lines[i]);
	}
	assert_int_equal(map.items[1].line, 7);
}

static void a_map_without_lines_has_none(void **state)
{
	(void)state;
	g_autoptr(Arena) arena = arena_new();
	struct value_builder map = value_builder_begin(arena, VALUE_MAP);
	value_builder_set(&map, "a", value_text("b"));
	assert_null(value_builder_end(&map).key_lines);
	struct value_builder list = value_builder_begin(arena, VALUE_LIST);
	assert_null(value_builder_end(&list).keys);
}

static void what_is_not_there_is_not_found(void **state)
{
	(void)state;
	g_autoptr(Arena) arena = arena_new();
	struct value map = make_sample(arena);
	struct value text = value_text("x");
	assert_string_equal(value_get_text(&map, "标题"), "关于…的通知");
	assert_ptr_equal(value_get(&map, "list"), &map.items[1]);
	assert_null(value_get(&map, "标"));
	assert_null(value_get_text(&map, "list"));
	assert_null(value_get(&text, "x"));
	assert_null(value_get(&map.items[1], "甲"));
	assert_null(value_get(NULL, "x"));
	assert_null(value_get_text(NULL, "x"));
}

static void no_text_is_nothing(void **state)
{
	(void)state;
	assert_int_equal(value_text(NULL).type, VALUE_NOTHING);
	assert_int_equal(value_text("").type, VALUE_TEXT);
	assert_int_equal(value_html("a", 1).type, VALUE_HTML);
}

static void a_copy_outlives_its_original(void **state)
{
	(void)state;
	struct arena *first = arena_new();
	g_autoptr(Arena) second = arena_new();
	g_autoptr(Arena) third = arena_new();
	struct value sample = make_sample(first);
	struct value copy = value_copy(second, &sample);
	arena_free(first);
	struct value same = make_sample(third);
	assert_same(&copy, &same);
}

static struct value unpack_all(struct arena *arena, const GByteArray *bytes, bool *failed)
{
	struct unpacker from = unpacker_over(bytes->data, bytes->len);
	struct value value = value_unpack(arena, &from);
	*failed = from.failed;
	if (!from.failed)
		assert_ptr_equal(from.at, from.end);
	return value;
}

static void packed_values_come_back_unchanged(void **state)
{
	(void)state;
	g_autoptr(Arena) arena = arena_new();
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	struct value sample = make_sample(arena);
	value_pack(&sample, bytes);
	bool failed;
	struct value again = unpack_all(arena, bytes, &failed);
	assert_false(failed);
	assert_same(&sample, &again);
}

static struct value nest(struct arena *arena, unsigned depth)
{
	struct value value = value_text("x");
	for (unsigned i = 0; i < depth; i++) {
		struct value_builder list = value_builder_begin(arena, VALUE_LIST);
		value_builder_add(&list, value);
		value = value_builder_end(&list);
	}
	return value;
}

static void deep_values_come_back_up_to_a_bound(void **state)
{
	(void)state;
	static const unsigned depths[] = {1, 64, 128, 129, 130, 10000};
	for (size_t i = 0; i < G_N_ELEMENTS(depths); i++) {
		g_autoptr(Arena) arena = arena_new();
		g_autoptr(GByteArray) bytes = g_byte_array_new();
		struct value deep = nest(arena, depths[i]);
		value_pack(&deep, bytes);
		bool failed;
		struct value again = unpack_all(arena, bytes, &failed);
		assert_int_equal(failed, depths[i] > 129);
		if (!failed)
			assert_same(&deep, &again);
	}
}

/* Walks over everything that a value claims to hold. */
static size_t weigh(const struct value *value)
{
	size_t weight = 1;
	if (value->type == VALUE_TEXT || value->type == VALUE_HTML)
		return weight + strlen(value->text) + value->length;
	if (value->type != VALUE_LIST && value->type != VALUE_MAP)
		return weight;
	for (unsigned i = 0; i < value->count; i++) {
		weight += weigh(&value->items[i]);
		if (value->type == VALUE_MAP)
			weight += strlen(value->keys[i]) + value->key_lines[i] % 2;
	}
	return weight;
}

static void cut_bytes_fail_and_can_still_be_walked(void **state)
{
	(void)state;
	g_autoptr(Arena) arena = arena_new();
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	struct value sample = make_sample(arena);
	value_pack(&sample, bytes);
	for (size_t length = 0; length < bytes->len; length++) {
		g_autofree uint8_t *cut = g_memdup2(bytes->data, length);
		struct unpacker from = unpacker_over(cut, length);
		struct value value = value_unpack(arena, &from);
		assert_true(from.failed);
		assert_true(weigh(&value) > 0);
	}
}

static void damaged_bytes_are_never_walked_out_of(void **state)
{
	(void)state;
	g_autoptr(Arena) arena = arena_new();
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	struct value sample = make_sample(arena);
	value_pack(&sample, bytes);
	unsigned failures = 0;
	for (size_t i = 0; i < bytes->len; i++) {
		for (unsigned byte = 0; byte < 256; byte++) {
			g_autofree uint8_t *damaged = g_memdup2(bytes->data, bytes->len);
			damaged[i] = (uint8_t)byte;
			struct unpacker from = unpacker_over(damaged, bytes->len);
			struct value value = value_unpack(arena, &from);
			assert_true(weigh(&value) > 0);
			failures += from.failed;
		}
	}
	assert_true(failures > 0);
}

static void after_damage_all_else_reads_as_nothing(void **state)
{
	(void)state;
	g_autoptr(Arena) arena = arena_new();
	static const uint8_t unknown_type[] = {99, 1, 5, 6, 7};
	static const uint8_t too_many[] = {VALUE_LIST, 0, 100, VALUE_BOOLEAN, 0, 1};
	struct unpacker from = unpacker_over(unknown_type, sizeof unknown_type);
	assert_int_equal(value_unpack(arena, &from).type, VALUE_NOTHING);
	assert_true(from.failed);
	assert_int_equal(unpack_number(&from), 0);
	from = unpacker_over(too_many, sizeof too_many);
	assert_int_equal(value_unpack(arena, &from).count, 0);
	assert_true(from.failed);
	assert_int_equal(unpack_number(&from), 0);
}

/* Each level claims as many items as there are bytes left. */
static void a_few_bytes_cannot_ask_for_much_memory(void **state)
{
	(void)state;
	enum { LEVELS = 120, REST = 100000 };
	g_autoptr(Arena) arena = arena_new();
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	for (unsigned i = 0; i < LEVELS; i++) {
		pack_number(bytes, VALUE_MAP);
		pack_number(bytes, 0);
		pack_number(bytes, REST / 2);
		pack_string(bytes, "k");
		pack_number(bytes, 0);
	}
	g_byte_array_set_size(bytes, bytes->len + REST);
	struct unpacker from = unpacker_over(bytes->data, bytes->len);
	value_unpack(arena, &from);
	assert_true(from.failed);
	assert_true(arena_size(arena) < (size_t)REST * 64);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_map_keeps_its_order_and_the_lines_of_its_keys),
	        cmocka_unit_test(a_map_without_lines_has_none),
	        cmocka_unit_test(what_is_not_there_is_not_found),
	        cmocka_unit_test(no_text_is_nothing),
	        cmocka_unit_test(a_copy_outlives_its_original),
	        cmocka_unit_test(packed_values_come_back_unchanged),
	        cmocka_unit_test(deep_values_come_back_up_to_a_bound),
	        cmocka_unit_test(cut_bytes_fail_and_can_still_be_walked),
	        cmocka_unit_test(damaged_bytes_are_never_walked_out_of),
	        cmocka_unit_test(after_damage_all_else_reads_as_nothing),
	        cmocka_unit_test(a_few_bytes_cannot_ask_for_much_memory),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
