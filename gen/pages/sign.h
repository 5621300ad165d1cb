/* SPDX-License-Identifier: MIT */
#ifndef PAGES_SIGN_H
#define PAGES_SIGN_H

#include "base/digest.h"
#include "pages/show.h"
#include "pages/sign_record.h"
#include "script/script.h"

/*
 * The signature of a page: digests of all that its bytes are made of, but for what its view reads of
 * `site` and of Lua, which only shows when it runs (script_trace). A page whose signature and trace
 * are those of the last build has the bytes of the last build.
 *
 * It is taken over the very values that the view would be given (show_input), so that it cannot
 * forget one of them. What is too dear for that is signed by what it is made of, and has to be kept
 * in step with show.c and show_chain.c: ties, ways through chains, where links lead, and a page's
 * place. Of a text it takes the blob, since a fragment is a function of its blob.
 */
enum { SIGNATURE_SIZE = 16 };

/* One input, for telling afterwards which of them changed; half of a digest each. */
struct signed_input {
	uint32_t subject; /* what it is about: a document's id, a list, an address */
	uint32_t content;
};

struct signature {
	uint8_t whole[SIGNATURE_SIZE];     /* of all that follows */
	uint8_t position[SIGNATURE_SIZE];  /* where the page stands, and between what */
	uint8_t form[SIGNATURE_SIZE];      /* its template, and what that reads of the site */
	const struct signed_input *inputs; /* in the order of the page; until the next signature */
	unsigned input_count;
};

/* One process's signer: it keeps the digests of what many pages show. */
struct signer;
typedef struct signer Signer;

/* `show`: but for page and arena, which are the signer's matter. */
struct signer *signer_new(const struct show *show, const struct record_facets *facets,
                          const struct theme *theme, struct script *script);
void signer_free(struct signer *signer);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Signer, signer_free)

/* `listed`: with its inputs. */
void signer_sign(struct signer *signer, const struct page *page, bool listed, struct signature *out);

/*
 * What an input is about, in words: "notices/park.md", "list/kind/notice". `document`: as for
 * show_input. To be freed.
 */
char *sign_name(const struct show *show, const struct record *document, const struct input *input);

/* The subject of that name. */
uint32_t sign_subject(const char *name);

#endif
