/* SPDX-License-Identifier: MIT */
#include "overlays.h"

#include "words.h"

#include <string.h>

#define PICK(world, list) ((list)[below((world), G_N_ELEMENTS(list))])

/* -- site.yml */

struct setting {
	const char *key;
	const char *values[6];
};

static const struct setting SETTINGS[] = {
        {"name", {"示例市查阅站$digit", "示例市政府信息公开查阅站"}},
        {"language", {"zh-Hans", "zh-Hant", "en"}},
        {"organ", {"$organ"}},
        {"description", {"说明$digit"}},
        {"address", {"https://www.shilishi.example/xxgk/", "https://b.shilishi.example/"}},
        {"domain", {"www.shilishi.example"}},
        {"site_id_code", {"\"990000000$digit\""}},
        {"sample", {"true", "false"}},
        {"topics_from_folders", {"false", "true"}},
        {"theme", {"shili", "shili", "default"}},
        {"contact", {"{name: 公开科, telephone: 0000-$digit}", "{address: 公开路 $digit 号}"}},
        {"footer", {"{note: 说明$digit}", "{icp: 备$digit}"}},
        {"fields", {"{publish_date: published_on}", "{unheard_of: keywords}"}},
        {"defaults",
         {"{notices/: {kind: notice, topics: $topic}, topics/: {kind: topic}, organs/: {kind: "
          "organ}}",
          "{notices/2024/: {issuing_organ: $organ, sample: true}, places/: {kind: place}}",
          "{notice: {disclosure: 主动公开, theme: 综合政务}}",
          "{docs/: {kind: guide, guide_type: 办事指南}, notice: {source: 第$digit版}}",
          "{notices/2023/: {expires_on: 2024-12-31}}"}},
        {"kiosk", {"true", "{desk: 请问 $digit 号窗口}", "{idle_seconds: 45, text_size: largest}"}},
        {"content", {".", "notices", ".", "docs"}},
};

/* Whether there is a file of the site's own theme. */
static bool has_theme(Tree *tree)
{
	GPtrArray *paths = tree_paths(tree, FILE_OTHER);
	for (unsigned i = 0; i < paths->len; i++)
		if (g_str_has_prefix(paths->pdata[i], "themes/shili/"))
			return true;
	return false;
}

static void put_theme(struct world *world, Tree *tree)
{
	if (has_theme(tree))
		return;
	struct file *file = file_new(FILE_OTHER);
	g_ptr_array_add(file->body, g_strdup("h1 { margin: 0; }\n"));
	tree_put(tree, "themes/shili/style/own.css", file);
	tell(world, "a theme");
}

static const char *const WRONG_SETTINGS[] = {"name: [无", "langage: en", "language: klingon",
                                             "theme: absent"};

static void set_any(struct world *world, Tree *tree, struct file *settings)
{
	const struct setting *setting = &PICK(world, SETTINGS);
	/* The folder of the documents is rarely moved. */
	if (strcmp(setting->key, "content") == 0 && chance(world, 50))
		setting = &SETTINGS[0];
	unsigned count = 0;
	while (count < G_N_ELEMENTS(setting->values) && setting->values[count] != NULL)
		count++;
	const char *value = setting->values[below(world, count)];
	bool goes = chance(world, 20);
	if (strcmp(value, "shili") == 0 && !goes)
		put_theme(world, tree);
	words_set_line(settings, setting->key, goes ? NULL : words_fill(world, tree, value));
	tell(world, "site.yml: %s %s", setting->key, goes ? "gone" : "set");
}

