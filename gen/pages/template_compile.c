/* SPDX-License-Identifier: MIT */
/*
 * From the text of a template to a flat array of operations, in one pass from left to right.
 *
 * Everything that depends on lines is settled here, so that rendering knows of none of it:
 *   - a tag that has its line to itself takes the line with it, unless it prints a value;
 *   - text is cut so that each line of the template which can print something begins with an
 *     OPERATION_LINE, or inside a longer text. Whoever has to indent a partial needs to look
 *     nowhere else.
 * The pass never goes back over text it has dealt with, whatever the template says: its time grows
 * with the length of the template and no faster.
 */
#include <string.h>

#include "pages/template_program.h"
#include "pages/template_tag.h"

/* A section whose end has not come yet. */
struct open_section {
	struct piece name;
	size_t start;       /* of its tag, for messages */
	uint32_t operation; /* whose target is not known before the section ends */
};

struct compiler {
	struct tag_reader reader;
	struct arena *arena;
	GArray *operations;
	size_t at; /* everything before is dealt with */
	struct open_section sections[TEMPLATE_SECTIONS_MOST];
	unsigned depth;
};

static bool is_blank(char character)
{
	return character == ' ' || character == '\t';
}

struct place template_place(const struct program *program, size_t offset)
{
	struct place place = {.path = program->path, .line = 1, .column = 1};
	for (const char *at = program->source; at < program->source + offset; at++) {
		if (*at == '\n') {
			place.line++;
			place.column = 1;
		} else if (((unsigned char)*at & 0xc0) != 0x80) {
			place.column++;
		}
	}
	return place;
}

static struct place place_at(const struct compiler *compiler, size_t offset)
{
	return template_place(compiler->reader.program, offset);
}

/* ---- operations */

static struct operation *put(struct compiler *compiler, enum operation_type type)
{
	struct operation operation = {.type = (uint8_t)type, .text = ""};
	g_array_append_val(compiler->operations, operation);
	return &g_array_index(compiler->operations, struct operation, compiler->operations->len - 1);
}

static bool begins_line(const struct compiler *compiler, size_t offset)
{
	return offset == 0 || compiler->reader.program->source[offset - 1] == '\n';
}

static void put_text(struct compiler *compiler, size_t from, size_t to)
{
	if (from == to)
		return;
	struct operation *operation =
	        put(compiler, begins_line(compiler, from) ? OPERATION_LINE : OPERATION_TEXT);
	operation->text = compiler->reader.program->source + from;
	operation->length = (uint32_t)(to - from);
}

/* ---- names */

static struct template_name *name_new(struct compiler *compiler, unsigned count)
{
	struct template_name *name =
	        arena_take(compiler->arena, sizeof *name + count * sizeof name->parts[0]);
	name->count = count;
	return name;
}

static const struct template_name *whole_name(struct compiler *compiler, struct piece piece)
{
	struct template_name *name = name_new(compiler, 1);
	name->parts[0] = arena_copy(compiler->arena, piece.text, piece.length);
	return name;
}

/* Parts are copied, because each needs a NUL behind it to be compared with the keys of a map. */
static const struct template_name *dotted_name(struct compiler *compiler, struct piece piece)
{
	if (piece.length == 1 && piece.text[0] == '.')
		return name_new(compiler, 0);
	unsigned count = 1;
	for (size_t i = 0; i < piece.length; i++)
		count += piece.text[i] == '.';
	struct template_name *name = name_new(compiler, count);
	const char *start = piece.text;
	const char *end = piece.text + piece.length;
	for (unsigned part = 0; part < count; part++) {
		const char *dot = memchr(start, '.', (size_t)(end - start));
		size_t length = (size_t)((dot == NULL ? end : dot) - start);
		name->parts[part] = arena_copy(compiler->arena, start, length);
		start += length + 1;
	}
	return name;
}

/*
 * Whether nothing but blanks shares the line with the tag; `from` and `to` are then the borders
 * of the line.
 */
