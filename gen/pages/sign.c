/* SPDX-License-Identifier: MIT */
/*
 * What many pages show (the entry of a record, the name of a list) is digested once and kept, in
 * each process for itself. Which inputs may be kept follows from show_input: those whose value
 * depends on their index and detail alone.
 */
#include "pages/sign.h"

#include "pages/searched.h"
#include "pages/show_chain.h"
#include "pages/show_record.h"
#include "pages/sign_data.h"
#include "script/script.h"

#include <string.h>

struct signer {
	struct show show; /* its arena is cleared after each input */
	struct script *script;
	const struct theme *theme;
	struct digester *whole;
	struct digester *part;
	GByteArray *packed;
	const struct record_facets *facets; /* by record */
	uint32_t *subjects;                 /* likewise; 0: not made yet */
	GHashTable *others;                 /* of struct kept: inputs that many pages share */
	GHashTable *forms;                  /* view to struct short_digest */
	GArray *inputs;                     /* of struct signed_input */
};

struct kept {
	struct input input; /* slot aside */
	struct short_digest digest;
	uint32_t subject;
};

/* ---- digests */

static struct short_digest digest_value(struct signer *signer, const struct value *value)
{
	g_byte_array_set_size(signer->packed, 0);
	value_pack(value, signer->packed);
	return short_digest_of(digest_of(signer->packed->data, signer->packed->len));
}

static void add(struct digester *digester, const struct short_digest *digest)
{
	digester_add_number(digester, digest->low);
	digester_add_number(digester, digest->high);
}

static void copy_out(uint8_t out[static SIGNATURE_SIZE], struct short_digest digest)
{
	memcpy(out, &digest, SIGNATURE_SIZE);
}

static const struct record *record_of(const struct catalog *catalog, const struct input *input,
                                      const struct record *document)
{
	switch ((enum input_type)input->type) {
	case INPUT_TIE: {
		uint32_t other = document->ties[input->index].other;
		return other == RECORD_NONE ? NULL : &catalog->records[other];
	}
	case INPUT_ADDRESS: {
		const struct target *target = &document->targets[input->index];
		return target->type == TARGET_RECORD ? &catalog->records[target->index] : NULL;
	}
	case INPUT_CHANGED_BY:
	case INPUT_NEWEST_CHANGE:
	case INPUT_OTHER_TABLE:
		return &catalog->records[input->index];
	default:
		return facet_of(input->type) == FACET_NONE ? NULL : &catalog->records[input->index];
	}
}

static char *name_list(const struct catalog *catalog, const struct input *input)
{
	const struct axis_groups *axis = &catalog->axes[input->detail];
	return g_strdup_printf("list/%s/%s", axis->axis->name, axis->groups[input->index].slug);
}

char *sign_name(const struct show *show, const struct record *document, const struct input *input)
{
	const struct catalog *catalog = show->catalog;
	const struct record *record = record_of(catalog, input, document);
	if (record != NULL)
		return g_strdup(record->path);
	switch ((enum input_type)input->type) {
	case INPUT_GROUP:
	case INPUT_GROUP_NAME:
	case INPUT_MEMBERSHIP:
		return name_list(catalog, input);
	case INPUT_AXIS:
		return g_strdup_printf("list/%s", catalog->axes[input->index].axis->name);
	case INPUT_COUNTS:
		return g_strdup_printf("list/%s", catalog->axes[input->detail].axis->name);
	case INPUT_MONTHS:
		return input->index == PLAN_ALL
		               ? g_strdup_printf("list/%s", catalog->axes[input->detail].axis->name)
		               : name_list(catalog, input);
	case INPUT_PAGE:
		return g_strdup(catalog->schema->pages[input->index].url);
	case INPUT_PART:
	case INPUT_URL:
		return g_strdup(g_array_index(show->plan->pages, struct page, input->index).url);
	case INPUT_CHAIN:
	case INPUT_CHAIN_WAY:
		return g_strdup(catalog->chains[input->index].url);
	case INPUT_INDEX:
	case INPUT_LETTER:
	case INPUT_BRANCH:
		return g_strdup(show->plan->alphabet->pages[input->index].url);
	case INPUT_TIE:
		return g_strdup(document->ties[input->index].text);
	case INPUT_ADDRESS:
		return g_strdup(catalog->assets[document->targets[input->index].index].url);
	case INPUT_DATA:
	case INPUT_TABLE:
	case INPUT_RECORDING:
		return g_strdup(sign_data_file(catalog, document, input)->path);
	default:
		return g_strdup("");
	}
}

