/* SPDX-License-Identifier: MIT */
/*
 * Vocabularies: the words that a field of type term may hold.
 *
 * What keeps one right is that no word ever means two of its terms. Keys, aliases and labels must
 * differ; only the labels of narrower terms may recur under another parent (其他 stands under
 * twenty classes), and such a label then counts only together with its parent's.
 */
#include <string.h>

#include "catalog/schema_read.h"
#include "catalog/words.h"

enum { BROADER_MOST = 8 };

static bool twice(const struct definition *at, const char *word, const char *first,
                  const char *second)
{
	return definition_error(at, "schema/name-twice",
	                        _("'%s' stands for both '%s' and '%s'; take it from one of them"),
	                        word, first, second);
}

static void claim_term(const struct definition *at, GHashTable *words, const char *word,
                       const struct term *term)
{
	const struct term *other = word == NULL ? NULL : words_claim(words, word, term);
	if (other != NULL && strcmp(other->key, term->key) == 0)
		definition_error(at, "schema/name-twice",
		                 _("the term '%s' is written twice; take one out"), term->key);
	else if (other != NULL)
		twice(at, word, other->key, term->key);
}

static const struct term *term_of_key(const struct vocabulary *vocabulary, const char *key)
{
	const struct term *term = g_hash_table_lookup(vocabulary->words, key);
	return term != NULL && strcmp(term->key, key) == 0 ? term : NULL;
}

static void check_parent(const struct definition *at, const struct vocabulary *vocabulary,
                         const struct term *term)
{
	if (term_of_key(vocabulary, term->parent) == NULL) {
		g_autofree const char **keys = g_new0(const char *, vocabulary->term_count + 1);
		for (unsigned i = 0; i < vocabulary->term_count; i++)
			keys[i] = vocabulary->terms[i].key;
		definition_unknown(at, "schema/unknown-term", term->parent, keys,
		                   _("there is no term '%s' to be the parent of '%s'"),
		                   term->parent, term->key);
		return;
	}
	unsigned steps = 0;
	for (const struct term *broader = term; broader != NULL && broader->parent != NULL;
	     steps++) {
		broader = term_of_key(vocabulary, broader->parent);
		if (broader != term && steps < BROADER_MOST)
			continue;
		definition_error(at, "schema/circle",
		                 _("the parents of '%s' lead back to it, or are more than %d; "
		                   "change one of them"),
		                 term->key, BROADER_MOST);
		return;
	}
}

/* "parent/term" in each language. */
static void claim_paths(const struct definition *at, const struct vocabulary *vocabulary,
                        const struct term *term)
{
	const struct term *parent = term_of_key(vocabulary, term->parent);
	for (unsigned language = 0; parent != NULL && language < LANGUAGE_COUNT; language++) {
		const char *broader = parent->label.text[language];
		const char *narrower = term->label.text[language];
		if (broader != NULL && narrower != NULL)
			claim_term(
			        at, vocabulary->words,
			        arena_printf(at->reader->schema->arena, "%s/%s", broader, narrower),
			        term);
	}
}

static bool bears_label(const struct term *term, const char *word)
{
	g_autoptr(GHashTable) labels = words_new();
	for (unsigned language = 0; language < LANGUAGE_COUNT; language++)
		if (term->label.text[language] != NULL)
			words_claim(labels, term->label.text[language], term);
	return g_hash_table_contains(labels, word);
}

/* The label of a narrower term alone. `shared` gathers those that several have. */
static void claim_narrower(const struct definition *at, const struct vocabulary *vocabulary,
                           const struct term *term, GHashTable *shared)
{
	for (unsigned language = 0; language < LANGUAGE_COUNT; language++) {
		const char *word = term->label.text[language];
		const struct term *other =
		        word == NULL ? NULL : words_claim(vocabulary->words, word, term);
		if (other == NULL)
			continue;
		if (!bears_label(other, word))
			twice(at, word, other->key, term->key);
		else if (other->parent != NULL)
			words_claim(shared, word, other);
	}
}

