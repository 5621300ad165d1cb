/* SPDX-License-Identifier: MIT */
/* Manifests: their form, and that each folder of a site holds one that is true. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "output/manifest.h"
#include "tree_pages.h"

static int enter(void **state)
{
	*state = place_make();
	return 0;
}

static int leave(void **state)
{
	place_remove(*state);
	return 0;
}

/* ---- the form */

#define HASH_1 "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"
#define HASH_2 "ca978112ca1bbdcafac231b39a23dc4da786eff8147c4e72b9807785afee48bb"

static bool parses(const char *text, size_t length)
{
	g_auto(Manifest) manifest;
	manifest_init(&manifest);
	return manifest_parse(text, length, &manifest);
}

static void what_is_written_is_read_back(void **state)
{
	(void)state;
	static const char text[] = "# chayue manifest 1, sizes: 0 1 18446744073709551615\n" HASH_1
	                           "  a.html\n" HASH_2 "  a/manifest.sha256\n" HASH_1 "  b\n";
	g_auto(Manifest) manifest;
	manifest_init(&manifest);
	assert_true(manifest_parse(text, strlen(text), &manifest));
	assert_int_equal(manifest.entries->len, 3);
	const struct manifest_entry *entry = manifest_find(&manifest, "a/manifest.sha256");
	assert_non_null(entry);
	assert_true(manifest_entry_is_folder(entry));
	assert_int_equal(entry->sum.size, 1);
	assert_int_equal(manifest_find(&manifest, "b")->sum.size, UINT64_MAX);
	assert_false(manifest_entry_is_folder(manifest_find(&manifest, "a.html")));
	assert_null(manifest_find(&manifest, "a"));
	g_autoptr(GString) again = g_string_new(NULL);
	manifest_write(&manifest, again);
	assert_string_equal(again->str, text);
}

static void what_no_build_has_written_is_no_manifest(void **state)
{
	(void)state;
#define HEAD "# chayue manifest 1, sizes:"
	static const char *const bad[] = {
	        "",
	        "\n",
	        HEAD,
	        HEAD "\n",
	        HEAD " 1\n",
	        HEAD "\n" HASH_1 "  a\n",
	        HEAD " 1 2\n" HASH_1 "  a\n",
	        HEAD " 1\n" HASH_1 "  a",
	        HEAD " 1\n" HASH_1 " *a\n",
	        HEAD " 1\n" HASH_1 "  \n",
	        HEAD " 1\n" HASH_1 "\n",
	        HEAD " 1\n" HASH_1 "  a\n\n",
	        HEAD " 1\n\n" HASH_1 "  a\n",
	        HEAD " -1\n" HASH_1 "  a\n",
	        HEAD " x\n" HASH_1 "  a\n",
	        HEAD "  1\n" HASH_1 "  a\n",
	        HEAD " 1 \n" HASH_1 "  a\n",
	        HEAD " 1 1\n" HASH_1 "  b\n" HASH_1 "  a\n",
	        HEAD " 1 1\n" HASH_1 "  a\n" HASH_1 "  a\n",
	        HEAD " 1\n" HASH_1 "  ../a\n",
	        HEAD " 1\n" HASH_1 "  a/b\n",
	        HEAD " 1\n" HASH_1 "  a/b/manifest.sha256\n",
	        HEAD " 1\n" HASH_1 "  manifest.sha256\n",
	        HEAD " 1\n" HASH_1 "  A\n",
	        HEAD " 1\n" HASH_1 "  a\r\n",
	        "# chayue manifest 2, sizes: 1\n" HASH_1 "  a\n",
	        HEAD " 1\nE3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a\n",
	        HEAD " 1\n3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855  a\n",
	};
	for (size_t i = 0; i < G_N_ELEMENTS(bad); i++)
		if (parses(bad[i], strlen(bad[i])))
			fail_msg("taken for a manifest: %s", bad[i]);
	static const char good[] = HEAD " 1\n" HASH_1 "  a\n";
	static const char with_nul[] = HEAD " 1\n" HASH_1 "  a\0b\n";
	assert_true(parses(good, sizeof good - 1));
	assert_false(parses(with_nul, sizeof with_nul - 1));
	for (size_t length = 0; length < sizeof good - 1; length++)
		assert_false(parses(good, length));
}

/* ---- in a site */

