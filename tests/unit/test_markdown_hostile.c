/* SPDX-License-Identifier: MIT */
/*
 * No text makes the generator slow or large. Each case is a text that was made to hurt a Markdown
 * parser, or our own passes over the tree; it is read in a child process whose memory is bounded
 * and whose processor time is counted. Whether the text is taken or refused does not matter here,
 * unless a case says so.
 */
/* clang-format off */
#include <stdarg.h>
#include <stddef.h>
#include <setjmp.h>
#include <stdint.h>
#include <cmocka.h>
/* clang-format on */

#include <string.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#include "catalog/markdown.h"

#if defined(__SANITIZE_ADDRESS__)
#define SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer)
#define SANITIZED 1
#endif
#endif
#ifndef SANITIZED
#define SANITIZED 0
#endif

/* A sanitizer makes everything several times slower, and maps memory that no limit can count. */
#define SECONDS (SANITIZED ? 8.0 : 1.0)
#define MEGABYTES 256

enum { SMALL = 100 * 1000, LARGE = 1000 * 1000 };

typedef void make_text(GString *out, size_t size);

/* A text of one pattern again and again: `head`, then `again` until `size` is reached. */
struct pattern {
	const char *name;
	const char *head;
	const char *again;
	make_text *make; /* instead of a pattern */
};

static void repeat(GString *out, const char *text, size_t count)
{
	while (count-- > 0)
		g_string_append(out, text);
}

static void nested_emphasis(GString *out, size_t size)
{
	repeat(out, "*a **a ", size / 14);
	g_string_append(out, "b");
	repeat(out, " a** a*", size / 14);
}

static void nested_brackets(GString *out, size_t size)
{
	repeat(out, "[", size / 2);
	g_string_append(out, "a");
	repeat(out, "]", size / 2);
}

static void list_by_indent(GString *out, size_t size)
{
	for (unsigned level = 0; out->len < size; level++) {
		repeat(out, "  ", level);
		g_string_append(out, "* a\n");
	}
}

static void list_by_indent_then_blank(GString *out, size_t size)
{
	list_by_indent(out, size / 2);
	repeat(out, "\n", size / 2);
}

static void list_by_tabs_then_blank(GString *out, size_t size)
{
	for (unsigned level = 0; out->len < size / 2; level++) {
		repeat(out, "\t", level);
		g_string_append(out, "- a\n");
	}
	repeat(out, "\n", size / 2);
}

static void backtick_ramp(GString *out, size_t size)
{
	for (unsigned length = 1; out->len < size; length++) {
		g_string_append(out, "e");
		repeat(out, "`", length);
	}
}

static void deep_list_then_blank(GString *out, size_t size)
{
	repeat(out, "* ", size / 4);
	g_string_append(out, "a\n");
	repeat(out, "\n", size / 2);
}

static void deep_quoted_list_then_blank(GString *out, size_t size)
{
	g_string_append(out, "> ");
	repeat(out, "* ", size / 5);
	g_string_append(out, "a\n");
	repeat(out, ">\n", size / 4);
}

static void emphasis_in_deep_quote(GString *out, size_t size)
{
	repeat(out, ">", size / 2);
	repeat(out, "a*", size / 4);
}

static void two_deep_lines(GString *out, size_t size)
{
	repeat(out, "- ", size / 4);
	g_string_append(out, "x\n");
	repeat(out, "- ", size / 4);
	g_string_append(out, "y\n");
}

static void many_references(GString *out, size_t size)
{
	for (unsigned number = 0; out->len < size / 2; number++)
		g_string_append_printf(out, "[%u]: u\n", number);
	repeat(out, "[0] ", size / 8);
}

static void reference_expansion(GString *out, size_t size)
{
	g_string_append(out, "[x]: ");
	repeat(out, "u", size / 4);
	g_string_append(out, "\n\n");
	repeat(out, "[x]", size / 4);
}

static void title_expansion(GString *out, size_t size)
{
	g_string_append(out, "[x]: u \"");
	repeat(out, "\"&", size / 8);
	g_string_append(out, "\"\n\n");
	repeat(out, "![x]", size / 4);
}

static void column_flood(GString *out, size_t size, unsigned columns)
{
	repeat(out, "|a", columns);
	g_string_append(out, "|\n");
	repeat(out, "|-", columns);
	g_string_append(out, "|\n");
	while (out->len < size)
		g_string_append(out, "a\n");
}

static void wide_table_of_short_rows(GString *out, size_t size)
{
	column_flood(out, size, (unsigned)size / 8);
}

