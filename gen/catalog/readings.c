/* SPDX-License-Identifier: MIT */
/*
 * Texts are told apart by their blobs, so that one under two paths is parsed once, and found again in
 * the store wherever it lies now.
 *
 * A row of STORE_HEAD is the language of its problems (NULL: there are none), the problems without a
 * path, and the head; a row of STORE_BODY is the body. Messages are translated when they are made:
 * a row whose problems were told in another language counts as missing.
 *
 * All known heads are copied out of the store in one go, which is faster by far than a look-up for
 * each; bodies are fetched one by one, by the workers that need them.
 */
#include "catalog/readings.h"

#include <malloc.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "base/pool.h"
#include "base/spool.h"
#include "catalog/text_table.h"

enum { MILLISECONDS_MOST = 900, WRITTEN_AT_ONCE = 256 * 1024 };

/* What a reading has instead of the number of its result in the pool. */
#define NOT_READ UINT32_MAX
#define KNOWN (UINT32_MAX - 1)

/* Where the reading of a text is. */
struct reading {
	uint64_t offset; /* of its head: in the spool when KNOWN, else in the head of its result */
	uint32_t length; /* of its head */
	uint32_t result;
	bool lasting;
};

struct readings {
	struct repository *repository;
	struct text_table *texts;
	struct reading *items; /* of each text */
	struct store *known;
	int spool; /* heads of known texts, one behind the other; below 0: there are none */
	uint8_t *lost_bodies; /* by text, shared with workers: the store could not give its body */
	struct pool_results *results;
	uint32_t parsed;
};

static size_t count_texts(const struct readings *readings)
{
	return text_table_count(readings->texts);
}

/* The file a text is read from, of those that hold it. */
static const struct source_file *first_file(const struct readings *readings, uint32_t text)
{
	return text_table_file(readings->texts, text_table_first(readings->texts, text));
}

static bool get(struct store *store, enum store_table table, const struct object_id *blob,
                GByteArray *out)
{
	return store_get(store, table, blob, sizeof *blob, out);
}

/* Packed problems of a text, under each of its paths. False: they are damaged. */
static bool tell_problems(struct report *report, const struct text_table *texts, uint32_t text,
                          struct unpacker *from)
{
	const struct unpacker begin = *from;
	uint32_t document = text_table_first(texts, text);
	for (; document != TEXT_NONE; document = text_table_next(texts, document)) {
		*from = begin;
		report_unpack(report, text_table_file(texts, document)->path, from);
	}
	return !from->failed;
}

/* ---- what an earlier build read */

struct loading {
	struct report *report;
	struct readings *readings;
	const char *language;
	GByteArray *held; /* what is not yet in the spool */
	uint64_t spooled;
	bool full; /* the disk is */
};

static void spool_held(struct loading *loading)
{
	loading->full |=
	        !spool_append(loading->readings->spool, loading->held->data, loading->held->len);
	loading->spooled += loading->held->len;
	g_byte_array_set_size(loading->held, 0);
}

static bool take_head(void *context, const void *key, size_t key_length, const void *value,
                      size_t length)
{
	struct loading *loading = context;
	struct readings *readings = loading->readings;
	uint32_t text = text_table_find(readings->texts, key, key_length);
	struct unpacker from = unpacker_over(value, length);
	const char *language = unpack_string(&from);
	if (text == TEXT_NONE || readings->items[text].result == KNOWN ||
	    (language != NULL && strcmp(language, loading->language) != 0) ||
	    !tell_problems(loading->report, readings->texts, text, &from))
		return true;
	uint32_t head_length = (uint32_t)(from.end - from.at);
	readings->items[text] = (struct reading){
	        .result = KNOWN,
	        .offset = loading->spooled + loading->held->len,
	        .length = head_length,
	        .lasting = true,
	};
	g_byte_array_append(loading->held, from.at, head_length);
	if (loading->held->len >= WRITTEN_AT_ONCE)
		spool_held(loading);
	return !loading->full;
}

static bool load_known(struct report *report, struct readings *readings, const char *spool_folder,
                       const char *language)
{
	readings->spool = spool_open(report, spool_folder);
	if (readings->spool < 0)
		return false;
	void *shared = mmap(NULL, MAX(count_texts(readings), 1), PROT_READ | PROT_WRITE,
	                    MAP_SHARED | MAP_ANONYMOUS, -1, 0);
	if (shared == MAP_FAILED)
		return report_error(report, place_none(), "system/memory",
		                    _("not enough memory to share work"));
	readings->lost_bodies = shared;
	g_autoptr(GByteArray) held = g_byte_array_sized_new(2 * WRITTEN_AT_ONCE);
	struct loading loading = {
	        .report = report, .readings = readings, .language = language, .held = held};
	store_each(readings->known, STORE_HEAD, take_head, &loading);
	spool_held(&loading);
	return !loading.full || spool_report_full(report);
}

