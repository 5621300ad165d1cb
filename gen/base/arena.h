/* SPDX-License-Identifier: MIT */
#ifndef BASE_ARENA_H
#define BASE_ARENA_H

#include <glib.h>
#include <stddef.h>

/*
 * Memory that lives and dies together: taken in small pieces, given back all at once.
 * Pieces are aligned for any type and never move.
 */
struct arena;
typedef struct arena Arena; /* the name that g_autoptr knows it by */

struct arena *arena_new(void);
void arena_free(struct arena *arena);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Arena, arena_free)

/* Forgets every piece, keeps one block for the next use. */
void arena_clear(struct arena *arena);

/* `size` zeroed bytes. */
void *arena_take(struct arena *arena, size_t size);

/* A copy of `length` bytes with a NUL behind them. */
char *arena_copy(struct arena *arena, const char *text, size_t length);

/* A copy of a string; NULL stays NULL. */
char *arena_string(struct arena *arena, const char *text);

/* Several strings as one; the last argument is NULL. */
char *arena_join(struct arena *arena, const char *first, ...) G_GNUC_NULL_TERMINATED;

char *arena_printf(struct arena *arena, const char *format, ...) G_GNUC_PRINTF(2, 3);

/* Bytes asked of the system so far. */
size_t arena_size(const struct arena *arena);

#define arena_new_array(arena, type, count)                                                        \
	((type *)arena_take((arena), sizeof(type) * (size_t)(count)))

#endif
