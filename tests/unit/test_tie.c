/* SPDX-License-Identifier: MIT */
/* Documents that name each other: both ends know of it, and what cannot be is told. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "catalog_site.h"

/*
 * Every tie of a record as "relation:path", an inverse one by the name of its inverse; "?" before
 * what is not there.
 */
static void assert_ties(const struct site *site, const char *path, const char *wanted)
{
	const struct record *record = need_record(site, path);
	g_autoptr(GString) out = g_string_new(NULL);
	for (uint32_t i = 0; i < record->tie_count; i++) {
		const struct tie *tie = &record->ties[i];
		g_string_append_printf(out, "%s%s:", i > 0 ? " " : "",
		                       tie->inverse ? tie->relation->inverse : tie->relation->name);
		if (tie->other == RECORD_NONE)
			g_string_append_printf(out, "?%s", tie->text);
		else
			g_string_append(out, site->catalog->records[tie->other].path);
	}
	assert_string_equal(out->str, wanted);
}

static void a_document_is_named_by_id_path_or_number(void **state)
{
	struct site *site = *state;
	site_document(site, "notices/a.md", "id: park\nnumber: 国办发〔2013〕100号");
	site_document(site, "b.md", "interprets: park");
	site_document(site, "talk/c.md", "interprets: ../notices/a.md");
	site_document(site, "talk/d.md", "interprets: notices/a.md");
	site_document(site, "talk/e.md", "interprets: /notices/a.md");
	site_document(site, "f.md", "interprets: 国办发[2013]100号");
	site_document(site, "notices/g.md", "interprets: ./a.md");
	site_make(site);
	assert_problems(site, "");
	/* All are of one day: by id. */
	assert_ties(site, "notices/a.md",
	            "interpreted_by:b.md interpreted_by:f.md interpreted_by:notices/g.md "
	            "interpreted_by:talk/c.md "
	            "interpreted_by:talk/d.md interpreted_by:talk/e.md");
	assert_ties(site, "talk/d.md", "interprets:notices/a.md");
	assert_ties(site, "f.md", "interprets:notices/a.md");
}

static void paths_may_be_counted_from_the_content_folder(void **state)
{
	struct site *site = *state;
	site_settings(site, "content: public\n");
	site_document(site, "public/notices/a.md", "title: x");
	site_document(site, "public/talk/b.md", "interprets: notices/a.md");
	site_document(site, "public/talk/c.md", "interprets: /notices/a.md");
	site_document(site, "public/talk/d.md", "interprets: ../../../a.md");
	site_make(site);
	assert_problems(site, "public/talk/d.md:2 relation/dangling");
	assert_ties(site, "public/talk/b.md", "interprets:public/notices/a.md");
	assert_ties(site, "public/talk/c.md", "interprets:public/notices/a.md");
}

static void a_number_that_is_not_collected_is_shown_as_such(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "cites: ['国发[2004]10号', 国发〔2004〕10号, 国发〔2005〕1号]");
	site_make(site);
	assert_problems(site, "a.md:2 relation/missing a.md:2 relation/missing");
	assert_said(site, "国发〔2005〕1号 is not in this site; it is shown as not collected");
	assert_int_equal(site->report->errors, 0);
	assert_ties(site, "a.md", "cites:?国发〔2004〕10号 cites:?国发〔2005〕1号");
}

static void a_name_that_is_nothing_is_told(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "cites:\n- b.md\n- https://www.gov.cn/\n- 公园\n- ../../x");
	site_document(site, "c.md", "draft: true");
	site_document(site, "d.md", "cites: c.md");
	site_make(site);
	assert_problems(
	        site, "a.md:3 relation/dangling a.md:4 relation/dangling a.md:5 relation/dangling "
	              "a.md:6 relation/dangling d.md:2 relation/dangling");
	assert_said(site, "'公园' is no document of this site; name it by its id, its path");
	assert_ties(site, "a.md",
	            "cites:?../../x cites:?b.md cites:?https://www.gov.cn/ cites:?公园");
}

static void a_number_that_several_bear_is_told(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "number: 国办发〔2013〕100号");
	site_document(site, "b.md", "number: 国办发〔2013〕100号");
	site_document(site, "c.md", "cites: 国办发〔2013〕100号");
	site_document(site, "d.md", "number: 国办发〔2013〕1号");
	site_document(site, "e.md",
	              "number: 国办发〔2013〕1号\ncites: 国办发〔2013〕1号"); /* it means the other */
	site_make(site);
	assert_problems(site, "c.md:2 relation/ambiguous");
	assert_said(site, "2 documents bear the number 国办发〔2013〕100号, a.md among them");
	assert_ties(site, "c.md", "cites:a.md");
	assert_ties(site, "e.md", "cites:d.md");
}

static void a_document_cannot_be_tied_to_itself(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "cites: a.md\nid: park");
	site_document(site, "b.md", "interprets: [b]");
	site_document(site, "c.md", "number: 国办发〔2013〕1号\ncites: 国办发〔2013〕1号");
	site_make(site);
	assert_problems(site, "a.md:2 relation/self b.md:2 relation/self c.md:3 relation/self");
	assert_said(site, "a document cannot be tied to itself by 'interprets'");
	assert_ties(site, "a.md", "");
}

