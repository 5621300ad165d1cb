/* SPDX-License-Identifier: MIT */
#include "history.h"

#include "edits.h"

#include <string.h>

static struct commit *head_of(const struct world *world)
{
	return world->branches[world->branch];
}

static void advance(struct world *world, struct commit *head)
{
	world_set_branch(world, world->branch, head);
}

/* A commit some generations back by first parents, not further than the first. */
static struct commit *ancestor(struct commit *commit, unsigned generations)
{
	while (generations-- > 0 && commit->parent_count > 0)
		commit = commit->parents[0];
	return commit;
}

static struct commit *edited(struct world *world, struct commit *parent)
{
	Tree *tree = tree_copy(parent->tree);
	edits_make(world, tree);
	return world_follow(world, tree, parent);
}

static void commit_one(struct world *world)
{
	advance(world, edited(world, head_of(world)));
}

static void commit_several(struct world *world)
{
	for (unsigned i = 2 + below(world, 3); i > 0; i--)
		commit_one(world);
}

static void commit_nothing(struct world *world)
{
	tell(world, "an empty commit");
	advance(world, world_follow(world, tree_copy(head_of(world)->tree), head_of(world)));
}

static void rest(struct world *world)
{
	tell(world, "nothing");
}

/* -- merges */

/* What `theirs` changed since `base` comes in; where `ours` changed it too, one of the two stays. */
static void merge_tree(struct world *world, Tree *ours, Tree *base, Tree *theirs)
{
	for (GTreeNode *node = g_tree_node_first(theirs); node != NULL;
	     node = g_tree_node_next(node)) {
		const char *path = g_tree_node_key(node);
		struct file *file = g_tree_node_value(node);
		struct file *before = tree_get(base, path);
		if (file == before || (tree_get(ours, path) != before && chance(world, 50)))
			continue;
		tree_put(ours, path, file);
	}
	for (GTreeNode *node = g_tree_node_first(base); node != NULL;
	     node = g_tree_node_next(node)) {
		const char *path = g_tree_node_key(node);
		if (tree_get(theirs, path) == NULL &&
		    tree_get(ours, path) == g_tree_node_value(node))
			tree_remove(ours, path);
	}
}

/* A branch that left some steps ago comes back, in one to three lines. */
static void merge(struct world *world)
{
	struct commit *base = ancestor(head_of(world), below(world, 6));
	unsigned sides = chance(world, 85) ? 1 : 2 + below(world, 2);
	if (chance(world, 40))
		commit_one(world);
	struct commit *parents[PARENTS_MOST] = {head_of(world)};
	Tree *tree = tree_copy(head_of(world)->tree);
	for (unsigned i = 0; i < sides; i++) {
		struct commit *side = base;
		tell(world, "[side");
		for (unsigned count = 1 + below(world, 3); count > 0; count--)
			side = edited(world, side);
		tell(world, "]");
		parents[1 + i] = side;
		merge_tree(world, tree, base->tree, side->tree);
	}
	tell(world, "merge of %u", sides);
	if (chance(world, 15)) {
		/* what a merge itself changes */
		edits_make(world, tree);
	} else if (chance(world, 10)) {
		tell(world, "as theirs alone");
		tree = tree_copy(parents[1]->tree);
	}
	advance(world, world_commit(world, tree, parents, 1 + sides));
}

/* Two branches that stay: one of them comes in whole. */
static void merge_branch(struct world *world)
{
	struct commit *other = world->branches[below(world, BRANCH_COUNT)];
	if (other == NULL || other == head_of(world))
		return;
	struct commit *parents[] = {head_of(world), other};
	Tree *tree = tree_copy(head_of(world)->tree);
	merge_tree(world, tree, tree_new(), other->tree);
	tell(world, "merge of a branch");
	advance(world, world_commit(world, tree, parents, 2));
}

/* -- back and elsewhere */

static void revert(struct world *world)
{
	struct commit *bad = ancestor(head_of(world), below(world, 3));
	if (bad->parent_count == 0)
		return;
	Tree *tree = tree_copy(head_of(world)->tree);
	tell(world, "revert");
	merge_tree(world, tree, bad->tree, bad->parents[0]->tree);
	advance(world, world_follow(world, tree, head_of(world)));
}

static void amend(struct world *world)
{
	struct commit *old = head_of(world);
	Tree *tree = tree_copy(old->tree);
	tell(world, "amend");
	if (chance(world, 80))
		edits_make(world, tree);
	advance(world, world_commit(world, tree, old->parents, old->parent_count));
}

static void reset(struct world *world)
{
	unsigned generations = 1 + below(world, 6);
	tell(world, "reset by %u", generations);
	advance(world, ancestor(head_of(world), generations));
}

static void start_anew(struct world *world)
{
	Tree *tree;
	if (chance(world, 50)) {
		tree = tree_new();
		edits_begin(world, tree);
	} else {
		tree = tree_copy(head_of(world)->tree);
	}
	tell(world, "a history of its own");
	advance(world, world_commit(world, tree, NULL, 0));
}

static void switch_branch(struct world *world)
{
	unsigned branch = below(world, BRANCH_COUNT);
	if (world->branches[branch] == NULL || chance(world, 10))
		world_set_branch(world, branch, ancestor(head_of(world), below(world, 5)));
	world->branch = branch;
	tell(world, "on branch %s", BRANCHES[branch]);
	if (chance(world, 50))
		commit_one(world);
}

static const struct {
	void (*act)(struct world *world);
	unsigned weight;
} ACTS[] = {
        {commit_one, 60}, {commit_several, 7}, {commit_nothing, 2}, {rest, 6},
        {merge, 9},       {merge_branch, 4},   {revert, 4},         {amend, 4},
        {reset, 3},       {start_anew, 1},     {switch_branch, 5},
};

void history_go_on(struct world *world)
{
	if (head_of(world) == NULL) {
		Tree *tree = tree_new();
		edits_begin(world, tree);
		advance(world, world_commit(world, tree, NULL, 0));
		return;
	}
	unsigned sum = 0;
	for (unsigned i = 0; i < G_N_ELEMENTS(ACTS); i++)
		sum += ACTS[i].weight;
	unsigned at = below(world, sum);
	unsigned i = 0;
	while (at >= ACTS[i].weight)
		at -= ACTS[i++].weight;
	ACTS[i].act(world);
}

unsigned history_uncommitted(struct world *world)
{
	tell(world, "uncommitted:");
	return edited(world, head_of(world))->mark;
}
