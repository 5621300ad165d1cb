/* SPDX-License-Identifier: MIT */
/*
 * The new tree, or what is new in it: begun, filled by any number of processes, settled and switched
 * in, or dropped.
 *
 * Modes are 0644 and 0755 whatever the umask. Rather than change the umask of the whole process,
 * the marker, the first file of each tree, shows whether it takes bits away, and only then is each
 * file's mode set afterwards: a call that nobody pays for in the usual case.
 *
 * No file is synced: one syncfs before the switch does for all of them (to create and write costs
 * some 15 µs, with fsync 4 ms: five files one by one take longer than two thousand together). It
 * waits for what other programs write to that disk too. It also tells of write errors that came after
 * close, as it is asked of a folder opened before the first write.
 *
 * The processes share nothing but the disk. Each has its own folder descriptors: those open at the
 * fork are inherited, and are good in the worker too, as a folder descriptor has no position that
 * matters to openat.
 */
#include "output/tree.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "base/arena.h"
#include "output/beside.h"
#include "output/disk.h"
#include "output/folder.h"
#include "output/journal.h"
#include "output/link.h"
#include "output/lock.h"
#include "output/manifest.h"
#include "output/patch.h"
#include "output/recover.h"
#include "output/remove.h"
#include "output/switch.h"
#include "output/update.h"

/*
 * Above it, the site is exchanged as a whole: to link what stays costs more the larger the site is,
 * and a switch by renames lasts the longer, and is seen half done, the more it changes.
 */
enum { RENAMES_MOST = 2000 };

struct tree {
	struct beside beside;
	char *marker;
	pid_t process; /* who began it: alone settles, switches and drops */
	bool has_root;
	struct digest root; /* of the site's root manifest, with `has_root` */
	enum tree_form form;
	struct folders stage;
	bool failed; /* a write failed in this process, and was reported */
	bool settled;
	struct arena *arena; /* paths */
	GArray *changes;     /* of struct change */
	struct journal journal;
	struct tree_change changed;
};

/* ---- begin and end */

static struct tree *tree_new(const char *marker)
{
	struct tree *tree = g_new0(struct tree, 1);
	tree->process = getpid();
	tree->marker = g_strdup(marker);
	tree->arena = arena_new();
	tree->changes = g_array_new(FALSE, FALSE, sizeof(struct change));
	journal_init(&tree->journal);
	folders_init(&tree->stage, -1);
	return tree;
}

struct tree *tree_begin(struct report *report, const char *folder, const char *marker)
{
	struct tree *tree = tree_new(marker);
	struct beside *beside = &tree->beside;
	/*
	 * The folder is checked before the lock is taken, so that one which is not ours gets no
	 * lock file beside it.
	 */
	if (beside_open(report, beside, folder) && beside_check(report, beside) &&
	    lock_take(report, beside) && recover_beside(report, beside)) {
		tree->has_root = manifest_digest(beside->parent, beside->folder, &tree->root);
		return tree;
	}
	tree_end(tree);
	return NULL;
}

bool tree_root(const struct tree *tree, struct digest *out)
{
	*out = tree->root;
	return tree->has_root;
}

bool tree_new_root(const struct tree *tree, struct digest *out)
{
	*out = tree->journal.root;
	return tree->settled;
}

char *tree_path_beside(const struct tree *tree, const char *name)
{
	return g_strdup_printf("%s/.%s.%s", tree->beside.parent_path, tree->beside.folder, name);
}

static void close_stage(struct tree *tree)
{
	folders_close(&tree->stage);
	if (tree->stage.root >= 0)
		close(tree->stage.root);
	tree->stage.root = -1;
}

void tree_end(struct tree *tree)
{
	if (tree == NULL)
		return;
	bool drop = tree->stage.root >= 0 && !tree->settled;
	close_stage(tree);
	if (tree->process == getpid()) {
		if (drop)
			remove_ours(tree->beside.parent, tree->beside.fresh);
		lock_release(&tree->beside);
	}
	beside_close(&tree->beside);
	journal_clear(&tree->journal);
	g_array_free(tree->changes, TRUE);
	arena_free(tree->arena);
	g_free(tree->marker);
	g_free(tree);
}

/* ---- writing */

static bool write_error(struct report *report, const struct tree *tree, const char *path, int error)
{
	if (error == EEXIST || error == ENOTDIR || error == ELOOP || error == EISDIR)
		return report_error(report, place_none(), "output/twice",
		                    _("two pages of the site are both called '%s', or one is "
		                      "called like a folder of the other; give one of them "
		                      "another address"),
		                    path);
	return disk_error(report, path, error, tree->stage.root);
}

