/* SPDX-License-Identifier: MIT */
#ifndef SEARCH_BLOCK_H
#define SEARCH_BLOCK_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "search/shard.h"

/*
 * The inversion of a block: from the units of its documents to the units of each term, a pair of
 * neighbouring UTF-16 units of a line or a single one. It is done in memory, in one pass, and each
 * list is kept as bytes: about two for each unit of each term.
 *
 * A big block may be shared out: part p of P takes the shards with shard % P == p, and every part is
 * given all lines. What comes out is a function of the lines alone, whatever the parts.
 */
struct inverter;
typedef struct inverter Inverter;

struct inverter *inverter_new(unsigned shards, unsigned part, unsigned parts);
void inverter_free(struct inverter *inverter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Inverter, inverter_free)

/* The next unit begins, 0 first. */
void inverter_begin_unit(struct inverter *inverter);

/*
 * A folded line of the unit. Heads come before all other lines. No UTF-16 unit is 0 (fold leaves
 * none).
 */
void inverter_add_line(struct inverter *inverter, const uint16_t *text, size_t length, bool head);

/*
 * Appends the file of a shard of this part to `out`; it may hold no terms. After the first call no
 * more units are taken.
 */
void inverter_write(struct inverter *inverter, const char *block, unsigned shard, GString *out);

/* Bytes of memory held. */
size_t inverter_size(const struct inverter *inverter);

/* ---- pinyin: strings over documents */

struct string_inverter;
typedef struct string_inverter StringInverter;

struct string_inverter *string_inverter_new(unsigned shards);
void string_inverter_free(struct string_inverter *inverter);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(StringInverter, string_inverter_free)

/* A term of a document; documents come in ascending order, terms may come more than once. */
void string_inverter_add(struct string_inverter *inverter, uint32_t document, const char *term);

/* Appends the file of a shard, terms in order of their bytes; `documents`: those of the block. */
void string_inverter_write(struct string_inverter *inverter, const char *block, unsigned shard,
                           uint32_t documents, GString *out);

#endif
