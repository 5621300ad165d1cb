/* SPDX-License-Identifier: MIT */
#ifndef PAGES_STYLE_H
#define PAGES_STYLE_H

#include <glib.h>

/*
 * Appends a style sheet without its comments and the blanks that mean nothing, so that each page
 * weighs less and the source stays readable. Strings and what stands in round brackets (addresses,
 * sums) are left as they are; a sheet that ends within one is copied as far as it goes.
 */
void style_squeeze(const char *css, size_t length, GString *out);

#endif