static void table_of_short_rows(GString *out, size_t size)
{
	column_flood(out, size, 64);
}

static void table_of_pairs(GString *out, size_t size)
{
	column_flood(out, size, 3);
}

static void row_flood(GString *out, size_t size)
{
	g_string_append(out, "a|b\n-|-\n");
	repeat(out, "|", size);
}

static void rows_of_thousand_cells(GString *out, size_t size)
{
	g_string_append(out, "a|b\n-|-\n");
	while (out->len < size) {
		repeat(out, "|", 1000);
		g_string_append(out, "\n");
	}
}

static void header_flood(GString *out, size_t size)
{
	repeat(out, "|", size);
	g_string_append(out, "\n|-|\n");
}

static void escaped_header_flood(GString *out, size_t size)
{
	repeat(out, "a|", size / 2);
	g_string_append(out, "\n-|-\n");
}

static void long_paragraph_then_rule(GString *out, size_t size)
{
	repeat(out, "a b\n", size / 4);
	g_string_append(out, "-|-\n");
}

static void footnote_references(GString *out, size_t size)
{
	repeat(out, "[^1] ", size / 5);
	g_string_append(out, "\n\n[^1]: a\n");
}

static void footnote_definitions(GString *out, size_t size)
{
	for (unsigned number = 0; out->len < size; number++)
		g_string_append_printf(out, "[^%u]: a\n", number);
}

static void footnotes_used(GString *out, size_t size)
{
	for (unsigned number = 0; out->len < size; number++)
		g_string_append_printf(out, "[^%u]\n\n[^%u]: a\n\n", number, number);
}

static void nested_footnotes_then_blank(GString *out, size_t size)
{
	for (unsigned number = 0; out->len < size / 2; number++)
		g_string_append_printf(out, "[^%u]: ", number);
	repeat(out, "\n", size / 2);
}

static void reference_titles(GString *out, size_t size)
{
	repeat(out, "[x]: a \"b\n", size / 10);
}

static void one_great_attribute(GString *out, size_t size)
{
	g_string_append(out, "a <a ");
	repeat(out, "b='c' ", size / 6);
}

static void long_fence(GString *out, size_t size)
{
	repeat(out, "`", size / 2);
	g_string_append(out, "\n");
	repeat(out, "`", size / 2 - 1);
}

static void equal_headings(GString *out, size_t size)
{
	repeat(out, "# 一、a\n\n", size / 12);
}

static void headings_each_deeper(GString *out, size_t size)
{
	while (out->len < size)
		g_string_append(out, "# a\n## 一、b\n### （一）c\n#### d\n##### 1.e\n###### f\n");
}

static void numbers_in_one_paragraph(GString *out, size_t size)
{
	repeat(out, "国办发〔2013〕\n1号", size / 28);
}

static void bad_links_in_one_paragraph(GString *out, size_t size)
{
	repeat(out, "[a](javascript:b)\n", size / 18);
}

static void articles_in_one_paragraph(GString *out, size_t size)
{
	repeat(out, "第一条\n", size / 10);
}

static void empty_links(GString *out, size_t size)
{
	repeat(out, "[](a)", size / 5);
}

static void raw_block(GString *out, size_t size)
{
	g_string_append(out, "<div>\n");
	repeat(out, "<td &amp;<!--<a '", size / 17);
}

static void raw_scripts(GString *out, size_t size)
{
	g_string_append(out, "<div>\n");
	repeat(out, "<script></", size / 10);
}

