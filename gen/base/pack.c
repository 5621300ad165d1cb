/* SPDX-License-Identifier: MIT */
/*
 * A string is its length plus one, its bytes and a NUL; a length field of 0 is NULL.
 */
#include "base/pack.h"

#include <string.h>

uint8_t *pack_begin(GByteArray *out, size_t size)
{
	unsigned length = out->len;
	g_assert(size < G_MAXUINT - length);
	g_byte_array_set_size(out, length + (unsigned)size);
	return out->data + length;
}

void pack_end(GByteArray *out, const uint8_t *end)
{
	out->len = (unsigned)(end - out->data);
}

uint8_t *pack_number_at(uint8_t *at, uint64_t number)
{
	for (; number > 0x7f; number >>= 7)
		*at++ = (uint8_t)(number | 0x80);
	*at++ = (uint8_t)number;
	return at;
}

uint8_t *pack_bytes_at(uint8_t *at, const void *bytes, size_t length)
{
	at = pack_number_at(at, (uint64_t)length + 1);
	if (length > 0)
		memcpy(at, bytes, length);
	at[length] = '\0';
	return at + length + 1;
}

void pack_number(GByteArray *out, uint64_t number)
{
	pack_end(out, pack_number_at(pack_begin(out, PACKED_NUMBER_MOST), number));
}

void pack_signed(GByteArray *out, int64_t number)
{
	pack_number(out, ((uint64_t)number << 1) ^ (uint64_t)(number >> 63));
}

void pack_bytes(GByteArray *out, const void *bytes, size_t length)
{
	pack_end(out, pack_bytes_at(pack_begin(out, PACKED_BYTES_MORE + length), bytes, length));
}

void pack_string(GByteArray *out, const char *text)
{
	if (text == NULL)
		pack_number(out, 0);
	else
		pack_bytes(out, text, strlen(text));
}

struct unpacker unpacker_over(const void *bytes, size_t length)
{
	return (struct unpacker){.at = bytes, .end = (const uint8_t *)bytes + length};
}

static void fail(struct unpacker *from)
{
	from->failed = true;
	from->at = from->end;
}

uint64_t unpack_number(struct unpacker *from)
{
	uint64_t number = 0;
	if (from->at < from->end && *from->at < 0x80) /* as most are */
		return *from->at++;
	for (unsigned shift = 0; shift < 64 && from->at < from->end; shift += 7) {
		uint8_t byte = *from->at++;
		number |= (uint64_t)(byte & 0x7f) << shift;
		if ((byte & 0x80) == 0)
			return number;
	}
	fail(from);
	return 0;
}

int64_t unpack_signed(struct unpacker *from)
{
	uint64_t number = unpack_number(from);
	return (int64_t)(number >> 1) ^ -(int64_t)(number & 1);
}

const char *unpack_bytes(struct unpacker *from, size_t *length)
{
	uint64_t field = unpack_number(from);
	*length = 0;
	if (field == 0)
		return NULL;
	if (field > (uint64_t)(from->end - from->at) || from->at[field - 1] != '\0') {
		fail(from);
		return NULL;
	}
	const char *text = (const char *)from->at;
	*length = (size_t)field - 1;
	from->at += field;
	return text;
}

const char *unpack_string(struct unpacker *from)
{
	size_t length;
	return unpack_bytes(from, &length);
}
