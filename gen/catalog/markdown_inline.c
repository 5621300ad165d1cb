/* SPDX-License-Identifier: MIT */
/*
 * Writes what is within a paragraph, a heading or a cell.
 *
 * Text is gathered in a run over line breaks that are none in Chinese, and written when markup or
 * the end of the block comes: so a document number is found although it was broken over two lines.
 * HTML and plain text are written together, and the tree is walked without recursion, for emphasis
 * can be nested as deep as the text is long.
 */
#include <cmark-gfm/node.h>
#include <stdlib.h>
#include <string.h>

#include "base/escape.h"
#include "catalog/document_number.h"
#include "catalog/fragment.h"
#include "catalog/markdown_line.h"
#include "catalog/markdown_mark.h"
#include "catalog/markdown_numbering.h"
#include "catalog/markdown_raw.h"
#include "catalog/markdown_text.h"
#include "catalog/markdown_writer.h"

/* Deeper emphasis adds nothing for a reader. */
enum { DEEPEST_EMPHASIS = 16 };

/* ---- runs of text */

void markdown_inline_add(struct writer *writer, const char *text, size_t length, unsigned line)
{
	struct run_line run_line = {.start = writer->run->len, .line = line};
	g_array_append_val(writer->run_lines, run_line);
	markdown_mark_append(writer->run, text, length, writer->sentinel);
}

static void find_numbers(struct writer *writer)
{
	const GString *run = writer->run;
	bool possible = strstr(run->str, "号") != NULL || strstr(run->str, "號") != NULL;
	if (possible && !writer->in_link)
		document_number_scan(run->str, run->len, writer->numbers);
}

/* A run over many lines may hold many numbers, so the line is not looked for one by one. */
static unsigned line_at(const struct writer *writer, size_t offset)
{
	unsigned low = 0;
	unsigned high = writer->run_lines->len;
	while (high - low > 1) {
		unsigned middle = low + (high - low) / 2;
		if (g_array_index(writer->run_lines, struct run_line, middle).start <= offset)
			low = middle;
		else
			high = middle;
	}
	return low == high ? 0 : g_array_index(writer->run_lines, struct run_line, low).line;
}

static void write_number(struct writer *writer, const struct document_number_match *match)
{
	const char *canonical = arena_string(writer->arena, match->canonical);
	markdown_writer_borrow(writer, strlen(canonical));
	markdown_writer_add_hole(writer, HOLE_NUMBER, line_at(writer, match->start), canonical);
	unsigned index = writer->holes->len - 1;
	/* a line break within a number is none, though digits stand beside it */
	const char *end = writer->run->str + match->end;
	for (const char *at = writer->run->str + match->start; at < end;) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		markdown_writer_escape(writer, at, (size_t)((newline == NULL ? end : newline) - at));
		at = newline == NULL ? end : newline + 1;
	}
	g_array_index(writer->holes, struct hole, index).end = (uint32_t)writer->html->len;
}

/* Writes [from, to) of the run; `next` is the first number not passed yet. */
static void write_span(struct writer *writer, size_t from, size_t to, unsigned *next)
{
	for (; *next < writer->numbers->len; (*next)++) {
		const struct document_number_match *match =
		        &g_array_index(writer->numbers, struct document_number_match, *next);
		if (match->end > to)
			break;
		if (match->start < from)
			continue;
		markdown_writer_escape(writer, writer->run->str + from, match->start - from);
		write_number(writer, match);
		from = match->end;
	}
	markdown_writer_escape(writer, writer->run->str + from, to - from);
}

/* The first part of a run that is a heading within its paragraph, or the number of an article. */
static size_t write_clause(struct writer *writer, unsigned *next)
{
	const struct clause *clause = writer->clause;
	bool heading = clause->type == CLAUSE_RUN_IN;
	size_t length = MIN(clause->length, writer->run->len);
	writer->clause = NULL;
	g_string_append_printf(writer->html, "<%s class=\"clause\" id=\"%s\">",
	                       heading ? "strong" : "span", clause->anchor);
	write_span(writer, 0, length, next);
	g_string_append(writer->html, heading ? "</strong>" : "</span>");
	return length;
}

/* Line breaks are spaces in plain text, or nothing within a number. All of them lie before the
 * line in hand, which so begins earlier by those left out. */
