/* SPDX-License-Identifier: MIT */
#ifndef SEARCH_SHARD_H
#define SEARCH_SHARD_H

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

#include "search/list.h"

/*
 * The files of a block of the search index, as the contract with the script that reads them
 * (themes/default/script/search.js) lays them down: each is one call of a function, with its data
 * as strings. Lists are those of search/list.h.
 */

/* ---- which file */

/* The most shards a block can have. */
enum { SHARDS_MOST = 1 << 16 };

/* A power of two: how many shards a block gets whose units hold so many bytes of text in UTF-8. */
unsigned shard_count(uint64_t text_bytes);

/* Likewise for the pinyin of so many documents' titles. */
unsigned shard_count_pinyin(size_t documents);

/* Where the term of two UTF-16 units, or of one (`second` = 0), is found. */
unsigned shard_of(uint16_t first, uint16_t second, unsigned shards);
unsigned shard_of_pinyin(const char *term, unsigned shards);

/* A shard of the block of this name (a folder). */
struct shard_place {
	const char *block;
	unsigned shard;
	unsigned shards;
};

enum { SHARD_NAME_SIZE = 16 };

/*
 * The path of a shard's file in its block's folder: "s1f.js", and "3/s3a7.js", "0/s5.js" in a block
 * of more than 256. `kind`: 's', or 'p' for pinyin. Returns `name`.
 */
char *shard_name(char kind, unsigned shard, unsigned shards, char name[static SHARD_NAME_SIZE]);

/* ---- shards of text */

/*
 * chayueShard("BLOCK/s1f","LETTERS"): the block and the shard, whatever folder its file is in. A term
 * is given as the first UTF-16 unit in the upper half, the second in the lower one, which is 0 in a
 * single.
 *
 * In the letters: the list of the first units of pairs among 65,536, perhaps empty; for each of them
 * that of the second ones; that of the singles, perhaps empty; then for each pair and each single in
 * this order the list of its units, and a bit: whether a list follows of those, counted from 0 in the
 * one before, that have the term in a head.
 */
struct shard_writer {
	struct list_writer lists;
	uint32_t units; /* of the block */
};

/* Pairs come first, ascending, then the singles, ascending. */
void shard_begin(struct shard_writer *to, GString *out, struct shard_place place,
                 const uint32_t *terms, size_t count, uint32_t units);

/* For each term in that order. */
void shard_add(struct shard_writer *to, const uint32_t *units, size_t count, const uint32_t *heads,
               size_t head_count);
void shard_end(struct shard_writer *to);

/* ---- files of names with lists */

/* A pinyin term, or the value of a column, with the documents that have it: at least one. */
struct shard_names {
	const char *name; /* without spaces */
	const uint32_t *documents;
	size_t count;
};

/* chayuePinyin("BLOCK/p1","term term","LETTERS"), of a block of so many documents. */
void shard_write_pinyin(GString *out, struct shard_place place, const struct shard_names *names,
                        size_t count, uint32_t documents);

/* chayueColumn("BLOCK","kinds","notice qa","LETTERS") */
void shard_write_column(GString *out, const char *block, const char *column,
                        const struct shard_names *names, size_t count, uint32_t documents);

/* ---- what stands by document */

/* chayueShape("BLOCK","LETTERS"): the list of `firsts`, the first unit of each document. */
void shard_write_shape(GString *out, const char *block, const uint32_t *firsts, size_t documents,
                       uint32_t units);

/*
 * chayueDates("BLOCK","LETTERS"): for each document the number of days from the one before, in zigzag
 * (0, -1, 1, -2 are 0, 1, 2, 3). `days` are since 2000-01-01.
 */
void shard_write_dates(GString *out, const char *block, const int32_t *days, size_t documents);

enum { SHARD_DOCUMENTS = 128 };

/*
 * chayueDocuments("BLOCK",2,"k/7/ID k/7/ID"): those of the keys of all documents that belong into
 * file `number`, SHARD_DOCUMENTS each.
 */
void shard_write_documents(GString *out, const char *block, unsigned number,
                           const char *const *keys, size_t documents);

#endif
