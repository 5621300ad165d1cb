/* SPDX-License-Identifier: MIT */
#ifndef SCRIPT_FACE_H
#define SCRIPT_FACE_H

#include <lua.h>
#include <stdbool.h>

/*
 * A face is an empty table in front of another: it reads as the other and cannot be written. Lua
 * code has no setmetatable, so a table with a metatable is always a face.
 */

/* Replaces the table on top of the stack by a face of it. What lies in the table stays as it is. */
void face_wrap(lua_State *L);

/* The same, with its own function for writes (`refuse`, called as __newindex). */
void face_wrap_with(lua_State *L, lua_CFunction refuse);

/* Pushes the table behind the face at `index`, or the table itself when it is no face. */
void face_behind(lua_State *L, int index);

enum { FACE_DEPTH_MOST = 64 };

/*
 * Replaces the value on top of the stack by a deep copy, behind faces when `read_only`. Functions
 * and keys are shared, tables met twice stay one table. Raises when tables lie more than
 * FACE_DEPTH_MOST deep.
 */
void face_copy(lua_State *L, bool read_only);

#endif
