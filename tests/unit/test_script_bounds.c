/* SPDX-License-Identifier: MIT */
/* Scripts that mean harm, or make a mistake that looks like it: each ends soon, and is told. */
#include "scripting.h"

#include <time.h>

/* Seconds of processor time that one of them may take; sanitizers slow everything down. */
#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#define SANITIZED __has_feature(address_sanitizer)
#else
#define SANITIZED 0
#endif
static const double SECONDS_MOST = SANITIZED ? 40 : 4;

static double seconds_now(void)
{
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* Texts that run in the body of a function, what they are told, and where. */
struct hostile {
	const char *text;
	const char *id;
	const char *part;
};

/* Sanitizers make memory so slow that time runs out before it does. */
static void assert_stopped(struct scripting *scripting, const struct hostile *hostile)
{
	const struct problem *problem = scripting->report->problems->pdata[0];
	if (SANITIZED && strcmp(problem->id, "lua/steps") == 0)
		assert_problem(scripting, "lua/steps", 2, "");
	else
		assert_problem(scripting, hostile->id, 2, hostile->part);
}

/* Each is run as a view; after it the same state still works. */
static void run_all(struct scripting *scripting, const struct hostile *all, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		g_autofree char *text =
		        g_strdup_printf("return function(page)\n%s\nend", all[i].text);
		struct value out;
		double start = seconds_now();
		assert_false(run(scripting, text, &out));
		double taken = seconds_now() - start;
		assert_stopped(scripting, &all[i]);
		if (g_getenv("VERBOSE") != NULL)
			print_message("%.2f s: %s\n", taken, all[i].text);
		assert_true(taken < SECONDS_MOST);
		assert_gives(scripting, "map({1, 2}, tostring)", "[[1 2]]");
	}
}

#define RUN_ALL(state, all) run_all(*(state), all, G_N_ELEMENTS(all))

static void what_does_not_end_is_stopped(void **state)
{
	const struct hostile all[] = {
	        {"while true do end", "lua/steps", "does not come to an end"},
	        {"repeat local a = 1 until false", "lua/steps", ""},
	        {"::again:: goto again", "lua/steps", ""},
	        {"for i = 1, math.huge do end", "lua/steps", ""},
	        {"local i = 0 while true do i = i + 1 if i < 0 then break end end", "lua/steps", ""},
	        {"local function f() return f() end f()", "lua/steps", ""},
	        {"local function f(n) if n > 0 then f(n - 1) f(n - 1) end end f(60)", "lua/steps",
	         ""},
	        {"for _ in pairs do end", "lua/run", "table expected"},
	        {"for _ in function() return 1 end do end", "lua/steps", ""},
	        {"local t = {} while true do t.x = {} end", "lua/steps", ""},
	        {"while true do local s = ('x'):rep(100) .. 'y' end", "lua/steps", ""},
	        {"while true do for _ in pairs({a = 1, b = 2}) do end end", "lua/steps", ""},
	        {"while true do tostring(1) end", "lua/steps", ""},
	        {"map({1}, function() while true do end end)", "lua/steps", ""},
	        {"table.sort({1, 2, 3}, function() while true do end end)", "lua/steps", ""},
	};
	RUN_ALL(state, all);
}

static void catching_errors_does_not_help(void **state)
{
	const struct hostile all[] = {
	        {"pcall(function() while true do end end)", "lua/steps", ""},
	        {"while true do pcall(function() while true do end end) end", "lua/steps", ""},
	        {"while true do pcall(error) end", "lua/steps", ""},
	        {"local function f() pcall(f) pcall(f) end f()", "lua/steps", ""},
	        {"local function f() pcall(f) f() end f()", "lua/steps", ""},
	        {"local function f() f() end while true do pcall(f) end", "lua/steps", ""},
	        {"local function f() return pcall(pcall, f) end while true do f() end", "lua/steps",
	         ""},
	        {"pcall(pcall, pcall, function() while true do end end) while true do end",
	         "lua/steps", ""},
	        {"while true do pcall(string.rep, 'x', 1e9) end", "lua/steps", ""},
	        {"while true do pcall(function() local t = {} while true do t[#t + 1] = {} end "
	         "end) "
	         "end",
	         "lua/memory", "64 MB"},
	        {"local s = ('x'):rep(4000000) while true do pcall(function() return s .. s end) "
	         "end",
	         "lua/memory", "4 MB"},
	        {"local s = ('x'):rep(4000000) while true do pcall(table.concat, {s, s}) end",
	         "lua/memory", ""},
	        {"pcall(table.sort, {1, 2}, function() while true do end end)", "lua/steps", ""},
	};
	RUN_ALL(state, all);
}

