/* SPDX-License-Identifier: MIT */
/* What editors write for a field, and what it is read as. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "catalog/field_value.h"
#include "schema_tables.h"

/* A field of each form, `extra` of the kind permit. */
#define TEXT FIELD_WITH("type: text")
#define TEXTS FIELD_WITH("type: text, list: true")
#define DATE FIELD_WITH("type: date")
#define INTEGER FIELD_WITH("type: integer")
#define DECIMAL FIELD_WITH("type: decimal")
#define BOOLEAN FIELD_WITH("type: boolean")
#define URL FIELD_WITH("type: url")
#define TERM FIELD_WITH("type: term, vocabulary: colour")
#define NUMBER FIELD_WITH("type: document_number")
#define INDEX_NUMBER FIELD_WITH("type: index_number")
#define DOCUMENTS FIELD_WITH("type: document, relation: amends, list: true")
#define ENTITY FIELD_WITH("type: entity, of: organ")
#define FILES FIELD_WITH("type: file, list: true")
#define PARTS                                                                                      \
	"fields: [{key: name, type: text, label: <名称>}, {key: opened_on, type: date, label: "  \
	"<日期>},"                                                                               \
	" {key: colours, type: term, vocabulary: colour, list: true, label: <颜色>}]"
#define GROUP FIELD_WITH("type: group, " PARTS)
#define GROUPS FIELD_WITH("type: group, list: true, " PARTS)
#define LEAVING_OPEN "vocabularies: {colour: {open: true, terms: [{key: red, label: <红>}]}}\n" TERM

/* A value as text: [a, b], {key: value}, `true`, nothing. */
static void append_value(GString *out, const struct value *value)
{
	switch (value->type) {
	case VALUE_NOTHING:
		g_string_append(out, "nothing");
		break;
	case VALUE_BOOLEAN:
		g_string_append(out, value->boolean ? "`true`" : "`false`");
		break;
	case VALUE_TEXT:
	case VALUE_HTML:
		assert_int_equal(strlen(value->text), value->length);
		g_string_append(out, value->text);
		break;
	case VALUE_LIST:
	case VALUE_MAP:
		g_string_append_c(out, value->type == VALUE_LIST ? '[' : '{');
		for (unsigned i = 0; i < value->count; i++) {
			g_string_append(out, i > 0 ? ", " : "");
			if (value->type == VALUE_MAP)
				g_string_append_printf(out, "%s: ", value->keys[i]);
			append_value(out, &value->items[i]);
		}
		g_string_append_c(out, value->type == VALUE_LIST ? ']' : '}');
	}
}

struct reading {
	struct fixture fixture;
	struct value value;
	bool right;
	char *shown; /* the value, then the problems: "; id:line" */
	char *texts; /* of the problems */
};

static struct reading read_as(const char *patch, const char *yaml)
{
	struct reading reading = {.fixture = build(patch)};
	struct fixture *fixture = &reading.fixture;
	assert_non_null(fixture->schema);
	const struct field *field = kind_field(schema_kind(fixture->schema, "permit"), "extra");
	g_autofree char *text = g_strdup_printf("v: %s\n", yaml);
	struct value map;
	assert_true(yaml_read(fixture->report, place_of_line("a.md", 2), text, strlen(text),
	                      fixture->arena, &map));
	struct field_memory *memory = field_memory_new();
	reading.right = field_value_read(fixture->report, "a.md", field, &map.items[0], memory,
	                                 fixture->arena, &reading.value);
	field_memory_free(memory);
	g_autoptr(GString) shown = g_string_new(NULL);
	g_autoptr(GString) texts = g_string_new(NULL);
	append_value(shown, &reading.value);
	for (unsigned i = 0; i < fixture->report->problems->len; i++) {
		const struct problem *problem = fixture->report->problems->pdata[i];
		assert_string_equal(problem->path, "a.md");
		g_string_append_printf(shown, "; %s:%u", problem->id, problem->line);
		g_string_append_printf(texts, "%s\n", problem->text);
	}
	reading.shown = g_string_free(g_steal_pointer(&shown), FALSE);
	reading.texts = g_string_free(g_steal_pointer(&texts), FALSE);
	assert_int_equal(reading.right, fixture->report->errors == 0);
	return reading;
}

