/* SPDX-License-Identifier: MIT */
#include "catalog/placing.h"

#include "catalog/document_number.h"
#include "catalog/measure.h"

#include <string.h>

/* `value` lives as long as the catalog. */
static void add_place(struct gathering *gathering, uint32_t axis, const char *value)
{
	struct pending_place place = {.record = gathering->record, .axis = axis, .value = value};
	g_array_append_val(gathering->intake->places, place);
}

/*
 * A list of numbers that one organ gave: they go by what stands before the year. Nearly all are written
 * as they should be, and need not be parsed; what is no number stands in no list.
 */
static void add_prefix(struct gathering *gathering, uint32_t axis, const char *text)
{
	struct document_number number;
	size_t length = document_number_prefix_length(text);
	if (length > 0) {
		char prefix[DOCUMENT_PREFIX_SIZE];
		memcpy(prefix, text, length);
		prefix[length] = '\0';
		add_place(gathering, axis, intake_string(gathering->intake, prefix));
	} else if (document_number_parse(text, &number)) {
		add_place(gathering, axis, intake_string(gathering->intake, number.prefix));
		document_number_clear(&number);
	}
}

static void add_place_of(struct gathering *gathering, uint32_t axis, const struct field *field,
                         const struct value *value)
{
	if (value->type == VALUE_TEXT && field->type == FIELD_DOCUMENT_NUMBER)
		add_prefix(gathering, axis, value->text);
	else if (value->type == VALUE_TEXT)
		add_place(gathering, axis,
		          gathering_keeps(field) ? value->text
		                                 : intake_string(gathering->intake, value->text));
	else if (value->type == VALUE_BOOLEAN)
		add_place(gathering, axis, value->boolean ? "true" : "false");
}

static void add_year(struct gathering *gathering, uint32_t axis, const struct record *record)
{
	enum { YEAR_LENGTH = 4 };
	const char *key = gathering->intake->sources->schema->axes[axis].field;
	const struct field *field = gathering->guide->axis_fields[axis];
	struct date date = strcmp(key, "published_on") == 0 ? record->listed_on
	                                                    : gathering_date_of(gathering, field);
	char year[DATE_TEXT_SIZE];
	date_print_day(date, year)[YEAR_LENGTH] = '\0';
	if (date_is_set(date))
		add_place(gathering, axis, intake_string(gathering->intake, year));
}

/*
 * Whether it is of the documents that the axis derives something of. One that was withdrawn can be
 * measured by nobody.
 */
static bool is_measured(const struct gathering *gathering, const struct axis *axis,
                        const struct record *record)
{
	if (record_is_withdrawn(record))
		return false;
	bool named = axis->kinds[0] == NULL;
	for (unsigned i = 0; axis->kinds[i] != NULL && !named; i++)
		named = axis->kinds[i] == gathering->kind;
	if (!named || axis->except_field == NULL)
		return named;
	const struct field *field = kind_field(gathering->kind, axis->except_field);
	const struct value *value = gathering_value_of(gathering, field);
	if (value == NULL)
		return true;
	if (value->type == VALUE_TEXT)
		return !g_strv_contains(axis->except_words, value->text);
	for (unsigned i = 0; value->type == VALUE_LIST && i < value->count; i++)
		if (value->items[i].type == VALUE_TEXT &&
		    g_strv_contains(axis->except_words, value->items[i].text))
			return false;
	return true;
}

static struct date date_of_key(const struct gathering *gathering, const char *key)
{
	const struct field *field = key == NULL ? NULL : kind_field(gathering->kind, key);
	return gathering_date_of(gathering, field);
}

/* What goes by fields is derived while they are at hand. */
static void add_measured(struct gathering *gathering, uint32_t number, const struct record *record)
{
	const struct axis *axis = &gathering->intake->sources->schema->axes[number];
	const char *key = NULL;
	if (!is_measured(gathering, axis, record))
		return;
	if (axis->derive == MEASURE_RESPONSE)
		key = measure_hours(date_of_key(gathering, axis->from),
		                    date_of_key(gathering, axis->to));
	if (axis->derive == MEASURE_QUARTER) {
		struct date date = date_of_key(gathering, axis->from);
		char quarter[QUARTER_SIZE];
		measure_quarter(date_is_set(date) ? date : record->listed_on, quarter);
		if (*quarter == '\0')
			return;
		key = intake_string(gathering->intake, quarter);
	}
	add_place(gathering, number, key);
}

void places_note(struct gathering *gathering, const struct record *record)
{
	const struct schema *schema = gathering->intake->sources->schema;
	for (uint32_t i = 0; i < schema->axis_count; i++) {
		const struct axis *axis = &schema->axes[i];
		const struct field *field = gathering->guide->axis_fields[i];
		const struct value *value = gathering_value_of(gathering, field);
		if (axis->derive != MEASURE_NONE)
			add_measured(gathering, i, record);
		else if (axis->within[0] != NULL)
			continue; /* follows from the two */
		else if (strcmp(axis->field, "kind") == 0)
			add_place(gathering, i, gathering->kind->name);
		else if (axis->by_year)
			add_year(gathering, i, record);
		else if (value != NULL && value->type != VALUE_LIST)
			add_place_of(gathering, i, field, value);
		else
			for (unsigned j = 0; value != NULL && j < value->count; j++)
				add_place_of(gathering, i, field, &value->items[j]);
	}
}
