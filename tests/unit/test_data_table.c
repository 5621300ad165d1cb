/* SPDX-License-Identifier: MIT */
/* A CSV as a table: encodings, quotes, lines, types, and what is told of one that is not certain. */
/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <jansson.h>
#include <stdlib.h>
#include <string.h>
#include <unicode/ucnv.h>

#include "catalog/data_csv.h"
#include "catalog/data_number.h"
#include "catalog/data_table.h"

struct fixture {
	struct report *report;
	struct arena *arena;
	struct data_table table;
};

static int set_up(void **state)
{
	struct fixture *fixture = g_new0(struct fixture, 1);
	fixture->report = report_new();
	fixture->arena = arena_new();
	*state = fixture;
	return 0;
}

static int tear_down(void **state)
{
	struct fixture *fixture = *state;
	report_free(fixture->report);
	arena_free(fixture->arena);
	g_free(fixture);
	return 0;
}

static bool read_bytes(struct fixture *fixture, const void *bytes, size_t size)
{
	g_ptr_array_set_size(fixture->report->problems, 0);
	fixture->report->errors = 0;
	return data_table_read(fixture->report, place_of_file("data/a.csv"), bytes, size,
	                       fixture->arena, &fixture->table);
}

static const struct data_table *read_good(struct fixture *fixture, const char *text)
{
	bool good = read_bytes(fixture, text, strlen(text));
	if (!good)
		report_write(fixture->report, stderr);
	assert_true(good);
	assert_int_equal(fixture->report->problems->len, 0);
	return &fixture->table;
}

/* The first problem is `id` at `line`, and its text has `part`; there are `count` of them. */
static void assert_problems(struct fixture *fixture, unsigned count, const char *id, unsigned line,
                            const char *part)
{
	if (fixture->report->errors != count)
		report_write(fixture->report, stderr);
	assert_int_equal(fixture->report->errors, count);
	const struct problem *problem = fixture->report->problems->pdata[0];
	assert_string_equal(problem->id, id);
	assert_int_equal(problem->line, line);
	if (strstr(problem->text, part) == NULL)
		print_message("'%s' lacks '%s'\n", problem->text, part);
	assert_non_null(strstr(problem->text, part));
}

static void assert_refused(struct fixture *fixture, const char *text, const char *id, unsigned line,
                           const char *part)
{
	assert_false(read_bytes(fixture, text, strlen(text)));
	assert_problems(fixture, 1, id, line, part);
}

static void assert_column(const struct data_column *column, const char *cells, const char *values,
                          uint32_t rows)
{
	g_autoptr(GString) all_cells = g_string_new(NULL);
	g_autoptr(GString) all_values = g_string_new(NULL);
	for (uint32_t row = 0; row < rows; row++) {
		g_string_append_printf(all_cells, "%s|", column->cells[row]);
		g_string_append_printf(all_values, "%s|", column->values[row]);
	}
	assert_string_equal(all_cells->str, cells);
	assert_string_equal(all_values->str, values);
}

static void columns_know_what_they_hold(void **state)
{
	const struct data_table *table = read_good(*state, "年度,金额（万元）,占比,备注,空\r\n"
	                                                   "2023年,\"1,234.5\",12.5%,—,\r\n"
	                                                   "2024年,-,3%,增长,无数据\r\n");
	assert_int_equal(table->column_count, 5);
	assert_int_equal(table->row_count, 2);
	assert_string_equal(table->encoding, "UTF-8");
	assert_int_equal(table->lines[0], 2);
	assert_int_equal(table->lines[1], 3);
	const struct data_column *columns = table->columns;
	assert_int_equal(columns[0].type, DATA_TEXT);
	assert_int_equal(columns[0].fault_count, 0);
	assert_int_equal(columns[1].type, DATA_NUMBERS);
	assert_string_equal(columns[1].name, "金额（万元）");
	assert_string_equal(columns[1].label, "金额");
	assert_string_equal(columns[1].unit, "万元");
	assert_int_equal(columns[1].decimals, 1);
	assert_int_equal(columns[1].missing_count, 1);
	assert_false(columns[1].percent);
	assert_column(&columns[1], "1,234.5|-|", "1234.5||", 2);
	assert_int_equal(columns[2].type, DATA_NUMBERS);
	assert_true(columns[2].percent);
	assert_null(columns[2].unit);
	assert_column(&columns[2], "12.5%|3%|", "12.5|3|", 2);
	assert_int_equal(columns[3].type, DATA_TEXT);
	assert_int_equal(columns[3].missing_count, 1);
	assert_int_equal(columns[4].type, DATA_EMPTY);
	assert_int_equal(columns[4].missing_count, 2);
}

