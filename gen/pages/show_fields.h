/* SPDX-License-Identifier: MIT */
#ifndef PAGES_SHOW_FIELDS_H
#define PAGES_SHOW_FIELDS_H

#include "pages/show.h"

/*
 * The fields of a record, given unpacked, that are shown, in the order of its kind: a list of {
 * key, label, items }. An item has `further` (not the first of its field), `grouped`, and either
 * `parts`, a list of the same form, or `text` with `url` (a page or file of this site) or `address`
 * (elsewhere) where it leads somewhere, a file also `type` and `size` in bytes. Relations are left out: they are ties.
 */
struct value show_fields(const struct show *show, const struct record *record,
                         const struct value *fields);

/* The value of one field as plain text, items apart by '；'; borrowed or in the page's arena. */
const char *show_field_text(const struct show *show, const struct field *field,
                            const struct value *value);

#endif
