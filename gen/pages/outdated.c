/* SPDX-License-Identifier: MIT */
#include "pages/outdated.h"

/* One page is signed in a few microseconds, so pages are handed out in runs. */
enum { RUN_LENGTH = 256 };

struct task {
	const struct rendering *rendering;
	struct signer *signer;
};

static bool start(struct report *report, void *context)
{
	struct task *task = context;
	const struct rendering *rendering = task->rendering;
	const struct show show = {.catalog = rendering->catalog,
	                          .sources = rendering->sources,
	                          .plan = rendering->plan};
	(void)report;
	task->signer = signer_new(&show, rendering->facets, rendering->theme, rendering->script);
	return true;
}

static size_t run_end(const struct plan *plan, size_t run)
{
	return MIN((run + 1) * RUN_LENGTH, plan->pages->len);
}

static bool work(struct report *report, void *context, size_t run, GByteArray *head,
                 GByteArray *body)
{
	struct task *task = context;
	const struct plan *plan = task->rendering->plan;
	(void)report;
	(void)body;
	for (size_t i = run * RUN_LENGTH; i < run_end(plan, run); i++) {
		struct signature signature;
		signer_sign(task->signer, &g_array_index(plan->pages, struct page, i), false,
		            &signature);
		g_byte_array_append(head, signature.whole, SIGNATURE_SIZE);
	}
	return true;
}

static const char *run_name(void *context, size_t run)
{
	const struct task *task = context;
	return g_array_index(task->rendering->plan->pages, struct page, run * RUN_LENGTH).url;
}

/* What a lost run would have said is not known: its pages are made anew. */
static bool compare(struct report *report, const struct plan *plan, const struct known *known,
                    const struct pool_results *results, GArray *out)
{
	g_autoptr(GByteArray) head = g_byte_array_new();
	for (size_t run = 0; run * RUN_LENGTH < plan->pages->len; run++) {
		g_byte_array_set_size(head, 0);
		if (pool_has(results, run) && !pool_read_head(report, results, run, head))
			return false;
		for (size_t i = run * RUN_LENGTH; i < run_end(plan, run); i++) {
			size_t at = (i - run * RUN_LENGTH) * SIGNATURE_SIZE;
			uint32_t page = (uint32_t)i;
			if (at + SIGNATURE_SIZE > head->len ||
			    !known_is_current(known, i, head->data + at))
				g_array_append_val(out, page);
		}
	}
	return true;
}

GArray *outdated_find(struct report *report, const struct rendering *rendering,
                      const struct known *known)
{
	struct task task = {.rendering = rendering};
	const struct plan *plan = rendering->plan;
	g_autoptr(PoolResults) results = pool_run(
	        report,
	        &(struct pool_task){.title = "chayue compare",
	                            .count = (plan->pages->len + RUN_LENGTH - 1) / RUN_LENGTH,
	                            .workers = rendering->workers,
	                            .context = &task,
	                            .start = start,
	                            .work = work,
	                            .name = run_name,
	                            .losses_untold = true,
	                            .progress = rendering->progress},
	        rendering->spool_folder);
	g_autoptr(GArray) pages = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	if (results == NULL || !compare(report, plan, known, results, pages))
		return NULL;
	return g_steal_pointer(&pages);
}
