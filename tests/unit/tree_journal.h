/* SPDX-License-Identifier: MIT */
#ifndef TREE_JOURNAL_H
#define TREE_JOURNAL_H

/* Journals made by hand, as a dead build or somebody with bad intent may leave them. */
#include "tree_site.h"

#include "base/digest.h"

/* The lines with the right digest behind them. To be freed. */
static inline char *journal_signed(const char *lines)
{
	struct digest digest = digest_of(lines, strlen(lines));
	char hash[DIGEST_TEXT_SIZE];
	digest_write(&digest, hash);
	return g_strdup_printf("%send %s\n", lines, hash);
}

/* The SHA-256 of a file, or of nothing when there is none, as text. To be freed. */
static inline char *hash_of_file(const char *place, const char *name)
{
	g_autofree char *path = below(place, name);
	g_autofree char *bytes = NULL;
	gsize length = 0;
	g_file_get_contents(path, &bytes, &length, NULL);
	struct digest digest = digest_of(bytes, length);
	char *hash = g_malloc(DIGEST_TEXT_SIZE);
	digest_write(&digest, hash);
	return hash;
}

/* A journal of this form for the site as it is, with these steps, as .site.journal. */
static inline void put_journal(const char *place, const char *form, const char *steps)
{
	g_autofree char *from = hash_of_file(place, "site/manifest.sha256");
	g_autofree char *root = g_strnfill(64, '7');
	g_autofree char *lines = g_strdup_printf("chayue journal 1 %s\nfrom %s\nroot %s\n%s", form,
	                                         from, root, steps);
	g_autofree char *text = journal_signed(lines);
	put_file(place, ".site.journal", text);
}

/* The step that puts a file of the stage in place. To be freed. */
static inline char *put_step(const char *place, const char *name)
{
	g_autofree char *staged = g_strdup_printf(".site.new/%s", name);
	g_autofree char *hash = hash_of_file(place, staged);
	g_autofree char *path = below(place, staged);
	struct stat found;
	return g_strdup_printf("put %s %ld %s\n", hash,
	                       stat(path, &found) == 0 ? (long)found.st_size : 0L, name);
}

#endif
