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

/* Who is told what is read of a table. */
struct face_watch {
	void (*walked)(struct face_watch *watch); /* face_behind gave all of it */
};

/*
 * Makes a face that is read through a function. On top of the stack are its upvalues, which are
 * popped: the table behind the face, what the function likes, and a struct face_watch as light
 * userdata.
 */
void face_wrap_watched(lua_State *L, lua_CFunction read);

/* Pushes the table behind the face at `index`, or the table itself when it is no face. */
void face_behind(lua_State *L, int index);

enum { FACE_DEPTH_MOST = 64 };

/*
 * Replaces the value on top of the stack by a deep copy that can be changed. Functions and keys are
 * shared, tables met twice stay one table. Raises when tables lie more than FACE_DEPTH_MOST deep.
 */
void face_copy(lua_State *L);

/*
 * The same behind faces; a face is not copied but taken as it is. `copies` is the index of a table:
 * from each table met to its copy, so that several values can be copied as parts of one, and a list
 * of the functions met.
 */
void face_copy_with(lua_State *L, int copies);

#endif
