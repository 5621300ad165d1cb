/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_TEXT_TABLE_H
#define CATALOG_TEXT_TABLE_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "source/repository.h"

/*
 * The texts of a list of documents: two documents with the same blob are one text. Texts are numbered
 * by their first documents.
 */
struct text_table;
typedef struct text_table TextTable;

/* No such text, or no further document. */
#define TEXT_NONE UINT32_MAX

/* `files` and `documents` (indexes into files) must outlive the table. */
struct text_table *text_table_new(const struct source_file *files, const uint32_t *documents,
                                  uint32_t count);
void text_table_free(struct text_table *table);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(TextTable, text_table_free)

uint32_t text_table_count(const struct text_table *table);
const struct object_id *text_table_blob(const struct text_table *table, uint32_t text);

/* The text of a blob, whatever `length` bytes are given for one, or TEXT_NONE. */
uint32_t text_table_find(const struct text_table *table, const void *blob, size_t length);

/* The text of a document. */
uint32_t text_table_of(const struct text_table *table, uint32_t document);

/* The documents of a text, in their order: the first, then the one after each, or TEXT_NONE. */
uint32_t text_table_first(const struct text_table *table, uint32_t text);
uint32_t text_table_next(const struct text_table *table, uint32_t document);

/* The file of a document. */
const struct source_file *text_table_file(const struct text_table *table, uint32_t document);

#endif
