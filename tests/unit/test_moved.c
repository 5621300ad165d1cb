/* SPDX-License-Identifier: MIT */
/* Former addresses lead to the document that had them, and to one alone. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "catalog/address.h"
#include "catalog_site.h"

/* "address>path" of all, in their order. */
static void assert_moved(const struct site *site, const char *wanted)
{
	g_autoptr(GString) out = g_string_new(NULL);
	for (uint32_t i = 0; i < site->catalog->moved_count; i++)
		g_string_append_printf(out, "%s%s>%s", i > 0 ? " " : "", site->catalog->moved[i].url,
		                       site->catalog->records[site->catalog->moved[i].record].path);
	if (strcmp(out->str, wanted) != 0)
		report_write(site->report, stderr);
	assert_string_equal(out->str, wanted);
}

static const char *address_of_path(const struct site *site, const char *path)
{
	struct arena *arena = site->fixture.arena;
	return address_of_document(arena, address_id_from_path(arena, path));
}

static void addresses_in_the_site_lead_to_their_document(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md",
	              "former_paths: [zwgk/2013/t1_2.html, doc/k/7/alt.html, a-b.c/x.1.html]");
	site_document(site, "b.md", "former_paths: alt.html");
	site_make(site);
	assert_problems(site, "");
	assert_moved(site, "a-b.c/x.1.html>a.md alt.html>b.md doc/k/7/alt.html>a.md "
	                   "zwgk/2013/t1_2.html>a.md");
}

static void a_path_stands_for_the_address_it_gave(void **state)
{
	struct site *site = *state;
	site_settings(site, "content: public\n");
	site_document(site, "public/a.md", "former_paths: notices/2013/alt.md");
	site_document(site, "public/b.md", "former_paths: public/notices/2013/README.md");
	site_document(site, "public/c.md", "former_paths: /公告/旧.markdown");
	site_make(site);
	assert_problems(site, "");
	assert_int_equal(site->catalog->moved_count, 3);
	static const char *const paths[][2] = {{"notices/2013/alt.md", "public/a.md"},
	                                       {"notices/2013/README.md", "public/b.md"},
	                                       {"公告/旧.markdown", "public/c.md"}};
	for (uint32_t i = 0; i < 3; i++) {
		const char *url = address_of_path(site, paths[i][0]);
		uint32_t at = 0;
		while (at < 3 && strcmp(site->catalog->moved[at].url, url) != 0)
			at++;
		assert_true(at < 3);
		assert_string_equal(site->catalog->records[site->catalog->moved[at].record].path,
		                    paths[i][1]);
	}
}

/* The same that the file would have had, had git not told that it moved. */
static void what_a_file_lost_when_it_got_an_id_is_found_again(void **state)
{
	struct site *site = *state;
	site_document(site, "notices/a.md", "title: x");
	site_make(site);
	g_autofree char *before = g_strdup(need_record(site, "notices/a.md")->url);
	site_document(site, "notices/a.md", "title: x\nid: park\nformer_paths: notices/a.md");
	site_make(site);
	assert_problems(site, "");
	g_autofree char *wanted = g_strconcat(before, ">notices/a.md", NULL);
	assert_moved(site, wanted);
}

static void its_own_address_and_the_same_twice_are_passed_over(void **state)
{
	struct site *site = *state;
	site_document(site, "notices/a.md",
	              "former_paths: [notices/a.md, x.html, x.html, notices/a/index.md]");
	site_make(site);
	assert_problems(site, "");
	assert_moved(site, "x.html>notices/a.md");
}

static void an_address_leads_to_one_document(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "former_paths: [x.html, c.md]");
	site_document(site, "b.md", "former_paths:\n- x.html\n- y.html");
	site_document(site, "c.md", "former_paths: y.html");
	site_make(site);
	assert_problems(site, "a.md:2 former/taken b.md:3 former/taken c.md:2 former/taken");
	assert_said(site, "the address x.html that 'x.html' stands for belongs to a.md");
	assert_moved(site, "x.html>a.md y.html>b.md");
	assert_int_equal(site->report->errors, 3);
}

