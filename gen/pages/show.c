/* SPDX-License-Identifier: MIT */
/*
 * Each kind of input becomes one value, under the name its views know it by; what was not declared
 * as an input of the page is not looked at.
 */
#include "pages/show.h"

#include "catalog/validity.h"
#include "pages/body.h"
#include "pages/show_fields.h"

#include <string.h>

/* Sets text under a key; nothing when there is none. */
static void set_text(struct value_builder *map, const char *key, const char *text)
{
	if (text != NULL && *text != '\0')
		value_builder_set(map, key, value_text(text));
}

static void set_day(struct value_builder *map, const char *key, struct date date)
{
	char text[DATE_TEXT_SIZE];
	set_text(map, key, arena_string(map->arena, date_print_day(date, text)));
}

static void set_date(struct value_builder *map, const char *key, struct date date)
{
	char text[DATE_TEXT_SIZE];
	set_text(map, key, arena_string(map->arena, date_print(date, text)));
}

/* Views mostly hand lists on as they are, so they get them folded. */
static void set_list(struct value_builder *map, const char *key, struct value_builder *list)
{
	value_builder_set(map, key, value_folded(value_builder_end(list)));
}

static const char *label_text(const struct show *show, const struct label *label)
{
	return label->text[show->catalog->settings->language];
}

/* { title, url, number, date, kind, kind_label, organ, summary, sample, validity } */
static struct value show_entry(const struct show *show, uint32_t number)
{
	const struct record *record = &show->catalog->records[number];
	struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
	set_text(&map, "title", record->title);
	set_text(&map, "url", record->url);
	set_text(&map, "number", record->number);
	set_day(&map, "date", record->listed_on);
	set_text(&map, "kind", record->kind->name);
	set_text(&map, "kind_label", label_text(show, &record->kind->label));
	set_text(&map, "organ", record->organ);
	set_text(&map, "summary", record->summary);
	set_text(&map, "validity", validity_key(record->validity.state));
	value_builder_set(&map, "sample", value_boolean(record->sample));
	return value_builder_end(&map);
}

/* { relation, inverse, label, entry | text } */
static struct value show_tie(const struct show *show, const struct tie *tie)
{
	struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
	set_text(&map, "relation", tie->inverse ? tie->relation->inverse : tie->relation->name);
	set_text(&map, "label",
	         label_text(show,
	                    tie->inverse ? &tie->relation->inverse_label : &tie->relation->label));
	if (tie->other != RECORD_NONE)
		value_builder_set(&map, "entry", value_folded(show_entry(show, tie->other)));
	else
		set_text(&map, "text", tie->text);
	return value_builder_end(&map);
}

static char *decimal(struct arena *arena, uint32_t number)
{
	return arena_printf(arena, "%u", number);
}

/* { key, label, url, count } */
static struct value show_group(const struct show *show, const struct axis_groups *axis,
                               const struct group *group)
{
	struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
	set_text(&map, "key", group->key);
	set_text(&map, "label", label_text(show, &group->label));
	set_text(&map, "url", plan_list_url(show->arena, axis->axis, group));
	set_text(&map, "count", decimal(show->arena, group->count));
	return value_builder_end(&map);
}

/* { name, label, url } */
static struct value show_axis(const struct show *show, const struct axis_groups *axis)
{
	struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
	set_text(&map, "name", axis->axis->name);
	set_text(&map, "label", label_text(show, &axis->axis->label));
	set_text(&map, "url", plan_list_url(show->arena, axis->axis, NULL));
	return value_builder_end(&map);
}

/* { state, from, until, basis, by = entry } */
static struct value show_validity(const struct show *show, const struct validity *validity)
{
	struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
	set_text(&map, "state", validity_key(validity->state));
	set_day(&map, "from", validity->from);
	set_day(&map, "until", validity->until);
	set_text(&map, "basis", validity->basis);
	if (validity->by != RECORD_NONE)
		value_builder_set(&map, "by", value_folded(show_entry(show, validity->by)));
	return value_builder_end(&map);
}

