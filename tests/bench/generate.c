/* SPDX-License-Identifier: MIT */
/*
 * Writes a repository of invented Chinese notices as a stream for `git fast-import`: the same bytes
 * for the same numbers.
 *
 *   generate COUNT SEED | git -C REPOSITORY fast-import
 *   generate COUNT SEED STEP | git -C REPOSITORY fast-import
 *
 * A notice is 2 to 4 KB: twelve lines of front matter, numbered headings, paragraphs, now and then
 * a table, a link, a document number of another. Eight notices come with each commit, and two older
 * ones are edited. Topics have a document each; notices name them by its id. Three reports draw
 * charts from one table.
 *
 * A step is one commit on top of all that, the branch "steps/STEP": what an editor does on a day.
 */
#include <glib.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

enum {
	ADDED_A_COMMIT = 8,
	EDITED_A_COMMIT = 2,
	ORGANS = 40,
	TOPICS = 30,
	REPORTS = 3,
	MONTHS = 24,
	FIRST_YEAR = 2012,
	YEARS = 12
};

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

#define NO_NOTICE UINT32_MAX

struct notice {
	unsigned number;     /* from 0; from `count` on: what a step adds */
	unsigned count;      /* of notices without steps */
	unsigned implements; /* a number, or NO_NOTICE */
	unsigned edition;    /* how often it was edited */
};

struct day {
	unsigned year;
	unsigned month;
	unsigned day;
};

/*
 * Later numbers are later in their year, so that a notice can implement one with a lower number.
 * What a step adds comes after all others.
 */
static struct day day_of(unsigned number, unsigned count)
{
	if (number >= count)
		return (struct day){.year = FIRST_YEAR + number % YEARS, .month = 12, .day = 29};
	unsigned ordinal = (unsigned)((uint64_t)number * 12 * 26 / count);
	return (struct day){.year = FIRST_YEAR + number % YEARS,
	                    .month = ordinal / 26 + 1,
	                    .day = ordinal % 26 + 1};
}

/* A folder for each day, as the sites of organs have it: no folder grows with the whole. */
static void notice_path(unsigned number, unsigned count, char *out, size_t size)
{
	struct day day = day_of(number, count);
	g_snprintf(out, (gulong)size, "notices/%u/%02u%02u/n%06u.md", day.year, day.month, day.day,
	           number);
}

/* The document number of a notice. */
static char *name_of(unsigned number, unsigned count)
{
	return g_strdup_printf("示府办〔%u〕%u号", day_of(number, count).year, number / YEARS + 1);
}

static void add_topics(GString *text, unsigned number)
{
	g_string_append_printf(text, "topics: [topic-%u, topic-%u]\n", number % TOPICS,
	                       (number * 7 + 3) % TOPICS);
}

/* The notice that another implements, or NO_NOTICE. */
static unsigned implemented_by(unsigned number)
{
	return number > YEARS && number % 10 == 0 ? number - YEARS : NO_NOTICE;
}

static void front_matter(GRand *random, GString *text, const struct notice *notice,
                         const char *title)
{
	char organ[128];
	unsigned number = notice->number;
	struct day date = day_of(number, notice->count);
	g_autofree char *name = name_of(number, notice->count);
	unsigned year = date.year;
	unsigned month = date.month;
	unsigned day = date.day;
	g_string_append_printf(
	        text, "---\ntitle: %s\nnumber: %s\nissuing_organ: %s\n", title, name,
	        organ_name((unsigned)g_rand_int_range(random, 0, ORGANS), organ, sizeof organ));
	g_string_append_printf(text,
	                       "written_on: %u-%02u-%02u\npublished_on: %u-%02u-%02u 09:%02u\n",
	                       year, month, day, year, month, day + 2, number % 60);
	add_topics(text, number);
	g_string_append_printf(text, "genre: 通知\ntheme: 综合政务\nkeywords: [公开, 服务]\n");
	if (notice->implements != NO_NOTICE) {
		g_autofree char *other = name_of(notice->implements, notice->count);
		g_string_append_printf(text, "implements: %s\n", other);
	}
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

static GString *make_notice(GRand *random, const struct notice *notice)
{
	GString *text = g_string_new(NULL);
	unsigned number = notice->number;
	const char *matter = PICK(random, MATTERS);
	g_autofree char *title =
	        g_strdup_printf("关于做好%s%s（%u）", matter, PICK(random, KINDS), number);
	front_matter(random, text, notice, title);
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
		unsigned before = number < notice->count ? number - 1 : number - YEARS;
		notice_path(before, notice->count, path, sizeof path);
		g_autofree char *name = name_of(before, notice->count);
		g_string_append_printf(text, "本通知与%s一并执行，另见[前一份](/%s)。\n\n", name,
		                       path);
	}
	if (notice->edition > 0)
		g_string_append_printf(text, "本文已修订%u次。\n", notice->edition);
	return text;
}

