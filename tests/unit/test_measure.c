/* SPDX-License-Identifier: MIT */
/* What is derived of documents to be counted, and the lists of pairs. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "catalog/measure.h"
#include "catalog_site.h"

static const char VOCABULARIES[] =
        "  delay: {terms: [{key: d5, label: <五天内>}, {key: d10, label: <十>}, {key: d15, label: "
        "<十五>},\n"
        "   {key: d20, label: <二十>}, {key: over, label: <超过>}, {key: unordered, label: <倒>},\n"
        "   {key: uncomputable, label: <无历>}, {key: unrecorded, label: <无>}]}\n"
        "  lag: {terms: [{key: within, label: <内>}, {key: later, label: <外>},\n"
        "   {key: uncomputable, label: <无历>}, {key: undated, label: <无日>}, {key: none, label: "
        "<无>}]}\n"
        "  hours: {terms: [{key: h5, label: <五>}, {key: h24, label: <廿四>}, {key: h48, label: "
        "<卌八>},\n"
        "   {key: over, label: <超>}, {key: unordered, label: <倒>}, {key: unrecorded, label: "
        "<无>}]}\n"
        "  state: {terms: [{key: not_yet, label: <未>}, {key: in_force, label: <有效>}, {key: "
        "amended,\n"
        "   label: <改>}, {key: partly_repealed, label: <部分>}, {key: repealed, label: <废>},\n"
        "   {key: expired, label: <失>}, {key: unknown, label: <无>}]}\n";

static const char MORE[] =
        "- {name: delays, derive: delay, vocabulary: delay, kinds: [notice], label: <时效>, view: "
        "list,\n"
        "   hidden: true}\n"
        "- {name: lags, derive: interpretation, relation: interprets, vocabulary: lag,\n"
        "   except: {colour: [red]}, label: <解读>, view: list, hidden: true}\n"
        "- {name: times, derive: response, from: effective_on, to: expires_on, vocabulary: hours,\n"
        "   except: {status: [repealed]},\n"
        "   label: <用时>, view: list, hidden: true}\n"
        "- {name: states, derive: validity, vocabulary: state, label: <效力>, view: list, hidden: "
        "true}\n"
        "- {name: quarters, derive: quarter, from: written_on, kinds: [decision], label: <季>, "
        "view: list,\n"
        "   hidden: true}\n"
        "- {name: colour-years, within: [colours, years], label: <色年>, view: list}\n"
        "- {name: organ-delays, within: [organs, delays], label: <机关时效>, view: list}\n"
        "holidays/2024: {source: 甲, off: ['2024-01-01', '2024-05-01'], work: ['2024-03-09']}\n";

static int enter(void **state)
{
	return site_enter_with(state, VOCABULARIES, MORE);
}

static void days_from_writing_to_publication(void **state)
{
	struct site *site = *state;
	static const char *const DATES[] = {
	        "written_on: 2024-03-04\npublished_on: 2024-03-04",       /* d5 */
	        "written_on: 2024-03-04\npublished_on: 2024-03-09 08:00", /* d5: a Saturday, worked */
	        "written_on: 2024-03-04\npublished_on: 2024-03-11",       /* d10 */
	        "written_on: 2024-03-04\npublished_on: 2024-03-21",       /* d15 */
	        "written_on: 2024-03-04\npublished_on: 2024-03-29",       /* d20, on the line */
	        "written_on: 2024-03-04\npublished_on: 2024-04-01",       /* over */
	        "written_on: 2024-03-05\npublished_on: 2024-03-04",       /* unordered */
	        "written_on: 2023-12-29\npublished_on: 2024-01-02",       /* uncomputable */
	        "published_on: 2024-01-02",                               /* unrecorded */
	        "written_on: 2013-01-02", /* unrecorded: of a commit */
	};
	for (size_t i = 0; i < G_N_ELEMENTS(DATES); i++) {
		g_autofree char *path = g_strdup_printf("%zu.md", i);
		site_document(site, path, DATES[i]);
	}
	site_document(site, "x.md",
	              "kind: decision\nnumber: 国办发〔2013〕1号\nwritten_on: 2024-03-04");
	site_make(site);
	assert_groups(site, "delays",
	              "d5=2 d10=1 d15=1 d20=1 over=1 unordered=1 uncomputable=1 unrecorded=2");
}

