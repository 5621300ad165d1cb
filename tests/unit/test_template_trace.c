/* SPDX-License-Identifier: MIT */
/* What a template may read of `site`, and when it is another one. */
/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#include "pages/template.h"

enum { TEXTS_MOST = 4 };

/* A template "page" and partials "a", "b", "c", in this order; NULL: no more. */
static struct template_set *make_set(const char *const texts[TEXTS_MOST])
{
	static const char *const NAMES[TEXTS_MOST] = {"page", "a", "b", "c"};
	g_autoptr(Report) report = report_new();
	struct template_set *set = template_set_new();
	for (size_t i = 0; i < TEXTS_MOST && texts[i] != NULL; i++)
		assert_true(template_set_add(report, set, NAMES[i], NAMES[i], texts[i],
		                             strlen(texts[i])));
	template_set_link(report, set);
	return set;
}

struct reading {
	const char *texts[TEXTS_MOST];
	const char *keys; /* in one text */
};

static const struct reading READINGS[] = {
        {{""}, ""},
        {{"{{title}} {{{body}}} {{&body}} {{.}}"}, ""},
        {{"{{title.site.x}} {{sites.x}} {{Site.x}}"}, ""},
        {{"{{! site.x }}{{=<% %>=}}{{site.x}}"}, ""},
        {{"{{site.name}}"}, "site.name"},
        {{"{{{site.name}}}{{&site.logo}}"}, "site.logo site.name"},
        {{"{{=<% %>=}}<%site.name%>"}, "site.name"},
        {{"{{site.name}}{{site.name}}"}, "site.name"},
        {{"{{site.strings.home}}"}, "site.strings.home"},
        {{"{{site.contact.hours.open}}"}, "site.contact.hours"},
        {{"{{site.*}}{{site.a%b}}"}, "site.%2A site.a%25b"},
        {{"{{site}}"}, "site.*"},
        {{"{{#site}}{{name}}{{/site}}"}, "site.*"},
        {{"{{^site}}{{name}}{{/site}}"}, "site.*"},
        {{"{{#site.contact}}{{phone}}{{/site.contact}}"}, "site.contact.*"},
        {{"{{^site.menu}}none{{/site.menu}}"}, "site.menu.*"},
        {{"{{#site.menu}}{{.}}{{label}}{{#sub}}{{.}}{{/sub}}{{/site.menu}}"}, "site.menu.*"},
        {{"{{#site.contact.name}}{{site.contact.name}}{{/site.contact.name}}"}, "site.contact.name"},
        {{"{{^site.contact.name}}x{{/site.contact.name}}"}, "site.contact.name"},
        {{"{{#site.contact}}{{site.name}}{{/site.contact}}"}, "site.contact.* site.name"},
        /* In any section a name called `site` may be the outermost one. */
        {{"{{#doc}}{{#items}}{{site.name}}{{#site}}{{x}}{{/site}}{{/items}}{{/doc}}"},
         "site.* site.name"},
        {{"{{#.}}{{site.name}}{{/.}}"}, "site.name"},
        {{"{{> a}}", "{{site.name}}{{> b}}", "{{site.x}}", "{{site.not}}"}, "site.name site.x"},
        {{"{{#site.contact}}{{> a}}{{/site.contact}}", "{{name}}"}, "site.contact.*"},
        {{"{{> a}}", "{{site.y}}{{> b}}", "{{> a}}{{#x}}{{> page}}{{/x}}"}, "site.y"},
        {{"{{> gone}}{{site.x}}"}, "site.x"},
        {{"{{#never}}{{> a}}{{/never}}", "{{site.x}}"}, "site.x"},
};

static void what_may_be_read_is_told(void **state)
{
	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(READINGS); i++) {
		g_autoptr(TemplateSet) set = make_set(READINGS[i].texts);
		g_autoptr(GString) keys = g_string_new(NULL);
		unsigned count;
		const char *const *found = template_keys(set, "page", &count);
		for (unsigned key = 0; key < count; key++)
			g_string_append_printf(keys, "%s%s", key > 0 ? " " : "", found[key]);
		assert_string_equal(keys->str, READINGS[i].keys);
	}
}

static struct digest digest_of_page(const char *const texts[TEXTS_MOST])
{
	g_autoptr(TemplateSet) set = make_set(texts);
	return template_digest(set, "page");
}

static void a_template_is_another_when_it_or_a_partial_is(void **state)
{
	(void)state;
	const char *const base[TEXTS_MOST] = {"{{> a}}", "x{{> b}}", "y", "z"};
	const struct digest digest = digest_of_page(base);
	for (size_t i = 0; i < TEXTS_MOST; i++) {
		const char *texts[TEXTS_MOST];
		memcpy(texts, base, sizeof texts);
		struct digest same = digest_of_page(texts);
		assert_true(digest_equal(&digest, &same));
		g_autofree char *changed = g_strconcat(base[i], "!", NULL);
		texts[i] = changed;
		struct digest other = digest_of_page(texts);
		assert_true(digest_equal(&digest, &other) == (i == 3));
	}
	const char *const swapped[TEXTS_MOST] = {"{{> a}}", "x{{> c}}", "y", "y"};
	struct digest other = digest_of_page(swapped);
	assert_false(digest_equal(&digest, &other));
}

static void a_template_added_later_counts(void **state)
{
	(void)state;
	const char *const texts[TEXTS_MOST] = {"{{> a}}", "{{site.x}}"};
	g_autoptr(TemplateSet) set = make_set(texts);
	g_autoptr(Report) report = report_new();
	unsigned count;
	struct digest before = template_digest(set, "page");
	assert_string_equal(template_keys(set, "page", &count)[0], "site.x");
	assert_true(template_set_add(report, set, "a", "a", "{{site.y}}", 10));
	assert_true(template_set_link(report, set));
	struct digest after = template_digest(set, "page");
	assert_false(digest_equal(&before, &after));
	assert_string_equal(template_keys(set, "page", &count)[0], "site.y");
	assert_int_equal(count, 1);
}

static void what_is_no_template_reads_nothing(void **state)
{
	(void)state;
	const char *const texts[TEXTS_MOST] = {"x"};
	g_autoptr(TemplateSet) set = make_set(texts);
	unsigned count;
	template_keys(set, "gone", &count);
	assert_int_equal(count, 0);
	struct digest page = template_digest(set, "page");
	struct digest gone = template_digest(set, "gone");
	assert_false(digest_equal(&page, &gone));
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(what_may_be_read_is_told),
	        cmocka_unit_test(a_template_is_another_when_it_or_a_partial_is),
	        cmocka_unit_test(a_template_added_later_counts),
	        cmocka_unit_test(what_is_no_template_reads_nothing),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
