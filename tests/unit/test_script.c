/* SPDX-License-Identifier: MIT */
/* Modules, what they see of each other, calls, and what is told when something is wrong. */
#include "scripting.h"

/* ---- loading */

static void a_module_gives_its_value(void **state)
{
	struct scripting *scripting = *state;
	struct value value;
	assert_false(script_has(scripting->script, "kinds/notice"));
	assert_true(load(scripting, "kinds/notice", "return {title = '通知', listed = true}"));
	assert_true(script_has(scripting->script, "kinds/notice"));
	assert_true(script_value(scripting->report, scripting->script, "kinds/notice",
	                         scripting->arena, &value));
	assert_shows(&value, "{listed=true title=通知}");
	assert_no_problem(scripting);
}

static void a_text_that_is_no_lua_is_refused_with_its_line(void **state)
{
	struct scripting *scripting = *state;
	assert_fails(scripting, "local a = 1\nreturn {a = = 1}", "lua/syntax", 2, "unexpected");
	assert_fails(scripting, "return {", "lua/syntax", 1, "<eof>");
	assert_fails(scripting, "\n\ngoto nowhere", "lua/syntax", 3, "nowhere");
	assert_fails(scripting, "inherited = 1", "lua/syntax", 1, "inherited");
	assert_false(script_has(scripting->script, "test"));
}

static void a_text_that_returns_nothing_is_refused(void **state)
{
	struct scripting *scripting = *state;
	assert_fails(scripting, "local a = 1", "lua/nothing", 0, "return");
	assert_fails(scripting, "", "lua/nothing", 0, "return");
}

static void what_is_not_text_is_refused(void **state)
{
	struct scripting *scripting = *state;
	assert_fails(scripting, "return '\xff'", "lua/text", 0, "UTF-8");
	assert_fails(scripting, "\x1bLua\x54", "lua/text", 0, "UTF-8");
	assert_false(script_load(scripting->report, scripting->script, "test", "lua/test.lua",
	                         "return 1\0", 9));
	assert_problem(scripting, "lua/text", 0, "UTF-8");
}

static void a_huge_text_is_refused(void **state)
{
	struct scripting *scripting = *state;
	g_autofree char *text = g_strnfill(1024 * 1024 + 1, ' ');
	assert_fails(scripting, text, "lua/large", 0, "1024 KB");
}

static void a_byte_order_mark_is_passed_over(void **state)
{
	struct scripting *scripting = *state;
	struct value value;
	assert_true(run(scripting, "\xef\xbb\xbfreturn {'a'}", &value));
	assert_shows(&value, "[a]");
}

static void a_module_that_fails_leaves_the_former(void **state)
{
	struct scripting *scripting = *state;
	struct value value;
	assert_true(run(scripting, "return {'former'}", &value));
	assert_fails(scripting, "error('no')", "lua/run", 1, "no");
	assert_true(script_value(scripting->report, scripting->script, "test", scripting->arena,
	                         &value));
	assert_shows(&value, "[former]");
}

static void a_bad_prelude_gives_no_script(void **state)
{
	(void)state;
	const char *const bad[][2] = {{"local = 1", "lua/syntax"},
	                              {"\n\nfoo()", "lua/run"},
	                              {"while true do end", "lua/steps"},
	                              {"\xff", "lua/text"}};
	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autoptr(Report) report = report_new();
		assert_null(script_new(report, bad[i][0], strlen(bad[i][0])));
		assert_int_equal(report->problems->len, 1);
		const struct problem *problem = report->problems->pdata[0];
		assert_string_equal(problem->id, bad[i][1]);
		assert_string_equal(problem->path, "lua/prelude.lua");
		assert_int_equal(problem->line, i == 1 ? 3 : i == 0 ? 1 : 0);
	}
}

/* A site may lie under a long path; the message names all of it. */
static void a_long_path_is_told_whole(void **state)
{
	struct scripting *scripting = *state;
	g_autofree char *folder = g_strnfill(70, 'f');
	g_autofree char *path =
	        g_strconcat("网站/", folder, "/目录目录目录目录目录目录/v.lua", NULL);
	const char *const texts[] = {"\nreturn = 1", "\nerror('x')", "\nlocal a = nil; a()"};
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
		assert_false(script_load(scripting->report, scripting->script, "v", path, texts[i],
		                         strlen(texts[i])));
		const struct problem *problem = scripting->report->problems->pdata[i];
		assert_string_equal(problem->path, path);
		assert_int_equal(problem->line, 2);
		assert_null(strstr(problem->text, "..."));
	}
}

