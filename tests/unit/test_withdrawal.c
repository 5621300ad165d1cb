/* SPDX-License-Identifier: MIT */
/* A document that was taken back keeps its address, reason and date; nothing of its text leaves. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "catalog_site.h"
#include "pages/body.h"

#define WITHDRAWN "withdrawn: {date: 2020-01-02, reason: 含个人信息}"

static void assert_withdrawn(const struct site *site, const char *path)
{
	const struct record *record = need_record(site, path);
	assert_true(record_is_withdrawn(record));
	assert_string_equal(record->summary, "");
	assert_int_equal(record->target_count, 0);
	assert_field(site, path, "keywords", "nothing");
}

static void a_withdrawn_document_says_when_and_why(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "title: x\n" WITHDRAWN);
	site_document(site, "b.md", "撤回:\n  日期: 2020年1月2日\n  原因: 含个人信息");
	site_document(site, "c.md", "title: x");
	site_document(site, "d.md", "kind: decision\nnumber: 国办发〔2013〕1号\n" WITHDRAWN);
	site_make(site);
	assert_problems(site, "");
	static const char *const paths[] = {"a.md", "b.md", "d.md"};
	for (size_t i = 0; i < G_N_ELEMENTS(paths); i++) {
		assert_withdrawn(site, paths[i]);
		assert_date(need_record(site, paths[i])->withdrawal.on, "2020-01-02");
		assert_string_equal(need_record(site, paths[i])->withdrawal.reason, "含个人信息");
	}
	assert_false(record_is_withdrawn(need_record(site, "c.md")));
	assert_false(date_is_set(need_record(site, "c.md")->withdrawal.on));
	assert_null(need_record(site, "c.md")->withdrawal.reason);
}

static void what_stays_and_what_goes(void **state)
{
	struct site *site = *state;
	site_document(site, "b.md", "title: y");
	site_file(site, "公园/a.md",
	          "---\nid: park\ntitle: 标题\nsummary: 秘密\nnumber: 国办发〔2013〕1号\n"
	          "written_on: 2013-01-01\nprinted_on: 2013-01-02\npublished_on: 2013-01-03\n"
	          "effective_on: 2013-02-01\nissuing_organ: 市政府\ntopics: 秘密\ncolour: red\n"
	          "keywords: [秘密]\nurgent: yes\ntheme: t1\nsample: yes\nstatus: in_force\n"
	          "status_basis: 秘密\ncites: ../b.md\nformer_paths: old/x.html\n" WITHDRAWN
	          "\n---\n# 秘密\n\n秘密[b](../b.md)\n");
	site_make(site);
	assert_problems(site, "");
	const char *path = "公园/a.md";
	const struct record *record = need_record(site, path);
	assert_withdrawn(site, path);
	static const char *const fields[][2] = {
	        {"theme", "t1"},
	        {"title", "标题"},
	        {"summary", "nothing"},
	        {"id", "park"},
	        {"number", "国办发〔2013〕1号"},
	        {"topics", "nothing"},
	        {"published_on", "2013-01-03"},
	        {"colour", "nothing"},
	        {"written_on", "2013-01-01"},
	        {"keywords", "nothing"},
	        {"printed_on", "2013-01-02"},
	        {"urgent", "nothing"},
	        {"effective_on", "2013-02-01"},
	        {"status", "nothing"},
	        {"issuing_organ", "市政府"},
	        {"status_basis", "nothing"},
	        {"sample", "true"},
	        {"former_paths", "old/x.html"},
	        {"cites", "../b.md"},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(fields); i++)
		assert_field(site, path, fields[i][0], fields[i][1]);
	assert_string_equal(record->id, "park");
	assert_string_equal(record->title, "标题");
	assert_string_equal(record->organ, "市政府");
	assert_null(record->validity.basis);
	assert_int_equal(record->tie_count, 1);
	assert_int_equal(need_record(site, "b.md")->tie_count, 1);
	assert_int_equal(site->catalog->axes[0].count, 1); /* of organs */
	assert_int_equal(site->catalog->axes[1].count, 0); /* of topics */
	assert_int_equal(site->catalog->newest_count, 2);
	assert_null(memmem(record->fields, record->fields_length, "秘密", strlen("秘密")));
}

