/* SPDX-License-Identifier: MIT */
#include "base/digest.h"

#include <errno.h>
#include <openssl/evp.h>
#include <string.h>
#include <unistd.h>

enum { BUFFER_SIZE = 4096 };

/* Small pieces are gathered: a call of OpenSSL's costs as much as some hundred bytes. */
struct digester {
	EVP_MD_CTX *context;
	size_t held;
	uint8_t buffer[BUFFER_SIZE];
};

/* Fetched once: EVP_sha256() would look for its implementation on each use. */
static const EVP_MD *algorithm(void)
{
	static EVP_MD *fetched;
	if (fetched == NULL)
		fetched = EVP_MD_fetch(NULL, "SHA256", NULL);
	g_assert(fetched != NULL);
	return fetched;
}

static void begin(struct digester *digester)
{
	digester->held = 0;
	g_assert(EVP_DigestInit_ex2(digester->context, algorithm(), NULL) == 1);
}

struct digester *digester_new(void)
{
	struct digester *digester = g_new(struct digester, 1);
	digester->context = EVP_MD_CTX_new();
	g_assert(digester->context != NULL);
	begin(digester);
	return digester;
}

void digester_free(struct digester *digester)
{
	if (digester == NULL)
		return;
	EVP_MD_CTX_free(digester->context);
	g_free(digester);
}

static void flush(struct digester *digester)
{
	EVP_DigestUpdate(digester->context, digester->buffer, digester->held);
	digester->held = 0;
}

static void add(struct digester *digester, const void *bytes, size_t length)
{
	if (length > BUFFER_SIZE - digester->held)
		flush(digester);
	if (length > BUFFER_SIZE) {
		EVP_DigestUpdate(digester->context, bytes, length);
		return;
	}
	if (length > 0)
		memcpy(digester->buffer + digester->held, bytes, length);
	digester->held += length;
}

void digester_add_number(struct digester *digester, uint64_t number)
{
	uint8_t bytes[sizeof number];
	for (size_t i = 0; i < sizeof number; i++)
		bytes[i] = (uint8_t)(number >> (8 * i));
	add(digester, bytes, sizeof bytes);
}

void digester_add(struct digester *digester, const void *bytes, size_t length)
{
	digester_add_number(digester, length);
	add(digester, bytes, length);
}

void digester_add_text(struct digester *digester, const char *text)
{
	if (text == NULL)
		digester_add_number(digester, UINT64_MAX);
	else
		digester_add(digester, text, strlen(text));
}

void digester_add_digest(struct digester *digester, const struct digest *digest)
{
	add(digester, digest->bytes, DIGEST_SIZE);
}

struct digest digester_end(struct digester *digester)
{
	struct digest digest;
	flush(digester);
	g_assert(EVP_DigestFinal_ex(digester->context, digest.bytes, NULL) == 1);
	begin(digester);
	return digest;
}

/* One for the plain digests of this process, begun. */
static EVP_MD_CTX *plain(void)
{
	static EVP_MD_CTX *context;
	if (context == NULL)
		context = EVP_MD_CTX_new();
	g_assert(context != NULL && EVP_DigestInit_ex2(context, algorithm(), NULL) == 1);
	return context;
}

struct digest digest_of(const void *bytes, size_t length)
{
	struct digest digest;
	EVP_MD_CTX *context = plain();
	EVP_DigestUpdate(context, bytes, length);
	g_assert(EVP_DigestFinal_ex(context, digest.bytes, NULL) == 1);
	return digest;
}

bool digest_of_file(int file, struct digest *out, uint64_t *size)
{
	uint8_t buffer[16 * BUFFER_SIZE];
	EVP_MD_CTX *context = plain();
	ssize_t length;
	*size = 0;
	while ((length = read(file, buffer, sizeof buffer)) != 0) {
		if (length < 0 && errno != EINTR)
			return false;
		if (length > 0) {
			EVP_DigestUpdate(context, buffer, (size_t)length);
			*size += (uint64_t)length;
		}
	}
	g_assert(EVP_DigestFinal_ex(context, out->bytes, NULL) == 1);
	return true;
}

bool digest_equal(const struct digest *a, const struct digest *b)
{
	return memcmp(a->bytes, b->bytes, DIGEST_SIZE) == 0;
}

void digest_write(const struct digest *digest, char text[static DIGEST_TEXT_SIZE])
{
	static const char DIGITS[] = "0123456789abcdef";
	for (size_t i = 0; i < DIGEST_SIZE; i++) {
		text[2 * i] = DIGITS[digest->bytes[i] >> 4];
		text[2 * i + 1] = DIGITS[digest->bytes[i] & 15];
	}
	text[2 * DIGEST_SIZE] = '\0';
}

static int digit_value(char digit)
{
	if (digit >= '0' && digit <= '9')
		return digit - '0';
	return digit >= 'a' && digit <= 'f' ? digit - 'a' + 10 : -1;
}

bool digest_parse(const char *text, struct digest *out)
{
	for (size_t i = 0; i < DIGEST_SIZE; i++) {
		int high = digit_value(text[2 * i]);
		int low = high < 0 ? -1 : digit_value(text[2 * i + 1]);
		if (low < 0)
			return false;
		out->bytes[i] = (uint8_t)(high << 4 | low);
	}
	return true;
}
