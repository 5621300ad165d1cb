/* SPDX-License-Identifier: MIT */
/*
 * What is left of raw HTML: its words. Notices come with whole tables in HTML, and a reader must
 * not miss a sentence because it stood in a tag. All that comes out of here is plain text, escaped
 * like any other when it is written.
 */
#include "catalog/markdown_raw.h"

#include <cmark-gfm.h>
#include <cmark-gfm/houdini.h>
#include <string.h>

bool markdown_raw_is_comment(const char *tag, size_t length)
{
	return length >= 4 && memcmp(tag, "<!--", 4) == 0;
}

bool markdown_raw_is_break(const char *tag, size_t length)
{
	if (length < 4 || g_ascii_strncasecmp(tag, "<br", 3) != 0)
		return false;
	size_t at = 3;
	while (at < length && g_ascii_isspace(tag[at]))
		at++;
	if (at < length && tag[at] == '/')
		at++;
	return at + 1 == length && tag[at] == '>';
}

/* Whether `at` begins with the name of a tag, and the name ends there. */
static bool is_named(const char *at, const char *end, const char *name)
{
	size_t length = strlen(name);
	return (size_t)(end - at) >= length && g_ascii_strncasecmp(at, name, length) == 0 &&
	       (at + length == end || !g_ascii_isalnum(at[length]));
}

static bool is_one_of(const char *at, const char *end, const char *const *names)
{
	for (; *names != NULL; names++)
		if (is_named(at, end, *names))
			return true;
	return false;
}

static void append_unescaped(GString *out, const char *text, size_t length)
{
	if (memchr(text, '&', length) == NULL) {
		g_string_append_len(out, text, (gssize)length);
		return;
	}
	cmark_strbuf plain;
	cmark_strbuf_init(cmark_get_default_mem_allocator(), &plain, 0);
	houdini_unescape_html_f(&plain, (const uint8_t *)text, (bufsize_t)length);
	g_string_append_len(out, (const char *)plain.ptr, plain.size);
	cmark_strbuf_free(&plain);
}

/* Line breaks of the source are no more than spaces. */
static void append_words(GString *out, const char *text, size_t length)
{
	size_t start = out->len;
	append_unescaped(out, text, length);
	size_t kept = start;
	for (size_t at = start; at < out->len; at++) {
		char character = out->str[at];
		bool blank = g_ascii_isspace(character) || character == '\0';
		bool at_edge = kept == 0 || strchr(" \t\n", out->str[kept - 1]) != NULL;
		if (!blank)
			out->str[kept++] = character;
		else if (!at_edge)
			out->str[kept++] = ' ';
	}
	g_string_truncate(out, kept);
}

/* The edge of a block or a cell takes the place of the space before it, and stands once. */
static void append_edge(GString *out, char edge)
{
	while (out->len > 0 && out->str[out->len - 1] == ' ')
		g_string_truncate(out, out->len - 1);
	if (out->len > 0 && out->str[out->len - 1] != '\n')
		g_string_append_c(out, edge);
}

/* The end of a tag: the first '>' that stands in no quoted attribute. */
static const char *tag_end(const char *at, const char *end)
{
	char quote = '\0';
	for (; at < end; at++) {
		if (quote != '\0')
			quote = *at == quote ? '\0' : quote;
		else if (*at == '"' || *at == '\'')
			quote = *at;
		else if (*at == '>')
			return at + 1;
	}
	return end;
}

/* Behind </name>, or the end: what hides something hides all that follows when it is not closed. */
static const char *behind_element(const char *at, const char *end, const char *name)
{
	while ((at = memmem(at, (size_t)(end - at), "</", 2)) != NULL) {
		at += 2;
		if (is_named(at, end, name))
			return tag_end(at, end);
	}
	return end;
}

static const char *behind(const char *at, const char *end, const char *closing)
{
	const char *found = memmem(at, (size_t)(end - at), closing, strlen(closing));
	return found == NULL ? end : found + strlen(closing);
}

/* Passes over a tag at '<' and leaves in `out` the edge that it makes. */
static const char *pass_tag(const char *at, const char *end, GString *out)
{
	static const char *const blocks[] = {
	        "address", "article", "aside", "blockquote", "br",       "caption",    "center",
	        "dd",      "div",     "dl",    "dt",         "fieldset", "figcaption", "figure",
	        "footer",  "form",    "h1",    "h2",         "h3",       "h4",         "h5",
	        "h6",      "header",  "hr",    "legend",     "li",       "main",       "nav",
	        "ol",      "option",  "p",     "pre",        "section",  "summary",    "table",
	        "tbody",   "tfoot",   "thead", "title",      "tr",       "ul",         NULL};
	static const char *const hidden[] = {"script", "style",  "template", "noscript",
	                                     "iframe", "object", NULL};
	const char *name = at + 1;
	bool closing = name < end && *name == '/';
	if (closing)
		name++;
	for (const char *const *one = hidden; !closing && *one != NULL; one++)
		if (is_named(name, end, *one))
			return behind_element(name, end, *one);
	if (is_named(name, end, "td") || is_named(name, end, "th")) {
		/* a cell that is opened, behind another of its row */
		if (!closing && out->len > 0 && out->str[out->len - 1] != '\n')
			append_edge(out, '\t');
	} else if (is_one_of(name, end, blocks)) {
		append_edge(out, '\n');
	}
	return tag_end(name, end);
}

bool markdown_raw_words(const char *html, size_t length, GString *out)
{
	const char *end = html + length;
	bool tags = false;
	for (const char *at = html; at < end;) {
		const char *open = memchr(at, '<', (size_t)(end - at));
		append_words(out, at, (size_t)((open == NULL ? end : open) - at));
		if (open == NULL)
			break;
		if (markdown_raw_is_comment(open, (size_t)(end - open))) {
			at = behind(open + 4, end, "-->");
			continue;
		}
		tags = true;
		if (open + 1 < end && open[1] == '?')
			at = behind(open, end, "?>");
		else if (open + 1 < end &&
		         (open[1] == '!' || open[1] == '/' || g_ascii_isalpha(open[1])))
			at = pass_tag(open, end, out);
		else {
			g_string_append_c(out, '<');
			at = open + 1;
		}
	}
	append_edge(out, '\n');
	return tags;
}
