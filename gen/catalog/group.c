/* SPDX-License-Identifier: MIT */
/*
 * A record's places on the axes were noted when it was made, or are derived now. Here they are
 * brought together: names that mean the same organ or topic become one group, each group gets a
 * label and an address, and its records their order. Pairs of groups come of the groups that one
 * record was put into.
 */
#include "catalog/group.h"

#include "catalog/address.h"
#include "catalog/measure.h"

#include <stdlib.h>
#include <string.h>

struct axis_work {
	struct intake *intake;
	struct lookup *lookup;
	const struct axis *axis;
	const struct field *
	        field; /* what the axis goes by; NULL for the kind, for years, and for what is derived */
	GHashTable *by_key;   /* key to struct group_work */
	GHashTable *by_value; /* likewise; values as they were noted, each text of them once */
	GHashTable *by_pair;  /* of an axis within two others: struct pair to struct group_work */
	struct axis_work *within[2]; /* likewise; else NULL */
	GPtrArray *groups;           /* of struct group_work, owned */
	GPtrArray *present;          /* those that have the record in hand */
};

struct pair {
	const struct group_work *first;
	const struct group_work *second;
};

struct group_work {
	struct group group;
	unsigned rank;    /* in the order of the vocabulary or kinds */
	uint32_t number;  /* in the order of the axis, once that is known */
	struct pair pair; /* of what it consists, or NULL twice */
	GArray *records;  /* of uint32_t */
};

static void group_work_free(void *data)
{
	struct group_work *work = data;
	g_array_unref(work->records);
	g_free(work);
}

static const struct field *axis_field(const struct schema *schema, const struct axis *axis)
{
	for (unsigned i = 0; i < schema->kind_count && !axis->by_year && axis->field != NULL; i++) {
		const struct field *field = kind_field(&schema->kinds[i], axis->field);
		if (field != NULL)
			return field;
	}
	return NULL;
}

static struct label same_label(const char *text)
{
	struct label label;
	for (unsigned i = 0; i < LANGUAGE_COUNT; i++)
		label.text[i] = text;
	return label;
}

static void describe_term(const struct vocabulary *vocabulary, struct group_work *group)
{
	const struct term *term = vocabulary_find(vocabulary, group->group.key);
	if (term == NULL)
		return;
	group->group.label = term->label;
	group->rank = (unsigned)(term - vocabulary->terms);
}

static struct label boolean_label(const char *key)
{
	static const struct label YES = {{"是", "是", "yes"}};
	static const struct label NO = {{"否", "否", "no"}};
	return strcmp(key, "true") == 0 ? YES : NO;
}

/* Quarters come newest first, as years do: of four digits and a number they sort as text. */
static void describe_derived(const struct axis_work *work, struct group_work *group)
{
	enum { QUARTERS = 4, LATEST = 10000 };
	const char *key = group->group.key;
	if (work->axis->vocabulary != NULL) {
		describe_term(work->axis->vocabulary, group);
		return;
	}
	group->group.label = measure_quarter_label(work->intake->catalog->arena, key);
	group->rank = (unsigned)((LATEST - atoi(key)) * QUARTERS) - (unsigned)(key[6] - '0');
}

/* Label, address and rank of a new group. */
static void describe(const struct axis_work *work, struct group_work *group)
{
	const struct catalog *catalog = work->intake->catalog;
	group->group.label = same_label(group->group.key);
	group->group.entity = RECORD_NONE;
	group->group.slug = address_slug(catalog->arena, group->group.key);
	group->rank = UINT32_MAX;
	if (work->axis->derive != MEASURE_NONE) {
		describe_derived(work, group);
	} else if (work->axis->by_year) {
		group->rank = 10000 - (unsigned)atoi(group->group.key);
	} else if (work->field == NULL) {
		const struct kind *kind = schema_kind(catalog->schema, group->group.key);
		group->group.label = kind->label;
		group->rank = (unsigned)(kind - catalog->schema->kinds);
	} else if (work->field->type == FIELD_TERM) {
		describe_term(work->field->vocabulary, group);
	} else if (work->field->type == FIELD_BOOLEAN) {
		group->group.label = boolean_label(group->group.key);
	} else if (work->field->type == FIELD_ENTITY) {
		uint32_t entity = lookup_entity(work->lookup, work->field->of, group->group.key);
		if (entity == RECORD_NONE)
			return;
		group->group.entity = entity;
		group->group.label = same_label(catalog->records[entity].title);
	}
}