static void a_unit_is_split_from_the_header(void **state)
{
	static const char *const headers[][3] = {
	        {"金额（万元）", "金额", "万元"},
	        {"存量（万）", "存量", "万"},
	        {"存量（百万）", "存量", "百万"},
	        {"附件（十）", "附件（十）", NULL},
	        {"金额 (亿元)", "金额", "亿元"},
	        {"金额[元]", "金额", "元"},
	        {"金额（单位：万元）", "金额", "万元"},
	        {"占比（％）", "占比", "%"},
	        {"收入（含税）", "收入（含税）", NULL},
	        {"收入（含税）（万元）", "收入（含税）", "万元"},
	        {"收入（2024年）", "收入（2024年）", NULL},
	        {"（万元）", "（万元）", "万元"},
	        {"密度（人/平方公里）", "密度", "人/平方公里"},
	        {"）", "）", NULL},
	        {"（）", "（）", NULL},
	        {"金额（万元", "金额（万元", NULL},
	        {"金额（万元元", "金额（万元元", NULL},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(headers); i++) {
		g_autofree char *text = g_strconcat(headers[i][0], ",x\n1,2\n", NULL);
		const struct data_column *column = read_good(*state, text)->columns;
		assert_string_equal(column->name, headers[i][0]);
		assert_string_equal(column->label, headers[i][1]);
		if (headers[i][2] == NULL)
			assert_null(column->unit);
		else
			assert_string_equal(column->unit, headers[i][2]);
	}
}

static void a_unit_in_all_cells_is_the_columns(void **state)
{
	const struct data_column *columns =
	        read_good(*state, "a,b,c\n1.2亿元,5件,3万\n3000万元,6件,20\n")->columns;
	assert_string_equal(columns[0].unit, "元");
	assert_column(&columns[0], "1.2亿元|3000万元|", "120000000|30000000|", 2);
	assert_string_equal(columns[1].unit, "件");
	assert_null(columns[2].unit);
	assert_column(&columns[2], "3万|20|", "30000|20|", 2);
}

static void assert_faults(const struct data_column *column, uint32_t count, uint32_t row,
                          const char *reason)
{
	assert_int_equal(column->type, DATA_TEXT);
	assert_int_equal(column->fault_count, count);
	assert_int_equal(column->faults[0].row, row);
	assert_string_equal(column->faults[0].reason, reason);
}

static void one_fault_makes_a_column_text(void **state)
{
	const struct data_column *columns =
	        read_good(*state, "a,b,c,d,e\n1,5件,5%,1,x\n约100,6家,6,2,x\n3,7件,7%,\"1,2\",x\n")
	                ->columns;
	assert_faults(&columns[0], 1, 1, "text");
	assert_column(&columns[0], "1|约100|3|", "1||3|", 3);
	assert_faults(&columns[1], 1, 1, "unit-mixed");
	assert_null(columns[1].unit);
	assert_faults(&columns[2], 1, 1, "unit-mixed");
	assert_faults(&columns[3], 1, 2, "grouping");
	assert_int_equal(columns[4].fault_count, 0);
	columns = read_good(*state, "a\n1\nb\nc\nd\ne\nf\ng\n")->columns;
	assert_faults(&columns[0], 6, 1, "text");
	assert_int_equal(columns[0].faults[4].row, 5);
}

