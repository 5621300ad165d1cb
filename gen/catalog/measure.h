/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_MEASURE_H
#define CATALOG_MEASURE_H

#include "catalog/catalog.h"

/*
 * What is derived of a record for the axes that go by no field (lua/axes.lua, `derive`). What nobody
 * recorded is never counted as nothing: it has a key of its own.
 *
 *   delay           working days from written_on to published_on (《条例》第二十六条: 20): d5 d10 d15
 *                   d20 over, unordered (published before it was written), uncomputable (a year
 *                   without calendar), unrecorded (one of the dates is not written)
 *   interpretation  working days from the publication of a document to that of the first that
 *                   interprets it: within (3), later, uncomputable, undated, none (未收录)
 *   validity        the state, as validity_key has it
 *   response        hours from one moment to another: h5 h24 h48 over, unordered, unrecorded (one of
 *                   them is not written, or has no time of day)
 *   quarter         "2024-q1"
 */

/* "delay"; NULL for MEASURE_NONE. */
const char *measure_name(enum measure measure);

/* All its keys in order, NULL-terminated; NULL: they have no end, as quarters. */
const char *const *measure_keys(enum measure measure);

/*
 * The key of a record, one and the same pointer for each word. Ties, validity and addresses must be
 * settled; not for MEASURE_QUARTER and MEASURE_RESPONSE, which go by fields alone.
 */
const char *measure_record(const struct catalog *catalog, const struct axis *axis,
                           const struct record *record);

/* The key of two moments, as for MEASURE_RESPONSE. */
const char *measure_hours(struct date from, struct date to);

/* "2024-q1" into `out`, "" for no date. Returns `out`. */
enum { QUARTER_SIZE = 16 };
char *measure_quarter(struct date date, char out[static QUARTER_SIZE]);

/* What a key of a quarter is called. Into the arena. */
struct label measure_quarter_label(struct arena *arena, const char *key);

#endif
