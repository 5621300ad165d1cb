/* SPDX-License-Identifier: MIT */
/*
 * What went wrong in a YAML text, in an editor's words.
 *
 * libyaml tells what its grammar missed and where it noticed, which is often a line too late and
 * never what to do. So its complaint only chooses where to look; what is told comes from the lines
 * themselves, where the slips of Chinese keyboards are looked for first: '：' for ':', no space
 * after the colon, a tab, a full-width or invisible space.
 */
#include "source/yaml_advice.h"

#include <string.h>

#include "source/yaml_text.h"

enum { NAME_MOST = 60 }; /* bytes before a colon that can be a name: 20 Han characters */

struct line {
	const char *text;
	size_t length;
};

/* Why a line is not read as `name: value`, in the order in which it is worth telling. */
enum slip { SLIP_NONE, SLIP_TAB, SLIP_UNSEEN, SLIP_WIDE_COLON, SLIP_NO_SPACE };

struct teller {
	const struct yaml_stumble *stumble;
	GArray *lines; /* of struct line */
	yaml_mark_t problem;
	yaml_mark_t context;
};

static GArray *split_lines(const char *text, size_t length)
{
	GArray *lines = g_array_new(FALSE, FALSE, sizeof(struct line));
	const char *end = text + length;
	while (text < end) {
		struct line line = {.text = text};
		text = yaml_text_next_line(text, end, &line.length);
		g_array_append_val(lines, line);
	}
	return lines;
}

static struct line line_get(const struct teller *teller, size_t number)
{
	if (number >= teller->lines->len)
		return (struct line){.text = "", .length = 0};
	return g_array_index(teller->lines, struct line, number);
}

static size_t count_spaces(struct line line)
{
	size_t count = 0;
	while (count < line.length && line.text[count] == ' ')
		count++;
	return count;
}

static bool is_blank(struct line line)
{
	return count_spaces(line) == line.length;
}

static bool starts_with(struct line line, size_t offset, const char *piece)
{
	size_t size = strlen(piece);
	return line.length - offset >= size && memcmp(line.text + offset, piece, size) == 0;
}

/* The nearest line above that is not blank, else the first. */
static size_t line_above(const struct teller *teller, size_t number)
{
	do
		number -= number > 0;
	while (number > 0 && is_blank(line_get(teller, number)));
	return number;
}

/* The character at that column, as a string for a message. */
static const char *character_at(const struct teller *teller, yaml_mark_t mark, char out[7])
{
	struct line line = line_get(teller, mark.line);
	const char *at = line.text;
	const char *end = line.text + line.length;
	for (size_t i = 0; i < mark.column && at < end; i++)
		at = g_utf8_next_char(at);
	out[at < end ? g_unichar_to_utf8(g_utf8_get_char(at), out) : 0] = '\0';
	return out;
}

static struct place place_of(const struct teller *teller, size_t line, size_t column)
{
	return (struct place){
	        .path = teller->stumble->place.path,
	        .line = teller->stumble->place.line + (unsigned)line,
	        .column = (unsigned)column + 1,
	};
}

static struct place place_at(const struct teller *teller, yaml_mark_t mark)
{
	return place_of(teller, mark.line, mark.column);
}

/* ---- the slips of one line */

/* What a screen shows as an empty line. */

static bool is_unseen(struct line line)
{
	static const char *const unseen[] = {" ",        "\t",           "\xe3\x80\x80",
	                                     "\xc2\xa0", "\xe2\x80\x8b", "\xef\xbb\xbf"};
	size_t offset = 0;
	while (offset < line.length) {
		size_t which = 0;
		while (which < G_N_ELEMENTS(unseen) && !starts_with(line, offset, unseen[which]))
			which++;
		if (which == G_N_ELEMENTS(unseen))
			return false;
		offset += strlen(unseen[which]);
	}
	return true;
}

/*
 * What is wrong with the first colon of any width, `*offset` being its place in bytes. Only near
 * the start of the line: a colon far behind belongs to a sentence.
 */
static enum slip colon_slip(struct line line, size_t start, size_t *offset)
{
	static const char *const wide[] = {"：", "﹕", "∶", "︰"};
	for (size_t at = start; at < line.length && at - start <= NAME_MOST; at++) {
		*offset = at;
		if (line.text[at] == ':') {
			bool spaced = at + 1 == line.length || line.text[at + 1] == ' ';
			bool address = starts_with(line, at, "://");
			return spaced || address || at == start ? SLIP_NONE : SLIP_NO_SPACE;
		}
		for (size_t i = 0; i < G_N_ELEMENTS(wide); i++)
			if (starts_with(line, at, wide[i]))
				return at == start ? SLIP_NONE : SLIP_WIDE_COLON;
	}
	return SLIP_NONE;
}

