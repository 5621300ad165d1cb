/* SPDX-License-Identifier: MIT */
#include "pages/show_counts.h"

#include "pages/show_record.h"

#include <string.h>

enum { MONTHS_A_YEAR = 12, MONTHS_MOST = 3 * MONTHS_A_YEAR };

/* ---- sizes of lists */

static void add_row(const struct show *show, const struct axis_groups *axis,
                    const struct group *group, struct value_builder *map)
{
	const struct axis *first = axis->axis->within[0];
	const struct group *row =
	        &show->catalog->axes[first - show->catalog->schema->axes].groups[group->parent];
	show_text(map, "row", show_label(show, &row->label));
	show_text(map, "row_key", row->key);
	show_text(map, "row_url", plan_list_url(show->arena, first, row));
}

/* The key of the second axis alone, where rows are told apart or there is one. */
static const char *key_of(const struct show *show, const struct axis_groups *axis,
                          const struct group *group)
{
	const struct axis *second = axis->axis->within[1];
	if (second == NULL)
		return group->key;
	return show->catalog->axes[second - show->catalog->schema->axes].groups[group->second].key;
}

static struct value show_count(const struct show *show, const struct axis_groups *axis,
                               const struct group *group, bool rows)
{
	struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
	show_text(&map, "key", key_of(show, axis, group));
	show_text(&map, "label", show_label(show, &group->label));
	show_text(&map, "url", plan_list_url(show->arena, axis->axis, group));
	show_number(&map, "count", group->count);
	if (rows)
		add_row(show, axis, group, &map);
	return value_builder_end(&map);
}

static struct value show_none(const struct show *show, const struct term *term)
{
	struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
	show_text(&map, "key", term->key);
	show_text(&map, "label", show_label(show, &term->label));
	show_number(&map, "count", 0);
	return value_builder_end(&map);
}

/* Groups [from, to), with the terms of which there is none. Both come in the order of the terms. */
static void add_terms(const struct show *show, const struct axis_groups *axis, uint32_t from,
                      uint32_t to, const struct vocabulary *vocabulary, struct value_builder *list)
{
	for (unsigned i = 0; i < vocabulary->term_count; i++) {
		const struct term *term = &vocabulary->terms[i];
		bool found = from < to &&
		             strcmp(key_of(show, axis, &axis->groups[from]), term->key) == 0;
		value_builder_add(list, found ? show_count(show, axis, &axis->groups[from], false)
		                              : show_none(show, term));
		from += found;
	}
}

struct value show_counts(const struct show *show, uint32_t number, uint32_t group)
{
	const struct axis_groups *axis = &show->catalog->axes[number];
	bool pairs = axis->below != NULL;
	bool rows = pairs && group == PLAN_ALL;
	uint32_t from = group == PLAN_ALL ? 0 : axis->below[group];
	uint32_t to = group == PLAN_ALL ? axis->count : axis->below[group + 1];
	const struct axis *told = pairs ? axis->axis->within[1] : axis->axis;
	struct value_builder list = value_builder_begin(show->arena, VALUE_LIST);
	uint32_t samples = 0;
	for (uint32_t i = from; i < to; i++)
		samples += axis->groups[i].samples;
	if (told->vocabulary != NULL && !rows)
		add_terms(show, axis, from, to, told->vocabulary, &list);
	else
		for (uint32_t i = from; i < to; i++)
			value_builder_add(&list, show_count(show, axis, &axis->groups[i], rows));
	struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
	show_text(&map, "axis", axis->axis->name);
	show_text(&map, "label", show_label(show, &axis->axis->label));
	value_builder_set(&map, "sample", value_boolean(samples > 0));
	value_builder_set(&map, "items", value_builder_end(&list));
	return value_builder_end(&map);
}

/* ---- months */

struct month {
	int number; /* since the year 0 */
	uint32_t count;
	const char *url;
};

struct months {
	struct month told[MONTHS_MOST]; /* newest first */
	unsigned count;
	uint32_t earlier;
	uint32_t undated;
	uint32_t samples;
};

static int month_of(struct date date)
{
	return date.year * MONTHS_A_YEAR + date.month - 1;
}

/* The sections of a front are in no order of months. */
static const char *month_url(const struct show *show, const struct axis *axis,
                             const struct group *group, uint32_t place, int month)
{
	const char *url = plan_place_url(show->arena, axis, group, place);
	bool front = strcmp(url, plan_list_url(show->arena, axis, group)) == 0;
	if (front && axis->section_count > 0)
		return url;
	return arena_printf(show->arena, "%s#m%04d-%02d", url, month / MONTHS_A_YEAR,
	                    month % MONTHS_A_YEAR + 1);
}

/* Room for the month, after those without documents that lie between. NULL: it is too long ago. */
static struct month *reach_month(struct months *months, int number)
{
	if (months->count == 0)
		months->told[months->count++] = (struct month){.number = number};
	while (months->told[months->count - 1].number != number) {
		if (months->count == MONTHS_MOST)
			return NULL;
		int before = months->told[months->count - 1].number - 1;
		months->told[months->count++] = (struct month){.number = before};
	}
	return &months->told[months->count - 1];
}

/* Records come oldest first, those without date before all. */
static void add_months(const struct show *show, const struct axis *axis, const struct group *group,
                       struct months *months)
{
	months->samples += group->samples;
	for (uint32_t i = group->count; i > 0; i--) {
		struct date date = show->catalog->records[group->records[i - 1]].listed_on;
		if (!date_is_set(date)) {
			months->undated += i;
			return;
		}
		struct month *month = reach_month(months, month_of(date));
		if (month == NULL) {
			months->earlier += 1;
			continue;
		}
		if (month->count++ == 0)
			month->url = month_url(show, axis, group, i - 1, month->number);
	}
}

static struct value list_months(const struct show *show, const struct months *months)
{
	struct value_builder list = value_builder_begin(show->arena, VALUE_LIST);
	for (unsigned i = months->count; i > 0; i--) {
		const struct month *month = &months->told[i - 1];
		struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
		show_text(&map, "month",
		          arena_printf(show->arena, "%04d-%02d", month->number / MONTHS_A_YEAR,
		                       month->number % MONTHS_A_YEAR + 1));
		show_number(&map, "count", month->count);
		show_text(&map, "url", month->url);
		value_builder_add(&list, value_builder_end(&map));
	}
	return value_builder_end(&list);
}

struct value show_months(const struct show *show, uint32_t number, uint32_t group)
{
	const struct axis_groups *axis = &show->catalog->axes[number];
	uint32_t from = group == PLAN_ALL ? 0 : group;
	uint32_t to = group == PLAN_ALL ? axis->count : group + 1;
	struct months months = {.count = 0};
	for (uint32_t i = from; i < to; i++) /* years come newest first */
		add_months(show, axis->axis, &axis->groups[i], &months);
	struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
	show_text(&map, "axis", axis->axis->name);
	show_text(&map, "label", show_label(show, &axis->axis->label));
	value_builder_set(&map, "sample", value_boolean(months.samples > 0));
	value_builder_set(&map, "items", list_months(show, &months));
	show_number(&map, "earlier", months.earlier);
	show_number(&map, "undated", months.undated);
	return value_builder_end(&map);
}