static void reading_clear(struct reading *reading)
{
	clear(&reading->fixture);
	g_free(reading->shown);
	g_free(reading->texts);
}

struct example {
	const char *yaml;
	const char *read; /* NULL: refused */
};

static void check(const char *patch, const struct example *examples, size_t count, const char *id)
{
	for (size_t i = 0; i < count; i++) {
		struct reading reading = read_as(patch, examples[i].yaml);
		if (examples[i].read != NULL) {
			assert_string_equal(reading.shown, examples[i].read);
		} else {
			g_autofree char *wanted = g_strconcat("; ", id, ":2", NULL);
			assert_false(reading.right);
			assert_non_null(strstr(reading.shown, wanted));
			assert_int_equal(reading.fixture.report->problems->len, 1);
		}
		reading_clear(&reading);
	}
}

#define CHECK(patch, id, ...)                                                                      \
	do {                                                                                       \
		static const struct example examples[] = {__VA_ARGS__};                            \
		check(patch, examples, G_N_ELEMENTS(examples), id);                                \
	} while (0)

/* One reading that is refused; part of what it says. */
static void refuse(const char *patch, const char *yaml, const char *id, const char *text)
{
	struct reading reading = read_as(patch, yaml);
	assert_false(reading.right);
	assert_int_equal(reading.fixture.report->problems->len, 1);
	const struct problem *problem = reading.fixture.report->problems->pdata[0];
	assert_string_equal(problem->id, id);
	if (strstr(problem->text, text) == NULL)
		fail_msg("%s", problem->text);
	reading_clear(&reading);
}

/* ---- text */

static void text_is_kept_without_the_blanks_around_it(void **state)
{
	(void)state;
	CHECK(TEXT, "", {"公园", "公园"}, {"'  公园 '", "公园"}, {"'　公 园　'", "公 园"},
	      {"\"\\u200b公园\\ufeff\"", "公园"}, {"|\n two\n lines\n", "two\nlines"},
	      {"1980:100", "1980:100"}, {"no", "no"});
	CHECK(ENTITY, "", {"'国务院 '", "国务院"});
}

static void what_holds_nothing_is_nothing(void **state)
{
	(void)state;
	static const char *const patches[] = {TEXT, TEXTS, DATE,   INTEGER, BOOLEAN,
	                                      URL,  TERM,  NUMBER, GROUP,   GROUPS};
	static const char *const empties[] = {"", "~", "''", "'  '", "　", "\"\\u200b\\n\""};
	for (size_t i = 0; i < G_N_ELEMENTS(patches); i++)
		for (size_t j = 0; j < G_N_ELEMENTS(empties); j++)
			check(patches[i], &(struct example){empties[j], "nothing"}, 1, "");
	CHECK(TEXTS, "", {"[]", "nothing"}, {"[ '', ~, '　' ]", "nothing"});
	CHECK(GROUP, "", {"{}", "nothing"}, {"{name: ''}", "nothing"}, {"{colours: []}", "nothing"});
	CHECK(GROUPS, "", {"[{}, {name: ~}]", "nothing"});
}

static void one_alone_is_a_list_where_a_list_is_meant(void **state)
{
	(void)state;
	CHECK(TEXTS, "", {"公园", "[公园]"}, {"[公园]", "[公园]"},
	      {"[ 公园, '', 绿地 ]", "[公园, 绿地]"});
	CHECK(GROUPS, "", {"{name: 热线}", "[{name: 热线}]"});
	CHECK(DOCUMENTS, "", {"国办发〔2013〕100号", "[国办发〔2013〕100号]"});
	CHECK(FILES, "", {"'a b.pdf'", "[a b.pdf]"});
}

