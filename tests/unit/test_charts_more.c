/* SPDX-License-Identifier: MIT */
/*
 * Pie, heat table, timeline, flow, small multiples, progress and single figure: what they say, what
 * they refuse, and that no text falls off or lies on another, with usual and with odd data.
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

static void kinds_say_what_they_find(void **state)
{
	static const struct saying SAYINGS[] = {
	        {"kind=pie", "类,件数（件）\n甲,1\n乙,2\n丙,0\n丁,-",
	         "占比最高的是乙（2件，66.7%），最低的是甲（1件，33.3%）；已收录的合计3件。"
	         "为零、没有画出：丙。未收录：丁。"},
	        {"kind=pie; hole=true", "类,金额（元）\n甲,0.1\n乙,0.2",
	         "占比最高的是乙（0.2元，66.7%），最低的是甲（0.1元，33.3%）；合计0.3元。"},
	        {"kind=heat", "机关,一季度（件）,二季度（件）\n甲,1,2\n乙,-,12",
	         "最高的是乙的二季度（12件），最低的是甲的一季度（1件）；已收录的合计15件。未收录："
	         "乙的一季"
	         "度。"},
	        {"kind=heat", "机关,甲类（件）,乙类（件）\n甲,1,1\n乙,0,0",
	         "最高的是甲的甲类、甲的乙类（1件），最低的是乙的甲类、乙的乙类（0件）；合计2件。"},
	        {"kind=timeline", "日期,事\n2013-11-23,转发\n2013-10-01,印发",
	         "共2件：最早是印发（2013-10-01），最晚是转发（2013-11-23）。相隔53天。"},
	        {"kind=flow; date=日期",
	         "上级,文件,日期\n-,甲,2013-10-01\n甲,乙,2013-11-23\n乙,丙,2014-02-15",
	         "从甲起，共3项、3级。最长的一步是乙到丙（+84天），最短的是甲到乙（+53天）。"},
	        {"kind=flow; y=天数", "从,到,天数（天）\n甲,乙,53\n甲,丙,84",
	         "从甲起，共3项、2级。最长的一步是甲到丙（84天），最短的是甲到乙（53天）。"},
	        {"kind=multiples", "年,甲,乙,丙,丁\n2023,1,5,3,4\n2024,2,4,3,9",
	         "从2023到2024：2项增加，1项减少，1项不变。最高的是2024的丁（9），最低的是2023的甲"
	         "（1）。"},
	        {"kind=progress; target=目标; units=单位",
	         "项目,完成,目标,单位\n学校,8,10,所\n道路,120,100,公里\n桥,-,2,座",
	         "2项有目标，1项已达到。完成比例最高的是道路（120.0%），最低的是学校（80.0%"
	         "）。未收录：桥。"},
	        {"kind=progress; target=95%; start=2025-01-01; end=2025-12-31; as_of=2025-01-31",
	         "项目,满意率\n服务,94.99%", "服务完成99.9%（94.99%，目标95%）。时间已过8.5%。"},
	        {"kind=figure", "年,件数（件）\n2022,40\n2023,50",
	         "2023：50件，比2022增加10件（+25.0%）。"},
	        {"kind=figure", "年,件数（件）\n2022,0\n2023,50", "2023：50件，比2022增加50件。"},
	        {"kind=figure", "年,余额（万元）\n2022,-0.1\n2023,-0.3",
	         "2023：−0.3万元，比2022减少0.2万元。"},
	        {"kind=figure", "年,率\n2022,95.2%\n2023,96.8%",
	         "2023：96.8%，比2022增加1.6个百分点。"},
	};
	assert_says(*state, SAYINGS, G_N_ELEMENTS(SAYINGS));
}

static void kinds_speak_the_language_of_the_site(void **state)
{
	static const struct saying ENGLISH[] = {
	        {"kind=pie", "kind,items\nA,1\nB,3",
	         "Largest part: B (3, 75.0%), smallest: A (1, 25.0%); total: 4."},
	        {"kind=figure", "year,items\n2022,40\n2023,50",
	         "2023: 50, up 10 from 2022 (+25.0%)."},
	        {"kind=progress; target=10", "what,done\nA,5\nB,10",
	         "1 of 2 targets are met. Furthest: B (100.0%); least: A (50.0%)."},
	};
	lend_language(*state, "en");
	assert_says(*state, ENGLISH, G_N_ELEMENTS(ENGLISH));
}

/* ---- what is refused */

