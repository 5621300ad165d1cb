/* SPDX-License-Identifier: MIT */
/* Names of organs and topics, and the lists of documents that are made of them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "catalog/address.h"
#include "catalog_site.h"

/* ---- broader terms */

static void a_document_stands_in_the_lists_of_broader_terms_once(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "theme: 公开");
	site_document(site, "b.md", "theme: [公开, 督查]");
	site_document(site, "c.md", "theme: 综合");
	site_make(site);
	assert_problems(site, "");
	assert_groups(site, "themes", "t1=3 t1-1=2 t1-2=1");
	assert_groups(site, "colours", "");
}

/* ---- names */

static void an_organ_is_known_by_its_title_its_id_and_short_names(void **state)
{
	struct site *site = *state;
	site_document(site, "organs/gov.md",
	              "kind: organ\ntitle: 云津市人民政府\nid: shizhengfu\nshort_names: [市政府, "
	              "政府, 市政府]");
	site_document(site, "a.md", "issuing_organ: 云津市人民政府");
	site_document(site, "b.md", "issuing_organ: [市政府, shizhengfu]");
	site_document(site, "c.md", "issuing_organ: ' 政府　'");
	site_document(site, "d.md", "issuing_organ: 省政府");
	site_make(site);
	assert_problems(site, "");
	assert_groups(site, "organs", "云津市人民政府=3 省政府=1");
	const struct group *group = find_group(site, "organs", "云津市人民政府");
	/* By its name, which it had before it had a document of its own. */
	assert_string_equal(group->slug, address_slug(site->catalog->arena, "云津市人民政府"));
	assert_string_equal(site->catalog->records[group->entity].path, "organs/gov.md");
	assert_int_equal(find_group(site, "organs", "省政府")->entity, RECORD_NONE);
	const struct record *a = need_record(site, "a.md");
	assert_int_equal(a->field_target_count, 1);
	assert_int_equal(a->field_targets[0].target.type, TARGET_GROUP);
	assert_true(&site->catalog->axes[a->field_targets[0].target.axis]
	                     .groups[a->field_targets[0].target.index] == group);
	assert_int_equal(need_record(site, "b.md")->field_target_count, 2);
	assert_int_equal(need_record(site, "d.md")->field_target_count, 1);
}

static void two_organs_of_one_name_are_told(void **state)
{
	struct site *site = *state;
	site_document(site, "organs/a.md", "kind: organ\ntitle: 市政府");
	site_document(site, "organs/b.md", "kind: organ\ntitle: 市政府");
	site_document(site, "organs/c.md", "kind: organ\ntitle: 县政府\nshort_names: 市政府");
	site_document(site, "topics/d.md", "kind: topic\ntitle: 市政府"); /* a topic is no organ */
	site_make(site);
	assert_problems(site, "organs/b.md:0 entity/name organs/c.md:0 entity/name");
	assert_said(site,
	            "'市政府' is already the name of organs/a.md; give one of them another name");
}

/* ---- lists */

static void only_listed_kinds_are_in_lists(void **state)
{
	struct site *site = *state;
	site_document(site, "organs/a.md", "kind: organ\ntitle: x");
	site_document(site, "b.md", "title: y");
	site_make(site);
	assert_groups(site, "kinds", "notice=1");
	assert_int_equal(site->catalog->newest_count, 1);
	assert_string_equal(site->catalog->records[site->catalog->newest[0]].path, "b.md");
}

static void lists_come_in_the_order_of_the_vocabulary_then_by_name(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "colour: [绿, 蓝, 白]");
	site_document(site, "b.md", "colour: [红, 绿]\nkind: decision\nnumber: 国办发〔2013〕1号");
	site_make(site);
	assert_groups(site, "colours", "red=1 blue=1 白=1 绿=2");
	assert_label(find_group(site, "colours", "red"), "红");
	assert_label(find_group(site, "colours", "绿"), "绿");
	assert_groups(site, "kinds", "decision=1 notice=1");
	assert_label(find_group(site, "kinds", "decision"), "决定");
}

static void years_come_newest_first(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "published_on: 2012-12-31");
	site_document(site, "b.md", "published_on: 2024-01-01 00:00");
	site_document(site, "c.md", "published_on: 2012-01-01");
	site_document(site, "d.md", "title: x"); /* of its commit */
	site_document(site, "e.md", "published_on: 0987-01-01");
	site_make(site);
	assert_groups(site, "years", "2024=1 2013=1 2012=2 0987=1");
}

static void yes_and_no_make_two_lists(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "urgent: yes");
	site_document(site, "b.md", "urgent: 否");
	site_document(site, "c.md", "title: x");
	site_make(site);
	assert_groups(site, "urgent", "false=1 true=1");
	assert_label(find_group(site, "urgent", "true"), "是");
	assert_string_equal(find_group(site, "urgent", "false")->label.text[LANGUAGE_EN], "no");
}

