/* SPDX-License-Identifier: MIT */
/*
 * What the next build makes of a journal: one that is certain is completed, one of bad intent or bad
 * luck does no harm. And the switch of a site of which much changes.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "tree_journal.h"
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

static GHashTable *build_first(const char *place)
{
	GHashTable *pages = pages_new();
	pages_edit(pages, first_pages, G_N_ELEMENTS(first_pages));
	pages_build_well(place, pages);
	return pages;
}

/* Begins and ends; the problem told, or NULL. To be freed. */
static char *begin_and_end(const char *place)
{
	g_autofree char *folder = below(place, "site");
	g_autoptr(Report) report = report_new();
	struct tree *tree = tree_begin(report, folder, "{}\n");
	bool begun = tree != NULL;
	tree_end(tree);
	assert_in_range(report->problems->len, 0, 1);
	assert_int_equal(report->errors, begun ? 0 : 1);
	return report->problems->len == 0
	               ? NULL
	               : g_strdup(((struct problem *)report->problems->pdata[0])->id);
}

static void assert_begins(const char *place, const char *warning)
{
	g_autofree char *found = begin_and_end(place);
	if (warning == NULL || found == NULL)
		assert_ptr_equal(found, warning);
	else
		assert_string_equal(found, warning);
}

/* ---- a journal that is certain */

static void settle(const char *place, enum tree_form form, GHashTable *pages)
{
	g_autofree char *folder = below(place, "site");
	g_autoptr(Report) report = report_new();
	struct tree *tree = tree_begin(report, folder, "{}\n");
	assert_non_null(tree);
	assert_true(tree_start(report, tree, form));
	assert_true(form == TREE_WHOLE
	                    ? pages_write(report, tree, pages)
	                    : edits_write(report, tree, next_edits, G_N_ELEMENTS(next_edits)));
	assert_int_equal(tree_settle(report, tree), TREE_SETTLED);
	tree_end(tree);
	assert_int_equal(report->problems->len, 0);
}

static void what_was_settled_is_switched_in_by_the_next_build(void **state)
{
	const char *place = *state;
	for (int form = TREE_WHOLE; form <= TREE_UPDATE; form++) {
		g_autoptr(GHashTable) pages = build_first(place);
		pages_edit(pages, next_edits, G_N_ELEMENTS(next_edits));
		g_autofree char *before = snapshot(place, "site");
		settle(place, (enum tree_form)form, pages);
		g_autofree char *settled = snapshot(place, "site");
		assert_string_equal(settled, before);
		assert_true(is_there(place, ".site.journal"));
		assert_begins(place, "output/cut-off");
		g_autofree char *wanted = pages_expected(pages);
		g_autofree char *found = snapshot(place, "site");
		assert_string_equal(found, wanted);
		assert_no_litter(place);
		assert_begins(place, NULL);
	}
}

/* As when a power failure brings it back: the stage of a later build is not touched by it. */
static void a_journal_of_what_is_done_does_nothing(void **state)
{
	const char *place = *state;
	g_autoptr(GHashTable) pages = build_first(place);
	settle(place, TREE_UPDATE, pages);
	g_autofree char *journal = below(place, ".site.journal");
	g_autofree char *kept = below(place, "kept");
	assert_int_equal(link(journal, kept), 0);
	assert_begins(place, "output/cut-off");
	g_autofree char *before = snapshot(place, "site");
	assert_int_equal(rename(kept, journal), 0);
	put_file(place, ".site.new/chayue.json", "{}\n");
	put_file(place, ".site.new/index.html", "half wri");
	assert_begins(place, NULL);
	g_autofree char *after = snapshot(place, "site");
	assert_string_equal(after, before);
	assert_no_litter(place);
}

static void what_a_journal_needs_may_be_gone_and_then_nothing_is_trusted(void **state)
{
	const char *place = *state;
	static const char *const deeds[] = {
	        "rm -r .site.new",
	        "rm .site.new/list/2.html",
	        "echo x >>.site.new/manifest.sha256",
	        "rm -r .site.new/feed && ln -s ../site/feed .site.new/feed",
	        "rm site/manifest.sha256",
	        "echo >>site/manifest.sha256",
	};
	for (size_t i = 0; i < G_N_ELEMENTS(deeds); i++) {
		g_autoptr(GHashTable) pages = build_first(place);
		g_autofree char *wanted = snapshot(place, "site/list");
		settle(place, TREE_UPDATE, pages);
		g_autofree char *line = g_strdup_printf("cd '%s' && %s", place, deeds[i]);
		assert_int_equal(system(line), 0);
		assert_begins(place, "output/lost");
		assert_false(is_there(place, "site/manifest.sha256"));
		g_autofree char *found = snapshot(place, "site/list");
		assert_string_equal(found, wanted);
		assert_no_litter(place);
		g_autoptr(Report) report = report_new();
		assert_int_equal(edits_build(report, place, next_edits, 1), TREE_MISFIT);
		assert_begins(place, NULL);
	}
}