static void what_cannot_be_drawn_well_is_refused_with_advice(void **state)
{
	static const struct {
		const char *spec, *csv, *problem, *sentence;
	} REFUSED[] = {
	        {"kind=pie", "a,b\n1,1\n2,1\n3,1\n4,1\n5,1\n6,1\n7,1", "chart/refused", "其他"},
	        {"kind=pie", "a,b\n甲,1\n乙,-1", "chart/refused", "“乙”是−1"},
	        {"kind=pie", "a,b\n甲,0\n乙,0", "chart/refused", "都是零"},
	        {"kind=pie; y=b", "a,b\n甲,-\n乙,", "chart/empty", "没有数据"},
	        {"kind=heat; y=b", "a,b\n甲,", "chart/empty", "没有数据"},
	        {"kind=figure; y=b", "a,b\n甲,", "chart/empty", "没有数据"},
	        {"kind=multiples; y=b", "a,b\n甲,", "chart/empty", "没有数据"},
	        {"kind=progress; y=b; target=1", "a,b\n甲,", "chart/empty", "没有数据"},
	        {"kind=timeline; x=日期", "日期,事\n-,甲", "chart/refused", "没有一行有日期"},
	        {"kind=flow; y=v", "a,b,v\n甲,乙,1\n乙,丙,1\n丙,甲,1", "chart/refused", "绕成了圈"},
	        {"kind=flow; y=v", "a,b,v\n甲,甲,1", "chart/refused", "绕成了圈"},
	        {"kind=multiples; shape=round", "a,b\n甲,1", "chart/refused", "round"},
	        {"kind=progress", "a,b\n甲,1", "chart/refused", "没有写目标"},
	        {"kind=progress; target=2; start=2025-05-01; end=2025-01-01; as_of=2025-02-01",
	         "a,b\n甲,1", "chart/refused", "as_of"},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(REFUSED); i++) {
		struct value figure = figure_of(*state, REFUSED[i].spec, REFUSED[i].csv);
		const char *sentence = value_get_text(&figure, "sentence");
		assert_string_equal(value_get_text(&figure, "problem"), REFUSED[i].problem);
		if (strstr(sentence, REFUSED[i].sentence) == NULL)
			fail_msg("%s: %s", REFUSED[i].spec, sentence);
	}
}

/* ---- how it looks */

#define LONG_NAME "关于进一步做好城乡社区公共服务综合信息平台建设工作并加强督促检查的通知"

/* Rows made by a form that takes the row's number up to three times. */
static char *many(const char *head, const char *form, unsigned count)
{
	GString *text = g_string_new(head);
	for (unsigned i = 1; i <= count; i++) {
		g_autofree char *row = g_strdup_printf("%u", i);
		g_auto(GStrv) parts = g_strsplit(form, "#", -1);
		g_autofree char *made = g_strjoinv(row, parts);
		g_string_append_printf(text, "\n%s", made);
	}
	return g_string_free(text, FALSE);
}

static void assert_drawn_apart(struct scripting *scripting, const char *spec, const char *csv,
                               size_t most)
{
	struct value figure = figure_of(scripting, spec, csv);
	const char *svg = svg_of(&figure);
	assert_texts_apart(svg, spec);
	if (strlen(svg) > most)
		fail_msg("%s: %zu bytes", spec, strlen(svg));
}

