/* SPDX-License-Identifier: MIT */
/* json, csv and qr: what a script writes in other forms than templates can. */
#include "scripting.h"

#include "base/escape.h"

/* `expression` gives exactly this text. */
static void assert_text(struct scripting *scripting, const char *expression, const char *expected)
{
	struct value value;
	g_autofree char *text = g_strdup_printf("return {%s}", expression);
	bool done = run(scripting, text, &value);
	assert_no_problem(scripting);
	assert_true(done);
	assert_int_equal(value.count, 1);
	assert_string_equal(value.items[0].text, expected);
}

/* ---- json */

static void json_writes_plain_values(void **state)
{
	struct scripting *scripting = *state;
	assert_text(scripting, "json('政府信息')", "\"政府信息\"");
	assert_text(scripting, "json('')", "\"\"");
	assert_text(scripting, "json(true)", "true");
	assert_text(scripting, "json(false)", "false");
	assert_text(scripting, "json(-12)", "-12");
	assert_text(scripting, "json(math.mininteger)", "-9223372036854775808");
	assert_text(scripting, "json(0.1)", "0.1");
	assert_text(scripting, "json(20 / 2)", "10");
	assert_text(scripting, "json(1e300)", "1e+300");
}

static void json_writes_lists_and_objects(void **state)
{
	struct scripting *scripting = *state;
	assert_text(scripting, "json({})", "[]");
	assert_text(scripting, "json({1, 'a', {}, {false}})", "[1,\"a\",[],[false]]");
	assert_text(scripting, "json({a = {b = {c = 1}}})", "{\"a\":{\"b\":{\"c\":1}}}");
	assert_text(scripting, "json({{a = 1, b = {2}}, {a = 3}})",
	            "[{\"a\":1,\"b\":[2]},{\"a\":3}]");
}

static void keys_come_in_the_order_of_pairs(void **state)
{
	struct scripting *scripting = *state;
	assert_text(scripting,
	            "json({b = 1, a = 2, ['a b'] = 3, B = 4, ['一'] = 5, ['a'..'a'] = 6})",
	            "{\"B\":4,\"a\":2,\"a b\":3,\"aa\":6,\"b\":1,\"一\":5}");
	assert_text(
	        scripting,
	        "json({x = 'x', [10] = 'b', [9] = 'a', [-1] = 'c', [2.5] = 'd', "
	        "['1'] = 'e'})",
	        "{\"-1\":\"c\",\"2.5\":\"d\",\"9\":\"a\",\"10\":\"b\",\"1\":\"e\",\"x\":\"x\"}");
	assert_text(scripting, "json({d = {z = 1, y = 2}, c = {x = {w = 3, v = 4}, u = 5}, b = 6})",
	            "{\"b\":6,\"c\":{\"u\":5,\"x\":{\"v\":4,\"w\":3}},\"d\":{\"y\":2,\"z\":1}}");
}

static void json_is_safe_inside_a_script_element(void **state)
{
	struct scripting *scripting = *state;
	assert_text(scripting, "json('</script><!-- & \"q\" \\\\ / \\'')",
	            "\"\\u003c/script\\u003e\\u003c!-- \\u0026 \\\"q\\\" \\\\ / '\"");
	assert_text(scripting, "json('a\\n\\t\\0\\u{1f}\\u{7f}b')",
	            "\"a\\n\\t\\u0000\\u001f\\u007fb\"");
	assert_text(scripting, "json('一\\u{2028}二\\u{2029}三\\u{2027}\\u{202A}“”')",
	            "\"一\\u2028二\\u2029三\xe2\x80\xa7\xe2\x80\xaa“”\"");
	assert_text(scripting, "json({['</a>\\n'] = 1})", "{\"\\u003c/a\\u003e\\n\":1}");
}

/* The copies end where memory may not be read: sanitizers tell when it is. */
static void a_broken_end_is_not_read_beyond(void **state)
{
	(void)state;
	const char *const broken[] = {"\xe2", "\xe2\x80", "a\xe2\x80"};
	for (size_t i = 0; i < G_N_ELEMENTS(broken); i++) {
		g_autoptr(GString) out = g_string_new(NULL);
		g_autofree char *exact = g_memdup2(broken[i], strlen(broken[i]));
		escape_json(out, exact, strlen(broken[i]));
		assert_string_equal(out->str, broken[i]);
	}
}

