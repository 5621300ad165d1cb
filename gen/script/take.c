/* SPDX-License-Identifier: MIT */
/*
 * Every value of every page passes here, so passes over it are few: a table is walked once into
 * `entries`, scalars converted on the way, and only then sorted; nested tables are fetched again
 * by key. Problems are told in the order of the keys, not in that of Lua's walk, which varies from
 * run to run.
 */
#include "script/take.h"

#include <lauxlib.h>
#include <math.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/report.h"
#include "script/face.h"

/* What an item of a table turned out to be. */
enum state {
	STATE_READY, /* `value` holds it */
	STATE_TABLE,
	STATE_SKIPPED, /* a function */
	STATE_NOT_UTF8,
	STATE_NO_NUMBER,
	STATE_NOT_LENT,
};

struct entry {
	const char *key; /* Lua's own, held by the table that is being taken; NULL: `index` */
	size_t length;
	lua_Integer index;
	uint64_t start; /* nearly always enough to compare two keys */
	enum state state;
	struct value value;
};

struct taker {
	const struct lender *lender;
	lua_State *L;
	struct arena *arena;                /* what is taken goes here */
	GArray *entries;                    /* struct entry, of all tables that are open */
	struct entry path[TAKE_DEPTH_MOST]; /* the keys of the open tables */
	const void *open[TAKE_DEPTH_MOST];  /* the tables, to see one in itself */
	unsigned depth;
	size_t values; /* taken so far */
	size_t bytes;
	GString *problem;
};

struct taker *taker_new(const struct lender *lender)
{
	struct taker *taker = g_new0(struct taker, 1);
	taker->lender = lender;
	taker->entries = g_array_sized_new(FALSE, FALSE, sizeof(struct entry), 64);
	taker->problem = g_string_new(NULL);
	return taker;
}

void taker_free(struct taker *taker)
{
	if (taker == NULL)
		return;
	g_array_unref(taker->entries);
	g_string_free(taker->problem, TRUE);
	g_free(taker);
}

/* ---- problems */

/* "fields.title[3]", the keys of the open tables; `last` is not opened and may be NULL. */
static void write_path(struct taker *taker, const struct entry *last)
{
	GString *out = taker->problem;
	unsigned depth = taker->depth == 0 ? 0 : taker->depth - 1;
	for (unsigned i = 0; i < depth + (last != NULL); i++) {
		const struct entry *step = i < depth ? &taker->path[i] : last;
		if (step->key == NULL)
			g_string_append_printf(out, "[%lld]", (long long)step->index);
		else
			g_string_append_printf(out, "%s%.*s", i == 0 ? "" : ".",
			                       (int)MIN(step->length, (size_t)60), step->key);
	}
	if (depth == 0 && last == NULL)
		g_string_append(out, _("the value itself"));
}

/* Always false. */
static bool fail(struct taker *taker, const struct entry *at, const char *what)
{
	g_string_truncate(taker->problem, 0);
	write_path(taker, at);
	g_string_append_printf(taker->problem, ": %s", what);
	return false;
}

static const char *describe(enum state state)
{
	if (state == STATE_NOT_UTF8)
		return _("a text that is not valid UTF-8; cut text with utf8.sub, "
		         "not string.sub");
	if (state == STATE_NO_NUMBER)
		return _("a number that is none (the result of 0/0) or infinite; "
		         "test the divisor first");
	return _("something that was kept from another page; use only what this page got");
}

/* ---- scalars */

/*
 * Whether text is UTF-8 without NUL. GLib's own check took a third of the time of a whole call, so
 * what nearly all text consists of, ASCII and Han, is passed over here, and GLib gets the rest.
 */
static bool is_utf8(const char *text, size_t length)
{
	const unsigned char *at = (const unsigned char *)text;
	const unsigned char *end = at + length;
	const uint64_t ones = 0x0101010101010101;
	for (;;) {
		uint64_t eight;
		while (end - at >= 3 && at[0] > 0xE0 && at[0] < 0xF0 && at[0] != 0xED &&
		       (at[1] & 0xC0) == 0x80 && (at[2] & 0xC0) == 0x80)
			at += 3;
		if (end - at < 8)
			break;
		memcpy(&eight, at, sizeof eight);
		/* No byte has its top bit, and none borrows it when 1 is taken from each. */
		if (((eight | (eight - ones)) & ones << 7) == 0)
			at += 8;
		else if (at[0] != 0 && at[0] < 0x80)
			at++;
		else
			break;
	}
	while (at < end && at[0] != 0 && at[0] < 0x80)
		at++;
	return at == end || g_utf8_validate_len((const char *)at, (size_t)(end - at), NULL);
}

