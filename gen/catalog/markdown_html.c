/* SPDX-License-Identifier: MIT */
/*
 * Writes the blocks of a tree: paragraphs, headings, lists, tables. Every tag in a fragment is
 * written here or in markdown_inline.c, and everything else is escaped.
 */
#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm/node.h>
#include <string.h>

#include "catalog/markdown_chart.h"
#include "catalog/markdown_mark.h"
#include "catalog/markdown_raw.h"
#include "catalog/markdown_text.h"
#include "catalog/markdown_writer.h"
#include "catalog/media.h"

enum { LANGUAGE_SIZE = 40 };

/* Whatever the block before left set must not reach into this one. */
static void begin_block(struct writer *writer, const cmark_node *node)
{
	markdown_writer_enter(writer, node);
	writer->keeps_lines = false;
	writer->is_signature = false;
	writer->skip_blank = false;
}

/* Plain text has a line for each block. */
static void end_text_line(struct writer *writer)
{
	const GString *text = writer->text;
	if (text->len > 0 && text->str[text->len - 1] != '\n')
		g_string_append_c(writer->text, '\n');
}

/* A block within an item of a tight list stands right behind its text. */
static void begin_html_line(struct writer *writer)
{
	const GString *html = writer->html;
	if (html->len > 0 && html->str[html->len - 1] != '\n')
		g_string_append_c(writer->html, '\n');
}

/* ---- paragraphs and headings */

/* Whether the footnote in hand is referred to. When only the title does so it is not, for the
 * title is not written, and a link back would lead nowhere. */
static bool is_referred_to(const struct writer *writer)
{
	return writer->footnote < writer->footnotes->len &&
	       g_array_index(writer->footnotes, unsigned, writer->footnote) > 0;
}

/* To the first place that refers to the footnote: one way back is enough for a reader who got
 * lost. */
static void link_back(struct writer *writer)
{
	if (is_referred_to(writer) && !writer->linked_back)
		g_string_append_printf(
		        writer->html,
		        " <a class=\"back\" href=\"#fnref-%u\" role=\"doc-backlink\">↩</a>",
		        writer->footnote);
	writer->linked_back = true;
}

static bool is_in_tight_list(const cmark_node *paragraph)
{
	const cmark_node *item = paragraph->parent;
	return item->type == CMARK_NODE_ITEM && item->parent->as.list.tight;
}

static void open_tag(struct writer *writer, const char *tag, const char *anchor)
{
	g_string_append_c(writer->html, '<');
	g_string_append(writer->html, tag);
	if (writer->is_signature)
		g_string_append(writer->html, " class=\"signature\"");
	if (anchor != NULL) {
		g_string_append(writer->html, " id=\"");
		g_string_append(writer->html, anchor);
		g_string_append_c(writer->html, '"');
	}
	g_string_append_c(writer->html, '>');
}

static void close_tag(struct writer *writer, const char *tag)
{
	g_string_append(writer->html, "</");
	g_string_append(writer->html, tag);
	g_string_append(writer->html, ">\n");
}

/* Writes a block between tags, which are taken back when nothing stands between them. `tag` may
 * be NULL. */
static void write_leaf(struct writer *writer, const cmark_node *node, const char *tag,
                       const char *anchor)
{
	size_t start = writer->html->len;
	unsigned holes = writer->holes->len;
	if (tag != NULL)
		open_tag(writer, tag, anchor);
	size_t written = writer->html->len;
	markdown_inline_write(writer, node);
	if (writer->html->len == written && writer->holes->len == holes) {
		g_string_truncate(writer->html, start);
		return;
	}
	if (node->next == NULL && node->parent->type == CMARK_NODE_FOOTNOTE_DEFINITION)
		link_back(writer);
	if (tag != NULL)
		close_tag(writer, tag);
	end_text_line(writer);
}

static void write_paragraph(struct writer *writer, const cmark_node *node,
                            const struct clause *clause)
{
	begin_block(writer, node);
	writer->keeps_lines = true;
	writer->is_signature = clause != NULL && clause->type == CLAUSE_SIGNATURE;
	writer->clause = clause != NULL && clause->type == CLAUSE_RUN_IN ? clause : NULL;
	const char *anchor =
	        clause != NULL && clause->type == CLAUSE_ARTICLE ? clause->anchor : NULL;
	write_leaf(writer, node, is_in_tight_list(node) ? NULL : "p", anchor);
	writer->clause = NULL;
}

