/* SPDX-License-Identifier: MIT */
/*
 * A page is made in three steps: its inputs become values (show), the view in Lua chooses and
 * arranges them, the template gives them form. Nothing of a page stays behind when the next begins.
 */
#include "pages/render.h"

#include "catalog/address.h"
#include "pages/hand_in.h"
#include "pages/render_shards.h"
#include "pages/searched.h"
#include "pages/show.h"
#include "pages/show_data.h"
#include "pages/show_dataset.h"

#include <string.h>

enum { MILLISECONDS_MOST = 5000, PAGE_SIZE_MOST = 64 * 1024 * 1024, PAGE_SIZE_USUAL = 16 * 1024 };

struct task {
	const struct rendering *rendering;
	size_t first;        /* item 0, of the chosen pages */
	struct arena *arena; /* cleared after each page */
	GString *html;
	struct kept_table *kept;
	struct handing handing;
	struct arena *searched_arena; /* of the document whose units were written last */
	uint32_t searched_record;
	struct searched searched;
};

static size_t number_of(const struct task *task, size_t item)
{
	const GArray *chosen = task->rendering->chosen;
	size_t place = task->first + item;
	return chosen == NULL ? place : g_array_index(chosen, uint32_t, place);
}

static const struct page *page_of(const struct task *task, size_t item)
{
	return &g_array_index(task->rendering->plan->pages, struct page, number_of(task, item));
}

static const char *page_url(void *context, size_t item)
{
	return page_of(context, item)->url;
}

static bool start(struct report *report, void *context)
{
	struct task *task = context;
	task->arena = arena_new();
	task->html = g_string_sized_new(PAGE_SIZE_USUAL);
	task->kept = kept_table_new();
	task->handing = handing_start(task->rendering);
	task->searched_arena = arena_new();
	task->searched_record = RECORD_NONE;
	const struct rendering *rendering = task->rendering;
	readings_reopen(rendering->sources->readings);
	return repository_reopen(report, rendering->repository);
}

/* What the page is called in messages: the document it shows, else its address. */
static const char *page_subject(const struct rendering *rendering, const struct page *page)
{
	const struct input *first =
	        &g_array_index(rendering->plan->inputs, struct input, page->first_input);
	if (page->input_count > 0 && (first->type == INPUT_DOCUMENT || first->type == INPUT_RECORD))
		return rendering->catalog->records[first->index].path;
	return page->url;
}

/* What the view gave, and the site with it. */
static struct value with_site(struct arena *arena, const struct value *view,
                              const struct value *site)
{
	struct value_builder map = value_builder_begin(arena, VALUE_MAP);
	value_builder_set(&map, "site", *site);
	for (unsigned i = 0; i < view->count; i++)
		value_builder_set(&map, view->keys[i], view->items[i]);
	return value_builder_end(&map);
}

static bool shows_document(const struct rendering *rendering, const struct page *page)
{
	const struct input *first =
	        &g_array_index(rendering->plan->inputs, struct input, page->first_input);
	return page->input_count > 0 && first->type == INPUT_DOCUMENT;
}

/*
 * A view tells which required tags (国办发〔2017〕47号, annex) it has nothing to put into, and what
 * would have to be written: a field of the document, or a setting of the site.
 */
static void report_missing(struct report *report, const struct rendering *rendering,
                           const struct page *page, const struct value *data)
{
	const struct value *missing = value_get(data, "missing");
	const char *settings = rendering->catalog->settings->path;
	const char *subject = page_subject(rendering, page);
	if (!shows_document(rendering, page) && settings != NULL)
		subject = settings;
	for (unsigned i = 0; missing != NULL && missing->type == VALUE_LIST && i < missing->count;
	     i++) {
		const char *tag = value_get_text(&missing->items[i], "tag");
		const char *write = value_get_text(&missing->items[i], "write");
		if (tag != NULL && write != NULL)
			report_warning(report, place_of_file(subject), "page/tag",
			               _("the required page tag %s would be empty; write '%s'"),
			               tag, write);
	}
}

static struct show show_for(const struct task *task, const struct page *page)
{
	const struct rendering *rendering = task->rendering;
	return (struct show){.arena = task->arena,
	                     .catalog = rendering->catalog,
	                     .sources = rendering->sources,
	                     .plan = rendering->plan,
	                     .page = page,
	                     .root = address_root(task->arena, page_local_url(page)),
	                     .base = address_root(task->arena, page->url),
	                     .kept = task->kept};
}

/* The text of a problem in the language of messages: "zh-Hans" stands for all of Chinese. */
static const char *problem_text(const struct value *problem)
{
	g_autofree char *language = report_language();
	const struct value *text = value_get(problem, "text");
	const char *found = NULL;
	if (text != NULL && text->type == VALUE_MAP)
		found = value_get_text(text, g_str_has_prefix(language, "zh") ? "zh-Hans" : "en");
	else if (text != NULL && text->type == VALUE_TEXT)
		found = text->text;
	return found;
}

