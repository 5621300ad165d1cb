/* SPDX-License-Identifier: MIT */
/*
 * Maps are arrays in the order in which they were written: they hold tens of keys, and order is
 * part of the output.
 */
#include "base/value.h"

#include <string.h>

enum { DEPTH_MOST = 128, ROOM_AT_FIRST = 8 };

struct value value_text(const char *text)
{
	if (text == NULL)
		return (struct value){.type = VALUE_NOTHING};
	return (struct value){.type = VALUE_TEXT, .text = text, .length = strlen(text)};
}

struct value value_html(const char *html, size_t length)
{
	return (struct value){.type = VALUE_HTML, .text = html, .length = length};
}

struct value value_boolean(bool boolean)
{
	return (struct value){.type = VALUE_BOOLEAN, .boolean = boolean};
}

struct value value_folded(struct value value)
{
	value.folded = true;
	return value;
}

struct value_builder value_builder_begin(struct arena *arena, enum value_type type)
{
	return (struct value_builder){.arena = arena, .value = {.type = type}};
}

static void *grow(struct arena *arena, const void *items, size_t size, unsigned count, unsigned room)
{
	void *grown = arena_take(arena, size * room);
	if (count > 0 && items != NULL)
		memcpy(grown, items, size * count);
	return grown;
}

/* Place for one more item. What is outgrown stays in the arena: half as much again at most. */
static void make_room(struct value_builder *builder)
{
	struct value *value = &builder->value;
	if (value->count < builder->room)
		return;
	builder->room = builder->room == 0 ? ROOM_AT_FIRST : builder->room * 2;
	value->items = grow(builder->arena, value->items, sizeof(struct value), value->count,
	                    builder->room);
	if (value->type == VALUE_MAP)
		value->keys = grow(builder->arena, value->keys, sizeof(const char *), value->count,
		                   builder->room);
	if (value->key_lines != NULL)
		value->key_lines = grow(builder->arena, value->key_lines, sizeof(unsigned),
		                        value->count, builder->room);
}

void value_builder_add(struct value_builder *builder, struct value item)
{
	make_room(builder);
	builder->value.items[builder->value.count++] = item;
}

void value_builder_set(struct value_builder *builder, const char *key, struct value item)
{
	make_room(builder);
	builder->value.keys[builder->value.count] = key;
	builder->value.items[builder->value.count++] = item;
}

void value_builder_set_at(struct value_builder *builder, const char *key, unsigned key_line,
                          struct value item)
{
	make_room(builder);
	if (builder->value.key_lines == NULL)
		builder->value.key_lines = arena_new_array(builder->arena, unsigned, builder->room);
	builder->value.key_lines[builder->value.count] = key_line;
	value_builder_set(builder, key, item);
}

struct value value_builder_end(struct value_builder *builder)
{
	return builder->value;
}

const struct value *value_get(const struct value *map, const char *key)
{
	if (map == NULL || map->type != VALUE_MAP)
		return NULL;
	for (unsigned i = 0; i < map->count; i++)
		if (strcmp(map->keys[i], key) == 0)
			return &map->items[i];
	return NULL;
}

const char *value_get_text(const struct value *map, const char *key)
{
	const struct value *value = value_get(map, key);
	return value != NULL && value->type == VALUE_TEXT ? value->text : NULL;
}

static bool is_container(const struct value *value)
{
	return value->type == VALUE_LIST || value->type == VALUE_MAP;
}

struct value value_copy(struct arena *arena, const struct value *value)
{
	struct value copy = *value;
	if (value->type == VALUE_TEXT || value->type == VALUE_HTML)
		copy.text = arena_copy(arena, value->text, value->length);
	if (!is_container(value))
		return copy;
	copy.items = arena_new_array(arena, struct value, value->count);
	copy.keys = value->type == VALUE_MAP ? arena_new_array(arena, const char *, value->count)
	                                     : NULL;
	copy.key_lines = value->type == VALUE_MAP && value->key_lines != NULL
	                         ? arena_new_array(arena, unsigned, value->count)
	                         : NULL;
	for (unsigned i = 0; i < value->count; i++) {
		copy.items[i] = value_copy(arena, &value->items[i]);
		if (copy.keys != NULL)
			copy.keys[i] = arena_string(arena, value->keys[i]);
		if (copy.key_lines != NULL)
			copy.key_lines[i] = value->key_lines[i];
	}
	return copy;
}

