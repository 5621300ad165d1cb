/* SPDX-License-Identifier: MIT */
/*
 * The core of charts, and columns, bars, lines, areas, scatter, dots, histograms and waterfalls: what
 * they say, what is told of mistakes, and that each looks intended with odd data too.
 */
#include "charting.h"
#include "drawings.h"

/* ---- what is said */

struct saying {
	const char *spec, *csv, *sentence;
};

static void assert_says(struct scripting *scripting, const struct saying *sayings, size_t count)
{
	for (size_t i = 0; i < count; i++) {
		struct value figure = figure_of(scripting, sayings[i].spec, sayings[i].csv);
		assert_string_equal(value_get_text(&figure, "sentence"), sayings[i].sentence);
		assert_texts_apart(svg_of(&figure), sayings[i].spec);
	}
}

static void a_chart_says_what_its_data_say(void **state)
{
	static const struct saying SAYINGS[] = {
	        {"kind=column", "类,金额（元）\n甲,0.1\n乙,0.2\n丙,-",
	         "最高的是乙（0.2元），最低的是甲（0.1元）；已收录的合计0.3元。未收录：丙。"},
	        {"kind=column", "年,件数（件）\n2013,1200\n2014,900",
	         "最高的是2013（1,200件），最低的是2014（900件）；从2013到2014，由1,"
	         "200件减至900件，"
	         "减少300件（25.0%）；合计2,100件。"},
	        {"kind=column", "年,率\n2013,3.5%\n2014,8%",
	         "最高的是2014（8%），最低的是2013（3.5%）；从2013到2014，由3.5%增至8%，增加4."
	         "5个百分"
	         "点。"},
	        {"kind=bar; sort=降序", "机关,件数\n甲,5\n乙,5\n丙,5", "各项都是5；合计15。"},
	        {"kind=bar", "机关,件数\n甲,5\n乙,7\n丙,7\n丁,5",
	         "最高的是乙、丙（7），最低的是甲、丁（5）；合计24。"},
	        {"kind=column", "机关,件数（件）\n甲,5", "甲为5件。"},
	        {"kind=column", "类,累计（件）\n甲,90\n乙,195",
	         "最高的是乙（195件），最低的是甲（90件）。"},
	        {"kind=column", "类,存量（万）\n甲,90\n乙,1",
	         "最高的是甲（90万），最低的是乙（1万）；合计91万。"},
	        {"kind=line", "年,人口（万人）\n2013,-5\n2014,10",
	         "最高的是2014（10万人），最低的是2013（−5万人）；从2013到2014，由−5万人增至10万人"
	         "，增"
	         "加15万人。"},
	        {"kind=column; series=机关", "年,机关,件数（件）\n2013,甲,1\n2013,乙,2\n2014,乙,4",
	         "甲：2013为1件。乙：最高的是2014（4件），最低的是2013（2件）；从2013到2014，由2件"
	         "增至"
	         "4件，增加2件（100.0%）；合计6件。未收录：2014的甲。"},
	        {"kind=line", "年,甲,乙,丙,丁\n2013,1,2,3,4\n2014,2,3,4,9",
	         "最高的是2014的丁（9），最低的是2013的甲（1）。"},
	        {"kind=line", "年,甲,乙,丙,丁\n2013,1,2,3,9\n2014,2,3,4,9",
	         "最高的是2013的丁、2014的丁（9），最低的是2013的甲（1）。"},
	        {"kind=line", "年,甲,乙,丙,丁\n2013,5,5,5,5\n2014,5,5,5,5", "各项都是5。"},
	        {"kind=limit; limit=二", "档,件数（件）\n一,1999\n二,0\n三,1",
	         "二以内1,999件，占99.9%。"},
	        {"kind=limit; limit=二", "档,件数（件）\n一,2\n二,-\n三,0",
	         "图中2件全部在二以内。未收录：二。"},
	        {"kind=limit; limit=二", "档,件数（件）\n一,0\n二,0\n三,0",
	         "各项都是0件；合计0件。"},
	        {"kind=dot; low=最短; high=最长", "机关,最短（天）,最长（天）\n甲,1,10\n乙,3,16",
	         "最短：最高的是乙（3天），最低的是甲（1天）。最长：最高的是乙（16天），最低的是甲"
	         "（10天"
	         "）。"},
	        {"kind=histogram; target=20", "用时（天）\n5\n20\n21\n8",
	         "共4个数值，在5天到21天之间；最多的区间是5–10（2）；中位数是14天；不超过20天的有3"
	         "个，超过"
	         "的有1个。"},
	        {"kind=waterfall; total=结转下年",
	         "项,件数（件）\n上年结转,12\n本年新收,120\n本年办结,-110\n结转下年,22",
	         "上年结转12件；加上本年新收120件；减去本年办结110件；结转下年22件。"},
	        {"kind=scatter", "市,人口（万人）,件数（件）\n甲,1,10\n乙,3,16\n丙,-,5",
	         "共2个点；人口在1万人到3万人之间；件数在10件到16件之间；1项缺少数值，没有画出。"},
	        {"kind=column", "类,数（元）\n甲,12345678901234567890\n乙,1",
	         "最高的是甲（12,345,678,901,234,567,890元），最低的是乙（1元）。"},
	};
	assert_says(*state, SAYINGS, G_N_ELEMENTS(SAYINGS));
}

