/* SPDX-License-Identifier: MIT */
/* Markdown: what becomes of each piece, where its problems are, and what is refused. */
/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#include "catalog/markdown.h"

/* The body's first line is line 5 of its file. */
enum { BODY_LINE = 5 };

struct reading {
	struct report *report;
	struct arena *arena;
	struct fragment fragment;
	bool taken;
};

static struct reading reading_of_bytes(const char *text, size_t length)
{
	struct reading reading = {.report = report_new(), .arena = arena_new()};
	reading.taken = markdown_read(reading.report, place_of_line("a.md", BODY_LINE), text,
	                              length, reading.arena, &reading.fragment);
	return reading;
}

static struct reading reading_of(const char *text)
{
	return reading_of_bytes(text, strlen(text));
}

static void reading_clear(struct reading *reading)
{
	report_free(reading->report);
	arena_free(reading->arena);
}

static void expect_html(const char *text, const char *html)
{
	struct reading reading = reading_of(text);
	assert_true(reading.taken);
	assert_string_equal(reading.fragment.html, html);
	assert_int_equal(reading.fragment.html_length, strlen(html));
	reading_clear(&reading);
}

/* One paragraph, without its tags. */
static void expect_inline(const char *text, const char *html)
{
	g_autofree char *paragraph = g_strdup_printf("<p>%s</p>\n", html);
	expect_html(text, paragraph);
}

static void expect_text(const char *text, const char *plain)
{
	struct reading reading = reading_of(text);
	assert_true(reading.taken);
	assert_string_equal(reading.fragment.text, plain);
	assert_int_equal(reading.fragment.text_length, strlen(plain));
	reading_clear(&reading);
}

/* The outline as lines `level anchor line text`. */
static void expect_outline(const char *text, const char *outline)
{
	struct reading reading = reading_of(text);
	g_autoptr(GString) found = g_string_new(NULL);
	assert_true(reading.taken);
	for (unsigned i = 0; i < reading.fragment.outline_count; i++) {
		const struct heading *heading = &reading.fragment.outline[i];
		g_string_append_printf(found, "%u %s %u %s\n", heading->level, heading->anchor,
		                       heading->line, heading->text);
	}
	assert_string_equal(found->str, outline);
	reading_clear(&reading);
}

/* The problems as lines `line:column id`, with '!' in front of an error. */
static void expect_problems(const char *text, const char *problems)
{
	struct reading reading = reading_of(text);
	g_autoptr(GString) found = g_string_new(NULL);
	report_sort(reading.report);
	for (unsigned i = 0; i < reading.report->problems->len; i++) {
		const struct problem *problem = reading.report->problems->pdata[i];
		assert_string_equal(problem->path, "a.md");
		g_string_append_printf(found, "%s%u:%u %s\n",
		                       problem->severity == SEVERITY_ERROR ? "!" : "",
		                       problem->line, problem->column, problem->id);
	}
	assert_string_equal(found->str, problems);
	reading_clear(&reading);
}

/* The holes as lines `type line [what it stands around] target|text|title`. */
static void expect_holes(const char *text, const char *holes)
{
	static const char *const types[] = {"link", "media", "number"};
	struct reading reading = reading_of(text);
	g_autoptr(GString) found = g_string_new(NULL);
	assert_true(reading.taken);
	for (unsigned i = 0; i < reading.fragment.hole_count; i++) {
		const struct hole *hole = &reading.fragment.holes[i];
		assert_true(hole->start <= hole->end && hole->end <= reading.fragment.html_length);
		g_string_append_printf(found, "%s %u [%.*s] %s|%s|%s\n", types[hole->type],
		                       hole->line, (int)(hole->end - hole->start),
		                       reading.fragment.html + hole->start, hole->target,
		                       hole->text == NULL ? "-" : hole->text,
		                       hole->title == NULL ? "-" : hole->title);
	}
	assert_string_equal(found->str, holes);
	reading_clear(&reading);
}

static void expect_title(const char *text, const char *title, unsigned line)
{
	struct reading reading = reading_of(text);
	assert_true(reading.taken);
	if (title == NULL)
		assert_null(reading.fragment.title);
	else
		assert_string_equal(reading.fragment.title, title);
	assert_int_equal(reading.fragment.title_line, line);
	reading_clear(&reading);
}

/* ---- emphasis and line breaks */

static void emphasis_works_in_chinese(void **state)
{
	(void)state;
	expect_inline("**“强调”**后续", "<strong>“强调”</strong>后续");
	expect_inline("**注意：**请", "<strong>注意：</strong>请");
	expect_inline("**《通知》**的", "<strong>《通知》</strong>的");
	expect_inline("**重点。**然后", "<strong>重点。</strong>然后");
	expect_inline("**（一）**总则", "<strong>（一）</strong>总则");
	expect_inline("**100%**完成", "<strong>100%</strong>完成");
	expect_inline("*《通知》*后", "<em>《通知》</em>后");
	expect_inline("~~《通知》~~后", "<del>《通知》</del>后");
	expect_inline("请看**《通知》**的", "请看<strong>《通知》</strong>的");
	expect_inline("注意：**请**按时", "注意：<strong>请</strong>按时");
	expect_inline("**a****b**", "<strong>a****b</strong>");
	expect_inline("中**文**字", "中<strong>文</strong>字");
	expect_inline("カタカナ**「強調」**です", "カタカナ<strong>「強調」</strong>です");
	expect_inline("2*3*4、a * b", "2<em>3</em>4、a * b");
}

static void a_single_tilde_is_a_range(void **state)
{
	(void)state;
	expect_inline("3~5天，7~9天", "3~5天，7~9天");
	expect_inline("3~5天，~~7~9天~~", "3~5天，<del>7~9天</del>");
}

static void code_stays_as_it_was_written(void **state)
{
	(void)state;
	expect_inline("中`a**《b》**c`文", "中<code>a**《b》**c</code>文");
	expect_html("```c\n中**《》**文\n中\n```\n",
	            "<pre><code class=\"language-c\">中**《》**文\n中\n</code></pre>\n");
	expect_html("    中**《》**文\n", "<pre><code>中**《》**文\n</code></pre>\n");
	expect_html("```a\"b\n<\n```\n", "<pre><code>&lt;\n</code></pre>\n");
	expect_text("`中**《》**文`", "中**《》**文");
}

static void a_text_with_the_sentinel_in_it_keeps_it(void **state)
{
	(void)state;
	expect_inline("\U0001039f中**《》**文", "\U0001039f中<strong>《》</strong>文");
	const char *all =
	        "\U0001039f\U000103d0\U0001056f\U00010857\U0001091f\U0001093f\U00010a7f\U00010b3f";
	g_autofree char *text = g_strdup_printf("%s中**《》**文", all);
	expect_inline(text, text);
}

static void no_sentinel_is_left_in_addresses_and_titles(void **state)
{
	(void)state;
	expect_holes("[a](中*《.md \"中*《\") ![中*《](中*《)",
	             "link 5 [a] 中*《.md|-|中*《\nmedia 5 [] 中*《|中*《|-\n");
	expect_inline(
	        "<https://a/中*《>",
	        "<a class=\"outside\" href=\"https://a/%E4%B8%AD*%E3%80%8A\">https://a/中*《</a>");
	expect_html("<p>中*《\n", "<p>中*《</p>\n");
	expect_html("[中*《]\n\n[中*《]: #中\n\n# 中\n",
	            "<p><a href=\"#h-b846d3f4\">中*《</a></p>\n<h2 id=\"h-b846d3f4\">中</h2>\n");
}

