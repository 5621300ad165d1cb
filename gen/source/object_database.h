/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_OBJECT_DATABASE_H
#define SOURCE_OBJECT_DATABASE_H

#include <git2.h>

/*
 * Private to source/: the objects in the folder `objects` of a repository and in its alternates,
 * for reading. NULL with libgit2's last error set when it cannot be opened. The caller's:
 * git_odb_free.
 */
git_odb *object_database_open(const char *folder);

#endif
