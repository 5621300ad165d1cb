/* SPDX-License-Identifier: MIT */
#ifndef PAGES_SHOW_RECORD_H
#define PAGES_SHOW_RECORD_H

#include "catalog/fragment.h"
#include "pages/show.h"

/* Private to show*.c: records as values, from a line in a list to a whole document. */

/*
 * { title, url, number, date, kind, kind_label, organ, summary, sample, validity, until, withdrawn,
 *   fields = { key = text } }
 */
struct value show_entry(const struct show *show, uint32_t number);

/* The first of its month in a list: with `month_mark`, "m2024-05". */
struct value show_first_entry(const struct show *show, uint32_t number);

/* What an entry has, and { id, published, changed }. */
struct value show_dated_entry(const struct show *show, uint32_t number);

/*
 * What an entry has, and all else that is known of a record without its text; `withdrawn` is then {
 * date, reason }, and absent when it is not.
 */
struct value show_record(const struct show *show, uint32_t number);

/* One of many: the same, but of its fields { key = text } alone, as `texts`, without
 * groups, and of its validity the key of the state. */
struct value show_catalogued(const struct show *show, uint32_t number);

/* The record with its text; false: it cannot be read back (reported). */
bool show_document(struct report *report, const struct show *show, uint32_t number,
                   struct value *out);

/* Its text as it was read, empty where it was lost; false: it cannot be read back (reported). */
bool show_fragment(struct report *report, const struct show *show, const struct record *record,
                   struct fragment *out);

/* ---- setting what there is; nothing when there is none */
void show_text(struct value_builder *map, const char *key, const char *text);
void show_day(struct value_builder *map, const char *key, struct date date);
void show_date(struct value_builder *map, const char *key, struct date date);
void show_number(struct value_builder *map, const char *key, uint32_t number);

/* A label in the language of the site. */
const char *show_label(const struct show *show, const struct label *label);

#endif
