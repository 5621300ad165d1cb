/* SPDX-License-Identifier: MIT */
#include "edits.h"

#include "overlays.h"
#include "words.h"

#include <string.h>

/* A document to be changed; NULL: there is none, or it is a link. */
static struct file *pick_document(struct world *world, Tree *tree, const char **path)
{
	*path = tree_pick(world, tree, FILE_DOCUMENT);
	return *path == NULL ? NULL : file_copy(tree_get(tree, *path));
}

static void put_asset(struct world *world, Tree *tree)
{
	struct file *file = file_new(FILE_OTHER);
	g_ptr_array_add(file->body, words_fill(world, tree, "$matter,$digit\n"));
	char *path = words_asset(world);
	tree_put(tree, path, file);
	tell(world, "%s written", path);
}

/* A new table, or one value of it another, or one row less. */
static void change_table(struct world *world, Tree *tree)
{
	char *path = words_table(world);
	struct file *file = tree_get(tree, path);
	if (file == NULL || chance(world, 30)) {
		file = file_new(FILE_OTHER);
		g_ptr_array_add(file->body, words_rows(world));
	} else {
		g_auto(GStrv) lines = g_strsplit(file->body->pdata[0], "\n", -1);
		unsigned line = below(world, g_strv_length(lines));
		file = file_copy(file);
		g_free(lines[line]);
		lines[line] = g_strdup_printf("%u,%u,%u", 2000 + line, below(world, 90), line);
		if (line > 0 && chance(world, 30))
			lines[line][0] = '\0';
		file->body->pdata[0] = g_strjoinv("\n", lines);
		file->is_gb18030 = chance(world, 15);
	}
	tree_put(tree, path, file);
	tell(world, "rows of %s", path);
}

static void add(struct world *world, Tree *tree)
{
	const char *kind;
	char *path = words_path(world, &kind);
	if (tree_get(tree, path) != NULL)
		path = words_neighbour(world, path);
	tree_put(tree, path, words_document(world, tree, kind));
	tell(world, "add %s", path);
}

static void delete (struct world *world, Tree *tree)
{
	const char *path = tree_pick(world, tree, FILE_DOCUMENT);
	if (path == NULL)
		return;
	tell(world, "delete %s", path);
	tree_remove(tree, path);
}

/* Sites stay near the size that their seed gave them. */
static void add_or_delete(struct world *world, Tree *tree)
{
	unsigned count = tree_paths(tree, FILE_DOCUMENT)->len;
	if (chance(world, count < world->documents_wanted ? 75 : 30))
		add(world, tree);
	else
		delete (world, tree);
}

static void edit_body(struct world *world, Tree *tree)
{
	const char *path;
	struct file *document = pick_document(world, tree, &path);
	if (document == NULL)
		return;
	words_change_body(world, tree, document);
	tree_put(tree, path, document);
	tell(world, "body of %s", path);
}

static void edit_front(struct world *world, Tree *tree)
{
	const char *path;
	struct file *document = pick_document(world, tree, &path);
	if (document == NULL)
		return;
	words_change_front(world, tree, document);
	tree_put(tree, path, document);
	tell(world, "front of %s", path);
}

static void move(struct world *world, Tree *tree, const char *from, const char *to,
                 struct file *file)
{
	tell(world, "%s becomes %s", from, to);
	tree_remove(tree, from);
	tree_put(tree, to, file);
}

static void rename_file(struct world *world, Tree *tree)
{
	const char *path;
	struct file *document = pick_document(world, tree, &path);
	if (document == NULL)
		return;
	const char *kind;
	char *to = chance(world, 50) ? words_neighbour(world, path) : words_path(world, &kind);
	if (chance(world, 25))
		words_change_body(world, tree, document);
	if (strcmp(path, to) != 0)
		move(world, tree, path, to, document);
}

static void rename_folder(struct world *world, Tree *tree)
{
	const char *path = tree_pick(world, tree, FILE_DOCUMENT);
	if (path == NULL)
		return;
	const char *kind;
	g_autofree char *from = g_path_get_dirname(path);
	g_autofree char *other = words_path(world, &kind);
	g_autofree char *to = g_path_get_dirname(other);
	GPtrArray *paths = tree_paths(tree, FILE_DOCUMENT);
	for (unsigned i = 0; i < paths->len && strcmp(from, to) != 0; i++) {
		const char *old = paths->pdata[i];
		g_autofree char *folder = g_path_get_dirname(old);
		g_autofree char *name = g_path_get_basename(old);
		struct file *file = tree_get(tree, old);
		if (strcmp(folder, from) == 0 && file != NULL)
			move(world, tree, old, g_strdup_printf("%s/%s", to, name), file);
	}
}

