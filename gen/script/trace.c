/* SPDX-License-Identifier: MIT */
/*
 * A trace must never hold too little: a page whose trace is unchanged is not made again. So whatever
 * cannot be told apart is noted as the whole it lies in. Two ways lead to what is shared:
 *   - modules are given out by `use`, which notes them. A module may hold what others gave it when it
 *     was loaded, so what it read then is noted with it;
 *   - what is lent is read through two levels of watched faces (face.h). The function of a face
 *     notes each key; whoever looks behind the face has read all of it. What lies deeper is ordinary
 *     faces: the key that led there stands for all below it.
 * That nothing is carried from one run to the next is the work of freeze.c.
 */
#include "script/trace.h"

#include <lauxlib.h>
#include <string.h>

#include "script/face.h"
#include "script/freeze.h"

/*
 * Keys that were asked for and are not there are remembered by name, so that a site that has no
 * address is not made anew for each setting it gets. Scripts can ask for any number.
 */
enum { ABSENT_MOST = 1000, ABSENT_LENGTH_MOST = 64 };

static const char PRELUDE[] = "prelude";
static const char MODULES[] = "*"; /* what modules there are */

struct trace_name {
	unsigned run;  /* the last that noted it */
	unsigned seen; /* the last gathering that met it */
	char *name;
	struct digest text;  /* module: of all texts loaded under the name */
	struct digest value; /* of what is lent */
	bool has_text;
	bool has_value;
	GPtrArray *read; /* struct trace_name, noted in loading the module; NULL: no module */
	GArray *held;    /* int: lists of freeze.h, one of each text */
};

/* A table that is lent, or one in it. */
struct watched {
	struct face_watch watch;
	struct trace *trace;
	struct trace_name *whole; /* all of it */
	char *prefix;             /* of the names of its keys: "site." or "site.strings." */
};

struct trace {
	unsigned run;
	unsigned gathering;
	unsigned absent;    /* names made for keys that are not there */
	GHashTable *names;  /* to struct trace_name */
	GPtrArray *always;  /* struct trace_name: noted in all runs */
	GPtrArray *noted;   /* struct trace_name: noted in this run */
	GPtrArray *shown;   /* const char *: what trace_names gave */
	GPtrArray *watched; /* of all that was ever lent */
	struct digester *digester;
};

/* ---- names */

static void free_name(void *data)
{
	struct trace_name *name = data;
	if (name->read != NULL)
		g_ptr_array_unref(name->read);
	if (name->held != NULL)
		g_array_unref(name->held);
	g_free(name->name);
	g_free(name);
}

static void free_watched(void *data)
{
	struct watched *watched = data;
	g_free(watched->prefix);
	g_free(watched);
}

struct trace *trace_new(void)
{
	struct trace *trace = g_new0(struct trace, 1);
	trace->names = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, free_name);
	trace->always = g_ptr_array_new();
	trace->noted = g_ptr_array_new();
	trace->shown = g_ptr_array_new();
	trace->watched = g_ptr_array_new_with_free_func(free_watched);
	trace->digester = digester_new();
	trace->run = 1;
	return trace;
}

void trace_free(struct trace *trace)
{
	if (trace == NULL)
		return;
	g_ptr_array_unref(trace->always);
	g_ptr_array_unref(trace->noted);
	g_ptr_array_unref(trace->shown);
	g_ptr_array_unref(trace->watched);
	g_hash_table_unref(trace->names);
	digester_free(trace->digester);
	g_free(trace);
}

static struct trace_name *intern(struct trace *trace, const char *text)
{
	struct trace_name *name = g_hash_table_lookup(trace->names, text);
	if (name == NULL) {
		name = g_new0(struct trace_name, 1);
		name->name = g_strdup(text);
		g_hash_table_insert(trace->names, name->name, name);
	}
	return name;
}

struct trace_name *trace_module(struct trace *trace, const char *name)
{
	return intern(trace, name);
}

void trace_write_part(GString *out, const char *part, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (strchr(".*%", part[i]) != NULL && part[i] != '\0')
			g_string_append_printf(out, "%%%02X", (unsigned)part[i]);
		else
			g_string_append_c(out, part[i]);
}

/* ---- runs */

