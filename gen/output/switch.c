/* SPDX-License-Identifier: MIT */
/*
 * The switch from the former tree to the new one, and what the next build does when it was cut off.
 *
 * Where the file system can exchange two names, one call does it, and there is no moment at which
 * the folder is anything but the whole former tree or the whole new one. Elsewhere (FAT, NFS) it
 * takes two renames, with a moment between them at which the folder is missing. There the steps are
 *
 *   1  the new tree is on the disk (syncfs, by our caller)
 *   2  "switching" is written to the lock file, and is on the disk
 *   3  site -> .site.old
 *   4  .site.new -> site (if this fails: .site.old -> site), and is on the disk
 *   5  "switching" is taken back, and that is on the disk
 *   6  .site.old is removed
 *
 * Rule: if the lock file says "switching" and the folder is missing, .site.new becomes the folder,
 * or else .site.old does. Why this never shows a half-written or half-removed tree, nor loses both:
 *   - While the word stands, nobody writes to .site.new, which 1 has made whole, and nobody removes
 *     anything from it or from .site.old, which is the folder readers had. So either may become the
 *     folder.
 *   - The word is taken back only after the folder is there again on the disk; before that the rule
 *     finds the trees.
 *   - If the folder is not missing, 3 has not happened or 4 has: it is whole as it stands.
 *   - A build that finds the word applies the rule, brings the result to the disk and takes the
 *     word back, in this order, before it removes or makes anything. Cut off in between, it is done
 *     again by the next, to the same end.
 *
 * Without the word, .site.new may be half written and .site.old half removed: both are removed,
 * never shown.
 */
#include "output/switch.h"

#include <errno.h>
#include <glib.h>
#include <stdio.h>
#include <unistd.h>

#include "output/disk.h"
#include "output/lock.h"
#include "output/remove.h"

enum outcome {
	KEPT,   /* the former tree is, or may be put back, in place; errno says why */
	PLACED, /* the new tree is in place */
	UNSURE, /* the new tree is in place, but perhaps not on the disk; errno says why */
};

static int rename_beside(const struct beside *beside, const char *from, const char *to)
{
	return renameat(beside->parent, from, beside->parent, to);
}

static bool is_missing(const struct beside *beside)
{
	return beside_look(beside->parent, beside->folder) == BESIDE_MISSING;
}

/* The rule of the opening comment. */
static bool recover_folder(struct report *report, const struct beside *beside)
{
	bool missing = is_missing(beside);
	bool complete = beside_look(beside->parent, beside->fresh) == BESIDE_OURS;
	const char *from = complete ? beside->fresh : beside->former;
	enum beside_kind kind = beside_look(beside->parent, from);
	bool found = missing && (kind == BESIDE_OURS || kind == BESIDE_EMPTY);
	if (found && rename_beside(beside, from, beside->folder) != 0)
		return disk_error(report, beside->shown, errno, beside->parent);
	if (fsync(beside->parent) != 0)
		return disk_error(report, beside->parent_path, errno, beside->parent);
	if (found)
		report_warning(report, place_none(), "output/cut-off",
		               complete ? _("the last build was cut off while it put '%s' in "
		                            "place; it is in place now")
		                        : _("the last build was cut off while it put '%s' in "
		                            "place; the one before is back"),
		               beside->shown);
	return true;
}

static bool clear_name(struct report *report, const struct beside *beside, const char *name)
{
	if (remove_ours(beside->parent, name))
		return true;
	int error = errno;
	g_autofree char *path = beside_path(beside, name);
	if (error == EEXIST)
		return report_error(
		        report, place_none(), "output/in-the-way",
		        _("'%s' is in the way of the build; move it elsewhere or delete it"), path);
	return report_error(
	        report, place_none(), "output/remains",
	        _("'%s', left by an earlier build, cannot be deleted (%s); delete it by hand"),
	        path, g_strerror(error));
}

bool switch_recover(struct report *report, const struct beside *beside, bool cut_off)
{
	if (cut_off && !recover_folder(report, beside))
		return false;
	if (!lock_write(beside, false, cut_off))
		return disk_error(report, beside->parent_path, errno, beside->parent);
	return clear_name(report, beside, beside->fresh) &&
	       clear_name(report, beside, beside->former);
}