static struct value show_outline(const struct show *show, const struct fragment *fragment)
{
	struct value_builder list = value_builder_begin(show->arena, VALUE_LIST);
	for (unsigned i = 0; i < fragment->outline_count; i++) {
		struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
		set_text(&map, "level", decimal(show->arena, fragment->outline[i].level));
		set_text(&map, "anchor", fragment->outline[i].anchor);
		set_text(&map, "text", fragment->outline[i].text);
		value_builder_add(&list, value_builder_end(&map));
	}
	return value_builder_end(&list);
}

/* { path, blob, commit, changed_on, versions }: where the text comes from */
static struct value show_source(const struct show *show, const struct record *record)
{
	struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
	struct file_history history = catalog_history(show->sources, record);
	char id[OBJECT_ID_TEXT_SIZE];
	g_autofree char *path = g_utf8_make_valid(record->path, -1);
	set_text(&map, "path", arena_string(show->arena, path));
	const struct source_file *file =
	        &show->catalog->files->items[show->sources->documents[record->document]];
	set_text(&map, "blob", arena_string(show->arena, object_id_print(&file->blob, id)));
	if (history.count > 0 && !file->uncommitted)
		set_text(&map, "commit",
		         arena_string(show->arena,
		                      object_id_print(&history.versions[0].commit->id, id)));
	set_date(&map, "changed_on", record->changed_on);
	set_text(&map, "versions", decimal(show->arena, history.count));
	return value_builder_end(&map);
}

static bool read_fragment(struct report *report, const struct show *show,
                          const struct record *record, struct fragment *out)
{
	uint32_t reading = show->sources->reading_of[record->document];
	g_autoptr(GByteArray) buffer = g_byte_array_new();
	*out = (struct fragment){.html = "", .text = ""};
	if (!pool_has(show->sources->readings, reading))
		return true;
	if (!pool_read_body(report, show->sources->readings, reading, buffer))
		return false;
	char *bytes = arena_copy(show->arena, (const char *)buffer->data, buffer->len);
	struct unpacker from = unpacker_over(bytes, buffer->len);
	fragment_unpack(show->arena, &from, out);
	return true;
}

static struct value show_body(const struct show *show, const struct record *record,
                              const struct fragment *fragment)
{
	g_autoptr(GString) html = g_string_sized_new(fragment->html_length + 1024);
	body_write(html, show->catalog, record, fragment, show->root);
	return value_html(arena_copy(show->arena, html->str, html->len), html->len);
}

/*
 * What an entry has, and { id, heading, written_on, printed_on, published_on, by_history, fields,
 * validity, outline, body, source }
 */
static bool show_document(struct report *report, const struct show *show, uint32_t number,
                          struct value *out)
{
	const struct record *record = &show->catalog->records[number];
	struct fragment fragment;
	if (!read_fragment(report, show, record, &fragment))
		return false;
	struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
	set_text(&map, "id", record->id);
	set_text(&map, "title", record->title);
	if (fragment.title_opens && g_strcmp0(fragment.title, record->title) != 0)
		set_text(&map, "heading", fragment.title);
	set_text(&map, "kind", record->kind->name);
	set_text(&map, "kind_label", label_text(show, &record->kind->label));
	set_text(&map, "number", record->number);
	set_text(&map, "summary", record->summary);
	set_date(&map, "written_on", record->written_on);
	set_date(&map, "printed_on", record->printed_on);
	set_date(&map, "published_on", record->published_on);
	value_builder_set(&map, "by_history", value_boolean(record->published_by_history));
	value_builder_set(&map, "sample", value_boolean(record->sample));
	struct value fields = record_fields(show->arena, record);
	set_text(&map, "language", value_get_text(&fields, "language"));
	value_builder_set(&map, "fields", show_fields(show, record, &fields));
	value_builder_set(&map, "validity", show_validity(show, &record->validity));
	set_text(&map, "outline_length", decimal(show->arena, fragment.outline_count));
	value_builder_set(&map, "outline", value_folded(show_outline(show, &fragment)));
	value_builder_set(&map, "source", show_source(show, record));
	value_builder_set(&map, "body", show_body(show, record, &fragment));
	*out = value_builder_end(&map);
	return true;
}

