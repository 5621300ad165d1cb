/* SPDX-License-Identifier: MIT */
/*
 * The lock file: one build at a time writes an output folder.
 *
 * The lock is flock's, so that it ends with the build, however it ends. It belongs to the open
 * file, which forked workers share: letting go of it frees it for all of them, and a worker that
 * outlives a killed build gives up its share when it writes next (lock_leave). The file itself
 * stays for ever: were it removed, a third build could lock a new file of that name while a second
 * one still holds the old.
 *
 * Its first line is the process id, for the message of whoever comes second. The line is written by
 * one call, over what was there, so that it is always the old or the new one.
 */
#include "output/lock.h"

#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include "output/disk.h"

enum { LINE_BYTES_MOST = 64 };

static void read_line(int lock, char line[static LINE_BYTES_MOST])
{
	ssize_t length = pread(lock, line, LINE_BYTES_MOST - 1, 0);
	line[length < 0 ? 0 : length] = '\0';
	line[strcspn(line, "\n")] = '\0';
}

/* A link, or a second name of somebody's file, must not be written to. */
static bool is_plain(int lock)
{
	struct stat found;
	return fstat(lock, &found) == 0 && S_ISREG(found.st_mode) && found.st_nlink == 1;
}

static bool refuse_path(struct report *report, const struct beside *beside)
{
	g_autofree char *path = beside_path(beside, beside->lock_name);
	return report_error(report, place_none(), "output/in-the-way",
	                    _("'%s' is in the way of the build; move it elsewhere or delete it"),
	                    path);
}

static bool refuse_busy(struct report *report, const struct beside *beside)
{
	char line[LINE_BYTES_MOST];
	read_line(beside->lock, line);
	unsigned long process = strtoul(line, NULL, 10);
	if (process == 0)
		return report_error(report, place_none(), "output/busy",
		                    _("another build is writing '%s'; wait until it has ended"),
		                    beside->shown);
	return report_error(
	        report, place_none(), "output/busy",
	        _("another build (process %lu) is writing '%s'; wait until it has ended"), process,
	        beside->shown);
}

bool lock_take(struct report *report, struct beside *beside)
{
	int lock = openat(beside->parent, beside->lock_name,
	                  O_RDWR | O_CREAT | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC, 0644);
	if (lock < 0 && (errno == ELOOP || errno == EISDIR || errno == ENXIO))
		return refuse_path(report, beside);
	if (lock < 0 && (errno == EACCES || errno == EPERM))
		return report_error(
		        report, place_none(), "output/beside",
		        _("the new site is made beside '%s', and you have no right to write there; "
		          "ask for the right to '%s', or choose another folder"),
		        beside->shown, beside->parent_path);
	if (lock < 0)
		return disk_error(report, beside->parent_path, errno, beside->parent);
	beside->lock = lock;
	if (!is_plain(lock))
		return refuse_path(report, beside);
	if (flock(lock, LOCK_EX | LOCK_NB) != 0)
		return errno == EWOULDBLOCK ? refuse_busy(report, beside)
		                            : report_error(report, place_none(), "output/lock",
		                                           _("'%s' lies on a disk that keeps no "
		                                             "locks (%s); build on a disk of this "
		                                             "computer and copy the result"),
		                                           beside->shown, g_strerror(errno));
	return true;
}

bool lock_write(const struct beside *beside)
{
	char line[LINE_BYTES_MOST];
	int length = snprintf(line, sizeof line, "%jd\n", (intmax_t)getpid());
	ssize_t written = pwrite(beside->lock, line, (size_t)length, 0);
	if (written >= 0 && written < length)
		errno = ENOSPC;
	return written == length && ftruncate(beside->lock, length) == 0;
}

void lock_release(struct beside *beside)
{
	if (beside->lock >= 0)
		flock(beside->lock, LOCK_UN);
	lock_leave(beside);
}

void lock_leave(struct beside *beside)
{
	if (beside->lock >= 0)
		close(beside->lock);
	beside->lock = -1;
}
