/* SPDX-License-Identifier: MIT */
/*
 * A table held against what its document says of it. Cells are gone through row by row, so that what
 * is told first lies first in the file.
 */
#include <string.h>

#include "base/date.h"
#include "base/nearest.h"
#include "catalog/data_csv.h"
#include "catalog/data_number.h"
#include "catalog/data_schema.h"

enum { CELL_SHOWN = 40, NAMES_SHOWN = 12, CELL_SIZE = 256 };

/* A described column, with what is needed to look at its cells. */
struct test {
	const struct data_schema_column *said;
	const struct data_column *column;
	const char *unit;   /* that numbers may bear */
	GHashTable *values; /* the allowed ones; NULL: any */
	GRegex *form;       /* of dates and codes; NULL: none */
};

struct checker {
	struct report *report;
	const char *path;
	const struct data_schema *schema;
	const struct data_table *table;
	struct test *tests;
	uint32_t test_count;
	uint32_t wrong_cells;
	uint32_t wrong_keys;
};

/* ---- columns */

/* "年度, 金额（万元）" */
static char *list_names(const struct data_table *table)
{
	GString *list = g_string_new(NULL);
	for (uint32_t i = 0; i < table->column_count && i < NAMES_SHOWN; i++)
		g_string_append_printf(list, i == 0 ? "%s" : ", %s", table->columns[i].name);
	if (table->column_count > NAMES_SHOWN)
		g_string_append(list, ", …");
	return g_string_free(list, FALSE);
}

static void report_absent(const struct checker *checker, const char *name)
{
	const struct data_table *table = checker->table;
	g_autofree const char **names = g_new0(const char *, table->column_count + 1);
	g_autofree char *list = list_names(table);
	for (uint32_t i = 0; i < table->column_count; i++)
		names[i] = table->columns[i].name;
	const char *near = nearest_word(name, names);
	if (near != NULL)
		report_error(checker->report, place_of_file(checker->path), "data/column",
		             _("there is no column '%s'; do you mean '%s'? There are: %s"), name,
		             near, list);
	else
		report_error(checker->report, place_of_file(checker->path), "data/column",
		             _("there is no column '%s'; there are: %s"), name, list);
}

/* Folded to half-width signs, as the units of headers are. */
static bool has_unit(const struct data_column *column, const char *unit)
{
	char folded[CELL_SIZE];
	return data_fold_width(unit, folded, sizeof folded) && strcmp(column->unit, folded) == 0;
}

static void check_unit(const struct checker *checker, const struct test *test)
{
	const char *unit = test->said->unit;
	if (unit != NULL && test->column->unit != NULL && !has_unit(test->column, unit))
		report_error(checker->report, place_of_file(checker->path), "data/unit",
		             _("the unit of column '%s' is %s by the file and %s by its "
		               "description; correct one of them"),
		             test->column->name, test->column->unit, unit);
}

static void check_described(const struct checker *checker)
{
	const struct data_table *table = checker->table;
	for (uint32_t i = 0; checker->schema->column_count > 0 && i < table->column_count; i++) {
		bool described = false;
		for (uint32_t k = 0; k < checker->test_count; k++)
			described |= checker->tests[k].column == &table->columns[i];
		if (!described)
			report_warning(
			        checker->report, place_of_file(checker->path), "data/column",
			        _("the column '%s' is not described; add it to 'columns', or "
			          "delete it from the file"),
			        table->columns[i].name);
	}
}

/* ---- tests */

static GRegex *form_of(enum data_content content)
{
	static const char *const FORMS[] = {
	        [DATA_MONTH] = "^[12]\\d{3}(?:[-/.](?:0?[1-9]|1[0-2])|(?:0[1-9]|1[0-2])|"
	                       "年(?:0?[1-9]|1[0-2])月)$",
	        [DATA_QUARTER] = "^[12]\\d{3}(?:[-/ ]?[Qq][1-4]|年第?[1-4一二三四]季度)$",
	        [DATA_YEAR] = "^[12]\\d{3}(?:年|年度)?$",
	        /* 1.2E+11 is what a spreadsheet made of a long code. */
	        [DATA_CODE] = "^(?![\\d.]+[Ee]\\+\\d+$)[A-Za-z0-9\\p{Han}][^\\s,]*$",
	};
	if (content >= G_N_ELEMENTS(FORMS) || FORMS[content] == NULL)
		return NULL;
	GRegex *form = g_regex_new(FORMS[content], G_REGEX_OPTIMIZE, 0, NULL);
	g_assert(form != NULL);
	return form;
}

