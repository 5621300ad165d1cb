/* SPDX-License-Identifier: MIT */
#ifndef TESTS_CATALOG_SITE_H
#define TESTS_CATALOG_SITE_H

/*
 * A small site from files to catalog: a git repository, a schema with the fields that the catalog
 * itself knows, and what was reported. The headers that cmocka needs, and cmocka's, come before
 * this one.
 */
#include <string.h>

#include "catalog/catalog.h"
#include "catalog/intake.h"
#include "catalog/markdown.h"
#include "catalog/readings.h"
#include "git_sandbox.h"
#include "schema_tables.h"

static const char TABLES[] =
        "vocabularies:\n"
        "  validity: {terms: [{key: in_force, label: <有效>}, {key: amended, label: <已修改>},\n"
        "   {key: partly_repealed, label: <部分废止>}, {key: repealed, label: <废止>}, {key: "
        "expired, "
        "label: <失效>}]}\n"
        "  theme: {terms: [{key: t1, label: <综合>}, {key: t1-1, label: <公开>, parent: t1},\n"
        "   {key: t1-2, label: <督查>, parent: t1}]}\n"
        "  colour: {open: true, terms: [{key: red, label: <红>}, {key: blue, label: <蓝>}]}\n"
        "relations:\n"
        "- {name: interprets, inverse: interpreted_by, label: <解读>, inverse_label: <解读材料>, "
        "acyclic: true}\n"
        "- {name: amends, inverse: amended_by, label: <修改>, inverse_label: <被修改>, effect: "
        "amends, "
        "acyclic: true,\n"
        "   later: true}\n"
        "- {name: repeals, inverse: repealed_by, label: <废止>, inverse_label: <被废止>, effect: "
        "repeals, acyclic: true,\n"
        "   later: true}\n"
        "- {name: cites, inverse: cited_by, label: <引用>, inverse_label: <被引用>}\n"
        "- {name: forwards, inverse: forwarded_by, label: <转发>, inverse_label: <被转发>, "
        "passes_on: true}\n"
        "- {name: implements, inverse: implemented_by, label: <落实>, inverse_label: <被落实>, "
        "passes_on: true}\n"
        "fields:\n"
        "  id: {type: text, label: <标识>}\n"
        "  title: {type: text, label: <标题>, aliases: [名称]}\n"
        "  summary: {type: text, label: <概述>}\n"
        "  number: {type: document_number, label: <文号>}\n"
        "  written_on: {type: date, label: <成文日期>}\n"
        "  printed_on: {type: date, label: <印发日期>}\n"
        "  published_on: {type: date, label: <发布日期>}\n"
        "  effective_on: {type: date, label: <施行日期>}\n"
        "  expires_on: {type: date, label: <失效日期>}\n"
        "  status: {type: term, vocabulary: validity, label: <效力>}\n"
        "  status_basis: {type: text, label: <依据>}\n"
        "  issuing_organ: {type: entity, of: organ, list: true, label: <发文机关>}\n"
        "  topics: {type: entity, of: topic, list: true, label: <专题>}\n"
        "  colour: {type: term, vocabulary: colour, list: true, label: <颜色>}\n"
        "  theme: {type: term, vocabulary: theme, list: true, label: <主题>}\n"
        "  keywords: {type: text, list: true, label: <主题词>}\n"
        "  short_names: {type: text, list: true, label: <简称>}\n"
        "  urgent: {type: boolean, label: <加急>}\n"
        "  sample: {type: boolean, label: <示例>}\n"
        "  draft: {type: boolean, label: <草稿>}\n"
        "  former_paths: {type: text, list: true, label: <曾用地址>}\n"
        "  date: {type: date, label: <日期>}\n"
        "  withdrawn: {type: group, label: <撤下>, aliases: [撤回], fields: "
        "[{key: date, required: true},\n"
        "   {key: reason, type: text, required: true, label: <原因>}]}\n"
        "  image: {type: file, label: <图>}\n"
        "  attachments: {type: file, list: true, label: <附件>}\n"
        "  interprets: {type: document, relation: interprets, list: true, label: <解读文件>}\n"
        "  amends: {type: document, relation: amends, list: true, label: <修改文件>}\n"
        "  repeals: {type: document, relation: repeals, list: true, label: <废止文件>}\n"
        "  cites: {type: document, relation: cites, list: true, label: <引用文件>}\n"
        "  forwards: {type: document, relation: forwards, list: true, label: <转发文件>}\n"
        "  implements: {type: document, relation: implements, list: true, label: <落实文件>}\n"
        "kinds/notice:\n"
        "  label: <公文>\n"
        "  aliases: [文件]\n"
        "  view: document\n"
        "  fields: [{key: title, required: true}, id, summary, number, written_on, printed_on, "
        "published_on, effective_on,\n"
        "   expires_on, status, status_basis, issuing_organ, topics, colour, theme, keywords, "
        "urgent, "
        "sample, "
        "draft, withdrawn, former_paths, image,\n"
        "   attachments, interprets, amends, repeals, cites, forwards, implements]\n"
        "kinds/decision:\n"
        "  label: <决定>\n"
        "  view: document\n"
        "  extends: notice\n"
        "  fields: [{key: number, required: true}]\n"
        "kinds/organ: {label: <部门>, view: organ, listed: false, entity_field: title, fields: "
        "[title, "
        "id, short_names]}\n"
        "kinds/topic: {label: <专题>, view: topic, listed: false, entity_field: title, fields: "
        "[title, "
        "id]}\n";