static void what_is_no_text_is_refused(void **state)
{
	(void)state;
	CHECK(TEXT, "field/form", {"[a]", NULL}, {"{a: b}", NULL});
	CHECK(TEXTS, "field/form", {"[[a]]", NULL}, {"{a: b}", NULL}, {"[{a: b}]", NULL});
	CHECK(DATE, "field/form", {"[2013-10-01]", NULL});
	CHECK(BOOLEAN, "field/form", {"{yes: no}", NULL});
	refuse(TEXT, "[a]", "field/form", "'extra' must be one piece of text, not a list or a map");
}

static void every_wrong_item_of_a_list_is_told_and_the_others_are_kept(void **state)
{
	(void)state;
	struct reading reading = read_as(FIELD_WITH("type: date, list: true"),
	                                 "\n- 2013-10-01\n- soon\n- [x]\n- 2014-1-2");
	assert_string_equal(reading.shown, "[2013-10-01, 2014-01-02]; field/date:4; field/form:5");
	reading_clear(&reading);
}

static void a_list_of_ten_thousand_is_read_whole(void **state)
{
	(void)state;
	g_autoptr(GString) yaml = g_string_new("\n");
	for (unsigned i = 0; i < 10000; i++)
		g_string_append_printf(yaml, "- word %u\n", i);
	struct reading reading = read_as(TEXTS, yaml->str);
	assert_int_equal(reading.value.count, 10000);
	assert_string_equal(reading.value.items[9999].text, "word 9999");
	assert_int_equal(reading.value.items[9999].line, 10002);
	reading_clear(&reading);
}

/* ---- the other types */

static void dates_get_one_form(void **state)
{
	(void)state;
	CHECK(DATE, "field/date", {"2013-10-01", "2013-10-01"}, {"2013年10月1日", "2013-10-01"},
	      {"2013/10/1", "2013-10-01"}, {"' 2013-10-01 '", "2013-10-01"},
	      {"2013-10-01 09:30", "2013-10-01 09:30"},
	      {"2013-10-01 09:30:00 +0000", "2013-10-01 17:30"}, {"2013-02-30", NULL},
	      {"2013", NULL}, {"soon", NULL});
	refuse(DATE, "soon", "field/date", "'soon' is not a date; write it as 2013-10-01");
}

static void whole_numbers_are_read(void **state)
{
	(void)state;
	CHECK(INTEGER, "field/number", {"120", "120"}, {"1,200", "1200"}, {"１２０", "120"},
	      {"1，200，300", "1200300"}, {"-5", "-5"}, {"+5", "5"}, {"'007'", "007"},
	      {"12.5", NULL}, {"1,5", NULL}, {"1200,300", NULL}, {"1,2000", NULL}, {"120人", NULL},
	      {"'--5'", NULL}, {"0x1f", NULL}, {"1e5", NULL}, {"','", NULL}, {"'1,'", NULL},
	      {"一百", NULL}, {"1 200", NULL});
	refuse(INTEGER, "120人", "field/number",
	       "'120人' is not a whole number; write digits alone");
}

static void decimal_numbers_are_read(void **state)
{
	(void)state;
	CHECK(DECIMAL, "field/number", {"12.5", "12.5"}, {"120", "120"}, {"1,200.25", "1200.25"},
	      {"-0.5", "-0.5"}, {"12.", NULL}, {".5", NULL}, {"1.2.3", NULL}, {"12,5", NULL},
	      {"nan", NULL}, {"inf", NULL}, {"0x1p3", NULL}, {"1e5", NULL}, {"12.5%", NULL},
	      {"12.5万元", NULL});
	refuse(DECIMAL, "12.5万元", "field/number", "'12.5万元' is not a number; write it as 12.5");
}

