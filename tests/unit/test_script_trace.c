/* SPDX-License-Identifier: MIT */
/* What a call reads of what all calls share: every way of reading is noted. */
#include "scripting.h"

#include "script/trace.h"

/* ---- what is lent to the tests */

/*
 * {name = N, sample = true, strings = {home, away}, contact = {phone, hours = {open}},
 *  menu = [{label} {label}], empty = [], ["a.b"] = dotted, logo = html}
 */
static struct value make_site(struct arena *arena, const char *name, const char *home,
                              const char *open)
{
	const char *const strings[] = {"home", home, "away", "Away", NULL};
	const char *const hours[] = {"open", open, NULL};
	const char *const item[] = {"label", "Item", NULL};
	struct value_builder contact = value_builder_begin(arena, VALUE_MAP);
	value_builder_set(&contact, "phone", value_text("110"));
	value_builder_set(&contact, "hours", scripting_map(arena, hours));
	struct value_builder menu = value_builder_begin(arena, VALUE_LIST);
	value_builder_add(&menu, scripting_map(arena, item));
	value_builder_add(&menu, scripting_map(arena, item));
	struct value_builder empty = value_builder_begin(arena, VALUE_LIST);
	struct value_builder site = value_builder_begin(arena, VALUE_MAP);
	value_builder_set(&site, "name", value_text(name));
	value_builder_set(&site, "sample", value_boolean(true));
	value_builder_set(&site, "strings", scripting_map(arena, strings));
	value_builder_set(&site, "contact", value_builder_end(&contact));
	value_builder_set(&site, "menu", value_builder_end(&menu));
	value_builder_set(&site, "empty", value_builder_end(&empty));
	value_builder_set(&site, "a.b", value_text("dotted"));
	value_builder_set(&site, "logo", value_html("<b>", 3));
	return value_builder_end(&site);
}

static void lend(struct scripting *scripting, const char *global, struct value value)
{
	assert_true(script_lend(scripting->report, scripting->script, global, &value));
}

static int trace_setup(void **state)
{
	scripting_setup(state);
	struct scripting *scripting = *state;
	lend(scripting, "site", make_site(scripting->arena, "N", "Home", "9"));
	assert_true(load(scripting, "colours", "return {sea = 'blue', list = {'a', 'b'}}"));
	return 0;
}

#define trace_test(test) cmocka_unit_test_setup_teardown(test, trace_setup, scripting_teardown)

/* The names of the last trace in one text, without those that every call here has. */
static char *show_trace(struct scripting *scripting)
{
	unsigned count;
	const char *const *names = script_trace(scripting->script, &count);
	g_autoptr(GString) text = g_string_new(NULL);
	for (unsigned i = 0; i < count; i++) {
		assert_true(i == 0 || strcmp(names[i - 1], names[i]) < 0);
		if (strcmp(names[i], "prelude") != 0 && strcmp(names[i], "test") != 0)
			g_string_append_printf(text, "%s%s", text->len > 0 ? " " : "", names[i]);
	}
	return g_string_free(g_steal_pointer(&text), FALSE);
}

/* Calls a module of that function body; what it returns does not matter. */
static void assert_reads(struct scripting *scripting, const char *body, const char *names)
{
	struct value nothing = {.type = VALUE_MAP};
	struct value value;
	g_autofree char *text = g_strdup_printf("return function()\n%s\nreturn {} end", body);
	assert_true(load(scripting, "test", text));
	bool done = call(scripting, "test", &nothing, &value);
	assert_no_problem(scripting);
	assert_true(done);
	g_autofree char *shown = show_trace(scripting);
	assert_string_equal(shown, names);
}

static void assert_all_read(struct scripting *scripting, const char *const (*cases)[2], size_t count)
{
	for (size_t i = 0; i < count; i++)
		assert_reads(scripting, cases[i][0], cases[i][1]);
}

#define ASSERT_ALL_READ(state, cases) assert_all_read(state, cases, G_N_ELEMENTS(cases))

/* ---- keys */

static void a_call_that_reads_nothing_has_the_prelude_and_itself(void **state)
{
	struct scripting *scripting = *state;
	assert_reads(scripting, "local x = 1", "");
	unsigned count;
	const char *const *names = script_trace(scripting->script, &count);
	assert_int_equal(count, 2);
	assert_string_equal(names[0], "prelude");
	assert_string_equal(names[1], "test");
}