/* Different names of one organ are one key: its title. */
static const char *group_key(const struct axis_work *work, const char *value)
{
	if (work->field == NULL || work->field->type != FIELD_ENTITY)
		return value;
	uint32_t entity = lookup_entity(work->lookup, work->field->of, value);
	return entity == RECORD_NONE ? value : work->intake->catalog->records[entity].title;
}

static struct group_work *find_group(struct axis_work *work, const char *value)
{
	struct group_work *group = g_hash_table_lookup(work->by_value, value);
	if (group != NULL)
		return group;
	const char *key = group_key(work, value);
	group = g_hash_table_lookup(work->by_key, key);
	if (group == NULL) {
		group = g_new0(struct group_work, 1);
		group->group.key = key;
		group->records = g_array_new(FALSE, FALSE, sizeof(uint32_t));
		describe(work, group);
		g_hash_table_insert(work->by_key, (void *)key, group);
		g_ptr_array_add(work->groups, group);
	}
	g_hash_table_insert(work->by_value, (void *)value, group);
	return group;
}

static void put(struct axis_work *work, struct group_work *group, uint32_t record)
{
	GArray *records = group->records;
	if (records->len > 0 && g_array_index(records, uint32_t, records->len - 1) == record)
		return;
	g_array_append_val(records, record);
	group->group.samples += work->intake->catalog->records[record].sample;
	g_ptr_array_add(work->present, group);
}

static void place(struct axis_work *work, uint32_t record, const char *value)
{
	put(work, find_group(work, value), record);
}

/* Also in the lists of broader terms, where the axis says so. */
static void place_broadly(struct axis_work *work, uint32_t record, const char *value)
{
	place(work, record, value);
	const struct field *field = work->field;
	if (!work->axis->broader || field == NULL || field->type != FIELD_TERM)
		return;
	const struct term *term = vocabulary_find(field->vocabulary, value);
	for (unsigned depth = 0; term != NULL && term->parent != NULL && depth < 8; depth++) {
		place(work, record, term->parent);
		term = vocabulary_find(field->vocabulary, term->parent);
	}
}

/* ---- pairs */

static guint pair_hash(gconstpointer key)
{
	const struct pair *pair = key;
	return g_direct_hash(pair->first) * 31 + g_direct_hash(pair->second);
}

static gboolean pair_equal(gconstpointer a, gconstpointer b)
{
	return memcmp(a, b, sizeof(struct pair)) == 0;
}

static struct group_work *find_pair(struct axis_work *work, struct pair pair)
{
	struct group_work *group = g_hash_table_lookup(work->by_pair, &pair);
	if (group != NULL)
		return group;
	struct arena *arena = work->intake->catalog->arena;
	const struct group *first = &pair.first->group;
	const struct group *second = &pair.second->group;
	group = g_new0(struct group_work, 1);
	group->pair = pair;
	group->group = (struct group){.label = second->label, .entity = RECORD_NONE};
	group->group.key = arena_join(arena, first->key, "/", second->key, NULL);
	group->group.slug = arena_join(arena, first->slug, "/", second->slug, NULL);
	group->records = g_array_new(FALSE, FALSE, sizeof(uint32_t));
	g_hash_table_insert(work->by_pair, &group->pair, group);
	g_ptr_array_add(work->groups, group);
	return group;
}