static void codes_are_text(void **state)
{
	const struct data_column *columns =
	        read_good(*state, "区号,代码,混,零\n0871,000001,0012,0\n010,600000,7,0.5\n")->columns;
	assert_int_equal(columns[0].type, DATA_TEXT);
	assert_int_equal(columns[0].fault_count, 0);
	assert_column(&columns[0], "0871|010|", "||", 2);
	assert_int_equal(columns[1].type, DATA_TEXT);
	assert_int_equal(columns[1].fault_count, 0);
	assert_faults(&columns[2], 1, 0, "zeros");
	assert_column(&columns[2], "0012|7|", "|7|", 2);
	assert_int_equal(columns[3].type, DATA_NUMBERS);
	columns = read_good(*state, "月,号\n01,1\n12,02\n合计,3\n")->columns;
	assert_int_equal(columns[0].fault_count, 0);
	assert_column(&columns[0], "01|12|合计|", "|||", 3);
	assert_faults(&columns[1], 1, 1, "zeros");
}

static void dates_are_text(void **state)
{
	const struct data_column *columns =
	        read_good(*state, "a,b,c,d\n2024-05,2024年,2024/5/1,1季度\n")->columns;
	for (unsigned i = 0; i < 4; i++) {
		assert_int_equal(columns[i].type, DATA_TEXT);
		assert_int_equal(columns[i].fault_count, 0);
	}
}

static void quotes_and_line_ends_are_understood(void **state)
{
	const struct data_table *table = read_good(
	        *state, "a,b\r\n\"x, \"\"y\"\"\",1\r\n\r\n\"two\r\nlines\n\",2\n,\n \t,　\nlast,3");
	assert_int_equal(table->row_count, 3);
	assert_column(&table->columns[0], "x, \"y\"|two\r\nlines|last|", "|||", 3);
	assert_column(&table->columns[1], "1|2|3|", "1|2|3|", 3);
	assert_int_equal(table->lines[0], 2);
	assert_int_equal(table->lines[1], 4);
	assert_int_equal(table->lines[2], 9);
	table = read_good(*state, "a,b\r1,2\r\r3,4\r");
	assert_int_equal(table->row_count, 2);
	assert_int_equal(table->lines[1], 4);
	table = read_good(*state, "\n\n\"合\n计\",\"Total\namount\" , c \n\n1,2,3\n");
	assert_string_equal(table->columns[0].name, "合计");
	assert_string_equal(table->columns[1].name, "Total amount");
	assert_string_equal(table->columns[2].name, "c");
	assert_int_equal(table->lines[0], 7);
}

static void tabs_and_semicolons_divide_where_there_is_no_comma(void **state)
{
	const struct data_table *table = read_good(*state, "a\tb;c\n1,5\t2\n");
	assert_int_equal(table->column_count, 2);
	assert_string_equal(table->columns[0].cells[0], "1,5");
	table = read_good(*state, "a;b\n1;2,5\n");
	assert_string_equal(table->columns[1].cells[0], "2,5");
	table = read_good(*state, "a;b,c\n1;2,5\n");
	assert_string_equal(table->columns[0].cells[0], "1;2");
	table = read_good(*state, "\"a,b\"\tc\n1\t\n");
	assert_int_equal(table->column_count, 2);
	assert_string_equal(table->columns[1].cells[0], "");
	table = read_good(*state, "单列\n1\n");
	assert_int_equal(table->column_count, 1);
	assert_refused(*state, "\n年度，金额\n2024，5\n", "data/delimiter", 2, "，");
}

static void a_header_must_name_every_column(void **state)
{
	assert_refused(*state, "", "data/header", 0, "no data");
	assert_refused(*state, "\n\r\n , \n", "data/header", 0, "no data");
	assert_refused(*state, "a,,c\n1,2,3\n", "data/name", 1, "column 2 has no name");
	assert_refused(*state, "\na,b, a\n1,2,3\n", "data/name", 2, "columns 1 and 3");
	assert_refused(*state, "预算表,,,\n年度,a,b,c\n", "data/header", 1, "预算表");
	assert_int_equal(read_good(*state, "a,b\n")->row_count, 0);
}

