/* SPDX-License-Identifier: MIT */
/*
 * A Markdown file in its two parts.
 *
 * Nothing of a file is ever lost here: where front matter cannot be told from text with certainty,
 * all of it is body and a problem is reported. Lines are counted in the text as the body has it,
 * with LF alone, which are the lines an editor's program shows.
 */
#include "source/front_matter.h"

#include <string.h>

#include "source/encoding.h"
#include "source/yaml.h"

/* A piece of the text: one line without its end, or the lines of the block. */
struct span {
	const char *text;
	size_t length;
};

/* ---- the whole text */

static bool check_encoding(struct report *report, const char *path, const char *text, size_t length)
{
	const char *end;
	if (g_utf8_validate_len(text, length, &end))
		return true;
	return encoding_report(report, path, text, length, (size_t)(end - text));
}

/* CRLF and CR become LF, and BOMs inside go: files glued together hold them, unseen. */
static struct span plain_lines(struct span text, struct arena *arena)
{
	static const char mark[] = "\xef\xbb\xbf";
	if (memchr(text.text, '\r', text.length) == NULL &&
	    memmem(text.text, text.length, mark, 3) == NULL)
		return text;
	char *copy = arena_take(arena, text.length + 1);
	const char *at = text.text;
	const char *end = text.text + text.length;
	size_t length = 0;
	while (at < end) {
		if (*at == '\xef' && end - at >= 3 && memcmp(at, mark, 3) == 0) {
			at += 3;
		} else if (*at == '\r') {
			copy[length++] = '\n';
			at += end - at > 1 && at[1] == '\n' ? 2 : 1;
		} else {
			copy[length++] = *at++;
		}
	}
	return (struct span){.text = copy, .length = length};
}

/* ---- lines */

/* Cuts the first line off `rest`; false when there is none. */
static bool next_line(struct span *rest, struct span *line)
{
	if (rest->length == 0)
		return false;
	const char *end = memchr(rest->text, '\n', rest->length);
	size_t taken = end == NULL ? rest->length : (size_t)(end - rest->text) + 1;
	*line = (struct span){.text = rest->text, .length = end == NULL ? taken : taken - 1};
	rest->text += taken;
	rest->length -= taken;
	return true;
}

static struct span trimmed(struct span line)
{
	while (line.length > 0 && strchr(" \t", line.text[line.length - 1]) != NULL)
		line.length--;
	while (line.length > 0 && strchr(" \t", line.text[0]) != NULL) {
		line.text++;
		line.length--;
	}
	return line;
}

static bool is_exactly(struct span line, const char *mark)
{
	struct span kept = trimmed(line);
	return kept.text == line.text && kept.length == 3 && memcmp(kept.text, mark, 3) == 0;
}

static bool has_colon(struct span line)
{
	return memchr(line.text, ':', line.length) != NULL ||
	       memmem(line.text, line.length, "：", strlen("：")) != NULL;
}

/* Dashes of any kind and nothing else: what '---' becomes under some keyboards. */
static bool is_dashes(struct span line)
{
	static const char *const dashes[] = {"-", "‐", "‑", "‒", "–", "—", "―", "−", "－", "─"};
	line = trimmed(line);
	if (line.length < 3 || strchr("-\xe2\xef", line.text[0]) == NULL) /* their first bytes */
		return false;
	while (line.length > 0) {
		size_t which = 0;
		size_t size = 0;
		for (; which < G_N_ELEMENTS(dashes); which++) {
			size = strlen(dashes[which]);
			if (line.length >= size && memcmp(line.text, dashes[which], size) == 0)
				break;
		}
		if (which == G_N_ELEMENTS(dashes))
			return false;
		line.text += size;
		line.length -= size;
	}
	return true;
}

/* A line such as 'title: …' or '标题：…', as far as one can tell from outside YAML. */
static bool is_field(struct span line)
{
	enum { NAME_MOST = 60 };
	line = trimmed(line);
	if (line.length == 0 || strchr("#>-*|", line.text[0]) != NULL)
		return false;
	line.length = MIN(line.length, (size_t)NAME_MOST);
	return has_colon(line);
}

/* ---- the block */

/* The block between the first line and the closing one. */
struct block {
	struct span lines;
	struct span body;
	unsigned closing; /* line of the closing mark */
	unsigned dashes; /* a line that may have been meant to close, when none does; 0: there is none */
};

