/* SPDX-License-Identifier: MIT */
/*
 * What lies in a work tree: what an editor wants to see before it is committed.
 *
 * A file is known by what is in it, not by its time: every file is hashed, and one whose hash is
 * that in the commit is read from there. So a text always is what its name says, also in a cache
 * that goes by names, and also when somebody saves the file while it is read: then its bytes do not
 * fit its name, and that is an error.
 *
 * Links are never followed: one could lead anywhere on this machine, and what it leads to would be
 * published.
 */
#include "source/work_tree.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "source/object_store.h"

enum { DEPTH_MOST = 128 };

struct work_walk {
	struct report *report;
	git_repository *repository;
	struct source_files committed;
	struct arena *arena;
	GArray *out;
	GString *path; /* from the top of the work tree */
};

static bool report_file(struct report *report, const char *path, int error)
{
	return report_error(report, place_of_file(path), "repository/file",
	                    _("cannot be read (%s); allow reading it, or name it in .gitignore"),
	                    g_strerror(error));
}

/* ---- one file */

/* All bytes of an open file with a NUL behind them; NULL with errno set. */
static char *read_all(int file, size_t expected, size_t *size)
{
	size_t room = expected + 1;
	char *bytes = g_malloc(room + 1);
	*size = 0;
	for (;;) {
		ssize_t got = read(file, bytes + *size, room - *size);
		if (got < 0 && errno == EINTR)
			continue;
		if (got <= 0) {
			bytes[*size] = '\0';
			if (got == 0)
				return bytes;
			int error = errno;
			g_free(bytes);
			errno = error;
			return NULL;
		}
		*size += (size_t)got;
		if (*size == room) { /* it grew meanwhile */
			room *= 2;
			bytes = g_realloc(bytes, room + 1);
		}
	}
}

/*
 * Opens and reads `name` in `folder` (a descriptor), never through a link, never waiting for a
 * pipe. NULL with errno set: ELOOP for whatever is no regular file.
 */
