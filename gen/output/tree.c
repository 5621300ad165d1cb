/* SPDX-License-Identifier: MIT */
/*
 * The new tree: begun, filled by any number of processes, and switched in or dropped.
 *
 * Nothing can be written outside it. Paths are checked before they are used; every name is then
 * opened in its own open folder, one part at a time, without following a link; a file is only ever
 * made, never opened: what is there already, whoever put it there, is a failure. O_EXCL also tells
 * of a path that another process has written.
 *
 * Modes are 0644 and 0755 whatever the umask. Rather than change the umask of the whole process,
 * the marker, the first file of each tree, shows whether it takes bits away, and only then is each
 * file's mode set afterwards: a call that nobody pays for in the usual case.
 *
 * No file is synced: one syncfs before the switch does for all of them (to create and write costs
 * some 15 µs, with fsync 400). It also tells of write errors that came after close, as it is asked
 * of a folder opened before the first write.
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

#include "output/beside.h"
#include "output/disk.h"
#include "output/lock.h"
#include "output/switch.h"

enum {
	PATH_BYTES_MOST = 200,
	PART_BYTES_MOST = 64,
	FOLDERS_OPEN = 64, /* per process; a power of two */
	FILE_MODE = 0644,
	FOLDER_MODE = 0755,
};

enum { FOLDER_FLAGS = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC };

/*
 * An open folder of the new tree. Two paths that fall on one slot take turns; opening again costs
 * about 1 µs.
 */
struct folder {
	int descriptor; /* -1: the slot is free */
	size_t length;
	char path[PATH_BYTES_MOST];
};

struct tree {
	struct beside beside;
	pid_t process;  /* who began it: alone switches and drops */
	int root;       /* the new tree; -1: not made yet */
	bool set_modes; /* the umask takes bits away */
	bool failed;    /* a write failed in this process, and was reported */
	bool switched;
	struct folder folders[FOLDERS_OPEN];
};

/* ---- paths */

/*
 * The names that Windows gives to devices in every folder; a stick with such a file cannot be
 * copied there.
 */
static bool is_device(const char *part, size_t length)
{
	static const char *const devices[] = {"con", "prn", "aux", "nul"};
	static const char *const numbered[] = {"com", "lpt"};
	const char *dot = memchr(part, '.', length);
	size_t stem = dot == NULL ? length : (size_t)(dot - part);
	for (size_t i = 0; stem == 3 && i < G_N_ELEMENTS(devices); i++)
		if (memcmp(part, devices[i], 3) == 0)
			return true;
	for (size_t i = 0; stem == 4 && i < G_N_ELEMENTS(numbered); i++)
		if (memcmp(part, numbered[i], 3) == 0 && g_ascii_isdigit(part[3]))
			return true;
	return false;
}

static bool part_is_safe(const char *part, size_t length)
{
	if (length == 0 || length > PART_BYTES_MOST)
		return false;
	for (size_t i = 0; i < length; i++)
		if (!g_ascii_islower(part[i]) && !g_ascii_isdigit(part[i]) &&
		    memchr("._-", part[i], 3) == NULL)
			return false;
	return part[0] != '.' && part[0] != '-' && part[length - 1] != '.' &&
	       !is_device(part, length);
}

bool tree_path_is_safe(const char *path)
{
	if (path == NULL || strnlen(path, PATH_BYTES_MOST + 1) > PATH_BYTES_MOST)
		return false;
	for (;;) {
		size_t length = strcspn(path, "/");
		if (!part_is_safe(path, length))
			return false;
		if (path[length] == '\0')
			return true;
		path += length + 1;
	}
}

/* ---- folders */

static void close_folders(struct tree *tree)
{
	for (size_t i = 0; i < FOLDERS_OPEN; i++) {
		if (tree->folders[i].descriptor >= 0)
			close(tree->folders[i].descriptor);
		tree->folders[i].descriptor = -1;
	}
}

