/* SPDX-License-Identifier: MIT */
#include "pages/plan.h"

#include "pages/planning_search.h"

#include <string.h>

enum { ADDRESSES_EACH = 2 }; /* of a document, at least */

char *plan_list_url(struct arena *arena, const struct axis *axis, const struct group *group)
{
	if (group == NULL)
		return arena_printf(arena, "list/%s/index.html", axis->name);
	return arena_printf(arena, "list/%s/%s/index.html", axis->name, group->slug);
}

char *plan_feed_url(struct arena *arena, const struct axis *axis, const struct group *group,
                    const char *suffix)
{
	return arena_printf(arena, "feed/%s/%s/index%s", axis->name, group->slug, suffix);
}

char *plan_record_url(struct arena *arena, const struct record *record)
{
	static const char HTML[] = ".html";
	static const char JSON[] = ".json";
	G_STATIC_ASSERT(sizeof HTML == sizeof JSON);
	size_t length = strlen(record->url);
	char *url = arena_copy(arena, record->url, length);
	memcpy(url + length - strlen(JSON), JSON, strlen(JSON));
	return url;
}

static const char KIOSK_FOLDER[] = "kiosk/";

const char *page_local_url(const struct page *page)
{
	return page->edition == EDITION_KIOSK ? page->url + strlen(KIOSK_FOLDER) : page->url;
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

/* The address in lower case, as nearly all are. */
static const char *fold(struct planning *planning, const char *url)
{
	const char *at = url;
	while (*at != '\0' && !g_ascii_isupper(*at))
		at++;
	if (*at == '\0')
		return url;
	g_autofree char *folded = g_ascii_strdown(url, -1);
	return arena_string(planning->plan->arena, folded);
}

static bool add_page(struct planning *planning, struct page page, const char *subject)
{
	if (page.type == PAGE_VIEW)
		check_view(planning, page.view);
	uint32_t other = name_table_add(planning->addresses, fold(planning, page.url),
	                                planning->plan->pages->len);
	if (other != NAME_NONE) {
		planning->right = report_error(
		        planning->report, place_of_file(subject), "page/address",
		        _("would get the same address as %s (%s); give one of them another id"),
		        (const char *)planning->subjects->pdata[other], page.url);
		return false;
	}
	g_ptr_array_add(planning->subjects, (void *)subject);
	g_array_append_val(planning->plan->pages, page);
	return true;
}

bool planning_add_page(struct planning *planning, struct page page, uint32_t first_input,
                       const char *subject)
{
	page.first_input = first_input;
	page.input_count = planning->plan->inputs->len - first_input;
	page.edition = planning->edition;
	if (page.edition == EDITION_KIOSK)
		page.url = arena_printf(planning->plan->arena, "%s%s", KIOSK_FOLDER, page.url);
	return add_page(planning, page, subject);
}

/* How old the copy is and what is new, in one file that all pages of the kiosk load: so none of them
 * changes with the day. */
static void plan_state(struct planning *planning)
{
	enum { NEWEST_MOST = 10 };
	const struct catalog *catalog = planning->catalog;
	uint32_t mark = planning_mark(planning);
	planning_add_input(planning, INPUT_COPIED, 0, 0, 0);
	planning_add_records(planning, INPUT_ENTRY, catalog->newest, 0,
	                     MIN(catalog->newest_count, NEWEST_MOST));
	planning_add_page(
	        planning,
	        (struct page){
	                .type = PAGE_VIEW, .url = "state.js", .view = "kiosk-state", .hidden = true},
	        mark, "kiosk/state.js");
}

/* Documents that stand in the rack of a reading place have another page: as they are printed for it. */
static void plan_copies(struct planning *planning, unsigned count)
{
	struct plan *plan = planning->plan;
	for (unsigned i = 0; i < count; i++) {
		struct page page = g_array_index(plan->pages, struct page, i);
		const struct input *first =
		        &g_array_index(plan->inputs, struct input, page.first_input);
		if (!page.in_kiosk || page.input_count == 0 || first->type != INPUT_DOCUMENT ||
		    !g_hash_table_contains(planning->copied, GUINT_TO_POINTER(first->index)) ||
		    record_is_withdrawn(&planning->catalog->records[first->index]))
			continue;
		page.edition = EDITION_KIOSK;
		page.hidden = true;
		page.in_kiosk = false;
		page.view = "kiosk-copy";
		page.url = arena_printf(plan->arena, "%sprint/%s", KIOSK_FOLDER, page.url);
		add_page(planning, page, planning->subjects->pdata[i]);
	}
}

/*
 * The kiosk has what a reader needs of the web edition, made of the very same inputs, and fixed pages
 * of its own.
 */
static void plan_kiosk(struct planning *planning)
{
	struct plan *plan = planning->plan;
	unsigned count = plan->pages->len;
	planning->edition = EDITION_KIOSK;
	for (unsigned i = 0; i < count; i++) {
		struct page page = g_array_index(plan->pages, struct page, i);
		if (!page.in_kiosk)
			continue;
		page.edition = EDITION_KIOSK;
		page.hidden = true;
		page.in_kiosk = false;
		page.url = arena_printf(plan->arena, "%s%s", KIOSK_FOLDER, page.url);
		add_page(planning, page, planning->subjects->pdata[i]);
	}
	planning->copied = g_hash_table_new(NULL, NULL);
	plan_fixed(planning);
	plan_copies(planning, count);
	g_hash_table_unref(planning->copied);
	plan_state(planning);
	planning->edition = EDITION_WEB;
	if (name_table_find(planning->addresses, "kiosk/index.html") == NAME_NONE)
		planning->right = report_error(
		        planning->report, place_of_file("lua/pages.lua"), "schema/missing",
		        _("no page of the kiosk has the address index.html, so it has no start; "
		          "add one"));
}

void planning_add_input(struct planning *planning, enum input_type type, uint32_t index,
                        uint32_t detail, unsigned slot)
{
	struct input input = {.index = index,
	                      .detail = (uint16_t)detail,
	                      .type = (uint8_t)type,
	                      .slot = (uint8_t)slot};
	g_array_append_val(planning->plan->inputs, input);
}

/* Room for that many inputs more. */
static struct input *take_inputs(struct planning *planning, uint32_t count)
{
	GArray *inputs = planning->plan->inputs;
	unsigned first = inputs->len;
	g_array_set_size(inputs, first + count);
	return &g_array_index(inputs, struct input, first);
}

void planning_add_records(struct planning *planning, enum input_type type, const uint32_t *records,
                          uint32_t from, uint32_t to)
{
	struct input *inputs = take_inputs(planning, to - from);
	for (uint32_t i = from; i < to; i++)
		*inputs++ = (struct input){.index = records[i], .type = (uint8_t)type};
}

void planning_add_newest(struct planning *planning, enum input_type type, const uint32_t *records,
                         uint32_t from, uint32_t to)
{
	struct input *inputs = take_inputs(planning, to - from);
	for (uint32_t i = to; i > from; i--)
		*inputs++ = (struct input){.index = records[i - 1], .type = (uint8_t)type};
}

uint32_t planning_mark(const struct planning *planning)
{
	return planning->plan->inputs->len;
}

bool planning_has_kind(const struct kind *const *kinds, const struct kind *kind)
{
	for (unsigned i = 0; kinds[i] != NULL; i++)
		if (kinds[i] == kind)
			return true;
	return false;
}

char *planning_number(struct arena *arena, uint32_t number)
{
	enum { TOGETHER = 100 };
	if (number < TOGETHER)
		return arena_printf(arena, "%u", number);
	return arena_printf(arena, "%u/%u", number / TOGETHER, number);
}

uint32_t *planning_oldest_first(const struct catalog *catalog)
{
	uint32_t *records = g_new(uint32_t, catalog->newest_count + 1);
	for (uint32_t i = 0; i < catalog->newest_count; i++)
		records[i] = catalog->newest[catalog->newest_count - 1 - i];
	return records;
}

GArray *planning_cut(const struct catalog *catalog, const uint32_t *records, uint32_t count,
                     uint32_t most)
{
	GArray *cuts = g_array_new(FALSE, FALSE, sizeof(struct cut));
	struct cut cut = {.number = 0};
	for (uint32_t i = 0; i < count; i++) {
		uint16_t year = (uint16_t)catalog->records[records[i]].listed_on.year;
		bool same_year = i > 0 && year == cut.year;
		if (same_year && i - cut.from < most)
			continue;
		cut.to = i;
		if (i > 0)
			g_array_append_val(cuts, cut);
		cut = (struct cut){
		        .year = year, .number = same_year ? cut.number + 1 : 1, .from = i};
	}
	cut.to = count;
	if (count > 0)
		g_array_append_val(cuts, cut);
	return cuts;
}

/* ---- where each record stands */

static uint32_t *new_numbers(uint32_t count, uint32_t value)
{
	uint32_t *numbers = g_new(uint32_t, MAX(count, 1));
	for (uint32_t i = 0; i < count; i++)
		numbers[i] = value;
	return numbers;
}

static void note_sequence(struct planning *planning, const struct group *group)
{
	for (uint32_t i = 1; i < group->count; i++) {
		planning->next[group->records[i - 1]] = group->records[i];
		planning->previous[group->records[i]] = group->records[i - 1];
	}
}

/* Counts, then places: two rounds over all lists. */
static void note_memberships(struct planning *planning, bool place)
{
	const struct catalog *catalog = planning->catalog;
	for (uint32_t axis = 0; axis < catalog->schema->axis_count; axis++) {
		const struct axis_groups *groups = &catalog->axes[axis];
		for (uint32_t group = 0; group < groups->count && !groups->axis->hidden; group++)
			for (uint32_t i = 0; i < groups->groups[group].count; i++) {
				uint32_t record = groups->groups[group].records[i];
				uint32_t at = planning->first_membership[record + !place]++;
				if (place)
					planning->memberships[at] = (struct membership){
					        .group = group, .axis = (uint16_t)axis};
			}
	}
}

void memberships_make(struct planning *planning)
{
	const struct catalog *catalog = planning->catalog;
	uint32_t count = catalog->record_count;
	planning->previous = new_numbers(count, RECORD_NONE);
	planning->next = new_numbers(count, RECORD_NONE);
	planning->first_membership = new_numbers(count + 2, 0);
	note_memberships(planning, false);
	uint32_t *first = planning->first_membership;
	for (uint32_t i = 0; i < count; i++)
		first[i + 1] += first[i];
	planning->memberships = g_new(struct membership, first[count] + 1);
	note_memberships(planning, true); /* moves each first to the next record's */
	memmove(first + 1, first, sizeof *first * count);
	first[0] = 0;
	for (uint32_t axis = 0; axis < catalog->schema->axis_count; axis++)
		for (uint32_t i = 0;
		     catalog->axes[axis].axis->sequence && i < catalog->axes[axis].count; i++)
			note_sequence(planning, &catalog->axes[axis].groups[i]);
}

void memberships_clear(struct planning *planning)
{
	g_free(planning->previous);
	g_free(planning->next);
	g_free(planning->first_membership);
	g_free(planning->memberships);
}

/* ---- files */

/* The same picture at two paths is one file of the site. */
static void plan_files(struct planning *planning)
{
	for (uint32_t i = 0; i < planning->catalog->asset_count; i++) {
		const struct catalog_file *file = &planning->catalog->assets[i];
		if (name_table_find(planning->addresses, file->url) == NAME_NONE)
			planning_add_page(
			        planning,
			        (struct page){.type = PAGE_FILE, .url = file->url, .index = i},
			        planning_mark(planning), file->source->path);
	}
	for (uint32_t i = 0; i < planning->theme->file_count; i++)
		planning_add_page(planning,
		                  (struct page){.type = PAGE_THEME,
		                                .url = planning->theme->files[i].url,
		                                .index = i},
		                  planning_mark(planning), planning->theme->files[i].url);
}

static void plan_all(struct planning *planning)
{
	memberships_make(planning);
	plan_documents(planning);
	plan_lists(planning);
	plan_data(planning);
	plan_alphabet(planning);
	plan_fixed(planning);
	plan_sitemaps(planning);
	if (planning->catalog->settings->kiosk.wanted)
		plan_kiosk(planning);
	planning->plan->view_count = planning->plan->pages->len;
	plan_files(planning);
	plan_tables(planning);
	planning->plan->first_shard = planning->plan->pages->len;
	memberships_clear(planning);
}

struct plan *plan_new(struct report *report, const struct catalog *catalog,
                      const struct catalog_sources *sources, const struct theme *theme)
{
	g_autoptr(Plan) plan = g_new0(struct plan, 1);
	plan->arena = arena_new();
	plan->pages = g_array_new(FALSE, FALSE, sizeof(struct page));
	plan->inputs = g_array_new(FALSE, FALSE, sizeof(struct input));
	plan->blocks = g_array_new(FALSE, FALSE, sizeof(struct search_block));
	plan->ready = g_ptr_array_new_with_free_func(planning_free_string);
	g_autoptr(NameTable) addresses = name_table_new(ADDRESSES_EACH * catalog->record_count);
	g_autoptr(GPtrArray) subjects = g_ptr_array_new();
	g_autoptr(GHashTable) views = g_hash_table_new(g_str_hash, g_str_equal);
	struct planning planning = {.report = report,
	                            .plan = plan,
	                            .catalog = catalog,
	                            .theme = theme,
	                            .addresses = addresses,
	                            .subjects = subjects,
	                            .views = views,
	                            .right = true};
	plan->alphabet = alphabet_new(report, plan->arena, catalog);
	if (plan->alphabet == NULL)
		return NULL;
	plan_all(&planning);
	if (sources != NULL)
		plan_search(&planning, sources);
	return planning.right ? g_steal_pointer(&plan) : NULL;
}

void plan_free(struct plan *plan)
{
	if (plan == NULL)
		return;
	arena_free(plan->arena);
	g_array_unref(plan->pages);
	g_array_unref(plan->inputs);
	g_array_unref(plan->blocks);
	g_ptr_array_unref(plan->ready);
	g_free(plan);
}
