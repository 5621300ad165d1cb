/* SPDX-License-Identifier: MIT */
/*
 * Opening a repository, and finding out why not.
 *
 * libgit2 gives few codes and many words. Whoever meets these messages has a folder, a git command
 * and no knowledge of git's insides, so each cause is told apart, by the code where there is one,
 * by the words of libgit2 1.5 where not, and by looking at the folder; each message says what to do
 * next.
 */
#include "source/repository_opening.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/nearest.h"
#include "source/object_store.h"

static bool is_there(const char *folder, const char *name)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);
	struct stat found;
	return stat(path, &found) == 0;
}

static bool is_plain_file(const char *folder, const char *name)
{
	g_autofree char *path = g_build_filename(folder, name, NULL);
	struct stat found;
	return stat(path, &found) == 0 && S_ISREG(found.st_mode);
}

static bool check_folder(struct report *report, const char *path)
{
	struct stat found;
	if (stat(path, &found) != 0)
		return report_error(report, place_none(), "repository/folder",
		                    _("the folder '%s' cannot be opened: %s; check its name"), path,
		                    g_strerror(errno));
	if (!S_ISDIR(found.st_mode))
		return report_error(report, place_none(), "repository/folder",
		                    _("'%s' is a file; name the folder of the repository"), path);
	return true;
}

/*
 * The form in which both git and libgit2 want it in safe.directory: no links, no '/' at the end, no
 * '.git'.
 */
static char *owned_folder(const char *path)
{
	char *folder = realpath(path, NULL);
	if (folder == NULL)
		return g_strdup(path);
	if (g_str_has_suffix(folder, "/.git"))
		folder[strlen(folder) - strlen("/.git")] = '\0';
	char *copy = g_strdup(folder);
	free(folder);
	return copy;
}

static bool report_owner(struct report *report, const char *path)
{
	g_autofree char *folder = owned_folder(path);
	g_autofree char *quoted = g_shell_quote(folder);
	return report_error(report, place_none(), "repository/owner",
	                    _("the repository '%s' belongs to another user of this machine; if you "
	                      "trust it, run "
	                      "'git config --global --add safe.directory %s'"),
	                    path, quoted);
}

static bool report_extension(struct report *report, const char *path, const char *name)
{
	if (strcmp(name, "objectformat") == 0)
		return report_error(report, place_none(), "repository/sha256",
		                    _("the repository '%s' names its objects by SHA-256, which "
		                      "cannot be read; make a copy "
		                      "that names them by SHA-1: 'git init --bare COPY', then "
		                      "'git fast-export --all | git -C COPY fast-import'"),
		                    path);
	return report_error(report, place_none(), "repository/extension",
	                    _("the repository '%s' uses git's extension '%s', which cannot be "
	                      "read; make an ordinary "
	                      "copy with 'git clone --mirror' and name that"),
	                    path, name);
}

static bool report_unreadable(struct report *report, const char *path, const char *words)
{
	return report_error(report, place_none(), "repository/unreadable",
	                    _("the repository '%s' cannot be opened (%s); try 'git status' there"),
	                    path, words);
}

/* The folder of the repository around `path`, or NULL. */
static char *find_around(const char *path)
{
	git_buf found = {0};
	char *folder = NULL;
	if (git_repository_discover(&found, path, 0, NULL) == 0)
		folder = owned_folder(found.ptr);
	git_buf_dispose(&found);
	return folder;
}

/* What every repository has; a linked work tree has it elsewhere. */
static bool is_complete(const char *folder)
{
	return is_there(folder, "objects") && is_there(folder, "refs") &&
	       is_plain_file(folder, "HEAD");
}

static bool is_begun(const char *folder)
{
	return is_there(folder, "HEAD") + is_there(folder, "objects") + is_there(folder, "refs") >=
	       2;
}