static void add_test(struct checker *checker, const struct data_schema_column *said)
{
	const struct data_column *column = data_table_column(checker->table, said->name);
	if (column == NULL) {
		report_absent(checker, said->name);
		return;
	}
	struct test *test = &checker->tests[checker->test_count++];
	*test = (struct test){.said = said, .column = column, .form = form_of(said->content)};
	test->unit = column->unit != NULL ? column->unit : said->unit;
	if (said->values != NULL)
		test->values = g_hash_table_new(g_str_hash, g_str_equal);
	for (unsigned i = 0; said->values != NULL && said->values[i] != NULL; i++)
		g_hash_table_add(test->values, (void *)said->values[i]);
	check_unit(checker, test);
}

static void clear_test(struct test *test)
{
	if (test->values != NULL)
		g_hash_table_unref(test->values);
	if (test->form != NULL)
		g_regex_unref(test->form);
}

/* ---- cells */

static bool is_boolean(const char *cell)
{
	static const char *const WORDS[] = {"是", "否", "true", "false", "yes", "no", "1", "0"};
	for (size_t i = 0; i < G_N_ELEMENTS(WORDS); i++)
		if (g_ascii_strcasecmp(cell, WORDS[i]) == 0)
			return true;
	return false;
}

static bool is_number(const struct test *test, const char *cell)
{
	struct data_number number = data_number_read(cell, test->unit);
	const struct data_schema_column *said = test->said;
	return number.reading == DATA_NUMBER &&
	       (said->content != DATA_INTEGER || number.decimals == 0) &&
	       (said->minimum == NULL || data_value_compare(number.value, said->minimum) >= 0) &&
	       (said->maximum == NULL || data_value_compare(number.value, said->maximum) <= 0);
}

static bool is_year(const struct test *test, const char *folded)
{
	char year[5] = "";
	if (!g_regex_match(test->form, folded, 0, NULL))
		return false;
	memcpy(year, folded, 4);
	return (test->said->minimum == NULL || data_value_compare(year, test->said->minimum) >= 0) &&
	       (test->said->maximum == NULL || data_value_compare(year, test->said->maximum) <= 0);
}

static bool has_content(const struct test *test, const char *cell)
{
	char folded[CELL_SIZE];
	struct date date;
	if (test->said->content <= DATA_WORDS)
		return true;
	if (!data_fold_width(cell, folded, sizeof folded))
		return false;
	switch (test->said->content) {
	case DATA_INTEGER:
	case DATA_DECIMAL:
		return is_number(test, cell);
	case DATA_DATE:
		return date_parse(folded, &date);
	case DATA_BOOLEAN:
		return is_boolean(folded);
	case DATA_YEAR:
		return is_year(test, folded);
	default:
		return g_regex_match(test->form, folded, 0, NULL);
	}
}

static bool is_marked_missing(const struct checker *checker, const char *cell)
{
	const char **marks = checker->schema->missing;
	for (unsigned i = 0; marks != NULL && marks[i] != NULL; i++)
		if (strcmp(marks[i], cell) == 0)
			return true;
	return data_number_read(cell, NULL).reading == DATA_MISSING;
}

static bool is_right(const struct checker *checker, const struct test *test, const char *cell)
{
	if (test->values != NULL && g_hash_table_contains(test->values, cell))
		return true;
	if (is_marked_missing(checker, cell))
		return !test->said->required;
	return test->values == NULL && has_content(test, cell);
}

/* ---- what is expected */

static const char *content_words(enum data_content content)
{
	static const char *const WORDS[] = {
	        [DATA_ANYTHING] = N_("a value"),
	        [DATA_WORDS] = N_("a text"),
	        [DATA_INTEGER] = N_("a whole number such as 1200"),
	        [DATA_DECIMAL] = N_("a number such as 1200.5"),
	        [DATA_DATE] = N_("a date such as 2025-03-01"),
	        [DATA_MONTH] = N_("a month such as 2025-03"),
	        [DATA_QUARTER] = N_("a quarter such as 2025Q1"),
	        [DATA_YEAR] = N_("a year such as 2025"),
	        [DATA_BOOLEAN] = N_("yes or no (是 or 否)"),
	        [DATA_CODE] = N_("a code as it is written, such as 440100, without spaces"),
	};
	return _(WORDS[content]);
}

/* What the cell should hold, in words. */
static char *expectation(const struct data_schema_column *said)
{
	const char *words = content_words(said->content);
	if (said->values != NULL) {
		GString *list = g_string_new(_("one of: "));
		for (unsigned i = 0; said->values[i] != NULL && i < NAMES_SHOWN; i++)
			g_string_append_printf(list, i == 0 ? "%s" : ", %s", said->values[i]);
		if (g_strv_length((char **)said->values) > NAMES_SHOWN)
			g_string_append(list, ", …");
		return g_string_free(list, FALSE);
	}
	if (said->minimum != NULL && said->maximum != NULL)
		return g_strdup_printf(_("%s, from %s to %s"), words, said->minimum, said->maximum);
	if (said->minimum != NULL)
		return g_strdup_printf(_("%s, at least %s"), words, said->minimum);
	if (said->maximum != NULL)
		return g_strdup_printf(_("%s, at most %s"), words, said->maximum);
	return g_strdup(words);
}

