/* SPDX-License-Identifier: MIT */
/* lua/annual.lua: the tables of an annual report, which file is which, and whether they add up. */
#include "scripting.h"

static void load_file(struct scripting *scripting, const char *name)
{
	g_autofree char *path = g_strdup_printf("lua/%s.lua", name);
	g_autofree char *text = NULL;
	assert_true(g_file_get_contents(path, &text, NULL, NULL));
	assert_true(load(scripting, name, text));
	assert_no_problem(scripting);
}

/*
 * Loads what is tested, and `sample`: sample.tables() gives the three tables of the sample's report of 2024 as document.tables, and
 * sample.problems(tables) the problems told of them, each as one text.
 */
static int setup(void **state)
{
	scripting_setup(state);
	struct scripting *scripting = *state;
	load_file(scripting, "annual/form");
	load_file(scripting, "annual");
	g_autoptr(GString) text = g_string_new(
	        "local function cut(text, path)\n"
	        "  local columns, lines = {}, {}\n"
	        "  for place, line in ipairs(text:trim():split('\\n')) do\n"
	        "    for at, cell in ipairs(line:split(',')) do\n"
	        "      if place == 1 then\n"
	        "        columns[at] = {name = cell, label = cell, cells = {}, values = {}}\n"
	        "      else\n"
	        "        columns[at].cells[place - 1] = cell\n"
	        "        columns[at].values[place - 1] = tonumber(cell) and cell or ''\n"
	        "        lines[place - 1] = tostring(place)\n"
	        "      end\n"
	        "    end\n"
	        "  end\n"
	        "  return {file = {path = path}, table = {columns = columns, line_of = lines}}\n"
	        "end\n"
	        "local texts = {\n");
	static const char *const files[] = {"-table2", "", "-table4"};
	for (size_t i = 0; i < G_N_ELEMENTS(files); i++) {
		g_autofree char *path =
		        g_strdup_printf("content/data/annual-report-2024%s.csv", files[i]);
		g_autofree char *csv = NULL;
		assert_true(g_file_get_contents(path, &csv, NULL, NULL));
		g_string_append_printf(text, "[==[%s]==],\n", csv);
	}
	g_string_append(text, "}\n"
	                      "local function tables(from, to)\n"
	                      "  return map(texts, function(text, place)\n"
	                      "    return cut(from and text:replace(from, to) or text, 'data/' .. "
	                      "place .. '.csv')\n"
	                      "  end)\n"
	                      "end\n"
	                      "local function problems(from, to)\n"
	                      "  local found = {}\n"
	                      "  local annual = use 'annual'\n"
	                      "  annual.check(annual.read(tables(from, to)), found)\n"
	                      "  return map(found, function(item)\n"
	                      "    return item.id .. ' ' .. item.severity .. ' ' .. item.path .. "
	                      "':' .. item.line .. ' ' .. item.text.en\n"
	                      "  end)\n"
	                      "end\n"
	                      "return {tables = tables, problems = problems}\n");
	assert_true(load(scripting, "sample", text->str));
	assert_no_problem(scripting);
	return 0;
}

#define annual_test(test) cmocka_unit_test_setup_teardown(test, setup, scripting_teardown)

static void test_files_are_told_apart_by_row_keys(void **state)
{
	assert_gives(*state,
	             "map({'table2', 'table3', 'table4'}, function(name) return use "
	             "'annual'.read(use 'sample'.tables())[name].file.path end)",
	             "[[data/1.csv data/2.csv data/3.csv]]");
	/* What is none of them is left alone. */
	assert_gives(*state, "#keys(use 'annual'.read(use 'sample'.tables('\\n', '\\nx')))", "[0]");
	/* A few of its words make no table of the form. */
	static const char some[] =
	        "(function(...) return #keys(use 'annual'.read({{file = {path = 'x'}, table = "
	        "{line_of = {}, columns = {{name = 'row', label = 'row', cells = {...}, values = "
	        "{}}}}}})) end)%s";
	g_autofree char *half = g_strdup_printf(some, "('fees', 'a')");
	g_autofree char *third = g_strdup_printf(some, "('fees', 'a', 'b')");
	assert_gives(*state, half, "[1]");
	assert_gives(*state, third, "[0]");
}

