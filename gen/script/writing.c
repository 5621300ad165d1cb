/* SPDX-License-Identifier: MIT */
/*
 * All text is written into one buffer that the writer owns, so that an error raised in the middle
 * leaves nothing behind. Nothing here calls Lua code, so no function begins while another writes.
 *
 * Strings of Lua need not be UTF-8, and nothing is done about that here: text stays wrong or right
 * as it was, and whatever leaves a script is looked at by taker_take. Only HTML is not; so what
 * comes into a picture is looked at.
 */
#include "script/writing.h"

#include <glib.h>
#include <lauxlib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "base/qr.h"
#include "script/face.h"
#include "script/order.h"
#include "script/sandbox.h"

enum {
	BYTES_PER_STEP = 16,
	PORTION = 1000,           /* steps */
	BUFFER_KEPT = 256 * 1024, /* bytes that stay with the writer from one text to the next */
	QR_STEPS = 4000,          /* of the smallest picture */
	QR_STEPS_PER_BYTE = 200,
};

struct writer {
	struct lender *lender;
	GString *out;
	GArray *keys; /* struct order_key, of all tables that are open */
	size_t steps; /* done and not charged yet */
};

struct writer *writer_new(struct lender *lender)
{
	struct writer *writer = g_new0(struct writer, 1);
	writer->lender = lender;
	writer->out = g_string_new(NULL);
	writer->keys = g_array_new(FALSE, FALSE, sizeof(struct order_key));
	return writer;
}

void writer_free(struct writer *writer)
{
	if (writer == NULL)
		return;
	g_string_free(writer->out, TRUE);
	g_array_unref(writer->keys);
	g_free(writer);
}

/* The writer of the function that runs, with nothing written. */
static struct writer *begin(lua_State *L)
{
	struct writer *writer = lua_touserdata(L, lua_upvalueindex(1));
	if (writer->out->allocated_len > BUFFER_KEPT) {
		g_string_free(writer->out, TRUE);
		writer->out = g_string_new(NULL);
	}
	g_string_truncate(writer->out, 0);
	g_array_set_size(writer->keys, 0);
	writer->steps = 0;
	return writer;
}

/* Counts work; it is charged in portions, because to charge is dearer than to write a number. */
static void count(lua_State *L, struct writer *writer, size_t steps)
{
	writer->steps += steps;
	if (writer->steps < PORTION)
		return;
	sandbox_charge(L, writer->steps);
	writer->steps = 0;
}

/* After each piece, which began at `before`. */
static void check_size(lua_State *L, struct writer *writer, size_t before)
{
	if (writer->out->len > SANDBOX_TEXT_MOST)
		luaL_error(L, "this would make a text longer than %d bytes", SANDBOX_TEXT_MOST);
	count(L, writer, 1 + (writer->out->len - before) / BYTES_PER_STEP);
}

static int push_text(lua_State *L, const struct writer *writer)
{
	sandbox_charge(L, writer->steps);
	lua_pushlstring(L, writer->out->str, writer->out->len);
	return 1;
}

/* The number at `index` as pages show it. */
static void write_number(lua_State *L, struct writer *writer, int index)
{
	int exact;
	lua_Integer integer = lua_tointegerx(L, index, &exact);
	lua_Number number = lua_tonumber(L, index);
	if (exact)
		g_string_append_printf(writer->out, LUA_INTEGER_FMT, integer);
	else if (isfinite(number))
		g_string_append_printf(writer->out, "%.14g", number);
	else
		luaL_error(L, "a number that is none (the result of 0/0) or infinite cannot be "
		              "written; test the divisor first");
}

/* ---- json: what is lent */

static void check_depth(lua_State *L, unsigned depth)
{
	if (depth == LEND_DEPTH_MOST)
		luaL_error(L, "json: tables lie more than %d deep in each other", LEND_DEPTH_MOST);
}

static void write_string(GString *out, const char *text, size_t length)
{
	g_string_append_c(out, '"');
	escape_json(out, text, length);
	g_string_append_c(out, '"');
}

static int compare_item_keys(const void *a, const void *b, void *map)
{
	const char **keys = ((const struct value *)map)->keys;
	return strcmp(keys[*(const unsigned *)a], keys[*(const unsigned *)b]);
}

static void write_value(lua_State *L, struct writer *writer, const struct value *value,
                        unsigned depth);

/* Lists and maps, as push_list and push_map of lend.c would show them. */
static void write_items(lua_State *L, struct writer *writer, const struct value *value,
                        unsigned depth)
{
	bool map = value->type == VALUE_MAP;
	unsigned items = 0;
	unsigned *places = lua_newuserdatauv(L, (value->count + 1) * sizeof *places, 0);
	for (unsigned i = 0; i < value->count; i++)
		if (value->items[i].type != VALUE_NOTHING)
			places[items++] = i;
	if (map)
		g_qsort_with_data(places, (int)items, sizeof *places, compare_item_keys,
		                  (void *)value);
	map = map && items > 0;
	g_string_append_c(writer->out, map ? '{' : '[');
	for (unsigned i = 0; i < items; i++) {
		if (i > 0)
			g_string_append_c(writer->out, ',');
		if (map) {
			const char *key = value->keys[places[i]];
			write_string(writer->out, key, strlen(key));
			g_string_append_c(writer->out, ':');
		}
		write_value(L, writer, &value->items[places[i]], depth);
	}
	g_string_append_c(writer->out, map ? '}' : ']');
	lua_pop(L, 1);
}

