/* SPDX-License-Identifier: MIT */
/* From a Markdown file to a record: whatever its front matter holds. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "catalog_site.h"

/* ---- the kind */

static void a_document_is_of_the_kind_it_names_by_any_name(void **state)
{
	struct site *site = *state;
	site_file(site, "a.md", "text\n");
	site_document(site, "b.md", "kind: decision\nnumber: 国办发〔2013〕100号");
	site_document(site, "c.md", "类型: 部门");
	site_document(site, "d.md", "kind: ''");
	site_document(site, "e.md", "kind:");
	site_make(site);
	assert_problems(site, "");
	assert_string_equal(need_record(site, "a.md")->kind->name, "notice");
	assert_string_equal(need_record(site, "b.md")->kind->name, "decision");
	assert_string_equal(need_record(site, "c.md")->kind->name, "organ");
	assert_string_equal(need_record(site, "d.md")->kind->name, "notice");
	assert_string_equal(need_record(site, "e.md")->kind->name, "notice");
}

static void a_kind_that_does_not_exist_is_told_and_the_document_stays(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "title: x\nkind: notise");
	site_document(site, "b.md", "kind: sculpture");
	site_document(site, "c.md", "kind: [notice]");
	site_document(site, "d.md", "kind: {a: b}");
	site_make(site);
	assert_problems(site, "a.md:3 document/kind b.md:2 document/kind c.md:2 document/kind "
	                      "d.md:2 document/kind");
	assert_said(site, "'notise' is no kind of document; did you mean 'notice'?");
	assert_said(
	        site,
	        "'sculpture' is no kind of document; write one of: decision, notice, organ, topic");
	assert_said(site, "'kind' must be one word, such as notice");
	assert_string_equal(need_record(site, "c.md")->kind->name, "notice");
}

/* ---- defaults and foreign names */

static void what_is_written_comes_before_the_folder_and_that_before_the_kind(void **state)
{
	struct site *site = *state;
	site_settings(site, "defaults:\n"
	                    "  notices/old/: {colour: 蓝}\n"
	                    "  notices/: {kind: decision, number: 国办发〔2013〕1号, colour: 红, "
	                    "summary: of the folder}\n"
	                    "  决定: {summary: of the kind, keywords: [a, b]}\n"
	                    "  organs/: {类型: organ}\n");
	site_document(site, "notices/a.md", "summary: own");
	site_document(site, "notices/b.md", "kind: notice");
	site_document(site, "notices/c.md", "summary: ''\nkeywords: []");
	site_document(site, "notices/old/d.md", "kind: decision\nnumber: 国办发〔2013〕2号");
	site_document(site, "notices.md", "title: x");
	site_document(site, "organs/e.md", "title: y");
	site_make(site);
	assert_problems(site, "");
	assert_field(site, "notices/a.md", "summary", "own");
	assert_field(site, "notices/a.md", "colour", "red");
	assert_field(site, "notices/a.md", "keywords", "a|b");
	assert_string_equal(need_record(site, "notices/b.md")->kind->name, "notice");
	assert_field(site, "notices/b.md", "keywords", "nothing");
	assert_field(site, "notices/c.md", "summary", "of the folder");
	assert_field(site, "notices/c.md", "keywords", "a|b");
	assert_field(site, "notices/old/d.md", "colour", "blue");
	assert_field(site, "notices/old/d.md", "summary", "of the kind");
	assert_field(site, "notices.md", "colour", "nothing");
	assert_string_equal(need_record(site, "organs/e.md")->kind->name, "organ");
}

static void folders_of_defaults_lie_below_the_content_folder(void **state)
{
	struct site *site = *state;
	site_settings(
	        site,
	        "content: public\ndefaults: {notices/: {colour: 红}, public/: {colour: 蓝}}\n");
	site_document(site, "public/notices/a.md", "title: x");
	site_document(site, "notices/b.md", "title: y");
	site_document(site, "publicity/c.md", "title: z");
	site_make(site);
	assert_field(site, "public/notices/a.md", "colour", "red");
	assert_int_equal(site->catalog->record_count, 1);
}