static void texts_stand_apart_whatever_the_data(void **state)
{
	static const char *const ODD[][2] = {
	        {"kind=pie", "a,b\n甲,5"},
	        {"kind=pie; hole=是",
	         "a,金额（万元）\n" LONG_NAME ",123456789.01\n" LONG_NAME "二,0.5"},
	        {"kind=pie", "a,b\n" LONG_NAME "1,9999\n" LONG_NAME "2,1\n" LONG_NAME
	                     "3,1\n" LONG_NAME "4,1\n" LONG_NAME "5,1\n" LONG_NAME "6,1"},
	        {"kind=pie",
	         "a,b（件）\n自然人,182\n企业,21\n科研机构,3\n社会公益组织,1\n法律,9\n其他,6"},
	        {"kind=heat", "a,b\n甲,5"},
	        {"kind=heat", "a,b,c\n甲,-5,3\n" LONG_NAME ",,1000000000\n丙,0.001,7"},
	        {"kind=timeline; x=日期", "日期,事\n2024-05-01," LONG_NAME "\n-,缺"},
	        {"kind=timeline; end=止; x=起; label=事",
	         "起,止,事\n2020,2022,规划\n2021-03-01,2021-05-01,征求意见\n2023,,立项\n"
	         "2022-06,2025-12-31," LONG_NAME "\n2025-12-31,," LONG_NAME},
	        {"kind=timeline", "日期,事\n2024-05-01,甲\n2024-05-01,乙\n2024-05-02," LONG_NAME},
	        {"kind=flow; label=题; date=日; organ=机关",
	         "从,到,日,机关,题\n,1,2013-10-01,国务院办公厅," LONG_NAME
	         "\n1,2,2013-11-23," LONG_NAME "," LONG_NAME
	         "\n1,3,-,,丙\n2,4,2014-02-15,县," LONG_NAME "\n3,4,2014-02-15,县,丁"},
	        {"kind=flow; y=v", "从,到,v（" LONG_NAME "）\n甲,乙,1234567890\n甲,丙,-3"},
	        {"kind=multiples", "年,甲,乙\n2024,-5,3"},
	        {"kind=multiples; y=甲、乙",
	         "年," LONG_NAME "甲,甲,乙\n2023,1,1000000000,-\n2024,2,-1,-"},
	        {"kind=multiples; shape=column", "类,甲\n" LONG_NAME ",1\n乙,-1\n丙,3"},
	        {"kind=progress; target=目标; units=u; start=2025; end=2025; as_of=2025-12-30",
	         "a,b,目标,u\n" LONG_NAME LONG_NAME
	         ",3,1,个\n缺,,1,个\n无,5,,个\n零,5,0,个\n负,-2,10,万元"},
	        {"kind=progress; target=1", "a,b（" LONG_NAME "）\n" LONG_NAME ",123456789"},
	        {"kind=figure", "a,b（万元）\n" LONG_NAME ",-5\n2022,-\n乙,2\n丙,1234567890.12"},
	        {"kind=figure", "a,b（" LONG_NAME "）\n" LONG_NAME ",123456789"},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(ODD); i++)
		assert_drawn_apart(*state, ODD[i][0], ODD[i][1], 12 * 1024);
}

static void twenty_four_points_are_light(void **state)
{
	static const struct {
		const char *spec, *head, *form;
		unsigned count;
	} FORMS[] = {
	        {"kind=heat", "机关,一（件）,二（件）", "第#局,#,-#", 24},
	        {"kind=timeline", "日期,事", "2024-01-#,第#件事情的名称", 24},
	        {"kind=timeline", "日期,事", "2000-#,第#件" LONG_NAME, 12},
	        {"kind=flow; y=v", "从,到,v", "根,文件第#号的名称,#", 24},
	        {"kind=progress; target=20", "项目,完成（件）", "第#个项目,#", 24},
	        {"kind=multiples", "年,甲", "2000-#,#", 12},
	        {"kind=figure", "年,甲（件）", "第#期,#", 24},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(FORMS); i++) {
		g_autofree char *csv = many(FORMS[i].head, FORMS[i].form, FORMS[i].count);
		assert_drawn_apart(*state, FORMS[i].spec, csv, 12 * 1024);
	}
}

/* `count` cells of a form with the column's number, after the first. */
static char *wide_row(const char *first, const char *form, unsigned count)
{
	GString *text = g_string_new(first);
	for (unsigned i = 1; i <= count; i++) {
		g_autofree char *number = g_strdup_printf("%u", i);
		g_auto(GStrv) parts = g_strsplit(form, "@", -1);
		g_autofree char *made = g_strjoinv(number, parts);
		g_string_append_printf(text, ",%s", made);
	}
	return g_string_free(text, FALSE);
}

