/* SPDX-License-Identifier: MIT */
/*
 * The search index: files that a page opened from a disk can load as scripts, cut so that a query
 * loads few of them and a document more changes few. What is small is made here and now; the texts and
 * the shards of the blocks are pages like others, to be made when they have changed.
 *
 * Documents stand in the order of their first commits, so that new ones come last (search/partition.h).
 */
#include "pages/planning_search.h"

#include "catalog/address.h"
#include "pages/searched.h"
#include "search/fold.h"
#include "search/partition.h"
#include "search/shard.h"

#include <string.h>

/* ---- the order, and the blocks */

static int compare_records(const void *a, const void *b, void *data)
{
	const struct catalog *catalog = data;
	const struct record *first = &catalog->records[*(const uint32_t *)a];
	const struct record *second = &catalog->records[*(const uint32_t *)b];
	if (first->first_seen != second->first_seen)
		return first->first_seen < second->first_seen ? -1 : 1;
	int order = date_compare(first->listed_on, second->listed_on);
	return order != 0 ? order : strcmp(first->id, second->id);
}

static void make_order(struct search_planning *search)
{
	const struct catalog *catalog = search->planning->catalog;
	struct arena *arena = search->planning->plan->arena;
	search->order = arena_new_array(arena, uint32_t, catalog->record_count);
	search->unit_count = arena_new_array(arena, uint32_t, catalog->record_count);
	for (uint32_t i = 0; i < catalog->record_count; i++) {
		search->order[i] = i;
		search->unit_count[i] = searched_unit_count(catalog, &catalog->records[i]);
	}
	g_qsort_with_data(search->order, (gint)catalog->record_count, sizeof *search->order,
	                  compare_records, (void *)catalog);
}

/* What all shards of a block are made of: the searched text of its documents, in their order. */
static struct digest digest_block(const struct search_planning *search,
                                  const struct search_block *block)
{
	const struct catalog *catalog = search->planning->catalog;
	g_autoptr(Digester) digester = digester_new();
	digester_add_number(digester, INDEX_VERSION);
	digester_add_number(digester, SEARCH_FOLD_VERSION);
	digester_add_digest(digester, &catalog->schema->digest);
	digester_add_text(digester, block->name);
	digester_add_number(digester, (uint64_t)block->shards << 32 | block->pinyin_shards);
	for (uint32_t i = 0; i < block->count; i++)
		searched_sign(catalog, search->sources, &catalog->records[block->records[i]],
		              digester);
	return digester_end(digester);
}

static void add_block(struct search_planning *search, const struct partition_block *cut)
{
	const struct catalog *catalog = search->planning->catalog;
	struct plan *plan = search->planning->plan;
	struct search_block block = {.records = search->order + cut->first, .count = cut->count};
	const char *first = catalog->records[block.records[0]].id;
	g_autofree char *seed = g_strdup_printf("%s %u", first, cut->level);
	for (uint32_t i = 0; i < block.count; i++) {
		block.units += search->unit_count[block.records[i]];
		block.text_length += searched_length(catalog, &catalog->records[block.records[i]]);
	}
	block.name = address_hash(plan->arena, seed);
	block.shards = shard_count(block.text_length);
	block.pinyin_shards = shard_count_pinyin(block.count);
	block.digest = digest_block(search, &block);
	g_array_append_val(plan->blocks, block);
}

static void make_blocks(struct search_planning *search)
{
	const struct catalog *catalog = search->planning->catalog;
	g_autofree uint8_t *levels = g_new(uint8_t, MAX(catalog->record_count, 1));
	for (uint32_t i = 0; i < catalog->record_count; i++)
		levels[i] = (uint8_t)partition_level(catalog->records[search->order[i]].id);
	g_autoptr(GArray) cuts = partition_make(levels, catalog->record_count);
	for (unsigned i = 0; i < cuts->len; i++)
		add_block(search, &g_array_index(cuts, struct partition_block, i));
}

/* ---- pages */

static void add_page(struct planning *planning, enum page_type type, const char *url,
                     uint32_t index, uint32_t target)
{
	planning_add_page(planning,
	                  (struct page){.type = type, .url = url, .index = index, .target = target},
	                  planning_mark(planning), url);
}

void planning_free_string(void *string)
{
	g_string_free(string, TRUE);
}

void planning_add_ready(struct planning *planning, const char *url, GString *bytes)
{
	GPtrArray *ready = planning->plan->ready;
	add_page(planning, PAGE_READY, url, ready->len, 0);
	g_ptr_array_add(ready, bytes);
}

char *planning_block_url(struct planning *planning, const struct search_block *block,
                         const char *name)
{
	return arena_printf(planning->plan->arena, "search/%s/%s", block->name, name);
}

static void plan_texts(struct search_planning *search)
{
	struct planning *planning = search->planning;
	const struct catalog *catalog = planning->catalog;
	for (uint32_t i = 0; i < catalog->record_count; i++)
		for (uint32_t unit = 0; unit < search->unit_count[i]; unit++)
			add_page(planning, PAGE_TEXT,
			         searched_url(planning->plan->arena, &catalog->records[i], unit), i,
			         unit);
}

static void plan_shards(struct planning *planning, uint32_t number)
{
	const struct search_block *block =
	        &g_array_index(planning->plan->blocks, struct search_block, number);
	char name[SHARD_NAME_SIZE];
	for (unsigned i = 0; i < block->shards; i++)
		add_page(planning, PAGE_SHARD,
		         planning_block_url(planning, block,
		                            shard_name('s', i, block->shards, name)),
		         number, i);
	for (unsigned i = 0; i < block->pinyin_shards; i++)
		add_page(planning, PAGE_PINYIN,
		         planning_block_url(planning, block,
		                            shard_name('p', i, block->pinyin_shards, name)),
		         number, i);
}

void plan_search(struct planning *planning, const struct catalog_sources *sources)
{
	struct search_planning search = {.planning = planning, .sources = sources};
	struct plan *plan = planning->plan;
	make_order(&search);
	make_blocks(&search);
	plan_search_names(planning);
	planning_add_ready(planning, "search/fold.js", fold_script());
	plan_texts(&search);
	plan_search_columns(&search);
	plan->first_shard = plan->pages->len;
	for (unsigned i = 0; i < plan->blocks->len; i++)
		plan_shards(planning, i);
}
