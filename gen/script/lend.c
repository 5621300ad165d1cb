/* SPDX-License-Identifier: MIT */
/*
 * A handle is a light userdata that is no pointer: it holds the number of the call and a place in a
 * list. A script that keeps one beyond its call holds a number that fits no more.
 */
#include "script/lend.h"

#include <lauxlib.h>
#include <limits.h>
#include <stdint.h>

#include "script/face.h"

enum { PLACE_BITS = sizeof(uintptr_t) * 3 };

struct lender {
	uintptr_t call;     /* part of its handles; 0 marks those that are kept */
	GPtrArray *handles; /* const struct value *, of this call */
	GPtrArray *kept;    /* const struct value *, in `arena` */
	struct arena *arena;
	struct arena *made; /* borrowed: for what is made in this call; NULL: it is kept */
};

struct lender *lender_new(void)
{
	struct lender *lender = g_new0(struct lender, 1);
	lender->handles = g_ptr_array_new();
	lender->kept = g_ptr_array_new();
	lender->arena = arena_new();
	return lender;
}

void lender_free(struct lender *lender)
{
	if (lender == NULL)
		return;
	g_ptr_array_unref(lender->handles);
	g_ptr_array_unref(lender->kept);
	arena_free(lender->arena);
	g_free(lender);
}

void lender_begin(struct lender *lender, struct arena *arena)
{
	uintptr_t calls = UINTPTR_MAX >> PLACE_BITS;
	lender->call = lender->call % calls + 1;
	g_ptr_array_set_size(lender->handles, 0);
	lender->made = arena;
}

static void push_handle(lua_State *L, uintptr_t call, GPtrArray *list, const struct value *value)
{
	uintptr_t handle = call << PLACE_BITS | list->len;
	if (list->len >> (PLACE_BITS - 1) != 0)
		luaL_error(L, "too many things are lent in one call");
	g_ptr_array_add(list, (void *)value);
	lua_pushlightuserdata(L, (void *)handle);
}

const struct value *lender_find(const struct lender *lender, const void *userdata)
{
	uintptr_t handle = (uintptr_t)userdata;
	uintptr_t call = handle >> PLACE_BITS;
	uintptr_t at = handle & (((uintptr_t)1 << PLACE_BITS) - 1);
	const GPtrArray *list = call == 0 ? lender->kept : lender->handles;
	if ((call != 0 && call != lender->call) || at >= list->len)
		return NULL;
	return list->pdata[at];
}

static void push_html(struct lender *lender, lua_State *L, const struct value *value, bool kept)
{
	if (!kept) {
		push_handle(L, lender->call, lender->handles, value);
		return;
	}
	struct value *copy = arena_new_array(lender->arena, struct value, 1);
	*copy = value_copy(lender->arena, value);
	push_handle(L, 0, lender->kept, copy);
}

static void push(struct lender *lender, lua_State *L, const struct value *value, bool kept,
                 unsigned depth);

static void push_list(struct lender *lender, lua_State *L, const struct value *list, bool kept,
                      unsigned depth)
{
	lua_Integer place = 0;
	lua_createtable(L, (int)MIN(list->count, (unsigned)INT_MAX), 0);
	for (unsigned i = 0; i < list->count; i++) {
		if (list->items[i].type == VALUE_NOTHING)
			continue;
		push(lender, L, &list->items[i], kept, depth + 1);
		lua_rawseti(L, -2, ++place);
	}
}

static void push_map(struct lender *lender, lua_State *L, const struct value *map, bool kept,
                     unsigned depth)
{
	lua_createtable(L, 0, (int)MIN(map->count, (unsigned)INT_MAX));
	for (unsigned i = 0; i < map->count; i++) {
		push(lender, L, &map->items[i], kept, depth + 1);
		lua_setfield(L, -2, map->keys[i]);
	}
}

static void push_table(struct lender *lender, lua_State *L, const struct value *value, bool kept,
                       unsigned depth)
{
	if (depth > LEND_DEPTH_MOST)
		luaL_error(L, "lists and maps lie more than %d deep in each other", LEND_DEPTH_MOST);
	luaL_checkstack(L, 8, NULL);
	if (value->type == VALUE_LIST)
		push_list(lender, L, value, kept, depth);
	else
		push_map(lender, L, value, kept, depth);
	if (kept)
		face_wrap(L);
}

static void push(struct lender *lender, lua_State *L, const struct value *value, bool kept,
                 unsigned depth)
{
	if (value->folded && !kept && depth > 1) {
		push_handle(L, lender->call, lender->handles, value);
		return;
	}
	switch (value->type) {
	case VALUE_NOTHING:
		lua_pushnil(L);
		break;
	case VALUE_BOOLEAN:
		lua_pushboolean(L, value->boolean);
		break;
	case VALUE_TEXT:
		lua_pushlstring(L, value->text, value->length);
		break;
	case VALUE_HTML:
		push_html(lender, L, value, kept);
		break;
	case VALUE_LIST:
	case VALUE_MAP:
		push_table(lender, L, value, kept, depth);
		break;
	}
}

void lender_push(struct lender *lender, lua_State *L, const struct value *value)
{
	push(lender, L, value, false, 1);
}

void lender_push_kept(struct lender *lender, lua_State *L, const struct value *value)
{
	push(lender, L, value, true, 1);
}

void lender_push_html(struct lender *lender, lua_State *L, const char *html, size_t length)
{
	struct value value = value_html(html, length);
	if (lender->made == NULL) {
		push_html(lender, L, &value, true);
		return;
	}
	struct value *copy = arena_new_array(lender->made, struct value, 1);
	*copy = value_copy(lender->made, &value);
	push_html(lender, L, copy, false);
}
