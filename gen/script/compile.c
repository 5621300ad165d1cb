/* SPDX-License-Identifier: MIT */
/*
 * Lua's compiler calls no hook, and takes quadratic time for some texts (long chains of elseif,
 * of and): it is given the text in pieces, and stopped between them.
 */
#include "script/compile.h"

#include <glib.h>
#include <string.h>

#include "script/sandbox.h"

enum { PIECE = 1024 /* bytes that are given to Lua's compiler at a time */ };

static const char *read_piece(lua_State *L, void *data, size_t *size)
{
	struct compile *compile = data;
	const char *piece = compile->head;
	if (piece != NULL) {
		*size = strlen(piece);
		compile->head = NULL;
		return piece;
	}
	piece = compile->text;
	*size = MIN(compile->length, (size_t)PIECE);
	compile->text += *size;
	compile->length -= *size;
	sandbox_charge(L, *size);
	return piece;
}

bool compile_text(lua_State *L, struct compile *compile)
{
	const char *name = lua_pushfstring(L, "=%s", compile->chunk);
	int status = lua_load(L, read_piece, compile, name, "t");
	lua_remove(L, -2);
	if (status == LUA_ERRMEM)
		sandbox_out_of_memory(L);
	if (status != LUA_OK && status != LUA_ERRSYNTAX)
		lua_error(L);
	return status == LUA_OK;
}