void overlays_change_settings(struct world *world, Tree *tree)
{
	struct file *old = tree_get(tree, "site.yml");
	struct file *settings = old == NULL ? file_new(FILE_SETTINGS) : file_copy(old);
	if (old != NULL && chance(world, 4)) {
		tree_remove(tree, "site.yml");
		tell(world, "site.yml removed");
		return;
	}
	if (chance(world, 8)) {
		g_ptr_array_add(settings->front, (char *)PICK(world, WRONG_SETTINGS));
		settings->stops_builds = true;
		tell(world, "site.yml wrong");
	} else {
		for (unsigned i = old == NULL ? 3 : 1; i > 0; i--)
			set_any(world, tree, settings);
	}
	tree_put(tree, "site.yml", settings);
}

char *overlays_outside_settings(struct world *world)
{
	struct file *settings = file_new(FILE_SETTINGS);
	Tree *none = tree_new();
	for (int i = 0; i < 3; i++) {
		const struct setting *setting = &SETTINGS[below(world, 9)];
		words_set_line(settings, setting->key, words_fill(world, none, setting->values[0]));
	}
	return file_bytes(settings)->str;
}

/* -- lua/ and themes/ */

struct overlay {
	const char *path;
	const char *texts[5];
};

#define WRAPPED(change)                                                                            \
	"local own = inherited\nreturn function(input)\n  local page = own(input)\n" change        \
	"  return page\nend\n"

static const struct overlay LUA[] = {
        {"lua/strings/zh-Hans.lua",
         {"return merge(inherited, {home = \"网站首页$digit\"})\n",
          "return merge(inherited, {documents = \"公文$digit\", none = \"无$digit\"})\n",
          "return merge(inherited, {copies = \"份数$digit\"})\n"}},
        {"lua/strings/en.lua", {"return merge(inherited, {home = \"Front $digit\"})\n"}},
        {"lua/notes.lua",
         {"return {text = \"附注$digit\", other = \"$digit\"}\n",
          "local more = use \"more\"\nreturn {text = more.text .. \"$digit\"}\n"}},
        {"lua/more.lua", {"return {text = \"另注$digit\"}\n"}},
        {"lua/views/document.lua",
         {WRAPPED("  page.copy_note = \"注$digit\"\n"),
          "local notes = use \"notes\"\n" WRAPPED("  page.copy_note = notes.text\n"),
          WRAPPED("  page.copy_note = site.name .. (site.organ or \"\")\n"),
          WRAPPED("  local n = 0\n  for key, text in pairs(site.strings) do n = n + #text end\n"
                  "  page.copy_note = n .. \"\"\n"),
          WRAPPED("  if string.find(page.doc.title, \"供水\") then error(\"不能显示$digit\") "
                  "end\n")}},
        {"lua/views/list.lua",
         {WRAPPED("  page.copy_note = \"$digit\"\n"),
          "local notes = use \"notes\"\n" WRAPPED("  page.copy_note = notes.other\n")}},
        {"lua/views/home.lua",
         {WRAPPED("  page.copy_note = site.strings.home .. \"$digit\"\n"),
          WRAPPED("  page.copy_note = \"$digit\"\n")}},
        {"lua/views/record.lua", {WRAPPED("  page.extra = \"$digit\"\n")}},
        {"lua/views/withdrawn.lua", {WRAPPED("  page.copy_note = \"$digit\"\n")}},
        {"lua/page.lua", {"local own = inherited\nreturn own\n"}},
        {"lua/axes.lua",
         {"return filter(inherited, function(axis) return axis.name ~= \"genres\" end)\n",
          "local axes = inherited\ntable.insert(axes, {name = \"audiences\", field = \"audience\", "
          "label = label(\"对象\", \"對象\", \"Audience\"), view = \"list\", index_view = "
          "\"lists\", menu = true})\nreturn axes\n",
          "return map(inherited, function(axis)\n  return merge(axis, {feeds = axis.name == "
          "\"topics\" or axis.name == \"organs\"})\nend)\n",
          "return map(inherited, function(axis)\n  return axis.derive == \"delay\" and "
          "merge(axis, {kinds = {\"notice\", \"interpretation\"}}) or axis\nend)\n"}},
        {"lua/holidays/2024.lua",
         {"return merge(inherited, {off = {\"2024-02-0$digit\", \"2024-03-11\"}, work = {}})\n",
          "return merge(inherited, {source = \"通知$digit\"})\n"}},
        {"lua/pages.lua",
         {"local pages = inherited\npages[1].selections.newest.most = $digit\nreturn pages\n",
          "local pages = inherited\ntable.insert(pages, {name = \"recent\", url = "
          "\"recent/index.html\", view = \"block\", label = label(\"近期$digit\", \"近期\", "
          "\"Recent\"), selections = {documents = {kinds = {\"notice\"}, most = $digit}}, "
          "menu = true})\nreturn pages\n"}},
        {"lua/kinds/recruitment.lua",
         {"return {\n  label = label(\"招考公告$digit\", \"招考公告\", \"Recruitment\"),\n  view = "
          "\"document\",\n  extends = \"notice\",\n  fields = {\n    {key = \"apply_by\", type = "
          "\"date\", required = true, label = label(\"报名截止\", \"報名截止\", \"Apply by\")},\n"
          "  },\n}\n"}},
        {"lua/kinds/notice.lua",
         {"local kind = inherited\ntable.insert(kind.fields, {key = \"copies\", type = "
          "\"integer\", "
          "label = label(\"份数$digit\", \"份數\", \"Copies\")})\nreturn kind\n"}},
        {"lua/vocabularies.lua",
         {"local all = inherited\ntable.insert(all.genre.terms, {key = \"measures\", label = "
          "label(\"办法$digit\", \"辦法\", \"Measures\"), aliases = {\"办法\"}})\nreturn all\n"}},
        {"lua/relations.lua",
         {"local all = inherited\nall[1].label = label(\"解读$digit\", \"解讀\", \"Interprets\")\n"
          "return all\n"}},
        {"lua/settings.lua",
         {"return {default_kind = \"guide\"}\n", "return {default_kind = \"notice\"}\n"}},
};

