/* SPDX-License-Identifier: MIT */
/*
 * The heads of the readings are gone through a second time, now that every document has its place.
 * A path as written may name a document, a folder with a page of its own, or, as other generators
 * have it, a page without its suffix.
 */
#include "catalog/target.h"

#include "catalog/address.h"

#include <stdlib.h>
#include <string.h>

struct search {
	struct report *report;
	struct intake *intake;
	const struct lookup *lookup;
	GHashTable *asset_numbers; /* source file to asset number plus one */
	GArray *assets;            /* of struct catalog_file */
	GArray *field_targets;     /* of struct field_target: those of one record */
	GByteArray *buffer;
	GByteArray *other_buffer;
	struct arena *names_arena; /* of `names`, which links to one document share */
	struct reading_head names; /* of the document that a link named last, in `other_buffer` */
	uint32_t names_of;         /* which it is, or RECORD_NONE */
};

static uint32_t add_asset(struct search *search, const struct source_file *source)
{
	uint32_t number = GPOINTER_TO_UINT(g_hash_table_lookup(search->asset_numbers, source));
	if (number > 0)
		return number - 1;
	struct catalog_file asset = {.source = source};
	g_array_append_val(search->assets, asset);
	number = search->assets->len;
	g_hash_table_insert(search->asset_numbers, (void *)source, GUINT_TO_POINTER(number));
	return number - 1;
}

/* The file itself, a page of a folder, or a page whose suffix was left out. */
static uint32_t find_page(const struct lookup *lookup, const char *path)
{
	static const char *const SUFFIXES[] = {"",           ".md",       "/README.md",
	                                       "/readme.md", "/index.md", "/_index.md"};
	for (size_t i = 0; i < G_N_ELEMENTS(SUFFIXES); i++) {
		g_autofree char *name = *path == '\0' && SUFFIXES[i][0] == '/'
		                                ? g_strdup(SUFFIXES[i] + 1)
		                                : g_strconcat(path, SUFFIXES[i], NULL);
		uint32_t record = lookup_path(lookup, name);
		if (record != RECORD_NONE)
			return record;
	}
	return RECORD_NONE;
}

/* The document that a path means, as other generators have it too: "park.html" is "park.md". */
static uint32_t find_record(const struct lookup *lookup, const char *path)
{
	uint32_t record = find_page(lookup, path);
	if (record != RECORD_NONE || !g_str_has_suffix(path, ".html"))
		return record;
	g_autofree char *stem = g_strndup(path, strlen(path) - strlen(".html"));
	return find_page(lookup, stem);
}

/* The same path with the case of a file that is there, or a file of that name elsewhere. */
static const char *suggestion(const struct lookup *lookup, const char *path)
{
	const char *slash = strrchr(path, '/');
	return g_hash_table_lookup(lookup->by_base_name, slash == NULL ? path : slash + 1);
}

static void report_dead(struct search *search, const struct record *record,
                        const struct mention *mention, const char *path)
{
	struct place place = place_of_line(record->path, mention->line);
	const char *elsewhere = path == NULL ? NULL : suggestion(search->lookup, path);
	const char *id = mention->type == HOLE_MEDIA ? "image/dead" : "link/dead";
	if (path == NULL)
		report_error(search->report, place, "link/outside",
		             _("'%s' leads out of the repository; give a path inside it"),
		             mention->target);
	else if (mention->type == HOLE_MEDIA && lookup_source(search->lookup, path) != NULL)
		report_error(search->report, place, "image/document",
		             _("'%s' is a text, no picture; take out the '!' to link to it"),
		             mention->target);
	else if (lookup_source(search->lookup, path) != NULL)
		report_warning(search->report, place, "link/draft",
		               _("'%s' is a draft, cannot be read, or lies outside the content "
		                 "folder; so nothing links to it"),
		               mention->target);
	else if (elsewhere != NULL)
		report_error(search->report, place, id, _("there is no '%s'; did you mean %s?"),
		             mention->target, elsewhere);
	else
		report_error(search->report, place, id,
		             _("there is no '%s'; give the path of a file, from this file's folder "
		               "or with a leading "
		               "'/' from the top"),
		             mention->target);
}

static int compare_name(const void *name, const void *entry)
{
	return strcmp(name, ((const struct link_name *)entry)->name);
}

/*
 * The anchor that a link to the record means by `name`, in the arena of the catalog; NULL: it has
 * none. A document that was lost, and is reported, is believed to have it.
 */