static char *short_cell(const char *cell)
{
	if (g_utf8_strlen(cell, -1) <= CELL_SHOWN)
		return g_strdup(cell);
	g_autofree char *start = g_utf8_substring(cell, 0, CELL_SHOWN);
	return g_strconcat(start, "…", NULL);
}

static void report_cell(struct checker *checker, const struct test *test, uint32_t row)
{
	if (checker->wrong_cells++ >= DATA_PROBLEMS_MOST)
		return;
	g_autofree char *expected = expectation(test->said);
	g_autofree char *shown = short_cell(test->column->cells[row]);
	struct place place = place_of_line(checker->path, checker->table->lines[row]);
	if (is_marked_missing(checker, test->column->cells[row]))
		report_error(checker->report, place, "data/cell",
		             _("row %u, column '%s' must not be empty; expected is %s"), row + 1,
		             test->column->name, expected);
	else
		report_error(checker->report, place, "data/cell",
		             _("row %u, column '%s' holds '%s'; expected is %s"), row + 1,
		             test->column->name, shown, expected);
}

static void check_cells(struct checker *checker)
{
	for (uint32_t row = 0; row < checker->table->row_count; row++)
		for (uint32_t i = 0; i < checker->test_count; i++)
			if (!is_right(checker, &checker->tests[i],
			              checker->tests[i].column->cells[row]))
				report_cell(checker, &checker->tests[i], row);
	if (checker->wrong_cells > DATA_PROBLEMS_MOST)
		report_error(checker->report, place_of_file(checker->path), "data/cell",
		             _("%u more cells are not as they are described"),
		             checker->wrong_cells - DATA_PROBLEMS_MOST);
}

/* ---- keys */

/* The columns of the key, NULL-terminated, or NULL when one is not there. */
static const struct data_column **key_columns(const struct checker *checker)
{
	const char **names = checker->schema->row_key;
	unsigned count = g_strv_length((char **)names);
	const struct data_column **columns = g_new0(const struct data_column *, count + 1);
	for (unsigned i = 0; i < count; i++) {
		columns[i] = data_table_column(checker->table, names[i]);
		if (columns[i] != NULL)
			continue;
		if (checker->schema->column_count == 0)
			report_absent(checker, names[i]);
		g_free(columns);
		return NULL;
	}
	return columns;
}

static void check_key(struct checker *checker, GHashTable *seen, char *key, uint32_t row)
{
	uintptr_t before = (uintptr_t)g_hash_table_lookup(seen, key);
	if (before == 0) {
		g_hash_table_insert(seen, key, (void *)(uintptr_t)(row + 1));
		return;
	}
	const uint32_t *lines = checker->table->lines;
	if (checker->wrong_keys++ < DATA_PROBLEMS_MOST) {
		g_autofree char *shown = short_cell(key);
		report_error(
		        checker->report, place_of_line(checker->path, lines[row]), "data/key",
		        _("rows %u and %u (lines %u and %u) have the same key '%s'; delete one, or "
		          "name more columns in 'row_key'"),
		        (unsigned)before, row + 1, lines[before - 1], lines[row], shown);
	}
	g_free(key);
}

static char *key_of(const struct data_column *const *columns, uint32_t row)
{
	GString *key = g_string_new(columns[0]->cells[row]);
	for (unsigned i = 1; columns[i] != NULL; i++)
		g_string_append_printf(key, "\t%s", columns[i]->cells[row]);
	return g_string_free(key, FALSE);
}

static void check_keys(struct checker *checker)
{
	if (checker->schema->row_key == NULL)
		return;
	g_autofree const struct data_column **columns = key_columns(checker);
	if (columns == NULL)
		return;
	g_autoptr(GHashTable) seen = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	for (uint32_t row = 0; row < checker->table->row_count; row++)
		check_key(checker, seen, key_of(columns, row), row);
	if (checker->wrong_keys > DATA_PROBLEMS_MOST)
		report_error(checker->report, place_of_file(checker->path), "data/key",
		             _("%u more rows have a key that another has"),
		             checker->wrong_keys - DATA_PROBLEMS_MOST);
}

void data_schema_check(struct report *report, const char *path, const struct data_schema *schema,
                       const struct data_table *table)
{
	struct checker checker = {
	        .report = report,
	        .path = path,
	        .schema = schema,
	        .table = table,
	        .tests = g_new0(struct test, schema->column_count + 1),
	};
	for (uint32_t i = 0; i < schema->column_count; i++)
		add_test(&checker, &schema->columns[i]);
	check_described(&checker);
	check_cells(&checker);
	check_keys(&checker);
	for (uint32_t i = 0; i < checker.test_count; i++)
		clear_test(&checker.tests[i]);
	g_free(checker.tests);
}
