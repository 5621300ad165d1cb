/* SPDX-License-Identifier: MIT */
/*
 * Where the texts of a drawing stand. Widths are those that drawings reckon with: 1 for what is wide,
 * 0.6 for what is not.
 */
#ifndef TESTS_DRAWINGS_H
#define TESTS_DRAWINGS_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <stdio.h>
#include <string.h>

struct text_box {
	double left, right, top, bottom;
	bool slants; /* rises to its end, at 45 degrees; `right` is about where it ends */
	char *text;
};

struct drawing {
	double width, height;  /* of the view box */
	GArray *boxes;         /* struct text_box: one for each line of text */
	struct text_box marks; /* around all rectangles and circles */
	/* Of what is being read: */
	GArray *sizes, *anchors; /* of the open elements: double, char */
	unsigned unseen;         /* open elements whose text is not shown */
	double x, y;
	bool slants;
	GString *line;
	size_t measured; /* bytes of the line whose width is in `reach` */
	double reach;
};

static inline double text_length(const char *text)
{
	double length = 0;
	for (; *text != '\0'; text = g_utf8_next_char(text)) {
		gunichar code = g_utf8_get_char(text);
		length += code >= 0x2010 && code != 0x2212 ? 1 : 0.6;
	}
	return length;
}

static inline double size_of(const struct drawing *drawing)
{
	return g_array_index(drawing->sizes, double, drawing->sizes->len - 1);
}

/* What came since the last call is as large as the innermost element says. */
static inline void measure_line(struct drawing *drawing)
{
	drawing->reach += text_length(drawing->line->str + drawing->measured) * size_of(drawing);
	drawing->measured = drawing->line->len;
}

static inline void end_line(struct drawing *drawing)
{
	measure_line(drawing);
	double size = size_of(drawing), width = drawing->reach;
	char anchor = g_array_index(drawing->anchors, char, drawing->anchors->len - 1);
	double left = drawing->x - (anchor == 'e' ? width : anchor == 'm' ? width / 2 : 0);
	if (drawing->line->len > 0) {
		double drop = drawing->slants ? width * G_SQRT2 / 2 : 0;
		struct text_box box = {drawing->slants ? left + width - drop : left,
		                       left + width,
		                       drawing->y - 0.72 * size,
		                       drawing->y + 0.12 * size + drop,
		                       drawing->slants,
		                       g_strdup(drawing->line->str)};
		g_array_append_val(drawing->boxes, box);
	}
	g_string_truncate(drawing->line, 0);
	drawing->measured = 0;
	drawing->reach = 0;
}

static inline const char *attribute_of(const char **names, const char **values, const char *name)
{
	for (size_t i = 0; names[i] != NULL; i++)
		if (strcmp(names[i], name) == 0)
			return values[i];
	return NULL;
}

static inline double number_of(const char **names, const char **values, const char *name)
{
	const char *text = attribute_of(names, values, name);
	return text == NULL ? 0 : g_ascii_strtod(text, NULL);
}

static inline void take_mark(struct drawing *drawing, double left, double top, double right,
                             double bottom)
{
	drawing->marks.left = MIN(drawing->marks.left, left);
	drawing->marks.top = MIN(drawing->marks.top, top);
	drawing->marks.right = MAX(drawing->marks.right, right);
	drawing->marks.bottom = MAX(drawing->marks.bottom, bottom);
}

static inline void take_shape(struct drawing *drawing, const char *element, const char **names,
                              const char **values)
{
	double x = number_of(names, values, "x"), y = number_of(names, values, "y");
	double cx = number_of(names, values, "cx"), cy = number_of(names, values, "cy");
	double r = number_of(names, values, "r");
	if (strcmp(element, "rect") == 0)
		take_mark(drawing, x, y, x + number_of(names, values, "width"),
		          y + number_of(names, values, "height"));
	if (strcmp(element, "circle") == 0)
		take_mark(drawing, cx - r, cy - r, cx + r, cy + r);
}

static inline bool is_unseen(const char *element)
{
	return strcmp(element, "title") == 0 || strcmp(element, "desc") == 0 ||
	       strcmp(element, "defs") == 0;
}

