/* SPDX-License-Identifier: MIT */
/*
 * Lists never shift: they are cut from the oldest end, so that a numbered page, once full, stays as
 * it is; what is new shows on the front alone.
 */
#include "pages/plan.h"

#include <string.h>

enum { LIST_LENGTH = 50, HOME_LENGTH = 20 };

struct planning {
	struct report *report;
	struct plan *plan;
	const struct catalog *catalog;
	const struct theme *theme;
	GHashTable *addresses; /* of pages, in lower case, to what they show */
	GHashTable *views;     /* names of those that were looked for in the theme */
	bool right;
};

char *plan_list_url(struct arena *arena, const struct axis *axis, const struct group *group)
{
	if (group == NULL)
		return arena_printf(arena, "list/%s/index.html", axis->name);
	return arena_printf(arena, "list/%s/%s/index.html", axis->name, group->slug);
}

static char *numbered_url(struct arena *arena, const struct axis *axis, const struct group *group,
                          uint32_t number)
{
	return arena_printf(arena, "list/%s/%s/%u.html", axis->name, group->slug, number);
}

/*
 * A view that has no template would fail on each of its pages; better once, and before any is
 * rendered.
 */
static void check_view(struct planning *planning, const char *view)
{
	if (!g_hash_table_add(planning->views, (void *)view) ||
	    template_set_has(planning->theme->templates, view))
		return;
	g_autofree char *path = g_strdup_printf("template/%s.mustache", view);
	planning->right =
	        report_error(planning->report, place_of_file(path), "theme/template",
	                     _("the theme has no such template, and there are pages that need it"));
}

/*
 * Adds a page whose inputs are those added since `first_input`. `subject` is what messages call it.
 */
static void add_page(struct planning *planning, struct page page, uint32_t first_input,
                     const char *subject)
{
	page.first_input = first_input;
	page.input_count = planning->plan->inputs->len - first_input;
	if (page.type == PAGE_VIEW)
		check_view(planning, page.view);
	g_autofree char *folded = g_ascii_strdown(page.url, -1);
	const char *other = g_hash_table_lookup(planning->addresses, folded);
	if (other != NULL) {
		planning->right = report_error(
		        planning->report, place_of_file(subject), "page/address",
		        _("would get the same address as %s (%s); give one of them another id"),
		        other, page.url);
		return;
	}
	g_hash_table_insert(planning->addresses, g_steal_pointer(&folded), (void *)subject);
	g_array_append_val(planning->plan->pages, page);
}

static void add_input(struct planning *planning, enum input_type type, uint32_t index,
                      uint32_t detail)
{
	struct input input = {.type = type, .index = index, .detail = detail};
	g_array_append_val(planning->plan->inputs, input);
}

static uint32_t input_mark(const struct planning *planning)
{
	return planning->plan->inputs->len;
}

static void plan_document(struct planning *planning, uint32_t number)
{
	const struct record *record = &planning->catalog->records[number];
	uint32_t mark = input_mark(planning);
	add_input(planning, INPUT_DOCUMENT, number, 0);
	for (uint32_t i = 0; i < record->tie_count; i++)
		add_input(planning, INPUT_TIE, i, 0);
	for (uint32_t i = 0; i < record->target_count; i++)
		if (record->targets[i].type != TARGET_NONE)
			add_input(planning, INPUT_ADDRESS, i, 0);
	for (uint32_t i = 0; i < record->field_target_count; i++)
		add_input(planning, INPUT_FIELD_ADDRESS, i, 0);
	if (record->list.type == TARGET_GROUP)
		add_input(planning, INPUT_GROUP, record->list.index, record->list.axis);
	add_page(planning,
	         (struct page){.type = PAGE_VIEW, .url = record->url, .view = record->kind->view},
	         mark, record->path);
}

/* One page of a list: the records [from, to) of the group, newest first. */
static void plan_list_page(struct planning *planning, uint32_t axis_number, uint32_t group_number,
                           uint32_t from, uint32_t to, struct page page)
{
	const struct axis_groups *axis = &planning->catalog->axes[axis_number];
	const struct group *group = &axis->groups[group_number];
	uint32_t mark = input_mark(planning);
	add_input(planning, INPUT_GROUP, group_number, axis_number);
	if (page.number == 0 && group->entity != RECORD_NONE)
		add_input(planning, INPUT_ENTITY, group->entity, 0);
	for (uint32_t i = to; i > from; i--)
		add_input(planning, INPUT_ENTRY, group->records[i - 1], 0);
	page.type = PAGE_VIEW;
	page.view = axis->axis->view;
	add_page(planning, page, mark, page.url);
}

/*
 * Full pages are numbered from the oldest; the front shows the newest LIST_LENGTH, whatever page
 * they will stand on when it is full. It leads to the page of the newest record that it does not
 * show itself.
 */
