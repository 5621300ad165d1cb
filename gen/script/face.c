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
	return luaL_error(L,
	                  "'%s' cannot be set: this table is read-only, as all that was there "
	                  "before the page; change a copy of it",
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

void face_wrap_watched(lua_State *L, lua_CFunction read)
{
	lua_pushcclosure(L, read, 3);
	face_wrap_with(L, refuse_write);
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
	if (lua_getfield(L, -1, "__index") == LUA_TFUNCTION) {
		lua_getupvalue(L, -1, 3);
		struct face_watch *watch = lua_touserdata(L, -1);
		watch->walked(watch);
		lua_pop(L, 1);
		lua_getupvalue(L, -1, 1);
		lua_remove(L, -2);
	}
	lua_replace(L, -3);
	lua_pop(L, 1);
}

/* How a value is copied; `copies` is the index of a table from originals to copies. */
struct copying {
	int copies;
	bool read_only;
};

static void copy_value(lua_State *L, const struct copying *copying, int depth);

/* Fills the table on top from the one below it, whose keys and values are walked. */
static void copy_items(lua_State *L, const struct copying *copying, int depth)
{
	int from = lua_absindex(L, -2);
	int to = lua_absindex(L, -1);
	lua_pushnil(L);
	while (lua_next(L, from)) {
		copy_value(L, copying, depth + 1);
		lua_pushvalue(L, -2);
		/* A table that is a key stands for itself: what is looked up by it is found by
		 * its copy. Where nothing is frozen it stays the one that others have. */
		if (copying->read_only)
			copy_value(L, copying, depth + 1);
		lua_insert(L, -2);
		lua_rawset(L, to);
	}
}

/* The function on top, which stays, is put behind the list in `copies` when it is not there. */
static void meet_function(lua_State *L, int copies)
{
	lua_pushvalue(L, -1);
	if (lua_rawget(L, copies) == LUA_TNIL) {
		lua_pushvalue(L, -2);
		lua_pushboolean(L, true);
		lua_rawset(L, copies);
		lua_pushvalue(L, -2);
		lua_rawseti(L, copies, (lua_Integer)lua_rawlen(L, copies) + 1);
	}
	lua_pop(L, 1);
}

/* Puts the copy of the table on top, still empty, below it, and on top what is to be filled. */
static void begin_copy(lua_State *L, const struct copying *copying)
{
	lua_createtable(L, (int)lua_rawlen(L, -1), 0);
	/* Known before it is filled, so that a table inside itself ends. */
	lua_pushvalue(L, -1);
	if (copying->read_only)
		face_wrap(L);
	lua_pushvalue(L, -3);
	lua_pushvalue(L, -2);
	lua_rawset(L, copying->copies);
	lua_insert(L, -3);
}

/* Replaces the value on top. */
static void copy_value(lua_State *L, const struct copying *copying, int depth)
{
	if (copying->read_only && lua_isfunction(L, -1))
		meet_function(L, copying->copies);
	if (!lua_istable(L, -1))
		return;
	if (depth > FACE_DEPTH_MOST)
		luaL_error(L, "tables lie more than %d deep in each other", FACE_DEPTH_MOST);
	luaL_checkstack(L, 8, NULL);
	if (lua_getmetatable(L, -1)) {
		lua_pop(L, 1);
		if (copying->read_only) /* a face already, and so is all that is in it */
			return;
	}
	face_behind(L, -1);
	lua_replace(L, -2);
	lua_pushvalue(L, -1);
	if (lua_rawget(L, copying->copies) != LUA_TNIL) {
		lua_replace(L, -2);
		return;
	}
	lua_pop(L, 1);
	begin_copy(L, copying);
	copy_items(L, copying, depth);
	lua_pop(L, 2);
}

void face_copy(lua_State *L)
{
	lua_createtable(L, 0, 0);
	lua_insert(L, -2);
	copy_value(L, &(struct copying){.copies = lua_absindex(L, -2)}, 1);
	lua_remove(L, -2);
}

void face_copy_with(lua_State *L, int copies)
{
	copy_value(L, &(struct copying){.copies = lua_absindex(L, copies), .read_only = true}, 1);
}
