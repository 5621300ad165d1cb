/* SPDX-License-Identifier: MIT */
/*
 * A record's places on the axes were noted when it was made. Here they are brought together: names
 * that mean the same organ or topic become one group, each group gets a label and an address, and
 * its records their order.
 */
#include "catalog/group.h"

#include "catalog/address.h"

#include <stdlib.h>
#include <string.h>

struct axis_work {
	struct intake *intake;
	struct lookup *lookup;
	const struct axis *axis;
	const struct field *field; /* what the axis goes by; NULL for the kind and for years */
	GHashTable *by_key;        /* key to struct group_work */
	GHashTable *by_value;      /* likewise; values as they were noted, each text of them once */
	GPtrArray *groups;         /* of struct group_work, owned */
};

struct group_work {
	struct group group;
	unsigned rank;   /* in the order of the vocabulary or kinds */
	GArray *records; /* of uint32_t */
};

static void group_work_free(void *data)
{
	struct group_work *work = data;
	g_array_unref(work->records);
	g_free(work);
}

static const struct field *axis_field(const struct schema *schema, const struct axis *axis)
{
	for (unsigned i = 0; i < schema->kind_count && !axis->by_year; i++) {
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

static void describe_term(const struct axis_work *work, struct group_work *group)
{
	const struct vocabulary *vocabulary = work->field->vocabulary;
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

/* Label, address and rank of a new group. */
static void describe(const struct axis_work *work, struct group_work *group)
{
	const struct catalog *catalog = work->intake->catalog;
	group->group.label = same_label(group->group.key);
	group->group.entity = RECORD_NONE;
	group->group.slug = address_slug(catalog->arena, group->group.key);
	group->rank = UINT32_MAX;
	if (work->axis->by_year) {
		group->rank = 10000 - (unsigned)atoi(group->group.key);
	} else if (work->field == NULL) {
		const struct kind *kind = schema_kind(catalog->schema, group->group.key);
		group->group.label = kind->label;
		group->rank = (unsigned)(kind - catalog->schema->kinds);
	} else if (work->field->type == FIELD_TERM) {
		describe_term(work, group);
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

static void place(struct axis_work *work, uint32_t record, const char *value)
{
	GArray *records = find_group(work, value)->records;
	if (records->len == 0 || g_array_index(records, uint32_t, records->len - 1) != record)
		g_array_append_val(records, record);
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

static int compare_groups(const void *first, const void *second)
{
	const struct group_work *a = *(struct group_work *const *)first;
	const struct group_work *b = *(struct group_work *const *)second;
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
	}
	for (unsigned i = 0; i < sorted->len; i++) {
		struct target target = {.type = TARGET_GROUP, .index = i};
		target.axis = (uint32_t)(work->axis - catalog->schema->axes);
		lookup_add_group(work->lookup, work->axis->name, groups[i].key, &target);
		if (groups[i].entity != RECORD_NONE)
			catalog->records[groups[i].entity].list = target;
	}
	*out = (struct axis_groups){.axis = work->axis, .groups = groups, .count = sorted->len};
}

static void begin_axis(struct axis_work *work, struct intake *intake, struct lookup *lookup,
                       uint32_t number)
{
	const struct axis *axis = &intake->catalog->schema->axes[number];
	*work = (struct axis_work){.intake = intake, .lookup = lookup, .axis = axis};
	work->field = axis_field(intake->catalog->schema, axis);
	work->by_key = g_hash_table_new(g_str_hash, g_str_equal);
	work->by_value = g_hash_table_new(NULL, NULL);
	work->groups = g_ptr_array_new_with_free_func(group_work_free);
}

static void end_axis(struct axis_work *work)
{
	g_hash_table_unref(work->by_key);
	g_hash_table_unref(work->by_value);
	g_ptr_array_unref(work->groups);
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

/* Oldest first, so that every group is in order. */
static void place_all(struct intake *intake, struct axis_work *works)
{
	const struct catalog *catalog = intake->catalog;
	g_autofree uint32_t *first = find_places(intake);
	for (uint32_t i = catalog->newest_count; i > 0; i--) {
		uint32_t record = catalog->newest[i - 1];
		for (uint32_t at = first[record]; at < first[record + 1]; at++) {
			const struct pending_place *noted =
			        &g_array_index(intake->places, struct pending_place, at);
			place_broadly(&works[noted->axis], record, noted->value);
		}
	}
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
	place_all(intake, works);
	for (unsigned i = 0; i < count; i++) {
		finish_axis(&works[i], &catalog->axes[i]);
		end_axis(&works[i]);
	}
}
