/* SPDX-License-Identifier: MIT */
#ifndef BASE_NEAREST_H
#define BASE_NEAREST_H

#include <glib.h>

/*
 * The word most like `word`: the fewest single-character insertions, deletions, replacements and
 * swaps of neighbours (Damerau-Levenshtein), at most one in three characters, the first in order of
 * `words` among equals. NULL: none is near. `words` ends with NULL.
 */
const char *nearest_word(const char *word, const char *const *words);

#endif
