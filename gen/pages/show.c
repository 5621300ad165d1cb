/* SPDX-License-Identifier: MIT */
/*
 * Each kind of input becomes one value, under the name its views know it by; what was not declared
 * as an input of the page is not looked at.
 */
#include "pages/show.h"

#include "pages/show_chain.h"
#include "pages/show_counts.h"
#include "pages/show_data.h"
#include "pages/show_record.h"

#include <string.h>

/* Views mostly hand lists on as they are, so they get them folded. */
static void set_list(struct value_builder *map, const char *key, struct value_builder *list)
{
	value_builder_set(map, key, value_folded(value_builder_end(list)));
}

/* ---- lists and pages */

/* Of a pair: the list on the first axis that it is part of. */
static void add_within(const struct show *show, const struct axis *axis, const struct group *group,
                       struct value_builder *map)
{
	const struct axis *first = axis->within[0];
	if (first == NULL)
		return;
	const struct group *whole =
	        &show->catalog->axes[first - show->catalog->schema->axes].groups[group->parent];
	struct value_builder within = value_builder_begin(show->arena, VALUE_MAP);
	show_text(&within, "label", show_label(show, &whole->label));
	if (!first->hidden)
		show_text(&within, "url", plan_list_url(show->arena, first, whole));
	value_builder_set(map, "within", value_builder_end(&within));
}

/* { key, label, url, axis, axis_label, entity_url, atom, feed_json, count, within = { label, url } } */
static struct value show_group(const struct show *show, uint32_t axis_number, uint32_t number,
                               bool counted)
{
	const struct axis_groups *groups = &show->catalog->axes[axis_number];
	const struct axis *axis = groups->axis;
	const struct group *group = &groups->groups[number];
	struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
	show_text(&map, "key", group->key);
	show_text(&map, "label", show_label(show, &group->label));
	show_text(&map, "url", plan_list_url(show->arena, axis, group));
	show_text(&map, "axis", axis->name);
	show_text(&map, "axis_label", show_label(show, &axis->label));
	if (group->entity != RECORD_NONE)
		show_text(&map, "entity_url", show->catalog->records[group->entity].url);
	if (axis->feeds) {
		show_text(&map, "atom", plan_feed_url(show->arena, axis, group, ".xml"));
		show_text(&map, "feed_json", plan_feed_url(show->arena, axis, group, ".json"));
	}
	if (counted)
		show_number(&map, "count", group->count);
	add_within(show, axis, group, &map);
	return value_builder_end(&map);
}

/* { name, label, url } */
static struct value show_named(struct arena *arena, const char *name, const char *label,
                               const char *url)
{
	struct value_builder map = value_builder_begin(arena, VALUE_MAP);
	show_text(&map, "name", name);
	show_text(&map, "label", label);
	show_text(&map, "url", url);
	return value_builder_end(&map);
}

static struct value show_axis(const struct show *show, uint32_t number)
{
	const struct axis *axis = show->catalog->axes[number].axis;
	return show_named(show->arena, axis->name, show_label(show, &axis->label),
	                  plan_list_url(show->arena, axis, NULL));
}

static struct value show_fixed_page(const struct show *show, uint32_t number)
{
	const struct fixed_page *page = &show->catalog->schema->pages[number];
	return show_named(show->arena, page->name, show_label(show, &page->label), page->url);
}

static const struct page *plan_page(const struct show *show, uint32_t number)
{
	return &g_array_index(show->plan->pages, struct page, number);
}

/*
 * { year, part, json, csv }, and of a year's page { year, url }; `year` is absent for what bears no
 * date
 */
static struct value show_part(const struct show *show, uint32_t number)
{
	const struct page *page = plan_page(show, number);
	struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
	if (page->year > 0)
		show_number(&map, "year", page->year);
	if (page->number == 0) {
		show_text(&map, "url", page->url);
		return value_builder_end(&map);
	}
	show_number(&map, "part", page->number);
	show_text(&map, "json", page->url);
	int stem = (int)(strlen(page->url) - strlen(".json"));
	show_text(&map, "csv", arena_printf(show->arena, "%.*s.csv", stem, page->url));
	return value_builder_end(&map);
}

static struct value show_url(const struct show *show, uint32_t number)
{
	struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
	show_text(&map, "url", plan_page(show, number)->url);
	return value_builder_end(&map);
}

/* ---- the A–Z index */

