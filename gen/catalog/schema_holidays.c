/* SPDX-License-Identifier: MIT */
/*
 * The calendars, lua/holidays/YEAR.lua: which days of the year are off and which days of its weekends
 * are worked. A notice may also name days at the end of the year before; they count for that year.
 */
#include <stdlib.h>
#include <string.h>

#include "catalog/schema_read.h"

enum { YEAR_LENGTH = 4, DECEMBER = 12, SATURDAY = 5 };

static const char FOLDER[] = "holidays/";

struct marked_year {
	int16_t year;
	uint8_t marks[DAYS_A_YEAR];
};

struct holidays {
	struct schema_reader *reader;
	GPtrArray *years; /* of struct marked_year, owned; in the order of the modules */
};

static bool read_year(const char *name, int16_t *out)
{
	if (strlen(name) != YEAR_LENGTH || strspn(name, "0123456789") != YEAR_LENGTH)
		return false;
	*out = (int16_t)g_ascii_strtoll(name, NULL, 10);
	return *out > 0;
}

static struct marked_year *find_year(const struct holidays *holidays, int16_t year)
{
	for (unsigned i = 0; i < holidays->years->len; i++) {
		struct marked_year *known = holidays->years->pdata[i];
		if (known->year == year)
			return known;
	}
	return NULL;
}

/* Days of a year that has no file of its own count for nothing. */
static void mark_day(const struct holidays *holidays, const struct definition *at, struct date date,
                     enum day_mark mark)
{
	struct marked_year *year = find_year(holidays, date.year);
	char text[DATE_TEXT_SIZE];
	date_print_day(date, text);
	if (mark == DAY_WORKED && date_weekday(date) < SATURDAY) {
		definition_error(at, "schema/holidays",
		                 _("%s is no day of a weekend; 'work' is for Saturdays and Sundays "
		                   "that are worked"),
		                 text);
		return;
	}
	if (year == NULL)
		return;
	uint8_t *known = &year->marks[date_day_of_year(date)];
	if (*known != DAY_PLAIN && *known != mark)
		definition_error(at, "schema/holidays",
		                 _("%s is told both as off and as worked; leave one of them"), text);
	*known = (uint8_t)mark;
}

static void read_days(const struct holidays *holidays, const struct definition *at, int16_t year,
                      const char *key, enum day_mark mark)
{
	const char *const *days = definition_texts(at, key);
	for (unsigned i = 0; days[i] != NULL; i++) {
		struct date date;
		bool right = date_parse(days[i], &date) && date.minute < 0;
		if (right &&
		    (date.year == year || (date.year == year - 1 && date.month == DECEMBER)))
			mark_day(holidays, at, date, mark);
		else
			definition_error(at, "schema/holidays",
			                 _("'%s' under '%s' is no day of %d; write days as "
			                   "\"%d-05-01\""),
			                 days[i], key, year, year);
	}
}

static void read_calendar(const struct holidays *holidays, const char *name,
                          const struct value *module)
{
	static const char *const allowed[] = {"source", "published_on", "off", "work", NULL};
	struct schema_reader *reader = holidays->reader;
	const char *path = arena_printf(reader->schema->arena, "lua/%s.lua", name);
	struct definition calendar;
	struct date published_on;
	int16_t year;
	if (!definition_open(reader, path, "", module, allowed, &calendar) ||
	    !read_year(name + strlen(FOLDER), &year))
		return; /* reported */
	definition_need_text(&calendar, "source");
	const char *published = definition_text(&calendar, "published_on");
	if (published != NULL && !date_parse(published, &published_on))
		definition_error(&calendar, "schema/shape", _("'%s' must be %s"), "published_on",
		                 _("a date, \"2023-10-25\""));
	if (!definition_has(&calendar, "off"))
		definition_error(&calendar, "schema/missing", _("'%s' is missing; add it"), "off");
	read_days(holidays, &calendar, year, "off", DAY_OFF);
	read_days(holidays, &calendar, year, "work", DAY_WORKED);
}

/* All years first: one calendar may name days of another. */
static void open_years(const struct holidays *holidays)
{
	const struct value *modules = holidays->reader->modules;
	for (unsigned i = 0; i < modules->count; i++) {
		const char *name = modules->keys[i];
		if (!g_str_has_prefix(name, FOLDER))
			continue;
		struct marked_year *year = g_new0(struct marked_year, 1);
		g_ptr_array_add(holidays->years, year);
		if (read_year(name + strlen(FOLDER), &year->year))
			continue;
		g_autofree char *path = g_strdup_printf("lua/%s.lua", name);
		report_error(holidays->reader->report, place_of_file(path), "schema/holidays",
		             _("the file is called by no year; call it lua/holidays/2024.lua or "
		               "another year"));
	}
}

static int compare_years(const void *a, const void *b)
{
	const struct working_year *first = a;
	const struct working_year *second = b;
	return first->year - second->year;
}

void schema_read_holidays(struct schema_reader *reader)
{
	const struct value *modules = reader->modules;
	struct schema *schema = reader->schema;
	g_autoptr(GPtrArray) years = g_ptr_array_new_with_free_func(g_free);
	struct holidays holidays = {.reader = reader, .years = years};
	open_years(&holidays);
	for (unsigned i = 0; i < modules->count; i++)
		if (g_str_has_prefix(modules->keys[i], FOLDER))
			read_calendar(&holidays, modules->keys[i], &modules->items[i]);
	struct working_year *kept = arena_new_array(schema->arena, struct working_year, years->len);
	for (unsigned i = 0; i < years->len; i++) {
		const struct marked_year *year = years->pdata[i];
		if (year->year > 0)
			working_year_make(year->year, year->marks, &kept[i]);
	}
	if (years->len > 1)
		qsort(kept, years->len, sizeof *kept, compare_years);
	schema->working_days = (struct working_days){.years = kept, .count = years->len};
}
