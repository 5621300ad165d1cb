/* SPDX-License-Identifier: MIT */
/*
 * Where links lead. Nothing of an address is trusted: what has a scheme must have one of four, what
 * has none becomes the target of a hole, to be found among the documents or not at all. What is
 * neither loses its link and keeps its words.
 */
#include <cmark-gfm/node.h>
#include <string.h>

#include "catalog/markdown_mark.h"
#include "catalog/markdown_text.h"
#include "catalog/markdown_writer.h"

static const char *const schemes[] = {"http", "https", "mailto", "tel"};

/* Bytes of the scheme in front of ':', RFC 3986, 3.1; 0: none. */
static size_t scheme_length(const char *address)
{
	size_t length = 0;
	if (!g_ascii_isalpha(address[0]))
		return 0;
	while (g_ascii_isalnum(address[length]) ||
	       (address[length] != '\0' && strchr("+-.", address[length]) != NULL))
		length++;
	return address[length] == ':' ? length : 0;
}

static bool is_allowed(const char *address, size_t scheme)
{
	for (unsigned i = 0; i < G_N_ELEMENTS(schemes); i++)
		if (strlen(schemes[i]) == scheme &&
		    g_ascii_strncasecmp(address, schemes[i], scheme) == 0)
			return true;
	return false;
}

/* Browsers pass over control characters, so that "java&#10;script:" would be a scheme to them. */
static bool has_control(const char *address, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if ((unsigned char)address[i] < 0x20 || address[i] == 0x7f)
			return true;
	return false;
}

/* Decodes %E6%96%87 in place, leaves what is no pair of digits. False: a NUL, or no UTF-8 comes
 * out. */
static bool decode(GString *address)
{
	size_t kept = 0;
	for (size_t at = 0; at < address->len; at++) {
		char character = address->str[at];
		int high = character == '%' ? g_ascii_xdigit_value(address->str[at + 1]) : -1;
		int low = high < 0 ? -1 : g_ascii_xdigit_value(address->str[at + 2]);
		if (low >= 0) {
			character = (char)(high * 16 + low);
			at += 2;
		}
		address->str[kept++] = character;
	}
	g_string_truncate(address, kept);
	return g_utf8_validate(address->str, (gssize)address->len, NULL) &&
	       !has_control(address->str, address->len);
}

static bool is_word_edge(gunichar character)
{
	return character < 0x80 && (g_ascii_isalnum((char)character) || character == '-');
}

/*
 * [Co(NH3)6](NO3)3, 1-[4-(苯基)](2): the name of a substance, in which Markdown sees a link. The
 * address is a word or two such as no file has, and a letter or digit goes on right before or
 * behind.
 */
static bool is_formula(const cmark_node *node, const char *address)
{
	if (strspn(address,
	           "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789()+,'-") !=
	    strlen(address))
		return false;
	size_t length;
	if (node->prev != NULL && node->prev->type == CMARK_NODE_TEXT) {
		const char *text = markdown_text_literal(node->prev, &length);
		if (length > 0 && is_word_edge((unsigned char)text[length - 1]))
			return true;
	}
	if (node->next == NULL || node->next->type != CMARK_NODE_TEXT)
		return false;
	const char *text = markdown_text_literal(node->next, &length);
	return length > 0 && is_word_edge((unsigned char)text[0]);
}

static struct link kept(struct writer *writer, enum link_type type, const GString *target)
{
	struct link link = {.type = type, .length = target->len};
	link.target = arena_copy(writer->arena, target->str, target->len);
	markdown_writer_borrow(writer, target->len);
	return link;
}

static struct link dropped(void)
{
	return (struct link){.type = LINK_DROPPED, .target = ""};
}

static struct link read_scheme(struct writer *writer, const cmark_node *node,
                               const GString *address, size_t scheme)
{
	if (is_allowed(address->str, scheme))
		return kept(writer, LINK_OUTSIDE, address);
	markdown_writer_complain(writer, SEVERITY_ERROR, node, "link/scheme",
	                         _("the link '%.100s' is taken out, for its form may do harm; link "
	                           "to a path in this "
	                           "repository, or to an address with http, https, mailto or tel"),
	                         address->str);
	return dropped();
}