static void line_breaks_between_han_are_no_spaces(void **state)
{
	(void)state;
	expect_inline("各省\n人民政府", "各省人民政府");
	expect_inline("各省，\n自治区", "各省，自治区");
	expect_inline("各省”\n《通知》", "各省”《通知》");
	expect_inline("**各省**\n自*治*\n`区`",
	              "<strong>各省</strong>自<em>治</em><code>区</code>");
	expect_inline("各省\nabc\ndef", "各省\nabc\ndef");
	expect_inline("한국\n정부", "한국\n정부");
	expect_inline("ㅋ\nㅋ", "ㅋ\nㅋ");
	expect_inline("“a”\n“b”", "“a”\n“b”");
	expect_inline("中 \n文", "中文");
	expect_inline("中  \n文", "中<br>\n文");
	expect_inline("中\\\n文", "中<br>\n文");
	expect_text("各省\n人民\nabc\ndef  \n中", "各省人民 abc def 中");
}

static void lines_that_are_meant_stay_lines(void **state)
{
	(void)state;
	expect_inline("按照\n一、甲；\n二、乙。", "按照<br>\n一、甲；<br>\n二、乙。");
	expect_inline("按照\n（一）甲；\n(2)乙\n3.丙", "按照<br>\n（一）甲；<br>\n(2)乙<br>\n3.丙");
	expect_inline("按照第三条\n第（二）项和\n（二）项", "按照第三条第（二）项和（二）项");
	expect_inline("依照\n第三条规定", "依照第三条规定");
	expect_inline("联系人：张三\n联 系 电 话：123\n地址如下",
	              "联系人：张三<br>\n联 系 电 话：123\n地址如下");
	expect_inline("国务院办公厅\n2013年10月1日", "国务院办公厅<br>\n2013年10月1日");
	expect_inline("国务院办公厅\n二〇一三年十月一日", "国务院办公厅<br>\n二〇一三年十月一日");
	expect_inline("自\n2013年10月1日起", "自\n2013年10月1日起");
	expect_html("- 甲\n  一、乙\n", "<ul>\n<li>甲<br>\n一、乙</li>\n</ul>\n");
}

static void a_line_that_holds_a_paragraph_stays_one(void **state)
{
	(void)state;
	g_autofree char *long_line = g_strdup_printf(
	        "%s。", "各省自治区直辖市人民政府国务院各部委各直属机构各省自治区直辖市人民政府国"
	                "务院各部委各直属机构各省自治区直辖市人民政府国务院各部委");
	g_autofree char *text = g_strdup_printf("%s\n乙", long_line);
	g_autofree char *html = g_strdup_printf("%s<br>\n乙", long_line);
	expect_inline(text, html);
	expect_inline("各省。\n乙", "各省。乙");
}

static void articles_in_plain_lines_stay_readable(void **state)
{
	(void)state;
	expect_html("第 6 條\n有下列情事之一者：\n一、甲。\n二、乙\n丙。\n前項原因。\n\n第 6-1 "
	            "條\n丁。\n第 7 條\n戊",
	            "<p id=\"a6\">第 6 "
	            "條<br>\n有下列情事之一者：<br>\n一、甲。<br>\n二、乙丙。<br>\n前項原因。</p>\n"
	            "<p id=\"a6-1\">第 6-1 條<br>\n丁。<br>\n<span class=\"clause\" id=\"a7\">第 7 "
	            "條</span><br>\n戊</p>\n");
}

/* ---- headings */

static void the_number_decides_the_level(void **state)
{
	(void)state;
	expect_outline("#### 一、甲\n# （一）乙\n## 1.丙\n# （1）丁\n## （二）戊\n###### 二、己\n",
	               "2 s1 5 一、甲\n3 s1-1 6 （一）乙\n4 s1-1-1 7 1.丙\n5 s1-1-1-1 8 （1）丁\n3 "
	               "s1-2 9 （二）戊\n2 s2 10 二、己\n");
	expect_outline("## 一、甲\n## 1．乙\n## 二、丙\n",
	               "2 s1 5 一、甲\n3 s1-1 6 1．乙\n2 s2 7 二、丙\n");
	expect_outline("## (一)甲\n## (1)乙\n", "2 s1 5 (一)甲\n3 s1-1 6 (1)乙\n");
}

static void headings_without_number_keep_their_order(void **state)
{
	(void)state;
	expect_html("# 标题\n\n#### a\n\n###### b\n\n##### c\n\n# d\n",
	            "<h2 id=\"h-a\">a</h2>\n<h3 id=\"h-b\">b</h3>\n<h3 id=\"h-c\">c</h3>\n<h2 "
	            "id=\"h-d\">d</h2>\n");
	expect_outline("## 一、甲\n### 说明\n## 二、乙\n## 附件\n一、丙\n\n丁\n",
	               "2 s1 5 一、甲\n3 h-16d86fec 6 说明\n2 s2 7 二、乙\n2 h-6c69e4e6 8 附件\n3 "
	               "s1--2 9 一、丙\n");
	expect_outline("## 一、甲\n### 说明\n二、乙\n\n丙\n",
	               "2 s1 5 一、甲\n3 h-16d86fec 6 说明\n2 s2 7 二、乙\n");
	expect_outline("## 附件\n\n一、丙\n\n丁\n", "2 h-6c69e4e6 5 附件\n3 s1 7 一、丙\n");
}

static void a_short_numbered_paragraph_is_a_heading(void **state)
{
	(void)state;
	expect_html("一、总体要求\n\n正文。\n\n（一）甲乙\n\n正文。\n",
	            "<h2 id=\"s1\">一、总体要求</h2>\n<p>正文。</p>\n<h3 "
	            "id=\"s1-1\">（一）甲乙</h3>\n<p>正文。</p>\n");
	expect_html("　　**一、总体要求**　\n\n正文。\n",
	            "<p>　　<strong>一、总体要求</strong>　</p>\n<p>正文。</p>\n");
	expect_html("**一、总体要求**\n\n正文。\n",
	            "<h2 id=\"s1\"><strong>一、总体要求</strong></h2>\n<p>正文。</p>\n");
	expect_html("　　一、总体要求\n\n正文。\n",
	            "<h2 id=\"s1\">一、总体要求</h2>\n<p>正文。</p>\n");
	expect_html("一、申请条件：\n\n正文。\n",
	            "<h2 id=\"s1\">一、申请条件：</h2>\n<p>正文。</p>\n");
	expect_outline("   第 一 章 總則\n\n正文。\n\n第一節　通則\n\n正文。\n",
	               "2 c1 5 第 一 章 總則\n3 c1-1 9 第一節　通則\n");
}

static void a_sentence_is_no_heading(void **state)
{
	(void)state;
	expect_outline("一、总体要求。\n\n正文。\n", "");
	expect_outline("一、总体；\n\n正文。\n", "");
	expect_outline("一、委员会共八百人，由下列人士组成：\n\n正文。\n", "");
	expect_outline("一、二级医院应当公开\n\n正文。\n\n一、二、三类\n\n正文。\n", "");
	expect_outline("第一章规定了总则\n\n正文。\n", "");
	expect_outline("（一）\n\n正文。\n", "");
	expect_outline("1.5倍\n\n正文。\n\n2013.10\n\n正文。\n", "");
	g_autofree char *longer = g_strdup_printf("一、%0100d\n\n正文。\n", 1);
	expect_outline(longer, "");
}

