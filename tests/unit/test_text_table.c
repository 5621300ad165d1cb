/* SPDX-License-Identifier: MIT */
/* Documents by their texts, also where ids begin alike. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

#include "catalog/text_table.h"

enum { MANY = 1000 };

/* A file of the text `number`; only the last bytes of ids differ. */
static struct source_file file_of(uint32_t number)
{
	struct source_file file = {.path = "a.md"};
	memset(file.blob.bytes, 0xfe, sizeof file.blob.bytes);
	memcpy(file.blob.bytes + 16, &number, sizeof number);
	return file;
}

static void documents_of_one_text_follow_each_other(void **state)
{
	(void)state;
	static const uint32_t TEXTS[] = {7, 8, 7, 9, 9, 7};
	static const uint32_t DOCUMENTS[] = {5, 4, 2, 1,
	                                     0}; /* files 7 9 7 8 7: one is no document */
	struct source_file files[G_N_ELEMENTS(TEXTS)];
	for (size_t i = 0; i < G_N_ELEMENTS(TEXTS); i++)
		files[i] = file_of(TEXTS[i]);
	g_autoptr(TextTable) table = text_table_new(files, DOCUMENTS, G_N_ELEMENTS(DOCUMENTS));
	assert_int_equal(text_table_count(table), 3);
	uint32_t text = text_table_find(table, &files[0].blob, sizeof files[0].blob);
	assert_int_equal(text, 0);
	assert_int_equal(text_table_of(table, 1), 1);
	assert_int_equal(text_table_of(table, 3), 2);
	assert_int_equal(text_table_first(table, text), 0);
	assert_int_equal(text_table_next(table, 0), 2);
	assert_int_equal(text_table_next(table, 2), 4);
	assert_int_equal(text_table_next(table, 4), TEXT_NONE);
	assert_int_equal(text_table_next(table, 1), TEXT_NONE);
	assert_ptr_equal(text_table_file(table, 2), &files[2]);
	assert_memory_equal(text_table_blob(table, 2), &files[1].blob, sizeof files[1].blob);
}

static void every_text_of_many_is_found_and_no_other(void **state)
{
	(void)state;
	static struct source_file files[MANY];
	static uint32_t documents[MANY];
	for (uint32_t i = 0; i < MANY; i++) {
		files[i] = file_of(i);
		documents[i] = i;
	}
	g_autoptr(TextTable) table = text_table_new(files, documents, MANY);
	assert_int_equal(text_table_count(table), MANY);
	for (uint32_t i = 0; i < MANY; i++) {
		struct source_file other = file_of(i + MANY);
		assert_int_equal(text_table_find(table, &files[i].blob, sizeof files[i].blob), i);
		assert_int_equal(text_table_find(table, &other.blob, sizeof other.blob), TEXT_NONE);
	}
	assert_int_equal(text_table_find(table, &files[0].blob, 19), TEXT_NONE);
	assert_int_equal(text_table_find(table, "", 0), TEXT_NONE);
}

static void of_no_documents_there_are_no_texts(void **state)
{
	(void)state;
	struct source_file file = file_of(1);
	g_autoptr(TextTable) table = text_table_new(&file, NULL, 0);
	assert_int_equal(text_table_count(table), 0);
	assert_int_equal(text_table_find(table, &file.blob, sizeof file.blob), TEXT_NONE);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(documents_of_one_text_follow_each_other),
	        cmocka_unit_test(every_text_of_many_is_found_and_no_other),
	        cmocka_unit_test(of_no_documents_there_are_no_texts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
