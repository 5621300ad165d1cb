/* SPDX-License-Identifier: MIT */
/*
 * Gathers what may be a heading: every heading of Markdown, and of the paragraphs those that look
 * like one in an official text. A paragraph is judged by its first few characters, so that a long
 * text costs no more than a short one.
 */
#include "catalog/markdown_gather.h"

#include <cmark-gfm/node.h>
#include <string.h>

#include "catalog/markdown_text.h"

enum {
	LONGEST_HEADING = 60,  /* characters of a paragraph that is a heading */
	LONGEST_RUN_IN = 40,   /* characters of a sentence that is the heading of its paragraph */
	LONGEST_LABEL = 20,    /* characters of a heading that ends in a colon */
	LONGEST_TEXT = 1000,   /* bytes kept of a heading */
	LONGEST_CAPTION = 120, /* bytes of 第一条【立法目的】 */
};

struct gathering {
	struct place place;
	const char *sentinel;
	struct arena *arena;
	GArray *candidates;
	GString *text; /* plain text of the block in hand */
};

static unsigned line_of(const struct gathering *gathering, const cmark_node *node, int line_shift)
{
	int line = node->start_line + line_shift;
	return gathering->place.line + (unsigned)MAX(line, 1) - 1;
}

static const char *keep_text(const struct gathering *gathering, const char *text, size_t length)
{
	size_t blank = markdown_numbering_blank(text, length);
	text += blank;
	length -= blank;
	while (length > 0 && g_ascii_isspace(text[length - 1]))
		length--;
	while (length >= 3 && memcmp(text + length - 3, "\u3000", 3) == 0)
		length -= 3;
	return arena_copy(gathering->arena, text, length);
}

static void add_heading(struct gathering *gathering, cmark_node *node)
{
	GString *text = gathering->text;
	g_string_truncate(text, 0);
	if (!markdown_text_append(text, node, gathering->sentinel, LONGEST_TEXT)) {
		const char *cut =
		        g_utf8_find_prev_char(text->str, text->str + MIN(text->len, LONGEST_TEXT));
		g_string_truncate(text, (size_t)(cut - text->str));
	}
	struct candidate candidate = {
	        .node = node,
	        .marks = (unsigned)node->as.heading.level,
	        .text = keep_text(gathering, text->str, text->len),
	        .line = line_of(gathering, node, markdown_text_line_shift(node)),
	};
	if (candidate.text[0] == '\0')
		return;
	markdown_numbering_read(candidate.text, strlen(candidate.text), &candidate.number);
	if (candidate.number.form == NUMBERING_ARTICLE && !candidate.number.apart)
		candidate.number = (struct numbering){.form = NUMBERING_NONE};
	g_array_append_val(gathering->candidates, candidate);
}

/* The first text of a paragraph, also when all of it, or its beginning, is bold. */
static const cmark_node *first_text(const cmark_node *paragraph)
{
	const cmark_node *node = paragraph->first_child;
	if (node != NULL && node->type == CMARK_NODE_STRONG)
		node = node->first_child;
	return node != NULL && node->type == CMARK_NODE_TEXT ? node : NULL;
}

static bool has_line_break(const cmark_node *paragraph)
{
	for (const cmark_node *node = paragraph->first_child; node != NULL; node = node->next)
		if (node->type == CMARK_NODE_SOFTBREAK || node->type == CMARK_NODE_LINEBREAK ||
		    node->type == CMARK_NODE_IMAGE)
			return true;
	return false;
}

static bool is_one_of(gunichar character, const char *characters)
{
	return character != 0 && g_utf8_strchr(characters, -1, character) != NULL;
}

/* 一、申请条件： but not 二、委员会由下列各界人士组成：, which begins a list. */
static bool is_label(const char *text, const struct numbering *number)
{
	return number->form == NUMBERING_FIRST && g_utf8_strlen(text, -1) <= LONGEST_LABEL &&
	       strstr(text, "，") == NULL && strchr(text, ',') == NULL;
}

/* 一、总体要求, （一）加强领导, 第一章　总则 alone in its paragraph, and no sentence. */
static bool is_heading_line(const char *text, const struct numbering *number)
{
	if (number->form > NUMBERING_SECOND || g_utf8_strlen(text, -1) > LONGEST_HEADING)
		return false;
	const char *end = text + strlen(text);
	bool chapter = number->form < NUMBERING_ARTICLE;
	if (chapter ? !number->apart : text + number->length == end)
		return false;
	gunichar last = g_utf8_get_char(g_utf8_prev_char(end));
	if (is_one_of(last, "：:"))
		return is_label(text, number);
	return !is_one_of(last, "；，、！？.;,!?") && strstr(text, "。") == NULL;
}

/* （一）加强领导。各地要…: the bytes up to and with the first 。 of a paragraph that goes on; 0:
 * none. */
static size_t run_in_length(const char *text, const struct numbering *number)
{
	if (number->form < NUMBERING_FIRST || number->form > NUMBERING_THIRD)
		return 0;
	const char *at = text + number->length;
	for (unsigned count = 0; *at != '\0' && count < LONGEST_RUN_IN; count++) {
		gunichar character = g_utf8_get_char(at);
		at = g_utf8_next_char(at);
		if (character == 0x3002) /* 。 */
			return count > 0 && *at != '\0' ? (size_t)(at - text) : 0;
		if (character == 0xff1a || character == 0xff1b || character == ':' ||
		    character == ';') /* ：； */
			return 0;
	}
	return 0;
}