static bool is_alone(const struct compiler *compiler, const struct tag *tag, size_t *from,
                     size_t *to)
{
	const char *source = compiler->reader.program->source;
	size_t length = compiler->reader.program->length;
	if (tag->mark == '\0' || strchr("#^/>!=", tag->mark) == NULL)
		return false;
	*from = tag->start;
	while (*from > compiler->at && is_blank(source[*from - 1]))
		--*from;
	*to = tag->end;
	while (*to < length && is_blank(source[*to]))
		++*to;
	if (!begins_line(compiler, *from))
		return false;
	if (*to == length)
		return true;
	if (source[*to] == '\r' && *to + 1 < length)
		++*to;
	return source[(*to)++] == '\n';
}

/* ---- sections */

static bool open_section(struct compiler *compiler, const struct tag *tag)
{
	if (compiler->depth == TEMPLATE_SECTIONS_MOST)
		return report_error(compiler->reader.report, place_at(compiler, tag->start),
		                    "template/depth",
		                    _("more than %d sections lie inside each other here; close "
		                      "some of them, or "
		                      "move the inner ones into a template of their own"),
		                    TEMPLATE_SECTIONS_MOST);
	compiler->sections[compiler->depth++] = (struct open_section){
	        .name = tag->name,
	        .start = tag->start,
	        .operation = compiler->operations->len,
	};
	enum operation_type type = tag->mark == '#' ? OPERATION_SECTION : OPERATION_INVERTED;
	put(compiler, type)->name = dotted_name(compiler, tag->name);
	return true;
}

static bool refuse_closing(struct compiler *compiler, const struct tag *tag)
{
	struct place place = place_at(compiler, tag->start);
	g_autofree char *text = tag_show(&compiler->reader, tag);
	if (compiler->depth == 0)
		return report_error(compiler->reader.report, place, "template/closing",
		                    _("'%s' closes a section, but none is open here; remove it, or "
		                      "open the section before it"),
		                    text);
	const struct open_section *section = &compiler->sections[compiler->depth - 1];
	return report_error(compiler->reader.report, place, "template/closing",
	                    _("'%s' closes another section than the one open here, '%.*s' of line "
	                      "%u; close that "
	                      "one first"),
	                    text, (int)section->name.length, section->name.text,
	                    place_at(compiler, section->start).line);
}

/*
 * Only a section comes back for its next item, so an inverted one needs no operation at its end.
 * Targets are places and not pointers: the array still moves while it grows.
 */
static bool close_section(struct compiler *compiler, const struct tag *tag)
{
	if (compiler->depth == 0)
		return refuse_closing(compiler, tag);
	const struct open_section *section = &compiler->sections[compiler->depth - 1];
	if (!piece_is_same(tag->name, section->name))
		return refuse_closing(compiler, tag);
	compiler->depth--;
	GArray *operations = compiler->operations;
	uint32_t begin = section->operation;
	if (g_array_index(operations, struct operation, begin).type == OPERATION_SECTION)
		put(compiler, OPERATION_END)->target = begin + 1;
	g_array_index(operations, struct operation, begin).target = operations->len;
	return true;
}

/* ---- the pass */

/* `indent` without text: the tag is within a line. */
static void put_partial(struct compiler *compiler, const struct tag *tag, struct piece indent)
{
	struct operation *partial = put(compiler, OPERATION_PARTIAL);
	partial->name = whole_name(compiler, tag->name);
	partial->target = TEMPLATE_UNKNOWN;
	partial->offset = (uint32_t)tag->start;
	partial->alone = indent.text != NULL;
	partial->text = indent.text;
	partial->length = (uint32_t)indent.length;
}

static bool put_tag(struct compiler *compiler, const struct tag *tag, struct piece indent)
{
	switch (tag->mark) {
	case '#':
	case '^':
		return open_section(compiler, tag);
	case '/':
		return close_section(compiler, tag);
	case '>':
		put_partial(compiler, tag, indent);
		return true;
	case '\0':
		put(compiler, OPERATION_PRINT)->name = dotted_name(compiler, tag->name);
		return true;
	case '&':
	case '{':
		put(compiler, OPERATION_RAW)->name = dotted_name(compiler, tag->name);
		return true;
	default: /* a comment, or other delimiters */
		return true;
	}
}

