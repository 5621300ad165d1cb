/* SPDX-License-Identifier: MIT */
#include "catalog/catalog.h"

#include "catalog/group.h"
#include "catalog/identity.h"
#include "catalog/intake.h"
#include "catalog/lookup.h"
#include "catalog/moved.h"
#include "catalog/row_count.h"
#include "catalog/target.h"
#include "catalog/tie.h"
#include "catalog/validity.h"

void catalog_free(struct catalog *catalog)
{
	if (catalog == NULL)
		return;
	g_free(catalog->records);
	arena_free(catalog->arena);
	g_free(catalog);
}

struct file_history catalog_history(const struct catalog_sources *sources,
                                    const struct record *record)
{
	return history_of(sources->history, sources->documents[record->document]);
}

/* Each reading becomes a record, document by document. */
static bool take_in(struct report *report, struct intake *intake)
{
	const struct catalog_sources *sources = intake->sources;
	struct catalog *catalog = intake->catalog;
	catalog->records = g_new0(struct record, MAX(sources->document_count, 1));
	g_autoptr(GByteArray) buffer = g_byte_array_new();
	for (uint32_t i = 0; i < sources->document_count; i++) {
		struct reading_head head = {.fields = {.type = VALUE_MAP}, .summary = ""};
		if (!readings_has(sources->readings, i))
			continue; /* lost, and reported */
		if (!readings_head(report, sources->readings, i, buffer))
			return false;
		if (reading_unpack_head(intake->scratch, buffer, &head) &&
		    intake_record(report, intake, i, &head,
		                  &catalog->records[catalog->record_count]))
			catalog->record_count++;
		arena_clear(intake->scratch);
	}
	intake_report_unknown_keys(report, intake);
	return true;
}

static bool build(struct report *report, struct intake *intake)
{
	if (!take_in(report, intake))
		return false;
	identities_assign(report, intake);
	moved_make(report, intake);
	struct lookup *lookup = lookup_new(report, intake);
	ties_resolve(report, intake, lookup);
	validity_derive(report, intake->catalog);
	chains_make(intake->catalog);
	groups_make(intake, lookup);
	bool done = targets_resolve(report, intake, lookup) &&
	            row_counts_make(report, intake->sources, intake->catalog);
	lookup_free(lookup);
	return done;
}

struct catalog *catalog_new(struct report *report, const struct catalog_sources *sources)
{
	g_autoptr(Catalog) catalog = g_new0(struct catalog, 1);
	catalog->arena = arena_new();
	catalog->settings = sources->settings;
	catalog->schema = sources->schema;
	catalog->files = sources->files;
	catalog->as_of = sources->as_of;
	catalog->copied_on = date_from_seconds(repository_commit_seconds(sources->repository));
	struct intake *intake = intake_new(sources, catalog);
	bool done = build(report, intake);
	intake_free(intake);
	return done ? g_steal_pointer(&catalog) : NULL;
}
