/* SPDX-License-Identifier: MIT */
/*
 * Trees are read raw: a tree object is a run of "mode name NUL id", sorted by name, where the name
 * of a folder counts as if it ended with '/'. Several lists in one order can be compared by walking
 * along them side by side, and a folder whose id is the same in two trees is the same all the way
 * down: that is why a commit costs what it changed and not what there is.
 *
 * A tree may come from anybody. Nothing here relies on its being sorted for safety (only for
 * finding what changed), and depth and size are limited, because ten trees that name each other ten
 * times each make 10,000,000,000 files.
 */
#include "source/tree_walk.h"

#include <string.h>

enum {
	MODE_KIND = 0170000,
	MODE_FOLDER = 0040000,
	MODE_FILE = 0100000,
	MODE_SUBMODULE = 0160000,
	MODE_MOST = 0777777,
	DEPTH_MOST = 128,
	ENTRIES_MOST = 2 * 1000 * 1000
};

bool tree_entry_is_folder(const struct tree_entry *entry)
{
	return (entry->mode & MODE_KIND) == MODE_FOLDER;
}

bool tree_entry_is_file(const struct tree_entry *entry)
{
	return (entry->mode & MODE_KIND) == MODE_FILE;
}

bool tree_entry_is_submodule(const struct tree_entry *entry)
{
	return (entry->mode & MODE_KIND) == MODE_SUBMODULE;
}

bool tree_entry_is_unsafe(const struct tree_entry *entry)
{
	const char *name = entry->name;
	if (name[0] == '\0' || strchr(name, '/') != NULL)
		return true;
	if (name[0] != '.')
		return false;
	return name[1] == '\0' || strcmp(name, "..") == 0 || g_ascii_strcasecmp(name, ".git") == 0;
}

/* A place in one tree object; all zero for a tree that is not there. */
struct reader {
	git_odb_object *object;
	const uint8_t *at;
	const uint8_t *end;
};

static void reader_close(struct reader *reader)
{
	if (reader->object != NULL)
		git_odb_object_free(reader->object);
}

static bool reader_open(struct report *report, const struct object_store *store, const char *folder,
                        const git_oid *id, struct reader *out)
{
	struct place place = folder[0] == '\0' ? place_none() : place_of_file(folder);
	if (!object_store_read_tree(report, store, place, id, &out->object))
		return false;
	out->at = git_odb_object_data(out->object);
	out->end = out->at + git_odb_object_size(out->object);
	return true;
}

static bool report_malformed(struct report *report, const struct reader *reader)
{
	return object_store_report_damaged(report, place_none(), git_odb_object_id(reader->object),
	                                   GIT_OBJECT_TREE, _("its entries cannot be read"));
}

enum step { STEP_END, STEP_ENTRY, STEP_MALFORMED };

static enum step reader_step(struct reader *reader, struct tree_entry *out)
{
	const uint8_t *at = reader->at;
	if (at == reader->end)
		return STEP_END;
	out->mode = 0;
	for (; at < reader->end && *at >= '0' && *at <= '7' && out->mode <= MODE_MOST; at++)
		out->mode = out->mode * 8 + (unsigned)(*at - '0');
	if (at == reader->at || at == reader->end || *at != ' ')
		return STEP_MALFORMED;
	at++;
	const uint8_t *name_end = memchr(at, '\0', (size_t)(reader->end - at));
	if (name_end == NULL || reader->end - name_end <= GIT_OID_RAWSZ)
		return STEP_MALFORMED;
	out->name = (const char *)at;
	out->id = name_end + 1;
	reader->at = out->id + GIT_OID_RAWSZ;
	return STEP_ENTRY;
}

static git_oid entry_oid(const struct tree_entry *entry)
{
	git_oid oid;
	memcpy(oid.id, entry->id, sizeof oid.id);
	return oid;
}

