/* SPDX-License-Identifier: MIT */
/*
 * Kinds: each takes over the fields of the kind it extends, then adds to them or changes them.
 *
 * A kind is read when it is first needed, by its own turn or by one that extends it; being read
 * twice at once means that kinds extend each other in a circle. A name clash among inherited fields
 * is told at the kind that wrote them, never again at those that inherit it.
 */
#include <stdlib.h>
#include <string.h>

#include "catalog/schema_read.h"
#include "catalog/words.h"

#define KIND_PREFIX "kinds/"

enum draft_state { DRAFT_UNREAD, DRAFT_READING, DRAFT_READ };

struct draft {
	const char *path; /* lua/kinds/notice.lua */
	const struct value *value;
	enum draft_state state;
	GArray *slots; /* of struct field_slot */
	struct kind kind;
};

struct draft_list {
	struct schema_reader *reader;
	struct draft *drafts; /* in order of name */
	unsigned count;
};

static const char *kind_of_module(const char *module)
{
	return g_str_has_prefix(module, KIND_PREFIX) ? module + strlen(KIND_PREFIX) : NULL;
}

static int draft_compare(const void *a, const void *b)
{
	return strcmp(((const struct draft *)a)->kind.name, ((const struct draft *)b)->kind.name);
}

static struct draft_list list_drafts(struct schema_reader *reader)
{
	const struct value *modules = reader->modules;
	struct arena *arena = reader->schema->arena;
	struct draft_list list = {.reader = reader};
	list.drafts = arena_new_array(arena, struct draft, modules->count);
	for (unsigned i = 0; i < modules->count; i++) {
		const char *name = kind_of_module(modules->keys[i]);
		if (name == NULL || modules->items[i].type == VALUE_NOTHING)
			continue;
		struct draft *draft = &list.drafts[list.count++];
		draft->kind.name = arena_string(arena, name);
		draft->path = arena_printf(arena, "lua/%s.lua", modules->keys[i]);
		draft->value = &modules->items[i];
		draft->slots = g_array_new(FALSE, TRUE, sizeof(struct field_slot));
	}
	if (list.count > 0)
		qsort(list.drafts, list.count, sizeof list.drafts[0], draft_compare);
	return list;
}

bool definition_unknown_kind(const struct definition *definition, const char *name)
{
	const struct value *modules = definition->reader->modules;
	g_autofree const char **names = g_new0(const char *, modules->count + 1);
	unsigned count = 0;
	for (unsigned i = 0; i < modules->count; i++)
		if (kind_of_module(modules->keys[i]) != NULL)
			names[count++] = kind_of_module(modules->keys[i]);
	return definition_unknown(definition, "schema/unknown-kind", name, names,
	                          _("there is no kind '%s'"), name);
}

static void read_draft(struct draft_list *list, struct draft *draft);

/* The kind extended, read whole; NULL: none, or a mistake. */
static struct draft *read_base(struct draft_list *list, const struct definition *at)
{
	const char *name = definition_text(at, "extends");
	if (name == NULL)
		return NULL;
	for (unsigned i = 0; i < list->count; i++) {
		struct draft *base = &list->drafts[i];
		if (strcmp(base->kind.name, name) != 0)
			continue;
		read_draft(list, base);
		if (base->state == DRAFT_READ)
			return base;
		definition_error(at, "schema/circle",
		                 _("this kind extends '%s', which extends this one; take one of "
		                   "the two out"),
		                 name);
		return NULL;
	}
	definition_unknown_kind(at, name);
	return NULL;
}

static void inherit(struct draft *draft, const struct draft *base)
{
	draft->kind.view = base->kind.view;
	draft->kind.listed = base->kind.listed;
	draft->kind.entity_field = base->kind.entity_field;
	draft->kind.entry = base->kind.entry;
	draft->kind.tables = base->kind.tables;
	draft->kind.table_rows = base->kind.table_rows;
	draft->kind.rows_view = base->kind.rows_view;
	g_array_append_vals(draft->slots, base->slots->data, base->slots->len);
	for (unsigned i = 0; i < draft->slots->len; i++)
		g_array_index(draft->slots, struct field_slot, i).own = false;
}