static void rows_must_be_as_long_as_the_header(void **state)
{
	assert_refused(*state, "a,b\n1,2\n3\n", "data/row", 3, "1 cells");
	assert_refused(*state, "a,b\n1,2,3\n", "data/row", 2, "3 cells");
	assert_refused(*state, "a,b\n\"1\n2\",3\n4,5,\n", "data/row", 4, "quotation marks");
	assert_refused(*state, "a,b\n1，2\n", "data/row", 2, "not ，");
	g_autoptr(GString) text = g_string_new("a,b\n");
	for (unsigned i = 0; i < 30; i++)
		g_string_append(text, "1\n");
	assert_false(read_bytes(*state, text->str, text->len));
	assert_problems(*state, DATA_PROBLEMS_MOST + 1, "data/row", 2, "1 cells");
	struct fixture *fixture = *state;
	const struct problem *last = fixture->report->problems->pdata[DATA_PROBLEMS_MOST];
	assert_non_null(strstr(last->text, "10 more rows"));
	g_string_assign(text, "a,b\n");
	for (unsigned i = 0; i < 1000; i++)
		g_string_append(text, "1,");
	assert_refused(*state, text->str, "data/row", 2, "1001 cells");
}

static void quotation_marks_must_be_closed(void **state)
{
	assert_refused(*state, "a,b\n1,2\n3,\"4\n5,6\n", "data/quote", 3, "cell 2");
	assert_refused(*state, "a,b\n他说\"好\",2\n", "data/quote", 2, "cell 1");
	assert_refused(*state, "a,b\n1,\"x\ny\"z\n", "data/quote", 3, "cell 2");
	assert_refused(*state, "\"a,b\n1,2\n", "data/quote", 1, "cell 1");
}

static void inline_data_are_counted_from_their_line(void **state)
{
	struct fixture *fixture = *state;
	static const char TEXT[] = "a,b\n1,2\n\n3\n";
	assert_false(data_table_read(fixture->report, place_of_line("notice.md", 41), TEXT,
	                             strlen(TEXT), fixture->arena, &fixture->table));
	assert_problems(fixture, 1, "data/row", 44, "1 cells");
	const struct problem *problem = fixture->report->problems->pdata[0];
	assert_string_equal(problem->path, "notice.md");
	assert_true(data_table_read(fixture->report, place_of_line("notice.md", 41), TEXT, 9,
	                            fixture->arena, &fixture->table));
	assert_int_equal(fixture->table.lines[0], 42);
}

/* ---- encodings */

static char *to_encoding(const char *name, const char *text, size_t *size)
{
	UErrorCode status = U_ZERO_ERROR;
	char *bytes = g_malloc(8 * strlen(text) + 8);
	*size = (size_t)ucnv_convert(name, "UTF-8", bytes, (int32_t)(8 * strlen(text)), text,
	                             (int32_t)strlen(text), &status);
	assert_true(U_SUCCESS(status));
	return bytes;
}

static const char SAMPLE[] = "机关,金额（万元）,备注\n"
                             "公安局,\"1,234\",镕、喆、𠮷与堃\n"
                             "教育局,３４３０,“引号”——㎡\n"
                             "卫生健康局,-,Ünïcödé €\n";

static void gb18030_and_utf8_give_the_same_table(void **state)
{
	struct fixture *fixture = *state;
	static const char *const texts[] = {SAMPLE, "年\n", "名\n堃\n", "a,b\n1,喆\n",
	                                    "栗,榉\n1,2\n"};
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
		size_t size;
		g_autofree char *bytes = to_encoding("gb18030", texts[i], &size);
		g_autofree char *marked = g_strconcat("\xef\xbb\xbf", texts[i], NULL);
		g_autoptr(GString) plain = g_string_new(NULL);
		g_autoptr(GString) other = g_string_new(NULL);
		g_autoptr(GString) third = g_string_new(NULL);
		data_table_json(read_good(fixture, texts[i]), plain);
		data_table_json(read_good(fixture, marked), third);
		assert_string_equal(fixture->table.encoding, "UTF-8");
		bool good = read_bytes(fixture, bytes, size);
		if (!good)
			report_write(fixture->report, stderr);
		assert_true(good);
		assert_string_equal(fixture->table.encoding, "GB18030");
		data_table_json(&fixture->table, other);
		assert_string_equal(plain->str, other->str);
		assert_string_equal(plain->str, third->str);
	}
}

