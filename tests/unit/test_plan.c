/* SPDX-License-Identifier: MIT */
/* The plan: lists that never shift, addresses that never meet, inputs that are complete. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "pages/plan.h"

enum { PAGE_LENGTH = 30, FEED_LENGTH = 15, FEED_PART = 15, LETTERS = 27 };

/* A site with one axis, "topics", that has one list, "park", of `count` records. */
struct site {
	struct arena *arena;
	struct report *report;
	struct axis axis;
	struct settings settings;
	struct schema schema;
	struct kind kind;
	struct group group;
	struct axis_groups groups;
	struct catalog catalog;
	struct theme *theme;
	struct plan *plan;
};

#define FILE_OF(file_name, text)                                                                   \
	{                                                                                          \
		.name = file_name, .path = file_name, .bytes = text, .size = sizeof text - 1       \
	}

static struct theme *make_theme(struct report *report, bool whole)
{
	static const struct folder_file files[] = {
	        FILE_OF("style/site.css", "body {}"),
	        FILE_OF("template/home.mustache", ""),
	        FILE_OF("template/list.mustache", ""),
	        FILE_OF("template/lists.mustache", ""),
	        FILE_OF("template/record.mustache", ""),
	        FILE_OF("template/catalog-csv.mustache", ""),
	        FILE_OF("template/data-year.mustache", ""),
	        FILE_OF("template/catalog-json.mustache", ""),
	        FILE_OF("template/feed-atom.mustache", ""),
	        FILE_OF("template/feed-json.mustache", ""),
	        FILE_OF("template/sitemap.mustache", ""),
	        FILE_OF("template/sitemap-index.mustache", ""),
	        FILE_OF("template/alphabet.mustache", ""),
	        FILE_OF("template/moved.mustache", ""),
	        FILE_OF("template/chain.mustache", ""),
	        FILE_OF("template/kiosk-start.mustache", ""),
	        FILE_OF("template/kiosk-state.mustache", ""),
	        FILE_OF("template/document.mustache", ""),
	};
	const struct folder base = {files, G_N_ELEMENTS(files) - (whole ? 0 : 1)};
	const struct folder none = {.count = 0};
	return theme_new(report, &base, &none);
}

static const struct kind *const NO_KINDS[] = {NULL};
static const struct selection CHOSEN[] = {
        {.name = "newest", .type = SELECT_RECORDS, .kinds = NO_KINDS, .most = 20},
        {.name = "axes", .type = SELECT_AXES, .kinds = NO_KINDS, .most = 20},
};
static const struct fixed_page HOME = {.name = "home",
                                       .url = "index.html",
                                       .view = "home",
                                       .in = {true, true},
                                       .selections = CHOSEN,
                                       .selection_count = 2};

/* Record n is the n-th oldest. */
static struct record *make_records(struct site *site, uint32_t count)
{
	struct record *records = arena_new_array(site->arena, struct record, count);
	for (uint32_t i = 0; i < count; i++) {
		records[i].kind = &site->kind;
		records[i].path = arena_printf(site->arena, "notices/%u.md", i);
		records[i].url = arena_printf(site->arena, "doc/aa/n%u.html", i);
		records[i].validity.by = RECORD_NONE;
		records[i].id = records[i].title = arena_printf(site->arena, "n%u", i);
	}
	return records;
}

static struct chain_place *make_places(struct site *site, uint32_t count)
{
	struct chain_place *places = arena_new_array(site->arena, struct chain_place, count);
	for (uint32_t i = 0; i < count; i++)
		places[i] = (struct chain_place){CHAIN_NONE, CHAIN_NONE};
	return places;
}

static void site_init(struct site *site, uint32_t count)
{
	*site = (struct site){.arena = arena_new(), .report = report_new()};
	site->axis = (struct axis){.name = "topics", .view = "list", .index_view = "lists"};
	site->settings = settings_default();
	site->schema = (struct schema){
	        .axes = &site->axis, .axis_count = 1, .pages = &HOME, .page_count = 1};
	site->kind = (struct kind){.name = "notice", .view = "document", .listed = true};
	uint32_t *oldest_first = arena_new_array(site->arena, uint32_t, count);
	uint32_t *newest_first = arena_new_array(site->arena, uint32_t, count);
	for (uint32_t i = 0; i < count; i++)
		newest_first[count - 1 - i] = oldest_first[i] = i;
	site->group = (struct group){.key = "park",
	                             .slug = "park",
	                             .entity = RECORD_NONE,
	                             .records = oldest_first,
	                             .count = count};
	site->groups = (struct axis_groups){.axis = &site->axis, .groups = &site->group, .count = 1};
	site->catalog = (struct catalog){.schema = &site->schema,
	                                 .settings = &site->settings,
	                                 .records = make_records(site, count),
	                                 .record_count = count,
	                                 .chain_of = make_places(site, count),
	                                 .axes = &site->groups,
	                                 .newest = newest_first,
	                                 .newest_count = count};
	site->theme = make_theme(site->report, true);
	assert_non_null(site->theme);
}

