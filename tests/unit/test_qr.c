/* SPDX-License-Identifier: MIT */
/* The picture of a QR code is a picture of that code: it is drawn here from its path, and read. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib/gstdio.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/qr.h"

enum { SIDE_MOST = 177 + 8, SCALE = 4 };

static unsigned char picture[SIDE_MOST][SIDE_MOST]; /* 1: dark */

/* Draws the path of an <svg>; gives the length of its side. */
static int draw(const char *svg)
{
	int side, x, y, right, down, run;
	assert_int_equal(sscanf(svg, "<svg viewBox=\"0 0 %d %*d\"", &side), 1);
	assert_in_range(side, 21 + 8, SIDE_MOST);
	memset(picture, 0, sizeof picture);
	const char *at = strstr(svg, " d=\"M");
	assert_non_null(at);
	assert_int_equal(sscanf(at, " d=\"M%d %d.5", &x, &y), 2);
	for (at = strchr(at, 'm'); sscanf(at, "m%d %dh%d", &right, &down, &run) == 3;) {
		x += right;
		y += down;
		assert_in_range(y, 4, side - 5);
		assert_in_range(x, 4, side - 4 - run);
		memset(&picture[y][x], 1, (size_t)run);
		x += run;
		at += strcspn(at, "h");
		at += strcspn(at, "m\"");
	}
	assert_string_equal(at, "\"/></svg>");
	return side;
}

/* What a reader of codes reads in the picture; the caller frees. */
static char *decode(int side)
{
	g_autofree char *path = NULL;
	char *text = NULL;
	int handle = g_file_open_tmp("chayue-qr-XXXXXX.pgm", &path, NULL);
	assert_true(handle >= 0);
	FILE *file = fdopen(handle, "wb");
	fprintf(file, "P5 %d %d 255\n", side * SCALE, side * SCALE);
	for (int y = 0; y < side * SCALE; y++)
		for (int x = 0; x < side * SCALE; x++)
			fputc(picture[y / SCALE][x / SCALE] ? 0 : 255, file);
	assert_int_equal(fclose(file), 0);
	g_autofree char *command = g_strdup_printf(
	        "zbarimg --nodbus --quiet --raw -Sdisable -Sqrcode.enable '%s'", path);
	int status;
	assert_true(g_spawn_command_line_sync(command, &text, NULL, &status, NULL));
	g_unlink(path);
	assert_true(g_spawn_check_wait_status(status, NULL));
	return g_strchomp(text);
}

static void what_is_encoded_is_read(void **state)
{
	(void)state;
	const char *const texts[] = {
	        "https://www.example.gov.cn/xxgk/doc/k7/notices.2024.chayuedian-guifan.html",
	        "A",
	        "0123456789",
	        "a & b < c > \"d\" 'e' ~",
	};
	for (size_t i = 0; i < G_N_ELEMENTS(texts); i++) {
		g_autoptr(GString) out = g_string_new(NULL);
		assert_true(qr_write_svg(out, texts[i], "x"));
		g_autofree char *read = decode(draw(out->str));
		assert_string_equal(read, texts[i]);
	}
}

static void the_picture_says_what_it_is_and_has_no_size(void **state)
{
	(void)state;
	g_autoptr(GString) out = g_string_new("before");
	assert_true(qr_write_svg(out, "HTTP://A", "“a\" <b>&’"));
	assert_true(g_str_has_prefix(
	        out->str, "before<svg viewBox=\"0 0 29 29\" shape-rendering=\"crispEdges\" "
	                  "role=\"img\" aria-label=\"“a&quot; &lt;b&gt;&amp;’\"><rect width=\"29\" "
	                  "height=\"29\" fill=\"#fff\"/><path stroke=\"#000\" d=\"M4 4.5m0 0h7"));
	assert_null(strstr(out->str, "svg width"));
}

/* The pattern in the corners is 7 modules wide: one run each in its first and last row. */
static void runs_are_merged(void **state)
{
	(void)state;
	g_autoptr(GString) out = g_string_new(NULL);
	assert_true(qr_write_svg(out, "HTTP://A", ""));
	int side = draw(out->str);
	size_t runs = 0;
	size_t wanted = 0;
	for (const char *at = out->str; (at = strchr(at, 'h')) != NULL; at++)
		runs += g_ascii_isdigit(at[1]) && g_ascii_isdigit(at[-1]);
	for (int y = 0; y < side; y++)
		for (int x = 1; x < side; x++)
			wanted += picture[y][x] && !picture[y][x - 1];
	assert_true(wanted > 50);
	assert_int_equal(runs, wanted);
}

static void only_ascii_that_fits_is_taken(void **state)
{
	(void)state;
	g_autoptr(GString) out = g_string_new(NULL);
	const char *const wrong[] = {"", "查阅", "a\n", "\x7f", "caf\xc3\xa9"};
	for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
		assert_false(qr_can_hold(wrong[i], strlen(wrong[i])));
		assert_false(qr_write_svg(out, wrong[i], "x"));
	}
	assert_false(qr_can_hold("a\0b", 3));
	assert_true(qr_can_hold(" ~", 2));
	g_autofree char *longest = g_strnfill(QR_TEXT_MOST, '~');
	g_autofree char *longer = g_strnfill(QR_TEXT_MOST + 1, '~');
	assert_false(qr_write_svg(out, longer, "x"));
	assert_int_equal(out->len, 0);
	assert_true(qr_write_svg(out, longest, "x"));
	assert_int_equal(draw(out->str), SIDE_MOST);
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(what_is_encoded_is_read),
	        cmocka_unit_test(the_picture_says_what_it_is_and_has_no_size),
	        cmocka_unit_test(runs_are_merged),
	        cmocka_unit_test(only_ascii_that_fits_is_taken),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
