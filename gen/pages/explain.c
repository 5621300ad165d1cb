/* SPDX-License-Identifier: MIT */
#include "pages/explain.h"

#include <string.h>

/* So many names of a sort are told, then only their number. */
enum { NAMES_MOST = 3 };

struct explainer {
	const struct rendering *rendering;
	struct store *store;
	const GPtrArray *gone;
	GHashTable *names; /* subject to name, of what may have left a page; made when first needed */
	GByteArray *row;
};

struct explainer *explainer_new(const struct rendering *rendering, struct store *store,
                                const GPtrArray *gone)
{
	struct explainer *explainer = g_new0(struct explainer, 1);
	explainer->rendering = rendering;
	explainer->store = store;
	explainer->gone = gone;
	explainer->row = g_byte_array_new();
	return explainer;
}

void explainer_free(struct explainer *explainer)
{
	if (explainer == NULL)
		return;
	if (explainer->names != NULL)
		g_hash_table_unref(explainer->names);
	g_byte_array_unref(explainer->row);
	g_free(explainer);
}

/* ---- lists of names */

struct names {
	GString *text;
	unsigned count;
};

static void add_name(struct names *names, const char *name)
{
	if (names->count < NAMES_MOST)
		g_string_append_printf(names->text, "%s%s", names->count > 0 ? ", " : "", name);
	names->count++;
}

static void add_reason(GString *out, const char *reason)
{
	g_string_append_printf(out, "%s%s", out->len > 0 ? "; " : "", reason);
}

/* `words`: "changed:" and the like. */
static void add_names(GString *out, const char *words, struct names *names)
{
	if (names->count > NAMES_MOST)
		g_string_append_printf(names->text, _(" and %u more"), names->count - NAMES_MOST);
	if (names->count > 0) {
		g_autofree char *reason = g_strdup_printf("%s %s", words, names->text->str);
		add_reason(out, reason);
	}
	g_string_free(names->text, TRUE);
}

/* ---- inputs */

/* Under its address; a list is also known without the name of its front. */
static void add_gone(GHashTable *names, const char *url)
{
	static const char FRONT[] = "/index.html";
	g_hash_table_insert(names, GUINT_TO_POINTER(sign_subject(url)), (void *)url);
	if (!g_str_has_suffix(url, FRONT))
		return;
	g_autofree char *list = g_strndup(url, strlen(url) - strlen(FRONT));
	g_hash_table_insert(names, GUINT_TO_POINTER(sign_subject(list)), (void *)url);
}

static const char *name_of_gone(struct explainer *explainer, uint32_t subject)
{
	const struct catalog *catalog = explainer->rendering->catalog;
	if (explainer->names == NULL) {
		explainer->names = g_hash_table_new(NULL, NULL);
		for (unsigned i = 0; i < explainer->gone->len; i++)
			add_gone(explainer->names, explainer->gone->pdata[i]);
		for (uint32_t i = 0; i < catalog->record_count; i++)
			g_hash_table_insert(explainer->names,
			                    GUINT_TO_POINTER(sign_subject(catalog->records[i].url)),
			                    (void *)catalog->records[i].path);
	}
	const char *name = g_hash_table_lookup(explainer->names, GUINT_TO_POINTER(subject));
	return name == NULL ? _("something that is not there any more") : name;
}

/* Subject to content, as one set; and the subjects alone. */
static GHashTable *set_of(const struct signature *signature, bool with_content)
{
	GHashTable *set = g_hash_table_new(NULL, NULL);
	struct signed_input input;
	for (unsigned i = 0; i < signature->input_count; i++) {
		memcpy(&input, (const char *)signature->inputs + i * sizeof input, sizeof input);
		uint64_t key = (uint64_t)input.subject << 32 | (with_content ? input.content : 0);
		g_hash_table_add(set, (void *)(uintptr_t)key);
	}
	return set;
}

static bool holds(GHashTable *set, uint32_t subject, uint32_t content)
{
	uint64_t key = (uint64_t)subject << 32 | content;
	return g_hash_table_contains(set, (void *)(uintptr_t)key);
}

