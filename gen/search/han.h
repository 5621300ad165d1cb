/* SPDX-License-Identifier: MIT */
#ifndef SEARCH_HAN_H
#define SEARCH_HAN_H

#include <stddef.h>
#include <stdint.h>

/* A traditional character, a variant or a radical, and the simplified character it is folded to. */
struct han_pair {
	uint32_t from;
	uint32_t to;
};

/*
 * All of them in the order of `from`. No `to` is the `from` of another, so folding twice changes
 * nothing. From OpenCC's tables and Unicode's list of radicals, by han.pl.
 */
const struct han_pair *han_pairs(size_t *count);

/* The simplified form of a code point; the code point itself when there is no other. */
uint32_t han_simplified(uint32_t code);

enum {
	HAN_READINGS_MOST = 12,
	HAN_SYLLABLE_MOST = 6,
};

/*
 * The Mandarin readings of a folded code point, all that dictionaries of today have, without tone
 * and with v for ü, in alphabetical order. Those of other characters of today that are folded to it
 * are among them: 着 is also read as 著. Gives their number, 0 for what is no Han character or is
 * never left by folding. Each is one of han_syllables, the same pointer. From Unihan, by han.pl.
 */
unsigned han_readings(uint32_t code, const char *readings[HAN_READINGS_MOST]);

/* Every syllable that is a reading, in alphabetical order. */
const char *const *han_syllables(size_t *count);

#endif