/* { letter, url, here }: `here` when the page is of that letter */
static struct value show_letter(const struct show *show, uint32_t number)
{
	const struct alphabet_page *letter = &show->plan->alphabet->pages[number];
	struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
	const struct input *first =
	        &g_array_index(show->plan->inputs, struct input, show->page->first_input);
	show_text(&map, "letter", letter->letter);
	show_text(&map, "url", letter->url);
	bool here = first->type == INPUT_INDEX &&
	            strcmp(show->plan->alphabet->pages[first->index].letter, letter->letter) == 0;
	value_builder_set(&map, "here", value_boolean(here));
	return value_builder_end(&map);
}

/* { label, url } */
static struct value show_branch(const struct show *show, uint32_t number)
{
	const struct alphabet_page *branch = &show->plan->alphabet->pages[number];
	struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
	show_text(&map, "label", branch->prefix);
	show_text(&map, "url", branch->url);
	return value_builder_end(&map);
}

/* { letter, prefix } */
static struct value show_index(const struct show *show, uint32_t number)
{
	struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
	show_text(&map, "letter", show->plan->alphabet->pages[number].letter);
	show_text(&map, "prefix", show->plan->alphabet->pages[number].prefix);
	return value_builder_end(&map);
}

/* { date }: the day of the last change of any text */
static struct value show_change(const struct show *show, uint32_t number)
{
	struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
	show_day(&map, "date", show->catalog->records[number].changed_on);
	return value_builder_end(&map);
}

/* { date }: the day of the commit that the site was made from */
static struct value show_copied(const struct show *show)
{
	struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
	show_day(&map, "date", show->catalog->copied_on);
	return value_builder_end(&map);
}

/* ---- relations */

/*
 * { relation, label, entry | text, days }: `days` where a policy is passed on, from the older
 * document's date to the newer's, with its sign.
 */
static struct value show_tie(const struct show *show, const struct record *record,
                             const struct tie *tie)
{
	uint32_t own = (uint32_t)(record - show->catalog->records);
	int days;
	struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
	show_text(&map, "relation", tie->inverse ? tie->relation->inverse : tie->relation->name);
	show_text(&map, "label",
	          show_label(show,
	                     tie->inverse ? &tie->relation->inverse_label : &tie->relation->label));
	if (tie->other != RECORD_NONE)
		value_builder_set(&map, "entry", value_folded(show_entry(show, tie->other)));
	else
		show_text(&map, "text", tie->text);
	if (tie->other != RECORD_NONE && tie->relation->passes_on &&
	    chain_days(show->catalog, tie->inverse ? own : tie->other,
	               tie->inverse ? tie->other : own, &days))
		show_text(&map, "days", arena_printf(show->arena, "%+d", days));
	return value_builder_end(&map);
}

/* ---- a page */

/* The feeds of the list whose front this is. */
static void add_feeds(const struct show *show, struct value_builder *map)
{
	const struct input *first =
	        &g_array_index(show->plan->inputs, struct input, show->page->first_input);
	if (show->page->input_count == 0 || first->type != INPUT_GROUP)
		return;
	const struct axis_groups *axis = &show->catalog->axes[first->detail];
	const struct group *group = &axis->groups[first->index];
	if (!axis->axis->feeds)
		return;
	show_text(map, "atom", plan_feed_url(show->arena, axis->axis, group, ".xml"));
	show_text(map, "feed_json", plan_feed_url(show->arena, axis->axis, group, ".json"));
}

struct value show_position(const struct show *show)
{
	const struct page *page = show->page;
	struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
	show_text(&map, "url", page_local_url(page));
	show_text(&map, "root", show->root);
	show_text(&map, "base", show->base);
	if (page->edition == EDITION_KIOSK)
		show_text(&map, "edition", "kiosk");
	show_text(&map, "view", page->view);
	if (page->number > 0)
		show_number(&map, "number", page->number);
	if (page->year > 0)
		show_number(&map, "year", page->year);
	show_text(&map, "older", page->older);
	show_text(&map, "newer", page->newer);
	show_text(&map, "moved_from", page->moved_from);
	add_feeds(show, &map);
	return value_builder_end(&map);
}

/* The lists that the inputs of a page are sorted into, and those that the page has names for. */
enum { NO_SLOT };
enum list {
	ENTRIES,
	TIES,
	GROUPS,
	AXES,
	RECORDS,
	LISTS,
	PARTS,
	FILES,
	LETTERS,
	BRANCHES,
	TABLES,
	COUNTS,
	LIST_COUNT
};
static const char *const LIST_NAMES[LIST_COUNT] = {"entries", "ties",     "groups", "axes",
                                                   "records", "lists",    "parts",  "files",
                                                   "letters", "branches", "tables", "counts"};