/* Steps 3 and 4. A folder that is missing from the start is no failure. */
static bool rename_twice(const struct beside *beside)
{
	bool moved = rename_beside(beside, beside->folder, beside->former) == 0;
	if (!moved && errno != ENOENT)
		return false;
	if (rename_beside(beside, beside->fresh, beside->folder) == 0)
		return true;
	int error = errno;
	if (moved)
		rename_beside(beside, beside->former, beside->folder);
	errno = error;
	return false;
}

/* Steps 2 to 5. Should even the undoing fail, the word stays, and the next build tries again. */
static enum outcome switch_by_two(const struct beside *beside)
{
	bool renamed = lock_write(beside, true, true) && rename_twice(beside);
	int error = errno;
	bool settled = (renamed || beside_look(beside->parent, beside->former) == BESIDE_MISSING) &&
	               fsync(beside->parent) == 0 && lock_write(beside, false, true);
	if (renamed)
		return settled ? PLACED : UNSURE;
	errno = error;
	return KEPT;
}

static enum outcome switch_names(const struct beside *beside)
{
	if (renameat2(beside->parent, beside->fresh, beside->parent, beside->folder,
	              RENAME_EXCHANGE) != 0) {
		if (errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP)
			return switch_by_two(beside);
		if (errno != ENOENT || rename_beside(beside, beside->fresh, beside->folder) != 0)
			return KEPT;
	}
	return fsync(beside->parent) == 0 ? PLACED : UNSURE;
}

static bool refuse(struct report *report, const struct beside *beside, int error)
{
	if (is_missing(beside) && beside_look(beside->parent, beside->former) != BESIDE_MISSING) {
		g_autofree char *path = beside_path(beside, beside->former);
		return report_error(report, place_none(), "output/hanging",
		                    _("'%s' could be neither replaced nor put back (%s); it is now "
		                      "'%s': build again"),
		                    beside->shown, g_strerror(error), path);
	}
	if (error == EBUSY || error == EXDEV || error == ETXTBSY)
		return report_error(
		        report, place_none(), "output/in-use",
		        _("'%s' cannot be replaced (%s): it is in use, mounted, or part of a "
		          "container's image; end what uses it, or choose a folder in it, such as "
		          "'%s/site'"),
		        beside->shown, g_strerror(error), beside->shown);
	if (error == EEXIST || error == ENOTEMPTY || error == ENOTDIR)
		return report_error(report, place_none(), "output/changed",
		                    _("somebody has put files in '%s' during the build; move them "
		                      "elsewhere and build again"),
		                    beside->shown);
	return disk_error(report, beside->shown, error, beside->parent);
}

/*
 * After an exchange the former tree has the name of the new one: put that right first, for whoever
 * looks at what is left.
 */
static void remove_former(struct report *report, const struct beside *beside)
{
	const char *name = beside->former;
	if (beside_look(beside->parent, beside->fresh) != BESIDE_MISSING &&
	    rename_beside(beside, beside->fresh, beside->former) != 0)
		name = beside->fresh;
	if (remove_ours(beside->parent, name))
		return;
	int error = errno;
	g_autofree char *path = beside_path(beside, name);
	report_warning(report, place_none(), "output/former",
	               _("'%s' is up to date, but '%s', the one before, cannot be deleted (%s); "
	                 "delete it by hand"),
	               beside->shown, path,
	               error == EEXIST ? _("it holds other files") : g_strerror(error));
}

bool switch_in(struct report *report, const struct beside *beside)
{
	enum outcome outcome = switch_names(beside);
	int error = errno;
	switch (outcome) {
	case KEPT:
		return refuse(report, beside, error);
	case UNSURE:
		/*
		 * The former tree stays until the next build: should the power fail now, it may be
		 * needed.
		 */
		report_warning(report, place_none(), "output/unsure",
		               _("'%s' is up to date, but the disk does not say that it is safe "
		                 "there (%s); build again"),
		               beside->shown, g_strerror(error));
		return true;
	case PLACED:
		remove_former(report, beside);
		return true;
	}
	g_assert_not_reached();
}

void switch_drop(const struct beside *beside)
{
	if (!lock_says_switching(beside))
		remove_ours(beside->parent, beside->fresh);
}
