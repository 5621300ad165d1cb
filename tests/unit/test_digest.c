/* SPDX-License-Identifier: MIT */
/* SHA-256 against the standard's examples, and how several things become one digest. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "base/digest.h"

static void assert_digest(struct digest digest, const char *wanted)
{
	char text[DIGEST_TEXT_SIZE];
	digest_write(&digest, text);
	assert_string_equal(text, wanted);
}

/* FIPS 180-2 (the examples that FIPS 180-4 points to): one block, two blocks, many. */
static void the_examples_of_the_standard_come_out(void **state)
{
	(void)state;
	static const char TWO[] = "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq";
	enum { MILLION = 1000000 };
	g_autofree char *many = g_malloc(MILLION);
	memset(many, 'a', MILLION);
	assert_digest(digest_of("", 0),
	              "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
	assert_digest(digest_of("abc", 3),
	              "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
	assert_digest(digest_of(TWO, strlen(TWO)),
	              "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
	assert_digest(digest_of(many, MILLION),
	              "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

/* A piece stands there as its length in eight bytes, the least first, and its own bytes. */
static struct digest of_one_piece(const char *bytes, size_t length)
{
	g_autofree uint8_t *whole = g_malloc0(8 + length);
	for (size_t i = 0; i < 8; i++)
		whole[i] = (uint8_t)(length >> (8 * i));
	if (length > 0)
		memcpy(whole + 8, bytes, length);
	return digest_of(whole, 8 + length);
}

static void pieces_of_any_length_go_in_whole(void **state)
{
	(void)state;
	static const size_t LENGTHS[] = {0,    1,    7,    4080, 4087, 4088, 4089,  4095,
	                                 4096, 4097, 4104, 8191, 8192, 8193, 100000};
	g_autoptr(Digester) digester = digester_new();
	g_autofree char *bytes = g_malloc(100000);
	for (size_t i = 0; i < 100000; i++)
		bytes[i] = (char)(i * 31 + i / 256);
	for (size_t i = 0; i < G_N_ELEMENTS(LENGTHS); i++) {
		struct digest wanted = of_one_piece(bytes, LENGTHS[i]);
		digester_add(digester, bytes, LENGTHS[i]);
		struct digest made = digester_end(digester);
		assert_true(digest_equal(&made, &wanted));
	}
}

static void many_small_pieces_fill_the_buffer_any_number_of_times(void **state)
{
	(void)state;
	g_autoptr(Digester) digester = digester_new();
	g_autoptr(GByteArray) whole = g_byte_array_new();
	for (unsigned i = 0; i < 5000; i++) {
		uint8_t number[8] = {(uint8_t)i, (uint8_t)(i >> 8)};
		digester_add_number(digester, i);
		g_byte_array_append(whole, number, sizeof number);
	}
	struct digest made = digester_end(digester);
	struct digest wanted = digest_of(whole->data, whole->len);
	assert_true(digest_equal(&made, &wanted));
}

static struct digest of_texts(const char *first, const char *second)
{
	g_autoptr(Digester) digester = digester_new();
	digester_add_text(digester, first);
	digester_add_text(digester, second);
	return digester_end(digester);
}

static void what_is_cut_elsewhere_is_something_else(void **state)
{
	(void)state;
	static const char *const PAIRS[][2] = {{"ab", "c"}, {"a", "bc"}, {"abc", ""},  {"", "abc"},
	                                       {NULL, ""},  {"", NULL},  {NULL, NULL}, {"", ""}};
	for (size_t i = 0; i < G_N_ELEMENTS(PAIRS); i++)
		for (size_t j = 0; j < G_N_ELEMENTS(PAIRS); j++) {
			struct digest a = of_texts(PAIRS[i][0], PAIRS[i][1]);
			struct digest b = of_texts(PAIRS[j][0], PAIRS[j][1]);
			assert_int_equal(digest_equal(&a, &b), i == j);
		}
}

static void an_ended_digester_begins_anew(void **state)
{
	(void)state;
	g_autoptr(Digester) digester = digester_new();
	struct digest abc = digest_of("abc", 3);
	digester_add_digest(digester, &abc);
	assert_digest(digester_end(digester), /* of the 32 bytes of the digest */
	              "4f8b42c22dd3729b519ba6f68d2da7cc5b2d606d05daed5ad5128cc03e6c6358");
	assert_digest(digester_end(digester),
	              "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
}

static void a_digest_is_read_as_it_is_written(void **state)
{
	(void)state;
	struct digest digest;
	struct digest read;
	char text[DIGEST_TEXT_SIZE + 8];
	for (unsigned i = 0; i < DIGEST_SIZE; i++)
		digest.bytes[i] = (uint8_t)(i * 8 + 7);
	digest_write(&digest, text);
	assert_int_equal(strlen(text), DIGEST_TEXT_SIZE - 1);
	assert_true(digest_parse(text, &read));
	assert_true(digest_equal(&digest, &read));
	strcat(text, "  name");
	assert_true(digest_parse(text, &read));
}

static void no_other_text_is_read_as_a_digest(void **state)
{
	(void)state;
	struct digest abc = digest_of("abc", 3);
	struct digest read;
	char text[DIGEST_TEXT_SIZE];
	static const char WRONG[] = {'\0', ' ', 'g', 'A', '/', ':', '`', '\xff'};
	for (size_t i = 0; i < DIGEST_TEXT_SIZE - 1; i++)
		for (size_t j = 0; j < sizeof WRONG; j++) {
			digest_write(&abc, text);
			text[i] = WRONG[j];
			assert_false(digest_parse(text, &read));
		}
	assert_false(digest_parse("", &read));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(the_examples_of_the_standard_come_out),
	        cmocka_unit_test(pieces_of_any_length_go_in_whole),
	        cmocka_unit_test(many_small_pieces_fill_the_buffer_any_number_of_times),
	        cmocka_unit_test(what_is_cut_elsewhere_is_something_else),
	        cmocka_unit_test(an_ended_digester_begins_anew),
	        cmocka_unit_test(a_digest_is_read_as_it_is_written),
	        cmocka_unit_test(no_other_text_is_read_as_a_digest),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