static enum state take_text(struct taker *taker, int index, struct value *out)
{
	size_t length;
	const char *text = lua_tolstring(taker->L, index, &length);
	if (!is_utf8(text, length))
		return STATE_NOT_UTF8;
	taker->bytes += length;
	if (taker->bytes <= TAKE_BYTES_MOST)
		text = arena_copy(taker->arena, text, length);
	*out = (struct value){.type = VALUE_TEXT, .text = text, .length = length};
	return STATE_READY;
}

static enum state take_number(struct taker *taker, int index, struct value *out)
{
	char text[64];
	int exact;
	lua_Integer integer = lua_tointegerx(taker->L, index, &exact);
	lua_Number number = lua_tonumber(taker->L, index);
	if (!exact && !isfinite(number))
		return STATE_NO_NUMBER;
	int length = exact ? g_snprintf(text, sizeof text, LUA_INTEGER_FMT, integer)
	                   : g_snprintf(text, sizeof text, "%.14g", number);
	*out = (struct value){.type = VALUE_TEXT, .length = (size_t)length};
	out->text = arena_copy(taker->arena, text, (size_t)length);
	return STATE_READY;
}

/* The value at `index` when it is no table. */
static enum state take_scalar(struct taker *taker, int index, struct value *out)
{
	const struct value *lent;
	switch (lua_type(taker->L, index)) {
	case LUA_TSTRING:
		return take_text(taker, index, out);
	case LUA_TNUMBER:
		return take_number(taker, index, out);
	case LUA_TBOOLEAN:
		*out = value_boolean(lua_toboolean(taker->L, index));
		return STATE_READY;
	case LUA_TLIGHTUSERDATA:
		lent = lender_find(taker->lender, lua_touserdata(taker->L, index));
		if (lent == NULL)
			return STATE_NOT_LENT;
		*out = *lent;
		return STATE_READY;
	case LUA_TTABLE:
		return STATE_TABLE;
	case LUA_TNIL:
		*out = (struct value){.type = VALUE_NOTHING};
		return STATE_READY;
	default:
		return STATE_SKIPPED;
	}
}

/* ---- tables */

/* The key as a number in the same order: of a text its first 8 bytes. */
static uint64_t key_start(const struct entry *entry)
{
	if (entry->key == NULL)
		return (uint64_t)entry->index ^ (uint64_t)1 << 63;
	uint64_t bytes = 0;
	memcpy(&bytes, entry->key, MIN(entry->length, sizeof bytes));
	return GUINT64_FROM_BE(bytes);
}

/* Numbers in order, or text in the order of its bytes; no table that has both comes so far. */
static int compare_entries(const void *first, const void *second)
{
	const struct entry *a = first;
	const struct entry *b = second;
	if (a->start != b->start)
		return a->start < b->start ? -1 : 1;
	int order = memcmp(a->key, b->key, MIN(a->length, b->length));
	return order != 0 ? order : (a->length > b->length) - (a->length < b->length);
}

static void sort_entries(struct entry *entries, size_t count)
{
	for (size_t i = 1; i < count; i++)
		if (compare_entries(&entries[i - 1], &entries[i]) > 0) {
			qsort(entries, count, sizeof *entries, compare_entries);
			return;
		}
}

/* What keys a table has. */
struct census {
	size_t texts;
	size_t numbers;
	bool broken;  /* some text is not UTF-8 */
	bool strange; /* some are neither text nor whole numbers */
};

/* Reads the key at -2. */
static void read_key(struct taker *taker, struct entry *entry, struct census *census)
{
	lua_State *L = taker->L;
	entry->key = NULL;
	entry->index = 0;
	if (lua_type(L, -2) == LUA_TSTRING) {
		entry->key = lua_tolstring(L, -2, &entry->length);
		taker->bytes += entry->length;
		census->texts++;
		if (!is_utf8(entry->key, entry->length))
			census->broken = true;
	} else if (lua_isinteger(L, -2)) {
		entry->index = lua_tointeger(L, -2);
		census->numbers++;
	} else {
		census->strange = true;
	}
	entry->start = key_start(entry);
}

/* Walks the table on top into `entries`. False: it holds too much. */
static bool gather(struct taker *taker, struct census *census)
{
	lua_State *L = taker->L;
	lua_pushnil(L);
	while (lua_next(L, -2)) {
		struct entry entry;
		entry.state = take_scalar(taker, -1, &entry.value);
		/* A helper beside the data of a module is no part of the data. */
		if (entry.state != STATE_SKIPPED || lua_type(L, -2) != LUA_TSTRING) {
			read_key(taker, &entry, census);
			g_array_append_val(taker->entries, entry);
		}
		lua_pop(L, 1);
		if (++taker->values > TAKE_VALUES_MOST || taker->bytes > TAKE_BYTES_MOST)
			return fail(taker, NULL, _("more data than one value may hold"));
	}
	return true;
}