static void each_key_is_noted(void **state)
{
	const char *const cases[][2] = {
	        {"local x = site", ""},
	        {"local x = site.name", "site.name"},
	        {"local x = site['na' .. 'me']", "site.name"},
	        {"local x = site.name .. site.name, site.sample", "site.name site.sample"},
	        {"local x = site.logo", "site.logo"},
	        {"local x = site.strings", "site.strings"},
	        {"local x = site.strings and site.contact", "site.contact site.strings"},
	        {"local x = site.strings.home", "site.strings site.strings.home"},
	        {"local s = site.strings local x = s.away", "site.strings site.strings.away"},
	        {"local x = site.contact.hours", "site.contact site.contact.hours"},
	        {"local x = site.contact.hours.open", "site.contact site.contact.hours"},
	        {"local x = #keys(site.contact.hours)", "site.contact site.contact.hours"},
	        {"local x = site.strings == site.contact", "site.contact site.strings"},
	        {"local x = type(site.strings)", "site.strings"},
	        {"local x = ({[site.strings] = 1})[site.strings]", "site.strings"},
	        {"local x = tostring(site.strings)", "site.strings"},
	        {"local x = _ENV.site.name", "site.name"},
	        {"local x = pcall(function() return site.name.x end)", "site.name"},
	};
	ASSERT_ALL_READ(*state, cases);
}

static void a_key_that_is_not_there_is_noted(void **state)
{
	const char *const cases[][2] = {
	        {"local x = site.address", "site.address"},
	        {"local x = site.address or site.name", "site.address site.name"},
	        {"local x = site.strings.gone", "site.strings site.strings.gone"},
	        {"local x = site.contact.hours.gone", "site.contact site.contact.hours"},
	        {"local x = site['a.b']", "site.a%2Eb"},
	        {"local x = site['*'] or site['%']", "site.%25 site.%2A"},
	        {"local x = site['']", "site."},
	};
	ASSERT_ALL_READ(*state, cases);
}

static void strange_keys_count_as_all(void **state)
{
	const char *const cases[][2] = {
	        {"local x = site[1]", "site.*"},
	        {"local x = site[true]", "site.*"},
	        {"local x = site[{}]", "site.*"},
	        {"local x = site[site]", "site.*"},
	        {"local x = site[nil]", "site.*"},
	        {"local x = site['name\\0']", "site.*"},
	        {"local x = site[('x'):rep(100)]", "site.*"},
	        {"local x = site.menu[1]", "site.menu site.menu.*"},
	        {"local x = site.menu[1].label", "site.menu site.menu.*"},
	        {"local x = site.menu[9]", "site.menu site.menu.*"},
	};
	ASSERT_ALL_READ(*state, cases);
}

/* A script that asks for ever more keys makes no names for ever. */
static void names_of_absent_keys_are_bounded(void **state)
{
	struct scripting *scripting = *state;
	struct value nothing = {.type = VALUE_MAP};
	struct value value;
	unsigned count;
	assert_true(load(scripting, "test",
	                 "return function() for i = 1, 5000 do local x = site['k' .. i] end "
	                 "return {} end"));
	for (int i = 0; i < 2; i++) {
		assert_true(call(scripting, "test", &nothing, &value));
		const char *const *names = script_trace(scripting->script, &count);
		assert_in_range(count, 100, 1100);
		assert_true(g_strv_contains(names, "site.*"));
	}
	assert_reads(scripting, "local x = site.k1", "site.k1");
	assert_reads(scripting, "local x = site.k5000", "site.*");
}

/* ---- all of a table */