static void files_go_unless_another_document_shows_them(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "image: one.png\nattachments: [two.pdf, three.pdf]\n" WITHDRAWN);
	site_file(site, "b.md", "---\nattachments: three.pdf\n---\n");
	site_file(site, "c.md", "---\n" WITHDRAWN "\n---\n![x](four.png) [y](gone.md#z)\n");
	site_file(site, "one.png", "1");
	site_file(site, "two.pdf", "2");
	site_file(site, "three.pdf", "3");
	site_file(site, "four.png", "4");
	site_make(site);
	assert_problems(site, "");
	assert_int_equal(site->catalog->asset_count, 1);
	assert_string_equal(site->catalog->assets[0].source->path, "three.pdf");
	assert_int_equal(need_record(site, "a.md")->field_target_count, 0);
}

static void a_heading_within_its_text_is_no_title(void **state)
{
	struct site *site = *state;
	site_file(site, "a.md", "---\n" WITHDRAWN "\n---\n秘密\n\n## 秘密\n");
	site_file(site, "b.md", "---\n" WITHDRAWN "\n---\n# 一、秘密\n");
	site_file(site, "c.md", "---\n" WITHDRAWN "\n---\n# 名称\n\n秘密\n");
	site_make(site);
	assert_problems(site, "");
	assert_string_equal(need_record(site, "a.md")->title, "a");
	assert_string_equal(need_record(site, "b.md")->title, "b");
	assert_string_equal(need_record(site, "c.md")->title, "名称");
}

static void links_to_a_withdrawn_document_lead_to_its_page(void **state)
{
	struct site *site = *state;
	site_file(site, "a.md", "---\n" WITHDRAWN "\n---\n# 一、甲\n\n# 二、乙\n");
	site_file(site, "b.md", "[x](a.md) [y](a.md#s2) [z](a.md#nosuch)\n");
	site_make(site);
	assert_problems(site, "");
	const struct record *record = need_record(site, "b.md");
	assert_int_equal(record->target_count, 3);
	for (uint32_t i = 0; i < 3; i++) {
		assert_int_equal(record->targets[i].type, TARGET_RECORD);
		assert_null(record->targets[i].anchor);
	}
}

static void its_text_is_never_written(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", WITHDRAWN);
	site_document(site, "b.md", "title: x");
	site_make(site);
	char html[] = "secret";
	const struct fragment fragment = {.html = html, .html_length = strlen(html)};
	g_autoptr(Arena) arena = arena_new();
	const struct body_blocks none = {0};
	const struct body_place place = {.root = "", .base = ""};
	struct value pieces;
	struct value outside;
	assert_true(body_make(arena, site->catalog, need_record(site, "a.md"), &fragment, &place,
	                      &none, &pieces, &outside));
	assert_int_equal(pieces.count, 0);
	assert_true(body_make(arena, site->catalog, need_record(site, "b.md"), &fragment, &place,
	                      &none, &pieces, &outside));
	assert_int_equal(pieces.count, 1);
	assert_string_equal(value_get(&pieces.items[0], "html")->text, "secret");
}

static void an_incomplete_withdrawal_is_told_and_withdraws(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "withdrawn: {date: 2020-01-02}");
	site_document(site, "b.md", "withdrawn: {reason: x}");
	site_document(site, "c.md", "withdrawn:\n  date:\n  reason:");
	site_make(site);
	assert_problems(site, "a.md:0 field/required b.md:0 field/required c.md:0 withdrawn/empty");
	assert_said(site, "'withdrawn' needs 'reason' (原因) below it");
	assert_withdrawn(site, "a.md");
	assert_date(need_record(site, "a.md")->withdrawal.on, "2020-01-02");
	assert_null(need_record(site, "a.md")->withdrawal.reason);
	assert_withdrawn(site, "b.md");
	assert_string_equal(need_record(site, "b.md")->withdrawal.reason, "x");
	assert_withdrawn(site, "c.md");
}