static struct link read_anchor(struct writer *writer, const cmark_node *node, GString *address)
{
	bool decoded = decode(address);
	const char *anchor =
	        decoded ? g_hash_table_lookup(writer->outline->targets, address->str + 1) : NULL;
	if (anchor != NULL)
		return (struct link){
		        .type = LINK_ANCHOR, .target = anchor, .length = strlen(anchor)};
	markdown_writer_complain(
	        writer, SEVERITY_ERROR, node, "link/anchor",
	        _("there is no '%.100s' in this text; write # and the words of a heading as they "
	          "stand, or the place of a clause such as #s2-5 for 二（五）"),
	        decoded ? address->str : "#");
	return dropped();
}

static struct link read_path(struct writer *writer, const cmark_node *node, GString *address)
{
	if (address->len == 0) {
		markdown_writer_complain(
		        writer, SEVERITY_ERROR, node, "link/empty",
		        _("this link leads nowhere; write a path or an address between the "
		          "parentheses"));
		return dropped();
	}
	if (g_str_has_prefix(address->str, "//")) {
		markdown_writer_complain(
		        writer, SEVERITY_ERROR, node, "link/address",
		        _("the address '%.100s' lacks its beginning; write https: before it"),
		        address->str);
		return dropped();
	}
	if (decode(address))
		return kept(writer, LINK_PATH, address);
	markdown_writer_complain(writer, SEVERITY_ERROR, node, "link/address",
	                         _("the address of this link holds %%-codes that are no text in "
	                           "UTF-8; write the name "
	                           "of the file as it is"));
	return dropped();
}

static struct link read_link(struct writer *writer, const cmark_node *node)
{
	const cmark_chunk *url = &node->as.link.url;
	g_autoptr(GString) address = g_string_sized_new((size_t)url->len + 1);
	if (url->len > 0)
		markdown_mark_append(address, (const char *)url->data, (size_t)url->len,
		                     writer->sentinel);
	g_strstrip(address->str);
	g_string_set_size(address, strlen(address->str));
	if (node->type == CMARK_NODE_LINK && address->len > 0 && is_formula(node, address->str))
		return kept(writer, LINK_LITERAL, address);
	size_t scheme = scheme_length(address->str);
	if (has_control(address->str, address->len)) {
		markdown_writer_complain(
		        writer, SEVERITY_ERROR, node, "link/address",
		        _("the address of this link holds a control character; write it anew"));
		return dropped();
	}
	if (scheme > 0)
		return read_scheme(writer, node, address, scheme);
	if (address->str[0] == '#' && node->type == CMARK_NODE_LINK)
		return read_anchor(writer, node, address);
	return read_path(writer, node, address);
}

/* The title of a link or image, or NULL. */
static const char *read_title(struct writer *writer, const cmark_node *node)
{
	const cmark_chunk *title = &node->as.link.title;
	if (title->len == 0)
		return NULL;
	g_autoptr(GString) text = g_string_sized_new((size_t)title->len + 1);
	markdown_mark_append(text, (const char *)title->data, (size_t)title->len, writer->sentinel);
	markdown_writer_borrow(writer, text->len);
	return arena_copy(writer->arena, text->str, text->len);
}

/* Appends an address as the value of an attribute. */
static void escape_address(GString *out, const char *address, size_t length)
{
	for (size_t i = 0; i < length; i++) {
		unsigned char character = (unsigned char)address[i];
		if (character == '&')
			g_string_append(out, "&amp;");
		else if (character == '\'')
			g_string_append(out, "&#39;");
		else if (g_ascii_isalnum(character) ||
		         strchr("-_.+!*(),%#@?=;:/$~", character) != NULL)
			g_string_append_c(out, (char)character);
		else
			g_string_append_printf(out, "%%%02X", character);
	}
}

/* ---- writing */

static void write_outside(struct writer *writer, const char *address, size_t length)
{
	g_string_append(writer->html, "<a class=\"outside\" href=\"");
	escape_address(writer->html, address, length);
	markdown_writer_borrow(writer, 0);
	g_string_append_c(writer->html, '"');
}