/* An error that is caught names the place too, and may be put on a page. */
static void a_long_path_is_cut_between_characters(void **state)
{
	struct scripting *scripting = *state;
	const char *const text = "return {pcall(function() error('why') end)}";
	for (size_t ascii = 0; ascii < 3; ascii++) {
		struct value value;
		g_autofree char *start = g_strnfill(ascii, 'a');
		g_autofree char *path = g_strconcat(
		        "查阅点查阅点查阅点查阅点查阅点查阅点查阅点查阅点", start, "/v.lua", NULL);
		assert_true(script_load(scripting->report, scripting->script, "v", path, text,
		                        strlen(text)));
		assert_true(script_value(scripting->report, scripting->script, "v",
		                         scripting->arena, &value));
		assert_true(g_str_has_suffix(value.items[1].text, "/v.lua:1: why"));
	}
	assert_no_problem(scripting);
}

/* ---- what modules see of each other */

static void use_gives_the_value_of_a_module(void **state)
{
	struct scripting *scripting = *state;
	assert_true(load(scripting, "colours", "return {sea = 'blue', list = {'a', 'b'}}"));
	assert_gives(scripting, "use 'colours'.sea, use('colours').list[2], #use('colours').list",
	             "[blue b 2]");
}

static void use_is_resolved_when_it_is_called(void **state)
{
	struct scripting *scripting = *state;
	struct value nothing = {.type = VALUE_MAP};
	struct value value;
	assert_true(load(scripting, "view", "return function() return {use 'later'.x} end"));
	assert_true(load(scripting, "later", "return {x = 'found'}"));
	assert_true(call(scripting, "view", &nothing, &value));
	assert_shows(&value, "[found]");
}

static void use_of_what_is_not_there_names_the_nearest(void **state)
{
	struct scripting *scripting = *state;
	assert_raises(scripting, "use 'colour'", "no module 'colour' is loaded");
	assert_true(load(scripting, "colours", "return {}"));
	assert_true(load(scripting, "views/list", "return {}"));
	assert_raises(scripting, "use 'colour'", "did you mean 'colours'?");
	assert_raises(scripting, "use 'view/list'", "did you mean 'views/list'?");
	assert_raises(scripting, "use {}", "string expected, got table");
}

static void a_module_cannot_change_what_it_uses(void **state)
{
	struct scripting *scripting = *state;
	assert_true(load(scripting, "data", "return {a = {b = {1, 2}}, c = 'c'}"));
	assert_raises(scripting, "(function() use('data').c = 'd' end)()", "'c' cannot be set");
	assert_raises(scripting, "(function() use('data').a.new = 1 end)()", "'new' cannot be set");
	assert_raises(scripting, "table.insert(use('data').a.b, 3)", "read-only");
	assert_raises(scripting, "table.remove(use('data').a.b)", "read-only");
	assert_raises(scripting, "table.sort(use('data').a.b)", "read-only");
	assert_raises(scripting, "(function() use('data')[{}] = 1 end)()", "'table' cannot be set");
	assert_gives(scripting, "use('data').a.b, use('data').c", "[[1 2] c]");
}

static void a_module_cannot_change_what_it_returned(void **state)
{
	struct scripting *scripting = *state;
	assert_true(load(scripting, "data",
	                 "local own = {n = 0}\n"
	                 "own.change = function() own.n = own.n + 1 return own.n end\nreturn own"));
	assert_gives(scripting, "pcall(use('data').change) or use('data').n", "[0]");
}

static void read_only_tables_read_like_others(void **state)
{
	struct scripting *scripting = *state;
	assert_true(load(scripting, "d", "return {list = {'x', 'y', 'z'}, map = {b = 1, a = 2}}"));
	assert_gives(scripting, "#use('d').list, table.concat(use('d').list, '+')", "[3 x+y+z]");
	assert_gives(scripting, "table.unpack(use('d').list)", "[x y z]");
	assert_gives(scripting, "table.unpack(keys(use 'd'))", "[list map]");
	assert_gives(scripting, "map(use('d').list, string.upper), keys(use('d').map)",
	             "[[X Y Z] [a b]]");
	assert_gives(scripting, "use 'd', type(use 'd')", "[{list=[x y z] map={a=2 b=1}} table]");
	assert_gives(scripting, "use('d').map == use('d').map", "[true]");
	assert_gives(scripting, "table.copy(use 'd')", "[{list=[x y z] map={a=2 b=1}}]");
	assert_gives(scripting,
	             "(function() local c = table.copy(use 'd') c.list[4] = 'w' "
	             "return c.list end)()",
	             "[[x y z w]]");
}

