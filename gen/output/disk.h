/* SPDX-License-Identifier: MIT */
#ifndef OUTPUT_DISK_H
#define OUTPUT_DISK_H

#include <stdbool.h>

#include "base/report.h"

/*
 * Tells an editor why `path` could not be made, moved or brought to the disk, and what to do.
 * `error` is an errno value. `descriptor`: any open file or folder on that disk, to tell how much
 * is free there; -1 when there is none. Always false.
 */
bool disk_error(struct report *report, const char *path, int error, int descriptor);

#endif
