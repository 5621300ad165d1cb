/* SPDX-License-Identifier: MIT */
#ifndef BASE_SPOOL_H
#define BASE_SPOOL_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/report.h"

/*
 * Unnamed files for what would take too much memory: written at their end, read anywhere, by every
 * process that has them; gone with the last of these.
 */

/* Opens one on the disk of `folder`. Below 0, with a report: it cannot be made. */
int spool_open(struct report *report, const char *folder);

/* False, without a report (spool_report_full): the disk is full, most likely. */
bool spool_append(int spool, const void *bytes, size_t length);
bool spool_report_full(struct report *report);

/* Reads `length` bytes from `offset` on into `buffer`, in place of what was in it. False: reported. */
bool spool_read(struct report *report, int spool, uint64_t offset, uint32_t length,
                GByteArray *buffer);

#endif
