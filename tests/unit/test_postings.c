/* SPDX-License-Identifier: MIT */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "search/postings.h"

struct posting {
	uint32_t list;
	uint32_t step;
	bool marked;
};

/* Small steps mostly, now and then the largest there is. */
static struct posting draw_posting(GRand *dice, uint32_t lists)
{
	uint32_t bits = g_rand_int(dice) % 64;
	uint32_t step = g_rand_int(dice) >> (bits < 31 ? 25 : bits == 31 ? 1 : 31);
	/* Low lists have most. */
	uint32_t list = (uint32_t)(g_rand_double(dice) * g_rand_double(dice) * lists);
	return (struct posting){list, step, g_rand_boolean(dice)};
}

static void lists_that_grow_at_once_are_kept_apart(void **state)
{
	(void)state;
	enum { LISTS = 20000, POSTINGS = 2000000 };
	g_autofree struct postings *lists = g_new0(struct postings, LISTS);
	struct posting_store store;
	posting_store_init(&store);
	g_autoptr(GRand) dice = g_rand_new_with_seed(1);
	for (size_t i = 0; i < POSTINGS; i++) {
		struct posting posting = draw_posting(dice, LISTS);
		postings_add(&store, &lists[posting.list], posting.step, posting.marked);
	}
	assert_in_range(posting_store_size(&store), POSTINGS, POSTINGS * 3);

	/* The same draws again, each read from its list. */
	g_autofree struct postings_reader *readers = g_new0(struct postings_reader, LISTS);
	for (size_t i = 0; i < LISTS; i++)
		if (lists[i].size > 0)
			readers[i] = postings_reader_over(&store, &lists[i]);
	g_rand_set_seed(dice, 1);
	for (size_t i = 0; i < POSTINGS; i++) {
		struct posting posting = draw_posting(dice, LISTS);
		bool marked;
		uint32_t step = postings_read(&readers[posting.list], &marked);
		if (step != posting.step || marked != posting.marked)
			fail_msg("posting %zu is not what was added", i);
	}
	posting_store_clear(&store);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(lists_that_grow_at_once_are_kept_apart),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
