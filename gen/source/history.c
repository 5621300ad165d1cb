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

#include "source/commit_compare.h"
#include "source/commit_log.h"
#include "source/fact_rows.h"
#include "source/name_map.h"
#include "source/repository_private.h"

struct history {
	struct arena *arena;         /* old paths, rows */
	struct version *versions;    /* those of file 0, of file 1, … */
	uint32_t *starts;            /* of each file, and one more */
	struct commit_note *commits; /* by their number in the log */
	struct id_table ids;         /* number the commits */
	struct facts_row *rows;      /* of each commit */
	uint32_t commit_count;
	uint32_t compared; /* commits */
	size_t file_count;
};

/* A version as the walk notes it. */
struct note {
	git_oid blob;
	uint32_t file;
	uint32_t path;
	uint32_t commit;
};

/* A path that the commit at hand changed. */
struct meaning {
	uint32_t path; /* its number, or NAME_MAP_NO_FILE for one that never was a file of ours */
	uint32_t file; /* or NAME_MAP_NO_FILE */
};

/* A file of ours that the commit at hand renamed. */
struct binding {
	uint32_t parent;
	uint32_t new_path;
	uint32_t old_path;
	uint32_t file;
};

struct walk {
	struct report *report;
	struct object_store store;
	struct commit_log log;
	struct source_files files;
	struct arena *arena; /* paths that no file has now, and rows */
	GHashTable *numbers; /* path → its number plus 1; the first `files.count` are the files */
	GPtrArray *old_paths; /* those with the numbers from `files.count` on */
	struct name_map names;
	uint32_t *roots; /* what paths mean at each commit; ROOT_UNKNOWN: not reached yet */
	GArray *notes;
	uint32_t *last_commits; /* of each file: the commit of its last note */
	uint32_t commit;        /* at hand */
	uint32_t root;          /* its names */
	uint32_t everywhere;    /* `absent` of a path that none of its parents has */
	GArray *changes;        /* of the commit at hand: struct meaning, for each */
	GArray *bindings;       /* of the commit at hand: struct binding */
	struct fact_rows known;
	struct facts_reader reader;
	struct comparer comparer;
	uint32_t compared; /* commits */
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

static void note_change(struct walk *walk, const struct facts_change *change)
{
	uint32_t number = path_number(walk, change->path);
	uint32_t file = number == NAME_MAP_NO_FILE ? NAME_MAP_NO_FILE
	                                           : name_map_get(&walk->names, walk->root, number);
	struct meaning meaning = {.path = number, .file = file};
	g_array_append_val(walk->changes, meaning);
	if (file == NAME_MAP_NO_FILE)
		return;
	if (change->absent == walk->everywhere)
		name_map_begun(&walk->names, file);
	/* Only joined branches can give one file two names in one commit; one version will do. */
	if (walk->last_commits[file] == walk->commit)
		return;
	walk->last_commits[file] = walk->commit;
	struct note note = {change->blob, file, number, walk->commit};
	g_array_append_val(walk->notes, note);
}

/* Only what is a file of today is followed further back. */
static void note_rename(struct walk *walk, const struct facts_rename *rename)
{
	struct meaning meaning = g_array_index(walk->changes, struct meaning, rename->change);
	if (meaning.file == NAME_MAP_NO_FILE)
		return;
	struct binding binding = {.parent = rename->parent,
	                          .new_path = meaning.path,
	                          .old_path = path_number_add(walk, rename->old_path),
	                          .file = meaning.file};
	g_array_append_val(walk->bindings, binding);
}

/*
 * What paths mean at a parent: as at the commit, but for what was renamed. `*at`: where the
 * bindings of that parent begin, then where they end.
 */
static uint32_t bind_names(struct walk *walk, unsigned parent, unsigned *at)
{
	const struct binding *bindings = (const struct binding *)(void *)walk->bindings->data;
	uint32_t root = walk->root;
	unsigned begin = *at;
	name_map_begin(&walk->names);
	/* All new names first: one file's new name may be another's old one. */
	for (; *at < walk->bindings->len && bindings[*at].parent == parent; (*at)++)
		root = name_map_set(&walk->names, root, bindings[*at].new_path, NAME_MAP_NO_FILE);
	for (unsigned i = begin; i < *at; i++)
		if (bindings[i].old_path < NAME_MAP_PATHS_MOST)
			root = name_map_set(&walk->names, root, bindings[i].old_path,
			                    bindings[i].file);
	return root;
}

static void hand_on_names(struct walk *walk, const struct logged_commit *commit)
{
	unsigned at = 0;
	for (unsigned i = 0; i < commit->parent_count; i++) {
		uint32_t parent = commit_log_parent(&walk->log, commit, i);
		uint32_t root = bind_names(walk, i, &at);
		walk->roots[parent] =
		        walk->roots[parent] == ROOT_UNKNOWN
		                ? root
		                : name_map_join(&walk->names, walk->roots[parent], root);
	}
}

static void walk_facts(struct walk *walk, const struct logged_commit *commit)
{
	struct facts_reader *reader = &walk->reader;
	struct facts_head head;
	struct facts_change change;
	struct facts_rename rename;
	g_array_set_size(walk->changes, 0);
	g_array_set_size(walk->bindings, 0);
	facts_open(reader, commit->row.bytes, commit->row.length, &head);
	while (facts_next_change(reader, &change))
		note_change(walk, &change);
	while (facts_next_rename(reader, &rename))
		note_rename(walk, &rename);
	hand_on_names(walk, commit);
}

/* Compares a commit of which nothing is known. */
static bool find_facts(struct walk *walk, struct logged_commit *commit)
{
	struct comparer *comparer = &walk->comparer;
	bool lacks_texts;
	if (!comparer_run(comparer, walk->commit, &lacks_texts))
		return false;
	const char *row =
	        arena_copy(walk->arena, (const char *)comparer->row->data, comparer->row->len);
	commit->row = (struct facts_row){.bytes = (const uint8_t *)row,
	                                 .length = comparer->row->len,
	                                 .lacks_texts = lacks_texts};
	walk->compared++;
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
		struct logged_commit *commit = commit_log_get(&walk->log, walk->commit);
		walk->everywhere = commit->parent_count >= 32
		                           ? UINT32_MAX
		                           : (UINT32_C(1) << commit->parent_count) - 1;
		if (commit->row.bytes == NULL && !find_facts(walk, commit))
			return false;
		walk_facts(walk, commit);
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
	history->compared = walk->compared;
	history->commits = g_new(struct commit_note, commit_count);
	history->rows = g_new(struct facts_row, commit_count);
	for (uint32_t i = 0; i < commit_count; i++) {
		const struct logged_commit *commit = commit_log_get(&walk->log, i);
		history->commits[i] = (struct commit_note){
		        .id = object_id_of(id_table_get(&walk->log.ids, i)),
		        .seconds = commit->seconds,
		};
		history->rows[i] = commit->row;
	}
	history->ids = walk->log.ids;
	walk->log.ids = (struct id_table){0};
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
	        .changes = g_array_new(FALSE, FALSE, sizeof(struct meaning)),
	        .bindings = g_array_new(FALSE, FALSE, sizeof(struct binding)),
	};
	name_map_init(&walk->names, (uint32_t)files->count);
	facts_reader_init(&walk->reader);
	comparer_init(&walk->comparer, report, &walk->store, &walk->log);
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
	g_array_unref(walk->changes);
	g_array_unref(walk->bindings);
	fact_rows_clear(&walk->known);
	facts_reader_clear(&walk->reader);
	comparer_clear(&walk->comparer);
}

struct history *history_read(struct report *report, const struct repository *repository,
                             const struct source_files *files, struct store *known)
{
	struct walk walk;
	struct history *history = NULL;
	walk_init(&walk, report, files);
	walk.store = repository->store;
	walk.store.trees = tree_cache_new();
	fact_rows_load(&walk.known, known, repository->store.is_partial, walk.arena);
	/* Hashing trees would take a third of the time; zlib's own check finds damaged ones. */
	object_store_verify(false);
	if (commit_log_read(report, &walk.store, &repository->commit, repository->boundary,
	                    &walk.known, &walk.log) &&
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
	id_table_clear(&history->ids);
	g_free(history->rows);
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

unsigned history_commits_read(const struct history *history)
{
	return history->compared;
}

bool history_lacks_texts(const struct history *history)
{
	for (uint32_t i = 0; i < history->commit_count; i++)
		if (history->rows[i].lacks_texts)
			return true;
	return false;
}

bool history_keep(const struct history *history, struct store *to)
{
	return fact_rows_keep(&history->ids, history->rows, to);
}