static void site_plan(struct site *site, uint32_t count)
{
	site_init(site, count);
	site->plan = plan_new(site->report, &site->catalog, NULL, site->theme);
	report_write(site->report, stderr);
	assert_non_null(site->plan);
	assert_int_equal(site->report->problems->len, 0);
}

static void site_clear(struct site *site)
{
	plan_free(site->plan);
	theme_free(site->theme);
	arena_free(site->arena);
	report_free(site->report);
}

static const struct page *find_page(const struct plan *plan, const char *url)
{
	for (unsigned i = 0; i < plan->pages->len; i++) {
		const struct page *page = &g_array_index(plan->pages, struct page, i);
		if (strcmp(page->url, url) == 0)
			return page;
	}
	return NULL;
}

static const struct page *need_page(const struct site *site, const char *url)
{
	const struct page *page = find_page(site->plan, url);
	assert_non_null(page);
	return page;
}

#define FRONT "list/topics/park/index.html"

static const struct page *numbered(const struct site *site, unsigned number)
{
	g_autofree char *url = g_strdup_printf("list/topics/park/%u.html", number);
	return find_page(site->plan, url);
}

/* The inputs of a page as text: "group:0/0 entry:12 …". */
static char *show_inputs(const struct site *site, const struct page *page)
{
	static const char *const names[INPUT_TYPE_COUNT] = {
	        [INPUT_DOCUMENT] = "document",
	        [INPUT_RECORD] = "record",
	        [INPUT_CATALOGUED] = "catalogued",
	        [INPUT_ENTRY] = "entry",
	        [INPUT_DATED_ENTRY] = "dated",
	        [INPUT_ENTITY] = "entity",
	        [INPUT_PREVIOUS] = "previous",
	        [INPUT_NEXT] = "next",
	        [INPUT_TIE] = "tie",
	        [INPUT_CHANGED_BY] = "changed",
	        [INPUT_FIELD_ADDRESS] = "field",
	        [INPUT_ADDRESS] = "address",
	        [INPUT_DATA] = "data",
	        [INPUT_RECORDING] = "recording",
	        [INPUT_TABLE] = "table",
	        [INPUT_OTHER_TABLE] = "other",
	        [INPUT_GROUP] = "group",
	        [INPUT_GROUP_NAME] = "name",
	        [INPUT_MEMBERSHIP] = "member",
	        [INPUT_AXIS] = "axis",
	        [INPUT_PAGE] = "page",
	        [INPUT_PART] = "part",
	        [INPUT_URL] = "url",
	        [INPUT_COPIED] = "copied",
	        [INPUT_NEWEST_CHANGE] = "change",
	        [INPUT_CHAIN] = "chain",
	        [INPUT_CHAIN_WAY] = "way",
	        [INPUT_INDEX] = "index",
	        [INPUT_LETTER] = "letter",
	        [INPUT_BRANCH] = "branch",
	        [INPUT_COUNTS] = "counts",
	        [INPUT_MONTHS] = "months",
	};
	GString *out = g_string_new(NULL);
	for (uint32_t i = 0; i < page->input_count; i++) {
		const struct input *input =
		        &g_array_index(site->plan->inputs, struct input, page->first_input + i);
		g_string_append_printf(out, "%s%s:%u", i > 0 ? " " : "", names[input->type],
		                       input->index);
		if (input->detail > 0)
			g_string_append_printf(out, "/%u", input->detail);
		if (input->slot > 0)
			g_string_append_printf(out, "@%u", input->slot);
	}
	return g_string_free(out, FALSE);
}

static void assert_inputs(const struct site *site, const char *url, const char *wanted)
{
	g_autofree char *inputs = show_inputs(site, need_page(site, url));
	assert_string_equal(inputs, wanted);
}

/* The entries of a list's page must be the records from `newest` down to `oldest`. */
static void assert_entries(const struct site *site, const struct page *page, uint32_t newest,
                           uint32_t oldest)
{
	g_autoptr(GString) wanted = g_string_new(page->number == 0 ? "group:0" : "name:0");
	for (uint32_t i = newest + 1; i > oldest; i--)
		g_string_append_printf(wanted, " entry:%u", i - 1);
	g_autofree char *inputs = show_inputs(site, page);
	assert_string_equal(inputs, wanted->str);
}

/* ---- lists */

static const uint32_t counts[] = {0, 1, 29, 30, 31, 59, 60, 61, 89, 90, 91, 600};

static void a_front_shows_the_newest_thirty(void **state)
{
	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(counts); i++) {
		struct site site;
		site_plan(&site, counts[i]);
		const struct page *front = need_page(&site, FRONT);
		assert_int_equal(front->number, 0);
		assert_null(front->newer);
		assert_string_equal(front->view, "list");
		if (counts[i] > 0)
			assert_entries(&site, front, counts[i] - 1,
			               counts[i] > PAGE_LENGTH ? counts[i] - PAGE_LENGTH : 0);
		else
			assert_inputs(&site, FRONT, "group:0");
		site_clear(&site);
	}
}

