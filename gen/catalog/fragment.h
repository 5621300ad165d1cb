/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_FRAGMENT_H
#define CATALOG_FRAGMENT_H

#include <glib.h>
#include <stdbool.h>
#include <stdint.h>

#include "base/arena.h"
#include "base/pack.h"
#include "base/value.h"

/*
 * What a Markdown body becomes, once: HTML with holes where the address of something else in the
 * site belongs, so that a fragment depends on its text alone and serves every page, edition and
 * build.
 */

/*
 * HOLE_LINK: a link to a path in the repository; HOLE_MEDIA: an image, sound or video at a path;
 * HOLE_NUMBER: a document number in running text, a link when the catalog has such a document;
 * HOLE_CHART: a chart, and HOLE_PLAYER: a sound or video, each as a block of its own.
 */
enum hole_type { HOLE_LINK, HOLE_MEDIA, HOLE_NUMBER, HOLE_CHART, HOLE_PLAYER };

/*
 * The bytes [start, end) of the HTML, to be made a link; empty for what is no link, which is written
 * whole at `start`. Holes are in order of `start`; they nest only as a HOLE_MEDIA within a
 * HOLE_LINK: `within` says so, because a picture at the end of a link stands at the same byte as
 * one right behind it.
 */
struct hole {
	enum hole_type type;
	uint32_t start;
	uint32_t end;
	unsigned line; /* in the file */
	const char *target; /* link and media: the destination as written, percent-decoded, with '#anchor';
	                         number: the canonical document number;
	                         chart: the path of its data, "" when they stand in the text */
	const char *text; /* media and player: the text alternative, "" when there is none; else NULL */
	const char *title;  /* link, media and player: the Markdown title, or NULL */
	bool within;        /* HOLE_MEDIA: it is part of the HOLE_LINK before it */
	struct value chart; /* HOLE_CHART: the map that describes it, with the lines of its keys */
};

/* What is no part of a paragraph, but stands between them. */
bool hole_is_block(const struct hole *hole);

struct heading {
	unsigned level; /* 1 to 6, as in the HTML: found from the numbering 一、（一）1.（1） before the '#' signs */
	const char *anchor; /* unique in the document: "s2-5" for 二（五）, "h-…" for what bears no number */
	const char *text; /* plain */
	unsigned line;
};

/*
 * What may stand behind the '#' of a link: an anchor of a heading or article, or the words of a
 * heading.
 */
struct link_name {
	const char *name;
	const char *anchor;
};

struct fragment {
	const char *html;
	size_t html_length;
	const char *title; /* plain text of the first heading, or NULL */
	unsigned title_line;
	bool title_opens; /* it opened the body, and was taken out of the HTML */
	const char *text; /* the whole body as plain text, a line for each block: for search and summaries */
	size_t text_length;
	struct hole *holes;
	unsigned hole_count;
	struct heading *outline; /* every heading that can be linked to, in order, without the title */
	unsigned outline_count;
	bool has_table;
	const struct link_name *names; /* what a link may name; for checks, not packed */
	unsigned name_count;
};

void fragment_pack(const struct fragment *fragment, GByteArray *out);

/* Strings lie in the packed bytes; arrays in the arena. */
void fragment_unpack(struct arena *arena, struct unpacker *from, struct fragment *out);

#endif