static void whoever_walks_or_measures_a_table_reads_all_of_it(void **state)
{
	const char *const cases[][2] = {
	        {"for k in pairs(site) do end", "site.*"},
	        {"local step = pairs(site)", "site.*"},
	        {"for k in pairs(site.strings) do end", "site.strings site.strings.*"},
	        {"for k in ipairs(site.menu) do end", "site.menu site.menu.*"},
	        {"for k in ipairs(site.empty) do end", "site.empty site.empty.*"},
	        {"for i = 1, #site.menu do end", "site.menu site.menu.*"},
	        {"local x = #site", "site.*"},
	        {"local x = #site.empty", "site.empty site.empty.*"},
	        {"local x = table.unpack(site.menu)", "site.menu site.menu.*"},
	        {"local x = table.unpack(site.menu, 1, 1)", "site.menu site.menu.*"},
	        {"local x = table.unpack(site.empty)", "site.empty site.empty.*"},
	        {"local x = table.concat(site.empty)", "site.empty site.empty.*"},
	        {"local x = table.copy(site.strings)", "site.strings site.strings.*"},
	        {"local x = table.copy {{site.strings}}", "site.strings site.strings.*"},
	        {"local x = table.copy(site)", "site.* site.contact.* site.empty.* site.menu.* "
	                                       "site.strings.*"},
	        {"local x = pcall(table.sort, site.menu)", "site.menu site.menu.*"},
	        {"local x = pcall(table.insert, site.menu, 1)", "site.menu site.menu.*"},
	        {"local x = pcall(table.remove, site.menu)", "site.menu site.menu.*"},
	        {"local x = keys(site.strings)", "site.strings site.strings.*"},
	        {"local x = merge(site.strings, {})", "site.strings site.strings.*"},
	        {"local x = map(site.menu, function() return 1 end)", "site.menu site.menu.*"},
	        {"local x = filter(site.menu, function() end)", "site.menu site.menu.*"},
	        {"local x = group(site.menu, function() end)", "site.menu site.menu.*"},
	        {"local x = sorted(site.menu, function() end)", "site.menu site.menu.*"},
	        {"local x = json(site.strings)", "site.strings site.strings.*"},
	        {"local x = json({a = {site.strings}})", "site.strings site.strings.*"},
	        {"local x = csv(site.empty)", "site.empty site.empty.*"},
	        {"local x = csv({site.empty})", "site.empty site.empty.*"},
	        {"local x = unfold(site.strings).home", "site.strings site.strings.home"},
	        {"local x = select('#', site.strings, site)", "site.strings"},
	        {"local x = pcall(csv, {{site.strings}})", "site.strings"},
	        {"for k, v in pairs(site) do local x = type(v) == 'table' and v.phone end",
	         "site.* site.contact.phone site.empty.phone site.menu.phone site.strings.phone"},
	        {"for _, v in pairs(_ENV) do local x = v == site end", ""},
	};
	ASSERT_ALL_READ(*state, cases);
}

static void what_is_handed_on_is_read_as_a_whole(void **state)
{
	const char *const cases[][2] = {
	        {"do return site end", "site.* site.contact.* site.empty.* site.menu.* "
	                               "site.strings.*"},
	        {"do return site.strings end", "site.strings site.strings.*"},
	        {"do return {a = {b = site.menu}} end", "site.menu site.menu.*"},
	        {"do return {site.contact.hours} end", "site.contact site.contact.hours"},
	        {"do return {site.logo} end", "site.logo"},
	};
	ASSERT_ALL_READ(*state, cases);
}

/* ---- other things lent */

static void other_tables_are_lent_alike(void **state)
{
	struct scripting *scripting = *state;
	const char *const pairs[] = {"x", "1", NULL};
	struct value_builder list = value_builder_begin(scripting->arena, VALUE_LIST);
	value_builder_add(&list, scripting_map(scripting->arena, pairs));
	lend(scripting, "other", scripting_map(scripting->arena, pairs));
	lend(scripting, "list", value_builder_end(&list));
	assert_reads(scripting, "local x = other.x", "other.x");
	assert_reads(scripting, "local x = list[1].x", "list.*");
	assert_reads(scripting, "local x = list.x", "list.x");
}

static void what_is_no_table_is_read_by_all(void **state)
{
	struct scripting *scripting = *state;
	struct digest before, after;
	lend(scripting, "today", value_text("2025-01-01"));
	assert_reads(scripting, "local x = 1", "today");
	assert_reads(scripting, "local x = today", "today");
	assert_true(script_trace_digest(scripting->script, "today", &before));
	lend(scripting, "today", value_text("2025-01-02"));
	assert_true(script_trace_digest(scripting->script, "today", &after));
	assert_false(digest_equal(&before, &after));
}

/* ---- modules */

static void modules_are_noted_with_what_they_used(void **state)
{
	struct scripting *scripting = *state;
	assert_true(load(scripting, "base", "return {x = function() return use('late').y end}"));
	assert_true(load(scripting, "late", "return {y = 1}"));
	assert_true(load(scripting, "middle", "local base = use 'base' return {x = base.x}"));
	assert_true(load(scripting, "top", "return {middle = use 'middle'}"));
	const char *const cases[][2] = {
	        {"local x = use 'colours'.sea", "colours"},
	        {"local x = use 'top'", "base middle top"},
	        {"local x = use('top').middle.x()", "base late middle top"},
	        {"local u = use local x = u 'colours'", "colours"},
	        {"local x = pcall(use, 'colours')", "colours"},
	        {"local x = map({'colours', 'late'}, use)", "colours late"},
	        {"local x = use 'test'", ""},
	};
	ASSERT_ALL_READ(scripting, cases);
}