/* What a view found wrong with what it was given: { id, severity, path, line, text } each. */
static void report_problems(struct report *report, const char *subject, const struct value *data)
{
	const struct value *problems = value_get(data, "problems");
	for (unsigned i = 0;
	     problems != NULL && problems->type == VALUE_LIST && i < problems->count; i++) {
		const struct value *problem = &problems->items[i];
		const char *id = value_get_text(problem, "id");
		const char *path = value_get_text(problem, "path");
		const char *line = value_get_text(problem, "line");
		const char *text = problem_text(problem);
		struct place place =
		        place_of_line(path != NULL ? path : subject,
		                      line == NULL ? 0 : (unsigned)g_ascii_strtoull(line, NULL, 10));
		if (id == NULL || text == NULL)
			continue;
		if (g_strcmp0(value_get_text(problem, "severity"), "warning") == 0)
			report_warning(report, place, id, "%s", text);
		else
			report_error(report, place, id, "%s", text);
	}
}

/*
 * Sets `made` when the page was rendered; a fault of view or template is a problem of the page
 * alone.
 */
static bool make_view(struct report *report, struct task *task, const struct page *page, bool *made)
{
	const struct rendering *rendering = task->rendering;
	const struct show show = show_for(task, page);
	struct value argument;
	struct value data;
	if (!show_page(report, &show, &argument))
		return false;
	g_autofree char *module = g_strconcat("views/", page->view, NULL);
	g_string_truncate(task->html, 0);
	if (!script_call(report, rendering->script, module, page_subject(rendering, page),
	                 &argument, task->arena, &data))
		return true;
	report_problems(report, page_subject(rendering, page), &data);
	if (rendering->check_tags)
		report_missing(report, rendering, page, &data);
	data = with_site(task->arena, &data, rendering->site);
	*made = template_render(report, rendering->theme->templates, page->view, &data,
	                        PAGE_SIZE_MOST, task->html);
	return true;
}

/* ---- one page, in a worker */

static bool write_view(struct report *report, struct task *task, size_t number, GByteArray *head)
{
	const struct rendering *rendering = task->rendering;
	const struct page *page = &g_array_index(rendering->plan->pages, struct page, number);
	bool made = false;
	if (!make_view(report, task, page, &made))
		return false;
	return !made ||
	       hand_in(report, &task->handing, number, task->html->str, task->html->len, head);
}

static bool write_file(struct report *report, struct task *task, size_t number, GByteArray *head)
{
	const struct rendering *rendering = task->rendering;
	const struct page *page = &g_array_index(rendering->plan->pages, struct page, number);
	struct source_bytes bytes;
	const struct catalog_file *file = &rendering->catalog->assets[page->index];
	if (!repository_read(report, rendering->repository, file->source, &bytes))
		return false;
	bool done = hand_in(report, &task->handing, number, bytes.bytes, bytes.size, head);
	source_bytes_clear(&bytes);
	return done;
}

static bool write_table_as(struct report *report, struct task *task, size_t number,
                           const struct data_table *table, GByteArray *head)
{
	const struct rendering *rendering = task->rendering;
	const struct page *page = &g_array_index(rendering->plan->pages, struct page, number);
	g_string_truncate(task->html, 0);
	if (page->type == PAGE_CHART_TABLE || page->form == TABLE_CSV)
		data_table_csv(table, task->html);
	else if (page->form == TABLE_JSON)
		data_table_json(table, task->html);
	else
		data_table_script(table, task->html);
	return hand_in(report, &task->handing, number, task->html->str, task->html->len, head);
}

/* Data that cannot be read become no file; what is wrong with them was reported. */
static bool write_table(struct report *report, struct task *task, size_t number, GByteArray *head)
{
	const struct rendering *rendering = task->rendering;
	const struct page *page = &g_array_index(rendering->plan->pages, struct page, number);
	const struct catalog_file *file = &rendering->catalog->assets[page->index];
	const struct show show = show_for(task, page);
	struct data_schema schema;
	struct data_table table;
	bool made;
	if (!read_file_table(report, &show, file, &table, &made))
		return false;
	if (made && page->form == TABLE_JSON)
		show_dataset_apply(NULL, &show, &rendering->catalog->records[page->target], file,
		                   &table, &schema);
	return !made || write_table_as(report, task, number, &table, head);
}

static bool write_chart_table(struct report *report, struct task *task, size_t number,
                              GByteArray *head)
{
	const struct rendering *rendering = task->rendering;
	const struct page *page = &g_array_index(rendering->plan->pages, struct page, number);
	const struct show show = show_for(task, page);
	struct data_table table;
	bool made;
	if (!read_chart_table(report, &show, page->index, page->target, &table, &made))
		return false;
	return !made || write_table_as(report, task, number, &table, head);
}

