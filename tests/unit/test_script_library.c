/* SPDX-License-Identifier: MIT */
/* What scripts find there, what they do not, and what differs from other Lua. */
#include "scripting.h"

#include <locale.h>

/* ---- names */

static void what_reaches_outside_is_not_there(void **state)
{
	struct scripting *scripting = *state;
	const char *const names[] = {
	        "load",
	        "loadstring",
	        "loadfile",
	        "dofile",
	        "require",
	        "package",
	        "io",
	        "os",
	        "debug",
	        "coroutine",
	        "print",
	        "warn",
	        "rawget",
	        "rawset",
	        "rawequal",
	        "rawlen",
	        "next",
	        "setmetatable",
	        "_G",
	        "_VERSION",
	        "getmetatable",
	        "xpcall",
	        "collectgarbage",
	};
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *expected =
		        g_strdup_printf("the name '%s' is not declared", names[i]);
		assert_raises(scripting, names[i], expected);
	}
}

static void what_cannot_be_bounded_is_not_there(void **state)
{
	struct scripting *scripting = *state;
	assert_raises(scripting, "string.gsub", "there is no 'string.gsub' here");
	assert_raises(scripting, "string.match", "there is no 'string.match' here");
	assert_raises(scripting, "('x'):gmatch('.')", "there is no 'string.gmatch' here");
	assert_raises(scripting, "string.dump", "there is no 'string.dump' here");
	assert_raises(scripting, "string.pack", "there is no 'string.pack' here");
	assert_raises(scripting, "table.move", "there is no 'table.move' here");
	assert_raises(scripting, "math.random", "there is no 'math.random' here");
	assert_raises(scripting, "utf8.charpattern", "there is no 'utf8.charpattern' here");
	assert_raises(scripting, "string[1]", "there is no 'string.1' here");
	assert_raises(scripting, "string[{}]", "there is no 'string.table' here");
}

static void a_wrong_name_is_told_with_the_nearest(void **state)
{
	struct scripting *scripting = *state;
	assert_raises(scripting, "lable('a', 'b', 'c')", "did you mean 'label'?");
	assert_raises(scripting, "string.splt", "did you mean 'split'?");
	assert_fails(scripting, "return function()\n return {quite_unknown} end", "lua/run", 2,
	             "the name 'quite_unknown' is not declared (while");
}

/* Three names are equally near; every state walks its tables in another order. */
static void the_nearest_name_is_always_the_same(void **state)
{
	(void)state;
	for (int time = 0; time < 10; time++) {
		void *other;
		scripting_setup(&other);
		assert_raises(other, "math.tin", "did you mean 'min'?");
		scripting_teardown(&other);
	}
}

static void globals_cannot_be_made_or_changed(void **state)
{
	struct scripting *scripting = *state;
	assert_fails(scripting, "\ncount = 1 return {}", "lua/run", 2,
	             "'count' would be global; write 'local' before it");
	assert_fails(scripting, "function helper() end return {}", "lua/run", 1, "'helper'");
	assert_fails(scripting, "label = 1 return {}", "lua/run", 1, "'label' would be global");
	assert_fails(scripting, "string.upper = 1 return {}", "lua/run", 1, "'upper' cannot be");
	assert_fails(scripting, "math.pi = 3 return {}", "lua/run", 1, "'pi' cannot be set");
	assert_fails(scripting, "_ENV.label = 1 return {}", "lua/run", 1, "'label' would be");
	assert_gives(scripting, "type(label), ('x'):upper()", "[function X]");
}

/* An environment of its own holds nothing that leads back out. */
static void another_environment_is_empty(void **state)
{
	struct scripting *scripting = *state;
	struct value value;
	assert_true(run(scripting, "local _ENV = {} a = 1 return {a, b == nil}", &value));
	assert_shows(&value, "[1 true]");
	assert_true(run(scripting, "_ENV = {x = 2} return {x}", &value));
	assert_shows(&value, "[2]");
	assert_gives(scripting, "type(label)", "[function]");
	assert_fails(scripting, "local _ENV <const> = {} x = 1 return {y.z}", "lua/run", 1, "'y'");
}

