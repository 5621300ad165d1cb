/* SPDX-License-Identifier: MIT */
#ifndef PROPERTY_HISTORY_H
#define PROPERTY_HISTORY_H

#include "world.h"

/* The next commits, merges, resets … of the present branch, and told. The first makes the site. */
void history_go_on(struct world *world);

/* A commit on no branch: the present one's tree with edits that are not committed. */
unsigned history_uncommitted(struct world *world);

#endif
