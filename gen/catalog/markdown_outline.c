/* SPDX-License-Identifier: MIT */
/*
 * The outline of a document, read from its numbers.
 *
 * Official texts say by 一、（一）1. what is part of what, and editors set '#' as they like, or not
 * at all; so a number decides before the '#' signs, and a short numbered paragraph is a heading
 * too. Three steps: gather what may be a heading (markdown_gather.c), refuse what is an item of a
 * list (paragraphs with nothing to head, or in one series with whole sentences), give the rest a
 * level and an anchor by what is open above it.
 *
 * An anchor depends on the numbers above it alone, so that a clause can be cited: s2-5 is 二（五）
 * whatever is written there. "--" stands only in the anchor of what bears the same number as
 * something before it.
 */
#include "catalog/markdown_outline.h"

#include <cmark-gfm/node.h>
#include <string.h>

#include "catalog/markdown_gather.h"

enum { DEEPEST = 24, TOP_LEVEL = 2, LOWEST_LEVEL = 6, FEW_ARTICLES = 30, SLUG_SIZE = 40 };

/* A heading that is open: what follows is part of it. */
struct open_heading {
	enum numbering_form form;
	unsigned marks;
	const char *anchor;
};

struct making {
	struct report *report;
	struct place place;
	struct arena *arena;
	struct outline *out;
	GArray *candidates;   /* of struct candidate */
	GHashTable *repeated; /* anchor → how often it was wanted */
	GArray *articles;     /* of struct heading: the first few */
	struct open_heading open[DEEPEST];
	unsigned depth;
	bool inside_article;
};

static struct candidate *candidate_at(const struct making *making, unsigned index)
{
	return &g_array_index(making->candidates, struct candidate, index);
}

const struct clause *markdown_outline_clause(const cmark_node *node)
{
	return node->user_data;
}

/* ---- items of lists */

static bool is_paragraph_heading(const struct candidate *candidate)
{
	return candidate->marks == 0 && candidate->number.form != NUMBERING_ARTICLE &&
	       !candidate->plain;
}

/* A paragraph that heads nothing: no text follows before what ranks as high. */
static bool is_bare(const struct candidate *candidate, const struct candidate *next)
{
	if (!is_paragraph_heading(candidate) || candidate->run_in > 0)
		return false;
	const cmark_node *after = candidate->node->next;
	if (after == NULL || after->type == CMARK_NODE_FOOTNOTE_DEFINITION)
		return true;
	if (next == NULL || next->node != after || (next->marks == 0 && !is_paragraph_heading(next)))
		return false;
	if (next->number.form <= candidate->number.form)
		return true;
	/* In a table of contents the last 节 of a 章 is bare, and so is the 章; a list may well
	 * be all that is under 一、. */
	return candidate->number.form <= NUMBERING_SECTION && next->refused;
}

static void refuse_bare(struct making *making)
{
	for (unsigned i = making->candidates->len; i > 0; i--) {
		struct candidate *next =
		        i < making->candidates->len ? candidate_at(making, i) : NULL;
		struct candidate *candidate = candidate_at(making, i - 1);
		candidate->refused = is_bare(candidate, next);
	}
	/* The last item of such a list has some other text behind it. */
	for (unsigned i = 1; i < making->candidates->len; i++) {
		const struct candidate *before = candidate_at(making, i - 1);
		struct candidate *candidate = candidate_at(making, i);
		if (is_paragraph_heading(candidate) && candidate->run_in == 0 && before->refused &&
		    before->node->next == candidate->node &&
		    before->number.form == candidate->number.form &&
		    before->number.number + 1 == candidate->number.number)
			candidate->refused = true;
	}
}

/* Paragraphs that count on under one heading. */
struct series {
	unsigned first;
	unsigned last_number;
	unsigned headings;
	unsigned sentences;
};

static bool ends_in_colon(const char *text)
{
	return g_str_has_suffix(text, "：") || g_str_has_suffix(text, ":");
}