static void broken_text_is_told_when_it_leaves(void **state)
{
	struct scripting *scripting = *state;
	assert_fails(scripting, "return {a = json(string.sub('查', 1, 2))}", "lua/value", 0,
	             "a: a text that is not valid UTF-8");
}

static void what_json_cannot_hold_raises(void **state)
{
	struct scripting *scripting = *state;
	assert_raises(scripting, "json()", "value expected");
	assert_raises(scripting, "json(nil)", "json: a nil cannot be written");
	assert_raises(scripting, "json({a = pairs})", "json: a function cannot be written");
	assert_raises(scripting, "json(0/0)", "a number that is none");
	assert_raises(scripting, "json({1, -math.huge})", "a number that is none");
	assert_raises(scripting, "json({1, 2, nil, 4})", "json: a list with gaps");
	assert_raises(scripting, "json({1, 2, a = 3})", "list and map at once");
	assert_raises(scripting, "json({[true] = 1})", "json: a table has a boolean as key");
	assert_raises(scripting, "json({[{}] = 1})", "json cannot order a table that has a table");
}

static void json_is_bounded(void **state)
{
	struct scripting *scripting = *state;
	struct value value;
	assert_fails(scripting, "return function()\nlocal t = {}\nt[1] = t\nreturn {json(t)} end",
	             "lua/run", 4, "json: tables lie more than 64 deep in each other");
	assert_fails(scripting,
	             "return function()\nlocal t = {('x'):rep(3000000)}\n"
	             "return {json({t, t})} end",
	             "lua/run", 3, "this would make a text longer than 4194304 bytes");
	assert_fails(scripting,
	             "return function()\nlocal t = {}\nfor _ = 1, 60 do t = {t, t} end\n"
	             "return {json(t)} end",
	             "lua/run", 4, "this would make a text longer");
	assert_true(run(scripting,
	                "return function() local t = {}\nfor _ = 1, 63 do t = {t} end\n"
	                "return {json(t)} end",
	                &value));
}

/* Whatever a failed call left behind, the next begins anew. */
static void a_failure_leaves_nothing_behind(void **state)
{
	struct scripting *scripting = *state;
	assert_text(scripting,
	            "(function() pcall(json, {a = {b = 1, c = pairs}}) return json({d = 1}) "
	            "end)()",
	            "{\"d\":1}");
}

/* ---- json: what is lent */

static struct value lent_page(struct scripting *scripting)
{
	struct value_builder entry = value_builder_begin(scripting->arena, VALUE_MAP);
	value_builder_set(&entry, "url", value_text("b<"));
	value_builder_set(&entry, "gone", (struct value){.type = VALUE_NOTHING});
	value_builder_set(&entry, "title", value_text("一"));
	value_builder_set(&entry, "sample", value_boolean(true));
	struct value_builder list = value_builder_begin(scripting->arena, VALUE_LIST);
	value_builder_add(&list, value_folded(value_builder_end(&entry)));
	value_builder_add(&list, value_text("二"));
	struct value_builder page = value_builder_begin(scripting->arena, VALUE_MAP);
	value_builder_set(&page, "entries", value_folded(value_builder_end(&list)));
	struct value_builder empty = value_builder_begin(scripting->arena, VALUE_MAP);
	value_builder_set(&page, "empty", value_folded(value_builder_end(&empty)));
	value_builder_set(&page, "body", value_html("<p>", 3));
	struct value_builder holder = value_builder_begin(scripting->arena, VALUE_LIST);
	value_builder_add(&holder, value_html("<p>", 3));
	value_builder_set(&page, "parts", value_folded(value_builder_end(&holder)));
	return value_builder_end(&page);
}

static void folded_values_are_written_as_what_they_hold(void **state)
{
	struct scripting *scripting = *state;
	struct value page = lent_page(scripting);
	struct value value;
	assert_true(load(scripting, "test",
	                 "return function(page)\n"
	                 "return {json(page.entries), json({e = page.entries, n = page.empty}),\n"
	                 "  json(unfold(page.entries)) == json(page.entries),\n"
	                 "  json(unfold(page.empty)) == json(page.empty)} end"));
	assert_true(call(scripting, "test", &page, &value));
	assert_no_problem(scripting);
	const char *entries = "[{\"sample\":true,\"title\":\"一\",\"url\":\"b\\u003c\"},\"二\"]";
	g_autofree char *both = g_strdup_printf("{\"e\":%s,\"n\":[]}", entries);
	assert_string_equal(value.items[0].text, entries);
	assert_string_equal(value.items[1].text, both);
	assert_true(value.items[2].boolean);
	assert_true(value.items[3].boolean);
}

