/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_MARKDOWN_SIGNATURE_H
#define CATALOG_MARKDOWN_SIGNATURE_H

#include <cmark-gfm.h>

#include "base/arena.h"

/*
 * Finds the signature of an organ with the date under it that ends the body of a tree, and leaves
 * a clause of that type at its one or two paragraphs. To be called when the outline is made: what
 * it took for a heading is no signature.
 */
void markdown_signature_find(cmark_node *root, const char *sentinel, struct arena *arena);

#endif
