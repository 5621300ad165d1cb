/* SPDX-License-Identifier: MIT */
#include "source/folder.h"

#include <errno.h>
#include <string.h>
#include <sys/stat.h>

static int compare_files(const void *first, const void *second)
{
	const struct folder_file *a = first;
	const struct folder_file *b = second;
	return strcmp(a->name, b->name);
}

static void finish(GArray *files, struct arena *arena, struct folder *out)
{
	g_array_sort(files, compare_files);
	struct folder_file *kept = arena_new_array(arena, struct folder_file, files->len);
	if (files->len > 0)
		memcpy(kept, files->data, files->len * sizeof *kept);
	*out = (struct folder){.files = kept, .count = files->len};
}

static bool add_disk_file(struct report *report, const char *path, const char *name,
                          struct arena *arena, GArray *files)
{
	g_autofree char *bytes = NULL;
	gsize size;
	g_autoptr(GError) error = NULL;
	if (!g_file_get_contents(path, &bytes, &size, &error))
		return report_error(report, place_of_file(path), "system/read",
		                    _("cannot be read: %s"), error->message);
	struct folder_file file = {
	        .name = arena_string(arena, name), .path = arena_string(arena, path), .size = size};
	file.bytes = arena_copy(arena, bytes, size);
	g_array_append_val(files, file);
	return true;
}

static bool walk(struct report *report, const char *path, const char *prefix, struct arena *arena,
                 GArray *files)
{
	g_autoptr(GError) error = NULL;
	g_autoptr(GDir) folder = g_dir_open(path, 0, &error);
	if (folder == NULL)
		return report_error(report, place_of_file(path), "system/read",
		                    _("cannot be read: %s"), error->message);
	const char *name;
	bool done = true;
	while (done && (name = g_dir_read_name(folder)) != NULL) {
		g_autofree char *below = g_build_filename(path, name, NULL);
		g_autofree char *full_name =
		        *prefix == '\0' ? g_strdup(name) : g_strconcat(prefix, "/", name, NULL);
		struct stat status;
		if (name[0] == '.' || lstat(below, &status) != 0)
			continue;
		if (S_ISDIR(status.st_mode))
			done = walk(report, below, full_name, arena, files);
		else if (S_ISREG(status.st_mode))
			done = add_disk_file(report, below, full_name, arena, files);
	}
	return done;
}

bool folder_read_disk(struct report *report, const char *path, struct arena *arena,
                      struct folder *out)
{
	g_autoptr(GArray) files = g_array_new(FALSE, FALSE, sizeof(struct folder_file));
	if (!walk(report, path, "", arena, files))
		return false;
	finish(files, arena, out);
	return true;
}

bool folder_read_repository(struct report *report, struct repository *repository, const char *path,
                            struct arena *arena, struct folder *out)
{
	struct source_files all;
	if (!repository_list(report, repository, &all))
		return false;
	g_autofree char *prefix = *path == '\0' ? g_strdup("") : g_strconcat(path, "/", NULL);
	g_autoptr(GArray) files = g_array_new(FALSE, FALSE, sizeof(struct folder_file));
	for (size_t i = 0; i < all.count; i++) {
		struct source_bytes bytes;
		if (!g_str_has_prefix(all.items[i].path, prefix))
			continue;
		if (!repository_read(report, repository, &all.items[i], &bytes))
			return false;
		struct folder_file file = {.path = arena_string(arena, all.items[i].path),
		                           .size = bytes.size};
		file.name = file.path + strlen(prefix);
		file.bytes = arena_copy(arena, bytes.bytes, bytes.size);
		source_bytes_clear(&bytes);
		g_array_append_val(files, file);
	}
	finish(files, arena, out);
	return true;
}
