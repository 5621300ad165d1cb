/* SPDX-License-Identifier: MIT */
/* What several kinds of chart reckon with: shares of a whole, and days on an axis of time. */
#include "charting.h"

static void shares_go_to_the_largest_remainders(void **state)
{
	struct scripting *scripting = *state;
	assert_gives(scripting, "use 'drawing/shares'.tenths {1, 1, 1}", "[[334 333 333]]");
	assert_gives(scripting, "use 'drawing/shares'.tenths {29, 29, 42}", "[[290 290 420]]");
	assert_gives(scripting, "use 'drawing/shares'.tenths {1, 5, 0}", "[[167 833 0]]");
	assert_gives(scripting, "use 'drawing/shares'.tenths {0, 0} or 'none'", "[none]");
	assert_gives(scripting, "use 'drawing/shares'.text(5), use 'drawing/shares'.text(1000)",
	             "[0.5% 100.0%]");
}

/* ---- days */

static void spans_begin_and_end_with_what_is_named(void **state)
{
	static const char *const SPANS[][2] = {
	        {"2024", "2024-01-01 2024-12-31 year"},
	        {"2024年2月", "2024-02-01 2024-02-29 month"},
	        {"2023-02-28", "2023-02-28 2023-02-28 day"},
	        {"2025Q4", "2025-10-01 2025-12-31 quarter"},
	        {"约2025", "none"},
	};
	assert_true(
	        load(*state, "span",
	             "return function(input)\n"
	             "  local calendar = use 'drawing/calendar'\n"
	             "  local first, last, precision = calendar.span(input.text)\n"
	             "  return {first and calendar.write(first) .. ' ' .. calendar.write(last)\n"
	             "    .. ' ' .. precision or 'none'}\n"
	             "end"));
	for (size_t i = 0; i < G_N_ELEMENTS(SPANS); i++) {
		struct scripting *scripting = *state;
		struct value_builder map = value_builder_begin(scripting->arena, VALUE_MAP);
		struct value span;
		value_builder_set(&map, "text", value_text(SPANS[i][0]));
		struct value input = value_builder_end(&map);
		assert_true(call(scripting, "span", &input, &span));
		assert_string_equal(span.items[0].text, SPANS[i][1]);
	}
}

static void ticks_of_time_are_round(void **state)
{
	static const char *const TICKS[][3] = {
	        {"1949-10-01", "2025-01-01", " 1960 1980 2000 2020"},
	        {"2020-01-01", "2024-12-31", " 2020 2021 2022 2023 2024"},
	        {"2023-11-15", "2025-02-01", " 2024 Q1 2024 Q2 2024 Q3 2024 Q4 2025 Q1"},
	        {"2025-01-20", "2025-03-05", " 2025-01-21 02-01 02-11 02-21 03-01"},
	        {"2025-01-01", "2025-01-03", " 2025-01-01 01-02 01-03"},
	        {"2025-01-02", "2025-01-02", " 2025-01-02"},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(TICKS); i++) {
		struct value value;
		g_autofree char *text = g_strdup_printf(
		        "return function()\n"
		        "  local calendar, shown = use 'drawing/calendar', ''\n"
		        "  local first, last = calendar.span('%s'), calendar.span('%s')\n"
		        "  for _, tick in ipairs(calendar.ticks(first, last, 7)) do\n"
		        "    shown = shown .. ' ' .. tick.text\n"
		        "  end\n"
		        "  return {shown}\n"
		        "end",
		        TICKS[i][0], TICKS[i][1]);
		assert_true(run(*state, text, &value));
		assert_string_equal(value.items[0].text, TICKS[i][2]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        charts_test(shares_go_to_the_largest_remainders),
	        charts_test(spans_begin_and_end_with_what_is_named),
	        charts_test(ticks_of_time_are_round),
	};
	return cmocka_run_group_tests_name("charts_parts", tests, NULL, NULL);
}
