/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_ENCODING_H
#define SOURCE_ENCODING_H

#include <stddef.h>

#include "base/report.h"

/*
 * Reports a file that is no UTF-8 from the byte at `broken` on (or has a NUL there): names UTF-16,
 * UTF-32, GB18030 and Big5 when they fit, with the command that converts it. Returns false.
 */
bool encoding_report(struct report *report, const char *path, const char *text, size_t length,
                     size_t broken);

#endif