static enum slip find_slip(struct line line, size_t *offset)
{
	size_t start = count_spaces(line);
	*offset = start;
	if (start == line.length || line.text[start] == '#')
		return SLIP_NONE;
	if (is_unseen(line))
		return SLIP_UNSEEN;
	if (line.text[start] == '\t')
		return SLIP_TAB;
	if (starts_with(line, start, "- "))
		start += 2;
	if (start < line.length && strchr("\"'[{", line.text[start]) != NULL)
		return SLIP_NONE;
	return colon_slip(line, start, offset);
}

static const char *slip_id(enum slip slip)
{
	static const char *const ids[] = {
	        [SLIP_TAB] = "yaml/tab",
	        [SLIP_UNSEEN] = "yaml/invisible",
	        [SLIP_WIDE_COLON] = "yaml/full-width-colon",
	        [SLIP_NO_SPACE] = "yaml/colon-space",
	};
	return ids[slip];
}

static const char *slip_text(enum slip slip)
{
	switch (slip) {
	case SLIP_TAB:
		return _("this line begins with a tab; use spaces");
	case SLIP_UNSEEN:
		return _("this line looks empty but holds invisible characters; delete it");
	case SLIP_WIDE_COLON:
		return _("the colon after the name is full-width; write ':' and a space, as in "
		         "'title: …'");
	default:
		return _("there is no ordinary space after the colon; write 'name: value'");
	}
}

static bool tell_slip(const struct teller *teller, size_t number, enum slip slip, size_t offset)
{
	struct line line = line_get(teller, number);
	size_t column = (size_t)g_utf8_strlen(line.text, (gssize)offset);
	return report_error(teller->stumble->report, place_of(teller, number, column),
	                    slip_id(slip), "%s", slip_text(slip));
}

/*
 * Looks at line `number` and those right above it that have slipped too; the topmost is told. True:
 * it was told; false: these lines are in order.
 */
static bool find_and_tell_slip(const struct teller *teller, size_t number)
{
	size_t offset;
	enum slip slip = find_slip(line_get(teller, number), &offset);
	if (slip == SLIP_NONE)
		return false;
	while (number > 0) {
		size_t offset_above;
		enum slip above = find_slip(line_get(teller, number - 1), &offset_above);
		if (above == SLIP_NONE)
			break;
		slip = above;
		offset = offset_above;
		number--;
	}
	tell_slip(teller, number, slip, offset);
	return true;
}

/* ---- libyaml's complaints */

static bool tell_syntax(const struct teller *teller)
{
	const yaml_parser_t *parser = teller->stumble->parser;
	return report_error(
	        teller->stumble->report, place_at(teller, teller->problem), "yaml/syntax",
	        _("this cannot be read as lines of 'name: value' (%s); put the value in "
	          "quotes"),
	        parser->problem == NULL ? "?" : parser->problem);
}

/*
 * A line that would have to be `name: value`, and has no colon that counts. libyaml notices in the
 * line below; the context is where the would-be name begins.
 */
static bool tell_no_colon(const struct teller *teller)
{
	if (find_and_tell_slip(teller, teller->context.line))
		return false;
	return report_error(
	        teller->stumble->report, place_at(teller, teller->context), "yaml/line",
	        _("this line is not of the form 'name: value'; if it goes on with the value "
	          "above, begin it with spaces"));
}

/* Is there a `name: ` in the line before that column? */
static bool has_name_before(struct line line, size_t column)
{
	const char *stop = line.text;
	for (size_t i = 0; i < column && stop < line.text + line.length; i++)
		stop = g_utf8_next_char(stop);
	return memmem(line.text, (size_t)(stop - line.text), ": ", 2) != NULL;
}

static bool tell_indent(const struct teller *teller, yaml_mark_t mark)
{
	return report_error(
	        teller->stumble->report, place_at(teller, mark), "yaml/indent",
	        _("this line does not begin in the same column as the lines it belongs to; "
	          "give it as many spaces as they have"));
}

/*
 * A second ': ' in one value, or a line above that YAML drew together with this one: without a
 * colon that counts, that line and this one's name are one sentence, which cannot be a name.
 */
static bool tell_misplaced_colon(const struct teller *teller)
{
	yaml_mark_t mark = teller->problem;
	struct line line = line_get(teller, mark.line);
	if (has_name_before(line, mark.column))
		return report_error(
		        teller->stumble->report, place_at(teller, mark), "yaml/quotes",
		        _("a value that holds ': ' must stand in quotes: \"…: …\" (Chinese "
		          "quotes do not count)"));
	size_t above = line_above(teller, mark.line);
	if (find_and_tell_slip(teller, above))
		return false;
	mark.column = count_spaces(line);
	if (mark.column > 0)
		return tell_indent(teller, mark);
	return report_error(teller->stumble->report, place_of(teller, above, 0), "yaml/line",
	                    _("this line is not of the form 'name: value'"));
}