/* ---- what is read now */

struct task {
	struct readings *readings;
	const struct source_file *files;
	const uint32_t *order; /* of each item, its file */
	const char *language;
	struct arena *arena; /* cleared after each text */
};

static const struct source_file *item_file(const struct task *task, size_t item)
{
	return &task->files[task->order[item]];
}

static const char *item_path(void *context, size_t item)
{
	return item_file(context, item)->path;
}

static bool start(struct report *report, void *context)
{
	struct task *task = context;
	task->arena = arena_new();
	return repository_reopen(report, task->readings->repository);
}

static void append(GByteArray *out, const GByteArray *bytes)
{
	g_byte_array_append(out, bytes->data, bytes->len);
}

/* The result is a number, whether the reading lasts, and then the row for the store. */
static bool work(struct report *report, void *context, size_t item, GByteArray *result,
                 GByteArray *body)
{
	struct task *task = context;
	struct source_bytes bytes;
	if (!repository_read(report, task->readings->repository, item_file(task, item), &bytes))
		return false;
	g_autoptr(Report) told = report_new();
	g_autoptr(GByteArray) head = g_byte_array_new();
	bool lasting = reading_make(told, &bytes, task->arena, head, body);
	source_bytes_clear(&bytes);
	arena_clear(task->arena);
	pack_number(result, lasting);
	pack_string(result, told->problems->len > 0 ? task->language : NULL);
	report_pack(told, result);
	append(result, head);
	return true;
}

/* The pool told of the loss under the first path. */
static void tell_loss(struct report *report, const struct readings *readings, uint32_t text)
{
	const struct text_table *texts = readings->texts;
	uint32_t document = text_table_next(texts, text_table_first(texts, text));
	for (; document != TEXT_NONE; document = text_table_next(texts, document))
		pool_report_lost(report, readings->results, readings->items[text].result,
		                 text_table_file(texts, document)->path);
}

/* Looks through what the workers made of a text: tells its problems, notes where its head lies. */
static bool take_result(struct report *report, struct readings *readings, uint32_t text,
                        GByteArray *buffer)
{
	struct reading *item = &readings->items[text];
	if (!pool_has(readings->results, item->result)) {
		tell_loss(report, readings, text);
		return true;
	}
	if (!pool_read_head(report, readings->results, item->result, buffer))
		return false;
	struct unpacker from = unpacker_over(buffer->data, buffer->len);
	item->lasting = unpack_number(&from) != 0;
	unpack_string(&from); /* the language, which is this one */
	tell_problems(report, readings->texts, text, &from);
	item->offset = (uint64_t)(from.at - buffer->data);
	item->length = (uint32_t)(from.end - from.at);
	return true;
}

static bool take_results(struct report *report, struct readings *readings, const struct task *task)
{
	g_autoptr(GByteArray) buffer = g_byte_array_new();
	bool done = true;
	for (uint32_t i = 0; done && i < readings->parsed; i++) {
		uint32_t text = text_table_find(readings->texts, &item_file(task, i)->blob,
		                                sizeof(struct object_id));
		readings->items[text].result = i;
		done = take_result(report, readings, text, buffer);
	}
	return done;
}

/* The files of texts not yet read, in the order that suits the packs. */
static uint32_t *list_unread(struct readings *readings, const struct source_file *files)
{
	uint32_t *order = g_new(uint32_t, MAX(count_texts(readings), 1));
	for (uint32_t text = 0; text < count_texts(readings); text++)
		if (readings->items[text].result == NOT_READ)
			order[readings->parsed++] = (uint32_t)(first_file(readings, text) - files);
	if (readings->parsed > 0)
		repository_sort_for_reading(readings->repository, order, readings->parsed);
	return order;
}