/* ---- base */

static void no_address_is_shown(void **state)
{
	struct scripting *scripting = *state;
	assert_gives(scripting, "tostring(tostring), tostring({}), tostring(nil), tostring(1.5)",
	             "[function table nil 1.5]");
	assert_gives(scripting, "tostring(use), tostring(string), tostring(true)",
	             "[function table true]");
	assert_raises(scripting, "('%s'):format({})", "text or number expected, got table");
	assert_raises(scripting, "('%s'):format(tostring)", "text or number expected");
	assert_raises(scripting, "('%p'):format({})", "'%p' is not offered");
	assert_raises(scripting, "('\\0%p'):format('x')", "'%p' is not offered");
	assert_raises(scripting, "('%-20p'):format('x')", "'%p' is not offered");
	assert_raises(scripting, "'' .. {}", "attempt to concatenate a table");
	assert_gives(scripting, "pcall(error, {})", "[false []]");
}

static void pairs_goes_in_order(void **state)
{
	struct scripting *scripting = *state;
	const char *const walk = "(function(t) local r = {} for k, v in pairs(t) do "
	                         "r[#r + 1] = tostring(k) .. '=' .. tostring(v) end return r end)";
	const char *const cases[][2] = {
	        {"{}", "[]"},
	        {"{b = 1, a = 2, ['中'] = 3, B = 4, ab = 5}", "[B=4 a=2 ab=5 b=1 中=3]"},
	        {"{'x', 'y', [10] = 'z', a = 1}", "[1=x 2=y 10=z a=1]"},
	        {"{[-1] = 'm', [0.5] = 'h', [0] = 'n', [2^53] = 'b'}",
	         "[-1=m 0=n 0.5=h 9007199254740992=b]"},
	        {"{[math.maxinteger] = 'i', [2^63] = 'f'}",
	         "[9223372036854775807=i 9.2233720368548e+18=f]"},
	        {"{[true] = 1, [false] = 2, a = 3, [1] = 4}", "[1=4 a=3 false=2 true=1]"},
	        {"use 'held'", "[1=x k=v]"},
	};
	assert_true(load(scripting, "held", "return {'x', k = 'v'}"));
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *expression = g_strconcat(walk, "(", cases[i][0], ")", NULL);
		g_autofree char *expected = g_strconcat("[", cases[i][1], "]", NULL);
		assert_gives(scripting, expression, expected);
	}
	assert_raises(scripting, "pairs({[{}] = 1})", "cannot order a table that has a table as");
	assert_raises(scripting, "pairs({[pairs] = 1})", "a function as key");
	assert_raises(scripting, "pairs(nil)", "table expected");
	assert_raises(scripting, "pairs('x')", "table expected");
}

/* The order must not come from Lua's, which has a seed of its own in every state. */
static void pairs_goes_in_order_in_every_state(void **state)
{
	struct scripting *scripting = *state;
	g_autoptr(GString) text = g_string_new("local t = {} ");
	g_autoptr(GString) expected = g_string_new("[[");
	for (int i = 99; i >= 0; i--)
		g_string_append_printf(text, "t.key%02d = 1 ", i);
	for (int i = 0; i < 100; i++)
		g_string_append_printf(expected, "%skey%02d", i > 0 ? " " : "", i);
	g_string_append(text, "return {keys(t)}");
	g_string_append(expected, "]]");
	for (int time = 0; time < 5; time++) {
		void *other;
		struct value value;
		scripting_setup(&other);
		assert_true(run(other, text->str, &value));
		assert_shows(&value, expected->str);
		scripting_teardown(&other);
	}
	(void)scripting;
}

