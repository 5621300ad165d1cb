/* SPDX-License-Identifier: MIT */
#include "pages/render_shards.h"

#include "pages/hand_in.h"
#include "pages/searched.h"
#include "search/block.h"
#include "search/fold.h"
#include "search/pinyin.h"
#include "search/shard.h"

#include <string.h>

/* A worker holds some two thirds of the bytes of the text whose index it makes. */
enum { PART_BYTES = 96 * 1024 * 1024 };

/* What one worker makes at a time: shards of one block, every `parts`th of them from `part` on. */
struct portion {
	enum page_type type;
	uint32_t block;
	unsigned part;
	unsigned parts;
	uint32_t first; /* of `shards` in the task */
	uint32_t count;
};

struct task {
	const struct rendering *rendering;
	GArray *portions; /* of struct portion */
	GArray *shards;   /* of uint32_t: pages of the plan, portion by portion */
	struct handing handing;
	struct arena *arena; /* of a document */
	struct folded folded;
	GString *file;
};

static const struct search_block *block_of(const struct task *task, const struct portion *portion)
{
	return &g_array_index(task->rendering->plan->blocks, struct search_block, portion->block);
}

static const struct page *page_at(const struct task *task, uint32_t number)
{
	return &g_array_index(task->rendering->plan->pages, struct page, number);
}

/* ---- who makes what */

static unsigned part_count(const struct rendering *rendering, const struct page *page)
{
	const struct search_block *block =
	        &g_array_index(rendering->plan->blocks, struct search_block, page->index);
	if (page->type == PAGE_PINYIN)
		return 1;
	return (unsigned)MIN(block->shards, 1 + block->text_length / PART_BYTES);
}

/* Shards of a block stand side by side in the plan, so do those of its parts in what is chosen. */
static void add_portions(struct task *task, const GArray *pages, unsigned from, unsigned to)
{
	const struct page *first = page_at(task, g_array_index(pages, uint32_t, from));
	unsigned parts = part_count(task->rendering, first);
	for (unsigned part = 0; part < parts; part++) {
		struct portion portion = {.type = first->type,
		                          .block = first->index,
		                          .part = part,
		                          .parts = parts,
		                          .first = task->shards->len};
		for (unsigned i = from; i < to; i++) {
			uint32_t number = g_array_index(pages, uint32_t, i);
			if (page_at(task, number)->target % parts == part)
				g_array_append_val(task->shards, number);
		}
		portion.count = task->shards->len - portion.first;
		if (portion.count > 0)
			g_array_append_val(task->portions, portion);
	}
}

static GArray *list_shards(const struct rendering *rendering)
{
	const GArray *chosen = rendering->chosen;
	uint32_t first = (uint32_t)rendering->plan->first_shard;
	GArray *pages = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	if (chosen == NULL)
		for (uint32_t i = first; i < rendering->plan->pages->len; i++)
			g_array_append_val(pages, i);
	else
		for (unsigned i = 0; i < chosen->len; i++)
			if (g_array_index(chosen, uint32_t, i) >= first)
				g_array_append_val(pages, g_array_index(chosen, uint32_t, i));
	return pages;
}

static void share_out(struct task *task)
{
	g_autoptr(GArray) pages = list_shards(task->rendering);
	unsigned from = 0;
	for (unsigned i = 1; i <= pages->len; i++) {
		const struct page *before = page_at(task, g_array_index(pages, uint32_t, i - 1));
		const struct page *page =
		        i < pages->len ? page_at(task, g_array_index(pages, uint32_t, i)) : NULL;
		if (page != NULL && page->index == before->index && page->type == before->type)
			continue;
		add_portions(task, pages, from, i);
		from = i;
	}
}

/* ---- in a worker */

static bool start(struct report *report, void *context)
{
	struct task *task = context;
	const struct rendering *rendering = task->rendering;
	task->handing = handing_start(rendering);
	task->arena = arena_new();
	task->file = g_string_new(NULL);
	readings_reopen(rendering->sources->readings);
	return repository_reopen(report, rendering->repository);
}

static bool read_document(struct report *report, struct task *task, uint32_t record,
                          struct searched *out)
{
	const struct rendering *rendering = task->rendering;
	const struct show show = {.arena = task->arena,
	                          .catalog = rendering->catalog,
	                          .sources = rendering->sources,
	                          .plan = rendering->plan};
	arena_clear(task->arena);
	return searched_read(report, &show, &rendering->catalog->records[record], out);
}

/* A block and a cell are lines of their own: no match goes from one into the next. */
static void add_unit(struct task *task, struct inverter *inverter, const char *unit)
{
	while (*unit != '\0') {
		size_t length = strcspn(unit, "\n\t");
		fold_line(&task->folded, unit, length);
		if (task->folded.length > 0)
			inverter_add_line(inverter, task->folded.units, task->folded.length, false);
		unit += length + (unit[length] != '\0');
	}
}