static void days_to_the_first_interpretation(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "id: a\npublished_on: 2024-03-04");
	site_document(site, "b.md", "id: b\npublished_on: 2024-03-04");
	site_document(site, "c.md", "id: c\npublished_on: 2024-03-04");
	site_document(site, "d.md", "id: d");
	site_document(site, "e.md", "id: e\npublished_on: 2022-03-04");
	site_document(site, "red.md", "colour: 红");
	site_document(site, "f.md", "colour: 红\ninterprets: [a, b]\npublished_on: 2024-03-08");
	site_document(site, "g.md", "colour: 红\ninterprets: [a, d, e]\npublished_on: 2024-03-07");
	site_document(site, "h.md", "colour: red\ninterprets: a\npublished_on: 2024-05-07");
	site_document(site, "i.md", "colour: 红\ninterprets: a"); /* of a commit, long before */
	site_make(site);
	assert_groups(site, "lags", "within=1 later=1 uncomputable=1 undated=1 none=1");
	assert_label(find_group(site, "lags", "none"), "无");
}

static void an_interpretation_on_the_day_or_before_needs_no_calendar(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "id: a\npublished_on: 2012-03-04");
	site_document(site, "b.md", "colour: 红\ninterprets: a\npublished_on: 2012-03-03");
	site_make(site);
	assert_groups(site, "lags", "within=1");
}

static void assert_hours(const char *from, const char *to, const char *wanted)
{
	struct date first = {.minute = -1};
	struct date last = {.minute = -1};
	assert_true(*from == '\0' || date_parse(from, &first));
	assert_true(*to == '\0' || date_parse(to, &last));
	assert_string_equal(measure_hours(first, last), wanted);
}

static void hours_to_the_first_word(void **state)
{
	(void)state;
	assert_hours("2024-03-04 08:00", "2024-03-04 08:00", "h5");
	assert_hours("2024-03-04 08:00", "2024-03-04 13:00", "h5");
	assert_hours("2024-03-04 08:00", "2024-03-04 13:01", "h24");
	assert_hours("2024-03-04 08:00", "2024-03-05 08:00", "h24");
	assert_hours("2024-03-04 08:00", "2024-03-05 08:01", "h48");
	assert_hours("2024-02-28 23:00", "2024-03-01 23:00", "h48"); /* a leap day between */
	assert_hours("2024-02-28 23:00", "2024-03-01 23:01", "over");
	assert_hours("2024-03-04 08:00", "2024-03-04 07:59", "unordered");
	assert_hours("2024-03-04 08:00", "2024-03-05", "unrecorded");
	assert_hours("2024-03-04", "2024-03-05 08:00", "unrecorded");
	assert_hours("", "2024-03-05 08:00", "unrecorded");
	assert_hours("2024-03-05 08:00", "", "unrecorded");
}

static void what_goes_by_fields_is_found_when_a_document_is_read(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "effective_on: 2024-03-04 08:00\nexpires_on: 2024-03-04 20:00");
	site_document(site, "b.md", "title: x");
	site_document(site, "r.md", "status: 废止\nstatus_basis: x"); /* excepted */
	site_document(site, "c.md",
	              "kind: decision\nnumber: 国办发〔2013〕1号\nwritten_on: 2024-03-31");
	site_document(site, "d.md",
	              "kind: decision\nnumber: 国办发〔2013〕2号\nwritten_on: 2023-10-01");
	site_document(site, "e.md",
	              "kind: decision\nnumber: 国办发〔2013〕3号\npublished_on: 2024-04-01");
	site_make(site);
	assert_groups(site, "times", "h24=1 unrecorded=4");
	assert_groups(site, "quarters", "2024-q2=1 2024-q1=1 2023-q4=1");
	assert_label(find_group(site, "quarters", "2024-q2"), "2024年二季度");
	assert_string_equal(find_group(site, "quarters", "2023-q4")->label.text[LANGUAGE_EN],
	                    "Q4 2023");
}