static void a_whole_tree_that_is_lost_leaves_the_former_site(void **state)
{
	const char *place = *state;
	g_autoptr(GHashTable) pages = build_first(place);
	g_autofree char *before = snapshot(place, "site");
	settle(place, TREE_WHOLE, pages);
	put_file(place, ".site.new/manifest.sha256", "other");
	assert_begins(place, NULL);
	g_autofree char *after = snapshot(place, "site");
	assert_string_equal(after, before);
	assert_no_litter(place);
}

/* ---- bad luck and bad intent */

/* The journal is put as it is, or with a right digest behind it. */
static void assert_harmless(const char *place, const char *text, bool sign)
{
	g_autoptr(GHashTable) pages = build_first(place);
	g_autofree char *before = snapshot(place, "site/list");
	g_autofree char *victim = snapshot(place, "victim");
	g_autofree char *signed_text = journal_signed(text);
	put_file(place, ".site.new/chayue.json", "{}\n");
	put_file(place, ".site.new/list/1.html", "evil");
	put_file(place, ".site.journal", sign ? signed_text : text);
	g_autofree char *told = begin_and_end(place);
	if (g_strcmp0(told, "output/lost") != 0)
		fail_msg("%s told of: %s", told, text);
	g_autofree char *after = snapshot(place, "site/list");
	g_autofree char *victim_after = snapshot(place, "victim");
	assert_string_equal(after, before);
	assert_string_equal(victim_after, victim);
	assert_true(is_there(place, "site/chayue.json"));
	assert_no_litter(place);
	pages_build_well(place, pages);
}

#define ZERO "0000000000000000000000000000000000000000000000000000000000000000"

static void a_journal_that_is_damaged_or_of_another_version_does_no_harm(void **state)
{
	const char *place = *state;
	static const char *const heads[] = {
	        "",
	        "chayue jour",
	        "chayue journal 1 update\n",
	        "chayue journal 2 update\nfrom " ZERO "\nroot " ZERO "\n",
	        "chayue journal 1 other\nfrom " ZERO "\nroot " ZERO "\n",
	        "chayue journal 1 updates\nfrom " ZERO "\nroot " ZERO "\n",
	        "chayue journal 1 update\nroot " ZERO "\nfrom " ZERO "\n",
	        "chayue journal 1 update\nfrom " ZERO "\nroot 12\n",
	};
	put_file(place, "victim/1.html", "keep");
	for (size_t i = 0; i < G_N_ELEMENTS(heads); i++) {
		assert_harmless(place, heads[i], false);
		if (i >= 2)
			assert_harmless(place, heads[i], true);
	}
	g_autoptr(GHashTable) pages = build_first(place);
	settle(place, TREE_UPDATE, pages);
	g_autofree char *path = below(place, ".site.journal");
	g_autofree char *text = NULL;
	gsize length;
	assert_true(g_file_get_contents(path, &text, &length, NULL));
	assert_begins(place, "output/cut-off");
	for (gsize end = 0; end < length; end += 1 + end % 37) {
		g_autofree char *cut = g_strndup(text, end);
		assert_harmless(place, cut, false);
	}
	for (gsize at = 0; at < length; at += 41) {
		g_autofree char *changed = g_strdup(text);
		if (at < strlen("chayue journal "))
			continue;
		changed[at] ^= 1;
		assert_harmless(place, changed, false);
	}
}

static void a_journal_that_leads_outside_or_to_the_marker_is_not_followed(void **state)
{
	const char *place = *state;
	static const char *const steps[] = {
	        "remove ../victim/1.html\n",
	        "remove /etc/hostname\n",
	        "remove list/../../victim/1.html\n",
	        "remove victim/1.html\nremove ../x\n",
	        "remove .git/config\n",
	        "remove chayue.json\n",
	        "remove list/\n",
	        "remove \n",
	        "remove list/1.html",
	        "remove list/1.html\r\n",
	        "delete list/1.html\n",
	        "put " ZERO " 4 ../victim/1.html\n",
	        "put " ZERO " -4 list/1.html\n",
	        "put " ZERO " list/1.html\n",
	        "put 12 4 list/1.html\n",
	        "put " ZERO " 4 list/1.html\n",
	        "put " ZERO " 4 chayue.json\n",
	        "remove list/1.html\nput " ZERO " 4 list/9.html\n",
	};
	put_file(place, "victim/1.html", "keep");
	g_hash_table_unref(build_first(place));
	g_autofree char *root = hash_of_file(place, "site/manifest.sha256");
	for (size_t i = 0; i < G_N_ELEMENTS(steps); i++) {
		g_autofree char *text = g_strdup_printf(
		        "chayue journal 1 update\nfrom %s\nroot %s\n%s", root, ZERO, steps[i]);
		assert_harmless(place, text, true);
	}
}