static bool check_path(struct report *report, const char *path)
{
	if (!path_is_safe(path))
		return report_error(report, place_none(), "output/path",
		                    _("'%s' cannot be the address of a page: use a-z, 0-9, '.', "
		                      "'_' and '-', at most %d characters between two '/' and %d "
		                      "in all, and no name that Windows keeps, such as 'con'"),
		                    path == NULL ? "" : path, PART_BYTES_MOST, PATH_BYTES_MOST);
	if (path_has_part(path, MANIFEST_NAME))
		return report_error(
		        report, place_none(), "output/path",
		        _("'%s' cannot be the address of a page: '%s' is the name of the "
		          "list of files that each folder holds; choose another"),
		        path, MANIFEST_NAME);
	return true;
}

bool tree_write(struct report *report, struct tree *tree, const char *path, const void *bytes,
                size_t length, struct tree_sum *sum)
{
	g_assert(!tree->settled && tree->stage.root >= 0);
	if (tree->failed)
		return false;
	if (tree->process != getpid())
		lock_leave(&tree->beside);
	tree->failed = !check_path(report, path);
	if (tree->failed)
		return false;
	int error = folders_write(&tree->stage, path, bytes, length);
	tree->failed = error != 0;
	if (tree->failed)
		return write_error(report, tree, path, error);
	if (sum != NULL)
		*sum = (struct tree_sum){length, digest_of(bytes, length)};
	return true;
}

static void add_change(struct tree *tree, const char *path, const struct tree_sum *sum, bool drop)
{
	struct change change = {arena_string(tree->arena, path), *sum, drop};
	g_array_append_val(tree->changes, change);
}

void tree_note(struct tree *tree, const char *path, const struct tree_sum *sum)
{
	g_assert(tree->process == getpid() && path_is_safe(path));
	add_change(tree, path, sum, false);
}

/* What was written of it, by a worker that died perhaps, with the folders that held nothing else. */
static void unwrite(struct tree *tree, const char *path)
{
	const char *name;
	int folder = folders_of_file(&tree->stage, path, false, &name);
	if (folder < 0 || unlinkat(folder, name, 0) != 0)
		return;
	folders_close(&tree->stage);
	for (size_t length = (size_t)(name - path); length > 0;) {
		g_autofree char *above = g_strndup(path, length - 1);
		folder = folders_of_file(&tree->stage, above, false, &name);
		if (folder < 0 || unlinkat(folder, name, AT_REMOVEDIR) != 0)
			break;
		length = (size_t)(name - above);
	}
	folders_close(&tree->stage);
}

/* What can be no page's is none of the site, except what is ours. */
void tree_drop(struct tree *tree, const char *path)
{
	g_assert(tree->process == getpid() && !tree->settled);
	if (!path_is_safe(path) || path_has_part(path, MANIFEST_NAME) ||
	    strcmp(path, TREE_MARKER) == 0)
		return;
	unwrite(tree, path);
	add_change(tree, path, &(struct tree_sum){0}, true);
}

/* ---- start */

/*
 * Sees whether files and folders get the modes they should. Disks without modes (FAT) refuse to set
 * them: let them.
 */
static void check_modes(struct folders *stage)
{
	struct stat root;
	struct stat marker;
	if (fstat(stage->root, &root) == 0 && (root.st_mode & 0777) != FOLDER_MODE)
		stage->set_modes = fchmod(stage->root, FOLDER_MODE) == 0;
	if (fstatat(stage->root, TREE_MARKER, &marker, AT_SYMLINK_NOFOLLOW) == 0 &&
	    (marker.st_mode & 0777) != FILE_MODE)
		stage->set_modes = fchmodat(stage->root, TREE_MARKER, FILE_MODE, 0) == 0;
}

bool tree_start(struct report *report, struct tree *tree, enum tree_form form)
{
	const struct beside *beside = &tree->beside;
	struct tree_sum marker;
	g_assert(tree->process == getpid() && !tree->settled);
	close_stage(tree);
	remove_ours(beside->parent, beside->fresh);
	g_array_set_size(tree->changes, 0);
	g_array_set_size(tree->journal.steps, 0);
	arena_clear(tree->arena);
	tree->form = form;
	tree->failed = false;
	if (mkdirat(beside->parent, beside->fresh, FOLDER_MODE) == 0)
		folders_init(&tree->stage, folder_open_top(beside->parent, beside->fresh));
	if (tree->stage.root < 0)
		return disk_error(report, beside->parent_path, errno, beside->parent);
	if (!tree_write(report, tree, TREE_MARKER, tree->marker, strlen(tree->marker), &marker))
		return false;
	tree_note(tree, TREE_MARKER, &marker);
	check_modes(&tree->stage);
	return true;
}

/* ---- settle */

static enum tree_outcome patch_outcome(struct report *report, const struct tree *tree,
                                       enum patch_outcome outcome)
{
	if (outcome == PATCH_FAILED)
		disk_error(report, tree->beside.shown, errno, tree->stage.root);
	return outcome == PATCH_MADE       ? TREE_SETTLED
	       : outcome == PATCH_MISFIT   ? TREE_MISFIT
	       : outcome == PATCH_RESHAPED ? TREE_RESHAPED
	                                   : TREE_FAILED;
}

