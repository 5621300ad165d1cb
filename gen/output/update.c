/* SPDX-License-Identifier: MIT */
/*
 * The switch by renames, for a site of which little changes. The stage holds the files that are new
 * or changed, and is on the disk, as is the journal.
 *
 * Each file is put in place by one rename or exchange, so that it is the old one or the new one,
 * whole, at every moment. The order (patch.h) lets no reader find a link to a page that is not there
 * yet, and leaves the root manifest for the end: until then it tells of the former site, and
 * afterwards it is true. Were it the first, a site that is half old would look new to whoever trusts
 * the manifest: the next build, and a mirror. The marker is never touched: the site and the stage are
 * ours throughout.
 *
 * A step that is done can be told: the site has what is put, and the stage nothing of that name or
 * the former file; what is removed is not there. So the steps may be done again from the first,
 * whatever was done and in whatever order it reached the disk. A file of the stage is put only if its
 * digest is the one of the journal, so that a journal which comes back after a power failure takes
 * nothing from the stage of a later build.
 */
#include "output/update.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "output/disk.h"
#include "output/folder.h"
#include "output/manifest.h"
#include "output/remove.h"

/* The two trees, open. */
struct update {
	struct folders site;
	struct folders stage;
};

static void update_init(struct update *update, const struct beside *beside)
{
	folders_init(&update->site, folder_open_top(beside->parent, beside->folder));
	folders_init(&update->stage, folder_open_top(beside->parent, beside->fresh));
	update->site.set_modes = true;
}

static void update_clear(struct update *update)
{
	int error = errno;
	folders_close(&update->site);
	folders_close(&update->stage);
	if (update->site.root >= 0)
		close(update->site.root);
	if (update->stage.root >= 0)
		close(update->stage.root);
	errno = error;
}

/* ---- steps */

/*
 * A file that is replaced goes into the stage in exchange, and is removed with it: to free what it
 * holds may cost a disk a hundred times the rename, which would be time between two states of the
 * site. Nothing but a file is exchanged, lest what others put there be removed.
 */
static bool put_file(struct update *update, const char *path)
{
	const char *name;
	struct stat found;
	int to = folders_of_file(&update->site, path, true, &name);
	if (to < 0)
		return false;
	int from = folders_of_file(&update->stage, path, false, &name);
	if (from < 0)
		return false;
	if (fstatat(to, name, &found, AT_SYMLINK_NOFOLLOW) == 0 && S_ISREG(found.st_mode)) {
		if (renameat2(from, name, to, name, RENAME_EXCHANGE) == 0)
			return true;
		if (errno != EINVAL && errno != ENOSYS && errno != EOPNOTSUPP)
			return false;
	}
	return renameat(from, name, to, name) == 0;
}

/* A folder stays where others have put something in it. */
static bool remove_folder(struct update *update, const char *path, size_t length)
{
	char name[PART_BYTES_MOST + 1];
	size_t last = path_last(path, length);
	path_copy_part(name, path + last, length - last);
	int parent = folders_open(&update->site, path, last == 0 ? 0 : last - 1, false);
	return (parent >= 0 && unlinkat(parent, name, AT_REMOVEDIR) == 0) || errno == ENOENT ||
	       errno == ENOTEMPTY || errno == EEXIST || errno == EBUSY;
}

/* Into the stage, for the same reason; where it cannot be moved there, it is removed at once. */
static bool take_file(struct update *update, const char *path, int folder, const char *name)
{
	int to = update->stage.root < 0 ? -1 : folders_of_file(&update->stage, path, true, &name);
	return (to >= 0 && renameat(folder, name, to, name) == 0) ||
	       unlinkat(folder, name, 0) == 0 || errno == ENOENT;
}

static bool remove_file(struct update *update, const char *path)
{
	const char *name;
	int folder = folders_of_file(&update->site, path, false, &name);
	if (folder < 0 ? errno != ENOENT : !take_file(update, path, folder, name))
		return false;
	size_t above = (size_t)(name - path);
	return above == 0 || strcmp(name, MANIFEST_NAME) != 0 ||
	       remove_folder(update, path, above - 1);
}

/* The first step that cannot be done; NULL, or errno says why. */
static const struct journal_step *do_steps(struct update *update, const struct journal *journal)
{
	for (guint i = 0; i < journal->steps->len; i++) {
		const struct journal_step *step =
		        &g_array_index(journal->steps, struct journal_step, i);
		if (!step->done && !(step->remove ? remove_file(update, step->path)
		                                  : put_file(update, step->path)))
			return step;
	}
	return NULL;
}

