/* SPDX-License-Identifier: MIT */
/*
 * A trie over the digits of the path's number, base 16. A change copies the few nodes that lead to
 * it and shares the rest, so that thousands of branches can each have their own map, and two maps
 * are joined by visiting only where they differ. Nodes are never freed before the end: there are
 * few, since only renames make any.
 */
#include "source/name_map.h"

#include <string.h>

enum { DIGIT_BITS = 4, DIGITS = 6, WIDTH = 1 << DIGIT_BITS };

/*
 * In the lowest nodes the numbers are files in this form, in the others they are nodes; 0 is "as in
 * the newest tree".
 */
enum { VALUE_START = 0, VALUE_NONE = 1, VALUE_FIRST_FILE = 2 };

struct node {
	uint32_t below[WIDTH];
	uint32_t edition;
};

G_STATIC_ASSERT(1 << (DIGIT_BITS * DIGITS) == NAME_MAP_PATHS_MOST);

static struct node *node_at(const struct name_map *map, uint32_t node)
{
	return &g_array_index(map->nodes, struct node, node);
}

static unsigned digit(uint32_t path, unsigned level)
{
	return path >> (level * DIGIT_BITS) & (WIDTH - 1);
}

void name_map_init(struct name_map *map, uint32_t file_count)
{
	*map = (struct name_map){.nodes = g_array_new(FALSE, FALSE, sizeof(struct node)),
	                         .file_count = file_count,
	                         .begun = g_new0(bool, file_count),
	                         .edition = 1};
	struct node empty = {0}; /* the map of the newest tree: every digit leads back here */
	g_array_append_val(map->nodes, empty);
}

void name_map_clear(struct name_map *map)
{
	if (map->nodes != NULL)
		g_array_unref(map->nodes);
	g_free(map->begun);
	*map = (struct name_map){0};
}

void name_map_begin(struct name_map *map)
{
	map->edition++;
}

static uint32_t start_file(const struct name_map *map, uint32_t path)
{
	return path < map->file_count ? path : NAME_MAP_NO_FILE;
}

static uint32_t value_file(const struct name_map *map, uint32_t value, uint32_t path)
{
	if (value == VALUE_START)
		return start_file(map, path);
	return value == VALUE_NONE ? NAME_MAP_NO_FILE : value - VALUE_FIRST_FILE;
}

static uint32_t file_value(const struct name_map *map, uint32_t file, uint32_t path)
{
	if (file == start_file(map, path))
		return VALUE_START;
	return file == NAME_MAP_NO_FILE ? (uint32_t)VALUE_NONE : file + VALUE_FIRST_FILE;
}

uint32_t name_map_get(const struct name_map *map, uint32_t root, uint32_t path)
{
	uint32_t at = root;
	for (unsigned level = DIGITS; level-- > 0 && at != 0;)
		at = node_at(map, at)->below[digit(path, level)];
	return value_file(map, at, path);
}

/* A node like `node` that may be changed. */
static uint32_t own_node(struct name_map *map, uint32_t node)
{
	if (node != 0 && node_at(map, node)->edition == map->edition)
		return node;
	struct node copy = *node_at(map, node);
	copy.edition = map->edition;
	g_array_append_val(map->nodes, copy);
	return map->nodes->len - 1;
}

static uint32_t set_below(struct name_map *map, uint32_t node, unsigned level, uint32_t path,
                          uint32_t value)
{
	unsigned place = digit(path, level);
	uint32_t own = own_node(map, node);
	uint32_t below = value;
	if (level > 0)
		below = set_below(map, node_at(map, own)->below[place], level - 1, path, value);
	node_at(map, own)->below[place] = below;
	return own;
}

uint32_t name_map_set(struct name_map *map, uint32_t root, uint32_t path, uint32_t file)
{
	return set_below(map, root, DIGITS - 1, path, file_value(map, file, path));
}

void name_map_begun(struct name_map *map, uint32_t file)
{
	map->begun[file] = true;
}

/*
 * Say a.md became c.md on one line, and another a.md was made there: before that, a.md is c.md's
 * past, also where a branch from before it came in by a merge. But when the line only made c.md of
 * a.md, and the other kept a.md until today, then what was before belongs to a.md, or it would seem
 * to have no beginning.
 */
static uint32_t join_values(const struct name_map *map, uint32_t a, uint32_t b, uint32_t path)
{
	uint32_t own = start_file(map, path);
	uint32_t first = value_file(map, a, path);
	uint32_t second = value_file(map, b, path);
	if (own == NAME_MAP_NO_FILE || (first != own && second != own))
		return file_value(map, MIN(first, second), path); /* no file is the highest */
	uint32_t other = first == own ? second : first;
	return file_value(map, map->begun[own] ? other : own, path);
}

/* `level` counts the digits below these two; `path` has those above. */
static uint32_t join_below(struct name_map *map, uint32_t a, uint32_t b, unsigned level,
                           uint32_t path)
{
	if (a == b)
		return a;
	if (level == 0)
		return join_values(map, a, b, path);
	struct node joined = {.edition = map->edition};
	for (unsigned place = 0; place < WIDTH; place++)
		joined.below[place] = join_below(map, node_at(map, a)->below[place],
		                                 node_at(map, b)->below[place], level - 1,
		                                 path << DIGIT_BITS | place);
	if (memcmp(joined.below, node_at(map, NAME_MAP_START)->below, sizeof joined.below) == 0)
		return NAME_MAP_START;
	if (memcmp(joined.below, node_at(map, a)->below, sizeof joined.below) == 0)
		return a;
	if (memcmp(joined.below, node_at(map, b)->below, sizeof joined.below) == 0)
		return b;
	g_array_append_val(map->nodes, joined);
	return map->nodes->len - 1;
}

uint32_t name_map_join(struct name_map *map, uint32_t a, uint32_t b)
{
	name_map_begin(map);
	return join_below(map, a, b, DIGITS, 0);
}
