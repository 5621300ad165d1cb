/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_MARKDOWN_NUMBERING_H
#define CATALOG_MARKDOWN_NUMBERING_H

#include <stdbool.h>
#include <stddef.h>

/*
 * The numbers that open the parts of an official text: 第三章 in laws, 一、（一）1.（1） in notices
 * (GB/T 9704-2012, 7.3.3). In order of rank, highest first: what comes later is a part of what
 * comes earlier.
 */
enum numbering_form {
	NUMBERING_NONE,
	NUMBERING_PART,    /* 第一编, 第一篇, 第一部分 */
	NUMBERING_SUBPART, /* 第一分编 */
	NUMBERING_CHAPTER, /* 第一章 */
	NUMBERING_SECTION, /* 第一节 */
	NUMBERING_ARTICLE, /* 第一条, 第十二条之一, 第 12-1 條 */
	NUMBERING_FIRST,   /* 一、 */
	NUMBERING_SECOND,  /* （一） */
	NUMBERING_THIRD,   /* 1. */
	NUMBERING_FOURTH,  /* （1） */
};

struct numbering {
	enum numbering_form form;
	unsigned number; /* 1 to 9999 */
	unsigned branch; /* 之一: 1; else 0 */
	size_t length;   /* bytes of the number with its mark, such as "一、" */
	bool apart;      /* white space, an opening bracket or the end follows */
	bool wrong_dash; /* a dash stands for 一 */
};

/* Reads the number at the very start of `text`. False: there is none; `out` is then all zero. */
bool markdown_numbering_read(const char *text, size_t length, struct numbering *out);

/* The whole text is a number and white space: a line such as 第 1 條. */
bool markdown_numbering_alone(const char *text, size_t length);

/* The bytes of white space, ideographic too, that `text` begins with. */
size_t markdown_numbering_blank(const char *text, size_t length);

#endif
