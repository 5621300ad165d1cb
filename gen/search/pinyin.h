/* SPDX-License-Identifier: MIT */
#ifndef SEARCH_PINYIN_H
#define SEARCH_PINYIN_H

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

/*
 * What a title is found by when it is typed in Latin letters. Each Han character is read in all its
 * ways; a letter or digit stands for itself; anything else breaks the row. All texts are folded.
 */

typedef void (*pinyin_taker)(void *context, const char *term);

/*
 * Hands out the terms of a folded title, some more than once: each syllable "zheng"; two that are
 * adjacent "zheng'fu"; the first letters of two, three and four "=zf". Of the latter at most
 * PINYIN_INITIALS_MOST for a place and a length, the first in alphabetical order.
 */
void pinyin_terms(const uint16_t *units, size_t length, pinyin_taker take, void *context);

enum {
	PINYIN_INITIALS_MOST = 64,
};

/*
 * How a name (UTF-8, not folded) is read: a part for each folded character, by space, other
 * readings by '|', "-" where the row breaks: "sha|xia men shi". To be freed.
 */
char *pinyin_spelling(const char *name);

/* Every syllable there is, by space, in alphabetical order. To be freed. */
char *pinyin_syllables(void);

/*
 * The bytes of search/readings.js: chayueReadings("a啊阿 ai哀爱"), by syllable the Han characters
 * read so among these units. They stand in any order and any number of times.
 */
GString *pinyin_script(const uint16_t *units, size_t length);

#endif
