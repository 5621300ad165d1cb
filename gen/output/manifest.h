/* SPDX-License-Identifier: MIT */
#ifndef OUTPUT_MANIFEST_H
#define OUTPUT_MANIFEST_H

#include <stdbool.h>
#include <stddef.h>

#include <glib.h>

#include "base/digest.h"
#include "output/tree.h"

/*
 * What a folder holds, as a file in it that `sha256sum -c` can check: a line for each file, and for
 * each folder the line of the manifest in it, so that the manifest at the top covers the whole site
 * and a page that changes changes the manifests on its way to the top and no other.
 *
 *   # chayue manifest 1, sizes: 1234 567
 *   <sha-256>  index.html
 *   <sha-256>  list/manifest.sha256
 *
 * Lines are in byte order of the names; the sizes, in bytes, are in the order of the lines. A folder
 * has no other manifest: from the same files come the same bytes.
 */
#define MANIFEST_NAME "manifest.sha256"

struct manifest_entry {
	const char *name; /* "index.html", or "list/manifest.sha256" for a folder */
	struct tree_sum sum;
};

struct manifest {
	GArray *entries; /* of struct manifest_entry, in order */
	char *text;      /* holds the names of one that was parsed; NULL */
};
typedef struct manifest Manifest;

void manifest_init(struct manifest *manifest);
void manifest_clear(struct manifest *manifest);
G_DEFINE_AUTO_CLEANUP_CLEAR_FUNC(Manifest, manifest_clear)

/* False: these bytes are not a manifest as manifest_write makes them. `out` is empty before. */
bool manifest_parse(const void *bytes, size_t length, struct manifest *out);

/* The entry of a name; NULL. */
const struct manifest_entry *manifest_find(const struct manifest *manifest, const char *name);

/* Adds one behind all others. The name is not copied. */
void manifest_add(struct manifest *manifest, const char *name, const struct tree_sum *sum);

void manifest_write(const struct manifest *manifest, GString *out);

/*
 * The digest of the manifest at the top of the folder `name` of the open folder `parent`. False: it
 * has none that can be read.
 */
bool manifest_digest(int parent, const char *name, struct digest *out);

/* True when the entry is a folder's. */
bool manifest_entry_is_folder(const struct manifest_entry *entry);

#endif