static char *read_regular(int folder, const char *name, size_t *size)
{
	int file = openat(folder, name, O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (file < 0)
		return NULL;
	struct stat found;
	char *bytes = NULL;
	if (fstat(file, &found) == 0) {
		if (S_ISREG(found.st_mode))
			bytes = read_all(file, (size_t)found.st_size, size);
		else
			errno = ELOOP;
	}
	int error = errno;
	close(file);
	errno = error;
	return bytes;
}

static bool report_changed(struct report *report, const struct source_file *file)
{
	return report_error(report, place_of_file(file->path), "repository/changed",
	                    _("was changed while it was being read; start again"));
}

bool work_tree_read(struct report *report, git_repository *repository,
                    const struct source_file *file, struct source_bytes *out)
{
	size_t size = 0;
	g_autofree char *path =
	        g_build_filename(git_repository_workdir(repository), file->path, NULL);
	char *bytes = read_regular(AT_FDCWD, path, &size);
	bool is_other = bytes == NULL && (errno == ENOENT || errno == ELOOP);
	if (bytes == NULL && !is_other)
		return report_file(report, file->path, errno);
	git_oid id;
	git_oid listed = oid_of(&file->blob);
	if (is_other || git_odb_hash(&id, bytes, size, GIT_OBJECT_BLOB) < 0 ||
	    !git_oid_equal(&id, &listed)) {
		g_free(bytes);
		return report_changed(report, file);
	}
	*out = (struct source_bytes){
	        .bytes = bytes, .size = size, .owner = bytes, .kind = SOURCE_BYTES_COPY};
	return true;
}

bool work_tree_size(struct report *report, git_repository *repository,
                    const struct source_file *file, size_t *out)
{
	g_autofree char *path =
	        g_build_filename(git_repository_workdir(repository), file->path, NULL);
	struct stat found;
	if (lstat(path, &found) != 0)
		return errno == ENOENT ? report_changed(report, file)
		                       : report_file(report, file->path, errno);
	if (!S_ISREG(found.st_mode))
		return report_changed(report, file);
	*out = (size_t)found.st_size;
	return true;
}

/* ---- all files */

static int compare_path(const void *path, const void *file)
{
	return strcmp(path, ((const struct source_file *)file)->path);
}

static const struct source_file *find_committed(const struct work_walk *walk, const char *path)
{
	return walk->committed.count == 0
	               ? NULL
	               : bsearch(path, walk->committed.items, walk->committed.count,
	                         sizeof *walk->committed.items, compare_path);
}

/* Whether the commit has a file below the folder `path`. */
static bool has_committed_below(const struct work_walk *walk, const char *path)
{
	g_autofree char *prefix = g_strconcat(path, "/", NULL);
	size_t low = 0;
	size_t high = walk->committed.count;
	while (low < high) {
		size_t middle = low + (high - low) / 2;
		if (strcmp(walk->committed.items[middle].path, prefix) < 0)
			low = middle + 1;
		else
			high = middle;
	}
	return low < walk->committed.count &&
	       g_str_has_prefix(walk->committed.items[low].path, prefix);
}

/* As for git, .gitignore says nothing about what is committed already. */
static bool is_ignored(const struct work_walk *walk, bool is_folder)
{
	int ignored = 0;
	g_autofree char *path = g_strconcat(walk->path->str, is_folder ? "/" : "", NULL);
	return git_ignore_path_is_ignored(&ignored, walk->repository, path) == 0 && ignored;
}

/*
 * With `text=auto` and the like, git changes line ends on the way in: then the bytes differ and the
 * text does not.
 */
static bool is_same_to_git(const struct work_walk *walk, const struct source_file *committed)
{
	git_oid id;
	git_oid known = oid_of(&committed->blob);
	return git_repository_hashfile(&id, walk->repository, walk->path->str, GIT_OBJECT_BLOB,
	                               NULL) == 0 &&
	       git_oid_equal(&id, &known);
}

static bool add_file(struct work_walk *walk, int folder, const char *name)
{
	const char *path = walk->path->str;
	const struct source_file *committed = find_committed(walk, path);
	if (committed == NULL && is_ignored(walk, false))
		return true;
	size_t size = 0;
	g_autofree char *bytes = read_regular(folder, name, &size);
	if (bytes == NULL && errno == ENOENT) /* gone since the folder was read */
		return true;
	if (bytes == NULL)
		return report_file(walk->report, path, errno);
	git_oid id;
	if (git_odb_hash(&id, bytes, size, GIT_OBJECT_BLOB) < 0)
		return report_file(walk->report, path, EIO);
	struct source_file file = {.blob = object_id_of(&id), .uncommitted = true};
	if (committed != NULL && (memcmp(&committed->blob, &file.blob, sizeof file.blob) == 0 ||
	                          is_same_to_git(walk, committed)))
		file = *committed;
	else
		file.path = committed != NULL ? committed->path : arena_string(walk->arena, path);
	g_array_append_val(walk->out, file);
	return true;
}

static bool list_folder(struct work_walk *walk, int folder, unsigned depth);

static bool enter_folder(struct work_walk *walk, int folder, const char *name, unsigned depth)
{
	const char *path = walk->path->str;
	if (depth >= DEPTH_MOST)
		return report_error(
		        walk->report, place_of_file(path), "repository/depth",
		        _("folders lie more than %d deep in each other, which is more than can be "
		          "read; lay them out flatter"),
		        (int)DEPTH_MOST);
	if (is_ignored(walk, true) && !has_committed_below(walk, path))
		return true;
	int below = openat(folder, name, O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
	if (below < 0)
		return errno == ENOENT || report_file(walk->report, path, errno);
	struct stat found;
	if (fstatat(below, ".git", &found, AT_SYMLINK_NOFOLLOW) == 0) {
		report_warning(
		        walk->report, place_of_file(path), "repository/submodule",
		        _("is a repository of its own and is left out; put its files here to have "
		          "them in the site"));
		close(below);
		return true;
	}
	return list_folder(walk, below, depth + 1);
}

static bool list_entry(struct work_walk *walk, int folder, const char *name, unsigned depth)
{
	struct stat found;
	const char *path = walk->path->str;
	if (fstatat(folder, name, &found, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT || report_file(walk->report, path, errno);
	if (S_ISDIR(found.st_mode))
		return enter_folder(walk, folder, name, depth);
	if (S_ISREG(found.st_mode))
		return add_file(walk, folder, name);
	if (find_committed(walk, path) == NULL && is_ignored(walk, false))
		return true;
	if (S_ISLNK(found.st_mode))
		report_warning(walk->report, place_of_file(path), "repository/link",
		               _("is a symbolic link and is left out; put a copy of the file here "
		                 "to have it "
		                 "in the site"));
	else
		report_warning(walk->report, place_of_file(path), "repository/special",
		               _("is neither a file nor a folder and is left out; delete it, or "
		                 "name it in "
		                 ".gitignore"));
	return true;
}

static bool is_special_name(const char *name)
{
	return strcmp(name, ".") == 0 || strcmp(name, "..") == 0 ||
	       g_ascii_strcasecmp(name, ".git") == 0;
}

static bool list_directory(struct work_walk *walk, DIR *directory, unsigned depth)
{
	for (;;) {
		errno = 0;
		const struct dirent *entry = readdir(directory);
		if (entry == NULL)
			return errno == 0 || report_file(walk->report, walk->path->str, errno);
		if (is_special_name(entry->d_name))
			continue;
		size_t length = walk->path->len;
		if (length > 0)
			g_string_append_c(walk->path, '/');
		g_string_append(walk->path, entry->d_name);
		bool go_on = list_entry(walk, dirfd(directory), entry->d_name, depth);
		g_string_truncate(walk->path, length);
		if (!go_on)
			return false;
	}
}

/* Takes over the descriptor `folder`. */
static bool list_folder(struct work_walk *walk, int folder, unsigned depth)
{
	DIR *directory = fdopendir(folder);
	if (directory == NULL) {
		int error = errno;
		close(folder);
		return report_file(walk->report, walk->path->str, error);
	}
	bool done = list_directory(walk, directory, depth);
	closedir(directory);
	return done;
}

static int compare_files(const void *first, const void *second)
{
	return strcmp(((const struct source_file *)first)->path,
	              ((const struct source_file *)second)->path);
}

bool work_tree_list(struct report *report, git_repository *repository,
                    struct source_files committed, struct arena *arena, GArray *out)
{
	const char *top = git_repository_workdir(repository);
	int folder = open(top, O_RDONLY | O_DIRECTORY | O_CLOEXEC);
	if (folder < 0)
		return report_file(report, top, errno);
	struct work_walk walk = {.report = report,
	                         .repository = repository,
	                         .committed = committed,
	                         .arena = arena,
	                         .out = out,
	                         .path = g_string_new(NULL)};
	bool done = list_folder(&walk, folder, 0);
	g_string_free(walk.path, TRUE);
	if (done)
		g_array_sort(out, compare_files);
	return done;
}
