/* SPDX-License-Identifier: MIT */
#ifndef BASE_PACK_H
#define BASE_PACK_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/*
 * The compact form in which one process hands its results to another: numbers as variable-length
 * integers (LEB128), strings with their length in front and a NUL behind, so that they can be used
 * where they lie.
 */
void pack_number(GByteArray *out, uint64_t number);
void pack_signed(GByteArray *out, int64_t number);
void pack_bytes(GByteArray *out, const void *bytes, size_t length);

/* Most bytes of a packed number; of packed bytes, what they take beside themselves. */
enum { PACKED_NUMBER_MOST = 10, PACKED_BYTES_MORE = PACKED_NUMBER_MOST + 1 };

/*
 * For values of many parts: room for `size` bytes at the end of `out`, to write to by the functions
 * below, which return where they stopped; pack_end takes what is behind that away again.
 */
uint8_t *pack_begin(GByteArray *out, size_t size);
uint8_t *pack_number_at(uint8_t *at, uint64_t number);
uint8_t *pack_bytes_at(uint8_t *at, const void *bytes, size_t length);
void pack_end(GByteArray *out, const uint8_t *end);

/* NULL stays NULL. */
void pack_string(GByteArray *out, const char *text);

/*
 * Reads what was packed. Damaged input sets `failed`; everything read after that is 0, NULL or
 * empty.
 */
struct unpacker {
	const uint8_t *at;
	const uint8_t *end;
	bool failed;
};

struct unpacker unpacker_over(const void *bytes, size_t length);
uint64_t unpack_number(struct unpacker *from);
int64_t unpack_signed(struct unpacker *from);

/*
 * Lies in the packed bytes and lives as long as they do; NUL-terminated, the length not counting
 * the NUL.
 */
const char *unpack_bytes(struct unpacker *from, size_t *length);
const char *unpack_string(struct unpacker *from);

#endif
