/* SPDX-License-Identifier: MIT */
#ifndef PAGES_OUTDATED_H
#define PAGES_OUTDATED_H

#include "pages/render.h"

/*
 * The pages of the plan that would not be made as the last build made them, in order: signs all pages
 * in worker processes and compares them with what is known. NULL: the world was wrong (reported). Of
 * uint32_t; the caller's.
 */
GArray *outdated_find(struct report *report, const struct rendering *rendering,
                      const struct known *known);

#endif
