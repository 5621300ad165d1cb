/* SPDX-License-Identifier: MIT */
/* The A–Z index: where a title stands, how pages are divided, and how little one more changes. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "catalog/address.h"
#include "catalog/alphabet.h"

enum {
	LETTER_COUNT = 27,            /* A to Z, and the rest */
	MANY = ALPHABET_LEAF * 3 / 4, /* of which a page has room for one kind, not for two */
};

struct site {
	struct arena *arena;
	struct report *report;
	GArray *records; /* struct record */
	struct catalog catalog;
	struct alphabet *alphabet;
};

static int enter(void **state)
{
	struct site *site = g_new0(struct site, 1);
	site->arena = arena_new();
	site->report = report_new();
	site->records = g_array_new(FALSE, TRUE, sizeof(struct record));
	*state = site;
	return 0;
}

static int leave(void **state)
{
	struct site *site = *state;
	g_array_unref(site->records);
	report_free(site->report);
	arena_free(site->arena);
	g_free(site);
	return 0;
}

#define SITE_CASE(function) cmocka_unit_test_setup_teardown(function, enter, leave)

static void add(struct site *site, const char *id, const char *title)
{
	struct record record = {.id = arena_string(site->arena, id),
	                        .title = arena_string(site->arena, title)};
	g_array_append_val(site->records, record);
}

/* Records "STEM", "STEM1" … with numbers that sort as they count. */
static void add_many(struct site *site, const char *stem, unsigned count)
{
	for (unsigned i = 0; i < count; i++) {
		const char *title = arena_printf(site->arena, "%s%04u", stem, i);
		add(site, title, title);
	}
}

static void make(struct site *site)
{
	site->catalog = (struct catalog){.records = (struct record *)(void *)site->records->data,
	                                 .record_count = site->records->len};
	site->alphabet = alphabet_new(site->report, site->arena, &site->catalog);
	assert_non_null(site->alphabet);
	assert_int_equal(site->report->problems->len, 0);
}

static const struct alphabet_page *find_page(const struct site *site, const char *letter,
                                             const char *prefix)
{
	for (uint32_t i = 0; i < site->alphabet->count; i++) {
		const struct alphabet_page *page = &site->alphabet->pages[i];
		if (strcmp(page->letter, letter) == 0 && strcmp(page->prefix, prefix) == 0)
			return page;
	}
	return NULL;
}

static const struct alphabet_page *need_page(const struct site *site, const char *letter,
                                             const char *prefix)
{
	const struct alphabet_page *page = find_page(site, letter, prefix);
	if (page == NULL)
		fail_msg("no page %s '%s'", letter, prefix);
	return page;
}

/* The ids of the page's records, then the prefixes of its branches in brackets. */
static char *show(const struct site *site, const struct alphabet_page *page)
{
	GString *out = g_string_new(NULL);
	for (uint32_t i = 0; i < page->record_count; i++)
		g_string_append_printf(out, "%s ", site->catalog.records[page->records[i]].id);
	for (uint32_t i = 0; i < page->branch_count; i++)
		g_string_append_printf(out, "[%s] ",
		                       site->alphabet->pages[page->branches[i]].prefix);
	if (out->len > 0)
		g_string_truncate(out, out->len - 1);
	return g_string_free(out, FALSE);
}

static void assert_page(const struct site *site, const char *letter, const char *prefix,
                        const char *wanted)
{
	g_autofree char *shown = show(site, need_page(site, letter, prefix));
	assert_string_equal(shown, wanted);
}

/* ---- filing forms */

