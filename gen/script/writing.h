/* SPDX-License-Identifier: MIT */
#ifndef SCRIPT_WRITING_H
#define SCRIPT_WRITING_H

#include "script/lend.h"

/*
 * The functions of Lua that write forms other than templates can: json(value), csv(rows) and
 * qr(text, label). lua/prelude.lua tells what they are to a script.
 */
struct writer;

/* `lender` is borrowed: it knows what folded values hold, and keeps the pictures. */
struct writer *writer_new(struct lender *lender);
void writer_free(struct writer *writer);

/* Sets the functions in the table on top of the stack; `writer` must outlive the state. */
void writer_open(struct writer *writer, lua_State *L);

#endif
