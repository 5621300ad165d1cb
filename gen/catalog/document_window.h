/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_DOCUMENT_WINDOW_H
#define CATALOG_DOCUMENT_WINDOW_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "catalog/document_number.h"

enum { WINDOW_MOST = 96 };

/* One character; `plain`: digits of any width as ASCII, spaces as ' ', brackets as '[' and ']'. */
struct glyph {
	gunichar plain;
	gunichar written;
	size_t start; /* in bytes */
	size_t end;
};

/*
 * The characters before a byte of a text, the nearest being glyph 0: decoded when asked for, at
 * most WINDOW_MOST of them, so that looking back costs no more in a long text than in a short one.
 */
struct window {
	const char *text;
	size_t floor; /* nothing in front of this byte is looked at */
	size_t next;  /* end of the next character to decode */
	struct glyph glyphs[WINDOW_MOST];
	unsigned count;
};

void window_init(struct window *window, const char *text, size_t floor, size_t end);

/* The glyph at that distance; its `plain` is 0 where the text or the window ends. */
struct glyph window_glyph(struct window *window, unsigned at);

/* Passes over a few spaces and at most one line end, which a PDF may have put anywhere. */
void window_skip_spaces(struct window *window, unsigned *at);

/* Passes over one character, given as plain UTF-8; false: another stands there. */
bool window_take(struct window *window, unsigned *at, const char *character);

/* The plain form of a character. */
gunichar window_plain(gunichar character);
bool window_is_han(gunichar character);

/* What stands between 代字 or organ and 号. */
struct document_tail {
	enum document_number_form form;
	unsigned year;
	unsigned serial;
	unsigned name; /* the glyph at which 代字 or organ ends */
	bool opened;   /* a bracket opens before 第: 国务院令（第711号） */
	bool reversed; /* 国务院第711号令 */
};

/* Reads it from a window that ends before a 号; `behind` is the text after it. False: none. */
bool window_read_tail(struct window *window, const char *behind, size_t behind_length,
                      struct document_tail *out);

#endif
