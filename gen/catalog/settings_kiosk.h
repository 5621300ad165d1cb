/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_SETTINGS_KIOSK_H
#define CATALOG_SETTINGS_KIOSK_H

#include "catalog/settings.h"

/* Private to settings*.c. */

/* What holds of a kiosk of which nothing is said. */
struct kiosk_settings settings_kiosk_default(void);

/*
 * `kiosk: true` or `false`, or lines of what is other than usual, which mean that there is one. False:
 * it has mistakes, all reported.
 */
bool settings_read_kiosk(struct report *report, struct place place, const struct value *value,
                         struct kiosk_settings *out);

/* True, false, and the words for them in Chinese; false: it is none of these. */
bool settings_read_boolean(const char *text, bool *out);

#endif
