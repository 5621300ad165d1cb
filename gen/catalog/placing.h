/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_PLACING_H
#define CATALOG_PLACING_H

#include "catalog/gathering.h"

/* Notes the places of a record on all axes, or that they are derived later. */
void places_note(struct gathering *gathering, const struct record *record);

#endif