static void numbered_pages_are_full_and_begin_with_the_oldest(void **state)
{
	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(counts); i++) {
		struct site site;
		site_plan(&site, counts[i]);
		unsigned full = counts[i] > PAGE_LENGTH ? counts[i] / PAGE_LENGTH : 0;
		for (unsigned number = 1; number <= full; number++) {
			const struct page *page = numbered(&site, number);
			assert_non_null(page);
			assert_int_equal(page->number, number);
			assert_entries(&site, page, number * PAGE_LENGTH - 1,
			               (number - 1) * PAGE_LENGTH);
		}
		assert_null(numbered(&site, 0));
		assert_null(numbered(&site, full + 1));
		site_clear(&site);
	}
}

static void mark_entries(const struct site *site, const struct page *page, bool *seen)
{
	for (uint32_t i = 0; i < page->input_count; i++) {
		const struct input *input =
		        &g_array_index(site->plan->inputs, struct input, page->first_input + i);
		if (input->type == INPUT_ENTRY)
			seen[input->index] = true;
	}
}

static void every_record_can_be_reached_from_the_front_and_back(void **state)
{
	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(counts); i++) {
		struct site site;
		site_plan(&site, counts[i]);
		g_autofree bool *seen = g_new0(bool, counts[i] + 1);
		unsigned steps = 0;
		const struct page *page = need_page(&site, FRONT);
		for (;; steps++) {
			mark_entries(&site, page, seen);
			if (page->older == NULL)
				break;
			page = need_page(&site, page->older);
		}
		for (uint32_t record = 0; record < counts[i]; record++)
			assert_true(seen[record]);
		assert_true(steps <= counts[i] / PAGE_LENGTH);
		for (steps = 0; page->newer != NULL; steps++)
			page = need_page(&site, page->newer);
		assert_string_equal(page->url, FRONT);
		assert_int_equal(steps, counts[i] > PAGE_LENGTH ? counts[i] / PAGE_LENGTH : 0);
		site_clear(&site);
	}
}

static void the_page_behind_the_front_shows_something_else(void **state)
{
	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(counts); i++) {
		struct site site;
		site_plan(&site, counts[i]);
		const struct page *front = need_page(&site, FRONT);
		assert_int_equal(front->older != NULL, counts[i] > PAGE_LENGTH);
		if (front->older != NULL) {
			g_autofree bool *seen = g_new0(bool, counts[i]);
			mark_entries(&site, need_page(&site, front->older), seen);
			assert_true(seen[counts[i] - PAGE_LENGTH - 1]);
		}
		site_clear(&site);
	}
}

/* What readers have bookmarked, and what need not be written again. */
static void one_more_record_changes_no_numbered_page(void **state)
{
	(void)state;
	for (uint32_t count = 45; count < 160; count++) {
		struct site before;
		struct site after;
		site_plan(&before, count);
		site_plan(&after, count + 1);
		bool became_full = (count + 1) % PAGE_LENGTH == 0;
		for (unsigned number = 1; numbered(&before, number) != NULL; number++) {
			const struct page *old = numbered(&before, number);
			const struct page *new = numbered(&after, number);
			assert_non_null(new);
			g_autofree char *old_inputs = show_inputs(&before, old);
			g_autofree char *new_inputs = show_inputs(&after, new);
			assert_string_equal(old_inputs, new_inputs);
			assert_int_equal(g_strcmp0(old->older, new->older), 0);
			/* The last one leads to the front until there is a page between them. */
			bool last = numbered(&before, number + 1) == NULL;
			if (!last || !became_full)
				assert_string_equal(old->newer, new->newer);
		}
		site_clear(&before);
		site_clear(&after);
	}
}

static void the_pages_of_a_long_list_lie_by_hundreds(void **state)
{
	(void)state;
	static const struct {
		const char *url;
		const char *older;
		const char *newer;
	} CASES[] = {{"99.html", "98.html", "1/100.html"},
	             {"1/100.html", "99.html", "1/101.html"},
	             {"1/199.html", "1/198.html", "2/200.html"},
	             {"2/200.html", "1/199.html", "index.html"}};
	struct site site;
	site_plan(&site, 200 * PAGE_LENGTH);
	for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
		g_autofree char *url = g_strconcat("list/topics/park/", CASES[i].url, NULL);
		const struct page *page = need_page(&site, url);
		assert_string_equal(page->older + strlen("list/topics/park/"), CASES[i].older);
		assert_string_equal(page->newer + strlen("list/topics/park/"), CASES[i].newer);
	}
	assert_null(numbered(&site, 100));
	site_clear(&site);
}

static void the_organ_of_a_list_stands_on_its_front_alone(void **state)
{
	(void)state;
	struct site site;
	site_init(&site, 60);
	site.group.entity = 7;
	site.plan = plan_new(site.report, &site.catalog, NULL, site.theme);
	g_autofree char *front = show_inputs(&site, need_page(&site, FRONT));
	g_autofree char *first = show_inputs(&site, numbered(&site, 1));
	assert_true(g_str_has_prefix(front, "group:0 entity:7 entry:59 "));
	assert_true(g_str_has_prefix(first, "name:0 entry:29 "));
	site_clear(&site);
}

