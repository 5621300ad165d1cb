/* SPDX-License-Identifier: MIT */
#ifndef BASE_POOL_H
#define BASE_POOL_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/progress.h"
#include "base/report.h"

/*
 * Items of work shared out among forked processes. What the parent knows is frozen before; the
 * workers read it by copy-on-write and need no lock. What a worker makes of an item is one function
 * of that item alone, so that neither the number of workers nor their order shows in the results.
 *
 * An item that takes too much processor time, or brings its worker down, is reported under its
 * name; its worker is replaced and the rest goes on.
 */
struct pool_task {
	const char *title; /* what the workers are called in top(1), up to 15 bytes */
	size_t count;      /* items 0 to count - 1, handed out in this order */
	unsigned workers;  /* at least 1 */
	void *context;

	/*
	 * In each worker, before its first item; NULL: nothing. False: the world is wrong,
	 * everything stops.
	 */
	bool (*start)(struct report *report, void *context);

	/*
	 * Makes the result of one item: `head` and `body` are kept apart, so that heads can be read
	 * alone. Problems go to `report`. False: the world is wrong, everything stops.
	 */
	bool (*work)(struct report *report, void *context, size_t item, GByteArray *head,
	             GByteArray *body);

	/* What messages call the item. */
	const char *(*name)(void *context, size_t item);

	const struct progress *progress; /* told a few times a second; NULL: nobody */
	unsigned milliseconds_most;      /* processor time one item may take; 0: any */
	bool losses_untold; /* of lost items nothing is reported: the caller can do without */
};

struct pool_results;
typedef struct pool_results PoolResults;

/*
 * Runs the task. Problems of all items are added to `report` in the order of items. Results are
 * spooled to unnamed files in `folder`. NULL: the world was wrong (reported), or a signal asked to
 * stop (reported as "build/interrupted").
 */
struct pool_results *pool_run(struct report *report, const struct pool_task *task,
                              const char *folder);
void pool_results_free(struct pool_results *results);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(PoolResults, pool_results_free)

/* True when the item was done, false when it was lost (and reported, unless `losses_untold`). */
bool pool_has(const struct pool_results *results, size_t item);

/* Reports once more that an item was lost, under another name that it has besides. */
void pool_report_lost(struct report *report, const struct pool_results *results, size_t item,
                      const char *name);

/*
 * Reads a head or body back into `buffer`, in any process. False, with a report, when the spool
 * cannot be read.
 */
bool pool_read_head(struct report *report, const struct pool_results *results, size_t item,
                    GByteArray *buffer);
bool pool_read_body(struct report *report, const struct pool_results *results, size_t item,
                    GByteArray *buffer);

/*
 * The most memory that parent and workers held together, in bytes (proportional set size, sampled).
 */
size_t pool_peak_memory(const struct pool_results *results);

#endif
