/* SPDX-License-Identifier: MIT */
/* What a pool gives must not show how the work was shared out, nor what befell single workers. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <sys/syscall.h>

#include "pool_task.h"

/* The calls of the spool, defined once more: they fail as they may where a disk is slow or a process dies. */
static struct {
	bool pieces; /* reads and writes are interrupted, and take a few bytes at a time */
	int dies_at; /* the write of this number, counted from 1 in each worker, is its last; 0: none */
	unsigned turn;
} fault;

static size_t a_piece(size_t length)
{
	return fault.pieces ? MIN(length, 1000) : length;
}

static bool is_interrupted(void)
{
	if (!fault.pieces || fault.turn++ % 3 > 0)
		return false;
	errno = EINTR;
	return true;
}

ssize_t write(int file, const void *bytes, size_t length)
{
	if (is_interrupted())
		return -1;
	bool last = fault.dies_at > 0 && --fault.dies_at == 0;
	ssize_t written = syscall(SYS_write, file, bytes, last ? length / 2 : a_piece(length));
	if (last)
		raise(SIGKILL);
	return written;
}

ssize_t pread(int file, void *bytes, size_t length, off_t offset)
{
	return is_interrupted() ? -1 : syscall(SYS_pread64, file, bytes, a_piece(length), offset);
}

static void append_bytes(GString *out, const GByteArray *bytes)
{
	g_autofree char *hash =
	        g_compute_checksum_for_data(G_CHECKSUM_SHA256, bytes->data, bytes->len);
	g_string_append_printf(out, " %u:%.8s", bytes->len, hash);
}

/* Everything that a run gave, as text. */
static char *show(const struct report *report, const struct pool_results *results, size_t count)
{
	GString *out = g_string_new(NULL);
	g_autoptr(GByteArray) buffer = g_byte_array_new();
	g_autoptr(Report) none = report_new();
	for (size_t i = 0; i < count; i++) {
		g_string_append_printf(out, "%zu %d", i, pool_has(results, i));
		assert_true(pool_read_head(none, results, i, buffer));
		append_bytes(out, buffer);
		assert_true(pool_read_body(none, results, i, buffer));
		append_bytes(out, buffer);
		g_string_append_c(out, '\n');
	}
	for (unsigned i = 0; i < report->problems->len; i++) {
		const struct problem *problem = report->problems->pdata[i];
		g_string_append_printf(out, "%s:%u %s %s\n", problem->path, problem->line,
		                       problem->id, problem->text);
	}
	return g_string_free(out, FALSE);
}

/* ---- results */

static char *show_run(const char *deeds, size_t count, unsigned workers)
{
	struct task task = {.deeds = deeds};
	g_autoptr(Report) report = report_new();
	g_autoptr(PoolResults) results = run_many(report, &task, count, workers);
	assert_non_null(results);
	assert_no_child();
	return show(report, results, count);
}

static void results_do_not_depend_on_the_number_of_workers(void **state)
{
	(void)state;
	static const unsigned numbers[] = {0, 2, 3, 7, 64, 1000};
	g_autofree char *alone = show_run(NULL, 200, 1);
	for (size_t i = 0; i < G_N_ELEMENTS(numbers); i++) {
		g_autofree char *shared = show_run(NULL, 200, numbers[i]);
		assert_string_equal(shared, alone);
	}
}

static void losses_do_not_depend_on_the_number_of_workers(void **state)
{
	(void)state;
	const char *deeds = "..k..e.......l.c.......k..a......";
	g_autofree char *alone = show_run(deeds, strlen(deeds), 1);
	g_autofree char *shared = show_run(deeds, strlen(deeds), 4);
	assert_string_equal(shared, alone);
}

static void problems_come_in_the_order_of_items_and_as_they_were_told(void **state)
{
	(void)state;
	g_autoptr(Report) report = report_new();
	/* Item 0 ends last. */
	g_autoptr(PoolResults) results = run(report, "sk......................................", 3);
	assert_non_null(results);
	static const char *const first[] = {"test/late", "test/early"};
	const struct problem *crash = report->problems->pdata[0];
	assert_string_equal(crash->id, "document/crash");
	assert_string_equal(crash->path, "item-0001");
	for (unsigned i = 1; i < report->problems->len; i++) {
		const struct problem *problem = report->problems->pdata[i];
		g_autofree char *name = g_strdup_printf("item-%04u", (i + 1) / 2 * 3);
		assert_string_equal(problem->path, name);
		assert_string_equal(problem->id, first[(i + 1) % 2]);
	}
	assert_int_equal(report->problems->len, 1 + 2 * 13);
	assert_int_equal(report->errors, 1 + 13);
	assert_int_equal(report->warnings, 13);
}

