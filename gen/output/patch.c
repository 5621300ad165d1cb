/* SPDX-License-Identifier: MIT */
/*
 * The changes are sorted by path, so that those of one folder stand together, and in the order in
 * which its manifest names them: to compare "a/x" with another name of the folder is to compare
 * "a/manifest.sha256" with it. One pass over them, folder by folder, does the whole.
 *
 * A manifest of the site is believed if its digest is that on the line of the one above, and the
 * folder only if it lies as the manifest says where we are to touch it: a file where a file is named,
 * nothing but a file where one is to be put, on the disk of the stage, from which alone a rename can
 * bring it there. A site that somebody has changed by hand is not patched.
 */
#include "output/patch.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* What is done first, and last. */
enum phase { PUT_NEW, PUT_CHANGED, REMOVE, REMOVE_MANIFEST, PUT_MANIFEST, PHASE_COUNT };

struct phases {
	GArray *steps[PHASE_COUNT];
};

/* A folder, and the changes in it and below. */
struct span {
	const char *path; /* "" or with a '/' at its end; `length` bytes of it */
	size_t length;
	guint first;
	guint end;
	const struct tree_sum *before; /* its manifest in the site; NULL: the folder is new */
};

/* What became of a folder's manifest. */
struct result {
	bool is_there;
	struct tree_sum sum;
};

struct patching {
	struct patch *patch;
	struct phases phases;
	dev_t disk;
};

/* ---- changes */

static int compare_changes(const void *first, const void *second)
{
	return strcmp(((const struct change *)first)->path, ((const struct change *)second)->path);
}

void changes_sort(GArray *changes)
{
	g_array_sort(changes, compare_changes); /* a stable sort */
	guint kept = 0;
	struct change *all = (void *)changes->data;
	for (guint i = 0; i < changes->len; i++)
		if (i + 1 == changes->len || strcmp(all[i].path, all[i + 1].path) != 0)
			all[kept++] = all[i];
	g_array_set_size(changes, kept);
}

bool changes_drop(const GArray *changes, const char *path)
{
	struct change key = {.path = path};
	const struct change *found = changes->len == 0 ? NULL
	                                               : bsearch(&key, changes->data, changes->len,
	                                                         sizeof key, compare_changes);
	return found != NULL && found->drop;
}

static const struct change *change_at(const struct patching *patching, guint index)
{
	return &g_array_index(patching->patch->changes, struct change, index);
}

/* ---- the site as it is */

bool patch_read(struct folders *site, const char *path, const struct digest *wanted,
                struct manifest *out)
{
	int file = folders_open_file(site, path);
	if (file < 0)
		return false;
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	int error = file_read(file, bytes);
	close(file);
	if (error != 0 || bytes->len == 0)
		return false;
	struct digest found = digest_of(bytes->data, bytes->len);
	return digest_equal(&found, wanted) && manifest_parse(bytes->data, bytes->len, out);
}

/* Whether a file can be put there, or taken away. `listed`: the manifest names it. */
static bool file_fits(struct patching *patching, const char *path, bool listed)
{
	const char *name;
	struct stat found;
	int folder = folders_of_file(patching->patch->site, path, false, &name);
	if (folder < 0)
		return errno == ENOENT && !listed;
	if (fstat(folder, &found) != 0 || found.st_dev != patching->disk)
		return false;
	if (fstatat(folder, name, &found, AT_SYMLINK_NOFOLLOW) != 0)
		return errno == ENOENT && !listed;
	return S_ISREG(found.st_mode) && found.st_dev == patching->disk;
}

/* ---- steps */

static void add_step(struct patching *patching, enum phase phase, const char *path,
                     const struct tree_sum *sum)
{
	struct tree_change *made = &patching->patch->made;
	struct journal_step step = {.remove = phase == REMOVE || phase == REMOVE_MANIFEST,
	                            .path = path};
	if (step.remove) {
		made->removed++;
	} else {
		step.sum = *sum;
		made->files++;
		made->bytes += sum->size;
	}
	if (patching->patch->site != NULL)
		g_array_append_val(patching->phases.steps[phase], step);
}