static void a_table_may_change_while_it_is_walked(void **state)
{
	struct scripting *scripting = *state;
	assert_gives(scripting,
	             "(function() local t, r = {a = 1, b = 2, c = 3, d = 4}, {}\n"
	             "for k in pairs(t) do r[#r + 1] = k t.c = nil t.e = 5 t[k] = nil end\n"
	             "return r end)()",
	             "[[a b d]]");
	/* The keys are held by nothing else; names too long to be kept by the compiler. */
	assert_gives(scripting,
	             "(function() local t, n = {}, 0\n"
	             "for i = 1, 60 do t[('k'):rep(50) .. i] = i end\n"
	             "for k in pairs(t) do n = n + 1 t[k] = nil\n"
	             "for i = 1, 60 do local s = ('x'):rep(50) .. i t.x = s end t.x = nil end\n"
	             "return n end)()",
	             "[60]");
}

static void errors_can_be_caught(void **state)
{
	struct scripting *scripting = *state;
	assert_gives(scripting, "pcall(error, 'why', 0)", "[false why]");
	assert_gives(scripting, "pcall(string.rep)",
	             "[false bad argument #1 to '?' (string expected, got no value)]");
	assert_gives(scripting, "pcall(function(...) return select('#', ...), ... end, 1, 2, 3)",
	             "[true 3 1 2 3]");
	assert_gives(scripting, "pcall(pcall, error, 'x')", "[true false x]");
	assert_raises(scripting, "pcall()", "value expected");
	assert_raises(scripting, "assert(false, 'own')", "own");
}

static void text_is_no_number(void **state)
{
	struct scripting *scripting = *state;
	assert_raises(scripting, "'1' + 1", "attempt to perform arithmetic on a string");
	assert_raises(scripting, "math.max(1, '2')", "#2 to 'max' (number expected, got string)");
	assert_gives(scripting, "math.max(1, 2), math.floor(2.5), math.atan(0, 1)", "[2 2 0]");
	assert_gives(scripting, "tonumber('12') + 1, tonumber('x') == nil, 20 // 2 .. '%'",
	             "[13 true 10%]");
}

/* ---- string and utf8 */

static void text_is_found_as_it_stands(void **state)
{
	struct scripting *scripting = *state;
	assert_gives(scripting, "('a.b.c'):find('.')", "[2 2]");
	assert_gives(scripting, "('a.b.c'):find('.', 3), ('abc'):find('x') == nil", "[4 true]");
	assert_gives(scripting, "('a.b.c'):find('.c', -2)", "[4 5]");
	assert_gives(scripting, "('abc'):find(''), ('abc'):find('', 4)", "[1 4 3]");
	assert_gives(scripting, "('abc'):find('', 5) == nil, ('abc'):find('a', -9)", "[true 1 1]");
	assert_gives(scripting, "('国务院'):find('院')", "[7 9]");
	assert_gives(scripting, "('a%d+'):find('%d+', 1, true)", "[2 4]");
	assert_gives(scripting, "('通知'):starts('通'), ('通知'):starts('知'), ('x'):starts('')",
	             "[true false true]");
	assert_gives(scripting, "('通知'):ends('知'), ('a'):ends('ba'), (''):ends('')",
	             "[true false true]");
}

static void text_is_split_joined_and_replaced(void **state)
{
	struct scripting *scripting = *state;
	assert_gives(scripting, "('a,b,,c'):split(','), (''):split(','), (','):split(',')",
	             "[[a b  c] [] [ ]]");
	assert_gives(scripting, "('一、二、三'):split('、')", "[[一 二 三]]");
	assert_raises(scripting, "('a'):split('')", "separator is empty");
	assert_gives(scripting, "('a.b.c'):replace('.', '->'), ('aaa'):replace('aa', 'b')",
	             "[a->b->c ba]");
	assert_gives(scripting, "('abc'):replace('abc', ''), ('abc'):replace('x', 'y')", "[ abc]");
	assert_raises(scripting, "('a'):replace('', 'x')", "is empty");
	assert_gives(scripting, "('ab'):rep(3), ('ab'):rep(3, '-'), ('a'):rep(0), ('a'):rep(-1)",
	             "[ababab ab-ab-ab  ]");
	assert_gives(scripting, "'[' .. ('\\u{3000} 通 知\\n\\u{a0}'):trim() .. ']'", "[[通 知]]");
	assert_gives(scripting, "'[' .. ('\\u{3000} \\t'):trim() .. ']', (''):trim()", "[[] ]");
	assert_gives(scripting, "('\\u{3001}x\\u{300}'):trim() == '\\u{3001}x\\u{300}'", "[true]");
}

