/* SPDX-License-Identifier: MIT */
#ifndef OUTPUT_UPDATE_H
#define OUTPUT_UPDATE_H

#include <stdbool.h>

#include "base/report.h"
#include "output/beside.h"
#include "output/journal.h"

/*
 * Does the steps of a journal that is in place: the switch from the stage. False, with a report: it
 * was done in part, the journal stays, and the next build does the rest.
 */
bool update_switch(struct report *report, const struct beside *beside,
                   const struct journal *journal);

enum update_finding {
	UPDATE_DONE,     /* completed */
	UPDATE_WAS_DONE, /* there was nothing left to do */
	UPDATE_LOST,     /* what it needs is gone, or the site is another: nothing was done */
	UPDATE_FAILED,   /* reported; the journal stays */
};

/*
 * Does what is left of the steps of a journal that a dead build left. Any number of times, whatever
 * is done already. The journal stays; it is then to be removed.
 */
enum update_finding update_complete(struct report *report, const struct beside *beside,
                                    struct journal *journal);

#endif
