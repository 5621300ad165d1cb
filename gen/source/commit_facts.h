/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_COMMIT_FACTS_H
#define SOURCE_COMMIT_FACTS_H

#include <git2.h>
#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/pack.h"

/*
 * Private to source/: all that a history must know of one commit, packed in a row of bytes. It is a
 * function of the commit, and of whether its parents are cut off, and of nothing else; so a row
 * that an earlier build made is as good as a new one.
 */
enum {
	FACTS_CUT = 1,  /* compared with no parents, because a shallow clone has not got them */
	FACTS_TEXTS = 2 /* texts of files were read to find renames */
};

/* A row, which somebody else keeps; all zero for none. */
struct facts_row {
	const uint8_t *bytes;
	uint32_t length;
	bool lacks_texts; /* some that should have been read are not here: nothing to keep */
};

struct facts_head {
	unsigned flags;
	git_oid tree;
	int64_t seconds; /* of the committer's clock, since 1970-01-01 UTC */
	uint32_t parent_count;
	const uint8_t *parents; /* 20 bytes each, in the row */
};

/* A regular file whose text differs from that in every parent. */
struct facts_change {
	const char *path; /* until the next step of the reader */
	git_oid blob;
	uint32_t absent; /* as tree_comparison tells it */
};

/* A change under a path that one parent has under another, and the commit has not. */
struct facts_rename {
	uint32_t parent;
	uint32_t change;      /* counted from 0 */
	const char *old_path; /* until the next step of the reader */
};

/* ---- writing: the head, then all changes, then the end of them, then renames, then their end */

struct facts_writer {
	GByteArray *row;
	GString *path; /* the one before */
};

/* Writes into an empty row. The head's flags may still be set in its first byte later. */
void facts_writer_init(struct facts_writer *writer, GByteArray *row, const struct facts_head *head);
void facts_writer_clear(struct facts_writer *writer);
void facts_write_change(struct facts_writer *writer, const struct facts_change *change);
void facts_write_rename(struct facts_writer *writer, const struct facts_rename *rename);
void facts_write_end(struct facts_writer *writer);

/* ---- reading */

struct facts_reader {
	struct unpacker from;
	GString *path;
	uint32_t parent_count;
	uint32_t change_count; /* passed so far */
};

void facts_reader_init(struct facts_reader *reader);
void facts_reader_clear(struct facts_reader *reader);

/* Begins with a row. False: there is no head in it. */
bool facts_open(struct facts_reader *reader, const void *row, size_t length, struct facts_head *out);

/* The next change, or after the last one the next rename; false at the end of them. */
bool facts_next_change(struct facts_reader *reader, struct facts_change *out);
bool facts_next_rename(struct facts_reader *reader, struct facts_rename *out);

/* Whether the whole of a row can be read, and gives its head. */
bool facts_check(struct facts_reader *reader, const void *row, size_t length,
                 struct facts_head *out);

#endif