uint32_t sign_subject(const char *name)
{
	struct digest digest = digest_of(name, strlen(name));
	uint32_t subject;
	memcpy(&subject, digest.bytes, sizeof subject);
	return subject;
}

/* ---- inputs */

static guint kept_hash(gconstpointer key)
{
	const struct input *input = key;
	return input->index * 2654435761u ^ (guint)input->detail << 8 ^ input->type;
}

static gboolean kept_equal(gconstpointer a, gconstpointer b)
{
	const struct input *first = a;
	const struct input *second = b;
	return first->index == second->index && first->detail == second->detail &&
	       first->type == second->type;
}

/*
 * A text is its blob, which the facet holds; what its links lead to are inputs of their own, and is
 * also written with the site's address before it.
 */
static struct short_digest digest_document(struct signer *signer, uint32_t record)
{
	const struct catalog *catalog = signer->show.catalog;
	const struct record *document = &catalog->records[record];
	add(signer->part, &signer->facets[record].facets[FACET_RECORD]);
	digester_add_text(signer->part, catalog->settings->address);
	digester_add_number(signer->part, document->target_count);
	return short_digest_of(digester_end(signer->part));
}

static struct short_digest digest_address(struct signer *signer, const struct record *document,
                                          uint32_t index)
{
	const struct catalog *catalog = signer->show.catalog;
	const struct target *target = &document->targets[index];
	digester_add_number(signer->part, index);
	digester_add_number(signer->part, target->type);
	digester_add_text(signer->part, target->type == TARGET_RECORD
	                                        ? catalog->records[target->index].url
	                                        : catalog->assets[target->index].url);
	digester_add_text(signer->part, target->anchor);
	return short_digest_of(digester_end(signer->part));
}

/* What show_tie shows. */
static struct short_digest digest_tie(struct signer *signer, const struct record *document,
                                      const struct tie *tie)
{
	const struct catalog *catalog = signer->show.catalog;
	const struct relation_type *relation = tie->relation;
	uint32_t own = (uint32_t)(document - catalog->records);
	int days;
	digester_add_text(signer->part, tie->inverse ? relation->inverse : relation->name);
	digester_add_text(signer->part,
	                  show_label(&signer->show,
	                             tie->inverse ? &relation->inverse_label : &relation->label));
	if (tie->other == RECORD_NONE)
		digester_add_text(signer->part, tie->text);
	else
		add(signer->part, &signer->facets[tie->other].facets[FACET_ENTRY]);
	if (tie->other != RECORD_NONE && relation->passes_on &&
	    chain_days(catalog, tie->inverse ? own : tie->other, tie->inverse ? tie->other : own,
	               &days))
		digester_add_number(signer->part, (uint64_t)days);
	return short_digest_of(digester_end(signer->part));
}

static void add_days(struct signer *signer, uint32_t from, uint32_t to)
{
	int days;
	bool known = chain_days(signer->show.catalog, from, to, &days);
	digester_add_number(signer->part, known ? (uint64_t)days : UINT64_MAX / 2);
}

