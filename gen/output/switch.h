/* SPDX-License-Identifier: MIT */
#ifndef OUTPUT_SWITCH_H
#define OUTPUT_SWITCH_H

#include <stdbool.h>

#include "base/digest.h"
#include "base/report.h"
#include "output/beside.h"

/*
 * Puts the new tree, whole and on the disk, as is the journal that tells of it, in the place of the
 * output folder, and removes journal and former tree. False, with a report: the former one is where
 * it was, and the switch is called off; or the journal stays, and the next build does it. A former
 * tree that cannot be removed is a warning.
 */
bool switch_in(struct report *report, const struct beside *beside);

/*
 * Completes or undoes the switch to the tree with this root manifest, whose journal a dead build
 * left, with a warning if there was something to do. The result is on the disk; the journal stays,
 * and is then to be removed. False, with a report.
 */
bool switch_complete(struct report *report, const struct beside *beside, const struct digest *root);

/*
 * Where the folder is missing, makes the former tree the folder again, with a warning. Only while
 * there is a journal, without which that tree may be half removed. False, with a report.
 */
bool switch_put_back(struct report *report, const struct beside *beside);

#endif