static bool write_theme_file(struct report *report, struct task *task, size_t number,
                             GByteArray *head)
{
	const struct rendering *rendering = task->rendering;
	const struct page *page = &g_array_index(rendering->plan->pages, struct page, number);
	const struct theme_file *file = &rendering->theme->files[page->index];
	return hand_in(report, &task->handing, number, file->bytes, file->size, head);
}

/* The units of a document come one after the other: it is read once for them. */
static bool write_text(struct report *report, struct task *task, size_t number, GByteArray *head)
{
	const struct rendering *rendering = task->rendering;
	const struct page *page = &g_array_index(rendering->plan->pages, struct page, number);
	const struct record *record = &rendering->catalog->records[page->index];
	struct show show = show_for(task, page);
	show.arena = task->searched_arena;
	if (task->searched_record != page->index) {
		arena_clear(task->searched_arena);
		task->searched_record = RECORD_NONE;
		if (!searched_read(report, &show, record, &task->searched))
			return false;
		task->searched_record = page->index;
	}
	g_string_truncate(task->html, 0);
	searched_write(record, &task->searched, page->target, task->html);
	return hand_in(report, &task->handing, number, task->html->str, task->html->len, head);
}

static bool write_ready(struct report *report, struct task *task, size_t number, GByteArray *head)
{
	const struct plan *plan = task->rendering->plan;
	const struct page *page = &g_array_index(plan->pages, struct page, number);
	const GString *bytes = plan->ready->pdata[page->index];
	return hand_in(report, &task->handing, number, bytes->str, bytes->len, head);
}

static bool work(struct report *report, void *context, size_t item, GByteArray *head,
                 GByteArray *body)
{
	struct task *task = context;
	size_t number = number_of(task, item);
	(void)body;
	arena_clear(task->arena);
	switch (page_of(task, item)->type) {
	case PAGE_VIEW:
		return write_view(report, task, number, head);
	case PAGE_FILE:
		return write_file(report, task, number, head);
	case PAGE_THEME:
		return write_theme_file(report, task, number, head);
	case PAGE_TABLE:
		return write_table(report, task, number, head);
	case PAGE_CHART_TABLE:
		return write_chart_table(report, task, number, head);
	case PAGE_TEXT:
		return write_text(report, task, number, head);
	case PAGE_READY:
		return write_ready(report, task, number, head);
	case PAGE_SHARD: /* made by render_shards, block by block */
	case PAGE_PINYIN:
		break;
	}
	return true;
}

/* ---- the results, in the parent */

/* Adds up what the workers wrote, and hands it on. */
static bool sum_up(struct report *report, const struct task *task, size_t count,
                   const struct pool_results *results, struct rendered *out)
{
	const struct rendering *rendering = task->rendering;
	out->peak_memory = MAX(out->peak_memory, pool_peak_memory(results));
	g_autoptr(GByteArray) head = g_byte_array_new();
	for (size_t item = 0; item < count; item++) {
		g_byte_array_set_size(head, 0);
		if (pool_has(results, item) && !pool_read_head(report, results, item, head))
			return false;
		struct unpacker from = unpacker_over(head->data, head->len);
		struct rendered_page page = take_handed_in(rendering, number_of(task, item), &from);
		if (!count_handed_in(report, rendering, &page, out))
			return false;
	}
	return true;
}

/* The chosen pages [first, first + count). */
static bool run(struct report *report, const struct rendering *rendering, size_t first,
                size_t count, unsigned milliseconds_most, struct rendered *out)
{
	struct task task = {.rendering = rendering, .first = first};
	if (count == 0)
		return true;
	g_autoptr(PoolResults) results =
	        pool_run(report,
	                 &(struct pool_task){.title = "chayue render",
	                                     .count = count,
	                                     .workers = rendering->workers,
	                                     .context = &task,
	                                     .start = start,
	                                     .work = work,
	                                     .name = page_url,
	                                     .progress = rendering->progress,
	                                     .milliseconds_most = milliseconds_most},
	                 rendering->spool_folder);
	return results != NULL && sum_up(report, &task, count, results, out);
}

/* How many of the chosen pages come before page `end` of the plan. */
static size_t count_before(const struct rendering *rendering, size_t end)
{
	const GArray *chosen = rendering->chosen;
	size_t count = 0;
	if (chosen == NULL)
		return end;
	while (count < chosen->len && g_array_index(chosen, uint32_t, count) < end)
		count++;
	return count;
}

/* A view that takes too long is at fault; a film of a gigabyte is not. */
bool render_run(struct report *report, const struct rendering *rendering, struct rendered *out)
{
	size_t views = count_before(rendering, rendering->plan->view_count);
	size_t files = count_before(rendering, rendering->plan->first_shard);
	*out = (struct rendered){0};
	return run(report, rendering, 0, views, MILLISECONDS_MOST, out) &&
	       run(report, rendering, views, files - views, 0, out) &&
	       (rendering->check_tags || render_shards(report, rendering, out));
}