/* So that the refusals before are for the reason that is meant. */
static void a_journal_made_by_hand_is_followed_where_it_may_be(void **state)
{
	const char *place = *state;
	g_hash_table_unref(build_first(place));
	put_file(place, ".site.new/chayue.json", "{}\n");
	put_file(place, ".site.new/list/1.html", "new");
	g_autofree char *put = put_step(place, "list/1.html");
	g_autofree char *steps = g_strconcat(put, "remove list/2.html\n", NULL);
	put_journal(place, "update", steps);
	assert_begins(place, "output/cut-off");
	assert_false(is_there(place, "site/list/2.html"));
	g_autofree char *list = snapshot(place, "site/list");
	assert_non_null(strstr(list, "./1.html 100644 new\n"));
}

/* Its steps could be followed, each of them. */
static void a_journal_whose_digest_is_not_its_own_is_not_followed(void **state)
{
	const char *place = *state;
	g_hash_table_unref(build_first(place));
	put_journal(place, "update", "remove list/2.html\n");
	g_autofree char *path = below(place, ".site.journal");
	g_autofree char *text = NULL;
	assert_true(g_file_get_contents(path, &text, NULL, NULL));
	*strstr(text, "2.html") = '1';
	assert_true(g_file_set_contents(path, text, -1, NULL));
	assert_begins(place, "output/lost");
	assert_true(is_there(place, "site/list/1.html") && is_there(place, "site/list/2.html"));
}

static void a_journal_does_not_lead_through_links(void **state)
{
	const char *place = *state;
	g_hash_table_unref(build_first(place));
	put_file(place, "victim/1.html", "keep");
	put_file(place, ".site.new/chayue.json", "{}\n");
	put_file(place, ".site.new/list/1.html", "new");
	g_autofree char *put = put_step(place, "list/1.html");
	static const char *const deeds[] = {"rm -r list; ln -s ../victim list",
	                                    "rm -r list; ln -s ../victim list"};
	g_autofree char *victim = snapshot(place, "victim");
	for (size_t i = 0; i < G_N_ELEMENTS(deeds); i++) {
		g_autofree char *line = g_strdup_printf("cd '%s/site' && %s", place, deeds[i]);
		assert_int_equal(system(line), 0);
		put_journal(place, "update", i == 0 ? put : "remove list/1.html\n");
		assert_begins(place, "output/partial");
		g_autofree char *after = snapshot(place, "victim");
		assert_string_equal(after, victim);
	}
}

static void what_others_put_in_the_way_is_not_removed(void **state)
{
	const char *place = *state;
	static const char *const paths[] = {"site/doc/a/3.html/letter.txt",
	                                    "site/list/2.html/letter.txt"};
	for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
		g_autoptr(GHashTable) pages = build_first(place);
		settle(place, TREE_UPDATE, pages);
		g_autofree char *page = below(place, "site/list/2.html");
		assert_int_equal(unlink(page), 0);
		put_file(place, paths[i], "dear");
		assert_begins(place, "output/partial");
		assert_true(is_there(place, paths[i]));
		g_autofree char *line =
		        g_strdup_printf("rm -r '%s'/site '%s'/.site.*", place, place);
		assert_int_equal(system(line), 0);
	}
}

static void a_file_of_somebody_else_by_that_name_is_left_alone(void **state)
{
	const char *place = *state;
	static const char *const texts[] = {"dear diary", "Chayue journal 1", "x",
	                                    "\nchayue journal 1"};
	g_hash_table_unref(build_first(place));
	g_autofree char *folder = below(place, "site");
	g_autofree char *path = below(place, ".site.journal");
	g_autofree char *before = snapshot(place, "site");
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
		put_file(place, ".site.journal", texts[i]);
		assert_begin_fails(folder, "output/in-the-way");
		g_autofree char *bytes = NULL;
		assert_true(g_file_get_contents(path, &bytes, NULL, NULL));
		assert_string_equal(bytes, texts[i]);
	}
	assert_int_equal(unlink(path), 0);
	assert_int_equal(mkfifo(path, 0644), 0);
	assert_begin_fails(folder, "output/in-the-way");
	assert_true(is_there(place, ".site.journal"));
	assert_int_equal(unlink(path), 0);
	g_autofree char *after = snapshot(place, "site");
	assert_string_equal(after, before);
}

/* ---- much changes */

enum { MANY = 2300, KEPT_PAGES = 300 };

static void write_many(GHashTable *pages, const char *text)
{
	for (int i = 0; i < MANY; i++)
		g_hash_table_insert(pages, g_strdup_printf("many/%d/%d.html", i % 20, i),
		                    g_strdup_printf("%s %d", text, i));
}