static void a_default_that_cannot_be_read_is_told_once_at_its_place(void **state)
{
	struct site *site = *state;
	site_settings(site, "defaults:\n  notices/:\n    published_on: soon\n    colour: 红\n");
	site_document(site, "notices/a.md", "title: x");
	site_document(site, "notices/b.md", "title: y");
	site_document(site, "notices/c.md", "title: z\npublished_on: 2013-10-01");
	site_make(site);
	assert_problems(site, "site.yml:3 field/date");
	assert_field(site, "notices/a.md", "colour", "red");
}

static void foreign_names_stand_for_fields(void **state)
{
	struct site *site = *state;
	site_settings(site, "fields: {name: title, date: 发布日期, category: kind, title: summary, "
	                    "summary: summary}\n");
	site_document(
	        site, "a.md",
	        "name: 公园\ndate: 2013-10-01\ncategory: decision\nnumber: 国办发〔2013〕1号\n"
	        "title: about");
	site_document(site, "b.md", "summary: itself");
	site_make(site);
	assert_problems(site, "");
	assert_string_equal(need_record(site, "a.md")->title, "公园");
	assert_string_equal(need_record(site, "a.md")->summary, "about");
	assert_string_equal(need_record(site, "a.md")->kind->name, "decision");
	assert_date(need_record(site, "a.md")->published_on, "2013-10-01");
	assert_string_equal(need_record(site, "b.md")->summary, "itself");
}

/* ---- fields */

static void a_mistyped_key_is_told_with_the_nearest(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "titel: x\nkeyword: y\n发布日其: 2013-10-01");
	site_document(site, "b.md", "kind: organ\nshort_name: y");
	site_make(site);
	assert_problems(site,
	                "a.md:2 field/key a.md:3 field/key a.md:4 field/key b.md:3 field/key");
	assert_said(site, "'titel' is no field of this kind of document; did you mean 'title'?");
	assert_said(site, "did you mean '发布日期'?");
}

static void an_unknown_key_is_told_once_for_all_files(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "title: x\nlayout: post\npermalink_of: a");
	site_document(site, "b.md", "layout: post\nkind: organ");
	site_document(site, "c.md", "layout: post");
	site_make(site);
	assert_problems(site, "a.md:3 field/unknown a.md:4 field/unknown");
	assert_said(site, "'layout' is no field and is not shown (in 3 files, this is the first)");
	assert_said(site, "'permalink_of' is no field and is not shown (in 1 file)");
}

/* The word is sought anew in each kind, for they have other fields. */
static void a_key_unknown_to_one_kind_may_be_mistyped_in_another(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "kind: organ\ncolours: 红");
	site_document(site, "b.md", "kind: notice\ncolours: 红");
	site_document(site, "c.md", "kind: organ\ncolours: 红");
	site_make(site);
	assert_problems(site, "a.md:3 field/unknown b.md:3 field/key");
	assert_said(site, "(in 2 files");
}

static void a_field_of_another_kind_is_told_with_that_kind(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "short_names: x");
	site_document(site, "b.md", "kind: organ\n文号: 国办发〔2013〕1号");
	site_make(site);
	assert_problems(site, "a.md:2 field/other-kind b.md:3 field/other-kind");
	assert_said(site, "'short_names' is no field of kind 'notice'");
	assert_said(site, "'文号' is no field of kind 'organ'");
	assert_field(site, "a.md", "short_names", "nothing");
}

/* In other people's documents it names the genre. */
static void a_type_that_is_no_kind_is_no_mistake_in_the_kind(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "类型: 通知");
	site_document(site, "b.md", "类型: [公文]");
	site_make(site);
	assert_problems(site, "a.md:2 field/unknown");
	assert_string_equal(need_record(site, "a.md")->kind->name, "notice");
}

static void a_field_written_under_two_names_is_told(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "title: one\n标题: two\n名称: ''");
	site_document(site, "b.md", "title: ~\n标题: two");
	site_make(site);
	assert_problems(site, "a.md:3 field/twice");
	assert_said(site, "'标题' is another name of 'title', which is written above; this value "
	                  "is not used");
	assert_string_equal(need_record(site, "a.md")->title, "one");
	assert_string_equal(need_record(site, "b.md")->title, "two");
}

