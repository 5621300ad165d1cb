/* SPDX-License-Identifier: MIT */
/*
 * The Markdown parser behind bars.
 *
 * The cmark-gfm of Debian 12 can be made to take hours and gigabytes by some kilobytes of text. So
 * it gets all its memory from one stretch of address space, given back at once and reused by the
 * next document; the allocator counts bytes and processor time and, when either runs out, jumps
 * back out of the parser. What loops without allocating does so once a line over the open blocks:
 * lines are fed singly, with a look at the clock between them, and refused when too many blocks are
 * open. After a jump nothing of the parser is used but its plain fields.
 */
#include "catalog/markdown_guard.h"

#include <cmark-gfm-core-extensions.h>
#include <cmark-gfm-extension_api.h>
#include <cmark-gfm/parser.h>
#include <setjmp.h>
#include <string.h>
#include <sys/mman.h>
#include <time.h>

#if defined(__has_include) && __has_include(<sanitizer/asan_interface.h>)
#include <sanitizer/asan_interface.h>
#else
#define ASAN_POISON_MEMORY_REGION(start, size) ((void)(start), (void)(size))
#define ASAN_UNPOISON_MEMORY_REGION(start, size) ((void)(start), (void)(size))
#endif

#define MEMORY_LIMIT ((size_t)64 * 1024 * 1024)
#define MEMORY_KEPT ((size_t)8 * 1024 * 1024)

enum {
	TIME_LIMIT = 400, /* milliseconds of processor time */
	CALLS_PER_CLOCK = 256,
	LINES_PER_CLOCK = 64,
	LEVEL_LIMIT = 32,
	COLUMN_LIMIT = 64,
	ROW_LIMIT = 1024,    /* cells in one row; the parser reads them all and drops most */
	CELL_LIMIT = 200000, /* cells that short rows of a table lack */
	LONG_PREFIX = 16, /* bytes of quote and list marks that are worth counting the levels for */
};

enum stop { STOP_NONE, STOP_MEMORY, STOP_TIME, STOP_LEVELS, STOP_COLUMNS, STOP_CELLS };

/* In front of every piece of memory, so that the piece is aligned to 16. */
struct piece {
	size_t room;
	size_t padding;
};

/* The parser takes no context with its allocator: one budget for a process. */
static struct {
	unsigned char *base;
	size_t used;
	size_t touched; /* beyond this, all bytes are zero */
	unsigned calls;
	int64_t deadline; /* nanoseconds of processor time of this process */
	jmp_buf escape;
} budget;

static cmark_syntax_extension *table_extension;
static cmark_syntax_extension *strike_extension;

