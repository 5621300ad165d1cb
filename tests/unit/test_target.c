/* SPDX-License-Identifier: MIT */
/* Where links, pictures and numbers in a text lead, and which files the site gets for them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "catalog/lookup.h"
#include "catalog_site.h"

/* Where the holes of a text lead: a path, with '#anchor', or '-' for nowhere. */
static void assert_targets(const struct site *site, const char *path, const char *wanted)
{
	const struct record *record = need_record(site, path);
	const struct catalog *catalog = site->catalog;
	g_autoptr(GString) out = g_string_new(NULL);
	for (uint32_t i = 0; i < record->target_count; i++) {
		const struct target *target = &record->targets[i];
		g_string_append(out, i > 0 ? " " : "");
		if (target->type == TARGET_NONE)
			g_string_append_c(out, '-');
		else if (target->type == TARGET_RECORD)
			g_string_append(out, catalog->records[target->index].path);
		else
			g_string_append_printf(out, "file:%s",
			                       catalog->assets[target->index].source->path);
		if (target->anchor != NULL)
			g_string_append_printf(out, "#%s", target->anchor);
	}
	assert_string_equal(out->str, wanted);
}

/* ---- links in a text */

static void a_link_leads_to_a_document_as_written_or_as_other_generators_have_it(void **state)
{
	struct site *site = *state;
	site_file(site, "notices/park.md", "x\n");
	site_file(site, "law/README.md", "x\n");
	site_file(site, "bank/_index.md", "x\n");
	site_file(site, "README.md", "x\n");
	site_file(site, "talk/a.md",
	          "[a](../notices/park.md) [b](/notices/park.md) [c](../notices/park) "
	          "[d](../notices/park.html) [e](../law) [f](../law/) [g](../bank) [h](/) "
	          "[i](../)\n");
	site_make(site);
	assert_problems(site, "");
	assert_targets(site, "talk/a.md",
	               "notices/park.md notices/park.md notices/park.md notices/park.md "
	               "law/README.md law/README.md "
	               "bank/_index.md README.md README.md");
}

static void names_of_any_letters_are_found(void **state)
{
	struct site *site = *state;
	site_file(site, "公告/关于 公园.md", "x\n");
	site_file(site, "a.md",
	          "[a](公告/关于%20公园.md) [b](%E5%85%AC%E5%91%8A/关于%20公园.md) [c](<公告/关于 "
	          "公园.md>)\n");
	site_make(site);
	assert_problems(site, "");
	assert_targets(site, "a.md", "公告/关于 公园.md 公告/关于 公园.md 公告/关于 公园.md");
}

static void a_clause_is_linked_where_it_is_there(void **state)
{
	struct site *site = *state;
	site_file(site, "a.md", "# 题\n\n## 一、总则\n\nx\n\n## 二、附则\n\ny\n");
	site_file(site, "b.md", "[a](a.md#s2) [b](a.md#) [c](a.md?x=1#s1) [d](a.md#s9)\n");
	site_make(site);
	assert_problems(site, "b.md:1 link/anchor");
	assert_said(site, "a.md has no heading or clause '#s9'");
	assert_targets(site, "b.md", "a.md#s2 a.md a.md#s1 a.md");
}

static void a_link_that_leads_nowhere_is_told(void **state)
{
	struct site *site = *state;
	site_file(site, "notices/park.md", "x\n");
	site_file(site, "a.md",
	          "[a](park.md)\n\n[b](nosuch.md)\n\n[c](../other/x.md)\n\n![d](nosuch.png)\n");
	site_make(site);
	assert_problems(site,
	                "a.md:1 link/dead a.md:3 link/dead a.md:5 link/outside a.md:7 image/dead");
	assert_said(site, "there is no 'park.md'; did you mean /notices/park.md?");
	assert_said(site, "there is no 'nosuch.md'; give the path of a file");
	assert_said(site, "'../other/x.md' leads out of the repository");
	assert_targets(site, "a.md", "- - - -");
}

