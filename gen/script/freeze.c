/* SPDX-License-Identifier: MIT */
/*
 * Everything that a later call can reach is reached from the values of modules, through tables and
 * through the variables (upvalues) of functions. All of it is walked here once, when the module is
 * loaded: tables become read-only, variables are noted with their values. What a call makes can then
 * be put nowhere but into variables, and those are given back.
 *
 * A list holds at 1 the places (struct places), and behind it each function and the values of its
 * variables. A variable that several functions share is there once.
 */
#include "script/freeze.h"

#include <glib.h>
#include <lauxlib.h>
#include <stdbool.h>
#include <stdint.h>

#include "script/face.h"
#include "script/sandbox.h"

enum { NEXT_FUNCTION = 0, STEPS = 4 /* to be charged for one variable */ };

struct places {
	size_t count;
	uint8_t numbers[]; /* of a variable in its function, or NEXT_FUNCTION */
};

struct freezing {
	int copies;  /* stack index: as face_copy_with fills it, and the ids of variables seen */
	int list;    /* stack index */
	int numbers; /* stack index: what struct places will hold */
	int frozen;  /* stack index: functions of this and former loadings */
	int count;   /* of `numbers`; `list` has one more */
};

static const char FROZEN = 0; /* its address is a key of the registry */

void freeze_open(lua_State *L)
{
	lua_createtable(L, 0, 64);
	lua_createtable(L, 0, 1);
	lua_pushliteral(L, "k");
	lua_setfield(L, -2, "__mode");
	lua_setmetatable(L, -2);
	lua_rawsetp(L, LUA_REGISTRYINDEX, &FROZEN);
}

/* Puts the key on top of the stack, which stays, into the table. False: it is there already. */
static bool add_key(lua_State *L, int table)
{
	lua_pushvalue(L, -1);
	bool is_new = lua_rawget(L, table) == LUA_TNIL;
	lua_pop(L, 1);
	if (!is_new)
		return false;
	lua_pushvalue(L, -1);
	lua_pushboolean(L, true);
	lua_rawset(L, table);
	return true;
}

/* Puts what is on top, which is popped, behind the list. */
static void put(lua_State *L, struct freezing *freezing, int number)
{
	lua_rawseti(L, freezing->list, ++freezing->count + 1);
	lua_pushinteger(L, number);
	lua_rawseti(L, freezing->numbers, freezing->count);
}

/* The function on top is C's. Those that keep nothing but what never changes hold no userdata. */
static void check_iterator(lua_State *L)
{
	for (int number = 1; lua_getupvalue(L, -1, number) != NULL; number++) {
		if (lua_type(L, -1) == LUA_TUSERDATA)
			luaL_error(L, "an iterator of pairs is kept outside of a function; call "
			              "pairs where the loop is");
		lua_pop(L, 1);
	}
}

/* The function on top. */
static void freeze_function(lua_State *L, struct freezing *freezing)
{
	bool begun = false;
	if (!add_key(L, freezing->frozen))
		return;
	if (lua_iscfunction(L, -1)) {
		check_iterator(L);
		return;
	}
	for (int number = 1; lua_getupvalue(L, -1, number) != NULL; number++) {
		sandbox_charge(L, STEPS);
		lua_pushlightuserdata(L, lua_upvalueid(L, -2, number));
		bool is_new = add_key(L, freezing->copies);
		lua_pop(L, 1);
		if (!is_new) {
			lua_pop(L, 1);
			continue;
		}
		face_copy_with(L, freezing->copies);
		lua_pushvalue(L, -1);
		lua_setupvalue(L, -3, number);
		if (!begun) {
			lua_pushvalue(L, -2);
			put(L, freezing, NEXT_FUNCTION);
			begun = true;
		}
		put(L, freezing, number);
	}
}

/* Puts the places at the head of the list. */
static void finish(lua_State *L, const struct freezing *freezing)
{
	size_t count = (size_t)freezing->count;
	struct places *places = lua_newuserdatauv(L, sizeof *places + count, 0);
	places->count = count;
	for (size_t i = 0; i < count; i++) {
		lua_rawgeti(L, freezing->numbers, (lua_Integer)i + 1);
		places->numbers[i] = (uint8_t)lua_tointeger(L, -1);
		lua_pop(L, 1);
	}
	lua_rawseti(L, freezing->list, 1);
}

void freeze_value(lua_State *L)
{
	int value = lua_absindex(L, -1);
	struct freezing freezing = {
	        .list = value + 1, .copies = value + 2, .numbers = value + 3, .frozen = value + 4};
	luaL_checkstack(L, 16, NULL);
	for (int i = 0; i < 3; i++)
		lua_createtable(L, 8, 0);
	lua_rawgetp(L, LUA_REGISTRYINDEX, &FROZEN);
	lua_pushvalue(L, value);
	face_copy_with(L, freezing.copies);
	lua_replace(L, value);
	/* Functions lie in the order in which they were met; more are met on the way. */
	for (int i = 1; lua_rawgeti(L, freezing.copies, i) == LUA_TFUNCTION; i++) {
		freeze_function(L, &freezing);
		lua_pop(L, 1);
	}
	finish(L, &freezing);
	lua_settop(L, freezing.list);
}

/* Given back without a look at what they hold now: to compare would cost more. */
void freeze_restore(lua_State *L, int list)
{
	int top = lua_gettop(L);
	lua_rawgeti(L, LUA_REGISTRYINDEX, list);
	lua_rawgeti(L, top + 1, 1);
	const struct places *places = lua_touserdata(L, -1); /* held by the list */
	for (size_t i = 0; i < places->count; i++) {
		lua_rawgeti(L, top + 1, (lua_Integer)i + 2);
		if (places->numbers[i] == NEXT_FUNCTION)
			lua_replace(L, top + 2);
		else
			lua_setupvalue(L, top + 2, places->numbers[i]);
	}
	lua_settop(L, top);
}
