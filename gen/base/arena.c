/* SPDX-License-Identifier: MIT */
/*
 * A chain of blocks, newest first; a piece is cut from the newest, or gets a block of its own when
 * it is large.
 */
#include "base/arena.h"

#include <stdint.h>
#include <string.h>

enum { BLOCK_SIZE = 64 * 1024, ALIGNMENT = 16 };

struct block {
	struct block *older;
	size_t size;
	size_t used;
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
	block->size = size;
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
	arena->size = kept->size;
}

void *arena_take(struct arena *arena, size_t size)
{
	g_assert(size < SIZE_MAX / 2);
	size_t need = (size + ALIGNMENT - 1) & ~(size_t)(ALIGNMENT - 1);
	struct block *block = arena->newest;
	if (block == NULL || block->size - block->used < need)
		block = block_new(arena, MAX(need, (size_t)BLOCK_SIZE));
	void *piece = block->bytes + block->used;
	block->used += need;
	return memset(piece, 0, size);
}

char *arena_copy(struct arena *arena, const char *text, size_t length)
{
	char *copy = arena_take(arena, length + 1);
	if (length > 0)
		memcpy(copy, text, length);
	return copy;
}

char *arena_string(struct arena *arena, const char *text)
{
	return text == NULL ? NULL : arena_copy(arena, text, strlen(text));
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