/*
 * The marker is never put in place by renames: it would leave the stage without one. Another marker
 * is another version of the program, which makes the whole anew.
 */
static bool marker_stays(const struct tree *tree)
{
	for (guint i = 0; i < tree->journal.steps->len; i++)
		if (strcmp(g_array_index(tree->journal.steps, struct journal_step, i).path,
		           TREE_MARKER) == 0)
			return false;
	return true;
}

/* With many changes, completes the stage by links; where there are none, it is as it was. */
static enum tree_outcome complete_stage(struct report *report, struct tree *tree,
                                        const struct patch *patch)
{
	if (patch->steps->len <= RENAMES_MOST)
		return TREE_SETTLED;
	switch (link_rest(patch)) {
	case LINK_MADE:
		tree->journal.form = JOURNAL_WHOLE;
		return TREE_SETTLED;
	case LINK_NOT:
		return TREE_SETTLED;
	case LINK_MISFIT:
		return TREE_MISFIT;
	case LINK_FAILED:
		disk_error(report, tree->beside.shown, errno, tree->stage.root);
		return TREE_FAILED;
	}
	g_assert_not_reached();
}

static enum tree_outcome settle_update(struct report *report, struct tree *tree,
                                       struct patch *patch, struct tree_sum *root)
{
	struct folders site;
	folders_init(&site, folder_open_top(tree->beside.parent, tree->beside.folder));
	if (!tree->has_root || site.root < 0) {
		if (site.root >= 0)
			close(site.root);
		return TREE_MISFIT;
	}
	patch->site = &site;
	patch->site_root = tree->root;
	enum tree_outcome outcome = patch_outcome(report, tree, patch_make(patch, root));
	if (outcome == TREE_SETTLED)
		outcome = marker_stays(tree) ? complete_stage(report, tree, patch) : TREE_MISFIT;
	folders_close(&site);
	close(site.root);
	return outcome;
}

static enum tree_outcome make_manifests(struct report *report, struct tree *tree)
{
	struct tree_sum root = {0};
	changes_sort(tree->changes);
	struct patch patch = {.stage = &tree->stage,
	                      .changes = tree->changes,
	                      .arena = tree->arena,
	                      .steps = tree->journal.steps};
	tree->journal.form = tree->form == TREE_WHOLE ? JOURNAL_WHOLE : JOURNAL_UPDATE;
	enum tree_outcome outcome = tree->form == TREE_WHOLE
	                                    ? patch_outcome(report, tree, patch_make(&patch, &root))
	                                    : settle_update(report, tree, &patch, &root);
	tree->journal.from = tree->root;
	tree->journal.root = root.digest;
	tree->changed = patch.made;
	return outcome;
}

static bool changes_nothing(const struct tree *tree)
{
	return tree->form == TREE_UPDATE && tree->journal.steps->len == 0;
}

static bool write_journal(struct report *report, struct tree *tree)
{
	const struct beside *beside = &tree->beside;
	int error = journal_write(&tree->journal, tree->stage.root);
	if (error != 0)
		return disk_error(report, beside->shown, error, tree->stage.root);
	if (syncfs(tree->stage.root) != 0)
		return disk_error(report, beside->shown, errno, tree->stage.root);
	return journal_place(beside, tree->stage.root) ||
	       disk_error(report, beside->shown, errno, beside->parent);
}

enum tree_outcome tree_settle(struct report *report, struct tree *tree)
{
	g_assert(tree->process == getpid() && !tree->settled);
	if (tree->failed) {
		report_error(
		        report, place_none(), "output/incomplete",
		        _("'%s' is left as it was, because not all of its files could be written; "
		          "see to the error before this one, and build again"),
		        tree->beside.shown);
		return TREE_FAILED;
	}
	/* It may have changed hands during the build. */
	if (!beside_check(report, &tree->beside))
		return TREE_FAILED;
	enum tree_outcome outcome = make_manifests(report, tree);
	if (outcome != TREE_SETTLED)
		return outcome;
	if (!changes_nothing(tree) && !write_journal(report, tree))
		return TREE_FAILED;
	folders_close(&tree->stage);
	tree->settled = true;
	return TREE_SETTLED;
}

/* ---- switch */

bool tree_switch(struct report *report, struct tree *tree)
{
	g_assert(tree->process == getpid() && tree->settled);
	if (changes_nothing(tree)) {
		remove_ours(tree->beside.parent, tree->beside.fresh);
		return true;
	}
	return tree->journal.form == JOURNAL_WHOLE
	               ? switch_in(report, &tree->beside)
	               : update_switch(report, &tree->beside, &tree->journal);
}

struct tree_change tree_changed(const struct tree *tree)
{
	return tree->changed;
}