static void the_first_sentence_may_be_the_heading(void **state)
{
	(void)state;
	expect_html("（一）进一步加强。正文\n在此。\n",
	            "<p><strong class=\"clause\" "
	            "id=\"s1\">（一）进一步加强。</strong>正文在此。</p>\n");
	expect_html("**（一）加强。**正文。\n",
	            "<p><strong class=\"clause\" id=\"s1\">（一）加强。</strong>正文。</p>\n");
	expect_html("**（一）加强**。正文。\n",
	            "<p><strong class=\"clause\" id=\"s1\">（一）加强</strong>。正文。</p>\n");
	expect_html("（一）加强\n领导。正文。\n",
	            "<p><strong class=\"clause\" id=\"s1\">（一）加强领导。</strong>正文。</p>\n");
	expect_html("（一）见`a`加强。正文。\n",
	            "<p><strong class=\"clause\" "
	            "id=\"s1\">（一）见</strong><code>a</code>加强。正文。</p>\n");
	expect_outline(
	        "一、总体要求\n\n（五）加强领导。正文。\n\n1.甲。乙。\n\n二、甲。正文。\n",
	        "2 s1 5 一、总体要求\n3 s1-5 7 （五）加强领导\n4 s1-5-1 9 1.甲\n2 s2 11 二、甲\n");
	expect_outline("1.甲。乙。\n", "");
	expect_outline("（一）时间：今天。地点不定。\n", "");
}

static void items_of_a_list_are_no_headings(void **state)
{
	(void)state;
	expect_outline("名单：\n\n一、张三\n\n二、李四\n\n三、王五\n\n特此公告。\n", "");
	expect_outline("名单：\n\n一、张三\n", "");
	expect_outline("名单：\n\n一、张三[^1]\n\n[^1]: 注\n", "");
	expect_outline("一、名单\n\n（一）张三\n\n（二）李四\n\n二、其他\n\n正文。\n",
	               "2 s1 5 一、名单\n2 s2 11 二、其他\n");
	/* most of the series are sentences */
	expect_outline("一、设委员会。\n\n二、委员会由下列人士组成：\n\n甲。\n\n三、任期五年。可以"
	               "连任。\n\n四、本决定自公布之日起施行。\n",
	               "");
	/* one sentence among headings */
	expect_outline("一、甲\n\n文。\n\n二、乙\n\n文。\n\n三、本意见自公布之日起施行。\n",
	               "2 s1 5 一、甲\n2 s2 9 二、乙\n");
}

static void a_table_of_contents_is_no_outline(void **state)
{
	(void)state;
	expect_outline("目录\n\n第一章　总则\n\n第一节　主体\n\n第二节　范围\n\n第二章　公开\n\n第"
	               "三章　附则\n\n"
	               "第一章　总则\n\n第一节　主体\n\n甲。\n\n第二章　公开\n\n乙。\n",
	               "2 c1 17 第一章　总则\n3 c1-1 19 第一节　主体\n2 c2 23 第二章　公开\n");
}

static void laws_have_chapters_and_articles(void **state)
{
	(void)state;
	expect_html(
	        "## "
	        "第三章　公开\n\n**第十二条**　行政机关……。\n\n（一）甲。乙；\n\n二、丙\n\n丁\n\n**"
	        "第十二条之一**应当\n",
	        "<h2 id=\"c3\">第三章　公开</h2>\n<p "
	        "id=\"a12\"><strong>第十二条</strong>　行政机关……。</p>\n<p>（一）甲。乙；</p>\n"
	        "<p>二、丙</p>\n<p>丁</p>\n<p "
	        "id=\"a12-1\"><strong>第十二条之一</strong>应当</p>\n");
	expect_outline("## 第二编 物权\n### 第一分编 通则\n#### 第三章 甲\n##### 第二节 乙\n###### "
	               "第一百零三条 丙\n## 第十一章 丁\n",
	               "2 p2 5 第二编 物权\n3 p2-1 6 第一分编 通则\n4 p2-1-c3 7 第三章 甲\n5 "
	               "p2-1-c3-2 8 第二节 乙\n"
	               "6 a103 9 第一百零三条 丙\n4 p2-1-c11 10 第十一章 丁\n");
	expect_outline("## 第三章 甲\n## 一、乙\n## 第四部分 丙\n",
	               "2 c3 5 第三章 甲\n3 c3-s1 6 一、乙\n2 p4 7 第四部分 丙\n");
	expect_html(
	        "第三条规定的\n\n第三条（二）项\n\n第三条【目的】甲\n",
	        "<p>第三条规定的</p>\n<p>第三条（二）项</p>\n<p id=\"a3\">第三条【目的】甲</p>\n");
}

static void few_articles_are_the_outline_of_a_short_rule(void **state)
{
	(void)state;
	expect_outline("第一条【目的】　甲。\n\n第二条 乙。\n",
	               "2 a1 5 第一条【目的】\n2 a2 7 第二条\n");
	expect_outline("## 甲\n\n第一条　甲。\n", "2 h-92ae36ec 5 甲\n");
	g_autoptr(GString) many = g_string_new(NULL);
	for (unsigned number = 1; number <= 31; number++)
		g_string_append_printf(many, "第%u条 甲。\n\n", number);
	expect_outline(many->str, "");
}

static void anchors_are_unique(void **state)
{
	(void)state;
	expect_outline("## 一、甲\n## （二）乙\n## 附件\n## 一、丙\n## （二）丁\n## 附件\n",
	               "2 s1 5 一、甲\n3 s1-2 6 （二）乙\n2 h-6c69e4e6 7 附件\n2 s1--2 8 一、丙\n3 "
	               "s1--2-2 9 （二）丁\n2 h-6c69e4e6--2 10 附件\n");
	expect_outline(
	        "## Open Data: 2nd\n## open data 2nd\n",
	        "2 h-open-data-2nd 5 Open Data: 2nd\n2 h-open-data-2nd--2 6 open data 2nd\n");
	expect_html("第一条　甲\n\n第一条　乙\n",
	            "<p id=\"a1\">第一条　甲</p>\n<p id=\"a1--2\">第一条　乙</p>\n");
}

static void numbers_are_read_as_they_are_written(void **state)
{
	(void)state;
	expect_outline("## 十、a\n## 二十一、b\n## 一百零三、c\n## 九百九十九、d\n## 二〇、e\n## "
	               "两、f\n## 廿、g\n",
	               "2 s10 5 十、a\n2 s21 6 二十一、b\n2 s103 7 一百零三、c\n2 s999 8 "
	               "九百九十九、d\n2 s20 9 二〇、e\n2 s2 10 两、f\n2 h-"
	               "80abef45 11 廿、g\n");
	expect_outline("## １．a\n## （１２）b\n## 第 3 章 c\n## 第１２章 d\n",
	               "2 s1 5 １．a\n3 s1-12 6 （１２）b\n2 c3 7 第 3 章 c\n2 c12 8 第１２章 d\n");
	expect_outline("## 第九九九九九九九九九九九九九章 a\n## 第0章 b\n## 零、c\n",
	               "2 h-ffaa8741 5 第九九九九九九九九九九九九九章 a\n2 h-71b16baa 6 第0章 b\n2 "
	               "h-f505c9fe 7 零、c\n");
	expect_outline("## 第〇〇〇〇〇〇〇〇〇〇〇〇一章 a\n## 1.5倍 b\n## 第三条的解释\n",
	               "2 h-391b82c3 5 第〇〇〇〇〇〇〇〇〇〇〇〇一章 a\n2 h-480747c1 6 1.5倍 b\n2 "
	               "h-7d9eb0b2 7 第三条的解释\n");
}

