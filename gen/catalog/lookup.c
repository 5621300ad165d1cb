/* SPDX-License-Identifier: MIT */
#include "catalog/lookup.h"

#include <string.h>

static void *as_pointer(uint32_t record)
{
	return GUINT_TO_POINTER(record + 1);
}

static uint32_t find(GHashTable *table, const char *key)
{
	return (uint32_t)GPOINTER_TO_UINT(g_hash_table_lookup(table, key)) - 1;
}

static char *entity_key(const char *kind, const char *name)
{
	return g_strconcat(kind, "\n", name, NULL);
}

static void add_entity_name(struct report *report, struct lookup *lookup, uint32_t record,
                            const char *name)
{
	const struct record *records = lookup->catalog->records;
	g_autofree char *key = entity_key(records[record].kind->name, name);
	uint32_t other = find(lookup->by_name, key);
	if (other == record)
		return;
	if (other != RECORD_NONE) {
		report_error(report, place_of_file(records[record].path), "entity/name",
		             _("'%s' is already the name of %s; give one of them another name"),
		             name, records[other].path);
		return;
	}
	g_hash_table_insert(lookup->by_name, g_steal_pointer(&key), as_pointer(record));
}

static void add_entity(struct report *report, struct lookup *lookup, struct arena *scratch,
                       uint32_t number)
{
	const struct record *record = &lookup->catalog->records[number];
	struct value fields = record_fields(scratch, record);
	const char *name = value_get_text(&fields, record->kind->entity_field);
	add_entity_name(report, lookup, number, record->title);
	add_entity_name(report, lookup, number, record->id);
	if (name != NULL)
		add_entity_name(report, lookup, number, name);
	const struct value *names = value_get(&fields, "short_names");
	for (unsigned i = 0; names != NULL && names->type == VALUE_LIST && i < names->count; i++)
		if (names->items[i].type == VALUE_TEXT)
			add_entity_name(report, lookup, number, names->items[i].text);
	arena_clear(scratch);
}

/* From the last to the first, so that each can be put before those that are there. */
static void add_numbers(struct lookup *lookup)
{
	const struct catalog *catalog = lookup->catalog;
	lookup->bearer_by_number = name_table_new(catalog->record_count);
	lookup->next_bearer = g_new(uint32_t, MAX(catalog->record_count, 1));
	for (uint32_t i = catalog->record_count; i-- > 0;)
		if (catalog->records[i].number != NULL)
			lookup->next_bearer[i] = name_table_put(lookup->bearer_by_number,
			                                        catalog->records[i].number, i);
}

static void add_sources(struct lookup *lookup, const struct catalog_sources *sources)
{
	const struct source_files *files = sources->files;
	const struct catalog *catalog = lookup->catalog;
	lookup->source_by_path = name_table_new(files->count);
	lookup->record_of = g_new(uint32_t, MAX(files->count, 1));
	for (uint32_t i = 0; i < files->count; i++) {
		name_table_add(lookup->source_by_path, files->items[i].path, i);
		lookup->record_of[i] = RECORD_NONE;
	}
	for (uint32_t i = 0; i < catalog->record_count; i++)
		lookup->record_of[sources->documents[catalog->records[i].document]] = i;
}

struct lookup *lookup_new(struct report *report, const struct intake *intake)
{
	const struct catalog *catalog = intake->catalog;
	struct lookup *lookup = g_new0(struct lookup, 1);
	lookup->catalog = catalog;
	lookup->by_id = intake->by_id;
	lookup->by_name = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	lookup->groups = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	g_autoptr(Arena) scratch = arena_new();
	for (uint32_t i = 0; i < catalog->record_count; i++)
		if (catalog->records[i].kind->entity_field != NULL)
			add_entity(report, lookup, scratch, i);
	add_numbers(lookup);
	add_sources(lookup, intake->sources);
	return lookup;
}

void lookup_free(struct lookup *lookup)
{
	name_table_free(lookup->source_by_path);
	g_free(lookup->record_of);
	name_table_free(lookup->bearer_by_number);
	g_free(lookup->next_bearer);
	g_hash_table_unref(lookup->by_name);
	g_hash_table_unref(lookup->groups);
	g_free(lookup);
}

uint32_t lookup_path(const struct lookup *lookup, const char *path)
{
	uint32_t source = name_table_find(lookup->source_by_path, path);
	return source == NAME_NONE ? RECORD_NONE : lookup->record_of[source];
}

uint32_t lookup_id(const struct lookup *lookup, const char *id)
{
	return name_table_find(lookup->by_id, id);
}

uint32_t lookup_entity(const struct lookup *lookup, const char *kind, const char *name)
{
	g_autofree char *key = entity_key(kind, name);
	return find(lookup->by_name, key);
}

void lookup_add_group(struct lookup *lookup, const char *axis, const char *name,
                      const struct target *target)
{
	g_hash_table_insert(lookup->groups, entity_key(axis, name),
	                    g_memdup2(target, sizeof *target));
}

const struct target *lookup_group(const struct lookup *lookup, const char *field, const char *name)
{
	const struct schema *schema = lookup->catalog->schema;
	for (unsigned i = 0; i < schema->axis_count; i++) {
		if (g_strcmp0(schema->axes[i].field, field) != 0)
			continue;
		g_autofree char *key = entity_key(schema->axes[i].name, name);
		return g_hash_table_lookup(lookup->groups, key);
	}
	return NULL;
}

uint32_t lookup_bearer(const struct lookup *lookup, const char *canonical)
{
	return name_table_find(lookup->bearer_by_number, canonical);
}

uint32_t lookup_next_bearer(const struct lookup *lookup, uint32_t record)
{
	return lookup->next_bearer[record];
}

const struct source_file *lookup_source(const struct lookup *lookup, const char *path)
{
	uint32_t source = name_table_find(lookup->source_by_path, path);
	return source == NAME_NONE ? NULL : &lookup->catalog->files->items[source];
}

uint32_t lookup_record_of(const struct lookup *lookup, const struct source_file *file)
{
	return lookup->record_of[file - lookup->catalog->files->items];
}

/* Takes empty names, '.' and '..' out of a path, where it stands. False: it leads out of its top. */
static bool resolve(char *path)
{
	const char *from = path;
	char *to = path; /* behind the names that are kept, each with a '/' in front but the first */
	while (*from != '\0') {
		size_t length = strcspn(from, "/");
		bool up = length == 2 && memcmp(from, "..", 2) == 0;
		if (up && to == path)
			return false;
		if (up) {
			char *slash = memrchr(path, '/', (size_t)(to - path));
			to = slash == NULL ? path : slash;
		} else if (length > 0 && !(length == 1 && *from == '.')) {
			if (to > path)
				*to++ = '/';
			memmove(to, from, length);
			to += length;
		}
		from += length;
		from += *from == '/';
	}
	*to = '\0';
	return true;
}

char *lookup_resolve(const struct catalog *catalog, const char *from, const char *target)
{
	const char *content = catalog->settings->content;
	const char *slash = strrchr(from, '/');
	g_autofree char *base =
	        target[0] == '/' ? g_strdup(content)
	                         : g_strndup(from, slash == NULL ? 0 : (size_t)(slash - from));
	char *path = g_strconcat(base, "/", target, NULL);
	if (resolve(path))
		return path;
	g_free(path);
	return NULL;
}
