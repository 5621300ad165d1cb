/* SPDX-License-Identifier: MIT */
/*
 * Parent and workers share two things: a board of what each worker is doing, and an index of what
 * is done. A worker takes a run of items from the board's counter, appends each result to its own
 * spool file, then marks the item done in the index. So when a worker dies, exactly the item it
 * names on the board is lost; a new worker takes the rest of its run.
 *
 * A worker is ended for the processor time of an item by a timer of its own, not by the parent:
 * nobody looking on from outside can be sure which item is being worked on when the signal arrives.
 */
#include "base/pool.h"

#include "base/memory.h"
#include "base/spool.h"

#include <errno.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/time.h>
#include <sys/wait.h>
#include <unistd.h>

enum {
	WORKERS_MOST = 256,
	RUN_LENGTH = 16,
	TICK_MILLISECONDS = 50,
	SAMPLE_SHARE = 50, /* looking at memory may take one part in so many of the time */
	NO_ITEM = 0
};

/* How a worker ends that cannot write its spool; no library ends a process so. */
enum { EXIT_SPOOL = 74 };

enum item_state { ITEM_OPEN, ITEM_DONE, ITEM_LATE, ITEM_CRASHED };

struct item {
	uint64_t offset; /* of the problems in the spool, then head, then body */
	uint32_t problems_length;
	uint32_t head_length;
	uint32_t body_length;
	uint16_t spool;
	uint8_t state;  /* enum item_state */
	uint8_t signal; /* ITEM_CRASHED: that ended the worker, 0 when it ended by itself */
};

/* What one worker is doing. */
struct seat {
	_Atomic size_t current; /* item number plus one; NO_ITEM between items */
	size_t run_end;         /* of the run it took */
	uint64_t spool_size;
};

struct board {
	_Atomic size_t next; /* first item that no worker took */
	_Atomic size_t done;
	_Atomic bool stop; /* the world is wrong, as the first worker who found it so tells in `failure` */
	struct item failure;
	struct seat seats[WORKERS_MOST];
};

struct pool_results {
	size_t count;
	size_t index_size;
	struct item *index; /* shared with workers while they run */
	unsigned spool_count;
	int spools[WORKERS_MOST];
	size_t peak_memory;
	unsigned milliseconds_most;
};

struct pool {
	const struct pool_task *task;
	struct board *board;
	struct pool_results *results;
	pid_t workers[WORKERS_MOST];
	unsigned running;
	int64_t next_sample; /* on the monotonic clock, in microseconds */
};

static void *share(size_t size)
{
	void *memory = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	return memory == MAP_FAILED ? NULL : memory;
}

/* The signals that ask the whole program to stop. */
static void stop_signals(sigset_t *out)
{
	sigemptyset(out);
	sigaddset(out, SIGINT);
	sigaddset(out, SIGTERM);
	sigaddset(out, SIGHUP);
}

/* ---- in a worker */

/* Appends what became of an item to the worker's spool and tells in `entry` where it lies. */
static void store(struct pool *pool, unsigned number, struct item *entry,
                  const struct report *report, GByteArray *const buffers[3])
{
	struct seat *seat = &pool->board->seats[number];
	GByteArray *out = buffers[0];
	g_byte_array_set_size(out, 0);
	if (report->problems->len > 0)
		report_pack(report, out);
	entry->offset = seat->spool_size;
	entry->problems_length = out->len;
	entry->head_length = buffers[1]->len;
	entry->body_length = buffers[2]->len;
	entry->spool = (uint16_t)number;
	g_byte_array_append(out, buffers[1]->data, buffers[1]->len);
	g_byte_array_append(out, buffers[2]->data, buffers[2]->len);
	if (!spool_append(pool->results->spools[number], out->data, out->len))
		_exit(EXIT_SPOOL);
	seat->spool_size += out->len;
}

/* Two workers may find the world wrong at once; one cause is enough. */
static void world_is_wrong(struct pool *pool, unsigned number, const struct report *report,
                           GByteArray *const buffers[3])
{
	if (atomic_exchange(&pool->board->stop, true))
		return;
	g_byte_array_set_size(buffers[1], 0);
	g_byte_array_set_size(buffers[2], 0);
	store(pool, number, &pool->board->failure, report, buffers);
}

