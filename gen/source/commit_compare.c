/* SPDX-License-Identifier: MIT */
/*
 * Changes go into the row as they are found, so that a commit of a hundred thousand files takes no
 * more than its row; only when there is something to match are they read from it again.
 */
#include "source/commit_compare.h"

#include <string.h>

#include "source/rename.h"
#include "source/tree_walk.h"

/*
 * Of a row. The two million files that one commit may bring take half of it; what takes more was
 * made to harm.
 */
enum { ROW_MOST = 256 * 1024 * 1024 };

/* What one parent has and the commit has not. */
struct loss {
	const char *path; /* in the scratch arena */
	git_oid id;
	bool is_folder;
};

void comparer_init(struct comparer *comparer, struct report *report,
                   const struct object_store *store, const struct commit_log *log)
{
	*comparer = (struct comparer){
	        .report = report,
	        .store = store,
	        .log = log,
	        .scratch = arena_new(),
	        .row = g_byte_array_new(),
	        .losses = g_array_new(FALSE, FALSE, sizeof(struct loss)),
	};
	facts_reader_init(&comparer->reader);
}

void comparer_clear(struct comparer *comparer)
{
	arena_free(comparer->scratch);
	g_byte_array_unref(comparer->row);
	g_array_unref(comparer->losses);
	facts_reader_clear(&comparer->reader);
}

/* ---- changes */

static void write_change(void *context, const char *path, const git_oid *blob, uint32_t absent)
{
	struct comparer *comparer = context;
	struct facts_change change = {path, *blob, absent};
	comparer->absent |= absent;
	if (comparer->row->len > ROW_MOST)
		return; /* reported when all are seen */
	facts_write_change(&comparer->writer, &change);
}

static void note_loss(void *context, const char *path, const git_oid *id, bool is_folder)
{
	struct comparer *comparer = context;
	struct loss loss = {arena_string(comparer->scratch, path), *id, is_folder};
	g_array_append_val(comparer->losses, loss);
}

static const git_oid *parent_tree(const struct comparer *comparer,
                                  const struct logged_commit *commit, unsigned parent)
{
	uint32_t number = commit_log_parent(comparer->log, commit, parent);
	return &commit_log_get(comparer->log, number)->tree;
}

static bool compare_commit(struct comparer *comparer, const struct logged_commit *commit)
{
	unsigned count = commit->parent_count;
	g_autofree const git_oid **parents = g_new(const git_oid *, count);
	for (unsigned i = 0; i < count; i++)
		parents[i] = parent_tree(comparer, commit, i);
	struct tree_comparison comparison = {.report = comparer->report,
	                                     .store = comparer->store,
	                                     .context = comparer,
	                                     .changed = write_change,
	                                     .gone = count == 1 ? note_loss : NULL};
	return tree_compare(&comparison, &commit->tree, parents, count);
}

/* ---- renames */