struct sorting {
	struct value_builder page;
	struct value_builder lists[LIST_COUNT];
	struct value_builder *slots;   /* of the page, from 0 */
	const struct record *document; /* whose ties and addresses the inputs after it name */
	struct date before;            /* listed_on of the entry before */
};

static void set(struct sorting *sorting, const char *key, struct value value)
{
	value_builder_set(&sorting->page, key, value);
}

/* ---- inputs */

struct value show_input(const struct show *show, const struct input *input,
                        const struct record *document)
{
	uint32_t index = input->index;
	switch ((enum input_type)input->type) {
	case INPUT_RECORD:
		return show_record(show, index);
	case INPUT_CATALOGUED:
		return show_catalogued(show, index);
	case INPUT_ENTRY:
		return show_entry(show, index);
	case INPUT_DATED_ENTRY:
		return show_dated_entry(show, index);
	case INPUT_ENTITY:
	case INPUT_PREVIOUS:
	case INPUT_NEXT:
		return value_folded(show_entry(show, index));
	case INPUT_TIE:
		return show_tie(show, document, &document->ties[index]);
	case INPUT_GROUP:
		return show_group(show, input->detail, index, true);
	case INPUT_GROUP_NAME:
	case INPUT_MEMBERSHIP:
		return show_group(show, input->detail, index, false);
	case INPUT_AXIS:
		return show_axis(show, index);
	case INPUT_PAGE:
		return show_fixed_page(show, index);
	case INPUT_PART:
		return show_part(show, index);
	case INPUT_URL:
		return show_url(show, index);
	case INPUT_COPIED:
		return show_copied(show);
	case INPUT_NEWEST_CHANGE:
		return show_change(show, index);
	case INPUT_CHAIN:
		return show_chain(show, index);
	case INPUT_CHAIN_WAY:
		return show_chain_way(show, index, document);
	case INPUT_INDEX:
		return show_index(show, index);
	case INPUT_LETTER:
		return show_letter(show, index);
	case INPUT_BRANCH:
		return show_branch(show, index);
	case INPUT_COUNTS:
		return show_counts(show, input->detail, index);
	case INPUT_MONTHS:
		return show_months(show, input->detail, index);
	case INPUT_DOCUMENT:
	case INPUT_CHANGED_BY:
	case INPUT_FIELD_ADDRESS:
	case INPUT_ADDRESS:
	case INPUT_DATA:
	case INPUT_RECORDING:
	case INPUT_TABLE:
	case INPUT_OTHER_TABLE:
	case INPUT_TYPE_COUNT:
		break;
	}
	return (struct value){.type = VALUE_NOTHING};
}

/* Where the value of an input goes: under a key of its own, or into a list. */
static const struct place_of_input {
	const char *key;
	enum list list;
} PLACES[INPUT_TYPE_COUNT] = {
        [INPUT_DOCUMENT] = {.key = "document"},  [INPUT_RECORD] = {.key = "document"},
        [INPUT_ENTITY] = {.key = "entity"},      [INPUT_PREVIOUS] = {.key = "previous"},
        [INPUT_NEXT] = {.key = "next"},          [INPUT_NEWEST_CHANGE] = {.key = "commit"},
        [INPUT_CHAIN] = {.key = "chain"},        [INPUT_CHAIN_WAY] = {.key = "chain"},
        [INPUT_PAGE] = {.key = "self"}, /* in a slot: one of its list */
        [INPUT_CATALOGUED] = {.list = RECORDS},  [INPUT_ENTRY] = {.list = ENTRIES},
        [INPUT_DATED_ENTRY] = {.list = ENTRIES}, [INPUT_TIE] = {.list = TIES},
        [INPUT_GROUP] = {.list = GROUPS},        [INPUT_GROUP_NAME] = {.list = GROUPS},
        [INPUT_MEMBERSHIP] = {.list = LISTS},    [INPUT_AXIS] = {.list = AXES},
        [INPUT_PART] = {.list = PARTS},          [INPUT_URL] = {.list = FILES},
        [INPUT_TABLE] = {.list = TABLES},        [INPUT_LETTER] = {.list = LETTERS},
        [INPUT_BRANCH] = {.list = BRANCHES},     [INPUT_COUNTS] = {.list = COUNTS},
        [INPUT_MONTHS] = {.key = "months"},      [INPUT_COPIED] = {.key = "copied"},
};

