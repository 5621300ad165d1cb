/* SPDX-License-Identifier: MIT */
/*
 * What the texts and fields of the documents point at was kept when they were taken in; now that
 * every document has its place, it is looked up. A path as written may name a document, a folder
 * with a page of its own, or, as other generators have it, a page without its suffix.
 */
#include "catalog/target.h"

#include "catalog/address.h"
#include "catalog/media.h"

#include <stdlib.h>
#include <string.h>

struct search {
	struct report *report;
	struct intake *intake;
	const struct lookup *lookup;
	GHashTable *asset_numbers; /* source file to asset number plus one */
	GArray *assets;            /* of struct catalog_file */
	GArray *recordings;        /* of struct recording */
	GArray *field_targets;     /* of struct field_target: those of one record */
	GHashTable *named;         /* of struct named, with what it leads to */
	struct name_table *bases;  /* names of files to their numbers; NULL: not needed yet */
	GByteArray *buffer;        /* the head of the document that a link named last */
	struct arena *names_arena; /* of its `names`, which links to one document share */
	const struct link_name *names;
	unsigned name_count;
	uint32_t names_of; /* which it is, or RECORD_NONE */
};

/* A value that many records have in a field. The text is the intake's one copy. */
struct named {
	const struct field *field;
	const char *text;
	struct target target;
};

static guint named_hash(const void *key)
{
	const struct named *named = key;
	return g_direct_hash(named->text) * 31 + g_direct_hash(named->field);
}

static gboolean named_equal(const void *first, const void *second)
{
	const struct named *a = first;
	const struct named *b = second;
	return a->text == b->text && a->field == b->field;
}

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

