/* SPDX-License-Identifier: MIT */
/*
 * A tree is found level by level, so that each document is met where it is nearest to the first.
 * What one document was passed on to then lies side by side in the order of finding, and the order
 * of reading is a walk over that: down to the first of them, along to the next, up when there is
 * none. Nothing is called by itself, so a hundred thousand documents may hang from each other.
 */
#include "catalog/chain.h"

#include "catalog/catalog.h"

#include <string.h>

/* A document as it was found; its children are found next to each other. */
struct found {
	struct chain_node node; /* the parent is a place in the order of finding */
	uint32_t first_child;
	uint32_t child_count;
	uint32_t place; /* in the order of reading */
};

struct search {
	struct catalog *catalog;
	GArray *found;   /* of struct found: those of one chain */
	GArray *chains;  /* of struct chain */
	uint32_t *stamp; /* of each record: the number, from 1, of the last chain that has it */
};

/* Written first, without a date last; then as lists have it, the oldest first. */
static int compare_records(const struct record *a, const struct record *b)
{
	bool is_set = date_is_set(a->written_on);
	if (is_set != date_is_set(b->written_on))
		return is_set ? -1 : 1;
	int order = date_compare(a->written_on, b->written_on);
	if (order == 0)
		order = date_compare(a->listed_on, b->listed_on);
	return order != 0 ? order : strcmp(a->id, b->id);
}

static int compare_found(const void *first, const void *second, void *data)
{
	const struct record *records = data;
	return compare_records(&records[((const struct found *)first)->node.record],
	                       &records[((const struct found *)second)->node.record]);
}

static int compare_roots(const void *first, const void *second, void *data)
{
	const struct record *records = data;
	return compare_records(&records[*(const uint32_t *)first],
	                       &records[*(const uint32_t *)second]);
}

static bool is_root(const struct record *record)
{
	bool has_children = false;
	for (uint32_t i = 0; i < record->tie_count; i++) {
		const struct tie *tie = &record->ties[i];
		if (!tie->relation->passes_on || tie->other == RECORD_NONE)
			continue;
		if (!tie->inverse)
			return false;
		has_children = true;
	}
	return has_children;
}

static GArray *find_roots(const struct catalog *catalog)
{
	GArray *roots = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	for (uint32_t i = 0; i < catalog->record_count; i++)
		if (is_root(&catalog->records[i]))
			g_array_append_val(roots, i);
	g_array_sort_with_data(roots, compare_roots, catalog->records);
	return roots;
}

/* ---- finding */

/*
 * Finds the documents that pass on the one at `parent` and were not met in this chain yet. One that
 * does so by two relations came by the first in the order of ties.
 */
static void find_children(struct search *search, uint32_t parent, uint32_t stamp)
{
	const struct chain_node from = g_array_index(search->found, struct found, parent).node;
	const struct record *record = &search->catalog->records[from.record];
	uint32_t first = search->found->len;
	for (uint32_t i = 0; i < record->tie_count; i++) {
		const struct tie *tie = &record->ties[i];
		if (!tie->inverse || !tie->relation->passes_on || search->stamp[tie->other] == stamp)
			continue;
		search->stamp[tie->other] = stamp;
		struct found child = {.node = {.record = tie->other,
		                               .parent = parent,
		                               .level = from.level + 1,
		                               .relation = tie->relation}};
		g_array_append_val(search->found, child);
	}
	struct found *found = (struct found *)(void *)search->found->data;
	found[parent].first_child = first;
	found[parent].child_count = search->found->len - first;
	g_qsort_with_data(found + first, (int)found[parent].child_count, sizeof *found,
	                  compare_found, search->catalog->records);
}

static void find_all(struct search *search, uint32_t root, uint32_t stamp)
{
	const struct found first = {.node = {.record = root, .parent = CHAIN_NONE}};
	g_array_set_size(search->found, 0);
	g_array_append_val(search->found, first);
	search->stamp[root] = stamp;
	for (uint32_t i = 0; i < search->found->len; i++)
		find_children(search, i, stamp);
}

/* ---- the order of reading */

/* What is read after the one at `at`, or CHAIN_NONE at the end. */
static uint32_t read_next(const struct found *found, uint32_t at)
{
	if (found[at].child_count > 0)
		return found[at].first_child;
	while (found[at].node.parent != CHAIN_NONE) {
		const struct found *parent = &found[found[at].node.parent];
		if (at + 1 < parent->first_child + parent->child_count)
			return at + 1;
		at = found[at].node.parent;
	}
	return CHAIN_NONE;
}

static void put_in_order(struct found *found, struct chain_node *nodes)
{
	uint32_t count = 0;
	for (uint32_t at = 0; at != CHAIN_NONE; at = read_next(found, at)) {
		found[at].place = count;
		nodes[count] = found[at].node;
		if (found[at].node.parent != CHAIN_NONE) /* read before, so it has its place */
			nodes[count].parent = found[found[at].node.parent].place;
		count++;
	}
}

static void add_chain(struct search *search, uint32_t root)
{
	struct catalog *catalog = search->catalog;
	uint32_t number = search->chains->len;
	find_all(search, root, number + 1);
	uint32_t count = search->found->len;
	struct chain_node *nodes = arena_new_array(catalog->arena, struct chain_node, count);
	put_in_order((struct found *)(void *)search->found->data, nodes);
	const char *url = catalog->records[root].url + strlen("doc");
	struct chain chain = {.nodes = nodes, .count = count};
	chain.url = arena_printf(catalog->arena, "chain%s", url);
	g_array_append_val(search->chains, chain);
	struct chain_place *places = (struct chain_place *)catalog->chain_of;
	for (uint32_t i = 0; i < count; i++)
		if (places[nodes[i].record].chain == CHAIN_NONE)
			places[nodes[i].record] = (struct chain_place){.chain = number, .node = i};
}

void chains_make(struct catalog *catalog)
{
	struct chain_place *places =
	        arena_new_array(catalog->arena, struct chain_place, catalog->record_count);
	for (uint32_t i = 0; i < catalog->record_count; i++)
		places[i] = (struct chain_place){.chain = CHAIN_NONE, .node = CHAIN_NONE};
	catalog->chain_of = places;
	g_autoptr(GArray) roots = find_roots(catalog);
	if (roots->len == 0)
		return;
	g_autoptr(GArray) found = g_array_new(FALSE, FALSE, sizeof(struct found));
	g_autoptr(GArray) chains = g_array_new(FALSE, FALSE, sizeof(struct chain));
	g_autofree uint32_t *stamp = g_new0(uint32_t, catalog->record_count);
	struct search search = {
	        .catalog = catalog, .found = found, .chains = chains, .stamp = stamp};
	for (uint32_t i = 0; i < roots->len; i++)
		add_chain(&search, g_array_index(roots, uint32_t, i));
	struct chain *kept = arena_new_array(catalog->arena, struct chain, chains->len);
	memcpy(kept, chains->data, chains->len * sizeof(struct chain));
	catalog->chains = kept;
	catalog->chain_count = chains->len;
}

bool chain_days(const struct catalog *catalog, uint32_t from_record, uint32_t to_record, int *out)
{
	struct date from = catalog->records[from_record].written_on;
	struct date to = catalog->records[to_record].written_on;
	if (!date_is_set(from) || !date_is_set(to))
		return false;
	*out = date_days_between(from, to);
	return true;
}
