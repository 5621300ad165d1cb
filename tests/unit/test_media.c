/* SPDX-License-Identifier: MIT */
/*
 * What a file is, how long a recording lasts, and what lies beside it. The recordings in
 * tests/unit/media/ are a tone and a test picture, made by ffmpeg.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <string.h>

#include "catalog/media.h"

static void a_suffix_tells_what_a_file_is(void **state)
{
	(void)state;
	assert_int_equal(media_type_of("a/b.mp4"), MEDIA_VIDEO);
	assert_int_equal(media_type_of("a/B.MP4"), MEDIA_VIDEO);
	assert_int_equal(media_type_of("b.opus"), MEDIA_SOUND);
	assert_int_equal(media_type_of("b.svg"), MEDIA_PICTURE);
	assert_int_equal(media_type_of("b.zh-Hans.vtt"), MEDIA_CAPTIONS);
	assert_int_equal(media_type_of("b.pdf"), MEDIA_NONE);
	assert_int_equal(media_type_of("a.mp4/b"), MEDIA_NONE);
	assert_int_equal(media_type_of("mp4"), MEDIA_NONE);
	assert_int_equal(media_type_of(""), MEDIA_NONE);
	assert_true(media_is_recording("x.m4a"));
	assert_false(media_is_recording("x.png"));
	assert_string_equal(media_mime("x.WebM"), "video/webm");
	assert_string_equal(media_mime("x.mp3"), "audio/mpeg");
	assert_null(media_mime("x.txt"));
}

/* ---- length */

static bool length_of(const char *name, gsize most, double *seconds)
{
	g_autofree char *path = g_strconcat("tests/unit/media/", name, NULL);
	g_autofree char *bytes = NULL;
	gsize size;
	assert_true(g_file_get_contents(path, &bytes, &size, NULL));
	/* A copy of that very size, so that reading beyond it is seen. */
	g_autofree char *cut = g_memdup2(bytes, MIN(size, most));
	return media_length(cut, MIN(size, most), name, seconds);
}

static void every_form_tells_its_length(void **state)
{
	(void)state;
	static const struct {
		const char *name;
		double seconds;
	} FORMS[] = {{"film.mp4", 2.5}, {"film.webm", 2.48}, {"tone.m4a", 2.5}, {"tone.mp3", 2.5},
	             {"tone.ogg", 2.5}, {"tone.opus", 2.5},  {"tone.wav", 0.5}, {"tone.flac", 0.5}};
	for (size_t i = 0; i < G_N_ELEMENTS(FORMS); i++) {
		double seconds = 0;
		print_message("# %s\n", FORMS[i].name);
		assert_true(length_of(FORMS[i].name, G_MAXSIZE, &seconds));
		assert_float_equal(seconds, FORMS[i].seconds, 0.002);
	}
}

static void what_does_not_say_is_unknown(void **state)
{
	(void)state;
	double seconds;
	assert_false(length_of("unending.webm", G_MAXSIZE, &seconds));
	assert_false(length_of("pieces.mp4", G_MAXSIZE, &seconds));
	assert_false(media_length("", 0, "x.mp4", &seconds));
	assert_false(media_length("no recording", 12, "x.mp3", &seconds));
}

static void a_file_that_breaks_off_is_no_trouble(void **state)
{
	(void)state;
	static const char *const NAMES[] = {"film.mp4", "film.webm", "tone.m4a", "tone.mp3",
	                                    "tone.ogg", "tone.opus", "tone.wav", "tone.flac"};
	double seconds;
	for (size_t i = 0; i < G_N_ELEMENTS(NAMES); i++)
		for (gsize most = 0; most < 400; most += 7)
			(void)length_of(NAMES[i], most, &seconds);
	assert_false(length_of("film.mp4", 60, &seconds));
	assert_false(length_of("tone.ogg", 20, &seconds));
}

#define BYTES(text) text, sizeof(text) - 1

static void a_length_that_cannot_be_is_unknown(void **state)
{
	(void)state;
	double seconds;
	/* A box that says it is larger than the file is read as far as the file goes. */
	assert_true(media_length(BYTES("\0\0\0\10ftyp\0\0\0\xffmoov\0\0\0\xffmvhd\0\0\0\0"
	                               "\0\0\0\0\0\0\0\0\0\0\0\12\0\0\0\31"),
	                         "x.mp4", &seconds));
	assert_float_equal(seconds, 2.5, 1e-9);
	/* No unit; no length; all bits set, which is "not known"; a year; a box smaller than its head. */
	assert_false(media_length(BYTES("\0\0\0\10ftyp\0\0\0\0moov\0\0\0\0mvhd\0\0\0\0"
	                                "\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\31"),
	                          "x.mp4", &seconds));
	assert_false(media_length(BYTES("\0\0\0\10ftyp\0\0\0\0moov\0\0\0\0mvhd\0\0\0\0"
	                                "\0\0\0\0\0\0\0\0\0\0\0\12\0\0\0\0"),
	                          "x.mp4", &seconds));
	assert_false(media_length(BYTES("\0\0\0\10ftyp\0\0\0\0moov\0\0\0\0mvhd\0\0\0\0"
	                                "\0\0\0\0\0\0\0\0\0\1\x5f\x90\xff\xff\xff\xff"),
	                          "x.mp4", &seconds));
	assert_false(media_length(BYTES("\0\0\0\10ftyp\0\0\0\0moov\0\0\0\0mvhd\0\0\0\0"
	                                "\0\0\0\0\0\0\0\0\0\0\0\1\x01\xe1\x33\x80"),
	                          "x.mp4", &seconds));
	assert_false(
	        media_length(BYTES("\0\0\0\10ftyp\0\0\0\4moov\0\0\0\0mvhd"), "x.mp4", &seconds));
}

