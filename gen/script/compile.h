/* SPDX-License-Identifier: MIT */
#ifndef SCRIPT_COMPILE_H
#define SCRIPT_COMPILE_H

#include <lua.h>
#include <stdbool.h>
#include <stddef.h>

/* A text on its way to Lua's compiler. */
struct compile {
	const char *chunk; /* what messages call it */
	const char *head;  /* Lua text before its own, on its first line; may be NULL */
	const char *text;
	size_t length;
};

/*
 * Pushes the text as a function. False: it is no Lua; the compiler's message is pushed instead.
 * Raises when a bound is met.
 */
bool compile_text(lua_State *L, struct compile *compile);

#endif