static bool read_texts(struct report *report, struct task *task, unsigned workers,
                       const char *spool_folder, const struct progress *progress)
{
	struct readings *readings = task->readings;
	g_autofree uint32_t *order = list_unread(readings, task->files);
	task->order = order;
	repository_release(readings->repository);
	malloc_trim(0); /* what was needed before would be held by every worker */
	if (readings->parsed == 0)
		return true;
	readings->results = pool_run(report,
	                             &(struct pool_task){.title = "chayue reading",
	                                                 .count = readings->parsed,
	                                                 .workers = workers,
	                                                 .context = task,
	                                                 .start = start,
	                                                 .work = work,
	                                                 .name = item_path,
	                                                 .progress = progress,
	                                                 .milliseconds_most = MILLISECONDS_MOST},
	                             spool_folder);
	return readings->results != NULL && take_results(report, readings, task);
}

struct readings *readings_run(struct report *report, struct repository *repository,
                              const uint32_t *documents, uint32_t count, unsigned workers,
                              const char *spool_folder, const struct progress *progress,
                              struct store *known)
{
	struct source_files files;
	if (!repository_list(report, repository, &files))
		return NULL;
	g_autoptr(Readings) readings = g_new0(struct readings, 1);
	readings->repository = repository;
	readings->texts = text_table_new(files.items, documents, count);
	readings->items = g_new(struct reading, MAX(count_texts(readings), 1));
	readings->known = known;
	readings->spool = -1;
	for (size_t i = 0; i < count_texts(readings); i++)
		readings->items[i] = (struct reading){.result = NOT_READ};
	g_autofree char *language = report_language();
	struct task task = {.readings = readings, .files = files.items, .language = language};
	bool done = (known == NULL || load_known(report, readings, spool_folder, language)) &&
	            read_texts(report, &task, workers, spool_folder, progress);
	return done ? g_steal_pointer(&readings) : NULL;
}

void readings_free(struct readings *readings)
{
	if (readings == NULL)
		return;
	pool_results_free(readings->results);
	if (readings->spool >= 0)
		close(readings->spool);
	if (readings->lost_bodies != NULL)
		munmap(readings->lost_bodies, MAX(count_texts(readings), 1));
	text_table_free(readings->texts);
	g_free(readings->items);
	g_free(readings);
}

uint32_t readings_parsed(const struct readings *readings)
{
	return readings->parsed;
}

size_t readings_peak_memory(const struct readings *readings)
{
	return readings->results == NULL ? 0 : pool_peak_memory(readings->results);
}

/* ---- what was read */

static bool has_reading(const struct readings *readings, uint32_t text)
{
	const struct reading *item = &readings->items[text];
	return item->result == KNOWN || pool_has(readings->results, item->result);
}

bool readings_has(const struct readings *readings, uint32_t document)
{
	return has_reading(readings, text_table_of(readings->texts, document));
}

bool readings_head(struct report *report, const struct readings *readings, uint32_t document,
                   GByteArray *buffer)
{
	const struct reading *item = &readings->items[text_table_of(readings->texts, document)];
	if (item->result == KNOWN)
		return spool_read(report, readings->spool, item->offset, item->length, buffer);
	if (!pool_read_head(report, readings->results, item->result, buffer))
		return false;
	g_byte_array_remove_range(buffer, 0, (unsigned)item->offset);
	return true;
}

/* Those told before are dropped when the report is sorted. */
static bool repeat_problems(struct report *report, const struct report *told, const char *path)
{
	g_autoptr(GByteArray) packed = g_byte_array_new();
	report_pack(told, packed);
	struct unpacker from = unpacker_over(packed->data, packed->len);
	report_unpack(report, path, &from);
	return false;
}

/*
 * Parses a text again for its body alone, since its problems have been told. Given up for time, now
 * that it was not before, its page would be empty: better no site, and why.
 */
static bool make_body(struct report *report, const struct readings *readings,
                      const struct source_file *file, GByteArray *body)
{
	struct source_bytes bytes;
	if (!repository_read(report, readings->repository, file, &bytes))
		return false;
	g_autoptr(Report) told = report_new();
	g_autoptr(GByteArray) head = g_byte_array_new();
	g_autoptr(Arena) arena = arena_new();
	g_byte_array_set_size(body, 0);
	bool lasting = reading_make(told, &bytes, arena, head, body);
	source_bytes_clear(&bytes);
	return lasting || repeat_problems(report, told, file->path);
}

bool readings_body(struct report *report, const struct readings *readings, uint32_t document,
                   GByteArray *buffer)
{
	uint32_t text = text_table_of(readings->texts, document);
	const struct reading *item = &readings->items[text];
	if (item->result != KNOWN)
		return pool_read_body(report, readings->results, item->result, buffer);
	if (get(readings->known, STORE_BODY, text_table_blob(readings->texts, text), buffer))
		return true;
	readings->lost_bodies[text] = 1;
	return make_body(report, readings, text_table_file(readings->texts, document), buffer);
}