/* Says each fault that the tools of the system find in the site `$1`; `$2` is a folder to work in. */
static const char checker[] =
        "cd \"$1\" && find . -type d | while read -r folder; do ( cd \"$folder\" || echo gone;"
        " sha256sum --quiet --strict -c manifest.sha256 >&2 || echo \"$folder: digests\";"
        " tail -n +2 manifest.sha256 | cut -c67- >\"$2/listed\";"
        " ls -A | grep -vx manifest.sha256 | while read -r name; do"
        "  [ -d \"$name\" ] && name=$name/manifest.sha256; echo \"$name\"; done |"
        "  LC_ALL=C sort | cmp - \"$2/listed\" >&2 || echo \"$folder: names\";"
        " sizes=$(head -n 1 manifest.sha256 | sed 's/.*sizes: //');"
        " [ \"$sizes\" = \"$(xargs stat -c %s <\"$2/listed\" | xargs)\" ] ||"
        "  echo \"$folder: sizes\" ); done";

static char *faults(const char *place)
{
	g_autofree char *site = below(place, "site");
	char *output = NULL;
	const char *arguments[] = {"bash", "-c", checker, "-", site, place, NULL};
	assert_true(g_spawn_sync(NULL, (char **)arguments, NULL, G_SPAWN_SEARCH_PATH, NULL, NULL,
	                         &output, NULL, NULL, NULL));
	return output;
}

static void assert_checks(const char *place)
{
	g_autofree char *found = faults(place);
	assert_string_equal(found, "");
}

static void every_folder_of_a_site_can_be_checked(void **state)
{
	const char *place = *state;
	g_autoptr(GHashTable) pages = pages_new();
	pages_edit(pages, first_pages, G_N_ELEMENTS(first_pages));
	pages_build_well(place, pages);
	assert_checks(place);
	edits_build_well(place, next_edits, G_N_ELEMENTS(next_edits));
	assert_checks(place);
	put_file(place, "site/list/1.html", "LIST");
	put_file(place, "site/doc/more.html", "");
	g_autofree char *found = faults(place);
	assert_non_null(strstr(found, "./list: digests\n"));
	assert_non_null(strstr(found, "./doc: names\n"));
}

static void the_root_manifest_is_the_digest_of_the_site(void **state)
{
	const char *place = *state;
	g_autofree char *folder = below(place, "site");
	struct digest before;
	struct digest after;
	build_well(place, "one");
	g_autoptr(Report) report = report_new();
	struct tree *tree = tree_begin(report, folder, "{}\n");
	assert_true(tree_root(tree, &before));
	tree_end(tree);
	g_autofree char *path = below(place, "site/manifest.sha256");
	g_autofree char *text = NULL;
	gsize length;
	assert_true(g_file_get_contents(path, &text, &length, NULL));
	struct digest wanted = digest_of(text, length);
	assert_true(digest_equal(&before, &wanted));
	edits_build_well(place, &(struct edit){"a/b/c/d/e/f.html", "deep"}, 1);
	tree = tree_begin(report, folder, "{}\n");
	assert_true(tree_root(tree, &after));
	tree_end(tree);
	assert_false(digest_equal(&before, &after));
}

static void no_page_can_be_called_like_a_manifest(void **state)
{
	static const char *const paths[] = {"manifest.sha256", "a/b/manifest.sha256",
	                                    "manifest.sha256/a"};
	static const char *const like[] = {"manifest.sha256x", "a/manifest.sha25", "manifest",
	                                   "b/x-manifest.sha256"};
	for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
		struct tree *tree = begin_site(*state);
		assert_write_fails(tree, paths[i], "output/path");
		tree_end(tree);
	}
	struct tree *tree = begin_site(*state);
	g_autoptr(Report) report = report_new();
	for (size_t i = 0; i < G_N_ELEMENTS(like); i++)
		assert_true(tree_write(report, tree, like[i], "x", 1, NULL));
	tree_end(tree);
}

int main(void)
{
#define CASE(function) cmocka_unit_test_setup_teardown(function, enter, leave)
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(what_is_written_is_read_back),
	        cmocka_unit_test(what_no_build_has_written_is_no_manifest),
	        CASE(every_folder_of_a_site_can_be_checked),
	        CASE(the_root_manifest_is_the_digest_of_the_site),
	        CASE(no_page_can_be_called_like_a_manifest),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
