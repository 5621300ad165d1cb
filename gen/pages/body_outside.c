/* SPDX-License-Identifier: MIT */
/*
 * The HTML is our own (catalog/markdown_link.c): no other text looks like the beginning of such a link,
 * since '<' is escaped wherever it is not ours, and links do not nest.
 */
#include "pages/body_outside.h"

#include "base/escape.h"
#include "pages/show_record.h"

#include <string.h>

static const char LINK[] = "<a class=\"outside\" href=\"";
static const char LINK_END[] = "</a>";

void outside_init(struct outside *outside, struct arena *arena)
{
	*outside = (struct outside){.list = value_builder_begin(arena, VALUE_LIST),
	                            .numbers = g_hash_table_new(g_str_hash, g_str_equal)};
}

void outside_clear(struct outside *outside)
{
	g_hash_table_unref(outside->numbers);
}

/* The number it has or gets; `made`: it is not in the list yet. */
static unsigned number_of(struct outside *outside, const char *key, bool *made)
{
	unsigned number = GPOINTER_TO_UINT(g_hash_table_lookup(outside->numbers, key));
	*made = number == 0;
	if (*made) {
		number = ++outside->count;
		g_hash_table_insert(outside->numbers, (void *)key, GUINT_TO_POINTER(number));
	}
	return number;
}

static void open_link(GString *out, unsigned *open, unsigned number)
{
	*open = number;
	g_string_append_printf(out, "<a class=\"outside-link\" href=\"#outside-%u\">", number);
}

static void close_link(GString *out, unsigned *open)
{
	g_string_append_printf(out, "<sup class=\"outside-mark\">%u</sup></a>", *open);
	*open = 0;
}

void outside_open_file(struct outside *outside, GString *out, const struct catalog_file *file)
{
	struct arena *arena = outside->list.arena;
	bool made;
	open_link(out, &outside->file, number_of(outside, file->url, &made));
	if (!made)
		return;
	g_autofree char *path = g_utf8_make_valid(file->source->path, -1);
	g_autofree char *name = g_path_get_basename(path);
	const char *dot = strrchr(file->url, '.');
	g_autofree char *type = g_ascii_strup(dot == NULL ? "" : dot + 1, -1);
	struct value_builder item = value_builder_begin(arena, VALUE_MAP);
	show_text(&item, "file", file->url);
	show_text(&item, "text", arena_string(arena, name));
	show_text(&item, "type", arena_string(arena, type));
	show_text(&item, "size", arena_printf(arena, "%zu", file->size));
	value_builder_add(&outside->list, value_builder_end(&item));
}

void outside_close_file(struct outside *outside, GString *out)
{
	close_link(out, &outside->file);
}

/* The address as it was before markdown_link.c made it the value of an attribute. */
static char *read_address(struct arena *arena, const char *text, size_t length)
{
	char *address = arena_copy(arena, text, length);
	char *to = address;
	for (const char *at = address; *at != '\0';) {
		size_t skip = g_str_has_prefix(at, "&amp;")   ? 5
		              : g_str_has_prefix(at, "&#39;") ? 5
		                                              : 1;
		*to++ = skip == 1 || at[1] == 'a' ? *at : '\'';
		at += skip;
	}
	*to = '\0';
	return address;
}

/* `at` is behind LINK; what follows the tag. */
static const char *take_link(struct outside *outside, GString *out, const char *at, const char *end)
{
	const char *quote = memchr(at, '"', (size_t)(end - at));
	const char *tag_end = quote == NULL ? NULL : memchr(quote, '>', (size_t)(end - quote));
	if (tag_end == NULL)
		return at;
	const char *address = read_address(outside->list.arena, at, (size_t)(quote - at));
	bool made;
	open_link(out, &outside->open, number_of(outside, address, &made));
	if (made) {
		struct value_builder item = value_builder_begin(outside->list.arena, VALUE_MAP);
		value_builder_set(&item, "address", value_text(address));
		value_builder_add(&outside->list, value_builder_end(&item));
	}
	return tag_end + 1;
}

void outside_copy(struct outside *outside, GString *out, const char *html, size_t length)
{
	const char *end = html + length;
	while (html < end) {
		const char *wanted = outside->open > 0 ? LINK_END : LINK;
		const char *found = g_strstr_len(html, end - html, wanted);
		g_string_append_len(out, html, (found == NULL ? end : found) - html);
		if (found == NULL)
			return;
		html = found + strlen(wanted);
		if (outside->open > 0)
			close_link(out, &outside->open);
		else
			html = take_link(outside, out, html, end);
	}
}