static void write_value(lua_State *L, struct writer *writer, const struct value *value,
                        unsigned depth)
{
	size_t before = writer->out->len;
	luaL_checkstack(L, 4, NULL);
	switch (value->type) {
	case VALUE_NOTHING:
		g_string_append(writer->out, "null");
		break;
	case VALUE_BOOLEAN:
		g_string_append(writer->out, value->boolean ? "true" : "false");
		break;
	case VALUE_TEXT:
		write_string(writer->out, value->text, value->length);
		break;
	case VALUE_HTML:
		luaL_error(L, "json: text in HTML form can only be handed on to the template");
		break;
	case VALUE_LIST:
	case VALUE_MAP:
		check_depth(L, depth);
		count(L, writer, value->count);
		write_items(L, writer, value, depth + 1);
		before = writer->out->len; /* what is in it has been counted */
	}
	check_size(L, writer, before);
}

/* ---- json: what Lua made */

static void write_any(lua_State *L, struct writer *writer, unsigned depth);

/* The table on top, which has an item 1. */
static void write_list(lua_State *L, struct writer *writer, size_t items, unsigned depth)
{
	lua_Integer length = (lua_Integer)lua_rawlen(L, -1);
	if ((size_t)length != items)
		luaL_error(L, "json: a list with gaps, or a table that is list and map at once");
	for (lua_Integer i = 1; i <= length; i++) {
		g_string_append_c(writer->out, i == 1 ? '[' : ',');
		lua_rawgeti(L, -1, i);
		write_any(L, writer, depth);
		lua_pop(L, 1);
	}
	g_string_append_c(writer->out, ']');
}

static void write_key(lua_State *L, struct writer *writer, const struct order_key *key)
{
	if (key->rank == ORDER_BOOLEAN)
		luaL_error(L, "json: a table has a boolean as key");
	if (key->rank == ORDER_TEXT) {
		write_string(writer->out, key->text, key->length);
		lua_pushlstring(L, key->text, key->length);
	} else {
		lua_rawgeti(L, -2, key->place);
		g_string_append_c(writer->out, '"');
		write_number(L, writer, -1);
		g_string_append_c(writer->out, '"');
	}
	g_string_append_c(writer->out, ':');
}

/* Gathers the keys of the table on top; pushes a list of those that are numbers, or nil. */
static void gather_keys(lua_State *L, struct writer *writer, size_t items)
{
	int numbers = 0;
	count(L, writer, items * ORDER_STEPS);
	lua_pushnil(L);
	lua_pushnil(L);
	for (; lua_next(L, -3); lua_pop(L, 1)) {
		struct order_key key = order_key(L, -2, 0, "json");
		if (key.rank == ORDER_NUMBER) {
			if (numbers == 0) {
				lua_newtable(L);
				lua_replace(L, -4);
			}
			key.place = ++numbers;
			lua_pushvalue(L, -2);
			lua_rawseti(L, -4, key.place);
		}
		g_array_append_val(writer->keys, key);
	}
}

/* The table on top. */
static void write_object(lua_State *L, struct writer *writer, size_t items, unsigned depth)
{
	unsigned first = writer->keys->len;
	gather_keys(L, writer, items);
	order_sort(&g_array_index(writer->keys, struct order_key, first), items);
	lua_pushvalue(L, -2);
	for (unsigned i = 0; i < items; i++) {
		/* A copy: tables in this one make `keys` grow and move. */
		struct order_key key = g_array_index(writer->keys, struct order_key, first + i);
		g_string_append_c(writer->out, i == 0 ? '{' : ',');
		write_key(L, writer, &key);
		lua_rawget(L, -2);
		write_any(L, writer, depth);
		lua_pop(L, 1);
	}
	lua_pop(L, 2);
	g_array_set_size(writer->keys, first);
	g_string_append_c(writer->out, '}');
}

static void write_table(lua_State *L, struct writer *writer, unsigned depth)
{
	size_t items = 0;
	check_depth(L, depth);
	luaL_checkstack(L, 12, NULL);
	face_behind(L, -1);
	lua_pushnil(L);
	for (; lua_next(L, -2); lua_pop(L, 1))
		items++;
	count(L, writer, items);
	bool list = lua_rawgeti(L, -1, 1) != LUA_TNIL;
	lua_pop(L, 1);
	if (items == 0)
		g_string_append(writer->out, "[]");
	else if (list)
		write_list(L, writer, items, depth + 1);
	else
		write_object(L, writer, items, depth + 1);
	lua_pop(L, 1);
}

