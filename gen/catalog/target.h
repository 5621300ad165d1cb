/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_TARGET_H
#define CATALOG_TARGET_H

#include "catalog/lookup.h"

/*
 * Finds where every link, picture and document number of every text leads, and gathers the files
 * that the site must hold for them. Links that lead nowhere, to a clause that is not there, or out
 * of the repository are reported with their line. False: the world is wrong.
 */
bool targets_resolve(struct report *report, struct intake *intake, const struct lookup *lookup);

#endif
