/* SPDX-License-Identifier: MIT */
#ifndef SCRIPT_DRAWING_H
#define SCRIPT_DRAWING_H

#include "script/lend.h"

/*
 * The functions of Lua that draw: svg(tree) and text_width(text). A picture holds the elements and
 * attributes that drawing.c lists and nothing else, so it runs no code and asks for nothing from
 * outside whatever a script puts into it. lua/prelude.lua tells what they are to a script.
 */
struct drawer;

enum { DRAWING_DEPTH_MOST = 24 }; /* elements in each other */

/* `lender` is borrowed: it keeps the pictures. */
struct drawer *drawer_new(struct lender *lender);
void drawer_free(struct drawer *drawer);

/* Sets the functions in the table on top of the stack; `drawer` must outlive the state. */
void drawer_open(struct drawer *drawer, lua_State *L);

#endif
