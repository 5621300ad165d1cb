/* SPDX-License-Identifier: MIT */
#ifndef SCRIPT_SCRIPT_H
#define SCRIPT_SCRIPT_H

#include <stdbool.h>

#include "base/digest.h"
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
 * To be lent once all modules are loaded: one that reads them while it is loaded keeps what it saw.
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

/*
 * What the last call read of what all calls share, sorted, no two equal; never too few. It lives
 * until the next call or loading. Beside its argument a call can depend on nothing else: what a
 * function keeps in variables outside of it is gone when the call is over. A name is that of
 *   - a module ("views/list"), all that it used while it was loaded among them, and "prelude";
 *   - "*": what modules there are, when one was looked for that is not there, or a list of them;
 *   - a key of a lent table ("site.name") or of a table in it ("site.strings.home"), also one that
 *     is not there. Of a table in the lent one its own name ("site.strings") says that it is a
 *     table, no more;
 *   - all of a lent table ("site.*") or of one in it ("site.strings.*"): it was walked, measured,
 *     handed on, or read by other keys than text. What is no table has such a name too (a section of
 *     a template asks for it);
 *   - a lent value that is no table ("today").
 * Parts of names are written as trace_write_part does (trace.h).
 */
const char *const *script_trace(struct script *script, unsigned *count);

/*
 * What the name stands for now: of a module the texts loaded under it, and the same of all that it
 * used in loading. False: nothing; `out` is then the digest of nothing, so what was read as absent
 * and still is compares equal.
 */
bool script_trace_digest(struct script *script, const char *name, struct digest *out);

#endif
