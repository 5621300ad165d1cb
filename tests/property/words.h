/* SPDX-License-Identifier: MIT */
#ifndef PROPERTY_WORDS_H
#define PROPERTY_WORDS_H

#include "world.h"

/*
 * What texts are made of. All pools are small, so that numbers, ids, paths and names meet: one that
 * is mentioned today is given tomorrow, and some are given twice.
 */

/* The text of a pattern, with a choice in place of "$number", "$id", "$path" … ; see words.c. */
char *words_fill(struct world *world, Tree *tree, const char *pattern);

/* A path that a document of its folder can have, taken or not; the folder's kind. */
char *words_path(struct world *world, const char **kind);
/* A name in the same folder. */
char *words_neighbour(struct world *world, const char *path);

struct file *words_document(struct world *world, Tree *tree, const char *kind);
/* Adds, changes or takes away a line of front matter. */
void words_change_front(struct world *world, Tree *tree, struct file *document);
void words_change_body(struct world *world, Tree *tree, struct file *document);

/* The line that begins with "key:" gets another value, or is added; NULL: it goes. */
void words_set_line(struct file *file, const char *key, const char *value);

/* What a file to be shown or handed out can be called. */
char *words_asset(struct world *world);
/* What a table can be called, and what can stand in it. */
char *words_table(struct world *world);
char *words_rows(struct world *world);

#endif
