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

static void add_number(struct lookup *lookup, uint32_t number)
{
	const char *text = lookup->catalog->records[number].number;
	if (text == NULL)
		return;
	GArray *bearers = g_hash_table_lookup(lookup->by_number, text);
	if (bearers == NULL) {
		bearers = g_array_new(FALSE, FALSE, sizeof(uint32_t));
		g_hash_table_insert(lookup->by_number, (void *)text, bearers);
	}
	g_array_append_val(bearers, number);
}

static void add_sources(struct lookup *lookup)
{
	const struct source_files *files = lookup->catalog->files;
	for (size_t i = 0; i < files->count; i++) {
		const char *path = files->items[i].path;
		const char *slash = strrchr(path, '/');
		const char *base = slash == NULL ? path : slash + 1;
		bool twice = g_hash_table_contains(lookup->by_base_name, base);
		g_hash_table_insert(lookup->by_base_name, (void *)base, twice ? NULL : (void *)path);
		g_hash_table_insert(lookup->source_by_path, (void *)path, GSIZE_TO_POINTER(i + 1));
	}
}

struct lookup *lookup_new(struct report *report, const struct catalog *catalog)
{
	struct lookup *lookup = g_new0(struct lookup, 1);
	lookup->catalog = catalog;
	lookup->by_path = g_hash_table_new(g_str_hash, g_str_equal);
	lookup->by_id = g_hash_table_new(g_str_hash, g_str_equal);
	lookup->by_number =
	        g_hash_table_new_full(g_str_hash, g_str_equal, NULL, (GDestroyNotify)g_array_unref);
	lookup->by_name = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	lookup->groups = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, g_free);
	lookup->by_base_name = g_hash_table_new(g_str_hash, g_str_equal);
	lookup->source_by_path = g_hash_table_new(g_str_hash, g_str_equal);
	g_autoptr(Arena) scratch = arena_new();
	for (uint32_t i = 0; i < catalog->record_count; i++) {
		const struct record *record = &catalog->records[i];
		g_hash_table_insert(lookup->by_path, (void *)record->path, as_pointer(i));
		g_hash_table_insert(lookup->by_id, (void *)record->id, as_pointer(i));
		add_number(lookup, i);
		if (record->kind->entity_field != NULL)
			add_entity(report, lookup, scratch, i);
	}
	add_sources(lookup);
	return lookup;
}

void lookup_free(struct lookup *lookup)
{
	g_hash_table_unref(lookup->by_path);
	g_hash_table_unref(lookup->by_id);
	g_hash_table_unref(lookup->by_number);
	g_hash_table_unref(lookup->by_name);
	g_hash_table_unref(lookup->groups);
	g_hash_table_unref(lookup->by_base_name);
	g_hash_table_unref(lookup->source_by_path);
	g_free(lookup);
}

uint32_t lookup_path(const struct lookup *lookup, const char *path)
{
	return find(lookup->by_path, path);
}

uint32_t lookup_id(const struct lookup *lookup, const char *id)
{
	return find(lookup->by_id, id);
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
		if (strcmp(schema->axes[i].field, field) != 0)
			continue;
		g_autofree char *key = entity_key(schema->axes[i].name, name);
		return g_hash_table_lookup(lookup->groups, key);
	}
	return NULL;
}

const GArray *lookup_number(const struct lookup *lookup, const char *canonical)
{
	return g_hash_table_lookup(lookup->by_number, canonical);
}

const struct source_file *lookup_source(const struct lookup *lookup, const char *path)
{
	size_t index = GPOINTER_TO_SIZE(g_hash_table_lookup(lookup->source_by_path, path));
	return index == 0 ? NULL : &lookup->catalog->files->items[index - 1];
}

char *lookup_resolve(const struct catalog *catalog, const char *from, const char *target)
{
	const char *content = catalog->settings->content;
	const char *slash = strrchr(from, '/');
	g_autofree char *base =
	        target[0] == '/' ? g_strdup(content)
	                         : g_strndup(from, slash == NULL ? 0 : (size_t)(slash - from));
	g_autofree char *joined = g_strconcat(base, "/", target, NULL);
	g_auto(GStrv) parts = g_strsplit(joined, "/", -1);
	g_autoptr(GPtrArray) kept = g_ptr_array_new();
	for (size_t i = 0; parts[i] != NULL; i++) {
		if (parts[i][0] == '\0' || strcmp(parts[i], ".") == 0)
			continue;
		if (strcmp(parts[i], "..") != 0)
			g_ptr_array_add(kept, parts[i]);
		else if (kept->len > 0)
			g_ptr_array_set_size(kept, (int)kept->len - 1);
		else
			return NULL;
	}
	g_ptr_array_add(kept, NULL);
	return g_strjoinv("/", (char **)kept->pdata);
}