static void a_document_stands_once_in_a_list_however_often_it_is_named(void **state)
{
	struct site *site = *state;
	site_document(site, "organs/gov.md", "kind: organ\ntitle: 市人民政府\nshort_names: 市政府");
	site_document(site, "a.md",
	              "issuing_organ: [市政府, 省政府, 市人民政府, 市政府]\ncolour: [红, 蓝, red]");
	site_make(site);
	assert_groups(site, "organs", "市人民政府=1 省政府=1");
	assert_groups(site, "colours", "red=1 blue=1");
}

static void a_list_begins_with_the_oldest_and_home_with_the_newest(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "published_on: 2013-01-02\ncolour: 红");
	site_document(site, "b.md", "published_on: 2013-01-01\ncolour: 红");
	site_document(site, "c.md", "published_on: 2013-01-02 08:00\ncolour: 红");
	site_document(site, "d.md",
	              "published_on: 2013-01-02\ncolour: 红"); /* after a.md, for its id is greater */
	site_make(site);
	const struct group *group = find_group(site, "colours", "red");
	static const char *const order[] = {"b.md", "d.md", "a.md", "c.md"};
	for (uint32_t i = 0; i < 4; i++) {
		assert_string_equal(site->catalog->records[group->records[i]].path, order[i]);
		assert_string_equal(site->catalog->records[site->catalog->newest[3 - i]].path,
		                    order[i]);
	}
}

static void names_that_are_no_addresses_get_one(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "topics: [open, con, ../../etc, '<b>', '公园', Open]");
	site_make(site);
	const struct axis_groups *topics = &site->catalog->axes[1];
	assert_int_equal(topics->count, 6);
	g_autoptr(GHashTable) slugs = g_hash_table_new(g_str_hash, g_str_equal);
	for (uint32_t i = 0; i < topics->count; i++) {
		const char *slug = topics->groups[i].slug;
		assert_true(g_hash_table_add(slugs, (void *)slug));
		assert_int_equal(strspn(slug, "abcdefghijklmnopqrstuvwxyz0123456789-"),
		                 strlen(slug));
		assert_string_not_equal(slug, "con");
	}
	assert_string_equal(find_group(site, "topics", "open")->slug, "open");
}

static void a_site_without_documents_of_a_field_has_no_lists_of_it(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "title: x");
	site_make(site);
	assert_groups(site, "organs", "");
	assert_groups(site, "colours", "");
}

/* ---- numbers */

static int enter_with_numbers(void **state)
{
	return site_enter_with(
	        state, "",
	        "- {name: numbers, field: number, label: <文号>, view: list, index_view: lists}\n");
}

static void numbers_go_by_what_stands_before_the_year(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "number: 国办发〔2013〕100号");
	site_document(site, "b.md", "number: 国办发〔2016〕61号");
	site_document(site, "c.md", "number: 国务院令第711号");
	site_document(site, "d.md", "number: 国家税务总局公告2017年第5号");
	site_document(site, "e.md", "title: 无文号");
	site_make(site);
	assert_problems(site, "");
	assert_groups(site, "numbers", "国办发=2 国务院令=1 国家税务总局公告=1");
}

static void a_number_that_was_written_otherwise_stands_with_the_others(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "number: 國辦發[2013] 100號");
	site_document(site, "b.md", "number: 国办发〔2013〕101号");
	site_document(site, "c.md", "number: 内部资料");
	site_make(site);
	assert_groups(site, "numbers", "国办发=2");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        SITE_CASE(a_document_stands_in_the_lists_of_broader_terms_once),
	        SITE_CASE(an_organ_is_known_by_its_title_its_id_and_short_names),
	        SITE_CASE(two_organs_of_one_name_are_told),
	        SITE_CASE(only_listed_kinds_are_in_lists),
	        SITE_CASE(lists_come_in_the_order_of_the_vocabulary_then_by_name),
	        SITE_CASE(years_come_newest_first),
	        SITE_CASE(yes_and_no_make_two_lists),
	        SITE_CASE(a_document_stands_once_in_a_list_however_often_it_is_named),
	        SITE_CASE(a_list_begins_with_the_oldest_and_home_with_the_newest),
	        SITE_CASE(names_that_are_no_addresses_get_one),
	        SITE_CASE(a_site_without_documents_of_a_field_has_no_lists_of_it),
	        cmocka_unit_test_setup_teardown(numbers_go_by_what_stands_before_the_year,
	                                        enter_with_numbers, site_leave),
	        cmocka_unit_test_setup_teardown(
	                a_number_that_was_written_otherwise_stands_with_the_others,
	                enter_with_numbers, site_leave),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