static void what_a_kind_requires_is_asked_for(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "kind: decision");
	site_document(site, "b.md", "kind: decision\nnumber: ''");
	site_document(site, "c.md", "kind: decision\ncolour: [[x]]"); /* first things first */
	site_make(site);
	assert_problems(site, "a.md:0 field/required b.md:0 field/required c.md:3 field/form");
	assert_said(site,
	            "a document of kind 'decision' needs 'number' (文号) in its front matter");
}

static void values_of_any_form_are_refused_or_read(void **state)
{
	struct site *site = *state;
	site_document(
	        site, "a.md",
	        "title: [x]\nsummary: {a: b}\nnumber: [1]\npublished_on: {a: b}\nstatus: "
	        "[in_force]\n"
	        "issuing_organ: {name: x}\ntopics: [[x]]\nsample: [yes]\nid: [x]\nimage: [a.png]\n"
	        "attachments: {a: b}\ninterprets: [{a: b}]\nkeywords: [[[[]]]]");
	site_make(site);
	assert_int_equal(site->report->errors, 13);
	for (unsigned i = 0; i < site->report->problems->len; i++) {
		const struct problem *problem = site->report->problems->pdata[i];
		assert_string_equal(problem->id, "field/form");
		assert_int_equal(problem->line, i + 2);
	}
	assert_string_equal(need_record(site, "a.md")->title, "a");
}

static void front_matter_that_cannot_be_read_leaves_a_document(void **state)
{
	struct site *site = *state;
	site_file(site, "a.md", "---\ntitle: [\n---\n# 公园\n\ntext\n");
	site_file(site, "b.md", "---\n- a\n- b\n---\n# 绿地\n");
	site_make(site);
	assert_problems(site, "a.md:3 yaml/syntax b.md:1 front-matter/rule");
	assert_string_equal(need_record(site, "a.md")->title, "公园");
	assert_string_equal(need_record(site, "b.md")->title, "绿地");
}

static void ten_thousand_values_make_a_record(void **state)
{
	struct site *site = *state;
	g_autoptr(GString) text = g_string_new("keywords:\n");
	for (unsigned i = 0; i < 10000; i++)
		g_string_append_printf(text, "- w%u\n", i);
	g_string_append(text, "topics:\n");
	for (unsigned i = 0; i < 2000; i++)
		g_string_append_printf(text, "- t%u\n", i);
	g_string_truncate(text, text->len - 1);
	site_document(site, "a.md", text->str);
	site_make(site);
	assert_problems(site, "");
	assert_int_equal(site->catalog->axes[1].count, 2000);
	g_autofree char *shown = show_field(site, "a.md", "keywords");
	assert_true(g_str_has_suffix(shown, "|w9999"));
}

/* ---- titles and summaries */

static void a_title_is_written_or_the_first_heading_or_the_name_of_the_file(void **state)
{
	struct site *site = *state;
	site_file(site, "a.md", "---\ntitle: written\n---\n# heading\n");
	site_file(site, "b.md", "# heading\n\ntext\n");
	site_file(site, "公园 开放.md", "text\n");
	site_file(site, "notices/README.md", "text\n");
	site_file(site, "law/index.md", "text\n");
	site_file(site, "bank/_index.md", "text\n");
	site_file(site, "README.md", "");
	site_file(site, "v1.2.md", "text\n");
	site_document(site, "c.md", "title: 　");
	site_make(site);
	assert_problems(site, "");
	static const char *const titles[][2] = {
	        {"a.md", "written"},
	        {"b.md", "heading"},
	        {"公园 开放.md", "公园 开放"},
	        {"notices/README.md", "notices"},
	        {"law/index.md", "law"},
	        {"bank/_index.md", "bank"},
	        {"README.md", "README.md"},
	        {"v1.2.md", "v1.2"},
	        {"c.md", "c"},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(titles); i++)
		assert_string_equal(need_record(site, titles[i][0])->title, titles[i][1]);
}