static void a_module_loaded_again_sees_the_former(void **state)
{
	struct scripting *scripting = *state;
	struct value value;
	assert_true(run(scripting, "return {a = 1, deep = {list = {'x'}}}", &value));
	assert_true(run(scripting,
	                "inherited.a = 2\n"
	                "inherited.deep.list[2] = 'y'\n"
	                "table.insert(inherited.deep.list, 'z')\n"
	                "return inherited",
	                &value));
	assert_shows(&value, "{a=2 deep={list=[x y z]}}");
	assert_true(run(scripting, "return {before = inherited, now = 3}", &value));
	assert_shows(&value, "{before={a=2 deep={list=[x y z]}} now=3}");
	assert_no_problem(scripting);
}

static void what_is_inherited_is_a_copy(void **state)
{
	struct scripting *scripting = *state;
	assert_true(load(scripting, "test", "return {a = 1}"));
	assert_fails(scripting, "inherited.a = 2 error('stop')", "lua/run", 1, "stop");
	assert_gives(scripting, "inherited.a", "[1]");
}

static void functions_are_inherited_too(void **state)
{
	struct scripting *scripting = *state;
	struct value value;
	assert_true(run(scripting, "return function(page) return {title = 'first'} end", &value));
	assert_true(run(scripting,
	                "return function(page)\n"
	                "  return merge(inherited(page), {more = 'second'})\n"
	                "end",
	                &value));
	assert_shows(&value, "{more=second title=first}");
}

static void nothing_is_inherited_by_the_first(void **state)
{
	assert_gives(*state, "inherited == nil", "[true]");
}

static void values_that_hold_themselves_can_be_loaded_but_not_taken(void **state)
{
	struct scripting *scripting = *state;
	assert_fails(scripting, "local a = {x = {}} a.x.y = a.x return a", "lua/value", 0,
	             "x.y: a table that lies inside itself");
	assert_gives(scripting, "inherited.x.y.y.y == inherited.x", "[true]");
}

/* ---- what is lent */

static void lend_site(struct scripting *scripting)
{
	struct value_builder names = value_builder_begin(scripting->arena, VALUE_LIST);
	value_builder_add(&names, value_text("一"));
	value_builder_add(&names, value_text("二"));
	struct value_builder site = value_builder_begin(scripting->arena, VALUE_MAP);
	value_builder_set(&site, "title", value_text("查阅点"));
	value_builder_set(&site, "names", value_builder_end(&names));
	value_builder_set(&site, "logo", value_html("<b>", 3));
	value_builder_set(&site, "nothing", (struct value){.type = VALUE_NOTHING});
	struct value value = value_builder_end(&site);
	assert_true(script_lend(scripting->report, scripting->script, "site", &value));
}

static void what_is_lent_is_seen_by_modules_old_and_new(void **state)
{
	struct scripting *scripting = *state;
	struct value nothing = {.type = VALUE_MAP};
	struct value value;
	assert_true(load(scripting, "old", "return function() return {site.title} end"));
	assert_false(call(scripting, "old", &nothing, &value));
	lend_site(scripting);
	assert_true(call(scripting, "old", &nothing, &value));
	assert_shows(&value, "[查阅点]");
	assert_int_equal(scripting->report->problems->len, 1);
	g_ptr_array_set_size(scripting->report->problems, 0);
	assert_gives(scripting, "site.names[2], #site.names, site.nothing == nil", "[二 2 true]");
	assert_gives(scripting, "site", "[{logo=html(<b>) names=[一 二] title=查阅点}]");
	assert_gives(scripting, "table.unpack(keys(site))", "[logo names title]");
}

static void what_is_lent_cannot_be_changed(void **state)
{
	struct scripting *scripting = *state;
	lend_site(scripting);
	assert_raises(scripting, "(function() site.title = 'x' end)()", "'title' cannot be set");
	assert_raises(scripting, "(function() site.names[1] = 'x' end)()", "'1' cannot be set");
	assert_raises(scripting, "(function() site = {} end)()", "'site' would be global");
	lend_site(scripting);
	assert_gives(scripting, "site.title", "[查阅点]");
}