static void case_is_that_of_ascii(void **state)
{
	assert_gives(*state, "('aZ[é中`{'):upper(), ('AZ[É中@`'):lower()", "[AZ[é中`{ az[É中@`]");
}

static void numbers_and_text_are_formatted(void **state)
{
	struct scripting *scripting = *state;
	assert_gives(scripting, "('%d%% %05.2f %s %s'):format(5, 1.234, 'x', true)",
	             "[5% 01.23 x true]");
	assert_gives(scripting, "('%x %5s|%-5s|%i %g'):format(255, 'a', 'b', 3.0, 0.5)",
	             "[ff     a|b    |3 0.5]");
	assert_gives(scripting, "('%s'):format(nil), ('%c%c'):format(65, 66)", "[nil AB]");
	assert_raises(scripting, "('%99999d'):format(1)", "invalid conversion");
	assert_raises(scripting, "('%.999f'):format(1)", "invalid conversion");
	assert_raises(scripting, "('%q'):format('x')", "'%q' is not offered");
	assert_raises(scripting, "('%a'):format(1)", "'%a' is not offered");
	assert_raises(scripting, "('%n'):format(1)", "'%n' is not offered");
	assert_raises(scripting, "('%'):format(1)", "'%' at the end");
	assert_raises(scripting, "('%d'):format()", "no value");
	assert_raises(scripting, "('%d'):format('x')", "number expected");
	assert_raises(scripting, "('%5%'):format('x')", "invalid conversion");
	assert_gives(scripting, "#('%99.99f'):format(-1e308) > 300", "[true]");
}

static void text_is_cut_by_characters(void **state)
{
	struct scripting *scripting = *state;
	assert_gives(scripting, "utf8.sub('国务院办公厅', 1, 3), utf8.sub('国务院', -2)",
	             "[国务院 务院]");
	assert_gives(scripting, "utf8.sub('aé中\U0001f600z', 2, 4), utf8.sub('abc', 0, 9)",
	             "[é中\U0001f600 abc]");
	assert_gives(scripting, "utf8.sub('abc', 3, 2), utf8.sub('', 1), utf8.sub('abc', -9, -2)",
	             "[  ab]");
	assert_gives(scripting, "utf8.sub('abc', 4), utf8.sub('abc', 2, -9)", "[ ]");
	assert_gives(scripting, "utf8.len('国务院'), utf8.codepoint('国'), utf8.char(22269)",
	             "[3 22269 国]");
	assert_gives(scripting, "utf8.offset('国务院', 2), string.byte('a'), string.char(97)",
	             "[4 97 a]");
	assert_gives(scripting,
	             "(function() local r = {} for at, code in utf8.codes('a中') do "
	             "r[#r + 1] = at .. ':' .. code end return r end)()",
	             "[[1:97 2:20013]]");
}

static void broken_text_harms_nobody(void **state)
{
	struct scripting *scripting = *state;
	assert_gives(scripting, "#utf8.sub('\\xff\\xfe\\x80', 1, 2), utf8.len('\\xff') == nil",
	             "[3 true]");
	assert_gives(scripting, "#utf8.sub('\\xe4\\xb8', 1), #utf8.sub('\\x80\\x80\\x80', 2)",
	             "[2 0]");
	assert_raises(scripting, "utf8.codepoint('\\xff')", "invalid UTF-8");
	assert_raises(scripting, "utf8.char(-1)", "value out of range");
	assert_raises(scripting, "utf8.sub('x')", "number expected");
	assert_fails(scripting, "for _ in utf8.codes('ab\\xff') do end return {}", "lua/run", 1,
	             "invalid UTF-8");
}

/* ---- table */

