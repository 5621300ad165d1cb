/* SPDX-License-Identifier: MIT */
/* Document numbers: read in every usual form, found in running text without the words before. */
/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <stdlib.h>
#include <string.h>

#include "catalog/document_number.h"

static void assert_parsed(const char *text, const char *canonical)
{
	struct document_number number;
	if (!document_number_parse(text, &number))
		fail_msg("'%s' is no number", text);
	assert_string_equal(number.canonical, canonical);
	assert_int_equal(number.was_canonical, strcmp(text, canonical) == 0);
	document_number_clear(&number);
}

static void assert_refused(const char *text)
{
	struct document_number number;
	if (document_number_parse(text, &number))
		fail_msg("'%s' was read as %s", text, number.canonical);
	assert_null(number.canonical);
	assert_null(number.prefix);
}

/* `expected`: "written>canonical", or "written" alone when both are the same, joined by '|'. */
static void assert_found(const char *text, const char *expected)
{
	GArray *matches = g_array_new(FALSE, FALSE, sizeof(struct document_number_match));
	document_number_scan(text, strlen(text), matches);
	g_autoptr(GString) found = g_string_new(NULL);
	size_t last = 0;
	for (unsigned i = 0; i < matches->len; i++) {
		struct document_number_match match =
		        g_array_index(matches, struct document_number_match, i);
		assert_true(last <= match.start && match.start < match.end);
		last = match.end;
		g_autofree char *written = g_strndup(text + match.start, match.end - match.start);
		g_string_append_printf(found, "%s%s", i > 0 ? "|" : "", written);
		if (strcmp(written, match.canonical) != 0)
			g_string_append_printf(found, ">%s", match.canonical);
	}
	document_number_matches_clear(matches);
	assert_int_equal(matches->len, 0);
	g_array_unref(matches);
	assert_string_equal(found->str, expected);
}

static void every_bracket_and_width_gives_one_form(void **state)
{
	(void)state;
	static const char *const forms[] = {
	        "国办发〔2013〕100号",        "国办发[2013]100号",
	        "国办发［2013］100号",        "国办发【2013】100号",
	        "国办发（2013）100号",        "国办发(2013)100号",
	        "国办发〈2013〉100号",        "国办发﹝2013﹞100号",
	        "国办发〖2013〗100号",        "国办发❲2013❳100号",
	        "国办发[2013〕100号",         "国办发〔２０１３〕１００号",
	        "国办发 ( 2013 ) 100 号",     "国办发　〔2013〕　100号",
	        "国 办 发〔2013〕100号",      "国办发〔2013〕第100号",
	        "国办发〔2013〕0100号",       "国办发〔2013〕第00100号",
	        "国办发〔2013〕100號",        "國辦發〔2013〕100號",
	        "國辦發[２０１３]第 0100 號", " 国办发〔2013〕100号\n",
	        "国办发〔2013〕\n100号",      "国办发\u200b〔2013〕100号",
	        "国办发\u00a0〔2013〕100号",
	};
	for (size_t i = 0; i < G_N_ELEMENTS(forms); i++)
		assert_parsed(forms[i], "国办发〔2013〕100号");
}

static void the_parts_of_a_number_are_given(void **state)
{
	(void)state;
	struct document_number number;
	assert_true(document_number_parse("粵府辦〔2016〕109號", &number));
	assert_int_equal(number.form, NUMBER_ORDINARY);
	assert_string_equal(number.prefix, "粤府办");
	assert_int_equal(number.year, 2016);
	assert_int_equal(number.serial, 109);
	assert_true(number.known_prefix);
	assert_false(number.was_canonical);
	document_number_clear(&number);
	assert_null(number.prefix);
	assert_true(document_number_parse("国务院令第711号", &number));
	assert_int_equal(number.form, NUMBER_ORDER);
	assert_string_equal(number.prefix, "国务院令");
	assert_int_equal(number.year, 0);
	assert_int_equal(number.serial, 711);
	assert_true(number.known_prefix && number.was_canonical);
	document_number_clear(&number);
	assert_true(document_number_parse("国家税务总局公告2017年第5号", &number));
	assert_int_equal(number.form, NUMBER_ANNOUNCEMENT);
	assert_string_equal(number.prefix, "国家税务总局公告");
	assert_int_equal(number.year, 2017);
	assert_int_equal(number.serial, 5);
	assert_true(number.known_prefix && number.was_canonical);
	document_number_clear(&number);
}

