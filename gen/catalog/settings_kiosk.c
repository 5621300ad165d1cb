/* SPDX-License-Identifier: MIT */
#include "catalog/settings_kiosk.h"

#include "base/nearest.h"

#include <string.h>

/* A reader who walks slowly, or reads a long paragraph, is not to be thrown out. */
enum { IDLE_LEAST = 30, QUESTION_LEAST = 20, SECONDS_MOST = 3600, DAYS_MOST = 3650 };

static const char *const KEYS[] = {"idle_seconds", "question_seconds", "stale_days", "name",
                                   "desk",         "text_size",        NULL};

struct kiosk_settings settings_kiosk_default(void)
{
	return (struct kiosk_settings){.idle_seconds = 90, .question_seconds = 20, .stale_days = 30};
}

static bool read_number(struct report *report, struct place place, const char *key,
                        const char *text, unsigned least, unsigned most, unsigned *out)
{
	guint64 number;
	if (!g_ascii_string_to_unsigned(text, 10, least, most, &number, NULL))
		return report_error(report, place, "settings/kiosk",
		                    _("'%s' must be a whole number from %u to %u, not '%s'"), key,
		                    least, most, text);
	*out = (unsigned)number;
	return true;
}

static bool read_size(struct report *report, struct place place, const char *text,
                      struct kiosk_settings *out)
{
	out->largest = strcmp(text, "largest") == 0;
	if (out->largest || strcmp(text, "large") == 0)
		return true;
	return report_error(report, place, "settings/kiosk",
	                    _("'text_size' is large or largest, not '%s'"), text);
}

static bool unknown_key(struct report *report, struct place place, const char *key)
{
	const char *nearest = nearest_word(key, KEYS);
	if (nearest != NULL)
		return report_error(report, place, "settings/kiosk",
		                    _("'%s' is no setting of the kiosk; did you mean '%s'?"), key,
		                    nearest);
	return report_error(report, place, "settings/kiosk",
	                    _("'%s' is no setting of the kiosk; chayue-content(5) lists them"), key);
}

static bool read_key(struct report *report, struct place place, const char *key, const char *text,
                     struct kiosk_settings *out)
{
	if (strcmp(key, "idle_seconds") == 0)
		return read_number(report, place, key, text, IDLE_LEAST, SECONDS_MOST,
		                   &out->idle_seconds);
	if (strcmp(key, "question_seconds") == 0)
		return read_number(report, place, key, text, QUESTION_LEAST, SECONDS_MOST,
		                   &out->question_seconds);
	if (strcmp(key, "stale_days") == 0)
		return read_number(report, place, key, text, 1, DAYS_MOST, &out->stale_days);
	if (strcmp(key, "text_size") == 0)
		return read_size(report, place, text, out);
	if (strcmp(key, "name") == 0)
		out->name = text;
	else
		out->desk = text;
	return true;
}

static bool read_keys(struct report *report, struct place place, const struct value *map,
                      struct kiosk_settings *out)
{
	bool right = true;
	out->wanted = true;
	for (unsigned i = 0; i < map->count; i++) {
		const struct value *value = &map->items[i];
		place.line = map->key_lines == NULL ? place.line : map->key_lines[i];
		if (!g_strv_contains(KEYS, map->keys[i]))
			right = unknown_key(report, place, map->keys[i]);
		else if (value->type == VALUE_NOTHING ||
		         (value->type == VALUE_TEXT && value->length == 0))
			continue;
		else if (value->type != VALUE_TEXT)
			right = report_error(report, place, "settings/type",
			                     _("'%s' must be one line of text"), map->keys[i]);
		else if (!read_key(report, place, map->keys[i], value->text, out))
			right = false;
	}
	return right;
}

bool settings_read_kiosk(struct report *report, struct place place, const struct value *value,
                         struct kiosk_settings *out)
{
	if (value->type == VALUE_MAP)
		return read_keys(report, place, value, out);
	if (value->type == VALUE_TEXT && settings_read_boolean(value->text, &out->wanted))
		return true;
	return report_error(report, place, "settings/type",
	                    _("'kiosk' must be true or false, or hold indented lines such as "
	                      "'idle_seconds: 90'"));
}