static void memory_is_bounded(void **state)
{
	const struct hostile all[] = {
	        {"local t = {} while true do t[#t + 1] = {} end", "lua/memory", "64 MB"},
	        {"local t = {} for i = 1, 1e9 do t[i] = i end", "lua/memory", ""},
	        {"local t = {} for i = 1, 1e9 do t['k' .. i] = {i, i, i, i, i, i, i, i} end",
	         "lua/memory", ""},
	        {"local t = {} for i = 1, 1e9 do t[i] = ('x'):rep(500000) .. i end", "lua/memory",
	         ""},
	        {"local s = 'x' while true do s = s .. s end", "lua/memory", "4 MB"},
	        {"local s = 'x' while true do s = s .. 'xxxxxxxxxxxxxxxx' end", "lua/steps", ""},
	        {"local s = ('x'):rep(1e9)", "lua/run", "text longer than 4194304 bytes"},
	        {"local s = ('x'):rep(1 << 62, 'xx')", "lua/run", "text longer than"},
	        {"local s = ('x'):rep(math.maxinteger)", "lua/run", "text longer than"},
	        {"local s = ('x'):rep(4000000) s = s:rep(4000000)", "lua/run", "text longer than"},
	        {"local s = ('x'):rep(4000):replace('x', ('y'):rep(4000))", "lua/run",
	         "text longer than"},
	        {"local s = ('x'):rep(4000000) s = ('%s%s'):format(s, s)", "lua/memory", ""},
	        {"local s = ('x'):rep(4000000) s = {s:byte(1, -1)}", "lua/run", "too long"},
	        {"local s = ('x,'):rep(2000000) s = {s:split(','), s:split(',')}", "lua/memory", ""},
	        {"local t = {} for i = 1, 100 do t[i] = ('x'):rep(1e6) end local s = "
	         "table.concat(t)",
	         "lua/memory", ""},
	        {"local f = function() end while true do local g = f f = function() return g end "
	         "end",
	         "lua/memory", ""},
	        {"local a = {} while true do a = {a} end", "lua/memory", ""},
	};
	RUN_ALL(state, all);
}

static void recursion_is_bounded(void **state)
{
	const struct hostile all[] = {
	        {"local function f() return 1 + f() end f()", "lua/run", "stack overflow"},
	        {"local function f(...) return 1 + f(1, ...) end f()", "lua/run", "stack overflow"},
	        {"local function f() table.sort({1, 2}, f) end f()", "lua/run", "stack overflow"},
	        {"local function f() map({1}, f) return 1 end f()", "lua/run", "stack overflow"},
	        {"local function f() for _ in f do end end f()", "lua/run", "overflow"},
	};
	RUN_ALL(state, all);
}