static bool tell_unclosed(const struct teller *teller, yaml_mark_t where)
{
	char mark[7];
	return report_error(teller->stumble->report, place_at(teller, where), "yaml/unclosed",
	                    _("the %s that opens here is not closed in its line; close it there"),
	                    character_at(teller, where, mark));
}

/*
 * Text behind a closing quote or bracket. A quote that opened in an earlier line was most likely
 * closed by the opening quote of this one, so the earlier line is the one to mend.
 */
static bool tell_behind_value(const struct teller *teller)
{
	const struct yaml_stumble *stumble = teller->stumble;
	if (!stumble->enclosed_any || stumble->enclosed_line != teller->problem.line)
		return tell_syntax(teller);
	char mark[7];
	character_at(teller, stumble->enclosed, mark);
	if (stumble->enclosed.line != teller->problem.line && strpbrk(mark, "\"'") != NULL)
		return tell_unclosed(teller, stumble->enclosed);
	return report_error(
	        stumble->report, place_at(teller, teller->problem), "yaml/quotes",
	        _("text goes on behind the value that begins with %s; put the whole of it in "
	          "quotes that it does not hold itself, '…' or \"…\""),
	        mark);
}

static bool tell_no_key(const struct teller *teller)
{
	struct line line = line_get(teller, teller->problem.line);
	if (teller->problem.column > count_spaces(line))
		return tell_behind_value(teller);
	if (starts_with(line, count_spaces(line), ":"))
		return report_error(teller->stumble->report, place_at(teller, teller->problem),
		                    "yaml/line",
		                    _("there is no name before ':'; write 'name: value'"));
	return !find_and_tell_slip(teller, teller->problem.line) &&
	       tell_indent(teller, teller->problem);
}

/* A name where an item was due: the list was not indented, or the name too deep. */
static bool tell_no_dash(const struct teller *teller)
{
	return report_error(
	        teller->stumble->report, place_at(teller, teller->problem), "yaml/indent",
	        _("the items of this list do not line up; begin each with '- ' in the same "
	          "column"));
}

/* The outermost value has ended, and more follows: the first line was indented, or '...' came. */
static bool tell_outside(const struct teller *teller)
{
	size_t above = line_above(teller, teller->problem.line);
	if (!starts_with(line_get(teller, above), 0, "..."))
		return tell_no_key(teller);
	return report_error(teller->stumble->report, place_at(teller, teller->problem),
	                    "yaml/second-document",
	                    _("the line '...' above ends what is read here; take it out"));
}

static bool tell_unclosed_quote(const struct teller *teller)
{
	return tell_unclosed(teller, teller->context);
}

static bool tell_bracket(const struct teller *teller)
{
	char mark[7];
	return report_error(
	        teller->stumble->report, place_at(teller, teller->context), "yaml/unclosed",
	        _("the list or group that begins with %s is not closed, or a ', ' is missing "
	          "in it; if it is text, put it in quotes"),
	        character_at(teller, teller->context, mark));
}

static bool tell_tab(const struct teller *teller)
{
	return tell_slip(
	        teller, teller->problem.line, SLIP_TAB,
	        MIN(count_spaces(line_get(teller, teller->problem.line)), teller->problem.column));
}

/* A value that begins with a sign of YAML's own. */
static bool tell_sign(const struct teller *teller, yaml_mark_t where)
{
	char mark[7];
	return report_error(teller->stumble->report, place_at(teller, where), "yaml/quotes",
	                    _("a value that begins with %s must stand in quotes: \"…\""),
	                    character_at(teller, where, mark));
}

static bool tell_sign_at_problem(const struct teller *teller)
{
	char mark[7];
	if (strcmp(character_at(teller, teller->problem, mark), "\t") == 0)
		return tell_tab(teller);
	return tell_sign(teller, teller->problem);
}

static bool tell_sign_at_context(const struct teller *teller)
{
	return tell_sign(teller, teller->context);
}

static bool tell_dash_in_line(const struct teller *teller)
{
	return report_error(
	        teller->stumble->report, place_at(teller, teller->problem), "yaml/list",
	        _("a list cannot begin behind its name; write each '- item' in a line of its "
	          "own below, or put the text in quotes"));
}

static bool tell_escape(const struct teller *teller)
{
	return report_error(teller->stumble->report, place_at(teller, teller->problem),
	                    "yaml/escape",
	                    _("'\\' has a meaning in double quotes; use single quotes, or write it "
	                      "twice"));
}

/* ---- the table */