static void html_cannot_be_written(void **state)
{
	struct scripting *scripting = *state;
	struct value page = lent_page(scripting);
	struct value value;
	const char *const texts[] = {
	        "return function(page)\nreturn {json({page.body})} end",
	        "return function(page)\nreturn {json(page.parts)} end",
	        "return function(page)\nreturn {json(qr('a', 'b'))} end",
	};
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
		assert_true(load(scripting, "test", texts[i]));
		assert_false(call(scripting, "test", &page, &value));
		assert_problem(scripting, "lua/run", 2,
		               "json: text in HTML form can only be handed on");
	}
}

static void what_was_kept_from_another_page_is_gone(void **state)
{
	struct scripting *scripting = *state;
	struct value page = lent_page(scripting);
	struct value value;
	assert_true(load(scripting, "test",
	                 "local kept\nreturn function(page)\nkept = kept or page.entries\n"
	                 "return {json(kept)} end"));
	assert_true(call(scripting, "test", &page, &value));
	assert_true(call(scripting, "test", &page, &value));
	assert_no_problem(scripting);
}

static void what_is_lent_to_all_pages_is_written(void **state)
{
	struct scripting *scripting = *state;
	struct value_builder site = value_builder_begin(scripting->arena, VALUE_MAP);
	struct value_builder list = value_builder_begin(scripting->arena, VALUE_LIST);
	value_builder_add(&list, value_text("y"));
	value_builder_set(&site, "name", value_text("x"));
	value_builder_set(&site, "axes", value_builder_end(&list));
	struct value value = value_builder_end(&site);
	assert_true(script_lend(scripting->report, scripting->script, "site", &value));
	assert_text(scripting, "json(site)", "{\"axes\":[\"y\"],\"name\":\"x\"}");
}

/* ---- csv */

static void csv_writes_rows(void **state)
{
	struct scripting *scripting = *state;
	assert_text(scripting, "csv({})", "");
	assert_text(scripting, "csv({{'标题', '日期'}, {'a', 1}, {'', 0.5}, {}})",
	            "标题,日期\r\na,1\r\n,0.5\r\n\r\n");
	assert_text(scripting, "'\\u{FEFF}' .. csv({{'一'}})", "\xef\xbb\xbf一\r\n");
}

static void cells_are_quoted_when_needed(void **state)
{
	struct scripting *scripting = *state;
	assert_text(scripting, "csv({{'a,b', 'say \"x\"', 'a\\nb', 'a\\rb', 'a;b c', '\"'}})",
	            "\"a,b\",\"say \"\"x\"\"\",\"a\nb\",\"a\rb\",a;b c,\"\"\"\"\r\n");
}

static void no_cell_is_a_formula(void **state)
{
	struct scripting *scripting = *state;
	assert_text(scripting, "csv({{'=1+1', '+a', '-', '@a', '\\ta', '\\ra', '=\"a\",1'}})",
	            "'=1+1,'+a,-,'@a,'\ta,\"'\ra\",\"'=\"\"a\"\",1\"\r\n");
	assert_text(scripting, "csv({{'-1', '+12.50', -3, -0.5, '-1e5', '-.5', '+1.', '-1-1'}})",
	            "-1,+12.50,-3,-0.5,'-1e5,'-.5,'+1.,'-1-1\r\n");
	assert_text(
	        scripting,
	        "csv({{'-1,234.5', '-12%', '--', '-1%2', '-,1', '-1,234,A1', '-%', '+', '-+'}})",
	        "\"-1,234.5\",-12%,--,'-1%2,\"'-,1\",\"'-1,234,A1\",'-%,'+,'-+\r\n");
	assert_text(scripting, "csv({{'a=1', ' =1', '1+1', '＝1'}})", "a=1, =1,1+1,＝1\r\n");
}