static void add_noted(struct trace *trace, struct trace_name *name)
{
	if (name->run == trace->run)
		return;
	name->run = trace->run;
	g_ptr_array_add(trace->noted, name);
}

void trace_begin(struct trace *trace)
{
	trace->run++;
	g_ptr_array_set_size(trace->noted, 0);
	for (unsigned i = 0; i < trace->always->len; i++)
		add_noted(trace, trace->always->pdata[i]);
}

void trace_note(struct trace *trace, struct trace_name *name)
{
	if (name->run == trace->run)
		return;
	unsigned at = trace->noted->len;
	add_noted(trace, name);
	for (; at < trace->noted->len; at++) {
		const struct trace_name *found = trace->noted->pdata[at];
		for (unsigned i = 0; found->read != NULL && i < found->read->len; i++)
			add_noted(trace, found->read->pdata[i]);
	}
}

void trace_note_modules(struct trace *trace)
{
	add_noted(trace, intern(trace, MODULES));
}

void trace_restore(const struct trace *trace, lua_State *L)
{
	for (unsigned i = 0; i < trace->noted->len; i++) {
		const struct trace_name *name = trace->noted->pdata[i];
		for (unsigned list = 0; name->held != NULL && list < name->held->len; list++)
			freeze_restore(L, g_array_index(name->held, int, list));
	}
}

