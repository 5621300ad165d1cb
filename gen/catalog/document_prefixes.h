/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_DOCUMENT_PREFIXES_H
#define CATALOG_DOCUMENT_PREFIXES_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

/*
 * The words that document numbers begin with, and those that stand before them. The tables need not
 * be complete: a number with another word is read too, but its left edge in running text is then a
 * guess. All words are in simplified characters; fold a text with document_prefix_simplify first.
 */

/* The simplified form of a traditional character that occurs in these words, else itself. */
gunichar document_prefix_simplify(gunichar character);

/* Is it a 代字 of numbers with a year in brackets, such as 国办发? */
bool document_prefix_is_known(const char *word);

/* Can a short name of a place stand before that 代字 and make it a local one, as in 粤财税? */
bool document_prefix_has_local(const char *word);

bool document_prefix_is_place(gunichar character);

/* Is it an organ whose orders (令) and announcements (公告) are numbered? */
bool document_organ_is_known(const char *word);

/*
 * The full name of an organ that is known under another one (国 of 国令, which is 国务院), else
 * NULL.
 */
const char *document_organ_full_name(const char *word);

/*
 * Does the text end with a word after which a 代字 may begin, such as 关于 or 的? `strong`: only
 * with one that cannot be part of a 代字 either.
 */
bool document_prefix_may_follow(const char *text, size_t length, bool strong);

#endif