static const struct overlay THEME[] = {
        {"themes/shili/template/document.mustache",
         {"{{> head}}\n<h1>{{doc.title}}</h1>\n{{{doc.body}}}\n{{copy_note}}{{> note}}\n{{> "
          "foot}}\n",
          "{{> head}}\n<h1>{{doc.title}} $digit</h1>\n{{{doc.body}}}\n{{site.strings.home}}\n{{> "
          "foot}}\n",
          "{{> "
          "head}}\n<h1>{{doc.title}}</h1>\n{{#site}}{{organ}}{{#contact}}{{telephone}}{{/contact}}"
          "{{/site}}\n{{#doc.ties}}{{#groups}}{{label}}{{#ties}}{{> "
          "tie}}{{/ties}}{{/groups}}{{/doc.ties}}"
          "{{> foot}}\n"}},
        {"themes/shili/template/note.mustache",
         {"<p>附注$digit</p>\n", "<p>{{site.strings.none}}$digit</p>\n",
          "<p>{{copy_note}}{{> more}}</p>\n"}},
        {"themes/shili/template/more.mustache", {"<em>另注$digit</em>", "{{site.name}}"}},
        {"themes/shili/template/foot.mustache",
         {"<footer>{{site.organ}} $digit</footer>\n</body>\n</html>\n",
          "<footer>{{site.strings.home}}{{> note}}</footer>\n</body>\n</html>\n"}},
        {"themes/shili/template/entry.mustache",
         {"<a href=\"{{root}}{{url}}\">{{title}} $digit</a>{{copy_note}}\n"}},
        {"themes/shili/style/site.css", {"body { color: #00$digit; } /* 注 */\n"}},
        {"themes/shili/style/more.css", {"p { margin: $digit; }\n"}},
        {"themes/shili/script/more.js", {"var a = $digit;\n"}},
};

static const char *const WRONG_LUA[] = {"return {", "return nil_value.x\n", "error(\"停\")\n",
                                        "return function(input) error(\"视图$digit\") end\n"};
