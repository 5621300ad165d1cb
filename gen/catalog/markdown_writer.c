/* SPDX-License-Identifier: MIT */
/*
 * What the writers share: where a node stands in the file, and the bounds of what is written. The
 * text was parsed with sentinels in it, so columns are counted anew, in characters, and only where
 * the text at the place says that the parser gave the right one.
 */
#include "catalog/markdown_writer.h"

#include <cmark-gfm/node.h>
#include <string.h>

#include "base/escape.h"
#include "catalog/document_number.h"
#include "catalog/markdown_mark.h"
#include "catalog/markdown_text.h"

#define FRAGMENT_LIMIT ((size_t)16 * 1024 * 1024)

enum { COMPLAINT_LIMIT = 100, SLICE = 64 * 1024 };

void markdown_writer_init(struct writer *writer, size_t length, struct arena *arena)
{
	*writer = (struct writer){
	        .arena = arena,
	        .html = g_string_sized_new(length + length / 4 + 64),
	        .text = g_string_sized_new(length + 64),
	        .holes = g_array_new(false, false, sizeof(struct hole)),
	        .footnotes = g_array_new(false, true, sizeof(unsigned)),
	        .run = g_string_new(NULL),
	        .run_lines = g_array_new(false, false, sizeof(struct run_line)),
	        .numbers = g_array_new(false, false, sizeof(struct document_number_match)),
	};
}

void markdown_writer_clear(struct writer *writer)
{
	g_string_free(writer->html, true);
	g_string_free(writer->text, true);
	g_string_free(writer->run, true);
	g_array_unref(writer->holes);
	g_array_unref(writer->footnotes);
	g_array_unref(writer->run_lines);
	g_array_unref(writer->numbers);
	g_clear_pointer(&writer->line_starts, g_array_unref);
}

/* The shift is reckoned when a line is asked for, which most blocks never are. */
void markdown_writer_enter(struct writer *writer, const cmark_node *block)
{
	writer->block = block;
	writer->line_shift = -1;
}

unsigned markdown_writer_line(struct writer *writer, const cmark_node *node)
{
	if (writer->line_shift < 0)
		writer->line_shift = markdown_text_line_shift(writer->block);
	/* The parser knows of a link where it ends, of its text where it begins. */
	if (node->first_child != NULL && node->first_child->start_line > 0)
		node = node->first_child;
	int line = node->start_line + writer->line_shift;
	if (line < 1)
		line = writer->block->start_line + writer->line_shift;
	return writer->place.line + (unsigned)MAX(line, 1) - 1;
}

/* Once for all complaints: seeking each line from the beginning would take time that grows with
 * the square. */
static void find_line_starts(struct writer *writer)
{
	writer->line_starts = g_array_new(false, false, sizeof(size_t));
	const char *end = writer->source + writer->source_length;
	for (const char *at = writer->source; at != NULL && at < end;) {
		size_t start = (size_t)(at - writer->source);
		g_array_append_val(writer->line_starts, start);
		at = memchr(at, '\n', (size_t)(end - at));
		at = at == NULL ? NULL : at + 1;
	}
}

/* Of a link or an image, which begin with a mark of their own; 0: not known. */
static unsigned column_of(struct writer *writer, const cmark_node *node, unsigned line)
{
	bool is_marked = node->type == CMARK_NODE_LINK || node->type == CMARK_NODE_IMAGE;
	if (!is_marked || node->start_column < 1 || line < writer->place.line)
		return 0;
	if (writer->line_starts == NULL)
		find_line_starts(writer);
	unsigned index = line - writer->place.line;
	if (index >= writer->line_starts->len)
		return 0;
	const char *start = writer->source + g_array_index(writer->line_starts, size_t, index);
	size_t left = writer->source_length - (size_t)(start - writer->source);
	const char *newline = memchr(start, '\n', left);
	size_t offset = (size_t)node->start_column - 1;
	if (offset >= (newline == NULL ? left : (size_t)(newline - start)) ||
	    strchr("[!<", start[offset]) == NULL)
		return 0;
	g_autoptr(GString) before = g_string_new(NULL);
	markdown_mark_append(before, start, offset, writer->sentinel);
	return (unsigned)g_utf8_strlen(before->str, (gssize)before->len) + 1;
}

/* One harmful link pasted a thousand times is one thing to tell. */
void markdown_writer_complain(struct writer *writer, enum severity severity, const cmark_node *node,
                              const char *id, const char *format, ...)
{
	struct place place = place_of_line(writer->place.path, markdown_writer_line(writer, node));
	if (++writer->complaints == COMPLAINT_LIMIT)
		report_warning(writer->report, place, "markdown/more",
		               _("from here on the problems of this text are not shown; mend those "
		                 "above first"));
	if (writer->complaints >= COMPLAINT_LIMIT)
		return;
	place.column = column_of(writer, node, place.line);
	va_list arguments;
	va_start(arguments, format);
	g_autofree char *text = g_strdup_vprintf(format, arguments);
	va_end(arguments);
	if (severity == SEVERITY_ERROR)
		report_error(writer->report, place, id, "%s", text);
	else
		report_warning(writer->report, place, id, "%s", text);
}

void markdown_writer_borrow(struct writer *writer, size_t bytes)
{
	writer->borrowed += bytes;
	if (writer->html->len + writer->borrowed > FRAGMENT_LIMIT)
		writer->overflow = true;
}

struct hole *markdown_writer_add_hole(struct writer *writer, enum hole_type type, unsigned line,
                                      const char *target)
{
	struct hole hole = {
	        .type = type,
	        .start = (uint32_t)writer->html->len,
	        .end = (uint32_t)writer->html->len,
	        .line = line,
	        .target = target,
	};
	g_array_append_val(writer->holes, hole);
	return &g_array_index(writer->holes, struct hole, writer->holes->len - 1);
}

/* By slices: a text may grow sixfold when it is escaped, and must not do so before its size is
 * looked at. */
void markdown_writer_escape(struct writer *writer, const char *text, size_t length)
{
	while (length > 0 && !writer->overflow) {
		size_t slice = MIN(length, (size_t)SLICE);
		escape_html(writer->html, text, slice);
		text += slice;
		length -= slice;
		markdown_writer_borrow(writer, 0);
	}
}