/* What show_chain_way shows. */
static struct short_digest digest_way(struct signer *signer, uint32_t number,
                                      const struct record *document)
{
	const struct catalog *catalog = signer->show.catalog;
	const struct chain *chain = &catalog->chains[number];
	uint32_t count;
	const struct chain_step *steps =
	        chain_way(signer->show.arena, catalog, number, document, &count);
	digester_add_text(signer->part, chain->url);
	for (uint32_t i = 0; i < count; i++) {
		const struct chain_node *node = &chain->nodes[steps[i].node];
		digester_add_number(signer->part, (uint64_t)node->level << 32 | steps[i].skipped);
		digester_add(signer->part, &catalog->records[node->record].written_on,
		             sizeof(struct date));
		add(signer->part, &signer->facets[node->record].facets[FACET_ENTRY]);
		if (node->parent == CHAIN_NONE)
			continue;
		add_days(signer, chain->nodes[node->parent].record, node->record);
		add_days(signer, chain->nodes[0].record, node->record);
		digester_add_text(signer->part,
		                  show_label(&signer->show, &node->relation->inverse_label));
	}
	return short_digest_of(digester_end(signer->part));
}

/* What show_other_table shows. */
static struct short_digest digest_other_table(struct signer *signer, const struct input *input)
{
	const struct input table = {.type = INPUT_TABLE, .index = input->detail, .detail = 1};
	sign_data_add(signer->part, &signer->show, &signer->show.catalog->records[input->index],
	              &table);
	add(signer->part, &signer->facets[input->index].facets[FACET_RECORD]);
	return short_digest_of(digester_end(signer->part));
}

static bool is_shared(enum input_type type)
{
	return type == INPUT_GROUP || type == INPUT_GROUP_NAME || type == INPUT_MEMBERSHIP ||
	       type == INPUT_AXIS || type == INPUT_PAGE || type == INPUT_BRANCH;
}

static const struct kept *keep_shared(struct signer *signer, const struct input *input)
{
	struct kept *kept = g_hash_table_lookup(signer->others, input);
	if (kept != NULL)
		return kept;
	struct value value = show_input(&signer->show, input, NULL);
	g_autofree char *name = sign_name(&signer->show, NULL, input);
	kept = g_new(struct kept, 1);
	*kept = (struct kept){.input = *input,
	                      .digest = digest_value(signer, &value),
	                      .subject = sign_subject(name)};
	g_hash_table_insert(signer->others, &kept->input, kept);
	return kept;
}

static struct short_digest digest_input(struct signer *signer, const struct input *input,
                                        const struct record *document)
{
	enum input_type type = input->type;
	enum facet facet = facet_of(type);
	if (type == INPUT_DOCUMENT)
		return digest_document(signer, input->index);
	if (facet != FACET_NONE)
		return signer->facets[input->index].facets[facet];
	if (type == INPUT_ADDRESS)
		return digest_address(signer, document, input->index);
	if (type == INPUT_DATA || type == INPUT_TABLE || type == INPUT_RECORDING) {
		sign_data_add(signer->part, &signer->show, document, input);
		return short_digest_of(digester_end(signer->part));
	}
	if (type == INPUT_OTHER_TABLE)
		return digest_other_table(signer, input);
	if (type == INPUT_TIE)
		return digest_tie(signer, document, &document->ties[input->index]);
	if (type == INPUT_CHAIN_WAY)
		return digest_way(signer, input->index, document);
	if (is_shared(type))
		return keep_shared(signer, input)->digest;
	struct value value = show_input(&signer->show, input, document);
	return digest_value(signer, &value);
}

static uint32_t subject_of(struct signer *signer, const struct input *input,
                           const struct record *document)
{
	const struct catalog *catalog = signer->show.catalog;
	const struct record *record = record_of(catalog, input, document);
	if (record == NULL && is_shared(input->type))
		return keep_shared(signer, input)->subject;
	if (record == NULL) {
		g_autofree char *name = sign_name(&signer->show, document, input);
		return sign_subject(name);
	}
	uint32_t *kept = &signer->subjects[record - catalog->records];
	if (*kept == 0)
		*kept = sign_subject(record->url);
	return *kept;
}

