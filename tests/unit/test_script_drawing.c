/* SPDX-License-Identifier: MIT */
/* svg, text_width and modules: what a script draws, and what it cannot. */
#include "scripting.h"

#include "script/drawing.h"

/* `tree` is drawn as exactly this HTML. */
static void assert_drawn(struct scripting *scripting, const char *tree, const char *expected)
{
	struct value value;
	g_autofree char *text = g_strdup_printf("return function() return {svg(%s)} end", tree);
	bool done = run(scripting, text, &value);
	assert_no_problem(scripting);
	assert_true(done);
	assert_int_equal(value.items[0].type, VALUE_HTML);
	assert_int_equal(strlen(value.items[0].text), value.items[0].length);
	assert_string_equal(value.items[0].text, expected);
}

/* An attribute, written as in a table of Lua, is drawn so. */
static void assert_attribute(struct scripting *scripting, const char *attribute,
                             const char *expected)
{
	g_autofree char *tree = g_strdup_printf("{'svg', {'a', %s}}", attribute);
	g_autofree char *html = g_strdup_printf("<svg><a %s/></svg>", expected);
	assert_drawn(scripting, tree, html);
}

static void assert_refused(struct scripting *scripting, const char *tree, const char *part)
{
	g_autofree char *expression = g_strdup_printf("svg(%s)", tree);
	assert_raises(scripting, expression, part);
}

static void a_picture_is_html(void **state)
{
	struct scripting *scripting = *state;
	assert_drawn(scripting, "{'svg'}", "<svg/>");
	assert_drawn(scripting,
	             "{'svg', viewBox = '0 0 64 32', class = 'chart', role = 'img',\n"
	             "{'title', id = 'c-t', '一'}, {'g', class = 's1 hot', {'rect', x = 1.25, "
	             "y = 2, width = 3, height = 4, ['data-r'] = 7}}, {'text', 'a', {'tspan', 5}, "
	             "'b'}}",
	             "<svg class=\"chart\" role=\"img\" viewBox=\"0 0 64 32\">"
	             "<title id=\"c-t\">一</title><g class=\"s1 hot\"><rect data-r=\"7\" "
	             "height=\"4\" width=\"3\" x=\"1.25\" y=\"2\"/></g>"
	             "<text>a<tspan>5</tspan>b</text></svg>");
	assert_drawn(scripting, "{'svg', false, 'a', false}", "<svg>a</svg>");
}

/* Each name is found in its sorted list. */
static void every_element_and_attribute_is_known(void **state)
{
	struct scripting *scripting = *state;
	assert_gives(scripting,
	             "(function() local n = 0\n"
	             "for _, e in ipairs(('svg g path rect circle ellipse line polyline polygon "
	             "text tspan title desc defs pattern clipPath use a'):split(' ')) do "
	             "svg {'svg', {e}} n = n + 1 end return n end)()",
	             "[18]");
	assert_gives(
	        scripting,
	        "(function() local n = 0\n"
	        "for _, a in ipairs(('aria-hidden aria-label aria-labelledby class clip-path "
	        "clip-rule clipPathUnits color cx cy d data-c data-r dominant-baseline dx dy fill "
	        "fill-opacity fill-rule font-size font-weight height href id lang "
	        "lengthAdjust opacity paint-order patternContentUnits patternTransform "
	        "patternUnits points preserveAspectRatio r role rx ry shape-rendering stroke "
	        "stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin "
	        "stroke-opacity stroke-width text-anchor textLength transform vector-effect "
	        "viewBox width writing-mode x x1 x2 y y1 y2'):split(' ')) do "
	        "svg {'svg', [a] = 'a'  ~= a and a == 'href' and '#a' or 'a'} n = n + 1 end "
	        "return n end)()",
	        "[58]");
}