static void place_pairs(struct axis_work *work, uint32_t record)
{
	const GPtrArray *first = work->within[0]->present;
	const GPtrArray *second = work->within[1]->present;
	for (unsigned i = 0; i < first->len; i++)
		for (unsigned j = 0; j < second->len; j++) {
			struct pair pair = {.first = first->pdata[i], .second = second->pdata[j]};
			put(work, find_pair(work, pair), record);
		}
}

/* ---- the order of groups */

static int compare_pairs(const struct group_work *a, const struct group_work *b)
{
	if (a->pair.first != b->pair.first)
		return a->pair.first->number < b->pair.first->number ? -1 : 1;
	return a->pair.second->number < b->pair.second->number ? -1 : 1;
}

static int compare_groups(const void *first, const void *second)
{
	const struct group_work *a = *(struct group_work *const *)first;
	const struct group_work *b = *(struct group_work *const *)second;
	if (a->pair.first != NULL)
		return compare_pairs(a, b);
	if (a->rank != b->rank)
		return a->rank < b->rank ? -1 : 1;
	return strcmp(a->group.key, b->group.key);
}

static const uint32_t *keep_records(struct catalog *catalog, const GArray *records)
{
	uint32_t *kept = arena_new_array(catalog->arena, uint32_t, records->len);
	if (records->len > 0)
		memcpy(kept, records->data, records->len * sizeof(uint32_t));
	return kept;
}

/* The groups below one of the first axis lie side by side. */
static const uint32_t *find_below(const struct axis_work *work, const struct group *groups,
                                  uint32_t count)
{
	if (work->within[0] == NULL)
		return NULL;
	uint32_t parents = work->within[0]->groups->len;
	uint32_t *below = arena_new_array(work->intake->catalog->arena, uint32_t, parents + 1);
	for (uint32_t parent = 0, at = 0; parent <= parents; parent++) {
		while (at < count && groups[at].parent < parent)
			at++;
		below[parent] = at;
	}
	return below;
}

static void finish_axis(struct axis_work *work, struct axis_groups *out)
{
	struct catalog *catalog = work->intake->catalog;
	GPtrArray *sorted = work->groups;
	g_ptr_array_sort(sorted, compare_groups);
	struct group *groups = arena_new_array(catalog->arena, struct group, sorted->len);
	for (unsigned i = 0; i < sorted->len; i++) {
		struct group_work *group = sorted->pdata[i];
		groups[i] = group->group;
		groups[i].records = keep_records(catalog, group->records);
		groups[i].count = group->records->len;
		group->number = i;
		groups[i].parent =
		        group->pair.first == NULL ? RECORD_NONE : group->pair.first->number;
		groups[i].second =
		        group->pair.first == NULL ? RECORD_NONE : group->pair.second->number;
	}
	for (unsigned i = 0; i < sorted->len; i++) {
		struct target target = {.type = TARGET_GROUP, .index = i};
		target.axis = (uint32_t)(work->axis - catalog->schema->axes);
		lookup_add_group(work->lookup, work->axis->name, groups[i].key, &target);
		if (groups[i].entity != RECORD_NONE)
			catalog->records[groups[i].entity].list = target;
	}
	*out = (struct axis_groups){.axis = work->axis, .groups = groups, .count = sorted->len};
	out->below = find_below(work, groups, sorted->len);
}

static void begin_axis(struct axis_work *work, struct intake *intake, struct lookup *lookup,
                       uint32_t number)
{
	const struct axis *axis = &intake->catalog->schema->axes[number];
	*work = (struct axis_work){.intake = intake, .lookup = lookup, .axis = axis};
	work->field = axis_field(intake->catalog->schema, axis);
	work->by_key = g_hash_table_new(g_str_hash, g_str_equal);
	work->by_value = g_hash_table_new(NULL, NULL);
	work->by_pair = g_hash_table_new(pair_hash, pair_equal);
	work->groups = g_ptr_array_new_with_free_func(group_work_free);
	work->present = g_ptr_array_new();
}

static void end_axis(struct axis_work *work)
{
	g_hash_table_unref(work->by_key);
	g_hash_table_unref(work->by_value);
	g_hash_table_unref(work->by_pair);
	g_ptr_array_unref(work->groups);
	g_ptr_array_unref(work->present);
}

