/* SPDX-License-Identifier: MIT */
/*
 * One commit of a repository, and its files.
 *
 * What is found once (the commit, the list) is kept for as long as the repository; what belongs to
 * libgit2 can be let go and opened again, because a process that is forked must not use the handles
 * of its parent. The ref is resolved only once: a commit made meanwhile must not give two processes
 * two sites.
 */
#include "source/repository.h"

#include <git2/sys/repository.h>
#include <stdlib.h>
#include <string.h>

#include "source/object_database.h"
#include "source/pack_order.h"
#include "source/repository_opening.h"
#include "source/repository_private.h"
#include "source/tree_walk.h"
#include "source/work_tree.h"

G_STATIC_ASSERT(sizeof(struct object_id) == GIT_OID_RAWSZ);
G_STATIC_ASSERT(OBJECT_ID_TEXT_SIZE == GIT_OID_HEXSZ + 1);

char *object_id_print(const struct object_id *id, char *out)
{
	git_oid oid = oid_of(id);
	return git_oid_tostr(out, OBJECT_ID_TEXT_SIZE, &oid);
}

/* ---- opening and closing */

static bool is_promise(const char *setting)
{
	return strcmp(setting, "extensions.partialclone") == 0 ||
	       (g_str_has_prefix(setting, "remote.") && g_str_has_suffix(setting, ".promisor"));
}

/* All settings are gone through by hand: libgit2 1.5 leaks 20 KB for each it matches by pattern. */
static bool is_partial_clone(git_repository *handle)
{
	git_config *config = NULL;
	git_config_iterator *settings = NULL;
	git_config_entry *setting;
	bool is_partial = false;
	if (git_repository_config_snapshot(&config, handle) == 0 &&
	    git_config_iterator_new(&settings, config) == 0)
		while (!is_partial && git_config_next(&setting, settings) == 0)
			is_partial = is_promise(setting->name);
	git_config_iterator_free(settings);
	git_config_free(config);
	return is_partial;
}

/* A shallow clone lists its first commits in the file `shallow`, one name a line. */
static GArray *read_boundary(git_repository *handle)
{
	GArray *boundary = g_array_new(FALSE, FALSE, sizeof(git_oid));
	g_autofree char *path = g_build_filename(git_repository_commondir(handle), "shallow", NULL);
	g_autofree char *text = NULL;
	if (!g_file_get_contents(path, &text, NULL, NULL))
		return boundary;
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	for (size_t i = 0; lines[i] != NULL; i++) {
		git_oid id;
		if (git_oid_fromstr(&id, lines[i]) == 0)
			g_array_append_val(boundary, id);
	}
	return boundary;
}

/*
 * Without `core.bare` in its settings libgit2 takes a bare repository for the .git of the folder
 * around it, and would read that folder as the work tree.
 */
static bool has_work_tree(git_repository *handle, const char *path)
{
	if (git_repository_is_bare(handle) || git_repository_workdir(handle) == NULL)
		return false;
	g_autofree char *own = realpath(path, NULL);
	g_autofree char *git = realpath(git_repository_path(handle), NULL);
	if (own == NULL || git == NULL || strcmp(own, git) != 0 || g_str_has_suffix(own, "/.git"))
		return true;
	git_config *config = NULL;
	const char *setting = NULL;
	bool is_set = git_repository_config_snapshot(&config, handle) == 0 &&
	              git_config_get_string(&setting, config, "core.worktree") == 0;
	git_config_free(config);
	return is_set;
}

/* The objects are read through our own database, also when libgit2 reads them for its own ends. */
static bool open_objects(struct report *report, struct repository *repository)
{
	git_buf folder = {0};
	git_odb **objects = &repository->store.objects;
	if (git_repository_item_path(&folder, repository->handle, GIT_REPOSITORY_ITEM_OBJECTS) == 0)
		*objects = object_database_open(folder.ptr);
	git_buf_dispose(&folder);
	return (*objects != NULL && git_repository_set_odb(repository->handle, *objects) == 0) ||
	       object_store_report_unopened(report, repository->path);
}

static bool open_handles(struct report *report, struct repository *repository)
{
	repository->handle = repository_opening_folder(report, repository->path);
	if (repository->handle == NULL)
		return false;
	if (!open_objects(report, repository)) {
		repository_release(repository);
		return false;
	}
	repository->store.is_partial = is_partial_clone(repository->handle);
	return true;
}

