/* SPDX-License-Identifier: MIT */
#include "base/nearest.h"

#include <stdlib.h>
#include <string.h>

enum { LENGTH_MOST = 64 };

/* The number of edits between two words of at most LENGTH_MOST characters. */
static unsigned distance(const gunichar *a, size_t a_length, const gunichar *b, size_t b_length)
{
	unsigned rows[3][LENGTH_MOST + 1];
	for (size_t j = 0; j <= b_length; j++)
		rows[0][j] = (unsigned)j;
	for (size_t i = 1; i <= a_length; i++) {
		unsigned *row = rows[i % 3];
		const unsigned *above = rows[(i - 1) % 3];
		const unsigned *above2 = rows[(i + 1) % 3];
		row[0] = (unsigned)i;
		for (size_t j = 1; j <= b_length; j++) {
			unsigned cost = a[i - 1] != b[j - 1];
			row[j] = MIN(MIN(above[j] + 1, row[j - 1] + 1), above[j - 1] + cost);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
				row[j] = MIN(row[j], above2[j - 2] + 1);
		}
	}
	return rows[a_length % 3][b_length];
}

const char *nearest_word(const char *word, const char *const *words)
{
	glong length;
	g_autofree gunichar *characters = g_utf8_to_ucs4(word, -1, NULL, &length, NULL);
	if (characters == NULL || length > LENGTH_MOST)
		return NULL;
	const char *best = NULL;
	unsigned best_distance = (unsigned)length / 3 + 1;
	for (size_t i = 0; words[i] != NULL; i++) {
		glong other_length;
		g_autofree gunichar *other = g_utf8_to_ucs4(words[i], -1, NULL, &other_length, NULL);
		if (other == NULL || other_length > LENGTH_MOST)
			continue;
		unsigned edits = distance(characters, (size_t)length, other, (size_t)other_length);
		if (edits < best_distance) {
			best_distance = edits;
			best = words[i];
		}
	}
	return best;
}