static int64_t processor_time(void)
{
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static size_t rounded(size_t size)
{
	return (size + sizeof(struct piece) - 1) & ~(sizeof(struct piece) - 1);
}

/* `room` bytes, of which those below budget.touched hold what was there before. */
static void *take(size_t room)
{
	if (++budget.calls % CALLS_PER_CLOCK == 0 && processor_time() > budget.deadline)
		longjmp(budget.escape, STOP_TIME);
	if (room > MEMORY_LIMIT || budget.used + sizeof(struct piece) + rounded(room) > MEMORY_LIMIT)
		longjmp(budget.escape, STOP_MEMORY);
	struct piece *piece = (struct piece *)(void *)(budget.base + budget.used);
	budget.used += sizeof(struct piece) + rounded(room);
	ASAN_UNPOISON_MEMORY_REGION(piece, sizeof(struct piece));
	piece->room = room;
	ASAN_POISON_MEMORY_REGION(piece, sizeof(struct piece));
	ASAN_UNPOISON_MEMORY_REGION(piece + 1, room);
	return piece + 1;
}

static size_t room_of(void *memory)
{
	struct piece *piece = (struct piece *)memory - 1;
	ASAN_UNPOISON_MEMORY_REGION(piece, sizeof(struct piece));
	size_t room = piece->room;
	ASAN_POISON_MEMORY_REGION(piece, sizeof(struct piece));
	return room;
}

static bool is_last(void *memory, size_t room)
{
	return (unsigned char *)memory + rounded(room) == budget.base + budget.used;
}

static void give_back(void *memory)
{
	if (memory == NULL)
		return;
	size_t room = room_of(memory);
	budget.touched = MAX(budget.touched, budget.used);
	if (is_last(memory, room))
		budget.used = (size_t)((unsigned char *)memory - budget.base) - sizeof(struct piece);
	ASAN_POISON_MEMORY_REGION(memory, rounded(room));
}

static void *take_zeroed(size_t count, size_t size)
{
	if (size != 0 && count > MEMORY_LIMIT / size)
		longjmp(budget.escape, STOP_MEMORY);
	unsigned char *memory = take(count * size);
	size_t start = (size_t)(memory - budget.base);
	if (start < budget.touched)
		memset(memory, 0, MIN(count * size, budget.touched - start));
	return memory;
}

static void *take_again(void *memory, size_t size)
{
	if (memory == NULL)
		return take(size);
	size_t room = room_of(memory);
	if (is_last(memory, room))
		give_back(memory); /* and get it again where it lies, larger or smaller */
	void *again = take(size);
	if (again != memory)
		memcpy(again, memory, MIN(room, size));
	return again;
}

static cmark_mem memory_functions = {take_zeroed, take_again, give_back};

static void budget_renew(void)
{
	if (budget.base == NULL) {
		void *base = mmap(NULL, MEMORY_LIMIT, PROT_READ | PROT_WRITE,
		                  MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0);
		if (base == MAP_FAILED)
			g_error("no address space for the Markdown parser");
		budget.base = base;
		ASAN_POISON_MEMORY_REGION(budget.base, MEMORY_LIMIT);
	}
	budget.touched = MAX(budget.touched, budget.used);
	ASAN_POISON_MEMORY_REGION(budget.base, budget.touched);
	if (budget.touched > MEMORY_KEPT) {
		madvise(budget.base + MEMORY_KEPT, MEMORY_LIMIT - MEMORY_KEPT, MADV_DONTNEED);
		budget.touched = MEMORY_KEPT;
	}
	budget.used = 0;
	budget.calls = 0;
	budget.deadline = processor_time() + (int64_t)TIME_LIMIT * 1000000;
}

size_t markdown_guard_used(void)
{
	return budget.used;
}

size_t markdown_guard_limit(void)
{
	return MEMORY_LIMIT;
}

void markdown_guard_init(void)
{
	cmark_gfm_core_extensions_ensure_registered();
	table_extension = cmark_find_syntax_extension("table");
	strike_extension = cmark_find_syntax_extension("strikethrough");
	g_assert(table_extension != NULL && strike_extension != NULL);
}

/* One parse. What changes after the setjmp lies here and not in local variables, which a jump
 * would lose. */
struct parse {
	struct report *report;
	struct place place;
	const char *text;
	size_t length;
	bool notes;
	cmark_parser *parser;
	cmark_node *root;
	bool feeding;
	bool tables;
	cmark_node *table; /* the table that the last line belonged to, or NULL */
	cmark_node *told;  /* the last table that was reported for a row too long */
	size_t lacking;    /* cells that the rows of this document's tables lack */
};

/* Whether `first` is somewhere followed by `second`. */
static bool contains(const struct parse *parse, char first, char second)
{
	const char *end = parse->text + parse->length;
	for (const char *at = parse->text; (at = memchr(at, first, (size_t)(end - at))) != NULL;
	     at++)
		if (at + 1 < end && at[1] == second)
			return true;
	return false;
}

/* An extension makes every parse slower, so each is there only for a text that may need it. */
static void open_parser(struct parse *parse)
{
	int options = CMARK_OPT_SOURCEPOS | CMARK_OPT_STRIKETHROUGH_DOUBLE_TILDE;
	if (parse->notes && contains(parse, '[', '^'))
		options |= CMARK_OPT_FOOTNOTES;
	parse->parser = cmark_parser_new_with_mem(options, &memory_functions);
	parse->tables = memchr(parse->text, '|', parse->length) != NULL;
	if (parse->tables)
		cmark_parser_attach_syntax_extension(parse->parser, table_extension);
	if (contains(parse, '~', '~'))
		cmark_parser_attach_syntax_extension(parse->parser, strike_extension);
}

static bool has_long_prefix(const char *line, size_t length)
{
	if (length < LONG_PREFIX)
		return false;
	for (unsigned i = 0; i < LONG_PREFIX; i++)
		if (strchr(" \t>-+*.)0123456789", line[i]) == NULL)
			return false;
	return true;
}

static bool is_nested_too_deep(const cmark_node *node)
{
	unsigned levels = 0;
	for (; node != NULL; node = node->parent)
		levels += node->type == CMARK_NODE_BLOCK_QUOTE || node->type == CMARK_NODE_ITEM ||
		          node->type == CMARK_NODE_FOOTNOTE_DEFINITION;
	return levels > LEVEL_LIMIT;
}

/* Nothing but '-', ':' and '|': the line below the head of a table. */
static bool is_table_rule(const char *line, size_t length)
{
	bool rule = false;
	for (size_t i = 0; i < length; i++) {
		if (strchr("|:-> \t\n", line[i]) == NULL)
			return false;
		rule = rule || line[i] == '-';
	}
	return rule;
}

static size_t count_cells(const char *line, size_t length)
{
	const char *end = line + length;
	while (line < end && strchr(" \t>", *line) != NULL)
		line++;
	while (end > line && g_ascii_isspace(end[-1]))
		end--;
	size_t cells = 1;
	for (const char *at = line; (at = memchr(at, '|', (size_t)(end - at))) != NULL; at++)
		if (at > line && at + 1 < end && at[-1] != '\\')
			cells++;
	return cells;
}

static cmark_node *table_around(cmark_node *node)
{
	cmark_node_type type = cmark_node_get_type(node);
	if (type != CMARK_NODE_PARAGRAPH && cmark_gfm_extensions_get_table_columns(node) > 0)
		return node;
	node = node->parent;
	return node != NULL && cmark_gfm_extensions_get_table_columns(node) > 0 ? node : NULL;
}

/* After a line of a table was read: what the row lacks, or has too much. */
static enum stop check_row(struct parse *parse, size_t cells)
{
	cmark_node *before = parse->table;
	parse->table = table_around(parse->parser->current);
	if (parse->table == NULL || parse->table != before)
		return STOP_NONE;
	size_t columns = cmark_gfm_extensions_get_table_columns(parse->table);
	if (cells <= columns) {
		parse->lacking += columns - cells;
		return parse->lacking > CELL_LIMIT ? STOP_CELLS : STOP_NONE;
	}
	if (parse->told != parse->table) {
		unsigned line = parse->place.line + (unsigned)parse->parser->line_number - 1;
		report_warning(parse->report, place_of_line(parse->place.path, line), "table/cells",
		               _("this row has %zu cells, the head of the table %zu; what stands "
		                 "in the last "
		                 "cells is lost: write more columns into the head"),
		               cells, columns);
	}
	parse->told = parse->table;
	return STOP_NONE;
}

static enum stop feed_line(struct parse *parse, const char *line, size_t length)
{
	cmark_parser *parser = parse->parser;
	bool rule = parse->tables && parser->current->type == CMARK_NODE_PARAGRAPH &&
	            is_table_rule(line, length);
	size_t cells = rule || parse->table != NULL ? count_cells(line, length) : 0;
	if (cells > (rule ? COLUMN_LIMIT : ROW_LIMIT)) {
		parser->line_number++;
		return STOP_COLUMNS;
	}
	cmark_parser_feed(parser, line, length);
	if (line[length - 1] !=
	    '\n') /* or it would be read at the very end, unseen by what follows here */
		cmark_parser_feed(parser, "\n", 1);
	if (has_long_prefix(line, length) && is_nested_too_deep(parser->current))
		return STOP_LEVELS;
	return cells > 0 ? check_row(parse, cells) : STOP_NONE;
}

static enum stop feed(struct parse *parse)
{
	const char *at = parse->text;
	const char *end = parse->text + parse->length;
	while (at < end) {
		const char *newline = memchr(at, '\n', (size_t)(end - at));
		const char *next = newline == NULL ? end : newline + 1;
		enum stop stop = feed_line(parse, at, (size_t)(next - at));
		if (stop == STOP_NONE && parse->parser->line_number % LINES_PER_CLOCK == 0 &&
		    processor_time() > budget.deadline)
			stop = STOP_TIME;
		if (stop != STOP_NONE)
			return stop;
		at = next;
	}
	return STOP_NONE;
}

static enum stop run(struct parse *parse)
{
	int stop = setjmp(budget.escape);
	if (stop != 0)
		return (enum stop)stop;
	open_parser(parse);
	parse->feeding = true;
	stop = (int)feed(parse);
	if (stop != STOP_NONE)
		return (enum stop)stop;
	parse->feeding = false;
	parse->root = cmark_parser_finish(parse->parser);
	return STOP_NONE;
}

/* Once all lines are in, paragraphs are read in order: the last that has anything in it is where
 * the parser was caught. */
static unsigned line_caught(const struct parse *parse)
{
	if (parse->parser == NULL || parse->parser->root == NULL)
		return 1;
	if (parse->feeding)
		return (unsigned)MAX(parse->parser->line_number, 1);
	int line = 1;
	const cmark_node *node = parse->parser->root->first_child;
	while (node != NULL) {
		bool is_block = (node->type & CMARK_NODE_TYPE_MASK) == CMARK_NODE_TYPE_BLOCK;
		if (!is_block)
			line = MAX(line, node->parent->start_line);
		if (is_block && node->first_child != NULL) {
			node = node->first_child;
			continue;
		}
		/* one inline tells enough of its paragraph */
		if (!is_block)
			node = node->parent;
		while (node != NULL && node->next == NULL)
			node = node->parent;
		node = node == NULL ? NULL : node->next;
	}
	return (unsigned)line;
}

static void refuse(const struct parse *parse, enum stop stop, struct place place)
{
	switch (stop) {
	case STOP_LEVELS:
		report_error(parse->report, place, "markdown/nesting",
		             _("quotes and lists are nested more than %d deep here; take away some "
		               "of the '>' and "
		               "list marks that the line begins with"),
		             LEVEL_LIMIT);
		break;
	case STOP_COLUMNS:
		report_error(parse->report, place, "markdown/columns",
		             _("a table may have %d columns at most; split this one"), COLUMN_LIMIT);
		break;
	case STOP_CELLS:
		report_error(parse->report, place, "markdown/cells",
		             _("the rows of the tables up to here lack more than %d cells; give "
		               "each row as many "
		               "as the head of its table has"),
		             CELL_LIMIT);
		break;
	case STOP_TIME:
		report_error(parse->report, place, "markdown/time",
		             _("the text takes too long to read; look here for long runs of marks "
		               "such as [ ] * < | "
		               "and take them away, or split the document"));
		break;
	default:
		report_error(parse->report, place, "markdown/memory",
		             _("the text takes more than %zu MB of memory to read; look here for "
		               "long runs of marks "
		               "such as [ ] * < | and take them away, or split the document"),
		             MEMORY_LIMIT / 1024 / 1024);
		break;
	}
}

cmark_node *markdown_guard_parse(struct report *report, struct place place, const char *text,
                                 size_t length, bool notes)
{
	struct parse parse = {
	        .report = report, .place = place, .text = text, .length = length, .notes = notes};
	budget_renew();
	enum stop stop = run(&parse);
	if (stop == STOP_NONE)
		return parse.root;
	/* The parser marks '~' as special in a table of its own while it reads inlines: without
	 * this, the next document would be read in another way than alone. */
	if (parse.parser != NULL)
		cmark_manage_extensions_special_characters(parse.parser, false);
	place.line += line_caught(&parse) - 1;
	refuse(&parse, stop, place);
	return NULL;
}
