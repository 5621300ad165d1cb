/* SPDX-License-Identifier: MIT */
/*
 * A tag: where it ends, what its mark is, whether the name in it is one. What it means is the
 * compiler's matter.
 *
 * No search runs past the end of the tag, but for the one that finds no end and so is the last:
 * however a template is written, reading all of its tags takes time in proportion to its length.
 */
#include "pages/template_tag.h"

#include <string.h>

enum { DELIMITER_MOST = 16, SHOWN_MOST = 40 };

enum name_fault { NAME_RIGHT, NAME_EMPTY, NAME_LONG, NAME_SEVERAL, NAME_MARK, NAME_DOTS };

bool piece_is_same(struct piece a, struct piece b)
{
	return a.length == b.length && memcmp(a.text, b.text, a.length) == 0;
}

static bool is_space(char character)
{
	return character == ' ' || character == '\t' || character == '\n' || character == '\r';
}

static bool is_among(char mark, const char *marks)
{
	return mark != '\0' && strchr(marks, mark) != NULL;
}

static struct piece trim(struct piece piece)
{
	while (piece.length > 0 && is_space(piece.text[0])) {
		piece.text++;
		piece.length--;
	}
	while (piece.length > 0 && is_space(piece.text[piece.length - 1]))
		piece.length--;
	return piece;
}

/* Whether `part` lies in `piece`. */
static bool holds(struct piece piece, struct piece part)
{
	return memmem(piece.text, piece.length, part.text, part.length) != NULL;
}

/* ---- messages and names */

char *tag_show(const struct tag_reader *reader, const struct tag *tag)
{
	g_autoptr(GString) text = g_string_new(NULL);
	const char *at = reader->program->source + tag->start;
	const char *end = reader->program->source + tag->end;
	for (; at < end && text->len < SHOWN_MOST; at = g_utf8_next_char(at)) {
		if (!is_space(*at))
			g_string_append_len(text, at, g_utf8_next_char(at) - at);
		else if (text->len > 0 && text->str[text->len - 1] != ' ')
			g_string_append_c(text, ' ');
	}
	if (at < end)
		g_string_append(text, "…");
	return g_string_free(g_steal_pointer(&text), FALSE);
}

/* Dots only ever stand between two parts, but for the single one that means the current item. */
static bool dots_are_right(struct piece name)
{
	if (name.length == 1)
		return true;
	return name.text[0] != '.' && name.text[name.length - 1] != '.' &&
	       !holds(name, (struct piece){"..", 2});
}

/*
 * The specification allows any name without blanks. What begins like a tag of its optional modules
 * is refused all the same: such a template was written for another engine and would print nothing.
 */
static enum name_fault find_fault(char mark, struct piece name)
{
	if (name.length == 0)
		return NAME_EMPTY;
	if (name.length > TEMPLATE_NAME_MOST)
		return NAME_LONG;
	for (size_t i = 0; i < name.length; i++)
		if (is_space(name.text[i]))
			return NAME_SEVERAL;
	if (is_among(name.text[0], "<$*"))
		return NAME_MARK;
	return mark == '>' || dots_are_right(name) ? NAME_RIGHT : NAME_DOTS;
}

static bool refuse_name(struct tag_reader *reader, const struct tag *tag, enum name_fault fault)
{
	struct report *report = reader->report;
	struct place place = template_place(reader->program, tag->start);
	g_autofree char *text = tag_show(reader, tag);
	switch (fault) {
	case NAME_EMPTY:
		return report_error(
		        report, place, "template/name",
		        _("'%s' names nothing; write the name of a value or of a template into it"),
		        text);
	case NAME_LONG:
		return report_error(
		        report, place, "template/name",
		        _("the name in '%s' is longer than %d bytes; write a shorter one"), text,
		        TEMPLATE_NAME_MOST);
	case NAME_SEVERAL:
		return report_error(
		        report, place, "template/name",
		        _("'%s' holds more than one word; write a single name, without spaces"),
		        text);
	case NAME_DOTS:
		return report_error(
		        report, place, "template/name",
		        _("a part of the name in '%s' is empty; write each dot between two words"),
		        text);
	default:
		return report_error(report, place, "template/mark",
		                    _("templates do not know the mark in '%s'; write '{{#name}}' "
		                      "for a section, "
		                      "'{{>name}}' for another template"),
		                    text);
	}
}

/* ---- the end of a tag */

const char *tag_find(const struct tag_reader *reader, size_t from)
{
	return memmem(reader->program->source + from, reader->program->length - from,
	              reader->opening.text, reader->opening.length);
}

