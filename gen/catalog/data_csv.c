/* SPDX-License-Identifier: MIT */
/*
 * libcsv tells cells and the ends of rows, but not where it is. So it is fed line by line, and the
 * line at which a row began is the one it was fed when no row was open.
 */
#include "catalog/data_csv.h"

#include <csv.h>
#include <string.h>

struct reader {
	struct report *report;
	struct place place;
	struct arena *arena;
	struct data_csv *out;
	GPtrArray *cells; /* of the rows that are done */
	GPtrArray *row;   /* of the one that is open */
	GArray *lines;
	char *empty;         /* what all blank cells share */
	uint32_t row_cells;  /* in the open row, also those that are too many to keep */
	uint32_t row_filled; /* of them, not blank */
	uint32_t line;       /* being fed */
	uint32_t row_line;   /* at which the open row began */
	bool open;           /* the line being fed does not begin a row */
	bool stopped;        /* reported already, and there is nothing to go on for */
	char delimiter;
	uint32_t wrong_lengths; /* rows */
};

/* ---- cells */

/* White space of any width; a byte order mark in the midst of a file is none but looks so. */
static bool is_blank(const char *at)
{
	unsigned char byte = (unsigned char)*at;
	if (byte < 0x80)
		return byte <= ' ';
	gunichar character = g_utf8_get_char(at);
	return g_unichar_isspace(character) || character == 0xfeff;
}

const char *data_trim(const char *text, size_t *length)
{
	const char *end = text + *length;
	while (text < end && is_blank(text))
		text = g_utf8_next_char(text);
	while (end > text) {
		const char *last = g_utf8_prev_char(end);
		if (!is_blank(last))
			break;
		end = last;
	}
	*length = (size_t)(end - text);
	return text;
}

static void end_cell(void *bytes, size_t length, void *context)
{
	struct reader *reader = context;
	const char *text = data_trim(bytes, &length);
	reader->row_cells++;
	reader->row_filled += length > 0;
	if (reader->row->len <= DATA_COLUMNS_MOST)
		g_ptr_array_add(reader->row, length == 0 ? reader->empty
		                                         : arena_copy(reader->arena, text, length));
}

/* ---- the first row */

/* Within a name, the end of a line is a space, or nothing beside Chinese. */
static char *flat_name(struct arena *arena, const char *name)
{
	g_autoptr(GString) flat = g_string_new(NULL);
	for (const char *at = name; *at != '\0'; at++) {
		if (*at != '\r' && *at != '\n') {
			g_string_append_c(flat, *at);
			continue;
		}
		while (at[1] == '\r' || at[1] == '\n')
			at++;
		if ((unsigned char)at[1] < 0x80 && (signed char)flat->str[flat->len - 1] > 0)
			g_string_append_c(flat, ' ');
	}
	return arena_copy(arena, flat->str, flat->len);
}

static struct place place_of_row(const struct reader *reader)
{
	return place_of_line(reader->place.path, reader->row_line);
}

static bool check_names(struct reader *reader)
{
	bool good = true;
	struct place place = place_of_row(reader);
	g_autoptr(GHashTable) seen = g_hash_table_new(g_str_hash, g_str_equal);
	for (uint32_t i = 0; i < reader->out->column_count; i++) {
		const char *name = reader->out->names[i];
		uintptr_t before = (uintptr_t)g_hash_table_lookup(seen, name);
		if (*name == '\0')
			good = report_error(reader->report, place, "data/name",
			                    _("column %u has no name; name it, or delete the "
			                      "column"),
			                    i + 1);
		else if (before != 0)
			good = report_error(reader->report, place, "data/name",
			                    _("columns %u and %u are both named '%s'; name them "
			                      "apart"),
			                    (unsigned)before, i + 1, name);
		else
			g_hash_table_insert(seen, (void *)name, (void *)(uintptr_t)(i + 1));
	}
	return good;
}

