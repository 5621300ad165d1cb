/* SPDX-License-Identifier: MIT */
/*
 * Rows are read in one sweep through the store, which is several times faster than one by one. When
 * the sweep stops at a damaged row, those behind it are asked for by name.
 */
#include "source/fact_rows.h"

#include <string.h>

/* ---- what is known */

static bool add_row(void *context, const void *key, size_t key_length, const void *value,
                    size_t length)
{
	struct fact_rows *rows = context;
	struct facts_head head;
	if (key_length != GIT_OID_RAWSZ || length > UINT32_MAX ||
	    !facts_check(&rows->reader, value, length, &head) ||
	    (rows->without_texts && (head.flags & FACTS_TEXTS)))
		return true;
	git_oid id;
	memcpy(id.id, key, sizeof id.id);
	if (id_table_add(&rows->ids, &id) != rows->rows->len)
		return true;
	char *copy = arena_copy(rows->arena, value, length);
	struct facts_row row = {.bytes = (const uint8_t *)copy, .length = (uint32_t)length};
	g_array_append_val(rows->rows, row);
	return true;
}

void fact_rows_load(struct fact_rows *rows, struct store *store, bool without_texts,
                    struct arena *arena)
{
	*rows = (struct fact_rows){
	        .store = store,
	        .without_texts = without_texts,
	        .arena = arena,
	        .rows = g_array_new(FALSE, FALSE, sizeof(struct facts_row)),
	};
	id_table_init(&rows->ids, 0);
	facts_reader_init(&rows->reader);
	rows->is_listed = store == NULL || store_each(store, STORE_COMMIT, add_row, rows);
}

void fact_rows_clear(struct fact_rows *rows)
{
	if (rows->rows == NULL)
		return;
	id_table_clear(&rows->ids);
	g_array_unref(rows->rows);
	facts_reader_clear(&rows->reader);
}

struct facts_row fact_rows_find(struct fact_rows *rows, const git_oid *id, bool is_cut,
                                struct facts_head *head)
{
	uint32_t number = id_table_find(&rows->ids, id);
	if (number == ID_TABLE_NONE && !rows->is_listed) {
		g_autoptr(GByteArray) value = g_byte_array_new();
		if (store_get(rows->store, STORE_COMMIT, id->id, sizeof id->id, value))
			add_row(rows, id->id, sizeof id->id, value->data, value->len);
		number = id_table_find(&rows->ids, id);
	}
	if (number == ID_TABLE_NONE)
		return (struct facts_row){0};
	struct facts_row row = g_array_index(rows->rows, struct facts_row, number);
	facts_open(&rows->reader, row.bytes, row.length, head);
	return is_cut == ((head->flags & FACTS_CUT) != 0) ? row : (struct facts_row){0};
}

/* ---- what is kept */

struct keeping {
	const struct id_table *ids;
	const struct facts_row *rows;
	bool *is_there;   /* of each commit */
	GPtrArray *stale; /* of GBytes: keys */
};

static bool sort_out(void *context, const void *key, size_t key_length, const void *value,
                     size_t length)
{
	struct keeping *keeping = context;
	git_oid id;
	uint32_t number = ID_TABLE_NONE;
	if (key_length == sizeof id.id) {
		memcpy(id.id, key, sizeof id.id);
		number = id_table_find(keeping->ids, &id);
	}
	if (number == ID_TABLE_NONE) {
		g_ptr_array_add(keeping->stale, g_bytes_new(key, key_length));
		return true;
	}
	const struct facts_row *row = &keeping->rows[number];
	keeping->is_there[number] = row->length == length && memcmp(row->bytes, value, length) == 0;
	return true;
}

static bool keep(const struct keeping *keeping, struct store *store)
{
	for (unsigned i = 0; i < keeping->stale->len; i++) {
		size_t length;
		const void *key = g_bytes_get_data(keeping->stale->pdata[i], &length);
		if (!store_delete(store, STORE_COMMIT, key, length))
			return false;
	}
	for (uint32_t i = 0; i < id_table_count(keeping->ids); i++) {
		const struct facts_row *row = &keeping->rows[i];
		const git_oid *id = id_table_get(keeping->ids, i);
		if (!keeping->is_there[i] && !row->lacks_texts &&
		    !store_put(store, STORE_COMMIT, id->id, sizeof id->id, row->bytes, row->length))
			return false;
	}
	return true;
}

bool fact_rows_keep(const struct id_table *ids, const struct facts_row *rows, struct store *store)
{
	struct keeping keeping = {
	        .ids = ids,
	        .rows = rows,
	        .is_there = g_new0(bool, id_table_count(ids)),
	        .stale = g_ptr_array_new_with_free_func((GDestroyNotify)g_bytes_unref),
	};
	/* Where it ends early, at a damaged row, the rest is taken to be missing. */
	store_each(store, STORE_COMMIT, sort_out, &keeping);
	bool done = keep(&keeping, store);
	g_free(keeping.is_there);
	g_ptr_array_unref(keeping.stale);
	return done;
}
