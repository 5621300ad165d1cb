/* SPDX-License-Identifier: MIT */
#ifndef OUTPUT_RECOVER_H
#define OUTPUT_RECOVER_H

#include <stdbool.h>

#include "base/report.h"
#include "output/beside.h"

/*
 * Brings the names beside the output folder in order after a build that died, under the lock: a
 * switch that has a journal is completed, with a warning, and what else is left is removed. False
 * with a report.
 */
bool recover_beside(struct report *report, const struct beside *beside);

#endif