static void a_dash_for_a_one_is_reported(void **state)
{
	(void)state;
	expect_outline("—、总体要求\n\n正文。\n\n二、保障\n\n正文。\n",
	               "2 s1 5 —、总体要求\n2 s2 9 二、保障\n");
	expect_problems("甲\n\n—、总体要求\n\n正文。\n", "7:0 heading/dash\n");
	expect_problems("## （－）总体要求\n", "5:0 heading/dash\n");
	expect_problems("— 总体要求\n\n- 甲\n", "");
}

static void the_title_opens_the_body(void **state)
{
	(void)state;
	expect_title("\n# 关于*公开*的\n\n甲\n", "关于公开的", 6);
	expect_html("# 关于公开的\n\n甲\n", "<p>甲</p>\n");
	expect_outline("# 关于公开的\n## 一、甲\n", "2 s1 6 一、甲\n");
	expect_html("<!-- a -->\n# 题\n甲\n", "<p>甲</p>\n");
	expect_html("题\n===\n甲\n", "<p>甲</p>\n");
	expect_title("甲\n\n## 乙\n\n# 丙\n", "乙", 7);
	expect_html("甲\n\n# 乙\n", "<p>甲</p>\n<h2 id=\"h-5043f1a5\">乙</h2>\n");
	expect_title("# 一、甲\n", "一、甲", 5);
	expect_html("# 一、甲\n", "<h2 id=\"s1\">一、甲</h2>\n");
	expect_title("## 乙\n", "乙", 5);
	expect_title("甲\n", NULL, 0);
	expect_text("# 题\n\n甲\n", "甲");
}

static void an_empty_heading_is_left_out(void **state)
{
	(void)state;
	expect_html("甲\n\n#\n\n## ![](a.png)\n", "<p>甲</p>\n<p></p>\n");
	expect_outline("甲\n\n#\n", "");
}

/* ---- links and images */

static void paths_become_holes(void **state)
{
	(void)state;
	expect_holes("见\n[附*件*](../附件/表%20一.xlsx#s2 \"下载\")。",
	             "link 6 [附<em>件</em>] ../附件/表 一.xlsx#s2|-|下载\n");
	expect_holes("![图 *一*](图.png \"题\")[![甲](a.png)](b.md)",
	             "media 5 [] 图.png|图 一|题\nlink 5 [] b.md|-|-\nmedia 5 [] a.png|甲|-\n");
	expect_holes("[a](%E6%96%87%zz%4.md)", "link 5 [a] 文%zz%4.md|-|-\n");
	expect_holes("[a](b.md?x=1)\n\n[c][d]\n\n[d]: /e.md 'f'\n",
	             "link 5 [a] b.md?x=1|-|-\nlink 7 [c] /e.md|-|f\n");
	expect_inline("见[附件](a.md)。", "见附件。");
	expect_text("见[附件](a.md)和![图](b.png)。", "见附件和图。");
}

static void addresses_outside_are_written(void **state)
{
	(void)state;
	expect_inline("[a](HTTPS://b/c?d=1&e='\"x)",
	              "<a class=\"outside\" href=\"HTTPS://b/c?d=1&amp;e=&#39;%22x\">a</a>");
	expect_inline("[a](http://b/文 \"<c>\")",
	              "<a class=\"outside\" href=\"http://b/%E6%96%87\" title=\"&lt;c&gt;\">a</a>");
	expect_inline("<x@y.cn> [b](tel:010-1)",
	              "<a class=\"outside\" href=\"mailto:x@y.cn\">x@y.cn</a> <a class=\"outside\" "
	              "href=\"tel:010-1\">b</a>");
}

static void other_schemes_are_taken_out(void **state)
{
	(void)state;
	static const char *const harmful[] = {
	        "[a](javascript:alert)",
	        "[a](JavaScript:alert)",
	        "[a](<&#32;javascript:x>)",
	        "[a](data:text/html,x)",
	        "[a](vbscript:x)",
	        "[a](file:///etc)",
	        "[a](C:/x)",
	        "[a](x-y+z.1:b)",
	        "<javascript:a>",
	        "[a][b]\n\n[b]: javascript:x\n",
	};
	for (unsigned i = 0; i < G_N_ELEMENTS(harmful); i++) {
		struct reading reading = reading_of(harmful[i]);
		assert_true(reading.taken);
		assert_null(strstr(reading.fragment.html, "href"));
		assert_int_equal(reading.fragment.hole_count, 0);
		assert_int_equal(reading.report->errors, 1);
		reading_clear(&reading);
	}
	expect_inline("中[a](javascript:alert)文", "中a文");
	expect_problems("甲**《乙》**丙[a](javascript:alert)", "!5:10 link/scheme\n");
	expect_problems("![a](data:image/png,x)", "!5:1 link/scheme\n");
}

static void addresses_that_cannot_be_are_reported(void **state)
{
	(void)state;
	expect_problems("[a](//b/c)", "!5:1 link/address\n");
	expect_problems("[a](%00)", "!5:1 link/address\n");
	expect_problems("[a](%ff)", "!5:1 link/address\n");
	expect_problems("[a](<java&#10;script:b>)", "!5:1 link/address\n");
	expect_problems("[a](<http://b&#10;c>)", "!5:1 link/address\n");
	expect_problems("[a](b%0Ac)", "!5:1 link/address\n");
	expect_problems("a\n\n[a]()", "!7:1 link/empty\n");
	expect_inline("[a](//b/c)[b]()[c](%00)", "abc");
}

static void anchors_are_checked(void **state)
{
	(void)state;
	expect_html("[a](#s1-5)[b](#总体要求)[c](#%E6%80%BB%E4%BD%93%E8%A6%81%E6%B1%82)[d](#a3)"
	            "\n\n## 一、甲\n\n（五）乙。丙\n\n# 总体要求\n\n第三条　丁\n",
	            "<p><a href=\"#s1-5\">a</a><a href=\"#h-5b6f2c2a\">b</a><a "
	            "href=\"#h-5b6f2c2a\">c</a><a href=\"#a3\">d</a></p>\n"
	            "<h2 id=\"s1\">一、甲</h2>\n<p><strong class=\"clause\" "
	            "id=\"s1-5\">（五）乙。</strong>丙</p>\n"
	            "<h2 id=\"h-5b6f2c2a\">总体要求</h2>\n<p id=\"a3\">第三条　丁</p>\n");
	expect_inline("中[a](#x)文", "中a文");
	expect_problems("中[a](#x)文[b](#)[c](#%ff)",
	                "!5:2 link/anchor\n!5:10 link/anchor\n!5:16 link/anchor\n");
}