static const char AXES[] =
        "axes:\n"
        "- {name: organs, field: issuing_organ, label: <机关>, view: list, index_view: lists}\n"
        "- {name: topics, field: topics, label: <专题>, view: list, index_view: lists}\n"
        "- {name: years, field: published_on, by_year: true, label: <年份>, view: list, "
        "index_view: "
        "lists}\n"
        "- {name: kinds, field: kind, label: <类型>, view: list, index_view: lists}\n"
        "- {name: themes, field: theme, broader: true, label: <主题>, view: list, index_view: "
        "lists}\n"
        "- {name: colours, field: colour, label: <颜色>, view: list, index_view: lists}\n"
        "- {name: urgent, field: urgent, label: <加急>, view: list, index_view: lists}\n";

/* The first commit is of 2013-09-24 in China; each further one a day later. */
enum { FIRST_COMMIT = 1380000000, A_DAY = 24 * 60 * 60 };

struct site {
	struct sandbox sandbox;
	struct fixture fixture;
	struct report *report;
	struct settings settings;
	struct repository *repository;
	struct source_files files;
	struct history *history;
	struct readings *readings;
	struct store *known; /* what an earlier build read, or NULL; the test's own */
	uint32_t *documents;
	uint32_t document_count;
	struct catalog_sources sources;
	struct catalog *catalog;
	int commits;
};

/* With more vocabularies, and with more axes or other modules. */
static inline int site_enter_with(void **state, const char *vocabularies, const char *more)
{
	static const char HEAD[] = "vocabularies:\n";
	struct site *site = g_new0(struct site, 1);
	markdown_init();
	site->sandbox = sandbox_make();
	g_autofree char *tables =
	        g_strconcat(HEAD, vocabularies, TABLES + strlen(HEAD), AXES, more, NULL);
	site->fixture = build(tables);
	if (site->fixture.schema == NULL)
		report_write(site->fixture.report, stderr);
	assert_non_null(site->fixture.schema);
	site->settings = settings_default();
	sandbox_do(&site->sandbox, "", "git init -q -b main r");
	*state = site;
	return 0;
}

static inline int site_enter(void **state)
{
	return site_enter_with(state, "", "");
}