static void plan_list(struct planning *planning, uint32_t axis_number, uint32_t group_number)
{
	struct arena *arena = planning->plan->arena;
	const struct axis_groups *axis = &planning->catalog->axes[axis_number];
	const struct group *group = &axis->groups[group_number];
	uint32_t full = group->count > LIST_LENGTH ? group->count / LIST_LENGTH : 0;
	const char *front = plan_list_url(arena, axis->axis, group);
	for (uint32_t number = 1; number <= full; number++) {
		struct page page = {.number = number,
		                    .url = numbered_url(arena, axis->axis, group, number)};
		if (number > 1)
			page.older = numbered_url(arena, axis->axis, group, number - 1);
		page.newer =
		        number < full ? numbered_url(arena, axis->axis, group, number + 1) : front;
		plan_list_page(planning, axis_number, group_number, (number - 1) * LIST_LENGTH,
		               number * LIST_LENGTH, page);
	}
	struct page page = {.url = front};
	uint32_t from = group->count > LIST_LENGTH ? group->count - LIST_LENGTH : 0;
	if (from > 0)
		page.older = numbered_url(arena, axis->axis, group, (from - 1) / LIST_LENGTH + 1);
	plan_list_page(planning, axis_number, group_number, from, group->count, page);
}

static void plan_axis(struct planning *planning, uint32_t axis_number)
{
	const struct axis_groups *axis = &planning->catalog->axes[axis_number];
	uint32_t mark = input_mark(planning);
	add_input(planning, INPUT_AXIS, axis_number, 0);
	for (uint32_t i = 0; i < axis->count; i++)
		add_input(planning, INPUT_GROUP, i, axis_number);
	const char *url = plan_list_url(planning->plan->arena, axis->axis, NULL);
	add_page(planning,
	         (struct page){.type = PAGE_VIEW, .url = url, .view = axis->axis->index_view}, mark,
	         url);
	for (uint32_t i = 0; i < axis->count; i++)
		plan_list(planning, axis_number, i);
}

static void plan_home(struct planning *planning)
{
	const struct catalog *catalog = planning->catalog;
	uint32_t mark = input_mark(planning);
	for (uint32_t i = 0; i < catalog->newest_count && i < HOME_LENGTH; i++)
		add_input(planning, INPUT_ENTRY, catalog->newest[i], 0);
	for (uint32_t i = 0; i < catalog->schema->axis_count; i++)
		if (catalog->axes[i].count > 0)
			add_input(planning, INPUT_AXIS, i, 0);
	add_page(planning, (struct page){.type = PAGE_VIEW, .url = "index.html", .view = "home"},
	         mark, "index.html");
}

/* The same picture at two paths is one file of the site. */
static void plan_files(struct planning *planning)
{
	for (uint32_t i = 0; i < planning->catalog->asset_count; i++) {
		const struct catalog_file *file = &planning->catalog->assets[i];
		const char *known = g_hash_table_lookup(planning->addresses, file->url);
		if (known == NULL)
			add_page(planning,
			         (struct page){.type = PAGE_FILE, .url = file->url, .index = i},
			         input_mark(planning), file->source->path);
	}
	for (uint32_t i = 0; i < planning->theme->file_count; i++)
		add_page(planning,
		         (struct page){.type = PAGE_THEME,
		                       .url = planning->theme->files[i].url,
		                       .index = i},
		         input_mark(planning), planning->theme->files[i].url);
}

struct plan *plan_new(struct report *report, const struct catalog *catalog,
                      const struct theme *theme)
{
	g_autoptr(Plan) plan = g_new0(struct plan, 1);
	plan->arena = arena_new();
	plan->pages = g_array_new(FALSE, TRUE, sizeof(struct page));
	plan->inputs = g_array_new(FALSE, TRUE, sizeof(struct input));
	g_autoptr(GHashTable) addresses =
	        g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(GHashTable) views = g_hash_table_new(g_str_hash, g_str_equal);
	struct planning planning = {.report = report,
	                            .plan = plan,
	                            .catalog = catalog,
	                            .theme = theme,
	                            .addresses = addresses,
	                            .views = views,
	                            .right = true};
	plan_home(&planning);
	for (uint32_t i = 0; i < catalog->record_count; i++)
		plan_document(&planning, i);
	for (uint32_t i = 0; i < catalog->schema->axis_count; i++)
		plan_axis(&planning, i);
	plan->view_count = plan->pages->len;
	plan_files(&planning);
	return planning.right ? g_steal_pointer(&plan) : NULL;
}

void plan_free(struct plan *plan)
{
	if (plan == NULL)
		return;
	arena_free(plan->arena);
	g_array_unref(plan->pages);
	g_array_unref(plan->inputs);
	g_free(plan);
}