static void it_speaks_english_on_an_english_site(void **state)
{
	static const struct saying ENGLISH[] = {
	        {"kind=column", "year,items\n2013,1200\n2014,-\n2015,900",
	         "Highest: 2013 (1,200), lowest: 2015 (900); from 2013 to 2015: 1,200 to 900, down "
	         "by "
	         "300 (25.0%); total of what is recorded: 2,100. Not recorded: 2014."},
	};
	lend_language(*state, "en");
	assert_says(*state, ENGLISH, G_N_ELEMENTS(ENGLISH));
}

/* ---- mistakes */

static void each_mistake_is_told_with_what_is_there(void **state)
{
	static const struct {
		const char *spec, *csv, *id, *text;
	} MISTAKES[] = {
	        {"kind=colunm", "a,b\nx,1", "chart/kind", "did you mean 'column'?"},
	        {"title=x", "a,b\nx,1", "chart/kind", "no kind is given; kinds are area, bar,"},
	        {"kind=column; titel=x", "a,b\nx,1", "chart/key", "'titel' (did you mean 'title'?)"},
	        {"kind=column; y=amount", "年度,金额（万元）\n2013,1", "chart/column",
	         "has no column 'amount'; it has 年度, 金额（万元）"},
	        {"kind=column; y=备注", "年度,金额,备注\n2013,1,甲", "chart/number",
	         "column '备注' of the data in the text holds no numbers, as y needs; columns of "
	         "numbers: "
	         "年度, 金额"},
	        {"kind=column; x=年度; y=件数、金额", "年度,金额（元）,件数（件）\n2013,1,2",
	         "chart/unit", "the columns have different units (件, 元)"},
	        {"kind=column", "年度,金额\n2013,1\n2014,约100", "chart/cell",
	         "'约100' in column '金额' is not a number"},
	        {"kind=column; sort=up", "a,b\nx,1", "chart/option",
	         "sort cannot be 'up'; it is one of ascending, descending, none"},
	        {"kind=column; highlight=丙", "a,b\n甲,1\n乙,2", "chart/name",
	         "there is no '丙'; there are "
	         "甲, 乙"},
	        {"kind=column; order=丙", "a,b\n甲,1\n乙,2", "chart/name", "there is no '丙'"},
	        {"kind=column; target=高", "a,b\n甲,1", "chart/target", "'高' is neither"},
	        {"kind=column; series=c", "a,c,b\n甲,x,1\n甲,x,2", "chart/twice", "'甲' and 'x'"},
	        {"kind=column; stacking=share", "a,b,c\n甲,1,-2", "chart/refused",
	         "shares of negative"},
	        {"kind=area; stacking=absolute", "a,b,c\n甲,1,-2", "chart/refused",
	         "areas of negative"},
	        {"kind=waterfall; total=丙", "a,b\n甲,1\n乙,2\n丙,4", "chart/refused",
	         "'丙' is 4, but what comes before adds up to 3"},
	        {"kind=waterfall", "a,b\n甲,1\n乙,-", "chart/refused", "'乙' has no value"},
	        {"kind=column", "a,b\n甲,-\n乙,", "chart/empty", "no data to draw"},
	        {"kind=column", "a,b\n甲,1\n乙,1000000000000000000000", "chart/cell",
	         "is too large to be drawn"},
	        {"kind=line", "a,b,c,d,e,f,g,h,i,j\n甲,1,2,3,4,5,6,7,8,9", "chart/refused",
	         "there are 9 series"},
	        {"kind=scatter", "a,b,c\n甲,1,-\n乙,-,2", "chart/refused", "no row has both"},
	        {"kind=column; kind2=x", "a,b\n甲,1", "chart/key", "'kind2'"},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(MISTAKES); i++) {
		struct value figure = figure_of(*state, MISTAKES[i].spec, MISTAKES[i].csv);
		const char *told = value_get_text(&figure, "told");
		assert_string_equal(value_get_text(&figure, "problem"), MISTAKES[i].id);
		if (strstr(told, MISTAKES[i].text) == NULL)
			fail_msg("%s: told '%s'", MISTAKES[i].spec, told);
		assert_false(value_get(&figure, "drawn")->boolean);
	}
}