static void prefixes_of_all_levels_are_known(void **state)
{
	(void)state;
	static const struct {
		const char *text;
		bool known;
	} cases[] = {
	        {"国发〔2013〕1号", true},           {"国办发明电〔2021〕11号", true},
	        {"国办公开办函〔2019〕61号", true},  {"中办发〔2016〕8号", true},
	        {"厅字〔2016〕8号", true},           {"云政办发〔2013〕8号", true},
	        {"财税〔2016〕36号", true},          {"税总发〔2016〕36号", true},
	        {"揭府办〔2017〕20号", true},        {"粤财税〔2016〕1号", false},
	        {"某某办〔2017〕20号", false},       {"和府〔2020〕1号", false},
	        {"公消（通）字〔2010〕12号", false},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		struct document_number number;
		assert_true(document_number_parse(cases[i].text, &number));
		assert_string_equal(number.canonical, cases[i].text);
		assert_int_equal(number.known_prefix, cases[i].known);
		document_number_clear(&number);
	}
}

/* Only the words of the table can be turned without a dictionary; all others stay as written. */
static void unknown_prefixes_stay_in_their_script(void **state)
{
	(void)state;
	assert_parsed("臺某辦〔2017〕20號", "臺某辦〔2017〕20号");
	assert_parsed("揭府辦〔2017〕20號", "揭府办〔2017〕20号");
	assert_parsed("國辦公開辦函〔2019〕61號", "国办公开办函〔2019〕61号");
	assert_parsed("內政辦發〔2019〕1號", "内政办发〔2019〕1号");
	assert_parsed("黑龍江省人民政府令第5號", "黑龙江省人民政府令第5号");
}

static void orders_are_read(void **state)
{
	(void)state;
	assert_parsed("国务院令第711号", "国务院令第711号");
	assert_parsed("国务院令 第 711 号", "国务院令第711号");
	assert_parsed("国务院令（第711号）", "国务院令第711号");
	assert_parsed("国务院第711号令", "国务院令第711号");
	assert_parsed("国务院令711号", "国务院令第711号");
	assert_parsed("國務院令第711號", "国务院令第711号");
	assert_parsed("国务院令第七百一十一号", "国务院令第711号");
	assert_parsed("公安部令第一〇三号", "公安部令第103号");
	assert_parsed("交通运输部令2019年第22号", "交通运输部令2019年第22号");
	assert_parsed("和平县人民政府令第3号", "和平县人民政府令第3号");
	assert_parsed("中华人民共和国 国务院令 第711号", "国务院令第711号");
}

/* Both names of the organ are right, so neither is worth a word to the editor. */
static void an_order_may_bear_another_name_of_its_organ(void **state)
{
	(void)state;
	static const char *const forms[][2] = {
	        {"国令第711号", "国务院令第711号"},
	        {"中华人民共和国国务院令第711号", "国务院令第711号"},
	        {"财政部、税务总局公告2019年第20号", "财政部 税务总局公告2019年第20号"},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(forms); i++) {
		struct document_number number;
		assert_true(document_number_parse(forms[i][0], &number));
		assert_string_equal(number.canonical, forms[i][1]);
		assert_true(number.was_canonical);
		document_number_clear(&number);
	}
}

static void orders_of_the_president_are_numbered_in_characters(void **state)
{
	(void)state;
	static const struct {
		unsigned serial;
		const char *numeral;
	} cases[] = {
	        {1, "一"},           {10, "十"},
	        {11, "十一"},        {20, "二十"},
	        {73, "七十三"},      {100, "一百"},
	        {101, "一百零一"},   {110, "一百一十"},
	        {111, "一百一十一"}, {1000, "一千"},
	        {1001, "一千零一"},  {1010, "一千零一十"},
	        {1100, "一千一百"},  {9999, "九千九百九十九"},
	        {10000, "10000"},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *plain = g_strdup_printf("主席令第%u号", cases[i].serial);
		g_autofree char *right = g_strdup_printf("主席令第%s号", cases[i].numeral);
		assert_parsed(plain, right);
		assert_parsed(right, right);
	}
}

static void announcements_are_read(void **state)
{
	(void)state;
	assert_parsed("国家税务总局公告2017年第5号", "国家税务总局公告2017年第5号");
	assert_parsed("国家税务总局公告（2017年第05号）", "国家税务总局公告2017年第5号");
	assert_parsed("國家稅務總局公告２０１７年第５號", "国家税务总局公告2017年第5号");
	assert_parsed("财政部 税务总局 海关总署公告2019年第39号",
	              "财政部 税务总局 海关总署公告2019年第39号");
	assert_parsed("财政部　税务总局公告2019年第20号", "财政部 税务总局公告2019年第20号");
	assert_parsed("某某省税务局公告2019年第1号", "某某省税务局公告2019年第1号");
}