static void sorting_keeps_the_order_of_equals(void **state)
{
	struct scripting *scripting = *state;
	assert_gives(scripting,
	             "(function() local t = {} for i = 1, 200 do t[i] = {k = i % 3, n = i} end\n"
	             "table.sort(t, function(a, b) return a.k < b.k end)\n"
	             "for i = 2, 200 do local a, b = t[i - 1], t[i]\n"
	             "assert(a.k < b.k or a.k == b.k and a.n < b.n) end return 'stable' end)()",
	             "[stable]");
	assert_gives(scripting, "sorted({3, 1, 2}), sorted({'b', 'a', 'B', '中', ''}), sorted({})",
	             "[[1 2 3] [ B a b 中] []]");
	assert_gives(scripting, "sorted({1, 2, 3}, function(a, b) return a > b end)", "[[3 2 1]]");
	assert_gives(scripting, "sorted({1, 2.5, -1, 2})", "[[-1 1 2 2.5]]");
}

static void sorting_ends_with_any_order(void **state)
{
	struct scripting *scripting = *state;
	assert_gives(scripting, "#sorted({5, 3, 8, 1, 9, 2}, function() return true end)", "[6]");
	assert_gives(scripting, "sorted({5, 3, 8, 1}, function(a, b) return a <= b end)",
	             "[[1 3 5 8]]");
	assert_gives(scripting, "sorted({5, 3, 8, 1}, function() end)", "[[5 3 8 1]]");
	assert_raises(scripting, "sorted({1, 2}, function() error('stop') end)", "stop");
	assert_raises(scripting, "sorted({1, 'a'})", "attempt to compare");
	assert_raises(scripting, "sorted({{}, {}})", "attempt to compare two table values");
	assert_raises(scripting, "table.sort({1, 2}, 'x')", "function expected");
	assert_gives(
	        scripting,
	        "(function() local t = {5, 3, 8, 1, 9, 2}\n"
	        "return pcall(table.sort, t, function(a, b) t[#t] = nil return a < b end) end)()"
	        " == false",
	        "[true]");
}

static void tables_are_worked_with(void **state)
{
	struct scripting *scripting = *state;
	assert_gives(scripting,
	             "(function() local t = {1, 2} table.insert(t, 3) table.insert(t, 1, 0)\n"
	             "return t, table.remove(t, 1), table.remove(t), t end)()",
	             "[[1 2] 0 3 [1 2]]");
	assert_gives(scripting, "table.concat({1, 'a', 2.5}, ', '), table.pack(1, 2).n",
	             "[1, a, 2.5 2]");
	assert_gives(scripting, "table.unpack({1, 2, 3}, 2)", "[2 3]");
	assert_gives(scripting, "table.unpack({1, 2, 3}, 2, 1) == nil", "[true]");
	assert_raises(scripting, "table.insert({}, 5, 1)", "position out of bounds");
	assert_raises(scripting, "table.insert(1, 2)", "table expected");
	assert_raises(scripting, "table.concat({{}})", "invalid value (table) at index 1");
}

/* ---- the prelude */

static void labels_and_required_fields_are_tables(void **state)
{
	struct scripting *scripting = *state;
	assert_gives(scripting, "label('标题', '標題', 'Title'), required 'title'",
	             "[{en=Title zh-Hans=标题 zh-Hant=標題} {key=title required=true}]");
	assert_raises(scripting, "required {}", "required: argument 1 is a table, not a string");
	assert_raises(scripting, "label(1, 'b', 'c')", "label: argument 1 is a number");
}

static void lists_and_maps_have_helpers(void **state)
{
	struct scripting *scripting = *state;
	assert_gives(scripting, "map({1, 2, 3}, function(x, i) return x > 1 and x * i or nil end)",
	             "[[4 9]]");
	assert_gives(scripting, "filter({1, 2, 3, 4}, function(x) return x % 2 == 0 end)",
	             "[[2 4]]");
	assert_gives(scripting, "keys({b = 1, a = 2}), merge({a = 1, b = 2}, {b = 3, c = 4})",
	             "[[a b] {a=1 b=3 c=4}]");
	assert_gives(scripting,
	             "group({'a1', 'b1', 'a2', 'x'}, function(s) return s ~= 'x' and s:sub(1, 1)"
	             " or nil end)",
	             "[[{items=[a1 a2] key=a} {items=[b1] key=b}]]");
	assert_gives(scripting, "(function() local t = {2, 1} return sorted(t), t end)()",
	             "[[1 2] [2 1]]");
	assert_raises(scripting, "map('x', label)", "map: argument 1 is a string, not a table");
	assert_raises(scripting, "filter({}, 1)", "filter: argument 2 is a number");
	assert_raises(scripting, "group({})", "group: argument 2 is a nil");
	assert_raises(scripting, "keys(1)", "keys: argument 1");
	assert_raises(scripting, "merge({}, 1)", "merge: argument 2");
	assert_raises(scripting, "sorted(1)", "sorted: argument 1");
}

