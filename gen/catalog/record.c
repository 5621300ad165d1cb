/* SPDX-License-Identifier: MIT */
#include "catalog/record.h"

#include <string.h>

bool record_is_withdrawn(const struct record *record)
{
	return record->withdrawal.is_withdrawn;
}

int record_compare(const struct record *a, const struct record *b)
{
	int order = date_compare(b->listed_on, a->listed_on);
	return order != 0 ? order : strcmp(a->id, b->id);
}

struct value record_fields(struct arena *arena, const struct record *record)
{
	struct unpacker from = unpacker_over(record->fields, record->fields_length);
	struct value_builder map = value_builder_begin(arena, VALUE_MAP);
	while (from.at < from.end) {
		uint64_t number = unpack_number(&from);
		g_assert(number < record->kind->field_count);
		value_builder_set(&map, record->kind->fields[number].key,
		                  value_unpack(arena, &from));
	}
	return value_builder_end(&map);
}
