/* SPDX-License-Identifier: MIT */
/* Whether a document holds: what is recorded, and nothing that is not. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "catalog/validity.h"
#include "catalog_site.h"

/* "state until by" */
static void assert_validity(const struct site *site, const char *path, const char *wanted)
{
	const struct validity *validity = &need_record(site, path)->validity;
	g_autoptr(GString) out = g_string_new(validity_key(validity->state));
	if (validity->by != RECORD_NONE)
		g_string_append_printf(out, " %s", site->catalog->records[validity->by].path);
	assert_string_equal(out->str, wanted);
}

static void states_have_keys(void **state)
{
	(void)state;
	for (int i = VALIDITY_UNKNOWN; i <= VALIDITY_EXPIRED; i++)
		assert_int_equal(validity_stated(validity_key((enum validity_state)i)), i);
	assert_int_equal(validity_stated(NULL), VALIDITY_UNKNOWN);
	assert_int_equal(validity_stated("perhaps"), VALIDITY_UNKNOWN);
	assert_int_equal(validity_stated(""), VALIDITY_UNKNOWN);
}

static void nothing_recorded_is_nothing_known(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "title: x");
	site_document(site, "b.md", "effective_on: 2013-01-01");
	site_commit(site);
	site_make_from(site, false, "2020-01-01");
	assert_problems(site, "");
	assert_validity(site, "a.md", "unknown");
	assert_validity(site, "b.md", "unknown"); /* it may have been repealed since */
}

static void what_an_editor_states_holds(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "status: 有效\nstatus_basis: 2020年清理结果");
	site_document(site, "b.md", "status: partly_repealed\nstatus_basis: x");
	site_document(site, "c.md", "status: 废止");
	site_make(site);
	assert_problems(site, "c.md:0 validity/basis");
	assert_said(site, "'status' is stated without 'status_basis'");
	assert_validity(site, "a.md", "in_force");
	assert_string_equal(need_record(site, "a.md")->validity.basis, "2020年清理结果");
	assert_validity(site, "b.md", "partly_repealed");
	assert_validity(site, "c.md", "repealed");
}

static void a_document_that_was_amended_or_repealed_is_marked(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "written_on: 2013-01-01");
	site_document(site, "b.md", "written_on: 2013-01-01");
	site_document(site, "c.md", "written_on: 2013-01-01");
	site_document(site, "d.md", "written_on: 2013-01-01\nstatus: in_force\nstatus_basis: x");
	site_document(site, "e.md",
	              "written_on: 2013-01-01\nstatus: partly_repealed\nstatus_basis: x");
	site_document(site, "x.md", "written_on: 2014-01-01\namends: [a.md, c.md, d.md, e.md]");
	site_document(site, "y.md", "written_on: 2015-01-01\nrepeals: [b.md, c.md]");
	site_make(site);
	assert_problems(site, "");
	assert_validity(site, "a.md", "amended x.md");
	assert_validity(site, "b.md", "repealed y.md");
	assert_validity(site, "c.md", "repealed y.md");
	assert_validity(site, "d.md", "amended x.md");
	assert_validity(site, "e.md", "partly_repealed");
	assert_validity(site, "x.md", "unknown");
}

static void a_repeal_that_is_not_collected_marks_nothing(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "repeals: 国发〔2004〕10号");
	site_make(site);
	assert_validity(site, "a.md", "unknown");
}

static void time_runs_out_only_on_the_day_of_judgement(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "effective_on: 2013-01-01\nexpires_on: 2015-12-31");
	site_document(site, "b.md", "expires_on: 2015-12-31");
	site_document(site, "c.md", "expires_on: 2015-12-31\nstatus: repealed\nstatus_basis: x");
	site_document(site, "d.md", "written_on: 2013-01-01\nexpires_on: 2015-12-31");
	site_document(site, "e.md", "written_on: 2014-01-01\namends: d.md");
	site_commit(site);
	static const char *const cases[][5] = {
	        /* judged on, a, b, c, d */
	        {NULL, "unknown", "unknown", "repealed", "amended e.md"},
	        {"2012-12-31", "not_yet", "unknown", "repealed", "unknown"},
	        {"2013-01-01", "in_force", "unknown", "repealed", "unknown"},
	        {"2015-12-31", "in_force", "unknown", "repealed", "amended e.md"},
	        {"2016-01-01", "expired", "expired", "repealed", "expired"},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		site_make_from(site, false, cases[i][0]);
		assert_problems(site, "");
		assert_validity(site, "a.md", cases[i][1]);
		assert_validity(site, "b.md", cases[i][2]);
		assert_validity(site, "c.md", cases[i][3]);
		assert_validity(site, "d.md", cases[i][4]);
	}
}

static void contradictions_are_told(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "written_on: 2013-01-01\nstatus: in_force\nstatus_basis: x");
	site_document(site, "b.md", "written_on: 2014-01-01\nrepeals: a.md");
	site_document(site, "c.md", "effective_on: 2013-01-02\nexpires_on: 2013-01-01");
	site_document(site, "d.md", "effective_on: 2013-01-01\nexpires_on: 2013-01-01");
	site_document(site, "e.md", "expires_on: 2013-01-01\nstatus: in_force\nstatus_basis: x");
	site_document(site, "f.md",
	              "written_on: 2013-01-01\nstatus: repealed"); /* its repeal is the basis */
	site_document(site, "g.md", "written_on: 2014-01-01\nrepeals: f.md");
	site_commit(site);
	site_make_from(site, false, "2020-01-01");
	assert_problems(
	        site,
	        "a.md:0 validity/contradiction c.md:0 validity/order e.md:0 validity/expired");
	assert_said(site, "'status' says in force, but b.md repeals or replaces this document");
	assert_said(site, "'expires_on' (2013-01-01) is before 'effective_on'");
	assert_said(
	        site,
	        "'status' says in force, but 'expires_on' (2013-01-01) has passed on 2020-01-01");
	assert_validity(site, "a.md", "repealed b.md");
	assert_validity(site, "e.md", "expired");
	site_make_from(site, false, NULL);
	assert_problems(site, "a.md:0 validity/contradiction c.md:0 validity/order");
	assert_validity(site, "e.md", "in_force");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        SITE_CASE(states_have_keys),
	        SITE_CASE(nothing_recorded_is_nothing_known),
	        SITE_CASE(what_an_editor_states_holds),
	        SITE_CASE(a_document_that_was_amended_or_repealed_is_marked),
	        SITE_CASE(a_repeal_that_is_not_collected_marks_nothing),
	        SITE_CASE(time_runs_out_only_on_the_day_of_judgement),
	        SITE_CASE(contradictions_are_told),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