static const char *const WRONG_THEME[] = {"{{#doc}}<p>$digit</p>\n", "{{> absent}}\n"};

static void put_text(struct world *world, Tree *tree, const char *path, const char *pattern,
                     bool wrong)
{
	struct file *file = file_new(FILE_OTHER);
	g_ptr_array_add(file->body, words_fill(world, tree, pattern));
	file->stops_builds = wrong;
	tree_put(tree, path, file);
	tell(world, "%s %s", path, wrong ? "wrong" : "written");
}

/* What a text is made with has to be there, most of the time. */
static void put_companions(struct world *world, Tree *tree, const char *pattern)
{
	static const struct {
		const char *sign, *path, *text;
	} NEEDED[] = {
	        {"use \"notes\"", "lua/notes.lua", "return {text = \"附注\", other = \"注\"}\n"},
	        {"use \"more\"", "lua/more.lua", "return {text = \"另注\"}\n"},
	        {"{{> note}}", "themes/shili/template/note.mustache", "<p>附注</p>\n"},
	        {"{{> more}}", "themes/shili/template/more.mustache", "<em>另注</em>\n"},
	};
	for (unsigned i = 0; i < G_N_ELEMENTS(NEEDED); i++)
		if (strstr(pattern, NEEDED[i].sign) != NULL &&
		    tree_get(tree, NEEDED[i].path) == NULL)
			put_text(world, tree, NEEDED[i].path, NEEDED[i].text, false);
}

static void change_overlay(struct world *world, Tree *tree, const struct overlay *overlay,
                           const char *wrong)
{
	struct file *old = tree_get(tree, overlay->path);
	if (old != NULL && chance(world, 35)) {
		tree_remove(tree, overlay->path);
		tell(world, "%s removed", overlay->path);
		return;
	}
	if (chance(world, 12)) {
		put_text(world, tree, overlay->path, wrong, true);
		return;
	}
	unsigned count = 0;
	while (count < G_N_ELEMENTS(overlay->texts) && overlay->texts[count] != NULL)
		count++;
	const char *pattern = overlay->texts[below(world, count)];
	put_text(world, tree, overlay->path, pattern, false);
	put_companions(world, tree, pattern);
}

void overlays_change_lua(struct world *world, Tree *tree)
{
	change_overlay(world, tree, &PICK(world, LUA), PICK(world, WRONG_LUA));
}

void overlays_change_theme(struct world *world, Tree *tree)
{
	change_overlay(world, tree, &PICK(world, THEME), PICK(world, WRONG_THEME));
	if (!chance(world, 80))
		return;
	struct file *settings = tree_get(tree, "site.yml");
	settings = settings == NULL ? file_new(FILE_SETTINGS) : file_copy(settings);
	bool is_own = has_theme(tree) && chance(world, 90);
	words_set_line(settings, "theme", is_own ? "shili" : "default");
	tree_put(tree, "site.yml", settings);
	tell(world, "theme %s", is_own ? "shili" : "default");
}

void overlays_mend(struct world *world, Tree *tree)
{
	GPtrArray *wrong = g_ptr_array_new();
	for (GTreeNode *node = g_tree_node_first(tree); node != NULL; node = g_tree_node_next(node))
		if (((struct file *)g_tree_node_value(node))->stops_builds)
			g_ptr_array_add(wrong, g_tree_node_key(node));
	for (unsigned i = 0; i < wrong->len; i++) {
		tell(world, "%s mended", (char *)wrong->pdata[i]);
		tree_remove(tree, wrong->pdata[i]);
	}
	struct file *settings = tree_get(tree, "site.yml");
	if (settings != NULL && !has_theme(tree)) {
		settings = file_copy(settings);
		words_set_line(settings, "theme", NULL);
		tree_put(tree, "site.yml", settings);
	}
}