static void yes_and_no_are_read(void **state)
{
	(void)state;
	CHECK(BOOLEAN, "field/boolean", {"true", "`true`"}, {"Yes", "`true`"}, {"是", "`true`"},
	      {"FALSE", "`false`"}, {"no", "`false`"}, {"否", "`false`"}, {"1", NULL}, {"对", NULL},
	      {"yes please", NULL});
	refuse(BOOLEAN, "对", "field/boolean",
	       "'对' is neither yes nor no; write true or false (是 or 否)");
}

static void only_harmless_addresses_are_read(void **state)
{
	(void)state;
	CHECK(URL, "field/url", {"https://www.gov.cn/a?b=c#d", "https://www.gov.cn/a?b=c#d"},
	      {"HTTP://www.gov.cn", "HTTP://www.gov.cn"}, {"mailto:a@b.cn", "mailto:a@b.cn"},
	      {"tel:+86-10-1234", "tel:+86-10-1234"}, {"www.gov.cn", NULL},
	      {"javascript:alert(1)", NULL}, {"'java\tscript:alert(1)'", NULL},
	      {"'data:text/html,x'", NULL}, {"//www.gov.cn", NULL}, {"/a", NULL},
	      {"'https:'", NULL}, {"https://", NULL}, {"https:/a", NULL}, {"'tel:'", NULL},
	      {"httpx://a", NULL}, {"file:///etc/passwd", NULL});
	refuse(URL, "www.gov.cn", "field/url",
	       "'www.gov.cn' is not an address; it must begin with https://");
}

static void terms_become_their_keys(void **state)
{
	(void)state;
	CHECK(TERM, "field/term", {"red", "red"}, {"红", "red"}, {"紅", "red"}, {"RED", "red"},
	      {"赤", "red"}, {"'其他 '", "other"}, {"blue", NULL}, {"reds", NULL});
	refuse(TERM, "reds", "field/term", "'reds' is no word for 'extra'; did you mean 'red'?");
	refuse(TERM, "蓝绿色", "field/term",
	       "'蓝绿色' is no word for 'extra'; write one of: 红, 其他");
}

static void an_open_vocabulary_keeps_other_words(void **state)
{
	(void)state;
	CHECK(LEAVING_OPEN, "", {"红", "red"}, {"绿 ", "绿"});
}

static void a_long_vocabulary_is_told_by_its_beginning(void **state)
{
	(void)state;
	g_autoptr(GString) patch = g_string_new("vocabularies: {colour: {terms: [");
	for (unsigned i = 0; i < 20; i++)
		g_string_append_printf(patch, "{key: term-%u, label: <第%u种颜色>}, ", i, i);
	g_string_append(patch, "]}}\n" TERM);
	refuse(patch->str, "x", "field/term", "第10种颜色, 第11种颜色 …");
}

static void document_numbers_get_their_right_form(void **state)
{
	(void)state;
	CHECK(NUMBER, "", {"国办发〔2013〕100号", "国办发〔2013〕100号"},
	      {"'国办发[2013]100号'", "国办发〔2013〕100号; number/canonical:2"},
	      {"第五号", "第五号; number/form:2"});
}

static void an_index_number_with_a_wrong_check_character_is_kept_with_a_warning(void **state)
{
	(void)state;
	CHECK(INDEX_NUMBER, "", {"000014349/2017-00110", "000014349/2017-00110"},
	      {"000014348/2017-00110", "000014348/2017-00110; index-number/check:2"},
	      {"A-1", "A-1"});
}

/* ---- groups */

static void the_parts_of_a_group_are_read_by_key_and_label(void **state)
{
	(void)state;
	CHECK(GROUP, "",
	      {"{name: 热线, opened_on: 2013/10/1, colours: 红}",
	       "{name: 热线, opened_on: 2013-10-01, colours: [red]}"},
	      {"{名称: 热线, 日期: 2013年10月1日}", "{name: 热线, opened_on: 2013-10-01}"});
}