static void lists_are_listed_and_axes_are_on_the_home_page(void **state)
{
	(void)state;
	struct site site;
	site_plan(&site, 30);
	assert_inputs(&site, "list/topics/index.html", "axis:0 name:0");
	assert_string_equal(need_page(&site, "list/topics/index.html")->view, "lists");
	assert_inputs(&site, "index.html",
	              "page:0 entry:29@1 entry:28@1 entry:27@1 entry:26@1 entry:25@1 entry:24@1 "
	              "entry:23@1 entry:22@1 entry:21@1 entry:20@1 entry:19@1 entry:18@1 "
	              "entry:17@1 entry:16@1 entry:15@1 entry:14@1 entry:13@1 entry:12@1 "
	              "entry:11@1 entry:10@1 axis:0@2");
	assert_string_equal(need_page(&site, "index.html")->view, "home");
	site_clear(&site);
}

static void an_axis_without_lists_has_its_page(void **state)
{
	(void)state;
	struct site site;
	site_init(&site, 0);
	site.groups.count = 0;
	site.plan = plan_new(site.report, &site.catalog, NULL, site.theme);
	assert_inputs(&site, "list/topics/index.html", "axis:0");
	assert_inputs(&site, "index.html", "page:0");         /* nothing leads to an empty page */
	assert_int_equal(site.plan->pages->len, 3 + LETTERS); /* and the style sheet */
	site_clear(&site);
}

/* ---- documents and files */

static void a_document_reads_what_it_is_tied_to_and_links_to(void **state)
{
	(void)state;
	struct site site;
	site_init(&site, 2);
	static const struct target targets[] = {
	        {.type = TARGET_NONE}, {.type = TARGET_RECORD}, {.type = TARGET_FILE}};
	site.catalog.records[1].targets = targets;
	site.catalog.records[1].target_count = 3;
	static const struct tie ties[] = {{.inverse = true}, {.inverse = false}};
	site.catalog.records[1].ties = ties;
	site.catalog.records[1].tie_count = 2;
	site.catalog.records[1].field_target_count = 1;
	site.plan = plan_new(site.report, &site.catalog, NULL, site.theme);
	assert_inputs(&site, "doc/aa/n0.html", "document:0 member:0");
	assert_inputs(&site, "doc/aa/n1.html",
	              "document:1 tie:0 tie:1 field:0 address:1 address:2 member:0");
	/* What machines get has no text, and nothing that others wrote but what changed it. */
	assert_inputs(&site, "doc/aa/n1.json", "record:1 tie:1 field:0");
	assert_string_equal(need_page(&site, "doc/aa/n1.html")->view, "document");
	site_clear(&site);
}

static void what_repealed_a_document_is_read_wherever_it_is_told(void **state)
{
	(void)state;
	struct site site;
	site_init(&site, 2);
	static const struct moved moved[] = {{"zwgk/t1.html", 0}};
	site.catalog.moved = moved;
	site.catalog.moved_count = 1;
	site.catalog.records[0].validity.by = 1;
	site.plan = plan_new(site.report, &site.catalog, NULL, site.theme);
	assert_non_null(site.plan);
	assert_inputs(&site, "doc/aa/n0.html", "document:0 changed:1 member:0");
	assert_inputs(&site, "doc/aa/n0.json", "record:0 changed:1");
	assert_inputs(&site, "zwgk/t1.html", "record:0 changed:1");
	assert_inputs(&site, "doc/aa/n1.json", "record:1");
	site_clear(&site);
}

static void neighbours_go_by_the_axis_that_says_so(void **state)
{
	(void)state;
	struct site site;
	site_init(&site, 3);
	site.axis.sequence = true;
	site.plan = plan_new(site.report, &site.catalog, NULL, site.theme);
	assert_inputs(&site, "doc/aa/n0.html", "document:0 member:0 next:1");
	assert_inputs(&site, "doc/aa/n1.html", "document:1 member:0 previous:0 next:2");
	assert_inputs(&site, "doc/aa/n2.html", "document:2 member:0 previous:1");
	site_clear(&site);
}

/* ---- sections */

static void a_front_in_sections_keeps_the_newest_of_each(void **state)
{
	(void)state;
	struct site site;
	site_init(&site, 80);
	/* Sixty answers after twenty notices: the notices are older than the newest thirty. */
	static const struct kind answer = {.name = "answer", .view = "document", .listed = true};
	const struct kind *const answers[] = {&answer, NULL};
	const struct section sections[] = {{"documents", NO_KINDS}, {"answers", answers}};
	site.axis.sections = sections;
	site.axis.section_count = 2;
	for (uint32_t i = 20; i < 80; i++)
		site.catalog.records[i].kind = &answer;
	site.plan = plan_new(site.report, &site.catalog, NULL, site.theme);
	const struct page *front = need_page(&site, FRONT);
	assert_true(front->sections);
	assert_string_equal(front->slots[1], "answers");
	g_autofree char *inputs = show_inputs(&site, front);
	assert_non_null(strstr(inputs, " entry:79@2 "));
	assert_non_null(strstr(inputs, " entry:50@2 entry:19@1 ")); /* the newest thirty, then */
	assert_null(strstr(inputs, "entry:49@2"));
	assert_true(g_str_has_suffix(inputs, " entry:10@1"));
	assert_null(strstr(inputs, "entry:9@1"));
	/* What the front does not show stands on numbered pages, in one list. */
	g_autofree char *first = show_inputs(&site, numbered(&site, 1));
	assert_true(g_str_has_prefix(first, "name:0 entry:29 "));
	site_clear(&site);
}

