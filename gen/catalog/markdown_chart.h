/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_MARKDOWN_CHART_H
#define CATALOG_MARKDOWN_CHART_H

#include "catalog/markdown_writer.h"

/*
 * Writes a fenced block whose language is "chart" or 图表 as a HOLE_CHART: a few lines of YAML that
 * say what is drawn from which data. What the keys mean is the business of lua/chart.lua. False: the
 * block is something else, or its YAML cannot be read, which was reported; then it is shown as it is
 * written.
 */
bool markdown_chart_write(struct writer *writer, const cmark_node *node);

/* What its data are: a path, or the lines themselves; NULL: it names none. */
const struct value *markdown_chart_data(const struct value *chart);

/* The line on which a chart names its data; that of the chart where it names none. */
unsigned markdown_chart_data_line(const struct hole *hole);

#endif