/*
 * A tag that begins a line but shares it needs an OPERATION_LINE in front, as there is no text
 * there to carry it: an indented partial has its indent before such a tag too.
 */
static bool compile_tag(struct compiler *compiler, size_t start)
{
	struct tag tag;
	if (!tag_read(&compiler->reader, start, &tag))
		return false;
	size_t from = start;
	size_t to = tag.end;
	bool alone = is_alone(compiler, &tag, &from, &to);
	put_text(compiler, compiler->at, alone ? from : start);
	if (!alone && begins_line(compiler, start))
		put(compiler, OPERATION_LINE);
	struct piece indent = {NULL, 0};
	if (alone)
		indent = (struct piece){compiler->reader.program->source + from, start - from};
	compiler->at = alone ? to : tag.end;
	return put_tag(compiler, &tag, indent);
}

/* Everything after this may rely on UTF-8 without NUL, and on offsets that fit 32 bits. */
static bool check_text(struct report *report, const char *path, const struct program *program)
{
	if (program->length > TEMPLATE_LENGTH_MOST)
		return report_error(report, place_of_file(path), "template/length",
		                    _("the template is larger than %d KB; divide it into several"),
		                    TEMPLATE_LENGTH_MOST / 1024);
	const char *end;
	if (!g_utf8_validate(program->source, (gssize)program->length, &end))
		return report_error(
		        report, template_place(program, (size_t)(end - program->source)),
		        "template/encoding",
		        _("the template is not in UTF-8 from here on; save it as UTF-8"));
	return true;
}

static bool refuse_open_section(struct compiler *compiler)
{
	const struct open_section *section = &compiler->sections[compiler->depth - 1];
	const struct tag_reader *reader = &compiler->reader;
	struct place place = place_at(compiler, section->start);
	return report_error(reader->report, place, "template/section",
	                    _("the section '%.*s' opened on line %u is not closed; write "
	                      "'%.*s/%.*s%.*s' where it ends"),
	                    (int)section->name.length, section->name.text, place.line,
	                    (int)reader->opening.length, reader->opening.text,
	                    (int)section->name.length, section->name.text,
	                    (int)reader->closing.length, reader->closing.text);
}

static bool compile_all(struct compiler *compiler)
{
	const struct program *program = compiler->reader.program;
	const char *found;
	while ((found = tag_find(&compiler->reader, compiler->at)) != NULL)
		if (!compile_tag(compiler, (size_t)(found - program->source)))
			return false;
	put_text(compiler, compiler->at, program->length);
	return compiler->depth == 0 || refuse_open_section(compiler);
}

bool template_compile(struct report *report, struct arena *arena, const char *name,
                      const char *path, const char *text, size_t length, struct program *out)
{
	/* A byte order mark belongs to the file, not to the page. */
	size_t skipped = length >= 3 && memcmp(text, "\xef\xbb\xbf", 3) == 0 ? 3 : 0;
	*out = (struct program){.name = arena_string(arena, name),
	                        .path = arena_string(arena, path)};
	out->source = text + skipped;
	out->length = length - skipped;
	struct compiler compiler = {.arena = arena};
	compiler.operations = g_array_new(FALSE, FALSE, sizeof(struct operation));
	compiler.reader = (struct tag_reader){report, out, {"{{", 2}, {"}}", 2}};
	bool compiled = check_text(report, path, out);
	out->length = compiled ? out->length : 0;
	out->source = arena_copy(arena, out->source, out->length);
	compiled = compiled && compile_all(&compiler);
	if (!compiled)
		g_array_set_size(compiler.operations, 0);
	put(&compiler, OPERATION_RETURN);
	out->count = compiler.operations->len;
	out->operations = arena_new_array(arena, struct operation, out->count);
	memcpy(out->operations, compiler.operations->data, out->count * sizeof(struct operation));
	g_array_unref(compiler.operations);
	return compiled;
}