/* ---- what machines read */

static unsigned count_pages(const struct site *site, const char *prefix)
{
	unsigned count = 0;
	for (unsigned i = 0; i < site->plan->pages->len; i++)
		if (g_str_has_prefix(g_array_index(site->plan->pages, struct page, i).url, prefix))
			count++;
	return count;
}

/* Records from `second_year` on are of 2014, the others of 2013. */
static void make_years(struct site *site, uint32_t second_year)
{
	site->axis.feeds = true;
	for (uint32_t i = 0; i < site->catalog.record_count; i++)
		site->catalog.records[i].listed_on = (struct date){
		        .year = i < second_year ? 2013 : 2014, .month = 1, .day = 1, .minute = -1};
	site->plan = plan_new(site->report, &site->catalog, NULL, site->theme);
	report_write(site->report, stderr);
	assert_non_null(site->plan);
}

static void site_plan_years(struct site *site, uint32_t count, uint32_t second_year)
{
	site_init(site, count);
	make_years(site, second_year);
}

/* The addresses of the pages of the plan that are inputs of a page, in order. */
static void assert_inputs_are_pages(const struct site *site, const char *url, const char *wanted)
{
	const struct page *page = need_page(site, url);
	g_autoptr(GString) found = g_string_new(NULL);
	for (uint32_t i = 0; i < page->input_count; i++) {
		const struct input *input =
		        &g_array_index(site->plan->inputs, struct input, page->first_input + i);
		if (input->type != INPUT_PART && input->type != INPUT_URL)
			continue;
		g_string_append_printf(
		        found, "%s%s", found->len > 0 ? " " : "",
		        g_array_index(site->plan->pages, struct page, input->index).url);
	}
	assert_string_equal(found->str, wanted);
}

static void the_catalog_is_cut_by_year_and_from_the_oldest(void **state)
{
	(void)state;
	struct site site;
	site_plan_years(&site, 150, 80);
	assert_int_equal(need_page(&site, "data/2013/1.csv")->input_count, 50);
	assert_int_equal(need_page(&site, "data/2013/2.csv")->input_count, 30);
	assert_int_equal(need_page(&site, "data/2014/1.json")->input_count, 50);
	assert_int_equal(need_page(&site, "data/2014/2.json")->input_count, 20);
	assert_int_equal(count_pages(&site, "data/"), 4 * 2 + 2);
	assert_int_equal(need_page(&site, "data/2014/2.json")->year, 2014);
	assert_int_equal(need_page(&site, "data/2014/2.json")->number, 2);
	site_clear(&site);
}

static void each_year_of_the_catalog_has_a_page_that_leads_to_its_parts(void **state)
{
	(void)state;
	struct site site;
	site_init(&site, 150);
	static const struct selection years[] = {
	        {.name = "years", .type = SELECT_YEARS, .kinds = NO_KINDS, .most = 20}};
	struct fixed_page data = {.name = "data",
	                          .in = {true, false},
	                          .url = "data/index.html",
	                          .view = "home",
	                          .selections = years,
	                          .selection_count = 1};
	site.schema.pages = &data;
	make_years(&site, 80);
	assert_inputs_are_pages(&site, "data/index.html",
	                        "data/2014/index.html data/2013/index.html");
	assert_inputs_are_pages(&site, "data/2013/index.html", "data/2013/2.json data/2013/1.json");
	assert_int_equal(need_page(&site, "data/2013/index.html")->year, 2013);
	assert_int_equal(need_page(&site, "data/2013/index.html")->number, 0);
	site_clear(&site);
}

static void the_parts_of_a_year_lie_by_hundreds(void **state)
{
	(void)state;
	struct site site;
	site_plan_years(&site, 5000, 4999);
	need_page(&site, "data/2013/99.csv");
	need_page(&site, "data/2013/1/100.csv");
	need_page(&site, "data/2013/1/100.json");
	need_page(&site, "feed/topics/park/2013/99.xml");
	need_page(&site, "feed/topics/park/2013/1/100.xml");
	need_page(&site, "feed/topics/park/2013/3/300.json");
	site_clear(&site);
}

#define FEED "feed/topics/park/index.xml"

