/* SPDX-License-Identifier: MIT */
#ifndef SCRIPT_ORDER_H
#define SCRIPT_ORDER_H

#include <lua.h>
#include <stddef.h>

/*
 * The order of the keys of a table: numbers, text by its bytes, then booleans. Lua's own order
 * varies from run to run.
 */
enum order_rank { ORDER_NUMBER, ORDER_TEXT, ORDER_BOOLEAN };

struct order_key {
	enum order_rank rank;
	int place; /* what the caller likes */
	union {
		long double number; /* wide enough for every integer and float */
		struct {
			const char *text; /* Lua's own */
			size_t length;
		};
	};
};

enum { ORDER_STEPS = 16 }; /* to be charged for one key, in a table of many */

/* The key at `index`. Raises for one without an order, in the name of `function`. */
struct order_key order_key(lua_State *L, int index, int place, const char *function);

void order_sort(struct order_key *keys, size_t count);

#endif
