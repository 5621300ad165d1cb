/* SPDX-License-Identifier: MIT */
#include "words.h"

#include <string.h>

#define PICK(world, list) ((list)[below((world), G_N_ELEMENTS(list))])

static const char *const MATTERS[] = {"供水", "公园", "校车", "养老", "查阅点", "停水", "Water"};
static const char *const GENRES[] = {"通知", "公告", "意见", "办法", "公告"};
static const char *const TOPICS[] = {"供水保障", "公园绿地", "校车安全", "养老服务", "Water"};
static const char *const ORGANS[] = {"示例市人民政府办公室", "示例市水务局", "示例市教育局",
                                     "示例省人民政府办公厅", "国务院办公厅"};
static const char *const DAYS[] = {"2022-12-31", "2023-01-01", "2023-06-15", "2023年10月1日",
                                   "2024/2/3",   "2024-02-29", "2024-07-01", "2025-01-01",
                                   "2025-12-31", "2026-03-08", "2030-01-01"};
static const char *const NAMES[] = {"a", "b",  "c",  "d",  "e",    "f",      "g",     "README",
                                    "h", "k1", "k2", "k3", "通知", "t-2024", "index", "B"};

struct folder {
	const char *path;
	const char *kind;
};

static const struct folder FOLDERS[] = {
        {"notices/2023", "notice"},
        {"notices/2024", "notice"},
        {"notices/2024", "notice"},
        {"notices/2024/07", "notice"},
        {"notices", "notice"},
        {"docs", "notice"},
        {"interpretations", "interpretation"},
        {"interpretations", "interpretation"},
        {"responses", "response"},
        {"press", "press"},
        {"interviews", "interview"},
        {"consultations", "consultation"},
        {"qa", "qa"},
        {"guides", "guide"},
        {"rules", "rule"},
        {"reports", "report"},
        {"datasets", "dataset"},
        {"datasets", "dataset"},
        {"gazettes", "gazette"},
        {"topics", "topic"},
        {"topics", "topic"},
        {"organs", "organ"},
        {"organs", "organ"},
        {"places", "place"},
        {"recruitment", "recruitment"},
};

struct field {
	const char *kind; /* NULL: any */
	const char *key;
	unsigned percent; /* of new documents that have it */
	const char *values[6];
};

