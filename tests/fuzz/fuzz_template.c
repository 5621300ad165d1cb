/* SPDX-License-Identifier: MIT */
/*
 * Any templates over fixed data: they are compiled, linked and rendered within their bounds.
 *
 * A first byte of 0xff has the first template repeated to a large size before it is compiled, so
 * that time which grows with the square of the length shows. Behind that byte come up to eight
 * templates, main, a, b and so on, with the record separator (0x1e) between them.
 */
#include <glib.h>
#include <stdint.h>
#include <string.h>
#include <time.h>

#include "pages/template.h"

enum { TEMPLATES_MOST = 8, REPEATED_MOST = 128 * 1024, SIZE_MOST = 1024 * 1024, SECONDS_MOST = 8 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds, const char *what)
{
	if (!holds)
		g_error("%s", what);
}

/* Lists in maps in lists, a list that contains its own name again, every type of value. */
static struct value make_data(struct arena *arena, unsigned depth)
{
	struct value_builder list = value_builder_begin(arena, VALUE_LIST);
	value_builder_add(&list, value_text("<一>"));
	value_builder_add(&list, value_boolean(false));
	for (unsigned i = 0; i < depth; i++)
		value_builder_add(&list, make_data(arena, depth - 1));
	struct value_builder map = value_builder_begin(arena, VALUE_MAP);
	value_builder_set(&map, "l", value_builder_end(&list));
	value_builder_set(&map, "a", value_text("&二\n三"));
	value_builder_set(&map, "h", value_html("<p>四</p>", strlen("<p>四</p>")));
	value_builder_set(&map, "t", value_boolean(true));
	value_builder_set(&map, "n", value_text(NULL));
	value_builder_set(&map, "e", value_text(""));
	if (depth > 0)
		value_builder_set(&map, "m", make_data(arena, depth - 1));
	return value_builder_end(&map);
}

static void add(struct template_set *set, unsigned number, const char *text, size_t length)
{
	static const char *const NAMES[TEMPLATES_MOST] = {"main", "a", "b", "c",
	                                                  "d",    "e", "f", "g"};
	g_autoptr(Report) report = report_new();
	bool added = template_set_add(report, set, NAMES[number], NAMES[number], text, length);
	check(report->errors == (added ? 0 : 1), "one cause is reported for each failure");
	check(template_set_has(set, NAMES[number]), "what was added is there");
}

static void add_first(struct template_set *set, uint8_t choice, const char *text, size_t length)
{
	g_autoptr(GString) repeated = g_string_new_len(text, (gssize)length);
	if (choice == 0xff && length > 0)
		while (repeated->len + length <= REPEATED_MOST)
			g_string_append_len(repeated, text, (gssize)length);
	add(set, 0, repeated->str, repeated->len);
}

static void render(const struct template_set *set)
{
	g_autoptr(Arena) arena = arena_new();
	g_autoptr(Report) report = report_new();
	g_autoptr(GString) out = g_string_new("kept");
	struct value map = make_data(arena, 3);
	bool rendered = template_render(report, set, "main", &map, SIZE_MOST, out);
	check(report->errors == (rendered ? 0 : 1), "one cause is reported for each failure");
	check(rendered || strcmp(out->str, "kept") == 0, "a failure prints nothing");
	check(out->len <= SIZE_MOST + strlen("kept"), "output keeps to its bound");
	check(out->str[out->len] == '\0', "output ends with a zero");
	check(g_utf8_validate(out->str, (gssize)out->len, NULL), "output is UTF-8");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	if (size == 0)
		return 0;
	clock_t start = clock();
	g_autoptr(TemplateSet) set = template_set_new();
	const char *at = (const char *)data + 1;
	const char *end = (const char *)data + size;
	for (unsigned number = 0; number < TEMPLATES_MOST && at <= end; number++) {
		const char *separator = memchr(at, 0x1e, (size_t)(end - at));
		const char *stop = separator == NULL ? end : separator;
		if (number == 0)
			add_first(set, data[0], at, (size_t)(stop - at));
		else
			add(set, number, at, (size_t)(stop - at));
		at = stop + 1;
	}
	g_autoptr(Report) report = report_new();
	bool linked = template_set_link(report, set);
	check(linked == (report->errors == 0), "linking fails with a cause");
	render(set);
	check(clock() - start < SECONDS_MOST * CLOCKS_PER_SEC, "time is bounded");
	return 0;
}
