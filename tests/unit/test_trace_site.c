/* SPDX-License-Identifier: MIT */
/*
 * Traces over all views and templates, on the sample site: one key, one module or one template is
 * changed at a time, and no page may change whose trace says that it stays. A page that changes
 * although its trace says otherwise would be left as it was by the next build.
 */
/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>

#include "catalog/address.h"
#include "pages/show_data.h"
#include "site.h"
#include "source/folder.h"

enum { OF_EACH_VIEW = 1, SIZE_MOST = 64 * 1024 * 1024 };

/* A page as it was made first, and what it read. */
struct made {
	const struct page *page;
	char *bytes; /* NULL: it could not be made */
	char **names;
	struct digest *digests; /* of the names */
	struct digest template;
};

struct sample {
	struct options options;
	struct report *report;
	struct site *site;
	struct arena *arena;
	struct folder modules;
	GArray *pages; /* struct made */
};

/* ---- making a page */

static struct value with_site(struct arena *arena, const struct value *view,
                              const struct value *site)
{
	struct value_builder map = value_builder_begin(arena, VALUE_MAP);
	value_builder_set(&map, "site", *site);
	for (unsigned i = 0; i < view->count; i++)
		value_builder_set(&map, view->keys[i], view->items[i]);
	return value_builder_end(&map);
}

/* The bytes of a page; NULL when view or template fails. `shared`: the site as templates see it. */
static char *make(const struct sample *sample, struct script *script, const struct value *shared,
                  const struct page *page)
{
	const struct site *site = sample->site;
	g_autoptr(Report) report = report_new();
	struct arena *arena = arena_new();
	g_autoptr(GString) html = g_string_new(NULL);
	g_autofree char *module = g_strconcat("views/", page->view, NULL);
	struct kept_table *kept = kept_table_new();
	struct show show = {.arena = arena,
	                    .kept = kept,
	                    .catalog = site->catalog,
	                    .sources = &site->sources,
	                    .plan = site->plan,
	                    .page = page,
	                    .root = address_root(arena, page_local_url(page)),
	                    .base = address_root(arena, page->url)};
	struct value argument, data;
	assert_true(show_page(report, &show, &argument));
	bool done = script_call(report, script, module, page->url, &argument, arena, &data);
	if (done) {
		data = with_site(arena, &data, shared);
		done = template_render(report, site->theme->templates, page->view, &data, SIZE_MOST,
		                       html);
	}
	kept_table_free(kept);
	arena_free(arena);
	return done ? g_strdup(html->str) : NULL;
}

/* ---- the sample */

static void note_names(const struct sample *sample, struct made *made)
{
	const struct site *site = sample->site;
	unsigned traced, keys;
	const char *const *trace = script_trace(site->script, &traced);
	const char *const *read = template_keys(site->theme->templates, made->page->view, &keys);
	made->names = g_new0(char *, traced + keys + 1);
	made->digests = g_new0(struct digest, traced + keys);
	for (unsigned i = 0; i < traced + keys; i++) {
		const char *name = i < traced ? trace[i] : read[i - traced];
		made->names[i] = g_strdup(name);
		script_trace_digest(site->script, name, &made->digests[i]);
	}
	made->template = template_digest(site->theme->templates, made->page->view);
}

static void make_all(struct sample *sample)
{
	const struct site *site = sample->site;
	g_autoptr(GHashTable) views = g_hash_table_new(g_str_hash, g_str_equal);
	for (size_t i = 0; i < site->plan->view_count; i++) {
		const struct page *page = &g_array_index(site->plan->pages, struct page, i);
		unsigned seen = GPOINTER_TO_UINT(g_hash_table_lookup(views, page->view));
		g_hash_table_insert(views, (char *)page->view, GUINT_TO_POINTER(seen + 1));
		if (seen >= OF_EACH_VIEW && i % 23 != 0)
			continue;
		struct made made = {.page = page};
		made.bytes = make(sample, site->script, &site->shared, page);
		note_names(sample, &made);
		assert_non_null(made.bytes);
		g_array_append_val(sample->pages, made);
	}
}

