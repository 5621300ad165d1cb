/* SPDX-License-Identifier: MIT */
/*
 * Holes come in order, and only a picture may stand within a link; so one pass with a single open
 * link is enough. Where a link ends, a picture may still be part of it.
 */
#include "pages/body.h"

#include "base/escape.h"
#include "catalog/media.h"

#include <string.h>

static void append_escaped(GString *out, const char *text)
{
	escape_html(out, text, strlen(text));
}

static const char *target_url(const struct catalog *catalog, const struct target *target)
{
	if (target->type == TARGET_RECORD)
		return catalog->records[target->index].url;
	return catalog->assets[target->index].url;
}

static void append_attribute(GString *out, const char *name, const char *text)
{
	if (text == NULL)
		return;
	g_string_append_printf(out, " %s=\"", name);
	append_escaped(out, text);
	g_string_append_c(out, '"');
}

static void append_address(GString *out, const struct catalog *catalog, const struct target *target,
                           const char *root)
{
	g_string_append(out, root);
	g_string_append(out, target_url(catalog, target));
	if (target->anchor == NULL)
		return;
	g_string_append_c(out, '#');
	append_escaped(out, target->anchor);
}

static const char *media_element(const char *url)
{
	switch (media_type_of(url)) {
	case MEDIA_SOUND:
		return "audio";
	case MEDIA_VIDEO:
		return "video";
	default:
		return "img";
	}
}

static void append_media(GString *out, const struct catalog *catalog, const struct hole *hole,
                         const struct target *target, const char *root)
{
	if (target->type != TARGET_FILE) {
		g_string_append(out, "<span class=\"missing\">");
		append_escaped(out, hole->text);
		g_string_append(out, "</span>");
		return;
	}
	const char *element = media_element(target_url(catalog, target));
	g_string_append_printf(out, "<%s src=\"", element);
	append_address(out, catalog, target, root);
	g_string_append_c(out, '"');
	bool picture = strcmp(element, "img") == 0;
	append_attribute(out, picture ? "alt" : "aria-label", hole->text);
	append_attribute(out, "title", hole->title);
	if (picture)
		g_string_append(out, " loading=\"lazy\">");
	else
		g_string_append_printf(out, " controls preload=\"metadata\"></%s>", element);
}

/*
 * With the address as it is printed: the public one, or from the top of the site, since what leads
 * from page to page says nothing on paper.
 */
static void open_link(GString *out, const struct catalog *catalog, const struct hole *hole,
                      const struct target *target, const char *root)
{
	if (target->type == TARGET_NONE) {
		if (hole->type == HOLE_LINK)
			g_string_append(out, "<span class=\"missing\">");
		return;
	}
	g_string_append(out, "<a href=\"");
	append_address(out, catalog, target, root);
	g_string_append(out, "\" data-address=\"");
	append_address(out, catalog, target,
	               catalog->settings->address != NULL ? catalog->settings->address : "");
	g_string_append_c(out, '"');
	append_attribute(out, "title", hole->title);
	g_string_append_c(out, '>');
}

static void close_link(GString *out, const struct hole *hole, const struct target *target)
{
	if (target->type != TARGET_NONE)
		g_string_append(out, "</a>");
	else if (hole->type == HOLE_LINK)
		g_string_append(out, "</span>");
}

static void append_html(GString *out, const struct fragment *fragment, uint32_t *from, uint32_t to)
{
	g_string_append_len(out, fragment->html + *from, to - *from);
	*from = to;
}

/* Whether an open link ends before the next hole, NULL being none. */
static bool ends_before(const struct hole *open, const struct hole *next)
{
	return next == NULL || next->start > open->end ||
	       (next->start == open->end && !next->within);
}

/* The HTML written so far, as a piece. */
static void add_html(struct value_builder *pieces, GString *html)
{
	struct value_builder piece = value_builder_begin(pieces->arena, VALUE_MAP);
	if (html->len == 0)
		return;
	const char *kept = arena_copy(pieces->arena, html->str, html->len);
	value_builder_set(&piece, "html", value_html(kept, html->len));
	value_builder_add(pieces, value_builder_end(&piece));
	g_string_truncate(html, 0);
}

static bool add_block(struct value_builder *pieces, const struct body_blocks *blocks, unsigned hole)
{
	struct value block;
	if (!blocks->make(blocks->context, hole, &block))
		return false;
	value_builder_add(pieces, block);
	return true;
}

/* Links, pictures and numbers are filled in the HTML; a block ends it and begins it anew. */
static bool fill(GString *html, struct value_builder *pieces, const struct catalog *catalog,
                 const struct record *record, const struct fragment *fragment, const char *root,
                 const struct body_blocks *blocks)
{
	uint32_t written = 0;
	const struct hole *open = NULL;
	const struct target *open_target = NULL;
	uint32_t count = MIN(fragment->hole_count, record->target_count);
	for (uint32_t i = 0; i <= count; i++) {
		const struct hole *hole = i < count ? &fragment->holes[i] : NULL;
		if (open != NULL && ends_before(open, hole)) {
			append_html(html, fragment, &written, open->end);
			close_link(html, open, open_target);
			open = NULL;
		}
		if (hole == NULL)
			break;
		append_html(html, fragment, &written, hole->start);
		if (hole->type == HOLE_PLAYER && record->targets[i].type != TARGET_RECORDING) {
			g_string_append(html, "<p>");
			append_media(html, catalog, hole, &record->targets[i], root);
			g_string_append(html, "</p>\n");
		} else if (hole_is_block(hole)) {
			add_html(pieces, html);
			if (!add_block(pieces, blocks, i))
				return false;
		} else if (hole->type == HOLE_MEDIA) {
			append_media(html, catalog, hole, &record->targets[i], root);
		} else {
			open = hole;
			open_target = &record->targets[i];
			open_link(html, catalog, hole, open_target, root);
		}
	}
	append_html(html, fragment, &written, (uint32_t)fragment->html_length);
	return true;
}

bool body_make(struct arena *arena, const struct catalog *catalog, const struct record *record,
               const struct fragment *fragment, const char *root, const struct body_blocks *blocks,
               struct value *out)
{
	struct value_builder pieces = value_builder_begin(arena, VALUE_LIST);
	g_autoptr(GString) html = g_string_sized_new(fragment->html_length + 1024);
	bool done = record_is_withdrawn(record) ||
	            fill(html, &pieces, catalog, record, fragment, root, blocks);
	add_html(&pieces, html);
	*out = value_builder_end(&pieces);
	return done;
}