static const struct complaint {
	const char *problem;
	const char *context; /* NULL: any */
	bool (*tell)(const struct teller *teller);
} complaints[] = {
        {"could not find expected ':'", NULL, tell_no_colon},
        {"mapping values are not allowed in this context", NULL, tell_misplaced_colon},
        {"did not find expected key", NULL, tell_no_key},
        {"did not find expected '-' indicator", NULL, tell_no_dash},
        {"did not find expected <document start>", NULL, tell_outside},
        {"found unexpected end of stream", "while scanning a quoted scalar", tell_unclosed_quote},
        {"found unexpected document indicator", "while scanning a quoted scalar",
         tell_unclosed_quote},
        {"did not find expected ',' or ']'", NULL, tell_bracket},
        {"did not find expected ',' or '}'", NULL, tell_bracket},
        {"found a tab character that violates indentation", NULL, tell_tab},
        {"found a tab character where an indentation space is expected", NULL, tell_tab},
        {"found character that cannot start any token", NULL, tell_sign_at_problem},
        {"did not find expected node content", "while parsing a block node", tell_sign_at_problem},
        {"block sequence entries are not allowed in this context", NULL, tell_dash_in_line},
        {"did not find expected alphabetic or numeric character", NULL, tell_sign_at_context},
        {"did not find expected comment or line break", "while scanning a block scalar",
         tell_sign_at_context},
        {"did not find expected whitespace or line break", "while scanning a tag",
         tell_sign_at_context},
        {"did not find the expected '>'", NULL, tell_sign_at_context},
        {"did not find expected tag URI", NULL, tell_sign_at_context},
        {"found undefined tag handle", NULL, tell_sign_at_context},
        {"found unknown escape character", NULL, tell_escape},
        {"did not find expected hexdecimal number", NULL, tell_escape},
        {"found invalid Unicode character escape code", NULL, tell_escape},
};

/* The reader stops long before the scanner comes there and knows the byte only. */
static bool tell_character(const struct teller *teller)
{
	const struct yaml_stumble *stumble = teller->stumble;
	yaml_mark_t mark = {0};
	size_t left = MIN(stumble->parser->problem_offset, stumble->length);
	struct line line = line_get(teller, 0);
	while (mark.line + 1 < teller->lines->len &&
	       line_get(teller, mark.line + 1).text <= stumble->text + left)
		line = line_get(teller, ++mark.line);
	left -= (size_t)(line.text - stumble->text);
	mark.column = (size_t)g_utf8_strlen(line.text, (gssize)MIN(left, line.length));
	return report_error(stumble->report, place_at(teller, mark), "yaml/character",
	                    _("the character U+%04X cannot be shown; delete it"),
	                    (unsigned)stumble->parser->problem_value);
}

static bool tell(const struct teller *teller)
{
	const yaml_parser_t *parser = teller->stumble->parser;
	if (parser->error == YAML_MEMORY_ERROR)
		g_error("out of memory");
	if (parser->error == YAML_READER_ERROR)
		return tell_character(teller);
	for (size_t i = 0; i < G_N_ELEMENTS(complaints); i++) {
		const struct complaint *complaint = &complaints[i];
		if (g_strcmp0(parser->problem, complaint->problem) == 0 &&
		    (complaint->context == NULL ||
		     g_strcmp0(parser->context, complaint->context) == 0))
			return complaint->tell(teller);
	}
	return tell_syntax(teller);
}

bool yaml_advice_give(const struct yaml_stumble *stumble)
{
	struct teller teller = {
	        .stumble = stumble,
	        .lines = split_lines(stumble->text, stumble->length),
	        .problem = stumble->parser->problem_mark,
	        .context = stumble->parser->context_mark,
	};
	tell(&teller);
	g_array_unref(teller.lines);
	return false;
}

bool yaml_advice_check_lines(struct report *report, struct place place, const char *text,
                             size_t length)
{
	struct yaml_stumble stumble = {.report = report, .place = place};
	struct teller teller = {.stumble = &stumble, .lines = split_lines(text, length)};
	bool good = true;
	for (unsigned i = 0; good && i < teller.lines->len; i++) {
		size_t offset;
		enum slip slip = find_slip(line_get(&teller, i), &offset);
		if (slip == SLIP_WIDE_COLON || slip == SLIP_NO_SPACE)
			good = tell_slip(&teller, i, slip, offset);
	}
	g_array_unref(teller.lines);
	return good;
}

bool yaml_advice_is_lost(const char *line, size_t length)
{
	struct line of_text = {.text = line, .length = length};
	size_t offset;
	enum slip slip = find_slip(of_text, &offset);
	return slip == SLIP_WIDE_COLON || slip == SLIP_NO_SPACE ||
	       starts_with(of_text, count_spaces(of_text), "- ");
}