static void a_module_that_is_not_there_is_noted(void **state)
{
	struct scripting *scripting = *state;
	struct digest before, after;
	struct digest unread;
	assert_reads(scripting, "local x = 1", "");
	assert_true(script_trace_digest(scripting->script, "*", &unread));
	assert_reads(scripting, "local x = pcall(use, 'gone')", "*");
	assert_true(script_trace_digest(scripting->script, "*", &before));
	assert_true(digest_equal(&before, &unread)); /* whoever asked for it */
	assert_true(load(scripting, "colours", "return {}"));
	assert_true(script_trace_digest(scripting->script, "*", &after));
	assert_true(digest_equal(&before, &after));
	assert_true(load(scripting, "gone", "return {}"));
	assert_true(script_trace_digest(scripting->script, "*", &after));
	assert_false(digest_equal(&before, &after));
}

static void what_was_read_in_loading_counts_for_each_call(void **state)
{
	struct scripting *scripting = *state;
	struct value nothing = {.type = VALUE_MAP};
	struct value value;
	assert_true(load(scripting, "eager", "return {site.name, site.strings, pcall(use, 'no')}"));
	assert_reads(scripting, "local x = use 'eager'[1]", "* eager site.name site.strings");
	assert_reads(scripting, "local x = use 'eager'[2].home",
	             "* eager site.name site.strings site.strings.home");
	assert_true(load(scripting, "view",
	                 "local strings = site.strings\n"
	                 "return function() return {strings.away} end"));
	assert_true(call(scripting, "view", &nothing, &value));
	assert_shows(&value, "[Away]");
	g_autofree char *shown = show_trace(scripting);
	assert_string_equal(shown, "site.strings site.strings.away view");
}

static void a_module_that_replaces_another_keeps_its_reading(void **state)
{
	struct scripting *scripting = *state;
	assert_true(load(scripting, "m", "local c = use 'colours' return {f = function() end}"));
	assert_true(load(scripting, "user", "return {m = use 'm'}"));
	assert_true(load(scripting, "new", "return {}"));
	assert_true(load(scripting, "m", "local n = use 'new' return {inherited.f}"));
	assert_reads(scripting, "local x = use 'm'", "colours m new");
	assert_reads(scripting, "local x = use 'user'", "colours m new user");
}

static void a_call_that_fails_has_a_trace_too(void **state)
{
	struct scripting *scripting = *state;
	struct value nothing = {.type = VALUE_MAP};
	struct value value;
	assert_true(load(scripting, "test", "return function() error(site.name) end"));
	assert_false(call(scripting, "test", &nothing, &value));
	g_autofree char *shown = show_trace(scripting);
	assert_string_equal(shown, "site.name");
}

/* ---- digests */

static struct digest digest_of_name(struct scripting *scripting, const char *name)
{
	struct digest digest;
	assert_true(script_trace_digest(scripting->script, name, &digest));
	return digest;
}

/* Whether a name stands for something else when the site is lent like this. */
static bool changes(struct scripting *scripting, const char *name, const char *site_name,
                    const char *home, const char *open)
{
	lend(scripting, "site", make_site(scripting->arena, "N", "Home", "9"));
	struct digest before = digest_of_name(scripting, name);
	lend(scripting, "site", make_site(scripting->arena, site_name, home, open));
	struct digest after = digest_of_name(scripting, name);
	return !digest_equal(&before, &after);
}

static void a_key_changes_with_what_it_stands_for(void **state)
{
	struct scripting *scripting = *state;
	const char *const names[] = {"site.*",         "site.name",         "site.strings",
	                             "site.strings.*", "site.strings.home", "site.strings.away",
	                             "site.contact",   "site.contact.*",    "site.contact.hours",
	                             "site.menu.*",    "site.name.*"};
	const char *const changed[][4] = {
	        {"N", "Home", "9", ""},
	        {"M", "Home", "9", "0 1 10"},
	        {"N", "Start", "9", "0 3 4"},
	        {"N", "Home", "8", "0 7 8"},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(changed); i++) {
		g_autoptr(GString) found = g_string_new(NULL);
		for (size_t name = 0; name < G_N_ELEMENTS(names); name++)
			if (changes(scripting, names[name], changed[i][0], changed[i][1],
			            changed[i][2]))
				g_string_append_printf(found, "%s%zu", found->len > 0 ? " " : "",
				                       name);
		assert_string_equal(found->str, changed[i][3]);
	}
}

