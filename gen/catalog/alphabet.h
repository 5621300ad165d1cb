/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_ALPHABET_H
#define CATALOG_ALPHABET_H

#include "catalog/catalog.h"

#define ALPHABET_NONE UINT32_MAX

enum {
	ALPHABET_LEAF = 100, /* records on a page that can be divided, at most */
	ALPHABET_FEW = 3,    /* records that are not worth a page of their own */
};

/*
 * A page of the A–Z index: records, pages that go further into it, or both; the records, which are
 * then those whose filing form ends at the prefix and those that would stand in a page of a few,
 * come first.
 */
struct alphabet_page {
	const char *url; /* "az/x.html", "az/x/k/SLUG.html" */
	const char *letter; /* "A" … "Z", or "0": what begins with neither a letter nor a Han character */
	const char *prefix; /* what all its filing forms begin with; "" for the letter itself */
	uint32_t parent;    /* page, or ALPHABET_NONE */
	const uint32_t *records; /* in the order of the index */
	uint32_t record_count;
	const uint32_t *branches; /* pages, in the order of the index */
	uint32_t branch_count;
};

/* The letters come first, also those without records, "0" last among them; then the branches of each page
 * together, in the order of the pages they belong to. */
struct alphabet {
	struct alphabet_page *pages;
	uint32_t count;
};

/*
 * The filing form of a title: what it is looked up by. Passed over at its beginning are spaces and
 * opening marks, the name of the organ before 关于, 关于 itself, and the name of the state:
 * "示例市水务局关于停水的公告" files under 停水的公告, 中华人民共和国森林法 under 森林法. Latin letters
 * are capitals of ordinary width. Never empty unless the title is; `organ` may be NULL.
 */
const char *alphabet_filing_form(struct arena *arena, const char *title, const char *organ);

/*
 * All records of the catalog, listed or not, by the pinyin of their filing forms, then as
 * record_compare has them. Everything is in `arena`. NULL only when ICU has no Chinese order, which
 * is reported.
 */
struct alphabet *alphabet_new(struct report *report, struct arena *arena,
                              const struct catalog *catalog);

#endif