static void write_file(const char *path, const char *text)
{
	printf("M 100644 inline %s\ndata %zu\n%s\n", path, strlen(text), text);
}

static void write_notice(unsigned seed, const struct notice *notice)
{
	char path[64];
	notice_path(notice->number, notice->count, path, sizeof path);
	GRand *random = g_rand_new_with_seed(seed + notice->number);
	GString *text = make_notice(random, notice);
	write_file(path, text->str);
	g_string_free(text, TRUE);
	g_rand_free(random);
}

static void write_topic(unsigned topic, const char *title)
{
	g_autofree char *path = g_strdup_printf("columns/topic-%u.md", topic);
	g_autofree char *text = g_strdup_printf(
	        "---\nkind: topic\nid: topic-%u\ntitle: %s\nsummary: 收录与%s有关的公文。\n"
	        "order: %u\nsample: true\n---\n\n本专题按发布日期编排，最新的在前。\n",
	        topic, title, MATTERS[topic % G_N_ELEMENTS(MATTERS)], topic + 1);
	write_file(path, text);
}

static void write_topics(void)
{
	for (unsigned topic = 0; topic < TOPICS; topic++) {
		g_autofree char *title = g_strdup_printf("专题%u", topic);
		write_topic(topic, title);
	}
}

static void write_interpretation(unsigned number, unsigned count)
{
	struct day day = day_of(number, count);
	g_autofree char *name = name_of(number, count);
	g_autofree char *path = g_strdup_printf("interpretations/%u/j%06u.md", day.year, number);
	char organ[128];
	g_autoptr(GString) text = g_string_new("---\nkind: interpretation\n");
	g_string_append_printf(text, "title: %s文件解读\ninterprets: %s\nissuing_organ: %s\n", name,
	                       name, organ_name(number % ORGANS, organ, sizeof organ));
	g_string_append_printf(text, "published_on: %u-%02u-%02u 10:00\n", day.year, day.month,
	                       day.day + 2);
	add_topics(text, number);
	g_string_append(text, "theme: 综合政务\nsample: true\n---\n\n## 一、出台背景\n\n");
	GRand *random = g_rand_new_with_seed(number);
	paragraph(random, text);
	g_rand_free(random);
	write_file(path, text->str);
}

/* `changed`: the month whose number is another one, or MONTHS. */
static void write_table(unsigned changed)
{
	g_autoptr(GString) text = g_string_new("月份,查阅人次,打印份数\n");
	for (unsigned month = 0; month < MONTHS; month++)
		g_string_append_printf(text, "%u-%02u,%u,%u\n", 2022 + month / 12, month % 12 + 1,
		                       300 + month * 17 % 90 + (month == changed), 40 + month);
	write_file("data/visits.csv", text->str);
}

static void write_reports(void)
{
	for (unsigned report = 0; report < REPORTS; report++) {
		g_autofree char *path = g_strdup_printf("reports/report-%u.md", report);
		g_autofree char *text = g_strdup_printf(
		        "---\nkind: report\nreport_type: statistics\ntitle: 第%u期查阅统计\n"
		        "published_on: 2023-12-0%u\nsample: true\n---\n\n```chart\n"
		        "kind: column\ndata: ../data/visits.csv\nx: 月份\ny: 查阅人次\n```\n",
		        report + 1, report + 1);
		write_file(path, text);
	}
}

