/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_SCHEMA_READ_H
#define CATALOG_SCHEMA_READ_H

/* Private to schema*.c: how the tables of lua/ are read and checked. */

#include "catalog/schema.h"

struct schema_reader {
	struct report *report;
	struct schema *schema;
	const struct value *modules;
	GHashTable *entries; /* of fields.lua: key to struct entry, made when first used */
};

/* The value of a module, NULL when there is none. */
const struct value *reader_module(const struct schema_reader *reader, const char *name);

/* Lua cannot tell an empty list from an empty map: either may come for the other. */
bool value_is_empty_table(const struct value *value);

/* A table of words that lives as long as the schema. */
GHashTable *reader_words(struct schema_reader *reader);

/*
 * One table of properties, such as a field or a term. Reading a property that is not there is no
 * mistake unless the function's name says `need`; one of the wrong shape is reported and then
 * counts as not there. All that is returned lives as long as the schema.
 */
struct definition {
	struct schema_reader *reader;
	const char *path; /* lua/kinds/press.lua */
	const char *name; /* what messages call it: "form", "theme.c02"; "": the module itself */
	const struct value *map;
};

/*
 * Checks that `value` is a table with no properties but `allowed` (ends with NULL; NULL: any).
 * False: it is no table, and `out` is then one without properties.
 */
bool definition_open(struct schema_reader *reader, const char *path, const char *name,
                     const struct value *value, const char *const *allowed, struct definition *out);

/* The name of a part: "theme" and "c02" give "theme.c02". */
const char *definition_part(const struct definition *definition, const char *part);
const char *definition_item(const struct definition *definition, unsigned index);

/* Was anything written there, right or wrong? */
bool definition_has(const struct definition *definition, const char *key);

/* A whole number from `least` to `most`; what is none of them is reported. */
unsigned definition_number(const struct definition *definition, const char *key, unsigned otherwise,
                           unsigned least, unsigned most);

const char *definition_text(const struct definition *definition, const char *key);
const char *definition_need_text(const struct definition *definition, const char *key);
bool definition_flag(const struct definition *definition, const char *key, bool otherwise);
const char *const *definition_texts(const struct definition *definition,
                                    const char *key); /* never NULL */
bool definition_need_label(const struct definition *definition, const char *key, struct label *out);

/* A list; NULL: not there. */
const struct value *definition_list(const struct definition *definition, const char *key);

/*
 * A name that can stand in addresses: ASCII letters, digits, '-' and '_', at most 40; `capitals`:
 * of both cases, and a digit may be the first. NULL: reported.
 */
const char *definition_need_name(const struct definition *definition, const char *key,
                                 bool capitals);
bool definition_check_name(const struct definition *definition, const char *name, bool capitals);

/* Reports "NAME: message" at the definition's file. Always false. */
bool definition_error(const struct definition *definition, const char *id, const char *format, ...)
        G_GNUC_PRINTF(3, 4);

/*
 * Reports a word that is in no table, with the nearest of `words` (ends with NULL) or all of them:
 * "NAME: message; hint". Always false.
 */
bool definition_unknown(const struct definition *definition, const char *id, const char *word,
                        const char *const *words, const char *format, ...) G_GNUC_PRINTF(5, 6);

/* Reports a kind that is not there. Always false. */
bool definition_unknown_kind(const struct definition *definition, const char *name);

/* What a module that is a list holds. False: it is not there, or is no list (reported). */
bool schema_open_list(struct schema_reader *reader, const char *name, const char *path,
                      const struct value **out);

/* One of its tables, called by its name, else by its number. */
bool schema_open_named(struct schema_reader *reader, const char *path, const struct value *value,
                       unsigned index, const char *const *allowed, struct definition *out);

/* Gives a name to its owner; one that is in use is reported. */
void definition_claim_name(const struct definition *definition, GHashTable *names, const char *name,
                           const void *owner);

/* The kinds that a list of names tells, NULL-terminated; unknown ones are reported. */
const struct kind *const *definition_kinds(const struct definition *definition, const char *key);

/* What a property names; NULL: it is not there, or names none (reported). */
const struct vocabulary *definition_vocabulary(const struct definition *definition, const char *key);
const struct relation_type *definition_relation(const struct definition *definition,
                                                const char *key);

/*
 * The axis of that name; NULL: there is none (reported). Axes are known from the first of them on.
 */
const struct axis *definition_axis(const struct definition *definition, const char *name);

/* What an axis has in the place of a field: `derive` and what goes with it. */
void schema_read_derived(const struct definition *axis, struct axis *out);

/*
 * The parts of the schema, in the order in which they must be read: each relies on those before it.
 */
void schema_read_vocabularies(struct schema_reader *reader);
void schema_read_relations(struct schema_reader *reader);
void schema_read_fields(struct schema_reader *reader);
void schema_read_kinds(struct schema_reader *reader);
void schema_read_holidays(struct schema_reader *reader);
void schema_read_axes(struct schema_reader *reader);
void schema_read_pages(struct schema_reader *reader);
void schema_read_settings(struct schema_reader *reader);

/*
 * Reads a list of fields, of a kind or group. A text names a field of fields.lua; a table with
 * `key` changes one, or is one of its own. Appends to `slots`, or changes there what it already
 * has.
 */
struct field_slot {
	struct field field;
	bool own; /* written or changed in this list, not inherited */
};
void schema_read_field_list(const struct definition *definition, const struct value *list,
                            GArray *slots);

/* Moves the slots' fields into the arena and indexes them. */
const struct field *schema_keep_fields(const struct definition *definition, GArray *slots,
                                       GHashTable **names);

#endif
