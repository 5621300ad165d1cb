/* SPDX-License-Identifier: MIT */
#ifndef SCRIPT_STRINGS_H
#define SCRIPT_STRINGS_H

#include <lauxlib.h>

/*
 * Functions on text in place of those of Lua that cannot be interrupted (all that take a pattern),
 * that depend on the locale or that show addresses. Bytes count from 1; the end is counted back
 * from with negative numbers, as in Lua.
 */
extern const luaL_Reg strings_functions[]; /* of `string` */
extern const luaL_Reg strings_utf8[];      /* of `utf8` */

/* format(form, …) for Lua: as Lua's (upvalue 1), but for values that are text or numbers. */
int strings_format(lua_State *L);

/* Pushes the text of the value at `index`, without the address that Lua's tostring gives. */
const char *strings_show(lua_State *L, int index);

#endif
