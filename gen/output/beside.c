/* SPDX-License-Identifier: MIT */
/*
 * Where the output lies: the folder that readers see, the names beside it, and whether we may
 * replace it.
 *
 * The folder is resolved once, links and all, and from then on known as a name in an open parent
 * folder. So the switch happens beside the real folder, on its own disk, and nothing that is done
 * to the path meanwhile leads us elsewhere.
 *
 * A folder is ours when it holds our marker. Even then it may hold things the build cannot have
 * written: a `.git` where the site is published by a commit, a `.htaccess` put there by hand. A
 * replaced folder is deleted, so these would be lost in silence; a name at the top that
 * path_is_safe refuses is therefore a reason to stop.
 */
#include "output/beside.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "output/disk.h"
#include "output/path.h"
#include "output/tree.h"

enum { NAME_BYTES_MOST = 255 - sizeof("..journal") + 1 };

/* What file managers and network disks leave behind: nobody misses these. */
static const char *const crumbs[] = {".DS_Store", ".directory", "Thumbs.db"};

/*
 * "site//", "site/." and "site" are one folder; to take the last name apart from the rest, it has
 * to come last.
 */
static char *strip_end(const char *folder)
{
	size_t length = strlen(folder);
	while (length > 1 && (folder[length - 1] == '/' ||
	                      (folder[length - 1] == '.' && folder[length - 2] == '/')))
		length--;
	return g_strndup(folder, length);
}

/* The real path of a folder that does not exist yet. */
static char *resolve_missing(struct report *report, const char *folder)
{
	g_autofree char *stripped = strip_end(folder);
	g_autofree char *name = g_path_get_basename(stripped);
	g_autofree char *above = g_path_get_dirname(stripped);
	struct stat found;
	if (lstat(stripped, &found) == 0) {
		report_error(report, place_none(), "output/link",
		             _("'%s' is a link to a folder that does not exist; make that folder, "
		               "or remove the link"),
		             folder);
		return NULL;
	}
	if (stripped[0] == '\0' || strcmp(name, ".") == 0 || strcmp(name, "..") == 0) {
		report_error(report, place_none(), "output/name",
		             _("'%s' does not name a folder; write a name such as 'site'"), folder);
		return NULL;
	}
	char *real = NULL;
	if (g_mkdir_with_parents(above, 0755) != 0 || (real = realpath(above, NULL)) == NULL) {
		disk_error(report, above, errno, -1);
		return NULL;
	}
	char *path = g_build_filename(real, name, NULL);
	free(real);
	return path;
}

static char *resolve(struct report *report, const char *folder)
{
	char *real = realpath(folder, NULL);
	if (real != NULL) {
		char *path = g_strdup(real);
		free(real);
		return path;
	}
	if (errno == ENOENT)
		return resolve_missing(report, folder);
	if (errno == ENOTDIR)
		report_error(report, place_none(), "output/file",
		             _("'%s' is, or lies in, a file; choose the name of a folder"), folder);
	else if (errno == ENAMETOOLONG)
		report_error(report, place_none(), "output/name",
		             _("the name '%s' is too long; choose a shorter one"), folder);
	else
		disk_error(report, folder, errno, -1);
	return NULL;
}