static void numbers_have_two_decimals_at_most(void **state)
{
	const char *const cases[][2] = {
	        {"1", "1"},
	        {"1.0", "1"},
	        {"1.5", "1.5"},
	        {"1.25", "1.25"},
	        {"1.2", "1.2"},
	        {"1.05", "1.05"},
	        {"100", "100"},
	        {"0.1 + 0.2", "0.3"},
	        {"1/3", "0.33"},
	        {"2/3", "0.67"},
	        {"-2/3", "-0.67"},
	        {"-0.0", "0"},
	        {"-0.004", "0"},
	        {"0.006", "0.01"},
	        {"1e9", "1000000000"},
	        {"-12.10", "-12.1"},
	        {"99.999", "100"},
	        {"-7", "-7"},
	        {"120000000000", "120000000000"},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *given = g_strdup_printf("x = %s", cases[i][0]);
		g_autofree char *drawn = g_strdup_printf("x=\"%s\"", cases[i][1]);
		assert_attribute(*state, given, drawn);
	}
}

static void a_number_that_is_none_cannot_be_drawn(void **state)
{
	assert_refused(*state, "{'svg', x = 0/0}", "svg: a number that is none");
	assert_refused(*state, "{'svg', x = 1/0}", "svg: a number that is none");
	assert_refused(*state, "{'svg', x = -1/0}", "svg: a number that is none");
	assert_refused(*state, "{'svg', x = 1e15}", "too large");
	assert_refused(*state, "{'svg', x = math.mininteger}", "too large");
	assert_refused(*state, "{'svg', 0/0}", "svg: a number that is none");
	assert_refused(*state, "{'svg', d = {'M', 0/0}}", "svg: a number that is none");
}

static void a_picture_may_have_fewer_decimals(void **state)
{
	struct scripting *scripting = *state;
	assert_gives(scripting, "pcall(svg, {'svg'}, 1)", "[true html(<svg/>)]");
	assert_drawn(scripting, "{'svg', x = 1.26, y = 0.04, d = {1.25, -0.04}, 7.06}, 1",
	             "<svg d=\"1.3 0\" x=\"1.3\" y=\"0\">7.1</svg>");
	assert_drawn(scripting, "{'svg', x = 1.26, y = 99.5}, 0", "<svg x=\"1\" y=\"100\"/>");
	assert_refused(scripting, "{'svg'}, 3", "0, 1 or 2 decimals");
	assert_refused(scripting, "{'svg'}, -1", "0, 1 or 2 decimals");
	assert_drawn(scripting, "{'svg', x = 1.26}", "<svg x=\"1.26\"/>");
}

static void lists_of_elements_are_opened(void **state)
{
	struct scripting *scripting = *state;
	assert_drawn(scripting, "{'svg', {{'g'}, {{'a', 'b'}, false, {}}}, {}, {1, 2}}",
	             "<svg><g/><a>b</a>12</svg>");
	assert_drawn(scripting, "{'svg', x = false, {'g', d = false}}", "<svg><g/></svg>");
	assert_refused(scripting, "{'svg', {{'g'}, nil, {'g'}}}", "svg: what is in 'a list' is no");
	assert_refused(scripting, "{'svg', {{'g'}, pairs}}",
	               "svg: a function cannot be drawn in 'svg'");
	assert_refused(scripting, "{'svg', x = true}", "attribute 'x' of 'svg' has a value");
}

static void lists_are_written_in_one(void **state)
{
	struct scripting *scripting = *state;
	assert_attribute(scripting, "points = {1, 2, 3.333, -4}", "points=\"1 2 3.33 -4\"");
	assert_attribute(scripting, "d = {'M', 1, 2, 'L', 3, 4.5, 'Z'}", "d=\"M1 2L3 4.5Z\"");
	assert_attribute(scripting, "transform = {'rotate(', -45, 10, 20, ')'}",
	                 "transform=\"rotate(-45 10 20)\"");
	assert_attribute(scripting, "d = {}", "d=\"\"");
	assert_refused(scripting, "{'svg', d = {{1}}}", "attribute 'd' of 'svg' has a value");
	assert_refused(scripting, "{'svg', d = {'M', ':'}}", "attribute 'd' of 'svg' has a value");
	assert_refused(scripting, "{'svg', class = {'a'}}", "attribute 'class' of 'svg'");
}