static void check_entity_field(const struct definition *at, const struct kind *kind)
{
	g_autofree const char **keys = g_new0(const char *, kind->field_count + 1);
	for (unsigned i = 0; i < kind->field_count; i++) {
		keys[i] = kind->fields[i].key;
		if (strcmp(keys[i], kind->entity_field) != 0)
			continue;
		if (kind->fields[i].type != FIELD_TEXT)
			definition_error(at, "schema/not-for-type",
			                 _("'entity_field' names '%s', which holds no text; take a "
			                   "field of type text"),
			                 keys[i]);
		return;
	}
	definition_unknown(at, "schema/unknown-field", kind->entity_field, keys,
	                   _("this kind has no field '%s'"), kind->entity_field);
}

/* What lists show must be one text: nothing that has parts, and no other document. */
static void check_entry(const struct definition *at, const struct kind *kind)
{
	g_autofree const char **keys = g_new0(const char *, kind->field_count + 1);
	for (unsigned i = 0; i < kind->field_count; i++)
		keys[i] = kind->fields[i].key;
	for (unsigned i = 0; kind->entry[i] != NULL; i++) {
		const struct field *field = kind_field(kind, kind->entry[i]);
		if (field == NULL)
			definition_unknown(at, "schema/unknown-field", kind->entry[i], keys,
			                   _("this kind has no field '%s'"), kind->entry[i]);
		else if (field->type == FIELD_GROUP || field->type == FIELD_DOCUMENT)
			definition_error(at, "schema/not-for-type",
			                 _("'entry' names '%s', which is no single text; take "
			                   "another field"),
			                 kind->entry[i]);
	}
}

/* The field whose files are tables, by key or, where another kind was extended, as that has it. */
static void read_tables(const struct definition *at, struct kind *kind, const char *inherited)
{
	g_autofree const char **keys = g_new0(const char *, kind->field_count + 1);
	const char *key = definition_text(at, "tables");
	key = key != NULL ? key : inherited;
	kind->tables = NULL;
	for (unsigned i = 0; key != NULL && i < kind->field_count; i++) {
		keys[i] = kind->fields[i].key;
		if (strcmp(keys[i], key) == 0)
			kind->tables = &kind->fields[i];
	}
	if (key != NULL && kind->tables == NULL)
		definition_unknown(at, "schema/unknown-field", key, keys,
		                   _("this kind has no field '%s'"), key);
	else if (key != NULL && kind->tables->type != FIELD_FILE)
		definition_error(at, "schema/not-for-type",
		                 _("'tables' names '%s', which holds no files; take a field of "
		                   "type file"),
		                 key);
	kind->table_rows = definition_number(at, "table_rows", kind->table_rows, 20, 2000);
	if (definition_has(at, "rows_view") || (kind->table_rows > 0 && kind->rows_view == NULL))
		kind->rows_view = definition_need_name(at, "rows_view", false);
}

/* Front matter's `kind` decides which fields there are, and is read before them. */
static void check_reserved(const struct definition *at, const GArray *slots)
{
	for (unsigned i = 0; i < slots->len; i++) {
		const struct field_slot *slot = &g_array_index(slots, struct field_slot, i);
		if (slot->own && strcmp(slot->field.key, "kind") == 0)
			definition_error(at, "schema/reserved",
			                 _("'kind' tells the kind of a document and cannot be a "
			                   "field; take another name"));
	}
}