static void no_items_need_no_worker(void **state)
{
	(void)state;
	g_autoptr(Report) report = report_new();
	struct task task = {.start_wrong = true};
	g_autoptr(PoolResults) results = run_many(report, &task, 0, 4);
	assert_non_null(results);
	assert_int_equal(report->problems->len, 0);
	assert_int_equal(pool_peak_memory(results), 0);
}

static void results_of_no_bytes_and_of_megabytes_come_back_whole(void **state)
{
	(void)state;
	g_autoptr(Report) report = report_new();
	g_autoptr(PoolResults) results = run(report, "eb.be", 2);
	assert_non_null(results);
	g_autoptr(GByteArray) wanted = g_byte_array_new();
	g_autoptr(GByteArray) buffer = g_byte_array_new();
	add_big(wanted);
	assert_head(results, 0, "");
	assert_head(results, 2, "item-0002");
	for (size_t item = 1; item <= 3; item += 2) {
		assert_true(pool_read_head(report, results, item, buffer));
		assert_int_equal(buffer->len, wanted->len);
		assert_memory_equal(buffer->data, wanted->data, wanted->len);
		assert_true(pool_read_body(report, results, item, buffer));
		assert_int_equal(buffer->len, wanted->len);
		assert_memory_equal(buffer->data, wanted->data, wanted->len);
	}
	assert_true(pool_read_body(report, results, 4, buffer));
	assert_int_equal(buffer->len, 0);
}

static void results_are_written_and_read_in_pieces_where_they_must_be(void **state)
{
	(void)state;
	const char *deeds = ".......e.......b.......";
	g_autofree char *at_once = show_run(deeds, strlen(deeds), 2);
	fault.pieces = true;
	g_autofree char *in_pieces = show_run(deeds, strlen(deeds), 2);
	fault.pieces = false;
	assert_string_equal(in_pieces, at_once);
}

/* What the dead worker wrote of its item lies between the results of others. */
static void a_worker_that_dies_while_it_writes_loses_one_item(void **state)
{
	(void)state;
	for (unsigned workers = 1; workers <= 2; workers++) {
		g_autoptr(Report) report = report_new();
		fault.dies_at = 3;
		g_autoptr(PoolResults) results = run(report, "....................", workers);
		fault.dies_at = 0;
		assert_non_null(results);
		unsigned lost = 0;
		for (size_t item = 0; item < 20; item++) {
			lost += !pool_has(results, item);
			if (pool_has(results, item))
				assert_head(results, item, item_name(NULL, item));
		}
		assert_in_range(lost, 5, 6);
	}
}

static void another_process_can_read_results_at_the_same_time(void **state)
{
	(void)state;
	g_autoptr(Report) report = report_new();
	g_autoptr(PoolResults) results = run(report, "........", 2);
	pid_t readers[2];
	for (size_t i = 0; i < 2; i++) {
		readers[i] = _Fork();
		if (readers[i] != 0)
			continue;
		g_autoptr(GByteArray) buffer = g_byte_array_new();
		for (size_t turn = 0; turn < 800; turn++)
			if (!pool_read_head(report, results, turn % 8, buffer) ||
			    memcmp(buffer->data, item_name(NULL, turn % 8), buffer->len) != 0)
				_exit(EXIT_FAILURE);
		_exit(EXIT_SUCCESS);
	}
	for (size_t i = 0; i < 2; i++) {
		int status;
		assert_int_equal(waitpid(readers[i], &status, 0), readers[i]);
		assert_int_equal(status, 0);
	}
}

static void the_memory_of_workers_is_counted(void **state)
{
	(void)state;
	g_autoptr(Report) report = report_new();
	g_autoptr(PoolResults) results = run(report, "h", 1);
	assert_true(pool_peak_memory(results) > 10 * MEGABYTE);
}

/* ---- items that are lost */

static void an_item_that_never_ends_is_named_and_the_rest_is_done(void **state)
{
	(void)state;
	for (unsigned workers = 1; workers <= 2; workers++) {
		g_autoptr(Report) report = report_new();
		g_autoptr(PoolResults) results = run(report, "el.ee", workers);
		assert_non_null(results);
		const struct problem *problem = report->problems->pdata[0];
		assert_string_equal(problem->id, "document/time");
		assert_string_equal(problem->path, "item-0001");
		assert_non_null(strstr(problem->text, "more than 300 ms"));
		assert_int_equal(report->problems->len, 1);
		assert_true(pool_has(results, 0));
		assert_false(pool_has(results, 1));
		assert_head(results, 2, "item-0002");
		assert_head(results, 4, "");
	}
}

