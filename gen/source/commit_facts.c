/* SPDX-License-Identifier: MIT */
/*
 * A row is: flags (one byte), tree, seconds, number of parents, parents; for each change the bytes
 * its path shares with the one before plus 1, the rest of the path, blob, `absent`; a 0; for each
 * rename its parent plus 1, the change, its old path likewise; a 0. Ids are 20 bytes as they are,
 * the rest are numbers as base/pack has them. Paths come in the order of the tree, so that most of
 * a path is in the one before: a change takes some 35 bytes.
 */
#include "source/commit_facts.h"

#include <string.h>

/* ---- writing */

static void write_id(GByteArray *row, const git_oid *id)
{
	g_byte_array_append(row, id->id, sizeof id->id);
}

/* The rest of a path, behind the part it shares with the one before. */
static void write_path(struct facts_writer *writer, const char *path)
{
	size_t shared = 0;
	const char *before = writer->path->str;
	while (before[shared] != '\0' && before[shared] == path[shared])
		shared++;
	size_t length = strlen(path + shared);
	pack_number(writer->row, shared + 1);
	pack_number(writer->row, length);
	g_byte_array_append(writer->row, (const uint8_t *)path + shared, (unsigned)length);
	g_string_truncate(writer->path, shared);
	g_string_append_len(writer->path, path + shared, (gssize)length);
}

void facts_writer_init(struct facts_writer *writer, GByteArray *row, const struct facts_head *head)
{
	uint8_t flags = (uint8_t)head->flags;
	*writer = (struct facts_writer){.row = row, .path = g_string_new(NULL)};
	g_byte_array_append(row, &flags, 1);
	write_id(row, &head->tree);
	pack_signed(row, head->seconds);
	pack_number(row, head->parent_count);
	g_byte_array_append(row, head->parents, head->parent_count * GIT_OID_RAWSZ);
}

void facts_writer_clear(struct facts_writer *writer)
{
	g_string_free(writer->path, TRUE);
}

void facts_write_change(struct facts_writer *writer, const struct facts_change *change)
{
	write_path(writer, change->path);
	write_id(writer->row, &change->blob);
	pack_number(writer->row, change->absent);
}

void facts_write_rename(struct facts_writer *writer, const struct facts_rename *rename)
{
	pack_number(writer->row, (uint64_t)rename->parent + 1);
	pack_number(writer->row, rename->change);
	write_path(writer, rename->old_path);
}

void facts_write_end(struct facts_writer *writer)
{
	pack_number(writer->row, 0);
	g_string_truncate(writer->path, 0);
}

/* ---- reading */

static void fail(struct unpacker *from)
{
	from->failed = true;
	from->at = from->end;
}

/* `length` bytes where they lie; NULL when there are fewer. */
static const uint8_t *read_bytes(struct unpacker *from, uint64_t length)
{
	const uint8_t *bytes = from->at;
	if (from->failed || length > (uint64_t)(from->end - from->at)) {
		fail(from);
		return NULL;
	}
	from->at += length;
	return bytes;
}

static void read_id(struct unpacker *from, git_oid *out)
{
	const uint8_t *bytes = read_bytes(from, sizeof out->id);
	if (bytes != NULL)
		memcpy(out->id, bytes, sizeof out->id);
}

static uint32_t read_small(struct unpacker *from)
{
	uint64_t number = unpack_number(from);
	if (number > UINT32_MAX)
		fail(from);
	return (uint32_t)number;
}

/* `shared`: as it was read, plus 1. */
static const char *read_path(struct facts_reader *reader, uint32_t shared)
{
	struct unpacker *from = &reader->from;
	uint64_t length = unpack_number(from);
	const uint8_t *rest = read_bytes(from, length);
	if (rest == NULL || shared == 0 || shared - 1 > reader->path->len ||
	    memchr(rest, '\0', (size_t)length) != NULL) {
		fail(from);
		return NULL;
	}
	g_string_truncate(reader->path, shared - 1);
	g_string_append_len(reader->path, (const char *)rest, (gssize)length);
	return reader->path->str;
}

void facts_reader_init(struct facts_reader *reader)
{
	*reader = (struct facts_reader){.path = g_string_new(NULL)};
}

void facts_reader_clear(struct facts_reader *reader)
{
	g_string_free(reader->path, TRUE);
}

bool facts_open(struct facts_reader *reader, const void *row, size_t length, struct facts_head *out)
{
	struct unpacker *from = &reader->from;
	*from = unpacker_over(row, length);
	g_string_truncate(reader->path, 0);
	reader->change_count = 0;
	const uint8_t *flags = read_bytes(from, 1);
	*out = (struct facts_head){.flags = flags == NULL ? 0 : *flags};
	read_id(from, &out->tree);
	out->seconds = unpack_signed(from);
	out->parent_count = read_small(from);
	out->parents = read_bytes(from, (uint64_t)out->parent_count * GIT_OID_RAWSZ);
	reader->parent_count = out->parent_count;
	return !from->failed;
}

/* At the end of a list the paths begin anew. */
static bool end_list(struct facts_reader *reader)
{
	g_string_truncate(reader->path, 0);
	return false;
}

bool facts_next_change(struct facts_reader *reader, struct facts_change *out)
{
	struct unpacker *from = &reader->from;
	uint32_t shared = read_small(from);
	if (shared == 0)
		return end_list(reader);
	out->path = read_path(reader, shared);
	read_id(from, &out->blob);
	out->absent = read_small(from);
	reader->change_count++;
	return !from->failed;
}

bool facts_next_rename(struct facts_reader *reader, struct facts_rename *out)
{
	struct unpacker *from = &reader->from;
	uint32_t parent = read_small(from);
	if (parent == 0)
		return end_list(reader);
	out->parent = parent - 1;
	out->change = read_small(from);
	out->old_path = read_path(reader, read_small(from));
	if (out->parent >= reader->parent_count || out->change >= reader->change_count)
		fail(from);
	return !from->failed;
}

bool facts_check(struct facts_reader *reader, const void *row, size_t length, struct facts_head *out)
{
	struct facts_change change;
	struct facts_rename rename;
	if (!facts_open(reader, row, length, out))
		return false;
	while (facts_next_change(reader, &change))
		;
	while (facts_next_rename(reader, &rename))
		;
	return !reader->from.failed && reader->from.at == reader->from.end;
}