static void formulas_are_no_links(void **state)
{
	(void)state;
	expect_inline("含[Co(NH3)6](NO3)3等", "含[Co(NH3)6](NO3)3等");
	expect_inline("1-[4-(苯基)](2,3)的", "1-[4-(苯基)](2,3)的");
	expect_holes("见[附件](annex)。", "link 5 [附件] annex|-|-\n");
	expect_holes("a[附件](b.md)c", "link 5 [附件] b.md|-|-\n");
}

static void a_link_holds_no_other(void **state)
{
	(void)state;
	expect_inline("[甲 <http://a> 乙](http://b)丙",
	              "<a class=\"outside\" href=\"http://b\">甲 http://a 乙</a>丙");
	expect_holes("[甲 <http://a> 乙](b)丙", "link 5 [甲 http://a 乙] b|-|-\n");
}

static void a_link_without_words_shows_its_address(void **state)
{
	(void)state;
	expect_holes("[](文%20件.md)", "link 5 [文 件.md] 文 件.md|-|-\n");
	expect_inline("[](http://a)", "<a class=\"outside\" href=\"http://a\">http://a</a>");
	expect_problems("[](http://a)", "5:1 link/words\n");
	expect_problems("[![甲](a.png)](b.md)", "");
}

static void images_need_words_and_a_file(void **state)
{
	(void)state;
	expect_problems("![](a.png) ![ ](b.png)", "5:1 image/alternative\n");
	expect_inline("![甲](http://b/c.png)",
	              "<a class=\"outside\" href=\"http://b/c.png\">甲</a>");
	expect_inline("[![甲](http://b/c.png)](http://d)",
	              "<a class=\"outside\" href=\"http://d\">甲</a>");
	expect_problems("甲\n![甲](http://b/c.png)", "6:1 image/outside\n");
	expect_problems("![](http://b/c.png)", "5:1 image/alternative\n5:1 image/outside\n");
	expect_inline("![a](javascript:b)", "a");
}

static void document_numbers_become_holes(void **state)
{
	(void)state;
	expect_holes("见国办发〔2013〕100号和国办发[2016]61号。",
	             "number 5 [国办发〔2013〕100号] 国办发〔2013〕100号|-|-\n"
	             "number 5 [国办发[2016]61号] 国办发〔2016〕61号|-|-\n");
	expect_holes("甲\n乙国办\n发〔2013〕\n100号",
	             "number 6 [国办发〔2013〕100号] 国办发〔2013〕100号|-|-\n");
	expect_text("乙国办\n发〔2013〕\n100号\na", "乙国办发〔2013〕100号 a");
	/* lines are told apart although line breaks were left out */
	expect_inline("国办发〔2013〕\n100号、国办发〔2013〕\n101号中\n`a`\n乙",
	              "国办发〔2013〕100号、国办发〔2013〕101号中\n<code>a</code>\n乙");
	expect_holes("`国办发〔2013〕100号`", "");
	expect_holes("[国办发〔2013〕100号](a.md)", "link 5 [国办发〔2013〕100号] a.md|-|-\n");
	expect_holes("**国办发〔2013〕100号**\n\n|a|\n|-|\n|国办发〔2013〕1号|\n",
	             "number 5 [国办发〔2013〕100号] 国办发〔2013〕100号|-|-\n"
	             "number 9 [国办发〔2013〕1号] 国办发〔2013〕1号|-|-\n");
	expect_holes("（一）按照国办发〔2013〕100号。甲\n",
	             "number 5 [国办发〔2013〕100号] 国办发〔2013〕100号|-|-\n");
}

/* ---- tables, notes, lists */

static void tables_are_written_for_reading_aloud(void **state)
{
	(void)state;
	expect_html("| 项目 | 金额 | |\n|:--|--:|:-:|\n| 甲 | 1,234.5% | －3 |\n| 乙 | 2013年 |\n",
	            "<div class=\"scroll\"><table>\n<thead>\n<tr><th scope=\"col\" "
	            "class=\"left\">项目</th><th scope=\"col\" "
	            "class=\"right\">金额</th><td class=\"center\"></td></tr>\n</thead>\n<tbody>\n"
	            "<tr><td class=\"left\">甲</td><td class=\"right number\">1,234.5%</td><td "
	            "class=\"center number\">－3</td></tr>\n"
	            "<tr><td class=\"left\">乙</td><td class=\"right\">2013年</td><td "
	            "class=\"center\"></td></tr>\n"
	            "</tbody>\n</table></div>\n");
	expect_html("|a|\n|-|\n", "<div class=\"scroll\"><table>\n<thead>\n<tr><th "
	                          "scope=\"col\">a</th></tr>\n</thead>\n</table></div>\n");
	expect_text("|a|b|\n|-|-|\n|c|d\n\n甲\n", "a\tb\nc\td\n甲");
	struct reading reading = reading_of("|a|\n|-|\n");
	assert_true(reading.fragment.has_table);
	reading_clear(&reading);
	reading = reading_of("a|b\n");
	assert_false(reading.fragment.has_table);
	reading_clear(&reading);
}

static void a_row_that_is_too_long_is_reported(void **state)
{
	(void)state;
	expect_problems("|a|b|\n|-|-|\n|1|2|\n|1|2|3|\n|1|2|3|\n\n> a|b\n> -|-\n> 1|2|3\n",
	                "8:0 table/cells\n13:0 table/cells\n");
	expect_problems("|a|b|\n|-|-|\n|1\\|2|3|\n1\n", "");
}

static void notes_are_linked_both_ways(void **state)
{
	(void)state;
	expect_html(
	        "甲[^1]乙[^x]丙[^1]\n\n[^x]: 注\n\n    二\n\n[^1]: 注[^1]\n[^3]: 无\n",
	        "<p>甲<sup class=\"footnote\" id=\"fnref-1\"><a href=\"#fn-1\" "
	        "role=\"doc-noteref\">1</a></sup>"
	        "乙<sup class=\"footnote\" id=\"fnref-2\"><a href=\"#fn-2\" "
	        "role=\"doc-noteref\">2</a></sup>"
	        "丙<sup class=\"footnote\" id=\"fnref-1-2\"><a href=\"#fn-1\" "
	        "role=\"doc-noteref\">1</a></sup></p>\n"
	        "<div class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n"
	        "<li id=\"fn-1\"><p>注<sup class=\"footnote\" id=\"fnref-1-3\"><a href=\"#fn-1\" "
	        "role=\"doc-noteref\">1</a></sup>"
	        " <a class=\"back\" href=\"#fnref-1\" role=\"doc-backlink\">↩</a></p>\n</li>\n"
	        "<li id=\"fn-2\"><p>注</p>\n<p>二 <a class=\"back\" href=\"#fnref-2\" "
	        "role=\"doc-backlink\">↩</a></p>\n</li>\n"
	        "</ol>\n</div>\n");
	expect_html("# 题[^1]\n\n甲\n\n[^1]: - 注\n",
	            "<p>甲</p>\n<div class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n"
	            "<li id=\"fn-1\">\n<ul>\n<li>注</li>\n</ul>\n</li>\n</ol>\n</div>\n");
	expect_html("# 题[^1]\n\n甲\n\n[^1]: 注\n",
	            "<p>甲</p>\n<div class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n"
	            "<li id=\"fn-1\"><p>注</p>\n</li>\n</ol>\n</div>\n");
	expect_inline("甲[^1]", "甲[^1]");
	struct reading reading = reading_of("[甲[^1]](http://b)\n\n[^1]: 注\n");
	assert_non_null(strstr(reading.fragment.html,
	                       "甲<sup class=\"footnote\" id=\"fnref-1\">1</sup></a>"));
	reading_clear(&reading);
}