static const struct field FIELDS[] = {
        {NULL, "kind", 0, {"$kind", "guide", "notice", "recruitment", "无此类"}},
        {NULL,
         "title",
         85,
         {"关于$matter的$genre", "$matter", "$topic", "$organ", "关于$matter的$genre（$digit）"}},
        {NULL, "id", 45, {"$id", "$id", "$id", "Bad Id"}},
        {NULL, "number", 45, {"$number"}},
        {NULL, "issuing_organ", 40, {"$organ", "[$organ, $organ]"}},
        {NULL, "written_on", 50, {"$date"}},
        {NULL, "published_on", 75, {"$date", "2024-0$digit-1$digit 09:3$digit", "$date 09:30"}},
        {NULL, "effective_on", 10, {"$date"}},
        {NULL, "expires_on", 12, {"$date"}},
        {NULL, "topics", 45, {"$topic", "[$topic, $topic]", "[$topic, 新专题$digit]"}},
        {NULL, "theme", 30, {"综合政务/政务公开", "综合政务", "城乡建设、环境保护", "没有的分类"}},
        {NULL, "genre", 25, {"通知", "$genre", "办法"}},
        {NULL, "status", 4, {"有效", "废止", "失效", "不明"}},
        {NULL, "status_basis", 2, {"依据$number"}},
        {NULL, "keywords", 15, {"[公开, $matter]"}},
        {NULL, "summary", 25, {"说明$matter。", "第$digit稿"}},
        {NULL, "subtitle", 3, {"副题$digit"}},
        {NULL, "key_field", 8, {"环境保护", "财政预决算"}},
        {NULL, "release_class", 10, {"政府集中采购", "突发公共事件"}},
        {NULL, "audience", 8, {"公众", "[企业, 公众]"}},
        {NULL, "level", 4, {"市", "省"}},
        {NULL, "disclosure", 6, {"主动公开", "依申请公开"}},
        {NULL, "index_number", 6, {"0000-$digit-2024-0000$digit"}},
        {NULL, "language", 5, {"zh-Hant", "en"}},
        {NULL, "source_url", 5, {"https://www.example.org/$digit.html"}},
        {NULL, "attachments", 12, {"[/$file]", "[/$file, /$file]", "../none.pdf"}},
        {NULL, "image", 5, {"/$picture"}},
        {NULL, "sample", 20, {"true"}},
        {NULL, "draft", 3, {"true", "false", "true"}},
        {NULL,
         "withdrawn",
         3,
         {"{date: 2024-08-01, reason: 含个人信息}", "{date: $date, reason: 更正$digit}",
          "{reason: 无日期}", "no"}},
        {NULL,
         "former_paths",
         5,
         {"[old/$digit.html]", "[old/$digit.html/2.html]", "[$path]",
          "[$anypath, old/t$digit.html]", "[index.html]"}},
        {NULL, "review", 4, {"{register: 审$digit, first: {post: 办公室经办人, date: $date}}"}},
        {NULL, "corrections", 4, {"[{date: $date, text: 更正第$digit处}]"}},
        {NULL, "channels", 4, {"[{channel: 政府网站, time: $date}]"}},
        {NULL, "concurrence", 3, {"[{organ: $organ, result: 同意}]"}},
        {NULL, "implements", 14, {"$target", "[$target, $target]"}},
        {NULL, "forwards", 10, {"$target"}},
        {NULL, "amends", 6, {"$target"}},
        {NULL, "repeals", 6, {"$target", "[$target, $target]"}},
        {NULL, "replaces", 5, {"$target"}},
        {NULL, "corrects", 3, {"$target"}},
        {NULL, "responds_to", 4, {"$target"}},
        {NULL, "part_of", 4, {"$target"}},
        {NULL, "unheard_of", 2, {"$digit", "词"}},
        {"interpretation", "interprets", 95, {"$target", "$target", "[$target, $target]"}},
        {"interpretation", "form", 50, {"问答解读", "[图解, 文字解读]"}},
        {"press", "interprets", 30, {"$target"}},
        {"press", "held_on", 50, {"$date"}},
        {"press", "attendees", 30, {"[{post: 局长, organ: $organ, role: 主要负责人}]"}},
        {"press", "transcript", 20, {"/$file"}},
        {"response", "noticed_at", 60, {"2024-03-1$digit 0$digit:00"}},
        {"response", "first_word_at", 60, {"2024-03-1$digit 09:00", "$date"}},
        {"response", "evidence", 50, {"[$target]", "[$target, $target]"}},
        {"response", "claim", 50, {"$matter停办"}},
        {"response", "followups", 40, {"[{date: $date, text: 进展$digit}]"}},
        {"interview", "held_on", 50, {"$date"}},
        {"interview", "guests", 60, {"[{name: （姓名略）, organ: $organ}]"}},
        {"interview", "interprets", 30, {"$target"}},
        {"consultation", "opens_on", 92, {"$date"}},
        {"consultation", "closes_on", 92, {"$date"}},
        {"consultation", "outcome", 40, {"$target"}},
        {"consultation", "received", 40, {"$digit"}},
        {"qa", "asked_on", 50, {"$date"}},
        {"guide", "guide_type", 70, {"政府信息公开指南", "依申请公开", "办事指南"}},
        {"report", "report_type", 95, {"年度报告", "统计数据"}},
        {"report", "year", 60, {"202$digit"}},
        {"report", "data", 40, {"/$table", "[/$table, /$table]", "/$file"}},
        {"dataset", "data", 95, {"/$table", "/$table", "/$file"}},
        {"dataset",
         "columns",
         60,
         {"[{name: 年, type: 文字}, {name: 数, type: 整数}]",
          "[{name: 年}, {name: 数, type: 数值, minimum: $digit}]", "[{name: 没有}]"}},
        {"dataset", "row_key", 50, {"年", "[年, 数]"}},
        {"dataset", "missing", 20, {"[无]"}},
        {"gazette", "issue_year", 95, {"2024"}},
        {"gazette", "issue_number", 95, {"$digit"}},
        {"gazette", "contents", 70, {"[$target, $target]"}},
        {"topic", "order", 40, {"$digit"}},
        {"topic", "cover", 20, {"/$picture"}},
        {"organ", "parent", 50, {"$organ"}},
        {"organ", "short_names", 40, {"[市水务局, 水务局]", "[办公室$digit]"}},
        {"place", "address", 80, {"公开路 $digit 号"}},
        {"place", "operator", 40, {"$organ"}},
        {"recruitment", "apply_by", 90, {"$date"}},
};

