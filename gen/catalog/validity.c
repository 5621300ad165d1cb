/* SPDX-License-Identifier: MIT */
#include "catalog/validity.h"

#include <string.h>

static const char *const KEYS[] = {
        [VALIDITY_UNKNOWN] = "unknown",
        [VALIDITY_NOT_YET] = "not_yet",
        [VALIDITY_IN_FORCE] = "in_force",
        [VALIDITY_AMENDED] = "amended",
        [VALIDITY_PARTLY_REPEALED] = "partly_repealed",
        [VALIDITY_REPEALED] = "repealed",
        [VALIDITY_EXPIRED] = "expired",
};

enum validity_state validity_stated(const char *status)
{
	for (size_t i = 0; status != NULL && i < G_N_ELEMENTS(KEYS); i++)
		if (strcmp(KEYS[i], status) == 0)
			return (enum validity_state)i;
	return VALIDITY_UNKNOWN;
}

const char *validity_key(enum validity_state state)
{
	return KEYS[state];
}

/* Whether the document has its effect on the day that is judged; without such a day it has. */
static bool has_effect(const struct catalog *catalog, const struct record *record)
{
	struct date since =
	        date_is_set(record->validity.from) ? record->validity.from : record->listed_on;
	return !date_is_set(catalog->as_of) || !date_is_set(since) ||
	       date_days_between(since, catalog->as_of) >= 0;
}

/* The first document, in the order of ties, that has this effect on the record. */
static uint32_t affected_by(const struct catalog *catalog, const struct record *record,
                            enum relation_effect effect)
{
	for (uint32_t i = 0; i < record->tie_count; i++) {
		const struct tie *tie = &record->ties[i];
		if (tie->inverse && tie->relation->effect == effect &&
		    has_effect(catalog, &catalog->records[tie->other]))
			return tie->other;
	}
	return RECORD_NONE;
}

static void check_stated(struct report *report, const struct catalog *catalog,
                         const struct record *record, uint32_t repealed_by)
{
	const struct validity *validity = &record->validity;
	struct place place = place_of_file(record->path);
	char text[DATE_TEXT_SIZE];
	char today[DATE_TEXT_SIZE];
	if (date_is_set(validity->from) && date_is_set(validity->until) &&
	    date_days_between(validity->from, validity->until) < 0)
		report_error(report, place, "validity/order",
		             _("'expires_on' (%s) is before 'effective_on'; correct one of them"),
		             date_print_day(validity->until, text));
	if (validity->state != VALIDITY_UNKNOWN && validity->basis == NULL &&
	    repealed_by == RECORD_NONE)
		report_warning(report, place, "validity/basis",
		               _("'status' is stated without 'status_basis'; write what it rests "
		                 "on (a clause, a decision, a "
		                 "list)"));
	if (validity->state != VALIDITY_IN_FORCE)
		return;
	if (repealed_by != RECORD_NONE)
		report_error(report, place, "validity/contradiction",
		             _("'status' says in force, but %s repeals or replaces this document"),
		             catalog->records[repealed_by].path);
	else if (date_is_set(catalog->as_of) && date_is_set(validity->until) &&
	         date_days_between(validity->until, catalog->as_of) > 0)
		report_warning(report, place, "validity/expired",
		               _("'status' says in force, but 'expires_on' (%s) has passed on %s"),
		               date_print_day(validity->until, text),
		               date_print_day(catalog->as_of, today));
}

static void derive(struct report *report, const struct catalog *catalog, struct record *record)
{
	struct validity *validity = &record->validity;
	uint32_t repealed_by = affected_by(catalog, record, EFFECT_REPEALS);
	uint32_t amended_by = affected_by(catalog, record, EFFECT_AMENDS);
	check_stated(report, catalog, record, repealed_by);
	bool judged = date_is_set(catalog->as_of);
	bool ended = judged && date_is_set(validity->until) &&
	             date_days_between(validity->until, catalog->as_of) > 0;
	bool begun = judged && date_is_set(validity->from) &&
	             date_days_between(validity->from, catalog->as_of) >= 0;
	if (repealed_by != RECORD_NONE) {
		validity->state = VALIDITY_REPEALED;
		validity->by = repealed_by;
	} else if (judged && date_is_set(validity->from) && !begun) {
		validity->state = VALIDITY_NOT_YET;
	} else if (ended && validity->state != VALIDITY_REPEALED) {
		validity->state = VALIDITY_EXPIRED;
	} else if (amended_by != RECORD_NONE && validity->state <= VALIDITY_AMENDED) {
		validity->state = VALIDITY_AMENDED;
		validity->by = amended_by;
	} else if (validity->state == VALIDITY_UNKNOWN && begun && date_is_set(validity->until)) {
		validity->state = VALIDITY_IN_FORCE;
	}
}

void validity_derive(struct report *report, struct catalog *catalog)
{
	for (uint32_t i = 0; i < catalog->record_count; i++)
		derive(report, catalog, &catalog->records[i]);
}