static void what_only_looks_like_a_note_is_text(void **state)
{
	(void)state;
	const char *note = "甲[^1]\n\n[^1]: 注\n\n";
	static const char *const texts[] = {"[^b\nccc] d",     "[&#94;xxxxxxxxxxxxxxxxxxxxxxxx]",
	                                    "[&Hat;xxxx*y*]",  "[\\^xxx]",
	                                    "[^a [b]\nccc] d", "[^a`]`\nc]",
	                                    "![&#x5e;xxxx]",   "[^]",
	                                    "[&#00094;xxx]"};
	static const char *const html[] = {
	        "[^b\nccc] d",     "[^xxxxxxxxxxxxxxxxxxxxxxxx]", "[^xxxx<em>y</em>]", "[^xxx]",
	        "[^a [b]\nccc] d", "[^a<code>]</code>\nc]",       "![^xxxx]",          "[^]",
	        "[^xxx]"};
	for (unsigned i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autofree char *text = g_strconcat(note, texts[i], NULL);
		g_autofree char *paragraph = g_strdup_printf("</p>\n<p>%s</p>\n<div", html[i]);
		struct reading reading = reading_of(text);
		assert_true(reading.taken);
		if (strstr(reading.fragment.html, paragraph) == NULL)
			assert_string_equal(reading.fragment.html, paragraph);
		reading_clear(&reading);
	}
	/* with no sentinel left, there are no notes in a text that has one of these */
	g_autofree char *full = g_strconcat(
	        "\U0001039f\U000103d0\U0001056f\U00010857\U0001091f\U0001093f\U00010a7f\U00010b3f",
	        "[^1] [^b\nccc]\n\n[^1]: a\n", NULL);
	struct reading reading = reading_of(full);
	assert_non_null(strstr(reading.fragment.html, "[^b\nccc]"));
	assert_null(strstr(reading.fragment.html, "footnote"));
	reading_clear(&reading);
}

static void lists_and_quotes_nest(void **state)
{
	(void)state;
	expect_html("- 甲\n- 乙\n  1. 丙\n\n     丁\n\n3) 戊\n\n> 引\n> > 引\n\n---\n",
	            "<ul>\n<li>甲</li>\n<li>乙\n<ol>\n<li><p>丙</p>\n<p>丁</p>\n</li>\n</ol>\n</"
	            "li>\n</ul>\n"
	            "<ol start=\"3\">\n<li>戊</li>\n</ol>\n"
	            "<blockquote>\n<p>引</p>\n<blockquote>\n<p>引</p>\n</blockquote>\n</"
	            "blockquote>\n<hr>\n");
	expect_text("- 甲\n- 乙\n\n> 丙\n\n    code\n", "甲\n乙\n丙\ncode");
}

/* ---- raw HTML */

static void raw_html_leaves_its_words(void **state)
{
	(void)state;
	expect_inline("甲<span onclick=\"x\">乙</span>丙<br/>丁<BR >", "甲乙丙<br>\n丁<br>\n");
	expect_html("<table>\n<tr><th colspan=\"2\">甲&nbsp;&lt;</th></tr>\n<tr><td>乙</td>\n  "
	            "<td>丙<br>丁</td></tr></table>\n",
	            "<p>甲\u00a0&lt;</p>\n<p>乙\t丙</p>\n<p>丁</p>\n");
	expect_html("<div>甲<script>alert('</div>')</script>乙<style>x{}</style><!-- 丙 --><img "
	            "alt='>' src=x>丁</div>\n",
	            "<p>甲乙丁</p>\n");
	expect_html("<script>\nalert(1)\n</script>\n\n甲\n", "<p>甲</p>\n");
	expect_html("甲\n<div>\n<p>&lt;script&gt;</p>\n", "<p>甲</p>\n<p>&lt;script&gt;</p>\n");
	expect_problems("甲\n\n乙\n<b>丙</b>\n\n<p>丁\n", "8:0 html/dropped\n");
	expect_problems("<!-- 甲 -->\n\n乙<!-- 丙 -->丁<br>\n", "");
}

static void no_attribute_or_tag_gets_through(void **state)
{
	(void)state;
	static const char *const attacks[] = {
	        "<img src=x onerror=alert(1)>",
	        "a <img src=x onerror=alert(1)>",
	        "<a href=\"javascript:x\">a</a>",
	        "<div\nonclick=x>a",
	        "<!--><script>a</script>-->",
	        "<!-- --!><script>a</script>",
	        "<svg><script>a</script></svg>",
	        "<?php a ?><script>",
	        "<![CDATA[<script>]]>",
	        "<!A <script>",
	        "</script><script>",
	        "```\"><script>\n```",
	        "[a](http://b/\"onclick=c)",
	        "[a](http://b '\"onclick=c')",
	        "![\"><script>](http://b)",
	        "![\"><script>](b.png)",
	        "[^\"><script>]\n\n[^\"><script>]: a",
	        "# \"><script>",
	        "|\"><script>|\n|-|",
	        "&lt;script&gt;",
	        "<script&#x3e;",
	};
	for (unsigned i = 0; i < G_N_ELEMENTS(attacks); i++) {
		struct reading reading = reading_of(attacks[i]);
		assert_true(reading.taken);
		assert_null(strstr(reading.fragment.html, "<script"));
		assert_null(strstr(reading.fragment.html, "<img"));
		assert_null(strstr(reading.fragment.html, "<svg"));
		assert_null(strstr(reading.fragment.html, "\"onclick"));
		assert_null(strstr(reading.fragment.html, " onclick"));
		assert_null(strstr(reading.fragment.html, "javascript"));
		reading_clear(&reading);
	}
}

/* ---- places and refusals */

static void problems_have_their_lines(void **state)
{
	(void)state;
	expect_problems("[q]: /u\n[r]: /v\n甲\n[x](#y)\n", "!8:1 link/anchor\n");
	expect_problems("甲\n乙[x](#y)\n丙|丁\n-|-\n[x](#y)|\n",
	                "!6:0 link/anchor\n!9:1 link/anchor\n");
	expect_problems("甲\n乙\n丙|[x](#y)\n-|-\n", "!7:0 link/anchor\n");
	expect_problems("甲`a\nb`乙\n[x](#y)\n", "!7:1 link/anchor\n");
	expect_problems("> 甲\n> 乙 [x\n> y](#y)\n", "!6:5 link/anchor\n");
	expect_problems("> 甲\n乙 [x\ny](#y)\n", "!6:0 link/anchor\n");
	expect_problems("甲\n\n[^1]: 注\n    [x](#y)\n\n乙[^1]\n", "!8:0 link/anchor\n");
}

static void refused(const char *text, const char *id, unsigned line)
{
	struct reading reading = reading_of(text);
	assert_false(reading.taken);
	assert_int_equal(reading.report->problems->len, 1);
	const struct problem *problem = reading.report->problems->pdata[0];
	assert_string_equal(problem->id, id);
	assert_int_equal(problem->line, line);
	reading_clear(&reading);
}

