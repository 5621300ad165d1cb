/* SPDX-License-Identifier: MIT */
#ifndef PROPERTY_WORLD_H
#define PROPERTY_WORLD_H

#include <glib.h>
#include <stdbool.h>

/*
 * A repository in memory: trees of files, commits, branches. What is done to it is written as a
 * stream for `git fast-import` once `stream` is set, so that the first steps can be gone through in
 * silence.
 *
 * The programs of this folder are short-lived: nothing is given back.
 */
enum file_type { FILE_DOCUMENT, FILE_SETTINGS, FILE_OTHER };

/* Never changed once it is in a tree; file_copy makes one that may be. */
struct file {
	enum file_type type;
	unsigned mode;     /* 0100644, 0100755, or 0120000: a symbolic link */
	const char *kind;  /* of a document, by its folder */
	GPtrArray *front;  /* lines of front matter or of settings, "key: value" */
	GPtrArray *body;   /* paragraphs; of FILE_OTHER: the text */
	bool is_gb18030;   /* not in UTF-8 */
	bool stops_builds; /* a mistake that leaves no site at all: to be mended soon */
};

typedef GTree Tree; /* path → struct file, in byte order */

enum { PARENTS_MOST = 4, BRANCH_COUNT = 3 };

struct commit {
	unsigned mark;
	Tree *tree;
	struct commit *parents[PARENTS_MOST];
	unsigned parent_count;
};

struct world {
	GRand *random;                         /* of the present step */
	GString *stream;                       /* NULL: in silence */
	GString *told;                         /* what the present step does, for people */
	GPtrArray *commits;                    /* of struct commit; the mark is the place, from 1 */
	struct commit *branches[BRANCH_COUNT]; /* heads; NULL: not there yet */
	unsigned branch;                       /* the one that is worked on, and HEAD */
	unsigned step;
	unsigned documents_wanted;
	bool is_tidy; /* most of what is named is there */
};

extern const char *const BRANCHES[BRANCH_COUNT];

unsigned below(struct world *world, unsigned bound);
bool chance(struct world *world, unsigned percent);
void tell(struct world *world, const char *format, ...) G_GNUC_PRINTF(2, 3);

struct file *file_new(enum file_type type);
struct file *file_copy(const struct file *file);
GString *file_bytes(const struct file *file);

Tree *tree_new(void);
Tree *tree_copy(Tree *tree);
struct file *tree_get(Tree *tree, const char *path);
/* A file takes the place of a folder of its name, and a folder that of a file. */
void tree_put(Tree *tree, const char *path, struct file *file);
void tree_remove(Tree *tree, const char *path);

/* The paths of all files of a type, in byte order. */
GPtrArray *tree_paths(Tree *tree, enum file_type type);
/* One of them; NULL: there is none. */
const char *tree_pick(struct world *world, Tree *tree, enum file_type type);

/* The first `parent_count` of `parents` may be none: a history of its own. */
struct commit *world_commit(struct world *world, Tree *tree, struct commit *const *parents,
                            unsigned parent_count);
/* The commit after `parent`. */
struct commit *world_follow(struct world *world, Tree *tree, struct commit *parent);
/* Whatever was there before. */
void world_set_branch(struct world *world, unsigned branch, struct commit *head);

#endif