/* ---- pages */

/* What search shows of a document beside its text stands in the script of the first unit. */
static struct short_digest digest_text(struct signer *signer, const struct page *page)
{
	const struct catalog *catalog = signer->show.catalog;
	const struct record *record = &catalog->records[page->index];
	searched_sign(catalog, signer->show.sources, record, signer->part);
	digester_add_digest(signer->part, &catalog->schema->digest);
	digester_add_number(signer->part, page->target);
	digester_add_number(signer->part, searched_unit_count(catalog, record));
	if (page->target == 0) {
		digester_add_text(signer->part, record->url);
		digester_add_text(signer->part, record->kind->name);
		digester_add(signer->part, &record->listed_on, sizeof record->listed_on);
		digester_add_number(signer->part,
		                    (uint64_t)record->validity.state << 1 | record->sample);
	}
	return short_digest_of(digester_end(signer->part));
}

/* All shards of a block are made from the same. */
static struct short_digest digest_shard(struct signer *signer, const struct page *page)
{
	const struct search_block *block =
	        &g_array_index(signer->show.plan->blocks, struct search_block, page->index);
	digester_add_digest(signer->part, &block->digest);
	digester_add_number(signer->part, (uint64_t)page->type << 32 | page->target);
	return short_digest_of(digester_end(signer->part));
}

/* A page that is a file, that the plan has made or that the theme holds, is its bytes. */
static struct short_digest digest_file(struct signer *signer, const struct page *page)
{
	const struct catalog *catalog = signer->show.catalog;
	if (page->type == PAGE_CHART_TABLE) {
		const struct record *record = &catalog->records[page->index];
		digester_add_number(signer->part, page->target);
		add(signer->part, &signer->facets[page->index].facets[FACET_RECORD]);
		digester_add_number(signer->part, record->target_count);
		return short_digest_of(digester_end(signer->part));
	}
	if (page->type == PAGE_FILE || page->type == PAGE_TABLE) {
		const struct source_file *file = catalog->assets[page->index].source;
		digester_add_number(signer->part, (uint64_t)page->type << 8 | page->form);
		digester_add(signer->part, file->blob.bytes, sizeof file->blob.bytes);
		if (page->type == PAGE_TABLE && page->form == TABLE_JSON)
			add(signer->part, &signer->facets[page->target].facets[FACET_RECORD]);
		return short_digest_of(digester_end(signer->part));
	}
	if (page->type == PAGE_TEXT)
		return digest_text(signer, page);
	if (page->type == PAGE_SHARD || page->type == PAGE_PINYIN)
		return digest_shard(signer, page);
	if (page->type == PAGE_READY) {
		const GString *bytes = signer->show.plan->ready->pdata[page->index];
		return short_digest_of(digest_of(bytes->str, bytes->len));
	}
	const struct theme_file *file = &signer->theme->files[page->index];
	return short_digest_of(digest_of(file->bytes, file->size));
}

static struct short_digest digest_form(struct signer *signer, const char *view)
{
	struct short_digest *kept = g_hash_table_lookup(signer->forms, view);
	if (kept != NULL)
		return *kept;
	struct digest digest = template_digest(signer->theme->templates, view);
	digester_add_digest(signer->part, &digest);
	unsigned count;
	const char *const *keys = template_keys(signer->theme->templates, view, &count);
	for (unsigned i = 0; i < count; i++) {
		bool there = script_trace_digest(signer->script, keys[i], &digest);
		digester_add_text(signer->part, keys[i]);
		digester_add_number(signer->part, there);
		if (there)
			digester_add_digest(signer->part, &digest);
	}
	kept = g_new(struct short_digest, 1);
	*kept = short_digest_of(digester_end(signer->part));
	g_hash_table_insert(signer->forms, (void *)view, kept);
	return *kept;
}

