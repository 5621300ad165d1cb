/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_DOCUMENT_NUMBER_H
#define CATALOG_DOCUMENT_NUMBER_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/*
 * Document numbers (发文字号), GB/T 9704-2012: 代字〔year〕serial号, such as 国办发〔2013〕100号.
 * Also 令 (国务院令第711号) and 公告 (国家税务总局公告2017年第5号).
 */
enum document_number_form { NUMBER_ORDINARY, NUMBER_ORDER, NUMBER_ANNOUNCEMENT };

struct document_number {
	enum document_number_form form;
	char *prefix;  /* 国办发; 国务院令; 国家税务总局公告 */
	unsigned year; /* 0 for an order that bears none */
	unsigned serial;
	char *canonical; /* how the number is written: 国办发〔2013〕100号, 国务院令第711号, 国家税务总局公告2017年第5号 */
	bool known_prefix;  /* the prefix is in the table of 代字 */
	bool was_canonical; /* it was written just so; 国令 and 中华人民共和国国务院令 are as good as 国务院令 */
};

void document_number_clear(struct document_number *number);

/*
 * Reads a whole text as one number. Accepts the brackets [ ] 【 】（ ）〈 〉﹝ ﹞ ( ) around the
 * year, full-width digits, spaces, 號, 第, leading zeros and traditional characters in known
 * prefixes; `canonical` is the right form. False: not a number.
 */
bool document_number_parse(const char *text, struct document_number *out);

/* Bytes of the prefixes that document_number_prefix_length measures, with a NUL. */
enum { DOCUMENT_PREFIX_SIZE = 64 };

/*
 * The length of what stands before year and serial in a text that has these as they should be written,
 * such as 国办发〔2013〕100号; 0: it has not, or is too long. Of two such texts with the same prefix, if
 * document_number_parse finds one to be its own canonical form, so is the other.
 */
size_t document_number_prefix_length(const char *text);

/* A number in running text: the bytes [start, end). */
struct document_number_match {
	size_t start;
	size_t end;
	char *canonical; /* owned */
};

/*
 * Appends every number found in `text` to `matches` (of struct document_number_match) in order. The
 * left edge is the longest known 代字, else the last of 《》（）()，。：；、" or a word such as
 * 关于, 的, 和 before the bracket (domain.md §4.3).
 */
void document_number_scan(const char *text, size_t length, GArray *matches);

/* Clears `matches` and frees what they own. */
void document_number_matches_clear(GArray *matches);

#endif
