/* SPDX-License-Identifier: MIT */
#ifndef SCRIPT_DRAWING_LIST_H
#define SCRIPT_DRAWING_LIST_H

#include <stdbool.h>
#include <stddef.h>

/*
 * What a picture may hold. It is listed what may, not what may not: any other element or attribute
 * is refused, and so is a value with a character that its attribute has no use for.
 */

/* What may stand in an attribute. */
enum drawing_form {
	DRAWING_PLAIN,   /* numbers, words and brackets; a number or a list too */
	DRAWING_TEXT,    /* any text, or a number */
	DRAWING_ID,      /* one name of letters, digits, - and _ */
	DRAWING_NAMES,   /* such names with spaces between them */
	DRAWING_PAINT,   /* a colour, a word or url(#id) */
	DRAWING_ADDRESS, /* #id, or in `a` a relative address */
};

struct drawing_attribute {
	const char *name;
	enum drawing_form form;
};

/* The name as it is listed, or NULL. */
const char *drawing_element(const char *name, size_t length);

/* NULL: it is not listed. Addresses of what is given are in the order of the names. */
const struct drawing_attribute *drawing_attribute(const char *name, size_t length);

/* Whether the text may be the value of an attribute of that form in the element. */
bool drawing_fits(enum drawing_form form, const char *element, const char *text, size_t length);

/* Whether it is valid UTF-8 without control characters but tabs and line ends. */
bool drawing_is_text(const char *text, size_t length);

#endif
