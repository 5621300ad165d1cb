/* SPDX-License-Identifier: MIT */
/*
 * Makes the schema and answers questions to it. The tables of lua/ are read in an order in which
 * each finds what it names already read; all are read even when the first is wrong, so that one run
 * tells every mistake.
 *
 * Each lookup is one look into a hash table made here once: they are asked for every field of every
 * document.
 */
#include "catalog/schema.h"

#include <string.h>

#include "catalog/schema_read.h"
#include "catalog/words.h"

static const char *const language_tags[LANGUAGE_COUNT] = {"zh-Hans", "zh-Hant", "en"};

const char *language_tag(enum language language)
{
	return language_tags[language];
}

bool language_parse(const char *tag, enum language *out)
{
	for (enum language language = 0; language < LANGUAGE_COUNT; language++) {
		if (g_ascii_strcasecmp(tag, language_tags[language]) != 0)
			continue;
		*out = language;
		return true;
	}
	return false;
}

/* No table: the schema had mistakes and is only read to be thrown away. */
static const void *look_up(GHashTable *table, const char *word)
{
	return table == NULL ? NULL : g_hash_table_lookup(table, word);
}

const struct term *vocabulary_find(const struct vocabulary *vocabulary, const char *word)
{
	return look_up(vocabulary->words, word);
}

const struct field *kind_field(const struct kind *kind, const char *key)
{
	return look_up(kind->names, key);
}

const struct field *group_field(const struct field *group, const char *key)
{
	return look_up(group->names, key);
}

const struct kind *schema_kind(const struct schema *schema, const char *name)
{
	return look_up(schema->kind_words, name);
}

const struct relation_type *schema_relation(const struct schema *schema, const char *name)
{
	return look_up(schema->relation_names, name);
}

const struct vocabulary *schema_vocabulary(const struct schema *schema, const char *name)
{
	return look_up(schema->vocabulary_names, name);
}

void schema_read_settings(struct schema_reader *reader)
{
	static const char *const allowed[] = {"default_kind", NULL};
	static const struct value nothing = {.type = VALUE_MAP};
	const struct value *module = reader_module(reader, "settings");
	struct definition settings;
	if (!definition_open(reader, "lua/settings.lua", "", module == NULL ? &nothing : module,
	                     allowed, &settings))
		return;
	const char *name = definition_need_text(&settings, "default_kind");
	if (name == NULL)
		return;
	const struct schema *schema = reader->schema;
	for (unsigned i = 0; i < schema->kind_count; i++)
		if (strcmp(schema->kinds[i].name, name) == 0)
			reader->schema->default_kind = schema->kinds[i].name;
	if (schema->default_kind == NULL)
		definition_unknown_kind(&settings, name);
}

static struct digest digest_modules(const struct value *modules)
{
	g_autoptr(GByteArray) packed = g_byte_array_new();
	value_pack(modules, packed);
	return digest_of(packed->data, packed->len);
}

struct schema *schema_new(struct report *report, const struct value *modules)
{
	g_autoptr(Schema) schema = g_new0(struct schema, 1);
	schema->arena = arena_new();
	schema->tables = g_ptr_array_new_with_free_func((GDestroyNotify)g_hash_table_unref);
	g_autoptr(GHashTable) entries = g_hash_table_new(g_str_hash, g_str_equal);
	struct schema_reader reader = {report, schema, modules, entries};
	unsigned errors = report->errors;
	schema->digest = digest_modules(modules);
	schema_read_vocabularies(&reader);
	schema_read_relations(&reader);
	schema_read_fields(&reader);
	schema_read_kinds(&reader);
	schema_read_holidays(&reader);
	schema_read_axes(&reader);
	schema_read_pages(&reader);
	schema_read_settings(&reader);
	return report->errors == errors ? g_steal_pointer(&schema) : NULL;
}

void schema_free(struct schema *schema)
{
	if (schema == NULL)
		return;
	g_ptr_array_unref(schema->tables);
	arena_free(schema->arena);
	g_free(schema);
}
