/* SPDX-License-Identifier: MIT */
#include "catalog/identity.h"

#include "catalog/address.h"

#include <string.h>

/* A record's wish for an id. */
struct claim {
	uint32_t record;
	const char *id;
	bool written; /* by its editor */
	unsigned line;
	int64_t since;          /* seconds of the first commit; INT64_MAX when there is none yet */
	const char *first_path; /* where that commit put it: moving it changes nothing here */
	const char *seed;       /* what makes it different from a second claim of the same id */
};

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

static void read_written_id(struct report *report, struct intake *intake, struct claim *claim)
{
	const struct record *record = &intake->catalog->records[claim->record];
	struct value fields = record_fields(intake->scratch, record);
	const struct value *id = value_get(&fields, "id");
	if (id == NULL || id->type != VALUE_TEXT)
		return;
	claim->line = id->line;
	if (address_is_id(id->text)) {
		claim->id = arena_string(intake->catalog->arena, id->text);
		claim->written = true;
		return;
	}
	report_error(
	        report, place_of_line(record->path, id->line), "document/id",
	        _("'%s' cannot be an id; write 1 to 64 of a-z, 0-9 and '-', as in gbf-2013-100"),
	        id->text);
}

static struct claim make_claim(struct report *report, struct intake *intake, uint32_t number)
{
	const struct catalog_sources *sources = intake->sources;
	struct arena *arena = intake->catalog->arena;
	const struct record *record = &intake->catalog->records[number];
	struct claim claim = {.record = number, .since = INT64_MAX, .first_path = record->path};
	struct file_history history = catalog_history(sources, record);
	char commit[OBJECT_ID_TEXT_SIZE] = "";
	if (history.count > 0) {
		const struct version *first = &history.versions[history.count - 1];
		claim.first_path = first->path;
		claim.since = first->commit->seconds;
		object_id_print(&first->commit->id, commit);
	}
	read_written_id(report, intake, &claim);
	if (claim.id == NULL)
		claim.id = address_id_from_path(
		        arena, intake_path_in_content(sources->settings, claim.first_path));
	claim.seed = arena_printf(arena, "%s %s", claim.first_path, commit);
	arena_clear(intake->scratch);
	return claim;
}

static void grant(struct report *report, struct catalog *catalog, GHashTable *taken,
                  const struct claim *claim)
{
	struct record *record = &catalog->records[claim->record];
	const struct record *holder = g_hash_table_lookup(taken, claim->id);
	record->id = claim->id;
	if (holder != NULL) {
		record->id = address_id_with(catalog->arena, claim->id, claim->seed);
		if (claim->written)
			report_error(report, place_of_line(record->path, claim->line),
			             "document/id-twice",
			             _("the id '%s' is that of %s already; an id belongs to one "
			               "document for ever"),
			             claim->id, holder->path);
	}
	g_hash_table_insert(taken, (void *)record->id, record);
	record->url = address_of_document(catalog->arena, record->id);
}

void identities_assign(struct report *report, struct intake *intake)
{
	struct catalog *catalog = intake->catalog;
	g_autoptr(GArray) claims =
	        g_array_sized_new(FALSE, FALSE, sizeof(struct claim), catalog->record_count);
	for (uint32_t i = 0; i < catalog->record_count; i++) {
		struct claim claim = make_claim(report, intake, i);
		g_array_append_val(claims, claim);
	}
	g_array_sort_with_data(claims, compare_claims, catalog->records);
	g_autoptr(GHashTable) taken = g_hash_table_new(g_str_hash, g_str_equal);
	for (unsigned i = 0; i < claims->len; i++)
		grant(report, catalog, taken, &g_array_index(claims, struct claim, i));
}