static void test_a_sample_adds_up(void **state)
{
	assert_gives(*state, "use 'sample'.problems()", "[[]]");
}

static void test_chinese_names_of_columns_serve_as_well(void **state)
{
	assert_gives(*state, "use 'sample'.problems('natural_person', '自然人')", "[[]]");
	assert_gives(*state, "use 'sample'.problems('natural_person', 'person')",
	             "[[report/column warning data/2.csv:1 Table 3 (requests) has no column "
	             "'Natural persons'; add it with the name natural_person]]");
}

static void test_what_came_is_what_went(void **state)
{
	assert_gives(
	        *state,
	        "use 'sample'.problems('carried_over,二、上年结转政府信息公开申请数量,5,1', "
	        "'carried_over,x,4,2')",
	        "[[report/balance error data/2.csv:25 in the column 'Natural persons' I and II "
	        "come to 90, III (7) and IV to 91; these must be equal report/balance error "
	        "data/2.csv:25 in the column 'Businesses' I and II come to 16, III (7) and IV "
	        "to 15; these must be equal]]");
}

static void test_totals_of_rows_are_sums(void **state)
{
	assert_gives(*state,
	             "use 'sample'.problems('review,行政复议,5,1,1,1,8', 'review,x,5,1,1,1,9')",
	             "[[report/total error data/3.csv:2 the total of 'Administrative review' is "
	             "given as 9, its parts come to 8; these must be equal]]");
}

static void test_outcomes_come_to_their_total(void **state)
{
	assert_gives(
	        *state, "use 'sample'.problems('r4,4.保护第三方合法权益,3,1,0,0,0,0,4', 'r4,x,2,2,0,0,0,0,4')",
	        "[[report/total error data/2.csv:25 the total of 'Natural persons' is given as "
	        "87, its parts come to 86; these must be equal report/total error "
	        "data/2.csv:25 the total of 'Businesses' is given as 14, its parts come to 15; "
	        "these must be equal]]");
}

/* No sum is made with a zero instead: the one warning stands for all that cannot be computed. */
static void test_what_is_missing_is_no_zero(void **state)
{
	assert_gives(
	        *state, "use 'sample'.problems('r4,4.保护第三方合法权益,3,', 'r4,x,—,')",
	        "[[report/missing warning data/2.csv:9 'Rights of third parties' has no number "
	        "for 'Natural persons', so what needs it cannot be computed; write 0 for "
	        "none]]");
	assert_gives(
	        *state, "use 'sample'.problems('received,', 'recieved,')",
	        "[[report/row warning data/2.csv:1 Table 3 (requests) has no row 'I. "
	        "Received'; add it with the key received report/row warning data/2.csv:2 Table "
	        "3 (requests) has no row key 'recieved'; write one of the fixed keys]]");
}

static void test_a_row_stands_once(void **state)
{
	assert_gives(
	        *state,
	        "use 'sample'.problems('\\nsuit_after', '\\ndirect_suit,x,1,0,0,1,2\\nsuit_after')",
	        "[[report/row warning data/3.csv:4 the row key 'direct_suit' stands here again, "
	        "and this row counts; take one out]]");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        annual_test(test_files_are_told_apart_by_row_keys),
	        annual_test(test_a_sample_adds_up),
	        annual_test(test_chinese_names_of_columns_serve_as_well),
	        annual_test(test_what_came_is_what_went),
	        annual_test(test_totals_of_rows_are_sums),
	        annual_test(test_outcomes_come_to_their_total),
	        annual_test(test_what_is_missing_is_no_zero),
	        annual_test(test_a_row_stands_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