/*
 * What show_position shows, and the names of its lists. The addresses of feeds follow from that of a
 * list's front, its inputs and whether the axis has any.
 */
static struct short_digest digest_position(struct signer *signer, const struct page *page)
{
	const char *const texts[] = {page->url, page->view, page->older, page->newer,
	                             page->moved_from};
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++)
		digester_add_text(signer->part, texts[i]);
	digester_add_number(signer->part,
	                    (uint64_t)page->number << 32 | (uint64_t)page->year << 16 |
	                            (uint64_t)page->slot_count << 8 | (uint64_t)page->edition << 2 |
	                            (uint64_t)page->by_month << 1 | page->sections);
	for (unsigned i = 0; i < page->slot_count; i++)
		digester_add_text(signer->part, page->slots[i]);
	return short_digest_of(digester_end(signer->part));
}

static void sign_inputs(struct signer *signer, const struct page *page, bool listed)
{
	const struct catalog *catalog = signer->show.catalog;
	const struct input *inputs =
	        &g_array_index(signer->show.plan->inputs, struct input, page->first_input);
	const struct record *document = NULL;
	for (uint32_t i = 0; i < page->input_count; i++) {
		if (inputs[i].type == INPUT_DOCUMENT || inputs[i].type == INPUT_RECORD)
			document = &catalog->records[inputs[i].index];
		struct short_digest digest = digest_input(signer, &inputs[i], document);
		digester_add_number(signer->whole, (uint64_t)inputs[i].type << 8 | inputs[i].slot);
		add(signer->whole, &digest);
		struct signed_input input = {.content = (uint32_t)digest.low};
		if (listed) {
			input.subject = subject_of(signer, &inputs[i], document);
			g_array_append_val(signer->inputs, input);
		}
		arena_clear(signer->show.arena);
	}
}

void signer_sign(struct signer *signer, const struct page *page, bool listed, struct signature *out)
{
	struct short_digest form;
	struct short_digest position = {0};
	g_array_set_size(signer->inputs, 0);
	if (page->type == PAGE_VIEW) {
		signer->show.page = page;
		position = digest_position(signer, page);
		form = digest_form(signer, page->view);
		sign_inputs(signer, page, listed);
	} else {
		form = digest_file(signer, page);
	}
	add(signer->whole, &position);
	add(signer->whole, &form);
	copy_out(out->whole, short_digest_of(digester_end(signer->whole)));
	copy_out(out->position, position);
	copy_out(out->form, form);
	out->inputs = (const struct signed_input *)(void *)signer->inputs->data;
	out->input_count = signer->inputs->len;
}

struct signer *signer_new(const struct show *show, const struct record_facets *facets,
                          const struct theme *theme, struct script *script)
{
	uint32_t count = MAX(show->catalog->record_count, 1);
	struct signer *signer = g_new0(struct signer, 1);
	signer->show = *show;
	signer->show.arena = arena_new();
	signer->facets = facets;
	signer->theme = theme;
	signer->script = script;
	signer->whole = digester_new();
	signer->part = digester_new();
	signer->packed = g_byte_array_new();
	signer->subjects = g_new0(uint32_t, count);
	signer->others = g_hash_table_new_full(kept_hash, kept_equal, NULL, g_free);
	signer->forms = g_hash_table_new_full(g_str_hash, g_str_equal, NULL, g_free);
	signer->inputs = g_array_new(FALSE, FALSE, sizeof(struct signed_input));
	return signer;
}

void signer_free(struct signer *signer)
{
	if (signer == NULL)
		return;
	arena_free(signer->show.arena);
	digester_free(signer->whole);
	digester_free(signer->part);
	g_byte_array_unref(signer->packed);
	g_free(signer->subjects);
	g_hash_table_unref(signer->others);
	g_hash_table_unref(signer->forms);
	g_array_unref(signer->inputs);
	g_free(signer);
}
