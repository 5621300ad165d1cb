/* SPDX-License-Identifier: MIT */
/* Index numbers: only what can be proven wrong is called wrong. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <string.h>

#include "catalog/index_number.h"

static void numbers_in_use_are_right(void **state)
{
	(void)state;
	static const char *const numbers[] = {
	        "000014349/2017-00110", "000014349/2013-00042", "00000006X/2019-00001",
	        "000014349/2017-1",     "000000000/2017-1",     "11370322004222241N/2021-5135380",
	};
	for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
		assert_int_equal(index_number_check(numbers[i]), INDEX_NUMBER_RIGHT);
}

/* Each digit is weighted, and 11 and 31 are primes: no single mistake goes unseen. */
static void any_single_mistyped_digit_is_found(void **state)
{
	(void)state;
	static const char *const numbers[] = {"000014349/2017-00110",
	                                      "11370322004222241N/2021-5135380"};
	for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
		size_t length = strcspn(numbers[i], "/");
		for (size_t at = 0; at < length; at++)
			for (char other = '0'; other <= '9'; other++) {
				g_autofree char *mistyped = g_strdup(numbers[i]);
				mistyped[at] = other;
				enum index_number_fault wanted = other == numbers[i][at]
				                                         ? INDEX_NUMBER_RIGHT
				                                         : INDEX_NUMBER_CHECK;
				assert_int_equal(index_number_check(mistyped), wanted);
			}
	}
}

static void neighbours_that_changed_places_are_found(void **state)
{
	(void)state;
	assert_int_equal(index_number_check("000014439/2017-00110"), INDEX_NUMBER_CHECK);
	assert_int_equal(index_number_check("11370232004222241N/2021-5135380"), INDEX_NUMBER_CHECK);
}

static void a_character_that_no_credit_code_has_is_found(void **state)
{
	(void)state;
	assert_int_equal(index_number_check("1137O322004222241N/2021-5135380"), INDEX_NUMBER_CHECK);
	assert_int_equal(index_number_check("11370322004222241Z/2021-5135380"), INDEX_NUMBER_CHECK);
}

static void of_other_forms_nothing_is_said(void **state)
{
	(void)state;
	static const char *const numbers[] = {
	        "",
	        "/",
	        "000014349",
	        "000014349/",
	        "000014349/2017",
	        "000014349/2017-",
	        "000014349/217-00110",
	        "000014349/2017-00110a",
	        "000014349/2017/00110",
	        "000014349-2017-00110",
	        "00001434/2017-00110",
	        "0000143490/2017-00110",
	        "00001434a/2017-00110",
	        "０００014349/2017-00110",
	        "11370322004222241n/2021-5135380",
	        "公开〔2017〕1",
	        "GA0001/2017-00110",
	};
	for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++)
		assert_int_equal(index_number_check(numbers[i]), INDEX_NUMBER_OTHER_FORM);
}

static void a_cut_off_number_is_read_no_further_than_its_end(void **state)
{
	(void)state;
	static const char whole[] = "11370322004222241N/2021-5135380";
	for (size_t length = 0; length < sizeof whole; length++) {
		char *cut = g_strndup(whole, length); /* a sanitizer watches its end */
		assert_int_equal(index_number_check(cut),
		                 length > strlen("11370322004222241N/2021-")
		                         ? INDEX_NUMBER_RIGHT
		                         : INDEX_NUMBER_OTHER_FORM);
		g_free(cut);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(numbers_in_use_are_right),
	        cmocka_unit_test(any_single_mistyped_digit_is_found),
	        cmocka_unit_test(neighbours_that_changed_places_are_found),
	        cmocka_unit_test(a_character_that_no_credit_code_has_is_found),
	        cmocka_unit_test(of_other_forms_nothing_is_said),
	        cmocka_unit_test(a_cut_off_number_is_read_no_further_than_its_end),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
