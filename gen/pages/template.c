/* SPDX-License-Identifier: MIT */
/*
 * The templates of a site by their names. A template keeps its place in the set for good, also when
 * another one of its name replaces it; partials know each other by these places, so linking looks
 * up each name once and rendering none.
 */
#include "pages/template.h"

#include "base/nearest.h"
#include "pages/template_program.h"

/*
 * All memory is the arena's: a template that another one replaced lives on until the set is
 * freed.
 */
struct template_set {
	struct arena *arena;
	GPtrArray *programs; /* of struct program, in the order of adding */
	GHashTable *places;  /* from a name to its place in `programs`, plus one */
	GHashTable *reaches; /* from a name to struct template_reach, of those asked for */
};

static void free_reach(void *data)
{
	struct template_reach *reach = data;
	g_ptr_array_unref(reach->keys);
	g_free(reach);
}

struct template_set *template_set_new(void)
{
	struct template_set *set = g_new0(struct template_set, 1);
	set->arena = arena_new();
	set->programs = g_ptr_array_new();
	set->places = g_hash_table_new(g_str_hash, g_str_equal);
	set->reaches = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, free_reach);
	return set;
}

void template_set_free(struct template_set *set)
{
	if (set == NULL)
		return;
	g_hash_table_unref(set->reaches);
	g_hash_table_unref(set->places);
	g_ptr_array_unref(set->programs);
	arena_free(set->arena);
	g_free(set);
}

static bool find_place(const struct template_set *set, const char *name, uint32_t *out)
{
	unsigned place = GPOINTER_TO_UINT(g_hash_table_lookup(set->places, name));
	*out = place == 0 ? TEMPLATE_UNKNOWN : place - 1;
	return place != 0;
}

bool template_set_add(struct report *report, struct template_set *set, const char *name,
                      const char *path, const char *text, size_t length)
{
	struct program *program = arena_take(set->arena, sizeof *program);
	bool compiled = template_compile(report, set->arena, name, path, text, length, program);
	uint32_t place;
	if (!find_place(set, name, &place)) {
		g_ptr_array_add(set->programs, program);
		g_hash_table_insert(set->places, (char *)program->name,
		                    GUINT_TO_POINTER(set->programs->len));
	} else if (compiled) {
		set->programs->pdata[place] = program;
	}
	return compiled;
}

bool template_set_has(const struct template_set *set, const char *name)
{
	return g_hash_table_contains(set->places, name);
}

/* Always false. The hint is worked out here, where an error is certain. */
static bool refuse_unknown(struct report *report, const struct template_set *set,
                           struct place place, const char *name)
{
	g_autofree const char **names = g_new0(const char *, set->programs->len + 1);
	for (unsigned i = 0; i < set->programs->len; i++)
		names[i] = ((const struct program *)set->programs->pdata[i])->name;
	const char *nearest = nearest_word(name, names);
	if (nearest == NULL)
		return report_error(report, place, "template/unknown",
		                    _("there is no template '%s'; add it to the theme, or write "
		                      "the name of another"),
		                    name);
	return report_error(report, place, "template/unknown",
	                    _("there is no template '%s'; write '%s' if you mean that"), name,
	                    nearest);
}

/* Of several unknown names in one template the first is told. */
static bool link_template(struct report *report, struct template_set *set, struct program *program)
{
	bool linked = true;
	for (unsigned i = 0; i < program->count; i++) {
		struct operation *operation = &program->operations[i];
		if (operation->type != OPERATION_PARTIAL)
			continue;
		const char *name = operation->name->parts[0];
		bool known = find_place(set, name, &operation->target);
		if (!known && linked)
			linked = refuse_unknown(report, set,
			                        template_place(program, operation->offset), name);
	}
	return linked;
}

bool template_set_link(struct report *report, struct template_set *set)
{
	bool linked = true;
	g_hash_table_remove_all(set->reaches);
	for (unsigned i = 0; i < set->programs->len; i++)
		linked = link_template(report, set, set->programs->pdata[i]) && linked;
	return linked;
}

bool template_render(struct report *report, const struct template_set *set, const char *name,
                     const struct value *data, size_t size_most, GString *out)
{
	uint32_t place;
	if (!find_place(set, name, &place))
		return refuse_unknown(report, set, place_none(), name);
	return template_run(report, set->programs->pdata, set->programs->pdata[place], data,
	                    size_most, out);
}

static const struct template_reach *find_reach(struct template_set *set, const char *name)
{
	struct template_reach *reach = g_hash_table_lookup(set->reaches, name);
	uint32_t place;
	if (reach != NULL)
		return reach;
	reach = g_new(struct template_reach, 1);
	bool known = find_place(set, name, &place);
	*reach = template_reach(set->programs->pdata, known ? set->programs->pdata[place] : NULL);
	g_hash_table_insert(set->reaches, g_strdup(name), reach);
	return reach;
}

struct digest template_digest(struct template_set *set, const char *name)
{
	return find_reach(set, name)->digest;
}

const char *const *template_keys(struct template_set *set, const char *name, unsigned *count)
{
	const struct template_reach *reach = find_reach(set, name);
	*count = reach->keys->len;
	return (const char *const *)reach->keys->pdata;
}
