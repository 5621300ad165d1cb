/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_MARKDOWN_CLEAN_H
#define CATALOG_MARKDOWN_CLEAN_H

#include <cmark-gfm.h>

/*
 * Takes out of the texts of a parsed tree what no page and no feed may hold: control characters
 * (XML 1.0 §2.2, also when an entity made them) become blanks, the two noncharacters at the end of
 * the first plane become U+FFFD, and the bytes 0xFE and 0xFF, which the parser makes of entities for
 * them, blanks. Lengths stay.
 */
void markdown_clean(cmark_node *root);

#endif
