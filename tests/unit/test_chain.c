/* SPDX-License-Identifier: MIT */
/* How policies are passed on: each document once, below the one it came from. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "catalog_site.h"

/* Every chain in a line: levels as dots, then the document, then how it came. */
static char *print_chains(const struct site *site)
{
	GString *out = g_string_new(NULL);
	for (uint32_t i = 0; i < site->catalog->chain_count; i++) {
		const struct chain *chain = &site->catalog->chains[i];
		for (uint32_t j = 0; j < chain->count; j++) {
			const struct chain_node *node = &chain->nodes[j];
			assert_true(j == 0 ? node->parent == CHAIN_NONE : node->parent < j);
			assert_int_equal(node->level,
			                 j == 0 ? 0 : chain->nodes[node->parent].level + 1);
			g_string_append(out, j > 0 ? " " : i > 0 ? " | " : "");
			for (uint32_t level = 0; level < node->level; level++)
				g_string_append_c(out, '.');
			g_string_append(out, site->catalog->records[node->record].path);
			if (node->relation != NULL)
				g_string_append_printf(out, ":%c", node->relation->name[0]);
		}
	}
	return g_string_free(out, FALSE);
}

static void assert_chains(const struct site *site, const char *wanted)
{
	g_autofree char *chains = print_chains(site);
	if (strcmp(chains, wanted) != 0)
		report_write(site->report, stderr);
	assert_string_equal(chains, wanted);
}

static uint32_t number_of(const struct site *site, const char *path)
{
	return (uint32_t)(need_record(site, path) - site->catalog->records);
}

static void assert_place(const struct site *site, const char *path, uint32_t chain, uint32_t node)
{
	struct chain_place place = site->catalog->chain_of[number_of(site, path)];
	assert_int_equal(place.chain, chain);
	assert_int_equal(place.node, node);
}

static int days_between(const struct site *site, const char *from, const char *to)
{
	int days = 0;
	assert_true(chain_days(site->catalog, number_of(site, from), number_of(site, to), &days));
	return days;
}

/* The documents that this field began with, and the days their way took. */
static void the_founding_documents_were_passed_on(void **state)
{
	struct site *site = *state;
	site_document(site, "gb100.md", "number: 国办发〔2013〕100号\nwritten_on: 2013-10-01");
	site_document(site, "gd52.md",
	              "number: 粤府办〔2013〕52号\nwritten_on: 2013-11-23\n"
	              "implements: 国办发〔2013〕100号");
	site_document(site, "yunnan.md", "written_on: 2013-12-24\nimplements: 国办发〔2013〕100号");
	site_document(site, "gb61.md", "number: 国办发〔2016〕61号\nwritten_on: 2016-07-30");
	site_document(site, "gd109.md",
	              "number: 粤府办〔2016〕109号\nwritten_on: 2016-10-11\n"
	              "forwards: 国办发〔2016〕61号");
	site_document(site, "jieyang.md", "written_on: 2017-03-22\nimplements: 粤府办〔2016〕109号");
	site_document(site, "alone.md", "written_on: 2017-03-22\ncites: gb61.md");
	site_make(site);
	assert_problems(site, "");
	assert_chains(site,
	              "gb100.md .gd52.md:i .yunnan.md:i | gb61.md .gd109.md:f ..jieyang.md:i");
	assert_int_equal(days_between(site, "gb100.md", "gd52.md"), 53);
	assert_int_equal(days_between(site, "gb100.md", "yunnan.md"), 84);
	assert_int_equal(days_between(site, "gb61.md", "gd109.md"), 73);
	assert_int_equal(days_between(site, "gd109.md", "jieyang.md"), 162);
	assert_int_equal(days_between(site, "gb61.md", "jieyang.md"), 235);
	assert_place(site, "gb100.md", 0, 0);
	assert_place(site, "yunnan.md", 0, 2);
	assert_place(site, "jieyang.md", 1, 2);
	assert_place(site, "alone.md", CHAIN_NONE, CHAIN_NONE);
}

static void a_chain_lies_where_its_first_document_lies(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "id: gbf-2013-100");
	site_document(site, "b.md", "forwards: a.md");
	site_make(site);
	g_autofree char *url =
	        g_strconcat("chain", need_record(site, "a.md")->url + strlen("doc"), NULL);
	assert_string_equal(site->catalog->chains[0].url, url);
	assert_true(g_str_has_suffix(url, "/gbf-2013-100.html"));
}

