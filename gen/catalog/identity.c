/* SPDX-License-Identifier: MIT */
/*
 * Nearly always each document claims an id that no other does, and gets it. Only when two claim one
 * does it matter who comes first: then all claims are gone through again, in order.
 */
#include "catalog/identity.h"

#include "catalog/address.h"

#include <string.h>

/* A record's wish for an id, which it has so far. */
struct claim {
	uint32_t record;
	bool written; /* by its editor */
	unsigned line;
	int64_t since;          /* seconds of the first commit; INT64_MAX when there is none yet */
	const char *first_path; /* where that commit put it: moving it changes nothing here */
};

/* The first version of a record's file, or NULL. */
static const struct version *first_version(const struct intake *intake, uint32_t record)
{
	struct file_history history =
	        catalog_history(intake->sources, &intake->catalog->records[record]);
	return history.count == 0 ? NULL : &history.versions[history.count - 1];
}

/* Ids for those that wrote none, from the first path of their files. */
static void derive_ids(struct intake *intake)
{
	struct catalog *catalog = intake->catalog;
	for (uint32_t i = 0; i < catalog->record_count; i++) {
		struct record *record = &catalog->records[i];
		if (record->id != NULL)
			continue;
		const struct version *first = first_version(intake, i);
		record->id = address_id_from_path(
		        catalog->arena,
		        intake_path_in_content(catalog->settings,
		                               first == NULL ? record->path : first->path));
	}
}

/* False: two records claim one id. */
static bool index_ids(struct intake *intake)
{
	const struct catalog *catalog = intake->catalog;
	bool unique = true;
	for (uint32_t i = 0; i < catalog->record_count; i++)
		unique &= name_table_add(intake->by_id, catalog->records[i].id, i) == NAME_NONE;
	return unique;
}

/* ---- when two claim one id */

/*
 * The older file first, then by path: a total order, which neither new documents nor moves upset.
 * Two files may have the same first path, when one took the place of the other.
 */
static int compare_claims(const void *first, const void *second, void *data)
{
	const struct claim *a = first;
	const struct claim *b = second;
	const struct record *records = data;
	if (a->since != b->since)
		return a->since < b->since ? -1 : 1;
	int order = strcmp(a->first_path, b->first_path);
	return order != 0 ? order : strcmp(records[a->record].path, records[b->record].path);
}

static GArray *list_claims(const struct intake *intake)
{
	const struct catalog *catalog = intake->catalog;
	GArray *claims =
	        g_array_sized_new(FALSE, FALSE, sizeof(struct claim), catalog->record_count);
	unsigned next = 0; /* of the ids that were written */
	for (uint32_t i = 0; i < catalog->record_count; i++) {
		const struct version *first = first_version(intake, i);
		struct claim claim = {
		        .record = i, .since = INT64_MAX, .first_path = catalog->records[i].path};
		if (first != NULL) {
			claim.since = first->commit->seconds;
			claim.first_path = first->path;
		}
		if (next < intake->ids->len &&
		    g_array_index(intake->ids, struct pending_id, next).record == i) {
			claim.written = true;
			claim.line = g_array_index(intake->ids, struct pending_id, next++).line;
		}
		g_array_append_val(claims, claim);
	}
	return claims;
}

/* An id that is made different by where its file came from. */
static char *other_id(const struct intake *intake, const struct claim *claim, const char *id)
{
	const struct version *first = first_version(intake, claim->record);
	char commit[OBJECT_ID_TEXT_SIZE] = "";
	if (first != NULL)
		object_id_print(&first->commit->id, commit);
	g_autofree char *seed = g_strconcat(claim->first_path, " ", commit, NULL);
	return address_id_with(intake->catalog->arena, id, seed);
}

static void grant(struct report *report, struct intake *intake, const struct claim *claim)
{
	struct record *records = intake->catalog->records;
	struct record *record = &records[claim->record];
	uint32_t holder = name_table_find(intake->by_id, record->id);
	if (holder != NAME_NONE) {
		if (claim->written)
			report_error(report, place_of_line(record->path, claim->line),
			             "document/id-twice",
			             _("the id '%s' is that of %s already; an id belongs to one "
			               "document for ever"),
			             record->id, records[holder].path);
		record->id = other_id(intake, claim, record->id);
	}
	name_table_put(intake->by_id, record->id, claim->record);
}

static void settle(struct report *report, struct intake *intake)
{
	g_autoptr(GArray) claims = list_claims(intake);
	g_array_sort_with_data(claims, compare_claims, intake->catalog->records);
	name_table_free(intake->by_id);
	intake->by_id = name_table_new(claims->len);
	for (unsigned i = 0; i < claims->len; i++)
		grant(report, intake, &g_array_index(claims, struct claim, i));
}

void identities_assign(struct report *report, struct intake *intake)
{
	struct catalog *catalog = intake->catalog;
	derive_ids(intake);
	if (!index_ids(intake))
		settle(report, intake);
	for (uint32_t i = 0; i < catalog->record_count; i++)
		catalog->records[i].url =
		        address_of_document(catalog->arena, catalog->records[i].id);
}