void markdown_link_open(struct writer *writer, const cmark_node *node, struct open_link *open)
{
	if (open->node != NULL)
		return;
	open->node = node;
	markdown_inline_flush(writer);
	open->link = read_link(writer, node);
	const char *title;
	switch (open->link.type) {
	case LINK_DROPPED:
		break;
	case LINK_LITERAL:
		markdown_inline_add(writer, "[", 1, markdown_writer_line(writer, node));
		return;
	case LINK_OUTSIDE:
		title = read_title(writer, node);
		write_outside(writer, open->link.target, open->link.length);
		if (title != NULL) {
			g_string_append(writer->html, " title=\"");
			markdown_writer_escape(writer, title, strlen(title));
			g_string_append_c(writer->html, '"');
		}
		g_string_append_c(writer->html, '>');
		break;
	case LINK_ANCHOR:
		g_string_append_printf(writer->html, "<a href=\"#%s\">", open->link.target);
		break;
	case LINK_PATH:
		title = read_title(writer, node);
		markdown_writer_add_hole(writer, HOLE_LINK, markdown_writer_line(writer, node),
		                         open->link.target)
		        ->title = title;
		open->hole = writer->holes->len - 1;
		break;
	}
	open->start = writer->html->len;
	open->media = writer->holes->len;
	writer->in_link = open->link.type != LINK_DROPPED;
}

/* A link without words cannot be seen or pressed: it shows its address. */
static void give_words(struct writer *writer, const cmark_node *node, const struct open_link *open)
{
	if (open->link.type == LINK_DROPPED || writer->html->len > open->start ||
	    writer->holes->len > open->media)
		return;
	markdown_writer_complain(
	        writer, SEVERITY_WARNING, node, "link/words",
	        _("this link has no words; write between the brackets what it leads to"));
	markdown_inline_add(writer, open->link.target, open->link.length,
	                    markdown_writer_line(writer, node));
	markdown_inline_flush(writer);
}

void markdown_link_close(struct writer *writer, const cmark_node *node, struct open_link *open)
{
	if (open->node != node)
		return;
	open->node = NULL;
	if (open->link.type == LINK_LITERAL) {
		unsigned line = markdown_writer_line(writer, node);
		markdown_inline_add(writer, "](", 2, line);
		markdown_inline_add(writer, open->link.target, open->link.length, line);
		markdown_inline_add(writer, ")", 1, line);
		return;
	}
	markdown_inline_flush(writer);
	give_words(writer, node, open);
	writer->in_link = false;
	if (open->link.type == LINK_OUTSIDE || open->link.type == LINK_ANCHOR)
		g_string_append(writer->html, "</a>");
	if (open->link.type == LINK_PATH)
		g_array_index(writer->holes, struct hole, open->hole).end =
		        (uint32_t)writer->html->len;
}

static void write_outside_image(struct writer *writer, const cmark_node *node,
                                const struct link *link, const GString *words)
{
	markdown_writer_complain(
	        writer, SEVERITY_WARNING, node, "image/outside",
	        _("an image from another site is not shown, for the reading room has no network; "
	          "put the file beside this text"));
	bool within = writer->in_link;
	if (!within) {
		write_outside(writer, link->target, link->length);
		g_string_append_c(writer->html, '>');
	}
	writer->in_link = true;
	markdown_inline_add(writer, words->len > 0 ? words->str : link->target,
	                    words->len > 0 ? words->len : link->length,
	                    markdown_writer_line(writer, node));
	markdown_inline_flush(writer);
	writer->in_link = within;
	if (!within)
		g_string_append(writer->html, "</a>");
}

void markdown_link_image(struct writer *writer, const cmark_node *node)
{
	markdown_inline_flush(writer);
	g_autoptr(GString) words = g_string_new(NULL);
	markdown_text_append(words, node, writer->sentinel, SIZE_MAX);
	if (words->len == 0)
		markdown_writer_complain(
		        writer, SEVERITY_WARNING, node, "image/alternative",
		        _("this image says nothing to those who cannot see it; write between the "
		          "brackets what it shows"));
	struct link link = read_link(writer, node);
	if (link.type == LINK_OUTSIDE) {
		write_outside_image(writer, node, &link, words);
		return;
	}
	if (link.type == LINK_DROPPED) {
		markdown_inline_add(writer, words->str, words->len,
		                    markdown_writer_line(writer, node));
		return;
	}
	const char *title = read_title(writer, node);
	struct hole *hole = markdown_writer_add_hole(
	        writer, HOLE_MEDIA, markdown_writer_line(writer, node), link.target);
	hole->text = arena_copy(writer->arena, words->str, words->len);
	hole->title = title;
	hole->within = writer->in_link;
	markdown_writer_borrow(writer, words->len);
	g_string_append_len(writer->text, words->str, (gssize)words->len);
	writer->last = 0;
}