/* From any commit there ever was, under its old path or another. */
static void bring_back(struct world *world, Tree *tree)
{
	if (world->commits->len == 0)
		return;
	struct commit *then = world->commits->pdata[below(world, world->commits->len)];
	const char *path = tree_pick(world, then->tree, FILE_DOCUMENT);
	if (path == NULL)
		return;
	const char *kind;
	const char *to = chance(world, 80) ? path : words_path(world, &kind);
	tree_put(tree, to, tree_get(then->tree, path));
	tell(world, "bring back %s as %s", path, to);
}

static void swap(struct world *world, Tree *tree)
{
	const char *a = tree_pick(world, tree, FILE_DOCUMENT);
	const char *b = tree_pick(world, tree, FILE_DOCUMENT);
	if (a == NULL || a == b)
		return;
	struct file *first = tree_get(tree, a);
	tree_put(tree, a, tree_get(tree, b));
	tree_put(tree, b, first);
	tell(world, "swap %s and %s", a, b);
}

static void copy(struct world *world, Tree *tree)
{
	const char *path;
	struct file *document = pick_document(world, tree, &path);
	if (document == NULL)
		return;
	const char *kind;
	char *to = words_path(world, &kind);
	if (chance(world, 60))
		words_set_line(document, "id", NULL);
	tree_put(tree, to, document);
	tell(world, "copy %s to %s", path, to);
}

/* One line of a document, its id or number or title, moves to another. */
static void take_line(struct world *world, Tree *tree)
{
	static const char *const KEYS[] = {"id", "number", "title", "topics"};
	const char *from, *to;
	struct file *giver = pick_document(world, tree, &from);
	struct file *taker = pick_document(world, tree, &to);
	if (giver == NULL || strcmp(from, to) == 0)
		return;
	const char *key = KEYS[below(world, G_N_ELEMENTS(KEYS))];
	g_autofree char *start = g_strdup_printf("%s: ", key);
	for (unsigned i = 0; i < giver->front->len; i++) {
		const char *line = giver->front->pdata[i];
		if (!g_str_has_prefix(line, start))
			continue;
		words_set_line(taker, key, line + strlen(start));
		if (chance(world, 70))
			words_set_line(giver, key, NULL);
		tree_put(tree, from, giver);
		tree_put(tree, to, taker);
		tell(world, "%s of %s goes to %s", key, from, to);
		return;
	}
}

static void spoil(struct world *world, Tree *tree)
{
	static const char *const LINES[] = {
	        "title: [无",       "published_on: 2024-02-31",
	        "written_on: 去年", "titel: 关于",
	        "topics: {a: b}",   "expires_on: 20240101",
	        "number: 无号",     "former_paths: [/absolute, 大.html]"};
	const char *path;
	struct file *document = pick_document(world, tree, &path);
	if (document == NULL || (world->is_tidy && chance(world, 75)))
		return;
	switch (below(world, 8)) {
	case 0:
		g_ptr_array_set_size(document->front, 0);
		g_ptr_array_set_size(document->body, 0);
		tell(world, "%s empty", path);
		break;
	case 1:
		document->is_gb18030 = !document->is_gb18030;
		tell(world, "%s encoded", path);
		break;
	case 2:
		document->mode = document->mode == 0100644 ? 0100755 : 0100644;
		tell(world, "mode of %s", path);
		break;
	case 3:
		document->mode = 0120000;
		document->is_gb18030 = false;
		g_ptr_array_set_size(document->front, 0);
		g_ptr_array_set_size(document->body, 0);
		g_ptr_array_add(document->body, words_fill(world, tree, "../$path"));
		tell(world, "%s a link", path);
		break;
	default:
		g_ptr_array_add(document->front, (char *)LINES[below(world, G_N_ELEMENTS(LINES))]);
		tell(world, "%s spoilt", path);
	}
	tree_put(tree, path, document);
}

