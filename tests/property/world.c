/* SPDX-License-Identifier: MIT */
#include "world.h"

#include <string.h>

const char *const BRANCHES[BRANCH_COUNT] = {"main", "side", "other"};

unsigned below(struct world *world, unsigned bound)
{
	return bound <= 1 ? 0 : (unsigned)g_rand_int_range(world->random, 0, (gint32)bound);
}

bool chance(struct world *world, unsigned percent)
{
	return below(world, 100) < percent;
}

void tell(struct world *world, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	if (world->told->len > 0)
		g_string_append(world->told, "; ");
	g_string_append_vprintf(world->told, format, arguments);
	va_end(arguments);
}

struct file *file_new(enum file_type type)
{
	struct file *file = g_new0(struct file, 1);
	file->type = type;
	file->mode = 0100644;
	file->front = g_ptr_array_new();
	file->body = g_ptr_array_new();
	return file;
}

struct file *file_copy(const struct file *file)
{
	struct file *copy = g_memdup2(file, sizeof *file);
	copy->front = g_ptr_array_copy(file->front, NULL, NULL);
	copy->body = g_ptr_array_copy(file->body, NULL, NULL);
	return copy;
}

GString *file_bytes(const struct file *file)
{
	GString *text = g_string_new(NULL);
	bool fenced = file->type == FILE_DOCUMENT && file->front->len > 0;
	if (fenced)
		g_string_append(text, "---\n");
	for (unsigned i = 0; i < file->front->len; i++)
		g_string_append_printf(text, "%s\n", (char *)file->front->pdata[i]);
	if (fenced)
		g_string_append(text, "---\n\n");
	for (unsigned i = 0; i < file->body->len; i++)
		g_string_append_printf(text, "%s%s", i > 0 ? "\n" : "",
		                       (char *)file->body->pdata[i]);
	if (!file->is_gb18030)
		return text;
	gsize length;
	char *bytes =
	        g_convert(text->str, (gssize)text->len, "GB18030", "UTF-8", NULL, &length, NULL);
	return bytes == NULL ? text : g_string_new_len(bytes, (gssize)length);
}

/* -- trees */

static int compare_paths(gconstpointer a, gconstpointer b, gpointer unused)
{
	(void)unused;
	return strcmp(a, b);
}

Tree *tree_new(void)
{
	return g_tree_new_full(compare_paths, NULL, NULL, NULL);
}

Tree *tree_copy(Tree *tree)
{
	Tree *copy = tree_new();
	for (GTreeNode *node = g_tree_node_first(tree); node != NULL; node = g_tree_node_next(node))
		g_tree_insert(copy, g_tree_node_key(node), g_tree_node_value(node));
	return copy;
}

struct file *tree_get(Tree *tree, const char *path)
{
	return g_tree_lookup(tree, path);
}

void tree_remove(Tree *tree, const char *path)
{
	g_tree_remove(tree, path);
}

/* One of the two is a folder of the other. */
static bool in_the_way(const char *a, const char *b)
{
	size_t length = MIN(strlen(a), strlen(b));
	return strncmp(a, b, length) == 0 && (a[length] == '/' || b[length] == '/');
}

void tree_put(Tree *tree, const char *path, struct file *file)
{
	GPtrArray *gone = g_ptr_array_new();
	for (GTreeNode *node = g_tree_node_first(tree); node != NULL; node = g_tree_node_next(node))
		if (in_the_way(g_tree_node_key(node), path))
			g_ptr_array_add(gone, g_tree_node_key(node));
	for (unsigned i = 0; i < gone->len; i++)
		tree_remove(tree, gone->pdata[i]);
	g_tree_insert(tree, g_strdup(path), file);
}

GPtrArray *tree_paths(Tree *tree, enum file_type type)
{
	GPtrArray *paths = g_ptr_array_new();
	for (GTreeNode *node = g_tree_node_first(tree); node != NULL; node = g_tree_node_next(node))
		if (((struct file *)g_tree_node_value(node))->type == type)
			g_ptr_array_add(paths, g_tree_node_key(node));
	return paths;
}

const char *tree_pick(struct world *world, Tree *tree, enum file_type type)
{
	GPtrArray *paths = tree_paths(tree, type);
	return paths->len == 0 ? NULL : paths->pdata[below(world, paths->len)];
}

/* -- commits */

static void write_data(GString *stream, const char *bytes, size_t length)
{
	g_string_append_printf(stream, "data %zu\n", length);
	g_string_append_len(stream, bytes, (gssize)length);
	g_string_append_c(stream, '\n');
}

/* Through a ref of its own that is forgotten first: `from` alone says what a commit follows. */
static void write_commit(GString *stream, const struct commit *commit, const char *moment,
                         const char *message)
{
	g_string_append_printf(stream,
	                       "reset refs/steps/any\n\ncommit refs/steps/any\nmark :%u\n"
	                       "author Editor <editor@example.org> %s\n"
	                       "committer Editor <editor@example.org> %s\n",
	                       commit->mark, moment, moment);
	write_data(stream, message, strlen(message));
	for (unsigned i = 0; i < commit->parent_count; i++)
		g_string_append_printf(stream, "%s :%u\n", i == 0 ? "from" : "merge",
		                       commit->parents[i]->mark);
	g_string_append(stream, "deleteall\n");
	for (GTreeNode *node = g_tree_node_first(commit->tree); node != NULL;
	     node = g_tree_node_next(node)) {
		const struct file *file = g_tree_node_value(node);
		const GString *bytes = file_bytes(file);
		g_string_append_printf(stream, "M %o inline %s\n", file->mode,
		                       (const char *)g_tree_node_key(node));
		write_data(stream, bytes->str, bytes->len);
	}
	g_string_append_c(stream, '\n');
}

struct commit *world_commit(struct world *world, Tree *tree, struct commit *const *parents,
                            unsigned parent_count)
{
	struct commit *commit = g_new0(struct commit, 1);
	commit->tree = tree;
	commit->parent_count = parent_count;
	for (unsigned i = 0; i < parent_count; i++)
		commit->parents[i] = parents[i];
	g_ptr_array_add(world->commits, commit);
	commit->mark = world->commits->len;
	/* Clocks of editors differ: now and then a commit is older than its parent. */
	unsigned moment = 1704067200 + commit->mark * 7200;
	if (chance(world, 5))
		moment -= below(world, 40 * 24 * 3600);
	static const char *const ZONES[] = {"+0800", "+0000", "-0330"};
	unsigned zone = chance(world, 10) ? 1 + below(world, 2) : 0;
	g_autofree char *text = g_strdup_printf("%u %s", moment, ZONES[zone]);
	if (world->stream != NULL)
		write_commit(world->stream, commit, text, "修改");
	return commit;
}

struct commit *world_follow(struct world *world, Tree *tree, struct commit *parent)
{
	return world_commit(world, tree, &parent, 1);
}

void world_set_branch(struct world *world, unsigned branch, struct commit *head)
{
	world->branches[branch] = head;
	if (world->stream != NULL)
		g_string_append_printf(world->stream, "reset refs/heads/%s\nfrom :%u\n\n",
		                       BRANCHES[branch], head->mark);
}
