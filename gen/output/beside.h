/* SPDX-License-Identifier: MIT */
#ifndef OUTPUT_BESIDE_H
#define OUTPUT_BESIDE_H

#include <stdbool.h>

#include "base/report.h"

/*
 * The output folder and what lies beside it while a build runs. Names are used relative to `parent`
 * only.
 */
struct beside {
	int parent;        /* open folder that holds them all */
	int lock;          /* open file `lock_name`, locked; -1: not ours */
	char *shown;       /* the output folder as the user wrote it, for messages */
	char *parent_path; /* real path of `parent`, for messages */
	char *folder;      /* site */
	char *fresh;       /* .site.new */
	char *former;      /* .site.old */
	char *lock_name;   /* .site.lock */
	char *journal;     /* .site.journal */
};

enum beside_kind {
	BESIDE_MISSING,
	BESIDE_EMPTY,      /* a folder without anything in it: anybody may have it */
	BESIDE_OURS,       /* a folder with our marker */
	BESIDE_FOREIGN,    /* a folder of somebody else */
	BESIDE_NO_FOLDER,  /* a file, a link */
	BESIDE_UNREADABLE, /* errno says why */
};

/*
 * Finds where `folder` really is (links followed), makes the folders above it that are missing, and
 * opens the one that holds it. False with a report. beside_close is due in any case.
 */
bool beside_open(struct report *report, struct beside *beside, const char *folder);

/* Closes what is open, without letting go of the lock if another process shares it. */
void beside_close(struct beside *beside);

/*
 * False, with a report, when the output folder is somebody's, or can never be replaced: a mounted
 * disk, the current folder.
 */
bool beside_check(struct report *report, const struct beside *beside);

/* What `name` in the folder `parent` is. Links are not followed. */
enum beside_kind beside_look(int parent, const char *name);

/* The same for an open folder. */
enum beside_kind beside_look_at(int folder);

/*
 * True for the top of a mounted file system: it can be neither renamed nor removed, and what it
 * holds is not ours.
 */
bool beside_is_mounted(int folder);

/* The whole path of one of the names, for messages. To be freed. */
char *beside_path(const struct beside *beside, const char *name);

#endif
