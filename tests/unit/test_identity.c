/* SPDX-License-Identifier: MIT */
/* Ids and addresses are for ever: neither moves nor new documents change them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "catalog_site.h"

static void move(const struct site *site, const char *from, const char *to)
{
	g_autofree char *folder = g_path_get_dirname(to);
	sandbox_do(&site->sandbox, "r", "mkdir -p '%s' && git mv '%s' '%s'", folder, from, to);
}

static void an_id_is_written_or_made_from_the_path(void **state)
{
	struct site *site = *state;
	site_document(site, "notices/a.md", "id: gbf-2013-100");
	site_document(site, "notices/b.md", "title: x");
	site_document(site, "公园.md", "id: ''");
	site_make(site);
	assert_problems(site, "");
	assert_string_equal(need_record(site, "notices/a.md")->id, "gbf-2013-100");
	assert_true(g_str_has_suffix(need_record(site, "notices/a.md")->url, "/gbf-2013-100.html"));
	assert_string_equal(need_record(site, "notices/b.md")->id, "notices.b");
	assert_true(g_str_has_prefix(need_record(site, "公园.md")->id, "x-"));
}

static void the_content_folder_is_no_part_of_an_id(void **state)
{
	struct site *site = *state;
	site_settings(site, "content: public\n");
	site_document(site, "public/notices/a.md", "title: x");
	site_document(site, "public/public/a.md", "title: x");
	site_make(site);
	assert_string_equal(need_record(site, "public/notices/a.md")->id, "notices.a");
	assert_string_equal(need_record(site, "public/public/a.md")->id, "public.a");
}

static void an_id_that_is_none_is_told_and_made_from_the_path(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "id: ../../etc/passwd");
	site_document(site, "b.md", "id: Park");
	site_document(site, "c.md", "title: x\nid: notices.b");
	site_make(site);
	assert_problems(site, "a.md:2 document/id b.md:2 document/id c.md:3 document/id");
	assert_said(site, "'Park' cannot be an id; write 1 to 64 of a-z, 0-9 and '-'");
	assert_string_equal(need_record(site, "a.md")->id, "a");
	assert_string_equal(need_record(site, "b.md")->id, "b");
}

static void the_name_of_a_device_can_be_an_id(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "id: con");
	site_document(site, "nul.md", "title: x");
	site_document(site, "aux/b.md", "title: x");
	site_make(site);
	assert_problems(site, "");
	assert_true(g_str_has_suffix(need_record(site, "a.md")->url, "/con-.html"));
	assert_true(g_str_has_suffix(need_record(site, "nul.md")->url, "/nul-.html"));
	assert_true(g_str_has_suffix(need_record(site, "aux/b.md")->url, "/aux-.b.html"));
}

static void one_id_in_two_documents_is_told_and_the_older_keeps_it(void **state)
{
	struct site *site = *state;
	site_document(site, "b.md", "id: park");
	site_commit(site);
	site_document(site, "a.md", "title: x\nid: park");
	site_make(site);
	assert_problems(site, "a.md:3 document/id-twice");
	assert_said(site, "the id 'park' is that of b.md already");
	assert_string_equal(need_record(site, "b.md")->id, "park");
	const char *id = need_record(site, "a.md")->id;
	assert_true(g_str_has_prefix(id, "park-"));
	assert_int_equal(strlen(id), strlen("park-") + 10);
}

static void an_older_document_keeps_its_address_against_a_written_id(void **state)
{
	struct site *site = *state;
	site_document(site, "park.md", "title: x");
	site_commit(site);
	site_document(site, "a.md", "id: park");
	site_make(site);
	assert_problems(site, "a.md:2 document/id-twice");
	assert_string_equal(need_record(site, "park.md")->id, "park");
	assert_true(g_str_has_prefix(need_record(site, "a.md")->id, "park-"));
}

static void a_moved_document_keeps_its_id(void **state)
{
	struct site *site = *state;
	site_document(site, "notices/a.md", "title: x\nkeywords: [a, b, c]");
	site_commit(site);
	move(site, "notices/a.md", "archive/2013/park.md");
	site_commit(site);
	site_document(site, "notices/a.md", "title: another\nsummary: that took its place");
	site_make(site);
	assert_problems(site, "");
	assert_string_equal(need_record(site, "archive/2013/park.md")->id, "notices.a");
	assert_true(g_str_has_prefix(need_record(site, "notices/a.md")->id, "notices.a-"));
}

/* README.md and index.md of one folder are both the page of that folder. */
static void two_pages_of_one_folder_keep_their_ids_when_one_is_moved(void **state)
{
	struct site *site = *state;
	site_document(site, "law/bank/README.md", "title: readme\nkeywords: [first, of, all]");
	site_document(site, "law/bank/index.md", "title: index\nsummary: something else entirely");
	site_document(site, "law/bank/_index.md", "title: underscored\ncolour: blue\nsample: true");
	site_make(site);
	assert_problems(site, "");
	static const char *const paths[] = {"law/bank/README.md", "law/bank/_index.md",
	                                    "law/bank/index.md"};
	char *ids[3];
	for (size_t i = 0; i < 3; i++)
		ids[i] = g_strdup(need_record(site, paths[i])->id);
	assert_string_equal(ids[0], "law.bank");
	assert_true(g_str_has_prefix(ids[1], "law.bank-"));
	assert_true(g_str_has_prefix(ids[2], "law.bank-"));
	assert_string_not_equal(ids[1], ids[2]);
	move(site, "law/bank/README.md", "zoo/1.md");
	move(site, "law/bank/index.md", "zoo/2.md");
	move(site, "law/bank/_index.md", "ark/3.md");
	site_make(site);
	assert_string_equal(need_record(site, "zoo/1.md")->id, ids[0]);
	assert_string_equal(need_record(site, "ark/3.md")->id, ids[1]);
	assert_string_equal(need_record(site, "zoo/2.md")->id, ids[2]);
	for (size_t i = 0; i < 3; i++)
		g_free(ids[i]);
}

