/* SPDX-License-Identifier: MIT */
/* The row of one commit: what goes in comes out, and what is no row is told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "source/commit_facts.h"

static const struct facts_change CHANGES[] = {
        {"notices/2013/a.md", {{1, 2, 3}}, 0},
        {"notices/2013/b.md", {{0}}, 3},
        {"notices", {{255}}, UINT32_MAX},
        {"\xe9\x80\x9a\xe7\x9f\xa5 1.md", {{4}}, 1},
};
static const struct facts_rename RENAMES[] = {
        {0, 1, "old/2013/b.md"}, {0, 3, "old/2013/c"}, {1, 1, "old/2013/c.md"}};

static GByteArray *make_row(void)
{
	uint8_t parents[2 * GIT_OID_RAWSZ];
	for (size_t i = 0; i < sizeof parents; i++)
		parents[i] = (uint8_t)i;
	struct facts_head head = {.flags = FACTS_TEXTS,
	                          .tree = {{9, 8, 7}},
	                          .seconds = -5,
	                          .parent_count = 2,
	                          .parents = parents};
	GByteArray *row = g_byte_array_new();
	struct facts_writer writer;
	facts_writer_init(&writer, row, &head);
	for (size_t i = 0; i < G_N_ELEMENTS(CHANGES); i++)
		facts_write_change(&writer, &CHANGES[i]);
	facts_write_end(&writer);
	for (size_t i = 0; i < G_N_ELEMENTS(RENAMES); i++)
		facts_write_rename(&writer, &RENAMES[i]);
	facts_write_end(&writer);
	facts_writer_clear(&writer);
	return row;
}

static void what_goes_in_comes_out(void **state)
{
	(void)state;
	g_autoptr(GByteArray) row = make_row();
	struct facts_reader reader;
	struct facts_head head;
	struct facts_change change;
	struct facts_rename rename;
	facts_reader_init(&reader);
	assert_true(facts_check(&reader, row->data, row->len, &head));
	assert_true(facts_open(&reader, row->data, row->len, &head));
	assert_int_equal(head.flags, FACTS_TEXTS);
	assert_int_equal(head.tree.id[2], 7);
	assert_int_equal(head.seconds, -5);
	assert_int_equal(head.parent_count, 2);
	assert_int_equal(head.parents[2 * GIT_OID_RAWSZ - 1], 2 * GIT_OID_RAWSZ - 1);
	for (size_t i = 0; i < G_N_ELEMENTS(CHANGES); i++) {
		assert_true(facts_next_change(&reader, &change));
		assert_string_equal(change.path, CHANGES[i].path);
		assert_memory_equal(&change.blob, &CHANGES[i].blob, sizeof change.blob);
		assert_int_equal(change.absent, CHANGES[i].absent);
	}
	assert_false(facts_next_change(&reader, &change));
	for (size_t i = 0; i < G_N_ELEMENTS(RENAMES); i++) {
		assert_true(facts_next_rename(&reader, &rename));
		assert_int_equal(rename.parent, RENAMES[i].parent);
		assert_int_equal(rename.change, RENAMES[i].change);
		assert_string_equal(rename.old_path, RENAMES[i].old_path);
	}
	assert_false(facts_next_rename(&reader, &rename));
	facts_reader_clear(&reader);
}

static bool is_row(struct facts_reader *reader, const void *bytes, size_t length)
{
	/* In memory of its own size, so that a step beyond the end is seen. */
	g_autofree void *copy = g_memdup2(bytes, length);
	struct facts_head head;
	return facts_check(reader, copy, length, &head);
}

static void a_row_cut_short_or_made_longer_is_none(void **state)
{
	(void)state;
	g_autoptr(GByteArray) row = make_row();
	struct facts_reader reader;
	facts_reader_init(&reader);
	assert_true(is_row(&reader, row->data, row->len));
	for (unsigned length = 0; length < row->len; length++)
		assert_false(is_row(&reader, row->data, length));
	g_byte_array_append(row, (const uint8_t *)"", 1);
	assert_false(is_row(&reader, row->data, row->len));
	facts_reader_clear(&reader);
}

static void any_bytes_are_read_without_harm(void **state)
{
	(void)state;
	g_autoptr(GByteArray) row = make_row();
	struct facts_reader reader;
	facts_reader_init(&reader);
	for (unsigned at = 0; at < row->len; at++)
		for (unsigned value = 0; value < 256; value++) {
			uint8_t before = row->data[at];
			row->data[at] = (uint8_t)value;
			is_row(&reader, row->data, row->len);
			row->data[at] = before;
		}
	facts_reader_clear(&reader);
}

/* A row of no parents and one change or rename, spelled out. */
static void what_makes_no_sense_is_no_row(void **state)
{
	(void)state;
#define HEAD "\0TTTTTTTTTTTTTTTTTTTT\0\1PPPPPPPPPPPPPPPPPPPP"
#define CHANGE "\1\1aBBBBBBBBBBBBBBBBBBBB\0"
#define ROW(bytes, good)                                                                           \
	{                                                                                          \
		bytes, sizeof(bytes) - 1, good                                                     \
	}
	static const struct {
		const char *bytes;
		size_t length;
		bool is_good;
	} rows[] = {
	        ROW(HEAD CHANGE "\0\0", true),
	        ROW(HEAD "\0\0", true),
	        ROW(HEAD CHANGE "\0\1\0\1\1b\0", true),
	        ROW(HEAD CHANGE "\0\1\1\1\1b\0", false),             /* no such change */
	        ROW(HEAD CHANGE "\0\2\0\1\1b\0", false),             /* no such parent */
	        ROW(HEAD CHANGE "\0\1\0\0\1b\0", false),             /* no such path before */
	        ROW(HEAD CHANGE "\0\1\0\2\1b\0", false),             /* nor so long */
	        ROW(HEAD "\1\1\0BBBBBBBBBBBBBBBBBBBB\0\0\0", false), /* a NUL in a path */
	        ROW(HEAD "\3\1aBBBBBBBBBBBBBBBBBBBB\0\0\0", false),  /* nothing to share */
	        ROW(HEAD "\1\xff\xff\xff\xff\xff\xff\xff\xff\x7fx", false), /* a length beyond */
	        ROW("\0TTTTTTTTTTTTTTTTTTTT\0\xff\xff\xff\xff\x0fPP\0\0", false),
	        ROW("\0TTTTTTTTTTTTTTTTTTTT\0\xff\xff\xff\xff\x7f\0\0", false),
	};
	struct facts_reader reader;
	facts_reader_init(&reader);
	for (size_t i = 0; i < G_N_ELEMENTS(rows); i++)
		if (is_row(&reader, rows[i].bytes, rows[i].length) != rows[i].is_good)
			fail_msg("row %zu is%s one", i, rows[i].is_good ? " not" : "");
	facts_reader_clear(&reader);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(what_goes_in_comes_out),
	        cmocka_unit_test(a_row_cut_short_or_made_longer_is_none),
	        cmocka_unit_test(any_bytes_are_read_without_harm),
	        cmocka_unit_test(what_makes_no_sense_is_no_row),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