/* Has this process ended by SIGPROF after so much more of processor time; 0: no more. */
static void limit_time(unsigned milliseconds)
{
	const struct itimerval limit = {
	        .it_value = {.tv_sec = milliseconds / 1000, .tv_usec = milliseconds % 1000 * 1000}};
	setitimer(ITIMER_PROF, &limit, NULL);
}

static void work_on(struct pool *pool, unsigned number, size_t item, GByteArray *const buffers[3])
{
	const struct pool_task *task = pool->task;
	struct seat *seat = &pool->board->seats[number];
	struct item *entry = &pool->results->index[item];
	atomic_store(&seat->current, item + 1);
	g_byte_array_set_size(buffers[1], 0);
	g_byte_array_set_size(buffers[2], 0);
	g_autoptr(Report) report = report_new();
	limit_time(task->milliseconds_most);
	bool right = task->work(report, task->context, item, buffers[1], buffers[2]);
	limit_time(0);
	if (right) {
		store(pool, number, entry, report, buffers);
		entry->state = ITEM_DONE;
		atomic_fetch_add(&pool->board->done, 1);
	} else {
		world_is_wrong(pool, number, report, buffers);
	}
	atomic_store(&seat->current, NO_ITEM);
}

static bool take_run(struct pool *pool, size_t *from, size_t *to)
{
	*from = atomic_fetch_add(&pool->board->next, RUN_LENGTH);
	*to = MIN(*from + RUN_LENGTH, pool->task->count);
	return *from < pool->task->count;
}

static void work_through(struct pool *pool, unsigned number, size_t from, size_t to,
                         GByteArray *const buffers[3])
{
	struct seat *seat = &pool->board->seats[number];
	while (from < to || take_run(pool, &from, &to)) {
		seat->run_end = to;
		for (; from < to; from++) {
			if (atomic_load(&pool->board->stop))
				return;
			work_on(pool, number, from, buffers);
		}
	}
}

/*
 * The signals that stop a build are for the parent: were a worker to die of one first, its item
 * would be taken for a crash.
 */
static void set_worker_signals(void)
{
	sigset_t blocked;
	stop_signals(&blocked);
	sigprocmask(SIG_SETMASK, &blocked, NULL);
	signal(SIGPROF, SIG_DFL);
}

static void worker_main(struct pool *pool, unsigned number, size_t from, size_t to)
{
	const struct pool_task *task = pool->task;
	GByteArray *const buffers[3] = {g_byte_array_new(), g_byte_array_new(), g_byte_array_new()};
	g_autoptr(Report) report = report_new();
	if (task->start != NULL && !task->start(report, task->context))
		world_is_wrong(pool, number, report, buffers);
	else
		work_through(pool, number, from, to, buffers);
}

static bool start_worker(struct report *report, struct pool *pool, unsigned number, size_t from,
                         size_t to)
{
	pid_t parent = getpid();
	fflush(NULL);
	pid_t worker = fork();
	if (worker < 0)
		return report_error(report, place_none(), "system/fork",
		                    _("cannot start a worker process: %s"), g_strerror(errno));
	if (worker > 0) {
		pool->workers[number] = worker;
		pool->running++;
		return true;
	}
	prctl(PR_SET_PDEATHSIG, SIGKILL);
	if (pool->task->title != NULL)
		prctl(PR_SET_NAME, pool->task->title);
	if (getppid() != parent)
		_exit(EXIT_FAILURE);
	set_worker_signals();
	worker_main(pool, number, from, to);
	_exit(EXIT_SUCCESS);
}

/* ---- in the parent */

static void lose_item(struct pool *pool, size_t item, int status)
{
	struct item *entry = &pool->results->index[item];
	if (entry->state == ITEM_DONE) /* it died right behind it */
		return;
	int ending = WIFSIGNALED(status) ? WTERMSIG(status) : 0;
	*entry = (struct item){.state = ending == SIGPROF ? ITEM_LATE : ITEM_CRASHED,
	                       .signal = (uint8_t)ending};
	atomic_fetch_add(&pool->board->done, 1);
}

static unsigned seat_of(const struct pool *pool, pid_t worker)
{
	for (unsigned number = 0; number < WORKERS_MOST; number++)
		if (pool->workers[number] == worker)
			return number;
	return WORKERS_MOST;
}