static struct value show_position(const struct show *show)
{
	const struct page *page = show->page;
	struct value_builder map = value_builder_begin(show->arena, VALUE_MAP);
	set_text(&map, "url", page->url);
	set_text(&map, "root", show->root);
	set_text(&map, "view", page->view);
	if (page->number > 0)
		set_text(&map, "number", decimal(show->arena, page->number));
	set_text(&map, "older", page->older);
	set_text(&map, "newer", page->newer);
	return value_builder_end(&map);
}

/* The lists that the inputs of a page are sorted into. */
struct sorting {
	struct value_builder page;
	struct value_builder entries;
	struct value_builder ties;
	struct value_builder groups;
	struct value_builder axes;
	const struct record *document; /* whose ties and addresses the inputs after it name */
};

static bool sort_input(struct report *report, const struct show *show, const struct input *input,
                       struct sorting *sorting)
{
	const struct axis_groups *axes = show->catalog->axes;
	struct value document;
	switch (input->type) {
	case INPUT_DOCUMENT:
		if (!show_document(report, show, input->index, &document))
			return false;
		sorting->document = &show->catalog->records[input->index];
		value_builder_set(&sorting->page, "document", document);
		break;
	case INPUT_ENTRY:
		value_builder_add(&sorting->entries, show_entry(show, input->index));
		break;
	case INPUT_ENTITY:
		value_builder_set(&sorting->page, "entity",
		                  value_folded(show_entry(show, input->index)));
		break;
	case INPUT_TIE:
		value_builder_add(&sorting->ties,
		                  show_tie(show, &sorting->document->ties[input->index]));
		break;
	case INPUT_ADDRESS: /* written into the text and the fields of its document */
	case INPUT_FIELD_ADDRESS:
		break;
	case INPUT_GROUP:
		value_builder_add(&sorting->groups,
		                  show_group(show, &axes[input->detail],
		                             &axes[input->detail].groups[input->index]));
		break;
	case INPUT_AXIS:
		value_builder_add(&sorting->axes, show_axis(show, &axes[input->index]));
		break;
	}
	return true;
}

bool show_page(struct report *report, const struct show *show, struct value *out)
{
	struct sorting sorting = {
	        .page = value_builder_begin(show->arena, VALUE_MAP),
	        .entries = value_builder_begin(show->arena, VALUE_LIST),
	        .ties = value_builder_begin(show->arena, VALUE_LIST),
	        .groups = value_builder_begin(show->arena, VALUE_LIST),
	        .axes = value_builder_begin(show->arena, VALUE_LIST),
	};
	bool done = true;
	value_builder_set(&sorting.page, "page", show_position(show));
	const struct input *inputs =
	        &g_array_index(show->plan->inputs, struct input, show->page->first_input);
	for (uint32_t i = 0; done && i < show->page->input_count; i++)
		done = sort_input(report, show, &inputs[i], &sorting);
	set_list(&sorting.page, "entries", &sorting.entries);
	value_builder_set(&sorting.page, "ties", value_builder_end(&sorting.ties));
	set_list(&sorting.page, "groups", &sorting.groups);
	set_list(&sorting.page, "axes", &sorting.axes);
	*out = value_builder_end(&sorting.page);
	return done;
}

struct value show_site(struct arena *arena, const struct catalog *catalog,
                       const struct value *strings)
{
	const struct settings *settings = catalog->settings;
	struct value_builder map = value_builder_begin(arena, VALUE_MAP);
	for (unsigned i = 0; i < settings->identity.count; i++)
		if (strcmp(settings->identity.keys[i], "name") != 0)
			value_builder_set(&map, settings->identity.keys[i],
			                  settings->identity.items[i]);
	set_text(&map, "name",
	         settings->name != NULL ? settings->name : value_get_text(strings, "site_name"));
	set_text(&map, "language", language_tag(settings->language));
	struct value_builder kinds = value_builder_begin(arena, VALUE_MAP);
	for (unsigned i = 0; i < catalog->schema->kind_count; i++) {
		const struct kind *kind = &catalog->schema->kinds[i];
		value_builder_set(&kinds, kind->name,
		                  value_text(kind->label.text[settings->language]));
	}
	value_builder_set(&map, "kinds", value_builder_end(&kinds));
	value_builder_set(&map, "strings", *strings);
	return value_builder_end(&map);
}
