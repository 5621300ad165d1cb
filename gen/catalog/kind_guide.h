/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_KIND_GUIDE_H
#define CATALOG_KIND_GUIDE_H

#include "base/name_table.h"
#include "catalog/catalog.h"

/*
 * What taking in a document asks of its kind again and again, found once for all documents: fields
 * that are known by name, and what the keys mean that editors write.
 */

/* Fields that records are made of, in kinds that have them. */
enum common_field {
	COMMON_ID,
	COMMON_TITLE,
	COMMON_SUMMARY,
	COMMON_NUMBER,
	COMMON_ORGAN,
	COMMON_SAMPLE,
	COMMON_TOPICS,
	COMMON_WRITTEN_ON,
	COMMON_PRINTED_ON,
	COMMON_PUBLISHED_ON,
	COMMON_EFFECTIVE_ON,
	COMMON_EXPIRES_ON,
	COMMON_STATUS,
	COMMON_STATUS_BASIS,
	COMMON_FORMER_PATHS,
	COMMON_WITHDRAWN,
	COMMON_COUNT
};

/* What keeps a document, or its text, from being published, whatever fields its kind has. */
enum ban { BAN_DRAFT, BAN_WITHDRAWN, BAN_COUNT };

/* What a written key means in documents of a kind. */
struct key_meaning {
	const struct field *field; /* NULL: the kind has no such field */
	bool bans[BAN_COUNT];      /* it says so */
	bool names_kind;           /* it may: see key_names_kind */
};

struct kind_guide {
	const struct kind *kind;
	const struct value *defaults;             /* of the settings, or NULL */
	const struct field *common[COMMON_COUNT]; /* NULL: the kind has none */
	const struct field *const *axis_fields;   /* what each axis goes by; likewise */
	const struct catalog_sources *sources;    /* private, like all below */
	struct arena *arena;
	struct name_table *keys;
	GPtrArray *meanings; /* of struct key_meaning */
};

/* One for each kind, in the order of the schema. The sources must outlive them. */
struct kind_guide *kind_guides_new(const struct catalog_sources *sources);
void kind_guides_free(const struct schema *schema, struct kind_guide *guides);

/* Lives as long as the guide. */
const struct key_meaning *kind_guide_meaning(const struct kind_guide *guide, const char *written);

/* What the settings say that a written key means. */
const char *key_meant(const struct settings *settings, const char *written);

/*
 * Whether an entry of front matter names the kind. 类型 does only where its word is a kind: in other
 * people's documents it says 通知 or 意见, which is the genre. `key`: as key_meant has it.
 */
bool key_names_kind(const struct schema *schema, const char *key, const struct value *value);

/* Whether a key says that documents of the kind are banned. */
bool key_bans(const struct schema *schema, const struct kind *kind, enum ban ban, const char *key);

/* The first kind that has a field of that name, or NULL. */
const struct kind *key_kind(const struct schema *schema, const char *key);

#endif
