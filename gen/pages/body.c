/* SPDX-License-Identifier: MIT */
/*
 * Holes come in order, and only a picture may stand within a link; so one pass with a single open
 * link is enough. Where a link ends, a picture may still be part of it.
 */
#include "pages/body.h"

#include "base/escape.h"
#include "catalog/media.h"
#include "pages/body_outside.h"

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

/* A text while its holes are filled. */
struct filling {
	const struct catalog *catalog;
	const struct record *record;
	const struct fragment *fragment;
	const struct body_place *place;
	const struct body_blocks *blocks;
	struct value_builder pieces;
	GString *html;          /* since the last piece */
	uint32_t written;       /* of the fragment */
	struct outside outside; /* in the kiosk */
};

static bool in_kiosk(const struct filling *filling)
{
	return filling->place->edition == EDITION_KIOSK;
}

static void append_address(struct filling *filling, const struct target *target, const char *way)
{
	g_string_append(filling->html, way);
	g_string_append(filling->html, target_url(filling->catalog, target));
	if (target->anchor == NULL)
		return;
	g_string_append_c(filling->html, '#');
	append_escaped(filling->html, target->anchor);
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

/* Of a player's own menu: what would save the file, or show it elsewhere. */
static const char KEPT_HERE[] =
        " controlslist=\"nodownload noremoteplayback\" disablepictureinpicture";

static void append_media(struct filling *filling, const struct hole *hole,
                         const struct target *target)
{
	GString *out = filling->html;
	if (target->type != TARGET_FILE) {
		g_string_append(out, "<span class=\"missing\">");
		append_escaped(out, hole->text);
		g_string_append(out, "</span>");
		return;
	}
	const char *element = media_element(target_url(filling->catalog, target));
	g_string_append_printf(out, "<%s src=\"", element);
	append_address(filling, target, filling->place->base);
	g_string_append_c(out, '"');
	bool picture = strcmp(element, "img") == 0;
	append_attribute(out, picture ? "alt" : "aria-label", hole->text);
	append_attribute(out, "title", hole->title);
	if (picture)
		g_string_append(out, " loading=\"lazy\">");
	else
		g_string_append_printf(out, " controls%s preload=\"metadata\"></%s>",
		                       in_kiosk(filling) ? KEPT_HERE : "", element);
}

/*
 * With the address as it is printed: the public one, or from the top of the site, since what leads
 * from page to page says nothing on paper.
 */
static void open_link(struct filling *filling, const struct hole *hole, const struct target *target)
{
	GString *out = filling->html;
	const char *address = filling->catalog->settings->address;
	if (target->type == TARGET_NONE) {
		if (hole->type == HOLE_LINK)
			g_string_append(out, "<span class=\"missing\">");
		return;
	}
	if (in_kiosk(filling) && target->type == TARGET_FILE) {
		outside_open_file(&filling->outside, out, &filling->catalog->assets[target->index]);
		return;
	}
	g_string_append(out, "<a href=\"");
	append_address(filling, target, filling->place->root);
	g_string_append(out, "\" data-address=\"");
	append_address(filling, target, address != NULL ? address : "");
	g_string_append_c(out, '"');
	append_attribute(out, "title", hole->title);
	g_string_append_c(out, '>');
}

static void close_link(struct filling *filling, const struct hole *hole, const struct target *target)
{
	if (in_kiosk(filling) && target->type == TARGET_FILE)
		outside_close_file(&filling->outside, filling->html);
	else if (target->type != TARGET_NONE)
		g_string_append(filling->html, "</a>");
	else if (hole->type == HOLE_LINK)
		g_string_append(filling->html, "</span>");
}

static void append_html(struct filling *filling, size_t to)
{
	const char *from = filling->fragment->html + filling->written;
	size_t length = to - filling->written;
	/* Within a link to a file there is none to the outside. */
	if (in_kiosk(filling))
		outside_copy(&filling->outside, filling->html, from, length);
	else
		g_string_append_len(filling->html, from, (gssize)length);
	filling->written = (uint32_t)to;
}

/* Whether an open link ends before the next hole, NULL being none. */
static bool ends_before(const struct hole *open, const struct hole *next)
{
	return next == NULL || next->start > open->end ||
	       (next->start == open->end && !next->within);
}

/* The HTML written so far, as a piece. */
static void add_html(struct filling *filling)
{
	GString *html = filling->html;
	struct arena *arena = filling->pieces.arena;
	struct value_builder piece = value_builder_begin(arena, VALUE_MAP);
	if (html->len == 0)
		return;
	const char *kept = arena_copy(arena, html->str, html->len);
	value_builder_set(&piece, "html", value_html(kept, html->len));
	value_builder_add(&filling->pieces, value_builder_end(&piece));
	g_string_truncate(html, 0);
}

static bool add_block(struct filling *filling, unsigned hole)
{
	struct value block;
	add_html(filling);
	if (!filling->blocks->make(filling->blocks->context, hole, &block))
		return false;
	value_builder_add(&filling->pieces, block);
	return true;
}

/* What stands at one place, and is no link. False: the world is wrong (reported). */
static bool fill_in(struct filling *filling, unsigned number)
{
	const struct hole *hole = &filling->fragment->holes[number];
	const struct target *target = &filling->record->targets[number];
	if (hole->type == HOLE_PLAYER && target->type != TARGET_RECORDING) {
		g_string_append(filling->html, "<p>");
		append_media(filling, hole, target);
		g_string_append(filling->html, "</p>\n");
	} else if (hole_is_block(hole)) {
		return add_block(filling, number);
	} else {
		append_media(filling, hole, target);
	}
	return true;
}

/* Links, pictures and numbers are filled in the HTML; a block ends it and begins it anew. */
static bool fill(struct filling *filling)
{
	const struct fragment *fragment = filling->fragment;
	const struct target *targets = filling->record->targets;
	const struct hole *open = NULL;
	const struct target *open_target = NULL;
	uint32_t count = MIN(fragment->hole_count, filling->record->target_count);
	for (uint32_t i = 0; i <= count; i++) {
		const struct hole *hole = i < count ? &fragment->holes[i] : NULL;
		if (open != NULL && ends_before(open, hole)) {
			append_html(filling, open->end);
			close_link(filling, open, open_target);
			open = NULL;
		}
		if (hole == NULL)
			break;
		append_html(filling, hole->start);
		if (hole->type == HOLE_LINK || hole->type == HOLE_NUMBER) {
			open = hole;
			open_target = &targets[i];
			open_link(filling, hole, open_target);
		} else if (!fill_in(filling, i)) {
			return false;
		}
	}
	append_html(filling, fragment->html_length);
	return true;
}

bool body_make(struct arena *arena, const struct catalog *catalog, const struct record *record,
               const struct fragment *fragment, const struct body_place *place,
               const struct body_blocks *blocks, struct value *out, struct value *outside)
{
	g_autoptr(GString) html = g_string_sized_new(fragment->html_length + 1024);
	struct filling filling = {.catalog = catalog,
	                          .record = record,
	                          .fragment = fragment,
	                          .place = place,
	                          .blocks = blocks,
	                          .pieces = value_builder_begin(arena, VALUE_LIST),
	                          .html = html};
	outside_init(&filling.outside, arena);
	bool done = record_is_withdrawn(record) || fill(&filling);
	add_html(&filling);
	*out = value_builder_end(&filling.pieces);
	*outside = value_builder_end(&filling.outside.list);
	outside_clear(&filling.outside);
	return done;
}