static int setup(void **state)
{
	struct sample *sample = g_new0(struct sample, 1);
	sample->options = (struct options){.command = COMMAND_CHECK,
	                                   .repository = (char *)".",
	                                   .content = (char *)"content",
	                                   .worktree = true,
	                                   .quiet = true,
	                                   .jobs = 1};
	sample->report = report_new();
	sample->arena = arena_new();
	sample->pages = g_array_new(FALSE, FALSE, sizeof(struct made));
	sample->site = site_new(sample->report, &sample->options);
	if (!site_open(sample->site) || !site_plan(sample->site, ".", g_get_tmp_dir(), NULL))
		report_write(sample->report, stderr);
	assert_non_null(sample->site->plan);
	assert_true(folder_read_disk(sample->report, "lua", sample->arena, &sample->modules));
	make_all(sample);
	*state = sample;
	return 0;
}

static int teardown(void **state)
{
	struct sample *sample = *state;
	for (unsigned i = 0; i < sample->pages->len; i++) {
		struct made *made = &g_array_index(sample->pages, struct made, i);
		g_free(made->bytes);
		g_strfreev(made->names);
		g_free(made->digests);
	}
	g_array_unref(sample->pages);
	site_free(sample->site);
	arena_free(sample->arena);
	report_free(sample->report);
	g_free(sample);
	return 0;
}

/* ---- what must hold */

struct tally {
	unsigned told;    /* pages of which the trace says that they may change */
	unsigned changed; /* and that do */
	unsigned kept;    /* of which it says that they do not */
};

static bool may_change(const struct sample *sample, struct script *script, const struct made *made)
{
	struct digest digest = template_digest(sample->site->theme->templates, made->page->view);
	if (!digest_equal(&digest, &made->template))
		return true;
	for (size_t i = 0; made->names[i] != NULL; i++) {
		script_trace_digest(script, made->names[i], &digest);
		if (!digest_equal(&digest, &made->digests[i]))
			return true;
	}
	return false;
}

/* Makes all pages once more and compares. */
static void compare(const struct sample *sample, struct script *script, const struct value *shared,
                    const char *what, struct tally *tally)
{
	for (unsigned i = 0; i < sample->pages->len; i++) {
		const struct made *made = &g_array_index(sample->pages, struct made, i);
		bool told = may_change(sample, script, made);
		g_autofree char *bytes = make(sample, script, shared, made->page);
		bool same = g_strcmp0(bytes, made->bytes) == 0;
		if (!told && !same)
			fail_msg("%s changes with %s, which its trace does not hold",
			         made->page->url, what);
		tally->told += told;
		tally->changed += told && !same;
		tally->kept += !told;
	}
}

static void pages_are_the_same_in_any_order(void **state)
{
	const struct sample *sample = *state;
	for (unsigned i = sample->pages->len; i > 0; i--) {
		const struct made *made = &g_array_index(sample->pages, struct made, i - 1);
		g_autofree char *bytes =
		        make(sample, sample->site->script, &sample->site->shared, made->page);
		assert_string_equal(bytes, made->bytes);
	}
}

/* ---- keys */

/* The first text, or truth, in a value is another one. */
static bool alter(struct arena *arena, struct value *value)
{
	if (value->type == VALUE_TEXT) {
		*value = value_text(arena_printf(arena, "%s§", value->text));
		return true;
	}
	if (value->type == VALUE_BOOLEAN) {
		value->boolean = !value->boolean;
		return true;
	}
	if (value->type != VALUE_LIST && value->type != VALUE_MAP)
		return false;
	for (unsigned i = 0; i < value->count; i++)
		if (alter(arena, &value->items[i]))
			return true;
	return false;
}

/* Lends a site in which the item `first`, or in it the item `second`, is altered or gone. */
static void try_key(struct sample *sample, unsigned first, int second, bool gone,
                    struct tally *tally)
{
	struct site *site = sample->site;
	struct arena *arena = arena_new();
	struct value changed = value_copy(arena, &site->shared);
	struct value *item = &changed.items[first];
	if (second >= 0)
		item = &item->items[second];
	if (gone)
		*item = (struct value){.type = VALUE_NOTHING};
	if (gone || alter(arena, item)) {
		g_autofree char *what =
		        g_strdup_printf("%s.%s", changed.keys[first],
		                        second < 0 ? "*" : changed.items[first].keys[second]);
		assert_true(script_lend(sample->report, site->script, "site", &changed));
		compare(sample, site->script, &changed, what, tally);
	}
	arena_free(arena);
}

