/* SPDX-License-Identifier: MIT */
#ifndef PROPERTY_EDITS_H
#define PROPERTY_EDITS_H

#include "world.h"

/* What one commit changes: now and then one edit only, now and then many. Tells what it did. */
void edits_make(struct world *world, Tree *tree);

/* The documents a site begins with. */
void edits_begin(struct world *world, Tree *tree);

#endif
