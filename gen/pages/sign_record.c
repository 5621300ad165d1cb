/* SPDX-License-Identifier: MIT */
#include "pages/sign_record.h"

#include <string.h>

/* Fewer records than these are not worth a worker process; more go to them in runs. */
enum { ALONE_MOST = 64, RUN_LENGTH = 128 };

struct short_digest short_digest_of(struct digest digest)
{
	struct short_digest out;
	memcpy(&out, digest.bytes, sizeof out);
	return out;
}

static bool equal(const struct short_digest *a, const struct short_digest *b)
{
	return a->low == b->low && a->high == b->high;
}

enum facet facet_of(enum input_type type)
{
	switch (type) {
	case INPUT_ENTRY:
	case INPUT_ENTITY:
	case INPUT_PREVIOUS:
	case INPUT_NEXT:
		return FACET_ENTRY;
	case INPUT_DATED_ENTRY:
		return FACET_DATED_ENTRY;
	case INPUT_CATALOGUED:
		return FACET_CATALOGUED;
	case INPUT_DOCUMENT: /* what it says besides its text */
	case INPUT_RECORD:
		return FACET_RECORD;
	default:
		return FACET_NONE;
	}
}

/* ---- what the values of a record are made from */

static void add_date(struct digester *digester, struct date date)
{
	digester_add_number(digester, (uint64_t)(uint16_t)date.year << 32 |
	                                      (uint64_t)date.month << 24 |
	                                      (uint64_t)date.day << 16 | (uint16_t)date.minute);
}

static void add_texts(struct digester *digester, const struct record *record)
{
	const char *const texts[] = {record->id,
	                             record->path,
	                             record->title,
	                             record->url,
	                             record->summary,
	                             record->number,
	                             record->organ,
	                             record->kind->name,
	                             record->validity.basis,
	                             record->withdrawal.reason};
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
		digester_add_text(digester, texts[i]);
	digester_add(digester, record->fields, record->fields_length);
}

static void add_dates(struct digester *digester, const struct record *record)
{
	const struct date dates[] = {record->written_on,     record->printed_on,
	                             record->published_on,   record->listed_on,
	                             record->changed_on,     record->validity.from,
	                             record->validity.until, record->withdrawal.on};
	for (size_t i = 0; i < G_N_ELEMENTS(dates); i++)
		add_date(digester, dates[i]);
	digester_add_number(digester, (uint64_t)record->validity.state << 8 |
	                                      (uint64_t)record->withdrawal.is_withdrawn << 2 |
	                                      (uint64_t)record->sample << 1 |
	                                      (uint64_t)record->published_by_history);
}

static void add_target(struct digester *digester, const struct catalog *catalog,
                       const struct field_target *found)
{
	const struct target *target = &found->target;
	digester_add_text(digester, found->field->key);
	digester_add_number(digester, (uint64_t)found->item << 8 | target->type);
	if (target->type == TARGET_GROUP) {
		const struct axis_groups *axis = &catalog->axes[target->axis];
		digester_add_text(digester, axis->axis->name);
		digester_add_text(digester, axis->groups[target->index].slug);
	} else if (target->type == TARGET_FILE) {
		digester_add_text(digester, catalog->assets[target->index].url);
		digester_add_number(digester, catalog->assets[target->index].size);
	} else if (target->type == TARGET_RECORD) {
		digester_add_text(digester, catalog->records[target->index].url);
	}
}

static void add_source(struct digester *digester, const struct catalog_sources *sources,
                       const struct record *record)
{
	const struct source_file *file =
	        &sources->files->items[sources->documents[record->document]];
	struct file_history history = catalog_history(sources, record);
	digester_add(digester, file->blob.bytes, sizeof file->blob.bytes);
	digester_add_number(digester, (uint64_t)history.count << 1 | file->uncommitted);
	if (history.count > 0)
		digester_add(digester, history.versions[0].commit->id.bytes,
		             sizeof history.versions[0].commit->id.bytes);
}