static void other_encodings_are_named(void **state)
{
	struct fixture *fixture = *state;
	static const char *const names[][2] = {
	        {"UTF-16", "UTF-16"}, {"UTF-16LE", "UTF-16LE"}, {"UTF-16BE", "UTF-16BE"},
	        {"UTF-32", "UTF-32"}, {"Big5", "BIG5"},
	};
	static const char TEXT[] = "name,budget\n政府資訊公開辦公室的預算與統計資料,1234567890\n";
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		size_t size;
		g_autofree char *bytes = to_encoding(names[i][0], TEXT, &size);
		assert_false(read_bytes(fixture, bytes, size));
		assert_problems(fixture, 1, "data/encoding", 0, names[i][1]);
	}
}

static void damaged_bytes_are_told_with_their_line(void **state)
{
	struct fixture *fixture = *state;
	static const char DAMAGED[] = "年度,金额\n2023,1\n二零\xff四年度,2\n";
	assert_false(read_bytes(fixture, DAMAGED, strlen(DAMAGED)));
	assert_problems(fixture, 1, "data/encoding", 3, "0xFF");
	size_t size;
	g_autofree char *bytes = to_encoding("gb18030", SAMPLE, &size);
	bytes[size - 1] = (char)0xff;
	assert_false(read_bytes(fixture, bytes, size));
	assert_problems(fixture, 1, "data/encoding", 4, "0xFF");
	static const char NUL[] = "a,b\n1,\0 2\n";
	assert_false(read_bytes(fixture, NUL, sizeof NUL - 1));
	assert_problems(fixture, 1, "data/nul", 2, "NUL");
	assert_false(data_table_read(fixture->report, place_of_line("x.md", 10), DAMAGED,
	                             strlen(DAMAGED), fixture->arena, &fixture->table));
	const struct problem *problem = fixture->report->problems->pdata[1];
	assert_int_equal(problem->line, 12);
}

/* ---- size */

static void too_much_is_refused(void **state)
{
	struct fixture *fixture = *state;
	g_autoptr(GString) text = g_string_new("a");
	for (unsigned i = 1; i <= DATA_COLUMNS_MOST; i++)
		g_string_append_printf(text, ",a%u", i);
	assert_refused(fixture, text->str, "data/size", 1, "257 columns");
	g_string_truncate(text, text->len - strlen(",a256"));
	assert_int_equal(read_good(fixture, text->str)->column_count, DATA_COLUMNS_MOST);
	g_string_assign(text, "a\n");
	for (unsigned i = 0; i < DATA_ROWS_MOST; i++)
		g_string_append(text, "1\n");
	assert_int_equal(read_good(fixture, text->str)->row_count, DATA_ROWS_MOST);
	g_string_append(text, "\n1\n");
	assert_refused(fixture, text->str, "data/size", DATA_ROWS_MOST + 3, "200000");
	g_string_set_size(text, DATA_SIZE_MOST + 1);
	memset(text->str, '\n', text->len);
	assert_false(read_bytes(fixture, text->str, text->len));
	assert_problems(fixture, 1, "data/size", 0, "64 MB");
}

static void many_rows_take_little_time(void **state)
{
	g_autoptr(GString) text = g_string_new("机关,年度,金额（万元）,占比,备注\n");
	for (unsigned i = 0; text->len < 10 * 1024 * 1024 && i < DATA_ROWS_MOST; i++)
		g_string_append_printf(
		        text, "某某县第%u办公室,2024年,\"%u,%03u.5\",%u%%,\"如第%u号\n文\"\n",
		        i % 97, 1 + i % 900, i % 1000, i % 101, i);
	gint64 start = g_get_monotonic_time();
	const struct data_table *table = read_good(*state, text->str);
	gint64 time = g_get_monotonic_time() - start;
	print_message("%zu KB, %u rows: %d ms\n", text->len >> 10, table->row_count,
	              (int)(time / 1000));
	assert_true(time < 5 * G_USEC_PER_SEC); /* sanitizers are slow */
	assert_int_equal(table->columns[2].type, DATA_NUMBERS);
	assert_true(table->columns[3].percent);
}

