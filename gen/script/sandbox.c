/* SPDX-License-Identifier: MIT */
/*
 * Bounds for code that nobody has read. Three things make them hold:
 *   - steps are counted by a hook, by the allocator (bytes) and by the C functions that Lua may
 *     call (sandbox_charge), so that no single cheap-looking instruction hides much work. Counted
 *     work does not depend on the machine: what fails, fails everywhere;
 *   - a clock of processor time catches what is not counted, such as comparing long strings;
 *   - a run that met a bound is over: `spent` stays set and sandbox_pcall, the only thing that
 *     catches errors, raises it again.
 *
 * Lua calls no message handler for a memory error, so the allocator notes the line when it refuses.
 */
#include "script/sandbox.h"

#include <lauxlib.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

enum {
	STEP_INTERVAL = 1000, /* instructions between two looks at the bounds */
	BYTES_PER_STEP = 16,
	BYTES_BETWEEN = 256 * 1024, /* allocated bytes after which the next instruction looks */
	LEVELS_MOST = 64,           /* frames searched for the line to blame */
	DEPTH_MOST = 10000,         /* calls in each other */
	PCALL_STEPS = 100,          /* what raising and catching an error may cost */
	TEXT_SHOWN = 600,           /* bytes of an error text that are kept */
	TICK = 20,                  /* milliseconds before the processor clock is read at all */
	HANDLER = 1,                /* where the message handler lies on the stack */
};

struct sandbox {
	lua_State *L;
	const char *trusted;
	size_t memory;
	size_t fresh;           /* bytes allocated since they were last turned into steps */
	uint64_t steps;         /* of this run */
	int64_t started;        /* milliseconds on the coarse clock */
	int64_t cpu_base;       /* milliseconds of processor time; 0: not read in this run */
	bool hurried;           /* the hook is set to fire at the next instruction */
	bool spent;             /* a bound was met, `failure` says which */
	bool pressed;           /* the last request was refused */
	struct failure refused; /* where the allocator last said no */
	struct failure failure;
};

struct sandbox *sandbox_of(lua_State *L)
{
	return *(struct sandbox **)lua_getextraspace(L);
}

/* The innermost line of Lua that runs and is not the prelude's. Allocates nothing. */
static void locate(lua_State *L, const char *trusted, struct failure *out)
{
	lua_Debug frame;
	out->line = 0;
	out->chunk[0] = '\0';
	for (int level = 0; level < LEVELS_MOST && lua_getstack(L, level, &frame) == 1; level++) {
		lua_getinfo(L, "Sl", &frame);
		if (frame.currentline <= 0)
			continue;
		if (trusted != NULL && strcmp(frame.short_src, trusted) == 0)
			continue;
		g_strlcpy(out->chunk, frame.short_src, sizeof out->chunk);
		out->line = (unsigned)frame.currentline;
		return;
	}
}

/* ---- memory */

static void on_count(lua_State *L, lua_Debug *event);

/* Much was allocated: let the next instruction look at the bounds, whatever the interval. */
static void hurry(struct sandbox *sandbox)
{
	if (sandbox->hurried || sandbox->L == NULL)
		return;
	sandbox->hurried = true;
	lua_sethook(sandbox->L, on_count, LUA_MASKCOUNT, 1);
}

/*
 * `kind` is what Lua allocates: a type, or 0 when it is no object. When we refuse, Lua collects all
 * garbage and asks once more; then a quarter must be free, or it would do so ever more often.
 */
static bool may_have(const struct sandbox *sandbox, size_t held, size_t size, size_t kind)
{
	size_t most = sandbox->pressed ? SANDBOX_MEMORY_MOST / 4 * 3 : SANDBOX_MEMORY_MOST;
	if (kind == LUA_TSTRING && size > SANDBOX_TEXT_MOST + 64)
		return false;
	return sandbox->memory + (size - held) <= most;
}