static void index_terms(const struct definition *at, const struct vocabulary *vocabulary)
{
	g_autoptr(GHashTable) shared = words_new();
	const struct term *end = vocabulary->terms + vocabulary->term_count;
	for (const struct term *term = vocabulary->terms; term < end; term++)
		claim_term(at, vocabulary->words, term->key, term);
	for (const struct term *term = vocabulary->terms; term < end; term++) {
		if (term->parent != NULL)
			check_parent(at, vocabulary, term);
		for (unsigned i = 0; term->aliases[i] != NULL; i++)
			claim_term(at, vocabulary->words, term->aliases[i], term);
		for (unsigned i = 0; term->parent == NULL && i < LANGUAGE_COUNT; i++)
			claim_term(at, vocabulary->words, term->label.text[i], term);
	}
	for (const struct term *term = vocabulary->terms; term < end; term++)
		if (term->parent != NULL)
			claim_paths(at, vocabulary, term);
	for (const struct term *term = vocabulary->terms; term < end; term++)
		if (term->parent != NULL)
			claim_narrower(at, vocabulary, term, shared);
	GHashTableIter iterator;
	gpointer word;
	g_hash_table_iter_init(&iterator, shared);
	while (g_hash_table_iter_next(&iterator, &word, NULL))
		g_hash_table_remove(vocabulary->words, word);
}

static bool read_term(const struct definition *vocabulary, const struct value *value,
                      unsigned index, struct term *out)
{
	static const char *const allowed[] = {"key", "label", "aliases", "parent", NULL};
	const char *key = value_get_text(value, "key");
	const char *name =
	        key == NULL ? definition_item(vocabulary, index) : definition_part(vocabulary, key);
	struct definition term;
	if (!definition_open(vocabulary->reader, vocabulary->path, name, value, allowed, &term))
		return false;
	out->key = definition_need_name(&term, "key", true);
	definition_need_label(&term, "label", &out->label);
	out->aliases = definition_texts(&term, "aliases");
	out->parent = definition_text(&term, "parent");
	return out->key != NULL;
}

static void read_vocabulary(struct schema_reader *reader, const char *name,
                            const struct value *value, struct vocabulary *out)
{
	static const char *const allowed[] = {"open", "source", "terms", NULL};
	struct definition vocabulary;
	out->words = reader_words(reader);
	if (!definition_open(reader, "lua/vocabularies.lua", name, value, allowed, &vocabulary))
		return;
	definition_check_name(&vocabulary, name, false);
	out->open = definition_flag(&vocabulary, "open", false);
	out->source = definition_text(&vocabulary, "source");
	const struct value *terms = definition_list(&vocabulary, "terms");
	if (terms == NULL) {
		if (!definition_has(&vocabulary, "terms"))
			definition_error(&vocabulary, "schema/missing",
			                 _("'%s' is missing; add it"), "terms");
		return;
	}
	struct term *kept = arena_new_array(reader->schema->arena, struct term, terms->count);
	for (unsigned i = 0; i < terms->count; i++)
		if (read_term(&vocabulary, &terms->items[i], i, &kept[out->term_count]))
			out->term_count++;
		else
			kept[out->term_count] = (struct term){.key = NULL};
	out->terms = kept;
	index_terms(&vocabulary, out);
}

void schema_read_vocabularies(struct schema_reader *reader)
{
	struct schema *schema = reader->schema;
	schema->vocabulary_names = g_hash_table_new(g_str_hash, g_str_equal);
	g_ptr_array_add(schema->tables, schema->vocabulary_names);
	const struct value *module = reader_module(reader, "vocabularies");
	struct definition all;
	if (module == NULL ||
	    !definition_open(reader, "lua/vocabularies.lua", "", module, NULL, &all))
		return;
	struct vocabulary *kept = arena_new_array(schema->arena, struct vocabulary, module->count);
	for (unsigned i = 0; i < module->count; i++) {
		kept[i].name = arena_string(schema->arena, module->keys[i]);
		read_vocabulary(reader, kept[i].name, &module->items[i], &kept[i]);
		g_hash_table_insert(schema->vocabulary_names, (gpointer)kept[i].name, &kept[i]);
	}
	schema->vocabularies = kept;
	schema->vocabulary_count = module->count;
}

const struct vocabulary *definition_vocabulary(const struct definition *at, const char *key)
{
	const struct schema *schema = at->reader->schema;
	const char *name = definition_text(at, key);
	const struct vocabulary *found = name == NULL ? NULL : schema_vocabulary(schema, name);
	if (name == NULL || found != NULL)
		return found;
	g_autofree const char **names = g_new0(const char *, schema->vocabulary_count + 1);
	for (unsigned i = 0; i < schema->vocabulary_count; i++)
		names[i] = schema->vocabularies[i].name;
	definition_unknown(at, "schema/unknown-vocabulary", name, names,
	                   _("there is no vocabulary '%s'"), name);
	return NULL;
}
