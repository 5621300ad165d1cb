/* SPDX-License-Identifier: MIT */
/*
 * Everything here takes time in proportion to the text it is given or makes, and says how much
 * before it begins. Searching is glibc's memmem, which has no slow cases.
 */
#include "script/strings.h"

#include <string.h>

#include "script/sandbox.h"

/* ---- arguments */

static const char *text_argument(lua_State *L, int index, size_t *length)
{
	const char *text = luaL_checklstring(L, index, length);
	sandbox_charge_bytes(L, *length);
	return text;
}

static void check_size(lua_State *L, uint64_t size)
{
	if (size > SANDBOX_TEXT_MOST)
		luaL_error(L, "this would make a text longer than %d bytes", SANDBOX_TEXT_MOST);
	sandbox_charge_bytes(L, (size_t)size);
}

/* Lua's way to count positions: from 1, or back from the end with negative numbers. */
static size_t start_position(lua_Integer position, size_t length)
{
	if (position > 0)
		return (size_t)position;
	if (position == 0 || position < -(lua_Integer)length)
		return 1;
	return length + (size_t)position + 1;
}

static size_t end_position(lua_Integer position, size_t length)
{
	if (position > (lua_Integer)length)
		return length;
	if (position >= 0)
		return (size_t)position;
	if (position < -(lua_Integer)length)
		return 0;
	return length + (size_t)position + 1;
}

/* ---- string */

static void change_case(lua_State *L, char first, char last)
{
	size_t length;
	const char *text = text_argument(L, 1, &length);
	luaL_Buffer buffer;
	char *out = luaL_buffinitsize(L, &buffer, length);
	for (size_t i = 0; i < length; i++)
		out[i] = text[i] >= first && text[i] <= last ? text[i] ^ 0x20 : text[i];
	luaL_pushresultsize(&buffer, length);
}

static int string_lower(lua_State *L)
{
	change_case(L, 'A', 'Z');
	return 1;
}

static int string_upper(lua_State *L)
{
	change_case(L, 'a', 'z');
	return 1;
}

static int string_rep(lua_State *L)
{
	size_t length, between;
	const char *text = text_argument(L, 1, &length);
	lua_Integer count = luaL_checkinteger(L, 2);
	const char *separator = luaL_optlstring(L, 3, "", &between);
	if (count <= 0 || length + between == 0) {
		lua_pushliteral(L, "");
		return 1;
	}
	check_size(L, (uint64_t)count);
	check_size(L, (uint64_t)(length + between) * (uint64_t)count - between);
	size_t size = (length + between) * (size_t)count - between;
	luaL_Buffer buffer;
	char *out = luaL_buffinitsize(L, &buffer, size);
	for (lua_Integer i = 0; i < count; i++) {
		if (i > 0)
			out = (char *)memcpy(out, separator, between) + between;
		out = (char *)memcpy(out, text, length) + length;
	}
	luaL_pushresultsize(&buffer, size);
	return 1;
}

static int string_find(lua_State *L)
{
	size_t length, wanted_length;
	const char *text = text_argument(L, 1, &length);
	const char *wanted = text_argument(L, 2, &wanted_length);
	size_t start = start_position(luaL_optinteger(L, 3, 1), length) - 1;
	const char *found =
	        start > length ? NULL : memmem(text + start, length - start, wanted, wanted_length);
	if (found == NULL) {
		lua_pushnil(L);
		return 1;
	}
	lua_pushinteger(L, found - text + 1);
	lua_pushinteger(L, found - text + (lua_Integer)wanted_length);
	return 2;
}

static int string_starts(lua_State *L)
{
	size_t length, wanted_length;
	const char *text = luaL_checklstring(L, 1, &length);
	const char *wanted = text_argument(L, 2, &wanted_length);
	lua_pushboolean(L, length >= wanted_length && memcmp(text, wanted, wanted_length) == 0);
	return 1;
}

static int string_ends(lua_State *L)
{
	size_t length, wanted_length;
	const char *text = luaL_checklstring(L, 1, &length);
	const char *wanted = text_argument(L, 2, &wanted_length);
	lua_pushboolean(L, length >= wanted_length && memcmp(text + length - wanted_length, wanted,
	                                                     wanted_length) == 0);
	return 1;
}

static int string_split(lua_State *L)
{
	size_t length, separator_length;
	const char *text = text_argument(L, 1, &length);
	const char *separator = luaL_checklstring(L, 2, &separator_length);
	luaL_argcheck(L, separator_length > 0, 2, "the separator is empty");
	const char *end = text + length;
	lua_Integer count = 0;
	lua_createtable(L, 4, 0);
	for (;;) {
		const char *next = memmem(text, (size_t)(end - text), separator, separator_length);
		lua_pushlstring(L, text, (size_t)((next == NULL ? end : next) - text));
		lua_rawseti(L, -2, ++count);
		if (next == NULL)
			return 1;
		text = next + separator_length;
	}
}

/* The bytes of white space at `text`: ASCII's, U+00A0, and U+3000 that Chinese text uses. */
static size_t space_at(const char *text, const char *end)
{
	if (text < end && (*text == ' ' || (*text >= '\t' && *text <= '\r')))
		return 1;
	if (end - text >= 2 && memcmp(text, "\xc2\xa0", 2) == 0)
		return 2;
	return end - text >= 3 && memcmp(text, "\xe3\x80\x80", 3) == 0 ? 3 : 0;
}