static void what_cannot_be_an_address_is_told(void **state)
{
	static const char *const wrong[] = {
	        "/zwgk/t1.html",
	        "zwgk/../t1.html",
	        "../t1.html",
	        "zwgk//t1.html",
	        "./t1.html",
	        "zwgk/t1.htm",
	        "zwgk/t1",
	        "zwgk/",
	        "https://x/t1.html",
	        "zwgk/t1.html?a=b",
	        "zwgk/t1.html#a",
	        "政务/t1.html",
	        "zwgk/t 1.html",
	        "zwgk/.html",
	        "zwgk./t1.html",
	        "a.html/t1.html",
	        "aux/t1.html",
	        "zwgk/con.html",
	        "../x.md",
	        "a//x.md",
	        "./x.md",
	        "a/../x.md",
	        "zwgk\\t1.html",
	        ".md",
	        "zwgk/T1.htm",
	        "sitemap.xml/t1.html",
	        "doc/k/7/x.json/t1.html",
	};
	struct site *site = *state;
	g_autoptr(GString) fields = g_string_new("former_paths:");
	for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++)
		g_string_append_printf(fields, "\n- '%s'", wrong[i]);
	g_autofree char *long_name = g_strnfill(200, 'x');
	g_string_append_printf(fields, "\n- %s.html", long_name);
	site_document(site, "a.md", fields->str);
	site_make(site);
	assert_moved(site, "");
	assert_int_equal(site->report->problems->len, G_N_ELEMENTS(wrong) + 1);
	for (unsigned i = 0; i < site->report->problems->len; i++) {
		const struct problem *problem = site->report->problems->pdata[i];
		assert_string_equal(problem->id, "former/form");
		assert_int_equal(problem->line, i + 3);
	}
}

static void capitals_and_our_own_folders_are_told_as_such(void **state)
{
	static const char *const ours[] = {
	        "az/x.html",      "chain/k/7/x.html",  "data/x.html",   "feed/x.html",
	        "file/x.html",    "list/kinds/x.html", "places/x.html", "platform/x.html",
	        "sitemap/x.html", "theme/x.html",      "index.html",    "site-map.html",
	        "LIST/x.html",
	};
	struct site *site = *state;
	g_autoptr(GString) fields = g_string_new("former_paths:");
	for (size_t i = 0; i < G_N_ELEMENTS(ours); i++)
		g_string_append_printf(fields, "\n- %s", ours[i]);
	site_document(site, "a.md", fields->str);
	site_document(site, "b.md", "former_paths: [Zwgk/T1.HTML, lists/x.html, old/index.html]");
	site_make(site);
	assert_moved(site, "lists/x.html>b.md old/index.html>b.md");
	assert_int_equal(site->report->errors, G_N_ELEMENTS(ours) + 1);
	assert_said(site, "addresses have no capital letters; write 'zwgk/t1.html'");
	assert_said(site, "'LIST/x.html' is where the site puts its own pages");
}

static void ten_thousand_former_addresses_are_kept(void **state)
{
	struct site *site = *state;
	g_autoptr(GString) fields = g_string_new("former_paths:");
	for (unsigned i = 0; i < 10000; i++)
		g_string_append_printf(fields, "\n- old/t%u.html", i);
	site_document(site, "a.md", fields->str);
	site_make(site);
	assert_problems(site, "");
	assert_int_equal(site->catalog->moved_count, 10000);
	assert_string_equal(site->catalog->moved[1].url, "old/t1.html");
	assert_string_equal(site->catalog->moved[9999].url, "old/t9999.html");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        SITE_CASE(addresses_in_the_site_lead_to_their_document),
	        SITE_CASE(a_path_stands_for_the_address_it_gave),
	        SITE_CASE(what_a_file_lost_when_it_got_an_id_is_found_again),
	        SITE_CASE(its_own_address_and_the_same_twice_are_passed_over),
	        SITE_CASE(an_address_leads_to_one_document),
	        SITE_CASE(what_cannot_be_an_address_is_told),
	        SITE_CASE(capitals_and_our_own_folders_are_told_as_such),
	        SITE_CASE(ten_thousand_former_addresses_are_kept),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
