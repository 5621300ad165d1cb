/* SPDX-License-Identifier: MIT */
/*
 * From Markdown to a fragment, in four steps: marks where the parser would go wrong, the parse
 * behind its guard, the outline, the writing. Each has a file of its own; here is their order.
 */
#include "catalog/markdown.h"

#include <stdlib.h>
#include <string.h>

#include "catalog/markdown_clean.h"
#include "catalog/markdown_guard.h"
#include "catalog/markdown_mark.h"
#include "catalog/markdown_outline.h"
#include "catalog/markdown_signature.h"
#include "catalog/markdown_writer.h"

#define BODY_LIMIT ((size_t)8 * 1024 * 1024)

void markdown_init(void)
{
	markdown_guard_init();
}

/* A character of three bytes whose first byte allows any two that follow: nearly all that is not
 * ASCII in a notice. */
static bool is_common(const unsigned char *at, const unsigned char *end)
{
	uint16_t following;
	if (*at <= 0xe0 || *at == 0xed || *at >= 0xf0 || end - at < 3)
		return false;
	memcpy(&following, at + 1, sizeof(following));
	return (following & 0xc0c0) == 0x8080;
}

/* The first byte that is no UTF-8, or NULL; several times as fast as g_utf8_validate, and every
 * text goes through here. */
static const char *find_invalid(const char *text, size_t length)
{
	const unsigned char *at = (const unsigned char *)text;
	const unsigned char *end = at + length;
	while (at < end) {
		if (is_common(at, end)) {
			at += 3;
			continue;
		}
		if (*at < 0x80) {
			at++;
			continue;
		}
		gunichar character = g_utf8_get_char_validated((const char *)at, end - at);
		if (character >= 0x110000)
			return (const char *)at;
		at += g_unichar_to_utf8(character, NULL);
	}
	return NULL;
}

static bool check_text(struct report *report, struct place place, const char *text, size_t length)
{
	if (length > BODY_LIMIT)
		return report_error(
		        report, place, "markdown/size",
		        _("this text has more than 8 MB; split it into several documents"));
	const char *invalid = find_invalid(text, length);
	if (invalid == NULL)
		return true;
	for (const char *at = text; (at = memchr(at, '\n', (size_t)(invalid - at))) != NULL; at++)
		place.line++;
	return report_error(report, place, "markdown/encoding",
	                    _("here is no text in UTF-8; save the file as UTF-8"));
}

/* What grew while it was written is moved into the arena, and takes no more room there than it
 * needs. */
static void *arena_array(struct arena *arena, const GArray *array)
{
	size_t size = array->len * g_array_get_element_size((GArray *)array);
	if (size == 0)
		return NULL;
	return memcpy(arena_take(arena, size), array->data, size);
}

static int compare_names(const void *first, const void *second)
{
	const struct link_name *a = first;
	const struct link_name *b = second;
	return strcmp(a->name, b->name);
}

/* In the order of their bytes: that of the table varies from run to run. */
static void fill_names(struct arena *arena, const struct outline *outline, struct fragment *out)
{
	struct link_name *names =
	        arena_new_array(arena, struct link_name, g_hash_table_size(outline->targets));
	GHashTableIter iterator;
	void *name;
	void *anchor;
	g_hash_table_iter_init(&iterator, outline->targets);
	while (g_hash_table_iter_next(&iterator, &name, &anchor))
		names[out->name_count++] = (struct link_name){.name = name, .anchor = anchor};
	qsort(names, out->name_count, sizeof *names, compare_names);
	out->names = names;
}

static void fill(struct writer *writer, const struct outline *outline, struct fragment *out)
{
	struct arena *arena = writer->arena;
	GString *text = writer->text;
	while (text->len > 0 && g_ascii_isspace(text->str[text->len - 1]))
		g_string_truncate(text, text->len - 1);
	*out = (struct fragment){
	        .html = arena_copy(arena, writer->html->str, writer->html->len),
	        .html_length = writer->html->len,
	        .title = outline->title,
	        .title_line = outline->title_line,
	        .title_opens = outline->title_opens,
	        .text = arena_copy(arena, text->str, text->len),
	        .text_length = text->len,
	        .holes = arena_array(arena, writer->holes),
	        .hole_count = writer->holes->len,
	        .outline = arena_array(arena, outline->headings),
	        .outline_count = outline->headings->len,
	        .has_table = writer->has_table,
	};
	fill_names(arena, outline, out);
}

bool markdown_read(struct report *report, struct place place, const char *text, size_t length,
                   struct arena *arena, struct fragment *out)
{
	if (!check_text(report, place, text, length))
		return false;
	g_autoptr(GString) marked = g_string_new(NULL);
	struct marks marks = markdown_mark(text, length, marked);
	if (marks.sentinel != NULL) {
		text = marked->str;
		length = marked->len;
	}
	cmark_node *root = markdown_guard_parse(report, place, text, length, !marks.unsafe_notes);
	if (root == NULL)
		return false;
	markdown_clean(root);

	struct outline outline;
	markdown_outline_make(report, place, root, marks.sentinel, arena, &outline);
	markdown_signature_find(root, marks.sentinel, arena);
	struct writer writer;
	markdown_writer_init(&writer, length, arena);
	writer.report = report;
	writer.place = place;
	writer.source = text;
	writer.source_length = length;
	writer.sentinel = marks.sentinel;
	writer.outline = &outline;
	bool written = markdown_html_write(&writer, root);
	if (written)
		fill(&writer, &outline, out);
	markdown_writer_clear(&writer);
	markdown_outline_clear(&outline);
	return written;
}
