/* SPDX-License-Identifier: MIT */
/*
 * The packed form: html, text, title, then the holes and the outline, each with its count in front.
 * A number that says how many follow is never believed further than there are bytes to hold them.
 */
#include "catalog/fragment.h"

bool hole_is_block(const struct hole *hole)
{
	return hole->type == HOLE_CHART || hole->type == HOLE_PLAYER;
}

static void pack_hole(const struct hole *hole, uint32_t after, GByteArray *out)
{
	pack_number(out, hole->type);
	pack_number(out, hole->start - after);
	pack_number(out, hole->end - hole->start);
	pack_number(out, hole->within);
	pack_number(out, hole->line);
	pack_string(out, hole->target);
	pack_string(out, hole->text);
	pack_string(out, hole->title);
	if (hole->type == HOLE_CHART)
		value_pack(&hole->chart, out);
}

void fragment_pack(const struct fragment *fragment, GByteArray *out)
{
	pack_bytes(out, fragment->html, fragment->html_length);
	pack_bytes(out, fragment->text, fragment->text_length);
	pack_string(out, fragment->title);
	pack_number(out, fragment->title_line);
	pack_number(out, fragment->title_opens);
	pack_number(out, fragment->has_table);
	pack_number(out, fragment->hole_count);
	uint32_t after = 0;
	for (unsigned i = 0; i < fragment->hole_count; i++) {
		pack_hole(&fragment->holes[i], after, out);
		after = fragment->holes[i].start;
	}
	pack_number(out, fragment->outline_count);
	for (unsigned i = 0; i < fragment->outline_count; i++) {
		const struct heading *heading = &fragment->outline[i];
		pack_number(out, heading->level);
		pack_number(out, heading->line);
		pack_string(out, heading->anchor);
		pack_string(out, heading->text);
	}
}

static void fail(struct unpacker *from)
{
	from->failed = true;
	from->at = from->end;
}

/* How many follow; each takes one byte at least. */
static unsigned unpack_count(struct unpacker *from)
{
	uint64_t count = unpack_number(from);
	if (count <= (uint64_t)(from->end - from->at))
		return (unsigned)count;
	fail(from);
	return 0;
}

/* A hole lies in the HTML, not before the one in front of it. */
static void unpack_hole(struct arena *arena, struct unpacker *from, uint32_t after,
                        size_t html_length, struct hole *out)
{
	uint64_t type = unpack_number(from);
	uint64_t gap = unpack_number(from);
	uint64_t length = unpack_number(from);
	out->within = unpack_number(from) != 0;
	out->line = (unsigned)unpack_number(from);
	out->target = unpack_string(from);
	out->text = unpack_string(from);
	out->title = unpack_string(from);
	if (type == HOLE_CHART)
		out->chart = value_unpack(arena, from);
	uint64_t left = html_length - after;
	if (type > HOLE_PLAYER || gap > left || length > left - gap || out->target == NULL) {
		fail(from);
		return;
	}
	out->type = (enum hole_type)type;
	out->start = after + (uint32_t)gap;
	out->end = out->start + (uint32_t)length;
}

static void unpack_heading(struct unpacker *from, struct heading *out)
{
	out->level = (unsigned)unpack_number(from);
	out->line = (unsigned)unpack_number(from);
	out->anchor = unpack_string(from);
	out->text = unpack_string(from);
	if (out->level < 1 || out->level > 6 || out->anchor == NULL || out->text == NULL)
		fail(from);
}

/* Strings lie where they were packed; "" stands for what is not there. */
static const char *unpack_text(struct unpacker *from, size_t *length)
{
	const char *text = unpack_bytes(from, length);
	return text == NULL ? "" : text;
}

void fragment_unpack(struct arena *arena, struct unpacker *from, struct fragment *out)
{
	*out = (struct fragment){0};
	out->html = unpack_text(from, &out->html_length);
	out->text = unpack_text(from, &out->text_length);
	out->title = unpack_string(from);
	out->title_line = (unsigned)unpack_number(from);
	out->title_opens = unpack_number(from) != 0;
	out->has_table = unpack_number(from) != 0;
	unsigned holes = unpack_count(from);
	out->holes = arena_new_array(arena, struct hole, holes);
	for (uint32_t after = 0; out->hole_count < holes; out->hole_count++) {
		struct hole *hole = &out->holes[out->hole_count];
		unpack_hole(arena, from, after, out->html_length, hole);
		if (from->failed)
			return;
		after = hole->start;
	}
	unsigned headings = unpack_count(from);
	out->outline = arena_new_array(arena, struct heading, headings);
	for (; out->outline_count < headings; out->outline_count++) {
		unpack_heading(from, &out->outline[out->outline_count]);
		if (from->failed)
			return;
	}
}
