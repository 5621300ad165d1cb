/* SPDX-License-Identifier: MIT */
/*
 * Any text as a module: it is compiled, run, read as data and called as a view, and each either
 * succeeds or is told with one problem. One state serves many inputs, so what an input leaves
 * behind meets the next. Lua's own memory is not watched by the sanitizers; what we do with it is.
 */
#include <glib.h>
#include <stdint.h>

#include "script/script.h"

enum { INPUTS_MOST = 500 }; /* with one state */

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static struct script *new_script(void)
{
	g_autofree char *prelude = NULL;
	size_t length;
	g_autoptr(Report) report = report_new();
	if (!g_file_get_contents("lua/prelude.lua", &prelude, &length, NULL))
		g_error("lua/prelude.lua cannot be read; run this from the top of the tree");
	return script_new(report, prelude, length);
}

/* A page with one value of every type. */
static struct value make_page(struct arena *arena)
{
	struct value_builder list = value_builder_begin(arena, VALUE_LIST);
	value_builder_add(&list, value_text("一"));
	value_builder_add(&list, (struct value){.type = VALUE_NOTHING});
	struct value items = value_builder_end(&list);
	struct value_builder map = value_builder_begin(arena, VALUE_MAP);
	value_builder_set(&map, "a", value_text("二"));
	value_builder_set(&map, "b", value_boolean(true));
	value_builder_set(&map, "f", value_folded(items));
	value_builder_set(&map, "h", value_html("<p>", 3));
	value_builder_set(&map, "l", items);
	return value_builder_end(&map);
}

static void check(const struct report *report, bool done, unsigned before)
{
	if (report->problems->len - before != (done ? 0 : 1))
		g_error("a failure must be told once, a success not at all");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct script *script;
	static unsigned inputs;
	if (inputs++ % INPUTS_MOST == 0) {
		script_free(script);
		script = new_script();
	}
	g_autoptr(Report) report = report_new();
	g_autoptr(Arena) arena = arena_new();
	struct value page = make_page(arena);
	struct value out;
	bool loaded = script_load(report, script, "m", "lua/m.lua", (const char *)data, size);
	check(report, loaded, 0);
	if (!loaded)
		return 0;
	unsigned before = report->problems->len;
	check(report, script_value(report, script, "m", arena, &out), before);
	before = report->problems->len;
	check(report, script_call(report, script, "m", "page", &page, arena, &out), before);
	return 0;
}
