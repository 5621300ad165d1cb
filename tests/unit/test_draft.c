/* SPDX-License-Identifier: MIT */
/* What is not to be published is nowhere in the catalog, however its editor said so. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "catalog_site.h"

static void a_draft_is_left_out(void **state)
{
	struct site *site = *state;
	site_settings(site, "defaults: {drafts/: {draft: true}}\n");
	site_document(site, "a.md", "draft: true");
	site_document(site, "b.md", "草稿: 是");
	site_document(site, "c.md", "draft: false");
	site_document(site, "drafts/d.md", "title: x");
	site_document(site, "drafts/e.md", "draft: no");
	site_make(site);
	assert_problems(site, "");
	assert_int_equal(site->catalog->record_count, 2);
	need_record(site, "c.md");
	need_record(site, "drafts/e.md");
}

static void what_may_be_a_draft_is_not_published(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "draft: ture");
	site_document(site, "b.md", "draft: [yes]");
	site_document(site, "c.md", "title: x");
	site_make(site);
	assert_problems(site, "a.md:2 field/boolean b.md:2 field/form");
	assert_int_equal(site->catalog->record_count, 1);
}

/* Nor does it matter whether its kind has such a field. */
static void a_draft_of_any_kind_is_left_out(void **state)
{
	struct site *site = *state;
	site_settings(site, "fields: {hidden: draft}\ndefaults: {topic: {draft: yes}}\n");
	site_document(site, "a.md", "kind: organ\ndraft: true");
	site_document(site, "b.md", "kind: organ\n草稿: 是");
	site_document(site, "c.md", "kind: organ\nhidden: TRUE");
	site_document(site, "d.md", "kind: topic\ntitle: x");
	site_document(site, "e.md", "kind: topic\ndraft: 否");
	site_document(site, "f.md", "kind: nosuch\ndraft: true");
	site_document(site, "g.md", "draft: ''");
	site_document(site, "h.md", "Draft: true");
	site_document(site, "i.md", "kind: organ\nDRAFT: true");
	site_make(site);
	assert_problems(site, "f.md:2 document/kind");
	assert_int_equal(site->catalog->record_count, 2);
	need_record(site, "e.md");
	need_record(site, "g.md");
}

static void front_matter_that_cannot_be_read_may_have_said_draft(void **state)
{
	struct site *site = *state;
	site_file(site, "a.md", "---\ndraft: true\ntitle: [\n---\nsecret\n");
	site_file(site, "b.md", "---\ntitle: \"x\n草稿：是\n---\nsecret\n");
	site_file(site, "c.md", "---\r\ntitle: [\r\n  draft: true\r\n---\r\nsecret\r\n");
	site_file(site, "d.md", "---\ntitle: [\n---\npublic\n");
	site_make(site);
	assert_int_equal(site->report->errors, 4);
	assert_int_equal(site->catalog->record_count, 1);
	need_record(site, "d.md");
}

/* A draft binds nobody: what it says of others is not said. */
static void a_draft_is_tied_to_nothing_and_lends_nothing(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "number: 国办发〔2013〕1号");
	site_document(
	        site,
	        "b.md", "draft: yes\nrepeals: a.md\nid: park\nnumber: 国办发〔2013〕1号\nimage: secret.png");
	site_document(site, "c.md", "id: park\ntopics: 自己的");
	site_file(site, "secret.png", "x");
	site_file(site, "d.md", "国办发〔2013〕1号\n");
	site_make(site);
	assert_problems(site, "");
	assert_int_equal(need_record(site, "a.md")->tie_count, 0);
	assert_string_equal(need_record(site, "c.md")->id, "park");
	assert_int_equal(need_record(site, "d.md")->targets[0].type, TARGET_RECORD);
	assert_int_equal(site->catalog->asset_count, 0);
	assert_int_equal(site->catalog->newest_count, 3);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        SITE_CASE(a_draft_is_left_out),
	        SITE_CASE(what_may_be_a_draft_is_not_published),
	        SITE_CASE(a_draft_of_any_kind_is_left_out),
	        SITE_CASE(front_matter_that_cannot_be_read_may_have_said_draft),
	        SITE_CASE(a_draft_is_tied_to_nothing_and_lends_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