static void titles_are_filed_by_their_matter(void **state)
{
	struct site *site = *state;
	static const char *const CASES[][3] = {
	        {"停水公告", "示例市水务局", "停水公告"},
	        {"示例市水务局关于停水的公告", "示例市水务局", "停水的公告"},
	        {"示例市水务局 关于停水的公告", "示例市水务局", "停水的公告"},
	        {"示例市水务局停水公告", "示例市水务局", "示例市水务局停水公告"},
	        {"示例市水务局关于停水的公告", NULL, "示例市水务局关于停水的公告"},
	        {"示例市水务局关于停水的公告", "示例市教育局", "示例市水务局关于停水的公告"},
	        {"关于停水的公告", "示例市水务局", "停水的公告"},
	        {"關於停水的公告", NULL, "停水的公告"},
	        {"示例局關於停水", "示例局", "停水"},
	        {"  　《示例办法》解读", NULL, "示例办法》解读"},
	        {"（征求意见稿）办法", NULL, "征求意见稿）办法"},
	        {"“互联网+”", NULL, "互联网+”"},
	        {"‘甲’", NULL, "甲’"},
	        {"「甲」", NULL, "甲」"},
	        {"〈甲〉", NULL, "甲〉"},
	        {"(甲)", NULL, "甲)"},
	        {"【甲】", NULL, "甲】"},
	        {"\"甲\"", NULL, "甲\""},
	        {"关于《示例办法》的解读", NULL, "示例办法》的解读"},
	        {"《关于停水的公告》解读", NULL, "停水的公告》解读"},
	        {"关于关于停水", NULL, "关于停水"},
	        {"abc ａｂＣ１＋z", NULL, "ABC ABC1＋Z"},
	        {"中华人民共和国森林法", NULL, "森林法"},
	        {"关于《中華人民共和國森林法》的解讀", NULL, "森林法》的解讀"},
	        {"中华人民共和国", NULL, "中华人民共和国"},
	        {"关于", NULL, "关于"},
	        {"示例局关于", "示例局", "示例局关于"},
	        {"《 （", NULL, "《 （"},
	        {"", "示例局", ""},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++)
		assert_string_equal(alphabet_filing_form(site->arena, CASES[i][0], CASES[i][1]),
		                    CASES[i][2]);
}

/* ---- letters */

static void letters_are_those_of_pinyin(void **state)
{
	struct site *site = *state;
	static const char *const CASES[][2] = {
	        {"阿城", "A"},     {"北京", "B"},   {"重庆", "C"},   {"大连", "D"}, {"鄂州", "E"},
	        {"佛山", "F"},     {"广州", "G"},   {"海口", "H"},   {"济南", "J"}, {"昆明", "K"},
	        {"兰州", "L"},     {"马鞍山", "M"}, {"南京", "N"},   {"欧盟", "O"}, {"平潭", "P"},
	        {"青岛", "Q"},     {"日照", "R"},   {"上海", "S"},   {"天津", "T"}, {"武汉", "W"},
	        {"厦门", "X"},     {"银川", "Y"},   {"郑州", "Z"},   {"做好", "Z"}, {"重大", "Z"},
	        {"重新", "C"},     {"长沙", "C"},   {"长者", "Z"},   {"大厦", "D"}, {"厦", "S"},
	        {"调查", "D"},     {"调整", "T"},   {"会议", "H"},   {"会计", "K"}, {"〇", "L"},
	        {"廣州", "G"},     {"APEC", "A"},   {"zip", "Z"},    {"Ｂ超", "B"}, {"ink", "I"},
	        {"use", "U"},      {"vat", "V"},    {"2024年", "0"}, {"２０", "0"}, {"☆", "0"},
	        {"α", "0"},        {"É", "0"},      {"+1", "0"},     {"…", "0"},    {"", "0"},
	        {"关于做好", "Z"},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(CASES); i++) {
		g_array_set_size(site->records, 0);
		add(site, "x", CASES[i][0]);
		make(site);
		const char *letter = "none";
		for (uint32_t j = 0; j < LETTER_COUNT; j++)
			if (site->alphabet->pages[j].record_count == 1)
				letter = site->alphabet->pages[j].letter;
		if (strcmp(letter, CASES[i][1]) != 0)
			print_error("%s\n", CASES[i][0]);
		assert_string_equal(letter, CASES[i][1]);
	}
}

static void all_letters_come_in_order(void **state)
{
	struct site *site = *state;
	const char *const titles[] = {"2024", "中", "use", "爱", "Z", "阿", "北"};
	for (size_t i = 0; i < G_N_ELEMENTS(titles); i++)
		add(site, titles[i], titles[i]);
	make(site);
	g_autoptr(GString) urls = g_string_new(NULL);
	for (uint32_t i = 0; i < site->alphabet->count; i++) {
		const struct alphabet_page *page = &site->alphabet->pages[i];
		if (page->record_count > 0)
			g_string_append_printf(urls, "%s=%s ", page->letter, page->url);
		assert_string_equal(page->prefix, "");
		assert_int_equal(page->parent, ALPHABET_NONE);
		assert_int_equal(page->branch_count, 0);
	}
	assert_int_equal(site->alphabet->count, LETTER_COUNT);
	assert_string_equal(urls->str,
	                    "A=az/a.html B=az/b.html U=az/u.html Z=az/z.html 0=az/0.html ");
	assert_page(site, "A", "", "阿 爱");
	assert_page(site, "Z", "", "中 Z");
}

