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

/*
 * The text of a data file, in UTF-8 and without a byte order mark; the caller's. A file may be UTF-8 or
 * GB18030, as spreadsheets write it: `name` is which. `place` is the file, or the first line of data
 * that stands in another file. NULL, with a report: it is neither, or holds a NUL.
 */
char *encoding_read_data(struct report *report, struct place place, const void *bytes, size_t size,
                         size_t *length, const char **name);

#endif
