/* SPDX-License-Identifier: MIT */
#include "pages/hand_in.h"

#include <string.h>

static const struct page *page_at(const struct rendering *rendering, size_t number)
{
	return &g_array_index(rendering->plan->pages, struct page, number);
}

/* ---- in a worker */

struct handing handing_start(const struct rendering *rendering)
{
	const struct show show = {.catalog = rendering->catalog,
	                          .sources = rendering->sources,
	                          .plan = rendering->plan};
	struct handing handing = {.rendering = rendering};
	if (rendering->traces != NULL)
		handing.signer =
		        signer_new(&show, rendering->facets, rendering->theme, rendering->script);
	return handing;
}

/* A trace that the parent cannot have goes with its names. */
static void pack_trace(GByteArray *head, const struct handing *handing, const struct page *page)
{
	struct trace_list *traces = handing->rendering->traces;
	unsigned count = 0;
	const char *const *names = NULL;
	if (page->type == PAGE_VIEW)
		names = script_trace(handing->rendering->script, &count);
	guint before = trace_list_count(traces);
	uint64_t trace = trace_list_add(traces, names, count);
	bool is_new = trace_list_count(traces) > before;
	pack_number(head, is_new);
	if (is_new)
		trace_list_pack(traces, trace, head);
	else
		pack_number(head, trace);
}

static void pack_signature(GByteArray *head, struct handing *handing, const struct page *page)
{
	struct signature signature;
	pack_trace(head, handing, page);
	signer_sign(handing->signer, page, true, &signature);
	pack_bytes(head, signature.whole, SIGNATURE_SIZE);
	pack_bytes(head, signature.position, SIGNATURE_SIZE);
	pack_bytes(head, signature.form, SIGNATURE_SIZE);
	pack_number(head, signature.input_count);
	pack_bytes(head, signature.inputs, signature.input_count * sizeof *signature.inputs);
}

bool hand_in(struct report *report, struct handing *handing, size_t number, const char *bytes,
             size_t length, GByteArray *head)
{
	const struct rendering *rendering = handing->rendering;
	const struct page *page = page_at(rendering, number);
	struct digest digest = digest_of(bytes, length);
	struct digest known;
	bool same = rendering->known != NULL && known_digest(rendering->known, number, &known) &&
	            digest_equal(&digest, &known);
	if (!same && !rendering->write(report, rendering->context, page->url, bytes, length))
		return false;
	pack_number(head, !same);
	pack_number(head, report->problems->len == 0);
	pack_number(head, length);
	pack_bytes(head, digest.bytes, DIGEST_SIZE);
	if (handing->signer != NULL)
		pack_signature(head, handing, page);
	return true;
}

/* ---- in the parent */

static void unpack_raw(struct unpacker *from, size_t length, void *out)
{
	size_t found;
	const char *bytes = unpack_bytes(from, &found);
	if (bytes != NULL && found == length && length > 0)
		memcpy(out, bytes, length);
}

static void unpack_signature(struct unpacker *from, struct trace_list *traces,
                             struct made_page *made)
{
	struct signature *signature = &made->signature;
	bool is_new = unpack_number(from) != 0;
	made->trace = is_new ? trace_list_unpack(traces, from) : unpack_number(from);
	unpack_raw(from, SIGNATURE_SIZE, signature->whole);
	unpack_raw(from, SIGNATURE_SIZE, signature->position);
	unpack_raw(from, SIGNATURE_SIZE, signature->form);
	signature->input_count = (unsigned)unpack_number(from);
	size_t length;
	signature->inputs = (const struct signed_input *)(const void *)unpack_bytes(from, &length);
}

struct rendered_page take_handed_in(const struct rendering *rendering, size_t number,
                                    struct unpacker *from)
{
	struct rendered_page page = {
	        .number = number, .page = page_at(rendering, number), .made = from->at < from->end};
	if (!page.made)
		return page;
	page.written = unpack_number(from) != 0;
	page.lasting = unpack_number(from) != 0;
	page.as.size = unpack_number(from);
	unpack_raw(from, DIGEST_SIZE, page.as.digest.bytes);
	if (rendering->traces != NULL)
		unpack_signature(from, rendering->traces, &page.as);
	return page;
}

bool count_handed_in(struct report *report, const struct rendering *rendering,
                     const struct rendered_page *page, struct rendered *out)
{
	out->made += page->made;
	out->written += page->written;
	out->written_bytes += page->written ? page->as.size : 0;
	return rendering->take == NULL || rendering->take(report, rendering->context, page);
}