static void change_asset(struct world *world, Tree *tree)
{
	char *path = words_asset(world);
	struct file *file = tree_get(tree, path);
	if (file == NULL || chance(world, world->is_tidy ? 90 : 40)) {
		put_asset(world, tree);
	} else if (chance(world, world->is_tidy ? 5 : 50)) {
		tree_remove(tree, path);
		tell(world, "%s removed", path);
	} else {
		move(world, tree, path, words_asset(world), file);
	}
}

/* A file where a folder was, and a folder where a file was. */
static void turn(struct world *world, Tree *tree)
{
	const char *path = tree_pick(world, tree, FILE_DOCUMENT);
	if (path == NULL)
		return;
	struct file *file = tree_get(tree, path);
	char *to = chance(world, 50) ? g_path_get_dirname(path) : g_strdup_printf("%s/a.md", path);
	if (strchr(path, '/') == NULL)
		return;
	if (!g_str_has_suffix(to, ".md")) {
		/* no document any more */
		file = file_copy(file);
		file->type = FILE_OTHER;
		g_ptr_array_set_size(file->front, 0);
	}
	tree_put(tree, to, file);
	tell(world, "%s in the place of %s", to, path);
}

static void many(struct world *world, Tree *tree)
{
	for (unsigned i = 5 + below(world, 15); i > 0; i--)
		(chance(world, 60)   ? add_or_delete
		 : chance(world, 50) ? edit_body
		                     : edit_front)(world, tree);
}

static void mend(struct world *world, Tree *tree)
{
	overlays_mend(world, tree);
}

static const struct {
	void (*edit)(struct world *world, Tree *tree);
	unsigned weight;
} EDITS[] = {
        {add_or_delete, 22},
        {edit_body, 16},
        {edit_front, 20},
        {rename_file, 7},
        {rename_folder, 2},
        {bring_back, 4},
        {swap, 2},
        {copy, 2},
        {take_line, 4},
        {spoil, 4},
        {change_asset, 4},
        {change_table, 6},
        {turn, 1},
        {many, 1},
        {overlays_change_settings, 5},
        {overlays_change_lua, 6},
        {overlays_change_theme, 4},
        {mend, 1},
};

static void edit_once(struct world *world, Tree *tree)
{
	unsigned sum = 0;
	for (unsigned i = 0; i < G_N_ELEMENTS(EDITS); i++)
		sum += EDITS[i].weight;
	unsigned at = below(world, sum);
	unsigned i = 0;
	while (at >= EDITS[i].weight)
		at -= EDITS[i++].weight;
	EDITS[i].edit(world, tree);
}

/* Of documents with one id, the first keeps it; and all are in UTF-8. */
static void tidy_up(Tree *tree)
{
	GHashTable *taken = g_hash_table_new(g_str_hash, g_str_equal);
	GPtrArray *paths = tree_paths(tree, FILE_DOCUMENT);
	for (unsigned i = 0; i < paths->len; i++) {
		struct file *document = tree_get(tree, paths->pdata[i]);
		if (document->is_gb18030) {
			document = file_copy(document);
			document->is_gb18030 = false;
			tree_put(tree, paths->pdata[i], document);
		}
		for (unsigned k = 0; k < document->front->len; k++) {
			char *line = document->front->pdata[k];
			if (!g_str_has_prefix(line, "id: ") ||
			    (strcmp(line, "id: Bad Id") != 0 && g_hash_table_add(taken, line)))
				continue;
			struct file *copy = file_copy(document);
			words_set_line(copy, "id", NULL);
			tree_put(tree, paths->pdata[i], copy);
			break;
		}
	}
}

void edits_make(struct world *world, Tree *tree)
{
	if (chance(world, world->is_tidy ? 90 : 55))
		mend(world, tree);
	unsigned count = chance(world, 65) ? 1 : 2 + below(world, 4);
	for (unsigned i = 0; i < count; i++)
		edit_once(world, tree);
	if (world->is_tidy && chance(world, 70))
		tidy_up(tree);
}

void edits_begin(struct world *world, Tree *tree)
{
	for (unsigned i = world->is_tidy ? 40 : 4; i > 0; i--)
		put_asset(world, tree);
	for (unsigned i = 8; i > 0; i--)
		change_table(world, tree);
	if (chance(world, 65))
		overlays_change_settings(world, tree);
	overlays_mend(world, tree);
	g_string_truncate(world->told, 0);
	for (unsigned i = world->documents_wanted * 4 / 5; i > 0; i--)
		add(world, tree);
	g_string_assign(world->told, "a new site");
}