/*
 * The next closing delimiter behind `from`; with `before`, the next that has this character in
 * front of it.
 */
static const char *find_closing(const struct tag_reader *reader, const char *from, char before)
{
	const char *end = reader->program->source + reader->program->length;
	const char *found = from;
	while ((found = memmem(found, (size_t)(end - found), reader->closing.text,
	                       reader->closing.length)) != NULL) {
		if (before == '\0' || (found > from && found[-1] == before))
			return found;
		found++;
	}
	return NULL;
}

static bool closing_at(const struct tag_reader *reader, const char *at)
{
	const char *end = reader->program->source + reader->program->length;
	struct piece closing = reader->closing;
	return (size_t)(end - at) >= closing.length && memcmp(at, closing.text, closing.length) == 0;
}

/* The place is the tag's beginning: where its end belongs is for the editor to know. */
static bool refuse_unclosed(struct tag_reader *reader, const struct tag *tag)
{
	const char *brace = tag->mark == '{' ? "}" : "";
	return report_error(reader->report, template_place(reader->program, tag->start),
	                    "template/tag",
	                    _("the tag that begins here is not closed; write '%s%.*s' at its end"),
	                    brace, (int)reader->closing.length, reader->closing.text);
}

static bool refuse_delimiters(struct tag_reader *reader, const struct tag *tag)
{
	g_autofree char *text = tag_show(reader, tag);
	return report_error(
	        reader->report, template_place(reader->program, tag->start), "template/delimiters",
	        _("'%s' sets no delimiters; write two of them, of at most %d bytes, with a space "
	          "between and without '=', as in '{{=<%% %%>=}}'"),
	        text, DELIMITER_MOST);
}

/* Finds the end of the tag and what is inside, behind the mark. */
static bool find_end(struct tag_reader *reader, const char *inside, struct tag *tag,
                     struct piece *content)
{
	const char *source = reader->program->source;
	const char *closing = find_closing(reader, inside, tag->mark == '=' ? '=' : '\0');
	if (closing == NULL)
		return tag->mark == '=' ? refuse_delimiters(reader, tag)
		                        : refuse_unclosed(reader, tag);
	*content = (struct piece){inside, (size_t)(closing - inside)};
	/* The brace in front of the delimiter may look like the delimiter's own first character. */
	if (tag->mark == '{' && content->length > 0 && closing[-1] == '}')
		content->length--;
	else if (tag->mark == '{' && *closing == '}' && closing_at(reader, closing + 1))
		closing++;
	else if (tag->mark == '{')
		return refuse_unclosed(reader, tag);
	tag->end = (size_t)(closing - source) + reader->closing.length;
	return true;
}

/* `content` ends with the second equals sign. */
static bool set_delimiters(struct tag_reader *reader, const struct tag *tag, struct piece content)
{
	struct piece both = trim((struct piece){content.text, content.length - 1});
	struct piece opening = {both.text, 0};
	while (opening.length < both.length && !is_space(both.text[opening.length]))
		opening.length++;
	struct piece closing =
	        trim((struct piece){both.text + opening.length, both.length - opening.length});
	bool wrong = opening.length == 0 || closing.length == 0 ||
	             opening.length > DELIMITER_MOST || closing.length > DELIMITER_MOST ||
	             holds(both, (struct piece){"=", 1});
	for (size_t i = 0; i < closing.length && !wrong; i++)
		wrong = is_space(closing.text[i]);
	if (wrong)
		return refuse_delimiters(reader, tag);
	reader->opening = opening;
	reader->closing = closing;
	return true;
}

/* Blanks in front of the mark are let pass, as many engines do. */
bool tag_read(struct tag_reader *reader, size_t start, struct tag *out)
{
	const char *source = reader->program->source;
	const char *end = source + reader->program->length;
	const char *inside = source + start + reader->opening.length;
	while (inside < end && is_space(*inside))
		inside++;
	*out = (struct tag){.start = start};
	if (inside < end && is_among(*inside, "#^/>!=&{"))
		out->mark = *inside++;
	out->end = (size_t)(inside - source); /* for the message when nothing closes it */
	struct piece content;
	if (!find_end(reader, inside, out, &content))
		return false;
	if (out->mark == '!')
		return true;
	if (out->mark == '=')
		return set_delimiters(reader, out, content);
	/* Closed only by the end of a later tag: its own end was forgotten. */
	if (holds(content, reader->opening))
		return refuse_unclosed(reader, out);
	out->name = trim(content);
	enum name_fault fault = find_fault(out->mark, out->name);
	return fault == NAME_RIGHT || refuse_name(reader, out, fault);
}