static void read_properties(const struct definition *at, struct draft_list *list,
                            struct draft *draft)
{
	struct kind *kind = &draft->kind;
	definition_check_name(at, kind->name, false);
	definition_need_label(at, "label", &kind->label);
	kind->aliases = definition_texts(at, "aliases");
	kind->listed = true;
	const struct draft *base = read_base(list, at);
	if (base != NULL)
		inherit(draft, base);
	kind->listed = definition_flag(at, "listed", kind->listed);
	if (definition_has(at, "view") || kind->view == NULL)
		kind->view = definition_need_name(at, "view", false);
	const char *tables = kind->tables == NULL ? NULL : kind->tables->key;
	const char *entity_field = definition_text(at, "entity_field");
	kind->entity_field = entity_field != NULL ? entity_field : kind->entity_field;
	const struct value *fields = definition_list(at, "fields");
	if (fields != NULL)
		schema_read_field_list(at, fields, draft->slots);
	else if (!definition_has(at, "fields") && !definition_has(at, "extends"))
		definition_error(at, "schema/missing", _("'%s' is missing; add it"), "fields");
	check_reserved(at, draft->slots);
	kind->field_count = draft->slots->len;
	kind->fields = schema_keep_fields(at, draft->slots, &kind->names);
	if (entity_field != NULL)
		check_entity_field(at, kind);
	read_tables(at, kind, tables);
	if (definition_has(at, "entry") || kind->entry == NULL)
		kind->entry = definition_texts(at, "entry");
	if (definition_has(at, "entry"))
		check_entry(at, kind);
}

static void read_draft(struct draft_list *list, struct draft *draft)
{
	static const char *const allowed[] = {"label",        "aliases",    "view",      "listed",
	                                      "entity_field", "extends",    "fields",    "entry",
	                                      "tables",       "table_rows", "rows_view", NULL};
	if (draft->state != DRAFT_UNREAD)
		return;
	draft->state = DRAFT_READING;
	struct definition definition;
	if (definition_open(list->reader, draft->path, "", draft->value, allowed, &definition))
		read_properties(&definition, list, draft);
	draft->state = DRAFT_READ;
}

/* Gives a word to a kind; it may be in use by another. */
static void claim_kind(const struct draft *draft, struct schema_reader *reader, const char *word,
                       const struct kind *kind)
{
	const struct kind *other =
	        word == NULL ? NULL : words_claim(reader->schema->kind_words, word, kind);
	if (other != NULL)
		report_error(reader->report, place_of_file(draft->path), "schema/name-twice",
		             _("'%s' stands for both '%s' and '%s'; take it from one of them"),
		             word, other->name, kind->name);
}

static void index_kinds(const struct draft_list *list)
{
	struct schema *schema = list->reader->schema;
	schema->kind_words = reader_words(list->reader);
	for (unsigned i = 0; i < list->count; i++)
		claim_kind(&list->drafts[i], list->reader, schema->kinds[i].name, &schema->kinds[i]);
	for (unsigned i = 0; i < list->count; i++) {
		const struct kind *kind = &schema->kinds[i];
		for (unsigned language = 0; language < LANGUAGE_COUNT; language++)
			claim_kind(&list->drafts[i], list->reader, kind->label.text[language], kind);
		for (unsigned j = 0; kind->aliases != NULL && kind->aliases[j] != NULL; j++)
			claim_kind(&list->drafts[i], list->reader, kind->aliases[j], kind);
	}
}

void schema_read_kinds(struct schema_reader *reader)
{
	struct draft_list list = list_drafts(reader);
	struct schema *schema = reader->schema;
	struct kind *kinds = arena_new_array(schema->arena, struct kind, list.count);
	for (unsigned i = 0; i < list.count; i++)
		read_draft(&list, &list.drafts[i]);
	for (unsigned i = 0; i < list.count; i++) {
		kinds[i] = list.drafts[i].kind;
		g_array_unref(list.drafts[i].slots);
	}
	schema->kinds = kinds;
	schema->kind_count = list.count;
	index_kinds(&list);
	if (list.count == 0)
		report_error(reader->report, place_none(), "schema/no-kind",
		             _("there is no kind of document; add lua/kinds/notice.lua"));
}