static int string_trim(lua_State *L)
{
	size_t length;
	const char *text = text_argument(L, 1, &length);
	const char *end = text + length;
	for (size_t space; (space = space_at(text, end)) > 0;)
		text += space;
	for (;;) {
		size_t left = (size_t)(end - text);
		if (left >= 1 && space_at(end - 1, end) == 1)
			end -= 1;
		else if (left >= 2 && space_at(end - 2, end) == 2)
			end -= 2;
		else if (left >= 3 && space_at(end - 3, end) == 3)
			end -= 3;
		else
			break;
	}
	lua_pushlstring(L, text, (size_t)(end - text));
	return 1;
}

static size_t count_places(const char *text, const char *end, const char *wanted, size_t length)
{
	size_t count = 0;
	while ((text = memmem(text, (size_t)(end - text), wanted, length)) != NULL) {
		text += length;
		count++;
	}
	return count;
}

static int string_replace(lua_State *L)
{
	size_t length, old_length, new_length;
	const char *text = text_argument(L, 1, &length);
	const char *old = luaL_checklstring(L, 2, &old_length);
	const char *new = luaL_checklstring(L, 3, &new_length);
	luaL_argcheck(L, old_length > 0, 2, "the text to be replaced is empty");
	const char *end = text + length;
	size_t places = count_places(text, end, old, old_length);
	size_t rest = length - places * old_length;
	check_size(L, rest + (uint64_t)places * new_length);
	size_t size = rest + places * new_length;
	luaL_Buffer buffer;
	char *out = luaL_buffinitsize(L, &buffer, size);
	for (; places > 0; places--) {
		const char *place = memmem(text, (size_t)(end - text), old, old_length);
		out = mempcpy(out, text, (size_t)(place - text));
		out = mempcpy(out, new, new_length);
		text = place + old_length;
	}
	memcpy(out, text, (size_t)(end - text));
	luaL_pushresultsize(&buffer, size);
	return 1;
}

const luaL_Reg strings_functions[] = {
        {"ends", string_ends},       {"find", string_find},
        {"lower", string_lower},     {"rep", string_rep},
        {"replace", string_replace}, {"split", string_split},
        {"starts", string_starts},   {"trim", string_trim},
        {"upper", string_upper},     {NULL, NULL},
};

/* ---- format */

const char *strings_show(lua_State *L, int index)
{
	switch (lua_type(L, index)) {
	case LUA_TNIL:
	case LUA_TBOOLEAN:
	case LUA_TNUMBER:
	case LUA_TSTRING:
		return luaL_tolstring(L, index, NULL);
	case LUA_TLIGHTUSERDATA:
		return lua_pushliteral(L, "handle");
	default:
		return lua_pushstring(L, luaL_typename(L, index));
	}
}

/* Refuses conversions and values that Lua would show with an address, or in a form for Lua. */
static void check_conversion(lua_State *L, int index, char conversion)
{
	if (conversion == '\0')
		luaL_error(L, "format: there is a '%%' at the end");
	if (strchr("diouxXeEfgGcs", conversion) == NULL)
		luaL_error(L, "format: '%%%c' is not offered", conversion);
	if (lua_type(L, index) > LUA_TBOOLEAN && !lua_isstring(L, index))
		luaL_argerror(L, index,
		              lua_pushfstring(L, "text or number expected, got %s",
		                              luaL_typename(L, index)));
}

int strings_format(lua_State *L)
{
	size_t length;
	const char *form = text_argument(L, 1, &length);
	const char *end = form + length;
	int index = 1;
	while ((form = memchr(form, '%', (size_t)(end - form))) != NULL) {
		form += 1 + strspn(form + 1, "-+#0 123456789.");
		if (*form != '%')
			check_conversion(L, ++index, *form);
		form++;
	}
	lua_CFunction format = lua_tocfunction(L, lua_upvalueindex(1));
	return format(L);
}

/* ---- utf8 */

/* The start of the character `count` after `text`, at most `end`. Broken bytes count each. */
static const char *skip_characters(const char *text, const char *end, size_t count)
{
	for (; count > 0 && text < end; count--) {
		text++;
		while (text < end && ((unsigned char)*text & 0xC0) == 0x80)
			text++;
	}
	return text;
}

static size_t count_characters(const char *text, const char *end)
{
	size_t count = 0;
	for (; text < end; text = skip_characters(text, end, 1))
		count++;
	return count;
}

static int utf8_sub(lua_State *L)
{
	size_t length;
	const char *text = text_argument(L, 1, &length);
	const char *end = text + length;
	size_t characters = count_characters(text, end);
	size_t first = start_position(luaL_checkinteger(L, 2), characters);
	size_t last = end_position(luaL_optinteger(L, 3, -1), characters);
	if (first > last) {
		lua_pushliteral(L, "");
		return 1;
	}
	const char *from = skip_characters(text, end, first - 1);
	const char *to = skip_characters(from, end, last - first + 1);
	lua_pushlstring(L, from, (size_t)(to - from));
	return 1;
}

const luaL_Reg strings_utf8[] = {
        {"sub", utf8_sub},
        {NULL, NULL},
};
