/* SPDX-License-Identifier: MIT */
#ifndef SCRIPT_SCRIPT_H
#define SCRIPT_SCRIPT_H

#include <stdbool.h>

#include "base/report.h"
#include "base/value.h"

/*
 * A closed Lua state: base, table, string, math and utf8 libraries without what reaches outside or
 * cannot be bounded (components.md §3), no globals but the prelude's, sorted pairs, a budget of
 * memory and of steps for every call.
 */
struct script;
typedef struct script Script;

/* NULL, with a report, when `prelude` (the text of lua/prelude.lua) does not run. */
struct script *script_new(struct report *report, const char *prelude, size_t length);
void script_free(struct script *script);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Script, script_free)

/*
 * Runs the text of a module and keeps what it returns under `name` ("kinds/notice", no suffix).
 * `path` is what messages call the file. A module loaded before under that name is replaced; its
 * value stays reachable to the new one as `inherited`. Modules see each other by `use "name"`, once
 * loaded.
 */
bool script_load(struct report *report, struct script *script, const char *name, const char *path,
                 const char *text, size_t length);

bool script_has(const struct script *script, const char *name);

/* What a module returned, as plain data; functions in it are left out. */
bool script_value(struct report *report, struct script *script, const char *name,
                  struct arena *arena, struct value *out);

/*
 * Values that every later call sees as a read-only global, such as `site`. Copied into the state.
 */
bool script_lend(struct report *report, struct script *script, const char *global,
                 const struct value *value);

/*
 * Calls the function that module `name` returned with one argument, and takes its result, into
 * `arena`. Numbers come back as text; VALUE_HTML and what is folded go in as opaque things and come
 * out as they went in, not copied: `argument` must outlive `out`. `path` is the page or document
 * that messages name. False: the script failed, ran out of steps or memory, or returned no table.
 */
bool script_call(struct report *report, struct script *script, const char *name, const char *path,
                 const struct value *argument, struct arena *arena, struct value *out);

#endif
