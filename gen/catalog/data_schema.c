/* SPDX-License-Identifier: MIT */
/* What is said of a table, read from the fields of its document. */
#include "catalog/data_schema.h"

#include <string.h>

#include "catalog/data_csv.h"
#include "catalog/data_number.h"

struct reader {
	struct report *report;
	const char *path;
	struct arena *arena;
	bool good;
};

static enum data_content read_content(const char *word)
{
	static const char *const WORDS[] = {
	        [DATA_WORDS] = "text", [DATA_INTEGER] = "integer", [DATA_DECIMAL] = "number",
	        [DATA_DATE] = "date",  [DATA_MONTH] = "month",     [DATA_QUARTER] = "quarter",
	        [DATA_YEAR] = "year",  [DATA_BOOLEAN] = "boolean", [DATA_CODE] = "code",
	};
	for (unsigned i = DATA_WORDS; word != NULL && i < G_N_ELEMENTS(WORDS); i++)
		if (strcmp(word, WORDS[i]) == 0)
			return (enum data_content)i;
	return DATA_ANYTHING;
}

/* The texts of a list, or the only text, NULL-terminated; NULL: there are none. */
static const char **read_texts(struct arena *arena, const struct value *value)
{
	const struct value *items = value;
	unsigned count = 1;
	unsigned kept = 0;
	if (value != NULL && value->type == VALUE_LIST) {
		items = value->items;
		count = value->count;
	}
	if (items == NULL || count == 0)
		return NULL;
	const char **texts = arena_new_array(arena, const char *, count + 1);
	for (unsigned i = 0; i < count; i++)
		if (items[i].type == VALUE_TEXT)
			texts[kept++] = items[i].text;
	return kept == 0 ? NULL : texts;
}

static const char *read_bound(struct reader *reader, const struct value *map, const char *key,
                              const struct data_schema_column *column)
{
	const struct value *value = value_get(map, key);
	if (value == NULL || value->type != VALUE_TEXT)
		return NULL;
	struct place place = place_of_line(reader->path, value->line);
	if (column->content != DATA_INTEGER && column->content != DATA_DECIMAL &&
	    column->content != DATA_YEAR) {
		reader->good =
		        report_error(reader->report, place, "data/schema",
		                     _("column '%s' is not of type integer, number or year, so "
		                       "it has no '%s'; remove it, or change the type"),
		                     column->name, key);
		return NULL;
	}
	struct data_number number = data_number_read(value->text, NULL);
	if (number.reading == DATA_NUMBER)
		return arena_string(reader->arena, number.value);
	reader->good = report_error(reader->report, place, "data/schema",
	                            _("'%s' of column '%s' is no number"), key, column->name);
	return NULL;
}

static void read_column(struct reader *reader, const struct value *map,
                        struct data_schema_column *column)
{
	const struct value *required = value_get(map, "required");
	column->line = map->line;
	column->unit = value_get_text(map, "unit");
	column->content = read_content(value_get_text(map, "type"));
	column->required = required != NULL && required->type == VALUE_BOOLEAN && required->boolean;
	column->values = read_texts(reader->arena, value_get(map, "values"));
	column->minimum = read_bound(reader, map, "minimum", column);
	column->maximum = read_bound(reader, map, "maximum", column);
	if (column->minimum != NULL && column->maximum != NULL &&
	    data_value_compare(column->minimum, column->maximum) > 0)
		reader->good = report_error(
		        reader->report, place_of_line(reader->path, map->line), "data/schema",
		        _("'minimum' of column '%s' is above its 'maximum'"), column->name);
}

static bool has_column(const struct data_schema *schema, const char *name)
{
	for (uint32_t i = 0; i < schema->column_count; i++)
		if (strcmp(schema->columns[i].name, name) == 0)
			return true;
	return false;
}

static void read_columns(struct reader *reader, const struct value *list, struct data_schema *out)
{
	out->columns = arena_new_array(reader->arena, struct data_schema_column, list->count);
	for (unsigned i = 0; i < list->count; i++) {
		const struct value *map = &list->items[i];
		struct data_schema_column *column = &out->columns[out->column_count];
		const char *name = value_get_text(map, "name");
		if (name == NULL)
			continue;
		size_t length = strlen(name);
		name = data_trim(name, &length);
		column->name = arena_copy(reader->arena, name, length);
		if (has_column(out, column->name)) {
			reader->good = report_error(
			        reader->report, place_of_line(reader->path, map->line),
			        "data/schema",
			        _("column '%s' is described twice; remove one of them"),
			        column->name);
			continue;
		}
		read_column(reader, map, column);
		out->column_count++;
	}
}

static void check_row_key(struct reader *reader, const struct data_schema *schema)
{
	for (unsigned i = 0; schema->row_key != NULL && schema->row_key[i] != NULL; i++)
		if (schema->column_count > 0 && !has_column(schema, schema->row_key[i]))
			reader->good = report_error(
			        reader->report, place_of_line(reader->path, schema->row_key_line),
			        "data/schema",
			        _("'row_key' names the column '%s', which 'columns' does not "
			          "describe"),
			        schema->row_key[i]);
}

bool data_schema_read(struct report *report, const char *path, const struct value *fields,
                      struct arena *arena, struct data_schema *out)
{
	struct reader reader = {.report = report, .path = path, .arena = arena, .good = true};
	const struct value *columns = value_get(fields, "columns");
	const struct value *row_key = value_get(fields, "row_key");
	*out = (struct data_schema){0};
	if (columns != NULL && columns->type == VALUE_LIST)
		read_columns(&reader, columns, out);
	out->row_key = read_texts(arena, row_key);
	out->row_key_line = row_key == NULL ? 0 : row_key->line;
	out->missing = read_texts(arena, value_get(fields, "missing"));
	check_row_key(&reader, out);
	return reader.good;
}

/* What is said of a column of the table, or NULL. */
static const struct data_schema_column *find_said(const struct data_schema *schema,
                                                  const struct data_table *table,
                                                  const struct data_column *column)
{
	for (uint32_t i = 0; i < schema->column_count; i++)
		if (data_table_column(table, schema->columns[i].name) == column)
			return &schema->columns[i];
	return NULL;
}

void data_schema_apply(struct arena *arena, const struct data_schema *schema,
                       struct data_table *table)
{
	for (uint32_t i = 0; i < table->column_count; i++) {
		struct data_column *column = &table->columns[i];
		const struct data_schema_column *said = find_said(schema, table, column);
		enum data_content content = said == NULL ? DATA_ANYTHING : said->content;
		bool text = content != DATA_ANYTHING && content != DATA_INTEGER &&
		            content != DATA_DECIMAL && content != DATA_YEAR;
		if (said != NULL || schema->missing != NULL)
			data_column_retype(arena, column, table->row_count, text,
			                   said == NULL ? NULL : said->unit,
			                   (const char *const *)schema->missing);
	}
}