static void text_is_escaped(void **state)
{
	struct scripting *scripting = *state;
	assert_drawn(scripting, "{'svg', {'title', '</title><script>&\"\\'一'}}",
	             "<svg><title>&lt;/title&gt;&lt;script&gt;&amp;&quot;&#39;一</title></svg>");
	assert_attribute(scripting, "['aria-label'] = '\"><script>&'",
	                 "aria-label=\"&quot;&gt;&lt;script&gt;&amp;\"");
	assert_refused(scripting, "{'svg', {'text', string.sub('查', 1, 2)}}",
	               "svg: text in 'text' is not valid UTF-8");
	assert_refused(scripting, "{'svg', {'text', 'a\\0b'}}", "control characters");
	assert_refused(scripting, "{'svg', {'text', 'a\\27b'}}", "control characters");
	assert_refused(scripting, "{'svg', ['aria-label'] = 'a\\0b'}", "attribute 'aria-label'");
}

static void only_known_elements_are_drawn(void **state)
{
	const char *const names[] = {
	        "script",    "style", "image",  "foreignObject", "animate",
	        "set",       "SVG",   "iframe", "g onload",      "",
	        "g><script", "g\\0",  "filter", "feImage",       "marker",
	};
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *tree = g_strdup_printf("{'svg', {'%s', 'alert(1)'}}", names[i]);
		assert_refused(*state, tree, "svg: a picture cannot have an element '");
	}
	assert_refused(*state, "{'g'}", "svg: a picture begins with 'svg'");
	assert_refused(*state, "{}", "svg: a picture begins with 'svg'");
	assert_refused(*state, "{{'svg'}}", "svg: a picture begins with 'svg'");
	assert_refused(*state, "{'svg', {x = 1}}", "svg: an element has no name");
	assert_refused(*state, "{'svg', {{'g'}, x = 1}}", "svg: an element has no name");
}

static void only_known_attributes_are_drawn(void **state)
{
	const char *const names[] = {
	        "onload",     "onclick",  "style",  "xlink:href", "src",         "CLASS",
	        "formaction", "filter",   "mask",   "class\\0",   "xmlns",       "",
	        "begin",      "x onload", "target", "values",     "x=\"1\" onx", "marker-end",
	};
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autofree char *tree = g_strdup_printf("{'svg', {'g', ['%s'] = '1'}}", names[i]);
		assert_refused(*state, tree, "svg: 'g' cannot have an attribute '");
	}
}

static void an_address_stays_in_the_site(void **state)
{
	const char *const good[] = {"#c-1",  "a.html", "../a/b.html#c",
	                            "a/b:c", "?q=a:b", "文.html"};
	const char *const bad[] = {
	        "javascript:alert(1)",
	        "JaVaScRiPt:alert(1)",
	        " javascript:a",
	        "java\\nscript:a",
	        "data:text/html,x",
	        "//example.org/",
	        "/etc",
	        "\\\\\\\\example.org",
	        "a\\\\b",
	        "https://example.org",
	        "\\1javascript:a",
	        "#",
	        "",
	        "#a b",
	        "a b",
	        "a\\t",
	};
	for (size_t i = 0; i < G_N_ELEMENTS(good); i++) {
		g_autofree char *given = g_strdup_printf("href = '%s'", good[i]);
		g_autofree char *drawn = g_strdup_printf("href=\"%s\"", good[i]);
		assert_attribute(*state, given, drawn);
	}
	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autofree char *tree = g_strdup_printf("{'svg', {'a', href = '%s'}}", bad[i]);
		assert_refused(*state, tree, "svg: attribute 'href' of 'a' has a value");
	}
	assert_drawn(*state, "{'svg', {'use', href = '#a'}}", "<svg><use href=\"#a\"/></svg>");
	assert_refused(*state, "{'svg', {'use', href = 'a.svg#b'}}", "attribute 'href' of 'use'");
	assert_refused(*state, "{'svg', {'a', href = 1}}", "attribute 'href' of 'a'");
}