/* Whether a sound or video of the repository is all there is in a paragraph. */
static bool is_recording(const cmark_node *paragraph)
{
	const cmark_node *node = paragraph->first_child;
	if (node == NULL || node->next != NULL || node->type != CMARK_NODE_IMAGE)
		return false;
	g_autofree char *url =
	        g_strndup((const char *)node->as.link.url.data, (size_t)node->as.link.url.len);
	return media_is_recording(url);
}

/* Stands between paragraphs, not in one: a player is a block. */
static void write_recording(struct writer *writer, const cmark_node *node)
{
	begin_block(writer, node);
	unsigned holes = writer->holes->len;
	markdown_link_image(writer, node->first_child);
	markdown_inline_flush(writer);
	if (writer->holes->len > holes)
		g_array_index(writer->holes, struct hole, holes).type = HOLE_PLAYER;
	end_text_line(writer);
}

static void write_heading(struct writer *writer, const cmark_node *node, const struct clause *clause)
{
	static const char *const tags[] = {"h1", "h2", "h3", "h4", "h5", "h6"};
	begin_block(writer, node);
	writer->skip_blank = true;
	write_leaf(writer, node, tags[clause->level - 1], clause->anchor);
}

/* A paragraph or a heading of Markdown: which of the two it is in the HTML the outline has
 * settled. */
static void write_text_block(struct writer *writer, const cmark_node *node)
{
	const struct clause *clause = markdown_outline_clause(node);
	if (clause != NULL && clause->type == CLAUSE_HEADING)
		write_heading(writer, node, clause);
	else if (clause == NULL && is_recording(node))
		write_recording(writer, node);
	else if (clause == NULL || clause->type != CLAUSE_TITLE)
		write_paragraph(writer, node, clause);
}

/* ---- code and raw HTML */

/* The first word of the info string, when it is safe in a class. */
static void language_of(const cmark_node *node, const char *sentinel, char *out)
{
	const cmark_chunk *info = &node->as.code.info;
	g_autoptr(GString) word = g_string_new(NULL);
	if (info->len > 0)
		markdown_mark_append(word, (const char *)info->data, (size_t)info->len, sentinel);
	size_t length = strcspn(word->str, " \t");
	out[0] = '\0';
	for (size_t i = 0; i < length; i++)
		if (!g_ascii_isalnum(word->str[i]) && strchr("_+.#-", word->str[i]) == NULL)
			return;
	if (length < LANGUAGE_SIZE)
		g_strlcpy(out, word->str, length + 1);
}

static void write_code_block(struct writer *writer, const cmark_node *node)
{
	char language[LANGUAGE_SIZE];
	if (markdown_chart_write(writer, node)) {
		end_text_line(writer);
		return;
	}
	language_of(node, writer->sentinel, language);
	g_string_append(writer->html, "<pre><code");
	if (language[0] != '\0')
		g_string_append_printf(writer->html, " class=\"language-%s\"", language);
	g_string_append_c(writer->html, '>');
	size_t length;
	const char *code = markdown_text_literal(node, &length);
	size_t start = writer->text->len;
	markdown_mark_append(writer->text, code, length, writer->sentinel);
	markdown_writer_escape(writer, writer->text->str + start, writer->text->len - start);
	g_string_append(writer->html, "</code></pre>\n");
	end_text_line(writer);
}

/* Goes through the run like other text, so that document numbers are found in HTML too. */
static void write_raw_line(struct writer *writer, char *line, unsigned number)
{
	g_string_append(writer->html, "<p>");
	writer->last = 0;
	markdown_inline_add(writer, line, strlen(line), number);
	markdown_inline_flush(writer);
	g_string_append(writer->html, "</p>\n");
	end_text_line(writer);
}

static void write_raw_block(struct writer *writer, const cmark_node *node)
{
	begin_block(writer, node);
	size_t length;
	const char *html = markdown_text_literal(node, &length);
	unsigned line = markdown_writer_line(writer, node);
	g_autoptr(GString) words = g_string_new(NULL);
	if (markdown_raw_words(html, length, words) && writer->dropped_line == 0)
		writer->dropped_line = line;
	for (char *at = words->str; *at != '\0' && !writer->overflow;) {
		char *end = at + strcspn(at, "\n");
		char *next = *end == '\0' ? end : end + 1;
		*end = '\0';
		if (at[strspn(at, " \t")] != '\0')
			write_raw_line(writer, at, line);
		at = next;
	}
}

