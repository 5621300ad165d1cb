/* SPDX-License-Identifier: MIT */
#include "pages/trace_list.h"

#include <string.h>

struct trace {
	uint64_t number;
	const char *const *names;
	unsigned count;
	const uint64_t *former; /* half digests of the names in the last build, or NULL */
	bool settled;           /* `digest` was made */
	struct digest digest;
};

struct trace_list {
	struct script *script;
	struct arena *arena;
	GHashTable *traces; /* number to struct trace */
	struct digester *digester;
};

static uint64_t half(const struct digest *digest)
{
	uint64_t number;
	memcpy(&number, digest->bytes, sizeof number);
	return number;
}

static struct trace *find(const struct trace_list *list, uint64_t number)
{
	return g_hash_table_lookup(list->traces, &number);
}

/* ---- adding */

uint64_t trace_list_add(struct trace_list *list, const char *const *names, unsigned count)
{
	for (unsigned i = 0; i < count; i++)
		digester_add_text(list->digester, names[i]);
	struct digest digest = digester_end(list->digester);
	uint64_t number = half(&digest);
	if (find(list, number) != NULL)
		return number;
	const char **copies = arena_new_array(list->arena, const char *, count);
	for (unsigned i = 0; i < count; i++)
		copies[i] = arena_string(list->arena, names[i]);
	struct trace *trace = arena_new_array(list->arena, struct trace, 1);
	*trace = (struct trace){.number = number, .names = copies, .count = count};
	g_hash_table_insert(list->traces, &trace->number, trace);
	return number;
}

void trace_list_pack(const struct trace_list *list, uint64_t number, GByteArray *out)
{
	const struct trace *trace = find(list, number);
	pack_number(out, trace->count);
	for (unsigned i = 0; i < trace->count; i++)
		pack_string(out, trace->names[i]);
}

uint64_t trace_list_unpack(struct trace_list *list, struct unpacker *from)
{
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	for (uint64_t count = unpack_number(from); count > 0 && !from->failed; count--)
		g_ptr_array_add(names, (void *)unpack_string(from));
	return trace_list_add(list, (const char *const *)names->pdata, names->len);
}

/* A row is names, each with half of the digest it had. */
static bool take_row(void *context, const void *key, size_t key_length, const void *value,
                     size_t length)
{
	struct trace_list *list = context;
	struct unpacker from = unpacker_over(value, length);
	g_autoptr(GPtrArray) names = g_ptr_array_new();
	g_autoptr(GArray) former = g_array_new(FALSE, FALSE, sizeof(uint64_t));
	for (uint64_t count = unpack_number(&from); count > 0 && !from.failed; count--) {
		const char *name = unpack_string(&from);
		uint64_t digest = unpack_number(&from);
		g_ptr_array_add(names, (void *)name);
		g_array_append_val(former, digest);
	}
	(void)key;
	(void)key_length;
	if (from.failed || g_ptr_array_find(names, NULL, NULL))
		return true;
	struct trace *trace =
	        find(list, trace_list_add(list, (const char *const *)names->pdata, names->len));
	uint64_t *copies = arena_new_array(list->arena, uint64_t, former->len);
	if (former->len > 0)
		memcpy(copies, former->data, sizeof *copies * former->len);
	trace->former = copies;
	return true;
}

struct trace_list *trace_list_new(struct script *script, struct store *store)
{
	struct trace_list *list = g_new0(struct trace_list, 1);
	list->script = script;
	list->arena = arena_new();
	list->traces = g_hash_table_new(g_int64_hash, g_int64_equal);
	list->digester = digester_new();
	if (store != NULL)
		store_each(store, STORE_TRACE, take_row, list);
	return list;
}

void trace_list_free(struct trace_list *list)
{
	if (list == NULL)
		return;
	g_hash_table_unref(list->traces);
	digester_free(list->digester);
	arena_free(list->arena);
	g_free(list);
}

/* ---- what traces stand for */

unsigned trace_list_count(const struct trace_list *list)
{
	return g_hash_table_size(list->traces);
}

/* 0: there is no such thing any more. */
static uint64_t digest_name(struct trace_list *list, const char *name)
{
	struct digest digest;
	return script_trace_digest(list->script, name, &digest) ? half(&digest) | 1 : 0;
}

bool trace_list_digest(struct trace_list *list, uint64_t number, struct digest *out)
{
	struct trace *trace = find(list, number);
	if (trace == NULL)
		return false;
	for (unsigned i = 0; !trace->settled && i < trace->count; i++) {
		struct digest digest;
		bool there = script_trace_digest(list->script, trace->names[i], &digest);
		digester_add_text(list->digester, trace->names[i]);
		digester_add_number(list->digester, there);
		if (there)
			digester_add_digest(list->digester, &digest);
	}
	if (!trace->settled)
		trace->digest = digester_end(list->digester);
	trace->settled = true;
	*out = trace->digest;
	return true;
}

const char *trace_list_changed(struct trace_list *list, uint64_t number)
{
	const struct trace *trace = find(list, number);
	for (unsigned i = 0; trace != NULL && trace->former != NULL && i < trace->count; i++)
		if (trace->former[i] != digest_name(list, trace->names[i]))
			return trace->names[i];
	return NULL;
}

/* ---- keeping */

static bool put_row(struct trace_list *list, const struct trace *trace, struct store *to,
                    GByteArray *row)
{
	g_byte_array_set_size(row, 0);
	pack_number(row, trace->count);
	for (unsigned i = 0; i < trace->count; i++) {
		pack_string(row, trace->names[i]);
		pack_number(row, digest_name(list, trace->names[i]));
	}
	return store_put(to, STORE_TRACE, &trace->number, sizeof trace->number, row->data, row->len);
}

bool trace_list_keep(struct trace_list *list, struct store *to,
                     bool (*is_used)(const void *context, uint64_t trace), const void *context)
{
	g_autoptr(GByteArray) row = g_byte_array_new();
	GHashTableIter iter;
	void *value;
	bool done = true;
	g_hash_table_iter_init(&iter, list->traces);
	while (done && g_hash_table_iter_next(&iter, NULL, &value)) {
		const struct trace *trace = value;
		if (is_used(context, trace->number))
			done = put_row(list, trace, to, row);
		else if (trace->former != NULL)
			done = store_delete(to, STORE_TRACE, &trace->number, sizeof trace->number);
	}
	return done;
}
