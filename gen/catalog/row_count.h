/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_ROW_COUNT_H
#define CATALOG_ROW_COUNT_H

#include "catalog/catalog.h"

/*
 * Counts the rows of the tables that are shown by pages, because pages are planned before any is
 * made. What is wrong with a table is told when its page is made, and not here. False: the world is
 * wrong.
 */
bool row_counts_make(struct report *report, const struct catalog_sources *sources,
                     struct catalog *catalog);

#endif