static void a_group_that_is_no_map_is_refused(void **state)
{
	(void)state;
	CHECK(GROUP, "field/form", {"热线", NULL}, {"[{name: 热线}]", NULL});
	CHECK(GROUPS, "field/form", {"热线", NULL}, {"[热线]", NULL}, {"[[{name: 热线}]]", NULL});
	refuse(GROUP, "热线", "field/form",
	       "'extra' must hold indented lines of the form 'key: value'");
}

static void what_is_wrong_in_a_group_is_told_and_the_rest_is_kept(void **state)
{
	(void)state;
	struct reading reading = read_as(
	        GROUPS, "\n- {name: 热线, opened_on: soon}\n- name: [x]\n  colours: [红, 蓝绿色]\n"
	                "- {name: 窗口}");
	assert_string_equal(reading.shown,
	                    "[{name: 窗口}]; field/date:3; field/form:4; field/term:5");
	reading_clear(&reading);
	refuse(GROUP, "{nmae: x}", "field/part",
	       "'nmae' is no part of 'extra'; did you mean 'name'?");
	refuse(GROUP, "{telephone: x}", "field/part",
	       "'telephone' is no part of 'extra'; write one of: name, opened_on, colours");
}

/* Only what was found to be right is taken for right. */
static void a_number_is_known_by_one_like_it(void **state)
{
	struct fixture fixture = build(NUMBER);
	const struct field *field = kind_field(schema_kind(fixture.schema, "permit"), "extra");
	static const char *const NUMBERS[] = {"示府〔2017〕1号", "关于示府〔2017〕1号",
	                                      "國辦發〔2017〕1号"};
	struct field_memory *memory = field_memory_new();
	(void)state;
	assert_false(field_memory_is_number(memory, "示府〔2018〕20号"));
	for (size_t i = 0; i < G_N_ELEMENTS(NUMBERS); i++) {
		struct value written = value_text(NUMBERS[i]);
		struct value value;
		assert_true(field_value_read(fixture.report, "a.md", field, &written, memory,
		                             fixture.arena, &value));
	}
	assert_true(field_memory_is_number(memory, "示府〔2018〕20号"));
	assert_false(field_memory_is_number(memory, "示府〔2018〕020号"));
	assert_false(field_memory_is_number(memory, "关于示府〔2018〕20号"));
	assert_false(field_memory_is_number(memory, "國辦發〔2018〕1号"));
	field_memory_free(memory);
	clear(&fixture);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(text_is_kept_without_the_blanks_around_it),
	        cmocka_unit_test(what_holds_nothing_is_nothing),
	        cmocka_unit_test(one_alone_is_a_list_where_a_list_is_meant),
	        cmocka_unit_test(what_is_no_text_is_refused),
	        cmocka_unit_test(every_wrong_item_of_a_list_is_told_and_the_others_are_kept),
	        cmocka_unit_test(a_list_of_ten_thousand_is_read_whole),
	        cmocka_unit_test(dates_get_one_form),
	        cmocka_unit_test(whole_numbers_are_read),
	        cmocka_unit_test(decimal_numbers_are_read),
	        cmocka_unit_test(yes_and_no_are_read),
	        cmocka_unit_test(only_harmless_addresses_are_read),
	        cmocka_unit_test(terms_become_their_keys),
	        cmocka_unit_test(an_open_vocabulary_keeps_other_words),
	        cmocka_unit_test(a_long_vocabulary_is_told_by_its_beginning),
	        cmocka_unit_test(document_numbers_get_their_right_form),
	        cmocka_unit_test(a_number_is_known_by_one_like_it),
	        cmocka_unit_test(an_index_number_with_a_wrong_check_character_is_kept_with_a_warning),
	        cmocka_unit_test(the_parts_of_a_group_are_read_by_key_and_label),
	        cmocka_unit_test(a_group_that_is_no_map_is_refused),
	        cmocka_unit_test(what_is_wrong_in_a_group_is_told_and_the_rest_is_kept),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