/* Appends a name to the path of its folder; returns the length to cut the path back to. */
static size_t path_enter(GString *path, const char *name)
{
	size_t length = path->len;
	if (length > 0)
		g_string_append_c(path, '/');
	g_string_append(path, name);
	return length;
}

static bool count_entry(struct report *report, unsigned *entries, unsigned depth)
{
	if (depth > DEPTH_MOST)
		return report_error(
		        report, place_none(), "repository/depth",
		        _("folders lie more than %d deep in each other, which is more than can be "
		          "read; lay them out flatter"),
		        (int)DEPTH_MOST);
	if (++*entries > ENTRIES_MOST)
		return report_error(
		        report, place_none(), "repository/size",
		        _("one commit holds more than %d files, which is more than can be read; "
		          "divide the repository"),
		        (int)ENTRIES_MOST);
	return true;
}

/* ---- listing */

struct list_walk {
	const struct tree_listing *listing;
	GString *path;
	unsigned entries;
};

static bool list_folder(struct list_walk *walk, const git_oid *id, unsigned depth);

static bool list_entry(struct list_walk *walk, const struct tree_entry *entry, unsigned depth)
{
	const struct tree_listing *listing = walk->listing;
	if (!count_entry(listing->report, &walk->entries, depth))
		return false;
	size_t length = path_enter(walk->path, entry->name);
	bool go_on;
	if (tree_entry_is_folder(entry) && !tree_entry_is_unsafe(entry)) {
		git_oid id = entry_oid(entry);
		go_on = list_folder(walk, &id, depth + 1);
	} else {
		go_on = listing->visit(listing->context, walk->path->str, entry);
	}
	g_string_truncate(walk->path, length);
	return go_on;
}

static bool list_folder(struct list_walk *walk, const git_oid *id, unsigned depth)
{
	struct report *report = walk->listing->report;
	struct reader reader = {0};
	if (!reader_open(report, walk->listing->store, walk->path->str, id, &reader))
		return false;
	struct tree_entry entry;
	enum step step;
	bool go_on = true;
	while (go_on && (step = reader_step(&reader, &entry)) != STEP_END)
		go_on = step == STEP_MALFORMED ? report_malformed(report, &reader)
		                               : list_entry(walk, &entry, depth);
	reader_close(&reader);
	return go_on;
}

bool tree_list(const struct tree_listing *listing, const char *folder, const git_oid *tree)
{
	struct list_walk walk = {.listing = listing, .path = g_string_new(folder)};
	bool done = list_folder(&walk, tree, 0);
	g_string_free(walk.path, TRUE);
	return done;
}

/* ---- comparing */

/* One parent's side of a folder that is compared. */
struct side {
	struct reader reader;
	struct tree_entry entry; /* the next one that was not passed yet */
	bool has_entry;
	bool is_matched; /* the entry stands on the other side too */

	/* The id of the folder that is walked into, in this parent; NULL: not there. */
	const uint8_t *below;
};

struct compare_walk {
	const struct tree_comparison *comparison;
	GString *path;
	unsigned count; /* of parents */
	unsigned entries;
};

/* git's order of the entries of a folder. */
static int entry_order(const struct tree_entry *a, const struct tree_entry *b)
{
	const char *first = a->name;
	const char *second = b->name;
	while (*first != '\0' && *first == *second) {
		first++;
		second++;
	}
	unsigned char x = (unsigned char)*first;
	unsigned char y = (unsigned char)*second;
	if (x == '\0' && tree_entry_is_folder(a))
		x = '/';
	if (y == '\0' && tree_entry_is_folder(b))
		y = '/';
	return (x > y) - (x < y);
}

static void tell_gone(struct compare_walk *walk, const struct tree_entry *entry)
{
	const struct tree_comparison *comparison = walk->comparison;
	bool is_folder = tree_entry_is_folder(entry);
	if (comparison->gone == NULL || tree_entry_is_unsafe(entry) ||
	    (!is_folder && !tree_entry_is_file(entry)))
		return;
	git_oid id = entry_oid(entry);
	size_t length = path_enter(walk->path, entry->name);
	comparison->gone(comparison->context, walk->path->str, &id, is_folder);
	g_string_truncate(walk->path, length);
}

