/* SPDX-License-Identifier: MIT */
#include "catalog/markdown_chart.h"

#include <string.h>

#include <cmark-gfm-extension_api.h>
#include <cmark-gfm/node.h>

#include "catalog/markdown_mark.h"
#include "catalog/markdown_text.h"
#include "source/yaml.h"

static const char *const DATA_NAMES[] = {"data", "数据", "數據"};

static bool is_chart(const cmark_node *node, const char *sentinel)
{
	static const char *const NAMES[] = {"chart", "图表", "圖表"};
	const cmark_chunk *info = &node->as.code.info;
	g_autoptr(GString) word = g_string_new(NULL);
	if (info->len > 0)
		markdown_mark_append(word, (const char *)info->data, (size_t)info->len, sentinel);
	g_string_truncate(word, strcspn(word->str, " \t"));
	for (size_t i = 0; i < G_N_ELEMENTS(NAMES); i++)
		if (strcmp(word->str, NAMES[i]) == 0)
			return true;
	return false;
}

const struct value *markdown_chart_data(const struct value *chart)
{
	const struct value *data = NULL;
	for (size_t i = 0; i < G_N_ELEMENTS(DATA_NAMES) && data == NULL; i++)
		data = value_get(chart, DATA_NAMES[i]);
	return data;
}

unsigned markdown_chart_data_line(const struct hole *hole)
{
	const struct value *chart = &hole->chart;
	const struct value *data = markdown_chart_data(chart);
	return data == NULL || chart->key_lines == NULL ? hole->line
	                                                : chart->key_lines[data - chart->items];
}

static const char *data_text(const struct value *chart)
{
	const struct value *data = markdown_chart_data(chart);
	return data != NULL && data->type == VALUE_TEXT ? data->text : "";
}

/* What a reader sees of it as text: its title, and the data that stand here. */
static void append_words(struct writer *writer, const struct value *chart, const char *data)
{
	static const char *const TITLES[] = {"title", "标题", "標題"};
	for (size_t i = 0; i < G_N_ELEMENTS(TITLES); i++) {
		const char *title = value_get_text(chart, TITLES[i]);
		if (title != NULL)
			g_string_append_printf(writer->text, "%s\n", title);
	}
	if (strchr(data, '\n') != NULL)
		g_string_append(writer->text, data);
}

bool markdown_chart_write(struct writer *writer, const cmark_node *node)
{
	if (!is_chart(node, writer->sentinel))
		return false;
	markdown_writer_enter(writer, node);
	unsigned line = markdown_writer_line(writer, node);
	size_t length;
	const char *code = markdown_text_literal(node, &length);
	g_autoptr(GString) yaml = g_string_sized_new(length);
	struct value chart;
	markdown_mark_append(yaml, code, length, writer->sentinel);
	const char *kept = arena_copy(writer->arena, yaml->str, yaml->len);
	if (!yaml_read(writer->report, place_of_line(writer->place.path, line + 1), kept, yaml->len,
	               writer->arena, &chart))
		return false;
	if (chart.type != VALUE_MAP) {
		report_error(writer->report, place_of_line(writer->place.path, line + 1),
		             "chart/form",
		             _("a chart is described by lines such as 'kind: column' and "
		               "'data: ../data/budget.csv'"));
		return false;
	}
	const char *data = data_text(&chart);
	bool inline_data = strchr(data, '\n') != NULL;
	markdown_writer_borrow(writer, yaml->len);
	struct hole *hole =
	        markdown_writer_add_hole(writer, HOLE_CHART, line, inline_data ? "" : data);
	hole->chart = chart;
	append_words(writer, &chart, data);
	return true;
}
