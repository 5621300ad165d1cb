/* SPDX-License-Identifier: MIT */
/*
 * Plain views of the parsed tree.
 *
 * The fields of a node are read directly: the library's own cmark_node_get_literal copies every
 * text, with an allocator that may jump out of the parser when there is none to jump out of. A tree
 * can be nested as deep as its text is long, so nothing here calls itself.
 */
#include "catalog/markdown_text.h"

#include <cmark-gfm/node.h>
#include <string.h>

#include "catalog/markdown_line.h"
#include "catalog/markdown_mark.h"

const char *markdown_text_literal(const cmark_node *node, size_t *length)
{
	bool is_code = node->type == CMARK_NODE_CODE_BLOCK;
	const cmark_chunk *chunk = is_code ? &node->as.code.literal : &node->as.literal;
	*length = (size_t)chunk->len;
	return chunk->len == 0 ? "" : (const char *)chunk->data;
}

/* The next node in the order of the text; NULL behind the last within `root`. */
static const cmark_node *node_after(const cmark_node *node, const cmark_node *root)
{
	if (node->first_child != NULL)
		return node->first_child;
	while (node != root && node->next == NULL)
		node = node->parent;
	return node == root ? NULL : node->next;
}

gunichar markdown_text_last(const GString *text)
{
	if (text->len == 0)
		return 0;
	return g_utf8_get_char(g_utf8_prev_char(text->str + text->len));
}

gunichar markdown_text_following(const cmark_node *line_break, const char *sentinel)
{
	const cmark_node *node = line_break->next;
	while (node != NULL && node->type != CMARK_NODE_TEXT && node->type != CMARK_NODE_CODE)
		node = node->type == CMARK_NODE_IMAGE ? NULL : node->first_child;
	if (node == NULL)
		return 0;
	size_t length;
	const char *text = markdown_text_literal(node, &length);
	if (sentinel != NULL && length > SENTINEL_SIZE && memcmp(text, sentinel, SENTINEL_SIZE) == 0)
		text += SENTINEL_SIZE;
	return length == 0 ? 0 : g_utf8_get_char(text);
}

/* The bytes of whole characters within the limit. */
static size_t clipped(const char *text, size_t length, size_t limit)
{
	if (length <= limit)
		return length;
	while (limit > 0 && ((unsigned char)text[limit] & 0xc0) == 0x80)
		limit--;
	return limit;
}

bool markdown_text_append(GString *out, const cmark_node *root, const char *sentinel, size_t limit)
{
	size_t start = out->len;
	for (const cmark_node *node = root; node != NULL; node = node_after(node, root)) {
		size_t length;
		const char *text;
		if (out->len - start > limit)
			return false;
		switch (node->type) {
		case CMARK_NODE_TEXT:
		case CMARK_NODE_CODE:
			text = markdown_text_literal(node, &length);
			markdown_mark_append(out, text, clipped(text, length, limit), sentinel);
			if (length > limit)
				return false;
			break;
		case CMARK_NODE_SOFTBREAK:
			if (!markdown_line_joins(markdown_text_last(out),
			                         markdown_text_following(node, sentinel)))
				g_string_append_c(out, ' ');
			break;
		case CMARK_NODE_LINEBREAK:
			g_string_append_c(out, ' ');
			break;
		default:
			break;
		}
	}
	return true;
}

static int count_lines(const cmark_strbuf *content)
{
	int lines = 0;
	const unsigned char *end = content->ptr + content->size;
	for (const unsigned char *at = content->ptr; at < end; lines++) {
		const unsigned char *newline = memchr(at, '\n', (size_t)(end - at));
		at = newline == NULL ? end : newline + 1;
	}
	return lines;
}

/*
 * The parser is wrong in two places: a paragraph that begins with definitions of links keeps the
 * line where these began; and when the last line of a paragraph turns out to be the head of a
 * table, the table takes the line of the paragraph, which itself gets none.
 */
int markdown_text_line_shift(const cmark_node *block)
{
	if (block->type == CMARK_NODE_PARAGRAPH && block->start_line == 0)
		return block->next == NULL ? 0 : block->next->start_line;
	if (block->type == CMARK_NODE_PARAGRAPH && block->content.size > 0)
		return MAX(0,
		           block->end_line - block->start_line + 1 - count_lines(&block->content));
	const cmark_node *before = block->prev;
	if (before != NULL && before->type == CMARK_NODE_PARAGRAPH && before->start_line == 0)
		return count_lines(&before->content);
	return 0;
}