static void what_is_no_number_is_refused(void **state)
{
	(void)state;
	static const char *const texts[] = {
	        "",
	        " ",
	        "号",
	        "國",
	        "国办发",
	        "国办发〔2013〕100",
	        "〔2013〕100号",
	        "发〔2013〕1号",
	        "国办发〔12013〕100号",
	        "国办发〔213〕100号",
	        "国办发〔1013〕1号",
	        "国办发〔3013〕1号",
	        "国办发〔2013〕号",
	        "国办发〔2013〕0号",
	        "国办发〔2013〕000号",
	        "国办发〔2013〕12345678号",
	        "国办发2013〕100号",
	        "国办发〔2013 100号",
	        "国办发〔2013〕1-5号",
	        "国办发〔2013〕100号文",
	        "关于公信力的意见国办发〔2013〕100号",
	        "现将国办发〔2013〕100号",
	        "HFGS—2017—9",
	        "HFGS—2017—9号",
	        "abc〔2013〕1号",
	        "国办发〔2013〕一号",
	        "令第3号",
	        "公告2017年第5号",
	        "口令第3号",
	        "12号",
	        "第12号",
	        "国务院令第零号",
	        "国务院令七号",
	        "公消（通〔2010〕1号",
	        "公（消）通）〔2010〕1号",
	        "（公）〔2010〕1号",
	        "国家税务总局公告第5号",
	        "国家税务总局公告12017年第5号",
	        "国办发〔2013〕100号\xff",
	        "国办发〔2013〕100\xe5\x8f",
	        "很长很长很长很长很长很长很长的代字〔2013〕1号",
	};
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
		assert_refused(texts[i]);
	g_autofree char *spaces = g_strnfill(100000, ' ');
	g_autofree char *digits = g_strnfill(100000, '1');
	g_autofree char *apart = g_strconcat("国办发", spaces, "〔2013〕1号", NULL);
	g_autofree char *serial = g_strconcat("国办发〔2013〕", digits, "号", NULL);
	assert_refused(apart);
	assert_refused(serial);
}

static void the_words_before_a_number_do_not_belong_to_it(void **state)
{
	(void)state;
	assert_found("提升政府公信力的意见国办发〔2013〕100号各省", "国办发〔2013〕100号");
	assert_found("admin于2022年05月27日发表粤府办〔2013〕52号", "粤府办〔2013〕52号");
	assert_found("輿情回應的通知粵府辦〔2016〕109號",
	             "粵府辦〔2016〕109號>粤府办〔2016〕109号");
	assert_found("2013-11-29粤府办〔2013〕52号━━━", "粤府办〔2013〕52号");
	assert_found("《意见》（国办发〔2013〕100号）转发", "国办发〔2013〕100号");
	assert_found("學習領會國辦發〔2016〕61號文精神", "國辦發〔2016〕61號>国办发〔2016〕61号");
	assert_found("按照某某办〔2017〕20号和某政发〔2018〕1号的要求",
	             "某某办〔2017〕20号|某政发〔2018〕1号");
	assert_found("2013年11月29日揭阳办〔2013〕1号", "揭阳办〔2013〕1号");
	assert_found("日政发〔2013〕1号", "日政发〔2013〕1号");
}

static void a_local_number_is_not_the_ministrys(void **state)
{
	(void)state;
	assert_found("粤财税〔2016〕1号、转发财税〔2016〕36号",
	             "粤财税〔2016〕1号|财税〔2016〕36号");
	assert_found("在粤国办发〔2013〕100号", "国办发〔2013〕100号");
}

static void where_the_edge_is_unknown_nothing_is_found(void **state)
{
	(void)state;
	assert_found("一个没有停顿的很长很长的机关名称及其某个办公部门某办〔2017〕20号", "");
	assert_found("〔2017〕20号", "");
	assert_found("的〔2017〕20号", "");
	assert_found("A〔2017〕20号", "");
}

