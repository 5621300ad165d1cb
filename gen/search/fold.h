/* SPDX-License-Identifier: MIT */
#ifndef SEARCH_FOLD_H
#define SEARCH_FOLD_H

#include <glib.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The one tokenizer of search. A reader's word and a line of a text match when the folded text has
 * the folded word in it. themes/default/script/fold.js does the same in the browser, with the table
 * that fold_script writes; tests/search/fold.json holds both to it.
 *
 *   1. NFKC; each code point to lower case; NFKC again.
 *   2. Traditional and variant Han to simplified. Spaces, controls, format characters, brackets,
 *      quotation marks, middle dots and marks that NFKC left are dropped. Chinese full stop, comma,
 *      semicolon, colon and all dashes become the plain ones. The rest stays.
 */
#define SEARCH_FOLD_VERSION 1

/* Folded text, UTF-16. To begin with all zero; used again for many lines. */
struct folded {
	uint16_t *units;
	size_t length;
	size_t room;
};

void folded_clear(struct folded *folded);

/* Folds `bytes` bytes of UTF-8, one line, into `folded` in place of what is there. */
void fold_line(struct folded *folded, const char *text, size_t bytes);

/* The same behind what is there. The two texts are folded apart. */
void fold_append(struct folded *folded, const char *text, size_t bytes);

/* What fold_append does, by ICU alone and slowly: for tests. */
void fold_append_slowly(struct folded *folded, const char *text, size_t bytes);

/*
 * The bytes of search/fold.js: chayueTable(version, from, to, dropped, joined). The last two are
 * ranges of code points as pairs of numbers (code points to skip, length), coded as elsewhere in
 * the index; `joined` are those that may combine with what stands before them.
 */
GString *fold_script(void);

#endif
