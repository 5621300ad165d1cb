/* SPDX-License-Identifier: MIT */
/*
 * 落款: the organ that issued a document and the date under it stand at the right (GB/T 9704-2012,
 * 7.3.5), below the body and what is said of attachments (7.3.4), above the notes in parentheses
 * (7.3.6) and the attachments themselves (7.3.7).
 *
 * So it is looked for in these places alone, and a date anywhere else is text: the paragraph must
 * be followed by nothing, by notes, or by 附件, and something must stand before it that is no
 * heading. Of the two paragraphs the date decides; the organ is known only by what it is not: no
 * sentence, no item, no phrase such as 特此通知.
 */
#include "catalog/markdown_signature.h"

#include <cmark-gfm/node.h>
#include <string.h>

#include "catalog/markdown_line.h"
#include "catalog/markdown_mark.h"
#include "catalog/markdown_numbering.h"
#include "catalog/markdown_outline.h"
#include "catalog/markdown_raw.h"
#include "catalog/markdown_text.h"

enum {
	LONGEST_NAME = 40,        /* characters */
	LONGEST_SIGNATURE = 1500, /* bytes: ten names in ten lines, and a date */
	LONGEST_NOTE = 180,       /* bytes */
};

/* The words of a paragraph, with its lines as they were written. False: it has more than words, or
 * too many of them. */
static bool read_lines(const cmark_node *paragraph, const char *sentinel, GString *out)
{
	for (const cmark_node *node = paragraph->first_child; node != NULL; node = node->next) {
		bool is_break =
		        node->type == CMARK_NODE_SOFTBREAK || node->type == CMARK_NODE_LINEBREAK;
		bool is_tag = node->type == CMARK_NODE_HTML_INLINE;
		if (!is_break && !is_tag && node->type != CMARK_NODE_TEXT)
			return false;
		size_t length = 0;
		const char *text = is_break ? "" : markdown_text_literal(node, &length);
		if (out->len + length > LONGEST_SIGNATURE ||
		    (is_tag && !markdown_raw_is_break(text, length)))
			return false;
		if (is_break || is_tag)
			g_string_append_c(out, '\n');
		else
			markdown_mark_append(out, text, length, sentinel);
	}
	return true;
}

/* Without white space at its ends: editors push a signature to the right with it. */
static char *trimmed(char *line)
{
	while (*line != '\0' && g_unichar_isspace(g_utf8_get_char(line)))
		line = g_utf8_next_char(line);
	for (char *end = line + strlen(line); end > line; *end = '\0') {
		end = g_utf8_prev_char(end);
		if (!g_unichar_isspace(g_utf8_get_char(end)))
			break;
	}
	return line;
}

static bool is_date(const char *line)
{
	return markdown_line_is_date(line, strlen(line)) && !g_str_has_prefix(line, "年");
}

static bool begins_with_any(const char *line, const char *const *words)
{
	for (; *words != NULL; words++)
		if (g_str_has_prefix(line, *words))
			return true;
	return false;
}

static bool is_name(const char *line)
{
	static const char *const others[] = {"附件", "附：", "特此", "此", "专此", "（", "(", NULL};
	struct numbering number;
	if (g_utf8_get_char(line) < 0x2e80 || begins_with_any(line, others) ||
	    markdown_numbering_read(line, strlen(line), &number) || g_str_has_suffix(line, "、"))
		return false;
	long characters = 0;
	for (; *line != '\0'; line = g_utf8_next_char(line))
		if (++characters > LONGEST_NAME ||
		    g_utf8_strchr("。；：，！？;:,!?", -1, g_utf8_get_char(line)) != NULL)
			return false;
	return true;
}

/* What a paragraph is of a signature. */
enum part { PART_NONE, PART_NAMES, PART_DATE, PART_BOTH };

static enum part part_of(const cmark_node *node, const char *sentinel)
{
	if (node == NULL || node->type != CMARK_NODE_PARAGRAPH ||
	    markdown_outline_clause(node) != NULL)
		return PART_NONE;
	g_autoptr(GString) text = g_string_new(NULL);
	if (!read_lines(node, sentinel, text))
		return PART_NONE;
	g_auto(GStrv) lines = g_strsplit(text->str, "\n", -1);
	unsigned count = g_strv_length(lines);
	bool dated = count > 0 && is_date(trimmed(lines[count - 1]));
	unsigned names = dated ? count - 1 : count;
	for (unsigned i = 0; i < names; i++)
		if (!is_name(trimmed(lines[i])))
			return PART_NONE;
	if (dated)
		return names > 0 ? PART_BOTH : PART_DATE;
	return names > 0 ? PART_NAMES : PART_NONE;
}

/* （此件公开发布）, or a picture set under the text. */
static bool is_note(const cmark_node *node, const char *sentinel)
{
	if (node->type != CMARK_NODE_PARAGRAPH)
		return false;
	const cmark_node *first = node->first_child;
	if (first != NULL && first->type == CMARK_NODE_IMAGE && first->next == NULL)
		return true;
	g_autoptr(GString) text = g_string_new(NULL);
	if (!read_lines(node, sentinel, text) || text->len > LONGEST_NOTE)
		return false;
	const char *line = trimmed(text->str);
	return (g_str_has_prefix(line, "（") || g_str_has_prefix(line, "(")) &&
	       (g_str_has_suffix(line, "）") || g_str_has_suffix(line, ")"));
}

static bool begins_attachments(const cmark_node *node)
{
	static const char word[] = "附件";
	if (node->type != CMARK_NODE_PARAGRAPH && node->type != CMARK_NODE_HEADING)
		return false;
	const cmark_node *first = node->first_child;
	if (first == NULL || first->type != CMARK_NODE_TEXT)
		return false;
	size_t length;
	const char *text = markdown_text_literal(first, &length);
	size_t blank = markdown_numbering_blank(text, length);
	return length - blank >= strlen(word) && memcmp(text + blank, word, strlen(word)) == 0;
}

static void mark(cmark_node *node, struct arena *arena)
{
	struct clause *clause = arena_take(arena, sizeof *clause);
	clause->type = CLAUSE_SIGNATURE;
	node->user_data = clause;
}

/* Marks the paragraph and, when it is a date alone, the names before it. */
static bool mark_signature(cmark_node *last, const char *sentinel, struct arena *arena)
{
	enum part part = part_of(last, sentinel);
	if (part != PART_DATE && part != PART_BOTH)
		return false;
	bool named = part == PART_DATE && part_of(last->prev, sentinel) == PART_NAMES;
	const cmark_node *before = named ? last->prev->prev : last->prev;
	if (before == NULL || before->type == CMARK_NODE_HEADING)
		return false;
	mark(last, arena);
	if (named)
		mark(last->prev, arena);
	return true;
}

void markdown_signature_find(cmark_node *root, const char *sentinel, struct arena *arena)
{
	for (cmark_node *node = root->first_child;; node = node->next) {
		bool over = node == NULL || node->type == CMARK_NODE_FOOTNOTE_DEFINITION;
		if (over || begins_attachments(node)) {
			cmark_node *last = node == NULL ? root->last_child : node->prev;
			while (last != NULL && is_note(last, sentinel))
				last = last->prev;
			if (last != NULL && mark_signature(last, sentinel, arena))
				return;
		}
		if (over)
			return;
	}
}
