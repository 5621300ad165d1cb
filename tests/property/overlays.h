/* SPDX-License-Identifier: MIT */
#ifndef PROPERTY_OVERLAYS_H
#define PROPERTY_OVERLAYS_H

#include "world.h"

/* The site's own settings, Lua and theme. Each changes one thing, and says which. */
void overlays_change_settings(struct world *world, Tree *tree);
void overlays_change_lua(struct world *world, Tree *tree);
void overlays_change_theme(struct world *world, Tree *tree);

/* Takes away what lets no site be built. */
void overlays_mend(struct world *world, Tree *tree);

/* The text of a site.yml outside the repository. */
char *overlays_outside_settings(struct world *world);

#endif
