/* SPDX-License-Identifier: MIT */
#include "catalog/reading.h"

#include "catalog/markdown.h"
#include "catalog/markdown_chart.h"
#include "source/front_matter.h"

#include <string.h>

enum { SUMMARY_CHARACTERS = 120 };

bool reading_is_document(const char *path)
{
	size_t length = strlen(path);
	return (length > 3 && g_ascii_strcasecmp(path + length - 3, ".md") == 0) ||
	       (length > 9 && g_ascii_strcasecmp(path + length - 9, ".markdown") == 0);
}

/*
 * The first sentences of the text, at most SUMMARY_CHARACTERS, without the line breaks between
 * blocks.
 */
static void pack_summary(GByteArray *head, const struct fragment *fragment)
{
	g_autoptr(GString) summary = g_string_new(NULL);
	const char *at = fragment->text;
	const char *end = fragment->text + fragment->text_length;
	size_t sentence_end = 0;
	for (unsigned count = 0; at < end && count < SUMMARY_CHARACTERS; count++) {
		gunichar character = g_utf8_get_char(at);
		at = g_utf8_next_char(at);
		g_string_append_unichar(summary,
		                        character == '\n' || character == '\t' ? ' ' : character);
		if (character == 0x3002 /* 。 */)
			sentence_end = summary->len;
	}
	if (at < end && sentence_end > 0)
		g_string_truncate(summary, sentence_end);
	else if (at < end)
		g_string_append(summary, "…");
	g_strchomp(summary->str);
	pack_string(head, summary->str);
}

static void pack_head(GByteArray *head, const struct value *fields, const struct fragment *fragment)
{
	value_pack(fields, head);
	pack_string(head, fragment->title);
	pack_number(head, fragment->title_opens);
	pack_summary(head, fragment);
	pack_number(head, fragment->text_length);
	pack_number(head, fragment->hole_count);
	for (unsigned i = 0; i < fragment->hole_count; i++) {
		const struct hole *hole = &fragment->holes[i];
		bool chart = hole->type == HOLE_CHART;
		pack_number(head, hole->type);
		pack_string(head, hole->target);
		pack_number(head, chart ? markdown_chart_data_line(hole) : hole->line);
	}
	pack_number(head, fragment->name_count);
	for (unsigned i = 0; i < fragment->name_count; i++) {
		pack_string(head, fragment->names[i].name);
		pack_string(head, fragment->names[i].anchor);
	}
}

/*
 * Whether front matter that could not be read may have said that the text is a draft or withdrawn:
 * then it is not published. The word is looked for at the beginning of the first lines, however
 * they go on.
 */
static bool may_be_withheld(const struct source_bytes *bytes)
{
	enum { LINES_MOST = 300 };
	static const char *const WORDS[] = {"draft",     "草稿", "暂不发布", "暫不發布",
	                                    "withdrawn", "撤下", "撤回"};
	const char *at = bytes->bytes;
	for (unsigned line = 0; at != NULL && line < LINES_MOST; line++) {
		at += strspn(at, " \t\r\n\"'{");
		for (size_t i = 0; i < G_N_ELEMENTS(WORDS); i++)
			if (g_ascii_strncasecmp(at, WORDS[i], strlen(WORDS[i])) == 0)
				return true;
		at = strpbrk(at, "\n\r");
	}
	return false;
}

/* Of all that is told of a text, this alone depends on the machine. */
static bool took_too_long(const struct report *report)
{
	for (unsigned i = 0; i < report->problems->len; i++) {
		const struct problem *problem = report->problems->pdata[i];
		if (strcmp(problem->id, "markdown/time") == 0)
			return true;
	}
	return false;
}

/* Nothing is left of a text that cannot be read: an empty head says so. */
bool reading_make(struct report *report, const struct source_bytes *bytes, struct arena *arena,
                  GByteArray *head, GByteArray *body)
{
	struct front_matter matter;
	struct fragment fragment;
	if (!front_matter_read(report, NULL, bytes->bytes, bytes->size, arena, &matter))
		return true;
	if (!markdown_read(report, place_of_line(NULL, matter.body_line), matter.body,
	                   matter.body_length, arena, &fragment))
		return !took_too_long(report);
	if (matter.lost && may_be_withheld(bytes))
		return true;
	pack_head(head, &matter.fields, &fragment);
	fragment_pack(&fragment, body);
	return true;
}

bool reading_unpack_head(struct arena *arena, const GByteArray *buffer, struct reading_head *out)
{
	struct unpacker from = unpacker_over(buffer->data, buffer->len);
	if (buffer->len == 0)
		return false;
	*out = (struct reading_head){.fields = value_unpack(arena, &from)};
	out->title = unpack_string(&from);
	out->title_opens = unpack_number(&from) != 0;
	out->summary = unpack_string(&from);
	out->text_length = unpack_number(&from);
	out->mention_count = (unsigned)unpack_number(&from);
	out->mentions = from;
	for (unsigned i = 0; i < out->mention_count; i++)
		mention_unpack(&from);
	out->mentions.end = from.at;
	out->names = from;
	return true;
}

struct mention mention_unpack(struct unpacker *from)
{
	struct mention mention;
	mention.type = (enum hole_type)unpack_number(from);
	mention.target = unpack_string(from);
	mention.line = (unsigned)unpack_number(from);
	return mention;
}

const struct link_name *reading_unpack_names(struct arena *arena, const struct reading_head *head,
                                             unsigned *count)
{
	struct unpacker from = head->names;
	*count = (unsigned)unpack_number(&from);
	struct link_name *names = arena_new_array(arena, struct link_name, *count);
	for (unsigned i = 0; i < *count; i++) {
		names[i].name = unpack_string(&from);
		names[i].anchor = unpack_string(&from);
	}
	return names;
}
