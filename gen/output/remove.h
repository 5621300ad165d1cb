/* SPDX-License-Identifier: MIT */
#ifndef OUTPUT_REMOVE_H
#define OUTPUT_REMOVE_H

#include <stdbool.h>

/*
 * Removes the folder `name` of the open folder `parent`, with all it holds, if it has our marker or
 * is empty. True when it is gone, or never was. False when it stays or part of it stays: errno says
 * why, EEXIST that it is not ours.
 */
bool remove_ours(int parent, const char *name);

#endif