static char *repeated(const char *head, const char *again, size_t count, const char *tail)
{
	GString *text = g_string_new(head);
	while (count-- > 0)
		g_string_append(text, again);
	g_string_append(text, tail);
	return g_string_free(text, false);
}

static void what_is_nested_too_deep_is_refused(void **state)
{
	(void)state;
	g_autofree char *quotes = repeated("甲\n\n", "> ", 33, "a");
	refused(quotes, "markdown/nesting", 7);
	g_autofree char *lists = repeated("甲\n\n", "- ", 33, "a\n");
	refused(lists, "markdown/nesting", 7);
	g_autoptr(GString) indented = g_string_new(NULL);
	for (int level = 0; level < 40; level++)
		g_string_append_printf(indented, "%*s- a\n", 2 * level, "");
	refused(indented->str, "markdown/nesting", 5 + 32);
	g_autofree char *bearable = repeated("", "> ", 32, "a");
	struct reading reading = reading_of(bearable);
	assert_true(reading.taken);
	reading_clear(&reading);
}

static void marks_that_nest_nothing_are_no_nesting(void **state)
{
	(void)state;
	g_autofree char *fenced = repeated("```\n", "> ", 40, "\n```\n");
	g_autofree char *rule = repeated("", "- ", 40, "\n");
	g_autofree char *signature = repeated("甲\n", " ", 80, "2013年10月1日\n");
	const char *const texts[] = {fenced, rule, signature};
	for (unsigned i = 0; i < G_N_ELEMENTS(texts); i++) {
		struct reading reading = reading_of(texts[i]);
		assert_true(reading.taken);
		reading_clear(&reading);
	}
}

static void tables_beyond_bounds_are_refused(void **state)
{
	(void)state;
	g_autofree char *head = repeated("甲\n\n", "|a", 65, "|\n");
	g_autofree char *wide = repeated(head, "|-", 65, "|\n");
	refused(wide, "markdown/columns", 8);
	g_autofree char *row = repeated("|a|b|\n|-|-|\n", "|", 1100, "\n");
	refused(row, "markdown/columns", 7);
	g_autofree char *head_64 = repeated("", "|a", 64, "|\n");
	g_autofree char *table_64 = repeated(head_64, "|-", 64, "|\n");
	g_autofree char *short_rows = repeated(table_64, "a\n", 3200, "");
	/* 200,000 / 63 rows and the two lines of the head */
	refused(short_rows, "markdown/cells", 5 + 2 + 3174);
	struct reading reading = reading_of(table_64);
	assert_true(reading.taken);
	reading_clear(&reading);
}

static void what_takes_too_much_is_refused(void **state)
{
	(void)state;
	g_autofree char *slow = repeated("甲\n\n乙\n\n", "![[]()", 40000, "\n\n丙\n");
	refused(slow, "markdown/time", 9);
	g_autofree char *large = repeated("甲\n\n乙\n\n", "[a](b", 200000, "\n\n丙\n");
	refused(large, "markdown/memory", 9);
	g_autofree char *long_text = repeated("", "甲乙丙丁\n", 700000, "");
	refused(long_text, "markdown/size", 5);
	g_autofree char *escaped = repeated("甲\n\na", ">", 5000000, "\n");
	refused(escaped, "markdown/output", 7);
}

static void what_is_no_utf_8_is_refused(void **state)
{
	(void)state;
	static const char *const texts[] = {"甲\n\n\xb9\xe3",         "甲\n\n\xe4\x41\x80",
	                                    "甲\n\n\xe4\xb8",         "甲\n\n\xed\xa0\x80",
	                                    "甲\n\n\xc0\xaf",         "甲\n\na\xff",
	                                    "甲\n\n\xf5\x80\x80\x80", "甲\n\n\xe0\x80\x80"};
	for (unsigned i = 0; i < G_N_ELEMENTS(texts); i++)
		refused(texts[i], "markdown/encoding", 7);
	expect_inline("é\ufdd0𠮷", "é\ufdd0𠮷");
}

/* What XML cannot hold would make every feed that shows it unreadable. */
static void characters_that_no_feed_can_hold_are_taken_out(void **state)
{
	(void)state;
	expect_inline("甲\x02乙&#1;丙\x7f丁", "甲 乙 丙 丁");
	expect_inline("甲&#xFFFE;乙&#xFFFF;丙", "甲 乙 丙");
	expect_inline("甲\uffff乙\ufffe丙", "甲\ufffd乙\ufffd丙");
	expect_inline("甲\xc2\x85"
	              "乙",
	              "甲\xc2\xa0"
	              "乙");
	expect_inline("`a\x1b` &amp; b", "<code>a </code> &amp; b");
	struct reading reading = reading_of("# 甲&#1;乙&#xFFFE;\n\n丙\n");
	assert_string_equal(reading.fragment.title, "甲 乙");
	assert_true(g_utf8_validate(reading.fragment.html, -1, NULL));
	reading_clear(&reading);
}

static void a_refused_text_leaves_no_trace(void **state)
{
	(void)state;
	const char *text = "a *~ b* c\n\n中~文~字\n\n- a\n\n> b\n";
	struct reading alone = reading_of(text);
	g_autofree char *slow = repeated("~~a~~ ", "![[]()", 40000, "\n");
	refused(slow, "markdown/time", 5);
	struct reading after = reading_of(text);
	assert_string_equal(alone.fragment.html, after.fragment.html);
	assert_string_equal(alone.fragment.text, after.fragment.text);
	reading_clear(&alone);
	reading_clear(&after);
}

static void a_text_is_read_alike_after_a_large_one(void **state)
{
	(void)state;
	const char *text = "# 题\n\n一、甲\n\n|a|b|\n|-|-|\n|c|\n\n乙[^1]\n\n[^1]: 丙\n";
	struct reading alone = reading_of(text);
	g_autofree char *large = repeated("", "甲**乙**\n\n", 12000, "");
	struct reading between = reading_of(large);
	assert_true(between.taken);
	reading_clear(&between);
	struct reading after = reading_of(text);
	assert_string_equal(alone.fragment.html, after.fragment.html);
	reading_clear(&alone);
	reading_clear(&after);
}

static void problems_beyond_number_are_not_told(void **state)
{
	(void)state;
	g_autofree char *text = repeated("", "[a](#b)\n", 300, "");
	struct reading reading = reading_of(text);
	assert_int_equal(reading.report->problems->len, 100);
	const struct problem *last = reading.report->problems->pdata[99];
	assert_string_equal(last->id, "markdown/more");
	assert_int_equal(last->line, 104);
	reading_clear(&reading);
}

static void little_or_nothing_is_read(void **state)
{
	(void)state;
	expect_html("", "");
	expect_text("", "");
	expect_html("\n\n \n", "");
	expect_html("a", "<p>a</p>\n");
	expect_html("**", "<p>**</p>\n");
	expect_html("~", "<p>~</p>\n");
	struct reading reading = reading_of_bytes("a\0b", 3);
	assert_true(reading.taken);
	assert_string_equal(reading.fragment.html, "<p>a\ufffdb</p>\n");
	reading_clear(&reading);
}

/* What bears the class, a line for each paragraph. */
static void expect_signed(const char *text, const char *signatures)
{
	static const char open[] = "<p class=\"signature\">";
	struct reading reading = reading_of(text);
	g_autoptr(GString) found = g_string_new(NULL);
	assert_true(reading.taken);
	for (const char *at = reading.fragment.html; (at = strstr(at, open)) != NULL;) {
		at += strlen(open);
		const char *end = strstr(at, "</p>");
		assert_non_null(end);
		g_string_append_len(found, at, end - at);
		g_string_append(found, "\n");
	}
	assert_string_equal(found->str, signatures);
	reading_clear(&reading);
}

