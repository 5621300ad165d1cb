/* SPDX-License-Identifier: MIT */
#ifndef SCRIPT_LIBRARY_H
#define SCRIPT_LIBRARY_H

#include <lua.h>

/*
 * What Lua code finds there: a choice of Lua's own libraries and some functions of ours, each of
 * which ends soon whatever it is given, says nothing about the machine and changes nothing that
 * another module sees. What is taken from Lua is listed in LIBRARY of library.c; what is ours and
 * needs more than its arguments is added by script.c (use, unfold, modules), writing.c (json, csv,
 * qr) and drawing.c (svg, text_width).
 */

/*
 * Pushes the table of globals: the functions of the base library, and string, table, math and utf8
 * behind faces. Reading a name that is not in it raises. It can be written; its face, for
 * modules, is made by library_close. To be run by sandbox_run.
 */
void library_open(lua_State *L);

/* Replaces the table of globals on top by a face that refuses writes, in words for a global. */
void library_close(lua_State *L);

#endif