/* What is part of another input, or of the text, has no value of its own and goes nowhere. */
static void put(const struct show *show, const struct input *input, struct value value,
                struct sorting *sorting)
{
	const struct place_of_input *place = &PLACES[input->type];
	if (value.type == VALUE_NOTHING)
		return;
	if (input->slot != NO_SLOT)
		value_builder_add(&sorting->slots[input->slot - 1], value);
	else if (input->type == INPUT_INDEX)
		for (unsigned i = 0; i < value.count; i++)
			set(sorting, value.keys[i], value.items[i]);
	else if (place->key != NULL)
		set(sorting, place->key, value);
	else
		value_builder_add(&sorting->lists[place->list], value);
	if (input->type == INPUT_CHAIN_WAY)
		set(sorting, "chain_url", value_text(show->catalog->chains[input->index].url));
}

/*
 * In a list in order the first entry of each month can be led to. Signatures need not know: it follows
 * from the dates of the entries.
 */
static struct value show_listed(const struct show *show, uint32_t number, struct sorting *sorting)
{
	struct date date = show->catalog->records[number].listed_on;
	bool first = date_is_set(date) &&
	             (date.month != sorting->before.month || date.year != sorting->before.year);
	sorting->before = date;
	return first ? show_first_entry(show, number) : show_entry(show, number);
}

static bool sort_input(struct report *report, const struct show *show, const struct input *input,
                       struct sorting *sorting)
{
	struct value value;
	if (input->type == INPUT_DOCUMENT || input->type == INPUT_RECORD)
		sorting->document = &show->catalog->records[input->index];
	bool done = true;
	if (input->type == INPUT_DOCUMENT)
		done = show_document(report, show, input->index, &value);
	else if (input->type == INPUT_OTHER_TABLE)
		done = show_other_table(report, show, input->index, input->detail, &value);
	else if (input->type == INPUT_TABLE)
		done = show_table(report, show, sorting->document, input->index, input->detail,
		                  &value);
	else if (input->type == INPUT_ENTRY && show->page->by_month)
		value = show_listed(show, input->index, sorting);
	else
		value = show_input(show, input, sorting->document);
	if (done)
		put(show, input, value, sorting);
	return done;
}

/*
 * As { name = list } for a fixed page, also where it has none; as a list of { name, entries } for a
 * list in sections.
 */
static void set_slots(const struct page *page, struct sorting *sorting)
{
	bool sections = page->sections;
	struct arena *arena = sorting->page.arena;
	struct value_builder all = value_builder_begin(arena, sections ? VALUE_LIST : VALUE_MAP);
	for (unsigned i = 0; i < page->slot_count; i++) {
		struct value list = value_folded(value_builder_end(&sorting->slots[i]));
		if (!sections) {
			value_builder_set(&all, page->slots[i], list);
			continue;
		}
		struct value_builder section = value_builder_begin(arena, VALUE_MAP);
		show_text(&section, "name", page->slots[i]);
		value_builder_set(&section, "entries", list);
		if (list.count > 0)
			value_builder_add(&all, value_builder_end(&section));
	}
	if (page->slots != NULL)
		set(sorting, sections ? "sections" : "selections", value_builder_end(&all));
}

bool show_page(struct report *report, const struct show *show, struct value *out)
{
	const struct page *page = show->page;
	struct sorting sorting = {.page = value_builder_begin(show->arena, VALUE_MAP)};
	for (unsigned i = 0; i < LIST_COUNT; i++)
		sorting.lists[i] = value_builder_begin(show->arena, VALUE_LIST);
	sorting.slots = arena_new_array(show->arena, struct value_builder, page->slot_count);
	for (unsigned i = 0; i < page->slot_count; i++)
		sorting.slots[i] = value_builder_begin(show->arena, VALUE_LIST);
	bool done = true;
	set(&sorting, "page", show_position(show));
	const struct input *inputs =
	        &g_array_index(show->plan->inputs, struct input, page->first_input);
	for (uint32_t i = 0; done && i < page->input_count; i++)
		done = sort_input(report, show, &inputs[i], &sorting);
	for (unsigned i = 0; i < LIST_COUNT; i++) {
		if (i == TIES || i == LISTS)
			set(&sorting, LIST_NAMES[i], value_builder_end(&sorting.lists[i]));
		else
			set_list(&sorting.page, LIST_NAMES[i], &sorting.lists[i]);
	}
	set_slots(page, &sorting);
	*out = value_builder_end(&sorting.page);
	return done;
}
