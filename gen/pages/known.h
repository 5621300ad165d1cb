/* SPDX-License-Identifier: MIT */
#ifndef PAGES_KNOWN_H
#define PAGES_KNOWN_H

#include "pages/sign.h"
#include "pages/trace_list.h"

/*
 * What the last build remembers of its pages (STORE_PAGE): for each file of the site its signature,
 * its trace with what that stood for, and the size and digest of its bytes.
 */

/* A finished page, as it is remembered. */
struct made_page {
	uint64_t size;
	struct digest digest; /* of its bytes */
	uint64_t trace;
	struct signature signature;
};

struct known;
typedef struct known Known;

/*
 * The pages of the store as far as the plan has them, and the names of those it has no more. NULL: the
 * store is damaged, and nothing can be said of the old site's files.
 */
struct known *known_new(struct store *store, const struct plan *plan, struct trace_list *traces);
void known_free(struct known *known);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Known, known_free)

/* Whether the last build made this page (by its place in the plan). */
bool known_has(const struct known *known, size_t page);

/* Whether it would be made the same: `whole` is that of its signature now. */
bool known_is_current(const struct known *known, size_t page,
                      const uint8_t whole[static SIGNATURE_SIZE]);

/* The digest of its bytes; false: the last build did not make it. */
bool known_digest(const struct known *known, size_t page, struct digest *out);
uint64_t known_size(const struct known *known, size_t page);
uint64_t known_trace(const struct known *known, size_t page);

/* Addresses that the last build had and the plan has not. */
const GPtrArray *known_gone(const struct known *known);

/* ---- remembering, for the next build */

/* NULL: there is no such page in the store. The row as it was, for `explain`; to be freed. */
bool known_row(struct store *store, const char *url, struct made_page *out, GByteArray *row);

bool known_keep(struct store *to, struct trace_list *traces, const char *url,
                const struct made_page *made);
bool known_forget(struct store *to, const char *url);

#endif
