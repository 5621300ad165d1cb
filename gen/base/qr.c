/* SPDX-License-Identifier: MIT */
/*
 * A picture is one path of strokes, one module wide, that begin where the last one ended: "m2 0h7"
 * goes right by 2 and draws 7 dark modules. That is a third of what squares would take.
 */
#include "base/qr.h"

#include <qrencode.h>
#include <string.h>

#include "base/escape.h"

enum { QUIET_ZONE = 4, DARK = 1 };

bool qr_can_hold(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (text[i] < ' ' || text[i] > '~')
			return false;
	return length > 0;
}

/* Draws the runs of dark modules of row `y`; the pen lies at `pen_x` and half a module below `pen_y`. */
static void write_row(GString *out, const QRcode *code, int y, int *pen_x, int *pen_y)
{
	const unsigned char *row = code->data + y * code->width;
	int run;
	for (int x = 0; x < code->width; x += run) {
		bool dark = (row[x] & DARK) != 0;
		for (run = 1; x + run < code->width && ((row[x + run] & DARK) != 0) == dark;)
			run++;
		if (!dark)
			continue;
		g_string_append_printf(out, "m%d %dh%d", x - *pen_x, y - *pen_y, run);
		*pen_x = x + run;
		*pen_y = y;
	}
}

static void write_picture(GString *out, const QRcode *code, const char *label)
{
	int side = code->width + 2 * QUIET_ZONE;
	int x = 0;
	int y = 0;
	g_string_append_printf(out,
	                       "<svg viewBox=\"0 0 %d %d\" shape-rendering=\"crispEdges\" "
	                       "role=\"img\" aria-label=\"",
	                       side, side);
	escape_html(out, label, strlen(label));
	g_string_append_printf(out, "\"><rect width=\"%d\" height=\"%d\" fill=\"#fff\"/>", side,
	                       side);
	g_string_append_printf(out, "<path stroke=\"#000\" d=\"M%d %d.5", QUIET_ZONE, QUIET_ZONE);
	for (int row = 0; row < code->width; row++)
		write_row(out, code, row, &x, &y);
	g_string_append(out, "\"/></svg>");
}

bool qr_write_svg(GString *out, const char *text, const char *label)
{
	size_t length = strlen(text);
	if (!qr_can_hold(text, length) || length > QR_TEXT_MOST)
		return false;
	QRcode *code = QRcode_encodeString(text, 0, QR_ECLEVEL_M, QR_MODE_8, 1);
	if (code == NULL)
		return false;
	write_picture(out, code, label);
	QRcode_free(code);
	return true;
}