static void mark_data(struct search *search, uint32_t asset)
{
	g_array_index(search->assets, struct catalog_file, asset).csv_url = "";
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

/* Instead of the number of a file: its name occurs twice. */
#define SEVERAL (NAME_NONE - 1)

static const char *base_name(const char *path)
{
	const char *slash = strrchr(path, '/');
	return slash == NULL ? path : slash + 1;
}

static void list_bases(struct search *search)
{
	const struct source_files *files = search->lookup->catalog->files;
	search->bases = name_table_new(files->count);
	for (uint32_t i = 0; i < files->count; i++) {
		const char *base = base_name(files->items[i].path);
		if (name_table_add(search->bases, base, i) != NAME_NONE)
			name_table_put(search->bases, base, SEVERAL);
	}
}

/* The only file of that name, wherever it lies, or NULL. */
static const char *suggestion(struct search *search, const char *path)
{
	if (search->bases == NULL)
		list_bases(search);
	uint32_t file = name_table_find(search->bases, base_name(path));
	if (file == NAME_NONE || file == SEVERAL)
		return NULL;
	return search->lookup->catalog->files->items[file].path;
}

static const char *dead_id(enum hole_type type)
{
	if (type == HOLE_CHART)
		return "chart/dead";
	return type == HOLE_LINK ? "link/dead" : "image/dead";
}

/* Names of columns with commas between, as when the '|' before lines of data was left out. */
static bool reads_like_data(const char *target)
{
	return strchr(target, ',') != NULL || strstr(target, "，") != NULL;
}

static void report_dead(struct search *search, const struct record *record,
                        const struct mention *mention, const char *path)
{
	struct place place = place_of_line(record->path, mention->line);
	const char *elsewhere = path == NULL ? NULL : suggestion(search, path);
	const char *id = dead_id(mention->type);
	if (path == NULL)
		report_error(search->report, place, "link/outside",
		             _("'%s' leads out of the repository; give a path inside it"),
		             mention->target);
	else if (mention->type == HOLE_CHART && reads_like_data(mention->target))
		report_error(search->report, place, id,
		             _("data in the text stand below 'data: |', each line with two spaces "
		               "before it; the '|' is missing"));
	else if (mention->type == HOLE_CHART && lookup_source(search->lookup, path) != NULL)
		report_error(search->report, place, "chart/document",
		             _("'%s' is a text and no data; name a table file (.csv)"),
		             mention->target);
	else if (mention->type != HOLE_LINK && lookup_source(search->lookup, path) != NULL)
		report_error(search->report, place, "image/document",
		             _("'%s' is a text, no picture; take out the '!' to link to it"),
		             mention->target);
	else if (lookup_source(search->lookup, path) != NULL)
		report_warning(search->report, place, "link/draft",
		               _("'%s' is a draft, cannot be read, or lies outside the content "
		                 "folder; so nothing links to it"),
		               mention->target);
	else if (elsewhere != NULL)
		report_error(search->report, place, id, _("there is no '%s'; did you mean /%s?"),
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
	     !readings_head(search->report, sources->readings, document, search->buffer)))
		return arena_string(arena, name);
	if (search->names_of != record) {
		struct reading_head head;
		arena_clear(search->names_arena);
		reading_unpack_head(search->names_arena, search->buffer, &head);
		search->names =
		        reading_unpack_names(search->names_arena, &head, &search->name_count);
		search->names_of = record;
	}
	const struct link_name *found = bsearch(name, search->names, search->name_count,
	                                        sizeof *search->names, compare_name);
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
	uint32_t found = source == NULL ? RECORD_NONE : lookup_record_of(search->lookup, source);
	if (found == RECORD_NONE && path != NULL)
		found = find_record(search->lookup, path);
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

/* A chart's data: a file that is copied as it is, and as a table in the one form that all can read. */
static struct target data_target(struct search *search, const struct record *record,
                                 const struct mention *mention)
{
	if (*mention->target == '\0')
		return (struct target){.type = TARGET_INLINE_DATA};
	struct target target = link_target(search, record, mention);
	if (target.type != TARGET_FILE)
		return (struct target){.type = TARGET_NONE};
	target.type = TARGET_DATA;
	mark_data(search, target.index);
	return target;
}

static struct recording find_recording(struct search *search, uint32_t asset)
{
	struct catalog *catalog = search->intake->catalog;
	const struct source_file *source =
	        g_array_index(search->assets, struct catalog_file, asset).source;
	struct media_files files = media_find(catalog->arena, catalog->files, source->path);
	struct recording recording = {.file = asset,
	                              .poster = RECORD_NONE,
	                              .caption_count = files.caption_count,
	                              .transcript = files.transcript};
	struct caption_file *captions =
	        arena_new_array(catalog->arena, struct caption_file, files.caption_count);
	for (unsigned i = 0; i < files.caption_count; i++) {
		captions[i].file = add_asset(search, files.captions[i].file);
		captions[i].language = files.captions[i].language;
	}
	recording.captions = captions;
	if (files.poster != NULL)
		recording.poster = add_asset(search, files.poster);
	return recording;
}

/* A document that is no page of the site, or no more, is shown to nobody as a transcript either. */
static void check_transcript(struct search *search, struct place place,
                             const struct recording *recording)
{
	const struct source_file *file = recording->transcript;
	if (file == NULL || !reading_is_document(file->path) || recording->caption_count > 0)
		return;
	uint32_t found = lookup_record_of(search->lookup, file);
	if (found == RECORD_NONE || record_is_withdrawn(&search->intake->catalog->records[found]))
		report_warning(search->report, place, "media/transcript",
		               _("the transcript %s is a draft or was withdrawn, so those who "
		                 "cannot hear get nothing from the recording"),
		               file->path);
}

/* A sound or video: in a paragraph of its own with what belongs to it, else as it is. */
static struct target media_target(struct search *search, const struct record *record,
                                  const struct mention *mention)
{
	struct target target = link_target(search, record, mention);
	if (target.type != TARGET_FILE)
		return target;
	const struct source_file *source =
	        g_array_index(search->assets, struct catalog_file, target.index).source;
	if (!media_is_recording(source->path))
		return target;
	media_check(search->report, place_of_line(record->path, mention->line),
	            search->intake->catalog->files, source->path, mention->type == HOLE_PLAYER);
	if (mention->type == HOLE_MEDIA)
		return target;
	struct recording recording = find_recording(search, target.index);
	check_transcript(search, place_of_line(record->path, mention->line), &recording);
	g_array_append_val(search->recordings, recording);
	return (struct target){.type = TARGET_RECORDING, .index = search->recordings->len - 1};
}

/*
 * A number in running text leads to the one document that bears it, unless that is where it stands.
 */
static struct target number_target(const struct search *search, uint32_t record,
                                   const struct mention *mention)
{
	uint32_t bearer = lookup_bearer(search->lookup, mention->target);
	if (bearer == RECORD_NONE || bearer == record ||
	    lookup_next_bearer(search->lookup, bearer) != RECORD_NONE)
		return (struct target){.type = TARGET_NONE};
	return (struct target){.type = TARGET_RECORD, .index = bearer};
}

/*
 * A file that front matter names: an image, an attachment, a transcript. A text among them is shown
 * as a page.
 */
static struct target field_file(struct search *search, const struct record *record,
                                const struct pending_value *value)
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
		             value->field->key, value->text);
	return (struct target){.type = TARGET_NONE};
}

/* The list of what names the same organ or topic; where the field makes no lists, its document. */
static struct target find_entity(const struct search *search, const struct field *field,
                                 const char *text)
{
	uint32_t entity = lookup_entity(search->lookup, field->of, text);
	const char *name =
	        entity == RECORD_NONE ? text : search->intake->catalog->records[entity].title;
	const struct target *group = lookup_group(search->lookup, field->key, name);
	if (group != NULL)
		return *group;
	if (entity == RECORD_NONE)
		return (struct target){.type = TARGET_NONE};
	return (struct target){.type = TARGET_RECORD, .index = entity};
}

