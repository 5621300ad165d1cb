/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_WORDS_H
#define CATALOG_WORDS_H

#include <glib.h>
#include <stdbool.h>

/*
 * A table from words, as editors write them, to what they stand for. Two spellings are one word
 * when they differ in the case of ASCII letters, in spaces, in width (（ and (, Ａ and A) or in the
 * separator (\ and / and -). Neither words nor what they stand for are owned. Look words up with
 * g_hash_table_lookup.
 */
GHashTable *words_new(void);

/*
 * Gives the word to `owner`. NULL: it has it now, or had it before; else the other that has it, and
 * keeps it.
 */
const void *words_claim(GHashTable *words, const char *word, const void *owner);

/* Nothing is left of the text when spaces are taken out. */
bool words_blank(const char *text);

#endif