static void only_the_processor_time_of_the_item_itself_counts(void **state)
{
	(void)state;
	g_autoptr(Report) report = report_new();
	g_autoptr(PoolResults) results = run(report, "stttttts", 1);
	assert_non_null(results);
	assert_int_equal(report->problems->len, 0);
	for (size_t item = 0; item < 8; item++)
		assert_true(pool_has(results, item));
}

static void time_is_not_limited_where_no_limit_is_set(void **state)
{
	(void)state;
	g_autoptr(Report) report = report_new();
	struct task task = {.deeds = "ttt"};
	const struct pool_task pool_task = {
	        .count = 3, .workers = 1, .context = &task, .work = do_deed, .name = item_name};
	g_autoptr(PoolResults) results = pool_run(report, &pool_task, g_get_tmp_dir());
	assert_non_null(results);
	assert_int_equal(report->problems->len, 0);
}

static void lose_one(const char *deeds, const char *said)
{
	for (unsigned workers = 1; workers <= 3; workers += 2) {
		g_autoptr(Report) report = report_new();
		g_autoptr(PoolResults) results = run(report, deeds, workers);
		assert_non_null(results);
		const struct problem *problem = only_problem(report, "document/crash");
		assert_string_equal(problem->path, "item-0001");
		assert_non_null(strstr(problem->text, said));
		assert_false(pool_has(results, 1));
		g_autoptr(GByteArray) buffer = g_byte_array_new();
		assert_true(pool_read_head(report, results, 1, buffer));
		assert_int_equal(buffer->len, 0);
		for (size_t item = 2; item < strlen(deeds); item++)
			assert_head(results, item, deeds[item] == 'e' ? "" : item_name(NULL, item));
		assert_no_child();
	}
}

static void an_item_that_crashes_is_named_and_the_rest_is_done(void **state)
{
	(void)state;
	lose_one("ec.e..ee", "(signal 11)");
	lose_one("ea.e..ee", "(signal 6)");
	lose_one("ek.e..ee", "(signal 9)");
}

static void an_item_that_ends_its_process_is_named_and_the_rest_is_done(void **state)
{
	(void)state;
	lose_one("ex.e..ee", "(signal 0)");
}

static void losses_are_not_told_to_who_can_do_without(void **state)
{
	(void)state;
	struct task task = {.deeds = "ek.e"};
	const struct pool_task pool_task = {.count = 4,
	                                    .workers = 2,
	                                    .context = &task,
	                                    .work = do_deed,
	                                    .name = item_name,
	                                    .losses_untold = true};
	g_autoptr(Report) report = report_new();
	g_autoptr(PoolResults) results = pool_run(report, &pool_task, g_get_tmp_dir());
	assert_non_null(results);
	assert_false(pool_has(results, 1));
	assert_true(pool_has(results, 2));
	for (unsigned i = 0; i < report->problems->len; i++) {
		const struct problem *problem = report->problems->pdata[i];
		assert_string_not_equal(problem->id, "document/crash");
	}
}

static void every_item_may_be_lost(void **state)
{
	(void)state;
	g_autoptr(Report) report = report_new();
	g_autoptr(PoolResults) results = run(report, "kkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkkk", 3);
	assert_non_null(results);
	assert_int_equal(report->errors, 40);
	for (unsigned i = 0; i < 40; i++) {
		const struct problem *problem = report->problems->pdata[i];
		assert_string_equal(problem->path, item_name(NULL, i));
		assert_false(pool_has(results, i));
	}
}

int main(void)
{
	prepare();
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(results_do_not_depend_on_the_number_of_workers),
	        cmocka_unit_test(losses_do_not_depend_on_the_number_of_workers),
	        cmocka_unit_test(problems_come_in_the_order_of_items_and_as_they_were_told),
	        cmocka_unit_test(no_items_need_no_worker),
	        cmocka_unit_test(results_of_no_bytes_and_of_megabytes_come_back_whole),
	        cmocka_unit_test(results_are_written_and_read_in_pieces_where_they_must_be),
	        cmocka_unit_test(a_worker_that_dies_while_it_writes_loses_one_item),
	        cmocka_unit_test(another_process_can_read_results_at_the_same_time),
	        cmocka_unit_test(the_memory_of_workers_is_counted),
	        cmocka_unit_test(an_item_that_never_ends_is_named_and_the_rest_is_done),
	        cmocka_unit_test(only_the_processor_time_of_the_item_itself_counts),
	        cmocka_unit_test(time_is_not_limited_where_no_limit_is_set),
	        cmocka_unit_test(an_item_that_crashes_is_named_and_the_rest_is_done),
	        cmocka_unit_test(losses_are_not_told_to_who_can_do_without),
	        cmocka_unit_test(an_item_that_ends_its_process_is_named_and_the_rest_is_done),
	        cmocka_unit_test(every_item_may_be_lost),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