static const char *const PARAGRAPHS[] = {
        "做好$matter工作，第$digit次。\n",
        "各单位要按照$number的要求，做好$matter工作。\n",
        "本通知与$number、$number一并执行。\n",
        "《关于$matter的$genre》（$number）同时废止。\n",
        "见[$matter](/$path)。\n",
        "见[另一份]($name.md)和[条款](/$path#s1)。\n",
        "见[没有的文件](/$anypath)。\n",
        "![图示](/$picture)\n",
        "[附表下载](/$file)\n",
        "![无](../missing$digit.png)\n",
        "## 一、$matter\n\n（一）范围。适用于$matter。\n",
        "## 二、实施\n\n1. 第一项；\n2. 第$digit项。\n",
        "# $matter\n",
        "| 项目 | 数量 |\n|---|--:|\n| $matter | $digit |\n",
        "注释[^a]。\n\n[^a]: 见$number。\n",
        "<font color=red>$matter</font>\n",
        "$organ\n\n2024年2月$digit日\n\n（此件公开发布）\n",
        "```chart\nkind: column\ndata: /$table\nx: 年\ny: 数\ntitle: $matter\n```\n",
        "```chart\nkind: line\ndata: ../$table\nx: 年\ny: [数, 率]\n```\n",
        "```chart\nkind: pie\nx: 类\ny: 数\ndata: |\n  类,数\n  甲,$digit\n  乙,2\n```\n",
        "```chart\nkind: bar\ndata: ../$table\ny: 额\n```\n",
        "![录音](/files/s$digit.ogg)\n",
        "听![录音](/files/s$digit.ogg)。\n",
};

/* One a word that words_fill knows; longer ones before those they begin with. */
static const char *const WORDS[] = {"table",   "number", "name",   "matter", "genre",
                                    "topic",   "organ",  "date",   "digit",  "id",
                                    "anypath", "path",   "target", "file",   "picture"};

/* What a document has after "key: "; NULL: it has no such line. */
static const char *line_of(const struct file *document, const char *key)
{
	g_autofree char *start = g_strdup_printf("%s: ", key);
	for (unsigned i = 0; i < document->front->len; i++)
		if (g_str_has_prefix(document->front->pdata[i], start))
			return (char *)document->front->pdata[i] + strlen(start);
	return NULL;
}

/* A document that there is, by its number, its id or its path. */
static char *known_target(struct world *world, Tree *tree)
{
	const char *path = tree_pick(world, tree, FILE_DOCUMENT);
	if (path == NULL)
		return words_fill(world, tree, "$number");
	const struct file *document = tree_get(tree, path);
	const char *name = line_of(document, chance(world, 50) ? "number" : "id");
	return name != NULL ? g_strdup(name) : g_strdup_printf("/%s", path);
}

static char *any_target(struct world *world, Tree *tree)
{
	static const char *const TARGETS[] = {"$number", "$number", "$id", "$id", "/$path"};
	if (world->is_tidy && chance(world, 95))
		return known_target(world, tree);
	return words_fill(world, tree, PICK(world, TARGETS));
}

static char *any_number(struct world *world)
{
	if (chance(world, 10))
		return g_strdup(chance(world, 50) ? "国办发〔2013〕100号" : "示府办[2024]2号");
	return g_strdup_printf("示府办〔2024〕%u号", 1 + below(world, 14));
}

static char *any_path(struct world *world, Tree *tree, bool existing)
{
	const char *path = existing ? tree_pick(world, tree, FILE_DOCUMENT) : NULL;
	const char *kind;
	return path != NULL ? g_strdup(path) : words_path(world, &kind);
}