static void *allocate(void *user, void *block, size_t old_size, size_t size)
{
	struct sandbox *sandbox = user;
	size_t held = block == NULL ? 0 : old_size;
	if (size == 0) {
		free(block);
		sandbox->memory -= held;
		return NULL;
	}
	if (size > held && !may_have(sandbox, held, size, block == NULL ? old_size : 0)) {
		sandbox->pressed = true;
		if (sandbox->L != NULL)
			locate(sandbox->L, sandbox->trusted, &sandbox->refused);
		return NULL;
	}
	void *moved = block == NULL ? malloc(size) : realloc(block, size);
	if (moved == NULL)
		return NULL;
	sandbox->memory += size - held;
	if (size > held) {
		sandbox->pressed = false;
		sandbox->fresh += size - held;
		if (sandbox->fresh > BYTES_BETWEEN)
			hurry(sandbox);
	}
	return moved;
}

/* ---- steps and time */

static int64_t milliseconds(clockid_t clock)
{
	struct timespec now;
	clock_gettime(clock, &now);
	return (int64_t)now.tv_sec * 1000 + now.tv_nsec / 1000000;
}

/* Ends the run. The error value is a light userdata because making a string may fail. */
static int spend(lua_State *L, enum failure_cause cause)
{
	struct sandbox *sandbox = sandbox_of(L);
	if (!sandbox->spent) {
		sandbox->spent = true;
		sandbox->failure.cause = cause;
		locate(L, sandbox->trusted, &sandbox->failure);
	}
	lua_pushlightuserdata(L, sandbox);
	return lua_error(L);
}

/* Reading the processor clock is dear, so an ordinary run of some microseconds never does. */
static void check_time(lua_State *L, struct sandbox *sandbox)
{
	if (milliseconds(CLOCK_MONOTONIC_COARSE) - sandbox->started < TICK)
		return;
	int64_t now = milliseconds(CLOCK_THREAD_CPUTIME_ID);
	if (sandbox->cpu_base == 0)
		sandbox->cpu_base = MAX(now, 1);
	if (now - sandbox->cpu_base > SANDBOX_MILLISECONDS_MOST)
		spend(L, FAILURE_STEPS);
}

void sandbox_charge(lua_State *L, uint64_t steps)
{
	struct sandbox *sandbox = sandbox_of(L);
	sandbox->steps += steps + sandbox->fresh / BYTES_PER_STEP;
	sandbox->fresh = 0;
	if (sandbox->steps > SANDBOX_STEPS_MOST)
		spend(L, FAILURE_STEPS);
	check_time(L, sandbox);
}

void sandbox_charge_bytes(lua_State *L, size_t bytes)
{
	if (bytes >= BYTES_PER_STEP)
		sandbox_charge(L, bytes / BYTES_PER_STEP);
}

/* Lua's own bound is a million, by when the frames have taken all memory there is. */
static void check_depth(lua_State *L)
{
	lua_Debug frame;
	if (lua_getstack(L, DEPTH_MOST, &frame) == 1)
		luaL_error(L, "stack overflow: functions call each other more than %d deep",
		           DEPTH_MOST);
}

static void on_count(lua_State *L, lua_Debug *event)
{
	(void)event;
	struct sandbox *sandbox = sandbox_of(L);
	if (sandbox->hurried) {
		sandbox->hurried = false;
		lua_sethook(L, on_count, LUA_MASKCOUNT, STEP_INTERVAL);
	}
	sandbox_charge(L, STEP_INTERVAL);
	check_depth(L);
}

/* ---- errors */

int sandbox_out_of_memory(lua_State *L)
{
	struct sandbox *sandbox = sandbox_of(L);
	if (!sandbox->spent) {
		struct failure refused = sandbox->refused;
		sandbox->spent = true;
		sandbox->failure.cause = FAILURE_MEMORY;
		sandbox->failure.line = refused.line;
		g_strlcpy(sandbox->failure.chunk, refused.chunk, sizeof sandbox->failure.chunk);
	}
	return spend(L, FAILURE_MEMORY);
}

