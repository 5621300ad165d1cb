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
	HAN_READINGS_MOST = 16,
};

/*
 * The Mandarin readings of a code point, all that dictionaries of today have, without tone and with
 * v for ü, in alphabetical order; those of its simplified form are among them. Gives their number, 0
 * for what is no Han character. From Unihan, by han.pl.
 */
unsigned han_readings(uint32_t code, const char *readings[HAN_READINGS_MOST]);

/* Every syllable that is a reading, in alphabetical order. */
const char *const *han_syllables(size_t *count);

#endif