/* libgit2 found no repository: is there the rest of one, or one around, or none? */
static bool report_none(struct report *report, const char *path, const char *words)
{
	g_autofree char *inner = g_build_filename(path, ".git", NULL);
	if (is_plain_file(path, ".git"))
		return report_error(report, place_none(), "repository/moved",
		                    _("the file '.git' in '%s' names no repository, perhaps "
		                      "because that was moved; run "
		                      "'git worktree repair' in the moved one, or name that"),
		                    path);
	if (is_complete(inner) || is_complete(path))
		return report_unreadable(report, path, words);
	if (is_there(path, ".git") || is_begun(path))
		return report_error(report, place_none(), "repository/incomplete",
		                    _("the repository '%s' lacks one of 'HEAD', 'objects' and "
		                      "'refs'; take it from a good "
		                      "copy, or make a new clone"),
		                    path);
	g_autofree char *around = find_around(path);
	if (around != NULL)
		return report_error(report, place_none(), "repository/inside",
		                    _("'%s' lies inside a repository; name its top, '%s'"), path,
		                    around);
	return report_error(
	        report, place_none(), "repository/none",
	        _("'%s' is no git repository; name the folder that 'git clone' made, or make one "
	          "of this folder with 'git init'"),
	        path);
}

static bool report_unopened(struct report *report, const char *path, int code)
{
	static const char extension[] = "unsupported extension name extensions.";
	bool is_setting = git_error_last() != NULL && git_error_last()->klass == GIT_ERROR_CONFIG;
	g_autofree char *words = g_strdup(object_store_words());
	if (code == GIT_EOWNER || strstr(words, "safe.directory") != NULL)
		return report_owner(report, path);
	if (g_str_has_prefix(words, extension))
		return report_extension(report, path, words + strlen(extension));
	if (strstr(words, "repository version") != NULL)
		return report_error(
		        report, place_none(), "repository/version",
		        _("the repository '%s' is of a newer form than can be read (%s); make an "
		          "ordinary copy with 'git clone --mirror' and name that"),
		        path, words);
	if (is_setting)
		return report_error(
		        report, place_none(), "repository/config",
		        _("git's settings for '%s' cannot be read (%s); mend them, 'git config "
		          "--list --show-origin' shows where they are"),
		        path, words);
	if (code == GIT_ENOTFOUND || is_plain_file(path, ".git"))
		return report_none(report, path, words);
	return report_unreadable(report, path, words);
}

git_repository *repository_opening_folder(struct report *report, const char *path)
{
	git_repository *repository = NULL;
	if (!check_folder(report, path))
		return NULL;
	git_error_clear();
	int code = git_repository_open_ext(&repository, path, GIT_REPOSITORY_OPEN_NO_SEARCH, NULL);
	if (code == 0)
		return repository;
	report_unopened(report, path, code);
	return NULL;
}

/* ---- the commit */

static int compare_names(const void *first, const void *second)
{
	return strcmp(*(const char *const *)first, *(const char *const *)second);
}

/* Every name a user may mean: branches, tags and remote branches without what git puts in front. */
static GPtrArray *list_names(git_repository *repository, const char *glob)
{
	GPtrArray *names = g_ptr_array_new_with_free_func(g_free);
	git_reference_iterator *iterator = NULL;
	const char *name;
	if (git_reference_iterator_glob_new(&iterator, repository, glob) == 0)
		while (git_reference_next_name(&name, iterator) == 0) {
			const char *shorter = strchr(name + strlen("refs/"), '/');
			g_ptr_array_add(names, g_strdup(shorter == NULL ? name : shorter + 1));
		}
	git_reference_iterator_free(iterator);
	g_ptr_array_sort(names, compare_names);
	g_ptr_array_add(names, NULL);
	return names;
}

/*
 * HEAD names a branch on which there is no commit: no commit anywhere, or HEAD names the wrong
 * branch.
 */
static bool report_unborn(struct report *report, git_repository *repository, const char *path)
{
	g_autoptr(GPtrArray) branches = list_names(repository, "refs/heads/*");
	if (branches->len == 1)
		return report_error(report, place_none(), "repository/no-commit",
		                    _("the repository '%s' holds no commit yet; commit the files "
		                      "with 'git add' and 'git commit'"),
		                    path);
	git_reference *head = NULL;
	const char *target = "HEAD";
	if (git_reference_lookup(&head, repository, "HEAD") == 0 &&
	    git_reference_type(head) == GIT_REFERENCE_SYMBOLIC)
		target = git_reference_symbolic_target(head);
	if (g_str_has_prefix(target, "refs/heads/"))
		target += strlen("refs/heads/");
	const char *const *names = (const char *const *)branches->pdata;
	const char *nearest = nearest_word(target, names);
	report_error(report, place_none(), "repository/head",
	             _("the repository '%s' has no branch '%s', which is its chosen one; name "
	               "another, such as '%s', or choose it for good with 'git symbolic-ref HEAD "
	               "refs/heads/%s'"),
	             path, target, nearest != NULL ? nearest : names[0],
	             nearest != NULL ? nearest : names[0]);
	git_reference_free(head);
	return false;
}