static void what_is_lent_is_copied(void **state)
{
	struct scripting *scripting = *state;
	char html[] = "<b>";
	char text[] = "text";
	struct value_builder list = value_builder_begin(scripting->arena, VALUE_LIST);
	value_builder_add(&list, value_html(html, strlen(html)));
	value_builder_add(&list, value_text(text));
	struct value value = value_builder_end(&list);
	assert_true(script_lend(scripting->report, scripting->script, "site", &value));
	memset(html, 'x', strlen(html));
	memset(text, 'x', strlen(text));
	memset(value.items, 0, sizeof *value.items * value.count);
	assert_gives(scripting, "site", "[[html(<b>) text]]");
}

static void too_much_to_lend_is_told(void **state)
{
	struct scripting *scripting = *state;
	g_autofree char *text = g_strnfill(5 * 1024 * 1024, 'x');
	struct value value = value_text(text);
	assert_false(script_lend(scripting->report, scripting->script, "site", &value));
	const struct problem *problem = scripting->report->problems->pdata[0];
	assert_string_equal(problem->id, "lua/memory");
	assert_null(problem->path);
}

/* ---- calls */

static void a_call_takes_and_gives_values(void **state)
{
	struct scripting *scripting = *state;
	struct value_builder list = value_builder_begin(scripting->arena, VALUE_LIST);
	value_builder_add(&list, value_text("a"));
	value_builder_add(&list, (struct value){.type = VALUE_NOTHING});
	value_builder_add(&list, value_text("b"));
	struct value_builder map = value_builder_begin(scripting->arena, VALUE_MAP);
	value_builder_set(&map, "list", value_builder_end(&list));
	value_builder_set(&map, "body", value_html("<p>正文</p>", strlen("<p>正文</p>")));
	value_builder_set(&map, "listed", value_boolean(false));
	value_builder_set(&map, "absent", (struct value){.type = VALUE_NOTHING});
	struct value page = value_builder_end(&map);
	struct value out;
	assert_true(load(scripting, "view",
	                 "return function(page)\n"
	                 "  page.count = #page.list\n"
	                 "  page.there = page.absent ~= nil\n"
	                 "  return page\n"
	                 "end"));
	assert_true(call(scripting, "view", &page, &out));
	assert_no_problem(scripting);
	assert_shows(&out, "{body=html(<p>正文</p>) count=2 list=[a b] listed=false there=false}");
	assert_ptr_equal(value_get(&out, "body")->text, value_get(&page, "body")->text);
}

static void calls_do_not_see_each_other(void **state)
{
	struct scripting *scripting = *state;
	struct value_builder map = value_builder_begin(scripting->arena, VALUE_MAP);
	value_builder_set(&map, "a", value_text("1"));
	struct value page = value_builder_end(&map);
	struct value out;
	assert_true(load(scripting, "view",
	                 "return function(page) local a, b = page.a, page.b\n"
	                 "page.a = nil page.b = 'left' return {a, b} end"));
	for (int time = 0; time < 3; time++) {
		assert_true(call(scripting, "view", &page, &out));
		assert_shows(&out, "[1]");
	}
}

static void numbers_come_back_as_text(void **state)
{
	struct scripting *scripting = *state;
	assert_gives(scripting, "1, -1, 1.0, 0.1, 20 / 2, -0.0, 1e15, 2^53, 1/3",
	             "[1 -1 1 0.1 10 0 1000000000000000 9007199254740992 0.33333333333333]");
	assert_gives(scripting, "1e300, math.maxinteger, math.mininteger, 1.5e-7",
	             "[1e+300 9223372036854775807 -9223372036854775808 1.5e-07]");
	assert_fails(scripting, "return {a = {1, 0/0}}", "lua/value", 0, "a[2]: a number");
	assert_fails(scripting, "return {a = 1/0}", "lua/value", 0, "a: a number");
	assert_fails(scripting, "return -1/0", "lua/value", 0, "the value itself: a number");
}