static void a_withdrawal_that_cannot_be_read_withdraws(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "withdrawn: 2020-01-02");
	site_document(site, "b.md", "withdrawn: [yes]");
	site_document(site, "c.md", "withdrawn: {date: someday, reason: x}");
	site_document(site, "d.md", "withdrawn: {date: 2020-01-02, raeson: x}");
	site_document(site, "e.md", "withdrawn:\n");
	site_document(site, "f.md", "Withdrawn: yes");
	site_document(site, "g.md", "withdrawm: {date: 2020-01-02, reason: x}");
	site_document(site, "h.md", "withdrawn: no\n撤下: yes");
	site_make(site);
	for (unsigned i = 0; i < 8; i++) {
		char path[] = {(char)('a' + (int)i), '.', 'm', 'd', '\0'};
		assert_withdrawn(site, path);
	}
	assert_problems(site, "a.md:2 field/form b.md:2 field/form c.md:2 field/date "
	                      "d.md:2 field/part e.md:0 withdrawn/empty f.md:2 field/form "
	                      "g.md:2 field/key h.md:3 field/form");
}

static void a_plain_no_withdraws_nothing(void **state)
{
	struct site *site = *state;
	site_settings(site, "defaults: {old/: {withdrawn: {date: 2020-01-02, reason: x}}}\n"
	                    "fields: {revoked: withdrawn}\n");
	site_document(site, "a.md", "withdrawn: no");
	site_document(site, "b.md", "withdrawn: 否");
	site_document(site, "old/c.md", "title: x");
	site_document(site, "old/d.md", "withdrawn: false");
	site_document(site, "e.md", "revoked: {date: 2020-01-02, reason: x}");
	site_make(site);
	assert_problems(site, "");
	assert_false(record_is_withdrawn(need_record(site, "a.md")));
	assert_false(record_is_withdrawn(need_record(site, "b.md")));
	assert_withdrawn(site, "old/c.md");
	assert_false(record_is_withdrawn(need_record(site, "old/d.md")));
	assert_field(site, "old/d.md", "withdrawn", "nothing");
	assert_withdrawn(site, "e.md");
}

/* In this schema organs have no such field. */
static void a_kind_without_the_field_can_be_withdrawn(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "kind: organ\ntitle: x\nshort_names: [y]\n" WITHDRAWN);
	site_document(site, "b.md", "issuing_organ: y");
	site_document(site, "c.md", "issuing_organ: x");
	site_make(site);
	assert_problems(site, "a.md:0 withdrawn/empty a.md:5 field/other-kind");
	assert_true(record_is_withdrawn(need_record(site, "a.md")));
	assert_int_equal(site->catalog->axes[0].count, 1); /* its names still mean it */
}

static void front_matter_that_cannot_be_read_may_have_said_withdrawn(void **state)
{
	struct site *site = *state;
	site_file(site, "a.md", "---\nwithdrawn: {date: 2020\ntitle: [\n---\nsecret\n");
	site_file(site, "b.md", "---\ntitle: \"x\n撤下:\n  日期: 2020-01-02\n---\nsecret\n");
	site_file(site, "c.md", "---\r\"撤回\": [\r---\rsecret\r");
	site_file(site, "d.md", "\n---\nwithdrawn:\n  date: 2020-01-02\n---\nsecret\n");
	site_file(site, "e.md", "---\ntitle: [\n暂不发布: yes\n---\nsecret\n");
	site_file(site, "f.md", "---\ntitle: [\n---\npublic\n");
	site_make(site);
	assert_int_equal(site->catalog->record_count, 1);
	need_record(site, "f.md");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        SITE_CASE(a_withdrawn_document_says_when_and_why),
	        SITE_CASE(what_stays_and_what_goes),
	        SITE_CASE(files_go_unless_another_document_shows_them),
	        SITE_CASE(a_heading_within_its_text_is_no_title),
	        SITE_CASE(links_to_a_withdrawn_document_lead_to_its_page),
	        SITE_CASE(its_text_is_never_written),
	        SITE_CASE(an_incomplete_withdrawal_is_told_and_withdraws),
	        SITE_CASE(a_withdrawal_that_cannot_be_read_withdraws),
	        SITE_CASE(a_plain_no_withdraws_nothing),
	        SITE_CASE(a_kind_without_the_field_can_be_withdrawn),
	        SITE_CASE(front_matter_that_cannot_be_read_may_have_said_withdrawn),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
