/* SPDX-License-Identifier: MIT */
/*
 * Fields: the dictionary lua/fields.lua, and the lists of fields that kinds and groups make from
 * it.
 *
 * A field of the dictionary is read and checked once, in its own file. A list takes a copy and
 * reads only what it changes, so that a mistake is told where it was written and only there.
 */
#include <stdlib.h>
#include <string.h>

#include "catalog/schema_read.h"
#include "catalog/words.h"

static const char *const dictionary_path = "lua/fields.lua";

static const char *const type_words[] = {
        [FIELD_TEXT] = "text",
        [FIELD_DATE] = "date",
        [FIELD_INTEGER] = "integer",
        [FIELD_DECIMAL] = "decimal",
        [FIELD_BOOLEAN] = "boolean",
        [FIELD_URL] = "url",
        [FIELD_TERM] = "term",
        [FIELD_DOCUMENT_NUMBER] = "document_number",
        [FIELD_INDEX_NUMBER] = "index_number",
        [FIELD_DOCUMENT] = "document",
        [FIELD_ENTITY] = "entity",
        [FIELD_FILE] = "file",
        [FIELD_GROUP] = "group",
        [FIELD_GROUP + 1] = NULL,
};

enum entry_state { ENTRY_UNREAD, ENTRY_READING, ENTRY_READ };

struct entry {
	const struct value *value;
	enum entry_state state;
	struct field field;
};

/* ---- what a type brings with it */

static void read_vocabulary(const struct definition *at, struct field *field)
{
	if (definition_has(at, "vocabulary"))
		field->vocabulary = definition_vocabulary(at, "vocabulary");
}

static void read_relation(const struct definition *at, struct field *field)
{
	if (!definition_has(at, "relation"))
		return;
	const struct relation_type *relation = definition_relation(at, "relation");
	field->relation = relation == NULL ? NULL : relation->name;
}

/*
 * Documents can be called by their names when the kind, or one that it extends, says where the
 * names are. Looks at the modules themselves, since no kind has been read yet; kinds that extend
 * each other in a circle end with the count.
 */
static bool gives_names(const struct schema_reader *reader, const char *kind)
{
	for (unsigned steps = 0; kind != NULL && steps < reader->modules->count; steps++) {
		g_autofree char *name = g_strconcat("kinds/", kind, NULL);
		const struct value *module = reader_module(reader, name);
		if (value_get_text(module, "entity_field") != NULL)
			return true;
		kind = value_get_text(module, "extends");
	}
	return false;
}

static void read_of(const struct definition *at, struct field *field)
{
	field->of = definition_text(at, "of");
	if (field->of == NULL)
		return;
	g_autofree char *name = g_strconcat("kinds/", field->of, NULL);
	if (reader_module(at->reader, name) == NULL)
		definition_unknown_kind(at, field->of);
	else if (!gives_names(at->reader, field->of))
		definition_error(at, "schema/no-names",
		                 _("the documents of kind '%s' have no names to be called by; give "
		                   "that kind an "
		                   "entity_field, such as \"title\""),
		                 field->of);
}

static void read_parts(const struct definition *at, struct field *field)
{
	const struct value *list = definition_list(at, "fields");
	if (list == NULL)
		return;
	g_autoptr(GArray) slots = g_array_new(FALSE, TRUE, sizeof(struct field_slot));
	schema_read_field_list(at, list, slots);
	field->field_count = slots->len;
	field->fields = schema_keep_fields(at, slots, &field->names);
}

/* ---- one field */

/* What the former type brought with it. */
static void drop_companions(struct field *field)
{
	field->vocabulary = NULL;
	field->relation = NULL;
	field->of = NULL;
	field->fields = NULL;
	field->field_count = 0;
	field->names = NULL;
}

static bool read_type(const struct definition *at, struct field *field)
{
	const char *word = definition_text(at, "type");
	for (unsigned i = 0; word != NULL && type_words[i] != NULL; i++) {
		if (strcmp(type_words[i], word) != 0)
			continue;
		if (field->type != (enum field_type)i)
			drop_companions(field);
		field->type = (enum field_type)i;
		return true;
	}
	if (word == NULL)
		return false;
	return definition_unknown(at, "schema/unknown-type", word, type_words,
	                          _("there is no type '%s'"), word);
}

/*
 * Each of these properties belongs to one type, which cannot do without it. A table that writes
 * neither a type nor any of them changes nothing here, and what was wrong before has been told
 * before.
 */