/* A worker has ended. False: for good, and badly. */
static bool worker_ended(struct report *report, struct pool *pool, pid_t worker, int status)
{
	unsigned number = seat_of(pool, worker);
	if (number == WORKERS_MOST)
		return true;
	pool->workers[number] = 0;
	pool->running--;
	struct seat *seat = &pool->board->seats[number];
	size_t current = atomic_exchange(&seat->current, NO_ITEM);
	if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SUCCESS)
		return true;
	if (WIFEXITED(status) && WEXITSTATUS(status) == EXIT_SPOOL)
		return spool_report_full(report);
	if (current == NO_ITEM)
		return report_error(report, place_none(), "system/worker",
		                    _("a worker process ended before its work (signal %d)"),
		                    WIFSIGNALED(status) ? WTERMSIG(status) : 0);
	lose_item(pool, current - 1, status);
	/* What the dead worker wrote of the lost item is passed over. */
	off_t end = lseek(pool->results->spools[number], 0, SEEK_END);
	seat->spool_size = end < 0 ? seat->spool_size : (uint64_t)end;
	return start_worker(report, pool, number, current, seat->run_end);
}

/* The kernel counts the pages of a large process for milliseconds, so the larger the seldomer. */
static void sample_memory(struct pool *pool)
{
	int64_t begun = g_get_monotonic_time();
	if (begun < pool->next_sample)
		return;
	size_t sum = memory_of_process(getpid());
	for (unsigned number = 0; number < WORKERS_MOST; number++)
		if (pool->workers[number] != 0)
			sum += memory_of_process(pool->workers[number]);
	pool->results->peak_memory = MAX(pool->results->peak_memory, sum);
	int64_t ended = g_get_monotonic_time();
	pool->next_sample = ended + (ended - begun) * SAMPLE_SHARE;
}

static void stop_all(struct pool *pool)
{
	for (unsigned number = 0; number < WORKERS_MOST; number++) {
		if (pool->workers[number] == 0)
			continue;
		kill(pool->workers[number], SIGKILL);
		waitpid(pool->workers[number], NULL, 0);
		pool->workers[number] = 0;
	}
	pool->running = 0;
}

static bool reap(struct report *report, struct pool *pool)
{
	int status;
	pid_t worker;
	while ((worker = waitpid(-1, &status, WNOHANG)) > 0)
		if (!worker_ended(report, pool, worker, status))
			return false;
	return true;
}

/* Waits until all workers have ended. */
static bool attend(struct report *report, struct pool *pool, const sigset_t *signals)
{
	const struct timespec tick = {.tv_nsec = TICK_MILLISECONDS * 1000000L};
	while (pool->running > 0) {
		int got = sigtimedwait(signals, NULL, &tick);
		if (got > 0 && got != SIGCHLD)
			return report_error(report, place_none(), "build/interrupted",
			                    _("stopped by signal %d; nothing was changed"), got);
		if (!reap(report, pool))
			return false;
		if (got == SIGCHLD)
			continue;
		sample_memory(pool);
		progress_show(pool->task->progress, atomic_load(&pool->board->done),
		              pool->task->count);
	}
	return true;
}

static bool read_part(struct report *report, const struct pool_results *results,
                      const struct item *entry, uint64_t skip, uint32_t length, GByteArray *buffer)
{
	return spool_read(report, results->spools[entry->spool], entry->offset + skip, length,
	                  buffer);
}

static bool unpack_problems(struct report *report, const struct pool_results *results,
                            const struct item *entry, GByteArray *buffer)
{
	if (!read_part(report, results, entry, 0, entry->problems_length, buffer))
		return false;
	struct unpacker from = unpacker_over(buffer->data, buffer->len);
	report_unpack(report, NULL, &from);
	return true;
}

void pool_report_lost(struct report *report, const struct pool_results *results, size_t item,
                      const char *name)
{
	const struct item *entry = &results->index[item];
	struct place place = place_of_file(name);
	if (entry->state == ITEM_LATE)
		report_error(report, place, "document/time",
		             _("takes more than %u ms of processor time and was left out; look for "
		               "very deep nesting, "
		               "very wide tables or long runs of one character"),
		             results->milliseconds_most);
	else
		report_error(report, place, "document/crash",
		             _("could not be processed and was left out (signal %d); please report "
		               "this as a fault "
		               "of the program, with the file"),
		             entry->signal);
}

