/* SPDX-License-Identifier: MIT */
/*
 * What the index tells of the documents of a block besides their texts. In a large block each matter
 * has a file of its own, to be loaded when it is asked for; in a small one, which changes often, one
 * file has all of them.
 */
#include "pages/planning_search.h"
#include "pages/searched.h"
#include "search/shard.h"

#include <stdlib.h>
#include <string.h>

/* What is told by a script of that name, or in a small block by the one that tells all. */
static GString *open_file(struct search_planning *search, const struct search_block *block,
                          const char *name)
{
	const GArray *blocks = search->planning->plan->blocks;
	size_t number = (size_t)(block - (const struct search_block *)(const void *)blocks->data);
	bool small = block->count <= SHARD_DOCUMENTS;
	if (small && search->together[number] != NULL)
		return search->together[number];
	GString *out = g_string_new(NULL);
	planning_add_ready(search->planning, planning_block_url(search->planning, block, name), out);
	if (small)
		search->together[number] = out;
	return out;
}

static void plan_documents_of(struct search_planning *search, const struct search_block *block)
{
	struct planning *planning = search->planning;
	struct arena *arena = planning->plan->arena;
	g_autofree const char **keys = g_new(const char *, block->count);
	for (uint32_t i = 0; i < block->count; i++)
		keys[i] = searched_key(arena, &planning->catalog->records[block->records[i]]);
	for (unsigned number = 0; number * SHARD_DOCUMENTS < block->count; number++) {
		g_autofree char *name = g_strdup_printf("documents-%u.js", number);
		GString *out = open_file(search, block, name);
		shard_write_documents(out, block->name, number, keys, block->count);
	}
}

static void plan_shape(struct search_planning *search, const struct search_block *block)
{
	if (block->units == block->count)
		return;
	g_autofree uint32_t *firsts = g_new(uint32_t, block->count);
	uint32_t unit = 0;
	for (uint32_t i = 0; i < block->count; i++) {
		firsts[i] = unit;
		unit += search->unit_count[block->records[i]];
	}
	GString *out = open_file(search, block, "shape.js");
	shard_write_shape(out, block->name, firsts, block->count, block->units);
}

/* What bears no date comes last, so does what only describes something: see searched_day. */
static void plan_dates(struct search_planning *search, const struct search_block *block)
{
	static const struct date START = {.year = 2000, .month = 1, .day = 1};
	static const struct date LAST = {.year = 1900, .month = 1, .day = 1};
	g_autofree int32_t *days = g_new(int32_t, block->count);
	for (uint32_t i = 0; i < block->count; i++) {
		struct date day =
		        searched_day(&search->planning->catalog->records[block->records[i]]);
		days[i] = date_days_between(START, date_is_set(day) ? day : LAST);
	}
	GString *out = open_file(search, block, "dates.js");
	shard_write_dates(out, block->name, days, block->count);
}

/* ---- columns: of an axis the lists that the documents of each block stand in */

struct standing {
	uint32_t place; /* of the document in the order */
	uint32_t group;
};

static int compare_standings(const void *a, const void *b)
{
	const struct standing *first = a;
	const struct standing *second = b;
	if (first->group != second->group)
		return first->group < second->group ? -1 : 1;
	return first->place < second->place ? -1 : first->place > second->place;
}

/* The standings of all documents on an axis, by block: `starts` has one more than there are blocks. */
static GArray *sort_standings(struct search_planning *search, const struct axis_groups *axis,
                              uint32_t *starts)
{
	const struct catalog *catalog = search->planning->catalog;
	const GArray *blocks = search->planning->plan->blocks;
	g_autofree uint32_t *place_of = g_new(uint32_t, MAX(catalog->record_count, 1));
	g_autofree uint32_t *block_of = g_new(uint32_t, MAX(catalog->record_count, 1));
	uint32_t place = 0;
	for (unsigned i = 0; i < blocks->len; i++) {
		const struct search_block *block = &g_array_index(blocks, struct search_block, i);
		for (uint32_t j = 0; j < block->count; j++) {
			place_of[block->records[j]] = j;
			block_of[block->records[j]] = i;
			place++;
		}
	}
	g_autofree uint32_t *next = g_new0(uint32_t, blocks->len + 1);
	for (uint32_t i = 0; i < axis->count; i++)
		for (uint32_t j = 0; j < axis->groups[i].count; j++)
			next[block_of[axis->groups[i].records[j]] + 1]++;
	for (unsigned i = 0; i < blocks->len; i++)
		next[i + 1] += next[i];
	memcpy(starts, next, (blocks->len + 1) * sizeof *starts);
	GArray *standings =
	        g_array_sized_new(FALSE, FALSE, sizeof(struct standing), starts[blocks->len] + 1);
	g_array_set_size(standings, starts[blocks->len]);
	for (uint32_t i = 0; i < axis->count; i++)
		for (uint32_t j = 0; j < axis->groups[i].count; j++) {
			uint32_t record = axis->groups[i].records[j];
			g_array_index(standings, struct standing, next[block_of[record]]++) =
			        (struct standing){.place = place_of[record], .group = i};
		}
	return standings;
}

static void plan_column(struct search_planning *search, const struct axis_groups *axis,
                        const struct search_block *block, struct standing *standings, uint32_t count)
{
	g_autoptr(GArray) names = g_array_new(FALSE, FALSE, sizeof(struct shard_names));
	g_autofree uint32_t *documents = g_new(uint32_t, MAX(count, 1));
	g_autofree char *name = g_strdup_printf("%s.js", axis->axis->name);
	if (count > 0)
		qsort(standings, count, sizeof *standings, compare_standings);
	for (uint32_t i = 0; i < count; i++) {
		documents[i] = standings[i].place;
		struct shard_names first = {.name = axis->groups[standings[i].group].slug,
		                            .documents = &documents[i]};
		if (i == 0 || standings[i].group != standings[i - 1].group)
			g_array_append_val(names, first);
		g_array_index(names, struct shard_names, names->len - 1).count++;
	}
	GString *out = open_file(search, block, name);
	shard_write_column(out, block->name, axis->axis->name,
	                   (const struct shard_names *)(const void *)names->data, names->len,
	                   block->count);
}

static void plan_filters(struct search_planning *search)
{
	struct planning *planning = search->planning;
	const struct catalog *catalog = planning->catalog;
	const GArray *blocks = planning->plan->blocks;
	g_autofree uint32_t *starts = g_new0(uint32_t, blocks->len + 1);
	for (uint32_t i = 0; i < catalog->schema->axis_count; i++) {
		const struct axis_groups *axis = &catalog->axes[i];
		if (!axis->axis->filter)
			continue;
		g_autoptr(GArray) standings = sort_standings(search, axis, starts);
		for (unsigned j = 0; j < blocks->len; j++)
			plan_column(search, axis, &g_array_index(blocks, struct search_block, j),
			            (struct standing *)(void *)standings->data + starts[j],
			            starts[j + 1] - starts[j]);
	}
}

void plan_search_columns(struct search_planning *search)
{
	const GArray *blocks = search->planning->plan->blocks;
	search->together = arena_new_array(search->planning->plan->arena, GString *, blocks->len);
	for (unsigned i = 0; i < blocks->len; i++)
		search->together[i] = NULL;
	for (unsigned i = 0; i < blocks->len; i++) {
		const struct search_block *block = &g_array_index(blocks, struct search_block, i);
		plan_documents_of(search, block);
		plan_shape(search, block);
		plan_dates(search, block);
	}
	plan_filters(search);
}
