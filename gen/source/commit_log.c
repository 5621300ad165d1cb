/* SPDX-License-Identifier: MIT */
/*
 * The commits of a history, each read once.
 *
 * libgit2 has a walk of its own, but it fails in a shallow clone, whose first commits name parents
 * that are not there, and it keeps much of each commit. Here a commit is its tree, its time and its
 * parents. Clocks of committers cannot be trusted (1970 and 2038 both occur), so the order is one
 * of parentage first; time only chooses among commits that are free to come next.
 */
#include "source/commit_log.h"

#include <stdlib.h>
#include <string.h>

/*
 * ---- one commit object: lines "tree ID", "parent ID"…, "author …", "committer NAME <MAIL> SECONDS
 * ZONE", …
 */

struct text {
	const char *at;
	const char *end;
};

/* Takes "`key` ID\n" off the front; false when something else stands there. */
static bool take_id(struct text *text, const char *key, git_oid *out)
{
	size_t length = strlen(key);
	if ((size_t)(text->end - text->at) < length + GIT_OID_HEXSZ + 1 ||
	    memcmp(text->at, key, length) != 0 || text->at[length + GIT_OID_HEXSZ] != '\n' ||
	    git_oid_fromstrn(out, text->at + length, GIT_OID_HEXSZ) < 0)
		return false;
	text->at += length + GIT_OID_HEXSZ + 1;
	return true;
}

/* 0 for a commit without one, as git has it. */
static int64_t find_seconds(struct text text)
{
	static const char key[] = "committer ";
	while (text.at < text.end && *text.at != '\n') {
		const char *line_end = memchr(text.at, '\n', (size_t)(text.end - text.at));
		if (line_end == NULL)
			line_end = text.end;
		if (g_str_has_prefix(text.at, key)) {
			const char *mail_end = g_strrstr_len(text.at, line_end - text.at, ">");
			return mail_end == NULL ? 0 : strtoll(mail_end + 1, NULL, 10);
		}
		text.at = line_end == text.end ? line_end : line_end + 1;
	}
	return 0;
}

struct log_walk {
	struct commit_log *log;
	struct fact_rows *known;
	struct id_table boundary;
};

static void add_parent(struct commit_log *log, struct logged_commit *commit, const git_oid *parent)
{
	uint32_t number = id_table_add(&log->ids, parent);
	g_array_append_val(log->parents, number);
	commit->parent_count++;
}

static bool parse_commit(struct commit_log *log, git_odb_object *object,
                         struct logged_commit *commit)
{
	const char *data = git_odb_object_data(object);
	struct text text = {data, data + git_odb_object_size(object)};
	if (!take_id(&text, "tree ", &commit->tree))
		return false;
	git_oid parent;
	while (take_id(&text, "parent ", &parent))
		if (!commit->is_cut)
			add_parent(log, commit, &parent);
	commit->seconds = find_seconds(text);
	return true;
}

static bool read_object(struct report *report, const struct object_store *store,
                        struct commit_log *log, const git_oid *id, struct logged_commit *commit)
{
	git_odb_object *object = NULL;
	if (!object_store_read(report, store, place_none(), id, GIT_OBJECT_COMMIT, &object))
		return false;
	bool is_commit = parse_commit(log, object, commit);
	git_odb_object_free(object);
	return is_commit || object_store_report_damaged(report, place_none(), id, GIT_OBJECT_COMMIT,
	                                                _("its lines cannot be read"));
}

static void take_head(struct commit_log *log, const struct facts_head *head,
                      struct logged_commit *commit)
{
	commit->tree = head->tree;
	commit->seconds = head->seconds;
	for (uint32_t i = 0; i < head->parent_count; i++) {
		git_oid parent;
		memcpy(parent.id, head->parents + (size_t)i * sizeof parent.id, sizeof parent.id);
		add_parent(log, commit, &parent);
	}
}