static void numbers_written_in_any_way_are_found(void **state)
{
	(void)state;
	assert_found("见国办发[2013]100号，", "国办发[2013]100号>国办发〔2013〕100号");
	assert_found("见国办发 ( 2013 ) 100 号，", "国办发 ( 2013 ) 100 号>国办发〔2013〕100号");
	assert_found("见国办发〔2013〕\n100号", "国办发〔2013〕\n100号>国办发〔2013〕100号");
	assert_found("见国办发〔2013〕\n\n100号", "");
	assert_found("国办发〔2013〕100号、101号", "国办发〔2013〕100号");
	assert_found("国办发〔2013〕100号国办发〔2013〕101号",
	             "国办发〔2013〕100号|国办发〔2013〕101号");
	assert_found("國辦發〔2016〕61號、国办发〔2016〕62号、國辦發〔2016〕63號",
	             "國辦發〔2016〕61號>国办发〔2016〕61号|国办发〔2016〕62号|國辦發〔2016〕63號>"
	             "国办发〔2016〕63号");
	assert_found("国办发〔2013〕123456789号", "");
	assert_found("国办发〔12013〕1号", "");
	assert_found("HFGS—2017—9 HFGS—2017—9号 HFGS〔2017〕9号", "");
}

static void orders_and_announcements_are_found(void **state)
{
	(void)state;
	assert_found("根据《条例》（国务院令第711号）和国令第492号",
	             "国务院令第711号|国令第492号>国务院令第492号");
	assert_found("依据广东省人民政府令第216号、惠州市人民政府令第12号",
	             "广东省人民政府令第216号|惠州市人民政府令第12号");
	assert_found("2002年8月29日中华人民共和国主席令第七十三号", "主席令第七十三号");
	assert_found("中华人民共和国国务院令\n第711号", "国务院令\n第711号>国务院令第711号");
	assert_found("国务院令（第711号）。", "国务院令（第711号）>国务院令第711号");
	assert_found("国务院令（第711号，2019年）", "国务院令（第711号>国务院令第711号");
	assert_found("国务院第711号令施行", "国务院第711号令>国务院令第711号");
	assert_found("关于修订的公告（国家税务总局公告2017年第5号）",
	             "国家税务总局公告2017年第5号");
	assert_found("根据财政部 税务总局 海关总署公告2019年第39号",
	             "财政部 税务总局 海关总署公告2019年第39号");
	assert_found("财政部、税务总局公告2019年第20号",
	             "财政部、税务总局公告2019年第20号>财政部 税务总局公告2019年第20号");
	assert_found("我国令第5号 外国令第6号 第5号令 三军总司令第5号 口令第9号", "");
	assert_found("国务院第711号令某办〔2013〕2号",
	             "国务院第711号令>国务院令第711号|某办〔2013〕2号");
	assert_found("的公告2017年第5号", "");
}

static void bytes_that_are_no_text_stop_a_number(void **state)
{
	(void)state;
	assert_found("\xff国办发〔2013〕100号\xe5", "国办发〔2013〕100号");
	assert_found("国办发\xff〔2013〕100号", "");
	assert_found("\x80\x80\x80〔2013〕100号", "");
	GArray *matches = g_array_new(FALSE, FALSE, sizeof(struct document_number_match));
	static const char with_nul[] = "国\0发〔2013〕100号";
	document_number_scan(with_nul, sizeof with_nul - 1, matches);
	document_number_scan(NULL, 0, matches);
	assert_int_equal(matches->len, 0);
	g_array_unref(matches);
}

static void matches_are_appended(void **state)
{
	(void)state;
	GArray *matches = g_array_new(FALSE, FALSE, sizeof(struct document_number_match));
	static const char text[] = "国办发〔2013〕100号";
	document_number_scan(text, strlen(text), matches);
	document_number_scan(text, strlen(text), matches);
	assert_int_equal(matches->len, 2);
	document_number_matches_clear(matches);
	g_array_unref(matches);
}

static void hostile_texts_take_linear_time(void **state)
{
	(void)state;
	static const char *const pieces[] = {"号",       "1号",     "〔2013〕1号", "第一号",
	                                     "国办发〔", "令第1号", "   1号",      "財"};
	for (size_t i = 0; i < G_N_ELEMENTS(pieces); i++) {
		g_autoptr(GString) text = g_string_new("号號");
		while (text->len < 1024 * 1024)
			g_string_append(text, pieces[i]);
		GArray *matches = g_array_new(FALSE, FALSE, sizeof(struct document_number_match));
		gint64 start = g_get_monotonic_time();
		document_number_scan(text->str, text->len, matches);
		assert_true(g_get_monotonic_time() - start < 5 * G_USEC_PER_SEC);
		document_number_matches_clear(matches);
		g_array_unref(matches);
	}
}