static void days_are_known_only_between_two_dates(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "published_on: 2013-10-01\nprinted_on: 2013-10-01");
	site_document(site, "b.md", "written_on: 2013-10-02\nforwards: a.md");
	site_document(site, "c.md", "written_on: 2013-10-02");
	site_make(site);
	int days = 99;
	uint32_t a = number_of(site, "a.md");
	uint32_t b = number_of(site, "b.md");
	assert_false(chain_days(site->catalog, a, b, &days));
	assert_false(chain_days(site->catalog, b, a, &days));
	assert_int_equal(days, 99);
	assert_int_equal(days_between(site, "b.md", "c.md"), 0);
}

static void what_one_document_led_to_comes_oldest_first_and_without_a_date_last(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "written_on: 2013-01-01");
	site_document(site, "b.md", "implements: a.md\npublished_on: 2012-01-01\nid: z");
	site_document(site, "c.md", "implements: a.md\npublished_on: 2012-01-01\nid: y");
	site_document(site, "d.md", "implements: a.md\npublished_on: 2011-01-01\nid: zz");
	site_document(site, "e.md", "implements: a.md\nwritten_on: 2013-03-03");
	site_document(site, "f.md", "forwards: a.md\nwritten_on: 2013-03-04");
	site_document(site, "g.md",
	              "forwards: a.md\nwritten_on: 2013-02-02\npublished_on: 2020-01-01");
	site_make(site);
	assert_chains(site, "a.md .g.md:f .e.md:i .f.md:f .d.md:i .c.md:i .b.md:i");
}

static void a_document_stands_once_where_it_is_nearest(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "title: x");
	site_document(site, "b.md", "implements: a.md\nwritten_on: 2013-01-01");
	site_document(site, "c.md", "implements: b.md\nwritten_on: 2013-01-02");
	site_document(site, "d.md", "implements: [c.md, a.md]\nwritten_on: 2013-01-03");
	site_document(site, "e.md", "implements: [c.md, d.md, b.md]\nwritten_on: 2013-01-04");
	site_document(site, "f.md", "implements: [d.md, b.md]\nforwards: [b.md]");
	site_make(site);
	assert_chains(site, "a.md .b.md:i ..c.md:i ..e.md:i ..f.md:f .d.md:i");
}

static void a_document_may_pass_on_two(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "written_on: 2014-01-01");
	site_document(site, "b.md", "written_on: 2013-01-01");
	site_document(site, "c.md", "implements: [a.md, b.md]");
	site_document(site, "d.md", "implements: c.md");
	site_document(site, "e.md", "implements: a.md");
	site_make(site);
	assert_chains(site, "b.md .c.md:i ..d.md:i | a.md .c.md:i ..d.md:i .e.md:i");
	assert_place(site, "d.md", 0, 2);
	assert_place(site, "e.md", 1, 3);
}

static void what_is_not_collected_begins_no_chain_and_ends_none(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "implements: 国办发〔2013〕100号");
	site_document(site, "b.md", "implements: [a.md, 国办发〔2013〕99号]");
	site_document(site, "c.md", "implements: 国办发〔2013〕99号");
	site_make(site);
	assert_chains(site, "a.md .b.md:i");
	assert_place(site, "c.md", CHAIN_NONE, CHAIN_NONE);
}

static void circles_hang_nothing(void **state)
{
	struct site *site = *state;
	site_document(site, "a.md", "title: x");
	site_document(site, "b.md", "implements: [a.md, d.md]");
	site_document(site, "c.md", "implements: b.md");
	site_document(site, "d.md", "implements: c.md");
	site_document(site, "e.md", "implements: f.md");
	site_document(site, "f.md", "forwards: e.md");
	site_document(site, "g.md", "forwards: g.md");
	site_make(site);
	assert_problems(site, "g.md:2 relation/self");
	assert_chains(site, "a.md .b.md:i ..c.md:i ...d.md:i");
	assert_place(site, "e.md", CHAIN_NONE, CHAIN_NONE);
}

/* ---- without a repository, where there are too many for one */

enum { MANY = 100000 };

