/* SPDX-License-Identifier: MIT */
#include "search/partition.h"

#include "base/digest.h"

#include <string.h>

unsigned partition_level(const char *id)
{
	struct digest digest = digest_of(id, strlen(id));
	unsigned level = 0;
	while (level < PARTITION_LEVEL_MOST && (digest.bytes[level / 8] >> level % 8 & 1) == 0)
		level++;
	return level;
}

static void add_block(GArray *blocks, uint32_t first, uint32_t end, unsigned level)
{
	struct partition_block block = {.first = first, .count = end - first, .level = level};
	g_array_append_val(blocks, block);
}

GArray *partition_make(const uint8_t *levels, uint32_t count)
{
	GArray *blocks = g_array_new(FALSE, FALSE, sizeof(struct partition_block));
	uint32_t first = 0;
	for (unsigned level = PARTITION_LEVEL_MOST; level >= PARTITION_LEVEL_LEAST; level--)
		for (uint32_t i = first; i < count; i++)
			if (levels[i] >= level) {
				add_block(blocks, first, i + 1, level);
				first = i + 1;
			}
	if (first < count)
		add_block(blocks, first, count, PARTITION_LEVEL_LEAST - 1);
	return blocks;
}