/* For a merge, what is lost is asked for each parent apart, and only when there is need. */
static bool find_losses(struct comparer *comparer, const struct logged_commit *commit,
                        unsigned parent)
{
	if (commit->parent_count == 1)
		return true;
	g_array_set_size(comparer->losses, 0);
	const git_oid *tree = parent_tree(comparer, commit, parent);
	struct tree_comparison comparison = {.report = comparer->report,
	                                     .store = comparer->store,
	                                     .context = comparer,
	                                     .gone = note_loss};
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

static bool list_vanished(struct comparer *comparer, GArray *out)
{
	struct vanished_list list = {.scratch = comparer->scratch, .paths = out};
	struct tree_listing listing = {.report = comparer->report,
	                               .store = comparer->store,
	                               .context = &list,
	                               .visit = add_vanished};
	for (unsigned i = 0; i < comparer->losses->len; i++) {
		const struct loss *loss = &g_array_index(comparer->losses, struct loss, i);
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

/* The changes under paths that the parent has not, and in `indexes` their numbers. */
static void list_appeared(struct comparer *comparer, unsigned parent, GArray *paths, GArray *indexes)
{
	struct facts_head head;
	struct facts_change change;
	struct facts_reader *reader = &comparer->reader;
	facts_open(reader, comparer->row->data, comparer->row->len, &head);
	while (facts_next_change(reader, &change)) {
		if (!(change.absent >> parent & 1))
			continue;
		uint32_t index = reader->change_count - 1;
		struct moved_path appeared = {arena_string(comparer->scratch, change.path),
		                              change.blob};
		g_array_append_val(paths, appeared);
		g_array_append_val(indexes, index);
	}
}

/* Writes down what the matching with one parent found. */
static void write_renames(struct comparer *comparer, unsigned parent, const GArray *indexes,
                          const GArray *vanished, const uint32_t *sources)
{
	for (unsigned i = 0; i < indexes->len; i++) {
		if (sources[i] == RENAME_NONE)
			continue;
		struct facts_rename rename = {
		        parent, g_array_index(indexes, uint32_t, i),
		        g_array_index(vanished, struct moved_path, sources[i]).path};
		facts_write_rename(&comparer->writer, &rename);
	}
}

static bool find_renames(struct comparer *comparer, const struct logged_commit *commit,
                         unsigned parent, bool *lacks_texts)
{
	if (!find_losses(comparer, commit, parent))
		return false;
	g_autoptr(GArray) vanished = g_array_new(FALSE, FALSE, sizeof(struct moved_path));
	if (!list_vanished(comparer, vanished))
		return false;
	if (vanished->len == 0)
		return true;
	g_autoptr(GArray) appeared = g_array_new(FALSE, FALSE, sizeof(struct moved_path));
	g_autoptr(GArray) indexes = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	list_appeared(comparer, parent, appeared, indexes);
	g_autofree uint32_t *sources = g_new(uint32_t, appeared->len);
	enum rename_basis basis = rename_match(
	        comparer->store, (const struct moved_path *)(void *)appeared->data, appeared->len,
	        (const struct moved_path *)(void *)vanished->data, vanished->len, sources);
	if (basis != RENAME_BY_NAMES)
		comparer->row->data[0] |= FACTS_TEXTS;
	*lacks_texts |= basis == RENAME_TEXTS_MISSING;
	write_renames(comparer, parent, indexes, vanished, sources);
	return true;
}

/* ---- */

static bool run(struct comparer *comparer, const struct logged_commit *commit, bool *lacks_texts)
{
	if (!compare_commit(comparer, commit))
		return false;
	if (comparer->row->len > ROW_MOST)
		return report_error(comparer->report, place_none(), "repository/size",
		                    _("the names of the files that one commit brings take more "
		                      "than %d MB, which is more than can be read; divide the "
		                      "repository"),
		                    ROW_MOST / 1024 / 1024);
	facts_write_end(&comparer->writer);
	for (unsigned i = 0; i < MIN(commit->parent_count, 32); i++)
		if ((comparer->absent >> i & 1) && !find_renames(comparer, commit, i, lacks_texts))
			return false;
	facts_write_end(&comparer->writer);
	return true;
}

bool comparer_run(struct comparer *comparer, uint32_t commit, bool *lacks_texts)
{
	const struct logged_commit *logged = commit_log_get(comparer->log, commit);
	g_autoptr(GByteArray) parents = g_byte_array_new();
	for (unsigned i = 0; i < logged->parent_count; i++) {
		uint32_t parent = commit_log_parent(comparer->log, logged, i);
		g_byte_array_append(parents, id_table_get(&comparer->log->ids, parent)->id,
		                    GIT_OID_RAWSZ);
	}
	struct facts_head head = {.flags = logged->is_cut ? FACTS_CUT : 0,
	                          .tree = logged->tree,
	                          .seconds = logged->seconds,
	                          .parent_count = logged->parent_count,
	                          .parents = parents->data};
	*lacks_texts = false;
	comparer->absent = 0;
	arena_clear(comparer->scratch);
	g_array_set_size(comparer->losses, 0);
	g_byte_array_set_size(comparer->row, 0);
	facts_writer_init(&comparer->writer, comparer->row, &head);
	bool done = run(comparer, logged, lacks_texts);
	facts_writer_clear(&comparer->writer);
	return done;
}
