/* SPDX-License-Identifier: MIT */
/*
 * The history of every file, in one walk from the newest commit to the oldest.
 *
 * The walk carries with it what each path means at a commit: in the newest tree a path means the
 * file that is there now; behind a rename, the old path means that file and the new one means none.
 * A commit gets this from its children and hands it on to its parents, so branches that have not
 * seen a rename yet keep their own meaning (name_map). Three rules settle what a version is:
 *   - a commit brings a version when the text differs from that in each of its parents, or comes
 *     under another path; a change of the executable bit alone brings none;
 *   - a path that was deleted and came again is one file, unless it came again by a rename;
 *   - where a merge joins a branch that knows a file by an older name, the old name is found for
 *     that branch alone.
 *
 * Versions are noted in one flat array as they are found, then sorted into one array by file: three
 * versions of each of 100,000 files take some 30 MB at the most, for a moment.
 */
#include "source/history.h"

#include <string.h>

#include "source/commit_log.h"
#include "source/name_map.h"
#include "source/rename.h"
#include "source/repository_private.h"
#include "source/tree_walk.h"

struct history {
	struct arena *arena;         /* old paths */
	struct version *versions;    /* those of file 0, of file 1, … */
	uint32_t *starts;            /* of each file, and one more */
	struct commit_note *commits; /* by their number in the log */
	uint32_t commit_count;
	size_t file_count;
};

/* A version as the walk notes it. */
struct note {
	git_oid blob;
	uint32_t file;
	uint32_t path;
	uint32_t commit;
};

/* A file of ours that the commit at hand changed. */
struct change {
	const char *path;
	git_oid blob;
	uint32_t file;
	uint32_t path_number;
	uint32_t absent; /* as for tree_comparison */
};

/* What one parent has and the commit has not. */
struct loss {
	const char *path; /* in the scratch arena */
	git_oid id;
	bool is_folder;
};

struct walk {
	struct report *report;
	struct object_store store;
	struct commit_log log;
	struct source_files files;
	struct arena *arena; /* paths that no file has now */
	GHashTable *numbers; /* path → its number plus 1; the first `files.count` are the files */
	GPtrArray *old_paths; /* those with the numbers from `files.count` on */
	struct name_map names;
	uint32_t *roots; /* what paths mean at each commit; ROOT_UNKNOWN: not reached yet */
	GArray *notes;
	uint32_t *last_commits; /* of each file: the commit of its last note */
	uint32_t commit;        /* at hand */
	uint32_t root;          /* its names */
	uint32_t everywhere;    /* `absent` of a path that none of its parents has */
	struct arena *scratch;  /* for one commit */
	GArray *changes;        /* of the commit at hand */
	GArray *losses;         /* of the parent at hand */
};

#define ROOT_UNKNOWN UINT32_MAX

/* ---- paths */

static uint32_t path_number(struct walk *walk, const char *path)
{
	uint32_t found = GPOINTER_TO_UINT(g_hash_table_lookup(walk->numbers, path));
	return found == 0 ? NAME_MAP_NO_FILE : found - 1;
}

static uint32_t path_number_add(struct walk *walk, const char *path)
{
	uint32_t number = path_number(walk, path);
	if (number != NAME_MAP_NO_FILE)
		return number;
	char *copy = arena_string(walk->arena, path);
	g_ptr_array_add(walk->old_paths, copy);
	number = (uint32_t)walk->files.count + walk->old_paths->len - 1;
	g_hash_table_insert(walk->numbers, copy, GUINT_TO_POINTER(number + 1));
	return number;
}

static const char *path_text(const struct walk *walk, uint32_t number)
{
	if (number < walk->files.count)
		return walk->files.items[number].path;
	return walk->old_paths->pdata[number - walk->files.count];
}

/* ---- one commit */