static void large_charts_stand_apart_too(void **state)
{
	g_autofree char *months = wide_row("机关", "第@个月（件）", 24);
	g_autofree char *numbers = wide_row("第#局", "#@", 24);
	g_autofree char *heat = many(months, numbers, 40);
	assert_drawn_apart(*state, "kind=heat", heat, 80 * 1024);
	g_autofree char *names = wide_row("年", "系列@" LONG_NAME, 24);
	g_autofree char *values = wide_row("2000-#", "#@", 24);
	g_autofree char *multiples = many(names, values, 12);
	assert_drawn_apart(*state, "kind=multiples", multiples, 40 * 1024);
	g_autofree char *chain =
	        many("从,到,v", "文件#,文件#0,#\n文件#0,另#,#\n另#," LONG_NAME "#,#", 8);
	assert_drawn_apart(*state, "kind=flow; y=v", chain, 20 * 1024);
	g_autofree char *events = many("日期,事", "2024-01-#,甲#", 28);
	assert_drawn_apart(*state, "kind=timeline", events, 20 * 1024);
	g_autofree char *too_many = many("日期,事", "#000,甲#", 9);
	assert_drawn_apart(*state, "kind=timeline", too_many, 20 * 1024);
}

/* The baseline of the text, from the top. */
static double place_of(const struct drawing *drawing, const char *text)
{
	for (unsigned i = 0; i < drawing->boxes->len; i++) {
		const struct text_box *box = &g_array_index(drawing->boxes, struct text_box, i);
		if (strcmp(box->text, text) == 0)
			return box->bottom;
	}
	fail_msg("there is no '%s'", text);
	return 0;
}

static void events_that_stand_close_read_from_the_top(void **state)
{
	struct value figure = figure_of(*state, "kind=timeline",
	                                "日期,事\n2024-01-03,丙\n2024-01-01,甲\n2024-01-03,"
	                                "丁\n2024-01-02,乙\n2030-01-01,末");
	struct drawing drawing = drawing_read(svg_of(&figure));
	static const char *const ORDER[] = {"甲", "乙", "丙", "丁"};
	for (size_t i = 1; i < G_N_ELEMENTS(ORDER); i++)
		assert_true(place_of(&drawing, ORDER[i - 1]) < place_of(&drawing, ORDER[i]));
	assert_true(place_of(&drawing, "末") == place_of(&drawing, "丁"));
	drawing_clear(&drawing);
}

/* Percentages among the texts of a drawing, in tenths; what is before the last space is no part. */
static int sum_of_shares(const char *svg)
{
	struct drawing drawing = drawing_read(svg);
	int sum = 0;
	for (unsigned i = 0; i < drawing.boxes->len; i++) {
		const char *text = g_array_index(drawing.boxes, struct text_box, i).text;
		const char *gap = strstr(text, "　");
		const char *share = gap == NULL ? text : gap + strlen("　");
		if (g_str_has_suffix(share, "%"))
			sum += (int)(g_ascii_strtod(share, NULL) * 10 + 0.5);
	}
	drawing_clear(&drawing);
	return sum;
}

static void shares_sum_up_to_the_whole(void **state)
{
	static const char *const PARTS[] = {
	        "a,b\n1,1\n2,1\n3,1", "a,b\n1,1\n2,1\n3,1\n4,1\n5,1\n6,1",
	        "a,b\n1,0.001\n2,999999999\n3,7\n4,12.5", "a,b\n1,29\n2,29\n3,42", "a,b\n1,5"};
	for (size_t i = 0; i < G_N_ELEMENTS(PARTS); i++) {
		struct value figure = figure_of(*state, "kind=pie", PARTS[i]);
		assert_int_equal(sum_of_shares(svg_of(&figure)), 1000);
	}
}

static void cells_that_are_not_recorded_are_hatched_and_never_zero(void **state)
{
	struct value figure = figure_of(*state, "kind=heat", "a,b（件）,c（件）\n甲,0,\n乙,5,7");
	const char *svg = svg_of(&figure);
	assert_non_null(strstr(svg, "url(#chart-1-m)"));
	struct drawing drawing = drawing_read(svg);
	unsigned missing = 0, zeros = 0;
	for (unsigned i = 0; i < drawing.boxes->len; i++) {
		const char *text = g_array_index(drawing.boxes, struct text_box, i).text;
		missing += strcmp(text, "未收录") == 0;
		zeros += strcmp(text, "0") == 0;
	}
	assert_int_equal(missing, 2); /* the cell, and the legend */
	assert_int_equal(zeros, 2);   /* the cell, and the legend of its step */
	drawing_clear(&drawing);
}