static const char *find_anchor(struct search *search, uint32_t record, const char *name)
{
	const struct catalog_sources *sources = search->intake->sources;
	struct arena *arena = search->intake->catalog->arena;
	uint32_t document = search->intake->catalog->records[record].document;
	if (search->names_of != record &&
	    (!readings_has(sources->readings, document) ||
	     !readings_head(search->report, sources->readings, document, search->other_buffer)))
		return arena_string(arena, name);
	if (search->names_of != record) {
		arena_clear(search->names_arena);
		reading_unpack_head(search->names_arena, search->other_buffer, &search->names);
		search->names_of = record;
	}
	const struct link_name *found = bsearch(name, search->names.names, search->names.name_count,
	                                        sizeof *search->names.names, compare_name);
	return found == NULL ? NULL : arena_string(arena, found->anchor);
}

static struct target link_target(struct search *search, const struct record *record,
                                 const struct mention *mention)
{
	struct target target = {.type = TARGET_NONE};
	size_t path_length = strcspn(mention->target, "#?");
	const char *anchor = strchr(mention->target, '#');
	g_autofree char *written = g_strndup(mention->target, path_length);
	g_autofree char *path = lookup_resolve(search->intake->catalog, record->path, written);
	const struct source_file *source = path == NULL ? NULL : lookup_source(search->lookup, path);
	if (source != NULL && !reading_is_document(source->path))
		return (struct target){.type = TARGET_FILE, .index = add_asset(search, source)};
	uint32_t found = path == NULL ? RECORD_NONE : find_record(search->lookup, path);
	if (found != RECORD_NONE && mention->type == HOLE_LINK) {
		target = (struct target){.type = TARGET_RECORD, .index = found};
		if (record_is_withdrawn(&search->intake->catalog->records[found]))
			return target; /* its clauses are gone, and were right when they were named */
		if (anchor != NULL && anchor[1] != '\0')
			target.anchor = find_anchor(search, found, anchor + 1);
		if (anchor != NULL && anchor[1] != '\0' && target.anchor == NULL)
			report_error(
			        search->report, place_of_line(record->path, mention->line),
			        "link/anchor",
			        _("%s has no heading or clause '%s'; look for its anchor in the "
			          "address of the page"),
			        search->intake->catalog->records[found].path, anchor);
		return target;
	}
	report_dead(search, record, mention, path);
	return target;
}

/*
 * A number in running text leads to the one document that bears it, unless that is where it stands.
 */
static struct target number_target(const struct search *search, uint32_t record,
                                   const struct mention *mention)
{
	const GArray *bearers = lookup_number(search->lookup, mention->target);
	if (bearers == NULL || bearers->len != 1 || g_array_index(bearers, uint32_t, 0) == record)
		return (struct target){.type = TARGET_NONE};
	return (struct target){.type = TARGET_RECORD, .index = g_array_index(bearers, uint32_t, 0)};
}

/*
 * A file that front matter names: an image, an attachment, a transcript. A text among them is shown
 * as a page.
 */
static struct target field_file(struct search *search, const struct record *record,
                                const struct field *field, const struct value *value)
{
	g_autofree char *path = lookup_resolve(search->intake->catalog, record->path, value->text);
	const struct source_file *source = path == NULL ? NULL : lookup_source(search->lookup, path);
	uint32_t found = path == NULL ? RECORD_NONE : lookup_path(search->lookup, path);
	struct place place = place_of_line(record->path, value->line);
	if (found != RECORD_NONE)
		return (struct target){.type = TARGET_RECORD, .index = found};
	if (source != NULL && !reading_is_document(source->path))
		return (struct target){.type = TARGET_FILE, .index = add_asset(search, source)};
	if (source != NULL)
		report_warning(search->report, place, "link/draft",
		               _("'%s' is a draft, cannot be read, or lies outside the content "
		                 "folder; so nothing links to it"),
		               value->text);
	else
		report_error(search->report, place, "field/file",
		             _("'%s' names '%s', and there is no such file beside this document"),
		             field->key, value->text);
	return (struct target){.type = TARGET_NONE};
}

/* The list of what names the same organ or topic; where the field makes no lists, its document. */
static struct target field_entity(const struct search *search, const struct field *field,
                                  const struct value *value)
{
	uint32_t entity = lookup_entity(search->lookup, field->of, value->text);
	const char *name = entity == RECORD_NONE ? value->text
	                                         : search->intake->catalog->records[entity].title;
	const struct target *group = lookup_group(search->lookup, field->key, name);
	if (group != NULL)
		return *group;
	if (entity == RECORD_NONE)
		return (struct target){.type = TARGET_NONE};
	return (struct target){.type = TARGET_RECORD, .index = entity};
}

