/* SPDX-License-Identifier: MIT */
/*
 * Lists never shift: they are cut from the oldest end, so that a numbered page, once full, stays as
 * it is; what is new shows on the front alone.
 */
#include "pages/planning.h"

enum {
	LIST_LENGTH = 30,
	SECTION_LENGTH = 10,
	HIDDEN_LENGTH = 100 /* few ask for the documents behind a number, and those want all */
};

/* How a list is cut. */
struct cutting {
	uint32_t length; /* of a numbered page */
	uint32_t full;   /* how many there are */
	uint32_t from;   /* the first record of the front */
};

/*
 * The front shows the newest LIST_LENGTH, whatever page they will stand on when it is full. Of a
 * hidden list it shows what no numbered page has, so that each document stands once.
 */
static struct cutting cut_list(const struct axis *axis, uint32_t count)
{
	struct cutting cutting = {.length = axis->hidden ? HIDDEN_LENGTH : LIST_LENGTH};
	if (count <= cutting.length)
		return cutting;
	cutting.full = (axis->hidden ? count - 1 : count) / cutting.length;
	cutting.from = axis->hidden ? cutting.full * cutting.length : count - cutting.length;
	return cutting;
}

static char *numbered_url(struct arena *arena, const struct axis *axis, const struct group *group,
                          uint32_t number)
{
	return arena_printf(arena, "list/%s/%s/%s.html", axis->name, group->slug,
	                    planning_number(arena, number));
}

char *plan_place_url(struct arena *arena, const struct axis *axis, const struct group *group,
                     uint32_t place)
{
	struct cutting cutting = cut_list(axis, group->count);
	if (place >= cutting.from)
		return plan_list_url(arena, axis, group);
	return numbered_url(arena, axis, group, place / cutting.length + 1);
}

/* The number of the section that takes a kind, from 1. */
static unsigned section_of(const struct axis *axis, const struct kind *kind)
{
	unsigned rest = 0;
	for (unsigned i = 0; i < axis->section_count; i++) {
		if (planning_has_kind(axis->sections[i].kinds, kind))
			return i + 1;
		if (axis->sections[i].kinds[0] == NULL)
			rest = i + 1;
	}
	return rest;
}

/*
 * The newest of the list, as on every front, and of each section at least its own newest: a hundred
 * answers do not push out what they answer.
 */
static void add_sections(struct planning *planning, const struct axis *axis,
                         const struct group *group, uint32_t from)
{
	g_autofree unsigned *shown = g_new0(unsigned, axis->section_count + 1);
	for (uint32_t i = group->count; i > 0; i--) {
		uint32_t record = group->records[i - 1];
		unsigned section = section_of(axis, planning->catalog->records[record].kind);
		if (i > from || shown[section] < SECTION_LENGTH) {
			planning_add_input(planning, INPUT_ENTRY, record, 0, section);
			shown[section]++;
		}
	}
}

static const char *const *section_names(struct planning *planning, const struct axis *axis)
{
	const char **names =
	        arena_new_array(planning->plan->arena, const char *, axis->section_count);
	for (unsigned i = 0; i < axis->section_count; i++)
		names[i] = axis->sections[i].name;
	return names;
}

/* What the figures of a front are made of. */
static void add_counts(struct planning *planning, const struct axis *axis, uint32_t group,
                       uint32_t number)
{
	if (axis->months)
		planning_add_input(planning, INPUT_MONTHS, group, number, 0);
	for (unsigned i = 0; axis->counts != NULL && axis->counts[i] != NULL; i++)
		planning_add_input(planning, INPUT_COUNTS, group,
		                   (uint32_t)(axis->counts[i] - planning->catalog->schema->axes), 0);
}

/* One page of a list: the records [from, to) of the group, newest first. */
static void plan_page(struct planning *planning, uint32_t axis_number, uint32_t group_number,
                      uint32_t from, uint32_t to, struct page page)
{
	const struct axis *axis = planning->catalog->axes[axis_number].axis;
	const struct group *group = &planning->catalog->axes[axis_number].groups[group_number];
	uint32_t mark = planning_mark(planning);
	bool front = page.number == 0;
	planning_add_input(planning, front ? INPUT_GROUP : INPUT_GROUP_NAME, group_number,
	                   axis_number, 0);
	if (front && group->entity != RECORD_NONE)
		planning_add_input(planning, INPUT_ENTITY, group->entity, 0, 0);
	if (front)
		add_counts(planning, axis, group_number, axis_number);
	page.type = PAGE_VIEW;
	page.in_kiosk = true;
	page.view = axis->view;
	page.hidden = axis->hidden;
	page.by_month = !axis->hidden && !(front && axis->section_count > 0);
	if (front && axis->section_count > 0) {
		page.slots = section_names(planning, axis);
		page.slot_count = (uint8_t)axis->section_count;
		page.sections = true;
		add_sections(planning, axis, group, from);
	} else {
		planning_add_newest(planning, INPUT_ENTRY, group->records, from, to);
	}
	planning_add_page(planning, page, mark, page.url);
}

/*
 * Full pages are numbered from the oldest; the front leads to the page of the newest record that it
 * does not show itself.
 */
static void plan_list(struct planning *planning, uint32_t axis_number, uint32_t group_number)
{
	struct arena *arena = planning->plan->arena;
	const struct axis *axis = planning->catalog->axes[axis_number].axis;
	const struct group *group = &planning->catalog->axes[axis_number].groups[group_number];
	const struct cutting cutting = cut_list(axis, group->count);
	const char *front = plan_list_url(arena, axis, group);
	for (uint32_t number = 1; number <= cutting.full; number++) {
		struct page page = {.number = number,
		                    .url = numbered_url(arena, axis, group, number)};
		if (number > 1)
			page.older = numbered_url(arena, axis, group, number - 1);
		page.newer = number < cutting.full ? numbered_url(arena, axis, group, number + 1)
		                                   : front;
		plan_page(planning, axis_number, group_number, (number - 1) * cutting.length,
		          number * cutting.length, page);
	}
	struct page page = {.url = front};
	if (cutting.from > 0)
		page.older = plan_place_url(arena, axis, group, cutting.from - 1);
	plan_page(planning, axis_number, group_number, cutting.from, group->count, page);
}

/* The list of an axis' lists. It does not tell their sizes, so it stays when one grows. */
static void plan_axis(struct planning *planning, uint32_t axis_number)
{
	const struct axis_groups *axis = &planning->catalog->axes[axis_number];
	uint32_t mark = planning_mark(planning);
	planning_add_input(planning, INPUT_AXIS, axis_number, 0, 0);
	for (uint32_t i = 0; i < axis->count; i++)
		planning_add_input(planning, INPUT_GROUP_NAME, i, axis_number, 0);
	const char *url = plan_list_url(planning->plan->arena, axis->axis, NULL);
	planning_add_page(planning,
	                  (struct page){.type = PAGE_VIEW,
	                                .url = url,
	                                .view = axis->axis->index_view,
	                                .in_kiosk = true},
	                  mark, url);
}

void plan_lists(struct planning *planning)
{
	for (uint32_t axis = 0; axis < planning->catalog->schema->axis_count; axis++) {
		if (!planning->catalog->axes[axis].axis->hidden)
			plan_axis(planning, axis);
		for (uint32_t group = 0; group < planning->catalog->axes[axis].count; group++) {
			plan_list(planning, axis, group);
			if (planning->catalog->axes[axis].axis->feeds)
				plan_feeds(planning, axis, group);
		}
	}
}
