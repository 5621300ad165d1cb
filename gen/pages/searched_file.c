/* SPDX-License-Identifier: MIT */
#include "pages/searched_file.h"

#include "pages/searched.h"
#include "pages/show_data.h"
#include "pages/show_player.h"
#include "search/cut.h"

#include <string.h>

static void add_file(GArray *files, bool spoken, uint32_t index)
{
	struct searched_file file = {.spoken = spoken, .index = index};
	for (unsigned i = 0; i < files->len; i++) {
		const struct searched_file *other = &g_array_index(files, struct searched_file, i);
		if (other->spoken == spoken && other->index == index)
			return;
	}
	g_array_append_val(files, file);
}

GArray *searched_files(const struct record *record)
{
	GArray *files = g_array_new(FALSE, FALSE, sizeof(struct searched_file));
	if (record_is_withdrawn(record))
		return files;
	for (uint32_t i = 0; i < record->target_count; i++)
		if (record->targets[i].type == TARGET_DATA ||
		    record->targets[i].type == TARGET_RECORDING)
			add_file(files, record->targets[i].type == TARGET_RECORDING,
			         record->targets[i].index);
	for (uint32_t i = 0; i < record->field_target_count; i++)
		if (record->kind->tables != NULL &&
		    record->field_targets[i].field == record->kind->tables &&
		    record->field_targets[i].target.type == TARGET_FILE)
			add_file(files, false, record->field_targets[i].target.index);
	return files;
}

static bool is_text_file(const struct source_file *file)
{
	return file != NULL && !reading_is_document(file->path);
}

size_t searched_file_length(const struct catalog *catalog, const struct searched_file *file)
{
	size_t most = (size_t)SEARCHED_UNITS_MOST * CUT_LENGTH;
	if (!file->spoken)
		return MIN(catalog->assets[file->index].size, most);
	const struct recording *recording = &catalog->recordings[file->index];
	size_t length = is_text_file(recording->transcript) ? recording->transcript_size : 0;
	for (unsigned i = 0; i < recording->caption_count; i++)
		length += catalog->assets[recording->captions[i].file].size;
	return MIN(length, most);
}

unsigned searched_file_unit_count(const struct catalog *catalog, const struct searched_file *file)
{
	return MIN(cut_count(searched_file_length(catalog, file)), SEARCHED_UNITS_MOST);
}

static void add_blob(struct digester *digester, const struct source_file *file)
{
	digester_add(digester, file->blob.bytes, sizeof file->blob.bytes);
}

void searched_file_sign(const struct catalog *catalog, const struct searched_file *file,
                        struct digester *digester)
{
	digester_add_number(digester, file->spoken);
	if (!file->spoken) {
		add_blob(digester, catalog->assets[file->index].source);
		return;
	}
	const struct recording *recording = &catalog->recordings[file->index];
	for (unsigned i = 0; i < recording->caption_count; i++) {
		digester_add_text(digester, recording->captions[i].language);
		add_blob(digester, catalog->assets[recording->captions[i].file].source);
	}
	if (is_text_file(recording->transcript))
		add_blob(digester, recording->transcript);
}

/* ---- tables */

/*
 * Keys that a table has in place of words, as annual reports do, are shown by what they are called:
 * nobody reads them. Those of datasets are.
 */
static bool is_key(const char *cell)
{
	return *cell != '\0' && strspn(cell, "abcdefghijklmnopqrstuvwxyz_") == strlen(cell);
}

static void append_cell(GString *out, const char *cell, bool last)
{
	size_t start = out->len;
	g_string_append(out, cell);
	for (size_t i = start; i < out->len; i++)
		if (strchr("\n\r\t", out->str[i]) != NULL)
			out->str[i] = ' ';
	g_string_append_c(out, last ? '\n' : '\t');
}

static void append_table(GString *out, const struct data_table *table, bool keyed)
{
	for (uint32_t row = 0; row <= table->row_count; row++)
		for (uint32_t i = 0; i < table->column_count; i++) {
			const char *cell = row == 0 ? table->columns[i].name
			                            : table->columns[i].cells[row - 1];
			append_cell(out, keyed && is_key(cell) ? "" : cell,
			            i + 1 == table->column_count);
		}
}

static bool read_rows(struct report *report, const struct show *show, const struct record *record,
                      const struct catalog_file *file, GString *out)
{
	g_autoptr(Report) untold = report_new();
	struct data_table table;
	bool made;
	if (!read_file_table(untold, show, file, &table, &made))
		return read_file_table(report, show, file, &table,
		                       &made); /* which tells the cause */
	if (made)
		append_table(out, &table,
		             record->kind->tables != NULL && record->kind->table_rows == 0);
	return true;
}

/* ---- what is said */

static void append_lines(GString *out, const struct value *lines)
{
	for (unsigned i = 0; lines != NULL && i < lines->count; i++) {
		const struct value *line = &lines->items[i];
		const char *speaker = value_get_text(line, "speaker");
		const char *text =
		        line->type == VALUE_TEXT ? line->text : value_get_text(line, "text");
		if (speaker != NULL)
			g_string_append_printf(out, "%s：", speaker);
		append_cell(out, text == NULL ? "" : text, true);
	}
}

static bool read_words(struct report *report, const struct show *show, const struct record *record,
                       const struct recording *recording, GString *out)
{
	g_autoptr(Report) untold = report_new();
	const struct player player = {
	        .record = record, .recording = recording, .label = "", .number = 1};
	struct value shown;
	if (!show_player(untold, show, &player, &shown))
		return show_player(report, show, &player, &shown); /* which tells the cause */
	append_lines(out, value_get(&shown, "transcript"));
	append_lines(out, value_get(&shown, "cues"));
	return true;
}

bool searched_file_read(struct report *report, const struct show *show, const struct record *record,
                        const struct searched_file *file, GString *out)
{
	const struct catalog *catalog = show->catalog;
	size_t most = (size_t)SEARCHED_UNITS_MOST * CUT_LENGTH;
	bool done =
	        file->spoken
	                ? read_words(report, show, record, &catalog->recordings[file->index], out)
	                : read_rows(report, show, record, &catalog->assets[file->index], out);
	if (out->len > most) {
		while (((unsigned char)out->str[most] & 0xC0) == 0x80)
			most--;
		g_string_truncate(out, most);
	}
	return done;
}
