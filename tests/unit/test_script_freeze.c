/* SPDX-License-Identifier: MIT */
/* Nothing that a call makes is there for the next: variables are given back, tables are read-only. */
#include "scripting.h"

static int freeze_setup(void **state)
{
	scripting_setup(state);
	assert_true(load(*state, "colours", "return {sea = 'blue', list = {'a', 'b'}}"));
	return 0;
}

#define freeze_test(test) cmocka_unit_test_setup_teardown(test, freeze_setup, scripting_teardown)

/* Two calls of a module with {n = 1} and {n = 2} give these. */
static void assert_twice(struct scripting *scripting, const char *text, const char *first,
                         const char *second)
{
	const char *const pairs[][3] = {{"n", "1", NULL}, {"n", "2", NULL}};
	const char *const expected[] = {first, second};
	assert_true(load(scripting, "test", text));
	for (int i = 0; i < 2; i++) {
		struct value page = scripting_map(scripting->arena, pairs[i]);
		struct value value;
		bool done = call(scripting, "test", &page, &value);
		assert_no_problem(scripting);
		assert_true(done);
		assert_shows(&value, expected[i]);
	}
}

static void variables_get_back_what_they_held(void **state)
{
	struct scripting *scripting = *state;
	assert_twice(scripting,
	             "local kept\nreturn function(page) kept = kept or page.n return {kept} end",
	             "[1]", "[2]");
	assert_twice(scripting,
	             "local n = 0\nlocal function count() n = n + 1 return n end\n"
	             "return function() count() return {count()} end",
	             "[2]", "[2]");
	assert_twice(scripting,
	             "local n = 1\nreturn function() local old = n n = 1.0 return {old} end", "[1]",
	             "[1]");
	assert_twice(scripting,
	             "local n = 0.0\nreturn function() local old = 1 / n n = -n "
	             "return {old > 0} end",
	             "[true]", "[true]");
	assert_twice(scripting,
	             "local f = function() return 'f' end\n"
	             "return function(page) local r = f() f = function() return page.n end "
	             "return {r, f()} end",
	             "[f 1]", "[f 2]");
	assert_twice(scripting,
	             "local get, set\ndo local n = 'n'\n"
	             "get = function() return n end set = function(m) n = m end end\n"
	             "return function(page) local old = get() set(page) return {old, get().n} end",
	             "[n 1]", "[n 2]");
	assert_twice(scripting,
	             "return function(page) local n = tostring(page.n) _ENV = {} return {n} end",
	             "[1]", "[2]");
}

static void variables_are_given_back_after_a_failure(void **state)
{
	struct scripting *scripting = *state;
	struct value nothing = {.type = VALUE_MAP};
	struct value value;
	assert_true(load(scripting, "test",
	                 "local kept = 'own'\nreturn function(page)\n"
	                 "if kept ~= 'own' then return {kept} end\n"
	                 "kept = 'other' error('stop') end"));
	for (int i = 0; i < 2; i++) {
		assert_false(call(scripting, "test", &nothing, &value));
		assert_problem(scripting, "lua/run", 4, "stop");
	}
}

static void variables_of_used_modules_are_given_back(void **state)
{
	struct scripting *scripting = *state;
	assert_true(load(scripting, "m",
	                 "local n = 'own'\nreturn {get = function() return n end,\n"
	                 "set = function(m) n = m end,\n"
	                 "both = function() return function() return n end,\n"
	                 "function(m) n = m end end}"));
	const char *const text = "return function(page) local m = use 'm'\n"
	                         "local old = m.get() m.set(page.n) return {old} end";
	assert_twice(scripting, text, "[own]", "[own]");
	assert_twice(scripting,
	             "local m = use 'm'\nm.set('loading')\nlocal get, set = m.both()\n"
	             "return function(page) local old, had = m.get(), get()\n"
	             "set(page.n) return {old, had, m.get()} end",
	             "[own own 1]", "[own own 2]");
	assert_true(load(scripting, "m", "return inherited"));
	assert_twice(scripting, text, "[own]", "[own]");
}

/* A module that holds a variable of another one, which it changed when it was loaded. */
static void what_loading_changed_in_others_is_given_back(void **state)
{
	struct scripting *scripting = *state;
	assert_true(load(scripting, "m",
	                 "local n = 'own'\nreturn {get = function() return n end,\n"
	                 "make = function(m) n = m return function() return n end end}"));
	assert_true(load(scripting, "holder", "local get = use 'm'.make('loading') return {get}"));
	assert_twice(scripting,
	             "local m = use 'm' local held = use 'holder'[1]\n"
	             "return function() return {m.get(), held()} end",
	             "[own own]", "[own own]");
}