/* A store that does not open gives nothing, and bodies are made anew. */
void readings_reopen(const struct readings *readings)
{
	if (readings->known != NULL)
		store_reopen(readings->known);
}

/* ---- for the next build */

enum { HAS_HEAD = 1, HAS_BODY = 2 };

/* What a store holds of a table: flags of the texts that have a row, keys of no text. */
struct census {
	const struct text_table *texts;
	uint8_t *held; /* of each text */
	uint8_t flag;
	GArray *stale; /* of struct object_id */
};

static bool count_key(void *context, const void *key, size_t key_length, const void *value,
                      size_t length)
{
	struct census *census = context;
	uint32_t text = text_table_find(census->texts, key, key_length);
	(void)value;
	(void)length;
	if (text != TEXT_NONE)
		census->held[text] |= census->flag;
	else if (key_length == sizeof(struct object_id))
		g_array_append_vals(census->stale, key, 1);
	return true;
}

/* Notes in `held` which texts have rows of the table, and deletes those of no text. */
static bool clear_stale(const struct readings *readings, struct store *to, enum store_table table,
                        uint8_t flag, uint8_t *held)
{
	g_autoptr(GArray) stale = g_array_new(FALSE, FALSE, sizeof(struct object_id));
	struct census census = {
	        .texts = readings->texts, .held = held, .flag = flag, .stale = stale};
	bool done = store_each_key(to, table, count_key, &census);
	for (unsigned i = 0; done && i < stale->len; i++)
		done = store_delete(to, table, &g_array_index(stale, struct object_id, i),
		                    sizeof(struct object_id));
	return done;
}

static bool put(struct store *to, enum store_table table, const struct object_id *blob,
                const void *bytes, size_t length)
{
	return store_put(to, table, blob, sizeof *blob, bytes, length);
}

/* What was parsed now. A spool that cannot be read costs no more than the next build's time. */
static bool keep_parsed(const struct readings *readings, uint32_t text, struct store *to,
                        GByteArray *buffer)
{
	const struct object_id *blob = text_table_blob(readings->texts, text);
	const struct reading *item = &readings->items[text];
	g_autoptr(Report) unread = report_new();
	if (!item->lasting || !pool_has(readings->results, item->result) ||
	    !pool_read_body(unread, readings->results, item->result, buffer))
		return true;
	if (!put(to, STORE_BODY, blob, buffer->data, buffer->len))
		return false;
	if (!pool_read_head(unread, readings->results, item->result, buffer))
		return true;
	struct unpacker from = unpacker_over(buffer->data, buffer->len);
	unpack_number(&from); /* the row is what comes behind it */
	return put(to, STORE_HEAD, blob, from.at, (size_t)(from.end - from.at));
}

/*
 * What the store knew is in `to` already or is carried over; without its body a text is forgotten,
 * so that the next build reads it anew.
 */
static bool keep_known(const struct readings *readings, uint32_t text, uint8_t held,
                       struct store *to, GByteArray *buffer)
{
	const struct object_id *blob = text_table_blob(readings->texts, text);
	bool lost = readings->lost_bodies[text] != 0;
	if (!lost && held == (HAS_HEAD | HAS_BODY))
		return true;
	if (!lost && get(readings->known, STORE_BODY, blob, buffer)) {
		if (!put(to, STORE_BODY, blob, buffer->data, buffer->len))
			return false;
		if (get(readings->known, STORE_HEAD, blob, buffer))
			return put(to, STORE_HEAD, blob, buffer->data, buffer->len);
	}
	return held == 0 || (store_delete(to, STORE_HEAD, blob, sizeof *blob) &&
	                     store_delete(to, STORE_BODY, blob, sizeof *blob));
}

bool readings_keep(const struct readings *readings, struct store *to)
{
	g_autofree uint8_t *held = g_new0(uint8_t, MAX(count_texts(readings), 1));
	bool done = clear_stale(readings, to, STORE_HEAD, HAS_HEAD, held) &&
	            clear_stale(readings, to, STORE_BODY, HAS_BODY, held);
	g_autoptr(GByteArray) buffer = g_byte_array_new();
	for (uint32_t text = 0; done && text < count_texts(readings); text++)
		done = readings->items[text].result == KNOWN
		               ? keep_known(readings, text, held[text], to, buffer)
		               : keep_parsed(readings, text, to, buffer);
	return done;
}