static const struct pattern patterns[] = {
        {"nested emphasis", .make = nested_emphasis},
        {"closers of emphasis", .again = "a_ "},
        {"openers of emphasis", .again = "_a "},
        {"closers of links", .again = "a]"},
        {"openers of links", .again = "[a"},
        {"openers and closers that differ", .again = "*a_ "},
        {"rule of three", .again = "a**b c* "},
        {"brackets and underscores", .again = "[ a_"},
        {"brackets and parentheses", .again = "[ (]("},
        {"empty links in images", .again = "![[]()"},
        {"emphasis over links", .again = "**x [a*b**c*](d)"},
        {"nested brackets", .make = nested_brackets},
        {"nested quotes", .again = "> "},
        {"nested quotes without spaces", .again = ">"},
        {"nested lists", .again = "* "},
        {"nested ordered lists", .again = "1. "},
        {"list by indent", .make = list_by_indent},
        {"list by indent, then blank lines", .make = list_by_indent_then_blank},
        {"list by tabs, then blank lines", .make = list_by_tabs_then_blank},
        {"backtick ramp", .make = backtick_ramp},
        {"backticks", .again = "`a "},
        {"open addresses in brackets", .again = "[a](<b"},
        {"open addresses", .again = "[a](b"},
        {"comments", .again = "a<!--"},
        {"comments in tags", .head = "</", .again = "<!--"},
        {"processing instructions", .again = "a<?"},
        {"declarations", .again = "a<!A"},
        {"CDATA", .again = "a<![CDATA["},
        {"deep list, then blank lines", .make = deep_list_then_blank},
        {"deep list in a quote, then blank lines", .make = deep_quoted_list_then_blank},
        {"emphasis in a deep quote", .make = emphasis_in_deep_quote},
        {"quotes and lists", .again = ">->"},
        {"two deep lines", .make = two_deep_lines},
        {"underscores", .again = "_"},
        {"stars", .again = "*"},
        {"many references", .make = many_references},
        {"expansion of references", .make = reference_expansion},
        {"expansion of titles", .make = title_expansion},
        {"wide table of short rows", .make = wide_table_of_short_rows},
        {"table of short rows", .make = table_of_short_rows},
        {"table of three columns and short rows", .make = table_of_pairs},
        {"pipes in one row", .make = row_flood},
        {"rows of a thousand cells", .make = rows_of_thousand_cells},
        {"pipes in the head", .make = header_flood},
        {"cells in the head", .make = escaped_header_flood},
        {"paragraphs that might be tables", .again = "x\n-|\n"},
        {"tables of one row", .again = "x|y\n-|-\n\n"},
        {"long paragraph, then a rule", .make = long_paragraph_then_rule},
        {"references to a footnote", .make = footnote_references},
        {"footnotes", .make = footnote_definitions},
        {"footnotes, each used", .make = footnotes_used},
        {"openers of footnotes", .again = "[^"},
        {"nested footnotes, then blank lines", .make = nested_footnotes_then_blank},
        {"tildes", .again = "~"},
        {"tildes and letters", .again = "~a "},
        {"openers of strikethrough", .again = "~~a"},
        {"tildes and Han", .again = "~~《中》"},
        {"images that begin", .again = "![l"},
        {"addresses with www", .again = "www.("},
        {"addresses with http", .again = "http://a)"},
        {"mail addresses", .again = "a@"},
        {"addresses with underscores", .again = "www.x_"},
        {"ampersands", .again = "&"},
        {"entities", .again = "&amp;&#x41;"},
        {"tags that begin", .again = "<a "},
        {"attributes", .make = one_great_attribute},
        {"titles that begin", .again = "[x]: \"a\n"},
        {"titles of references", .make = reference_titles},
        {"backslashes", .again = "\\"},
        {"blank lines", .again = "\n"},
        {"spaces", .again = " "},
        {"hard breaks", .again = "a  \n"},
        {"long fence", .make = long_fence},
        {"fences", .again = "```\n~~~\n"},
        {"rules", .again = "* * *\n"},
        {"quotation marks", .again = "\""},
        {"angles of equal kind", .again = "<"},
        {"emphasis in Chinese", .again = "中**《中》**"},
        {"stars in Chinese", .again = "。*中*"},
        {"short lines of Chinese", .again = "中\n"},
        {"lines with a number", .again = "一、中\n"},
        {"labels", .again = "电话：1\n"},
        {"headings in paragraphs", .again = "一、中\n\n"},
        {"chapters in paragraphs", .again = "第一章　中\n\n第一节　中\n\n"},
        {"items in paragraphs", .again = "（一）中。中\n\n"},
        {"equal headings", .make = equal_headings},
        {"headings each deeper", .make = headings_each_deeper},
        {"document numbers", .make = numbers_in_one_paragraph},
        {"brackets of document numbers", .again = "〔2013〕号"},
        {"signs of document numbers", .again = "号"},
        {"harmful links", .make = bad_links_in_one_paragraph},
        {"articles in one paragraph", .make = articles_in_one_paragraph},
        {"links without words", .make = empty_links},
        {"images without words", .again = "![](a) "},
        {"images in links", .again = "[![a](b)](c)"},
        {"formulas", .again = "[a](b)c"},
        {"links to headings", .again = "[a](#b)\n\n# b\n\n"},
        {"raw HTML", .make = raw_block},
        {"raw scripts", .make = raw_scripts},
        {"raw breaks", .again = "a<br>"},
        {"raw comments", .again = "<!-- a -->\n"},
};