static void check_companions(const struct definition *at, const struct field *field)
{
	const struct {
		enum field_type type;
		const char *property;
		bool there;
	} companions[] = {
	        {FIELD_TERM, "vocabulary", field->vocabulary != NULL},
	        {FIELD_DOCUMENT, "relation", field->relation != NULL},
	        {FIELD_ENTITY, "of", field->of != NULL},
	        {FIELD_GROUP, "fields", field->field_count > 0},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(companions); i++) {
		const char *property = companions[i].property;
		bool written = definition_has(at, property);
		bool belongs = companions[i].type == field->type;
		if (!belongs && written)
			definition_error(at, "schema/not-for-type",
			                 _("'%s' is only for a field of type '%s'; take it out or "
			                   "change the type"),
			                 property, type_words[companions[i].type]);
		if (belongs && !written && !companions[i].there && definition_has(at, "type"))
			definition_error(at, "schema/missing",
			                 _("'%s' is missing; a field of type '%s' needs it"),
			                 property, type_words[field->type]);
	}
}

/*
 * The Chinese labels, then the aliases: front matter is written in Chinese or with keys, so an
 * English label is no name.
 */
static const char *const *list_names(const struct definition *at, const struct label *label,
                                     const char *const *aliases)
{
	const char *labels[] = {label->text[LANGUAGE_ZH_HANS], label->text[LANGUAGE_ZH_HANT]};
	guint count = g_strv_length((char **)aliases);
	const char **names = arena_new_array(at->reader->schema->arena, const char *,
	                                     G_N_ELEMENTS(labels) + count + 1);
	unsigned length = 0;
	for (size_t i = 0; i < G_N_ELEMENTS(labels); i++)
		if (labels[i] != NULL && !g_strv_contains(names, labels[i]))
			names[length++] = labels[i];
	for (guint i = 0; i < count; i++)
		if (!g_strv_contains(names, aliases[i]))
			names[length++] = aliases[i];
	return names;
}

/* Reads what the table says over what `field` holds already. `fresh`: it holds nothing yet. */
static void read_field(const struct definition *at, bool fresh, struct field *field)
{
	bool retyped = definition_has(at, "type");
	if (fresh && !retyped)
		definition_error(at, "schema/missing", _("'%s' is missing; add it"), "type");
	bool typed = read_type(at, field) || (!fresh && !retyped);
	field->list = definition_flag(at, "list", field->list);
	field->required = definition_flag(at, "required", field->required);
	if (fresh || definition_has(at, "label"))
		definition_need_label(at, "label", &field->label);
	bool renamed = fresh || definition_has(at, "aliases");
	field->aliases = list_names(at, &field->label,
	                            renamed ? definition_texts(at, "aliases") : field->aliases);
	read_vocabulary(at, field);
	read_relation(at, field);
	read_of(at, field);
	read_parts(at, field);
	if (definition_has(at, "element"))
		field->element = definition_text(at, "element");
	if (definition_has(at, "source"))
		field->source = definition_text(at, "source");
	if (typed)
		check_companions(at, field);
}

/* ---- the dictionary */

static const char *const field_properties[] = {
        "key",      "type", "list",   "required", "label",  "aliases", "vocabulary",
        "relation", "of",   "fields", "element",  "source", NULL};

/*
 * NULL: the dictionary has no such field. A group that holds itself is told, and is then read as an
 * empty one.
 */
static const struct field *dictionary_field(const struct definition *user, const char *key)
{
	struct schema_reader *reader = user->reader;
	struct entry *entry = g_hash_table_lookup(reader->entries, key);
	if (entry == NULL)
		return NULL;
	if (entry->state == ENTRY_READING)
		definition_error(user, "schema/circle",
		                 _("the group '%s' is part of itself; take it out"), key);
	if (entry->state != ENTRY_UNREAD)
		return &entry->field;
	entry->state = ENTRY_READING;
	struct definition at;
	entry->field.key = arena_string(reader->schema->arena, key);
	entry->field.aliases = arena_new_array(reader->schema->arena, const char *, 1);
	if (definition_open(reader, dictionary_path, entry->field.key, entry->value,
	                    field_properties + 1, &at)) {
		definition_check_name(&at, key, false);
		read_field(&at, true, &entry->field);
	}
	entry->state = ENTRY_READ;
	return &entry->field;
}

