/* SPDX-License-Identifier: MIT */
#include "script/drawing_list.h"

#include <glib.h>
#include <stdlib.h>
#include <string.h>

/* Sorted by strcmp, as both are searched and attributes are written in this order. */
static const char *const ELEMENTS[] = {
        "a",       "circle",  "clipPath", "defs", "desc", "ellipse", "g",     "line",  "path",
        "pattern", "polygon", "polyline", "rect", "svg",  "text",    "title", "tspan", "use",
};

static const struct drawing_attribute ATTRIBUTES[] = {
        {"aria-hidden", DRAWING_PLAIN},
        {"aria-label", DRAWING_TEXT},
        {"aria-labelledby", DRAWING_NAMES},
        {"class", DRAWING_NAMES},
        {"clip-path", DRAWING_PAINT},
        {"clip-rule", DRAWING_PLAIN},
        {"clipPathUnits", DRAWING_PLAIN},
        {"color", DRAWING_PAINT},
        {"cx", DRAWING_PLAIN},
        {"cy", DRAWING_PLAIN},
        {"d", DRAWING_PLAIN},
        {"data-c", DRAWING_PLAIN},
        {"data-r", DRAWING_PLAIN},
        {"dominant-baseline", DRAWING_PLAIN},
        {"dx", DRAWING_PLAIN},
        {"dy", DRAWING_PLAIN},
        {"fill", DRAWING_PAINT},
        {"fill-opacity", DRAWING_PLAIN},
        {"fill-rule", DRAWING_PLAIN},
        {"font-size", DRAWING_PLAIN},
        {"font-weight", DRAWING_PLAIN},
        {"height", DRAWING_PLAIN},
        {"href", DRAWING_ADDRESS},
        {"id", DRAWING_ID},
        {"lang", DRAWING_ID},
        {"lengthAdjust", DRAWING_PLAIN},
        {"opacity", DRAWING_PLAIN},
        {"paint-order", DRAWING_PLAIN},
        {"patternContentUnits", DRAWING_PLAIN},
        {"patternTransform", DRAWING_PLAIN},
        {"patternUnits", DRAWING_PLAIN},
        {"points", DRAWING_PLAIN},
        {"preserveAspectRatio", DRAWING_PLAIN},
        {"r", DRAWING_PLAIN},
        {"role", DRAWING_ID},
        {"rx", DRAWING_PLAIN},
        {"ry", DRAWING_PLAIN},
        {"shape-rendering", DRAWING_PLAIN},
        {"stroke", DRAWING_PAINT},
        {"stroke-dasharray", DRAWING_PLAIN},
        {"stroke-dashoffset", DRAWING_PLAIN},
        {"stroke-linecap", DRAWING_PLAIN},
        {"stroke-linejoin", DRAWING_PLAIN},
        {"stroke-opacity", DRAWING_PLAIN},
        {"stroke-width", DRAWING_PLAIN},
        {"text-anchor", DRAWING_PLAIN},
        {"textLength", DRAWING_PLAIN},
        {"transform", DRAWING_PLAIN},
        {"vector-effect", DRAWING_PLAIN},
        {"viewBox", DRAWING_PLAIN},
        {"width", DRAWING_PLAIN},
        {"writing-mode", DRAWING_PLAIN},
        {"x", DRAWING_PLAIN},
        {"x1", DRAWING_PLAIN},
        {"x2", DRAWING_PLAIN},
        {"y", DRAWING_PLAIN},
        {"y1", DRAWING_PLAIN},
        {"y2", DRAWING_PLAIN},
};

static int compare_element(const void *word, const void *element)
{
	return strcmp(word, *(const char *const *)element);
}

static int compare_attribute(const void *word, const void *attribute)
{
	return strcmp(word, ((const struct drawing_attribute *)attribute)->name);
}

const char *drawing_element(const char *name, size_t length)
{
	if (strlen(name) != length)
		return NULL;
	const char *const *found =
	        bsearch(name, ELEMENTS, G_N_ELEMENTS(ELEMENTS), sizeof *ELEMENTS, compare_element);
	return found == NULL ? NULL : *found;
}

const struct drawing_attribute *drawing_attribute(const char *name, size_t length)
{
	if (strlen(name) != length)
		return NULL;
	return bsearch(name, ATTRIBUTES, G_N_ELEMENTS(ATTRIBUTES), sizeof *ATTRIBUTES,
	               compare_attribute);
}

/* ---- values of attributes */

static bool is_name(const char *text, size_t length, bool spaces)
{
	for (size_t i = 0; i < length; i++)
		if (!g_ascii_isalnum(text[i]) && text[i] != '-' && text[i] != '_' &&
		    !(spaces && text[i] == ' '))
			return false;
	return length > 0;
}

static bool is_plain(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (!g_ascii_isalnum(text[i]) && memchr(" .,%+-()", text[i], 8) == NULL)
			return false;
	return true;
}

static bool is_paint(const char *text, size_t length)
{
	const char start[] = "url(#";
	size_t prefix = strlen(start);
	if (length > prefix && memcmp(text, start, prefix) == 0)
		return text[length - 1] == ')' && is_name(text + prefix, length - prefix - 1, false);
	if (length > 0 && text[0] == '#')
		return is_name(text + 1, length - 1, false);
	return is_name(text, length, false);
}

/*
 * Browsers drop spaces and control characters and take a backslash for a slash, so neither may be
 * there; then a scheme ends with a colon before any slash, and a host or a root begins with one.
 */
static bool is_address(const char *text, size_t length, bool link)
{
	if (length > 0 && text[0] == '#')
		return is_name(text + 1, length - 1, false);
	if (!link || length == 0 || text[0] == '/')
		return false;
	bool in_first_part = true;
	for (size_t i = 0; i < length; i++) {
		if ((unsigned char)text[i] <= ' ' || text[i] == '\\' || text[i] == 0x7F)
			return false;
		if (text[i] == ':' && in_first_part)
			return false;
		if (memchr("/?#", text[i], 3) != NULL)
			in_first_part = false;
	}
	return g_utf8_validate_len(text, length, NULL);
}

bool drawing_is_text(const char *text, size_t length)
{
	for (size_t i = 0; i < length; i++)
		if (((unsigned char)text[i] < ' ' && text[i] != '\n' && text[i] != '\t') ||
		    text[i] == 0x7F)
			return false;
	return g_utf8_validate_len(text, length, NULL);
}

bool drawing_fits(enum drawing_form form, const char *element, const char *text, size_t length)
{
	switch (form) {
	case DRAWING_TEXT:
		return drawing_is_text(text, length);
	case DRAWING_ID:
		return is_name(text, length, false);
	case DRAWING_NAMES:
		return is_name(text, length, true);
	case DRAWING_PAINT:
		return is_paint(text, length);
	case DRAWING_ADDRESS:
		return is_address(text, length, strcmp(element, "a") == 0);
	case DRAWING_PLAIN:
		break;
	}
	return is_plain(text, length);
}