/* The problems of all items, in the order of items whatever worker met them. */
static bool gather_problems(struct report *report, const struct pool *pool)
{
	const struct pool_results *results = pool->results;
	g_autoptr(GByteArray) buffer = g_byte_array_new();
	if (pool->board->failure.problems_length > 0)
		return unpack_problems(report, results, &pool->board->failure, buffer);
	bool done = true;
	for (size_t item = 0; done && item < results->count; item++) {
		const struct item *entry = &results->index[item];
		if (entry->state == ITEM_DONE && entry->problems_length > 0)
			done = unpack_problems(report, results, entry, buffer);
		else if (!pool->task->losses_untold &&
		         (entry->state == ITEM_LATE || entry->state == ITEM_CRASHED))
			pool_report_lost(report, results, item,
			                 pool->task->name(pool->task->context, item));
	}
	return done;
}

static bool open_spools(struct report *report, struct pool_results *results, unsigned count,
                        const char *folder)
{
	for (unsigned number = 0; number < count; number++) {
		results->spools[number] = spool_open(report, folder);
		if (results->spools[number] < 0)
			return false;
		results->spool_count++;
	}
	return true;
}

static bool run_workers(struct report *report, struct pool *pool, unsigned workers)
{
	/* Whoever started us may have had children reaped unseen, which is inherited. */
	const struct sigaction seen = {.sa_handler = SIG_DFL};
	struct sigaction before_action;
	sigset_t signals;
	sigset_t before;
	stop_signals(&signals);
	sigaddset(&signals, SIGCHLD);
	sigprocmask(SIG_BLOCK, &signals, &before);
	sigaction(SIGCHLD, &seen, &before_action);
	bool done = true;
	for (unsigned number = 0; done && number < workers; number++)
		done = start_worker(report, pool, number, 0, 0);
	done = done && attend(report, pool, &signals);
	stop_all(pool);
	sigaction(SIGCHLD, &before_action, NULL);
	sigprocmask(SIG_SETMASK, &before, NULL);
	return done;
}

struct pool_results *pool_run(struct report *report, const struct pool_task *task,
                              const char *folder)
{
	unsigned workers = CLAMP(task->workers, 1, WORKERS_MOST);
	workers = (unsigned)MIN((size_t)workers, MAX(task->count, 1));
	g_autoptr(PoolResults) results = g_new0(struct pool_results, 1);
	results->count = task->count;
	results->milliseconds_most = task->milliseconds_most;
	results->index_size = MAX(task->count, 1) * sizeof(struct item);
	results->index = share(results->index_size);
	struct pool pool = {.task = task, .results = results, .board = share(sizeof(struct board))};
	if (results->index == NULL || pool.board == NULL) {
		report_error(report, place_none(), "system/memory",
		             _("not enough memory to share work"));
		return NULL;
	}
	bool done = open_spools(report, results, workers, folder);
	if (done && task->count > 0)
		done = run_workers(report, &pool, workers);
	done = done && gather_problems(report, &pool) && !atomic_load(&pool.board->stop);
	munmap(pool.board, sizeof(struct board));
	return done ? g_steal_pointer(&results) : NULL;
}

void pool_results_free(struct pool_results *results)
{
	if (results == NULL)
		return;
	for (unsigned number = 0; number < results->spool_count; number++)
		close(results->spools[number]);
	if (results->index != NULL)
		munmap(results->index, results->index_size);
	g_free(results);
}

bool pool_has(const struct pool_results *results, size_t item)
{
	return results->index[item].state == ITEM_DONE;
}

bool pool_read_head(struct report *report, const struct pool_results *results, size_t item,
                    GByteArray *buffer)
{
	const struct item *entry = &results->index[item];
	return read_part(report, results, entry, entry->problems_length, entry->head_length, buffer);
}

bool pool_read_body(struct report *report, const struct pool_results *results, size_t item,
                    GByteArray *buffer)
{
	const struct item *entry = &results->index[item];
	return read_part(report, results, entry,
	                 (uint64_t)entry->problems_length + entry->head_length, entry->body_length,
	                 buffer);
}

size_t pool_peak_memory(const struct pool_results *results)
{
	return results->peak_memory;
}
