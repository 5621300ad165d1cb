/* SPDX-License-Identifier: MIT */
#include "pages/show_chain.h"

#include "pages/show_record.h"

static void show_days(const struct show *show, struct value_builder *map, const char *key,
                      uint32_t from, uint32_t to)
{
	int days;
	if (chain_days(show->catalog, from, to, &days))
		show_text(map, key, arena_printf(show->arena, "%+d", days));
}

static struct value show_node(const struct show *show, const struct chain *chain, uint32_t number,
                              bool here, uint32_t skipped)
{
	const struct chain_node *node = &chain->nodes[number];
	struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
	show_number(&map, "level", node->level);
	show_day(&map, "written_on", show->catalog->records[node->record].written_on);
	value_builder_set(&map, "here", value_boolean(here));
	if (skipped > 0)
		show_number(&map, "skipped", skipped);
	value_builder_set(&map, "entry", value_folded(show_entry(show, node->record)));
	if (node->parent != CHAIN_NONE) {
		show_days(show, &map, "days", chain->nodes[node->parent].record, node->record);
		show_days(show, &map, "total", chain->nodes[0].record, node->record);
		show_text(&map, "relation", show_label(show, &node->relation->inverse_label));
	}
	return value_builder_end(&map);
}

struct value show_chain(const struct show *show, uint32_t number)
{
	const struct chain *chain = &show->catalog->chains[number];
	struct value_builder list = value_builder_begin(show->arena, VALUE_LIST);
	for (uint32_t i = 0; i < chain->count; i++)
		value_builder_add(&list, show_node(show, chain, i, false, 0));
	return value_builder_end(&list);
}

/*
 * A way of more nodes than anybody reads is shown by its ends; the node behind the gap tells how
 * many were `skipped`.
 */
enum { WAY_END = 20 };

const struct chain_step *chain_way(struct arena *arena, const struct catalog *catalog,
                                   uint32_t number, const struct record *record, uint32_t *count)
{
	const struct chain *chain = &catalog->chains[number];
	uint32_t place = catalog->chain_of[record - catalog->records].node;
	uint32_t length = chain->nodes[place].level + 1;
	uint32_t skipped = length > 2 * WAY_END ? length - 2 * WAY_END : 0;
	struct chain_step *steps = arena_new_array(arena, struct chain_step, length - skipped);
	*count = 0;
	for (uint32_t node = place, i = length; i > 0; i--) {
		bool in_gap = i > WAY_END && i <= WAY_END + skipped;
		bool behind_gap = skipped > 0 && i == WAY_END + skipped + 1;
		if (!in_gap)
			steps[(*count)++] = (struct chain_step){
			        .node = node, .skipped = behind_gap ? skipped : 0};
		node = chain->nodes[node].parent;
	}
	for (uint32_t i = 0; i < *count / 2; i++) {
		struct chain_step step = steps[i];
		steps[i] = steps[*count - 1 - i];
		steps[*count - 1 - i] = step;
	}
	return steps;
}

struct value show_chain_way(const struct show *show, uint32_t number, const struct record *record)
{
	uint32_t count;
	const struct chain_step *steps =
	        chain_way(show->arena, show->catalog, number, record, &count);
	struct value_builder list = value_builder_begin(show->arena, VALUE_LIST);
	for (uint32_t i = 0; i < count; i++)
		value_builder_add(&list, show_node(show, &show->catalog->chains[number],
		                                   steps[i].node, i + 1 == count, steps[i].skipped));
	return value_builder_end(&list);
}