static bool report_unknown(struct report *report, git_repository *repository, const char *ref)
{
	g_autoptr(GPtrArray) names = list_names(repository, "refs/*");
	g_autofree char *remote = g_strconcat("origin/", ref, NULL);
	const char *nearest = NULL;
	for (unsigned i = 0; i + 1 < names->len && nearest == NULL; i++)
		if (strcmp(names->pdata[i], remote) == 0)
			nearest = remote;
	if (nearest == NULL)
		nearest = nearest_word(ref, (const char *const *)names->pdata);
	if (nearest != NULL)
		return report_error(report, place_none(), "repository/ref",
		                    _("there is no branch, tag or commit '%s'; did you mean '%s'?"),
		                    ref, nearest);
	return report_error(report, place_none(), "repository/ref",
	                    _("there is no branch, tag or commit '%s'; 'git branch -a' and 'git "
	                      "tag' list what there is"),
	                    ref);
}

static bool report_broken(struct report *report, const char *path, const char *ref)
{
	return report_error(
	        report, place_none(), "repository/broken-ref",
	        _("'%s' of the repository '%s' leads to no commit that can be read (%s); run "
	          "'git fsck', then take the repository from a good copy or make a new clone"),
	        ref, path, object_store_words());
}

static bool is_of_another_kind(int code)
{
	return code == GIT_EPEEL || code == GIT_EINVALIDSPEC || code == GIT_EAMBIGUOUS;
}

static bool report_kind(struct report *report, const char *ref)
{
	return report_error(report, place_none(), "repository/ref-kind",
	                    _("'%s' names no commit but something inside one; name a branch, "
	                      "a tag or a commit"),
	                    ref);
}

/* HEAD, or a ref that is there: when it leads nowhere, that is damage and no unknown name. */
static bool follow_ref(struct report *report, const char *path, const char *ref,
                       git_reference *found, git_object **out)
{
	int code = git_reference_peel(out, found, GIT_OBJECT_COMMIT);
	if (code == 0)
		return true;
	return is_of_another_kind(code) ? report_kind(report, ref)
	                                : report_broken(report, path, ref);
}

/* The beginning of a commit's name, or an expression such as "main~3". */
static bool follow_expression(struct report *report, git_repository *repository, const char *path,
                              const char *ref, git_object **out)
{
	git_object *object = NULL;
	int code = git_revparse_single(&object, repository, ref);
	if (code == GIT_EAMBIGUOUS)
		return report_error(
		        report, place_none(), "repository/ambiguous",
		        _("'%s' is the beginning of several objects' names; write more of it"), ref);
	/* For what libgit2 could not even take apart there is no code. */
	if (code == GIT_ENOTFOUND || code == GIT_EINVALIDSPEC ||
	    (code < 0 && strstr(object_store_words(), "revision specifier") != NULL))
		return report_unknown(report, repository, ref);
	if (code < 0)
		return report_broken(report, path, ref);
	code = git_object_peel(out, object, GIT_OBJECT_COMMIT);
	git_object_free(object);
	if (code < 0)
		return is_of_another_kind(code) ? report_kind(report, ref)
		                                : report_broken(report, path, ref);
	return true;
}

bool repository_opening_commit(struct report *report, git_repository *repository, const char *path,
                               const char *ref, git_oid *out)
{
	git_oid full;
	git_reference *found = NULL;
	git_object *commit = NULL;
	const char *name = ref == NULL ? "HEAD" : ref;
	git_error_clear();
	if (strcmp(name, "HEAD") == 0 && git_repository_head_unborn(repository) == 1)
		return report_unborn(report, repository, path);
	/* As in git, forty digits are a commit even if a branch is called so. */
	bool is_search = name[0] == '\0' || git_oid_fromstr(&full, name) == 0;
	int code = is_search ? GIT_ENOTFOUND : git_reference_dwim(&found, repository, name);
	bool is_found;
	if (code == 0)
		is_found = follow_ref(report, path, name, found, &commit);
	else if (code == GIT_ENOTFOUND || code == GIT_EINVALIDSPEC)
		is_found = follow_expression(report, repository, path, name, &commit);
	else
		is_found = report_broken(report, path, name);
	git_reference_free(found);
	if (is_found)
		*out = *git_object_id(commit);
	git_object_free(commit);
	return is_found;
}