static void append_plain(struct writer *writer)
{
	const GString *run = writer->run;
	const char *copied = run->str;
	const char *end = run->str + run->len;
	unsigned next = 0;
	size_t whole = writer->text->len + run->len;
	for (const char *at = copied; (at = memchr(at, '\n', (size_t)(end - at))) != NULL;
	     copied = ++at) {
		size_t offset = (size_t)(at - run->str);
		const struct document_number_match *match = (const void *)writer->numbers->data;
		while (next < writer->numbers->len && match[next].end <= offset)
			next++;
		g_string_append_len(writer->text, copied, at - copied);
		if (next == writer->numbers->len || match[next].start > offset)
			g_string_append_c(writer->text, ' ');
	}
	g_string_append_len(writer->text, copied, end - copied);
	writer->line_start -= whole - writer->text->len;
}

void markdown_inline_flush(struct writer *writer)
{
	GString *run = writer->run;
	if (run->len == 0)
		return;
	if (writer->skip_blank)
		g_string_erase(run, 0, (gssize)markdown_numbering_blank(run->str, run->len));
	writer->skip_blank = false;
	find_numbers(writer);
	unsigned next = 0;
	size_t from = writer->clause != NULL ? write_clause(writer, &next) : 0;
	write_span(writer, from, run->len, &next);
	append_plain(writer);
	if (run->len > 0)
		writer->last = markdown_text_last(run);
	g_string_truncate(run, 0);
	g_array_set_size(writer->run_lines, 0);
	if (writer->numbers->len > 0)
		document_number_matches_clear(writer->numbers);
}

static void add_literal(struct writer *writer, const cmark_node *node)
{
	size_t length;
	const char *text = markdown_text_literal(node, &length);
	const struct clause *clause = markdown_outline_clause(node);
	if (clause != NULL) {
		markdown_inline_flush(writer);
		writer->clause = clause;
	}
	markdown_inline_add(writer, text, length, markdown_writer_line(writer, node));
}

/* ---- line breaks */

/* The line that ends here; empty when it is long or has markup in the middle, and so is no
 * number alone. */
static const char *line_so_far(const struct writer *writer, size_t *length)
{
	size_t written = writer->text->len;
	if (writer->line_start >= written) {
		*length = writer->run->len - (writer->line_start - written);
		return writer->run->str + (writer->line_start - written);
	}
	*length = writer->run->len > 0 ? 0 : written - writer->line_start;
	return writer->text->str + writer->line_start;
}

static bool ends_sentence(gunichar character)
{
	return character == 0x3002 || character == 0xff1b || character == 0xff1a; /* 。；： */
}

/* What the next line begins with, "" when that is no text. */
static const char *next_line(const cmark_node *line_break, size_t *length)
{
	const cmark_node *next = line_break->next;
	if (next != NULL && next->type == CMARK_NODE_STRONG)
		next = next->first_child;
	*length = 0;
	return next == NULL || next->type != CMARK_NODE_TEXT ? ""
	                                                     : markdown_text_literal(next, length);
}

/*
 * Laws come as plain text, a line for each sentence or item, and it is by their lines that they are
 * read. A line that is only a number stays one; so do, in a paragraph with such a line, all that
 * end a sentence.
 */
static bool keeps_line(struct writer *writer, const cmark_node *line_break, gunichar before)
{
	if (!writer->keeps_lines)
		return false;
	if (writer->is_signature)
		return true;
	size_t length;
	const char *line = line_so_far(writer, &length);
	if (length > 0 && markdown_numbering_alone(line, length)) {
		writer->is_verse = true;
		return true;
	}
	size_t next_length;
	const char *next = next_line(line_break, &next_length);
	return (writer->is_verse && ends_sentence(before)) ||
	       markdown_line_is_kept(line, length, next, next_length);
}

static void write_line_break(struct writer *writer)
{
	markdown_inline_flush(writer);
	g_string_append(writer->html, "<br>\n");
	g_string_append_c(writer->text, ' ');
	writer->last = ' ';
}

static void take_line_break(struct writer *writer, const cmark_node *node)
{
	gunichar before = writer->run->len > 0 ? markdown_text_last(writer->run) : writer->last;
	if (keeps_line(writer, node, before))
		write_line_break(writer);
	else if (!markdown_line_joins(before, markdown_text_following(node, writer->sentinel)))
		g_string_append_c(writer->run, '\n');
	writer->line_start = writer->text->len + writer->run->len;
}

/* ---- markup */

static void open_emphasis(struct writer *writer, const char *tag)
{
	if (writer->depth++ >= DEEPEST_EMPHASIS)
		return;
	markdown_inline_flush(writer);
	const struct clause *clause = writer->clause;
	if (clause != NULL && strcmp(tag, "strong") == 0) {
		g_string_append_printf(writer->html, "<strong class=\"clause\" id=\"%s\">",
		                       clause->anchor);
		writer->clause = NULL;
		return;
	}
	g_string_append_c(writer->html, '<');
	g_string_append(writer->html, tag);
	g_string_append_c(writer->html, '>');
}

