/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_CATALOG_H
#define CATALOG_CATALOG_H

#include "catalog/chain.h"
#include "catalog/readings.h"
#include "catalog/record.h"
#include "catalog/settings.h"
#include "source/history.h"

/* A file that is copied into the site as it is: a picture, a table, an attachment. */
struct catalog_file {
	const struct source_file *source;
	const char *url;
	const char *csv_url; /* of its table in the one form that all can read; NULL: it is no data */
	size_t size;         /* in bytes */
};

/* Captions in one language; NULL: in which, their name does not say. */
struct caption_file {
	uint32_t file; /* of the catalog's files */
	const char *language;
};

/* A sound or video that a text shows, with what lies beside it. */
struct recording {
	uint32_t file;   /* of the catalog's files */
	uint32_t poster; /* likewise, or RECORD_NONE */
	const struct caption_file *captions;
	unsigned caption_count;
	const struct source_file *transcript; /* or NULL */
	size_t transcript_size;               /* in bytes */
};

/* The documents that have one value on an axis: one list of the site. */
struct group {
	const char *key;  /* the value: a term's key, a name, a year */
	const char *slug; /* its part of the address */
	struct label label;
	uint32_t entity; /* the record that describes it (an organ, a topic), or RECORD_NONE */
	uint32_t parent; /* of a pair: its group on the first axis, whose slug and key begin those of it */
	uint32_t second;  /* and on the second, whose label it has */
	uint32_t samples; /* how many of its records are 示例数据 */
	const uint32_t *
	        records; /* oldest first: what is added comes last, so that earlier pages of a list stay */
	uint32_t count;
};

/* An address that a document had once: a page there leads to it. */
struct moved {
	const char *url;
	uint32_t record;
};

struct axis_groups {
	const struct axis *axis;
	const struct group *
	        groups; /* by the order of the vocabulary or kinds, else by key; years newest first */
	uint32_t count;
	const uint32_t *below; /* of pairs: the first below each group of the first axis, one more at the
	                          end; else NULL */
};

/*
 * All documents of a site as records, with what ties them together. Made once from the readings,
 * then frozen: everything after only reads it, in any number of processes.
 */
struct catalog {
	struct arena *arena;
	const struct settings *settings;
	const struct schema *schema;
	const struct source_files *files;
	struct date as_of;      /* unset: nothing is judged by today's date */
	struct date copied_on;  /* of the commit that it was made from */
	struct record *records; /* by path */
	uint32_t record_count;
	struct catalog_file *assets;
	uint32_t asset_count;
	const struct recording *recordings; /* each time that a text shows one */
	uint32_t recording_count;
	struct axis_groups *axes; /* one for each axis of the schema */
	const uint32_t *newest;   /* all listed records, newest first */
	uint32_t newest_count;
	const struct moved *moved; /* by url; none is that of a document */
	uint32_t moved_count;
	const struct chain *chains; /* how policies were passed on, oldest first */
	uint32_t chain_count;
	const struct chain_place *chain_of; /* of each record */
};
typedef struct catalog Catalog;

/* What a catalog is made of; all of it must outlive the catalog. */
struct catalog_sources {
	const struct repository *repository;
	const struct source_files *files;
	const uint32_t *documents; /* indexes into files, by path */
	uint32_t document_count;
	const struct readings *readings; /* of `documents` */
	const struct history *history;
	const struct settings *settings;
	const struct schema *schema;
	struct date as_of;
};

/* NULL: the world is wrong. Problems of content are reported and leave the catalog usable. */
struct catalog *catalog_new(struct report *report, const struct catalog_sources *sources);
void catalog_free(struct catalog *catalog);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Catalog, catalog_free)

/* The history of a record's file. */
struct file_history catalog_history(const struct catalog_sources *sources,
                                    const struct record *record);

#endif