/* ---- other forms */

static void a_spreadsheet_gets_no_formula(void **state)
{
	g_autoptr(GString) out = g_string_new(NULL);
	data_table_csv(read_good(*state, "=a;b\n=1+1;-1,234.5\n@x;-12%\n-;+86-1\n\"q\"\"\";--\n"),
	               out);
	assert_string_equal(out->str, "\xef\xbb\xbf'=a,b\r\n'=1+1,\"-1,234.5\"\r\n'@x,-12%\r\n"
	                              "-,'+86-1\r\n\"q\"\"\",--\r\n");
}

static void a_table_survives_its_own_csv(void **state)
{
	g_autoptr(GString) first = g_string_new(NULL);
	g_autoptr(GString) second = g_string_new(NULL);
	data_table_csv(read_good(*state, SAMPLE), first);
	data_table_csv(read_good(*state, first->str), second);
	assert_string_equal(first->str, second->str);
	g_string_truncate(first, 0);
	data_table_csv(read_good(*state, "\"a;b\"\n1\n"), first);
	assert_string_equal(first->str, "\xef\xbb\xbf\"a;b\"\r\n1\r\n");
	assert_int_equal(read_good(*state, first->str)->column_count, 1);
}

static void script_has_cells_as_they_are_written(void **state)
{
	g_autoptr(GString) out = g_string_new(NULL);
	data_table_script(read_good(*state, "名,数\n甲,\"1,234.50\"\n乙,—\n\"</b>\",\n"), out);
	assert_true(g_str_has_prefix(out->str, "var datasetRows=[\n"));
	assert_true(g_str_has_suffix(out->str, "];\n"));
	assert_null(strstr(out->str, "</"));
	json_t *list = json_loadb(out->str + 16, out->len - 18, 0, NULL);
	assert_int_equal(json_array_size(list), 3);
	json_t *row = json_array_get(list, 0);
	assert_string_equal(json_string_value(json_array_get(row, 1)), "1,234.50");
	row = json_array_get(list, 1);
	assert_string_equal(json_string_value(json_array_get(row, 1)), "—");
	row = json_array_get(list, 2);
	assert_string_equal(json_string_value(json_array_get(row, 0)), "</b>");
	assert_string_equal(json_string_value(json_array_get(row, 1)), "");
	json_decref(list);
}

static void json_has_numbers_and_nulls(void **state)
{
	g_autoptr(GString) out = g_string_new(NULL);
	data_table_json(read_good(*state, "名,数（万元）,\"引\"\"\"\n甲,\"1,234.50\",\"a\n</b>\"\n"
	                                  "-,-,007\n"),
	                out);
	json_t *list = json_loadb(out->str, out->len, 0, NULL);
	assert_non_null(list);
	assert_int_equal(json_array_size(list), 2);
	json_t *row = json_array_get(list, 0);
	assert_string_equal(json_string_value(json_object_get(row, "名")), "甲");
	assert_true(json_real_value(json_object_get(row, "数（万元）")) == 1234.5);
	assert_string_equal(json_string_value(json_object_get(row, "引\"")), "a\n</b>");
	row = json_array_get(list, 1);
	assert_true(json_is_null(json_object_get(row, "名")));
	assert_true(json_is_null(json_object_get(row, "数（万元）")));
	assert_string_equal(json_string_value(json_object_get(row, "引\"")), "007");
	json_decref(list);
	assert_non_null(strstr(out->str, "1234.50"));
	g_string_truncate(out, 0);
	data_table_json(read_good(*state, "a\n"), out);
	assert_string_equal(out->str, "[\n]\n");
}

static const char *text_at(const struct value *list, unsigned item)
{
	assert_non_null(list);
	assert_int_equal(list->type, VALUE_LIST);
	assert_true(item < list->count);
	return list->items[item].text;
}