/* An hour between numbers, or less, so that the last commit is not after the last notice. */
static void begin_commit(const char *branch, unsigned number, unsigned count)
{
	static const char MESSAGE[] = "发布";
	uint64_t hours = YEARS * 365 * 24;
	uint64_t seconds = count > hours ? hours * 3600 / count : 3600;
	printf("commit refs/heads/%s\ncommitter Office <office@example.org> %" G_GUINT64_FORMAT
	       " +0800\ndata %zu\n%s\n",
	       branch, 1325376000 + number * seconds, strlen(MESSAGE), MESSAGE);
}

static void write_all(unsigned seed, unsigned count)
{
	GRand *random = g_rand_new_with_seed(seed);
	g_autofree unsigned *editions = g_new0(unsigned, count + 1);
	for (unsigned from = 0; from < count; from += ADDED_A_COMMIT) {
		begin_commit("main", from, count);
		if (from == 0) {
			write_topics();
			write_table(MONTHS);
			write_reports();
			write_interpretation(YEARS - 1, count); /* so that there is a list of them */
		}
		for (unsigned i = from; i < MIN(from + ADDED_A_COMMIT, count); i++)
			write_notice(seed, &(struct notice){i, count, implemented_by(i), 0});
		for (unsigned i = 0; from > 0 && i < EDITED_A_COMMIT; i++) {
			unsigned old = (unsigned)g_rand_int_range(random, 0, (gint32)from);
			write_notice(seed, &(struct notice){old, count, implemented_by(old),
			                                    ++editions[old]});
		}
	}
	g_rand_free(random);
}

/* ---- steps */

/* The next that falls in the last year, so that it opens no year in any list. */
static unsigned added_number(unsigned count)
{
	return (count + YEARS) / YEARS * YEARS - 1;
}

/* A notice that implements one which itself implements another, and what interprets it. */
static void step_related(unsigned seed, unsigned count)
{
	unsigned middle = count / 2 - count / 2 % 10;
	write_notice(seed, &(struct notice){added_number(count), count, middle, 0});
	write_interpretation(added_number(count), count);
}

static void step_notice(unsigned seed, unsigned count)
{
	write_notice(seed, &(struct notice){added_number(count), count, NO_NOTICE, 0});
}

/* Its front matter stays as it is. */
static void step_body(unsigned seed, unsigned count)
{
	unsigned old = count / 2 + 1;
	write_notice(seed, &(struct notice){old, count, implemented_by(old), 1000});
}

static void step_topic(unsigned seed, unsigned count)
{
	(void)seed;
	(void)count;
	write_topic(7, "专题七（更名）");
}

static void step_data(unsigned seed, unsigned count)
{
	(void)seed;
	(void)count;
	write_table(MONTHS / 2);
}

static const struct {
	const char *name;
	void (*write)(unsigned seed, unsigned count);
} STEPS[] = {{"related", step_related},
             {"notice", step_notice},
             {"body", step_body},
             {"topic", step_topic},
             {"data", step_data}};

static bool write_step(const char *name, unsigned seed, unsigned count)
{
	for (size_t i = 0; i < G_N_ELEMENTS(STEPS); i++) {
		if (strcmp(STEPS[i].name, name) != 0)
			continue;
		g_autofree char *branch = g_strconcat("steps/", name, NULL);
		begin_commit(branch, count, count);
		printf("from refs/heads/main^0\n");
		STEPS[i].write(seed, count);
		return true;
	}
	return false;
}

int main(int argc, char **argv)
{
	if (argc < 3 || argc > 4)
		return 2;
	unsigned count = (unsigned)atoi(argv[1]);
	unsigned seed = (unsigned)atoi(argv[2]);
	if (argc == 4)
		return write_step(argv[3], seed, count) ? 0 : 2;
	write_all(seed, count);
	return 0;
}