static void archives_hold_what_will_not_change(void **state)
{
	(void)state;
	struct site site;
	site_plan_years(&site, 60, 20);
	/* 2013: a full part of 15 and 5, since the year is over; 2014: 15, and 25 to come. */
	assert_int_equal(need_page(&site, "feed/topics/park/2013/1.xml")->input_count, 1 + 15);
	assert_int_equal(need_page(&site, "feed/topics/park/2013/2.xml")->input_count, 1 + 5);
	assert_int_equal(need_page(&site, "feed/topics/park/2014/1.xml")->input_count, 1 + 15);
	assert_null(find_page(site.plan, "feed/topics/park/2014/2.xml"));
	const struct page *feed = need_page(&site, FEED);
	assert_int_equal(feed->input_count, 1 + 25);
	assert_string_equal(feed->older, "feed/topics/park/2014/1.xml");
	assert_string_equal(need_page(&site, feed->older)->older, "feed/topics/park/2013/2.xml");
	assert_null(need_page(&site, "feed/topics/park/2013/1.xml")->older);
	assert_int_equal(count_pages(&site, "feed/"), 8);
	site_clear(&site);
}

/* So the edit of a text changes one file of a feed, and no poll misses what a day brings. */
static void an_entry_stands_in_one_file_of_a_feed_and_the_newest_in_its_front(void **state)
{
	(void)state;
	for (uint32_t count = 1; count < 70; count++) {
		struct site site;
		site_plan_years(&site, count, count / 2);
		unsigned inputs = 0;
		for (unsigned i = 0; i < site.plan->pages->len; i++) {
			const struct page *page = &g_array_index(site.plan->pages, struct page, i);
			if (g_str_has_prefix(page->url, "feed/") &&
			    g_str_has_suffix(page->url, ".xml"))
				inputs += page->input_count - 1;
		}
		assert_int_equal(inputs, count);
		unsigned front = need_page(&site, FEED)->input_count - 1;
		assert_in_range(front, MIN(count, FEED_LENGTH), FEED_LENGTH + FEED_PART - 1);
		site_clear(&site);
	}
}

static void site_maps_need_a_public_address(void **state)
{
	(void)state;
	struct site site;
	site_plan_years(&site, 60, 30);
	assert_int_equal(count_pages(&site, "sitemap"), 0);
	plan_free(site.plan);
	site.settings.address = "https://www.example.gov.cn/";
	site.plan = plan_new(site.report, &site.catalog, NULL, site.theme);
	assert_int_equal(need_page(&site, "sitemap/2013/1.xml")->input_count, 30);
	/* Fronts and fixed pages, by folder: no numbered page of a list, no document. */
	assert_int_equal(need_page(&site, "sitemap/pages-1.xml")->input_count, 1);
	assert_int_equal(need_page(&site, "sitemap/pages-list-1.xml")->input_count, 2);
	assert_int_equal(need_page(&site, "sitemap/pages-az-1.xml")->input_count, LETTERS);
	assert_int_equal(need_page(&site, "sitemap/pages-data-1.xml")->input_count, 2);
	assert_int_equal(need_page(&site, "sitemap.xml")->input_count, 6);
	site_clear(&site);
	/* Of the index the letters alone; a map has a hundred documents. */
	site_init(&site, 250);
	site.settings.address = "https://www.example.gov.cn/";
	make_years(&site, 250);
	assert_true(count_pages(&site, "az/n/") > 0);
	assert_int_equal(need_page(&site, "sitemap/pages-az-1.xml")->input_count, LETTERS);
	assert_int_equal(need_page(&site, "sitemap/2013/1.xml")->input_count, 100);
	assert_int_equal(need_page(&site, "sitemap/2013/3.xml")->input_count, 50);
	site_clear(&site);
}

static void a_chain_is_on_the_map_of_the_document_it_begins_with(void **state)
{
	(void)state;
	struct site site;
	site_init(&site, 3);
	static const struct chain_node nodes[] = {{.record = 1, .parent = CHAIN_NONE},
	                                          {.record = 2, .level = 1}};
	struct chain chain = {.url = "chain/aa/n1.html", .nodes = nodes, .count = 2};
	struct chain_place places[] = {{CHAIN_NONE, CHAIN_NONE}, {0, 0}, {0, 1}};
	site.catalog.chains = &chain;
	site.catalog.chain_count = 1;
	site.catalog.chain_of = places;
	site.settings.address = "https://www.example.gov.cn/";
	make_years(&site, 2);
	assert_int_equal(need_page(&site, "sitemap/2013/1.xml")->input_count, 3);
	assert_inputs_are_pages(&site, "sitemap/2013/1.xml", "chain/aa/n1.html");
	assert_inputs_are_pages(&site, "sitemap/2014/1.xml", "");
	assert_null(find_page(site.plan, "sitemap/pages-chain-1.xml"));
	site_clear(&site);
}

/* ---- the kiosk */

static const struct selection ALL_PAGES = {
        .name = "pages", .type = SELECT_PAGES, .kinds = NO_KINDS, .most = 20};

/* The web has home and data, the kiosk start, both have help. */
static const struct fixed_page EDITIONS[] = {
        {.name = "home",
         .url = "index.html",
         .view = "home",
         .in = {true, false},
         .selections = &ALL_PAGES,
         .selection_count = 1},
        {.name = "start",
         .url = "index.html",
         .view = "kiosk-start",
         .in = {false, true},
         .selections = &ALL_PAGES,
         .selection_count = 1},
        {.name = "help", .url = "help.html", .view = "home", .in = {true, true}},
        {.name = "data", .url = "data/index.html", .view = "home", .in = {true, false}},
};

