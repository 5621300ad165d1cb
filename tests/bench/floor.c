/* SPDX-License-Identifier: MIT */
/*
 * The floor that the generator is measured against: the least that must be done for every notice.
 * Each Markdown blob of HEAD is read by libgit2, parsed and rendered by cmark-gfm, wrapped in 3 KB
 * and written to a file of its own.
 *
 *   floor REPOSITORY FOLDER WORKERS
 */
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm.h>
#include <fcntl.h>
#include <git2.h>
#include <glib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

enum { WRAPPING = 3 * 1024, FOLDERS = 1024 };

struct list {
	GArray *blobs; /* of git_oid */
};

static int collect(const char *root, const git_tree_entry *entry, void *data)
{
	(void)root;
	struct list *list = data;
	if (git_tree_entry_type(entry) == GIT_OBJECT_BLOB &&
	    g_str_has_suffix(git_tree_entry_name(entry), ".md"))
		g_array_append_vals(list->blobs, git_tree_entry_id(entry), 1);
	return 0;
}

static git_repository *open_repository(const char *path)
{
	git_repository *repository;
	git_libgit2_init();
	if (git_repository_open(&repository, path) != 0)
		g_error("cannot open %s", path);
	return repository;
}

static void list_blobs(const char *path, struct list *list)
{
	git_repository *repository = open_repository(path);
	git_object *tree;
	if (git_revparse_single(&tree, repository, "HEAD^{tree}") != 0)
		g_error("no HEAD");
	git_tree_walk((git_tree *)tree, GIT_TREEWALK_PRE, collect, list);
	git_object_free(tree);
	git_repository_free(repository);
}

static char *render(const char *text, size_t size)
{
	cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT);
	if (memchr(text, '|', size) != NULL)
		cmark_parser_attach_syntax_extension(parser, cmark_find_syntax_extension("table"));
	cmark_parser_feed(parser, text, size);
	cmark_node *document = cmark_parser_finish(parser);
	char *html = cmark_render_html(document, CMARK_OPT_DEFAULT,
	                               cmark_parser_get_syntax_extensions(parser));
	cmark_node_free(document);
	cmark_parser_free(parser);
	return html;
}

static void write_page(int folder, unsigned number, const char *wrapping, const char *html)
{
	char name[64];
	g_snprintf(name, sizeof name, "%u/%u.html", number % FOLDERS, number);
	GString *page = g_string_sized_new(WRAPPING + strlen(html));
	g_string_append_len(page, wrapping, WRAPPING);
	g_string_append(page, html);
	int file = openat(folder, name, O_WRONLY | O_CREAT | O_EXCL, 0644);
	if (file < 0 || write(file, page->str, page->len) != (ssize_t)page->len || close(file) != 0)
		g_error("cannot write %s", name);
	g_string_free(page, TRUE);
}

static void work(const char *path, const char *out, const struct list *list, unsigned from,
                 unsigned to)
{
	char wrapping[WRAPPING];
	memset(wrapping, ' ', sizeof wrapping);
	git_repository *repository = open_repository(path);
	int folder = open(out, O_DIRECTORY | O_RDONLY);
	for (unsigned i = from; i < to; i++) {
		git_blob *blob;
		if (git_blob_lookup(&blob, repository, &g_array_index(list->blobs, git_oid, i)) != 0)
			g_error("missing blob");
		char *html = render(git_blob_rawcontent(blob), (size_t)git_blob_rawsize(blob));
		write_page(folder, i, wrapping, html);
		free(html);
		git_blob_free(blob);
	}
}

int main(int argc, char **argv)
{
	if (argc != 4)
		g_error("floor REPOSITORY FOLDER WORKERS");
	unsigned workers = (unsigned)g_ascii_strtoull(argv[3], NULL, 10);
	struct list list = {g_array_new(FALSE, FALSE, sizeof(git_oid))};
	list_blobs(argv[1], &list);
	cmark_gfm_core_extensions_ensure_registered();
	mkdir(argv[2], 0755);
	for (unsigned i = 0; i < FOLDERS; i++) {
		g_autofree char *path = g_strdup_printf("%s/%u", argv[2], i);
		mkdir(path, 0755);
	}
	for (unsigned i = 0; i < workers; i++) {
		if (fork() != 0)
			continue;
		work(argv[1], argv[2], &list, list.blobs->len * i / workers,
		     list.blobs->len * (i + 1) / workers);
		_exit(0);
	}
	int status = 0;
	while (wait(&status) > 0)
		if (status != 0)
			return 1;
	int folder = open(argv[2], O_DIRECTORY | O_RDONLY);
	return syncfs(folder);
}
