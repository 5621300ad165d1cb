/* SPDX-License-Identifier: MIT */
/*
 * A row is the struct below as it lies in memory, and the inputs behind it: it is read by the very
 * program that wrote it, as the store's edition tells.
 */
#include "pages/known.h"

#include <string.h>

struct row {
	uint64_t size;
	uint64_t trace;
	struct digest digest;
	struct digest shared; /* what the trace stood for */
	uint8_t whole[SIGNATURE_SIZE];
	uint8_t position[SIGNATURE_SIZE];
	uint8_t form[SIGNATURE_SIZE];
};

struct known_page {
	bool is_there;
	bool is_current; /* what its trace stood for is so still */
	uint64_t size;
	uint64_t trace;
	struct digest digest;
	uint8_t whole[SIGNATURE_SIZE];
};

struct known {
	struct known_page *pages; /* of the plan */
	GPtrArray *gone;
	/* while it is made */
	GHashTable *numbers; /* address to page number plus 1 */
	struct trace_list *traces;
};

static bool unpack_row(const void *value, size_t length, struct row *out)
{
	if (length < sizeof *out || (length - sizeof *out) % sizeof(struct signed_input) != 0)
		return false;
	memcpy(out, value, sizeof *out);
	return true;
}

static bool take_row(void *context, const void *key, size_t key_length, const void *value,
                     size_t length)
{
	struct known *known = context;
	struct row row;
	struct digest shared;
	g_autofree char *url = g_strndup(key, key_length);
	if (!unpack_row(value, length, &row))
		return false;
	size_t number = GPOINTER_TO_SIZE(g_hash_table_lookup(known->numbers, url));
	if (number == 0) {
		g_ptr_array_add(known->gone, g_steal_pointer(&url));
		return true;
	}
	struct known_page *page = &known->pages[number - 1];
	page->is_there = true;
	page->is_current = trace_list_digest(known->traces, row.trace, &shared) &&
	                   digest_equal(&shared, &row.shared);
	page->size = row.size;
	page->trace = row.trace;
	page->digest = row.digest;
	memcpy(page->whole, row.whole, sizeof row.whole);
	return true;
}

struct known *known_new(struct store *store, const struct plan *plan, struct trace_list *traces)
{
	g_autoptr(Known) known = g_new0(struct known, 1);
	known->pages = g_new0(struct known_page, MAX(plan->pages->len, 1));
	known->gone = g_ptr_array_new_with_free_func(g_free);
	known->traces = traces;
	known->numbers = g_hash_table_new(g_str_hash, g_str_equal);
	for (size_t i = 0; i < plan->pages->len; i++)
		g_hash_table_insert(known->numbers,
		                    (void *)g_array_index(plan->pages, struct page, i).url,
		                    GSIZE_TO_POINTER(i + 1));
	bool whole = store_each(store, STORE_PAGE, take_row, known);
	g_clear_pointer(&known->numbers, g_hash_table_unref);
	return whole ? g_steal_pointer(&known) : NULL;
}

void known_free(struct known *known)
{
	if (known == NULL)
		return;
	g_clear_pointer(&known->numbers, g_hash_table_unref);
	g_ptr_array_unref(known->gone);
	g_free(known->pages);
	g_free(known);
}

bool known_has(const struct known *known, size_t page)
{
	return known->pages[page].is_there;
}

bool known_is_current(const struct known *known, size_t page,
                      const uint8_t whole[static SIGNATURE_SIZE])
{
	const struct known_page *row = &known->pages[page];
	return row->is_there && row->is_current && memcmp(row->whole, whole, SIGNATURE_SIZE) == 0;
}

bool known_digest(const struct known *known, size_t page, struct digest *out)
{
	*out = known->pages[page].digest;
	return known->pages[page].is_there;
}

uint64_t known_size(const struct known *known, size_t page)
{
	return known->pages[page].size;
}

uint64_t known_trace(const struct known *known, size_t page)
{
	return known->pages[page].trace;
}

const GPtrArray *known_gone(const struct known *known)
{
	return known->gone;
}

/* ---- remembering */

bool known_row(struct store *store, const char *url, struct made_page *out, GByteArray *buffer)
{
	struct row row;
	if (!store_get(store, STORE_PAGE, url, strlen(url), buffer) ||
	    !unpack_row(buffer->data, buffer->len, &row))
		return false;
	*out = (struct made_page){.size = row.size, .digest = row.digest, .trace = row.trace};
	struct signature *signature = &out->signature;
	memcpy(signature->whole, row.whole, SIGNATURE_SIZE);
	memcpy(signature->position, row.position, SIGNATURE_SIZE);
	memcpy(signature->form, row.form, SIGNATURE_SIZE);
	signature->inputs = (const struct signed_input *)(void *)(buffer->data + sizeof row);
	signature->input_count = (unsigned)((buffer->len - sizeof row) / sizeof *signature->inputs);
	return true;
}

bool known_keep(struct store *to, struct trace_list *traces, const char *url,
                const struct made_page *made)
{
	const struct signature *signature = &made->signature;
	struct row row = {.size = made->size, .trace = made->trace, .digest = made->digest};
	if (!trace_list_digest(traces, made->trace, &row.shared))
		return false;
	memcpy(row.whole, signature->whole, SIGNATURE_SIZE);
	memcpy(row.position, signature->position, SIGNATURE_SIZE);
	memcpy(row.form, signature->form, SIGNATURE_SIZE);
	g_autoptr(GByteArray) value = g_byte_array_new();
	g_byte_array_append(value, (const uint8_t *)&row, sizeof row);
	if (signature->input_count > 0)
		g_byte_array_append(value, (const uint8_t *)signature->inputs,
		                    (unsigned)(signature->input_count * sizeof *signature->inputs));
	return store_put(to, STORE_PAGE, url, strlen(url), value->data, value->len);
}

bool known_forget(struct store *to, const char *url)
{
	return store_delete(to, STORE_PAGE, url, strlen(url));
}
