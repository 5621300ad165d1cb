/* SPDX-License-Identifier: MIT */
/*
 * Any text: what comes out is one of the few tags that we write, closed in order, with the
 * attributes that we give them; every link within it leads somewhere; holes lie where they may; and
 * a second reading gives the same.
 */
#include <glib.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "catalog/markdown.h"

enum { DEEPEST = 4096 };

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void check(bool holds, const char *what)
{
	if (holds)
		return;
	fprintf(stderr, "does not hold: %s\n", what);
	abort(); /* not g_error: its trap is one that the fuzzer does not keep the input of */
}

static bool is_one_of(const char *word, const char *const *words)
{
	for (; *words != NULL; words++)
		if (strcmp(word, *words) == 0)
			return true;
	return false;
}

/* What the walk over a page has met. */
struct page {
	char *open[DEEPEST]; /* names of the tags that are open */
	unsigned depth;
	GHashTable *ids;
	GPtrArray *links; /* to ids */
};

static void take_attribute(struct page *page, const char *name, const char *value)
{
	static const char *const names[] = {"id",    "class", "href", "title",
	                                    "scope", "start", "role", NULL};
	check(is_one_of(name, names), "no attribute but ours");
	if (strcmp(name, "id") == 0)
		check(g_hash_table_add(page->ids, g_strdup(value)), "an id stands once");
	if (strcmp(name, "href") != 0)
		return;
	if (value[0] == '#')
		g_ptr_array_add(page->links, g_strdup(value + 1));
	else
		check(g_ascii_strncasecmp(value, "http:", 5) == 0 ||
		              g_ascii_strncasecmp(value, "https:", 6) == 0 ||
		              g_ascii_strncasecmp(value, "mailto:", 7) == 0 ||
		              g_ascii_strncasecmp(value, "tel:", 4) == 0,
		      "an address has an allowed scheme");
}

/* `at` is behind the name of a tag; gives what is behind its '>'. */
static const char *take_attributes(struct page *page, const char *at)
{
	while (*at == ' ') {
		const char *equals = strstr(++at, "=\"");
		check(equals != NULL, "an attribute has a value in quotes");
		const char *end = strchr(equals + 2, '"');
		check(end != NULL, "a value ends");
		g_autofree char *name = g_strndup(at, (size_t)(equals - at));
		g_autofree char *value = g_strndup(equals + 2, (size_t)(end - equals - 2));
		check(strpbrk(value, "<>") == NULL, "a value is escaped");
		take_attribute(page, name, value);
		at = end + 1;
	}
	check(*at == '>', "a tag ends");
	return at + 1;
}

static const char *take_tag(struct page *page, const char *at)
{
	static const char *const names[] = {
	        "p",      "h2",  "h3",    "h4",  "h5",    "h6", "ul",   "ol",         "li",
	        "strong", "em",  "del",   "pre", "code",  "a",  "span", "sup",        "section",
	        "table",  "div", "thead", "tr",  "tbody", "th", "td",   "blockquote", NULL};
	static const char *const single[] = {"br", "hr", NULL};
	bool closing = at[1] == '/';
	const char *name_start = at + (closing ? 2 : 1);
	size_t length = strspn(name_start, "abcdefghijklmnopqrstuvwxyz0123456789");
	g_autofree char *name = g_strndup(name_start, length);
	if (closing) {
		check(page->depth > 0 && strcmp(page->open[page->depth - 1], name) == 0,
		      "tags close in order");
		g_free(page->open[--page->depth]);
		check(name_start[length] == '>', "a closing tag ends");
		return name_start + length + 1;
	}
	check(is_one_of(name, names) || is_one_of(name, single), "no tag but ours");
	for (unsigned i = 0; strcmp(name, "a") == 0 && i < page->depth; i++)
		check(strcmp(page->open[i], "a") != 0, "a link holds no other");
	if (!is_one_of(name, single)) {
		check(page->depth < DEEPEST, "tags do not nest without end");
		page->open[page->depth++] = g_strdup(name);
	}
	return take_attributes(page, name_start + length);
}

static void check_html(const struct fragment *fragment)
{
	struct page page = {
	        .ids = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL),
	        .links = g_ptr_array_new_with_free_func(g_free),
	};
	const char *html = fragment->html;
	check(strlen(html) == fragment->html_length, "no zero in the HTML");
	check(g_utf8_validate(html, -1, NULL), "the HTML is UTF-8");
	for (const char *at = html; (at = strchr(at, '<')) != NULL;)
		at = take_tag(&page, at);
	check(page.depth == 0, "every tag is closed");
	for (unsigned i = 0; i < page.links->len; i++)
		check(g_hash_table_contains(page.ids, page.links->pdata[i]),
		      "a link leads to an id");
	for (unsigned i = 0; i < fragment->outline_count; i++)
		check(g_hash_table_contains(page.ids, fragment->outline[i].anchor),
		      "a heading of the outline is there");
	g_hash_table_unref(page.ids);
	g_ptr_array_unref(page.links);
}

static void check_holes(const struct fragment *fragment)
{
	uint32_t last_start = 0;
	uint32_t link_end = 0;
	for (unsigned i = 0; i < fragment->hole_count; i++) {
		const struct hole *hole = &fragment->holes[i];
		check(hole->start >= last_start && hole->start <= hole->end &&
		              hole->end <= fragment->html_length,
		      "holes are in order and within the HTML");
		check(hole->type == HOLE_MEDIA || hole->start >= link_end,
		      "nothing but media within a link");
		check(hole->type == HOLE_MEDIA ? hole->end == hole->start && hole->text != NULL
		                               : hole->text == NULL,
		      "media are empty, and have a text");
		check(hole->target != NULL && g_utf8_validate(hole->target, -1, NULL),
		      "a target is UTF-8");
		check(hole->line >= 3, "a hole has a line");
		last_start = hole->start;
		link_end = hole->type == HOLE_LINK ? hole->end : link_end;
	}
}

static void check_fragment(const struct fragment *fragment)
{
	check_html(fragment);
	check_holes(fragment);
	check(strlen(fragment->text) == fragment->text_length, "no zero in the text");
	check(g_utf8_validate(fragment->text, -1, NULL), "the text is UTF-8");
	g_autoptr(GByteArray) packed = g_byte_array_new();
	g_autoptr(Arena) arena = arena_new();
	fragment_pack(fragment, packed);
	struct unpacker from = unpacker_over(packed->data, packed->len);
	struct fragment out;
	fragment_unpack(arena, &from, &out);
	check(!from.failed && strcmp(out.html, fragment->html) == 0, "it can be packed");
}

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static bool ready;
	if (!ready)
		markdown_init();
	ready = true;
	g_autofree char *text = g_memdup2(data, size);
	struct fragment fragments[2];
	g_autoptr(Arena) arena = arena_new();
	g_autoptr(Report) report = report_new();
	struct place place = place_of_line("a.md", 3);
	bool taken =
	        markdown_read(report, place, text == NULL ? "" : text, size, arena, &fragments[0]);
	check(taken || report->errors > 0, "a refusal has a cause");
	if (!taken)
		return 0;
	check_fragment(&fragments[0]);
	check(markdown_read(report, place, text == NULL ? "" : text, size, arena, &fragments[1]),
	      "taken again");
	check(strcmp(fragments[0].html, fragments[1].html) == 0, "a second reading gives the same");
	return 0;
}