/* Work that looks like one instruction. */
static void work_inside_of_functions_is_counted(void **state)
{
	const struct hostile all[] = {
	        {"local t = {} for i = 1, 1e5 do t[i] = i end while true do table.insert(t, 1, 0) "
	         "end",
	         "lua/steps", ""},
	        {"local t = {} for i = 1, 1e6 do t[i] = i end while true do t[1e6] = 0 "
	         "table.remove(t, 1) end",
	         "lua/steps", ""},
	        {"local t = {} for i = 1, 1e5 do t[i] = '' end while true do local s = "
	         "table.concat(t) "
	         "end",
	         "lua/steps", ""},
	        {"local t = {} for i = 1, 1e5 do t[i] = i % 7 end while true do table.sort(t) end",
	         "lua/steps", ""},
	        {"local t = {} for i = 1, 1e5 do t['k' .. i] = i end while true do pairs(t) end",
	         "lua/steps", ""},
	        {"local t = {} for i = 1, 1e5 do t[i] = i end while true do table.copy(t) end",
	         "lua/steps", ""},
	        {"while true do select('#', table.unpack({}, 1, 200000)) end", "lua/steps", ""},
	        {"local t = table.unpack({}, 1, 1e8)", "lua/run", "too many"},
	        {"local t = table.unpack({}, math.mininteger, math.maxinteger)", "lua/run",
	         "too many"},
	        {"local function f(...) return select('#', ...) end "
	         "local function g(...) while true do f(...) end end g(table.unpack({}, 1, "
	         "200000))",
	         "lua/steps", ""},
	        {"local s = ('x'):rep(4e6) while true do utf8.len(s) end", "lua/steps", ""},
	        {"local s = ('x'):rep(4e6) while true do utf8.sub(s, -1) end", "lua/steps", ""},
	        {"local s = ('1'):rep(4e6) while true do tonumber(s) end", "lua/steps", ""},
	        {"local s = ('1'):rep(4e6) while true do pcall(string.rep, 'x', s) end",
	         "lua/steps", ""},
	        {"local s = ('x'):rep(4e6) while true do s:find('y') end", "lua/steps", ""},
	        {"local s = ('x'):rep(4e6) while true do s:upper() end", "lua/steps", ""},
	        {"local s = ('x'):rep(4e6) while true do s:sub(2) end", "lua/steps", ""},
	        {"local s = (' '):rep(4e6) while true do s:trim() end", "lua/steps", ""},
	        {"local s = ('x'):rep(1e5) while true do s:byte(1, -1) end", "lua/steps", ""},
	        {"local s = ('x'):rep(4e6) while true do s:starts(s) s:ends(s) end", "lua/steps",
	         ""},
	        {"local s = ('x'):rep(4e6) while true do s:replace('y', 'z') end", "lua/steps", ""},
	        {"local s = ('x'):rep(1e6) while true do local t = s .. '' .. s end", "lua/steps",
	         ""},
	        {"local t, s = {}, ('x'):rep(1e6) while true do t[s .. 'a'] = nil end", "lua/steps",
	         ""},
	        {"local a, b = ('x'):rep(4e6), ('x'):rep(4e6 - 1) .. 'x' "
	         "while true do local c = a == b end",
	         "lua/steps", ""},
	        {"local a, b = ('x'):rep(4e6), ('x'):rep(4e6 - 1) .. 'x' "
	         "while true do local c = a < b end",
	         "lua/steps", ""},
	        /* A table with no room left is laid out anew for every key; and this begins late. */
	        {"local t, i = {}, 1 << 19 for k = 1, i do t[-k] = k end "
	         "local a, b = ('x'):rep(4e6), ('x'):rep(4e6 - 1) .. 'x' "
	         "for k = 1, 8000 do local c = a == b end "
	         "while true do t[-i] = nil i = i + 1 t[-i] = i end",
	         "lua/steps", ""},
	};
	RUN_ALL(state, all);
}

/* Searching for text like this takes other programs a product of both lengths. */
static void searching_has_no_slow_cases(void **state)
{
	struct scripting *scripting = *state;
	double start = seconds_now();
	assert_gives(scripting,
	             "('a'):rep(2000000):find(('a'):rep(1000000) .. 'b') == nil,"
	             "#('a'):rep(2000000):split(('a'):rep(1000) .. 'b'),"
	             "#('ab'):rep(1000000):replace(('ab'):rep(50000) .. 'b', 'c')",
	             "[true 1 2000000]");
	assert_true(seconds_now() - start < SECONDS_MOST);
}

/* What a call leaves in a variable would fill the memory in some thirty calls. */
static void what_a_module_keeps_does_not_fill_the_memory(void **state)
{
	struct scripting *scripting = *state;
	struct value nothing = {.type = VALUE_MAP};
	struct value out;
	assert_true(
	        load(scripting, "test",
	             "local kept\nreturn function()\nlocal list = {kept}\n"
	             "for i = 1, 10000 do list[#list + 1] = {i} end\nkept = list return {} end"));
	for (int calls = 0; calls < 200; calls++)
		assert_true(call(scripting, "test", &nothing, &out));
	assert_no_problem(scripting);
}

/* One page that is too much for a module is no reason to give up the others. */
static void a_module_that_failed_once_is_kept(void **state)
{
	struct scripting *scripting = *state;
	struct value nothing = {.type = VALUE_MAP};
	struct value page = {.type = VALUE_LIST, .count = 0};
	struct value out;
	assert_true(load(scripting, "test",
	                 "return function(page)\nif page.big then local t = {} while true do\n"
	                 "t[#t + 1] = {} end end return {} end"));
	struct value_builder map = value_builder_begin(scripting->arena, VALUE_MAP);
	value_builder_set(&map, "big", value_boolean(true));
	page = value_builder_end(&map);
	assert_false(call(scripting, "test", &page, &out));
	assert_problem(scripting, "lua/memory", 3, "64 MB");
	assert_true(call(scripting, "test", &nothing, &out));
}