/* The same, looked up once for all records that have the value. */
static struct target field_entity(struct search *search, const struct pending_value *value)
{
	struct named sought = {.field = value->field, .text = value->text};
	const struct named *known = g_hash_table_lookup(search->named, &sought);
	if (known != NULL)
		return known->target;
	sought.target = find_entity(search, value->field, value->text);
	g_hash_table_add(search->named, g_memdup2(&sought, sizeof sought));
	return sought.target;
}

/* `next`: the first of the record's values among those of all; moved behind them. */
static void resolve_fields(struct search *search, uint32_t number, unsigned *next)
{
	struct catalog *catalog = search->intake->catalog;
	struct record *record = &catalog->records[number];
	const GArray *values = search->intake->values;
	g_array_set_size(search->field_targets, 0);
	for (; *next < values->len; ++*next) {
		const struct pending_value *value =
		        &g_array_index(values, struct pending_value, *next);
		if (value->record != number)
			break;
		struct field_target found = {.field = value->field, .item = value->item};
		found.target = value->field->type == FIELD_FILE ? field_file(search, record, value)
		                                                : field_entity(search, value);
		if (found.target.type == TARGET_FILE && found.field == record->kind->tables)
			mark_data(search, found.target.index);
		if (found.target.type != TARGET_NONE)
			g_array_append_val(search->field_targets, found);
	}
	uint32_t count = search->field_targets->len;
	struct field_target *kept = arena_new_array(catalog->arena, struct field_target, count);
	if (count > 0)
		memcpy(kept, search->field_targets->data, count * sizeof *kept);
	record->field_targets = kept;
	record->field_target_count = count;
}

/* `mentions`: what the texts of this record and of those after it point at. */
static void resolve_text(struct search *search, uint32_t number, struct unpacker *mentions)
{
	struct catalog *catalog = search->intake->catalog;
	struct record *record = &catalog->records[number];
	struct target *targets =
	        arena_new_array(catalog->arena, struct target, record->target_count);
	for (unsigned i = 0; i < record->target_count; i++) {
		struct mention mention = mention_unpack(mentions);
		if (mention.type == HOLE_NUMBER)
			targets[i] = number_target(search, number, &mention);
		else if (mention.type == HOLE_CHART)
			targets[i] = data_target(search, record, &mention);
		else if (mention.type == HOLE_MEDIA || mention.type == HOLE_PLAYER)
			targets[i] = media_target(search, record, &mention);
		else
			targets[i] = link_target(search, record, &mention);
	}
	record->targets = targets;
}

static void resolve_all(struct search *search)
{
	const GByteArray *packed = search->intake->mentions;
	struct unpacker mentions = unpacker_over(packed->data, packed->len);
	unsigned next_value = 0;
	for (uint32_t i = 0; i < search->intake->catalog->record_count; i++) {
		resolve_fields(search, i, &next_value);
		resolve_text(search, i, &mentions);
	}
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
		if (catalog->assets[i].csv_url != NULL)
			catalog->assets[i].csv_url =
			        address_of_table(catalog->arena, catalog->assets[i].url);
		done = done && repository_size(search->report, repository,
		                               catalog->assets[i].source, &catalog->assets[i].size);
	}
	return done;
}

static bool keep_recordings(struct search *search)
{
	const struct repository *repository = search->intake->sources->repository;
	struct catalog *catalog = search->intake->catalog;
	uint32_t count = search->recordings->len;
	struct recording *kept = arena_new_array(catalog->arena, struct recording, count);
	bool done = true;
	for (uint32_t i = 0; i < count; i++) {
		kept[i] = g_array_index(search->recordings, struct recording, i);
		if (kept[i].transcript != NULL)
			done = done && repository_size(search->report, repository,
			                               kept[i].transcript, &kept[i].transcript_size);
	}
	catalog->recordings = kept;
	catalog->recording_count = count;
	return done;
}

bool targets_resolve(struct report *report, struct intake *intake, const struct lookup *lookup)
{
	struct search search = {.report = report, .intake = intake, .lookup = lookup};
	search.asset_numbers = g_hash_table_new(NULL, NULL);
	search.assets = g_array_new(FALSE, FALSE, sizeof(struct catalog_file));
	search.recordings = g_array_new(FALSE, FALSE, sizeof(struct recording));
	search.field_targets = g_array_new(FALSE, FALSE, sizeof(struct field_target));
	search.named = g_hash_table_new_full(named_hash, named_equal, g_free, NULL);
	search.names_arena = arena_new();
	search.names_of = RECORD_NONE;
	search.buffer = g_byte_array_new();
	resolve_all(&search);
	bool done = finish_assets(&search) && keep_recordings(&search);
	g_hash_table_unref(search.asset_numbers);
	g_hash_table_unref(search.named);
	name_table_free(search.bases);
	arena_free(search.names_arena);
	g_array_unref(search.assets);
	g_array_unref(search.recordings);
	g_array_unref(search.field_targets);
	g_byte_array_unref(search.buffer);
	return done;
}
