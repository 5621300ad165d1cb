/* SPDX-License-Identifier: MIT */
#ifndef OUTPUT_LOCK_H
#define OUTPUT_LOCK_H

#include <stdbool.h>

#include "base/report.h"
#include "output/beside.h"

/*
 * Takes the lock of the output folder and keeps it in `beside`. False, with a report, when another
 * build has the lock, or a lock cannot be had.
 */
bool lock_take(struct report *report, struct beside *beside);

/* Writes who builds. False: errno says why. */
bool lock_write(const struct beside *beside);

/* Lets go of the lock, for every process that shares it. */
void lock_release(struct beside *beside);

/* Gives up this process's share of a lock that its parent took; the parent keeps it. */
void lock_leave(struct beside *beside);

#endif
