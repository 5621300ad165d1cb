/* SPDX-License-Identifier: MIT */
/*
 * What the system says when a disk will not take our output, in words for somebody who has to do
 * something about it.
 *
 * Each cause with a way out of its own has a message of its own; the rest is passed on as the
 * system words it.
 */
#include "output/disk.h"

#include <errno.h>
#include <glib.h>
#include <sys/statvfs.h>

struct cause {
	int error; /* errno */
	const char *id;
	const char *text;
};

#define NO_RIGHT N_("you have no right to; choose another folder, or ask its owner for the right")

static const struct cause causes[] = {
        {EDQUOT, "output/quota",
         N_("your share of that disk is used up; delete files of yours there, or ask for more")},
        {EIO, "output/fault",
         N_("the disk reports a fault; do not rely on it, and build to another disk")},
        {EROFS, "output/read-only",
         N_("that disk can only be read; choose a folder on another one")},
        {EACCES, "output/permission", NO_RIGHT},
        {EPERM, "output/permission", NO_RIGHT},
        {EMFILE, "output/open-files",
         N_("too many files are open; raise the limit with 'ulimit -n 1024'")},
        {ENFILE, "output/open-files",
         N_("too many files are open on this computer; end other programs")},
        {EFBIG, "output/large",
         N_("it is larger than that disk, or 'ulimit -f', allows a file to be; cut it in parts")},
};

/*
 * Says how much is free: "full" is hard to believe of a disk that still takes small files, or has
 * room but no names.
 */
static char *describe_full(int descriptor)
{
	struct statvfs disk;
	if (descriptor < 0 || fstatvfs(descriptor, &disk) != 0)
		return g_strdup(_("the disk is full; make room on it, or build to another disk"));
	if (disk.f_files > 0 && disk.f_favail == 0)
		return g_strdup(_("the disk has room, but holds as many files as it can; delete "
		                  "some there, or build to another disk"));
	g_autofree char *room = g_format_size((guint64)disk.f_bavail * disk.f_frsize);
	return g_strdup_printf(
	        _("the disk is full (%s free); make room on it, or build to another disk"), room);
}

bool disk_error(struct report *report, const char *path, int error, int descriptor)
{
	const char *id = error == ENOSPC ? "output/full" : "output/failed";
	g_autofree char *text = error == ENOSPC ? describe_full(descriptor) : NULL;
	for (size_t i = 0; text == NULL && i < G_N_ELEMENTS(causes); i++)
		if (causes[i].error == error) {
			id = causes[i].id;
			text = g_strdup(_(causes[i].text));
		}
	if (text == NULL)
		text = g_strdup_printf(_("%s; if it happens again, choose another folder"),
		                       g_strerror(error));
	return report_error(report, place_none(), id, _("'%s' cannot be written: %s"), path, text);
}