static void tables_become_lists_and_maps(void **state)
{
	struct scripting *scripting = *state;
	assert_gives(scripting, "{}, {{}}, {a = {}}, {'x', {'y'}}", "[[] [[]] {a=[]} [x [y]]]");
	assert_gives(scripting, "{ab = 1, a = 2, B = 3, ['中'] = 4, abcdefghij = 5, abcdefghi = 6}",
	             "[{B=3 a=2 ab=1 abcdefghi=6 abcdefghij=5 中=4}]");
	assert_gives(scripting, "{[3] = 'c', [1] = 'a', [2] = 'b'}", "[[a b c]]");
	assert_gives(scripting, "{['1'] = 'text'}, {[1.0] = 'a'}", "[{1=text} [a]]");
}

static void functions_are_left_out(void **state)
{
	struct scripting *scripting = *state;
	struct value value;
	assert_gives(scripting, "{a = 1, f = string.upper}", "[{a=1}]");
	assert_gives(scripting, "{1, string.upper, 3}, {1, 2, help = string.upper}",
	             "[[1 3] [1 2]]");
	assert_true(load(scripting, "f", "return string.upper"));
	assert_true(
	        script_value(scripting->report, scripting->script, "f", scripting->arena, &value));
	assert_int_equal(value.type, VALUE_NOTHING);
}

static void what_is_no_plain_data_is_told_with_its_place(void **state)
{
	struct scripting *scripting = *state;
	assert_fails(scripting, "return {a = {b = {1, x = 2}}}", "lua/value", 0,
	             "a.b: a table that is list and map at once");
	assert_fails(scripting, "return {{}, {c = {[1] = 1, [3] = 3}}}", "lua/value", 0,
	             "[2].c: a list with gaps");
	assert_fails(scripting, "return {[2013] = 1}", "lua/value", 0,
	             "the value itself: a list with gaps, or numbers as keys");
	assert_fails(scripting, "return {[0] = 1}", "lua/value", 0, "numbers as keys");
	assert_fails(scripting, "return {a = {[true] = 1}}", "lua/value", 0,
	             "a: a table whose keys are neither");
	assert_fails(scripting, "return {a = {[1.5] = 1}}", "lua/value", 0,
	             "a: a table whose keys are neither");
	assert_fails(scripting, "return {['\\xff'] = 1}", "lua/value", 0, "key that is not valid");
	assert_fails(scripting, "return function() return {a = {'x', '\\0'}} end", "lua/value", 0,
	             "a[2]: a text that is not valid UTF-8");
}

static void text_that_is_not_utf8_is_refused(void **state)
{
	struct scripting *scripting = *state;
	const char *const bad[] = {"\\xff",
	                           "\\xe4\\xb8",
	                           "中中中\\xe4",
	                           "aaaaaaaaaaaaaaaa\\x80",
	                           "\\xed\\xa0\\x80",
	                           "\\xc0\\x80",
	                           "中\\0",
	                           "aaaaaaa\\0aaaaaaaaaaaa",
	                           "\\xf4\\x90\\x80\\x80",
	                           "\\xe0\\x80\\x80aaaaaaaaaaaa",
	                           "中\\x80中中中中"};
	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autofree char *text = g_strdup_printf("return {a = '%s'}", bad[i]);
		assert_fails(scripting, text, "lua/value", 0, "a: a text that is not valid UTF-8");
	}
	assert_gives(scripting, "'é', '\U0001f600中é', '、。，a', '\xee\x80\x80\xef\xbf\xbd'",
	             "[é \U0001f600中é 、。，a \xee\x80\x80\xef\xbf\xbd]");
}

/* Which of several faults is told does not vary with the order in which Lua walks a table. */
static void the_first_problem_in_order_is_told(void **state)
{
	struct scripting *scripting = *state;
	for (int time = 0; time < 20; time++)
		assert_fails(scripting, "return {d = {1, a = 1}, b = '\\xff', c = 0/0, a = {0/0}}",
		             "lua/value", 0, "a[1]: a number");
}

static void what_lies_too_deep_is_refused(void **state)
{
	struct scripting *scripting = *state;
	struct value value;
	const char *const nest = "local t = {} for i = 2, %d do t = {t} end return %s";
	g_autofree char *most = g_strdup_printf(nest, 64, "t");
	g_autofree char *more = g_strdup_printf(nest, 65, "t");
	const char *const view = "return function()\n"
	                         "local t = {} for i = 2, 65 do t = {t} end return t end";
	assert_true(run(scripting, most, &value));
	assert_fails(scripting, more, "lua/run", 0, "64 deep");
	assert_fails(scripting, view, "lua/value", 0, "[1]: tables lie too deep");
}