static void a_key_that_the_kind_does_not_use_is_no_error(void **state)
{
	struct value figure = figure_of(*state, "kind=line; stacking=share", "a,b\n甲,1\n乙,2");
	assert_string_equal(value_get_text(&figure, "problem"), "chart/unused");
	assert_true(value_get(&figure, "drawn")->boolean);
}

/* ---- the drawing */

static void assert_ticks(struct scripting *scripting, const char *spec, const char *csv,
                         const char *const *texts)
{
	struct value figure = figure_of(scripting, spec, csv);
	const char *svg = svg_of(&figure);
	for (; *texts != NULL; texts++) {
		g_autofree char *element = g_strconcat(">", *texts, "</text>", NULL);
		if (strstr(svg, element) == NULL)
			fail_msg("%s, %s: there is no '%s'", spec, csv, *texts);
	}
}

static void ticks_are_round_and_lengths_begin_at_zero(void **state)
{
	assert_ticks(*state, "kind=column", "a,b\n甲,970\n乙,1010",
	             (const char *[]){"0", "250", "500", "750", "1,000", "1,250", NULL});
	assert_ticks(*state, "kind=line", "a,b\n甲,970\n乙,1010",
	             (const char *[]){"970", "980", "990", "1,000", "1,010", NULL});
	assert_ticks(*state, "kind=column", "a,b\n甲,-0.3\n乙,0.1",
	             (const char *[]){"−0.3", "−0.2", "−0.1", "0", "0.1", NULL});
	assert_ticks(*state, "kind=column", "a,b（元）\n甲,30000\n乙,230000000",
	             (const char *[]){"0", "5,000万", "1亿", "2亿", "2.5亿", "元", NULL});
	assert_ticks(*state, "kind=column", "a,b（万元）\n甲,30000\n乙,230000",
	             (const char *[]){"0", "5", "20", "25", "亿元", NULL});
	assert_ticks(*state, "kind=column", "a,b\n甲,12%\n乙,48%",
	             (const char *[]){"0%", "10%", "50%", NULL});
	assert_ticks(*state, "kind=dot", "a,b\n甲,1\n乙,1000000",
	             (const char *[]){"1", "10", "100万", NULL});
}

static void months_are_thinned_out_alike_in_every_year(void **state)
{
	g_autoptr(GString) csv = g_string_new("月份,件数（件）");
	for (int i = 0; i < 36; i++)
		g_string_append_printf(csv, "\n%d-%02d,%d", 2022 + i / 12, i % 12 + 1, i);
	assert_ticks(*state, "kind=column", csv->str,
	             (const char *[]){"2022-01", "2022-07", "2023-01", "2023-07", "2024-01",
	                              "2024-07", NULL});
}

static void a_chart_of_24_points_is_light(void **state)
{
	g_autoptr(GString) csv = g_string_new("月份,件数（件）");
	for (int i = 0; i < 24; i++)
		g_string_append_printf(csv, "\n%d-%02d,%d", 2023 + i / 12, i % 12 + 1, i * 37 % 101);
	const char *const specs[] = {"kind=column", "kind=line", "kind=area", "kind=bar",
	                             "kind=dot"};
	for (size_t i = 0; i < G_N_ELEMENTS(specs); i++) {
		struct value figure = figure_of(*state, specs[i], csv->str);
		if (strlen(svg_of(&figure)) > 6 * 1024)
			fail_msg("%s: %zu bytes", specs[i], strlen(svg_of(&figure)));
	}
}

/* What stands in a drawing is a number, and has at most one decimal. */
static void assert_plain_numbers(const char *svg, const char *what)
{
	static const char *const NEVER[] = {"nan", "inf", "=\"-\"", "e+", "e-0", "\"\""};
	for (size_t i = 0; i < G_N_ELEMENTS(NEVER); i++)
		if (strstr(svg, NEVER[i]) != NULL)
			fail_msg("%s: '%s' stands in the drawing", what, NEVER[i]);
	if (g_regex_match_simple("[ \"LMHV][0-9]+\\.[0-9]{2}", svg, 0, 0))
		fail_msg("%s: a number has more than one decimal", what);
}

