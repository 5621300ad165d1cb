/* SPDX-License-Identifier: MIT */
#include "script/order.h"

#include <glib.h>
#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>

static int compare_keys(const void *first, const void *second)
{
	const struct order_key *a = first;
	const struct order_key *b = second;
	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	if (a->rank != ORDER_TEXT)
		return (a->number > b->number) - (a->number < b->number);
	int order = memcmp(a->text, b->text, MIN(a->length, b->length));
	return order != 0 ? order : (a->length > b->length) - (a->length < b->length);
}

struct order_key order_key(lua_State *L, int index, int place, const char *function)
{
	struct order_key key = {.place = place};
	switch (lua_type(L, index)) {
	case LUA_TNUMBER:
		key.number = lua_isinteger(L, index) ? (long double)lua_tointeger(L, index)
		                                     : (long double)lua_tonumber(L, index);
		break;
	case LUA_TSTRING:
		key.rank = ORDER_TEXT;
		key.text = lua_tolstring(L, index, &key.length);
		break;
	case LUA_TBOOLEAN:
		key.rank = ORDER_BOOLEAN;
		key.number = lua_toboolean(L, index);
		break;
	default:
		luaL_error(L, "%s cannot order a table that has a %s as key", function,
		           luaL_typename(L, index));
	}
	return key;
}

void order_sort(struct order_key *keys, size_t count)
{
	for (size_t i = 1; i < count; i++) {
		if (compare_keys(&keys[i - 1], &keys[i]) <= 0)
			continue;
		qsort(keys, count, sizeof *keys, compare_keys);
		return;
	}
}
