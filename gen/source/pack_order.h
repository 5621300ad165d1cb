/* SPDX-License-Identifier: MIT */
#ifndef SOURCE_PACK_ORDER_H
#define SOURCE_PACK_ORDER_H

#include "source/object_store.h"

/*
 * Private to source/: sorts `files`, `count` indexes into `items`, by where their texts lie in the
 * packs; what lies in no pack and what is uncommitted comes last, in the order of the indexes.
 */
void pack_order_sort(const struct object_store *store, const struct source_file *items,
                     uint32_t *files, size_t count);

#endif
