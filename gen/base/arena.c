/* SPDX-License-Identifier: MIT */
/*
 * A chain of blocks, newest first; a piece is cut from the newest, or gets a block of its own when
 * it is large. Text is cut from the end of a block, since it needs no alignment.
 */
#include "base/arena.h"

#include <stdint.h>
#include <string.h>

enum { BLOCK_SIZE = 64 * 1024, ALIGNMENT = 16 };

struct block {
	struct block *older;
	size_t size; /* without the text at its end */
	size_t used;
	size_t whole; /* with it */
	_Alignas(ALIGNMENT) unsigned char bytes[];
};

struct arena {
	struct block *newest;
	size_t size;
};

static struct block *block_new(struct arena *arena, size_t size)
{
	struct block *block = g_malloc(sizeof(struct block) + size);
	block->older = arena->newest;
	block->size = block->whole = size;
	block->used = 0;
	arena->newest = block;
	arena->size += size;
	return block;
}

struct arena *arena_new(void)
{
	return g_new0(struct arena, 1);
}

static void free_blocks(struct block *block)
{
	while (block != NULL) {
		struct block *older = block->older;
		g_free(block);
		block = older;
	}
}

void arena_free(struct arena *arena)
{
	if (arena == NULL)
		return;
	free_blocks(arena->newest);
	g_free(arena);
}

void arena_clear(struct arena *arena)
{
	struct block *kept = arena->newest;
	if (kept == NULL)
		return;
	free_blocks(kept->older);
	kept->older = NULL;
	kept->used = 0;
	kept->size = kept->whole;
	arena->size = kept->size;
}

/* A block with that much room. */
static struct block *block_with(struct arena *arena, size_t room)
{
	struct block *block = arena->newest;
	if (block != NULL && block->size - block->used >= room)
		return block;
	return block_new(arena, MAX(room, (size_t)BLOCK_SIZE));
}

void *arena_take(struct arena *arena, size_t size)
{
	g_assert(size < SIZE_MAX / 2);
	size_t need = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
	struct block *block = block_with(arena, need);
	void *piece = block->bytes + block->used;
	block->used += need;
	return memset(piece, 0, size);
}

/* Room for a text of that length, with a NUL behind it. */
static char *take_text(struct arena *arena, size_t length)
{
	g_assert(length < SIZE_MAX / 2);
	struct block *block = block_with(arena, length + 1);
	block->size -= length + 1;
	char *text = (char *)block->bytes + block->size;
	text[length] = '\0';
	return text;
}

char *arena_copy(struct arena *arena, const char *text, size_t length)
{
	char *copy = take_text(arena, length);
	if (length > 0)
		memcpy(copy, text, length);
	return copy;
}

char *arena_string(struct arena *arena, const char *text)
{
	return text == NULL ? NULL : arena_copy(arena, text, strlen(text));
}

char *arena_join(struct arena *arena, const char *first, ...)
{
	va_list texts;
	size_t length = 0;
	va_start(texts, first);
	for (const char *text = first; text != NULL; text = va_arg(texts, const char *))
		length += strlen(text);
	va_end(texts);
	char *joined = take_text(arena, length);
	char *at = joined;
	va_start(texts, first);
	for (const char *text = first; text != NULL; text = va_arg(texts, const char *))
		at = stpcpy(at, text);
	va_end(texts);
	return joined;
}

char *arena_printf(struct arena *arena, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	g_autofree char *text = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	return arena_string(arena, text);
}

size_t arena_size(const struct arena *arena)
{
	return arena->size;
}