/* Records of which each has one tie to `parent_of` it, if that is a record. */
static struct catalog *made_catalog(uint32_t count, uint32_t (*parent_of)(uint32_t number))
{
	static const struct relation_type implements = {.name = "implements", .passes_on = true};
	struct catalog *catalog = g_new0(struct catalog, 1);
	catalog->arena = arena_new();
	catalog->records = g_new0(struct record, count);
	catalog->record_count = count;
	GArray **ties = g_new0(GArray *, count);
	for (uint32_t i = 0; i < count; i++)
		ties[i] = g_array_new(FALSE, FALSE, sizeof(struct tie));
	for (uint32_t i = 0; i < count; i++) {
		uint32_t parent = parent_of(i);
		catalog->records[i].id = arena_printf(catalog->arena, "r%06u", i);
		catalog->records[i].url = arena_printf(catalog->arena, "doc/aa/r%06u.html", i);
		if (parent == RECORD_NONE)
			continue;
		struct tie up = {.relation = &implements, .other = parent};
		struct tie down = {.relation = &implements, .other = i, .inverse = true};
		g_array_append_val(ties[i], up);
		g_array_append_val(ties[parent], down);
	}
	for (uint32_t i = 0; i < count; i++) {
		catalog->records[i].tie_count = ties[i]->len;
		struct tie *copy = arena_new_array(catalog->arena, struct tie, ties[i]->len);
		if (ties[i]->len > 0)
			memcpy(copy, ties[i]->data, ties[i]->len * sizeof *copy);
		catalog->records[i].ties = copy;
		g_array_unref(ties[i]);
	}
	g_free(ties);
	return catalog;
}

static uint32_t the_one_before(uint32_t number)
{
	return number == 0 ? RECORD_NONE : number - 1;
}

static uint32_t the_first(uint32_t number)
{
	return number == 0 ? RECORD_NONE : 0;
}

static uint32_t nothing(uint32_t number)
{
	(void)number;
	return RECORD_NONE;
}

static void a_hundred_thousand_documents_may_hang_from_each_other(void **state)
{
	(void)state;
	g_autoptr(Catalog) catalog = made_catalog(MANY, the_one_before);
	chains_make(catalog);
	assert_int_equal(catalog->chain_count, 1);
	assert_int_equal(catalog->chains[0].count, MANY);
	assert_string_equal(catalog->chains[0].url, "chain/aa/r000000.html");
	const struct chain_node *last = &catalog->chains[0].nodes[MANY - 1];
	assert_int_equal(last->level, MANY - 1);
	assert_int_equal(last->parent, MANY - 2);
	assert_int_equal(catalog->chain_of[MANY - 1].node, MANY - 1);
}

static void a_hundred_thousand_documents_may_pass_on_one(void **state)
{
	(void)state;
	g_autoptr(Catalog) catalog = made_catalog(MANY, the_first);
	chains_make(catalog);
	assert_int_equal(catalog->chains[0].count, MANY);
	assert_int_equal(catalog->chains[0].nodes[MANY - 1].level, 1);
	assert_int_equal(catalog->chains[0].nodes[MANY - 1].record, MANY - 1);
}

static void documents_that_pass_on_nothing_cost_next_to_nothing(void **state)
{
	(void)state;
	g_autoptr(Catalog) catalog = made_catalog(MANY, nothing);
	size_t before = arena_size(catalog->arena);
	chains_make(catalog);
	assert_int_equal(catalog->chain_count, 0);
	assert_int_equal(catalog->chain_of[MANY / 2].chain, CHAIN_NONE);
	assert_true(arena_size(catalog->arena) - before <= MANY * sizeof(struct chain_place) * 2);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        SITE_CASE(the_founding_documents_were_passed_on),
	        SITE_CASE(a_chain_lies_where_its_first_document_lies),
	        SITE_CASE(days_are_known_only_between_two_dates),
	        SITE_CASE(what_one_document_led_to_comes_oldest_first_and_without_a_date_last),
	        SITE_CASE(a_document_stands_once_where_it_is_nearest),
	        SITE_CASE(a_document_may_pass_on_two),
	        SITE_CASE(what_is_not_collected_begins_no_chain_and_ends_none),
	        SITE_CASE(circles_hang_nothing),
	        cmocka_unit_test(a_hundred_thousand_documents_may_hang_from_each_other),
	        cmocka_unit_test(a_hundred_thousand_documents_may_pass_on_one),
	        cmocka_unit_test(documents_that_pass_on_nothing_cost_next_to_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
