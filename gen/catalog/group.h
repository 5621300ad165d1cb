/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_GROUP_H
#define CATALOG_GROUP_H

#include "catalog/lookup.h"

/* Sorts the listed records into the groups of every axis, and all of them by date. */
void groups_make(struct intake *intake, struct lookup *lookup);

#endif