/* The compiler calls no hook; some of these take it quadratic time. */
static void compiling_ends(void **state)
{
	struct scripting *scripting = *state;
	const char *const parts[][3] = {
	        {"local a if a then ", "elseif a then ", "end return {}"},
	        {"", "goto a ", "::a:: return {}"},
	        {"", "do goto a end ", "::a:: return {}"},
	        {"local a = ", "(", ""},
	        {"local a = ", "{", ""},
	        {"local a = ", "-", "1"},
	        {"local a = ", "not ", "1"},
	        {"local a = 'a'", "..'a'", " return {}"},
	        {"local a = 1", "^1", " return {}"},
	        {"local a local b = a", " and a", " return {}"},

	        {"local a a = {", "1,", "} return {}"},
	        {"local a a = {", "a,", "} return {}"},
	        {"local a a = {", "a=1,", "} return {}"},
	        {"", "do ", ""},
	        {"", "while true do ", ""},
	        {"", "function f() ", ""},
	        {"", "local a ", "return {}"},
	        {"local f f = f", "[1]", " return {}"},
	        {"local f f = f and f", "()", " return {}"},
	        {"local a, b = 1 ", "a=b ", "return {}"},
	        {"local a ", "if a then goto x end ", "::x:: return {}"},
	        {"local a while a do ", "if a then break end ", "end return {}"},
	        {"return '", "\\u{4e2d}", "'"},
	        {"--[[", "]", "]] return {}"},
	        {"return [", "=", ""},
	        {"return 1", "0", ""},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(parts); i++) {
		g_autoptr(GString) text = g_string_new(parts[i][0]);
		while (text->len + strlen(parts[i][1]) + strlen(parts[i][2]) <= 1024 * 1024)
			g_string_append(text, parts[i][1]);
		g_string_append(text, parts[i][2]);
		double start = seconds_now();
		load(scripting, "test", text->str);
		double end = seconds_now();
		if (g_getenv("VERBOSE") != NULL)
			print_message("%.2f s: %s\n", end - start, parts[i][1]);
		assert_true(end - start < SECONDS_MOST);
		g_ptr_array_set_size(scripting->report->problems, 0);
		assert_gives(scripting, "'still there'", "[still there]");
	}
}

/* `label1 label2 …`, each looked for among all before. */
static void compiling_many_labels_ends(void **state)
{
	struct scripting *scripting = *state;
	g_autoptr(GString) text = g_string_new("");
	for (int i = 0; text->len < 1024 * 1024 - 100; i++)
		g_string_append_printf(text, "::l%d::", i);
	double start = seconds_now();
	load(scripting, "test", text->str);
	assert_true(seconds_now() - start < SECONDS_MOST);
}

static void a_stopped_script_names_line_and_page(void **state)
{
	struct scripting *scripting = *state;
	assert_fails(scripting,
	             "return function(page)\n  local n = 0\n  while true do\n"
	             "    n = n + 1 n = n - 1\n  end\nend",
	             "lua/steps", 4, "(while making 'a/page')");
	assert_fails(scripting,
	             "return function(page)\n  local t = {}\n  while true do\n"
	             "    t[#t + 1] = {t}\n  end\nend",
	             "lua/memory", 4, "(while making 'a/page')");
	assert_fails(scripting, "\n\nmap({1}, function()\n  while true do end\nend)\nreturn {}",
	             "lua/steps", 4, "");
}

/* What a long run may do is the same for each, whatever came before. */
static void steps_are_counted_anew_for_every_call(void **state)
{
	struct scripting *scripting = *state;
	struct value nothing = {.type = VALUE_MAP};
	struct value out;
	assert_true(load(scripting, "test",
	                 "return function() for i = 1, 5000000 do end return {} end"));
	for (int i = 0; i < 8; i++)
		assert_true(call(scripting, "test", &nothing, &out));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        scripting_test(what_does_not_end_is_stopped),
	        scripting_test(catching_errors_does_not_help),
	        scripting_test(memory_is_bounded),
	        scripting_test(recursion_is_bounded),
	        scripting_test(work_inside_of_functions_is_counted),
	        scripting_test(searching_has_no_slow_cases),
	        scripting_test(what_a_module_keeps_does_not_fill_the_memory),
	        scripting_test(a_module_that_failed_once_is_kept),
	        scripting_test(compiling_ends),
	        scripting_test(compiling_many_labels_ends),
	        scripting_test(a_stopped_script_names_line_and_page),
	        scripting_test(steps_are_counted_anew_for_every_call),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