/* ---- what lies beside */

static struct media_files find(struct arena *arena, const char *path, const char *paths)
{
	struct source_files files = {0};
	g_auto(GStrv) names = g_strsplit(paths, " ", -1);
	struct source_file *items = arena_new_array(arena, struct source_file, g_strv_length(names));
	for (; names[files.count] != NULL; files.count++)
		items[files.count].path = arena_string(arena, names[files.count]);
	files.items = items;
	return media_find(arena, &files, path);
}

static void what_bears_the_name_of_a_recording_belongs_to_it(void **state)
{
	(void)state;
	g_autoptr(Arena) arena = arena_new();
	struct media_files found =
	        find(arena, "a/x.mp4",
	             "a/w.vtt a/x-1.vtt a/x.en.vtt a/x.jpg a/x.mp4 a/x.txt a/x.vtt "
	             "a/x.zh-Hans.vtt a/x/x.vtt b/x.png");
	assert_int_equal(found.caption_count, 3);
	assert_string_equal(found.captions[0].file->path, "a/x.en.vtt");
	assert_string_equal(found.captions[0].language, "en");
	assert_string_equal(found.captions[1].file->path, "a/x.vtt");
	assert_null(found.captions[1].language);
	assert_string_equal(found.captions[2].language, "zh-Hans");
	assert_string_equal(found.poster->path, "a/x.jpg");
	assert_string_equal(found.transcript->path, "a/x.txt");
}

static void what_is_like_it_does_not(void **state)
{
	(void)state;
	g_autoptr(Arena) arena = arena_new();
	struct media_files found =
	        find(arena, "x.mp3",
	             "x x.draft-of-it.vtt x.jpg x.mp3 x.mp3.vtt x.qq.vtt x.vtt.bak xy.txt");
	assert_int_equal(found.caption_count, 0);
	assert_null(found.poster); /* a sound shows none */
	assert_null(found.transcript);
}

static void of_two_of_a_kind_one_is_taken(void **state)
{
	(void)state;
	g_autoptr(Arena) arena = arena_new();
	struct media_files found = find(arena, "x.webm", "x.TXT x.md x.mp4 x.png x.webm x.webp");
	assert_string_equal(found.poster->path, "x.png");
	assert_string_equal(found.transcript->path, "x.TXT");
}

/* ---- what is missing */

static void expect_missing(const char *path, const char *paths, bool alone, const char *id,
                           const char *name)
{
	g_autoptr(Arena) arena = arena_new();
	g_autoptr(Report) report = report_new();
	struct source_files files = {0};
	g_auto(GStrv) names = g_strsplit(paths, " ", -1);
	struct source_file *items = arena_new_array(arena, struct source_file, g_strv_length(names));
	for (; names[files.count] != NULL; files.count++)
		items[files.count].path = names[files.count];
	files.items = items;
	media_check(report, place_of_line("a.md", 4), &files, path, alone);
	if (id == NULL) {
		assert_int_equal(report->problems->len, 0);
		return;
	}
	assert_int_equal(report->problems->len, 1);
	const struct problem *problem = report->problems->pdata[0];
	assert_int_equal(problem->severity, SEVERITY_WARNING);
	assert_string_equal(problem->id, id);
	assert_non_null(strstr(problem->text, name));
	assert_int_equal(problem->line, 4);
}

static void what_is_missing_is_told_with_its_name(void **state)
{
	(void)state;
	expect_missing("m/x.mp4", "m/x.mp4 m/x.txt", true, "media/captions", " x.vtt");
	expect_missing("m/x.mp4", "m/x.en.vtt m/x.mp4", true, NULL, NULL);
	expect_missing("m/x.mp3", "m/x.mp3", true, "media/transcript", " x.txt");
	expect_missing("m/x.mp3", "m/x.mp3 m/x.txt", true, NULL, NULL);
	expect_missing("m/x.mp3", "m/x.mp3 m/x.vtt", true, NULL, NULL);
	expect_missing("m/x.mp3", "m/x.mp3 m/x.vtt", false, "media/inline", "x.mp3");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_suffix_tells_what_a_file_is),
	        cmocka_unit_test(every_form_tells_its_length),
	        cmocka_unit_test(what_does_not_say_is_unknown),
	        cmocka_unit_test(a_file_that_breaks_off_is_no_trouble),
	        cmocka_unit_test(a_length_that_cannot_be_is_unknown),
	        cmocka_unit_test(what_bears_the_name_of_a_recording_belongs_to_it),
	        cmocka_unit_test(what_is_like_it_does_not),
	        cmocka_unit_test(of_two_of_a_kind_one_is_taken),
	        cmocka_unit_test(what_is_missing_is_told_with_its_name),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