static void a_value_has_only_what_its_attribute_needs(void **state)
{
	const char *const good[][2] = {
	        {"fill = '#0072B2'", "fill=\"#0072B2\""},
	        {"fill = 'url(#c-1_p2)'", "fill=\"url(#c-1_p2)\""},
	        {"stroke = 'none'", "stroke=\"none\""},
	        {"['clip-path'] = 'url(#a)'", "clip-path=\"url(#a)\""},
	        {"width = '100%'", "width=\"100%\""},
	        {"['aria-labelledby'] = 'a-t a-d'", "aria-labelledby=\"a-t a-d\""},
	};
	const char *const bad[] = {
	        "fill = 'url(//example.org/a)'",
	        "fill = 'url(a.svg#b)'",
	        "fill = 'url(#a'",
	        "fill = 'url(#a)b'",
	        "fill = 'url(#)'",
	        "fill = 'a b'",
	        "fill = ''",
	        "fill = 1",
	        "stroke = '#1;'",
	        "id = 'a b'",
	        "id = 'a.b'",
	        "id = ''",
	        "class = 'a;b'",
	        "class = '一'",
	        "d = 'M1\\n2'",
	        "d = 'url(#a)'",
	        "x = 'a/b'",
	        "x = true",
	        "x = pairs",
	        "width = 'calc(1*2)'",
	        "x = 'a\\0'",
	};
	for (size_t i = 0; i < G_N_ELEMENTS(good); i++)
		assert_attribute(*state, good[i][0], good[i][1]);
	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++) {
		g_autofree char *tree = g_strdup_printf("{'svg', {'a', %s}}", bad[i]);
		assert_refused(*state, tree, "has a value that it cannot have");
	}
}

static void what_is_no_tree_cannot_be_drawn(void **state)
{
	assert_refused(*state, "", "table expected");
	assert_refused(*state, "'svg'", "table expected");
	assert_refused(*state, "{'svg', true}", "svg: a boolean cannot be drawn in 'svg'");
	assert_refused(*state, "{'svg', pairs}", "svg: a function cannot be drawn in 'svg'");
	assert_refused(*state, "{'svg', qr('A', 'b')}", "svg: a userdata cannot be drawn");
	assert_refused(*state, "{'svg', [3] = 'a'}", "svg: what is in 'svg' is no list");
	assert_refused(*state, "{'svg', 'a', nil, 'b'}", "svg: what is in 'svg' is no list");
	assert_refused(*state, "{'svg', [0] = 'a'}", "svg: what is in 'svg' is no list");
	assert_refused(*state, "{'svg', [1.5] = 'a'}", "svg: what is in 'svg' is no list");
	assert_refused(*state, "{'svg', [true] = 'a'}", "svg: what is in 'svg' is no list");
}

static void pictures_are_bounded(void **state)
{
	struct scripting *scripting = *state;
	g_autofree char *deep = g_strdup_printf(
	        "local t = {'g'}\nfor _ = 1, %d do t = {'g', t} end\n", DRAWING_DEPTH_MOST - 2);
	g_autofree char *deepest =
	        g_strconcat("return function()\n", deep, "return {svg {'svg', t}} end", NULL);
	g_autofree char *deeper = g_strconcat("return function()\n", deep,
	                                      "return {svg {'svg', {'g', t}}} end", NULL);
	struct value value;
	assert_true(run(scripting, deepest, &value));
	assert_fails(scripting, deeper, "lua/run", 4, "svg: elements lie more than 24 deep");
	assert_fails(scripting,
	             "return function()\nlocal t = {'svg'}\nt[2] = t\nreturn {svg(t)} end",
	             "lua/run", 4, "svg: elements lie more than 24 deep");
	assert_fails(scripting,
	             "return function()\nlocal t = {'g', ('x'):rep(100000)}\nfor _ = 1, 9 do t = "
	             "{t, t, t} end\n"
	             "return {svg {'svg', t}} end",
	             "lua/run", 4, "this would make a text longer");
	assert_fails(scripting,
	             "return function()\nlocal t = {'g'}\nfor i = 1, 200000 do t[i + 1] = '' end\n"
	             "while true do svg {'svg', t} end end",
	             "lua/steps", 4, "");
}

