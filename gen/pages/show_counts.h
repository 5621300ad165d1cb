/* SPDX-License-Identifier: MIT */
#ifndef PAGES_SHOW_COUNTS_H
#define PAGES_SHOW_COUNTS_H

#include "pages/show.h"

/*
 * The sizes of the lists of an axis, of all or of those below one group of its first axis:
 *
 *   { axis, label, sample, items = { key, label, url, count, row, row_key, row_url } }
 *
 * `row` is the group on the first axis, where pairs of all groups are told. What is derived and has a
 * vocabulary is told in its order, with "0" and without `url` where there is no document. `sample`:
 * some of the documents are 示例数据.
 */
struct value show_counts(const struct show *show, uint32_t axis, uint32_t group);

/*
 * How many documents of a list each month has, or of all lists of an axis by year, oldest first, with
 * the months between that have none:
 *
 *   { axis, label, sample, items = { month = "2024-05", count, url }, earlier, undated }
 *
 * `url` leads to the newest of the month in its list; those it shares its page with and those on the
 * page of older ones follow. Told are three years up to the newest document; `earlier` is the number of
 * documents before them.
 */
struct value show_months(const struct show *show, uint32_t axis, uint32_t group);

#endif
