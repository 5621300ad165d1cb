/* SPDX-License-Identifier: MIT */
/*
 * A face is read through a metatable whose __index is the table behind it, not a function: the
 * virtual machine follows that by itself, so reading costs one look-up more and no call.
 */
#include "script/face.h"

#include <lauxlib.h>

static int refuse_write(lua_State *L)
{
	const char *key = lua_isstring(L, 2) ? lua_tostring(L, 2) : luaL_typename(L, 2);
	return luaL_error(L, "'%s' cannot be set: this table is read-only; change a copy of it",
	                  key);
}

static int face_length(lua_State *L)
{
	face_behind(L, 1);
	lua_pushinteger(L, (lua_Integer)lua_rawlen(L, -1));
	return 1;
}

void face_wrap_with(lua_State *L, lua_CFunction refuse)
{
	lua_createtable(L, 0, 0);
	lua_createtable(L, 0, 3);
	lua_rotate(L, -3, -1);
	lua_setfield(L, -2, "__index");
	lua_pushcfunction(L, refuse);
	lua_setfield(L, -2, "__newindex");
	lua_pushcfunction(L, face_length);
	lua_setfield(L, -2, "__len");
	lua_setmetatable(L, -2);
}

void face_wrap(lua_State *L)
{
	face_wrap_with(L, refuse_write);
}

void face_behind(lua_State *L, int index)
{
	lua_pushvalue(L, index);
	if (!lua_getmetatable(L, -1))
		return;
	lua_getfield(L, -1, "__index");
	lua_replace(L, -3);
	lua_pop(L, 1);
}

static void copy_value(lua_State *L, int copies, bool read_only, int depth);

/* Fills the table on top from the one below it, whose keys and values are walked. */
static void copy_items(lua_State *L, int copies, bool read_only, int depth)
{
	int from = lua_absindex(L, -2);
	int to = lua_absindex(L, -1);
	lua_pushnil(L);
	while (lua_next(L, from)) {
		copy_value(L, copies, read_only, depth + 1);
		lua_pushvalue(L, -2);
		lua_insert(L, -2);
		lua_rawset(L, to);
	}
}

/* Replaces the value on top. `copies` is the index of a table from originals to copies. */
static void copy_value(lua_State *L, int copies, bool read_only, int depth)
{
	if (!lua_istable(L, -1))
		return;
	if (depth > FACE_DEPTH_MOST)
		luaL_error(L, "tables lie more than %d deep in each other", FACE_DEPTH_MOST);
	luaL_checkstack(L, 8, NULL);
	face_behind(L, -1);
	lua_replace(L, -2);
	lua_pushvalue(L, -1);
	if (lua_rawget(L, copies) != LUA_TNIL) {
		lua_replace(L, -2);
		return;
	}
	lua_pop(L, 1);
	lua_createtable(L, (int)lua_rawlen(L, -1), 0);
	/* Known before it is filled, so that a table inside itself ends. */
	lua_pushvalue(L, -1);
	if (read_only)
		face_wrap(L);
	lua_pushvalue(L, -3);
	lua_pushvalue(L, -2);
	lua_rawset(L, copies);
	lua_insert(L, -3);
	copy_items(L, copies, read_only, depth);
	lua_pop(L, 2);
}

void face_copy(lua_State *L, bool read_only)
{
	lua_createtable(L, 0, 0);
	lua_insert(L, -2);
	copy_value(L, lua_absindex(L, -2), read_only, 1);
	lua_remove(L, -2);
}
