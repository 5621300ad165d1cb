/* SPDX-License-Identifier: MIT */
/* The tables that han.pl makes while the program is built, and how to look something up in them. */
#include "search/han.h"

#include <glib.h>

static const struct han_pair PAIRS[] = {
#include "search/han_simplified.inc"
};

struct reading {
	uint32_t code;
	uint16_t first; /* in READING_SYLLABLES */
	uint16_t count;
};

#include "search/han_readings.inc"

G_STATIC_ASSERT(G_N_ELEMENTS(READING_SYLLABLES) <= UINT16_MAX);

const struct han_pair *han_pairs(size_t *count)
{
	*count = G_N_ELEMENTS(PAIRS);
	return PAIRS;
}

uint32_t han_simplified(uint32_t code)
{
	size_t low = 0, high = G_N_ELEMENTS(PAIRS);
	if (code < PAIRS[0].from || code > PAIRS[high - 1].from)
		return code;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (PAIRS[middle].from == code)
			return PAIRS[middle].to;
		if (PAIRS[middle].from < code)
			low = middle + 1;
		else
			high = middle;
	}
	return code;
}

static const struct reading *find_reading(uint32_t code)
{
	size_t low = 0, high = G_N_ELEMENTS(READINGS);
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (READINGS[middle].code == code)
			return &READINGS[middle];
		if (READINGS[middle].code < code)
			low = middle + 1;
		else
			high = middle;
	}
	return NULL;
}

unsigned han_readings(uint32_t code, const char *readings[HAN_READINGS_MOST])
{
	const struct reading *found = find_reading(code);
	if (!found)
		return 0;
	for (unsigned i = 0; i < found->count; i++)
		readings[i] = SYLLABLES[READING_SYLLABLES[found->first + i]];
	return found->count;
}

const char *const *han_syllables(size_t *count)
{
	*count = G_N_ELEMENTS(SYLLABLES);
	return SYLLABLES;
}
