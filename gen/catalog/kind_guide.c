/* SPDX-License-Identifier: MIT */
#include "catalog/kind_guide.h"

#include <string.h>

static const char *const COMMON_KEYS[] = {
        [COMMON_ID] = "id",
        [COMMON_TITLE] = "title",
        [COMMON_SUMMARY] = "summary",
        [COMMON_NUMBER] = "number",
        [COMMON_ORGAN] = "issuing_organ",
        [COMMON_SAMPLE] = "sample",
        [COMMON_TOPICS] = "topics",
        [COMMON_WRITTEN_ON] = "written_on",
        [COMMON_PRINTED_ON] = "printed_on",
        [COMMON_PUBLISHED_ON] = "published_on",
        [COMMON_EFFECTIVE_ON] = "effective_on",
        [COMMON_EXPIRES_ON] = "expires_on",
        [COMMON_STATUS] = "status",
        [COMMON_STATUS_BASIS] = "status_basis",
        [COMMON_FORMER_PATHS] = "former_paths",
        [COMMON_WITHDRAWN] = "withdrawn",
};

static const char *const DRAFT_NAMES[] = {"draft", "草稿", "暂不发布", "暫不發布", NULL};
static const char *const WITHDRAWN_NAMES[] = {"withdrawn", "撤下", "撤回", NULL};

/* Keys by which a ban is known where no kind has it; the first is that of its field. */
static const char *const *const BAN_NAMES[] = {
        [BAN_DRAFT] = DRAFT_NAMES,
        [BAN_WITHDRAWN] = WITHDRAWN_NAMES,
};

static const char KIND[] = "kind";
static const char KIND_OR_GENRE[] = "类型";

/* ---- keys */

const char *key_meant(const struct settings *settings, const char *written)
{
	const char *meant = value_get_text(&settings->fields, written);
	return meant != NULL ? meant : written;
}

bool key_names_kind(const struct schema *schema, const char *key, const struct value *value)
{
	if (strcmp(key, KIND) == 0)
		return true;
	return strcmp(key, KIND_OR_GENRE) == 0 && value->type == VALUE_TEXT &&
	       schema_kind(schema, value->text) != NULL;
}

const struct kind *key_kind(const struct schema *schema, const char *key)
{
	for (unsigned i = 0; i < schema->kind_count; i++)
		if (kind_field(&schema->kinds[i], key) != NULL)
			return &schema->kinds[i];
	return NULL;
}

bool key_bans(const struct schema *schema, const struct kind *kind, enum ban ban, const char *key)
{
	const char *own = BAN_NAMES[ban][0];
	const struct field *field = kind_field(kind, key);
	if (field != NULL)
		return strcmp(field->key, own) == 0;
	const struct kind *other = key_kind(schema, key);
	if (other != NULL && strcmp(kind_field(other, key)->key, own) == 0)
		return true;
	return g_strv_contains(BAN_NAMES[ban], key);
}

/* ---- guides */

/* The defaults of a kind, which the settings may call by any of its names; or NULL. */
static const struct value *find_defaults(const struct catalog_sources *sources,
                                         const struct kind *kind)
{
	const struct value *defaults = &sources->settings->defaults;
	for (unsigned i = 0; i < defaults->count; i++)
		if (schema_kind(sources->schema, defaults->keys[i]) == kind)
			return &defaults->items[i];
	return NULL;
}

static void init(struct kind_guide *guide, const struct catalog_sources *sources,
                 const struct kind *kind)
{
	const struct schema *schema = sources->schema;
	guide->kind = kind;
	guide->sources = sources;
	guide->defaults = find_defaults(sources, kind);
	guide->arena = arena_new();
	guide->keys = name_table_new(kind->field_count);
	guide->meanings = g_ptr_array_new();
	for (unsigned i = 0; i < COMMON_COUNT; i++)
		guide->common[i] = kind_field(kind, COMMON_KEYS[i]);
	const struct field **axis_fields =
	        arena_new_array(guide->arena, const struct field *, schema->axis_count);
	for (unsigned i = 0; i < schema->axis_count; i++)
		if (schema->axes[i].field != NULL)
			axis_fields[i] = kind_field(kind, schema->axes[i].field);
	guide->axis_fields = axis_fields;
}

struct kind_guide *kind_guides_new(const struct catalog_sources *sources)
{
	const struct schema *schema = sources->schema;
	struct kind_guide *guides = g_new0(struct kind_guide, MAX(schema->kind_count, 1));
	for (unsigned i = 0; i < schema->kind_count; i++)
		init(&guides[i], sources, &schema->kinds[i]);
	return guides;
}

void kind_guides_free(const struct schema *schema, struct kind_guide *guides)
{
	for (unsigned i = 0; i < schema->kind_count; i++) {
		arena_free(guides[i].arena);
		name_table_free(guides[i].keys);
		g_ptr_array_unref(guides[i].meanings);
	}
	g_free(guides);
}

static const struct key_meaning *find_meaning(const struct kind_guide *guide, const char *written)
{
	const struct schema *schema = guide->sources->schema;
	const char *key = key_meant(guide->sources->settings, written);
	struct key_meaning *meaning = arena_new_array(guide->arena, struct key_meaning, 1);
	meaning->field = kind_field(guide->kind, key);
	meaning->names_kind = strcmp(key, KIND) == 0 || strcmp(key, KIND_OR_GENRE) == 0;
	for (unsigned i = 0; i < BAN_COUNT; i++)
		meaning->bans[i] = key_bans(schema, guide->kind, (enum ban)i, key);
	return meaning;
}

const struct key_meaning *kind_guide_meaning(const struct kind_guide *guide, const char *written)
{
	uint32_t known = name_table_find(guide->keys, written);
	if (known != NAME_NONE)
		return guide->meanings->pdata[known];
	name_table_add(guide->keys, arena_string(guide->arena, written), guide->meanings->len);
	g_ptr_array_add(guide->meanings, (void *)find_meaning(guide, written));
	return guide->meanings->pdata[guide->meanings->len - 1];
}