static void close_emphasis(struct writer *writer, const char *tag)
{
	if (--writer->depth >= DEEPEST_EMPHASIS)
		return;
	markdown_inline_flush(writer);
	g_string_append(writer->html, "</");
	g_string_append(writer->html, tag);
	g_string_append_c(writer->html, '>');
}

static void write_code(struct writer *writer, const cmark_node *node)
{
	markdown_inline_flush(writer);
	size_t length;
	const char *text = markdown_text_literal(node, &length);
	size_t start = writer->text->len;
	markdown_mark_append(writer->text, text, length, writer->sentinel);
	g_string_append(writer->html, "<code>");
	markdown_writer_escape(writer, writer->text->str + start, writer->text->len - start);
	g_string_append(writer->html, "</code>");
	writer->last = markdown_text_last(writer->text);
}

static void take_tag(struct writer *writer, const cmark_node *node)
{
	size_t length;
	const char *tag = markdown_text_literal(node, &length);
	if (markdown_raw_is_break(tag, length)) {
		write_line_break(writer);
		writer->line_start = writer->text->len;
	} else if (!markdown_raw_is_comment(tag, length) && writer->dropped_line == 0) {
		writer->dropped_line = markdown_writer_line(writer, node);
	}
}

static void write_footnote_mark(struct writer *writer, const cmark_node *node)
{
	size_t length;
	const char *text = markdown_text_literal(node, &length);
	unsigned number = 0;
	for (size_t i = 0; i < MIN(length, 7); i++)
		number = number * 10 + (unsigned)g_ascii_digit_value(text[i]);
	if (number >= writer->footnotes->len)
		g_array_set_size(writer->footnotes, number + 1);
	unsigned count = ++g_array_index(writer->footnotes, unsigned, number);
	markdown_inline_flush(writer);
	g_string_append_printf(writer->html, "<sup class=\"footnote\" id=\"fnref-%u", number);
	if (count > 1)
		g_string_append_printf(writer->html, "-%u", count);
	if (writer->in_link) /* which may hold no other */
		g_string_append_printf(writer->html, "\">%u</sup>", number);
	else
		g_string_append_printf(writer->html,
		                       "\"><a href=\"#fn-%u\" role=\"doc-noteref\">%u</a></sup>",
		                       number, number);
}

/* ---- the walk */

static const char *emphasis_tag(const cmark_node *node)
{
	if (node->type == CMARK_NODE_EMPH)
		return "em";
	if (node->type == CMARK_NODE_STRONG)
		return "strong";
	return node->extension != NULL ? "del" : NULL;
}

/* True: what is within the node comes next. */
static bool enter(struct writer *writer, const cmark_node *node, struct open_link *open)
{
	switch (node->type) {
	case CMARK_NODE_TEXT:
		add_literal(writer, node);
		return false;
	case CMARK_NODE_SOFTBREAK:
		take_line_break(writer, node);
		return false;
	case CMARK_NODE_LINEBREAK:
		write_line_break(writer);
		writer->line_start = writer->text->len;
		return false;
	case CMARK_NODE_CODE:
		write_code(writer, node);
		return false;
	case CMARK_NODE_HTML_INLINE:
		take_tag(writer, node);
		return false;
	case CMARK_NODE_FOOTNOTE_REFERENCE:
		write_footnote_mark(writer, node);
		return false;
	case CMARK_NODE_IMAGE:
		markdown_link_image(writer, node);
		return false;
	case CMARK_NODE_LINK:
		markdown_link_open(writer, node, open);
		return true;
	default:
		if (emphasis_tag(node) != NULL)
			open_emphasis(writer, emphasis_tag(node));
		return true;
	}
}

static void leave(struct writer *writer, const cmark_node *node, struct open_link *open)
{
	if (node->type == CMARK_NODE_LINK)
		markdown_link_close(writer, node, open);
	else if (emphasis_tag(node) != NULL)
		close_emphasis(writer, emphasis_tag(node));
}

void markdown_inline_write(struct writer *writer, const cmark_node *block)
{
	struct open_link open = {.node = NULL};
	writer->last = 0;
	writer->is_verse = false;
	writer->line_start = writer->text->len;
	const cmark_node *node = block->first_child;
	while (node != NULL && !writer->overflow) {
		bool within = enter(writer, node, &open);
		if (within && node->first_child != NULL) {
			node = node->first_child;
			continue;
		}
		if (within)
			leave(writer, node, &open);
		while (node != block && node->next == NULL) {
			node = node->parent;
			if (node != block)
				leave(writer, node, &open);
		}
		node = node == block ? NULL : node->next;
	}
	markdown_inline_flush(writer);
	writer->depth = 0;
	writer->in_link = false;
}