static void note_change(void *context, const char *path, const git_oid *blob, uint32_t absent)
{
	struct walk *walk = context;
	uint32_t number = path_number(walk, path);
	if (number == NAME_MAP_NO_FILE)
		return;
	uint32_t file = name_map_get(&walk->names, walk->root, number);
	if (file == NAME_MAP_NO_FILE)
		return;
	struct change change = {
	        .path = path_text(walk, number),
	        .blob = *blob,
	        .file = file,
	        .path_number = number,
	        .absent = absent,
	};
	g_array_append_val(walk->changes, change);
	if (absent == walk->everywhere)
		name_map_begun(&walk->names, file);
	/* Only joined branches can give one file two names in one commit; one version will do. */
	if (walk->last_commits[file] == walk->commit)
		return;
	walk->last_commits[file] = walk->commit;
	struct note note = {*blob, file, number, walk->commit};
	g_array_append_val(walk->notes, note);
}

static void note_loss(void *context, const char *path, const git_oid *id, bool is_folder)
{
	struct walk *walk = context;
	struct loss loss = {arena_string(walk->scratch, path), *id, is_folder};
	g_array_append_val(walk->losses, loss);
}

static bool compare_commit(struct walk *walk, const struct logged_commit *commit)
{
	unsigned count = commit->parent_count;
	g_autofree const git_oid **parents = g_new(const git_oid *, count);
	for (unsigned i = 0; i < count; i++)
		parents[i] =
		        &commit_log_get(&walk->log, commit_log_parent(&walk->log, commit, i))->tree;
	struct tree_comparison comparison = {.report = walk->report,
	                                     .store = &walk->store,
	                                     .context = walk,
	                                     .changed = note_change,
	                                     .gone = count == 1 ? note_loss : NULL};
	return tree_compare(&comparison, &commit->tree, parents, count);
}

/* ---- renames */

/* For a merge, what is lost is asked for each parent apart, and only when there is need. */
static bool find_losses(struct walk *walk, const struct logged_commit *commit, unsigned parent)
{
	if (commit->parent_count == 1)
		return true;
	g_array_set_size(walk->losses, 0);
	const git_oid *tree =
	        &commit_log_get(&walk->log, commit_log_parent(&walk->log, commit, parent))->tree;
	struct tree_comparison comparison = {
	        .report = walk->report, .store = &walk->store, .context = walk, .gone = note_loss};
	return tree_compare(&comparison, &commit->tree, &tree, 1);
}

struct vanished_list {
	struct arena *scratch;
	GArray *paths; /* of struct moved_path */
};

static bool add_vanished(void *context, const char *path, const struct tree_entry *entry)
{
	struct vanished_list *list = context;
	if (!tree_entry_is_file(entry) || tree_entry_is_unsafe(entry))
		return true;
	struct moved_path vanished = {.path = arena_string(list->scratch, path)};
	memcpy(vanished.blob.id, entry->id, sizeof vanished.blob.id);
	g_array_append_val(list->paths, vanished);
	return true;
}

static bool list_vanished(struct walk *walk, GArray *out)
{
	struct vanished_list list = {.scratch = walk->scratch, .paths = out};
	struct tree_listing listing = {.report = walk->report,
	                               .store = &walk->store,
	                               .context = &list,
	                               .visit = add_vanished};
	for (unsigned i = 0; i < walk->losses->len; i++) {
		const struct loss *loss = &g_array_index(walk->losses, struct loss, i);
		if (loss->is_folder) {
			if (!tree_list(&listing, loss->path, &loss->id))
				return false;
			continue;
		}
		struct moved_path vanished = {.path = loss->path, .blob = loss->id};
		g_array_append_val(out, vanished);
	}
	return true;
}

/* The changes under paths that the parent has not, as indexes. */
static GArray *list_appeared(const struct walk *walk, unsigned parent, GArray *paths)
{
	GArray *indexes = g_array_new(FALSE, FALSE, sizeof(unsigned));
	for (unsigned i = 0; i < walk->changes->len; i++) {
		const struct change *change = &g_array_index(walk->changes, struct change, i);
		if (parent >= 32 || !(change->absent >> parent & 1))
			continue;
		struct moved_path appeared = {.path = change->path, .blob = change->blob};
		g_array_append_val(paths, appeared);
		g_array_append_val(indexes, i);
	}
	return indexes;
}

