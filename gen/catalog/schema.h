/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_SCHEMA_H
#define CATALOG_SCHEMA_H

#include <stdbool.h>

#include "base/arena.h"
#include "base/digest.h"
#include "base/report.h"
#include "base/value.h"
#include "catalog/working_days.h"

/*
 * What kinds of document there are and which fields each has. C knows no kind by name: the tables
 * come from lua/ as plain values (prelude.lua tells how they are written) and are checked here,
 * once, so that everything after can rely on them.
 */

/* The languages of labels. */
enum language { LANGUAGE_ZH_HANS, LANGUAGE_ZH_HANT, LANGUAGE_EN, LANGUAGE_COUNT };

/* "zh-Hans", "zh-Hant", "en". */
const char *language_tag(enum language language);
bool language_parse(const char *tag, enum language *out);

struct label {
	const char *text[LANGUAGE_COUNT];
};

enum field_type {
	FIELD_TEXT,
	FIELD_DATE, /* a day, with a time where one is known */
	FIELD_INTEGER,
	FIELD_DECIMAL,
	FIELD_BOOLEAN,         /* true/false, yes/no, 是/否 */
	FIELD_URL,             /* http, https, mailto or tel */
	FIELD_TERM,            /* a word of a vocabulary */
	FIELD_DOCUMENT_NUMBER, /* 发文字号 */
	FIELD_INDEX_NUMBER,    /* 索引号 */
	FIELD_DOCUMENT, /* another document: by id, path or document number; makes a relation */
	FIELD_ENTITY, /* the name of a document of kind `of` (an organ, a topic), which need not exist */
	FIELD_FILE,  /* a file beside the text */
	FIELD_GROUP, /* a map with fields of its own */
};

struct term {
	const char *key; /* what is stored, ASCII */
	struct label label;
	const char *const *aliases; /* NULL-terminated: other ways to write it */
	const char *parent;         /* key of the broader term, or NULL */
};

struct vocabulary {
	const char *name;
	const struct term *terms;
	unsigned term_count;
	bool open;          /* words not in it are kept as they are */
	const char *source; /* the clause or standard, or NULL */
	GHashTable *words;  /* private to schema*.c */
};

/*
 * By key, label in any language, or alias; for a term with a parent also "parent\term",
 * "parent/term", "parent-term" (in labels). A label that terms of several parents share (其他)
 * needs its parent, unless a term without parent bears it. Letter case, spaces and full-width forms
 * make no difference. NULL: not in it.
 */
const struct term *vocabulary_find(const struct vocabulary *vocabulary, const char *word);

struct field {
	const char *key;
	enum field_type type;
	bool list; /* holds any number of values; one alone may be written without a list */
	bool required;
	struct label label;
	const char *const *aliases; /* NULL-terminated: other names of the key, its Chinese labels first */
	const struct vocabulary *vocabulary; /* FIELD_TERM */
	const char *relation;                /* FIELD_DOCUMENT: name of the relation */
	const char *of;                      /* FIELD_ENTITY: name of the kind */
	const struct field *fields;          /* FIELD_GROUP */
	unsigned field_count;
	const char *element; /* metadata element that shows it, or NULL */
	const char *source;  /* the clause or standard it comes from, or NULL */
	GHashTable *names;   /* FIELD_GROUP; private to schema*.c */
};

/* The field of a FIELD_GROUP by key or alias, or NULL. */
const struct field *group_field(const struct field *group, const char *key);

struct kind {
	const char *name; /* ASCII, also in addresses */
	struct label label;
	const char *const *aliases;
	const struct field *fields;
	unsigned field_count;
	const char *view; /* lua/views/NAME.lua and the template of the same name */
	bool listed;      /* appears in lists */
	const char *entity_field; /* for kinds that others name (organ, topic): the field their names are read from, else NULL */
	const char *const *entry; /* NULL-terminated: keys of the fields that lists show as well */
	const struct field *tables; /* the field whose files (CSV) its view reads as tables, or NULL */
	unsigned table_rows; /* how many rows of the first its page shows, others being on pages of their own; 0: all of all */
	const char *rows_view; /* of those pages */
	GHashTable *names;     /* private to schema*.c */
};

/* The field of that key or alias, or NULL. */
const struct field *kind_field(const struct kind *kind, const char *key);

/* What a relation does to the validity of its target. */
enum relation_effect { EFFECT_NONE, EFFECT_AMENDS, EFFECT_REPEALS };

struct relation_type {
	const char *name;           /* interprets */
	const char *inverse;        /* interpreted_by */
	struct label label;         /* 解读 */
	struct label inverse_label; /* 解读材料 */
	enum relation_effect effect;
	bool acyclic;   /* a circle of it is a contradiction */
	bool later;     /* the source cannot be older than its target */
	bool passes_on; /* the source hands its target down: they make a chain */
};

/* A part of the front of a list: the documents of some kinds. */
struct section {
	const char *name;
	const struct kind *const *kinds; /* NULL-terminated; none: what no other section has */
};

/* What is derived of documents where no field tells it; see measure.h. */
enum measure {
	MEASURE_NONE,
	MEASURE_DELAY,
	MEASURE_INTERPRETATION,
	MEASURE_VALIDITY,
	MEASURE_RESPONSE,
	MEASURE_QUARTER,
	MEASURE_COUNT
};

