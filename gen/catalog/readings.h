/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_READINGS_H
#define CATALOG_READINGS_H

#include "base/progress.h"
#include "base/store.h"
#include "catalog/reading.h"

/*
 * The first pass over the documents: each text is read and parsed once, by worker processes, or was
 * by an earlier build that left its reading in a store. Heads and bodies stay in files, not in
 * memory.
 */
struct readings;
typedef struct readings Readings;

/*
 * Reads `count` documents (indexes into the repository's list, by path). What is wrong with a text is
 * reported under each path that has it, whether it was parsed now or before; a text that takes too
 * long or brings its worker down is lost, which is reported too. `known` may be NULL; it, the
 * repository and `documents` must outlive the readings. Leaves the repository released. NULL: the
 * world is wrong.
 */
struct readings *readings_run(struct report *report, struct repository *repository,
                              const uint32_t *documents, uint32_t count, unsigned workers,
                              const char *spool_folder, const struct progress *progress,
                              struct store *known);
void readings_free(struct readings *readings);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Readings, readings_free)

/* False: the text of this document was lost. Documents are numbers in the list of readings_run. */
bool readings_has(const struct readings *readings, uint32_t document);

/*
 * Reads the head or body of a document that was not lost into `buffer`, in any process. A body that
 * the store has lost is made anew, for which the repository must be open. False: the world is wrong.
 */
bool readings_head(struct report *report, const struct readings *readings, uint32_t document,
                   GByteArray *buffer);
bool readings_body(struct report *report, const struct readings *readings, uint32_t document,
                   GByteArray *buffer);

/* To be called in every process after a fork. */
void readings_reopen(const struct readings *readings);

/*
 * Puts the readings into `to` that it lacks, and deletes those of texts that no document has. Lost
 * ones are not kept, nor those whose body could not be had from the store: the next build makes them
 * anew. `to` may be the store that the readings were known from. False: it cannot be written, or is
 * damaged.
 */
bool readings_keep(const struct readings *readings, struct store *to);

/* How many texts were parsed; two documents with the same text count once. */
uint32_t readings_parsed(const struct readings *readings);

/* The most memory that parent and workers held together, in bytes; 0 when nothing was parsed. */
size_t readings_peak_memory(const struct readings *readings);

#endif