/* Told after the walk, so that of several problems the same one is told every time. */
static bool check_keys(struct taker *taker, const struct census *census)
{
	if (census->strange)
		return fail(taker, NULL, _("a table whose keys are neither text nor whole numbers"));
	if (census->broken)
		return fail(taker, NULL, _("a table with a key that is not valid UTF-8"));
	if (census->texts > 0 && census->numbers > 0)
		return fail(taker, NULL,
		            _("a table that is list and map at once; give every item a "
		              "key, or none"));
	return true;
}

static bool take_table(struct taker *taker, struct value *out);

/* Brings the entry into its final form: nested tables are taken now, problems told. */
static bool finish_entry(struct taker *taker, struct entry *entry)
{
	lua_State *L = taker->L;
	if (entry->state == STATE_READY)
		return true;
	if (entry->state != STATE_TABLE)
		return fail(taker, entry, describe(entry->state));
	taker->path[taker->depth - 1] = *entry;
	if (entry->key == NULL)
		lua_rawgeti(L, -1, entry->index);
	else {
		lua_pushlstring(L, entry->key, entry->length);
		lua_rawget(L, -2);
	}
	bool taken = take_table(taker, &entry->value);
	lua_pop(L, 1);
	return taken;
}

/* Makes the list or map of the entries from `first` on. */
static bool build(struct taker *taker, unsigned first, bool map, struct value *out)
{
	unsigned count = taker->entries->len - first;
	unsigned kept = 0;
	*out = (struct value){.type = map ? VALUE_MAP : VALUE_LIST};
	out->items = arena_new_array(taker->arena, struct value, count);
	if (map)
		out->keys = arena_new_array(taker->arena, const char *, count);
	for (unsigned i = 0; i < count; i++) {
		/* A copy: nested tables make `entries` grow and move. */
		struct entry entry = g_array_index(taker->entries, struct entry, first + i);
		if (entry.state == STATE_SKIPPED)
			continue;
		if (!finish_entry(taker, &entry))
			return false;
		if (out->keys != NULL)
			out->keys[kept] = arena_copy(taker->arena, entry.key, entry.length);
		out->items[kept++] = entry.value;
	}
	out->count = kept;
	return true;
}

/* The table on top, which is open. */
static bool take_open(struct taker *taker, unsigned first, struct value *out)
{
	struct census census = {0};
	if (!gather(taker, &census) || !check_keys(taker, &census))
		return false;
	size_t count = taker->entries->len - first;
	struct entry *entries = &g_array_index(taker->entries, struct entry, first);
	sort_entries(entries, count);
	if (census.numbers > 0 &&
	    (entries[0].index != 1 || entries[count - 1].index != (lua_Integer)count))
		return fail(taker, NULL,
		            _("a list with gaps, or numbers as keys; number items from 1 on "
		              "without gaps, or write the keys as text"));
	return build(taker, first, census.texts > 0, out);
}

static bool take_table(struct taker *taker, struct value *out)
{
	lua_State *L = taker->L;
	int top = lua_gettop(L);
	unsigned first = taker->entries->len;
	if (taker->depth == TAKE_DEPTH_MOST)
		return fail(taker, NULL, _("tables lie too deep in each other"));
	luaL_checkstack(L, 8, NULL);
	face_behind(L, -1);
	const void *table = lua_topointer(L, -1);
	bool inside_itself = false;
	for (unsigned i = 0; i < taker->depth; i++)
		inside_itself = inside_itself || taker->open[i] == table;
	taker->open[taker->depth++] = table;
	bool taken = inside_itself ? fail(taker, NULL, _("a table that lies inside itself"))
	                           : take_open(taker, first, out);
	taker->depth--;
	g_array_set_size(taker->entries, first);
	lua_settop(L, top);
	return taken;
}

bool taker_take(struct taker *taker, lua_State *L, struct arena *arena, struct value *out)
{
	taker->L = L;
	taker->arena = arena;
	taker->depth = 0;
	taker->values = 0;
	taker->bytes = 0;
	g_array_set_size(taker->entries, 0);
	*out = (struct value){.type = VALUE_NOTHING};
	if (lua_istable(L, -1))
		return take_table(taker, out);
	enum state state = take_scalar(taker, -1, out);
	if (state == STATE_READY || state == STATE_SKIPPED)
		return true;
	return fail(taker, NULL, describe(state));
}

const char *taker_problem(const struct taker *taker)
{
	return taker->problem->str;
}
