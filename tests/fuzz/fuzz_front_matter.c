/* SPDX-License-Identifier: MIT */
/*
 * Any bytes as a Markdown file. Whatever they are: false comes with one error, a body is clean text
 * of the file, lines lie within it, and what was read can be packed and unpacked unchanged.
 */
#include <glib.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "source/front_matter.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "%s\n", what);
	abort(); /* g_error would trap, and libFuzzer keeps no input for that */
}

static unsigned count_lines(const uint8_t *data, size_t size)
{
	unsigned lines = 1;
	for (size_t i = 0; i < size; i++)
		lines += data[i] == '\n' ||
		         (data[i] == '\r' && (i + 1 == size || data[i + 1] != '\n'));
	return lines;
}

static void check_value(const struct value *value, unsigned lines, unsigned depth)
{
	check(value->line >= 1 && value->line <= lines + 1, "a value lies outside the file");
	check(depth <= 64, "a value lies too deep");
	if (value->type == VALUE_TEXT)
		check(strlen(value->text) == value->length &&
		              g_utf8_validate_len(value->text, value->length, NULL),
		      "a text is not clean");
	if (value->type != VALUE_LIST && value->type != VALUE_MAP)
		return;
	for (unsigned i = 0; i < value->count; i++) {
		if (value->type == VALUE_MAP)
			check(*value->keys[i] != '\0' && value->key_lines[i] >= 1 &&
			              value_get(value, value->keys[i]) == &value->items[i],
			      "a name is empty or written twice");
		check_value(&value->items[i], lines, depth + 1);
	}
}

static void check_packing(const struct value *fields)
{
	struct arena *arena = arena_new();
	GByteArray *bytes = g_byte_array_new();
	GByteArray *again = g_byte_array_new();
	value_pack(fields, bytes);
	struct unpacker from = unpacker_over(bytes->data, bytes->len);
	struct value unpacked = value_unpack(arena, &from);
	check(!from.failed && from.at == from.end, "packed fields cannot be unpacked");
	value_pack(&unpacked, again);
	check(again->len == bytes->len && memcmp(again->data, bytes->data, bytes->len) == 0,
	      "fields change when they are packed");
	g_byte_array_unref(again);
	g_byte_array_unref(bytes);
	arena_free(arena);
}

static void check_problems(const struct report *report, unsigned lines)
{
	for (unsigned i = 0; i < report->problems->len; i++) {
		const struct problem *problem = report->problems->pdata[i];
		check(problem->line <= lines + 1, "a problem lies outside the file");
		check(g_utf8_validate(problem->text, -1, NULL), "a message is not clean");
	}
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct arena *arena = arena_new();
	struct report *report = report_new();
	struct front_matter matter;
	unsigned lines = count_lines(data, size);
	bool good = front_matter_read(report, "x.md", (const char *)data, size, arena, &matter);
	check(report->errors <= 1 && (good || report->errors == 1), "there is not one cause");
	check(matter.fields.type == VALUE_MAP, "the fields are no map");
	check(matter.body_length <= size, "the body is longer than the file");
	check(matter.body_line >= 1 && matter.body_line <= lines + 1,
	      "the body lies outside the file");
	check(g_utf8_validate_len(matter.body, matter.body_length, NULL), "the body is not clean");
	check(memchr(matter.body, '\r', matter.body_length) == NULL, "the body holds a CR");
	check(memmem(matter.body, matter.body_length, "\xef\xbb\xbf", 3) == NULL,
	      "the body holds a mark");
	check_problems(report, lines);
	check_value(&matter.fields, lines, 1);
	check_packing(&matter.fields);
	report_free(report);
	arena_free(arena);
	return 0;
}
