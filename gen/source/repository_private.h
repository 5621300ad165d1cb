/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_REPOSITORY_PRIVATE_H
#define SOURCE_REPOSITORY_PRIVATE_H

#include <git2.h>

#include "base/arena.h"
#include "source/object_store.h"
#include "source/repository.h"

struct repository {
	char *path; /* absolute: the working directory may change before it is opened again */
	git_repository *handle; /* NULL while released, as is store.objects */
	struct object_store store;
	git_oid commit;
	int64_t commit_seconds; /* when it was committed */
	git_oid tree;
	bool is_worktree; /* the list is that of the work tree */
	bool is_listed;
	struct arena *arena; /* the paths */
	GArray *files;       /* of struct source_file */
	GArray *boundary;    /* of git_oid: the commits whose parents a shallow clone has not */
};

#endif
