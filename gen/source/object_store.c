/* SPDX-License-Identifier: MIT */
/*
 * Reading objects by name, and what to tell when one cannot be read.
 *
 * libgit2 keeps its limits in globals. They are set once, here, for the whole program: it shall
 * keep no objects (texts and commits are read once, for trees see tree_cache), and map packs piece
 * by piece, so that a large one does not fill the memory.
 */
#include "source/object_store.h"

#include <string.h>

enum { MEGABYTE = 1024 * 1024 };

void object_store_start(void)
{
	static bool started;
	if (started)
		return;
	started = true;
	git_libgit2_init();

	/*
	 * All four change what is written or how remotes and worktrees are used, not what is read.
	 */
	const char *extensions[] = {"worktreeconfig", "partialclone", "preciousobjects",
	                            "relativeworktrees"};
	git_libgit2_opts(GIT_OPT_SET_EXTENSIONS, extensions, G_N_ELEMENTS(extensions));
	git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, GIT_OBJECT_COMMIT, (size_t)0);
	git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, GIT_OBJECT_TAG, (size_t)0);
	git_libgit2_opts(GIT_OPT_SET_CACHE_OBJECT_LIMIT, GIT_OBJECT_TREE, (size_t)0);
	git_libgit2_opts(GIT_OPT_SET_MWINDOW_SIZE, (size_t)(32 * MEGABYTE));
	git_libgit2_opts(GIT_OPT_SET_MWINDOW_MAPPED_LIMIT, (size_t)(128 * MEGABYTE));
}

void object_store_verify(bool verify)
{
	git_libgit2_opts(GIT_OPT_ENABLE_STRICT_HASH_VERIFICATION, verify ? 1 : 0);
}

const char *object_store_words(void)
{
	const git_error *error = git_error_last();
	return error == NULL || error->message == NULL ? "" : error->message;
}

static const char *type_word(git_object_t type)
{
	if (type == GIT_OBJECT_COMMIT)
		return _("commit");
	if (type == GIT_OBJECT_TREE)
		return _("list of a folder");
	return _("text of a file");
}

static bool report_missing(struct report *report, const struct object_store *store,
                           struct place place, const git_oid *id, git_object_t type)
{
	char name[GIT_OID_HEXSZ + 1];
	git_oid_tostr(name, sizeof name, id);
	if (store->is_partial)
		return report_error(report, place, "repository/partial",
		                    _("the %s %s is not here, because this is a partial clone; "
		                      "fetch everything "
		                      "with 'git fetch --refetch --no-filter', or make a clone "
		                      "without --filter"),
		                    type_word(type), name);
	return report_error(
	        report, place, "repository/missing",
	        _("the %s %s is missing from the repository; run 'git fsck' to see what else "
	          "is missing, then fetch it again or make a new clone"),
	        type_word(type), name);
}

bool object_store_report_damaged(struct report *report, struct place place, const git_oid *id,
                                 git_object_t type, const char *words)
{
	char name[GIT_OID_HEXSZ + 1];
	git_oid_tostr(name, sizeof name, id);
	return report_error(
	        report, place, "repository/damaged",
	        _("the %s %s is damaged (%s); run 'git fsck' to see what else is, then take "
	          "the repository from a good copy or make a new clone"),
	        type_word(type), name, words);
}

bool object_store_report_unopened(struct report *report, const char *path)
{
	return report_error(
	        report, place_none(), "repository/objects",
	        _("the objects of the repository '%s' cannot be read (%s); run 'git fsck' there"),
	        path, object_store_words());
}

bool object_store_read(struct report *report, const struct object_store *store, struct place place,
                       const git_oid *id, git_object_t type, git_odb_object **out)
{
	int code = git_odb_read(out, store->objects, id);
	if (code == GIT_ENOTFOUND)
		return report_missing(report, store, place, id, type);
	if (code < 0)
		return object_store_report_damaged(report, place, id, type, object_store_words());
	if (git_odb_object_type(*out) == type)
		return true;
	git_odb_object_free(*out);
	*out = NULL;
	return object_store_report_damaged(report, place, id, type, _("it is of another kind"));
}

bool object_store_size(struct report *report, const struct object_store *store, struct place place,
                       const git_oid *id, size_t *out)
{
	git_object_t type;
	int code = git_odb_read_header(out, &type, store->objects, id);
	if (code == GIT_ENOTFOUND)
		return report_missing(report, store, place, id, GIT_OBJECT_BLOB);
	if (code < 0)
		return object_store_report_damaged(report, place, id, GIT_OBJECT_BLOB,
		                                   object_store_words());
	return type == GIT_OBJECT_BLOB ||
	       object_store_report_damaged(report, place, id, GIT_OBJECT_BLOB,
	                                   _("it is of another kind"));
}

bool object_store_read_tree(struct report *report, const struct object_store *store,
                            struct place place, const git_oid *id, git_odb_object **out)
{
	*out = store->trees == NULL ? NULL : tree_cache_get(store->trees, id);
	if (*out != NULL)
		return true;
	if (!object_store_read(report, store, place, id, GIT_OBJECT_TREE, out))
		return false;
	if (store->trees != NULL)
		tree_cache_add(store->trees, *out);
	return true;
}

git_odb_object *object_store_try(const struct object_store *store, const git_oid *id,
                                 git_object_t type)
{
	git_odb_object *object;
	if (git_odb_read(&object, store->objects, id) < 0)
		return NULL;
	if (git_odb_object_type(object) == type)
		return object;
	git_odb_object_free(object);
	return NULL;
}