static GHashTable *build_many(const char *place)
{
	GHashTable *pages = pages_new();
	pages_edit(pages, first_pages, G_N_ELEMENTS(first_pages));
	write_many(pages, "one");
	for (int i = 0; i < KEPT_PAGES; i++)
		g_hash_table_insert(pages, g_strdup_printf("kept/%d/%d.html", i % 7, i),
		                    g_strdup("kept"));
	pages_build_well(place, pages);
	return pages;
}

static enum tree_outcome settle_many(const char *place, GHashTable *pages, struct tree **tree)
{
	g_autofree char *folder = below(place, "site");
	g_autoptr(Report) report = report_new();
	g_autoptr(GHashTable) fresh = pages_new();
	*tree = tree_begin(report, folder, "{}\n");
	assert_true(tree_start(report, *tree, TREE_UPDATE));
	write_many(fresh, "two");
	write_many(pages, "two");
	assert_true(pages_write(report, *tree, fresh));
	assert_true(edits_write(report, *tree, next_edits, G_N_ELEMENTS(next_edits)));
	pages_edit(pages, next_edits, G_N_ELEMENTS(next_edits));
	enum tree_outcome outcome = tree_settle(report, *tree);
	assert_int_equal(report->problems->len, 0);
	return outcome;
}

static void many_changes_are_exchanged_with_all_that_stays(void **state)
{
	const char *place = *state;
	g_autoptr(GHashTable) pages = build_many(place);
	g_autoptr(Report) report = report_new();
	g_autofree char *kept = below(place, "site/kept/3/3.html");
	struct stat before;
	struct stat after;
	assert_int_equal(stat(kept, &before), 0);
	struct tree *tree;
	assert_int_equal(settle_many(place, pages, &tree), TREE_SETTLED);
	g_autofree char *journal = below(place, ".site.journal");
	g_autofree char *text = NULL;
	assert_true(g_file_get_contents(journal, &text, NULL, NULL));
	assert_true(g_str_has_prefix(text, "chayue journal 1 whole\n"));
	assert_true(tree_switch(report, tree));
	tree_end(tree);
	assert_int_equal(stat(kept, &after), 0);
	assert_int_equal(after.st_ino, before.st_ino);
	assert_int_equal(after.st_nlink, 1);
	g_autofree char *wanted = pages_expected(pages);
	g_autofree char *found = snapshot(place, "site");
	assert_string_equal(found, wanted);
	assert_no_litter(place);
}

static void a_page_that_others_changed_is_not_taken_over(void **state)
{
	const char *place = *state;
	static const char *const deeds[] = {
	        "echo >>kept/3/3.html",
	        "rm kept/3/3.html",
	        "rm kept/3/3.html; ln -s 10.html kept/3/3.html",
	        "echo >>kept/manifest.sha256",
	        "rm -r kept/2",
	        "rm -r kept/2; ln -s 3 kept/2",
	};
	for (size_t i = 0; i < G_N_ELEMENTS(deeds); i++) {
		g_autoptr(GHashTable) pages = build_many(place);
		g_autofree char *line = g_strdup_printf("cd '%s/site' && %s", place, deeds[i]);
		assert_int_equal(system(line), 0);
		g_autofree char *before = snapshot(place, "site");
		struct tree *tree;
		assert_int_equal(settle_many(place, pages, &tree), TREE_MISFIT);
		tree_end(tree);
		g_autofree char *after = snapshot(place, "site");
		assert_string_equal(after, before);
		assert_no_litter(place);
	}
}

int main(void)
{
	if (access("/dev/shm", W_OK | X_OK) == 0)
		g_setenv("TMPDIR", "/dev/shm", TRUE);
#define CASE(function) cmocka_unit_test_setup_teardown(function, enter, leave)
	const struct CMUnitTest tests[] = {
	        CASE(what_was_settled_is_switched_in_by_the_next_build),
	        CASE(a_journal_of_what_is_done_does_nothing),
	        CASE(what_a_journal_needs_may_be_gone_and_then_nothing_is_trusted),
	        CASE(a_whole_tree_that_is_lost_leaves_the_former_site),
	        CASE(a_journal_that_is_damaged_or_of_another_version_does_no_harm),
	        CASE(a_journal_that_leads_outside_or_to_the_marker_is_not_followed),
	        CASE(a_journal_made_by_hand_is_followed_where_it_may_be),
	        CASE(a_journal_whose_digest_is_not_its_own_is_not_followed),
	        CASE(a_journal_does_not_lead_through_links),
	        CASE(what_others_put_in_the_way_is_not_removed),
	        CASE(a_file_of_somebody_else_by_that_name_is_left_alone),
	        CASE(many_changes_are_exchanged_with_all_that_stays),
	        CASE(a_page_that_others_changed_is_not_taken_over),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