int sandbox_pcall(lua_State *L)
{
	luaL_checkany(L, 1);
	sandbox_charge(L, PCALL_STEPS);
	int status = lua_pcall(L, lua_gettop(L) - 1, LUA_MULTRET, 0);
	if (status == LUA_ERRMEM)
		return sandbox_out_of_memory(L);
	if (sandbox_of(L)->spent)
		return lua_error(L);
	lua_pushboolean(L, status == LUA_OK);
	lua_insert(L, 1);
	return lua_gettop(L);
}

static void keep_text(lua_State *L, GString *out)
{
	size_t length;
	const char *text = lua_isstring(L, 1) ? lua_tolstring(L, 1, &length) : NULL;
	if (text != NULL)
		g_string_append_len(out, text, (gssize)MIN(length, (size_t)TEXT_SHOWN));
	else
		g_string_append_printf(out, "error with a %s instead of a text",
		                       luaL_typename(L, 1));
}

/* Runs where the error was raised, so that the frames are still there to be looked at. */
static int handle_message(lua_State *L)
{
	struct sandbox *sandbox = sandbox_of(L);
	if (sandbox->spent)
		return 1;
	sandbox->failure.cause = FAILURE_RUN;
	g_string_truncate(sandbox->failure.text, 0);
	keep_text(L, sandbox->failure.text);
	locate(L, sandbox->trusted, &sandbox->failure);
	return 1;
}

static void begin(struct sandbox *sandbox)
{
	sandbox->steps = 0;
	sandbox->fresh = 0;
	sandbox->cpu_base = 0;
	sandbox->spent = false;
	sandbox->pressed = false;
	sandbox->started = milliseconds(CLOCK_MONOTONIC_COARSE);
}

/* What the handler did not see: memory errors, and errors in the handling of errors. */
static void note_status(struct sandbox *sandbox, int status)
{
	struct failure *failure = &sandbox->failure;
	if (sandbox->spent || status == LUA_ERRRUN)
		return;
	failure->cause = status == LUA_ERRMEM ? FAILURE_MEMORY : FAILURE_RUN;
	failure->line = status == LUA_ERRMEM ? sandbox->refused.line : 0;
	g_strlcpy(failure->chunk, status == LUA_ERRMEM ? sandbox->refused.chunk : "",
	          sizeof failure->chunk);
	g_string_assign(failure->text, "error while handling an error");
}

bool sandbox_run(struct sandbox *sandbox, lua_CFunction work, void *context)
{
	lua_State *L = sandbox->L;
	begin(sandbox);
	lua_pushcfunction(L, work);
	lua_pushlightuserdata(L, context);
	int status = lua_pcall(L, 1, 0, HANDLER);
	lua_settop(L, HANDLER);
	if (status == LUA_OK)
		return true;
	note_status(sandbox, status);
	if (sandbox->failure.cause == FAILURE_MEMORY)
		lua_gc(L, LUA_GCCOLLECT);
	return false;
}

const struct failure *sandbox_failure(const struct sandbox *sandbox)
{
	return &sandbox->failure;
}

/* ---- life */

/* Only what is called outside sandbox_run can come here, and that raises nothing. */
static int on_panic(lua_State *L)
{
	g_error("lua: %s", lua_tostring(L, -1));
	return 0;
}

struct sandbox *sandbox_new(void)
{
	struct sandbox *sandbox = g_new0(struct sandbox, 1);
	lua_State *L = lua_newstate(allocate, sandbox);
	if (L == NULL)
		g_error("lua: no memory");
	*(struct sandbox **)lua_getextraspace(L) = sandbox;
	sandbox->L = L;
	sandbox->failure.text = g_string_new(NULL);
	lua_atpanic(L, on_panic);
	lua_sethook(L, on_count, LUA_MASKCOUNT, STEP_INTERVAL);
	lua_pushcfunction(L, handle_message);
	return sandbox;
}

void sandbox_free(struct sandbox *sandbox)
{
	if (sandbox == NULL)
		return;
	lua_close(sandbox->L);
	g_string_free(sandbox->failure.text, TRUE);
	g_free(sandbox);
}

lua_State *sandbox_state(struct sandbox *sandbox)
{
	return sandbox->L;
}

void sandbox_trust(struct sandbox *sandbox, const char *chunk)
{
	sandbox->trusted = chunk;
}