/* False: no line closes the block. `rest` begins behind the first line. */
static bool find_block(struct span rest, struct block *out)
{
	const char *start = rest.text;
	struct span line;
	*out = (struct block){.closing = 1};
	while (next_line(&rest, &line)) {
		out->closing++;
		if (is_exactly(line, "---") || is_exactly(line, "...")) {
			out->lines = (struct span){start, (size_t)(line.text - start)};
			out->body = rest;
			return true;
		}
		if (out->dashes == 0 && is_dashes(line))
			out->dashes = out->closing;
	}
	return false;
}

/*
 * Is this text between two rules, rather than fields? Then no line has a colon, except for what
 * YAML takes for comments: a heading '# 第一章: 总则' must not vanish as one.
 */
static bool is_prose(struct span block)
{
	bool any = false;
	struct span line;
	while (next_line(&block, &line)) {
		struct span kept = trimmed(line);
		any = any || kept.length > 0;
		if (kept.length > 0 && kept.text[0] != '#' && has_colon(kept))
			return false;
	}
	return any;
}

static bool report_unclosed(struct report *report, const char *path, const struct block *block)
{
	if (block->dashes != 0)
		return report_error(
		        report, place_of_line(path, 1), "front-matter/unclosed",
		        _("the front matter that begins here never ends; write the dashes of "
		          "line %u as '---'"),
		        block->dashes);
	return report_error(
	        report, place_of_line(path, 1), "front-matter/unclosed",
	        _("the front matter that begins here never ends; write '---' in a line of its "
	          "own below its last field, or '***' here if a rule is meant"));
}

static bool read_fields(struct report *report, const char *path, struct span lines,
                        struct arena *arena, struct value *out)
{
	struct value fields;
	if (!yaml_read(report, place_of_line(path, 2), lines.text, lines.length, arena, &fields))
		return false;
	if (fields.type == VALUE_MAP)
		*out = fields;
	else
		report_error(report, place_of_line(path, MAX(fields.line, 2)), "front-matter/fields",
		             _("the front matter holds no fields; write each as 'name: value' in a "
		               "line of its own"));
	return fields.type == VALUE_MAP;
}

/* The text opens with '---': takes the block off, if it is one. */
static void split(struct report *report, const char *path, struct span rest, struct arena *arena,
                  struct front_matter *out)
{
	struct block block;
	if (!find_block(rest, &block)) {
		report_unclosed(report, path, &block);
		out->lost = true;
		return;
	}
	if (is_prose(block.lines)) {
		report_warning(
		        report, place_of_line(path, 1), "front-matter/rule",
		        _("there are no fields between this '---' and line %u, so all of it is "
		          "shown "
		          "as text; write fields as 'name: value', or '***' if a rule is meant"),
		        block.closing);
		return;
	}
	out->body = block.body.text;
	out->body_length = block.body.length;
	out->body_line = block.closing + 1;
	out->lost = !read_fields(report, path, block.lines, arena, &out->fields);
}

/*
 * Front matter that is none: below an empty line, indented, or under dashes of another kind. True:
 * there is such, and it was told.
 */
static bool warn_of_opening(struct report *report, const char *path, struct span rest)
{
	enum { LINES_MOST = 10 };
	struct span line;
	for (unsigned number = 1; number <= LINES_MOST && next_line(&rest, &line); number++) {
		if (trimmed(line).length == 0)
			continue;
		struct span below;
		bool found = is_dashes(line) && next_line(&rest, &below) && is_field(below);
		if (found)
			report_warning(
			        report, place_of_line(path, number), "front-matter/opening",
			        _("this looks like front matter, but is shown as text; begin the "
			          "first line of the file with '---' and nothing else"));
		return found;
	}
	return false;
}

bool front_matter_read(struct report *report, const char *path, const char *text, size_t length,
                       struct arena *arena, struct front_matter *out)
{
	*out = (struct front_matter){
	        .fields = {.type = VALUE_MAP, .line = 1},
	        .body = "",
	        .body_line = 1,
	};
	if (length == 0)
		return true;
	if (!check_encoding(report, path, text, length))
		return false;
	struct span whole = {.text = text, .length = length};
	if (length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0)
		whole = (struct span){text + 3, length - 3};
	whole = plain_lines(whole, arena);
	out->body = whole.text;
	out->body_length = whole.length;
	struct span rest = whole;
	struct span first;
	if (next_line(&rest, &first) && is_exactly(first, "---"))
		split(report, path, rest, arena, out);
	else
		out->lost = warn_of_opening(report, path, whole);
	return true;
}
