/* SPDX-License-Identifier: MIT */
#ifndef OUTPUT_SWITCH_H
#define OUTPUT_SWITCH_H

#include <stdbool.h>

#include "base/report.h"
#include "output/beside.h"

/*
 * Brings the names beside the output folder in order after a build that died, under the lock: a
 * switch that was `cut_off` (from lock_take) is completed or undone, with a warning, and what else
 * is left is removed. False with a report.
 */
bool switch_recover(struct report *report, const struct beside *beside, bool cut_off);

/*
 * Puts the new tree, already on the disk, in the place of the output folder, and removes the former
 * one. False, with a report: the former one is where it was. A former tree that cannot be removed
 * is a warning.
 */
bool switch_in(struct report *report, const struct beside *beside);

/*
 * Removes the new tree, unless a switch that hangs may still need it. What stays is the next
 * build's to remove.
 */
void switch_drop(const struct beside *beside);

#endif