static void bind_names(struct walk *walk, const GArray *indexes, const GArray *vanished,
                       const uint32_t *sources, uint32_t *root)
{
	const struct change *changes = (const struct change *)(void *)walk->changes->data;
	const unsigned *appeared = (const unsigned *)(void *)indexes->data;
	name_map_begin(&walk->names);
	/* All new names first: one file's new name may be another's old one. */
	for (unsigned i = 0; i < indexes->len; i++)
		if (sources[i] != RENAME_NONE)
			*root = name_map_set(&walk->names, *root, changes[appeared[i]].path_number,
			                     NAME_MAP_NO_FILE);
	for (unsigned i = 0; i < indexes->len; i++) {
		if (sources[i] == RENAME_NONE)
			continue;
		const char *old_path = g_array_index(vanished, struct moved_path, sources[i]).path;
		uint32_t number = path_number_add(walk, old_path);
		if (number < NAME_MAP_PATHS_MOST)
			*root = name_map_set(&walk->names, *root, number, changes[appeared[i]].file);
	}
}

/* `*root`: what paths mean at the commit; turned into what they mean at that parent. */
static bool follow_renames(struct walk *walk, const struct logged_commit *commit, unsigned parent,
                           uint32_t *root)
{
	g_autoptr(GArray) appeared = g_array_new(FALSE, FALSE, sizeof(struct moved_path));
	g_autoptr(GArray) indexes = list_appeared(walk, parent, appeared);
	if (indexes->len == 0)
		return true;
	if (!find_losses(walk, commit, parent))
		return false;
	g_autoptr(GArray) vanished = g_array_new(FALSE, FALSE, sizeof(struct moved_path));
	if (!list_vanished(walk, vanished))
		return false;
	if (vanished->len == 0)
		return true;
	g_autofree uint32_t *sources = g_new(uint32_t, appeared->len);
	rename_match(&walk->store, (const struct moved_path *)(void *)appeared->data, appeared->len,
	             (const struct moved_path *)(void *)vanished->data, vanished->len, sources);
	bind_names(walk, indexes, vanished, sources, root);
	return true;
}

static bool hand_on_names(struct walk *walk, const struct logged_commit *commit)
{
	for (unsigned i = 0; i < commit->parent_count; i++) {
		uint32_t parent = commit_log_parent(&walk->log, commit, i);
		uint32_t root = walk->root;
		if (!follow_renames(walk, commit, i, &root))
			return false;
		walk->roots[parent] =
		        walk->roots[parent] == ROOT_UNKNOWN
		                ? root
		                : name_map_join(&walk->names, walk->roots[parent], root);
	}
	return true;
}

static bool walk_commits(struct walk *walk)
{
	uint32_t count = commit_log_count(&walk->log);
	walk->roots = g_new(uint32_t, count);
	for (uint32_t i = 0; i < count; i++)
		walk->roots[i] = ROOT_UNKNOWN;
	walk->roots[0] = NAME_MAP_START;
	for (uint32_t i = 0; i < count; i++) {
		walk->commit = walk->log.order[i];
		walk->root = walk->roots[walk->commit];
		g_array_set_size(walk->changes, 0);
		g_array_set_size(walk->losses, 0);
		arena_clear(walk->scratch);
		const struct logged_commit *commit = commit_log_get(&walk->log, walk->commit);
		walk->everywhere = commit->parent_count >= 32
		                           ? UINT32_MAX
		                           : (UINT32_C(1) << commit->parent_count) - 1;
		if (!compare_commit(walk, commit) || !hand_on_names(walk, commit))
			return false;
	}
	return true;
}

/* ---- the result */

