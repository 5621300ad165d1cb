/* SPDX-License-Identifier: MIT */
/*
 * Draws the chart of a CSV file by the modules of lua/ again and again, as a view does, and prints
 * "MICROSECONDS BYTES": the median time of one figure with all that belongs to it, and how long its
 * drawing is. Reading the file and loading the modules is not timed.
 *
 *   draw LUA-FOLDER CSV KIND COUNT [FILE]     FILE: the drawing, with the namespace it needs alone
 */
#include <glib.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "script/script.h"
#include "source/folder.h"

/* What a view would do. */
static const char VIEW[] = "return function(page)\n"
                           "  local problems = {}\n"
                           "  local figure = use \"chart\".figure(page.chart, problems)\n"
                           "  figure.problems = problems\n"
                           "  return figure\n"
                           "end\n";

static double now(void)
{
	struct timespec time;
	clock_gettime(CLOCK_MONOTONIC, &time);
	return (double)time.tv_sec * 1e6 + (double)time.tv_nsec / 1e3;
}

/* Fails the program. */
static int refuse(struct report *report, const char *what)
{
	if (report->problems->len > 0)
		report_write(report, stderr);
	fprintf(stderr, "draw: %s\n", what);
	exit(2);
}

/* ---- the modules */

static const struct folder_file *find_file(const struct folder *folder, const char *name)
{
	for (size_t i = 0; i < folder->count; i++)
		if (strcmp(folder->files[i].name, name) == 0)
			return &folder->files[i];
	return NULL;
}

static bool load_all(struct report *report, struct script *script, const struct folder *folder)
{
	for (size_t i = 0; i < folder->count; i++) {
		const struct folder_file *file = &folder->files[i];
		if (!g_str_has_suffix(file->name, ".lua") || strcmp(file->name, "prelude.lua") == 0)
			continue;
		g_autofree char *name = g_strndup(file->name, strlen(file->name) - strlen(".lua"));
		if (!script_load(report, script, name, file->path, file->bytes, file->size))
			return false;
	}
	return script_load(report, script, "bench", "bench.lua", VIEW, strlen(VIEW));
}

/* What charts ask of the site. */
static bool lend_site(struct report *report, struct script *script, struct arena *arena)
{
	struct value strings;
	struct value_builder site = value_builder_begin(arena, VALUE_MAP);
	if (!script_value(report, script, "strings/zh-Hans", arena, &strings))
		return false;
	value_builder_set(&site, "language", value_text("zh-Hans"));
	value_builder_set(&site, "strings", strings);
	struct value value = value_builder_end(&site);
	return script_lend(report, script, "site", &value);
}

static struct script *open_script(struct report *report, const char *path, struct arena *arena)
{
	struct folder folder;
	if (!folder_read_disk(report, path, arena, &folder))
		refuse(report, "the folder cannot be read");
	const struct folder_file *prelude = find_file(&folder, "prelude.lua");
	struct script *script =
	        prelude == NULL ? NULL : script_new(report, prelude->bytes, prelude->size);
	if (script == NULL || !load_all(report, script, &folder) ||
	    !lend_site(report, script, arena))
		refuse(report, "the modules cannot be loaded");
	return script;
}

/* ---- the chart, as a document has it */

/* The cells of a column; `empty`: as many empty texts. */
static struct value text_list(struct arena *arena, char *const *rows, int column, bool empty)
{
	struct value_builder list = value_builder_begin(arena, VALUE_LIST);
	for (; *rows != NULL; rows++) {
		g_auto(GStrv) cells = g_strsplit(*rows, ",", 2);
		value_builder_add(&list,
		                  value_text(empty ? "" : arena_string(arena, cells[column])));
	}
	return value_builder_end(&list);
}

/* A name such as 办件量（件）: the label, and the unit in its bracket. */
static void set_name(struct value_builder *map, const char *name)
{
	const char *const open = "（";
	const char *const close = "）";
	const char *bracket = strstr(name, open);
	value_builder_set(map, "name", value_text(name));
	if (bracket == NULL || !g_str_has_suffix(name, close)) {
		value_builder_set(map, "label", value_text(name));
		return;
	}
	const char *unit = bracket + strlen(open);
	size_t length = strlen(unit) - strlen(close);
	value_builder_set(map, "label",
	                  value_text(arena_copy(map->arena, name, (size_t)(bracket - name))));
	value_builder_set(map, "unit", value_text(arena_copy(map->arena, unit, length)));
}

static struct value make_column(struct arena *arena, char *const *rows, int column)
{
	g_auto(GStrv) names = g_strsplit(rows[0], ",", 2);
	struct value_builder map = value_builder_begin(arena, VALUE_MAP);
	set_name(&map, arena_string(arena, names[column]));
	value_builder_set(&map, "type", value_text(column == 0 ? "text" : "number"));
	value_builder_set(&map, "cells", text_list(arena, rows + 1, column, false));
	value_builder_set(&map, "values", text_list(arena, rows + 1, column, column == 0));
	value_builder_set(&map, "missing_count", value_text("0"));
	value_builder_set(&map, "percent", value_boolean(false));
	value_builder_set(&map, "decimals", value_text("0"));
	return value_builder_end(&map);
}

