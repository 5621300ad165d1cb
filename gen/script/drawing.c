/* SPDX-License-Identifier: MIT */
/*
 * A picture is written into one buffer that the drawer owns, so that an error raised in the middle
 * leaves nothing behind. Nothing here calls Lua code, so no picture begins while another is drawn,
 * and text of Lua's stays where it is while its table is on the stack.
 * What may be in a picture is told by drawing_list.h.
 */
#include "script/drawing.h"

#include <glib.h>
#include <lauxlib.h>
#include <math.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/uchar.h>

#include "base/escape.h"
#include "script/drawing_list.h"
#include "script/face.h"
#include "script/sandbox.h"

enum {
	BYTES_PER_STEP = 16,
	PORTION = 1000,           /* steps */
	BUFFER_KEPT = 256 * 1024, /* bytes that stay with the drawer from one picture to the next */
	ATTRIBUTES_MOST = 24,     /* of one element */
	WIDTH_BYTES_PER_STEP = 4, /* text_width looks every character up */
	DECIMALS_MOST = 2,
};

/* An attribute that an element has; the text is Lua's. */
struct given {
	const struct drawing_attribute *attribute;
	int type; /* of its value, in Lua */
	lua_Number number;
	const char *text;
	size_t length;
};

struct drawer {
	struct lender *lender;
	GString *out;
	unsigned decimals;                   /* of numbers, at most */
	size_t steps;                        /* done and not charged yet */
	size_t charged;                      /* bytes of `out` that are */
	struct given given[ATTRIBUTES_MOST]; /* of the element that is being opened, sorted */
	size_t given_count;
};

struct drawer *drawer_new(struct lender *lender)
{
	struct drawer *drawer = g_new0(struct drawer, 1);
	drawer->lender = lender;
	drawer->out = g_string_new(NULL);
	return drawer;
}

void drawer_free(struct drawer *drawer)
{
	if (drawer == NULL)
		return;
	g_string_free(drawer->out, TRUE);
	g_free(drawer);
}

/* Counts work, and what was written since; it is charged in portions. */
static void count(lua_State *L, struct drawer *drawer, size_t steps)
{
	if (drawer->out->len > SANDBOX_TEXT_MOST)
		luaL_error(L, "this would make a text longer than %d bytes", SANDBOX_TEXT_MOST);
	drawer->steps += steps + (drawer->out->len - drawer->charged) / BYTES_PER_STEP;
	drawer->charged = drawer->out->len;
	if (drawer->steps < PORTION)
		return;
	sandbox_charge(L, drawer->steps);
	drawer->steps = 0;
}

/* With as many decimals as the picture has, without zeros at the end, by no locale. */
static void write_number(lua_State *L, struct drawer *drawer, lua_Number number)
{
	static const int POWERS[DECIMALS_MOST + 1] = {1, 10, 100};
	char digits[32];
	char *at = digits + sizeof digits;
	if (!(fabs(number) < 1e15))
		luaL_error(L, "svg: a number that is none (the result of 0/0), infinite or too "
		              "large cannot be drawn; test the divisor first");
	long long units = llround(number * POWERS[drawer->decimals]);
	unsigned long long rest = (unsigned long long)llabs(units);
	bool shown = false; /* whether a decimal is */
	for (unsigned i = 0; i < drawer->decimals; i++, rest /= 10) {
		shown = shown || rest % 10 != 0;
		if (shown)
			*--at = (char)('0' + rest % 10);
	}
	if (shown)
		*--at = '.';
	do
		*--at = (char)('0' + rest % 10);
	while ((rest /= 10) != 0);
	if (units < 0)
		*--at = '-';
	g_string_append_len(drawer->out, at, digits + sizeof digits - at);
}

/* ---- attributes */

static int refuse_value(lua_State *L, const char *element, const char *attribute)
{
	return luaL_error(L, "svg: attribute '%s' of '%s' has a value that it cannot have",
	                  attribute, element);
}

/* The list on top: texts as they stand, and a space between two numbers. */
static void write_list(lua_State *L, struct drawer *drawer, const char *element, const char *name)
{
	bool after_number = false;
	face_behind(L, -1);
	lua_Integer items = (lua_Integer)lua_rawlen(L, -1);
	for (lua_Integer i = 1; i <= items; i++) {
		int type = lua_rawgeti(L, -1, i);
		size_t length;
		if (type == LUA_TSTRING) {
			const char *text = lua_tolstring(L, -1, &length);
			if (!drawing_fits(DRAWING_PLAIN, element, text, length))
				refuse_value(L, element, name);
			g_string_append_len(drawer->out, text, (gssize)length);
		} else if (type == LUA_TNUMBER) {
			if (after_number)
				g_string_append_c(drawer->out, ' ');
			write_number(L, drawer, lua_tonumber(L, -1));
		} else {
			refuse_value(L, element, name);
		}
		after_number = type == LUA_TNUMBER;
		lua_pop(L, 1);
		count(L, drawer, 1);
	}
	lua_pop(L, 1);
}