static void kiosk_plan(struct site *site, uint32_t count)
{
	site_init(site, count);
	site->settings.kiosk.wanted = true;
	site->settings.address = "https://www.example.gov.cn/";
	site->axis.feeds = true;
	site->schema.pages = EDITIONS;
	site->schema.page_count = G_N_ELEMENTS(EDITIONS);
	site->plan = plan_new(site->report, &site->catalog, NULL, site->theme);
	report_write(site->report, stderr);
	assert_non_null(site->plan);
}

static void assert_same_page(const struct page *kiosk, const struct page *web)
{
	assert_int_equal(kiosk->edition, EDITION_KIOSK);
	assert_int_equal(web->edition, EDITION_WEB);
	assert_string_equal(page_local_url(kiosk), web->url);
	assert_string_equal(page_local_url(web), web->url);
	assert_string_equal(kiosk->view, web->view);
	assert_int_equal(kiosk->first_input, web->first_input);
	assert_int_equal(kiosk->input_count, web->input_count);
	assert_int_equal(kiosk->number, web->number);
	assert_ptr_equal(kiosk->older, web->older);
	assert_ptr_equal(kiosk->newer, web->newer);
}

static void the_kiosk_has_the_pages_that_readers_need_of_the_same_inputs(void **state)
{
	(void)state;
	static const char *const shared[] = {"doc/aa/n0.html", FRONT, "list/topics/park/1.html",
	                                     "list/topics/index.html", "az/n.html"};
	struct site site;
	kiosk_plan(&site, 31);
	for (size_t i = 0; i < G_N_ELEMENTS(shared); i++) {
		g_autofree char *url = g_strconcat("kiosk/", shared[i], NULL);
		assert_same_page(need_page(&site, url), need_page(&site, shared[i]));
		assert_true(need_page(&site, url)->hidden);
	}
	assert_inputs(&site, "kiosk/help.html", "page:2");
	site_clear(&site);
}

static void the_kiosk_has_nothing_for_machines(void **state)
{
	(void)state;
	struct site site;
	kiosk_plan(&site, 31);
	for (unsigned i = 0; i < site.plan->pages->len; i++) {
		const struct page *page = &g_array_index(site.plan->pages, struct page, i);
		bool inside = g_str_has_prefix(page->url, "kiosk/");
		assert_int_equal(page->edition, inside ? EDITION_KIOSK : EDITION_WEB);
		if (inside && strcmp(page->url, "kiosk/state.js") != 0)
			assert_true(g_str_has_suffix(page->url, ".html"));
		assert_true(!inside || i < site.plan->view_count);
	}
	assert_int_equal(count_pages(&site, "feed/"), count_pages(&site, "feed/topics/park/"));
	assert_int_equal(count_pages(&site, "kiosk/feed"), 0);
	assert_int_equal(count_pages(&site, "kiosk/data"), 0);
	assert_int_equal(count_pages(&site, "kiosk/sitemap"), 0);
	assert_int_equal(count_pages(&site, "sitemap/pages-kiosk"), 0);
	site_clear(&site);
}

static void each_edition_has_its_own_fixed_pages(void **state)
{
	(void)state;
	struct site site;
	kiosk_plan(&site, 2);
	assert_string_equal(need_page(&site, "index.html")->view, "home");
	assert_string_equal(need_page(&site, "kiosk/index.html")->view, "kiosk-start");
	assert_inputs(&site, "index.html", "page:0 page:0@1 page:2@1 page:3@1");
	assert_inputs(&site, "kiosk/index.html", "page:1 page:1@1 page:2@1 copied:0");
	/* What changes with the day is in one file that the pages load. */
	assert_inputs(&site, "kiosk/state.js", "copied:0 entry:1 entry:0");
	site_clear(&site);
}

static void a_site_without_a_kiosk_has_no_page_more(void **state)
{
	(void)state;
	struct site site;
	site_init(&site, 31);
	site.schema.pages = EDITIONS;
	site.schema.page_count = G_N_ELEMENTS(EDITIONS);
	site.plan = plan_new(site.report, &site.catalog, NULL, site.theme);
	assert_non_null(site.plan);
	assert_int_equal(count_pages(&site, "kiosk"), 0);
	assert_inputs(&site, "index.html", "page:0 page:0@1 page:2@1 page:3@1");
	site_clear(&site);
}

static void a_kiosk_has_a_start(void **state)
{
	(void)state;
	struct site site;
	site_init(&site, 1);
	struct fixed_page home = HOME;
	home.in[EDITION_KIOSK] = false;
	site.schema.pages = &home;
	site.settings.kiosk.wanted = true;
	assert_null(plan_new(site.report, &site.catalog, NULL, site.theme));
	assert_int_equal(site.report->problems->len, 1);
	assert_string_equal(((struct problem *)site.report->problems->pdata[0])->id,
	                    "schema/missing");
	site_clear(&site);
}