static void end_series(struct making *making, struct series *series, enum numbering_form form,
                       unsigned end)
{
	bool refused = series->sentences > 0 && series->sentences >= series->headings;
	for (unsigned i = series->first; refused && i < end; i++)
		if (candidate_at(making, i)->marks == 0 &&
		    candidate_at(making, i)->number.form == form)
			candidate_at(making, i)->refused = true;
	*series = (struct series){.first = end};
}

/*
 * A decision in numbered sentences, some of which happen to look like headings: when most of a
 * series are plain, so are all. A line that ends in a colon speaks for neither.
 */
static void refuse_sentences(struct making *making, enum numbering_form form)
{
	struct series series = {0};
	for (unsigned i = 0; i < making->candidates->len; i++) {
		const struct candidate *candidate = candidate_at(making, i);
		bool above = candidate->marks > 0 || candidate->number.form < form;
		bool counts = candidate->marks == 0 && candidate->number.form == form;
		if (above || (counts && candidate->number.number <= series.last_number))
			end_series(making, &series, form, i);
		if (!counts)
			continue;
		series.last_number = candidate->number.number;
		series.sentences += candidate->plain;
		series.headings += !candidate->plain && !ends_in_colon(candidate->text);
	}
	end_series(making, &series, form, making->candidates->len);
}

/* The anchor of the innermost open heading of these forms, or NULL. */
static const char *anchor_of(const struct making *making, enum numbering_form from,
                             enum numbering_form to)
{
	for (unsigned i = making->depth; i > 0; i--)
		if (making->open[i - 1].form >= from && making->open[i - 1].form <= to)
			return making->open[i - 1].anchor;
	return NULL;
}

/* Within an article of a law, numbers count items; 1. heads something only under 一、 or （一）. */
static bool is_item(const struct making *making, const struct candidate *candidate)
{
	if (candidate->marks > 0)
		return false;
	enum numbering_form form = candidate->number.form;
	return candidate->refused || candidate->plain ||
	       (making->inside_article && form >= NUMBERING_FIRST) ||
	       (form == NUMBERING_THIRD &&
	        anchor_of(making, NUMBERING_FIRST, NUMBERING_SECOND) == NULL);
}

/* ---- anchors */

static const char *anchor_under(struct arena *arena, const char *above, const char *letter,
                                unsigned number)
{
	if (above == NULL)
		return arena_printf(arena, "%s%u", letter, number);
	return arena_printf(arena, "%s-%s%u", above, letter, number);
}

static const char *article_anchor(struct arena *arena, const struct numbering *number)
{
	if (number->branch > 0)
		return arena_printf(arena, "a%u-%u", number->number, number->branch);
	return arena_printf(arena, "a%u", number->number);
}

/*
 * p2-1-c3-2: 第二编第一分编第三章第二节; s2-5-1: 二（五）1.; c3-s2: 二、 in 第三章. Articles count
 * through a whole law, so theirs are not put under anything. What the number closes must be closed
 * already.
 */
static const char *numbered_anchor(const struct making *making, const struct numbering *number)
{
	struct arena *arena = making->arena;
	unsigned count = number->number;
	const char *part = anchor_of(making, NUMBERING_PART, NUMBERING_SUBPART);
	switch (number->form) {
	case NUMBERING_PART:
		return anchor_under(arena, NULL, "p", count);
	case NUMBERING_SUBPART:
		return anchor_under(arena, part, part == NULL ? "p" : "", count);
	case NUMBERING_CHAPTER:
		return anchor_under(arena, part, "c", count);
	case NUMBERING_SECTION:
		break;
	case NUMBERING_ARTICLE:
		return article_anchor(arena, number);
	default: {
		const char *section = anchor_of(making, NUMBERING_FIRST, NUMBERING_FOURTH);
		if (section != NULL)
			return anchor_under(arena, section, "", count);
		return anchor_under(arena, anchor_of(making, NUMBERING_PART, NUMBERING_ARTICLE),
		                    "s", count);
	}
	}
	const char *chapter = anchor_of(making, NUMBERING_CHAPTER, NUMBERING_CHAPTER);
	return chapter != NULL ? anchor_under(arena, chapter, "", count)
	                       : anchor_under(arena, part, "j", count);
}