/* Forgets the catalog and what it was made of, not the files. */
static inline void site_drop(struct site *site)
{
	catalog_free(site->catalog);
	readings_free(site->readings);
	history_free(site->history);
	repository_close(site->repository);
	g_free(site->documents);
	report_free(site->report);
	site->catalog = NULL;
	site->readings = NULL;
	site->history = NULL;
	site->repository = NULL;
	site->documents = NULL;
	site->report = NULL;
	site->document_count = 0;
}

static inline int site_leave(void **state)
{
	struct site *site = *state;
	site_drop(site);
	clear(&site->fixture);
	sandbox_clear(&site->sandbox);
	g_free(site);
	return 0;
}

/* The text of a file: front matter, then a body. */
static inline void site_file(const struct site *site, const char *path, const char *text)
{
	g_autofree char *name = g_strconcat("r/", path, NULL);
	sandbox_write(&site->sandbox, name, text);
}

/* A document of these lines of front matter. */
static inline void site_document(const struct site *site, const char *path, const char *fields)
{
	g_autofree char *text = g_strdup_printf("---\n%s\n---\n正文。\n", fields);
	site_file(site, path, text);
}

static inline void site_commit(struct site *site)
{
	sandbox_commit(&site->sandbox, "r", FIRST_COMMIT + (gint64)site->commits++ * A_DAY);
}

static inline void site_settings(struct site *site, const char *text)
{
	g_autoptr(Report) report = report_new();
	struct arena *arena = site->fixture.arena;
	bool right = settings_read(report, "site.yml", arena_string(arena, text), strlen(text),
	                           arena, &site->settings) &&
	             settings_check(report, &site->settings, site->fixture.schema);
	report_write(report, stderr);
	assert_true(right);
}

static inline void site_list_documents(struct site *site)
{
	site->documents = g_new(uint32_t, site->files.count + 1);
	for (size_t i = 0; i < site->files.count; i++) {
		const char *path = site->files.items[i].path;
		bool inside = *site->settings.content == '\0' ||
		              intake_path_in_content(&site->settings, path) != path;
		if (reading_is_document(path) && inside)
			site->documents[site->document_count++] = (uint32_t)i;
	}
}

/* Makes the catalog of what is committed, or with `worktree` of what lies there. */
static inline void site_make_from(struct site *site, bool worktree, const char *as_of)
{
	g_autofree char *path = sandbox_path(&site->sandbox, "r");
	site_drop(site);
	site->report = report_new();
	site->repository = repository_open(site->report, path, NULL, worktree);
	assert_non_null(site->repository);
	assert_true(repository_list(site->report, site->repository, &site->files));
	site->history = history_read(site->report, site->repository, &site->files, NULL);
	assert_non_null(site->history);
	site_list_documents(site);
	site->readings =
	        readings_run(site->report, site->repository, site->documents, site->document_count,
	                     2, site->sandbox.folder, NULL, site->known);
	assert_non_null(site->readings);
	assert_true(repository_reopen(site->report, site->repository));
	site->sources = (struct catalog_sources){.repository = site->repository,
	                                         .files = &site->files,
	                                         .documents = site->documents,
	                                         .document_count = site->document_count,
	                                         .readings = site->readings,
	                                         .history = site->history,
	                                         .settings = &site->settings,
	                                         .schema = site->fixture.schema,
	                                         .as_of = {.minute = -1}};
	if (as_of != NULL)
		assert_true(date_parse(as_of, &site->sources.as_of));
	site->catalog = catalog_new(site->report, &site->sources);
	assert_non_null(site->catalog);
	report_sort(site->report);
}

static inline void site_make(struct site *site)
{
	site_commit(site);
	site_make_from(site, false, NULL);
}

/* ---- what came out */

static inline const struct record *find_record(const struct site *site, const char *path)
{
	for (uint32_t i = 0; i < site->catalog->record_count; i++)
		if (strcmp(site->catalog->records[i].path, path) == 0)
			return &site->catalog->records[i];
	return NULL;
}