static struct folder *find_slot(struct tree *tree, const char *path, size_t length)
{
	uint32_t hash = 5381;
	for (size_t i = 0; i < length; i++)
		hash = hash * 33 ^ (unsigned char)path[i];
	return &tree->folders[(hash ^ hash >> 16) % FOLDERS_OPEN];
}

/* Where the last part of the path begins. */
static size_t last_part(const char *path, size_t length)
{
	const char *slash = memrchr(path, '/', length);
	return slash == NULL ? 0 : (size_t)(slash - path) + 1;
}

/* Copies a part out of a safe path, to be given to the system. */
static void copy_part(char name[static PART_BYTES_MOST + 1], const char *part, size_t length)
{
	memcpy(name, part, length);
	name[length] = '\0';
}

/* Opens a folder, making it if no process has. -1 with errno. */
static int make_folder(const struct tree *tree, int parent, const char *name)
{
	if (mkdirat(parent, name, FOLDER_MODE) != 0 && errno != EEXIST)
		return -1;
	int folder = openat(parent, name, FOLDER_FLAGS);
	if (folder >= 0 && tree->set_modes && fchmod(folder, FOLDER_MODE) != 0) {
		int error = errno;
		close(folder);
		errno = error;
		return -1;
	}
	return folder;
}

/*
 * The open folder of a path of `length` bytes, kept open by its slot until another takes it; the
 * root for an empty path. -1 with errno. No deeper than a safe path has parts.
 */
static int open_folder(struct tree *tree, const char *path, size_t length)
{
	if (length == 0)
		return tree->root;
	struct folder *slot = find_slot(tree, path, length);
	if (slot->descriptor >= 0 && slot->length == length && memcmp(slot->path, path, length) == 0)
		return slot->descriptor;
	size_t last = last_part(path, length);
	int parent = open_folder(tree, path, last == 0 ? 0 : last - 1);
	if (parent < 0)
		return -1;
	char name[PART_BYTES_MOST + 1];
	copy_part(name, path + last, length - last);
	int folder = make_folder(tree, parent, name);
	if (folder < 0)
		return -1;
	if (slot->descriptor >= 0)
		close(slot->descriptor);
	slot->descriptor = folder;
	slot->length = length;
	memcpy(slot->path, path, length);
	return folder;
}

/* ---- files */

/* 0, or an errno value. */
static int write_bytes(int file, const char *bytes, size_t length)
{
	while (length > 0) {
		ssize_t written = write(file, bytes, length);
		if (written < 0 && errno != EINTR)
			return errno;
		if (written == 0)
			return EIO;
		if (written > 0) {
			bytes += written;
			length -= (size_t)written;
		}
	}
	return 0;
}

/* Network disks tell of a full disk at close. An interrupted close has closed, on Linux. */
static int close_file(int file, int error)
{
	if (close(file) != 0 && errno != EINTR && error == 0)
		return errno;
	return error;
}

/* 0, or an errno value. */
static int make_file(struct tree *tree, const char *path, const void *bytes, size_t length)
{
	size_t path_length = strlen(path);
	size_t last = last_part(path, path_length);
	int folder = open_folder(tree, path, last == 0 ? 0 : last - 1);
	if (folder < 0)
		return errno;
	int file;
	do
		file = openat(folder, path + last,
		              O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, FILE_MODE);
	while (file < 0 && errno == EINTR);
	if (file < 0)
		return errno;
	int error = write_bytes(file, bytes, length);
	if (error == 0 && tree->set_modes && fchmod(file, FILE_MODE) != 0)
		error = errno;
	return close_file(file, error);
}

static bool write_error(struct report *report, const struct tree *tree, const char *path, int error)
{
	if (error == EEXIST || error == ENOTDIR || error == ELOOP || error == EISDIR)
		return report_error(report, place_none(), "output/twice",
		                    _("two pages of the site are both called '%s', or one is "
		                      "called like a folder of the other; give one of them "
		                      "another address"),
		                    path);
	return disk_error(report, path, error, tree->root);
}