static int compare_words(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

const char *const *trace_names(struct trace *trace, unsigned *count)
{
	g_ptr_array_set_size(trace->shown, 0);
	for (unsigned i = 0; i < trace->noted->len; i++)
		g_ptr_array_add(trace->shown, ((struct trace_name *)trace->noted->pdata[i])->name);
	g_ptr_array_sort(trace->shown, compare_words);
	*count = trace->shown->len;
	return (const char *const *)trace->shown->pdata;
}

/* ---- modules */

/* What was noted in loading it is read by all who read the module. */
static void keep_noted(struct trace *trace, struct trace_name *module)
{
	if (module->read == NULL)
		module->read = g_ptr_array_new();
	for (unsigned i = 0; i < trace->noted->len; i++) {
		struct trace_name *name = trace->noted->pdata[i];
		if (name != module && !g_ptr_array_find(module->read, name, NULL))
			g_ptr_array_add(module->read, name);
	}
}

/* A value that was read in loading may be lent anew: its digest then tells what the module saw. */
static void add_text(struct trace *trace, struct trace_name *module, const char *path,
                     const char *text, size_t length)
{
	struct digester *digester = trace->digester;
	if (module->has_text)
		digester_add_digest(digester, &module->text);
	digester_add_text(digester, path);
	digester_add(digester, text, length);
	for (unsigned i = 0; module->read != NULL && i < module->read->len; i++) {
		const struct trace_name *name = module->read->pdata[i];
		if (name->has_value)
			digester_add_digest(digester, &name->value);
	}
	module->text = digester_end(digester);
	module->has_text = true;
}

void trace_prelude(struct trace *trace, const char *text, size_t length)
{
	struct trace_name *prelude = intern(trace, PRELUDE);
	add_text(trace, prelude, PRELUDE, text, length);
	g_ptr_array_add(trace->always, prelude);
}

void trace_loaded(struct trace *trace, struct trace_name *module, const char *path,
                  const char *text, size_t length, int held)
{
	keep_noted(trace, module);
	add_text(trace, module, path, text, length);
	if (module->held == NULL)
		module->held = g_array_new(FALSE, FALSE, sizeof held);
	g_array_append_val(module->held, held);
}

/* ---- what is lent */

/* The line in a file that a value comes from is no part of it, nor that it was folded. */
static void add_value(struct digester *digester, const struct value *value)
{
	digester_add_number(digester, value->type);
	switch (value->type) {
	case VALUE_NOTHING:
		break;
	case VALUE_BOOLEAN:
		digester_add_number(digester, value->boolean);
		break;
	case VALUE_TEXT:
	case VALUE_HTML:
		digester_add(digester, value->text, value->length);
		break;
	case VALUE_LIST:
	case VALUE_MAP:
		digester_add_number(digester, value->count);
		for (unsigned i = 0; i < value->count; i++) {
			if (value->type == VALUE_MAP)
				digester_add_text(digester, value->keys[i]);
			add_value(digester, &value->items[i]);
		}
	}
}

static bool is_table(const struct value *value)
{
	return value->type == VALUE_LIST || value->type == VALUE_MAP;
}

/* The name stands for this value, and for others of the same name if there are any. */
static void set_value(struct trace *trace, const char *text, const struct value *value, bool whole)
{
	struct trace_name *name = intern(trace, text);
	struct digester *digester = trace->digester;
	if (name->has_value)
		digester_add_digest(digester, &name->value);
	if (whole || !is_table(value))
		add_value(digester, value);
	else
		digester_add_text(digester, "table");
	name->value = digester_end(digester);
	name->has_value = true;
}

/* `path` names the value; `deep`: what is below the keys of a table in it has names too. */
static void set_values(struct trace *trace, const char *path, const struct value *value, bool deep)
{
	g_autofree char *whole = g_strconcat(path, ".*", NULL);
	set_value(trace, whole, value, true);
	for (unsigned i = 0; value->type == VALUE_MAP && i < value->count; i++) {
		g_autoptr(GString) name = g_string_new(path);
		g_string_append_c(name, '.');
		trace_write_part(name, value->keys[i], strlen(value->keys[i]));
		set_value(trace, name->str, &value->items[i], !deep);
		if (deep)
			set_values(trace, name->str, &value->items[i], false);
	}
}

/* What was lent before under that name is gone. */
static void forget_values(struct trace *trace, const char *global)
{
	g_autofree char *prefix = g_strconcat(global, ".", NULL);
	GHashTableIter iter;
	void *value;
	g_hash_table_iter_init(&iter, trace->names);
	while (g_hash_table_iter_next(&iter, NULL, &value)) {
		struct trace_name *name = value;
		if (strcmp(name->name, global) == 0 || g_str_has_prefix(name->name, prefix))
			name->has_value = false;
	}
}

static void note_walked(struct face_watch *watch)
{
	struct watched *watched = (struct watched *)watch;
	add_noted(watched->trace, watched->whole);
}

/* The name of a key of the table whose names begin with `prefix`; NULL: it has none so far. */
static struct trace_name *find_key(struct trace *trace, const char *prefix, const char *key,
                                   size_t length, bool make)
{
	g_autoptr(GString) text = g_string_new(prefix);
	trace_write_part(text, key, length);
	return make ? intern(trace, text->str) : g_hash_table_lookup(trace->names, text->str);
}

/* The name of the key at 2, or of all when it has none of its own. */
static struct trace_name *name_key(lua_State *L, const struct watched *watched)
{
	struct trace *trace = watched->trace;
	size_t length;
	if (lua_type(L, 2) != LUA_TSTRING)
		return watched->whole;
	const char *key = lua_tolstring(L, 2, &length);
	if (strlen(key) != length)
		return watched->whole;
	struct trace_name *name = find_key(trace, watched->prefix, key, length, false);
	if (name != NULL)
		return name;
	if (length > ABSENT_LENGTH_MOST || trace->absent == ABSENT_MOST)
		return watched->whole;
	trace->absent++;
	return find_key(trace, watched->prefix, key, length, true);
}

/* __index of a watched face; upvalues: what lies behind, the names of keys, struct watched. */
static int read_watched(lua_State *L)
{
	struct watched *watched = lua_touserdata(L, lua_upvalueindex(3));
	lua_pushvalue(L, 2);
	if (lua_rawget(L, lua_upvalueindex(2)) == LUA_TLIGHTUSERDATA) {
		add_noted(watched->trace, lua_touserdata(L, -1));
	} else {
		struct trace_name *name = name_key(L, watched);
		add_noted(watched->trace, name);
		if (lua_type(L, 2) == LUA_TSTRING && name != watched->whole) {
			lua_pushvalue(L, 2);
			lua_pushlightuserdata(L, name);
			lua_rawset(L, lua_upvalueindex(2));
		}
	}
	lua_pushvalue(L, 2);
	lua_rawget(L, lua_upvalueindex(1));
	return 1;
}

static struct watched *new_watched(struct trace *trace, const char *path)
{
	g_autofree char *whole = g_strconcat(path, ".*", NULL);
	struct watched *watched = g_new0(struct watched, 1);
	watched->watch.walked = note_walked;
	watched->trace = trace;
	watched->whole = intern(trace, whole);
	watched->prefix = g_strconcat(path, ".", NULL);
	g_ptr_array_add(trace->watched, watched);
	return watched;
}

static void watch_items(struct trace *trace, lua_State *L, const char *prefix);

/* Replaces the face on top by a watched one; `deep`: those that text keys of it lead to as well. */
static void watch(struct trace *trace, lua_State *L, const char *path, bool deep)
{
	struct watched *watched = new_watched(trace, path);
	luaL_checkstack(L, 8, NULL);
	face_behind(L, -1);
	lua_replace(L, -2);
	if (deep)
		watch_items(trace, L, watched->prefix);
	lua_createtable(L, 0, 8);
	lua_pushlightuserdata(L, watched);
	face_wrap_watched(L, read_watched);
}

/* The tables in the table on top. */
static void watch_items(struct trace *trace, lua_State *L, const char *prefix)
{
	lua_pushnil(L);
	for (; lua_next(L, -2); lua_pop(L, 1)) {
		size_t length;
		if (lua_type(L, -2) != LUA_TSTRING || !lua_istable(L, -1))
			continue;
		const char *key = lua_tolstring(L, -2, &length);
		watch(trace, L, find_key(trace, prefix, key, length, true)->name, false);
		lua_pushvalue(L, -2);
		lua_pushvalue(L, -2);
		lua_rawset(L, -5);
	}
}

void trace_lend(struct trace *trace, lua_State *L, const char *global, const struct value *value)
{
	forget_values(trace, global);
	if (is_table(value)) {
		set_values(trace, global, value, true);
		watch(trace, L, global, true);
		return;
	}
	/* Nothing tells when a global that is no table is read. */
	set_value(trace, global, value, true);
	if (!g_ptr_array_find(trace->always, intern(trace, global), NULL))
		g_ptr_array_add(trace->always, intern(trace, global));
}

/* ---- digests */

/* The name with all that it reads in loading, and these in theirs; sorted. */
static GPtrArray *gather(struct trace *trace, struct trace_name *name)
{
	GPtrArray *all = g_ptr_array_new();
	name->seen = ++trace->gathering;
	g_ptr_array_add(all, name);
	for (unsigned at = 0; at < all->len; at++) {
		const struct trace_name *found = all->pdata[at];
		for (unsigned i = 0; found->read != NULL && i < found->read->len; i++) {
			struct trace_name *read = found->read->pdata[i];
			if (read->seen != trace->gathering)
				g_ptr_array_add(all, read);
			read->seen = trace->gathering;
		}
	}
	return all;
}

static int compare_names(const void *a, const void *b)
{
	const struct trace_name *const *first = a;
	const struct trace_name *const *second = b;
	return strcmp((*first)->name, (*second)->name);
}

/* The names of all modules. */
static void add_modules(struct trace *trace)
{
	g_autoptr(GPtrArray) all = g_ptr_array_new();
	GHashTableIter iter;
	void *name;
	g_hash_table_iter_init(&iter, trace->names);
	while (g_hash_table_iter_next(&iter, NULL, &name))
		if (((struct trace_name *)name)->has_text)
			g_ptr_array_add(all, name);
	g_ptr_array_sort(all, compare_names);
	for (unsigned i = 0; i < all->len; i++)
		digester_add_text(trace->digester, ((struct trace_name *)all->pdata[i])->name);
}

bool trace_digest(struct trace *trace, const char *name, struct digest *out)
{
	struct trace_name *found = g_hash_table_lookup(trace->names, name);
	bool modules = strcmp(name, MODULES) == 0;
	bool known = modules || (found != NULL && (found->has_text || found->has_value));
	if (modules)
		add_modules(trace);
	if (known && !modules) {
		g_autoptr(GPtrArray) all = gather(trace, found);
		g_ptr_array_sort(all, compare_names);
		for (unsigned i = 0; i < all->len; i++) {
			const struct trace_name *read = all->pdata[i];
			digester_add_text(trace->digester, read->name);
			if (read->has_text)
				digester_add_digest(trace->digester, &read->text);
			if (read->has_value)
				digester_add_digest(trace->digester, &read->value);
			digester_add_number(trace->digester, read->has_text + 2U * read->has_value);
		}
	}
	*out = digester_end(trace->digester);
	return known;
}