static bool side_advance(struct compare_walk *walk, struct side *side)
{
	if (side->has_entry && !side->is_matched)
		tell_gone(walk, &side->entry);
	side->is_matched = false;
	side->has_entry = false;
	if (side->reader.object == NULL)
		return true;
	enum step step = reader_step(&side->reader, &side->entry);
	side->has_entry = step == STEP_ENTRY;
	return step != STEP_MALFORMED || report_malformed(walk->comparison->report, &side->reader);
}

enum match { MATCH_NONE, MATCH_OTHER, MATCH_SAME, MATCH_FAILED };

/*
 * Whether name, kind and id are the same: nearly all entries are, so this is asked before anything
 * is ordered.
 */
static bool is_same_entry(const struct tree_entry *a, const struct tree_entry *b)
{
	size_t length = (size_t)(a->id - (const uint8_t *)a->name);
	return length == (size_t)(b->id - (const uint8_t *)b->name) &&
	       ((a->mode ^ b->mode) & MODE_KIND) == 0 &&
	       memcmp(a->name, b->name, length + GIT_OID_RAWSZ) == 0;
}

/* Looks for `entry` on one side and passes over what comes before it. */
static enum match side_match(struct compare_walk *walk, struct side *side,
                             const struct tree_entry *entry)
{
	side->below = NULL;
	if (side->is_matched && !side_advance(walk, side))
		return MATCH_FAILED;
	if (side->has_entry && is_same_entry(&side->entry, entry)) {
		side->is_matched = true;
		return MATCH_SAME;
	}
	while (side->has_entry && entry_order(&side->entry, entry) < 0)
		if (!side_advance(walk, side))
			return MATCH_FAILED;
	if (!side->has_entry || entry_order(&side->entry, entry) > 0)
		return MATCH_NONE;
	bool is_folder = tree_entry_is_folder(entry);
	if (!is_folder && !(tree_entry_is_file(entry) && tree_entry_is_file(&side->entry)))
		return MATCH_NONE;
	side->is_matched = true;
	if (memcmp(side->entry.id, entry->id, GIT_OID_RAWSZ) == 0)
		return MATCH_SAME;
	if (is_folder)
		side->below = side->entry.id;
	return MATCH_OTHER;
}

static bool compare_folder(struct compare_walk *walk, const git_oid *id, const struct side *above,
                           unsigned depth);

static bool compare_below(struct compare_walk *walk, const struct tree_entry *entry,
                          const struct side *sides, uint32_t absent, unsigned depth)
{
	const struct tree_comparison *comparison = walk->comparison;
	git_oid id = entry_oid(entry);
	bool go_on = true;
	size_t length = path_enter(walk->path, entry->name);
	if (tree_entry_is_folder(entry))
		go_on = compare_folder(walk, &id, sides, depth + 1);
	else if (tree_entry_is_file(entry) && comparison->changed != NULL)
		comparison->changed(comparison->context, walk->path->str, &id, absent);
	g_string_truncate(walk->path, length);
	return go_on;
}

static bool compare_entry(struct compare_walk *walk, const struct tree_entry *entry,
                          struct side *sides, unsigned depth)
{
	uint32_t absent = 0;
	if (!count_entry(walk->comparison->report, &walk->entries, depth))
		return false;
	for (unsigned parent = 0; parent < walk->count; parent++) {
		enum match match = side_match(walk, &sides[parent], entry);
		if (match == MATCH_FAILED)
			return false;
		if (match == MATCH_SAME) /* the other sides are caught up with later */
			return true;
		if (match == MATCH_NONE && parent < 32)
			absent |= UINT32_C(1) << parent;
	}
	/* An unsafe name is an old mistake here: the list of the newest tree refuses it. */
	if (tree_entry_is_unsafe(entry))
		return true;
	return compare_below(walk, entry, sides, absent, depth);
}