static void a_failure_leaves_nothing_behind(void **state)
{
	assert_drawn(*state,
	             "(function() pcall(svg, {'svg', x = 1, {'g', y = 2, z = 3}}) "
	             "return {'svg', {'g', d = {1, 2}, x = 4}} end)()",
	             "<svg><g d=\"1 2\" x=\"4\"/></svg>");
}

/* A part of a picture may lie in a module, where tables are read-only. */
static void a_picture_may_have_parts_that_modules_hold(void **state)
{
	struct scripting *scripting = *state;
	struct value value;
	assert_true(load(scripting, "part", "return {'g', d = {1, 2}, {'a', 'b'}}"));
	assert_true(
	        run(scripting, "return function() return {svg {'svg', use 'part'}} end", &value));
	assert_no_problem(scripting);
	assert_string_equal(value.items[0].text, "<svg><g d=\"1 2\"><a>b</a></g></svg>");
}

static void text_has_a_width(void **state)
{
	struct scripting *scripting = *state;
	assert_gives(scripting, "text_width('') == 0", "[true]");
	assert_gives(scripting, "text_width('政府信息') == 4", "[true]");
	assert_gives(scripting, "text_width('abcde') == 3", "[true]");
	assert_gives(scripting, "text_width('（万元）') == 4", "[true]");
	assert_gives(scripting, "text_width('“Ａ”') == 3", "[true]");
	assert_gives(scripting, "text_width('ｱ') == 0.6", "[true]");
	assert_gives(scripting, "text_width('e\\u{301}\\u{200B}\\n') == 0.6", "[true]");
	assert_gives(scripting, "text_width('2024年') == 4 * 0.6 + 1", "[true]");
	assert_raises(scripting, "text_width(string.sub('查', 1, 2))",
	              "text_width: the text is not");
	assert_raises(scripting, "text_width()", "string expected");
}

static void modules_are_listed(void **state)
{
	struct scripting *scripting = *state;
	assert_true(load(scripting, "charts/line", "return {}"));
	assert_true(load(scripting, "charts/bar", "return {}"));
	assert_true(load(scripting, "chart", "return {}"));
	assert_gives(scripting, "modules 'charts/'", "[[charts/bar charts/line]]");
	assert_gives(scripting, "modules 'chart'", "[[chart charts/bar charts/line]]");
	assert_gives(scripting, "modules 'pictures/'", "[[]]");
	assert_raises(scripting, "modules()", "string expected");
}

static void a_list_of_modules_is_noted(void **state)
{
	struct scripting *scripting = *state;
	struct value value;
	unsigned count;
	assert_true(run(scripting, "return function() modules 'charts/' return {} end", &value));
	const char *const *names = script_trace(scripting->script, &count);
	assert_true(g_strv_contains(names, "*") && count == 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        scripting_test(a_picture_is_html),
	        scripting_test(every_element_and_attribute_is_known),
	        scripting_test(numbers_have_two_decimals_at_most),
	        scripting_test(a_number_that_is_none_cannot_be_drawn),
	        scripting_test(a_picture_may_have_fewer_decimals),
	        scripting_test(lists_of_elements_are_opened),
	        scripting_test(lists_are_written_in_one),
	        scripting_test(text_is_escaped),
	        scripting_test(only_known_elements_are_drawn),
	        scripting_test(only_known_attributes_are_drawn),
	        scripting_test(an_address_stays_in_the_site),
	        scripting_test(a_value_has_only_what_its_attribute_needs),
	        scripting_test(what_is_no_tree_cannot_be_drawn),
	        scripting_test(pictures_are_bounded),
	        scripting_test(a_failure_leaves_nothing_behind),
	        scripting_test(a_picture_may_have_parts_that_modules_hold),
	        scripting_test(text_has_a_width),
	        scripting_test(modules_are_listed),
	        scripting_test(a_list_of_modules_is_noted),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
