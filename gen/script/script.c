/* SPDX-License-Identifier: MIT */
/*
 * The modules of lua/ and the way to call them. There is one Lua state for all of them, and it is
 * kept from call to call: a call makes its arguments and nothing else. So that no page can see
 * what another left behind, everything that modules share lies behind faces (face.h): the globals,
 * the libraries, what is lent, and the value of every module, which is copied when it is loaded. What
 * functions hold is frozen (freeze.h). What a call reads of all this is noted (trace.h).
 *
 * All that may raise an error runs inside sandbox_run, in the functions named `..._inside`; their
 * context is a struct on the C stack, and they hold nothing that would have to be released.
 */
#include "script/script.h"

#include <lauxlib.h>
#include <locale.h>
#include <stdlib.h>
#include <string.h>

#include "base/nearest.h"
#include "script/blame.h"
#include "script/compile.h"
#include "script/drawing.h"
#include "script/face.h"
#include "script/freeze.h"
#include "script/lend.h"
#include "script/library.h"
#include "script/sandbox.h"
#include "script/take.h"
#include "script/trace.h"
#include "script/writing.h"

enum { MODULE_MOST = 1024 * 1024 /* bytes */ };

struct module {
	char *path; /* what messages call it */
	int value;  /* reference in the registry */
	struct trace_name *name;
};

struct script {
	struct sandbox *sandbox;
	struct lender *lender;
	struct taker *taker;
	struct writer *writer;
	struct drawer *drawer;
	struct trace *trace;
	GHashTable *modules; /* name to struct module */
	GHashTable *chunks;  /* chunk name to path, of all texts ever loaded */
	int globals;         /* reference */
};

static void module_free(void *data)
{
	struct module *module = data;
	g_free(module->path);
	g_free(module);
}

/* The path as it fits in Lua's messages, which would cut it in a way of their own. */
static char *chunk_name(const char *path)
{
	size_t length = strlen(path);
	if (length < LUA_IDSIZE)
		return g_strdup(path);
	const char *tail = path + length - (LUA_IDSIZE - 1 - strlen("..."));
	while (((unsigned char)*tail & 0xC0) == 0x80)
		tail++;
	return g_strconcat("...", tail, NULL);
}

/* Always false. `page` is NULL outside of calls. */
static bool tell_failure(struct report *report, const struct script *script, const char *path,
                         const char *page)
{
	return blame_failure(report, script->chunks, sandbox_failure(script->sandbox), path, page);
}

/* The module of that name; when there is none, NULL and a report. */
static struct module *find(struct report *report, const struct script *script, const char *name,
                           const char *page)
{
	struct module *module = g_hash_table_lookup(script->modules, name);
	if (module == NULL)
		report_error(report, place_of_file(page), "lua/module",
		             _("there is no script '%s'; add lua/%s.lua"), name, name);
	return module;
}

/* ---- use */

