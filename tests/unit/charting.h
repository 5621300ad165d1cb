/* SPDX-License-Identifier: MIT */
/* What tests of single kinds of chart share: the modules that draw, and figures from CSV text. */
#ifndef TESTS_CHARTING_H
#define TESTS_CHARTING_H

#include "scripting.h"

/* A module that makes the figure of {spec, csv}: cells without quotes, as few as a test needs. */
static const char FIGURE[] =
        "local function column(name)\n"
        "  local at = name:ends('）') and name:find('（')\n"
        "  return {name = name, label = at and name:sub(1, at - 1) or name, cells = {},\n"
        "    unit = at and name:sub(at + 3, -4) or nil, values = {}, faults = {}, decimals = '0'}\n"
        "end\n"
        "local function add(made, cell)\n"
        "  local plain = cell:replace('%', '')\n"
        "  made.cells[#made.cells + 1] = cell\n"
        "  made.values[#made.cells] = tonumber(plain) and plain or ''\n"
        "  made.percent = made.percent or cell:ends('%')\n"
        "  if tonumber(plain) then\n"
        "    made.type = made.type or 'number'\n"
        "  elseif not use 'drawing/missing'[cell] then\n"
        "    made.type = 'text'\n"
        "    made.faults[#made.faults + 1] = {line = tostring(#made.cells + 1), cell = cell}\n"
        "  end\n"
        "  made.any = made.any or tonumber(plain) ~= nil\n"
        "end\n"
        "local function parse(text)\n"
        "  local lines = text:split('\\n')\n"
        "  local columns = map(lines[1]:split(','), column)\n"
        "  for row = 2, #lines do\n"
        "    local cells = lines[row]:split(',')\n"
        "    for place, made in ipairs(columns) do add(made, cells[place]) end\n"
        "  end\n"
        "  for _, made in ipairs(columns) do\n"
        "    made.type = made.type or 'empty'\n"
        "    made.faults = made.any and made.faults or {}\n"
        "  end\n"
        "  return {columns = columns, row_count = tostring(#lines - 1)}\n"
        "end\n"
        "return function(input)\n"
        "  local problems, spec = {}, {}\n"
        "  for _, part in ipairs(input.spec:split('; ')) do\n"
        "    local at = part:find('=')\n"
        "    spec[part:sub(1, at - 1)] = part:sub(at + 1)\n"
        "  end\n"
        "  local figure = use 'chart'.figure({number = '1', line = '1', spec = spec, lines = {},\n"
        "    data = parse(input.csv), csv = 'x.csv'}, problems)\n"
        "  return {svg = figure.svg or false, sentence = figure.sentence or figure.refused,\n"
        "    drawn = not figure.refused, problem = problems[1] and problems[1].id or '',\n"
        "    told = problems[1] and problems[1].text.en or '', note = figure.note or '',\n"
        "    title = figure.title, sub = figure.sub or ''}\n"
        "end\n";

static inline void load_folder(struct scripting *scripting, const char *name)
{
	g_autofree char *path = *name == '\0' ? g_strdup("lua") : g_strconcat("lua/", name, NULL);
	g_autoptr(GDir) folder = g_dir_open(path, 0, NULL);
	assert_non_null(folder);
	for (const char *file; (file = g_dir_read_name(folder)) != NULL;) {
		g_autofree char *full = g_strconcat(path, "/", file, NULL);
		g_autofree char *text = NULL;
		if (!g_str_has_suffix(file, ".lua"))
			continue;
		assert_true(g_file_get_contents(full, &text, NULL, NULL));
		g_autofree char *module =
		        g_strndup(full + strlen("lua/"), strlen(full) - strlen("lua/.lua"));
		assert_true(load(scripting, module, text));
	}
}

static inline void lend_language(struct scripting *scripting, const char *language)
{
	struct value_builder site = value_builder_begin(scripting->arena, VALUE_MAP);
	g_autofree char *module = g_strconcat("strings/", language, NULL);
	struct value strings;
	assert_true(script_value(scripting->report, scripting->script, module, scripting->arena,
	                         &strings));
	value_builder_set(&site, "strings", strings);
	value_builder_set(&site, "language",
	                  value_text(arena_copy(scripting->arena, language, strlen(language))));
	struct value shared = value_builder_end(&site);
	assert_true(script_lend(scripting->report, scripting->script, "site", &shared));
}

static inline int charts_setup(void **state)
{
	scripting_setup(state);
	struct scripting *scripting = *state;
	g_autofree char *chart = NULL;
	assert_true(g_file_get_contents("lua/chart.lua", &chart, NULL, NULL));
	assert_true(load(scripting, "chart", chart));
	load_folder(scripting, "charts");
	load_folder(scripting, "drawing");
	load_folder(scripting, "strings");
	assert_true(load(scripting, "figure-of", FIGURE));
	lend_language(scripting, "zh-Hans");
	return 0;
}

#define charts_test(test) cmocka_unit_test_setup_teardown(test, charts_setup, scripting_teardown)

static inline struct value figure_of(struct scripting *scripting, const char *spec, const char *csv)
{
	struct value_builder map = value_builder_begin(scripting->arena, VALUE_MAP);
	struct value figure;
	value_builder_set(&map, "spec", value_text(spec));
	value_builder_set(&map, "csv", value_text(csv));
	struct value input = value_builder_end(&map);
	bool made = call(scripting, "figure-of", &input, &figure);
	if (!made)
		print_error("%s\n%s\n", spec, csv);
	assert_no_problem(scripting);
	assert_true(made);
	return figure;
}

static inline const char *svg_of(const struct value *figure)
{
	const struct value *svg = value_get(figure, "svg");
	if (svg == NULL || svg->type != VALUE_HTML)
		fail_msg("not drawn: %s", value_get_text(figure, "sentence"));
	return svg->text;
}

#endif