static void a_link_to_a_draft_or_outside_the_content_is_none(void **state)
{
	struct site *site = *state;
	site_settings(site, "content: public\n");
	site_document(site, "public/draft.md", "draft: yes");
	site_file(site, "README.md", "x\n");
	site_file(site, "public/a.md", "[a](draft.md)\n\n[b](../README.md)\n\n[c](../LICENSE)\n");
	site_file(site, "LICENSE", "x\n");
	site_make(site);
	assert_problems(site, "public/a.md:1 link/draft public/a.md:3 link/draft");
	assert_targets(site, "public/a.md", "- - file:LICENSE");
}

static void a_link_with_many_suffixes_ends_soon(void **state)
{
	struct site *site = *state;
	g_autoptr(GString) text = g_string_new("[a](x");
	for (unsigned i = 0; i < 100000; i++)
		g_string_append(text, ".html");
	g_string_append(text, ")\n");
	site_file(site, "x.md", "x\n");
	site_file(site, "a.md", text->str);
	site_file(site, "b.md", "[a](x.html.html)\n");
	site_make(site);
	assert_targets(site, "b.md", "-");
}

static void a_number_leads_to_the_one_document_that_bears_it(void **state)
{
	struct site *site = *state;
	site_document(site, "b.md", "number: 国办发〔2013〕100号");
	site_document(site, "c.md", "number: 国办发〔2014〕3号");
	site_document(site, "e.md", "number: 国办发〔2014〕3号");
	site_file(site, "a.md", "按照国办发〔2013〕100号、国办发〔2014〕1号和国办发〔2014〕3号。\n");
	site_file(site, "d.md",
	          "---\nnumber: 国办发〔2014〕2号\n---\n国办发〔2014〕2号，国办发[2013]100号\n");
	site_make(site);
	assert_targets(site, "a.md", "b.md - -");
	assert_targets(site, "d.md", "- b.md");
}

/* ---- files */

static void pictures_and_other_files_become_files_of_the_site(void **state)
{
	struct site *site = *state;
	site_file(site, "images/a.png", "picture");
	site_file(site, "images/same.PNG", "picture");
	site_file(site, "images/same.jpg", "picture");
	site_file(site, "data/b.csv", "1,2\n");
	site_file(site, "data/unused.csv", "3,4\n");
	site_file(site, "talk/a.md",
	          "![a](../images/a.png) ![b](/images/same.PNG) [c](../data/b.csv) "
	          "![d](../images/a.png) "
	          "![e](../images/same.jpg)\n");
	site_make(site);
	assert_problems(site, "");
	assert_targets(site, "talk/a.md",
	               "file:images/a.png file:images/same.PNG file:data/b.csv file:images/a.png "
	               "file:images/same.jpg");
	const struct catalog_file *assets = site->catalog->assets;
	assert_int_equal(site->catalog->asset_count, 4);
	assert_string_equal(assets[0].url,
	                    assets[1].url); /* one content, one suffix but for its case */
	assert_true(g_str_has_suffix(assets[0].url, ".png"));
	assert_true(g_str_has_suffix(assets[3].url, ".jpg"));
	assert_memory_equal(assets[0].url, assets[3].url, strlen(assets[0].url) - strlen("png"));
	assert_int_equal(assets[0].size, strlen("picture"));
	assert_int_equal(assets[2].size, strlen("1,2\n"));
}

static void a_text_is_no_picture(void **state)
{
	struct site *site = *state;
	site_file(site, "b.md", "x\n");
	site_file(site, "a.md", "![a](b.md)\n\n![c](b.html)\n");
	site_make(site);
	assert_problems(site, "a.md:1 image/document a.md:3 image/dead");
	assert_said(site, "'b.md' is a text, no picture; take out the '!' to link to it");
	assert_targets(site, "a.md", "- -");
}

static void a_page_that_leads_to_itself_is_a_link_too(void **state)
{
	struct site *site = *state;
	site_file(site, "a.md", "[a](a.md)\n");
	site_make(site);
	assert_problems(site, "");
	assert_targets(site, "a.md", "a.md");
}

/* ---- files that front matter names */

static void assert_field_targets(const struct site *site, const char *path, const char *wanted)
{
	const struct record *record = need_record(site, path);
	g_autoptr(GString) out = g_string_new(NULL);
	for (uint32_t i = 0; i < record->field_target_count; i++) {
		const struct field_target *found = &record->field_targets[i];
		const struct catalog *catalog = site->catalog;
		g_string_append_printf(out, "%s%s/%u=%s", i > 0 ? " " : "", found->field->key,
		                       found->item,
		                       found->target.type == TARGET_FILE
		                               ? catalog->assets[found->target.index].source->path
		                               : catalog->records[found->target.index].path);
	}
	assert_string_equal(out->str, wanted);
}

