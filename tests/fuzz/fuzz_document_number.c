/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a document number, and as running text. What was read is read again from its
 * canonical form; what was found lies in order within the text.
 */
#include <glib.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "catalog/document_number.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "%s\n", what);
	abort(); /* g_error would trap, and libFuzzer keeps no input for that */
}

static void check_parse(const char *text)
{
	struct document_number number;
	struct document_number again;
	if (!document_number_parse(text, &number)) {
		check(number.canonical == NULL && number.prefix == NULL,
		      "what is no number has parts");
		return;
	}
	check(g_utf8_validate(number.canonical, -1, NULL), "a number is not clean");
	check(g_str_has_prefix(number.canonical, number.prefix), "a number lacks its prefix");
	check(number.serial > 0, "a number has no serial");
	check(document_number_parse(number.canonical, &again), "a canonical number is not read");
	check(strcmp(number.canonical, again.canonical) == 0, "a canonical number changes");
	check(again.was_canonical, "a canonical number is not canonical");
	check(number.form == again.form && number.year == again.year &&
	              number.serial == again.serial,
	      "a canonical number has other parts");
	document_number_clear(&number);
	document_number_clear(&again);
}

static void check_scan(const char *text, size_t length)
{
	GArray *matches = g_array_new(FALSE, FALSE, sizeof(struct document_number_match));
	document_number_scan(text, length, matches);
	size_t last = 0;
	for (unsigned i = 0; i < matches->len; i++) {
		struct document_number_match match =
		        g_array_index(matches, struct document_number_match, i);
		struct document_number number;
		check(last <= match.start && match.start < match.end && match.end <= length,
		      "matches lie out of order");
		check(document_number_parse(match.canonical, &number), "a match is no number");
		check(strcmp(number.canonical, match.canonical) == 0, "a match is not canonical");
		document_number_clear(&number);
		last = match.end;
	}
	document_number_matches_clear(matches);
	g_array_unref(matches);
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text = g_strndup((const char *)data, size);
	check_parse(text);
	g_free(text);
	check_scan((const char *)data, size);
	return 0;
}
