/* SPDX-License-Identifier: MIT */
/*
 * Removes a tree that a build made. Everything is reached from open folders and no link is
 * followed, so nothing outside is ever touched; neither is what is mounted inside. The marker goes
 * last: a removal that is cut off leaves a folder that still says it is ours, or an empty one, and
 * the next build goes on with it.
 */
#include "output/remove.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <glib.h>
#include <string.h>
#include <unistd.h>

#include "output/beside.h"
#include "output/tree.h"

/*
 * A worker of a killed build may write a little longer: so often we look again, a millisecond
 * apart.
 */
enum { TRIES = 200, PAUSE_MICROSECONDS = 1000 };

static bool remove_folder(int parent, const char *name);

static bool remove_entry(int folder, const struct dirent *entry)
{
	if (entry->d_type == DT_DIR)
		return remove_folder(folder, entry->d_name);
	if (unlinkat(folder, entry->d_name, 0) == 0 || errno == ENOENT)
		return true;
	return errno == EISDIR && remove_folder(folder, entry->d_name);
}

/* Removes what the folder holds, `kept` aside; NULL: nothing is kept. */
static bool remove_content(DIR *stream, const char *kept)
{
	rewinddir(stream);
	for (;;) {
		errno = 0;
		struct dirent *entry = readdir(stream);
		if (entry == NULL)
			return errno == 0;
		const char *name = entry->d_name;
		if (strcmp(name, ".") == 0 || strcmp(name, "..") == 0 || g_strcmp0(name, kept) == 0)
			continue;
		if (!remove_entry(dirfd(stream), entry))
			return false;
	}
}

static DIR *open_folder(int parent, const char *name)
{
	int folder = openat(parent, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (folder < 0)
		return NULL;
	bool mounted = beside_is_mounted(folder);
	DIR *stream = mounted ? NULL : fdopendir(folder);
	if (stream == NULL) {
		int error = mounted ? EBUSY : errno;
		close(folder);
		errno = error;
	}
	return stream;
}

static void close_folder(DIR *stream)
{
	int error = errno;
	closedir(stream);
	errno = error;
}

static bool remove_folder(int parent, const char *name)
{
	DIR *stream = open_folder(parent, name);
	if (stream == NULL)
		return errno == ENOENT;
	bool emptied = remove_content(stream, NULL);
	close_folder(stream);
	return emptied && (unlinkat(parent, name, AT_REMOVEDIR) == 0 || errno == ENOENT);
}

static bool remove_once(DIR *stream, int parent, const char *name)
{
	return remove_content(stream, TREE_MARKER) &&
	       (unlinkat(dirfd(stream), TREE_MARKER, 0) == 0 || errno == ENOENT) &&
	       unlinkat(parent, name, AT_REMOVEDIR) == 0;
}

static bool is_ours(DIR *stream)
{
	enum beside_kind kind = beside_look_at(dirfd(stream));
	if (kind == BESIDE_FOREIGN)
		errno = EEXIST;
	return kind == BESIDE_OURS || kind == BESIDE_EMPTY;
}

bool remove_ours(int parent, const char *name)
{
	DIR *stream = open_folder(parent, name);
	if (stream == NULL && errno == ENOENT)
		return true;
	if (stream == NULL) {
		if (errno == ENOTDIR || errno == ELOOP)
			errno = EEXIST;
		return false;
	}
	bool removed = false;
	if (is_ours(stream)) {
		removed = remove_once(stream, parent, name);
		for (int i = 0; i < TRIES && !removed && errno == ENOTEMPTY; i++) {
			g_usleep(PAUSE_MICROSECONDS);
			removed = remove_once(stream, parent, name);
		}
	}
	close_folder(stream);
	return removed;
}