static GString *make(const struct pattern *pattern, size_t size)
{
	GString *text = g_string_sized_new(size + 64);
	if (pattern->make != NULL) {
		pattern->make(text, size);
		return text;
	}
	if (pattern->head != NULL)
		g_string_append(text, pattern->head);
	while (text->len < size)
		g_string_append(text, pattern->again);
	return text;
}

static double processor_seconds(void)
{
	struct timespec now;
	clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &now);
	return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

/* What a child learned. */
struct outcome {
	bool finished;
	bool taken;
	double seconds;
	long peak; /* kilobytes that the reading added */
	unsigned problems;
	char id[32]; /* of the first problem */
	unsigned line;
};

static long resident_peak(void)
{
	struct rusage usage;
	getrusage(RUSAGE_SELF, &usage);
	return usage.ru_maxrss;
}

static struct outcome read_here(const GString *text)
{
	struct outcome outcome = {.finished = true};
	g_autoptr(Report) report = report_new();
	g_autoptr(Arena) arena = arena_new();
	struct fragment fragment;
	long before = resident_peak();
	double start = processor_seconds();
	outcome.taken = markdown_read(report, place_of_line("a.md", 11), text->str, text->len,
	                              arena, &fragment);
	outcome.seconds = processor_seconds() - start;
	outcome.peak = resident_peak() - before;
	outcome.problems = report->problems->len;
	if (report->problems->len > 0) {
		const struct problem *problem = report->problems->pdata[0];
		g_strlcpy(outcome.id, problem->id, sizeof(outcome.id));
		outcome.line = problem->line;
	}
	return outcome;
}

static struct outcome read_in_child(const GString *text)
{
	int ends[2];
	assert_int_equal(pipe(ends), 0);
	fflush(NULL);
	pid_t child = fork();
	assert_true(child >= 0);
	if (child == 0) {
		struct rlimit memory = {.rlim_cur = MEGABYTES << 20, .rlim_max = MEGABYTES << 20};
		struct rlimit time = {.rlim_cur = 60, .rlim_max = 60};
		if (!SANITIZED)
			setrlimit(RLIMIT_DATA, &memory);
		setrlimit(RLIMIT_CPU, &time);
		struct outcome outcome = read_here(text);
		_exit(write(ends[1], &outcome, sizeof(outcome)) == (ssize_t)sizeof(outcome) ? 0 : 1);
	}
	close(ends[1]);
	struct outcome outcome = {0};
	if (read(ends[0], &outcome, sizeof(outcome)) != (ssize_t)sizeof(outcome))
		outcome.finished = false;
	close(ends[0]);
	waitpid(child, NULL, 0);
	return outcome;
}

static void check(const struct pattern *pattern, size_t size)
{
	GString *text = make(pattern, size);
	struct outcome outcome = read_in_child(text);
	g_string_free(text, true);
	if (g_getenv("HOSTILE_TABLE") != NULL)
		print_message("%-40s %8zu  %6.0f ms %6ld kB  %s %s:%u (%u)\n", pattern->name, size,
		              outcome.seconds * 1e3, outcome.peak,
		              outcome.taken ? "taken  " : "refused", outcome.id, outcome.line,
		              outcome.problems);
	if (!outcome.finished)
		fail_msg("%s, %zu bytes: the child was killed", pattern->name, size);
	if (outcome.seconds > SECONDS)
		fail_msg("%s, %zu bytes: %.2f s", pattern->name, size, outcome.seconds);
	if (!SANITIZED && outcome.peak > MEGABYTES * 1024L)
		fail_msg("%s, %zu bytes: %ld kB", pattern->name, size, outcome.peak);
	if (!outcome.taken && (outcome.problems == 0 || outcome.line < 11))
		fail_msg("%s, %zu bytes: refused without a place", pattern->name, size);
	if (outcome.problems > 110)
		fail_msg("%s, %zu bytes: %u problems told", pattern->name, size, outcome.problems);
}

static void no_text_of_100_kilobytes_hurts(void **state)
{
	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(patterns); i++)
		check(&patterns[i], SMALL);
}

static void no_text_of_a_megabyte_hurts(void **state)
{
	(void)state;
	for (unsigned i = 0; i < G_N_ELEMENTS(patterns); i++)
		check(&patterns[i], LARGE);
}

int main(void)
{
	markdown_init();
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(no_text_of_100_kilobytes_hurts),
	        cmocka_unit_test(no_text_of_a_megabyte_hurts),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
