/* SPDX-License-Identifier: MIT */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <glib.h>

/* SHA-256 (FIPS 180-4), by OpenSSL, which uses the processor's own instructions. */

enum { DIGEST_SIZE = 32, DIGEST_TEXT_SIZE = 2 * DIGEST_SIZE + 1 };

struct digest {
	uint8_t bytes[DIGEST_SIZE];
};

struct digest digest_of(const void *bytes, size_t length);

/* Of what an open file holds from where it stands. False: errno says why it cannot be read. */
bool digest_of_file(int file, struct digest *out, uint64_t *size);

bool digest_equal(const struct digest *a, const struct digest *b);

/* As 64 lower-case hexadecimal digits and a NUL, and back. False: `text` does not begin with 64. */
void digest_write(const struct digest *digest, char text[static DIGEST_TEXT_SIZE]);
bool digest_parse(const char *text, struct digest *out);

/*
 * The digest of several things, one after the other. Bytes and texts are taken in with their lengths,
 * numbers and digests in their full size, so that the same calls with other things never run into the
 * same bytes. May be used again after digester_end.
 */
struct digester;
typedef struct digester Digester;

struct digester *digester_new(void);
void digester_free(struct digester *digester);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Digester, digester_free)

void digester_add(struct digester *digester, const void *bytes, size_t length);
void digester_add_text(struct digester *digester, const char *text); /* NULL is no empty text */
void digester_add_number(struct digester *digester, uint64_t number);
void digester_add_digest(struct digester *digester, const struct digest *digest);
struct digest digester_end(struct digester *digester);

#endif
