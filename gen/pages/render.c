/* SPDX-License-Identifier: MIT */
/*
 * A page is made in three steps: its inputs become values (show), the view in Lua chooses and
 * arranges them, the template gives them form. Nothing of a page stays behind when the next begins.
 */
#include "pages/render.h"

#include "catalog/address.h"
#include "pages/show.h"

#include <string.h>

enum { MILLISECONDS_MOST = 5000, PAGE_SIZE_MOST = 64 * 1024 * 1024, PAGE_SIZE_USUAL = 16 * 1024 };

struct task {
	const struct rendering *rendering;
	size_t first;        /* page of item 0 */
	struct arena *arena; /* cleared after each page */
	GString *html;
};

static const struct page *page_of(const struct rendering *rendering, size_t item)
{
	return &g_array_index(rendering->plan->pages, struct page, item);
}

static const char *page_url(void *context, size_t item)
{
	const struct task *task = context;
	return page_of(task->rendering, task->first + item)->url;
}

static bool start(struct report *report, void *context)
{
	struct task *task = context;
	task->arena = arena_new();
	task->html = g_string_sized_new(PAGE_SIZE_USUAL);
	readings_reopen(task->rendering->sources->readings);
	return repository_reopen(report, task->rendering->repository);
}

/* The head of a result is the size of the file, then what the writer tells of it. */
static bool write_bytes(struct report *report, const struct task *task, const struct page *page,
                        const void *bytes, size_t length, GByteArray *head)
{
	const struct rendering *rendering = task->rendering;
	pack_number(head, length);
	return rendering->write(report, rendering->writer_context, page->url, bytes, length, head);
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

/*
 * Sets `made` when the page was rendered; a fault of view or template is a problem of the page
 * alone.
 */
static bool make_view(struct report *report, struct task *task, const struct page *page, bool *made)
{
	const struct rendering *rendering = task->rendering;
	struct show show = {.arena = task->arena,
	                    .catalog = rendering->catalog,
	                    .sources = rendering->sources,
	                    .plan = rendering->plan,
	                    .page = page,
	                    .root = address_root(task->arena, page->url)};
	struct value argument;
	struct value data;
	if (!show_page(report, &show, &argument))
		return false;
	g_autofree char *module = g_strconcat("views/", page->view, NULL);
	g_string_truncate(task->html, 0);
	if (!script_call(report, rendering->script, module, page_subject(rendering, page),
	                 &argument, task->arena, &data))
		return true;
	if (rendering->check_tags)
		report_missing(report, rendering, page, &data);
	data = with_site(task->arena, &data, rendering->site);
	*made = template_render(report, rendering->theme->templates, page->view, &data,
	                        PAGE_SIZE_MOST, task->html);
	return true;
}

static bool write_view(struct report *report, struct task *task, const struct page *page,
                       GByteArray *head)
{
	bool made = false;
	if (!make_view(report, task, page, &made))
		return false;
	if (!made)
		return true;
	return write_bytes(report, task, page, task->html->str, task->html->len, head);
}

static bool write_file(struct report *report, struct task *task, const struct page *page,
                       GByteArray *head)
{
	const struct rendering *rendering = task->rendering;
	struct source_bytes bytes;
	const struct catalog_file *file = &rendering->catalog->assets[page->index];
	if (!repository_read(report, rendering->repository, file->source, &bytes))
		return false;
	bool written = write_bytes(report, task, page, bytes.bytes, bytes.size, head);
	source_bytes_clear(&bytes);
	return written;
}

static bool write_theme_file(struct report *report, struct task *task, const struct page *page,
                             GByteArray *head)
{
	const struct theme_file *file = &task->rendering->theme->files[page->index];
	return write_bytes(report, task, page, file->bytes, file->size, head);
}

static bool work(struct report *report, void *context, size_t item, GByteArray *head,
                 GByteArray *body)
{
	struct task *task = context;
	const struct page *page = page_of(task->rendering, task->first + item);
	(void)body;
	arena_clear(task->arena);
	switch (page->type) {
	case PAGE_VIEW:
		return write_view(report, task, page, head);
	case PAGE_FILE:
		return write_file(report, task, page, head);
	case PAGE_THEME:
		return write_theme_file(report, task, page, head);
	}
	return true;
}

static void note_page(const struct rendering *rendering, const struct page *page,
                      struct unpacker *told)
{
	if (rendering->note != NULL)
		rendering->note(rendering->writer_context, page->url, told);
}

/* Adds up what the workers wrote, and hands on what they tell. */
static bool sum_up(struct report *report, const struct task *task, size_t count,
                   const struct pool_results *results, struct rendered *out)
{
	out->peak_memory = MAX(out->peak_memory, pool_peak_memory(results));
	g_autoptr(GByteArray) head = g_byte_array_new();
	for (size_t item = 0; item < count; item++) {
		const struct page *page = page_of(task->rendering, task->first + item);
		if (!pool_has(results, item)) {
			note_page(task->rendering, page, NULL);
			continue;
		}
		if (!pool_read_head(report, results, item, head))
			return false;
		if (head->len == 0)
			continue;
		struct unpacker from = unpacker_over(head->data, head->len);
		out->bytes += unpack_number(&from);
		out->files++;
		out->front |= strcmp(page->url, "index.html") == 0;
		out->pages += page->type == PAGE_VIEW;
		note_page(task->rendering, page, &from);
	}
	return true;
}

/* The pages [first, first + count) of the plan. */
static bool run(struct report *report, const struct rendering *rendering, size_t first,
                size_t count, unsigned milliseconds_most, struct rendered *out)
{
	struct task task = {.rendering = rendering, .first = first};
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

/* A view that takes too long is at fault; a film of a gigabyte is not. */
bool render_run(struct report *report, const struct rendering *rendering, struct rendered *out)
{
	size_t views = rendering->plan->view_count;
	*out = (struct rendered){0};
	return run(report, rendering, 0, views, MILLISECONDS_MOST, out) &&
	       run(report, rendering, views, rendering->plan->pages->len - views, 0, out);
}
