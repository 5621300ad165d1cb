/* SPDX-License-Identifier: MIT */
/*
 * Writes a repository of invented Chinese notices as a stream for `git fast-import`: the same bytes
 * for the same numbers.
 *
 *   generate COUNT SEED | git -C REPOSITORY fast-import
 *
 * A notice is 2 to 4 KB: twelve lines of front matter, numbered headings, paragraphs, now and then
 * a table, a link, a document number of another. Eight notices come with each commit, and two older
 * ones are edited.
 */
#include <glib.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum { ADDED_A_COMMIT = 8, EDITED_A_COMMIT = 2, ORGANS = 40, TOPICS = 30, YEARS = 12 };

static const char *const PLACES[] = {"城东", "城西", "河口", "青山", "白石",
                                     "南湖", "北岸", "新桥", "平江", "长岭"};
static const char *const OFFICES[] = {"人民政府办公室", "发展和改革局", "教育局", "民政局"};
static const char *const MATTERS[] = {"老旧小区加装电梯", "义务教育招生", "城乡居民医疗保险",
                                      "公共租赁住房分配", "农村饮水安全", "企业开办便利化",
                                      "冬季清洁取暖",     "公园绿地建设", "道路交通安全整治",
                                      "养老服务设施布局"};
static const char *const KINDS[] = {"工作的通知", "实施方案", "管理办法", "若干措施"};
static const char *const PHRASES[] = {
        "各单位要按照职责分工，把任务落实到科室和岗位，",
        "每季度末向牵头部门书面报告进展和存在的困难，",
        "办理时限由原来的二十个工作日压缩到十个工作日以内，",
        "申请人可以在政务服务大厅窗口或者网上提交材料，",
        "对材料不齐全的，应当一次性告知需要补正的全部内容，",
        "所需经费由同级财政统筹安排，专款专用，接受审计监督，",
        "工作成效纳入年度考核，考核结果向社会公布，",
        "涉及群众切身利益的事项，应当事先公开征求意见，",
        "对**“先建后补”**的项目，验收合格后三十日内拨付资金，",
        "重点保障低收入家庭、残疾人和六十周岁以上老年人，",
        "设施建成后由街道办事处负责日常管护，",
        "发现问题应当及时整改，并在五个工作日内反馈结果，",
};
static const char *const NUMERALS[] = {"一", "二", "三", "四", "五", "六"};

#define PICK(random, list) ((list)[g_rand_int_range((random), 0, G_N_ELEMENTS(list))])

static const char *organ_name(unsigned organ, char *out, size_t size)
{
	g_snprintf(out, (gulong)size, "示例市%s区%s", PLACES[organ % G_N_ELEMENTS(PLACES)],
	           OFFICES[organ / G_N_ELEMENTS(PLACES) % G_N_ELEMENTS(OFFICES)]);
	return out;
}

struct day {
	unsigned year;
	unsigned month;
	unsigned day;
};

/* Later numbers are later in their year, so that a notice can implement one with a lower number. */
static struct day day_of(unsigned number, unsigned count)
{
	unsigned ordinal = (unsigned)((uint64_t)number * 12 * 26 / count);
	return (struct day){
	        .year = 2012 + number % YEARS, .month = ordinal / 26 + 1, .day = ordinal % 26 + 1};
}

/* A folder for each day, as the sites of organs have it: no folder grows with the whole. */
static void notice_path(unsigned number, unsigned count, char *out, size_t size)
{
	struct day day = day_of(number, count);
	g_snprintf(out, (gulong)size, "notices/%u/%02u%02u/n%06u.md", day.year, day.month, day.day,
	           number);
}

static void front_matter(GRand *random, GString *text, unsigned number, unsigned count,
                         const char *title)
{
	char organ[128];
	struct day date = day_of(number, count);
	unsigned year = date.year;
	unsigned month = date.month;
	unsigned day = date.day;
	g_string_append_printf(
	        text, "---\ntitle: %s\nnumber: 示府办〔%u〕%u号\nissuing_organ: %s\n", title, year,
	        number / YEARS + 1,
	        organ_name((unsigned)g_rand_int_range(random, 0, ORGANS), organ, sizeof organ));
	g_string_append_printf(text,
	                       "written_on: %u-%02u-%02u\npublished_on: %u-%02u-%02u 09:%02u\n",
	                       year, month, day, year, month, day + 2, number % 60);
	g_string_append_printf(text, "topics: [专题%u, 专题%u]\n", number % TOPICS,
	                       (number * 7 + 3) % TOPICS);
	g_string_append_printf(text, "genre: 通知\ntheme: 综合政务\nkeywords: [公开, 服务]\n");
	if (number > YEARS && number % 10 == 0)
		g_string_append_printf(text, "implements: 示府办〔%u〕%u号\n",
		                       2012 + (number - YEARS) % YEARS,
		                       (number - YEARS) / YEARS + 1);
	g_string_append(text, "sample: true\n---\n\n");
}