static char *name_of(const struct explainer *explainer, const struct page *page, unsigned number)
{
	const struct rendering *rendering = explainer->rendering;
	const struct show show = {.catalog = rendering->catalog,
	                          .sources = rendering->sources,
	                          .plan = rendering->plan};
	const struct input *inputs =
	        &g_array_index(rendering->plan->inputs, struct input, page->first_input);
	const struct record *document = NULL;
	if (inputs->type == INPUT_DOCUMENT || inputs->type == INPUT_RECORD)
		document = &rendering->catalog->records[inputs->index];
	return sign_name(&show, document, &inputs[number]);
}

static void compare_inputs(struct explainer *explainer, const struct page *page,
                           const struct signature *now, const struct signature *before, GString *out)
{
	g_autoptr(GHashTable) all = set_of(before, true);
	g_autoptr(GHashTable) subjects = set_of(before, false);
	g_autoptr(GHashTable) subjects_now = set_of(now, false);
	g_autoptr(GHashTable) told = g_hash_table_new(NULL, NULL);
	struct names changed = {.text = g_string_new(NULL)};
	struct names added = {.text = g_string_new(NULL)};
	struct names lost = {.text = g_string_new(NULL)};
	struct signed_input input;
	for (unsigned i = 0; i < now->input_count; i++) {
		memcpy(&input, (const char *)now->inputs + i * sizeof input, sizeof input);
		if (holds(all, input.subject, input.content) ||
		    !g_hash_table_add(told, GUINT_TO_POINTER(input.subject)))
			continue;
		g_autofree char *name = name_of(explainer, page, i);
		add_name(holds(subjects, input.subject, 0) ? &changed : &added, name);
	}
	for (unsigned i = 0; i < before->input_count; i++) {
		memcpy(&input, (const char *)before->inputs + i * sizeof input, sizeof input);
		if (!holds(subjects_now, input.subject, 0) &&
		    g_hash_table_add(told, GUINT_TO_POINTER(input.subject)))
			add_name(&lost, name_of_gone(explainer, input.subject));
	}
	add_names(out, _("changed:"), &changed);
	add_names(out, _("new:"), &added);
	add_names(out, _("no more:"), &lost);
}

/* ---- a page */

static bool equal(const uint8_t a[static SIGNATURE_SIZE], const uint8_t b[static SIGNATURE_SIZE])
{
	return memcmp(a, b, SIGNATURE_SIZE) == 0;
}

static void compare_views(struct explainer *explainer, const struct page *page,
                          const struct made_page *now, const struct made_page *before, GString *out)
{
	const char *read = trace_list_changed(explainer->rendering->traces, before->trace);
	if (read != NULL) {
		g_autofree char *reason = g_strdup_printf("%s %s", _("changed:"), read);
		add_reason(out, reason);
	}
	if (!equal(now->signature.form, before->signature.form))
		add_reason(out, _("its template has changed, or what that shows of the site"));
	if (!equal(now->signature.position, before->signature.position))
		add_reason(out, _("its place between other pages has changed"));
	compare_inputs(explainer, page, &now->signature, &before->signature, out);
	if (out->len == 0)
		add_reason(out, _("what it shows stands in another order"));
}

char *explainer_tell(struct explainer *explainer, const struct rendered_page *page)
{
	static const uint8_t NEVER[SIGNATURE_SIZE];
	g_autoptr(GString) out = g_string_new(NULL);
	struct made_page before;
	if (!known_row(explainer->store, page->page->url, &before, explainer->row))
		return g_strdup(_("it is new"));
	if (equal(before.signature.whole, NEVER))
		return g_strdup(_("there were problems with it in the last build"));
	if (!page->made)
		return g_strdup(_("it could not be made"));
	if (page->page->type != PAGE_VIEW)
		return g_strdup(_("its bytes have changed"));
	compare_views(explainer, page->page, &page->as, &before, out);
	return g_strdup(out->str);
}