static int compare_words(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static bool unknown_field(const struct definition *at, const char *key)
{
	g_autofree const char **keys =
	        (const char **)g_hash_table_get_keys_as_array(at->reader->entries, NULL);
	qsort(keys, g_strv_length((char **)keys), sizeof keys[0], compare_words);
	return definition_unknown(
	        at, "schema/unknown-field", key, keys,
	        _("there is no field '%s' in lua/fields.lua, and no type is given for it here"),
	        key);
}

void schema_read_fields(struct schema_reader *reader)
{
	const struct value *module = reader_module(reader, "fields");
	struct definition dictionary;
	if (module == NULL ||
	    !definition_open(reader, dictionary_path, "", module, NULL, &dictionary))
		return;
	struct entry *entries = arena_new_array(reader->schema->arena, struct entry, module->count);
	for (unsigned i = 0; i < module->count; i++) {
		entries[i].value = &module->items[i];
		g_hash_table_insert(reader->entries, (gpointer)module->keys[i], &entries[i]);
	}
	for (unsigned i = 0; i < module->count; i++)
		dictionary_field(&dictionary, module->keys[i]);
}

/* ---- lists of fields */

static struct field_slot *find_slot(const GArray *slots, const char *key)
{
	for (unsigned i = 0; i < slots->len; i++) {
		struct field_slot *slot = &g_array_index(slots, struct field_slot, i);
		if (strcmp(slot->field.key, key) == 0)
			return slot;
	}
	return NULL;
}

/*
 * A slot for `key`: the inherited one, which keeps its place so that the order of display does not
 * change with what a kind adds, or a new one with what the dictionary says. NULL: it was in this
 * list before.
 */
static struct field_slot *take_slot(const struct definition *at, const char *key, GArray *slots,
                                    bool *fresh)
{
	struct field_slot *slot = find_slot(slots, key);
	if (slot != NULL && slot->own) {
		definition_error(at, "schema/name-twice",
		                 _("the field '%s' is written twice; take one out"), key);
		return NULL;
	}
	*fresh = false;
	if (slot == NULL) {
		const struct field *known = dictionary_field(at, key);
		struct field_slot next = {.own = true};
		if (known != NULL)
			next.field = *known;
		next.field.key = key;
		*fresh = known == NULL;
		g_array_append_val(slots, next);
		slot = &g_array_index(slots, struct field_slot, slots->len - 1);
	}
	slot->own = true;
	return slot;
}

static void read_slot(const struct definition *list, const struct value *value, unsigned index,
                      GArray *slots)
{
	struct value named = {.type = VALUE_MAP};
	bool by_name = value->type == VALUE_TEXT;
	const char *key = by_name ? value->text : value_get_text(value, "key");
	struct definition at;
	const char *name = key == NULL ? definition_item(list, index) : definition_part(list, key);
	if (!definition_open(list->reader, list->path, name, by_name ? &named : value,
	                     field_properties, &at))
		return;
	if (key == NULL || !definition_check_name(&at, key, false)) {
		if (key == NULL)
			definition_need_text(&at, "key");
		return;
	}
	key = arena_string(at.reader->schema->arena, key);
	/*
	 * Told here and left out: read as a field of its own it would lack its type, label and
	 * more.
	 */
	if (find_slot(slots, key) == NULL && !definition_has(&at, "type") &&
	    !g_hash_table_contains(at.reader->entries, key)) {
		unknown_field(&at, key);
		return;
	}
	bool fresh;
	struct field_slot *slot = take_slot(&at, key, slots, &fresh);
	if (slot == NULL || by_name)
		return;
	/* Reading may append to another list, never to this one: the slot stays where it is. */
	read_field(&at, fresh, &slot->field);
}

void schema_read_field_list(const struct definition *definition, const struct value *list,
                            GArray *slots)
{
	for (unsigned i = 0; i < list->count; i++)
		read_slot(definition, &list->items[i], i, slots);
}

/* ---- names */

/* What claim_name needs: whose names they are, and which fields may be reported here. */
struct name_owner {
	const struct definition *at;
	GHashTable *names;
	const struct field *fields;
	const GArray *slots;
};

static void claim_name(const struct name_owner *owner, const char *name, const struct field *field)
{
	const struct field *other = words_claim(owner->names, name, field);
	if (other == NULL)
		return;
	bool own = g_array_index(owner->slots, struct field_slot, field - owner->fields).own ||
	           g_array_index(owner->slots, struct field_slot, other - owner->fields).own;
	if (own)
		definition_error(owner->at, "schema/name-twice",
		                 _("'%s' stands for both '%s' and '%s'; take it from one of them"),
		                 name, other->key, field->key);
}

const struct field *schema_keep_fields(const struct definition *definition, GArray *slots,
                                       GHashTable **names)
{
	struct schema_reader *reader = definition->reader;
	struct field *fields = arena_new_array(reader->schema->arena, struct field, slots->len);
	struct name_owner owner = {definition, reader_words(reader), fields, slots};
	for (unsigned i = 0; i < slots->len; i++) {
		fields[i] = g_array_index(slots, struct field_slot, i).field;
		claim_name(&owner, fields[i].key, &fields[i]);
	}
	for (unsigned i = 0; i < slots->len; i++)
		for (unsigned j = 0; fields[i].aliases[j] != NULL; j++)
			claim_name(&owner, fields[i].aliases[j], &fields[i]);
	*names = owner.names;
	return fields;
}