static void an_argument_too_deep_is_refused(void **state)
{
	struct scripting *scripting = *state;
	struct value value = {.type = VALUE_LIST};
	struct value out;
	for (int depth = 0; depth < 64; depth++) {
		struct value_builder list = value_builder_begin(scripting->arena, VALUE_LIST);
		value_builder_add(&list, value);
		value = value_builder_end(&list);
	}
	assert_true(load(scripting, "test", "return function() return {} end"));
	assert_false(call(scripting, "test", &value, &out));
	assert_problem(scripting, "lua/run", 0, "64 deep");
	assert_true(call(scripting, "test", &value.items[0], &out));
}

static void more_data_than_bearable_is_refused(void **state)
{
	struct scripting *scripting = *state;
	assert_fails(scripting,
	             "local t = {} for i = 1, 60 do t = {t, t} end\n"
	             "return function() return t end",
	             "lua/value", 0, "more data");
	assert_fails(scripting,
	             "local s, t = ('x'):rep(4000000), {} for i = 1, 20 do t[i] = s end return t",
	             "lua/value", 0, "more data");
}

static void html_of_another_call_is_gone(void **state)
{
	struct scripting *scripting = *state;
	struct value_builder map = value_builder_begin(scripting->arena, VALUE_MAP);
	value_builder_set(&map, "body", value_html("<p>", 3));
	struct value page = value_builder_end(&map);
	struct value out;
	assert_true(load(scripting, "test",
	                 "local kept\nreturn function(page)\n"
	                 "  kept = kept or page.body\n  return {x = {kept}}\nend"));
	assert_true(call(scripting, "test", &page, &out));
	assert_shows(&out, "{x=[html(<p>)]}");
	page.items[0] = value_html("<i>", 3);
	assert_true(call(scripting, "test", &page, &out));
	assert_shows(&out, "{x=[html(<i>)]}");
}

static void html_can_only_be_handed_on(void **state)
{
	struct scripting *scripting = *state;
	lend_site(scripting);
	assert_raises(scripting, "site.logo .. 'x'", "attempt to concatenate");
	assert_raises(scripting, "site.logo.text", "attempt to index");
	assert_raises(scripting, "#site.logo", "attempt to get length");
	assert_raises(scripting, "('%s'):format(site.logo)", "text or number expected");
	assert_raises(scripting, "string.len(site.logo)", "string expected");
	assert_gives(scripting, "tostring(site.logo), {site.logo}", "[handle [html(<b>)]]");
}

/* {entries = folded [{title = t0 body = html} …], axes = folded {a = [x]}} */
static struct value folded_page(struct scripting *scripting)
{
	struct value_builder entries = value_builder_begin(scripting->arena, VALUE_LIST);
	for (int i = 0; i < 2; i++) {
		struct value_builder entry = value_builder_begin(scripting->arena, VALUE_MAP);
		value_builder_set(&entry, "title",
		                  value_text(arena_printf(scripting->arena, "t%d", i)));
		value_builder_set(&entry, "body", value_html("<i>", 3));
		value_builder_add(&entries, value_folded(value_builder_end(&entry)));
	}
	struct value_builder map = value_builder_begin(scripting->arena, VALUE_MAP);
	value_builder_set(&map, "entries", value_folded(value_builder_end(&entries)));
	value_builder_set(&map, "title", value_text("list"));
	return value_builder_end(&map);
}

static void what_is_folded_is_handed_on_or_unfolded(void **state)
{
	struct scripting *scripting = *state;
	struct value page = folded_page(scripting);
	struct value out;
	assert_true(load(scripting, "on", "return function(page) return {page.entries} end"));
	assert_true(call(scripting, "on", &page, &out));
	assert_shows(&out, "[[{title=t0 body=html(<i>)} {title=t1 body=html(<i>)}]]");
	assert_true(load(scripting, "look",
	                 "return function(page)\n"
	                 "  local list = unfold(page.entries)\n"
	                 "  local entry = unfold(list[2])\n"
	                 "  entry.title = entry.title .. '!'\n"
	                 "  return {entry, list[1], #list, unfold({'table'})} end"));
	assert_true(call(scripting, "look", &page, &out));
	assert_shows(&out, "[{body=html(<i>) title=t1!} {title=t0 body=html(<i>)} 2 [table]]");
	assert_true(call(scripting, "on", &page, &out));
	assert_shows(&out, "[[{title=t0 body=html(<i>)} {title=t1 body=html(<i>)}]]");
	assert_no_problem(scripting);
}