static inline void open_element(GMarkupParseContext *context, const char *element,
                                const char **names, const char **values, gpointer data,
                                GError **error)
{
	(void)context, (void)error;
	struct drawing *drawing = data;
	const char *size = attribute_of(names, values, "font-size");
	const char *anchor = attribute_of(names, values, "text-anchor");
	const char *x = attribute_of(names, values, "x"), *y = attribute_of(names, values, "y");
	const char *dy = attribute_of(names, values, "dy");
	double own_size = drawing->sizes->len == 0
	                          ? 16
	                          : g_array_index(drawing->sizes, double, drawing->sizes->len - 1);
	char own_anchor = drawing->sizes->len == 0
	                          ? 's'
	                          : g_array_index(drawing->anchors, char, drawing->anchors->len - 1);
	if (strcmp(element, "svg") == 0)
		sscanf(attribute_of(names, values, "viewBox"), "0 0 %lf %lf", &drawing->width,
		       &drawing->height);
	if (strcmp(element, "tspan") == 0 && x != NULL)
		end_line(drawing);
	else if (drawing->sizes->len > 0)
		measure_line(drawing);
	own_size = size != NULL ? g_ascii_strtod(size, NULL) : own_size;
	own_anchor = anchor != NULL ? anchor[0] : own_anchor;
	g_array_append_val(drawing->sizes, own_size);
	g_array_append_val(drawing->anchors, own_anchor);
	drawing->unseen += is_unseen(element);
	if (drawing->unseen == 0)
		take_shape(drawing, element, names, values);
	if (strcmp(element, "text") == 0 || strcmp(element, "tspan") == 0) {
		drawing->x = x != NULL ? g_ascii_strtod(x, NULL) : drawing->x;
		drawing->y = y != NULL ? g_ascii_strtod(y, NULL) : drawing->y;
		drawing->y += dy != NULL ? g_ascii_strtod(dy, NULL) : 0;
		drawing->slants = attribute_of(names, values, "transform") != NULL;
	}
}

static inline void close_element(GMarkupParseContext *context, const char *element, gpointer data,
                                 GError **error)
{
	(void)context, (void)error;
	struct drawing *drawing = data;
	if (strcmp(element, "text") == 0)
		end_line(drawing);
	else
		measure_line(drawing);
	drawing->unseen -= is_unseen(element);
	g_array_set_size(drawing->sizes, drawing->sizes->len - 1);
	g_array_set_size(drawing->anchors, drawing->anchors->len - 1);
}

static inline void take_text(GMarkupParseContext *context, const char *text, gsize length,
                             gpointer data, GError **error)
{
	(void)context, (void)error;
	struct drawing *drawing = data;
	if (drawing->unseen == 0)
		g_string_append_len(drawing->line, text, (gssize)length);
}

static inline void drawing_clear(struct drawing *drawing)
{
	for (unsigned i = 0; i < drawing->boxes->len; i++)
		g_free(g_array_index(drawing->boxes, struct text_box, i).text);
	g_array_unref(drawing->boxes);
	g_array_unref(drawing->sizes);
	g_array_unref(drawing->anchors);
	g_string_free(drawing->line, TRUE);
}

static inline struct drawing drawing_read(const char *svg)
{
	static const GMarkupParser PARSER = {
	        .start_element = open_element, .end_element = close_element, .text = take_text};
	struct drawing drawing = {.boxes = g_array_new(FALSE, FALSE, sizeof(struct text_box)),
	                          .sizes = g_array_new(FALSE, FALSE, sizeof(double)),
	                          .anchors = g_array_new(FALSE, FALSE, sizeof(char)),
	                          .line = g_string_new(NULL)};
	g_autoptr(GMarkupParseContext) context =
	        g_markup_parse_context_new(&PARSER, 0, &drawing, NULL);
	assert_true(g_markup_parse_context_parse(context, svg, -1, NULL));
	assert_true(g_markup_parse_context_end_parse(context, NULL));
	return drawing;
}

/* Slanting lines are 45 degrees steep, so two of them are as far apart as their ends, by the root. */
static inline bool share_a_place(const struct text_box *one, const struct text_box *other)
{
	if (one->slants && other->slants)
		return ABS(one->right - other->right) * G_SQRT2 / 2 < 0.84 * 16;
	if (one->slants || other->slants)
		return false;
	return one->left < other->right && other->left < one->right && one->top < other->bottom &&
	       other->top < one->bottom;
}

/* Every text and every mark lies in the drawing, and no two texts share a place. */
static inline void assert_texts_apart(const char *svg, const char *what)
{
	struct drawing drawing = drawing_read(svg);
	const struct text_box *marks = &drawing.marks;
	if (marks->left < -1 || marks->right > drawing.width + 1 || marks->top < -1 ||
	    marks->bottom > drawing.height + 1)
		fail_msg("%s: marks fall off: %.1f to %.1f of %.0f, %.1f to %.1f of %.0f", what,
		         marks->left, marks->right, drawing.width, marks->top, marks->bottom,
		         drawing.height);
	for (unsigned i = 0; i < drawing.boxes->len; i++) {
		const struct text_box *one = &g_array_index(drawing.boxes, struct text_box, i);
		if (one->left < -1 || one->right > drawing.width + 1 || one->top < -1 ||
		    one->bottom > drawing.height + 1)
			fail_msg("%s: '%s' falls off: %.1f to %.1f of %.0f, %.1f to %.1f of %.0f",
			         what, one->text, one->left, one->right, drawing.width, one->top,
			         one->bottom, drawing.height);
		for (unsigned k = 0; k < i; k++) {
			const struct text_box *other =
			        &g_array_index(drawing.boxes, struct text_box, k);
			if (share_a_place(one, other))
				fail_msg("%s: '%s' lies on '%s'", what, one->text, other->text);
		}
	}
	drawing_clear(&drawing);
}

#endif