static void new_documents_change_no_id(void **state)
{
	struct site *site = *state;
	site_document(site, "m/a.md", "title: x");
	site_document(site, "m/a.markdown",
	              "title: y\nsummary: in the same folder, under the same name");
	site_make(site);
	g_autofree char *first = g_strdup(need_record(site, "m/a.markdown")->id);
	g_autofree char *second = g_strdup(need_record(site, "m/a.md")->id);
	assert_string_equal(first, "m.a");
	assert_string_not_equal(first, second);
	site_document(site, "a/a.md", "title: z");
	site_document(site, "m/0.md", "title: z");
	site_document(site, "z.md", "title: z");
	site_make(site);
	assert_string_equal(need_record(site, "m/a.markdown")->id, first);
	assert_string_equal(need_record(site, "m/a.md")->id, second);
}

static void every_id_and_address_is_unique(void **state)
{
	struct site *site = *state;
	static const char *const paths[] = {
	        "a/b.md",        "a.b.md",       "a-b.md",       "A/b.md", "a/B.md",
	        "a/b/README.md", "a/b/index.md", "a/b.markdown", "a/b.MD", "a_b.md"};
	for (size_t i = 0; i < G_N_ELEMENTS(paths); i++)
		site_document(site, paths[i], i % 2 == 0 ? "id: same" : "title: x");
	site_make(site);
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	for (uint32_t i = 0; i < site->catalog->record_count; i++) {
		assert_true(g_hash_table_add(seen, (void *)site->catalog->records[i].id));
		assert_true(g_hash_table_add(seen, (void *)site->catalog->records[i].url));
	}
	assert_int_equal(site->catalog->record_count, G_N_ELEMENTS(paths));
	assert_int_equal(site->report->errors, 4);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        SITE_CASE(an_id_is_written_or_made_from_the_path),
	        SITE_CASE(the_content_folder_is_no_part_of_an_id),
	        SITE_CASE(an_id_that_is_none_is_told_and_made_from_the_path),
	        SITE_CASE(the_name_of_a_device_can_be_an_id),
	        SITE_CASE(one_id_in_two_documents_is_told_and_the_older_keeps_it),
	        SITE_CASE(an_older_document_keeps_its_address_against_a_written_id),
	        SITE_CASE(a_moved_document_keeps_its_id),
	        SITE_CASE(two_pages_of_one_folder_keep_their_ids_when_one_is_moved),
	        SITE_CASE(new_documents_change_no_id),
	        SITE_CASE(every_id_and_address_is_unique),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