static struct value make_table(struct arena *arena, char *const *rows)
{
	unsigned count = g_strv_length((char **)rows) - 1;
	struct value_builder columns = value_builder_begin(arena, VALUE_LIST);
	struct value_builder lines = value_builder_begin(arena, VALUE_LIST);
	struct value_builder table = value_builder_begin(arena, VALUE_MAP);
	for (int column = 0; column < 2; column++)
		value_builder_add(&columns, make_column(arena, rows, column));
	for (unsigned row = 0; row < count; row++)
		value_builder_add(&lines, value_text(arena_printf(arena, "%u", row + 2)));
	value_builder_set(&table, "columns", value_builder_end(&columns));
	value_builder_set(&table, "row_count", value_text(arena_printf(arena, "%u", count)));
	value_builder_set(&table, "encoding", value_text("UTF-8"));
	value_builder_set(&table, "line_of", value_builder_end(&lines));
	return value_builder_end(&table);
}

static struct value make_page(struct arena *arena, char *const *rows, const char *kind)
{
	struct value_builder spec = value_builder_begin(arena, VALUE_MAP);
	struct value_builder lines = value_builder_begin(arena, VALUE_MAP);
	struct value_builder chart = value_builder_begin(arena, VALUE_MAP);
	struct value_builder page = value_builder_begin(arena, VALUE_MAP);
	value_builder_set(&spec, "kind", value_text(kind));
	value_builder_set(&spec, "title", value_text("各月办件量"));
	value_builder_set(&lines, "kind", value_text("2"));
	value_builder_set(&lines, "title", value_text("3"));
	value_builder_set(&chart, "number", value_text("1"));
	value_builder_set(&chart, "line", value_text("1"));
	value_builder_set(&chart, "spec", value_builder_end(&spec));
	value_builder_set(&chart, "lines", value_builder_end(&lines));
	value_builder_set(&chart, "data", make_table(arena, rows));
	value_builder_set(&chart, "csv", value_text("file/a.csv"));
	value_builder_set(&page, "chart", value_builder_end(&chart));
	return value_builder_end(&page);
}

/* ---- drawing */

static const struct value *find(const struct value *map, const char *key)
{
	for (unsigned i = 0; i < map->count; i++)
		if (strcmp(map->keys[i], key) == 0)
			return &map->items[i];
	return NULL;
}

/* Of one figure; gives how long it took. `svg` lives as long as the arena's content. */
static double draw(struct report *report, struct script *script, const struct value *page,
                   struct arena *arena, const struct value **svg)
{
	struct value *figure = arena_new_array(arena, struct value, 1);
	double start = now();
	bool drawn = script_call(report, script, "bench", "bench", page, arena, figure);
	double end = now();
	if (!drawn)
		refuse(report, "the chart cannot be drawn");
	*svg = find(figure, "svg");
	const struct value *problems = find(figure, "problems");
	if (*svg == NULL || (*svg)->type != VALUE_HTML || problems == NULL || problems->count > 0)
		refuse(report, "the figure has no drawing, or problems");
	return end - start;
}

static int compare(const void *a, const void *b)
{
	double first = *(const double *)a;
	double second = *(const double *)b;
	return (first > second) - (first < second);
}

/* Alone a picture needs its namespace, which it does not in a page. */
static void save(const char *path, const struct value *svg)
{
	g_autofree char *text = g_strdup_printf("<svg xmlns=\"http://www.w3.org/2000/svg\"%s",
	                                        svg->text + strlen("<svg"));
	g_file_set_contents(path, text, -1, NULL);
}

int main(int argc, char **argv)
{
	if (argc < 5)
		return 2;
	g_autoptr(Report) report = report_new();
	g_autoptr(Arena) kept = arena_new();
	g_autoptr(Arena) arena = arena_new();
	g_autoptr(Script) script = open_script(report, argv[1], kept);
	g_autofree char *data = NULL;
	if (!g_file_get_contents(argv[2], &data, NULL, NULL))
		refuse(report, "the data cannot be read");
	g_auto(GStrv) rows = g_strsplit(g_strchomp(data), "\n", -1);
	struct value page = make_page(kept, rows, argv[3]);
	unsigned count = (unsigned)MAX(atoi(argv[4]), 1);
	g_autofree double *times = g_new(double, count);
	const struct value *svg = NULL;
	for (unsigned i = 0; i < count; i++) {
		arena_clear(arena);
		times[i] = draw(report, script, &page, arena, &svg);
	}
	qsort(times, count, sizeof *times, compare);
	printf("%.1f %zu\n", times[count / 2], (size_t)svg->length);
	if (argc > 5)
		save(argv[5], svg);
	return 0;
}