/* 第一条【立法目的】: the number and the caption in brackets that may follow it. */
static size_t article_text_length(const char *text, const struct numbering *number)
{
	size_t length = number->length;
	const char *at =
	        text + length + markdown_numbering_blank(text + length, strlen(text + length));
	bool square = g_str_has_prefix(at, "【");
	if (!square && !g_str_has_prefix(at, "（"))
		return length;
	const char *close = strstr(at, square ? "】" : "）");
	if (close == NULL)
		return length;
	return (size_t)(close - text) + strlen("】");
}

/* **第一条**为了…, or 第 1 條 with its text on the next line: nothing but the number is bold, or
 * on its line. */
static bool is_set_off(const cmark_node *paragraph, const cmark_node *first)
{
	size_t length;
	const char *text = markdown_text_literal(first, &length);
	if (!markdown_numbering_alone(text, length))
		return false;
	if (first->parent != paragraph)
		return first->next == NULL;
	return first->next != NULL && (first->next->type == CMARK_NODE_SOFTBREAK ||
	                               first->next->type == CMARK_NODE_LINEBREAK);
}

/* The first look, at one text only: most paragraphs go no further. */
static enum numbering_form first_form(const cmark_node *first)
{
	if (first == NULL)
		return NUMBERING_NONE;
	size_t length;
	const char *text = markdown_text_literal(first, &length);
	size_t blank = markdown_numbering_blank(text, length);
	struct numbering number;
	markdown_numbering_read(text + blank, length - blank, &number);
	return number.form;
}

static void add_paragraph(struct gathering *gathering, cmark_node *node)
{
	const cmark_node *first = first_text(node);
	enum numbering_form form = first_form(first);
	if (form == NUMBERING_NONE)
		return;
	GString *plain = gathering->text;
	g_string_truncate(plain, 0);
	size_t limit = form == NUMBERING_ARTICLE ? LONGEST_CAPTION : LONGEST_HEADING * 4;
	bool whole = markdown_text_append(plain, node, gathering->sentinel, limit);
	size_t blank = markdown_numbering_blank(plain->str, plain->len);
	const char *text = plain->str + blank;
	size_t length = plain->len - blank;
	struct candidate candidate = {.node = node};
	if (!markdown_numbering_read(text, length, &candidate.number))
		return;
	if (candidate.number.form == NUMBERING_ARTICLE) {
		if (!candidate.number.apart && !is_set_off(node, first))
			return;
		length = article_text_length(text, &candidate.number);
	} else if (!whole || has_line_break(node) || !is_heading_line(text, &candidate.number)) {
		size_t run_in = run_in_length(text, &candidate.number);
		candidate.plain = run_in == 0;
		candidate.run_in = blank + run_in;
		length = candidate.plain ? 0 : run_in - strlen("。");
	}
	candidate.text = keep_text(gathering, text, length);
	candidate.line = line_of(gathering, first, markdown_text_line_shift(node));
	g_array_append_val(gathering->candidates, candidate);
}

/* Articles that begin a line within the paragraph: laws as plain text set no empty line between
 * them. */
static void add_articles(struct gathering *gathering, const cmark_node *paragraph)
{
	int line_shift = -1; /* counts all lines of the paragraph: once */
	for (cmark_node *node = paragraph->first_child; node != NULL; node = node->next) {
		if (node->type != CMARK_NODE_TEXT || node->prev == NULL ||
		    node->prev->type != CMARK_NODE_SOFTBREAK)
			continue;
		size_t length;
		const char *text = markdown_text_literal(node, &length);
		struct numbering number;
		bool read = markdown_numbering_read(text, length, &number);
		if (!read || number.form != NUMBERING_ARTICLE || !number.apart)
			continue;
		if (line_shift < 0)
			line_shift = markdown_text_line_shift(paragraph);
		struct candidate candidate = {
		        .node = node,
		        .number = number,
		        .text = keep_text(gathering, text, number.length),
		        .line = line_of(gathering, node, line_shift),
		};
		g_array_append_val(gathering->candidates, candidate);
	}
}

GArray *markdown_gather(struct place place, const cmark_node *root, const char *sentinel,
                        struct arena *arena)
{
	struct gathering gathering = {
	        .place = place,
	        .sentinel = sentinel,
	        .arena = arena,
	        .candidates = g_array_new(false, false, sizeof(struct candidate)),
	        .text = g_string_new(NULL),
	};
	for (cmark_node *node = root->first_child; node != NULL;) {
		if (node->type == CMARK_NODE_HEADING)
			add_heading(&gathering, node);
		if (node->type == CMARK_NODE_PARAGRAPH && node->parent == root) {
			add_paragraph(&gathering, node);
			add_articles(&gathering, node);
		}
		bool contains_blocks = node->type == CMARK_NODE_BLOCK_QUOTE ||
		                       node->type == CMARK_NODE_LIST ||
		                       node->type == CMARK_NODE_ITEM;
		if (contains_blocks && node->first_child != NULL) {
			node = node->first_child;
			continue;
		}
		while (node != root && node->next == NULL)
			node = node->parent;
		node = node == root ? NULL : node->next;
	}
	g_string_free(gathering.text, true);
	return gathering.candidates;
}