static bool find_commit(struct report *report, struct repository *repository, const char *ref)
{
	git_commit *commit = NULL;
	if (!repository_opening_commit(report, repository->handle, repository->path, ref,
	                               &repository->commit))
		return false;
	if (git_commit_lookup(&commit, repository->handle, &repository->commit) < 0)
		return object_store_report_damaged(report, place_none(), &repository->commit,
		                                   GIT_OBJECT_COMMIT, object_store_words());
	repository->tree = *git_commit_tree_id(commit);
	repository->commit_seconds = git_commit_time(commit);
	git_commit_free(commit);
	return true;
}

static bool open_commit(struct report *report, struct repository *repository, const char *ref)
{
	if (!open_handles(report, repository) || !find_commit(report, repository, ref))
		return false;
	if (repository->is_worktree && !has_work_tree(repository->handle, repository->path))
		return report_error(
		        report, place_none(), "repository/bare",
		        _("the repository '%s' is bare, so there are no uncommitted files to show; "
		          "leave out --worktree, or name a clone with a work tree"),
		        repository->path);
	repository->boundary = read_boundary(repository->handle);
	if (repository->boundary->len > 0)
		report_warning(
		        report, place_none(), "repository/shallow",
		        _("the repository '%s' is a shallow clone: its history is cut off, so "
		          "dates "
		          "that come from it may be too late, and addresses may differ from those "
		          "of a whole clone; run 'git fetch --unshallow' there"),
		        repository->path);
	return true;
}

struct repository *repository_open(struct report *report, const char *path, const char *ref,
                                   bool worktree)
{
	object_store_start();
	struct repository *repository = g_new0(struct repository, 1);
	repository->path = g_canonicalize_filename(path, NULL);
	repository->is_worktree = worktree;
	repository->arena = arena_new();
	repository->files = g_array_new(FALSE, FALSE, sizeof(struct source_file));
	if (open_commit(report, repository, ref))
		return repository;
	repository_close(repository);
	return NULL;
}

void repository_release(struct repository *repository)
{
	git_odb_free(repository->store.objects);
	git_repository_free(repository->handle);
	repository->store.objects = NULL;
	repository->handle = NULL;
}

bool repository_reopen(struct report *report, struct repository *repository)
{
	repository_release(repository);
	return open_handles(report, repository);
}

void repository_close(struct repository *repository)
{
	if (repository == NULL)
		return;
	repository_release(repository);
	if (repository->boundary != NULL)
		g_array_unref(repository->boundary);
	g_array_unref(repository->files);
	arena_free(repository->arena);
	g_free(repository->path);
	g_free(repository);
}

struct object_id repository_commit(const struct repository *repository)
{
	return object_id_of(&repository->commit);
}

int64_t repository_commit_seconds(const struct repository *repository)
{
	return repository->commit_seconds;
}

bool repository_is_shallow(const struct repository *repository)
{
	return repository->boundary->len > 0;
}

const void *repository_boundary(const struct repository *repository, size_t *size)
{
	*size = repository->boundary->len * sizeof(git_oid);
	return repository->boundary->data;
}

/* ---- the list */

struct list_context {
	struct report *report;
	struct arena *arena;
	GArray *files;
	bool is_silent; /* the work tree tells about its links itself */
};

static bool add_entry(void *context, const char *path, const struct tree_entry *entry)
{
	struct list_context *list = context;
	if (tree_entry_is_unsafe(entry))
		return report_error(list->report, place_of_file(path), "repository/name",
		                    _("no file may have this name; run 'git fsck', then rename it "
		                      "in a commit"));
	if (tree_entry_is_file(entry)) {
		struct source_file file = {.path = arena_string(list->arena, path)};
		memcpy(file.blob.bytes, entry->id, sizeof file.blob.bytes);
		g_array_append_val(list->files, file);
		return true;
	}
	if (list->is_silent)
		return true;
	if (tree_entry_is_submodule(entry))
		report_warning(
		        list->report, place_of_file(path), "repository/submodule",
		        _("is a repository of its own and is left out; put its files here to have "
		          "them in the site"));
	else
		report_warning(list->report, place_of_file(path), "repository/link",
		               _("is a symbolic link and is left out; put a copy of the file here "
		                 "to have it "
		                 "in the site"));
	return true;
}

