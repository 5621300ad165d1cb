/* SPDX-License-Identifier: MIT */
#ifndef SUMMARY_H
#define SUMMARY_H

#include "site.h"

/*
 * Writes what --summary asks for: counts, problems, and each stage with its time and memory, as
 * JSON.
 */
bool summary_write(struct report *report, const struct site *site, bool done, const char *path);

#endif
