/* SPDX-License-Identifier: MIT */
#ifndef OUTPUT_LINK_H
#define OUTPUT_LINK_H

#include "output/patch.h"

enum link_outcome {
	LINK_MADE,   /* the stage holds the whole new site */
	LINK_NOT,    /* this disk makes no such links; the stage may hold some */
	LINK_MISFIT, /* the site is not what its manifests say */
	LINK_FAILED, /* errno says why */
};

/*
 * After patch_make: gives every file of the site that neither changes nor goes a second name in the
 * stage. So the whole can be exchanged though little of it was written.
 */
enum link_outcome link_rest(const struct patch *patch);

#endif