/* ---- tables */

static bool skip_any(const char **at, const char *end, const char *characters)
{
	const char *start = *at;
	while (*at < end && g_utf8_strchr(characters, -1, g_utf8_get_char(*at)) != NULL)
		*at = g_utf8_next_char(*at);
	return *at > start;
}

/* 1,234.5 or －12% and no more: set flush right with figures of one width. */
static bool is_figure(const cmark_node *cell)
{
	const cmark_node *only = cell->first_child;
	if (only == NULL || only->next != NULL || only->type != CMARK_NODE_TEXT)
		return false;
	size_t length;
	const char *at = markdown_text_literal(only, &length);
	const char *end = at + length;
	skip_any(&at, end, "+-−－¥￥");
	bool digits = skip_any(&at, end, "0123456789０１２３４５６７８９");
	skip_any(&at, end, "0123456789０１２３４５６７８９.,，．");
	skip_any(&at, end, "%％‰");
	return digits && at == end;
}

static const char *alignment_class(uint8_t alignment)
{
	switch (alignment) {
	case 'l':
		return "left";
	case 'c':
		return "center";
	case 'r':
		return "right";
	default:
		return "";
	}
}

/* A cell of the head that holds nothing heads nothing. */
static void write_cell(struct writer *writer, const cmark_node *cell, uint8_t alignment, bool head)
{
	bool header = head && cell->first_child != NULL;
	const char *class = alignment_class(alignment);
	const char *figure = !head && is_figure(cell) ? "number" : "";
	g_string_append(writer->html, header ? "<th scope=\"col\"" : "<td");
	if (class[0] != '\0' || figure[0] != '\0')
		g_string_append_printf(writer->html, " class=\"%s%s%s\"", class,
		                       class[0] != '\0' && figure[0] != '\0' ? " " : "", figure);
	g_string_append_c(writer->html, '>');
	markdown_inline_write(writer, cell);
	g_string_append(writer->html, header ? "</th>" : "</td>");
}

/* `line_shift`: the head of a table that follows a paragraph directly is given the paragraph's
 * line. */
static void write_row(struct writer *writer, const cmark_node *row, const uint8_t *alignments,
                      int line_shift)
{
	g_string_append(writer->html, "<tr>");
	bool head = row->prev == NULL;
	for (const cmark_node *cell = row->first_child; cell != NULL; cell = cell->next) {
		begin_block(writer, cell);
		writer->line_shift = line_shift;
		if (cell != row->first_child)
			g_string_append_c(writer->text, '\t');
		write_cell(writer, cell, *alignments++, head);
	}
	g_string_append(writer->html, "</tr>\n");
	end_text_line(writer);
}

/* The div is what scrolls when the table is wider than the screen, so that the page itself never
 * does. */
static void write_table(struct writer *writer, cmark_node *table)
{
	const uint8_t *alignments = cmark_gfm_extensions_get_table_alignments(table);
	writer->has_table = true;
	g_string_append(writer->html, "<div class=\"scroll\"><table>\n<thead>\n");
	for (const cmark_node *row = table->first_child; row != NULL && !writer->overflow;
	     row = row->next) {
		bool head = row == table->first_child;
		write_row(writer, row, alignments, head ? markdown_text_line_shift(table) : 0);
		if (head)
			g_string_append(writer->html,
			                row->next == NULL ? "</thead>\n" : "</thead>\n<tbody>\n");
	}
	if (table->first_child != table->last_child)
		g_string_append(writer->html, "</tbody>\n");
	g_string_append(writer->html, "</table></div>\n");
}

/* ---- what holds other blocks */

static void open_list(struct writer *writer, const cmark_node *list)
{
	begin_html_line(writer);
	if (list->as.list.list_type == CMARK_BULLET_LIST)
		g_string_append(writer->html, "<ul>\n");
	else if (list->as.list.start == 1)
		g_string_append(writer->html, "<ol>\n");
	else
		g_string_append_printf(writer->html, "<ol start=\"%d\">\n", list->as.list.start);
}

static void close_list(struct writer *writer, const cmark_node *list)
{
	g_string_append(writer->html,
	                list->as.list.list_type == CMARK_BULLET_LIST ? "</ul>\n" : "</ol>\n");
}