/* The key below the top of the stack, with its value on top, as an attribute. */
static void take_attribute(lua_State *L, struct drawer *drawer, const char *element)
{
	size_t length;
	const char *name = lua_tolstring(L, -2, &length);
	const struct drawing_attribute *attribute = drawing_attribute(name, length);
	if (attribute == NULL)
		luaL_error(L, "svg: '%s' cannot have an attribute '%s'", element, name);
	if (lua_isboolean(L, -1) && !lua_toboolean(L, -1)) /* what is left out */
		return;
	if (drawer->given_count == ATTRIBUTES_MOST)
		luaL_error(L, "svg: '%s' has more than %d attributes", element, ATTRIBUTES_MOST);
	size_t place = drawer->given_count++;
	for (; place > 0 && drawer->given[place - 1].attribute > attribute; place--)
		drawer->given[place] = drawer->given[place - 1];
	struct given *given = &drawer->given[place];
	*given = (struct given){.attribute = attribute, .type = lua_type(L, -1)};
	if (given->type == LUA_TSTRING)
		given->text = lua_tolstring(L, -1, &given->length);
	else if (given->type == LUA_TNUMBER)
		given->number = lua_tonumber(L, -1);
}

/* Of the element on top. */
static void write_attribute(lua_State *L, struct drawer *drawer, const struct given *given,
                            const char *element)
{
	const struct drawing_attribute *attribute = given->attribute;
	bool plain = attribute->form == DRAWING_PLAIN;
	g_string_append_c(drawer->out, ' ');
	g_string_append(drawer->out, attribute->name);
	g_string_append(drawer->out, "=\"");
	if (given->type == LUA_TSTRING &&
	    drawing_fits(attribute->form, element, given->text, given->length)) {
		escape_html(drawer->out, given->text, given->length);
	} else if (given->type == LUA_TNUMBER && (plain || attribute->form == DRAWING_TEXT)) {
		write_number(L, drawer, given->number);
	} else if (given->type == LUA_TTABLE && plain) {
		lua_pushstring(L, attribute->name);
		lua_rawget(L, -2);
		write_list(L, drawer, element, attribute->name);
		lua_pop(L, 1);
	} else {
		refuse_value(L, element, attribute->name);
	}
	g_string_append_c(drawer->out, '"');
}

/* ---- elements */

static void write_text(lua_State *L, struct drawer *drawer, const char *element)
{
	size_t length;
	const char *text = lua_tolstring(L, -1, &length);
	if (!drawing_is_text(text, length))
		luaL_error(L,
		           "svg: text in '%s' is not valid UTF-8 or has control characters; "
		           "cut text with utf8.sub",
		           element);
	escape_html(drawer->out, text, length);
}

/*
 * Gathers the attributes of the element on top; raises unless its other keys are 1 to `items`. A list
 * is no element: NULL.
 */
static void gather(lua_State *L, struct drawer *drawer, const char *element, lua_Integer items)
{
	const char *name = element == NULL ? "a list" : element;
	lua_Integer places = 0;
	drawer->given_count = 0;
	lua_pushnil(L);
	for (; lua_next(L, -2); lua_pop(L, 1)) {
		int type = lua_type(L, -2);
		if (type == LUA_TSTRING && element == NULL)
			luaL_error(L,
			           "svg: an element has no name; write it first, as in {\"g\", …}");
		if (type == LUA_TSTRING) {
			take_attribute(L, drawer, element);
			continue;
		}
		lua_Integer place = lua_isinteger(L, -2) ? lua_tointeger(L, -2) : 0;
		if (place < 1 || place > items)
			luaL_error(L, "svg: what is in '%s' is no list without gaps", name);
		places++;
	}
	if (places != items)
		luaL_error(L, "svg: what is in '%s' is no list without gaps", name);
}

/* The name of the element on top; NULL when it does not begin with text, as a list does. */
static const char *element_name(lua_State *L)
{
	size_t length;
	if (lua_rawgeti(L, -1, 1) != LUA_TSTRING) {
		lua_pop(L, 1);
		return NULL;
	}
	const char *name = lua_tolstring(L, -1, &length);
	const char *found = drawing_element(name, length);
	if (found == NULL)
		luaL_error(L, "svg: a picture cannot have an element '%s'", name);
	lua_pop(L, 1);
	return found;
}

static void write_table(lua_State *L, struct drawer *drawer, const char *parent, unsigned depth);

/* The child on top. */
static void write_child(lua_State *L, struct drawer *drawer, const char *parent, unsigned depth)
{
	switch (lua_type(L, -1)) {
	case LUA_TTABLE:
		write_table(L, drawer, parent, depth);
		break;
	case LUA_TSTRING:
		write_text(L, drawer, parent);
		break;
	case LUA_TNUMBER:
		write_number(L, drawer, lua_tonumber(L, -1));
		break;
	case LUA_TBOOLEAN:
		if (!lua_toboolean(L, -1)) /* what is left out */
			break;
		/* fall through */
	default:
		luaL_error(L, "svg: a %s cannot be drawn in '%s'", luaL_typename(L, -1), parent);
	}
}