static void one_content_under_two_names_is_one_file(void **state)
{
	(void)state;
	struct site site;
	site_init(&site, 1);
	const struct source_file sources[] = {
	        {.path = "a.png"}, {.path = "b.PNG"}, {.path = "c.png"}};
	struct catalog_file assets[] = {
	        {.source = &sources[0], .url = "file/aa/same.png", .size = 1},
	        {.source = &sources[1], .url = "file/aa/same.png", .size = 1},
	        {.source = &sources[2], .url = "file/aa/other.png", .size = 1}};
	site.catalog.assets = assets;
	site.catalog.asset_count = 3;
	site.plan = plan_new(site.report, &site.catalog, NULL, site.theme);
	assert_non_null(site.plan);
	unsigned files = 0;
	for (unsigned i = 0; i < site.plan->pages->len; i++)
		files += g_array_index(site.plan->pages, struct page, i).type == PAGE_FILE;
	assert_int_equal(files, 2);
	assert_int_equal(need_page(&site, "file/aa/same.png")->index, 0);
	assert_int_equal(need_page(&site, "file/aa/other.png")->index, 2);
	assert_int_equal(need_page(&site, "theme/style/site.css")->type, PAGE_THEME);
	site_clear(&site);
}

static void refuse(struct site *site, const char *id, const char *path, const char *said)
{
	assert_null(plan_new(site->report, &site->catalog, NULL, site->theme));
	assert_int_equal(site->report->problems->len, 1);
	const struct problem *problem = site->report->problems->pdata[0];
	assert_string_equal(problem->id, id);
	assert_string_equal(problem->path, path);
	if (strstr(problem->text, said) == NULL)
		fail_msg("%s", problem->text);
	site_clear(site);
}

static void two_pages_with_one_address_are_refused(void **state)
{
	(void)state;
	struct site site;
	site_init(&site, 3);
	site.catalog.records[2].url = site.catalog.records[0].url;
	refuse(&site, "page/address", "notices/2.md",
	       "the same address as notices/0.md (doc/aa/n0.html)");
	/* Kiosk disks take upper and lower case for the same. */
	site_init(&site, 3);
	site.catalog.records[2].url = "Doc/AA/n1.HTML";
	refuse(&site, "page/address", "notices/2.md", "notices/1.md");
	site_init(&site, 1);
	site.catalog.records[0].url = "index.html";
	refuse(&site, "page/address", "index.html", "notices/0.md");
}

static void a_view_without_a_template_is_told_once(void **state)
{
	(void)state;
	struct site site;
	site_init(&site, 100);
	theme_free(site.theme);
	site.theme = make_theme(site.report, false);
	refuse(&site, "theme/template", "template/document.mustache", "pages that need it");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_front_shows_the_newest_thirty),
	        cmocka_unit_test(numbered_pages_are_full_and_begin_with_the_oldest),
	        cmocka_unit_test(every_record_can_be_reached_from_the_front_and_back),
	        cmocka_unit_test(the_page_behind_the_front_shows_something_else),
	        cmocka_unit_test(one_more_record_changes_no_numbered_page),
	        cmocka_unit_test(the_pages_of_a_long_list_lie_by_hundreds),
	        cmocka_unit_test(the_organ_of_a_list_stands_on_its_front_alone),
	        cmocka_unit_test(lists_are_listed_and_axes_are_on_the_home_page),
	        cmocka_unit_test(an_axis_without_lists_has_its_page),
	        cmocka_unit_test(a_document_reads_what_it_is_tied_to_and_links_to),
	        cmocka_unit_test(what_repealed_a_document_is_read_wherever_it_is_told),
	        cmocka_unit_test(neighbours_go_by_the_axis_that_says_so),
	        cmocka_unit_test(a_front_in_sections_keeps_the_newest_of_each),
	        cmocka_unit_test(the_catalog_is_cut_by_year_and_from_the_oldest),
	        cmocka_unit_test(the_parts_of_a_year_lie_by_hundreds),
	        cmocka_unit_test(each_year_of_the_catalog_has_a_page_that_leads_to_its_parts),
	        cmocka_unit_test(archives_hold_what_will_not_change),
	        cmocka_unit_test(an_entry_stands_in_one_file_of_a_feed_and_the_newest_in_its_front),
	        cmocka_unit_test(site_maps_need_a_public_address),
	        cmocka_unit_test(a_chain_is_on_the_map_of_the_document_it_begins_with),
	        cmocka_unit_test(the_kiosk_has_the_pages_that_readers_need_of_the_same_inputs),
	        cmocka_unit_test(the_kiosk_has_nothing_for_machines),
	        cmocka_unit_test(each_edition_has_its_own_fixed_pages),
	        cmocka_unit_test(a_site_without_a_kiosk_has_no_page_more),
	        cmocka_unit_test(a_kiosk_has_a_start),
	        cmocka_unit_test(one_content_under_two_names_is_one_file),
	        cmocka_unit_test(two_pages_with_one_address_are_refused),
	        cmocka_unit_test(a_view_without_a_template_is_told_once),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