static void add_record(struct digester *digester, const struct show *show,
                       const struct record *record)
{
	add_texts(digester, record);
	add_dates(digester, record);
	for (uint32_t i = 0; i < record->field_target_count; i++)
		add_target(digester, show->catalog, &record->field_targets[i]);
	add_source(digester, show->sources, record);
}

/* What changed its validity is shown with it. */
static struct short_digest digest_made_from(struct digester *digester,
                                            const struct facet_task *task, uint32_t number)
{
	const struct record *records = task->show->catalog->records;
	digester_add_digest(digester, task->ground);
	add_record(digester, task->show, &records[number]);
	if (records[number].validity.by != RECORD_NONE)
		add_record(digester, task->show, &records[records[number].validity.by]);
	return short_digest_of(digester_end(digester));
}

/* ---- what was made of it before */

struct loading {
	GHashTable *numbers; /* id to record number plus 1 */
	struct facet_set *set;
};

static bool take_row(void *context, const void *key, size_t key_length, const void *value,
                     size_t length)
{
	const struct loading *loading = context;
	struct facet_set *set = loading->set;
	g_autofree char *id = g_strndup(key, key_length);
	size_t number = GPOINTER_TO_SIZE(g_hash_table_lookup(loading->numbers, id));
	struct record_facets row;
	if (number == 0) {
		g_ptr_array_add(set->gone, g_steal_pointer(&id));
		return true;
	}
	if (length != sizeof row)
		return true;
	memcpy(&row, value, sizeof row);
	set->known[number - 1] = equal(&row.made_from, &set->records[number - 1].made_from);
	if (set->known[number - 1])
		set->records[number - 1] = row;
	return true;
}

static void load_known(struct facet_set *set, const struct catalog *catalog, struct store *known)
{
	g_autoptr(GHashTable) numbers = g_hash_table_new(g_str_hash, g_str_equal);
	struct loading loading = {.numbers = numbers, .set = set};
	for (uint32_t i = 0; i < catalog->record_count; i++)
		g_hash_table_insert(numbers, (void *)catalog->records[i].id,
		                    GSIZE_TO_POINTER((size_t)i + 1));
	store_each(known, STORE_RECORD, take_row, &loading);
}

static GArray *list_unknown(const struct facet_set *set, uint32_t count)
{
	GArray *unknown = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	for (uint32_t i = 0; i < count; i++)
		if (!set->known[i])
			g_array_append_val(unknown, i);
	return unknown;
}

/* ---- making them */

static void make_facets(struct show *show, GByteArray *packed, uint32_t record,
                        struct record_facets *out)
{
	static const enum input_type TYPES[FACET_COUNT] = {
	        [FACET_ENTRY] = INPUT_ENTRY,
	        [FACET_DATED_ENTRY] = INPUT_DATED_ENTRY,
	        [FACET_CATALOGUED] = INPUT_CATALOGUED,
	        [FACET_RECORD] = INPUT_RECORD,
	};
	for (unsigned i = 0; i < FACET_COUNT; i++) {
		const struct input input = {.type = (uint8_t)TYPES[i], .index = record};
		struct value value = show_input(show, &input, NULL);
		g_byte_array_set_size(packed, 0);
		value_pack(&value, packed);
		out->facets[i] = short_digest_of(digest_of(packed->data, packed->len));
		arena_clear(show->arena);
	}
}

/* Made before the fork; each process has its own copy. */
struct work_context {
	struct show show;
	const GArray *unknown;
	GByteArray *packed;
};

static bool make_run(struct report *report, void *context, size_t run, GByteArray *head,
                     GByteArray *body)
{
	struct work_context *work = context;
	(void)report;
	(void)body;
	for (size_t i = run * RUN_LENGTH; i < MIN((run + 1) * RUN_LENGTH, work->unknown->len); i++) {
		struct record_facets made;
		make_facets(&work->show, work->packed, g_array_index(work->unknown, uint32_t, i),
		            &made);
		g_byte_array_append(head, (const uint8_t *)made.facets, sizeof made.facets);
	}
	return true;
}