static char *word(struct world *world, Tree *tree, const char *name)
{
	if (strcmp(name, "number") == 0)
		return any_number(world);
	if (strcmp(name, "name") == 0)
		return g_strdup(PICK(world, NAMES));
	if (strcmp(name, "matter") == 0)
		return g_strdup(PICK(world, MATTERS));
	if (strcmp(name, "genre") == 0)
		return g_strdup(PICK(world, GENRES));
	if (strcmp(name, "topic") == 0)
		return g_strdup(PICK(world, TOPICS));
	if (strcmp(name, "organ") == 0)
		return g_strdup(PICK(world, ORGANS));
	if (strcmp(name, "date") == 0)
		return g_strdup(PICK(world, DAYS));
	if (strcmp(name, "digit") == 0)
		return g_strdup_printf("%u", 1 + below(world, 5));
	if (strcmp(name, "id") == 0)
		return g_strdup_printf("d%u", 1 + below(world, world->is_tidy ? 80 : 20));
	if (strcmp(name, "anypath") == 0 || strcmp(name, "path") == 0)
		return any_path(world, tree, *name == 'p' || (world->is_tidy && chance(world, 95)));
	if (strcmp(name, "target") == 0)
		return any_target(world, tree);
	if (strcmp(name, "table") == 0)
		return g_strdup_printf("files/d%u.csv", 1 + below(world, 4));
	if (strcmp(name, "file") == 0)
		return g_strdup_printf("files/t%u.csv", 1 + below(world, 4));
	return g_strdup_printf("files/p%u.png", 1 + below(world, 3));
}

char *words_fill(struct world *world, Tree *tree, const char *pattern)
{
	GString *text = g_string_new(NULL);
	for (const char *at = pattern; *at != '\0';) {
		unsigned i = 0;
		while (*at == '$' && i < G_N_ELEMENTS(WORDS) && !g_str_has_prefix(at + 1, WORDS[i]))
			i++;
		if (*at != '$' || i == G_N_ELEMENTS(WORDS)) {
			g_string_append_c(text, *at++);
			continue;
		}
		g_string_append(text, word(world, tree, WORDS[i]));
		at += 1 + strlen(WORDS[i]);
	}
	return g_string_free(text, FALSE);
}

char *words_path(struct world *world, const char **kind)
{
	const struct folder *folder = &PICK(world, FOLDERS);
	*kind = folder->kind;
	return g_strdup_printf("%s/%s.%s", folder->path, PICK(world, NAMES),
	                       chance(world, 3) ? "markdown" : "md");
}

char *words_neighbour(struct world *world, const char *path)
{
	g_autofree char *folder = g_path_get_dirname(path);
	const char *suffix = strrchr(path, '.');
	return g_strdup_printf("%s/%s%s", folder, PICK(world, NAMES),
	                       suffix == NULL ? ".md" : suffix);
}

char *words_asset(struct world *world)
{
	static const char *const BESIDE[] = {"ogg", "ogg", "vtt", "txt", "en.vtt", "jpg"};
	if (chance(world, 30))
		return g_strdup_printf("files/s%u.%s", 1 + below(world, 5), PICK(world, BESIDE));
	return word(world, NULL, chance(world, 60) ? "file" : "picture");
}

char *words_table(struct world *world)
{
	return word(world, NULL, "table");
}

/* More rows than a dataset shows on a page, now and then; and cells that are no numbers. */
char *words_rows(struct world *world)
{
	static const char *const CELLS[] = {"-", "约5", "1.2亿", "１２", "\"3,400\"", "", "12%"};
	GString *text = g_string_new("年,数,率\n");
	unsigned rows = chance(world, 15) ? 190 + below(world, 30) : below(world, 8);
	for (unsigned i = 0; i < rows; i++) {
		g_string_append_printf(text, "%u,", 2000 + i);
		if (chance(world, world->is_tidy ? 2 : 12))
			g_string_append(text, PICK(world, CELLS));
		else
			g_string_append_printf(text, "%u", below(world, 40));
		g_string_append_printf(text, ",%u\n", below(world, 9));
	}
	return g_string_free(text, FALSE);
}

/* -- documents */

