/* SPDX-License-Identifier: MIT */
#ifndef SCRIPT_TAKE_H
#define SCRIPT_TAKE_H

#include "script/lend.h"

/* Values on their way out of Lua. */
struct taker;

/* `lender` is borrowed: it knows the HTML that handles stand for. */
struct taker *taker_new(const struct lender *lender);
void taker_free(struct taker *taker);

enum {
	TAKE_DEPTH_MOST = 64,               /* tables in each other */
	TAKE_VALUES_MOST = 1000 * 1000,     /* taken at once; a shared table counts each time */
	TAKE_BYTES_MOST = 64 * 1024 * 1024, /* of text, taken at once */
};

/*
 * Takes the value on top of the stack, which stays there. Sequences become lists (an empty table
 * too), tables with text keys maps in the order of the keys' bytes; functions are left out. Text
 * is copied into `arena`, HTML is what was lent. False: it is no plain data, taker_problem says
 * why. Raises nothing but out of memory.
 */
bool taker_take(struct taker *taker, lua_State *L, struct arena *arena, struct value *out);

/* Why the last taker_take failed, in words, with the path of keys to the place. */
const char *taker_problem(const struct taker *taker);

#endif