static void a_tie_told_twice_is_one(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "id: park\nnumber: 国办发〔2013〕100号");
	site_document(site, "b.md",
	              "cites: [a.md, park, /a.md, 国办发〔2013〕100号, '国办发[2013]100号', "
	              "a.md]\ninterprets: park");
	site_make(site);
	assert_problems(site, "");
	assert_ties(site, "b.md", "cites:a.md interprets:a.md");
	assert_ties(site, "a.md", "cited_by:b.md interpreted_by:b.md");
}

static void ten_thousand_names_of_one_document_are_one_tie(void **state)
{
	struct site *site = *state;
	g_autoptr(GString) fields = g_string_new("cites:");
	for (unsigned i = 0; i < 10000; i++)
		g_string_append(fields, i % 2 == 0 ? "\n- a.md" : "\n- park");
	site_document(site, "a.md", "id: park");
	site_document(site, "b.md", fields->str);
	site_make(site);
	assert_ties(site, "b.md", "cites:a.md");
}

static void ties_come_by_relation_then_newest_first(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "published_on: 2013-01-01");
	site_document(site, "b.md", "published_on: 2013-01-02\ncites: a.md");
	site_document(
	        site,
	        "c.md", "published_on: 2013-01-04\ncites: [a.md, 国发〔2004〕10号, b.md]\ninterprets: b.md");
	site_document(site, "d.md", "published_on: 2013-01-03\ncites: a.md");
	site_make(site);
	assert_ties(site, "a.md", "cited_by:c.md cited_by:d.md cited_by:b.md");
	assert_ties(site, "c.md", "cites:b.md cites:a.md cites:?国发〔2004〕10号 interprets:b.md");
	assert_ties(site, "b.md", "cites:a.md cited_by:c.md interpreted_by:c.md");
}

/* ---- what cannot be */

static void an_older_document_cannot_amend_a_newer(void **state)
{
	struct site *site = *state;
	site_document(site, "new.md", "written_on: 2013-01-02");
	site_document(site, "a.md", "written_on: 2013-01-01\namends: new.md\ncites: new.md");
	site_document(site, "b.md", "written_on: 2013-01-02\namends: new.md");
	site_document(site, "c.md", "published_on: 2013-01-01 09:00\nrepeals: new.md");
	site_document(site, "d.md", "amends: new.md"); /* when it was committed proves nothing */
	site_document(site, "later.md", "written_on: 2014-01-01");
	site_document(site, "e.md", "amends: later.md");
	site_make(site);
	assert_problems(site, "a.md:3 relation/order c.md:3 relation/order");
	assert_said(site, "this document (2013-01-01) cannot stand in 'amends' to new.md");
	assert_ties(site, "a.md", "amends:new.md cites:new.md");
}

static void a_circle_of_a_relation_that_allows_none_is_told(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "interprets: b.md");
	site_document(site, "b.md", "interprets: c.md");
	site_document(site, "c.md", "title: x\ninterprets: a.md");
	site_document(site, "d.md", "interprets: a.md"); /* leads into it */
	site_make(site);
	assert_problems(site, "c.md:3 relation/circle");
	assert_said(site, "'interprets' leads back here through a.md; one of them is wrong");
}

static void circles_are_of_one_relation_and_may_be_allowed(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "cites: b.md\ninterprets: c.md");
	site_document(site, "b.md", "cites: a.md");
	site_document(site, "c.md", "amends: a.md");
	site_make(site);
	assert_problems(site, "");
}

static void every_circle_is_told(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "interprets: [b.md, c.md]");
	site_document(site, "b.md", "interprets: a.md");
	site_document(site, "c.md", "interprets: [a.md, d.md]");
	site_document(site, "d.md", "interprets: e.md");
	site_document(site, "e.md", "interprets: d.md");
	site_make(site);
	assert_problems(site,
	                "b.md:2 relation/circle c.md:2 relation/circle e.md:2 relation/circle");
}

static void a_long_chain_is_no_circle(void **state)
{
	struct site *site = *state;
	enum { LENGTH = 500 };
	for (unsigned i = 0; i < LENGTH; i++) {
		g_autofree char *path = g_strdup_printf("n%u.md", i);
		g_autofree char *fields = i + 1 < LENGTH ? g_strdup_printf("interprets: n%u", i + 1)
		                                         : g_strdup("title: x");
		site_document(site, path, fields);
	}
	site_make(site);
	assert_problems(site, "");
	assert_ties(site, "n1.md", "interprets:n2.md interpreted_by:n0.md");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        SITE_CASE(a_document_is_named_by_id_path_or_number),
	        SITE_CASE(paths_may_be_counted_from_the_content_folder),
	        SITE_CASE(a_number_that_is_not_collected_is_shown_as_such),
	        SITE_CASE(a_name_that_is_nothing_is_told),
	        SITE_CASE(a_number_that_several_bear_is_told),
	        SITE_CASE(a_document_cannot_be_tied_to_itself),
	        SITE_CASE(a_tie_told_twice_is_one),
	        SITE_CASE(ten_thousand_names_of_one_document_are_one_tie),
	        SITE_CASE(ties_come_by_relation_then_newest_first),
	        SITE_CASE(an_older_document_cannot_amend_a_newer),
	        SITE_CASE(a_circle_of_a_relation_that_allows_none_is_told),
	        SITE_CASE(circles_are_of_one_relation_and_may_be_allowed),
	        SITE_CASE(every_circle_is_told),
	        SITE_CASE(a_long_chain_is_no_circle),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
