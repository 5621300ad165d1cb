/* SPDX-License-Identifier: MIT */
#ifndef BASE_VALUE_H
#define BASE_VALUE_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/arena.h"
#include "base/pack.h"

/*
 * A tree of plain data: what front matter holds, what a Lua view makes, what a template shows. All
 * text is UTF-8; there are no numbers, because what is typed here is typed by a schema ('1980:100'
 * and 'no' stay what the editor wrote). Lives in an arena; made once, then only read.
 */
enum value_type { VALUE_NOTHING, VALUE_BOOLEAN, VALUE_TEXT, VALUE_HTML, VALUE_LIST, VALUE_MAP };

struct value {
	enum value_type type;
	bool folded; /* a list or map that Lua gets as a thing to hand on, and unfolds when it wants to look inside */
	unsigned line; /* where it stands in its file, from 1; 0: not from a file */
	union {
		bool boolean;
		struct {
			const char *text; /* VALUE_TEXT and VALUE_HTML: NUL-terminated */
			size_t length;
		};
		struct {
			struct value *items; /* VALUE_LIST and VALUE_MAP */
			const char **keys;   /* VALUE_MAP: the key of each item */
			unsigned *key_lines; /* VALUE_MAP from a file: the line of each key, else NULL */
			unsigned count;
		};
	};
};

struct value value_text(const char *text); /* borrows; NULL gives VALUE_NOTHING */
struct value value_html(const char *html,
                        size_t length); /* borrows; already escaped, printed as it is */
struct value value_boolean(bool boolean);
struct value value_folded(struct value value);

/* A map or list that grows while it is made, in the arena it will live in. */
struct value_builder {
	struct arena *arena;
	struct value value; /* so far */
	unsigned room;      /* items it has place for */
};

struct value_builder value_builder_begin(struct arena *arena, enum value_type type);
void value_builder_add(struct value_builder *builder, struct value item); /* to a list */
void value_builder_set(struct value_builder *builder, const char *key,
                       struct value item); /* to a map; key borrowed */
void value_builder_set_at(struct value_builder *builder, const char *key, unsigned key_line,
                          struct value item);
struct value value_builder_end(struct value_builder *builder);

/* The item of that key, or NULL: also when `map` is NULL or no map. */
const struct value *value_get(const struct value *map, const char *key);

/* The text, or NULL when there is none. */
const char *value_get_text(const struct value *map, const char *key);

/* A deep copy into another arena. */
struct value value_copy(struct arena *arena, const struct value *value);

void value_pack(const struct value *value, GByteArray *out);

/* Text lies in the packed bytes; everything else in the arena. */
struct value value_unpack(struct arena *arena, struct unpacker *from);

#endif
