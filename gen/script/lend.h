/* SPDX-License-Identifier: MIT */
#ifndef SCRIPT_LEND_H
#define SCRIPT_LEND_H

#include <lua.h>
#include <stdbool.h>

#include "base/value.h"

/*
 * Values on their way into Lua. Text becomes a string, a list a sequence, a map a table; nothing is
 * nil in a map and left out of a list. HTML and what is folded become handles that Lua can only
 * hand back: a handle stands for its value in the call it was made for and in no other.
 */
struct lender;

enum { LEND_DEPTH_MOST = 64 }; /* lists and maps in each other */

struct lender *lender_new(void);
void lender_free(struct lender *lender);

/*
 * Ends the life of the handles of all calls before. HTML that is made in this call goes into
 * `arena`; with NULL it stays, as what is pushed by lender_push_kept does.
 */
void lender_begin(struct lender *lender, struct arena *arena);

/*
 * Pushes a value that is lent for this call, as a table even if it is folded: `value` must live
 * until what came back from the call is no longer used. Raises out of memory, or when it lies more
 * than LEND_DEPTH_MOST deep.
 */
void lender_push(struct lender *lender, lua_State *L, const struct value *value);

/* Pushes a value that stays, behind faces (face.h); its HTML is copied and lent to every call. */
void lender_push_kept(struct lender *lender, lua_State *L, const struct value *value);

/* Pushes HTML that was made for Lua; it is copied. Raises out of memory. */
void lender_push_html(struct lender *lender, lua_State *L, const char *html, size_t length);

/* The value that a light userdata stands for, or NULL: it is no handle, or one of another call. */
const struct value *lender_find(const struct lender *lender, const void *userdata);

#endif