static bool add_document(struct report *report, struct task *task, struct inverter *inverter,
                         uint32_t record)
{
	struct searched searched;
	if (!read_document(report, task, record, &searched))
		return false;
	for (uint32_t i = 0; i < searched.unit_count; i++) {
		inverter_begin_unit(inverter);
		for (unsigned j = 0; i == 0 && j < searched.head_count; j++) {
			const char *head = searched.heads[j].text;
			fold_line(&task->folded, head, strlen(head));
			inverter_add_line(inverter, task->folded.units, task->folded.length, true);
		}
		add_unit(task, inverter, searched.units[i]);
	}
	return true;
}

static bool hand_in_shard(struct report *report, struct task *task, uint32_t number,
                          GByteArray *head)
{
	bool done = hand_in(report, &task->handing, number, task->file->str, task->file->len, head);
	g_string_truncate(task->file, 0);
	return done;
}

static bool make_shards(struct report *report, struct task *task, const struct portion *portion,
                        GByteArray *head)
{
	const struct search_block *block = block_of(task, portion);
	g_autoptr(Inverter) inverter = inverter_new(block->shards, portion->part, portion->parts);
	for (uint32_t i = 0; i < block->count; i++)
		if (!add_document(report, task, inverter, block->records[i]))
			return false;
	for (uint32_t i = 0; i < portion->count; i++) {
		uint32_t number = g_array_index(task->shards, uint32_t, portion->first + i);
		inverter_write(inverter, block->name, page_at(task, number)->target, task->file);
		if (!hand_in_shard(report, task, number, head))
			return false;
	}
	return true;
}

/* One document of the block, as pinyin_terms hands out its terms. */
struct spelling {
	struct string_inverter *inverter;
	uint32_t document;
};

static void add_term(void *context, const char *term)
{
	const struct spelling *spelling = context;
	string_inverter_add(spelling->inverter, spelling->document, term);
}

static bool make_pinyin(struct report *report, struct task *task, const struct portion *portion,
                        GByteArray *head)
{
	const struct search_block *block = block_of(task, portion);
	const struct record *records = task->rendering->catalog->records;
	g_autoptr(StringInverter) inverter = string_inverter_new(block->pinyin_shards);
	struct spelling spelling = {.inverter = inverter};
	for (uint32_t i = 0; i < block->count; i++) {
		const char *title = records[block->records[i]].title;
		spelling.document = i;
		fold_line(&task->folded, title, strlen(title));
		pinyin_terms(task->folded.units, task->folded.length, add_term, &spelling);
	}
	for (uint32_t i = 0; i < portion->count; i++) {
		uint32_t number = g_array_index(task->shards, uint32_t, portion->first + i);
		string_inverter_write(inverter, block->name, page_at(task, number)->target,
		                      block->count, task->file);
		if (!hand_in_shard(report, task, number, head))
			return false;
	}
	return true;
}

static bool work(struct report *report, void *context, size_t item, GByteArray *head,
                 GByteArray *body)
{
	struct task *task = context;
	const struct portion *portion = &g_array_index(task->portions, struct portion, item);
	(void)body;
	return portion->type == PAGE_PINYIN ? make_pinyin(report, task, portion, head)
	                                    : make_shards(report, task, portion, head);
}

static const char *portion_name(void *context, size_t item)
{
	struct task *task = context;
	const struct portion *portion = &g_array_index(task->portions, struct portion, item);
	return page_at(task, g_array_index(task->shards, uint32_t, portion->first))->url;
}

/* ---- the results, in the parent */

/* Pages are told of in the order of the plan, whatever the parts. */
static bool sum_up(struct report *report, const struct task *task,
                   const struct pool_results *results, struct rendered *out)
{
	const struct rendering *rendering = task->rendering;
	g_autoptr(GByteArray) head = g_byte_array_new();
	out->peak_memory = MAX(out->peak_memory, pool_peak_memory(results));
	for (unsigned item = 0; item < task->portions->len; item++) {
		const struct portion *portion = &g_array_index(task->portions, struct portion, item);
		g_byte_array_set_size(head, 0);
		if (pool_has(results, item) && !pool_read_head(report, results, item, head))
			return false;
		struct unpacker from = unpacker_over(head->data, head->len);
		for (uint32_t i = 0; i < portion->count; i++) {
			uint32_t number = g_array_index(task->shards, uint32_t, portion->first + i);
			struct rendered_page page = take_handed_in(rendering, number, &from);
			if (!count_handed_in(report, rendering, &page, out))
				return false;
		}
	}
	return true;
}

bool render_shards(struct report *report, const struct rendering *rendering, struct rendered *out)
{
	struct task task = {.rendering = rendering};
	g_autoptr(GArray) portions = g_array_new(FALSE, FALSE, sizeof(struct portion));
	g_autoptr(GArray) shards = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	task.portions = portions;
	task.shards = shards;
	share_out(&task);
	if (portions->len == 0)
		return true;
	g_autoptr(PoolResults) results =
	        pool_run(report,
	                 &(struct pool_task){.title = "chayue index",
	                                     .count = portions->len,
	                                     .workers = rendering->workers,
	                                     .context = &task,
	                                     .start = start,
	                                     .work = work,
	                                     .name = portion_name,
	                                     .progress = rendering->progress},
	                 rendering->spool_folder);
	return results != NULL && sum_up(report, &task, results, out);
}
