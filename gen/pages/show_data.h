/* SPDX-License-Identifier: MIT */
#ifndef PAGES_SHOW_DATA_H
#define PAGES_SHOW_DATA_H

#include "catalog/data_table.h"
#include "pages/show.h"

/*
 * Private to show*.c and render.c: tables of data as values, for charts and datasets. Each returns
 * false when the world is wrong; what is wrong with the data is reported, and then there is no table.
 */

/*
 * A long table has hundreds of pages of rows, and a process makes one after the other: it reads the
 * file once for them.
 */
struct kept_table *kept_table_new(void);
void kept_table_free(struct kept_table *kept);

/*
 * { number, line, spec, lines = { key = line }, data = table, file = { … }, csv }: a chart of the
 * text as it was written, with what it is drawn from. `number`: which it is, from 1; `hole`: which of
 * the document's targets.
 */
bool show_chart(struct report *report, const struct show *show, const struct record *record,
                const struct hole *hole, uint32_t hole_number, unsigned number, struct value *out);

/*
 * { table, file, first, row_count, page_count, pages = { number, url }, json, script, change }: a
 * table of the page's document, `page` being which part of its rows, from 1, where its kind shows
 * them by pages.
 */
bool show_table(struct report *report, const struct show *show, const struct record *record,
                uint32_t field_target, uint32_t page, struct value *out);

/* { document, table, file, … }: a table of any record, for a page that shows many. */
bool show_other_table(struct report *report, const struct show *show, uint32_t number,
                      uint32_t field_target, struct value *out);

/* The first 12 digits of an id. */
void show_short_id(const struct show *show, struct value_builder *map, const char *key,
                   const struct object_id *id);

/* The versions of a file; none for one that is not committed as it is here. */
struct file_history show_versions(const struct show *show, const struct source_file *file);

/* The table of a file of the catalog, or of a chart's own lines. `made` tells whether there is one. */
bool read_file_table(struct report *report, const struct show *show,
                     const struct catalog_file *file, struct data_table *out, bool *made);
bool read_chart_table(struct report *report, const struct show *show, uint32_t record,
                      uint32_t hole_number, struct data_table *out, bool *made);

#endif