/*
 * A way to list documents: each value of a field is a list, or each value of what is derived, or each
 * pair of values of two other axes.
 */
struct axis {
	const char *name;             /* ASCII, first part of the addresses of its lists */
	const char *field;            /* key of a field, or "kind"; NULL: see the next two */
	enum measure derive;          /* MEASURE_NONE: by field, or by pairs */
	const struct axis *within[2]; /* by pairs: a list for each two lists of these; else NULL twice */
	bool by_year;                 /* of a date field: its year */
	bool broader;                 /* a document stands in the lists of the broader terms too */
	bool menu;                    /* every page leads to it */
	bool feeds;                   /* each of its lists has feeds */
	bool sequence; /* previous and next of a document go by the lists of this axis */
	bool filter;   /* what search finds can be narrowed to its lists */
	bool named;    /* search finds its lists themselves, also by pinyin */
	struct label label;
	const char *view;               /* of one list */
	const char *index_view;         /* of the page that lists the lists */
	const struct section *sections; /* of the front of a list; none: one list */
	unsigned section_count;
	bool hidden; /* made to be counted: no menu, page or document leads to its lists but figures */
	bool months; /* the front of a list tells how many documents each month has */
	const struct axis *const
	        *counts; /* NULL-terminated, or NULL: pairs whose first axis this is; the front of
	                                     a list tells the sizes of those below it */

	/* of what is derived */
	const struct kind *const *kinds; /* NULL-terminated: of these alone; none: of all */
	const char *except_field;        /* not of documents whose field has one of the words */
	const char *const *except_words; /* NULL-terminated */
	const char *from;                /* field that a time begins with; NULL: none */
	const char *to;                  /* MEASURE_RESPONSE: it ends with */
	const struct relation_type *relation; /* MEASURE_INTERPRETATION: by which */
	const struct vocabulary *vocabulary; /* what its keys are called, in order; NULL: quarters */
};

/* What a fixed page is given: a choice of records, or of lists. */
enum selection_type {
	SELECT_RECORDS, /* the newest of `kinds`, all listed ones when it names none */
	SELECT_GROUPS,  /* the lists of `axis` */
	SELECT_AXES,    /* every axis that has lists */
	SELECT_PAGES,   /* every fixed page */
	SELECT_LETTERS, /* the letters of the A–Z index */
	SELECT_YEARS,   /* the years of the catalog as data, newest first */
	SELECT_COUNTS,  /* the sizes of the lists of `axis` */
	SELECT_TABLES,  /* the tables of records, chosen as for SELECT_RECORDS */
	SELECT_MONTHS, /* how many documents each month has, of all lists of `axis`, which is by year */
};

struct selection {
	const char *name;
	enum selection_type type;
	const struct kind *const *kinds; /* NULL-terminated */
	const char *where_field;         /* only records whose field holds the word; NULL: all */
	const char *where_word;
	unsigned month; /* SELECT_RECORDS: only those of the newest month that has any (1), of the one
	                   before that (2) …; 0: of all */
	bool copies; /* SELECT_RECORDS, in the kiosk: each of them also has a page for the rack */
	const struct axis *axis; /* SELECT_GROUPS, SELECT_COUNTS, SELECT_MONTHS */
	bool news; /* SELECT_GROUPS: those with the newest documents, each followed by that document */
	unsigned most;
};

/* A page that every site has, whatever its documents. */
/*
 * What the same site is made as: for readers at home, and for a public touch screen, which has pages
 * of its own below kiosk/.
 */
enum edition { EDITION_WEB, EDITION_KIOSK, EDITION_COUNT };

struct fixed_page {
	const char *name;
	const char *url;
	const char *view;
	struct label label;
	bool menu;              /* every page leads to it */
	bool in[EDITION_COUNT]; /* which editions have it */
	const struct selection *selections;
	unsigned selection_count;
};

struct schema {
	struct arena *arena;
	const struct kind *kinds; /* in order of name */
	unsigned kind_count;
	const struct vocabulary *vocabularies;
	unsigned vocabulary_count;
	const struct relation_type *relations;
	unsigned relation_count;
	const struct axis *axes;
	unsigned axis_count;
	const struct fixed_page *pages;
	unsigned page_count;
	struct digest digest;     /* of all that it was made from */
	const char *default_kind; /* of a document that names none */
	struct working_days working_days;

	/* private to schema*.c */
	GHashTable *kind_words;
	GHashTable *relation_names;
	GHashTable *vocabulary_names;
	GPtrArray *tables; /* every GHashTable in here, owned */
};
typedef struct schema Schema;

/*
 * Builds the schema from what lua/ returned: `modules` is a map from module name ("fields",
 * "kinds/notice", "vocabularies", "relations", "axes", "pages", "holidays/2024") to its value. Every mistake is reported with
 * the module's path (lua/NAME.lua) and the nearest right word; NULL when there was one.
 */
struct schema *schema_new(struct report *report, const struct value *modules);
void schema_free(struct schema *schema);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Schema, schema_free)

const struct kind *schema_kind(const struct schema *schema,
                               const char *name); /* by name, alias or label; NULL: none */
const struct relation_type *schema_relation(const struct schema *schema, const char *name);
const struct vocabulary *schema_vocabulary(const struct schema *schema, const char *name);

#endif