static void what_is_not_folded_cannot_be_unfolded(void **state)
{
	struct scripting *scripting = *state;
	struct value page = folded_page(scripting);
	struct value out;
	lend_site(scripting);
	assert_raises(scripting, "unfold('x')", "unfold takes a list or a map that this page got");
	assert_raises(scripting, "unfold()", "not a no value");
	assert_raises(scripting, "unfold(site.logo)", "not a userdata");
	assert_true(load(scripting, "test",
	                 "local kept\nreturn function(page)\n"
	                 "  kept = kept or page.entries\n  return unfold(kept)\nend"));
	assert_true(call(scripting, "test", &page, &out));
	assert_true(call(scripting, "test", &page, &out));
	assert_no_problem(scripting);
}

/* ---- what is told of calls */

static void a_failed_call_names_script_line_and_page(void **state)
{
	struct scripting *scripting = *state;
	assert_fails(scripting,
	             "return function(page)\n  local a = page.organ\n  return a.name\nend",
	             "lua/run", 3, "nil value (local 'a') (while making 'a/page')");
	assert_fails(scripting, "return function()\n  error('own words')\nend", "lua/run", 2,
	             "the script failed: own words (while making");
	assert_fails(scripting, "return function()\n  error('own words', 0)\nend", "lua/run", 2,
	             "the script failed: own words (while making");
	assert_fails(scripting, "return function() error() end", "lua/run", 1, "error with a nil");
	assert_fails(scripting, "return function()\n error({code = 1}) end", "lua/run", 2,
	             "error with a table instead of a text");
	assert_fails(scripting, "return function() error(42) end", "lua/run", 1, "42");
}

static void an_error_raised_again_keeps_its_first_line(void **state)
{
	struct scripting *scripting = *state;
	assert_fails(scripting,
	             "return function()\n"
	             "  local ok, why = pcall(function()\n"
	             "    error('first')\n"
	             "  end)\n"
	             "  error(why, 0)\n"
	             "end",
	             "lua/run", 3, "the script failed: first (");
}

static void an_error_in_the_prelude_is_told_at_its_caller(void **state)
{
	struct scripting *scripting = *state;
	assert_fails(scripting, "local a = 1\nreturn {label('一', '一')}", "lua/run", 2,
	             "label: argument 3 is a nil, not a string");
	assert_fails(scripting, "\n\nreturn {map({1}, function(x) return x.a.b end)}", "lua/run", 3,
	             "attempt to index");
	assert_fails(scripting, "\nreturn {sorted({1, 'a'})}", "lua/run", 2, "attempt to compare");
}

static void an_error_in_another_module_is_told_there(void **state)
{
	struct scripting *scripting = *state;
	struct value nothing = {.type = VALUE_MAP};
	struct value out;
	assert_true(load(scripting, "helper", "return {f = function(x)\n  return x.y\nend}"));
	assert_true(load(scripting, "test", "return function() return use('helper').f() end"));
	assert_false(call(scripting, "test", &nothing, &out));
	const struct problem *problem = scripting->report->problems->pdata[0];
	assert_string_equal(problem->path, "lua/helper.lua");
	assert_int_equal(problem->line, 2);
}

static void a_long_error_text_is_cut(void **state)
{
	struct scripting *scripting = *state;
	struct value value;
	assert_false(run(scripting, "error(('x'):rep(1000000))", &value));
	const struct problem *problem = scripting->report->problems->pdata[0];
	assert_true(strlen(problem->text) < 800);
}

static void a_module_that_is_no_function_cannot_be_called(void **state)
{
	struct scripting *scripting = *state;
	struct value nothing = {.type = VALUE_MAP};
	struct value out;
	assert_true(load(scripting, "test", "return {}"));
	assert_false(call(scripting, "test", &nothing, &out));
	assert_problem(scripting, "lua/function", 0, "type 'table'");
}

static void a_call_that_returns_no_table_is_told(void **state)
{
	struct scripting *scripting = *state;
	assert_fails(scripting, "return function() return 'text' end", "lua/result", 0,
	             "type 'string'");
	assert_fails(scripting, "return function() end", "lua/result", 0,
	             "type 'nil'; let it return a table (while making 'a/page')");
}

