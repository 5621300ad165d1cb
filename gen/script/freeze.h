/* SPDX-License-Identifier: MIT */
#ifndef SCRIPT_FREEZE_H
#define SCRIPT_FREEZE_H

#include <lua.h>

/*
 * A function of Lua holds on to the variables that stand outside of it, and whatever it put there
 * would be found by the next call. Freezing a module ends that: the tables among them become
 * read-only, and the variables themselves get back what they held when the module was loaded, as
 * soon as a call is over (freeze_restore).
 */

/* Once for a state, before all others. */
void freeze_open(lua_State *L);

/*
 * Replaces the value on top of the stack by a read-only copy, as face_copy does, freezes what all
 * functions in it hold, and pushes a list of what they held, for freeze_restore. Raises for an
 * iterator of `pairs` among it, which holds what nobody can give back.
 */
void freeze_value(lua_State *L);

/* Gives the variables of the list at that reference in the registry what they held. Never raises. */
void freeze_restore(lua_State *L, int list);

#endif
