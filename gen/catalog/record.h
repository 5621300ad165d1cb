/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_RECORD_H
#define CATALOG_RECORD_H

#include <stdbool.h>
#include <stdint.h>

#include "base/date.h"
#include "base/value.h"
#include "catalog/schema.h"

#define RECORD_NONE UINT32_MAX

/*
 * Where a link, picture or number in a text leads. TARGET_DATA: the table that a chart is drawn from;
 * TARGET_INLINE_DATA: it stands in the text itself; TARGET_RECORDING: a sound or video with a player.
 */
enum target_type {
	TARGET_NONE,
	TARGET_RECORD,
	TARGET_FILE,
	TARGET_GROUP,
	TARGET_DATA,
	TARGET_INLINE_DATA,
	TARGET_RECORDING
};

struct target {
	enum target_type type;
	uint32_t index; /* of a record, a file (TARGET_FILE, TARGET_DATA), a group or a recording of the catalog */
	const char *anchor; /* or NULL */
	uint32_t axis;      /* TARGET_GROUP: that it belongs to */
};

/* Where a value of a field leads: a file, or the list of an organ or topic that it names. */
struct field_target {
	const struct field *field;
	uint32_t item; /* number of the value in the field's list, 0 when it holds one alone */
	struct target target;
};

/* One relation as one of its two ends sees it. */
struct tie {
	const struct relation_type *relation;
	bool inverse;     /* the other document names this one */
	uint32_t other;   /* record, or RECORD_NONE when the catalog does not have it (未收录) */
	const char *text; /* as written, when `other` is RECORD_NONE */
};

/* Whether a document holds, as far as the catalog knows; never guessed. */
enum validity_state {
	VALIDITY_UNKNOWN,  /* nothing is recorded: 未收录 */
	VALIDITY_NOT_YET,  /* effective_on is after --as-of */
	VALIDITY_IN_FORCE, /* said so in front matter, or by dates at --as-of */
	VALIDITY_AMENDED,
	VALIDITY_PARTLY_REPEALED,
	VALIDITY_REPEALED,
	VALIDITY_EXPIRED,
};

struct validity {
	enum validity_state state;
	struct date from;  /* effective_on */
	struct date until; /* expires_on */
	uint32_t by;       /* the record that amended or repealed it, or RECORD_NONE */
	const char *basis; /* what the state rests on, as the editor wrote it, or NULL */
};

/* That a document was taken back: its address stays, its text goes. See withdrawal.h. */
struct withdrawal {
	bool is_withdrawn;
	struct date on;     /* unset: it is not told, which is an error that was reported */
	const char *reason; /* NULL likewise */
};

/* One published document. Made once, then never changed; lives as long as the catalog. */
struct record {
	const char *id;   /* unique in a catalog, and for ever: its place in its address */
	const char *path; /* in the repository */
	const char *title;
	const char *url; /* from the top of the site */
	const char *summary;
	const char *number; /* 发文字号, canonical, or NULL */
	const char *organ;  /* 发文机关, the first one, or NULL */
	const struct kind *kind;
	struct date written_on; /* 成文日期 */
	struct date printed_on; /* 印发日期 */
	struct date published_on; /* 发布日期; from the first commit when the front matter has none */
	struct date listed_on; /* what lists and years go by: published_on as written, else printed_on, written_on, the
	                             first commit */
	struct date changed_on;    /* of the last commit that changed its text */
	bool published_by_history; /* published_on is that of a commit */
	bool sample;               /* 示例数据: invented */
	int64_t first_seen; /* seconds of the first commit; INT64_MAX when there is none yet */
	size_t text_length; /* of its plain text, in bytes */
	uint32_t document;  /* its place among the documents, also of its reading */
	struct validity validity;
	struct withdrawal withdrawal;
	const uint8_t *fields; /* packed: of each that has a value its number in the kind, and the value */
	uint32_t fields_length;
	const struct target *targets; /* one for each hole of its fragment */
	uint32_t target_count;
	const struct field_target *field_targets; /* in the order of the kind's fields */
	uint32_t field_target_count;
	struct target list; /* the list of what names this organ or topic; TARGET_NONE: it is none */
	const struct tie *ties; /* by relation, then the other's date and id */
	uint32_t tie_count;
	uint32_t row_count; /* of its table, where its kind shows one by pages */
};

/* Nothing of the text of such a record, nor its summary, may leave. */
bool record_is_withdrawn(const struct record *record);

/* Newest first by listed_on, then by id: a total order, so that output never varies. */
int record_compare(const struct record *a, const struct record *b);

/* The fields as a map, in the order of the kind; text lies in the record. */
struct value record_fields(struct arena *arena, const struct record *record);

#endif