bool beside_open(struct report *report, struct beside *beside, const char *folder)
{
	*beside = (struct beside){.parent = -1, .lock = -1, .shown = g_strdup(folder)};
	g_autofree char *path = resolve(report, folder);
	if (path == NULL)
		return false;
	beside->folder = g_path_get_basename(path);
	beside->parent_path = g_path_get_dirname(path);
	if (strcmp(path, "/") == 0)
		return report_error(report, place_none(), "output/name",
		                    _("'%s' is the whole disk; write the name of a folder on it"),
		                    folder);
	if (strlen(beside->folder) > NAME_BYTES_MOST)
		return report_error(report, place_none(), "output/name",
		                    _("the name '%s' is too long; choose a shorter one"), folder);
	beside->fresh = g_strdup_printf(".%s.new", beside->folder);
	beside->former = g_strdup_printf(".%s.old", beside->folder);
	beside->lock_name = g_strdup_printf(".%s.lock", beside->folder);
	beside->journal = g_strdup_printf(".%s.journal", beside->folder);
	beside->parent = open(beside->parent_path, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (beside->parent < 0)
		return disk_error(report, beside->parent_path, errno, -1);
	return true;
}

void beside_close(struct beside *beside)
{
	if (beside->parent >= 0)
		close(beside->parent);
	if (beside->lock >= 0)
		close(beside->lock);
	g_free(beside->shown);
	g_free(beside->parent_path);
	g_free(beside->folder);
	g_free(beside->fresh);
	g_free(beside->former);
	g_free(beside->lock_name);
	g_free(beside->journal);
	*beside = (struct beside){.parent = -1, .lock = -1};
}

char *beside_path(const struct beside *beside, const char *name)
{
	return g_build_filename(beside->parent_path, name, NULL);
}

static bool is_crumb(const char *name)
{
	for (size_t i = 0; i < G_N_ELEMENTS(crumbs); i++)
		if (strcmp(name, crumbs[i]) == 0)
			return true;
	return false;
}

static bool any_name(const char *name)
{
	return strcmp(name, ".") != 0 && strcmp(name, "..") != 0;
}

static bool strange_name(const char *name)
{
	return any_name(name) && !path_is_safe(name) && !is_crumb(name);
}

/*
 * The first name in the folder that is `wanted`, to be freed; NULL: none, or with errno the folder
 * cannot be read.
 */
static char *find_name(int folder, bool (*wanted)(const char *name))
{
	int copy = openat(folder, ".", O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	DIR *stream = copy < 0 ? NULL : fdopendir(copy);
	if (stream == NULL) {
		int error = errno;
		if (copy >= 0)
			close(copy);
		errno = error;
		return NULL;
	}
	errno = 0;
	struct dirent *entry = readdir(stream);
	while (entry != NULL && !wanted(entry->d_name))
		entry = readdir(stream);
	char *found = entry == NULL ? NULL : g_strdup(entry->d_name);
	int error = entry == NULL ? errno : 0;
	closedir(stream);
	errno = error;
	return found;
}

enum beside_kind beside_look_at(int folder)
{
	struct stat marker;
	if (fstatat(folder, TREE_MARKER, &marker, AT_SYMLINK_NOFOLLOW) == 0)
		return S_ISREG(marker.st_mode) ? BESIDE_OURS : BESIDE_FOREIGN;
	if (errno != ENOENT)
		return BESIDE_UNREADABLE;
	g_autofree char *name = find_name(folder, any_name);
	if (name != NULL)
		return BESIDE_FOREIGN;
	return errno == 0 ? BESIDE_EMPTY : BESIDE_UNREADABLE;
}

enum beside_kind beside_look(int parent, const char *name)
{
	int folder = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (folder < 0 && errno == ENOENT)
		return BESIDE_MISSING;
	if (folder < 0)
		return errno == ENOTDIR || errno == ELOOP ? BESIDE_NO_FOLDER : BESIDE_UNREADABLE;
	enum beside_kind kind = beside_look_at(folder);
	int error = errno;
	close(folder);
	errno = error;
	return kind;
}

bool beside_is_mounted(int folder)
{
	struct statx found;
	return statx(folder, "", AT_EMPTY_PATH, STATX_TYPE, &found) == 0 &&
	       (found.stx_attributes & STATX_ATTR_MOUNT_ROOT) != 0;
}

/*
 * A shell, or a web server, that stands in the folder would stand in a deleted one after the
 * switch.
 */
static bool is_current(const struct beside *beside)
{
	g_autofree char *path = beside_path(beside, beside->folder);
	char *current = getcwd(NULL, 0); /* never the path of a link, unlike g_get_current_dir */
	size_t length = strlen(path);
	bool inside = current != NULL && strncmp(current, path, length) == 0 &&
	              (current[length] == '\0' || current[length] == '/');
	free(current);
	return inside;
}

static bool check_folder(struct report *report, const struct beside *beside, int folder)
{
	const char *shown = beside->shown;
	if (beside_is_mounted(folder))
		return report_error(report, place_none(), "output/mounted",
		                    _("'%s' is a mounted disk, which cannot be switched; choose a "
		                      "folder in it, such as '%s/site'"),
		                    shown, shown);
	if (is_current(beside))
		return report_error(report, place_none(), "output/current",
		                    _("'%s' is replaced as a whole, but you are in it; go to "
		                      "another folder first"),
		                    shown);
	enum beside_kind kind = beside_look_at(folder);
	if (kind == BESIDE_UNREADABLE)
		return disk_error(report, shown, errno, folder);
	if (kind == BESIDE_FOREIGN)
		return report_error(report, place_none(), "output/foreign",
		                    _("'%s' holds files that no build has written, and a build "
		                      "would delete them; "
		                      "choose another folder, or empty it"),
		                    shown);
	g_autofree char *strange = find_name(folder, strange_name);
	if (strange != NULL)
		return report_error(report, place_none(), "output/foreign",
		                    _("'%s' holds '%s', which no build has written, and a build "
		                      "would delete it; move it elsewhere"),
		                    shown, strange);
	return errno == 0 || disk_error(report, shown, errno, folder);
}

bool beside_check(struct report *report, const struct beside *beside)
{
	int folder = openat(beside->parent, beside->folder,
	                    O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (folder < 0 && errno == ENOENT)
		return true;
	if (folder < 0 && (errno == ENOTDIR || errno == ELOOP))
		return report_error(report, place_none(), "output/file",
		                    _("'%s' is, or lies in, a file; choose the name of a folder"),
		                    beside->shown);
	if (folder < 0)
		return disk_error(report, beside->shown, errno, beside->parent);
	bool good = check_folder(report, beside, folder);
	close(folder);
	return good;
}
