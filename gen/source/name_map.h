/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_NAME_MAP_H
#define SOURCE_NAME_MAP_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

/*
 * Private to source/: which file a path meant at each point of a history. Paths are numbers, files
 * too: a file has the number of its path in the newest tree. In the newest tree each path below
 * `file_count` means the file of its own number, and others mean none; maps only hold what differs
 * from that. Maps are made from maps and never change.
 */
struct name_map {
	GArray *nodes;
	uint32_t file_count;
	bool *begun;      /* of each file, see name_map_begun */
	uint32_t edition; /* nodes made in this one may still be changed in place */
};

enum { NAME_MAP_START = 0 /* the map of the newest tree */, NAME_MAP_PATHS_MOST = 1 << 24 };
#define NAME_MAP_NO_FILE UINT32_MAX

void name_map_init(struct name_map *map, uint32_t file_count);
void name_map_clear(struct name_map *map);

/* The file that `path` means in the map `root`, or NAME_MAP_NO_FILE. */
uint32_t name_map_get(const struct name_map *map, uint32_t root, uint32_t path);

/* What follows changes only maps made after this. */
void name_map_begin(struct name_map *map);

/* A map like `root` in which `path` means `file` (or NAME_MAP_NO_FILE). */
uint32_t name_map_set(struct name_map *map, uint32_t root, uint32_t path, uint32_t file);

/*
 * Tells that the walk has met the commit that made `file` (under a path that did not come from
 * another).
 */
void name_map_begun(struct name_map *map, uint32_t file);

/*
 * A map for a point that two lines of history come from. Where both mean a file by a path, one must
 * give way: the file that has the path now stays unless it has begun already on the way here; among
 * others the one of the lower number.
 */
uint32_t name_map_join(struct name_map *map, uint32_t a, uint32_t b);

#endif
