/* SPDX-License-Identifier: MIT */
/* A hash table with open places. Ids are digests already, so a part of one is as good a hash as any. */
#include "catalog/text_table.h"

#include <string.h>

struct text_table {
	const struct source_file *files;
	const uint32_t *documents;
	uint32_t *text_of;       /* of each document */
	uint32_t *next;          /* document to the next one of its text, or TEXT_NONE */
	uint32_t *first;         /* of each text */
	struct object_id *blobs; /* of each text, again: to look them up by way of the files is slow */
	uint32_t count;          /* of texts */
	uint32_t *places;        /* texts plus one, by blob; 0 for what is free */
	uint32_t mask;
};

const struct source_file *text_table_file(const struct text_table *table, uint32_t document)
{
	return &table->files[table->documents[document]];
}

const struct object_id *text_table_blob(const struct text_table *table, uint32_t text)
{
	return &table->blobs[text];
}

/* Where the blob is, or would be put. */
static uint32_t *find_place(const struct text_table *table, const void *blob)
{
	uint32_t at;
	memcpy(&at, blob, sizeof at);
	at &= table->mask;
	while (table->places[at] != 0 && memcmp(text_table_blob(table, table->places[at] - 1), blob,
	                                        sizeof(struct object_id)) != 0)
		at = (at + 1) & table->mask;
	return &table->places[at];
}

/* `last`: of each text, the last document so far. */
static void add(struct text_table *table, uint32_t document, uint32_t *last)
{
	uint32_t *place = find_place(table, &text_table_file(table, document)->blob);
	if (*place == 0) {
		table->first[table->count] = document;
		table->blobs[table->count] = text_table_file(table, document)->blob;
		*place = ++table->count;
	} else {
		table->next[last[*place - 1]] = document;
	}
	last[*place - 1] = document;
	table->next[document] = TEXT_NONE;
	table->text_of[document] = *place - 1;
}

struct text_table *text_table_new(const struct source_file *files, const uint32_t *documents,
                                  uint32_t count)
{
	struct text_table *table = g_new0(struct text_table, 1);
	size_t room = MAX(count, 1);
	uint32_t places = 2;
	while (places < 2 * room)
		places *= 2;
	table->files = files;
	table->documents = documents;
	table->text_of = g_new(uint32_t, room);
	table->next = g_new(uint32_t, room);
	table->first = g_new(uint32_t, room);
	table->blobs = g_new(struct object_id, room);
	table->places = g_new0(uint32_t, places);
	table->mask = places - 1;
	g_autofree uint32_t *last = g_new(uint32_t, room);
	for (uint32_t i = 0; i < count; i++)
		add(table, i, last);
	return table;
}

void text_table_free(struct text_table *table)
{
	if (table == NULL)
		return;
	g_free(table->text_of);
	g_free(table->next);
	g_free(table->first);
	g_free(table->blobs);
	g_free(table->places);
	g_free(table);
}

uint32_t text_table_count(const struct text_table *table)
{
	return table->count;
}

uint32_t text_table_find(const struct text_table *table, const void *blob, size_t length)
{
	return length == sizeof(struct object_id) ? *find_place(table, blob) - 1 : TEXT_NONE;
}

uint32_t text_table_of(const struct text_table *table, uint32_t document)
{
	return table->text_of[document];
}

uint32_t text_table_first(const struct text_table *table, uint32_t text)
{
	return table->first[text];
}

uint32_t text_table_next(const struct text_table *table, uint32_t document)
{
	return table->next[document];
}