/* The parser has moved the footnotes that are referred to behind all else, in the order of their
 * numbers. The role names them in the language of whoever listens; a <section> would want a heading,
 * for which a text has no word of its own. */
static void open_footnote(struct writer *writer, const cmark_node *definition)
{
	bool first = definition->prev == NULL ||
	             definition->prev->type != CMARK_NODE_FOOTNOTE_DEFINITION;
	writer->footnote = first ? 1 : writer->footnote + 1;
	writer->linked_back = false;
	if (first)
		g_string_append(writer->html,
		                "<div class=\"footnotes\" role=\"doc-endnotes\">\n<ol>\n");
	g_string_append_printf(writer->html, "<li id=\"fn-%u\">", writer->footnote);
}

static void close_footnote(struct writer *writer, const cmark_node *definition)
{
	if (is_referred_to(writer) && !writer->linked_back) {
		g_string_append(writer->html, "<p>");
		link_back(writer);
		g_string_append(writer->html, "</p>");
	}
	g_string_append(writer->html, "</li>\n");
	if (definition->next == NULL)
		g_string_append(writer->html, "</ol>\n</div>\n");
}

/* ---- the walk */

/* True: what is within the node comes next. */
static bool enter(struct writer *writer, cmark_node *node)
{
	switch (node->type) {
	case CMARK_NODE_PARAGRAPH:
	case CMARK_NODE_HEADING:
		write_text_block(writer, node);
		return false;
	case CMARK_NODE_CODE_BLOCK:
		write_code_block(writer, node);
		return false;
	case CMARK_NODE_HTML_BLOCK:
		write_raw_block(writer, node);
		return false;
	case CMARK_NODE_THEMATIC_BREAK:
		g_string_append(writer->html, "<hr>\n");
		return false;
	case CMARK_NODE_BLOCK_QUOTE:
		g_string_append(writer->html, "<blockquote>\n");
		return true;
	case CMARK_NODE_LIST:
		open_list(writer, node);
		return true;
	case CMARK_NODE_ITEM:
		g_string_append(writer->html, "<li>");
		return true;
	case CMARK_NODE_FOOTNOTE_DEFINITION:
		open_footnote(writer, node);
		return true;
	default:
		if (node->extension != NULL)
			write_table(writer, node);
		return node->extension == NULL;
	}
}

static void leave(struct writer *writer, const cmark_node *node)
{
	switch (node->type) {
	case CMARK_NODE_BLOCK_QUOTE:
		g_string_append(writer->html, "</blockquote>\n");
		break;
	case CMARK_NODE_LIST:
		close_list(writer, node);
		break;
	case CMARK_NODE_ITEM:
		g_string_append(writer->html, "</li>\n");
		break;
	case CMARK_NODE_FOOTNOTE_DEFINITION:
		close_footnote(writer, node);
		break;
	default:
		break;
	}
}

/* Without recursion: lists nest as deep as the guard lets them, which is not for this file to
 * know. Gives the block at which the fragment grew too large, or NULL. */
static const cmark_node *write_blocks(struct writer *writer, cmark_node *root)
{
	cmark_node *node = root->first_child;
	while (node != NULL) {
		bool within = enter(writer, node);
		if (writer->overflow)
			return node;
		if (within && node->first_child != NULL) {
			node = node->first_child;
			continue;
		}
		if (within)
			leave(writer, node);
		while (node != root && node->next == NULL) {
			node = node->parent;
			leave(writer, node);
		}
		node = node == root ? NULL : node->next;
	}
	return NULL;
}

bool markdown_html_write(struct writer *writer, cmark_node *root)
{
	const cmark_node *stopped = write_blocks(writer, root);
	struct place place = writer->place;
	if (stopped != NULL) {
		place.line += (unsigned)MAX(stopped->start_line, 1) - 1;
		return report_error(writer->report, place, "markdown/output",
		                    _("the page made of this text would be larger than 16 MB; "
		                      "split the document here"));
	}
	if (writer->dropped_line > 0)
		report_warning(writer->report, place_of_line(place.path, writer->dropped_line),
		               "html/dropped",
		               _("HTML is not carried over: its words are kept, its tags are not; "
		                 "write Markdown instead, here and in what follows"));
	return true;
}