static void add_field_target(struct search *search, const struct record *record,
                             const struct field *field, const struct value *value, uint32_t item)
{
	struct field_target found = {.field = field, .item = item};
	if (field->type == FIELD_FILE)
		found.target = field_file(search, record, field, value);
	else
		found.target = field_entity(search, field, value);
	if (found.target.type != TARGET_NONE)
		g_array_append_val(search->field_targets, found);
}

static void resolve_fields(struct search *search, struct record *record)
{
	struct value fields = record_fields(search->intake->scratch, record);
	g_array_set_size(search->field_targets, 0);
	for (unsigned i = 0; i < record->kind->field_count; i++) {
		const struct field *field = &record->kind->fields[i];
		if (field->type != FIELD_FILE && field->type != FIELD_ENTITY)
			continue;
		const struct value *value = value_get(&fields, field->key);
		if (value != NULL && value->type == VALUE_TEXT)
			add_field_target(search, record, field, value, 0);
		for (unsigned j = 0; value != NULL && value->type == VALUE_LIST && j < value->count;
		     j++)
			add_field_target(search, record, field, &value->items[j], j);
	}
	record->field_target_count = search->field_targets->len;
	record->field_targets = (const struct field_target *)(const void *)arena_copy(
	        search->intake->catalog->arena, search->field_targets->data,
	        search->field_targets->len * sizeof(struct field_target));
}

static bool resolve_record(struct search *search, uint32_t number)
{
	const struct catalog_sources *sources = search->intake->sources;
	struct catalog *catalog = search->intake->catalog;
	struct record *record = &catalog->records[number];
	resolve_fields(search, record);
	if (record_is_withdrawn(record) || !readings_has(sources->readings, record->document))
		return true;
	if (!readings_head(search->report, sources->readings, record->document, search->buffer))
		return false;
	struct reading_head head;
	reading_unpack_head(search->intake->scratch, search->buffer, &head);
	struct target *targets = arena_new_array(catalog->arena, struct target, head.mention_count);
	for (unsigned i = 0; i < head.mention_count; i++)
		targets[i] = head.mentions[i].type == HOLE_NUMBER
		                     ? number_target(search, number, &head.mentions[i])
		                     : link_target(search, record, &head.mentions[i]);
	record->targets = targets;
	record->target_count = head.mention_count;
	return true;
}

/*
 * Moves the files into the catalog and gives each its size, and its address, which depends on its
 * content alone.
 */
static bool finish_assets(struct search *search)
{
	const struct repository *repository = search->intake->sources->repository;
	struct catalog *catalog = search->intake->catalog;
	bool done = true;
	catalog->asset_count = search->assets->len;
	catalog->assets = arena_new_array(catalog->arena, struct catalog_file, catalog->asset_count);
	for (uint32_t i = 0; i < catalog->asset_count; i++) {
		catalog->assets[i] = g_array_index(search->assets, struct catalog_file, i);
		char id[OBJECT_ID_TEXT_SIZE];
		object_id_print(&catalog->assets[i].source->blob, id);
		catalog->assets[i].url =
		        address_of_file(catalog->arena, id, catalog->assets[i].source->path);
		done = done && repository_size(search->report, repository,
		                               catalog->assets[i].source, &catalog->assets[i].size);
	}
	return done;
}

bool targets_resolve(struct report *report, struct intake *intake, const struct lookup *lookup)
{
	struct search search = {.report = report, .intake = intake, .lookup = lookup};
	search.asset_numbers = g_hash_table_new(NULL, NULL);
	search.assets = g_array_new(FALSE, FALSE, sizeof(struct catalog_file));
	search.field_targets = g_array_new(FALSE, FALSE, sizeof(struct field_target));
	search.names_arena = arena_new();
	search.names_of = RECORD_NONE;
	search.buffer = g_byte_array_new();
	search.other_buffer = g_byte_array_new();
	bool done = true;
	for (uint32_t i = 0; done && i < intake->catalog->record_count; i++) {
		done = resolve_record(&search, i);
		arena_clear(intake->scratch);
	}
	done = done && finish_assets(&search);
	g_hash_table_unref(search.asset_numbers);
	arena_free(search.names_arena);
	g_array_unref(search.assets);
	g_array_unref(search.field_targets);
	g_byte_array_unref(search.buffer);
	g_byte_array_unref(search.other_buffer);
	return done;
}
