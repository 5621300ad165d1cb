/* SPDX-License-Identifier: MIT */
/*
 * Words are folded while they are hashed and compared, never before: a lookup for each field of
 * each document costs no memory, and the table keeps pointing at the words as they were written.
 */
#include "catalog/words.h"

/* The ASCII character that the three bytes of a full-width form stand for; 0: they are none. */
static unsigned char narrow(const unsigned char *bytes)
{
	if (bytes[0] != 0xEF)
		return 0;
	if (bytes[1] == 0xBC && bytes[2] >= 0x81) /* U+FF01 to U+FF3F: ! to _ */
		return (unsigned char)(bytes[2] - 0x60);
	if (bytes[1] == 0xBD && bytes[2] >= 0x80 && bytes[2] <= 0x9E) /* U+FF40 to U+FF5E: ` to ~ */
		return (unsigned char)(bytes[2] - 0x20);
	return 0;
}

static bool is_wide_space(const unsigned char *bytes)
{
	return bytes[0] == 0xE3 && bytes[1] == 0x80 && bytes[2] == 0x80;
}

/*
 * The same for what may have to change: ASCII, and what begins as a full-width form or space does.
 */
static unsigned char fold_slowly(const unsigned char **at)
{
	while (**at == ' ' || **at == '\t' || is_wide_space(*at))
		*at += **at == 0xE3 ? 3 : 1;
	if (**at == '\0')
		return 0;
	unsigned char byte = narrow(*at);
	*at += byte != 0 ? 3 : 1;
	if (byte == 0)
		byte = (*at)[-1];
	if (byte == '\\' || byte == '-')
		return '/';
	return (unsigned char)g_ascii_tolower((char)byte);
}

/*
 * The next byte of the folded word, 0 at its end. Cut-off characters are safe: NUL is no byte of a
 * full-width form.
 */
static inline unsigned char fold_next(const unsigned char **at)
{
	unsigned char byte = **at;
	bool plain = (byte >= 'a' && byte <= 'z') || byte == '_'; /* what keys consist of */
	if (!plain && (byte < 0x80 || byte == 0xE3 || byte == 0xEF))
		return fold_slowly(at);
	++*at;
	return byte;
}

static guint word_hash(gconstpointer word)
{
	const unsigned char *at = word;
	guint hash = 5381;
	for (unsigned char byte = fold_next(&at); byte != 0; byte = fold_next(&at))
		hash = hash * 33 + byte;
	return hash;
}

static gboolean word_equal(gconstpointer a, gconstpointer b)
{
	const unsigned char *a_at = a;
	const unsigned char *b_at = b;
	for (;;) {
		unsigned char byte = fold_next(&a_at);
		if (byte != fold_next(&b_at))
			return FALSE;
		if (byte == 0)
			return TRUE;
	}
}

GHashTable *words_new(void)
{
	return g_hash_table_new(word_hash, word_equal);
}

const void *words_claim(GHashTable *words, const char *word, const void *owner)
{
	const void *other = g_hash_table_lookup(words, word);
	if (other == NULL)
		g_hash_table_insert(words, (gpointer)word, (gpointer)owner);
	return other == owner ? NULL : other;
}

bool words_blank(const char *text)
{
	const unsigned char *at = (const unsigned char *)text;
	return fold_next(&at) == 0;
}