static void assert_looks_intended(struct scripting *scripting, const char *spec, const char *csv)
{
	struct value figure = figure_of(scripting, spec, csv);
	g_autofree char *what = g_strdup_printf("%s, %.60s", spec, csv);
	if (!value_get(&figure, "drawn")->boolean) {
		assert_true(value_get_text(&figure, "problem")[0] != '\0');
		return;
	}
	assert_texts_apart(svg_of(&figure), what);
	assert_plain_numbers(svg_of(&figure), what);
	assert_null(strstr(value_get_text(&figure, "sentence"), "000000000001"));
}

/* Names, then values that `value` makes, in `columns` columns. */
static char *many(const char *name, unsigned rows, unsigned columns, const char *unit)
{
	GString *csv = g_string_new("名称");
	for (unsigned column = 0; column < columns; column++)
		g_string_append_printf(csv, ",第%u项指标%s", column + 1, unit);
	for (unsigned row = 0; row < rows; row++) {
		g_string_append_printf(csv, "\n%s%u", name, 1900 + row);
		for (unsigned column = 0; column < columns; column++)
			g_string_append_printf(csv, ",%u",
			                       (row * 7919 + column * 104729) % 1000 + column);
	}
	return g_string_free(csv, FALSE);
}

/* Names of four characters without digits: they cannot be thinned out like years. */
static char *many_words(unsigned rows)
{
	GString *csv = g_string_new("机关,件数（件）");
	for (unsigned row = 0; row < rows; row++) {
		g_string_append_c(csv, '\n');
		for (unsigned i = 0; i < 4; i++)
			g_string_append_unichar(csv, 0x4E00 + row * 4 + i);
		g_string_append_printf(csv, ",%u", row * 7919 % 1000);
	}
	return g_string_free(csv, FALSE);
}

static void every_kind_looks_intended_with_odd_data(void **state)
{
	static const char *const KINDS[] = {"kind=column",
	                                    "kind=column; stacking=absolute",
	                                    "kind=column; stacking=share",
	                                    "kind=bar",
	                                    "kind=bar; stacking=share",
	                                    "kind=line",
	                                    "kind=area",
	                                    "kind=area; stacking=absolute",
	                                    "kind=dot",
	                                    "kind=histogram",
	                                    "kind=waterfall",
	                                    "kind=scatter",
	                                    "kind=scatter; target=20",
	                                    "kind=histogram; target=20; target_name=期限",
	                                    "kind=dot; target=20",
	                                    "kind=column; target=20",
	                                    "kind=bar; target=20",
	                                    "kind=line; target=20"};
	static const char *const DATA[] = {
	        "类,数\n甲,1",
	        "类,数\n甲,0",
	        "类,数\n甲,0\n乙,0",
	        "类,数\n甲,-5",
	        "类,数\n甲,5\n乙,-",
	        "类,数\n甲,-\n乙,5\n丙,-\n丁,7",
	        "类,数\n甲,-3\n乙,-2\n丙,-100",
	        "类,数\n甲,3\n乙,-100\n丙,7",
	        "类,数（元）\n甲,1\n乙,30\n丙,1000000000",
	        "类,数\n甲,0.00001\n乙,0.00002",
	        "类,数\n甲,1000000000000000\n乙,999999999999999",
	        "类,数\n甲,100.001\n乙,100.002",
	        "类,数\n中华人民共和国住房和城乡建设部办公厅,5\n甲,3",
	        "类,数\nAn English name that is rather long and has spaces,5\nB,3",
	        "年,甲,乙,丙\n2013,1,2,3\n2014,-,5,6\n2020,7,8,-",
	        "年,甲,乙\n2013,1,-2\n2014,-3,4",
	        "年,甲,乙,丙,丁\n2013,100,1,1,1\n2014,100,100,101,101",
	        "类,数\n,1\n,2",
	        "类,率\n甲,0.5%\n乙,100%",
	        "日,数\n2013-01-01,5\n2013-01-02,6\n2024-05-06,9",
	        "市,人口,面积\n甲,5,6\n乙,5,6\n丙,5.1,6.1\n丁,900,7",
	};
	for (size_t kind = 0; kind < G_N_ELEMENTS(KINDS); kind++) {
		for (size_t i = 0; i < G_N_ELEMENTS(DATA); i++)
			assert_looks_intended(*state, KINDS[kind], DATA[i]);
		static const unsigned ROWS[] = {0, 2, 7, 12, 13, 24, 31, 60, 200, 400};
		for (size_t i = 0; i < G_N_ELEMENTS(ROWS); i++) {
			g_autofree char *years = many("", ROWS[i], 1, "");
			g_autofree char *names = many("某某市第", ROWS[i], 1, "（件）");
			g_autofree char *wide = many("甲", ROWS[i], 4, "（万元）");
			g_autofree char *wider = many("甲", ROWS[i], 8, "（万元）");
			g_autofree char *words = many_words(ROWS[i]);
			assert_looks_intended(*state, KINDS[kind], years);
			assert_looks_intended(*state, KINDS[kind], names);
			assert_looks_intended(*state, KINDS[kind], wide);
			assert_looks_intended(*state, KINDS[kind], wider);
			assert_looks_intended(*state, KINDS[kind], words);
		}
	}
}