static void units_stand_once_or_at_each_mark(void **state)
{
	struct value heat = figure_of(*state, "kind=heat", "a,b（件）\n甲,5");
	assert_string_equal(value_get_text(&heat, "sub"), "单位：件");
	struct value figure = figure_of(*state, "kind=figure", "a,b（件）\n甲,5");
	assert_string_equal(value_get_text(&figure, "sub"), "");
}

/* It is the name by which a screen reader announces the drawing. */
static void no_figure_is_without_a_title(void **state)
{
	struct value heat = figure_of(*state, "kind=heat", "a,b（件）,c（件）\n甲,5,6");
	assert_string_equal(value_get_text(&heat, "title"), "b、c");
	struct value timeline = figure_of(*state, "kind=timeline", "日期,事\n2024,甲");
	assert_string_equal(value_get_text(&timeline, "title"), "时间轴");
}

static void what_is_highlighted_is_bold(void **state)
{
	static const char *const BOLD[][2] = {
	        {"kind=pie; highlight=乙", "a,b\n甲,5\n乙,6"},
	        {"kind=heat; highlight=乙", "a,b\n甲,5\n乙,6"},
	        {"kind=heat; highlight=丙", "a,丙\n甲,5\n乙,6"},
	        {"kind=progress; target=9; highlight=乙", "a,b\n甲,5\n乙,6"},
	        {"kind=timeline; highlight=乙", "a,b\n2023,甲\n2024,乙"},
	        {"kind=flow; label=l; highlight=乙", "a,b,l\n-,1,甲\n1,2,乙"},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(BOLD); i++) {
		struct value figure = figure_of(*state, BOLD[i][0], BOLD[i][1]);
		if (strstr(svg_of(&figure), "font-weight=\"bold\"") == NULL)
			fail_msg("%s: nothing is bold", BOLD[i][0]);
	}
}

/* Marks name the cell of the table that they stand for. */
static void marks_know_their_cells(void **state)
{
	static const char *const MARKS[][3] = {
	        {"kind=pie", "a,b\n甲,0\n乙,6", "data-c=\"2\" data-r=\"2\""},
	        {"kind=heat", "a,b,c\n甲,1,2\n乙,3,4", "data-c=\"3\" data-r=\"2\""},
	        {"kind=progress; target=目标", "a,目标,b\n甲,5,6", "data-c=\"3\" data-r=\"1\""},
	        {"kind=multiples", "a,b,c\n2023,1,2\n2024,3,4", "data-c=\"3\" data-r=\"2\""},
	        {"kind=figure", "a,b\n2023,1\n2024,3", "data-c=\"2\" data-r=\"2\""},
	        {"kind=flow; y=v", "a,b,v\n甲,乙,3", "data-c=\"2\" data-r=\"1\""},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(MARKS); i++) {
		struct value figure = figure_of(*state, MARKS[i][0], MARKS[i][1]);
		if (strstr(svg_of(&figure), MARKS[i][2]) == NULL)
			fail_msg("%s: no %s", MARKS[i][0], MARKS[i][2]);
	}
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        charts_test(kinds_say_what_they_find),
	        charts_test(kinds_speak_the_language_of_the_site),
	        charts_test(what_cannot_be_drawn_well_is_refused_with_advice),
	        charts_test(texts_stand_apart_whatever_the_data),
	        charts_test(twenty_four_points_are_light),
	        charts_test(large_charts_stand_apart_too),
	        charts_test(events_that_stand_close_read_from_the_top),
	        charts_test(shares_sum_up_to_the_whole),
	        charts_test(cells_that_are_not_recorded_are_hatched_and_never_zero),
	        charts_test(units_stand_once_or_at_each_mark),
	        charts_test(no_figure_is_without_a_title),
	        charts_test(what_is_highlighted_is_bold),
	        charts_test(marks_know_their_cells),
	};
	return cmocka_run_group_tests_name("charts_more", tests, NULL, NULL);
}