/* Items `first` to `last` of the table on top. */
static void write_children(lua_State *L, struct drawer *drawer, lua_Integer first, lua_Integer last,
                           const char *parent, unsigned depth)
{
	for (lua_Integer i = first; i <= last; i++) {
		lua_rawgeti(L, -1, i);
		write_child(L, drawer, parent, depth);
		lua_pop(L, 1);
		count(L, drawer, 1);
	}
}

/* The table on top: an element, or a list of what is in `parent`. */
static void write_table(lua_State *L, struct drawer *drawer, const char *parent, unsigned depth)
{
	if (depth == DRAWING_DEPTH_MOST)
		luaL_error(L, "svg: elements lie more than %d deep in each other",
		           DRAWING_DEPTH_MOST);
	luaL_checkstack(L, 8, NULL);
	face_behind(L, -1);
	lua_Integer items = (lua_Integer)lua_rawlen(L, -1);
	const char *element = element_name(L);
	if (depth == 0 && (element == NULL || strcmp(element, "svg") != 0))
		luaL_error(L, "svg: a picture begins with 'svg'");
	gather(L, drawer, element, items);
	if (element == NULL) {
		write_children(L, drawer, 1, items, parent, depth + 1);
		lua_pop(L, 1);
		return;
	}
	g_string_append_c(drawer->out, '<');
	g_string_append(drawer->out, element);
	for (size_t i = 0; i < drawer->given_count; i++)
		write_attribute(L, drawer, &drawer->given[i], element);
	count(L, drawer, 2 + drawer->given_count);
	g_string_append(drawer->out, items == 1 ? "/>" : ">");
	write_children(L, drawer, 2, items, element, depth + 1);
	if (items > 1)
		g_string_append_printf(drawer->out, "</%s>", element);
	lua_pop(L, 1);
}

static int svg(lua_State *L)
{
	struct drawer *drawer = lua_touserdata(L, lua_upvalueindex(1));
	lua_Integer decimals = luaL_optinteger(L, 2, DECIMALS_MOST);
	luaL_checktype(L, 1, LUA_TTABLE);
	luaL_argcheck(L, decimals >= 0 && decimals <= DECIMALS_MOST, 2, "0, 1 or 2 decimals");
	lua_settop(L, 1);
	if (drawer->out->allocated_len > BUFFER_KEPT) {
		g_string_free(drawer->out, TRUE);
		drawer->out = g_string_new(NULL);
	}
	g_string_truncate(drawer->out, 0);
	drawer->steps = 0;
	drawer->charged = 0;
	drawer->decimals = (unsigned)decimals;
	write_table(L, drawer, "svg", 0);
	sandbox_charge(L, drawer->steps);
	lender_push_html(drawer->lender, L, drawer->out->str, drawer->out->len);
	return 1;
}

/* ---- text_width */

static bool is_wide(gunichar character)
{
	int width = u_getIntPropertyValue((UChar32)character, UCHAR_EAST_ASIAN_WIDTH);
	return width == U_EA_WIDE || width == U_EA_FULLWIDTH || width == U_EA_AMBIGUOUS;
}

/* Marks that lie on the character before, and what is not seen at all. */
static bool has_no_width(gunichar character)
{
	uint32_t type = U_MASK(u_charType((UChar32)character));
	return (type & (U_GC_MN_MASK | U_GC_ME_MASK | U_GC_CF_MASK | U_GC_CC_MASK)) != 0;
}

static int text_width(lua_State *L)
{
	const double NARROW = 0.6;
	size_t length;
	const char *text = luaL_checklstring(L, 1, &length);
	sandbox_charge(L, length / WIDTH_BYTES_PER_STEP);
	if (!g_utf8_validate_len(text, length, NULL))
		return luaL_error(L, "text_width: the text is not valid UTF-8; cut text with "
		                     "utf8.sub");
	unsigned wide = 0;
	unsigned narrow = 0;
	for (const char *end = text + length; text < end; text = g_utf8_next_char(text)) {
		gunichar character = g_utf8_get_char(text);
		if (has_no_width(character))
			continue;
		if (is_wide(character))
			wide++;
		else
			narrow++;
	}
	lua_pushnumber(L, wide + narrow * NARROW);
	return 1;
}

void drawer_open(struct drawer *drawer, lua_State *L)
{
	static const luaL_Reg FUNCTIONS[] = {
	        {"svg", svg},
	        {"text_width", text_width},
	        {NULL, NULL},
	};
	lua_pushlightuserdata(L, drawer);
	luaL_setfuncs(L, FUNCTIONS, 1);
}
