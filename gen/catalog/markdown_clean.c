/* SPDX-License-Identifier: MIT */
#include "catalog/markdown_clean.h"

#include <cmark-gfm/node.h>

/* A control character other than tab and line break, or a byte that no UTF-8 has. */
static bool is_forbidden(unsigned char byte)
{
	return (byte < 0x20 && byte != '\t' && byte != '\n' && byte != '\r') || byte == 0x7f ||
	       byte >= 0xfe;
}

static void clean_chunk(cmark_chunk *chunk)
{
	unsigned char *data = chunk->data;
	for (bufsize_t i = 0; i < chunk->len; i++) {
		bool more = i + 1 < chunk->len;
		if (is_forbidden(data[i]))
			data[i] = ' ';
		else if (data[i] == 0xc2 && more && data[i + 1] < 0xa0)
			data[i + 1] = 0xa0; /* C1 controls: a blank of two bytes */
		else if (data[i] == 0xef && i + 2 < chunk->len && data[i + 1] == 0xbf &&
		         data[i + 2] >= 0xbe)
			data[i + 2] = 0xbd;
	}
}

static void clean_node(cmark_node *node)
{
	switch (node->type) {
	case CMARK_NODE_TEXT:
	case CMARK_NODE_CODE:
	case CMARK_NODE_HTML_INLINE:
	case CMARK_NODE_HTML_BLOCK:
	case CMARK_NODE_FOOTNOTE_DEFINITION:
	case CMARK_NODE_FOOTNOTE_REFERENCE:
		clean_chunk(&node->as.literal);
		break;
	case CMARK_NODE_CODE_BLOCK:
		clean_chunk(&node->as.code.info);
		clean_chunk(&node->as.code.literal);
		break;
	case CMARK_NODE_LINK:
	case CMARK_NODE_IMAGE:
		clean_chunk(&node->as.link.url);
		clean_chunk(&node->as.link.title);
		break;
	default: /* others hold nothing but nodes; node types are no constants in this library */
		break;
	}
}

void markdown_clean(cmark_node *root)
{
	cmark_node *node = root;
	while (node != NULL) {
		clean_node(node);
		if (node->first_child != NULL) {
			node = node->first_child;
			continue;
		}
		while (node != NULL && node != root && node->next == NULL)
			node = node->parent;
		node = node == root || node == NULL ? NULL : node->next;
	}
}
