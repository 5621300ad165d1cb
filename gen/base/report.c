/* SPDX-License-Identifier: MIT */
/*
 * Problems are gathered, not printed, so that an editor hears of all of them at once and in the
 * same order every time.
 */
#include "base/report.h"

#include <string.h>

static void problem_free(void *data)
{
	struct problem *problem = data;
	g_free(problem->path);
	g_free(problem->id);
	g_free(problem->text);
	g_free(problem);
}

struct report *report_new(void)
{
	struct report *report = g_new0(struct report, 1);
	report->problems = g_ptr_array_new_with_free_func(problem_free);
	return report;
}

void report_free(struct report *report)
{
	if (report == NULL)
		return;
	g_ptr_array_unref(report->problems);
	g_free(report);
}

char *report_language(void)
{
	static const char FIELD[] = "\nLanguage: ";
	static const char NO_MESSAGE[] = ""; /* whose translation is the head of them all */
	const char *head = gettext(NO_MESSAGE);
	const char *at = strstr(head, FIELD);
	if (at == NULL)
		return g_strdup("en");
	at += strlen(FIELD);
	return g_strndup(at, strcspn(at, "\n"));
}

struct place place_of_file(const char *path)
{
	return (struct place){.path = path};
}

struct place place_of_line(const char *path, unsigned line)
{
	return (struct place){.path = path, .line = line};
}

struct place place_none(void)
{
	return (struct place){.path = NULL};
}

static void add(struct report *report, struct problem found)
{
	struct problem *problem = g_new(struct problem, 1);
	*problem = found;
	g_ptr_array_add(report->problems, problem);
	if (problem->severity == SEVERITY_ERROR)
		report->errors++;
	else
		report->warnings++;
}

static void add_text(struct report *report, enum severity severity, struct place place,
                     const char *id, const char *format, va_list arguments) G_GNUC_PRINTF(5, 0);

/* What content holds may be no UTF-8 and may hold control characters; a message never does. */
static char *clean_text(char *raw)
{
	char *text = g_utf8_make_valid(raw, -1);
	g_free(raw);
	for (unsigned char *at = (unsigned char *)text; *at != '\0'; at++) {
		bool c1 = at[0] == 0xc2 &&
		          at[1] < 0xa0; /* U+0080 to U+009F: terminals obey them too */
		if (*at < 0x20 || *at == 0x7f || c1)
			*at = ' ';
		if (c1)
			*++at = ' ';
	}
	return text;
}

static void add_text(struct report *report, enum severity severity, struct place place,
                     const char *id, const char *format, va_list arguments)
{
	add(report, (struct problem){
	                    .severity = severity,
	                    .path = place.path == NULL ? NULL : clean_text(g_strdup(place.path)),
	                    .line = place.line,
	                    .column = place.column,
	                    .id = g_strdup(id),
	                    .text = clean_text(g_strdup_vprintf(format, arguments)),
	            });
}

bool report_error(struct report *report, struct place place, const char *id, const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	add_text(report, SEVERITY_ERROR, place, id, format, arguments);
	va_end(arguments);
	return false;
}

void report_warning(struct report *report, struct place place, const char *id, const char *format,
                    ...)
{
	va_list arguments;
	va_start(arguments, format);
	add_text(report, SEVERITY_WARNING, place, id, format, arguments);
	va_end(arguments);
}

static int compare_numbers(unsigned a, unsigned b)
{
	return (a > b) - (a < b);
}

static int problem_compare(const void *first, const void *second)
{
	const struct problem *a = *(struct problem *const *)first;
	const struct problem *b = *(struct problem *const *)second;
	int order = g_strcmp0(a->path, b->path);
	if (order == 0)
		order = compare_numbers(a->line, b->line);
	if (order == 0)
		order = compare_numbers(a->column, b->column);
	if (order == 0)
		order = strcmp(a->id, b->id);
	if (order == 0)
		order = strcmp(a->text, b->text);
	return order;
}

void report_sort(struct report *report)
{
	GPtrArray *problems = report->problems;
	g_ptr_array_sort(problems, problem_compare);
	for (unsigned i = problems->len; i > 1; i--) {
		if (problem_compare(&problems->pdata[i - 1], &problems->pdata[i - 2]) != 0)
			continue;
		const struct problem *twice = problems->pdata[i - 1];
		if (twice->severity == SEVERITY_ERROR)
			report->errors--;
		else
			report->warnings--;
		g_ptr_array_remove_index(problems, i - 1);
	}
}

void report_write(const struct report *report, FILE *stream)
{
	for (unsigned i = 0; i < report->problems->len; i++) {
		const struct problem *problem = report->problems->pdata[i];
		if (problem->path != NULL)
			fprintf(stream, "%s:", problem->path);
		if (problem->line > 0)
			fprintf(stream, "%u:", problem->line);
		if (problem->column > 0)
			fprintf(stream, "%u:", problem->column);
		fprintf(stream, "%s%s: %s [%s]\n", problem->path == NULL ? "chayue: " : " ",
		        problem->severity == SEVERITY_ERROR ? _("error") : _("warning"),
		        problem->text, problem->id);
	}
}

void report_pack(const struct report *report, GByteArray *out)
{
	pack_number(out, report->problems->len);
	for (unsigned i = 0; i < report->problems->len; i++) {
		const struct problem *problem = report->problems->pdata[i];
		pack_number(out, problem->severity);
		pack_string(out, problem->path);
		pack_number(out, problem->line);
		pack_number(out, problem->column);
		pack_string(out, problem->id);
		pack_string(out, problem->text);
	}
}

void report_unpack(struct report *report, const char *path, struct unpacker *from)
{
	uint64_t count = unpack_number(from);
	for (uint64_t i = 0; i < count && !from->failed; i++) {
		struct problem problem = {0};
		problem.severity =
		        unpack_number(from) == SEVERITY_ERROR ? SEVERITY_ERROR : SEVERITY_WARNING;
		const char *own_path = unpack_string(from);
		problem.path = own_path != NULL || path == NULL ? g_strdup(own_path)
		                                                : clean_text(g_strdup(path));
		problem.line = (unsigned)unpack_number(from);
		problem.column = (unsigned)unpack_number(from);
		problem.id = g_strdup(unpack_string(from));
		problem.text = g_strdup(unpack_string(from));
		if (problem.id != NULL && problem.text != NULL) {
			add(report, problem);
			continue;
		}
		/* Damaged: what is left of it cannot be sorted or shown. */
		g_free(problem.path);
		g_free(problem.id);
		g_free(problem.text);
	}
}
