/* SPDX-License-Identifier: MIT */
#ifndef PAGES_BODY_H
#define PAGES_BODY_H

#include "catalog/catalog.h"

/*
 * The text of a document as it stands in a page whose way to the top of the site is `root`: the
 * fragment with its holes filled. Appended to `out`. Of a withdrawn one there is nothing.
 */
void body_write(GString *out, const struct catalog *catalog, const struct record *record,
                const struct fragment *fragment, const char *root);

#endif
