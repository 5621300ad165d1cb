/* SPDX-License-Identifier: MIT */
#ifndef PAGES_SHOW_DATASET_H
#define PAGES_SHOW_DATASET_H

#include "catalog/data_schema.h"
#include "pages/show.h"

/*
 * Private to show*.c and render.c. Reads what a document says of its table and types that as it says.
 * `report` NULL: what is wrong with either is not told, because the page of the document tells it.
 */
void show_dataset_apply(struct report *report, const struct show *show, const struct record *record,
                        const struct catalog_file *file, struct data_table *table,
                        struct data_schema *schema);

/*
 * What the last commit that changed the file changed in its table: as data_change_value, with `commit` and
 * `changed_on`. Nothing when it is not committed, has no version before, that cannot be read, or nothing
 * changed but how it is written.
 */
struct value show_dataset_change(const struct show *show, const struct catalog_file *file,
                                 const struct data_table *table, const struct data_schema *schema);

#endif