static inline const struct record *need_record(const struct site *site, const char *path)
{
	const struct record *record = find_record(site, path);
	if (record == NULL)
		report_write(site->report, stderr);
	assert_non_null(record);
	return record;
}

/* Every problem as "path:line id", separated by blanks. */
static inline void assert_problems(const struct site *site, const char *wanted)
{
	g_autoptr(GString) out = g_string_new(NULL);
	for (unsigned i = 0; i < site->report->problems->len; i++) {
		const struct problem *problem = site->report->problems->pdata[i];
		g_string_append_printf(out, "%s%s:%u %s", i > 0 ? " " : "", problem->path,
		                       problem->line, problem->id);
	}
	if (strcmp(out->str, wanted) != 0)
		report_write(site->report, stderr);
	assert_string_equal(out->str, wanted);
}

/* One of the problems says so. */
static inline void assert_said(const struct site *site, const char *text)
{
	for (unsigned i = 0; i < site->report->problems->len; i++)
		if (strstr(((const struct problem *)site->report->problems->pdata[i])->text,
		           text) != NULL)
			return;
	report_write(site->report, stderr);
	fail_msg("not said: %s", text);
}

/* The text of a field; a list's items separated by '|'. */
static inline char *show_field(const struct site *site, const char *path, const char *key)
{
	const struct record *record = need_record(site, path);
	struct value fields = record_fields(site->fixture.arena, record);
	const struct value *value = value_get(&fields, key);
	GString *out = g_string_new(value == NULL ? "nothing" : "");
	if (value != NULL && value->type == VALUE_BOOLEAN)
		g_string_append(out, value->boolean ? "true" : "false");
	if (value != NULL && value->type == VALUE_TEXT)
		g_string_append(out, value->text);
	for (unsigned i = 0; value != NULL && value->type == VALUE_LIST && i < value->count; i++)
		g_string_append_printf(out, "%s%s", i > 0 ? "|" : "", value->items[i].text);
	return g_string_free(out, FALSE);
}

static inline void assert_field(const struct site *site, const char *path, const char *key,
                                const char *wanted)
{
	g_autofree char *shown = show_field(site, path, key);
	assert_string_equal(shown, wanted);
}

static inline void assert_date(struct date date, const char *wanted)
{
	char text[DATE_TEXT_SIZE];
	assert_string_equal(date_print(date, text), wanted);
}

/* "key=count key=count" of the groups of an axis. */
static inline void assert_groups(const struct site *site, const char *axis, const char *wanted)
{
	g_autoptr(GString) out = g_string_new(NULL);
	for (unsigned i = 0; i < site->fixture.schema->axis_count; i++) {
		const struct axis_groups *groups = &site->catalog->axes[i];
		if (strcmp(groups->axis->name, axis) != 0)
			continue;
		for (uint32_t j = 0; j < groups->count; j++)
			g_string_append_printf(out, "%s%s=%u", j > 0 ? " " : "",
			                       groups->groups[j].key, groups->groups[j].count);
	}
	assert_string_equal(out->str, wanted);
}

static inline const struct group *find_group(const struct site *site, const char *axis,
                                             const char *key)
{
	for (unsigned i = 0; i < site->fixture.schema->axis_count; i++) {
		const struct axis_groups *groups = &site->catalog->axes[i];
		for (uint32_t j = 0; strcmp(groups->axis->name, axis) == 0 && j < groups->count; j++)
			if (strcmp(groups->groups[j].key, key) == 0)
				return &groups->groups[j];
	}
	fail_msg("no group %s", key);
	return NULL;
}

static inline void assert_label(const struct group *group, const char *wanted)
{
	assert_string_equal(group->label.text[LANGUAGE_ZH_HANS], wanted);
}

#define SITE_CASE(function) cmocka_unit_test_setup_teardown(function, site_enter, site_leave)

#endif