static void a_module_that_is_not_there_is_told(void **state)
{
	struct scripting *scripting = *state;
	struct value nothing = {.type = VALUE_MAP};
	struct value out;
	assert_false(call(scripting, "views/none", &nothing, &out));
	assert_false(script_value(scripting->report, scripting->script, "views/none",
	                          scripting->arena, &out));
	for (unsigned i = 0; i < 2; i++) {
		const struct problem *problem = scripting->report->problems->pdata[i];
		assert_string_equal(problem->id, "lua/module");
		assert_string_equal(problem->text,
		                    "there is no script 'views/none'; add lua/views/none.lua");
	}
}

/* Lua 5.4.4 as packaged has known faults with large functions; data modules are such. */
static void large_tables_load_right(void **state)
{
	struct scripting *scripting = *state;
	g_autoptr(GString) text = g_string_new("return {");
	g_autoptr(GString) expected = g_string_new("[");
	struct value value;
	for (int i = 0; i < 3000; i++) {
		g_string_append_printf(text, "{k%d = 'v%d', n = %d, x = {'%d', -%d.5}},\n", i, i, i,
		                       i, i);
		g_string_append_printf(expected, "%s{k%d=v%d n=%d x=[%d -%d.5]}", i > 0 ? " " : "",
		                       i, i, i, i, i);
	}
	g_string_append(text, "}");
	g_string_append(expected, "]");
	assert_true(run(scripting, text->str, &value));
	assert_shows(&value, expected->str);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        scripting_test(a_module_gives_its_value),
	        scripting_test(a_text_that_is_no_lua_is_refused_with_its_line),
	        scripting_test(a_text_that_returns_nothing_is_refused),
	        scripting_test(what_is_not_text_is_refused),
	        scripting_test(a_huge_text_is_refused),
	        scripting_test(a_byte_order_mark_is_passed_over),
	        scripting_test(a_module_that_fails_leaves_the_former),
	        cmocka_unit_test(a_bad_prelude_gives_no_script),
	        scripting_test(a_long_path_is_told_whole),
	        scripting_test(a_long_path_is_cut_between_characters),
	        scripting_test(use_gives_the_value_of_a_module),
	        scripting_test(use_is_resolved_when_it_is_called),
	        scripting_test(use_of_what_is_not_there_names_the_nearest),
	        scripting_test(a_module_cannot_change_what_it_uses),
	        scripting_test(a_module_cannot_change_what_it_returned),
	        scripting_test(read_only_tables_read_like_others),
	        scripting_test(a_module_loaded_again_sees_the_former),
	        scripting_test(what_is_inherited_is_a_copy),
	        scripting_test(functions_are_inherited_too),
	        scripting_test(nothing_is_inherited_by_the_first),
	        scripting_test(values_that_hold_themselves_can_be_loaded_but_not_taken),
	        scripting_test(what_is_lent_is_seen_by_modules_old_and_new),
	        scripting_test(what_is_lent_cannot_be_changed),
	        scripting_test(what_is_lent_is_copied),
	        scripting_test(too_much_to_lend_is_told),
	        scripting_test(a_call_takes_and_gives_values),
	        scripting_test(calls_do_not_see_each_other),
	        scripting_test(numbers_come_back_as_text),
	        scripting_test(tables_become_lists_and_maps),
	        scripting_test(functions_are_left_out),
	        scripting_test(what_is_no_plain_data_is_told_with_its_place),
	        scripting_test(text_that_is_not_utf8_is_refused),
	        scripting_test(the_first_problem_in_order_is_told),
	        scripting_test(what_lies_too_deep_is_refused),
	        scripting_test(an_argument_too_deep_is_refused),
	        scripting_test(more_data_than_bearable_is_refused),
	        scripting_test(html_of_another_call_is_gone),
	        scripting_test(html_can_only_be_handed_on),
	        scripting_test(what_is_folded_is_handed_on_or_unfolded),
	        scripting_test(what_is_not_folded_cannot_be_unfolded),
	        scripting_test(a_failed_call_names_script_line_and_page),
	        scripting_test(an_error_raised_again_keeps_its_first_line),
	        scripting_test(an_error_in_the_prelude_is_told_at_its_caller),
	        scripting_test(an_error_in_another_module_is_told_there),
	        scripting_test(a_long_error_text_is_cut),
	        scripting_test(a_module_that_is_no_function_cannot_be_called),
	        scripting_test(a_call_that_returns_no_table_is_told),
	        scripting_test(a_module_that_is_not_there_is_told),
	        scripting_test(large_tables_load_right),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