static void a_very_long_title_is_kept(void **state)
{
	struct site *site = *state;
	g_autofree char *title = g_strnfill(60000, 'x');
	g_autofree char *fields =
	        g_strdup_printf("title: %s\nissuing_organ: %s\ntopics: %s", title, title, title);
	site_document(site, "a.md", fields);
	site_make(site);
	assert_problems(site, "");
	assert_string_equal(need_record(site, "a.md")->title, title);
	assert_true(strlen(site->catalog->axes[0].groups[0].slug) <= 64);
}

static void a_summary_is_written_or_the_beginning_of_the_text(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "summary: written");
	site_file(site, "b.md", "# 公园\n\n第一句。\n\n第二句\n");
	g_autoptr(GString) text = g_string_new("短句。");
	for (unsigned i = 0; i < 200; i++)
		g_string_append(text, "长");
	site_file(site, "c.md", text->str);
	site_file(site, "d.md", text->str + strlen("短句。"));
	site_file(site, "e.md", "");
	site_make(site);
	assert_string_equal(need_record(site, "a.md")->summary, "written");
	assert_string_equal(need_record(site, "b.md")->summary, "第一句。 第二句");
	assert_string_equal(need_record(site, "c.md")->summary, "短句。");
	const char *cut = need_record(site, "d.md")->summary;
	assert_int_equal(g_utf8_strlen(cut, -1), 121);
	assert_true(g_str_has_suffix(cut, "长…"));
	assert_string_equal(need_record(site, "e.md")->summary, "");
}

/* ---- dates */

static void dates_are_written_or_those_of_commits(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "title: x");
	site_document(site, "b.md", "published_on: 2012-01-01 09:30");
	site_commit(site);
	site_document(site, "a.md", "title: y");
	site_make(site);
	const struct record *a = need_record(site, "a.md");
	const struct record *b = need_record(site, "b.md");
	assert_date(a->published_on, "2013-09-24 13:20");
	assert_true(a->published_by_history);
	assert_date(a->changed_on, "2013-09-25 13:20");
	assert_date(b->published_on, "2012-01-01 09:30");
	assert_false(b->published_by_history);
	assert_date(b->changed_on, "2013-09-24 13:20");
}

static void what_is_not_committed_has_no_date(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "title: x");
	site_commit(site);
	site_document(site, "b.md", "title: y");
	site_make_from(site, true, NULL);
	assert_false(date_is_set(need_record(site, "b.md")->published_on));
	assert_false(need_record(site, "b.md")->published_by_history);
	assert_int_equal(site->catalog->record_count, 2);
}

static void dates_in_an_impossible_order_are_told(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md",
	              "written_on: 2013-01-03\nprinted_on: 2013-01-02\npublished_on: 2013-01-01");
	site_document(site, "b.md",
	              "written_on: 2013-01-01\nprinted_on: 2013-01-01\npublished_on: 2013-01-01");
	site_document(site, "c.md",
	              "written_on: 2014-01-01"); /* later than the commit, which proves nothing */
	site_make(site);
	assert_problems(site, "a.md:0 date/order a.md:0 date/order a.md:0 date/order");
	assert_said(site, "'written_on' (2013-01-03) is later than 'printed_on' (2013-01-02)");
}

static void a_date_after_the_day_of_judgement_is_told(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "published_on: 2013-10-02");
	site_document(site, "b.md", "published_on: 2013-10-01 23:59");
	site_document(site, "c.md", "title: x");
	site_commit(site);
	site_make_from(site, false, NULL);
	assert_problems(site, "");
	site_make_from(site, false, "2013-10-01");
	assert_problems(site, "a.md:0 date/future");
	assert_said(site, "'published_on' (2013-10-02) is after the day of --as-of (2013-10-01)");
	site_make_from(site, false, "2013-01-01");
	assert_problems(site, "a.md:0 date/future b.md:0 date/future");
}

/* ---- topics from folders */

