/* SPDX-License-Identifier: MIT */
#include "output/manifest.h"

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "output/folder.h"
#include "output/path.h"

static const char HEAD[] = "# chayue manifest 1, sizes:";

enum { HASH_LENGTH = 2 * DIGEST_SIZE, GAP = 2 };

void manifest_init(struct manifest *manifest)
{
	manifest->entries = g_array_new(FALSE, FALSE, sizeof(struct manifest_entry));
	manifest->text = NULL;
}

void manifest_clear(struct manifest *manifest)
{
	if (manifest->entries != NULL)
		g_array_free(manifest->entries, TRUE);
	g_free(manifest->text);
	*manifest = (struct manifest){0};
}

bool manifest_entry_is_folder(const struct manifest_entry *entry)
{
	return strchr(entry->name, '/') != NULL;
}

/* A name of a file, which is not the manifest's own, or of the manifest of a folder. */
static bool name_is_good(const char *name)
{
	if (!path_is_safe(name))
		return false;
	const char *slash = strchr(name, '/');
	return slash == NULL ? strcmp(name, MANIFEST_NAME) != 0
	                     : strcmp(slash + 1, MANIFEST_NAME) == 0;
}

void manifest_add(struct manifest *manifest, const char *name, const struct tree_sum *sum)
{
	struct manifest_entry entry = {name, *sum};
	g_array_append_val(manifest->entries, entry);
}

/* Takes the sizes apart as they are asked for. False: there is none, or it is no plain number. */
static bool next_size(const char **sizes, uint64_t *out)
{
	if (**sizes != ' ' || !g_ascii_isdigit((*sizes)[1]))
		return false;
	char *end;
	*out = g_ascii_strtoull(*sizes + 1, &end, 10);
	*sizes = end;
	return true;
}

/* Reads `HASH  NAME`, the end of the line being a NUL. */
static bool parse_line(char *line, const char **sizes, struct manifest *out)
{
	struct tree_sum sum;
	if (strnlen(line, HASH_LENGTH + GAP) < HASH_LENGTH + GAP ||
	    !digest_parse(line, &sum.digest) || memcmp(line + HASH_LENGTH, "  ", GAP) != 0 ||
	    !next_size(sizes, &sum.size))
		return false;
	const char *name = line + HASH_LENGTH + GAP;
	guint count = out->entries->len;
	if (!name_is_good(name) ||
	    (count > 0 &&
	     strcmp(g_array_index(out->entries, struct manifest_entry, count - 1).name, name) >= 0))
		return false;
	manifest_add(out, name, &sum);
	return true;
}

bool manifest_parse(const void *bytes, size_t length, struct manifest *out)
{
	size_t head = strlen(HEAD);
	if (length <= head || memcmp(bytes, HEAD, head) != 0 ||
	    memchr(bytes, '\0', length) != NULL || ((const char *)bytes)[length - 1] != '\n')
		return false;
	out->text = g_strndup(bytes, length);
	const char *sizes = out->text + head;
	char *line = strchr(out->text, '\n');
	*line++ = '\0';
	while (*line != '\0') {
		char *end = strchr(line, '\n');
		*end = '\0';
		if (!parse_line(line, &sizes, out))
			return false;
		line = end + 1;
	}
	return *sizes == '\0' && out->entries->len > 0;
}

static int compare_name(const void *name, const void *entry)
{
	return strcmp(name, ((const struct manifest_entry *)entry)->name);
}

const struct manifest_entry *manifest_find(const struct manifest *manifest, const char *name)
{
	if (manifest->entries->len == 0)
		return NULL;
	return bsearch(name, manifest->entries->data, manifest->entries->len,
	               sizeof(struct manifest_entry), compare_name);
}

void manifest_write(const struct manifest *manifest, GString *out)
{
	const struct manifest_entry *entries = (const void *)manifest->entries->data;
	g_string_append(out, HEAD);
	for (guint i = 0; i < manifest->entries->len; i++)
		g_string_append_printf(out, " %" G_GUINT64_FORMAT, entries[i].sum.size);
	g_string_append_c(out, '\n');
	for (guint i = 0; i < manifest->entries->len; i++) {
		char hash[DIGEST_TEXT_SIZE];
		digest_write(&entries[i].sum.digest, hash);
		g_string_append_printf(out, "%s  %s\n", hash, entries[i].name);
	}
}

static bool digest_in(int folder, struct digest *out)
{
	struct folders folders;
	uint64_t size;
	folders_init(&folders, folder);
	int file = folders_open_file(&folders, MANIFEST_NAME);
	bool read = file >= 0 && digest_of_file(file, out, &size);
	if (file >= 0)
		close(file);
	return read;
}

bool manifest_digest(int parent, const char *name, struct digest *out)
{
	int folder = folder_open_top(parent, name);
	bool found = folder >= 0 && digest_in(folder, out);
	if (folder >= 0)
		close(folder);
	return found;
}
