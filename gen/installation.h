/* SPDX-License-Identifier: MIT */
#ifndef INSTALLATION_H
#define INSTALLATION_H

#include "base/report.h"

/* Where the program finds what belongs to it: lua/, themes/ and its translations. */
struct installation {
	char *data;   /* the folder that holds lua/ and themes/ */
	char *locale; /* of gettext */
};

/*
 * Looks from the program's own place: PREFIX/share/chayue when it is installed, else the source
 * tree above it.
 */
bool installation_find(struct report *report, struct installation *out);
void installation_clear(struct installation *installation);

#endif