static void a_changed_key_changes_no_page_that_did_not_read_it(void **state)
{
	struct sample *sample = *state;
	struct site *site = sample->site;
	struct tally tally = {0};
	for (unsigned first = 0; first < site->shared.count; first++) {
		const struct value *item = &site->shared.items[first];
		try_key(sample, first, -1, true, &tally);
		try_key(sample, first, -1, false, &tally);
		for (unsigned i = 0; item->type == VALUE_MAP && i < item->count; i++)
			try_key(sample, first, (int)i, false, &tally);
	}
	assert_true(script_lend(sample->report, site->script, "site", &site->shared));
	print_message("# keys: %u may change, %u do, %u stay\n", tally.told, tally.changed,
	              tally.kept);
	assert_true(tally.changed > tally.told / 4);
	assert_true(tally.kept > tally.told);
}

/* ---- modules */

/* All modules, of which one is empty; those that cannot be loaded then are not there. */
static struct script *load_without(const struct sample *sample, size_t changed)
{
	g_autoptr(Report) report = report_new();
	struct script *script = NULL;
	for (size_t i = 0; i < sample->modules.count && script == NULL; i++) {
		const struct folder_file *file = &sample->modules.files[i];
		if (strcmp(file->name, "prelude.lua") == 0)
			script = script_new(report, file->bytes, file->size);
	}
	for (size_t i = 0; i < sample->modules.count; i++) {
		const struct folder_file *file = &sample->modules.files[i];
		g_autofree char *name = g_strndup(file->name, strlen(file->name) - strlen(".lua"));
		g_autofree char *path = g_strconcat("./lua/", file->name, NULL);
		if (strcmp(name, "prelude") == 0)
			continue;
		if (i == changed)
			script_load(report, script, name, path, "return {}", strlen("return {}"));
		else
			script_load(report, script, name, path, file->bytes, file->size);
	}
	assert_true(script_lend(report, script, "site", &sample->site->shared));
	return script;
}

static void a_changed_module_changes_no_page_that_did_not_use_it(void **state)
{
	struct sample *sample = *state;
	struct tally tally = {0};
	g_autoptr(Script) same = load_without(sample, SIZE_MAX);
	compare(sample, same, &sample->site->shared, "nothing", &tally);
	assert_int_equal(tally.told, 0);
	for (size_t i = 0; i < sample->modules.count; i++) {
		if (strcmp(sample->modules.files[i].name, "prelude.lua") == 0)
			continue;
		g_autoptr(Script) script = load_without(sample, i);
		compare(sample, script, &sample->site->shared, sample->modules.files[i].name,
		        &tally);
	}
	print_message("# modules: %u may change, %u do, %u stay\n", tally.told, tally.changed,
	              tally.kept);
	assert_true(tally.changed > tally.told / 4);
	assert_true(tally.kept > tally.told);
}

/* ---- templates */

static void add_template(struct sample *sample, const char *name, const char *text, size_t length)
{
	struct template_set *set = sample->site->theme->templates;
	assert_true(template_set_add(sample->report, set, name, name, text, length));
	assert_true(template_set_link(sample->report, set));
}

static void a_changed_template_changes_no_page_that_does_not_reach_it(void **state)
{
	struct sample *sample = *state;
	struct tally tally = {0};
	struct folder templates;
	assert_true(folder_read_disk(sample->report, "themes/default/template", sample->arena,
	                             &templates));
	for (size_t i = 0; i < templates.count; i++) {
		const struct folder_file *file = &templates.files[i];
		g_autofree char *name =
		        g_strndup(file->name, strlen(file->name) - strlen(".mustache"));
		g_autofree char *text = g_strdup_printf("!%.*s", (int)file->size, file->bytes);
		add_template(sample, name, text, strlen(text));
		compare(sample, sample->site->script, &sample->site->shared, name, &tally);
		add_template(sample, name, file->bytes, file->size);
	}
	print_message("# templates: %u may change, %u do, %u stay\n", tally.told, tally.changed,
	              tally.kept);
	assert_true(tally.changed > tally.told / 4);
	assert_true(tally.kept > tally.told);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(pages_are_the_same_in_any_order),
	        cmocka_unit_test(a_changed_key_changes_no_page_that_did_not_read_it),
	        cmocka_unit_test(a_changed_module_changes_no_page_that_did_not_use_it),
	        cmocka_unit_test(a_changed_template_changes_no_page_that_does_not_reach_it),
	};
	return cmocka_run_group_tests(tests, setup, teardown);
}