void words_set_line(struct file *file, const char *key, const char *value)
{
	char *line = value == NULL ? NULL : g_strdup_printf("%s: %s", key, value);
	g_autofree char *start = g_strdup_printf("%s:", key);
	for (unsigned i = 0; i < file->front->len; i++) {
		if (!g_str_has_prefix(file->front->pdata[i], start))
			continue;
		if (line == NULL)
			g_ptr_array_remove_index(file->front, i);
		else
			file->front->pdata[i] = line;
		return;
	}
	if (line != NULL)
		g_ptr_array_add(file->front, line);
}

static void set_field(struct world *world, Tree *tree, struct file *document,
                      const struct field *field)
{
	unsigned count = 0;
	while (count < G_N_ELEMENTS(field->values) && field->values[count] != NULL)
		count++;
	const char *pattern = field->values[below(world, count)];
	if (world->is_tidy && chance(world, 90))
		pattern = field->values[0];
	if (strcmp(pattern, "$kind") == 0)
		pattern = document->kind;
	words_set_line(document, field->key, words_fill(world, tree, pattern));
}

static bool fits(const struct field *field, const struct file *document)
{
	return field->kind == NULL || strcmp(field->kind, document->kind) == 0;
}

/* In a tidy site: ties, wrong more often than anything else, are fewer, and what is needed is there. */
static unsigned percent_of(const struct world *world, const struct field *field)
{
	if (!world->is_tidy)
		return field->percent;
	if (field->percent > 90)
		return 100;
	return strstr(field->values[0], "$target") != NULL ? field->percent / 4 : field->percent;
}

static char *paragraph(struct world *world, Tree *tree)
{
	static const char *const WRONG[] = {"$name", "$path", "missing", "$anypath", "<font"};
	const char *pattern = PICK(world, PARAGRAPHS);
	for (unsigned i = 0; i < G_N_ELEMENTS(WRONG); i++)
		if (world->is_tidy && strstr(pattern, WRONG[i]) != NULL && chance(world, 90))
			pattern = PARAGRAPHS[0];
	return words_fill(world, tree, pattern);
}

struct file *words_document(struct world *world, Tree *tree, const char *kind)
{
	struct file *document = file_new(FILE_DOCUMENT);
	document->kind = kind;
	/* Any Markdown file is a document, also one that was written for something else. */
	bool is_foreign = chance(world, 6);
	if (!is_foreign && strcmp(kind, "notice") != 0 && strcmp(kind, "recruitment") != 0 &&
	    (world->is_tidy || chance(world, 80)))
		words_set_line(document, "kind", kind);
	for (unsigned i = 0; !is_foreign && i < G_N_ELEMENTS(FIELDS); i++)
		if (fits(&FIELDS[i], document) && chance(world, percent_of(world, &FIELDS[i])))
			set_field(world, tree, document, &FIELDS[i]);
	if (world->is_tidy)
		words_set_line(document, "published_on", words_fill(world, tree, "$date"));
	for (unsigned i = below(world, 5); i > 0; i--)
		g_ptr_array_add(document->body, paragraph(world, tree));
	return document;
}

void words_change_front(struct world *world, Tree *tree, struct file *document)
{
	if (document->front->len > 0 && chance(world, 40)) {
		/* a line that is there: another value, or gone */
		char *line = document->front->pdata[below(world, document->front->len)];
		g_auto(GStrv) parts = g_strsplit(line, ":", 2);
		for (unsigned i = 0; i < G_N_ELEMENTS(FIELDS); i++)
			if (chance(world, 75) && strcmp(FIELDS[i].key, parts[0]) == 0 &&
			    fits(&FIELDS[i], document)) {
				set_field(world, tree, document, &FIELDS[i]);
				return;
			}
		words_set_line(document, parts[0], NULL);
		return;
	}
	const struct field *field = &PICK(world, FIELDS);
	while (!fits(field, document))
		field = &PICK(world, FIELDS);
	set_field(world, tree, document, field);
}

void words_change_body(struct world *world, Tree *tree, struct file *document)
{
	unsigned length = document->body->len;
	char *text = paragraph(world, tree);
	if (length == 0 || chance(world, 45))
		g_ptr_array_insert(document->body, (int)below(world, length + 1), text);
	else if (chance(world, 60))
		document->body->pdata[below(world, length)] = text;
	else
		g_ptr_array_remove_index(document->body, below(world, length));
}