static struct history *make_history(struct walk *walk)
{
	size_t file_count = walk->files.count;
	uint32_t commit_count = commit_log_count(&walk->log);
	struct history *history = g_new0(struct history, 1);
	history->arena = g_steal_pointer(&walk->arena);
	history->file_count = file_count;
	history->commit_count = commit_count;
	history->commits = g_new(struct commit_note, commit_count);
	for (uint32_t i = 0; i < commit_count; i++)
		history->commits[i] = (struct commit_note){
		        .id = object_id_of(id_table_get(&walk->log.ids, i)),
		        .seconds = commit_log_get(&walk->log, i)->seconds,
		};
	commit_log_clear(&walk->log);

	/* A counting sort: how many each file has, where they start, then each into its place. */
	history->starts = g_new0(uint32_t, file_count + 1);
	for (unsigned i = 0; i < walk->notes->len; i++)
		history->starts[g_array_index(walk->notes, struct note, i).file + 1]++;
	for (size_t i = 0; i < file_count; i++)
		history->starts[i + 1] += history->starts[i];
	history->versions = g_new(struct version, walk->notes->len + 1);
	uint32_t *next = walk->last_commits; /* not needed any more, and of the right size */
	memcpy(next, history->starts, file_count * sizeof *next);
	for (unsigned i = 0; i < walk->notes->len; i++) {
		const struct note *note = &g_array_index(walk->notes, struct note, i);
		history->versions[next[note->file]++] = (struct version){
		        .blob = object_id_of(&note->blob),
		        .commit = &history->commits[note->commit],
		        .path = path_text(walk, note->path),
		};
	}
	return history;
}

static void walk_init(struct walk *walk, struct report *report, const struct source_files *files)
{
	*walk = (struct walk){
	        .report = report,
	        .files = *files,
	        .arena = arena_new(),
	        .numbers = g_hash_table_new(g_str_hash, g_str_equal),
	        .old_paths = g_ptr_array_new(),
	        .notes = g_array_new(FALSE, FALSE, sizeof(struct note)),
	        .last_commits = g_new(uint32_t, files->count + 1),
	        .scratch = arena_new(),
	        .changes = g_array_new(FALSE, FALSE, sizeof(struct change)),
	        .losses = g_array_new(FALSE, FALSE, sizeof(struct loss)),
	};
	name_map_init(&walk->names, (uint32_t)files->count);
	for (uint32_t i = 0; i < files->count; i++) {
		walk->last_commits[i] = UINT32_MAX;
		g_hash_table_insert(walk->numbers, (char *)files->items[i].path,
		                    GUINT_TO_POINTER(i + 1));
	}
}

static void walk_clear(struct walk *walk)
{
	tree_cache_free(walk->store.trees);
	commit_log_clear(&walk->log);
	arena_free(walk->arena);
	g_hash_table_unref(walk->numbers);
	g_ptr_array_unref(walk->old_paths);
	name_map_clear(&walk->names);
	g_free(walk->roots);
	g_array_unref(walk->notes);
	g_free(walk->last_commits);
	arena_free(walk->scratch);
	g_array_unref(walk->changes);
	g_array_unref(walk->losses);
}

struct history *history_read(struct report *report, const struct repository *repository,
                             const struct source_files *files)
{
	struct walk walk;
	struct history *history = NULL;
	walk_init(&walk, report, files);
	walk.store = repository->store;
	walk.store.trees = tree_cache_new();
	/* Hashing trees would take a third of the time; zlib's own check finds damaged ones. */
	object_store_verify(false);
	if (commit_log_read(report, &walk.store, &repository->commit, repository->boundary,
	                    &walk.log) &&
	    walk_commits(&walk))
		history = make_history(&walk);
	object_store_verify(true);
	walk_clear(&walk);
	return history;
}

void history_free(struct history *history)
{
	if (history == NULL)
		return;
	arena_free(history->arena);
	g_free(history->versions);
	g_free(history->starts);
	g_free(history->commits);
	g_free(history);
}

struct file_history history_of(const struct history *history, size_t file)
{
	g_assert(file < history->file_count);
	uint32_t start = history->starts[file];
	return (struct file_history){.versions = history->versions + start,
	                             .count = history->starts[file + 1] - start};
}

unsigned history_commit_count(const struct history *history)
{
	return history->commit_count;
}
