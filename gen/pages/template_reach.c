/* SPDX-License-Identifier: MIT */
/*
 * What a template may read of `site`, told from its operations alone, whatever the data.
 *
 * A name is looked for in the sections around it, outwards, and only by its first part. So what lies
 * below `site` in the outermost map is read in two ways alone: by a name whose first part is `site`
 * (of which an inner map may take some: then too much is told), or by any name, and `{{.}}`, inside a
 * section over such a name, because the section makes part of `site` the current item. A section
 * therefore counts as reading all below its name, and what stands in it need not be followed; a
 * partial called there neither.
 */
#include "pages/template_program.h"

#include <string.h>

#include "script/trace.h"

static const char SITE[] = "site";

/* Two names below `site` are told apart, and whether all below the first is read. */
static void add_key(GHashTable *keys, const struct operation *operation)
{
	const struct template_name *name = operation->name;
	if (name == NULL || name->count == 0 || strcmp(name->parts[0], SITE) != 0)
		return;
	/* Whether a list is empty tells something of its items. */
	bool whole = operation->type == OPERATION_SECTION || operation->type == OPERATION_INVERTED;
	unsigned count = MIN(name->count, 3U);
	g_autoptr(GString) key = g_string_new(SITE);
	for (unsigned i = 1; i < count; i++) {
		g_string_append_c(key, '.');
		trace_write_part(key, name->parts[i], strlen(name->parts[i]));
	}
	if (count == 1 || (count == 2 && whole))
		g_string_append(key, ".*");
	g_hash_table_add(keys, g_strdup(key->str));
}

/* The program and all that it calls, in the order in which they are found. */
static GPtrArray *find_programs(void *const *programs, const struct program *program)
{
	GPtrArray *all = g_ptr_array_new();
	g_autoptr(GHashTable) found = g_hash_table_new(NULL, NULL);
	g_ptr_array_add(all, (void *)program);
	g_hash_table_add(found, (void *)program);
	for (unsigned at = 0; at < all->len; at++) {
		const struct program *present = all->pdata[at];
		for (unsigned i = 0; i < present->count; i++) {
			const struct operation *operation = &present->operations[i];
			if (operation->type != OPERATION_PARTIAL ||
			    operation->target == TEMPLATE_UNKNOWN)
				continue;
			if (g_hash_table_add(found, programs[operation->target]))
				g_ptr_array_add(all, programs[operation->target]);
		}
	}
	return all;
}

static int compare_keys(const void *a, const void *b)
{
	return strcmp(*(const char *const *)a, *(const char *const *)b);
}

static GPtrArray *sort_keys(GHashTable *keys)
{
	GPtrArray *sorted = g_ptr_array_new_with_free_func(g_free);
	GHashTableIter iter;
	void *key;
	g_hash_table_iter_init(&iter, keys);
	while (g_hash_table_iter_next(&iter, &key, NULL))
		g_ptr_array_add(sorted, g_strdup(key));
	g_ptr_array_sort(sorted, compare_keys);
	return sorted;
}

struct template_reach template_reach(void *const *programs, const struct program *program)
{
	g_autoptr(GHashTable) keys = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	g_autoptr(Digester) digester = digester_new();
	g_autoptr(GPtrArray) all =
	        program == NULL ? g_ptr_array_new() : find_programs(programs, program);
	for (unsigned i = 0; i < all->len; i++) {
		const struct program *present = all->pdata[i];
		digester_add_text(digester, present->name);
		digester_add(digester, present->source, present->length);
		for (unsigned j = 0; j < present->count; j++)
			add_key(keys, &present->operations[j]);
	}
	return (struct template_reach){digester_end(digester), sort_keys(keys)};
}
