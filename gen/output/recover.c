/* SPDX-License-Identifier: MIT */
/*
 * A journal tells that the site may be between two states, and is removed only when it is in one of
 * them for certain. One that is damaged, or asks for what is no more there, is of no use; then nobody
 * knows what state the site is in. It is left as it is, for readers, but its root manifest is taken
 * away: so the next build trusts nothing of it and makes the whole anew.
 */
#include "output/recover.h"

#include <errno.h>
#include <fcntl.h>
#include <unistd.h>

#include "output/disk.h"
#include "output/folder.h"
#include "output/journal.h"
#include "output/lock.h"
#include "output/manifest.h"
#include "output/remove.h"
#include "output/switch.h"
#include "output/update.h"

static bool refuse_path(struct report *report, const struct beside *beside, const char *name)
{
	g_autofree char *path = beside_path(beside, name);
	return report_error(report, place_none(), "output/in-the-way",
	                    _("'%s' is in the way of the build; move it elsewhere or delete it"),
	                    path);
}

static bool clear_name(struct report *report, const struct beside *beside, const char *name)
{
	if (remove_ours(beside->parent, name))
		return true;
	if (errno == EEXIST)
		return refuse_path(report, beside, name);
	int error = errno;
	g_autofree char *path = beside_path(beside, name);
	return report_error(
	        report, place_none(), "output/remains",
	        _("'%s', left by an earlier build, cannot be deleted (%s); delete it by hand"),
	        path, g_strerror(error));
}

static bool clear_journal(struct report *report, const struct beside *beside)
{
	return journal_remove(beside) ||
	       disk_error(report, beside->parent_path, errno, beside->parent);
}

/* On the disk before the journal goes. */
static bool disown(const struct beside *beside)
{
	int folder = folder_open_top(beside->parent, beside->folder);
	if (folder < 0)
		return errno == ENOENT;
	bool done =
	        (unlinkat(folder, MANIFEST_NAME, 0) == 0 || errno == ENOENT) && fsync(folder) == 0;
	int error = errno;
	close(folder);
	errno = error;
	return done;
}

static bool give_up(struct report *report, const struct beside *beside)
{
	if (!disown(beside))
		return disk_error(report, beside->shown, errno, beside->parent);
	report_warning(report, place_none(), "output/lost",
	               _("the last build was cut off while it changed '%s', and what is needed to "
	                 "complete it is gone or damaged; the whole site is made anew"),
	               beside->shown);
	return true;
}

static bool complete_update(struct report *report, const struct beside *beside,
                            struct journal *journal)
{
	switch (update_complete(report, beside, journal)) {
	case UPDATE_FAILED:
		return false;
	case UPDATE_LOST:
		return give_up(report, beside);
	case UPDATE_WAS_DONE:
		return true;
	case UPDATE_DONE:
		report_warning(report, place_none(), "output/cut-off",
		               _("the last build was cut off while it put '%s' in place; it is in "
		                 "place now"),
		               beside->shown);
		return true;
	}
	g_assert_not_reached();
}

static bool complete(struct report *report, const struct beside *beside)
{
	g_auto(Journal) journal;
	journal_init(&journal);
	enum journal_finding finding = journal_read(beside, &journal);
	bool done = true;
	switch (finding) {
	case JOURNAL_NONE:
		return true;
	case JOURNAL_FOREIGN:
		return refuse_path(report, beside, beside->journal);
	case JOURNAL_UNREADABLE:
		return disk_error(report, beside->parent_path, errno, beside->parent);
	case JOURNAL_USELESS:
		done = switch_put_back(report, beside) && give_up(report, beside);
		break;
	case JOURNAL_FOUND:
		done = journal.form == JOURNAL_WHOLE
		               ? switch_complete(report, beside, &journal.root)
		               : complete_update(report, beside, &journal);
		break;
	}
	return done && clear_journal(report, beside);
}

bool recover_beside(struct report *report, const struct beside *beside)
{
	if (!lock_write(beside))
		return disk_error(report, beside->parent_path, errno, beside->parent);
	return complete(report, beside) && clear_name(report, beside, beside->fresh) &&
	       clear_name(report, beside, beside->former);
}