/* The words in ASCII small letters, "" when there are others. */
static void make_slug(const char *text, char *slug)
{
	size_t length = 0;
	slug[0] = '\0';
	for (const char *at = text; *at != '\0' && length < SLUG_SIZE; at++) {
		if ((unsigned char)*at >= 0x80) {
			slug[0] = '\0';
			return;
		}
		if (g_ascii_isalnum(*at))
			slug[length++] = g_ascii_tolower(*at);
		else if (length > 0 && slug[length - 1] != '-')
			slug[length++] = '-';
	}
	while (length > 0 && slug[length - 1] == '-')
		length--;
	slug[length] = '\0';
}

/* FNV-1a, 32 bits: the same on every machine. */
static uint32_t hash_text(const char *text)
{
	uint32_t hash = 2166136261u;
	for (const char *at = text; *at != '\0'; at++)
		hash = (hash ^ (unsigned char)*at) * 16777619u;
	return hash;
}

static const char *worded_anchor(struct arena *arena, const char *text)
{
	char slug[SLUG_SIZE + 1];
	make_slug(text, slug);
	if (slug[0] != '\0')
		return arena_printf(arena, "h-%s", slug);
	return arena_printf(arena, "h-%08x", hash_text(text));
}

/* Takes the anchor, with "--2" behind it for the second that wants it. */
static const char *make_unique(struct making *making, const char *anchor)
{
	GHashTable *targets = making->out->targets;
	if (g_hash_table_contains(targets, anchor)) {
		unsigned count = GPOINTER_TO_UINT(g_hash_table_lookup(making->repeated, anchor));
		count = MAX(count, 1) + 1;
		g_hash_table_insert(making->repeated, (char *)anchor, GUINT_TO_POINTER(count));
		anchor = arena_printf(making->arena, "%s--%u", anchor, count);
	}
	g_hash_table_insert(targets, (char *)anchor, (char *)anchor);
	return anchor;
}

/* ---- levels */

/* Numbers are compared with numbers and '#' signs with '#' signs; where one has only the one and
 * the other only the other, '#' signs rank above a paragraph. */
static bool is_closed_by(const struct open_heading *open, const struct candidate *candidate)
{
	bool numbered = candidate->number.form != NUMBERING_NONE;
	if (numbered && open->form != NUMBERING_NONE)
		return open->form >= candidate->number.form;
	if (numbered)
		return candidate->marks > 0 && open->marks >= candidate->marks;
	return open->marks == 0 || open->marks >= candidate->marks;
}

/* Closes what the candidate is no part of. A number closes its equals even when words stand
 * between them. */
static void close_for(struct making *making, const struct candidate *candidate)
{
	for (unsigned i = 0; candidate->number.form != NUMBERING_NONE && i < making->depth; i++)
		if (making->open[i].form >= candidate->number.form)
			making->depth = i;
	while (making->depth > 0 && is_closed_by(&making->open[making->depth - 1], candidate))
		making->depth--;
	if (making->depth == DEEPEST)
		making->depth--;
}

static struct clause *clause_new(struct making *making, cmark_node *node, enum clause_type type)
{
	struct clause *clause = arena_take(making->arena, sizeof(*clause));
	clause->type = type;
	node->user_data = clause;
	return clause;
}

static void add_heading(struct making *making, const struct candidate *candidate)
{
	close_for(making, candidate);
	bool numbered = candidate->number.form != NUMBERING_NONE;
	const char *anchor = numbered ? numbered_anchor(making, &candidate->number)
	                              : worded_anchor(making->arena, candidate->text);
	struct clause *clause = clause_new(making, candidate->node,
	                                   candidate->run_in > 0 ? CLAUSE_RUN_IN : CLAUSE_HEADING);
	clause->anchor = make_unique(making, anchor);
	clause->level = MIN(TOP_LEVEL + making->depth, LOWEST_LEVEL);
	clause->length = candidate->run_in;
	making->open[making->depth++] = (struct open_heading){.form = candidate->number.form,
	                                                      .marks = candidate->marks,
	                                                      .anchor = clause->anchor};
	making->inside_article = candidate->number.form == NUMBERING_ARTICLE;
	struct heading heading = {.level = clause->level,
	                          .anchor = clause->anchor,
	                          .text = candidate->text,
	                          .line = candidate->line};
	g_array_append_val(making->out->headings, heading);
	if (candidate->number.wrong_dash)
		report_warning(making->report, place_of_line(making->place.path, candidate->line),
		               "heading/dash",
		               _("the number of this heading is written with a dash; write 一"));
}