/* What a value may take when it is packed, at most. */
static size_t packed_size(const struct value *value)
{
	size_t size = 3 * PACKED_NUMBER_MOST; /* type, line, boolean or count */
	if (value->type == VALUE_TEXT || value->type == VALUE_HTML)
		size += PACKED_BYTES_MORE + value->length;
	for (unsigned i = 0; is_container(value) && i < value->count; i++) {
		if (value->type == VALUE_MAP)
			size += PACKED_BYTES_MORE + strlen(value->keys[i]) + PACKED_NUMBER_MOST;
		size += packed_size(&value->items[i]);
	}
	return size;
}

static uint8_t *pack_at(const struct value *value, uint8_t *at)
{
	at = pack_number_at(at, value->type);
	at = pack_number_at(at, value->line);
	if (value->type == VALUE_BOOLEAN)
		at = pack_number_at(at, value->boolean);
	if (value->type == VALUE_TEXT || value->type == VALUE_HTML)
		at = pack_bytes_at(at, value->text, value->length);
	if (!is_container(value))
		return at;
	at = pack_number_at(at, value->count);
	for (unsigned i = 0; i < value->count; i++) {
		if (value->type == VALUE_MAP) {
			at = pack_bytes_at(at, value->keys[i], strlen(value->keys[i]));
			at = pack_number_at(at, value->key_lines == NULL ? 0 : value->key_lines[i]);
		}
		at = pack_at(&value->items[i], at);
	}
	return at;
}

void value_pack(const struct value *value, GByteArray *out)
{
	pack_end(out, pack_at(value, pack_begin(out, packed_size(value))));
}

/*
 * Where unpacking stands. Every item takes two bytes at least, so that more items than the bytes
 * can hold are damage: otherwise a few damaged bytes would ask for gigabytes, level by level.
 */
struct level {
	unsigned depth;
	uint64_t awaited; /* items that the levels above still have to read */
};

/* From here on everything reads as nothing. */
static void give_up(struct unpacker *from)
{
	from->failed = true;
	from->at = from->end;
}

static struct value unpack_at(struct arena *arena, struct unpacker *from, struct level level);

static void unpack_items(struct value *value, struct arena *arena, struct unpacker *from,
                         struct level level)
{
	uint64_t count = unpack_number(from);
	uint64_t room = (uint64_t)(from->end - from->at) / 2;
	if (level.depth > DEPTH_MOST || level.awaited > room || count > room - level.awaited ||
	    count > G_MAXUINT)
		give_up(from);
	if (from->failed)
		return;
	value->count = (unsigned)count;
	value->items = arena_new_array(arena, struct value, count);
	if (value->type == VALUE_MAP) {
		value->keys = arena_new_array(arena, const char *, count);
		value->key_lines = arena_new_array(arena, unsigned, count);
	}
	for (unsigned i = 0; i < value->count; i++) {
		if (value->type == VALUE_MAP) {
			const char *key = unpack_string(from);
			value->keys[i] = key == NULL ? "" : key;
			value->key_lines[i] = (unsigned)unpack_number(from);
		}
		struct level below = {level.depth + 1, level.awaited + value->count - i - 1};
		value->items[i] = unpack_at(arena, from, below);
	}
}

static struct value unpack_at(struct arena *arena, struct unpacker *from, struct level level)
{
	struct value value = {.type = VALUE_NOTHING};
	uint64_t type = unpack_number(from);
	if (type > VALUE_MAP)
		give_up(from);
	if (from->failed)
		return value;
	value.type = (enum value_type)type;
	value.line = (unsigned)unpack_number(from);
	if (value.type == VALUE_BOOLEAN)
		value.boolean = unpack_number(from) != 0;
	else if (value.type == VALUE_TEXT || value.type == VALUE_HTML)
		value.text = unpack_bytes(from, &value.length);
	else if (is_container(&value))
		unpack_items(&value, arena, from, level);
	if ((value.type == VALUE_TEXT || value.type == VALUE_HTML) && value.text == NULL)
		value.text = "";
	return value;
}

struct value value_unpack(struct arena *arena, struct unpacker *from)
{
	return unpack_at(arena, from, (struct level){0});
}
