/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_TIE_H
#define CATALOG_TIE_H

#include "catalog/lookup.h"

/*
 * Looks up every document that a document names, gives both ends their ties, and derives validity
 * from them. Names that lead nowhere and ties that contradict each other or the dates are reported
 * with the line that made them.
 */
void ties_resolve(struct report *report, struct intake *intake, const struct lookup *lookup);

#endif
