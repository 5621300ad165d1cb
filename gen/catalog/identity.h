/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_IDENTITY_H
#define CATALOG_IDENTITY_H

#include "catalog/intake.h"

/*
 * Gives every record its id and address, and makes by_id: the id its editor wrote, else one derived from the first
 * path its file had, so that a moved file keeps it. Two documents that write the same id are
 * reported; the one committed first keeps it.
 */
void identities_assign(struct report *report, struct intake *intake);

#endif
