/* SPDX-License-Identifier: MIT */
#ifndef TESTS_POOL_TASK_H
#define TESTS_POOL_TASK_H

/*
 * Work for a pool: what each item does is one letter of a text. The headers that cmocka needs, and
 * cmocka's, come first.
 */
#include <errno.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "base/pool.h"

enum { MEGABYTE = 1024 * 1024 };

/* ---- tasks */

/* What an item does, one letter each. */
struct task {
	const char *deeds;
	int pipe; /* 'w' tells it its process */
	bool start_wrong;
	bool start_dies;
};

static void spend(unsigned milliseconds)
{
	clock_t until = clock() + (clock_t)milliseconds * CLOCKS_PER_SEC / 1000;
	while (clock() < until)
		;
}

/* Ends the process by a signal, also where a sanitizer would catch it. */
static void die_of(int number)
{
	signal(number, SIG_DFL);
	raise(number);
}

static void add_text(GByteArray *out, const char *text)
{
	g_byte_array_append(out, (const uint8_t *)text, (unsigned)strlen(text));
}

static void add_plain(struct report *report, size_t item, GByteArray *head, GByteArray *body)
{
	g_autofree char *name = g_strdup_printf("item-%04zu", item);
	add_text(head, name);
	for (size_t i = 0; i < item % 7; i++)
		add_text(body, name);
	if (item % 3 == 0)
		report_warning(report, place_of_line(name, 2), "test/late", "second of %zu", item);
	if (item % 3 == 0)
		report_error(report, place_of_line(name, 1), "test/early", "first of %zu", item);
}

static void add_big(GByteArray *out)
{
	g_byte_array_set_size(out, 5 * MEGABYTE);
	for (unsigned i = 0; i < out->len; i++)
		out->data[i] = (uint8_t)(i % 251);
}

static bool do_deed(struct report *report, void *context, size_t item, GByteArray *head,
                    GByteArray *body)
{
	const struct task *task = context;
	char deed = task->deeds == NULL ? '.' : task->deeds[item];
	pid_t self = getpid();
	switch (deed) {
	case 'e': /* an empty result */
		return true;
	case 'b':
		add_big(head);
		add_big(body);
		return true;
	case 'h': /* holds ten megabytes for a while */
		add_big(head);
		add_big(body);
		g_usleep(400 * 1000);
		break;
	case 'l': /* never ends */
		for (;;)
			spend(1000);
	case 's': /* sleeps for longer than the limit */
		g_usleep(400 * 1000);
		break;
	case 't': /* some time, less than the limit */
		spend(60);
		break;
	case 'c':
		add_plain(report, item, head, body);
		die_of(SIGSEGV);
		break;
	case 'a':
		die_of(SIGABRT);
		break;
	case 'k':
		die_of(SIGKILL);
		break;
	case 'x':
		_exit(EXIT_FAILURE);
	case 'f': /* the world is wrong */
		add_plain(report, item, head, body);
		return report_error(report, place_none(), "test/world", "item %zu", item);
	case 'g':
		return report_error(report, place_none(), "test/world", "item %zu", item);
	case 'm': /* asks the parent to stop */
		kill(getppid(), SIGTERM);
		g_usleep(60 * G_USEC_PER_SEC);
		break;
	case 'i': /* as the terminal would: to all, and the worker first */
		kill(self, SIGINT);
		kill(getppid(), SIGINT);
		g_usleep(60 * G_USEC_PER_SEC);
		break;
	case 'w':
		if (write(task->pipe, &self, sizeof self) < 0)
			_exit(EXIT_FAILURE);
		g_usleep(60 * G_USEC_PER_SEC);
		break;
	default:
		add_plain(report, item, head, body);
	}
	return true;
}

static bool start_worker(struct report *report, void *context)
{
	const struct task *task = context;
	if (task->start_dies)
		die_of(SIGKILL);
	if (!task->start_wrong)
		return true;
	return report_error(report, place_none(), "test/start", "no world to work in");
}

static const char *item_name(void *context, size_t item)
{
	static char name[32];
	(void)context;
	g_snprintf(name, sizeof name, "item-%04zu", item);
	return name;
}

static struct pool_results *run_many(struct report *report, struct task *task, size_t count,
                                     unsigned workers)
{
	return pool_run(report,
	                &(struct pool_task){.count = count,
	                                    .workers = workers,
	                                    .context = task,
	                                    .start = start_worker,
	                                    .work = do_deed,
	                                    .name = item_name,
	                                    .milliseconds_most = 300},
	                g_get_tmp_dir());
}

static struct pool_results *run(struct report *report, const char *deeds, unsigned workers)
{
	struct task task = {.deeds = deeds};
	return run_many(report, &task, strlen(deeds), workers);
}

static void assert_no_child(void)
{
	assert_int_equal(waitpid(-1, NULL, WNOHANG), -1);
	assert_int_equal(errno, ECHILD);
}

static const struct problem *only_problem(const struct report *report, const char *id)
{
	if (report->problems->len != 1)
		report_write(report, stderr);
	assert_int_equal(report->problems->len, 1);
	const struct problem *problem = report->problems->pdata[0];
	assert_string_equal(problem->id, id);
	return problem;
}

static void assert_head(const struct pool_results *results, size_t item, const char *text)
{
	g_autoptr(Report) none = report_new();
	g_autoptr(GByteArray) buffer = g_byte_array_new();
	assert_true(pool_has(results, item));
	assert_true(pool_read_head(none, results, item, buffer));
	assert_int_equal(buffer->len, strlen(text));
	assert_memory_equal(buffer->data, text, buffer->len);
}

/* No core files, and no test that hangs for ever. */
static void prepare(void)
{
	const struct rlimit no_core = {0, 0};
	setrlimit(RLIMIT_CORE, &no_core);
	alarm(120);
}

#endif
