/* SPDX-License-Identifier: MIT */
#include "catalog/index_number.h"

#include <glib.h>
#include <stdbool.h>
#include <string.h>

enum { ORGANISATION_CODE_LENGTH = 9, CREDIT_CODE_LENGTH = 18 };

/*
 * GB 11714: eight digits or capitals weighted 3 7 9 10 5 8 4 2; the ninth is 11 minus the sum
 * modulo 11, X for 10, 0 for 11.
 */
static bool organisation_code_fits(const char *code)
{
	static const int WEIGHTS[] = {3, 7, 9, 10, 5, 8, 4, 2};
	int sum = 0;
	for (size_t i = 0; i < G_N_ELEMENTS(WEIGHTS); i++)
		sum += WEIGHTS[i] * (g_ascii_isdigit(code[i]) ? code[i] - '0' : code[i] - 'A' + 10);
	int check = (11 - sum % 11) % 11;
	return code[8] == (check == 10 ? 'X' : (char)('0' + check));
}

/* GB 32100: base 31 without I O Z S V, weights 3^i modulo 31. */
static bool credit_code_fits(const char *code)
{
	static const char ALPHABET[] = "0123456789ABCDEFGHJKLMNPQRTUWXY";
	long sum = 0;
	long weight = 1;
	for (size_t i = 0; i < CREDIT_CODE_LENGTH - 1; i++) {
		const char *at = strchr(ALPHABET, code[i]);
		if (at == NULL)
			return false;
		sum += (at - ALPHABET) * weight;
		weight = weight * 3 % 31;
	}
	return code[CREDIT_CODE_LENGTH - 1] == ALPHABET[(31 - sum % 31) % 31];
}

/* "/2017-00110" */
static bool has_form(const char *tail)
{
	if (tail[0] != '/')
		return false;
	for (size_t i = 1; i <= 4; i++)
		if (!g_ascii_isdigit(tail[i]))
			return false;
	if (tail[5] != '-' || tail[6] == '\0')
		return false;
	return strspn(tail + 6, "0123456789") == strlen(tail + 6);
}

enum index_number_fault index_number_check(const char *text)
{
	size_t length = strcspn(text, "/");
	for (size_t i = 0; i < length; i++)
		if (!g_ascii_isdigit(text[i]) && !g_ascii_isupper(text[i]))
			return INDEX_NUMBER_OTHER_FORM;
	if (!has_form(text + length))
		return INDEX_NUMBER_OTHER_FORM;
	if (length == ORGANISATION_CODE_LENGTH)
		return organisation_code_fits(text) ? INDEX_NUMBER_RIGHT : INDEX_NUMBER_CHECK;
	if (length == CREDIT_CODE_LENGTH)
		return credit_code_fits(text) ? INDEX_NUMBER_RIGHT : INDEX_NUMBER_CHECK;
	return INDEX_NUMBER_OTHER_FORM;
}