/* ---- the machine */

static void nothing_varies_with_the_locale(void **state)
{
	struct scripting *scripting = *state;
	void *other;
	/*
	 * What is installed differs; the first that writes numbers or sorts in its own way will do.
	 */
	if (setlocale(LC_ALL, "de_DE.UTF-8") == NULL && setlocale(LC_ALL, "zh_CN.UTF-8") == NULL &&
	    setlocale(LC_ALL, "en_US.UTF-8") == NULL) {
		print_message("skipped: no locale but C is installed\n");
		skip();
	}
	scripting_setup(&other);
	assert_gives(other, "0.5, 'B' < 'a', sorted({'b', 'A', 'a', 'B'}), 0.5 .. ''",
	             "[0.5 true [A B a b] 0.5]");
	scripting_teardown(&other);
	setlocale(LC_ALL, "C");
	(void)scripting;
}

/* .luacheckrc tells editors and `make check` what there is; it must not tell another tale. */
static void luacheck_knows_the_same_names(void **state)
{
	struct scripting *scripting = *state;
	g_autofree char *list = NULL;
	assert_true(g_file_get_contents(".luacheckrc", &list, NULL, NULL));
	const char *const libraries[] = {"string", "table", "math", "utf8"};
	for (size_t i = 0; i < G_N_ELEMENTS(libraries); i++) {
		struct value value;
		g_autofree char *text = g_strdup_printf("return keys(%s)", libraries[i]);
		assert_true(run(scripting, text, &value));
		g_autofree char *start = g_strdup_printf("    %s = {", libraries[i]);
		const char *part = strstr(list, start);
		assert_non_null(part);
		g_autofree char *names = g_strndup(
		        part, (size_t)(strstr(part, "}}") != NULL ? strstr(part, "}") - part : 0));
		g_auto(GStrv) quoted = g_strsplit(names, "\"", -1);
		assert_int_equal(g_strv_length(quoted) / 2, value.count);
		for (unsigned k = 0; k < value.count; k++)
			assert_string_equal(quoted[2 * k + 1], value.items[k].text);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        scripting_test(what_reaches_outside_is_not_there),
	        scripting_test(what_cannot_be_bounded_is_not_there),
	        scripting_test(a_wrong_name_is_told_with_the_nearest),
	        cmocka_unit_test(the_nearest_name_is_always_the_same),
	        scripting_test(globals_cannot_be_made_or_changed),
	        scripting_test(another_environment_is_empty),
	        scripting_test(no_address_is_shown),
	        scripting_test(pairs_goes_in_order),
	        scripting_test(pairs_goes_in_order_in_every_state),
	        scripting_test(a_table_may_change_while_it_is_walked),
	        scripting_test(errors_can_be_caught),
	        scripting_test(text_is_no_number),
	        scripting_test(text_is_found_as_it_stands),
	        scripting_test(text_is_split_joined_and_replaced),
	        scripting_test(case_is_that_of_ascii),
	        scripting_test(numbers_and_text_are_formatted),
	        scripting_test(text_is_cut_by_characters),
	        scripting_test(broken_text_harms_nobody),
	        scripting_test(sorting_keeps_the_order_of_equals),
	        scripting_test(sorting_ends_with_any_order),
	        scripting_test(tables_are_worked_with),
	        scripting_test(labels_and_required_fields_are_tables),
	        scripting_test(lists_and_maps_have_helpers),
	        scripting_test(nothing_varies_with_the_locale),
	        scripting_test(luacheck_knows_the_same_names),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
