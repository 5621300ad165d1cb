/* SPDX-License-Identifier: MIT */
#ifndef OUTPUT_JOURNAL_H
#define OUTPUT_JOURNAL_H

#include <stdbool.h>

#include <glib.h>

#include "base/digest.h"
#include "output/beside.h"
#include "output/tree.h"

/*
 * What a switch does, all of it, written down before it begins: from the moment the journal has its
 * name, the switch is certain, and whoever finds the journal completes it.
 *
 *   chayue journal 1 update
 *   from <sha-256>              the root manifest of the site before
 *   root <sha-256>              and after
 *   put <sha-256> SIZE PATH     from the stage into the site
 *   remove PATH                 with a folder's manifest goes the folder, if nothing else is in it
 *   end <sha-256>               of all the lines above
 *
 * With the word "whole" in place of "update" there are no steps: the new tree takes the place of the
 * site. Steps are done in their order.
 */
enum journal_form { JOURNAL_WHOLE, JOURNAL_UPDATE };

struct journal_step {
	bool remove;
	bool done;           /* found done by update_check */
	const char *path;    /* safe, and not the marker */
	struct tree_sum sum; /* of what is put */
};

struct journal {
	enum journal_form form;
	struct digest from; /* all zero: the site had none */
	struct digest root;
	GArray *steps; /* of struct journal_step */
	char *text;    /* holds the paths of one that was read; NULL */
};
typedef struct journal Journal;

enum journal_finding {
	JOURNAL_NONE,
	JOURNAL_FOUND,
	JOURNAL_USELESS,    /* ours, but damaged or of another version */
	JOURNAL_FOREIGN,    /* somebody else's file of that name */
	JOURNAL_UNREADABLE, /* errno says why */
};

void journal_init(struct journal *journal);
void journal_clear(struct journal *journal);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Journal, journal_clear)

/* Reads the journal beside the output folder into one that is empty. */
enum journal_finding journal_read(const struct beside *beside, struct journal *out);

/*
 * Writes the journal into the stage, under a name that no page can have. It is to be brought to the
 * disk together with the stage. 0, or an errno value.
 */
int journal_write(const struct journal *journal, int stage);

/* Gives it its name, on the disk. False: errno says why, and there is no journal. */
bool journal_place(const struct beside *beside, int stage);

/*
 * Removes it. Need not reach the disk: should the journal come back, all it asks for is found done.
 * False: errno says why.
 */
bool journal_remove(const struct beside *beside);

#endif