static void what_csv_cannot_hold_raises(void **state)
{
	struct scripting *scripting = *state;
	assert_raises(scripting, "csv('x')", "table expected");
	assert_raises(scripting, "csv({'x'})", "csv: row 1 is a string, not a list");
	assert_raises(scripting, "csv({{'x'}, {'a', nil, 'b'}})",
	              "csv: cell 2 of row 2 is a nil, not text or a number");
	assert_raises(scripting, "csv({{true}})", "csv: cell 1 of row 1 is a boolean");
	assert_raises(scripting, "csv({{0/0}})", "a number that is none");
	assert_raises(scripting, "csv({{('x'):rep(3000000), ('x'):rep(3000000)}})",
	              "this would make a text longer");
}

/* ---- qr */

static void qr_gives_html(void **state)
{
	struct scripting *scripting = *state;
	struct value argument = {.type = VALUE_MAP};
	struct value first, second;
	assert_true(load(scripting, "test",
	                 "local always = qr('HTTP://B', 'b')\n"
	                 "return function() return {qr('HTTP://A', '二维码“<”'), always} end"));
	assert_true(call(scripting, "test", &argument, &first));
	assert_true(call(scripting, "test", &argument, &second));
	assert_no_problem(scripting);
	assert_int_equal(first.items[0].type, VALUE_HTML);
	assert_true(g_str_has_prefix(first.items[0].text, "<svg viewBox=\"0 0 29 29\" "));
	assert_non_null(strstr(first.items[0].text, "aria-label=\"二维码“&lt;”\""));
	assert_int_equal(strlen(first.items[0].text), first.items[0].length);
	assert_string_equal(first.items[0].text, second.items[0].text);
	assert_int_equal(second.items[1].type, VALUE_HTML);
	assert_non_null(strstr(second.items[1].text, "aria-label=\"b\""));
}

static void a_picture_is_for_its_page_alone(void **state)
{
	struct scripting *scripting = *state;
	struct value argument = {.type = VALUE_MAP};
	struct value value;
	assert_true(load(scripting, "test",
	                 "local kept\nreturn function() kept = kept or qr('a', 'b')\n"
	                 "return {kept} end"));
	assert_true(call(scripting, "test", &argument, &value));
	assert_true(call(scripting, "test", &argument, &value));
	assert_no_problem(scripting);
}

static void what_qr_cannot_hold_raises(void **state)
{
	struct scripting *scripting = *state;
	assert_raises(scripting, "qr('查阅', 'x')", "qr: the text is empty or has more than ASCII");
	assert_raises(scripting, "qr('', 'x')", "qr: the text is empty");
	assert_raises(scripting, "qr('a\\0b', 'x')", "qr: the text is empty or");
	assert_raises(scripting, "qr(('x'):rep(2332), 'x')", "qr: the text is too long, 2332 bytes");
	assert_raises(scripting, "qr('a')", "string expected");
	assert_raises(scripting, "qr('a', string.sub('查', 1, 1))",
	              "qr: the label is not valid UTF-8");
	assert_raises(scripting, "qr('a', 'b') .. ''", "attempt to concatenate");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        scripting_test(json_writes_plain_values),
	        scripting_test(json_writes_lists_and_objects),
	        scripting_test(keys_come_in_the_order_of_pairs),
	        scripting_test(json_is_safe_inside_a_script_element),
	        cmocka_unit_test(a_broken_end_is_not_read_beyond),
	        scripting_test(broken_text_is_told_when_it_leaves),
	        scripting_test(what_json_cannot_hold_raises),
	        scripting_test(json_is_bounded),
	        scripting_test(a_failure_leaves_nothing_behind),
	        scripting_test(folded_values_are_written_as_what_they_hold),
	        scripting_test(html_cannot_be_written),
	        scripting_test(what_was_kept_from_another_page_is_gone),
	        scripting_test(what_is_lent_to_all_pages_is_written),
	        scripting_test(csv_writes_rows),
	        scripting_test(cells_are_quoted_when_needed),
	        scripting_test(no_cell_is_a_formula),
	        scripting_test(what_csv_cannot_hold_raises),
	        scripting_test(qr_gives_html),
	        scripting_test(a_picture_is_for_its_page_alone),
	        scripting_test(what_qr_cannot_hold_raises),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