static void end_header(struct reader *reader)
{
	struct data_csv *out = reader->out;
	if (reader->row_cells > DATA_COLUMNS_MOST) {
		reader->stopped = true;
		report_error(reader->report, place_of_row(reader), "data/size",
		             _("there are %u columns; %u is the most"), reader->row_cells,
		             DATA_COLUMNS_MOST);
		return;
	}
	out->column_count = reader->row_cells;
	out->names = arena_new_array(reader->arena, const char *, out->column_count);
	for (uint32_t i = 0; i < out->column_count; i++)
		out->names[i] = flat_name(reader->arena, reader->row->pdata[i]);
	if (out->column_count > 2 && reader->row_filled == 1 && *out->names[0] != '\0') {
		reader->stopped = true;
		report_error(reader->report, place_of_row(reader), "data/header",
		             _("this row should hold the names of the columns, and holds '%s' "
		               "alone; a title belongs in the document, delete the row"),
		             out->names[0]);
	} else if (!check_names(reader)) {
		reader->stopped = true;
	}
}

/* ---- rows */

static bool has_wide_mark(const struct reader *reader)
{
	for (uint32_t i = 0; i < reader->row->len; i++)
		if (strstr(reader->row->pdata[i], "，") != NULL)
			return true;
	return false;
}

static void report_length(struct reader *reader)
{
	if (++reader->wrong_lengths > DATA_PROBLEMS_MOST)
		return;
	struct place place = place_of_row(reader);
	unsigned cells = reader->row_cells;
	unsigned columns = reader->out->column_count;
	if (cells < columns && has_wide_mark(reader))
		report_error(reader->report, place, "data/row",
		             _("this row has %u cells, and there are %u columns; write the comma "
		               ", between cells, not ，"),
		             cells, columns);
	else if (cells < columns)
		report_error(reader->report, place, "data/row",
		             _("this row has %u cells, and there are %u columns; an empty cell "
		               "has its comma too"),
		             cells, columns);
	else
		report_error(reader->report, place, "data/row",
		             _("this row has %u cells, and there are %u columns; a cell that "
		               "holds a comma wants quotation marks around it"),
		             cells, columns);
}

static bool is_too_large(const struct reader *reader)
{
	uint32_t rows = reader->lines->len;
	return rows >= DATA_ROWS_MOST ||
	       (uint64_t)rows * reader->out->column_count >= DATA_CELLS_MOST;
}

static void keep_row(struct reader *reader)
{
	if (is_too_large(reader)) {
		reader->stopped = true;
		report_error(reader->report, place_of_row(reader), "data/size",
		             _("there are more than %u rows here; %u rows and %u cells are the "
		               "most: divide the file"),
		             reader->lines->len, DATA_ROWS_MOST, DATA_CELLS_MOST);
		return;
	}
	for (uint32_t i = 0; i < reader->row->len; i++)
		g_ptr_array_add(reader->cells, reader->row->pdata[i]);
	g_array_append_val(reader->lines, reader->row_line);
}

/* Called at each line end that is not in quotes: twice for CR LF, and after lines that are empty. */
static void end_row(int end, void *context)
{
	(void)end;
	struct reader *reader = context;
	if (!reader->stopped && reader->row_filled > 0) {
		if (reader->out->names == NULL)
			end_header(reader);
		else if (reader->row_cells == reader->out->column_count)
			keep_row(reader);
		else
			report_length(reader);
	}
	reader->open = false;
	reader->row_cells = reader->row_filled = 0;
	g_ptr_array_set_size(reader->row, 0);
}

/* ---- the whole */

/* What stands between cells, as the first line that is not blank tells; 0: reported. */
static char find_delimiter(struct reader *reader, const char *text, size_t length)
{
	const char *end = text + length;
	uint32_t line = reader->line + 1;
	for (; text < end && g_ascii_isspace(*text); text++)
		line += *text == '\n';
	bool quoted = false;
	bool tab = false, semicolon = false, wide = false;
	for (; text < end && (quoted || (*text != '\n' && *text != '\r')); text++) {
		quoted ^= *text == '"';
		if (quoted)
			continue;
		if (*text == ',')
			return ',';
		tab |= *text == '\t';
		semicolon |= *text == ';';
		wide |= g_str_has_prefix(text, "，");
	}
	if (tab || semicolon)
		return tab ? '\t' : ';';
	if (!wide)
		return ',';
	report_error(reader->report, place_of_line(reader->place.path, line), "data/delimiter",
	             _("between names of columns stands a comma ,, not ，"));
	return 0;
}