/* The call fails because the table is read-only. */
static void assert_closed(struct scripting *scripting, const char *text)
{
	struct value nothing = {.type = VALUE_MAP};
	struct value value;
	assert_true(load(scripting, "test", text));
	assert_false(call(scripting, "test", &nothing, &value));
	assert_problem(scripting, "lua/run", 2, "read-only");
}

static void tables_outside_of_functions_are_read_only(void **state)
{
	struct scripting *scripting = *state;
	const char *const texts[] = {
	        "local kept = {}\nreturn function() kept.x = 1 return kept end",
	        "local kept = {}\nreturn function() kept[1] = 1 return kept end",
	        "local kept = {a = {}}\nreturn function() kept.a.b = 1 return kept end",
	        "local kept = {}\nreturn function() table.insert(kept, 1) return kept end",
	        "local kept = {2, 1}\nreturn function() table.sort(kept) return kept end",
	        "local a = {} local b = {a = a}\nreturn function() b.a.x = 1 return a end",
	        "local kept = {} local function f()\nkept.x = 1 end\nreturn function() f() end",
	        "local kept = {f = {}} kept.f.f = function()\nkept.x = 1 end\n"
	        "return function() kept.f.f() end",
	        "local function make() local t = {} return function()\nt.x = 1 end end\n"
	        "local f = make() return function() f() end",
	        "local kept = {} local old = table.insert\nreturn function() old(kept, 1) end",
	        "local kept = table.copy(use 'colours')\nreturn function() kept.x = 1 end",
	};
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
		assert_closed(scripting, texts[i]);
	assert_true(load(scripting, "test", "return {a = {}}"));
	assert_closed(scripting, "local kept = inherited\nreturn function() kept.a.x = 1 end");
}

static void frozen_tables_read_as_before(void **state)
{
	struct scripting *scripting = *state;
	assert_twice(scripting,
	             "local list, set = {'a', 'b', 'c'}, {x = {y = 1}}\n"
	             "local self = {} self.self = self\n"
	             "local key = {} local by = {[key] = 'found', [set] = 'set'}\n"
	             "return function() local r = {}\n"
	             "for i, v in ipairs(list) do r[i] = v end\n"
	             "r[#r + 1] = #list r[#r + 1] = set.x.y r[#r + 1] = table.concat(list)\n"
	             "r[#r + 1] = self.self.self == self r[#r + 1] = by[key]\n"
	             "r[#r + 1] = by[set] return r end",
	             "[a b c 3 1 abc true found set]", "[a b c 3 1 abc true found set]");
}

static void the_value_and_the_functions_see_one_table(void **state)
{
	struct scripting *scripting = *state;
	assert_true(load(scripting, "m",
	                 "local t = {x = 1}\n"
	                 "return {t = t, same = function(o) return o == t end}"));
	assert_twice(scripting, "return function() local m = use 'm' return {m.same(m.t)} end",
	             "[true]", "[true]");
}

static void an_iterator_cannot_be_kept(void **state)
{
	struct scripting *scripting = *state;
	const char *const texts[] = {
	        "local t = {1, 2}\nlocal step = pairs(t)\nreturn function() return {step()} end",
	        "return {step = pairs({1, 2})}",
	        "local all = {pairs({1, 2})}\nreturn function() return {all[1]()} end",
	};
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
		assert_false(load(scripting, "test", texts[i]));
		assert_problem(scripting, "lua/run", 0, "an iterator of pairs");
	}
	assert_twice(scripting,
	             "local step, _, start = ipairs(use 'colours'.list)\n"
	             "return function() return {step(nil, start)} end",
	             "[1 a]", "[1 a]");
}

static void a_long_chain_of_functions_is_walked(void **state)
{
	struct scripting *scripting = *state;
	assert_twice(scripting,
	             "local f = function() return 'end' end\n"
	             "for i = 1, 20000 do local g = f f = function() return g end end\n"
	             "return function() local at = f for i = 1, 20000 do at = at() end\n"
	             "return {at()} end",
	             "[end]", "[end]");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        freeze_test(variables_get_back_what_they_held),
	        freeze_test(variables_are_given_back_after_a_failure),
	        freeze_test(variables_of_used_modules_are_given_back),
	        freeze_test(what_loading_changed_in_others_is_given_back),
	        freeze_test(tables_outside_of_functions_are_read_only),
	        freeze_test(frozen_tables_read_as_before),
	        freeze_test(the_value_and_the_functions_see_one_table),
	        freeze_test(an_iterator_cannot_be_kept),
	        freeze_test(a_long_chain_of_functions_is_walked),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