static bool sums_equal(const struct tree_sum *first, const struct tree_sum *second)
{
	return first->size == second->size && digest_equal(&first->digest, &second->digest);
}

/* ---- folders */

static const struct manifest_entry *entry_at(const struct manifest *manifest, guint index)
{
	return &g_array_index(manifest->entries, struct manifest_entry, index);
}

/* The manifest of the folder with the changes, which are by name as it is. */
static void merge(const struct manifest *old, const GArray *fresh, struct manifest *out)
{
	guint i = 0;
	for (guint j = 0; j < fresh->len; j++) {
		const struct change *change = &g_array_index(fresh, struct change, j);
		for (; i < old->entries->len && strcmp(entry_at(old, i)->name, change->path) < 0;
		     i++)
			manifest_add(out, entry_at(old, i)->name, &entry_at(old, i)->sum);
		if (i < old->entries->len && strcmp(entry_at(old, i)->name, change->path) == 0)
			i++;
		if (!change->drop)
			manifest_add(out, change->path, &change->sum);
	}
	for (; i < old->entries->len; i++)
		manifest_add(out, entry_at(old, i)->name, &entry_at(old, i)->sum);
}

/* A file cannot take the place of a folder by a rename, nor a folder that of a file. */
static bool name_is_taken(struct patching *patching, const struct manifest *old, const char *name,
                          bool by_folder)
{
	if (by_folder)
		return manifest_find(old, name) != NULL;
	return manifest_find(old, arena_printf(patching->patch->arena, "%s/" MANIFEST_NAME, name)) !=
	       NULL;
}

static enum patch_outcome patch_file(struct patching *patching, const struct change *change,
                                     const char *name, const struct manifest *old, GArray *fresh)
{
	const struct manifest_entry *entry = manifest_find(old, name);
	bool replaces = patching->patch->site != NULL;
	if (change->drop ? entry == NULL : entry != NULL && sums_equal(&entry->sum, &change->sum))
		return PATCH_MADE;
	if (replaces && name_is_taken(patching, old, name, false))
		return PATCH_RESHAPED;
	if (replaces && !file_fits(patching, change->path, entry != NULL))
		return PATCH_MISFIT;
	enum phase put = entry == NULL ? PUT_NEW : PUT_CHANGED;
	add_step(patching, change->drop ? REMOVE : put, change->path, &change->sum);
	struct change own = {name, change->sum, change->drop};
	g_array_append_val(fresh, own);
	return PATCH_MADE;
}

static enum patch_outcome patch_folder(struct patching *patching, const struct span *span,
                                       struct result *out);

/* The changes from `first` on that lie in the same folder of this one. Moves `first` behind them. */
static enum patch_outcome patch_inner(struct patching *patching, const struct span *span,
                                      guint *first, const struct manifest *old, GArray *fresh)
{
	struct arena *arena = patching->patch->arena;
	const char *path = change_at(patching, *first)->path;
	size_t length = span->length + strcspn(path + span->length, "/") + 1;
	struct span inner = {path, length, *first, *first, NULL};
	while (inner.end < span->end &&
	       strncmp(change_at(patching, inner.end)->path, path, length) == 0)
		inner.end++;
	*first = inner.end;
	const char *part = arena_copy(arena, path + span->length, length - span->length - 1);
	const char *name = arena_printf(arena, "%s/" MANIFEST_NAME, part);
	const struct manifest_entry *entry = manifest_find(old, name);
	if (name_is_taken(patching, old, part, true))
		return PATCH_RESHAPED;
	inner.before = entry == NULL ? NULL : &entry->sum;
	struct result result;
	enum patch_outcome outcome = patch_folder(patching, &inner, &result);
	struct change own = {name, result.sum, !result.is_there};
	if (outcome == PATCH_MADE &&
	    (entry == NULL ? result.is_there
	                   : !result.is_there || !sums_equal(&entry->sum, &result.sum)))
		g_array_append_val(fresh, own);
	return outcome;
}

