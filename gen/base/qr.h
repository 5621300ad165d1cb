/* SPDX-License-Identifier: MIT */
#ifndef BASE_QR_H
#define BASE_QR_H

#include <glib.h>
#include <stdbool.h>
#include <stddef.h>

enum { QR_TEXT_MOST = 2331 }; /* bytes that always fit, at level M */

/* Only what every camera reads alike: printable ASCII, and not empty. */
bool qr_can_hold(const char *text, size_t length);

/*
 * Appends the QR code of `text` (ISO/IEC 18004, level M, with a quiet zone of 4 modules) as an <svg>
 * element for HTML. It has no size of its own: a style gives it one. Its colours are fixed, because
 * a code in the light colours of a dark page cannot be read. `label`, valid UTF-8, is what it is
 * called where it cannot be seen; it is escaped. False: `text` is nothing that qr_can_hold, or
 * longer than QR_TEXT_MOST.
 */
bool qr_write_svg(GString *out, const char *text, const char *label);

#endif