/* What a drawing cannot show any more is refused, and costs no more than its data. */
static void so_many_rows_that_nothing_can_be_read_are_refused(void **state)
{
	static const char *const KINDS[] = {"kind=column",   "kind=bar",  "kind=dot",
	                                    "kind=line",     "kind=area", "kind=waterfall",
	                                    "kind=pie",      "kind=heat", "kind=progress; target=9",
	                                    "kind=multiples"};
	g_autofree char *csv = many("第", 5000, 2, "");
	for (size_t i = 0; i < G_N_ELEMENTS(KINDS); i++) {
		struct value figure = figure_of(*state, KINDS[i], csv);
		assert_string_equal(value_get_text(&figure, "problem"), "chart/refused");
		assert_non_null(strstr(value_get_text(&figure, "told"), "5000"));
	}
	struct value figure = figure_of(*state, "kind=histogram", csv);
	assert_true(value_get(&figure, "drawn")->boolean);
}

static void names_without_digits_slant_and_stay_apart(void **state)
{
	static const char CSV[] =
	        "机关,件数（件）\n国务院办公厅政府信息公开办公室,120\n人力资源和社会保障部,"
	        "80\n国家税务总局,"
	        "300\n住房和城乡建设部,54\n工业和信息化部,23\n农业农村部,23\n生态环境部,"
	        "99\n国家卫生健康委员会,"
	        "150\n国家发展和改革委员会,13\n交通运输部,71\n水利部,9\n文化和旅游部,31";
	assert_looks_intended(*state, "kind=column; sort=降序; highlight=水利部", CSV);
	assert_looks_intended(*state, "kind=line", CSV);
	assert_looks_intended(*state, "kind=bar; highlight=国家税务总局", CSV);
}

static void a_gap_is_a_gap(void **state)
{
	struct value figure =
	        figure_of(*state, "kind=line", "年,数\n2013,1\n2014,2\n2015,-\n2016,3\n2017,4");
	/* two runs, two moves in the path of the line */
	assert_true(g_regex_match_simple("d=\"M[^M\"]+M[^M\"]+\" fill=\"none\"", svg_of(&figure), 0,
	                                 0));
	figure = figure_of(*state, "kind=column", "年,数\n2013,1\n2014,-");
	assert_non_null(strstr(svg_of(&figure), "chart-1-m"));
	assert_non_null(strstr(svg_of(&figure), "未收录"));
}

static void what_lengths_cannot_show_is_said(void **state)
{
	struct value figure = figure_of(*state, "kind=bar", "类,数\n甲,1\n乙,1000000000");
	assert_non_null(strstr(value_get_text(&figure, "note"), "以数字为准"));
	assert_non_null(strstr(svg_of(&figure), ">1</text>"));
	figure = figure_of(*state, "kind=dot", "类,数\n甲,1\n乙,1000000000");
	assert_non_null(strstr(value_get_text(&figure, "note"), "对数刻度"));
	figure = figure_of(*state, "kind=column", "类,数\n甲,1\n乙,10");
	assert_string_equal(value_get_text(&figure, "note"), "");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        charts_test(a_chart_says_what_its_data_say),
	        charts_test(it_speaks_english_on_an_english_site),
	        charts_test(each_mistake_is_told_with_what_is_there),
	        charts_test(a_key_that_the_kind_does_not_use_is_no_error),
	        charts_test(ticks_are_round_and_lengths_begin_at_zero),
	        charts_test(months_are_thinned_out_alike_in_every_year),
	        charts_test(a_chart_of_24_points_is_light),
	        charts_test(every_kind_looks_intended_with_odd_data),
	        charts_test(so_many_rows_that_nothing_can_be_read_are_refused),
	        charts_test(names_without_digits_slant_and_stay_apart),
	        charts_test(a_gap_is_a_gap),
	        charts_test(what_lengths_cannot_show_is_said),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