static enum patch_outcome write_manifest(struct patching *patching, const struct span *span,
                                         const char *path, const struct manifest *manifest,
                                         struct result *out)
{
	g_autoptr(GString) text = g_string_new(NULL);
	manifest_write(manifest, text);
	out->is_there = true;
	out->sum = (struct tree_sum){text->len, digest_of(text->str, text->len)};
	if (patching->patch->site != NULL && !file_fits(patching, path, span->before != NULL))
		return PATCH_MISFIT;
	add_step(patching, PUT_MANIFEST, path, &out->sum);
	errno = folders_write(patching->patch->stage, path, text->str, text->len);
	return errno == 0 ? PATCH_MADE : PATCH_FAILED;
}

/* The folder's manifest, `fresh` being what changes in it. */
static enum patch_outcome settle_folder(struct patching *patching, const struct span *span,
                                        const struct manifest *old, const GArray *fresh,
                                        struct result *out)
{
	const char *path = arena_printf(patching->patch->arena, "%.*s" MANIFEST_NAME,
	                                (int)span->length, span->path);
	*out = (struct result){.is_there = span->before != NULL};
	if (span->before != NULL)
		out->sum = *span->before;
	if (fresh->len == 0)
		return PATCH_MADE;
	g_auto(Manifest) manifest;
	manifest_init(&manifest);
	merge(old, fresh, &manifest);
	if (manifest.entries->len > 0)
		return write_manifest(patching, span, path, &manifest, out);
	out->is_there = false;
	add_step(patching, REMOVE_MANIFEST, path, NULL);
	return PATCH_MADE;
}

static enum patch_outcome patch_folder(struct patching *patching, const struct span *span,
                                       struct result *out)
{
	g_auto(Manifest) old;
	g_autoptr(GArray) fresh = g_array_new(FALSE, FALSE, sizeof(struct change));
	manifest_init(&old);
	*out = (struct result){0};
	if (span->before != NULL) {
		const char *path = arena_printf(patching->patch->arena, "%.*s" MANIFEST_NAME,
		                                (int)span->length, span->path);
		if (!patch_read(patching->patch->site, path, &span->before->digest, &old))
			return PATCH_MISFIT;
	}
	enum patch_outcome outcome = PATCH_MADE;
	for (guint i = span->first; i < span->end && outcome == PATCH_MADE;) {
		const struct change *change = change_at(patching, i);
		const char *name = change->path + span->length;
		if (strchr(name, '/') != NULL) {
			outcome = patch_inner(patching, span, &i, &old, fresh);
		} else {
			outcome = patch_file(patching, change, name, &old, fresh);
			i++;
		}
	}
	return outcome == PATCH_MADE ? settle_folder(patching, span, &old, fresh, out) : outcome;
}

enum patch_outcome patch_make(struct patch *patch, struct tree_sum *root)
{
	struct patching patching = {.patch = patch};
	struct stat stage;
	if (fstat(patch->stage->root, &stage) != 0)
		return PATCH_FAILED;
	patching.disk = stage.st_dev;
	for (int phase = 0; phase < PHASE_COUNT; phase++)
		patching.phases.steps[phase] =
		        g_array_new(FALSE, FALSE, sizeof(struct journal_step));
	const struct tree_sum before = {.digest = patch->site_root};
	struct span span = {"", 0, 0, patch->changes->len, patch->site == NULL ? NULL : &before};
	struct result result;
	enum patch_outcome outcome = patch_folder(&patching, &span, &result);
	int error = errno;
	for (int phase = 0; phase < PHASE_COUNT; phase++) {
		GArray *steps = patching.phases.steps[phase];
		g_array_append_vals(patch->steps, steps->data, steps->len);
		g_array_free(steps, TRUE);
	}
	errno = error;
	*root = result.sum;
	return outcome;
}
