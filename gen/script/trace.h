/* SPDX-License-Identifier: MIT */
#ifndef SCRIPT_TRACE_H
#define SCRIPT_TRACE_H

#include <glib.h>
#include <lua.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/digest.h"
#include "base/value.h"

/*
 * What a run of Lua reads of what all runs share, by name: script.h tells what names there are. A
 * name keeps its place for as long as the trace lives, so a run notes it by a pointer.
 */
struct trace;
struct trace_name;

struct trace *trace_new(void);
void trace_free(struct trace *trace);

/* What all runs read: the text of the prelude. */
void trace_prelude(struct trace *trace, const char *text, size_t length);

/* Begins a run: nothing but what all read is noted. */
void trace_begin(struct trace *trace);

/* The name of a module, which may be loaded later. Lives as long as the trace. */
struct trace_name *trace_module(struct trace *trace, const char *name);

/* Notes a module, and what it read when it was loaded. */
void trace_note(struct trace *trace, struct trace_name *name);

/* Notes that what modules there are was asked: by a list, or by one that is not there. */
void trace_note_modules(struct trace *trace);

/*
 * The present run loaded this text under the name: what was noted is what the module has read. Texts
 * and what they read add up, as a module sees the one that it replaces. `held`: a list of
 * freeze_value in the registry.
 */
void trace_loaded(struct trace *trace, struct trace_name *module, const char *path,
                  const char *text, size_t length, int held);

/*
 * A value is lent as a global of that name. What lies on top of the stack, the value behind faces,
 * becomes one whose reading is noted. Raises out of memory; what was lent before counts no more.
 */
void trace_lend(struct trace *trace, lua_State *L, const char *global, const struct value *value);

/* Gives the variables of all modules noted what they held when they were loaded. */
void trace_restore(const struct trace *trace, lua_State *L);

/* The names noted, sorted; until the next run. */
const char *const *trace_names(struct trace *trace, unsigned *count);

/* False: the name stands for nothing, and `out` is the digest of that. */
bool trace_digest(struct trace *trace, const char *name, struct digest *out);

/*
 * Appends a part of a name: a dot, a star and a per cent sign in it are written %2E, %2A and %25,
 * since they mean something in a name.
 */
void trace_write_part(GString *out, const char *part, size_t length);

#endif