static void a_document_without_topics_gets_its_folder_as_one(void **state)
{
	struct site *site = *state;
	site_document(site, "公园/a.md", "title: x");
	site_document(site, "公园/2024/a.md", "title: x");
	site_document(site, "公园/2024-05/a.md", "title: x");
	site_document(site, "公园/绿地/README.md", "title: x");
	site_document(site, "公园/绿地/_index.md", "title: x");
	site_document(site, "公园/b.md", "topics: 自己的");
	site_document(site, "2024/a.md", "title: x");
	site_document(site, "a.md", "title: x");
	site_document(site, "README.md", "title: x");
	site_document(site, "公园/README.md", "title: x");
	site_make(site);
	static const char *const topics[][2] = {
	        {"公园/a.md", "公园"},           {"公园/2024/a.md", "公园"},
	        {"公园/2024-05/a.md", "公园"},   {"公园/绿地/README.md", "公园"},
	        {"公园/绿地/_index.md", "公园"}, {"公园/b.md", "自己的"},
	        {"2024/a.md", "nothing"},        {"a.md", "nothing"},
	        {"README.md", "nothing"},        {"公园/README.md", "nothing"},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(topics); i++)
		assert_field(site, topics[i][0], "topics", topics[i][1]);
}

static void folders_are_no_topics_where_the_site_says_so(void **state)
{
	struct site *site = *state;
	site_settings(site, "topics_from_folders: no\n");
	site_document(site, "公园/a.md", "title: x");
	site_make(site);
	assert_field(site, "公园/a.md", "topics", "nothing");
}

static void a_name_that_is_no_text_does_no_harm(void **state)
{
	struct site *site = *state;
	site_document(site, "dir-\xff/a\xfe.md", "summary: x");
	site_make(site);
	assert_int_equal(site->catalog->record_count, 1);
	const struct record *record = &site->catalog->records[0];
	assert_true(g_utf8_validate(record->title, -1, NULL));
	assert_true(g_utf8_validate(site->catalog->axes[1].groups[0].key, -1, NULL));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        SITE_CASE(a_document_is_of_the_kind_it_names_by_any_name),
	        SITE_CASE(a_kind_that_does_not_exist_is_told_and_the_document_stays),
	        SITE_CASE(what_is_written_comes_before_the_folder_and_that_before_the_kind),
	        SITE_CASE(folders_of_defaults_lie_below_the_content_folder),
	        SITE_CASE(a_default_that_cannot_be_read_is_told_once_at_its_place),
	        SITE_CASE(foreign_names_stand_for_fields),
	        SITE_CASE(a_mistyped_key_is_told_with_the_nearest),
	        SITE_CASE(an_unknown_key_is_told_once_for_all_files),
	        SITE_CASE(a_key_unknown_to_one_kind_may_be_mistyped_in_another),
	        SITE_CASE(a_field_of_another_kind_is_told_with_that_kind),
	        SITE_CASE(a_type_that_is_no_kind_is_no_mistake_in_the_kind),
	        SITE_CASE(a_field_written_under_two_names_is_told),
	        SITE_CASE(what_a_kind_requires_is_asked_for),
	        SITE_CASE(values_of_any_form_are_refused_or_read),
	        SITE_CASE(front_matter_that_cannot_be_read_leaves_a_document),
	        SITE_CASE(ten_thousand_values_make_a_record),
	        SITE_CASE(a_title_is_written_or_the_first_heading_or_the_name_of_the_file),
	        SITE_CASE(a_very_long_title_is_kept),
	        SITE_CASE(a_summary_is_written_or_the_beginning_of_the_text),
	        SITE_CASE(dates_are_written_or_those_of_commits),
	        SITE_CASE(what_is_not_committed_has_no_date),
	        SITE_CASE(dates_in_an_impossible_order_are_told),
	        SITE_CASE(a_date_after_the_day_of_judgement_is_told),
	        SITE_CASE(a_document_without_topics_gets_its_folder_as_one),
	        SITE_CASE(folders_are_no_topics_where_the_site_says_so),
	        SITE_CASE(a_name_that_is_no_text_does_no_harm),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