static int compare_files(const void *first, const void *second)
{
	return strcmp(((const struct source_file *)first)->path,
	              ((const struct source_file *)second)->path);
}

/*
 * Trees made by git are in order; others are put in order, and a path that comes twice is taken
 * once.
 */
static void put_in_order(GArray *files)
{
	const struct source_file *items = (const struct source_file *)(void *)files->data;
	bool is_ordered = true;
	for (unsigned i = 1; i < files->len && is_ordered; i++)
		is_ordered = strcmp(items[i - 1].path, items[i].path) < 0;
	if (is_ordered)
		return;
	g_array_sort(files, compare_files);
	struct source_file *kept = (struct source_file *)(void *)files->data;
	unsigned count = 1;
	for (unsigned i = 1; i < files->len; i++)
		if (strcmp(kept[count - 1].path, kept[i].path) != 0)
			kept[count++] = kept[i];
	g_array_set_size(files, count);
}

static struct source_files files_of(GArray *files)
{
	return (struct source_files){.items = (const struct source_file *)(void *)files->data,
	                             .count = files->len};
}

static bool list_files(struct report *report, struct repository *repository)
{
	struct list_context list = {.report = report,
	                            .arena = repository->arena,
	                            .files = repository->files,
	                            .is_silent = repository->is_worktree};
	struct tree_listing listing = {
	        .report = report, .store = &repository->store, .context = &list, .visit = add_entry};
	if (!tree_list(&listing, "", &repository->tree))
		return false;
	put_in_order(repository->files);
	if (!repository->is_worktree)
		return true;
	g_autoptr(GArray) lying = g_array_new(FALSE, FALSE, sizeof(struct source_file));
	if (!work_tree_list(report, repository->handle, files_of(repository->files),
	                    repository->arena, lying))
		return false;
	g_array_set_size(repository->files, 0);
	if (lying->len > 0)
		g_array_append_vals(repository->files, lying->data, lying->len);
	return true;
}

bool repository_list(struct report *report, struct repository *repository, struct source_files *out)
{
	if (!repository->is_listed && !list_files(report, repository)) {
		g_array_set_size(repository->files, 0);
		return false;
	}
	repository->is_listed = true;
	*out = files_of(repository->files);
	return true;
}

static int compare_path(const void *path, const void *file)
{
	return strcmp(path, ((const struct source_file *)file)->path);
}

const struct source_file *repository_find(const struct repository *repository, const char *path)
{
	struct source_files files = files_of(repository->files);
	if (files.count == 0)
		return NULL;
	return bsearch(path, files.items, files.count, sizeof *files.items, compare_path);
}

/* ---- the texts */

bool repository_read(struct report *report, const struct repository *repository,
                     const struct source_file *file, struct source_bytes *out)
{
	*out = (struct source_bytes){.kind = SOURCE_BYTES_NONE};
	if (file->uncommitted)
		return work_tree_read(report, repository->handle, file, out);
	git_odb_object *object = NULL;
	git_oid id = oid_of(&file->blob);
	if (!object_store_read(report, &repository->store, place_of_file(file->path), &id,
	                       GIT_OBJECT_BLOB, &object))
		return false;
	/* libgit2 puts a NUL behind whatever it reads, and counts on it itself. */
	*out = (struct source_bytes){.bytes = git_odb_object_data(object),
	                             .size = git_odb_object_size(object),
	                             .owner = object,
	                             .kind = SOURCE_BYTES_BLOB};
	return true;
}

void source_bytes_clear(struct source_bytes *bytes)
{
	if (bytes->kind == SOURCE_BYTES_BLOB)
		git_odb_object_free(bytes->owner);
	else if (bytes->kind == SOURCE_BYTES_COPY)
		g_free(bytes->owner);
	*bytes = (struct source_bytes){.kind = SOURCE_BYTES_NONE};
}

bool repository_size(struct report *report, const struct repository *repository,
                     const struct source_file *file, size_t *out)
{
	git_oid id = oid_of(&file->blob);
	*out = 0;
	if (file->uncommitted)
		return work_tree_size(report, repository->handle, file, out);
	return object_store_size(report, &repository->store, place_of_file(file->path), &id, out);
}

void repository_sort_for_reading(const struct repository *repository, uint32_t *files, size_t count)
{
	pack_order_sort(&repository->store, files_of(repository->files).items, files, count);
}