/* The first document of a letter changes the page of that letter alone. */
static void letters_without_records_have_pages(void **state)
{
	struct site *site = *state;
	make(site);
	assert_int_equal(site->alphabet->count, LETTER_COUNT);
	assert_page(site, "A", "", "");
	assert_page(site, "0", "", "");
}

/* ---- order */

static void records_come_by_pinyin_then_newest_then_by_id(void **state)
{
	struct site *site = *state;
	add(site, "e", "停水公告");
	add(site, "c", "停水公告");
	add(site, "d", "示例局关于停水公告");
	add(site, "b", "停电公告");
	add(site, "a", "通知");
	add(site, "f", "台风预警");
	struct record *records = (struct record *)(void *)site->records->data;
	for (unsigned i = 0; i < site->records->len; i++)
		assert_true(date_parse(i == 2 ? "2025-01-01" : "2024-01-01", &records[i].listed_on));
	records[2].organ = "示例局";
	make(site);
	assert_page(site, "T", "", "f b d c e a");
}

/* ---- pages that are divided */

static void a_page_holds_as_many_as_it_may(void **state)
{
	struct site *site = *state;
	add_many(site, "加强", ALPHABET_LEAF - 1);
	add(site, "last", "家庭");
	make(site);
	assert_int_equal(site->alphabet->count, LETTER_COUNT);
	assert_int_equal(need_page(site, "J", "")->record_count, ALPHABET_LEAF);
	assert_int_equal(need_page(site, "J", "")->branch_count, 0);
}

static void one_more_divides_it_by_the_first_character(void **state)
{
	struct site *site = *state;
	add_many(site, "加强", ALPHABET_LEAF - 1);
	add(site, "last", "家庭");
	add(site, "new", "家");
	add_many(site, "家电", 2);
	make(site);
	assert_int_equal(site->alphabet->count, LETTER_COUNT + 2);
	assert_page(site, "J", "", "[加] [家]");
	assert_page(site, "J", "家", "new 家电0000 家电0001 last");
	const struct alphabet_page *page = need_page(site, "J", "加");
	assert_int_equal(page->record_count, ALPHABET_LEAF - 1);
	assert_true(&site->alphabet->pages[page->parent] == need_page(site, "J", ""));
	assert_string_equal(page->letter, "J");
	assert_string_equal(page->url, address_of_index_page(site->arena, 'j', "加"));
}

static void short_forms_come_before_the_branches(void **state)
{
	struct site *site = *state;
	add_many(site, "加强", MANY);
	add_many(site, "加快", MANY);
	add(site, "short", "加");
	add(site, "shorter", "“加");
	add(site, "other", "家");
	make(site);
	assert_page(site, "J", "", "other [加]");
	assert_page(site, "J", "加", "short shorter [加快] [加强]");
	const struct alphabet_page *page = need_page(site, "J", "加强");
	assert_int_equal(page->record_count, MANY);
	assert_true(&site->alphabet->pages[page->parent] == need_page(site, "J", "加"));
}

/* Two hundred letters of one entry each are no index. */
static void a_few_need_no_page_of_their_own(void **state)
{
	struct site *site = *state;
	add_many(site, "加强", ALPHABET_LEAF);
	add_many(site, "家", ALPHABET_FEW);
	add(site, "x", "价格");
	make(site);
	assert_page(site, "J", "", "家0000 家0001 家0002 x [加]");
	assert_int_equal(site->alphabet->count, LETTER_COUNT + 1);
}

static void nobody_goes_through_pages_with_nothing_to_choose(void **state)
{
	struct site *site = *state;
	add_many(site, "示例市政府公报甲", MANY);
	add_many(site, "示例市政府公报乙", MANY);
	make(site);
	assert_int_equal(site->alphabet->count, LETTER_COUNT + 3);
	assert_page(site, "S", "", "[示例市政府公报]");
	assert_page(site, "S", "示例市政府公报", "[示例市政府公报甲] [示例市政府公报乙]");
	assert_string_equal(need_page(site, "S", "示例市政府公报甲")->url,
	                    address_of_index_page(site->arena, 's', "示例市政府公报甲"));
}

