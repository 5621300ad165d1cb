/* SPDX-License-Identifier: MIT */
#ifndef SCRIPT_BLAME_H
#define SCRIPT_BLAME_H

#include <glib.h>
#include <stdbool.h>

#include "base/report.h"
#include "script/sandbox.h"

#define PRELUDE_PATH "lua/prelude.lua"

/*
 * What went wrong in Lua, told with its place. `chunks` maps the names of chunks to the paths of
 * their files; `page` is what was being made, NULL outside of calls. All but blame_place return false.
 */
bool blame_failure(struct report *report, GHashTable *chunks, const struct failure *failure,
                   const char *path, const char *page);

bool blame_tell(struct report *report, struct place place, const char *id, const char *page,
                const char *text);

/*
 * Takes "chunk:12: " from the front of an error text. Errors that were caught and raised again
 * still bear the place where they began, so this is believed before the frames are.
 */
const char *blame_place(GHashTable *chunks, const char *text, struct place *out);

#endif