/* Where the places of each record begin: they were noted record by record. One more at the end. */
static uint32_t *find_places(const struct intake *intake)
{
	uint32_t count = intake->catalog->record_count;
	uint32_t *first = g_new(uint32_t, count + 1);
	unsigned at = 0;
	for (uint32_t record = 0; record <= count; record++) {
		while (at < intake->places->len &&
		       g_array_index(intake->places, struct pending_place, at).record < record)
			at++;
		first[record] = at;
	}
	return first;
}

static void place_record(struct intake *intake, struct axis_work *works, uint32_t record,
                         const uint32_t *first)
{
	const struct catalog *catalog = intake->catalog;
	for (uint32_t i = 0; i < catalog->schema->axis_count; i++)
		g_ptr_array_set_size(works[i].present, 0);
	for (uint32_t at = first[record]; at < first[record + 1]; at++) {
		const struct pending_place *noted =
		        &g_array_index(intake->places, struct pending_place, at);
		struct axis_work *work = &works[noted->axis];
		const char *value = noted->value;
		if (value == NULL)
			value = measure_record(catalog, work->axis, &catalog->records[record]);
		place_broadly(work, record, value);
	}
	for (uint32_t i = 0; i < catalog->schema->axis_count; i++)
		if (works[i].within[0] != NULL)
			place_pairs(&works[i], record);
}

/* Oldest first, so that every group is in order. */
static void place_all(struct intake *intake, struct axis_work *works)
{
	g_autofree uint32_t *first = find_places(intake);
	for (uint32_t i = intake->catalog->newest_count; i > 0; i--)
		place_record(intake, works, intake->catalog->newest[i - 1], first);
}

/* A record with its date at hand, by which nearly all can be told apart. */
struct dated {
	struct date listed_on;
	uint32_t record;
};

static int compare_newest_first(const void *first, const void *second, void *data)
{
	const struct dated *a = first;
	const struct dated *b = second;
	const struct record *records = data;
	int order = date_compare(b->listed_on, a->listed_on);
	return order != 0 ? order : record_compare(&records[a->record], &records[b->record]);
}

static void make_newest(struct catalog *catalog)
{
	g_autoptr(GArray) listed = g_array_new(FALSE, FALSE, sizeof(struct dated));
	for (uint32_t i = 0; i < catalog->record_count; i++) {
		struct dated dated = {.listed_on = catalog->records[i].listed_on, .record = i};
		if (catalog->records[i].kind->listed)
			g_array_append_val(listed, dated);
	}
	g_array_sort_with_data(listed, compare_newest_first, catalog->records);
	uint32_t *newest = arena_new_array(catalog->arena, uint32_t, listed->len);
	for (unsigned i = 0; i < listed->len; i++)
		newest[i] = g_array_index(listed, struct dated, i).record;
	catalog->newest = newest;
	catalog->newest_count = listed->len;
}

void groups_make(struct intake *intake, struct lookup *lookup)
{
	struct catalog *catalog = intake->catalog;
	unsigned count = catalog->schema->axis_count;
	catalog->axes = arena_new_array(catalog->arena, struct axis_groups, count);
	g_autofree struct axis_work *works = g_new0(struct axis_work, MAX(count, 1));
	make_newest(catalog);
	for (unsigned i = 0; i < count; i++)
		begin_axis(&works[i], intake, lookup, i);
	for (unsigned i = 0; i < count; i++)
		for (unsigned j = 0; j < 2 && works[i].axis->within[j] != NULL; j++)
			works[i].within[j] =
			        &works[works[i].axis->within[j] - catalog->schema->axes];
	place_all(intake, works);
	for (unsigned i = 0; i < count; i++) /* pairs stand behind what they are made of */
		finish_axis(&works[i], &catalog->axes[i]);
	for (unsigned i = 0; i < count; i++)
		end_axis(&works[i]);
}