static void the_signature_stands_apart(void **state)
{
	(void)state;
	expect_html("请执行。\n\n某市政府\n\n2013年10月1日",
	            "<p>请执行。</p>\n<p class=\"signature\">某市政府</p>\n"
	            "<p class=\"signature\">2013年10月1日</p>\n");
	expect_signed("请执行。\n\n　　甲局　乙局　\n\n　二〇一三 年 十 月 一 日　\n",
	              "　　甲局　乙局　\n　二〇一三 年 十 月 一 日　\n");
	expect_signed("甲。\n\n某府\n2013 年 10 月 1 日", "某府<br>\n2013 年 10 月 1 日\n");
	expect_signed("甲。\n\n甲局\n乙局  \n2013年10月1日", "甲局<br>\n乙局<br>\n2013年10月1日\n");
	expect_signed("甲。\n\n某府<br>2013年10月1日", "某府<br>\n2013年10月1日\n");
	expect_signed("- 甲\n- 乙\n\n某府\n\n2013年10月1日", "某府\n2013年10月1日\n");
	expect_signed("甲[^1]。\n\n某府\n\n2013年10月1日\n\n（此件公开发布）\n\n[^1]: 注",
	              "某府\n2013年10月1日\n");
	expect_signed(
	        "甲。\n\n某府\n\n2013年10月1日\n\n（此件公开发布）\n\n附件1\n\n表\n\n2014年1月1日",
	        "某府\n2013年10月1日\n");
	expect_signed("甲。\n\n某府\n\n2013年10月1日\n\n## 附件\n\n表", "某府\n2013年10月1日\n");
	expect_signed("甲。\n\n某府\n\n2013年10月1日\n\n![图](a.png)", "某府\n2013年10月1日\n");
}

static void a_date_in_the_text_is_no_signature(void **state)
{
	(void)state;
	expect_signed("甲。\n\n某府\n\n2013年10月1日\n\n乙。", "");
	expect_signed("某府\n\n2013年10月1日", "");
	expect_signed("2013年10月1日", "");
	expect_signed("# 甲\n\n某府\n\n2013年10月1日\n\n## 附件\n\n表", "");
	expect_signed("甲。\n\n2013年10月1日施行。", "");
	expect_signed("甲。\n\n某府\n\n年　月　日", "");
	expect_signed("甲。\n\n> 某府\n>\n> 2013年10月1日", "");
	expect_signed("甲。\n\n请执行。\n2013年10月1日", "");
	expect_signed("甲。\n\n某府", "");
	/* The date alone, where no name stands before it. */
	expect_signed("甲。\n\n请执行。\n\n2013年10月1日", "2013年10月1日\n");
	expect_signed("甲。\n\n附件：名单\n\n2013年10月1日", "2013年10月1日\n");
	expect_signed("甲。\n\n特此通知\n\n2013年10月1日", "2013年10月1日\n");
	expect_signed("甲。\n\n3. 汇总表\n乙\n\n2013年10月1日", "2013年10月1日\n");
	expect_signed("甲。\n\n[某府](http://a.example)\n\n2013年10月1日", "2013年10月1日\n");
	expect_signed("甲。\n\n一二三四五六七八九十一二三四五六七八九十一二三四五六七八九十一二三四"
	              "五六七八九十局"
	              "\n\n2013年10月1日",
	              "2013年10月1日\n");
}

int main(void)
{
	markdown_init();
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(emphasis_works_in_chinese),
	        cmocka_unit_test(a_single_tilde_is_a_range),
	        cmocka_unit_test(code_stays_as_it_was_written),
	        cmocka_unit_test(a_text_with_the_sentinel_in_it_keeps_it),
	        cmocka_unit_test(no_sentinel_is_left_in_addresses_and_titles),
	        cmocka_unit_test(line_breaks_between_han_are_no_spaces),
	        cmocka_unit_test(lines_that_are_meant_stay_lines),
	        cmocka_unit_test(a_line_that_holds_a_paragraph_stays_one),
	        cmocka_unit_test(articles_in_plain_lines_stay_readable),
	        cmocka_unit_test(the_number_decides_the_level),
	        cmocka_unit_test(headings_without_number_keep_their_order),
	        cmocka_unit_test(a_short_numbered_paragraph_is_a_heading),
	        cmocka_unit_test(a_sentence_is_no_heading),
	        cmocka_unit_test(the_first_sentence_may_be_the_heading),
	        cmocka_unit_test(items_of_a_list_are_no_headings),
	        cmocka_unit_test(a_table_of_contents_is_no_outline),
	        cmocka_unit_test(laws_have_chapters_and_articles),
	        cmocka_unit_test(few_articles_are_the_outline_of_a_short_rule),
	        cmocka_unit_test(anchors_are_unique),
	        cmocka_unit_test(numbers_are_read_as_they_are_written),
	        cmocka_unit_test(a_dash_for_a_one_is_reported),
	        cmocka_unit_test(the_signature_stands_apart),
	        cmocka_unit_test(a_date_in_the_text_is_no_signature),
	        cmocka_unit_test(the_title_opens_the_body),
	        cmocka_unit_test(an_empty_heading_is_left_out),
	        cmocka_unit_test(paths_become_holes),
	        cmocka_unit_test(addresses_outside_are_written),
	        cmocka_unit_test(other_schemes_are_taken_out),
	        cmocka_unit_test(addresses_that_cannot_be_are_reported),
	        cmocka_unit_test(anchors_are_checked),
	        cmocka_unit_test(formulas_are_no_links),
	        cmocka_unit_test(a_link_holds_no_other),
	        cmocka_unit_test(a_link_without_words_shows_its_address),
	        cmocka_unit_test(images_need_words_and_a_file),
	        cmocka_unit_test(document_numbers_become_holes),
	        cmocka_unit_test(tables_are_written_for_reading_aloud),
	        cmocka_unit_test(a_row_that_is_too_long_is_reported),
	        cmocka_unit_test(notes_are_linked_both_ways),
	        cmocka_unit_test(what_only_looks_like_a_note_is_text),
	        cmocka_unit_test(lists_and_quotes_nest),
	        cmocka_unit_test(raw_html_leaves_its_words),
	        cmocka_unit_test(no_attribute_or_tag_gets_through),
	        cmocka_unit_test(problems_have_their_lines),
	        cmocka_unit_test(what_is_nested_too_deep_is_refused),
	        cmocka_unit_test(marks_that_nest_nothing_are_no_nesting),
	        cmocka_unit_test(tables_beyond_bounds_are_refused),
	        cmocka_unit_test(what_takes_too_much_is_refused),
	        cmocka_unit_test(what_is_no_utf_8_is_refused),
	        cmocka_unit_test(characters_that_no_feed_can_hold_are_taken_out),
	        cmocka_unit_test(a_refused_text_leaves_no_trace),
	        cmocka_unit_test(a_text_is_read_alike_after_a_large_one),
	        cmocka_unit_test(problems_beyond_number_are_not_told),
	        cmocka_unit_test(little_or_nothing_is_read),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