static bool refuse(struct report *report, const struct beside *beside, const char *path, int error)
{
	return report_error(report, place_none(), "output/partial",
	                    _("'%s' is changed in part only: '%s' could not be put in place or "
	                      "removed (%s); see to that and build again"),
	                    beside->shown, path, g_strerror(error));
}

/* ---- a switch that goes its way */

static void remove_stage(struct report *report, const struct beside *beside)
{
	if (remove_ours(beside->parent, beside->fresh))
		return;
	int error = errno;
	g_autofree char *path = beside_path(beside, beside->fresh);
	report_warning(report, place_none(), "output/former",
	               _("'%s' is up to date, but '%s', which is needed no more, cannot be "
	                 "deleted (%s); delete it by hand"),
	               beside->shown, path,
	               error == EEXIST ? _("it holds other files") : g_strerror(error));
}

bool update_switch(struct report *report, const struct beside *beside, const struct journal *journal)
{
	struct update update;
	update_init(&update, beside);
	const struct journal_step *failed = do_steps(&update, journal);
	int error = errno;
	if (failed != NULL)
		refuse(report, beside, failed->path, error);
	bool settled = failed == NULL && syncfs(update.site.root) == 0 && journal_remove(beside);
	error = errno;
	update_clear(&update);
	if (settled)
		remove_stage(report, beside);
	else if (failed == NULL)
		report_warning(report, place_none(), "output/unsure",
		               _("'%s' is up to date, but the disk does not say that it is safe "
		                 "there (%s); build again"),
		               beside->shown, g_strerror(error));
	return failed == NULL;
}

/* ---- a switch that was cut off */

enum fit { FITS, OTHER, UNKNOWN /* errno says why */ };

/* Whether the file is there, as the step would have it. */
static enum fit file_fits(struct folders *folders, const struct journal_step *step)
{
	struct digest found;
	uint64_t size;
	int file = folders_open_file(folders, step->path);
	if (file < 0)
		return errno == ENOENT || errno == ENOTDIR || errno == ELOOP || errno == EINVAL
		               ? OTHER
		               : UNKNOWN;
	bool read = digest_of_file(file, &found, &size);
	int error = errno;
	close(file);
	errno = error;
	if (!read)
		return UNKNOWN;
	return size == step->sum.size && digest_equal(&found, &step->sum.digest) ? FITS : OTHER;
}

/* Marks what is done. OTHER: a file is neither in the stage nor in the site. */
static enum fit check_steps(struct update *update, struct journal *journal,
                            const struct journal_step **step)
{
	for (guint i = 0; i < journal->steps->len; i++) {
		struct journal_step *at = &g_array_index(journal->steps, struct journal_step, i);
		*step = at;
		if (at->remove)
			continue;
		enum fit fit = file_fits(&update->stage, at);
		if (fit == OTHER) {
			fit = file_fits(&update->site, at);
			at->done = fit == FITS;
		}
		if (fit != FITS)
			return fit;
	}
	return FITS;
}

/* The root manifest is put last, after all removals. */
static bool all_done(const struct journal *journal)
{
	for (guint i = 0; i < journal->steps->len; i++) {
		const struct journal_step *step =
		        &g_array_index(journal->steps, struct journal_step, i);
		if (!step->remove && !step->done)
			return false;
	}
	return true;
}

static enum update_finding complete(struct report *report, const struct beside *beside,
                                    struct update *update, struct journal *journal)
{
	const struct journal_step *step = NULL;
	switch (check_steps(update, journal, &step)) {
	case OTHER:
		return UPDATE_LOST;
	case UNKNOWN:
		refuse(report, beside, step->path, errno);
		return UPDATE_FAILED;
	case FITS:
		break;
	}
	bool was_done = all_done(journal);
	step = do_steps(update, journal);
	if (step != NULL) {
		refuse(report, beside, step->path, errno);
		return UPDATE_FAILED;
	}
	if (syncfs(update->site.root) == 0)
		return was_done ? UPDATE_WAS_DONE : UPDATE_DONE;
	disk_error(report, beside->shown, errno, update->site.root);
	return UPDATE_FAILED;
}

enum update_finding update_complete(struct report *report, const struct beside *beside,
                                    struct journal *journal)
{
	struct digest root;
	if (!manifest_digest(beside->parent, beside->folder, &root) ||
	    (!digest_equal(&root, &journal->from) && !digest_equal(&root, &journal->root)))
		return UPDATE_LOST;
	struct update update;
	update_init(&update, beside);
	enum update_finding finding = complete(report, beside, &update, journal);
	update_clear(&update);
	return finding;
}