static int compare_words(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

/* The name of the loaded module most like `name`, or NULL; lives as long as the module. */
static const char *nearest_module(const struct script *script, const char *name)
{
	unsigned count;
	g_autofree void **names = g_hash_table_get_keys_as_array(script->modules, &count);
	qsort(names, count, sizeof *names, compare_words);
	return nearest_word(name, (const char *const *)names);
}

/* use "name" for Lua; upvalue 1: the script. */
static int use(lua_State *L)
{
	const struct script *script = lua_touserdata(L, lua_upvalueindex(1));
	const char *name = luaL_checkstring(L, 1);
	const struct module *module = g_hash_table_lookup(script->modules, name);
	if (module != NULL) {
		trace_note(script->trace, module->name);
		lua_rawgeti(L, LUA_REGISTRYINDEX, module->value);
		return 1;
	}
	trace_note_modules(script->trace);
	const char *near = nearest_module(script, name);
	if (near == NULL)
		return luaL_error(L, "no module '%s' is loaded", name);
	return luaL_error(L, "no module '%s' is loaded; did you mean '%s'?", name, near);
}

/* modules(prefix) for Lua: the names of those loaded that begin so, sorted; upvalue 1: the script. */
static int modules(lua_State *L)
{
	const struct script *script = lua_touserdata(L, lua_upvalueindex(1));
	const char *prefix = luaL_checkstring(L, 1);
	unsigned all = g_hash_table_size(script->modules);
	unsigned count = 0;
	void *name;
	GHashTableIter iter;
	trace_note_modules(script->trace);
	sandbox_charge(L, all);
	const char **names = lua_newuserdatauv(L, (all + 1) * sizeof *names, 0);
	g_hash_table_iter_init(&iter, script->modules);
	while (g_hash_table_iter_next(&iter, &name, NULL))
		if (g_str_has_prefix(name, prefix))
			names[count++] = name;
	qsort(names, count, sizeof *names, compare_words);
	lua_createtable(L, (int)count, 0);
	for (unsigned i = 0; i < count; i++) {
		lua_pushstring(L, names[i]);
		lua_rawseti(L, -2, (lua_Integer)i + 1);
	}
	return 1;
}

/*
 * unfold(x) for Lua: the list or map that was lent as a handle, as a table; upvalue 1: the script.
 */
static int unfold(lua_State *L)
{
	const struct script *script = lua_touserdata(L, lua_upvalueindex(1));
	if (lua_istable(L, 1)) {
		lua_settop(L, 1);
		return 1;
	}
	const struct value *lent = NULL;
	if (lua_islightuserdata(L, 1))
		lent = lender_find(script->lender, lua_touserdata(L, 1));
	if (lent == NULL || (lent->type != VALUE_LIST && lent->type != VALUE_MAP))
		return luaL_error(L, "unfold takes a list or a map that this page got, not a %s",
		                  luaL_typename(L, 1));
	lender_push(script->lender, L, lent);
	return 1;
}

/* ---- loading */

/* One loading of a text. */
struct loading {
	struct script *script;
	struct compile text;
	const struct module *former; /* whose value the text sees; may be NULL */
	int value;                   /* out: reference to what the module returned */
	int held;                    /* out: reference to what its functions hold (freeze.h) */
	enum { LOADED, LOADED_NOTHING, NOT_LUA } result; /* out */
	char *syntax; /* out, of NOT_LUA: the compiler's message */
};

/* Pushes the text as a function. False: it is no Lua. */
static bool compile(lua_State *L, struct loading *loading)
{
	if (compile_text(L, &loading->text))
		return true;
	loading->result = NOT_LUA;
	loading->syntax = g_strdup(lua_tostring(L, -1));
	return false;
}

static int load_inside(lua_State *L)
{
	struct loading *loading = lua_touserdata(L, 1);
	if (!compile(L, loading))
		return 0;
	lua_pushnil(L);
	if (loading->former != NULL) {
		lua_rawgeti(L, LUA_REGISTRYINDEX, loading->former->value);
		face_copy(L);
		lua_replace(L, -2);
	}
	lua_call(L, 1, 1);
	if (lua_isnil(L, -1)) {
		loading->result = LOADED_NOTHING;
		return 0;
	}
	/* What it changed in others must not be taken for what they hold. */
	trace_restore(loading->script->trace, L);
	freeze_value(L);
	loading->held = luaL_ref(L, LUA_REGISTRYINDEX);
	loading->value = luaL_ref(L, LUA_REGISTRYINDEX);
	return 0;
}

static bool tell_syntax(struct report *report, const struct script *script, struct loading *loading,
                        const char *path)
{
	g_autofree char *syntax = loading->syntax;
	struct place place = place_of_file(path);
	const char *message = blame_place(script->chunks, syntax, &place);
	return report_error(report, place, "lua/syntax", _("this is no Lua: %s"), message);
}

/* Runs `work`, which loads the text; a false result is reported. */
static bool run_text(struct report *report, struct loading *loading, lua_CFunction work,
                     const char *path)
{
	struct script *script = loading->script;
	lender_begin(script->lender, NULL);
	trace_begin(script->trace);
	bool done = sandbox_run(script->sandbox, work, loading);
	trace_restore(script->trace, sandbox_state(script->sandbox));
	if (!done)
		return tell_failure(report, script, path, NULL);
	if (loading->result == NOT_LUA)
		return tell_syntax(report, script, loading, path);
	if (loading->result == LOADED_NOTHING)
		return report_error(report, place_of_file(path), "lua/nothing",
		                    _("the script returns nothing; end it with 'return' and its "
		                      "table or function"));
	return true;
}

static bool check_text(struct report *report, const char *path, const char *text, size_t length)
{
	const char *bad;
	if (length > MODULE_MOST)
		return report_error(report, place_of_file(path), "lua/large",
		                    _("the script is larger than %d KB; divide it"),
		                    MODULE_MOST >> 10);
	if (g_utf8_validate_len(text, length, &bad) && (length == 0 || text[0] != LUA_SIGNATURE[0]))
		return true;
	return report_error(report, place_of_file(path), "lua/text",
	                    _("the script is not text in UTF-8; save it as UTF-8"));
}

static struct module *keep_module(struct script *script, const char *name, const char *path,
                                  int value)
{
	struct module *module = g_hash_table_lookup(script->modules, name);
	if (module != NULL)
		luaL_unref(sandbox_state(script->sandbox), LUA_REGISTRYINDEX, module->value);
	module = g_new(struct module, 1);
	*module = (struct module){
	        .path = g_strdup(path), .value = value, .name = trace_module(script->trace, name)};
	g_hash_table_replace(script->modules, g_strdup(name), module);
	return module;
}

bool script_load(struct report *report, struct script *script, const char *name, const char *path,
                 const char *text, size_t length)
{
	const char mark[] = "\xef\xbb\xbf";
	if (!check_text(report, path, text, length))
		return false;
	if (length >= strlen(mark) && memcmp(text, mark, strlen(mark)) == 0) {
		text += strlen(mark);
		length -= strlen(mark);
	}
	g_autofree char *chunk = chunk_name(path);
	g_hash_table_replace(script->chunks, g_strdup(chunk), g_strdup(path));
	struct loading loading = {
	        .script = script,
	        .text = {chunk, "local inherited <const> = ...; ", text, length},
	        .former = g_hash_table_lookup(script->modules, name),
	};
	if (!run_text(report, &loading, load_inside, path))
		return false;
	struct module *module = keep_module(script, name, path, loading.value);
	trace_loaded(script->trace, module->name, path, text, length, loading.held);
	/* Lets what was loaded before grow old; see prelude_inside. */
	lua_gc(sandbox_state(script->sandbox), LUA_GCSTEP, 0);
	return true;
}

bool script_has(const struct script *script, const char *name)
{
	return g_hash_table_contains(script->modules, name);
}

/* ---- values and calls */

/* One passage over the border, either way. */
struct passing {
	struct script *script;
	struct module *module;     /* to be read or called */
	const char *global;        /* to be lent */
	const struct value *value; /* in */
	struct arena *arena;
	struct value *out;
	enum { PASSED, NO_FUNCTION, NO_TABLE, NO_DATA } result;
	const char *type; /* of what was found instead of a function or table */
};

static void take(lua_State *L, struct passing *passing)
{
	if (!taker_take(passing->script->taker, L, passing->arena, passing->out))
		passing->result = NO_DATA;
}

static bool tell_data(struct report *report, const struct passing *passing, const char *page)
{
	g_autofree char *text = g_strdup_printf(_("what the script returned cannot be used; at %s"),
	                                        taker_problem(passing->script->taker));
	return blame_tell(report, place_of_file(passing->module->path), "lua/value", page, text);
}

static int value_inside(lua_State *L)
{
	struct passing *passing = lua_touserdata(L, 1);
	lua_rawgeti(L, LUA_REGISTRYINDEX, passing->module->value);
	take(L, passing);
	return 0;
}

bool script_value(struct report *report, struct script *script, const char *name,
                  struct arena *arena, struct value *out)
{
	struct passing passing = {.script = script, .arena = arena, .out = out};
	passing.module = find(report, script, name, NULL);
	if (passing.module == NULL)
		return false;
	lender_begin(script->lender, arena);
	if (!sandbox_run(script->sandbox, value_inside, &passing))
		return tell_failure(report, script, passing.module->path, NULL);
	return passing.result == PASSED || tell_data(report, &passing, NULL);
}

static int lend_inside(lua_State *L)
{
	const struct passing *passing = lua_touserdata(L, 1);
	lua_rawgeti(L, LUA_REGISTRYINDEX, passing->script->globals);
	lender_push_kept(passing->script->lender, L, passing->value);
	trace_lend(passing->script->trace, L, passing->global, passing->value);
	lua_setfield(L, -2, passing->global);
	return 0;
}

bool script_lend(struct report *report, struct script *script, const char *global,
                 const struct value *value)
{
	struct passing passing = {.script = script, .global = global, .value = value};
	return sandbox_run(script->sandbox, lend_inside, &passing) ||
	       tell_failure(report, script, NULL, NULL);
}

static int call_inside(lua_State *L)
{
	struct passing *passing = lua_touserdata(L, 1);
	lua_rawgeti(L, LUA_REGISTRYINDEX, passing->module->value);
	passing->type = luaL_typename(L, -1);
	if (!lua_isfunction(L, -1)) {
		passing->result = NO_FUNCTION;
		return 0;
	}
	lender_push(passing->script->lender, L, passing->value);
	lua_call(L, 1, 1);
	passing->type = luaL_typename(L, -1);
	if (lua_istable(L, -1))
		take(L, passing);
	else
		passing->result = NO_TABLE;
	return 0;
}

static bool tell_call(struct report *report, const struct passing *passing, const char *page)
{
	struct place place = place_of_file(passing->module->path);
	g_autofree char *text = NULL;
	if (passing->result == NO_DATA)
		return tell_data(report, passing, page);
	if (passing->result == NO_TABLE) {
		text = g_strdup_printf(_("the function of the script returned a value of type "
		                         "'%s'; let it return a table"),
		                       passing->type);
		return blame_tell(report, place, "lua/result", page, text);
	}
	text = g_strdup_printf(_("the script gives a value of type '%s' where a function is "
	                         "needed; end it with 'return function(page) … end'"),
	                       passing->type);
	return blame_tell(report, place, "lua/function", page, text);
}

bool script_call(struct report *report, struct script *script, const char *name, const char *path,
                 const struct value *argument, struct arena *arena, struct value *out)
{
	struct passing passing = {.script = script, .value = argument, .arena = arena, .out = out};
	struct module *module = find(report, script, name, path);
	if (module == NULL)
		return false;
	passing.module = module;
	lender_begin(script->lender, arena);
	trace_begin(script->trace);
	trace_note(script->trace, module->name);
	bool done = sandbox_run(script->sandbox, call_inside, &passing);
	trace_restore(script->trace, sandbox_state(script->sandbox));
	if (!done)
		return tell_failure(report, script, module->path, path);
	return passing.result == PASSED || tell_call(report, &passing, path);
}

const char *const *script_trace(struct script *script, unsigned *count)
{
	return trace_names(script->trace, count);
}

bool script_trace_digest(struct script *script, const char *name, struct digest *out)
{
	return trace_digest(script->trace, name, out);
}

/* ---- life */

static int prelude_inside(lua_State *L)
{
	struct loading *loading = lua_touserdata(L, 1);
	struct script *script = loading->script;
	freeze_open(L);
	library_open(L);
	lua_pushlightuserdata(L, script);
	lua_pushcclosure(L, use, 1);
	lua_setfield(L, -2, "use");
	lua_pushlightuserdata(L, script);
	lua_pushcclosure(L, unfold, 1);
	lua_setfield(L, -2, "unfold");
	lua_pushlightuserdata(L, script);
	lua_pushcclosure(L, modules, 1);
	lua_setfield(L, -2, "modules");
	writer_open(script->writer, L);
	drawer_open(script->drawer, L);
	lua_pushvalue(L, -1);
	lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
	if (!compile(L, loading))
		return 0;
	lua_call(L, 0, 0);
	lua_pushvalue(L, -1);
	script->globals = luaL_ref(L, LUA_REGISTRYINDEX);
	library_close(L);
	lua_rawseti(L, LUA_REGISTRYINDEX, LUA_RIDX_GLOBALS);
	/* A generational collector leaves old objects alone, so that a forked worker that only
	 * calls views does not write all over the memory it shares with the others. */
	lua_gc(L, LUA_GCGEN, 0, 0);
	return 0;
}

struct script *script_new(struct report *report, const char *prelude, size_t length)
{
	g_autoptr(Script) script = g_new0(struct script, 1);
	/* Lua compares text and writes numbers by the locale; nothing here may vary with it. */
	setlocale(LC_COLLATE, "C");
	setlocale(LC_NUMERIC, "C");
	script->sandbox = sandbox_new();
	script->lender = lender_new();
	script->taker = taker_new(script->lender);
	script->writer = writer_new(script->lender);
	script->drawer = drawer_new(script->lender);
	script->trace = trace_new();
	script->modules = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, module_free);
	script->chunks = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	g_hash_table_replace(script->chunks, g_strdup(PRELUDE_PATH), g_strdup(PRELUDE_PATH));
	sandbox_trust(script->sandbox, PRELUDE_PATH);
	struct loading loading = {.script = script, .text = {PRELUDE_PATH, NULL, prelude, length}};
	if (!check_text(report, PRELUDE_PATH, prelude, length) ||
	    !run_text(report, &loading, prelude_inside, PRELUDE_PATH))
		return NULL;
	trace_prelude(script->trace, prelude, length);
	return g_steal_pointer(&script);
}

void script_free(struct script *script)
{
	if (script == NULL)
		return;
	sandbox_free(script->sandbox);
	taker_free(script->taker);
	writer_free(script->writer);
	drawer_free(script->drawer);
	lender_free(script->lender);
	trace_free(script->trace);
	g_hash_table_unref(script->modules);
	g_hash_table_unref(script->chunks);
	g_free(script);
}
