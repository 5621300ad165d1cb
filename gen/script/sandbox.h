/* SPDX-License-Identifier: MIT */
#ifndef SCRIPT_SANDBOX_H
#define SCRIPT_SANDBOX_H

#include <glib.h>
#include <lua.h>
#include <stdbool.h>
#include <stdint.h>

/*
 * A Lua state whose every run has a bound of steps, of processor time and of memory that Lua code
 * can neither lift nor outlive by catching the error. It holds no library yet: library.h.
 */
struct sandbox;

enum {
	/* Of one run. A step is an instruction, or the handling of 16 bytes; 20 million take from a
	 * tenth of a second to half of one. */
	SANDBOX_STEPS_MOST = 20 * 1000 * 1000,
	/* What steps do not see. Wide of the steps, so that a slow machine says the same. */
	SANDBOX_MILLISECONDS_MOST = 1200,
	SANDBOX_MEMORY_MOST = 64 * 1024 * 1024, /* bytes, of the whole state */
	SANDBOX_TEXT_MOST = 4 * 1024 * 1024,    /* bytes, of one string */
};

enum failure_cause { FAILURE_RUN, FAILURE_STEPS, FAILURE_MEMORY };

/* Why a run ended before its end. */
struct failure {
	enum failure_cause cause;
	char chunk[LUA_IDSIZE]; /* name of the chunk that was running; "" when none was */
	unsigned line;          /* in it, from 1 */
	GString *text;          /* FAILURE_RUN: what the error says, as Lua made it */
};

struct sandbox *sandbox_new(void);
void sandbox_free(struct sandbox *sandbox);

lua_State *sandbox_state(struct sandbox *sandbox);

/* The sandbox that a state belongs to. */
struct sandbox *sandbox_of(lua_State *L);

/* Errors inside the chunk of that name are told at the line of its caller. `chunk` is borrowed. */
void sandbox_trust(struct sandbox *sandbox, const char *chunk);

/*
 * Runs `work` under fresh bounds with `context` as its light userdata argument; what it returns is
 * dropped. False: sandbox_failure says why. The state is ready for the next run either way.
 */
bool sandbox_run(struct sandbox *sandbox, lua_CFunction work, void *context);

/* Of the last run that failed; lives until the next. */
const struct failure *sandbox_failure(const struct sandbox *sandbox);

/* Counts work that a C function is about to do for Lua; raises when the run has none left. */
void sandbox_charge(lua_State *L, uint64_t steps);

/* The same for work on `bytes` bytes. */
void sandbox_charge_bytes(lua_State *L, size_t bytes);

/* pcall for Lua: catches every error but that of a bound. The only thing that may catch any. */
int sandbox_pcall(lua_State *L);

/* Raises the error of a bound for a memory error that came back as a status. */
int sandbox_out_of_memory(lua_State *L);

#endif