static void validity_is_what_was_derived(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "id: a\nstatus: 有效\nstatus_basis: x");
	site_document(site, "b.md", "id: b");
	site_document(site, "c.md", "repeals: b");
	site_make(site);
	assert_groups(site, "states", "in_force=1 repealed=1 unknown=1");
}

/* ---- pairs */

static void pairs_have_the_documents_that_both_have(void **state)
{
	struct site *site = *state;
	site_document(site, "organs/gov.md", "kind: organ\ntitle: 市政府\nid: gov");
	site_document(site, "a.md",
	              "colour: [蓝, 红, blue]\npublished_on: 2024-01-02\nsample: true");
	site_document(site, "b.md", "colour: 红\npublished_on: 2024-01-03");
	site_document(site, "c.md", "colour: 红\npublished_on: 2023-01-03");
	site_document(site, "d.md",
	              "published_on: 2023-01-03\nwritten_on: 2023-01-04\nissuing_organ: gov");
	site_make(site);
	assert_groups(site, "colour-years", "red/2024=2 red/2023=1 blue/2024=1");
	assert_groups(site, "organ-delays", "市政府/unordered=1");
	const struct group *pair = find_group(site, "colour-years", "red/2024");
	assert_string_equal(site->catalog->records[pair->records[0]].path, "a.md");
	assert_string_equal(site->catalog->records[pair->records[1]].path, "b.md");
	assert_string_equal(pair->slug, "red/2024");
	assert_label(pair, "2024");
	assert_int_equal(pair->samples, 1);
	assert_int_equal(find_group(site, "colour-years", "blue/2024")->samples, 1);
	assert_int_equal(find_group(site, "colours", "red")->samples, 1);
}

static void the_pairs_below_a_group_lie_side_by_side(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "colour: [绿, 红]\npublished_on: 2024-01-02");
	site_document(site, "b.md", "colour: 红\npublished_on: 2023-01-03");
	site_document(site, "c.md", "colour: 蓝"); /* of 2013, by its commit */
	site_make(site);
	assert_groups(site, "colours", "red=2 blue=1 绿=1");
	assert_groups(site, "colour-years", "red/2024=1 red/2023=1 blue/2013=1 绿/2024=1");
	const struct axis_groups *pairs = &site->catalog->axes[12];
	assert_string_equal(pairs->axis->name, "colour-years");
	static const uint32_t BELOW[] = {0, 2, 3, 4};
	for (size_t i = 0; i < G_N_ELEMENTS(BELOW); i++)
		assert_int_equal(pairs->below[i], BELOW[i]);
	for (uint32_t i = 0; i < pairs->count; i++)
		assert_int_equal(pairs->groups[i].parent, i < 2 ? 0 : i - 1);
	assert_null(site->catalog->axes[0].below);
}

#define CASE(function) cmocka_unit_test_setup_teardown(function, enter, site_leave)

int main(void)
{
	const struct CMUnitTest tests[] = {
	        CASE(days_from_writing_to_publication),
	        CASE(days_to_the_first_interpretation),
	        CASE(an_interpretation_on_the_day_or_before_needs_no_calendar),
	        cmocka_unit_test(hours_to_the_first_word),
	        CASE(what_goes_by_fields_is_found_when_a_document_is_read),
	        CASE(validity_is_what_was_derived),
	        CASE(pairs_have_the_documents_that_both_have),
	        CASE(the_pairs_below_a_group_lie_side_by_side),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
