/* SPDX-License-Identifier: MIT */
/* Arenas: pieces are zeroed, aligned, apart from each other, and stay where they are. */
/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <stdbool.h>
#include <string.h>

#include "base/arena.h"

enum { BLOCK_SIZE = 64 * 1024 };

static bool is_filled(const unsigned char *bytes, size_t size, unsigned char with)
{
	for (size_t i = 0; i < size; i++)
		if (bytes[i] != with)
			return false;
	return true;
}

static void a_new_arena_has_asked_for_nothing(void **state)
{
	(void)state;
	g_autoptr(Arena) arena = arena_new();
	assert_int_equal(arena_size(arena), 0);
	arena_clear(arena);
	assert_int_equal(arena_size(arena), 0);
}

static void freeing_none_does_nothing(void **state)
{
	(void)state;
	arena_free(NULL);
	arena_free(arena_new());
}

static void pieces_fit_any_type(void **state)
{
	(void)state;
	g_autoptr(Arena) arena = arena_new();
	for (size_t size = 0; size < 200; size++)
		assert_int_equal((uintptr_t)arena_take(arena, size) % _Alignof(max_align_t), 0);
	assert_int_equal((uintptr_t)arena_take(arena, BLOCK_SIZE + 1) % _Alignof(max_align_t), 0);
}

/* Sizes around that of a block, so that pieces lie at the ends of blocks and alone in one. */
static size_t size_of_piece(unsigned number)
{
	static const size_t SIZES[] = {
	        1, 15, 16, 17, 1000, BLOCK_SIZE - 1, 3, BLOCK_SIZE, 40000, BLOCK_SIZE + 1, 24, 0, 7,
	};
	return SIZES[number % G_N_ELEMENTS(SIZES)];
}

static void pieces_are_zeroed_and_keep_what_is_written(void **state)
{
	(void)state;
	enum { COUNT = 60 };
	unsigned char *pieces[COUNT];
	g_autoptr(Arena) arena = arena_new();
	for (unsigned i = 0; i < COUNT; i++) {
		pieces[i] = arena_take(arena, size_of_piece(i));
		assert_true(is_filled(pieces[i], size_of_piece(i), 0));
		memset(pieces[i], (int)i + 1, size_of_piece(i));
	}
	for (unsigned i = 0; i < COUNT; i++)
		assert_true(is_filled(pieces[i], size_of_piece(i), (unsigned char)(i + 1)));
}

static void pieces_are_zeroed_again_after_clearing(void **state)
{
	(void)state;
	g_autoptr(Arena) arena = arena_new();
	for (unsigned round = 0; round < 3; round++) {
		for (unsigned i = 0; i < 20; i++) {
			unsigned char *piece = arena_take(arena, size_of_piece(i));
			assert_true(is_filled(piece, size_of_piece(i), 0));
			memset(piece, 0xff, size_of_piece(i));
		}
		arena_clear(arena);
	}
}

static void small_pieces_share_a_block(void **state)
{
	(void)state;
	g_autoptr(Arena) arena = arena_new();
	for (unsigned i = 0; i < BLOCK_SIZE / 16; i++)
		arena_take(arena, 16);
	assert_int_equal(arena_size(arena), BLOCK_SIZE);
	arena_take(arena, 1);
	assert_int_equal(arena_size(arena), 2 * BLOCK_SIZE);
}

static void a_large_piece_takes_what_it_needs(void **state)
{
	(void)state;
	g_autoptr(Arena) arena = arena_new();
	arena_take(arena, 10 * BLOCK_SIZE);
	assert_int_equal(arena_size(arena), 10 * BLOCK_SIZE);
}

static void clearing_keeps_one_block_to_use_again(void **state)
{
	(void)state;
	g_autoptr(Arena) arena = arena_new();
	for (unsigned i = 0; i < 10; i++)
		arena_take(arena, BLOCK_SIZE);
	assert_int_equal(arena_size(arena), 10 * BLOCK_SIZE);
	arena_clear(arena);
	assert_int_equal(arena_size(arena), BLOCK_SIZE);
	arena_take(arena, BLOCK_SIZE);
	assert_int_equal(arena_size(arena), BLOCK_SIZE);
}

static void copies_are_apart_and_end_with_a_zero(void **state)
{
	(void)state;
	g_autoptr(Arena) arena = arena_new();
	char text[] = "公开 of information";
	char *part = arena_copy(arena, text, strlen("公开"));
	char *whole = arena_string(arena, text);
	memset(text, 'x', strlen(text));
	assert_string_equal(part, "公开");
	assert_string_equal(whole, "公开 of information");
	assert_memory_equal(arena_copy(arena, "a\0b", 3), "a\0b", 4);
	assert_string_equal(arena_copy(arena, NULL, 0), "");
	assert_string_equal(arena_string(arena, ""), "");
	assert_null(arena_string(arena, NULL));
}

static void text_is_printed_as_long_as_it_is(void **state)
{
	(void)state;
	g_autoptr(Arena) arena = arena_new();
	assert_string_equal(arena_printf(arena, "%s〔%d〕%d号", "粤府办", 2013, 52),
	                    "粤府办〔2013〕52号");
	const char *longest = arena_printf(arena, "%*d", 3 * BLOCK_SIZE, 7);
	assert_int_equal(strlen(longest), 3 * BLOCK_SIZE);
	assert_int_equal(longest[3 * BLOCK_SIZE - 1], '7');
}

static void arrays_have_room_for_all(void **state)
{
	(void)state;
	g_autoptr(Arena) arena = arena_new();
	uint64_t *first = arena_new_array(arena, uint64_t, 10000);
	uint64_t *second = arena_new_array(arena, uint64_t, 10000);
	assert_true(is_filled((unsigned char *)first, 10000 * sizeof(uint64_t), 0));
	memset(first, 0xff, 10000 * sizeof(uint64_t));
	assert_true(is_filled((unsigned char *)second, 10000 * sizeof(uint64_t), 0));
	assert_non_null(arena_new_array(arena, uint64_t, 0));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_new_arena_has_asked_for_nothing),
	        cmocka_unit_test(freeing_none_does_nothing),
	        cmocka_unit_test(pieces_fit_any_type),
	        cmocka_unit_test(pieces_are_zeroed_and_keep_what_is_written),
	        cmocka_unit_test(pieces_are_zeroed_again_after_clearing),
	        cmocka_unit_test(small_pieces_share_a_block),
	        cmocka_unit_test(a_large_piece_takes_what_it_needs),
	        cmocka_unit_test(clearing_keeps_one_block_to_use_again),
	        cmocka_unit_test(copies_are_apart_and_end_with_a_zero),
	        cmocka_unit_test(text_is_printed_as_long_as_it_is),
	        cmocka_unit_test(arrays_have_room_for_all),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