static void what_cannot_be_divided_stays_together(void **state)
{
	struct site *site = *state;
	for (unsigned i = 0; i < ALPHABET_LEAF + MANY; i++)
		add(site, arena_printf(site->arena, "%u", i), "停水公告");
	add_many(site, "停水公告二", ALPHABET_FEW + 1);
	make(site);
	assert_int_equal(need_page(site, "T", "停水公告")->record_count, ALPHABET_LEAF + MANY);
	assert_int_equal(need_page(site, "T", "停水公告")->branch_count, 1);
	assert_int_equal(need_page(site, "T", "停水公告二")->record_count, ALPHABET_FEW + 1);
}

static void latin_letters_of_either_case_and_width_are_one_branch(void **state)
{
	struct site *site = *state;
	for (unsigned i = 0; i < MANY; i++) {
		const char *const forms[] = {"ab%u", "Ac%u", "ａｂ%u"};
		g_autofree char *number = g_strdup_printf("%u", i);
		g_auto(GStrv) parts = g_strsplit(forms[i % 3], "%u", 2);
		add(site, arena_printf(site->arena, "%u", i),
		    arena_printf(site->arena, "%s%s", parts[0], number));
	}
	add_many(site, "阿", MANY);
	make(site);
	assert_page(site, "A", "", "[阿] [A]");
	assert_int_equal(need_page(site, "A", "A")->record_count, MANY);
	assert_string_equal(need_page(site, "A", "A")->url, "az/a/s/a.html");
}

/* Between 长沙 and 长途 there are others, and 长者 is elsewhere. */
static void a_character_of_two_readings_is_one_branch_of_a_letter(void **state)
{
	struct site *site = *state;
	add_many(site, "长沙", 40);
	add_many(site, "常山", 40);
	add_many(site, "长途", 40);
	add_many(site, "长者", 10);
	make(site);
	assert_page(site, "C", "", "[长] [常]");
	assert_int_equal(need_page(site, "C", "长")->record_count, 80);
	assert_int_equal(need_page(site, "Z", "")->record_count, 10);
}

static void a_mark_stays_with_its_character(void **state)
{
	struct site *site = *state;
	add_many(site, "e\xcc\x81", MANY); /* with an acute accent */
	add_many(site, "e", MANY);
	make(site);
	assert_page(site, "E", "", "[E\xcc\x81] [E]");
	assert_int_equal(need_page(site, "E", "E\xcc\x81")->record_count, MANY);
}

/* ---- what stays as it is */

static uint32_t random_below(uint32_t *seed, uint32_t bound)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % bound;
}

static const char *invent_title(struct site *site, uint32_t *seed)
{
	static const char *const WORDS[] = {"关于", "加强", "加快", "印发", "示例", "停水", "公告",
	                                    "通知", "办法", "规定", "开展", "做好", "工作", "安全",
	                                    "《",   "》",   "2024", "年",   "A",    "b"};
	g_autoptr(GString) title = g_string_new(NULL);
	for (uint32_t left = 1 + random_below(seed, 6); left > 0; left--)
		g_string_append(title, WORDS[random_below(seed, G_N_ELEMENTS(WORDS))]);
	return arena_string(site->arena, title->str);
}

static void add_invented(struct site *site, uint32_t *seed, uint32_t count)
{
	for (uint32_t i = 0; i < count; i++)
		add(site, arena_printf(site->arena, "n%u", site->records->len),
		    invent_title(site, seed));
}

/* Address to what is shown there. */
static GHashTable *show_all(const struct site *site)
{
	GHashTable *pages = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
	for (uint32_t i = 0; i < site->alphabet->count; i++) {
		const struct alphabet_page *page = &site->alphabet->pages[i];
		assert_true(g_hash_table_insert(pages, (char *)page->url, show(site, page)));
	}
	return pages;
}

