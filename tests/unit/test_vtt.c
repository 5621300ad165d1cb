/* SPDX-License-Identifier: MIT */
/* Captions: what is said when, and by whom; and what is wrong with them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <string.h>

#include "catalog/vtt.h"

#define HEAD "WEBVTT\n\n"

/* Each cue as "from-to speaker: text|", then each problem as "line id". */
static void expect_bytes(const char *vtt, size_t size, const char *wanted)
{
	g_autoptr(Arena) arena = arena_new();
	g_autoptr(Report) report = report_new();
	g_autoptr(GString) told = g_string_new(NULL);
	struct cue *cues;
	unsigned count;
	g_autofree char *exact = g_memdup2(vtt, size);
	bool good = vtt_read(report, "x.vtt", exact, size, arena, &cues, &count);
	assert_int_equal(good, report->errors == 0);
	for (unsigned i = 0; i < count; i++)
		g_string_append_printf(told, "%g-%g %s%s%s|", cues[i].from, cues[i].to,
		                       cues[i].speaker != NULL ? cues[i].speaker : "",
		                       cues[i].speaker != NULL ? ": " : "", cues[i].text);
	for (unsigned i = 0; i < report->problems->len; i++) {
		const struct problem *problem = report->problems->pdata[i];
		g_string_append_printf(told, "%u %s;", problem->line, problem->id);
	}
	assert_string_equal(told->str, wanted);
}

static void expect(const char *vtt, const char *wanted)
{
	expect_bytes(vtt, strlen(vtt), wanted);
}

static void cues_have_times_and_text(void **state)
{
	(void)state;
	expect(HEAD "00:01.000 --> 00:04.250\n大家好\n\n01:02:03.500 --> 01:02:04.000\n再见\n",
	       "1-4.25 大家好|3723.5-3724 再见|");
	expect("\xef\xbb\xbfWEBVTT - 访谈\r\nKind: captions\r\n\r\n00:01.000 --> "
	       "00:02.000\r\n一\r\n二",
	       "1-2 一 二|");
	expect("WEBVTT\r\r00:01.000 --> 00:02.000\ra", "1-2 a|");
	expect("WEBVTT\n00:01.000 --> 00:02.000\na", "1-2 a|");
	expect(HEAD "开头\n00:01.000 \t-->\t00:02.000 align:start position:10%\na", "1-2 a|");
}

static void what_is_no_cue_is_passed_over(void **state)
{
	(void)state;
	expect(HEAD "NOTE 录音\n三人\n\nSTYLE\n::cue { color: red }\n\nREGION\nid:a\n\n"
	            "00:01.000 --> 00:02.000\na\n\nNOTE\n",
	       "1-2 a|");
}

static void text_becomes_plain(void **state)
{
	(void)state;
	expect(HEAD "00:01.000 --> 00:02.000\n<i.loud>a</i> &amp; "
	            "&lt;b&gt;&nbsp;<00:01.500><c>c</c> &x; 1 < 2",
	       "1-2 a & <b> c &x; 1 < 2|");
	expect(HEAD "00:01.000 --> 00:02.000\n<ruby>查阅<rt>chá yuè</rt></ruby>点", "1-2 查阅点|");
	expect(HEAD "00:01.000 --> 00:02.000\n<script>alert(1)</script>", "1-2 alert(1)|");
}

static void speakers_are_kept(void **state)
{
	(void)state;
	expect(HEAD "00:01.000 --> 00:02.000\n<v 主持人>请问</v>\n\n00:02.000 --> "
	            "00:03.000\n<v.loud 甲 &amp; 乙>好",
	       "1-2 主持人: 请问|2-3 甲 & 乙: 好|");
	expect(HEAD "00:01.000 --> 00:02.000\n<v 甲>问\n<v 乙>答", "1-2 甲: 问|1-2 乙: 答|");
	expect(HEAD "00:01.000 --> 00:02.000\n<v>a<video>b", "1-2 ab|");
	expect(HEAD "00:01.000 --> 00:02.000\n<v 甲\n乙>c", "1-2 甲 乙: c|");
}

static void mistakes_are_told_with_their_lines(void **state)
{
	(void)state;
	expect("1\n00:00:01,000 --> 00:00:02,000\na\n", "1 captions/header;");
	expect("", "1 captions/header;");
	expect("WEBVTTX\n", "1 captions/header;");
	expect(HEAD "00:00:01,000 --> 00:00:02,000\na\n\n00:03.000 --> 00:04.000\nb",
	       "3-4 b|3 captions/time;");
	expect(HEAD "00:61.000 --> 00:62.000\na", "3 captions/time;");
	expect(HEAD "61:00.000 --> 62:00.000\na", "3 captions/time;");
	expect(HEAD "0:01.000 --> 0:02.000\na", "3 captions/time;");
	expect(HEAD "00:01.000 --> 00:02.000x\na", "3 captions/time;");
	expect(HEAD "a\n00:05.000 --> 00:02.000\nb", "4 captions/order;");
	expect(HEAD "00:01.000 --> 00:02.000\na\n00:02.000 --> 00:03.000\nb",
	       "1-2 a|2-3 b|5 captions/blank;");
	expect(HEAD, "0 captions/empty;");
	expect(HEAD "00:01.000 --> 00:02.000\n<i></i>\n", "0 captions/empty;");
}

static void bytes_that_are_no_text_are_told(void **state)
{
	(void)state;
	expect(HEAD "00:01.000 --> 00:02.000\na\xff", "4 file/utf8;");
	expect_bytes("WEBVTT\n\n\0", 9, "3 file/nul;");
}

static void only_the_first_mistakes_are_told(void **state)
{
	(void)state;
	g_autoptr(GString) vtt = g_string_new(HEAD);
	for (int i = 0; i < 100; i++)
		g_string_append(vtt, "1 --> 2\na\n\n");
	expect(vtt->str, "3 captions/time;6 captions/time;9 captions/time;12 captions/time;15 "
	                 "captions/time;");
}

static void a_file_of_another_size_is_refused(void **state)
{
	(void)state;
	g_autofree char *vtt = g_strnfill(5 * 1024 * 1024, 'a');
	expect(vtt, "0 captions/size;");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(cues_have_times_and_text),
	        cmocka_unit_test(what_is_no_cue_is_passed_over),
	        cmocka_unit_test(text_becomes_plain),
	        cmocka_unit_test(speakers_are_kept),
	        cmocka_unit_test(mistakes_are_told_with_their_lines),
	        cmocka_unit_test(bytes_that_are_no_text_are_told),
	        cmocka_unit_test(only_the_first_mistakes_are_told),
	        cmocka_unit_test(a_file_of_another_size_is_refused),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
