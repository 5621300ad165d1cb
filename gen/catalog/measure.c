/* SPDX-License-Identifier: MIT */
#include "catalog/measure.h"

#include "catalog/validity.h"

#include <string.h>

enum { SOON = 3, MINUTES_AN_HOUR = 60, MINUTES_A_DAY = 24 * 60 };

/* ---- keys */

enum delay { D5, D10, D15, D20, D_OVER, D_UNORDERED, D_UNCOMPUTABLE, D_UNRECORDED, D_COUNT };
static const char *const DELAYS[D_COUNT + 1] = {
        "d5", "d10", "d15", "d20", "over", "unordered", "uncomputable", "unrecorded", NULL};

enum lag { LAG_WITHIN, LAG_LATER, LAG_UNCOMPUTABLE, LAG_UNDATED, LAG_NONE, LAG_COUNT };
static const char *const LAGS[LAG_COUNT + 1] = {"within",  "later", "uncomputable",
                                                "undated", "none",  NULL};

enum hours { H5, H24, H48, H_OVER, H_UNORDERED, H_UNRECORDED, H_COUNT };
static const char *const HOURS[H_COUNT + 1] = {"h5",        "h24",        "h48", "over",
                                               "unordered", "unrecorded", NULL};

/* In the order of enum validity_state, but what is not recorded comes last. */
static const char *const STATES[] = {"not_yet",  "in_force", "amended", "partly_repealed",
                                     "repealed", "expired",  "unknown", NULL};

static const char *const NAMES[] = {
        [MEASURE_DELAY] = "delay",       [MEASURE_INTERPRETATION] = "interpretation",
        [MEASURE_VALIDITY] = "validity", [MEASURE_RESPONSE] = "response",
        [MEASURE_QUARTER] = "quarter",
};

const char *measure_name(enum measure measure)
{
	return NAMES[measure];
}

const char *const *measure_keys(enum measure measure)
{
	switch (measure) {
	case MEASURE_DELAY:
		return DELAYS;
	case MEASURE_INTERPRETATION:
		return LAGS;
	case MEASURE_VALIDITY:
		return STATES;
	case MEASURE_RESPONSE:
		return HOURS;
	case MEASURE_NONE:
	case MEASURE_QUARTER:
	case MEASURE_COUNT:
		break;
	}
	return NULL;
}

/* ---- days */

/* When an editor says it was published; the day of a first commit says nothing. */
static struct date published(const struct record *record)
{
	struct date none = {.minute = -1};
	return record->published_by_history ? none : record->published_on;
}

static enum delay delay_of(const struct working_days *calendar, const struct record *record)
{
	static const struct {
		int most;
		enum delay delay;
	} BUCKETS[] = {{5, D5}, {10, D10}, {15, D15}, {20, D20}};
	struct date from = record->written_on;
	struct date to = published(record);
	int days;
	if (!date_is_set(from) || !date_is_set(to))
		return D_UNRECORDED;
	if (date_days_between(from, to) < 0)
		return D_UNORDERED;
	if (!working_days_between(calendar, from, to, &days))
		return D_UNCOMPUTABLE;
	for (size_t i = 0; i < G_N_ELEMENTS(BUCKETS); i++)
		if (days <= BUCKETS[i].most)
			return BUCKETS[i].delay;
	return D_OVER;
}

static enum lag lag_between(const struct working_days *calendar, struct date from, struct date to)
{
	int days;
	if (!date_is_set(from) || !date_is_set(to))
		return LAG_UNDATED;
	if (date_days_between(from, to) <= 0)
		return LAG_WITHIN;
	if (!working_days_between(calendar, from, to, &days))
		return LAG_UNCOMPUTABLE;
	return days <= SOON ? LAG_WITHIN : LAG_LATER;
}

/*
 * Of several interpretations the best: one in time is what the duty asks for. One that was withdrawn
 * can be read no more.
 */
static enum lag lag_of(const struct catalog *catalog, const struct relation_type *relation,
                       const struct record *record)
{
	enum lag best = LAG_NONE;
	for (uint32_t i = 0; i < record->tie_count; i++) {
		const struct tie *tie = &record->ties[i];
		if (!tie->inverse || tie->relation != relation || tie->other == RECORD_NONE ||
		    record_is_withdrawn(&catalog->records[tie->other]))
			continue;
		enum lag lag = lag_between(&catalog->schema->working_days, published(record),
		                           published(&catalog->records[tie->other]));
		best = MIN(best, lag);
	}
	return best;
}

static const char *state_of(const struct record *record)
{
	const char *key = validity_key(record->validity.state);
	for (unsigned i = 0; STATES[i] != NULL; i++)
		if (strcmp(STATES[i], key) == 0)
			return STATES[i];
	g_assert_not_reached();
}

const char *measure_record(const struct catalog *catalog, const struct axis *axis,
                           const struct record *record)
{
	switch (axis->derive) {
	case MEASURE_DELAY:
		return DELAYS[delay_of(&catalog->schema->working_days, record)];
	case MEASURE_INTERPRETATION:
		return LAGS[lag_of(catalog, axis->relation, record)];
	case MEASURE_VALIDITY:
		return state_of(record);
	case MEASURE_NONE:
	case MEASURE_RESPONSE:
	case MEASURE_QUARTER:
	case MEASURE_COUNT:
		break;
	}
	g_assert_not_reached();
}

/* ---- hours and quarters */

const char *measure_hours(struct date from, struct date to)
{
	if (!date_is_set(from) || !date_is_set(to) || from.minute < 0 || to.minute < 0)
		return HOURS[H_UNRECORDED];
	int minutes = date_days_between(from, to) * MINUTES_A_DAY + to.minute - from.minute;
	if (minutes < 0)
		return HOURS[H_UNORDERED];
	if (minutes <= 5 * MINUTES_AN_HOUR)
		return HOURS[H5];
	if (minutes <= 24 * MINUTES_AN_HOUR)
		return HOURS[H24];
	return HOURS[minutes <= 48 * MINUTES_AN_HOUR ? H48 : H_OVER];
}

char *measure_quarter(struct date date, char out[static QUARTER_SIZE])
{
	out[0] = '\0';
	if (date_is_set(date))
		g_snprintf(out, QUARTER_SIZE, "%04d-q%d", date.year, (date.month + 2) / 3);
	return out;
}

struct label measure_quarter_label(struct arena *arena, const char *key)
{
	static const char *const NUMERALS[] = {"一", "二", "三", "四"};
	int year = (int)g_ascii_strtoll(key, NULL, 10);
	int quarter = key[strlen(key) - 1] - '0';
	char *chinese = arena_printf(arena, "%d年%s季度", year, NUMERALS[quarter - 1]);
	return (struct label){
	        .text = {[LANGUAGE_ZH_HANS] = chinese,
	                 [LANGUAGE_ZH_HANT] = chinese,
	                 [LANGUAGE_EN] = arena_printf(arena, "Q%d %d", quarter, year)}};
}