static bool read_commits(struct report *report, const struct object_store *store,
                         struct log_walk *walk)
{
	struct commit_log *log = walk->log;
	/*
	 * Each commit adds its parents to the table, so the table is also the queue of what is
	 * still to be read.
	 */
	for (uint32_t number = 0; number < id_table_count(&log->ids); number++) {
		git_oid id = *id_table_get(&log->ids, number);
		struct facts_head head;
		struct logged_commit commit = {.first_parent = log->parents->len,
		                               .is_cut = id_table_find(&walk->boundary, &id) !=
		                                         ID_TABLE_NONE};
		commit.row = fact_rows_find(walk->known, &id, commit.is_cut, &head);
		if (commit.row.bytes != NULL)
			take_head(log, &head, &commit);
		else if (!read_object(report, store, log, &id, &commit))
			return false;
		g_array_append_val(log->commits, commit);
	}
	return true;
}

/* ---- the order */

/* A commit all of whose children have come. */
struct ready {
	int64_t seconds;
	uint32_t turn; /* among equal times, the one that was ready first */
	uint32_t number;
};

static bool comes_before(const struct ready *a, const struct ready *b)
{
	if (a->seconds != b->seconds)
		return a->seconds > b->seconds;
	return a->turn < b->turn;
}

/* `heap` is a binary heap: what comes next is the first. */
static void heap_push(GArray *heap, struct ready ready)
{
	g_array_append_val(heap, ready);
	struct ready *items = (struct ready *)(void *)heap->data;
	unsigned at = heap->len - 1;
	while (at > 0 && comes_before(&ready, &items[(at - 1) / 2])) {
		items[at] = items[(at - 1) / 2];
		at = (at - 1) / 2;
	}
	items[at] = ready;
}

static struct ready heap_pop(GArray *heap)
{
	struct ready *items = (struct ready *)(void *)heap->data;
	struct ready first = items[0];
	struct ready last = items[heap->len - 1];
	g_array_set_size(heap, heap->len - 1);
	unsigned at = 0;
	for (;;) {
		unsigned below = at * 2 + 1;
		if (below + 1 < heap->len && comes_before(&items[below + 1], &items[below]))
			below++;
		if (below >= heap->len || !comes_before(&items[below], &last))
			break;
		items[at] = items[below];
		at = below;
	}
	if (heap->len > 0)
		items[at] = last;
	return first;
}

static void put_in_order(struct commit_log *log)
{
	uint32_t count = commit_log_count(log);
	g_autofree uint32_t *children = g_new0(uint32_t, count);
	for (unsigned i = 0; i < log->parents->len; i++)
		children[g_array_index(log->parents, uint32_t, i)]++;
	log->order = g_new(uint32_t, count);
	g_autoptr(GArray) heap = g_array_new(FALSE, FALSE, sizeof(struct ready));
	heap_push(heap, (struct ready){.seconds = commit_log_get(log, 0)->seconds});
	uint32_t turn = 1;
	for (uint32_t placed = 0; heap->len > 0; placed++) {
		uint32_t number = heap_pop(heap).number;
		const struct logged_commit *commit = commit_log_get(log, number);
		log->order[placed] = number;
		for (unsigned i = 0; i < commit->parent_count; i++) {
			uint32_t parent = commit_log_parent(log, commit, i);
			if (--children[parent] == 0)
				heap_push(heap, (struct ready){commit_log_get(log, parent)->seconds,
				                               turn++, parent});
		}
	}
}

bool commit_log_read(struct report *report, const struct object_store *store, const git_oid *newest,
                     const GArray *boundary, struct fact_rows *known, struct commit_log *out)
{
	*out = (struct commit_log){
	        .commits = g_array_new(FALSE, FALSE, sizeof(struct logged_commit)),
	        .parents = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
	};
	id_table_init(&out->ids, 0);
	id_table_add(&out->ids, newest);
	struct log_walk walk = {.log = out, .known = known};
	id_table_init(&walk.boundary, boundary->len);
	for (unsigned i = 0; i < boundary->len; i++)
		id_table_add(&walk.boundary, &g_array_index(boundary, git_oid, i));
	bool done = read_commits(report, store, &walk);
	id_table_clear(&walk.boundary);
	if (done)
		put_in_order(out);
	return done;
}

void commit_log_clear(struct commit_log *log)
{
	id_table_clear(&log->ids);
	if (log->commits != NULL)
		g_array_unref(log->commits);
	if (log->parents != NULL)
		g_array_unref(log->parents);
	g_free(log->order);
	*log = (struct commit_log){0};
}