static bool report_quote(struct reader *reader, bool unclosed)
{
	unsigned column = reader->row_cells + 1;
	if (unclosed)
		return report_error(reader->report, place_of_row(reader), "data/quote",
		                    _("the quotation mark that opens cell %u of this row is not "
		                      "closed"),
		                    column);
	return report_error(reader->report, place_of_line(reader->place.path, reader->line),
	                    "data/quote",
	                    _("cell %u has a quotation mark in its midst; put the cell in "
	                      "quotation marks and write each within it twice: \"\""),
	                    column);
}

/* Where the line that begins at `at` ends, behind its mark. A CR alone ends a line too. */
static const char *end_of_line(const char *at, const char *end)
{
	while (at < end && *at != '\n' && *at != '\r')
		at++;
	if (at < end && *at == '\r' && at + 1 < end && at[1] == '\n')
		at++;
	return at < end ? at + 1 : end;
}

static bool feed(struct reader *reader, struct csv_parser *parser, const char *text, size_t length)
{
	const char *end = text + length;
	while (text < end && !reader->stopped) {
		const char *next = end_of_line(text, end);
		size_t size = (size_t)(next - text);
		reader->line++;
		if (!reader->open)
			reader->row_line = reader->line;
		reader->open = true;
		if (csv_parse(parser, text, size, end_cell, end_row, reader) != size)
			return report_quote(reader, false);
		text = next;
	}
	if (reader->stopped)
		return false;
	if (csv_fini(parser, end_cell, end_row, reader) != 0)
		return report_quote(reader, true);
	return !reader->stopped;
}

static bool read_rows(struct reader *reader, const char *text, size_t length)
{
	struct csv_parser parser;
	reader->delimiter = find_delimiter(reader, text, length);
	if (reader->delimiter == 0)
		return false;
	if (csv_init(&parser, CSV_STRICT | CSV_STRICT_FINI | CSV_REPALL_NL) != 0)
		g_error("libcsv cannot begin");
	csv_set_delim(&parser, (unsigned char)reader->delimiter);
	csv_set_blk_size(&parser, 4096);
	bool good = feed(reader, &parser, text, length);
	csv_free(&parser);
	if (reader->wrong_lengths > DATA_PROBLEMS_MOST)
		report_error(reader->report, reader->place, "data/row",
		             _("%u more rows have too few or too many cells"),
		             reader->wrong_lengths - DATA_PROBLEMS_MOST);
	if (good && reader->out->names == NULL)
		return report_error(reader->report, reader->place, "data/header",
		                    _("there is no data; the first row names the columns"));
	return good && reader->wrong_lengths == 0;
}

bool data_csv_read(struct report *report, struct place place, const char *text, size_t length,
                   struct arena *arena, struct data_csv *out)
{
	struct reader reader = {
	        .report = report,
	        .place = place,
	        .arena = arena,
	        .out = out,
	        .cells = g_ptr_array_new(),
	        .row = g_ptr_array_new(),
	        .lines = g_array_new(FALSE, FALSE, sizeof(uint32_t)),
	        .empty = arena_copy(arena, "", 0),
	        .line = place.line == 0 ? 0 : place.line - 1,
	};
	*out = (struct data_csv){0};
	bool good = read_rows(&reader, text, length);
	out->row_count = reader.lines->len;
	out->cells = arena_new_array(arena, const char *, reader.cells->len);
	out->lines = arena_new_array(arena, uint32_t, reader.lines->len);
	if (reader.lines->len > 0) {
		memcpy(out->cells, reader.cells->pdata, reader.cells->len * sizeof(char *));
		memcpy(out->lines, reader.lines->data, reader.lines->len * sizeof(uint32_t));
	}
	g_ptr_array_unref(reader.cells);
	g_ptr_array_unref(reader.row);
	g_array_unref(reader.lines);
	return good;
}