bool tree_write(struct report *report, struct tree *tree, const char *path, const void *bytes,
                size_t length)
{
	g_assert(!tree->switched);
	if (tree->failed)
		return false;
	if (tree->process != getpid())
		lock_leave(&tree->beside);
	if (!tree_path_is_safe(path)) {
		tree->failed = true;
		return report_error(report, place_none(), "output/path",
		                    _("'%s' cannot be the address of a page: use a-z, 0-9, '.', "
		                      "'_' and '-', at most %d characters between two '/' and %d "
		                      "in all, and no name that Windows keeps, such as 'con'"),
		                    path == NULL ? "" : path, PART_BYTES_MOST, PATH_BYTES_MOST);
	}
	int error = make_file(tree, path, bytes, length);
	if (error == EMFILE || error == ENFILE) {
		close_folders(tree);
		error = make_file(tree, path, bytes, length);
	}
	if (error == 0)
		return true;
	tree->failed = true;
	return write_error(report, tree, path, error);
}

/* ---- begin, switch, end */

/*
 * Sees whether files and folders get the modes they should. Disks without modes (FAT) refuse to set
 * them: let them.
 */
static void check_modes(struct tree *tree)
{
	struct stat root;
	struct stat marker;
	if (fstat(tree->root, &root) == 0 && (root.st_mode & 0777) != FOLDER_MODE)
		tree->set_modes = fchmod(tree->root, FOLDER_MODE) == 0;
	if (fstatat(tree->root, TREE_MARKER, &marker, AT_SYMLINK_NOFOLLOW) == 0 &&
	    (marker.st_mode & 0777) != FILE_MODE)
		tree->set_modes = fchmodat(tree->root, TREE_MARKER, FILE_MODE, 0) == 0;
}

static bool make_root(struct report *report, struct tree *tree, const char *marker)
{
	const struct beside *beside = &tree->beside;
	if (mkdirat(beside->parent, beside->fresh, FOLDER_MODE) == 0)
		tree->root = openat(beside->parent, beside->fresh, FOLDER_FLAGS);
	if (tree->root < 0)
		return disk_error(report, beside->parent_path, errno, beside->parent);
	if (!tree_write(report, tree, TREE_MARKER, marker, strlen(marker)))
		return false;
	check_modes(tree);
	return true;
}

struct tree *tree_begin(struct report *report, const char *folder, const char *marker)
{
	struct tree *tree = g_new0(struct tree, 1);
	tree->process = getpid();
	tree->root = -1;
	for (size_t i = 0; i < FOLDERS_OPEN; i++)
		tree->folders[i].descriptor = -1;
	bool cut_off = false;
	/*
	 * The folder is checked before the lock is taken, so that one which is not ours gets no
	 * lock file beside it.
	 */
	if (beside_open(report, &tree->beside, folder) && beside_check(report, &tree->beside) &&
	    lock_take(report, &tree->beside, &cut_off) &&
	    switch_recover(report, &tree->beside, cut_off) && make_root(report, tree, marker))
		return tree;
	tree_end(tree);
	return NULL;
}

bool tree_switch(struct report *report, struct tree *tree)
{
	g_assert(tree->process == getpid() && !tree->switched);
	if (tree->failed)
		return report_error(
		        report, place_none(), "output/incomplete",
		        _("'%s' is left as it was, because not all of its files could be written; "
		          "see to the error before this one, and build again"),
		        tree->beside.shown);
	close_folders(tree);
	/* It may have changed hands during the build. */
	if (!beside_check(report, &tree->beside))
		return false;
	if (syncfs(tree->root) != 0)
		return disk_error(report, tree->beside.shown, errno, tree->root);
	tree->switched = switch_in(report, &tree->beside);
	return tree->switched;
}

void tree_end(struct tree *tree)
{
	if (tree == NULL)
		return;
	close_folders(tree);
	if (tree->process == getpid()) {
		if (tree->root >= 0 && !tree->switched)
			switch_drop(&tree->beside);
		lock_release(&tree->beside);
	}
	if (tree->root >= 0)
		close(tree->root);
	beside_close(&tree->beside);
	g_free(tree);
}
