/* SPDX-License-Identifier: MIT */
/*
 * Nothing can be written outside a tree: every name is opened in its own open folder, one part at a
 * time, without following a link; a file is only ever made, never opened for writing: what is there
 * already, whoever put it there, is a failure. O_EXCL also tells of a path that another process has
 * written.
 */
#include "output/folder.h"

#include <errno.h>
#include <fcntl.h>
#include <stdint.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

enum { FOLDER_FLAGS = O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC };

void folders_init(struct folders *folders, int root)
{
	folders->root = root;
	folders->set_modes = false;
	for (size_t i = 0; i < FOLDERS_OPEN; i++)
		folders->slots[i].descriptor = -1;
}

void folders_close(struct folders *folders)
{
	for (size_t i = 0; i < FOLDERS_OPEN; i++) {
		if (folders->slots[i].descriptor >= 0)
			close(folders->slots[i].descriptor);
		folders->slots[i].descriptor = -1;
	}
}

int folder_open_top(int parent, const char *name)
{
	return openat(parent, name, FOLDER_FLAGS);
}

static struct folder_slot *find_slot(struct folders *folders, const char *path, size_t length)
{
	uint32_t hash = 5381;
	for (size_t i = 0; i < length; i++)
		hash = hash * 33 ^ (unsigned char)path[i];
	return &folders->slots[(hash ^ hash >> 16) % FOLDERS_OPEN];
}

/* Disks without modes (FAT) refuse to set them: let them. */
static bool set_mode(int folder)
{
	struct stat found;
	return fstat(folder, &found) == 0 && ((found.st_mode & 07777) == FOLDER_MODE ||
	                                      fchmod(folder, FOLDER_MODE) == 0 || errno == EPERM);
}

/* Opens a folder, making it if no process has. -1 with errno. */
static int make_folder(const struct folders *folders, int parent, const char *name)
{
	if (mkdirat(parent, name, FOLDER_MODE) != 0 && errno != EEXIST)
		return -1;
	int folder = openat(parent, name, FOLDER_FLAGS);
	if (folder >= 0 && folders->set_modes && !set_mode(folder)) {
		int error = errno;
		close(folder);
		errno = error;
		return -1;
	}
	return folder;
}

/* Kept open by its slot until another takes it. No deeper than a safe path has parts. */
int folders_open(struct folders *folders, const char *path, size_t length, bool make)
{
	if (length == 0) {
		errno = ENOENT;
		return folders->root;
	}
	struct folder_slot *slot = find_slot(folders, path, length);
	if (slot->descriptor >= 0 && slot->length == length && memcmp(slot->path, path, length) == 0)
		return slot->descriptor;
	size_t last = path_last(path, length);
	int parent = folders_open(folders, path, last == 0 ? 0 : last - 1, make);
	if (parent < 0)
		return -1;
	char name[PART_BYTES_MOST + 1];
	path_copy_part(name, path + last, length - last);
	int folder = make ? make_folder(folders, parent, name) : openat(parent, name, FOLDER_FLAGS);
	if (folder < 0)
		return -1;
	if (slot->descriptor >= 0)
		close(slot->descriptor);
	slot->descriptor = folder;
	slot->length = length;
	memcpy(slot->path, path, length);
	return folder;
}

int folders_of_file(struct folders *folders, const char *path, bool make, const char **name)
{
	size_t last = path_last(path, strlen(path));
	size_t length = last == 0 ? 0 : last - 1;
	*name = path + last;
	int folder = folders_open(folders, path, length, make);
	if (folder < 0 && (errno == EMFILE || errno == ENFILE)) {
		folders_close(folders);
		folder = folders_open(folders, path, length, make);
	}
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

int file_make(int parent, const char *name, const void *bytes, size_t length, bool set_mode)
{
	int file;
	do
		file = openat(parent, name, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
		              FILE_MODE);
	while (file < 0 && errno == EINTR);
	if (file < 0)
		return errno;
	int error = write_bytes(file, bytes, length);
	if (error == 0 && set_mode && fchmod(file, FILE_MODE) != 0)
		error = errno;
	return close_file(file, error);
}

static int write_once(struct folders *folders, const char *path, const void *bytes, size_t length)
{
	const char *name;
	int folder = folders_of_file(folders, path, true, &name);
	return folder < 0 ? errno : file_make(folder, name, bytes, length, folders->set_modes);
}

int folders_write(struct folders *folders, const char *path, const void *bytes, size_t length)
{
	int error = write_once(folders, path, bytes, length);
	if (error != EMFILE && error != ENFILE)
		return error;
	folders_close(folders);
	return write_once(folders, path, bytes, length);
}

int folders_open_file(struct folders *folders, const char *path)
{
	const char *name;
	int folder = folders_of_file(folders, path, false, &name);
	if (folder < 0)
		return -1;
	int file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	struct stat found;
	if (file < 0 || (fstat(file, &found) == 0 && S_ISREG(found.st_mode)))
		return file;
	close(file);
	errno = EINVAL;
	return -1;
}

int file_read(int file, GByteArray *out)
{
	uint8_t buffer[16 * 1024];
	g_byte_array_set_size(out, 0);
	for (;;) {
		ssize_t length = read(file, buffer, sizeof buffer);
		if (length == 0)
			return 0;
		if (length < 0 && errno != EINTR)
			return errno;
		if (length > 0)
			g_byte_array_append(out, buffer, (guint)length);
	}
}