static void write_lent(lua_State *L, struct writer *writer, unsigned depth)
{
	const struct value *lent = lender_find(writer->lender, lua_touserdata(L, -1));
	if (lent == NULL)
		luaL_error(L, "json: something that was kept from another page; use only what "
		              "this page got");
	else
		write_value(L, writer, lent, depth);
}

/* What is on top, the text by `write`. False: it is neither text nor a number. */
static bool write_plain(lua_State *L, struct writer *writer,
                        void (*write)(GString *out, const char *text, size_t length))
{
	if (lua_type(L, -1) == LUA_TSTRING) {
		size_t length;
		const char *text = lua_tolstring(L, -1, &length);
		write(writer->out, text, length);
		return true;
	}
	if (lua_type(L, -1) != LUA_TNUMBER)
		return false;
	write_number(L, writer, -1);
	return true;
}

/* The value on top of the stack. */
static void write_any(lua_State *L, struct writer *writer, unsigned depth)
{
	size_t before = writer->out->len;
	if (write_plain(L, writer, write_string)) {
		check_size(L, writer, before);
		return;
	}
	switch (lua_type(L, -1)) {
	case LUA_TBOOLEAN:
		g_string_append(writer->out, lua_toboolean(L, -1) ? "true" : "false");
		break;
	case LUA_TTABLE:
		write_table(L, writer, depth);
		before = writer->out->len; /* what is in it has been counted */
		break;
	case LUA_TLIGHTUSERDATA:
		write_lent(L, writer, depth);
		return;
	default:
		luaL_error(L, "json: a %s cannot be written", luaL_typename(L, -1));
	}
	check_size(L, writer, before);
}

static int json(lua_State *L)
{
	struct writer *writer = begin(L);
	luaL_checkany(L, 1);
	lua_settop(L, 1);
	write_any(L, writer, 0);
	return push_text(L, writer);
}

/* ---- csv */

/* The value on top, cell `column` of row `row`. */
static void write_cell(lua_State *L, struct writer *writer, lua_Integer row, lua_Integer column)
{
	size_t before = writer->out->len;
	if (!write_plain(L, writer, escape_csv))
		luaL_error(L, "csv: cell %d of row %d is a %s, not text or a number", (int)column,
		           (int)row, luaL_typename(L, -1));
	check_size(L, writer, before);
}

/* The row on top. */
static void write_row(lua_State *L, struct writer *writer, lua_Integer row)
{
	if (!lua_istable(L, -1))
		luaL_error(L, "csv: row %d is a %s, not a list", (int)row, luaL_typename(L, -1));
	face_behind(L, -1);
	lua_Integer cells = (lua_Integer)lua_rawlen(L, -1);
	for (lua_Integer column = 1; column <= cells; column++) {
		if (column > 1)
			g_string_append_c(writer->out, ',');
		lua_rawgeti(L, -1, column);
		write_cell(L, writer, row, column);
		lua_pop(L, 1);
	}
	g_string_append(writer->out, "\r\n");
	check_size(L, writer, writer->out->len);
	lua_pop(L, 1);
}

static int csv(lua_State *L)
{
	struct writer *writer = begin(L);
	luaL_checktype(L, 1, LUA_TTABLE);
	face_behind(L, 1);
	lua_Integer rows = (lua_Integer)lua_rawlen(L, -1);
	for (lua_Integer row = 1; row <= rows; row++) {
		lua_rawgeti(L, -1, row);
		write_row(L, writer, row);
		lua_pop(L, 1);
	}
	return push_text(L, writer);
}

/* ---- qr */

static int qr(lua_State *L)
{
	size_t length, label_length;
	struct writer *writer = begin(L);
	const char *text = luaL_checklstring(L, 1, &length);
	const char *label = luaL_checklstring(L, 2, &label_length);
	if (!qr_can_hold(text, length))
		return luaL_error(L, "qr: the text is empty or has more than ASCII letters, digits "
		                     "and signs; write an address in its ASCII form");
	if (!g_utf8_validate_len(label, label_length, NULL))
		return luaL_error(L, "qr: the label is not valid UTF-8; cut text with utf8.sub");
	sandbox_charge(L, QR_STEPS + MIN(length, (size_t)QR_TEXT_MOST) * QR_STEPS_PER_BYTE);
	if (!qr_write_svg(writer->out, text, label))
		return luaL_error(L, "qr: the text is too long, %d bytes", (int)length);
	lender_push_html(writer->lender, L, writer->out->str, writer->out->len);
	return 1;
}

void writer_open(struct writer *writer, lua_State *L)
{
	static const luaL_Reg FUNCTIONS[] = {
	        {"csv", csv},
	        {"json", json},
	        {"qr", qr},
	        {NULL, NULL},
	};
	lua_pushlightuserdata(L, writer);
	luaL_setfuncs(L, FUNCTIONS, 1);
}