static void paragraph(GRand *random, GString *text)
{
	int phrases = g_rand_int_range(random, 2, 6);
	for (int i = 0; i < phrases; i++)
		g_string_append(text, PICK(random, PHRASES));
	g_string_truncate(text, text->len - strlen("，"));
	g_string_append(text, "。\n\n");
}

static void table(GRand *random, GString *text)
{
	g_string_append(text, "| 项目 | 单位 | 数量 |\n|---|---|--:|\n");
	for (int i = 0; i < 6; i++)
		g_string_append_printf(text, "| %s | 处 | %d |\n", PICK(random, MATTERS),
		                       g_rand_int_range(random, 1, 5000));
	g_string_append_c(text, '\n');
}

static GString *make_notice(GRand *random, unsigned number, unsigned count, unsigned edition)
{
	GString *text = g_string_new(NULL);
	const char *matter = PICK(random, MATTERS);
	g_autofree char *title =
	        g_strdup_printf("关于做好%s%s（%u）", matter, PICK(random, KINDS), number);
	front_matter(random, text, number, count, title);
	g_string_append_printf(text, "# %s\n\n各街道办事处，区直各单位：\n\n", title);
	int sections = g_rand_int_range(random, 3, 6);
	for (int i = 0; i < sections; i++) {
		g_string_append_printf(text, "## %s、%s\n\n", NUMERALS[i], PICK(random, MATTERS));
		paragraph(random, text);
		g_string_append_printf(text, "（一）%s。", PICK(random, MATTERS));
		paragraph(random, text);
	}
	if (number % 4 == 0)
		table(random, text);
	if (number > YEARS * 2) {
		char path[64];
		notice_path(number - 1, count, path, sizeof path);
		g_string_append_printf(text,
		                       "本通知与示府办〔%u〕%u号一并执行，另见[前一份](/%s)。\n\n",
		                       2012 + (number - 1) % YEARS, (number - 1) / YEARS + 1, path);
	}
	if (edition > 0)
		g_string_append_printf(text, "本文已修订%u次。\n", edition);
	return text;
}

static void write_file(unsigned seed, unsigned number, unsigned count, unsigned edition)
{
	char path[64];
	notice_path(number, count, path, sizeof path);
	GRand *random = g_rand_new_with_seed(seed + number);
	GString *text = make_notice(random, number, count, edition);
	printf("M 100644 inline %s\ndata %zu\n%s\n", path, text->len, text->str);
	g_string_free(text, TRUE);
	g_rand_free(random);
}

static void begin_commit(unsigned number)
{
	static const char MESSAGE[] = "发布";
	printf("commit refs/heads/main\ncommitter Office <office@example.org> %u +0800\ndata "
	       "%zu\n%s\n",
	       1325376000 + number * 3600, strlen(MESSAGE), MESSAGE);
}

int main(int argc, char **argv)
{
	if (argc != 3)
		return 2;
	unsigned count = (unsigned)atoi(argv[1]);
	unsigned seed = (unsigned)atoi(argv[2]);
	GRand *random = g_rand_new_with_seed(seed);
	g_autofree unsigned *editions = g_new0(unsigned, count + 1);
	for (unsigned from = 0; from < count; from += ADDED_A_COMMIT) {
		begin_commit(from);
		for (unsigned number = from; number < MIN(from + ADDED_A_COMMIT, count); number++)
			write_file(seed, number, count, 0);
		for (unsigned i = 0; from > 0 && i < EDITED_A_COMMIT; i++) {
			unsigned edited = (unsigned)g_rand_int_range(random, 0, (gint32)from);
			write_file(seed, edited, count, ++editions[edited]);
		}
	}
	g_rand_free(random);
	return 0;
}