static uint32_t count_changes(GHashTable *before, GHashTable *after)
{
	uint32_t changes = 0;
	GHashTableIter iter;
	void *url, *text;
	g_hash_table_iter_init(&iter, after);
	while (g_hash_table_iter_next(&iter, &url, &text))
		changes += g_strcmp0(g_hash_table_lookup(before, url), text) != 0;
	return changes;
}

static void one_more_document_changes_one_page_rarely_more(void **state)
{
	struct site *site = *state;
	uint32_t seed = 7;
	uint32_t all = 0;
	add_invented(site, &seed, 5000);
	make(site);
	for (int time = 0; time < 40; time++) {
		g_autoptr(GHashTable) before = show_all(site);
		add_invented(site, &seed, 1);
		make(site);
		g_autoptr(GHashTable) after = show_all(site);
		GHashTableIter iter;
		void *url;
		g_hash_table_iter_init(&iter, before);
		while (g_hash_table_iter_next(&iter, &url, NULL))
			assert_true(g_hash_table_contains(after, url));
		all += count_changes(before, after);
	}
	assert_in_range(all, 40, 50);
}

/* Every record on one page, pages of bounded length, every branch below its page. */
static void every_record_stands_on_one_page(void **state)
{
	struct site *site = *state;
	uint32_t seed = 3;
	uint32_t records = 0;
	uint32_t branches = 0;
	add_invented(site, &seed, 20000);
	make(site);
	g_autofree bool *seen = g_new0(bool, site->records->len);
	const struct alphabet *alphabet = site->alphabet;
	for (uint32_t i = 0; i < alphabet->count; i++) {
		const struct alphabet_page *page = &alphabet->pages[i];
		assert_true(page->parent == ALPHABET_NONE || page->parent < i);
		if (page->branch_count == 0 && page->record_count > ALPHABET_LEAF)
			fail_msg("%s has %u records", page->url, page->record_count);
		for (uint32_t j = 0; j < page->record_count; j++) {
			assert_false(seen[page->records[j]]);
			seen[page->records[j]] = true;
			records++;
		}
		for (uint32_t j = 0; j < page->branch_count; j++) {
			const struct alphabet_page *branch = &alphabet->pages[page->branches[j]];
			assert_int_equal(branch->parent, i);
			assert_string_equal(branch->letter, page->letter);
			assert_true(g_str_has_prefix(branch->prefix, page->prefix));
			branches++;
		}
	}
	assert_int_equal(records, site->records->len);
	assert_true(branches > 50);
}

static void the_order_of_the_catalog_does_not_matter(void **state)
{
	struct site *site = *state;
	uint32_t seed = 5;
	add_invented(site, &seed, 3000);
	make(site);
	g_autoptr(GHashTable) before = show_all(site);
	for (uint32_t i = site->records->len - 1; i > 0; i--) {
		struct record *records = (struct record *)(void *)site->records->data;
		uint32_t other = random_below(&seed, i + 1);
		struct record record = records[i];
		records[i] = records[other];
		records[other] = record;
	}
	make(site);
	g_autoptr(GHashTable) after = show_all(site);
	assert_int_equal(g_hash_table_size(before), g_hash_table_size(after));
	assert_int_equal(count_changes(before, after), 0);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        SITE_CASE(titles_are_filed_by_their_matter),
	        SITE_CASE(letters_are_those_of_pinyin),
	        SITE_CASE(all_letters_come_in_order),
	        SITE_CASE(letters_without_records_have_pages),
	        SITE_CASE(records_come_by_pinyin_then_newest_then_by_id),
	        SITE_CASE(a_page_holds_as_many_as_it_may),
	        SITE_CASE(one_more_divides_it_by_the_first_character),
	        SITE_CASE(short_forms_come_before_the_branches),
	        SITE_CASE(a_few_need_no_page_of_their_own),
	        SITE_CASE(nobody_goes_through_pages_with_nothing_to_choose),
	        SITE_CASE(what_cannot_be_divided_stays_together),
	        SITE_CASE(latin_letters_of_either_case_and_width_are_one_branch),
	        SITE_CASE(a_character_of_two_readings_is_one_branch_of_a_letter),
	        SITE_CASE(a_mark_stays_with_its_character),
	        SITE_CASE(one_more_document_changes_one_page_rarely_more),
	        SITE_CASE(every_record_stands_on_one_page),
	        SITE_CASE(the_order_of_the_catalog_does_not_matter),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
