/* SPDX-License-Identifier: MIT */
/*
 * The manifests of the site tell what there is: what the stage has already is new, what is dropped
 * goes, all else is linked. A file whose size is not that on its line is not taken over. Names are
 * made in folders that are open, as everywhere; a link that lies in the site in place of a file would
 * be carried over as one, so each is looked at first.
 */
#include "output/link.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* FAT, network shares, files of another owner, a thousandth link. */
static enum link_outcome judge(int error)
{
	switch (error) {
	case EPERM:
	case EACCES:
	case EINVAL:
	case ENOSYS:
	case EOPNOTSUPP:
	case EMLINK:
	case EXDEV:
		return LINK_NOT;
	case ENOENT:
	case ENOTDIR:
	case ELOOP:
		return LINK_MISFIT;
	default:
		return LINK_FAILED;
	}
}

/* One file. `make`: its folder is made where the stage has none, else the file is left out. */
static enum link_outcome link_file(const struct patch *patch, const char *path,
                                   const struct tree_sum *sum, bool make)
{
	const char *name;
	struct stat found;
	int to = folders_of_file(patch->stage, path, make, &name);
	if (to < 0)
		return !make && errno == ENOENT ? LINK_MADE : LINK_FAILED;
	int from = folders_of_file(patch->site, path, false, &name);
	if (from < 0 || fstatat(from, name, &found, AT_SYMLINK_NOFOLLOW) != 0)
		return judge(errno);
	if (!S_ISREG(found.st_mode) || (uint64_t)found.st_size != sum->size)
		return LINK_MISFIT;
	if (linkat(from, name, to, name, 0) == 0 || errno == EEXIST)
		return LINK_MADE;
	return judge(errno);
}

static enum link_outcome link_folder(const struct patch *patch, const char *path,
                                     const struct digest *wanted);

static enum link_outcome link_entry(const struct patch *patch, const char *path,
                                    const struct manifest_entry *entry)
{
	size_t above = path_last(path, strlen(path));
	g_autofree char *whole = g_strdup_printf("%.*s%s", (int)above, path, entry->name);
	if (path_last(whole, strlen(whole)) > PATH_BYTES_MOST) /* no page of ours lies so deep */
		return LINK_MISFIT;
	if (!manifest_entry_is_folder(entry))
		return changes_drop(patch->changes, whole)
		               ? LINK_MADE
		               : link_file(patch, whole, &entry->sum, true);
	enum link_outcome outcome = link_folder(patch, whole, &entry->sum.digest);
	/* Last: only if the folder is there at all. One that changed is there already. */
	return outcome == LINK_MADE ? link_file(patch, whole, &entry->sum, false) : outcome;
}

/* `path`: of the folder's manifest. */
static enum link_outcome link_folder(const struct patch *patch, const char *path,
                                     const struct digest *wanted)
{
	g_auto(Manifest) manifest;
	manifest_init(&manifest);
	if (!patch_read(patch->site, path, wanted, &manifest))
		return LINK_MISFIT;
	enum link_outcome outcome = LINK_MADE;
	for (guint i = 0; i < manifest.entries->len && outcome == LINK_MADE; i++)
		outcome = link_entry(patch, path,
		                     &g_array_index(manifest.entries, struct manifest_entry, i));
	return outcome;
}

enum link_outcome link_rest(const struct patch *patch)
{
	return link_folder(patch, MANIFEST_NAME, &patch->site_root);
}
