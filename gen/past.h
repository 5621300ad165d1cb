/* SPDX-License-Identifier: MIT */
#ifndef PAST_H
#define PAST_H

#include "base/digest.h"
#include "base/store.h"
#include "output/tree.h"
#include "site.h"

/*
 * What the last build left for this one: a store beside the output (base/store.h). What it holds of
 * texts and commits is good for any site; what it holds of pages is good as long as the output folder
 * is the one it was written with, which the digest of its root manifest tells.
 */
struct past {
	struct store *store;     /* NULL: this build will not be remembered */
	bool pages_are_known;    /* the output is what the store says */
	bool is_current;         /* the last build was made from the very same */
	struct digest made_from; /* all that this build is made from */
	char *path;
};

/*
 * Opens the store beside `tree`, or makes a new one. What keeps it from being used is told in
 * site->notes and costs time only.
 */
void past_open(struct past *past, struct site *site, const struct tree *tree, const char *data);

/* Drops what was not published. */
void past_close(struct past *past);

/*
 * Tells the problems of the last build again, and its numbers: for a build that is_current. False:
 * they cannot be read.
 */
bool past_repeat(struct past *past, struct site *site);

/*
 * Puts in what this build found of commits and texts, and what came of it. `root`: digest of the root
 * manifest of the new site. Pages were put in before. What cannot be remembered is told in
 * site->notes.
 */
void past_keep(struct past *past, struct site *site, const struct digest *root);

/* Gives up remembering, and tells why: what is there would not fit the new site. */
void past_forget(struct past *past, struct site *site);

/* Makes it last: when the switch to the new site is certain. */
void past_publish(struct past *past, struct site *site);

#endif
