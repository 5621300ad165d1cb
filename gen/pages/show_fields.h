/* SPDX-License-Identifier: MIT */
#ifndef PAGES_SHOW_FIELDS_H
#define PAGES_SHOW_FIELDS_H

#include "pages/show.h"

/*
 * The fields of a record that are shown, in the order of its kind: a list of { key, label, items }, each item { text, url } or, for
 * a group, { parts } with a list of the same form. Relations are left out: they are ties.
 */
struct value show_fields(const struct show *show, const struct record *record);

#endif