static void files_of_front_matter_are_found_beside_the_document(void **state)
{
	struct site *site = *state;
	site_file(site, "notices/a.pdf", "pdf");
	site_file(site, "images/a.png", "picture");
	site_document(site, "notices/annex.md", "title: 附件");
	site_document(site, "notices/draft.md", "draft: yes");
	site_document(site, "notices/a.md",
	              "attachments:\n- a.pdf\n- nosuch.pdf\n- annex.md\n- draft.md\n- ../../x\n"
	              "- /images/a.png\nimage: /images/a.png");
	site_make(site);
	assert_problems(
	        site,
	        "notices/a.md:4 field/file notices/a.md:6 link/draft notices/a.md:7 field/file");
	assert_said(
	        site,
	        "'attachments' names 'nosuch.pdf', and there is no such file beside this document");
	assert_field_targets(
	        site, "notices/a.md",
	        "topics/0=notices/a.md image/0=images/a.png attachments/0=notices/a.pdf "
	        "attachments/2=notices/annex.md "
	        "attachments/5=images/a.png");
	assert_int_equal(site->catalog->asset_count, 2);
}

/* ---- paths */

static void paths_are_resolved_from_the_document_or_the_content_folder(void **state)
{
	(void)state;
	static const struct {
		const char *content;
		const char *from;
		const char *target;
		const char *wanted; /* NULL: out of the repository */
	} cases[] = {
	        {"", "a.md", "b.md", "b.md"},
	        {"", "n/a.md", "b.md", "n/b.md"},
	        {"", "n/a.md", "./b.md", "n/b.md"},
	        {"", "n/a.md", "../b.md", "b.md"},
	        {"", "n/a.md", "/b.md", "b.md"},
	        {"", "n/m/a.md", "..//.././b.md", "b.md"},
	        {"", "n/a.md", "", "n"},
	        {"", "n/a.md", ".", "n"},
	        {"", "n/a.md", "..", ""},
	        {"", "n/a.md", "../..", NULL},
	        {"", "a.md", "../a.md", NULL},
	        {"", "a.md", "x/../../a.md", NULL},
	        {"", "a.md", "/../a.md", NULL},
	        {"public", "public/n/a.md", "/b.md", "public/b.md"},
	        {"public", "public/n/a.md", "/../b.md", "b.md"},
	        {"public", "public/n/a.md", "/../../b.md", NULL},
	        {"public", "public/n/a.md", "../../b.md", "b.md"},
	        {"", "公告/a.md", "附件 1.pdf", "公告/附件 1.pdf"},
	        {"", "a.md", "...", "..."},
	        {"", "a.md", "c:\\x", "c:\\x"},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct settings settings = settings_default();
		settings.content = cases[i].content;
		const struct catalog catalog = {.settings = &settings};
		g_autofree char *path = lookup_resolve(&catalog, cases[i].from, cases[i].target);
		if (g_strcmp0(path, cases[i].wanted) != 0)
			fail_msg("%s from %s: %s", cases[i].target, cases[i].from,
			         path == NULL ? "NULL" : path);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        SITE_CASE(a_link_leads_to_a_document_as_written_or_as_other_generators_have_it),
	        SITE_CASE(names_of_any_letters_are_found),
	        SITE_CASE(a_clause_is_linked_where_it_is_there),
	        SITE_CASE(a_link_that_leads_nowhere_is_told),
	        SITE_CASE(a_link_to_a_draft_or_outside_the_content_is_none),
	        SITE_CASE(a_link_with_many_suffixes_ends_soon),
	        SITE_CASE(a_number_leads_to_the_one_document_that_bears_it),
	        SITE_CASE(pictures_and_other_files_become_files_of_the_site),
	        SITE_CASE(a_text_is_no_picture),
	        SITE_CASE(a_page_that_leads_to_itself_is_a_link_too),
	        SITE_CASE(files_of_front_matter_are_found_beside_the_document),
	        SITE_CASE(paths_are_resolved_from_the_document_or_the_content_folder),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