/* The five documents the project began with, where they are at hand. */
static void the_founding_documents_hold_these_numbers(void **state)
{
	(void)state;
	static const struct {
		const char *start;
		const char *found;
	} files[] = {
	        {"000_",
	         "粤府办〔2013〕52号 国办发〔2013〕100号 粤府办〔2013〕52号 国办发〔2013〕100号 "
	         "国办发〔2013〕100号 国办发〔2013〕100号 "},
	        {"001_", "国办发〔2013〕100号 "},
	        {"002_", "粤府办〔2013〕52号 国办发〔2013〕100号 "},
	        {"003_",
	         "粤府办〔2016〕109号 粤府办〔2016〕109号 国办发〔2016〕61号 国办发〔2016〕61号 "
	         "国办发〔2016〕61号 "},
	        {"004_", ""},
	};
	const char *shared = getenv("SHARED");
	g_autofree char *folder =
	        g_build_filename(shared == NULL ? "../shared" : shared, "founding", NULL);
	g_autoptr(GDir) listing = g_dir_open(folder, 0, NULL);
	if (listing == NULL) {
		print_message("skipped: there is no folder %s (SHARED names the one above it)\n",
		              folder);
		skip();
	}
	unsigned seen = 0;
	const char *name;
	while ((name = g_dir_read_name(listing)) != NULL) {
		size_t which = 0;
		while (which < G_N_ELEMENTS(files) && !g_str_has_prefix(name, files[which].start))
			which++;
		if (which == G_N_ELEMENTS(files))
			continue;
		g_autofree char *path = g_build_filename(folder, name, NULL);
		g_autofree char *text = NULL;
		gsize length;
		assert_true(g_file_get_contents(path, &text, &length, NULL));
		GArray *matches = g_array_new(FALSE, FALSE, sizeof(struct document_number_match));
		document_number_scan(text, length, matches);
		g_autoptr(GString) found = g_string_new(NULL);
		for (unsigned i = 0; i < matches->len; i++)
			g_string_append_printf(
			        found, "%s ",
			        g_array_index(matches, struct document_number_match, i).canonical);
		assert_string_equal(found->str, files[which].found);
		document_number_matches_clear(matches);
		g_array_unref(matches);
		seen++;
	}
	assert_int_equal(seen, G_N_ELEMENTS(files));
}

static void the_prefix_of_a_well_written_number_is_measured(void **state)
{
	static const struct {
		const char *text;
		size_t length; /* in characters */
	} cases[] = {
	        {"国办发〔2013〕100号", 3},
	        {"示府〔1999〕1号", 2},
	        {"国办发〔2013〕0100号", 0},
	        {"国办发〔1899〕1号", 0},
	        {"国办发〔213〕1号", 0},
	        {"国办发〔2013〕1號", 0},
	        {"国办发[2013]1号", 0},
	        {"国办发〔2013〕号", 0},
	        {"国办发〔2013〕1号 ", 0},
	        {"〔2013〕1号", 0},
	        {"国务院令第711号", 0},
	        {"国办发〔2013〕12345678号", 0},
	        {"国办发〔２０１３〕1号", 0},
	        {"国办发〔20135〕1号", 0},
	        {"", 0},
	};
	(void)state;
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
		assert_int_equal(document_number_prefix_length(cases[i].text), 3 * cases[i].length);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(every_bracket_and_width_gives_one_form),
	        cmocka_unit_test(the_parts_of_a_number_are_given),
	        cmocka_unit_test(prefixes_of_all_levels_are_known),
	        cmocka_unit_test(unknown_prefixes_stay_in_their_script),
	        cmocka_unit_test(the_prefix_of_a_well_written_number_is_measured),
	        cmocka_unit_test(orders_are_read),
	        cmocka_unit_test(an_order_may_bear_another_name_of_its_organ),
	        cmocka_unit_test(orders_of_the_president_are_numbered_in_characters),
	        cmocka_unit_test(announcements_are_read),
	        cmocka_unit_test(what_is_no_number_is_refused),
	        cmocka_unit_test(the_words_before_a_number_do_not_belong_to_it),
	        cmocka_unit_test(a_local_number_is_not_the_ministrys),
	        cmocka_unit_test(where_the_edge_is_unknown_nothing_is_found),
	        cmocka_unit_test(numbers_written_in_any_way_are_found),
	        cmocka_unit_test(orders_and_announcements_are_found),
	        cmocka_unit_test(bytes_that_are_no_text_stop_a_number),
	        cmocka_unit_test(matches_are_appended),
	        cmocka_unit_test(hostile_texts_take_linear_time),
	        cmocka_unit_test(the_founding_documents_hold_these_numbers),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