static void a_view_gets_the_rows_it_asks_for(void **state)
{
	struct fixture *fixture = *state;
	const struct data_table *table =
	        read_good(fixture, "名,数（件）,错\n甲,\"1,000\",1\n乙,,约2\n丙,3.25,3\n");
	struct value value = data_table_value(fixture->arena, table, 1, 5);
	assert_string_equal(value_get_text(&value, "row_count"), "2");
	assert_string_equal(value_get_text(&value, "rows_in_all"), "3");
	assert_string_equal(value_get_text(&value, "first"), "2");
	assert_string_equal(value_get_text(&value, "encoding"), "UTF-8");
	assert_string_equal(text_at(value_get(&value, "line_of"), 1), "4");
	const struct value *columns = value_get(&value, "columns");
	assert_int_equal(columns->count, 3);
	const struct value *column = &columns->items[1];
	assert_string_equal(value_get_text(column, "name"), "数（件）");
	assert_string_equal(value_get_text(column, "label"), "数");
	assert_string_equal(value_get_text(column, "unit"), "件");
	assert_string_equal(value_get_text(column, "type"), "number");
	assert_string_equal(value_get_text(column, "decimals"), "2");
	assert_string_equal(value_get_text(column, "missing_count"), "1");
	assert_false(value_get(column, "percent")->boolean);
	assert_int_equal(value_get(column, "cells")->count, 2);
	assert_string_equal(text_at(value_get(column, "values"), 0), "");
	assert_string_equal(text_at(value_get(column, "values"), 1), "3.25");
	const struct value *faults = value_get(&columns->items[2], "faults");
	assert_int_equal(faults->count, 1);
	assert_string_equal(value_get_text(&faults->items[0], "row"), "2");
	assert_string_equal(value_get_text(&faults->items[0], "line"), "3");
	assert_string_equal(value_get_text(&faults->items[0], "cell"), "约2");
	assert_string_equal(value_get_text(&faults->items[0], "reason"), "text");
	value = data_table_value(fixture->arena, table, 0, 1);
	assert_string_equal(value_get_text(&value, "row_count"), "1");
	value = data_table_value(fixture->arena, table, 3, 1);
	assert_string_equal(value_get_text(&value, "row_count"), "0");
	value = data_table_value(fixture->arena, table, 0, UINT32_MAX);
	assert_string_equal(value_get_text(&value, "row_count"), "3");
}

static void columns_are_found_by_name_and_by_label(void **state)
{
	const struct data_table *table =
	        read_good(*state, "金额（万元）,金额（元）,数（件）,数\n1,2,3,4\n");
	assert_ptr_equal(data_table_column(table, "金额（元）"), &table->columns[1]);
	assert_null(data_table_column(table, "金额"));
	assert_ptr_equal(data_table_column(table, "数"), &table->columns[3]);
	assert_null(data_table_column(table, "额"));
	table = read_good(*state, "金额（万元）,数\n1,2\n");
	assert_ptr_equal(data_table_column(table, "金额"), &table->columns[0]);
}

int main(void)
{
#define data_test(name) cmocka_unit_test_setup_teardown(name, set_up, tear_down)
	const struct CMUnitTest tests[] = {
	        data_test(columns_know_what_they_hold),
	        data_test(a_unit_is_split_from_the_header),
	        data_test(a_unit_in_all_cells_is_the_columns),
	        data_test(one_fault_makes_a_column_text),
	        data_test(codes_are_text),
	        data_test(dates_are_text),
	        data_test(quotes_and_line_ends_are_understood),
	        data_test(tabs_and_semicolons_divide_where_there_is_no_comma),
	        data_test(a_header_must_name_every_column),
	        data_test(rows_must_be_as_long_as_the_header),
	        data_test(quotation_marks_must_be_closed),
	        data_test(inline_data_are_counted_from_their_line),
	        data_test(gb18030_and_utf8_give_the_same_table),
	        data_test(other_encodings_are_named),
	        data_test(damaged_bytes_are_told_with_their_line),
	        data_test(too_much_is_refused),
	        data_test(many_rows_take_little_time),
	        data_test(a_spreadsheet_gets_no_formula),
	        data_test(a_table_survives_its_own_csv),
	        data_test(json_has_numbers_and_nulls),
	        data_test(script_has_cells_as_they_are_written),
	        data_test(a_view_gets_the_rows_it_asks_for),
	        data_test(columns_are_found_by_name_and_by_label),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