/* How many bytes are surely the same in both lists from here on; no more than can be told fast. */
static size_t count_same(const struct reader *a, const struct reader *b)
{
	enum { STRIDE = 256 };
	size_t most = (size_t)MIN(a->end - a->at, b->end - b->at);
	size_t same = 0;
	while (same + STRIDE <= most && memcmp(a->at + same, b->at + same, STRIDE) == 0)
		same += STRIDE;
	return same;
}

/*
 * With one parent, long runs of entries are the same in both lists. They need be read in one of
 * them only, to find where each ends.
 */
static bool pass_same(struct compare_walk *walk, struct reader *reader, struct side *sides,
                      unsigned depth)
{
	if (walk->count != 1 || !sides[0].is_matched)
		return true;
	struct reader run = *reader;
	struct tree_entry entry;
	run.end = run.at + count_same(reader, &sides[0].reader);
	while (reader_step(&run, &entry) == STEP_ENTRY)
		if (!count_entry(walk->comparison->report, &walk->entries, depth))
			return false;
	sides[0].reader.at += run.at - reader->at;
	reader->at = run.at;
	return true;
}

static bool compare_entries(struct compare_walk *walk, struct reader *reader, struct side *sides,
                            unsigned depth)
{
	struct tree_entry entry;
	enum step step;
	while ((step = reader_step(reader, &entry)) == STEP_ENTRY)
		if (!compare_entry(walk, &entry, sides, depth) ||
		    !pass_same(walk, reader, sides, depth))
			return false;
	if (step == STEP_MALFORMED)
		return report_malformed(walk->comparison->report, reader);
	if (walk->comparison->gone == NULL)
		return true;
	for (unsigned parent = 0; parent < walk->count; parent++)
		while (sides[parent].has_entry)
			if (!side_advance(walk, &sides[parent]))
				return false;
	return true;
}

static bool open_sides(struct compare_walk *walk, const struct side *above, struct side *sides)
{
	const struct tree_comparison *comparison = walk->comparison;
	for (unsigned parent = 0; parent < walk->count; parent++) {
		if (above[parent].below == NULL)
			continue;
		git_oid id;
		memcpy(id.id, above[parent].below, sizeof id.id);
		if (!reader_open(comparison->report, comparison->store, walk->path->str, &id,
		                 &sides[parent].reader) ||
		    !side_advance(walk, &sides[parent]))
			return false;
	}
	return true;
}

/* `above`: the sides of the folder that holds this one, each with its `below` set. */
static bool compare_folder(struct compare_walk *walk, const git_oid *id, const struct side *above,
                           unsigned depth)
{
	const struct tree_comparison *comparison = walk->comparison;
	struct reader reader = {0};
	if (!reader_open(comparison->report, comparison->store, walk->path->str, id, &reader))
		return false;
	struct side *sides = g_new0(struct side, walk->count);
	bool done = open_sides(walk, above, sides) && compare_entries(walk, &reader, sides, depth);
	for (unsigned parent = 0; parent < walk->count; parent++)
		reader_close(&sides[parent].reader);
	g_free(sides);
	reader_close(&reader);
	return done;
}

bool tree_compare(const struct tree_comparison *comparison, const git_oid *tree,
                  const git_oid *const *parents, unsigned count)
{
	g_autofree struct side *above = g_new0(struct side, count);
	for (unsigned parent = 0; parent < count; parent++) {
		if (git_oid_equal(tree, parents[parent]))
			return true;
		above[parent].below = parents[parent]->id;
	}
	struct compare_walk walk = {
	        .comparison = comparison, .path = g_string_new(NULL), .count = count};
	bool done = compare_folder(&walk, tree, above, 0);
	g_string_free(walk.path, TRUE);
	return done;
}