static void add_article(struct making *making, const struct candidate *candidate)
{
	struct clause *clause = clause_new(making, candidate->node, CLAUSE_ARTICLE);
	clause->anchor = make_unique(making, article_anchor(making->arena, &candidate->number));
	clause->length = candidate->number.length;
	making->inside_article = true;
	struct heading heading = {.level = TOP_LEVEL,
	                          .anchor = clause->anchor,
	                          .text = candidate->text,
	                          .line = candidate->line};
	if (making->articles->len <= FEW_ARTICLES)
		g_array_append_val(making->articles, heading);
}

/* ---- the whole */

/* A heading 1 without a number that opens the body; a comment may stand before it. */
static bool is_title(const struct making *making, const struct candidate *candidate)
{
	const cmark_node *first = candidate->node->prev;
	while (first != NULL && first->type == CMARK_NODE_HTML_BLOCK)
		first = first->prev;
	return candidate == candidate_at(making, 0) && first == NULL && candidate->marks == 1 &&
	       candidate->number.form == NUMBERING_NONE &&
	       candidate->node->parent->type == CMARK_NODE_DOCUMENT;
}

static void take_candidate(struct making *making, const struct candidate *candidate)
{
	struct outline *out = making->out;
	if (candidate->marks > 0 && out->title == NULL && candidate->text[0] != '\0') {
		out->title = candidate->text;
		out->title_line = candidate->line;
	}
	if (is_title(making, candidate)) {
		clause_new(making, candidate->node, CLAUSE_TITLE);
		out->title_opens = true;
	} else if (candidate->marks == 0 && candidate->number.form == NUMBERING_ARTICLE)
		add_article(making, candidate);
	else if (!is_item(making, candidate))
		add_heading(making, candidate);
}

/* A link may name a heading by its words, for nobody can guess the anchor of one without a
 * number. */
static void add_words(struct making *making)
{
	struct outline *out = making->out;
	for (unsigned i = 0; i < out->headings->len; i++) {
		const struct heading *heading = &g_array_index(out->headings, struct heading, i);
		if (!g_hash_table_contains(out->targets, heading->text))
			g_hash_table_insert(out->targets, (char *)heading->text,
			                    (char *)heading->anchor);
	}
}

void markdown_outline_make(struct report *report, struct place place, const cmark_node *root,
                           const char *sentinel, struct arena *arena, struct outline *out)
{
	*out = (struct outline){
	        .headings = g_array_new(false, false, sizeof(struct heading)),
	        .targets = g_hash_table_new(g_str_hash, g_str_equal),
	};
	struct making making = {
	        .report = report,
	        .place = place,
	        .arena = arena,
	        .out = out,
	        .candidates = markdown_gather(place, root, sentinel, arena),
	        .repeated = g_hash_table_new(g_str_hash, g_str_equal),
	        .articles = g_array_new(false, false, sizeof(struct heading)),
	};
	refuse_bare(&making);
	for (enum numbering_form form = NUMBERING_FIRST; form <= NUMBERING_THIRD; form++)
		refuse_sentences(&making, form);
	for (unsigned i = 0; i < making.candidates->len; i++)
		take_candidate(&making, candidate_at(&making, i));
	/* A law has hundreds of articles and chapters to find them by; a short rule has no other
	 * outline. */
	if (out->headings->len == 0 && making.articles->len <= FEW_ARTICLES)
		g_array_append_vals(out->headings, making.articles->data, making.articles->len);
	add_words(&making);
	g_array_unref(making.candidates);
	g_array_unref(making.articles);
	g_hash_table_unref(making.repeated);
}

void markdown_outline_clear(struct outline *outline)
{
	g_array_unref(outline->headings);
	g_hash_table_unref(outline->targets);
}