static void what_is_absent_has_the_digest_of_nothing(void **state)
{
	struct scripting *scripting = *state;
	struct digest first, second;
	assert_false(script_trace_digest(scripting->script, "site.address", &first));
	assert_reads(scripting, "local x = site.address", "site.address");
	assert_false(script_trace_digest(scripting->script, "site.address", &second));
	assert_true(digest_equal(&first, &second));
	assert_false(script_trace_digest(scripting->script, "views/gone", &second));
	assert_true(digest_equal(&first, &second));
	const char *const pairs[] = {"address", "here", NULL};
	lend(scripting, "site", scripting_map(scripting->arena, pairs));
	assert_true(script_trace_digest(scripting->script, "site.address", &second));
	assert_false(digest_equal(&first, &second));
	assert_false(script_trace_digest(scripting->script, "site.name", &second));
	assert_true(digest_equal(&first, &second));
}

/* A setting that moves to another line of its file is the same. */
static void lines_are_no_part_of_a_value(void **state)
{
	struct scripting *scripting = *state;
	struct value site = make_site(scripting->arena, "N", "Home", "9");
	struct digest before = digest_of_name(scripting, "site.name");
	site.items[0].line = 7;
	lend(scripting, "site", site);
	struct digest after = digest_of_name(scripting, "site.name");
	assert_true(digest_equal(&before, &after));
}

static void a_module_changes_with_all_its_texts(void **state)
{
	struct scripting *scripting = *state;
	assert_true(load(scripting, "base", "return {x = 1}"));
	assert_true(load(scripting, "top", "return {base = use 'base'}"));
	assert_true(load(scripting, "lazy", "return {f = function() return use 'base' end}"));
	struct digest base = digest_of_name(scripting, "base");
	struct digest top = digest_of_name(scripting, "top");
	struct digest lazy = digest_of_name(scripting, "lazy");
	assert_true(load(scripting, "base", "return {x = 2}"));
	struct digest changed = digest_of_name(scripting, "base");
	assert_false(digest_equal(&base, &changed));
	changed = digest_of_name(scripting, "top");
	assert_false(digest_equal(&top, &changed));
	changed = digest_of_name(scripting, "lazy");
	assert_true(digest_equal(&lazy, &changed));
}

/* The text that was replaced counts: the new one sees its value. */
static void a_replaced_text_counts(void **state)
{
	struct digest digests[2];
	(void)state;
	for (int i = 0; i < 2; i++) {
		void *own;
		scripting_setup(&own);
		assert_true(load(own, "m", i == 0 ? "return {1}" : "return {2}"));
		assert_true(load(own, "m", "return inherited"));
		digests[i] = digest_of_name(own, "m");
		scripting_teardown(&own);
	}
	assert_false(digest_equal(&digests[0], &digests[1]));
}

static void digests_are_the_same_in_another_state(void **state)
{
	struct scripting *scripting = *state;
	void *other;
	const char *const names[] = {"prelude", "colours", "site.*", "site.strings.home", "*"};
	assert_reads(scripting, "local x = use 'colours', site.strings.home",
	             "colours "
	             "site.strings "
	             "site.strings.home");
	trace_setup(&other);
	assert_true(load(other, "test", "return {}"));
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		struct digest first = digest_of_name(scripting, names[i]);
		struct digest second = digest_of_name(other, names[i]);
		assert_true(digest_equal(&first, &second));
	}
	scripting_teardown(&other);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        trace_test(a_call_that_reads_nothing_has_the_prelude_and_itself),
	        trace_test(each_key_is_noted),
	        trace_test(a_key_that_is_not_there_is_noted),
	        trace_test(strange_keys_count_as_all),
	        trace_test(names_of_absent_keys_are_bounded),
	        trace_test(whoever_walks_or_measures_a_table_reads_all_of_it),
	        trace_test(what_is_handed_on_is_read_as_a_whole),
	        trace_test(other_tables_are_lent_alike),
	        trace_test(what_is_no_table_is_read_by_all),
	        trace_test(modules_are_noted_with_what_they_used),
	        trace_test(a_module_that_is_not_there_is_noted),
	        trace_test(what_was_read_in_loading_counts_for_each_call),
	        trace_test(a_module_that_replaces_another_keeps_its_reading),
	        trace_test(a_call_that_fails_has_a_trace_too),
	        trace_test(a_key_changes_with_what_it_stands_for),
	        trace_test(what_is_absent_has_the_digest_of_nothing),
	        trace_test(lines_are_no_part_of_a_value),
	        trace_test(a_module_changes_with_all_its_texts),
	        cmocka_unit_test(a_replaced_text_counts),
	        trace_test(digests_are_the_same_in_another_state),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