static const char *run_name(void *context, size_t run)
{
	const struct work_context *work = context;
	uint32_t first = g_array_index(work->unknown, uint32_t, run * RUN_LENGTH);
	return work->show.catalog->records[first].path;
}

/* What of a run was lost is made here. */
static bool take_runs(struct report *report, struct work_context *work,
                      const struct pool_results *results, struct record_facets *facets)
{
	g_autoptr(GByteArray) head = g_byte_array_new();
	for (size_t i = 0; i < work->unknown->len; i++) {
		uint32_t record = g_array_index(work->unknown, uint32_t, i);
		size_t run = i / RUN_LENGTH;
		size_t at = i % RUN_LENGTH * sizeof facets->facets;
		if (!pool_has(results, run)) {
			make_facets(&work->show, work->packed, record, &facets[record]);
			continue;
		}
		if (at == 0 && !pool_read_head(report, results, run, head))
			return false;
		memcpy(facets[record].facets, head->data + at, sizeof facets->facets);
	}
	return true;
}

static bool make_in_workers(struct report *report, const struct facet_task *task,
                            struct work_context *work, struct record_facets *facets)
{
	g_autoptr(PoolResults) results = pool_run(
	        report,
	        &(struct pool_task){.title = "chayue compare",
	                            .count = (work->unknown->len + RUN_LENGTH - 1) / RUN_LENGTH,
	                            .workers = task->workers,
	                            .context = work,
	                            .work = make_run,
	                            .name = run_name,
	                            .losses_untold = true,
	                            .progress = task->progress},
	        task->spool_folder);
	return results != NULL && take_runs(report, work, results, facets);
}

static void make_here(struct work_context *work, struct record_facets *facets)
{
	for (unsigned i = 0; i < work->unknown->len; i++) {
		uint32_t record = g_array_index(work->unknown, uint32_t, i);
		make_facets(&work->show, work->packed, record, &facets[record]);
	}
}

struct facet_set *facet_set_new(struct report *report, const struct facet_task *task)
{
	const struct catalog *catalog = task->show->catalog;
	uint32_t count = catalog->record_count;
	g_autoptr(FacetSet) set = g_new0(struct facet_set, 1);
	set->records = g_new0(struct record_facets, MAX(count, 1));
	set->known = g_new0(bool, MAX(count, 1));
	set->gone = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(Digester) digester = digester_new();
	for (uint32_t i = 0; i < count; i++)
		set->records[i].made_from = digest_made_from(digester, task, i);
	if (task->known != NULL)
		load_known(set, catalog, task->known);
	g_autoptr(GArray) unknown = list_unknown(set, count);
	struct work_context work = {.show = *task->show, .unknown = unknown};
	work.show.arena = arena_new();
	work.packed = g_byte_array_new();
	bool done = true;
	if (unknown->len <= ALONE_MOST)
		make_here(&work, set->records);
	else
		done = make_in_workers(report, task, &work, set->records);
	arena_free(work.show.arena);
	g_byte_array_unref(work.packed);
	return done ? g_steal_pointer(&set) : NULL;
}

void facet_set_free(struct facet_set *set)
{
	if (set == NULL)
		return;
	if (set->gone != NULL)
		g_ptr_array_unref(set->gone);
	g_free(set->records);
	g_free(set->known);
	g_free(set);
}

bool facet_set_keep(const struct facet_set *set, const struct catalog *catalog, struct store *to)
{
	bool done = true;
	for (uint32_t i = 0; done && i < catalog->record_count; i++) {
		const char *id = catalog->records[i].id;
		if (!set->known[i])
			done = store_put(to, STORE_RECORD, id, strlen(id), &set->records[i],
			                 sizeof set->records[i]);
	}
	for (unsigned i = 0; done && i < set->gone->len; i++)
		done = store_delete(to, STORE_RECORD, set->gone->pdata[i],
		                    strlen(set->gone->pdata[i]));
	return done;
}
