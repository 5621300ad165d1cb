/* SPDX-License-Identifier: MIT */
/*
 * What Lua code may call. Left out, and why:
 *   - load, require, dofile, io, os, package, debug, print, collectgarbage: they reach outside;
 *   - rawset, rawget, setmetatable, getmetatable: they reach behind faces and into what is shared;
 *   - next, and Lua's own pairs: their order varies from run to run. pairs is sorted here;
 *   - table.sort of Lua: it is not stable, and picks its pivots by the clock;
 *   - math.random, tostring's and format's addresses: they vary;
 *   - find, match, gmatch, gsub with patterns: short ones can run for hours and nothing stops them;
 *   - coroutines, xpcall: a budget that ended must end everything; one pcall is enough to guard.
 * Messages for Lua code are not translated: a script may catch one and put it on a page.
 */
#include "script/library.h"

#include <lauxlib.h>
#include <lualib.h>
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "script/face.h"
#include "script/order.h"
#include "script/sandbox.h"
#include "script/strings.h"

/* ---- names that do not exist */

static int compare_words(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The key of the table at `index` most like `word`, or NULL. Lua holds what is allocated. */
static const char *nearest_key(lua_State *L, int index, const char *word)
{
	size_t count = 0;
	lua_pushnil(L);
	for (; lua_next(L, index); lua_pop(L, 1))
		count++;
	const char **words = lua_newuserdatauv(L, (count + 1) * sizeof *words, 0);
	count = 0;
	lua_pushnil(L);
	for (; lua_next(L, index); lua_pop(L, 1))
		words[count++] = lua_tostring(L, -2);
	words[count] = NULL;
	qsort(words, count, sizeof *words, compare_words);
	return nearest_word(word, words);
}

/* __index of the globals and of every library; upvalue 1: the library's name, "" for globals. */
static int missing(lua_State *L)
{
	const char *library = lua_tostring(L, lua_upvalueindex(1));
	const char *word = strings_show(L, 2);
	const char *near = nearest_key(L, 1, word);
	const char *hint = near == NULL ? "" : lua_pushfstring(L, "; did you mean '%s'?", near);
	if (library[0] != '\0')
		return luaL_error(L, "there is no '%s.%s' here%s", library, word, hint);
	return luaL_error(L, "the name '%s' is not declared%s", word, hint);
}

static int refuse_global(lua_State *L)
{
	return luaL_error(L, "'%s' would be global; write 'local' before it", strings_show(L, 2));
}

/* ---- base */

static int base_tostring(lua_State *L)
{
	luaL_checkany(L, 1);
	strings_show(L, 1);
	return 1;
}

/* A walk over a table in the order of its keys. */
struct walk {
	int at;
	int count;
	struct order_key keys[];
};

/* One step; upvalues: the table, the list of its keys, the walk. */
static int pairs_step(lua_State *L)
{
	struct walk *walk = lua_touserdata(L, lua_upvalueindex(3));
	while (walk->at < walk->count) {
		lua_rawgeti(L, lua_upvalueindex(2), walk->keys[walk->at++].place);
		lua_pushvalue(L, -1);
		if (lua_rawget(L, lua_upvalueindex(1)) != LUA_TNIL)
			return 2;
		lua_pop(L, 2);
	}
	lua_pushnil(L);
	return 1;
}

static int base_pairs(lua_State *L)
{
	int count = 0;
	luaL_checktype(L, 1, LUA_TTABLE);
	face_behind(L, 1);
	lua_createtable(L, 8, 0);
	lua_pushnil(L);
	for (; lua_next(L, -3); lua_pop(L, 1)) {
		lua_pushvalue(L, -2);
		lua_rawseti(L, -4, ++count);
	}
	sandbox_charge(L, (uint64_t)count * ORDER_STEPS);
	size_t size = sizeof(struct walk) + (size_t)count * sizeof(struct order_key);
	struct walk *walk = lua_newuserdatauv(L, size, 0);
	*walk = (struct walk){.count = count};
	for (int i = 0; i < count; i++) {
		lua_rawgeti(L, -2, i + 1);
		walk->keys[i] = order_key(L, -1, i + 1, "pairs");
		lua_pop(L, 1);
	}
	order_sort(walk->keys, (size_t)walk->count);
	lua_pushcclosure(L, pairs_step, 3);
	return 1;
}

/* One step; upvalue: the list behind a face. It keeps nothing, the loop holds the place. */
static int face_step(lua_State *L)
{
	lua_Integer place = lua_tointeger(L, 2) + 1;
	lua_pushinteger(L, place);
	return lua_rawgeti(L, lua_upvalueindex(1), place) == LUA_TNIL ? 1 : 2;
}

/* ---- functions of Lua that are made to say how much they do; upvalue 1: the function */

static int original(lua_State *L)
{
	lua_CFunction function = lua_tocfunction(L, lua_upvalueindex(1));
	return function(L);
}

static int charged_by_text(lua_State *L)
{
	size_t length = 0;
	if (lua_type(L, 1) == LUA_TSTRING)
		lua_tolstring(L, 1, &length);
	sandbox_charge_bytes(L, length);
	return original(L);
}

/* Looks behind a face once and not for every item. */
static int ipairs_behind(lua_State *L)
{
	if (!lua_istable(L, 1) || !lua_getmetatable(L, 1))
		return original(L);
	lua_settop(L, 1);
	face_behind(L, 1);
	lua_pushcclosure(L, face_step, 1);
	lua_pushnil(L);
	lua_pushinteger(L, 0);
	return 3;
}

/* Text is no number here, as it is none for `+`; and a long one takes long to read as one. */
static int on_numbers(lua_State *L)
{
	for (int place = lua_gettop(L); place > 0; place--)
		if (lua_type(L, place) == LUA_TSTRING)
			return luaL_argerror(L, place, "number expected, got string");
	return original(L);
}

static int charged_by_list(lua_State *L)
{
	luaL_checktype(L, 1, LUA_TTABLE);
	sandbox_charge(L, (uint64_t)luaL_len(L, 1));
	return original(L);
}

/* table.insert and table.remove move what lies behind the place that argument 2 names. */
static int charged_by_shift(lua_State *L, bool shifts)
{
	luaL_checktype(L, 1, LUA_TTABLE);
	lua_Integer behind = shifts ? luaL_len(L, 1) - lua_tointeger(L, 2) : 0;
	if (behind > 0)
		sandbox_charge(L, (uint64_t)behind);
	return original(L);
}

static int charged_insert(lua_State *L)
{
	return charged_by_shift(L, lua_gettop(L) == 3);
}

static int charged_remove(lua_State *L)
{
	return charged_by_shift(L, lua_gettop(L) == 2);
}

static int charged_unpack(lua_State *L)
{
	lua_Integer first = luaL_optinteger(L, 2, 1);
	lua_Integer last = lua_isnoneornil(L, 3) ? luaL_len(L, 1) : luaL_checkinteger(L, 3);
	luaL_argcheck(L, last < first || (uint64_t)last - (uint64_t)first < LUAI_MAXSTACK, 3,
	              "too many values");
	if (last >= first)
		sandbox_charge(L, (uint64_t)last - (uint64_t)first);
	return original(L);
}

/* ---- table.sort: a merge sort, which is stable and ends whatever the order function says */

/* Whether item `a` of the list at 1 goes before item `b`, by the function at 2 if there is one. */
static bool goes_before(lua_State *L, uint32_t a, uint32_t b)
{
	bool before;
	if (!lua_isnil(L, 2)) {
		lua_pushvalue(L, 2);
		lua_geti(L, 1, a);
		lua_geti(L, 1, b);
		lua_call(L, 2, 1);
		before = lua_toboolean(L, -1);
		lua_pop(L, 1);
		return before;
	}
	lua_geti(L, 1, a);
	lua_geti(L, 1, b);
	before = lua_compare(L, -2, -1, LUA_OPLT) != 0;
	lua_pop(L, 2);
	return before;
}

static void merge(lua_State *L, const uint32_t *from, uint32_t *to, size_t middle, size_t end)
{
	size_t left = 0;
	size_t right = middle;
	while (left < middle || right < end) {
		bool take_right =
		        left == middle || (right < end && goes_before(L, from[right], from[left]));
		*to++ = take_right ? from[right++] : from[left++];
	}
}

/* Sorts places 1 to `count` of the list; `places` has room for twice as many. */
static const uint32_t *sort_places(lua_State *L, uint32_t *places, size_t count)
{
	uint32_t *from = places;
	uint32_t *to = places + count;
	for (size_t i = 0; i < count; i++)
		from[i] = (uint32_t)i + 1;
	for (size_t width = 1; width < count; width *= 2) {
		sandbox_charge(L, count);
		for (size_t at = 0; at < count; at += 2 * width) {
			size_t left = count - at;
			merge(L, from + at, to + at, MIN(width, left), MIN(2 * width, left));
		}
		uint32_t *swap = from;
		from = to;
		to = swap;
	}
	return from;
}

static int table_sort(lua_State *L)
{
	luaL_checktype(L, 1, LUA_TTABLE);
	if (!lua_isnoneornil(L, 2))
		luaL_checktype(L, 2, LUA_TFUNCTION);
	lua_settop(L, 2);
	lua_Integer count = luaL_len(L, 1);
	luaL_argcheck(L, count < INT32_MAX / 8, 1, "list too long");
	uint32_t *places = lua_newuserdatauv(L, (size_t)count * 2 * sizeof *places, 0);
	const uint32_t *sorted = sort_places(L, places, (size_t)count);
	lua_createtable(L, (int)count, 0);
	for (lua_Integer i = 1; i <= count; i++) {
		lua_geti(L, 1, sorted[i - 1]);
		lua_rawseti(L, -2, i);
	}
	for (lua_Integer i = 1; i <= count; i++) {
		lua_rawgeti(L, -1, i);
		lua_seti(L, 1, i);
	}
	return 0;
}

/* A plain copy of a value that may be changed. */
static int table_copy(lua_State *L)
{
	luaL_checktype(L, 1, LUA_TTABLE);
	lua_settop(L, 1);
	face_copy(L);
	return 1;
}

/* ---- the list */

/* A function of Lua's library; `charged` calls it when it is not taken as it is. */
struct taken {
	const char *library; /* "_G": base */
	const char *name;
	lua_CFunction charged;
};

static const struct taken LIBRARY[] = {
        {"_G", "assert", NULL},
        {"_G", "error", NULL},
        {"_G", "ipairs", ipairs_behind},
        {"_G", "select", NULL},
        {"_G", "tonumber", charged_by_text},
        {"_G", "type", NULL},
        {"math", "abs", on_numbers},
        {"math", "acos", on_numbers},
        {"math", "asin", on_numbers},
        {"math", "atan", on_numbers},
        {"math", "ceil", on_numbers},
        {"math", "cos", on_numbers},
        {"math", "exp", on_numbers},
        {"math", "floor", on_numbers},
        {"math", "fmod", on_numbers},
        {"math", "huge", NULL},
        {"math", "log", on_numbers},
        {"math", "max", on_numbers},
        {"math", "maxinteger", NULL},
        {"math", "min", on_numbers},
        {"math", "mininteger", NULL},
        {"math", "modf", on_numbers},
        {"math", "pi", NULL},
        {"math", "sin", on_numbers},
        {"math", "sqrt", on_numbers},
        {"math", "tan", on_numbers},
        {"math", "tointeger", on_numbers},
        {"math", "type", NULL},
        {"string", "byte", charged_by_text},
        {"string", "char", NULL},
        {"string", "format", strings_format},
        {"string", "len", NULL},
        {"string", "sub", NULL},
        {"table", "concat", charged_by_list},
        {"table", "insert", charged_insert},
        {"table", "pack", NULL},
        {"table", "remove", charged_remove},
        {"table", "unpack", charged_unpack},
        {"utf8", "char", NULL},
        {"utf8", "codepoint", charged_by_text},
        {"utf8", "codes", NULL},
        {"utf8", "len", charged_by_text},
        {"utf8", "offset", charged_by_text},
};

static const luaL_Reg BASE[] = {
        {"pairs", base_pairs},
        {"pcall", sandbox_pcall},
        {"tostring", base_tostring},
        {NULL, NULL},
};

static const luaL_Reg TABLE[] = {
        {"copy", table_copy},
        {"sort", table_sort},
        {NULL, NULL},
};

/* Copies the names of LIBRARY from Lua's table at `from` to the table on top. */
static void take_names(lua_State *L, const char *library, int from)
{
	for (size_t i = 0; i < G_N_ELEMENTS(LIBRARY); i++) {
		const struct taken *taken = &LIBRARY[i];
		if (strcmp(taken->library, library) != 0)
			continue;
		lua_getfield(L, from, taken->name);
		if (taken->charged != NULL)
			lua_pushcclosure(L, taken->charged, 1);
		lua_setfield(L, -2, taken->name);
	}
}

/* Pushes our form of the library that `open` gives. */
static void push_library(lua_State *L, const char *name, lua_CFunction open, const luaL_Reg *own)
{
	lua_pushcfunction(L, open);
	lua_call(L, 0, 1);
	lua_createtable(L, 0, 24);
	take_names(L, name, lua_absindex(L, -2));
	if (own != NULL)
		luaL_setfuncs(L, own, 0);
	lua_remove(L, -2);
	lua_createtable(L, 0, 1);
	lua_pushstring(L, strcmp(name, "_G") == 0 ? "" : name);
	lua_pushcclosure(L, missing, 1);
	lua_setfield(L, -2, "__index");
	lua_setmetatable(L, -2);
}

/* Makes the library on top what strings look up their methods in, and nothing else. */
static void set_methods(lua_State *L)
{
	lua_pushliteral(L, "");
	lua_createtable(L, 0, 1);
	lua_pushvalue(L, -3);
	lua_setfield(L, -2, "__index");
	lua_setmetatable(L, -2);
	lua_pop(L, 1);
}

void library_open(lua_State *L)
{
	push_library(L, "_G", luaopen_base, BASE);
	push_library(L, "string", luaopen_string, strings_functions);
	set_methods(L);
	face_wrap(L);
	lua_setfield(L, -2, "string");
	push_library(L, "table", luaopen_table, TABLE);
	face_wrap(L);
	lua_setfield(L, -2, "table");
	push_library(L, "math", luaopen_math, NULL);
	face_wrap(L);
	lua_setfield(L, -2, "math");
	push_library(L, "utf8", luaopen_utf8, strings_utf8);
	face_wrap(L);
	lua_setfield(L, -2, "utf8");
}

void library_close(lua_State *L)
{
	face_wrap_with(L, refuse_global);
}
