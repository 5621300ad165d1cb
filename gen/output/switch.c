/* SPDX-License-Identifier: MIT */
/*
 * The switch from the former tree to the new one, and what the next build does when it was cut off.
 *
 * Where the file system can exchange two names, one call does it, and there is no moment at which
 * the folder is anything but the whole former tree or the whole new one. Elsewhere (FAT, NFS) it
 * takes two renames, with a moment between them at which the folder is missing. The steps are
 *
 *   1  the new tree and the journal are on the disk, and the journal has its name (by our caller)
 *   2  site <-> .site.new; or site -> .site.old, then .site.new -> site (if this fails: .site.old ->
 *      site); and this is on the disk
 *   3  the journal is removed
 *   4  the former tree is removed
 *
 * Rule, when there is a journal: the new tree is known by its root manifest, whose digest the journal
 * names. If it is the folder, 2 is done. Else, if it is .site.new, 2 is to be done. Else it is lost,
 * and .site.old becomes the folder if that is missing. Why this never shows a half-written or
 * half-removed tree, nor loses both:
 *   - While the journal stands, nobody writes to .site.new, which 1 has made whole, and nobody removes
 *     anything from it or from .site.old, which is the folder readers had. So either may become the
 *     folder.
 *   - The journal is removed only after the folder is there again on the disk. Should a power failure
 *     bring it back, the folder is the tree it names.
 *   - A build that finds the journal applies the rule, brings the result to the disk and removes the
 *     journal, in this order, before it removes or makes anything. Cut off in between, it is done
 *     again by the next, to the same end.
 *
 * Without a journal, .site.new may be half written and .site.old half removed: both are removed,
 * never shown.
 */
#include "output/switch.h"

#include <errno.h>
#include <glib.h>
#include <stdio.h>
#include <unistd.h>

#include "output/disk.h"
#include "output/journal.h"
#include "output/manifest.h"
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

/* A folder that is missing from the start is no failure. */
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

/* Step 2. */
static enum outcome switch_names(const struct beside *beside)
{
	if (renameat2(beside->parent, beside->fresh, beside->parent, beside->folder,
	              RENAME_EXCHANGE) != 0) {
		bool cannot = errno == EINVAL || errno == ENOSYS || errno == EOPNOTSUPP;
		if (!(cannot ? rename_twice(beside)
		             : errno == ENOENT &&
		                       rename_beside(beside, beside->fresh, beside->folder) == 0))
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

/*
 * The former tree is in place, or else the journal is needed still. The new tree is dropped only when
 * the journal is gone.
 */
static void call_off(const struct beside *beside)
{
	if (!is_missing(beside) || beside_look(beside->parent, beside->former) == BESIDE_MISSING)
		if (journal_remove(beside))
			remove_ours(beside->parent, beside->fresh);
}

bool switch_in(struct report *report, const struct beside *beside)
{
	enum outcome outcome = switch_names(beside);
	int error = errno;
	switch (outcome) {
	case KEPT:
		refuse(report, beside, error);
		call_off(beside);
		return false;
	case PLACED:
		if (journal_remove(beside)) {
			remove_former(report, beside);
			return true;
		}
		error = errno;
		break;
	case UNSURE:
		break;
	}
	/*
	 * The former tree stays until the next build: should the power fail now, it may be needed.
	 */
	report_warning(report, place_none(), "output/unsure",
	               _("'%s' is up to date, but the disk does not say that it is safe "
	                 "there (%s); build again"),
	               beside->shown, g_strerror(error));
	return true;
}

/* ---- the rule */

static bool is_tree(const struct beside *beside, const char *name, const struct digest *root)
{
	struct digest found;
	return beside_look(beside->parent, name) == BESIDE_OURS &&
	       manifest_digest(beside->parent, name, &found) && digest_equal(&found, root);
}

bool switch_put_back(struct report *report, const struct beside *beside)
{
	enum beside_kind kind = beside_look(beside->parent, beside->former);
	if (!is_missing(beside) || (kind != BESIDE_OURS && kind != BESIDE_EMPTY))
		return true;
	if (rename_beside(beside, beside->former, beside->folder) != 0)
		return disk_error(report, beside->shown, errno, beside->parent);
	report_warning(report, place_none(), "output/cut-off",
	               _("the last build was cut off while it put '%s' in place; the one before "
	                 "is back"),
	               beside->shown);
	return true;
}

static bool put_in(struct report *report, const struct beside *beside)
{
	if (switch_names(beside) == KEPT)
		return refuse(report, beside, errno);
	report_warning(report, place_none(), "output/cut-off",
	               _("the last build was cut off while it put '%s' in place; it is in place "
	                 "now"),
	               beside->shown);
	return true;
}

bool switch_complete(struct report *report, const struct beside *beside, const struct digest *root)
{
	bool done = is_tree(beside, beside->folder, root);
	if (!done && is_tree(beside, beside->fresh, root))
		done = put_in(report, beside);
	else if (!done)
		done = switch_put_back(report, beside);
	if (!done)
		return false;
	return fsync(beside->parent) == 0 ||
	       disk_error(report, beside->parent_path, errno, beside->parent);
}
