/* SPDX-License-Identifier: MIT */
#ifndef CATALOG_SETTINGS_H
#define CATALOG_SETTINGS_H

#include <stdbool.h>

#include "base/report.h"
#include "base/value.h"
#include "catalog/schema.h"

/* The edition for a public touch screen. */
struct kiosk_settings {
	bool wanted;
	bool largest;              /* the text is as large as it gets, else large */
	unsigned idle_seconds;     /* without touch, then it is asked whether somebody is there */
	unsigned question_seconds; /* for the answer */
	unsigned stale_days;       /* a copy older than that says so */
	const char *name;          /* of the reading place; NULL: that of the site */
	const char *desk;          /* where to ask; NULL: the strings of its language say it */
};

/* What site.yml says of a site. Absent means the default; a mistyped key is an error. */
struct settings {
	struct value identity; /* map of what pages show: name, organ, address, domain, site_id_code, footer … */
	const char *name;       /* of the site; NULL: the strings of its language have one */
	const char *address;    /* public URL, with a slash at its end; NULL: not known */
	enum language language; /* of the interface */
	const char *content; /* folder of the documents, "" for the whole repository; no slash at the end */
	const char *theme;
	bool topics_from_folders; /* a document without topics gets its folder as one */
	struct value fields;      /* map: a foreign field name to the key it stands for */
	struct value defaults;    /* map: "folder/" or the name of a kind to a map of fields */
	struct kiosk_settings kiosk;
	const char *path; /* of site.yml, for messages; NULL: there is none */
};

/* The settings of a site without site.yml. */
struct settings settings_default(void);

/* Reads the text of a site.yml over the defaults. False: it has mistakes, all reported. */
bool settings_read(struct report *report, const char *path, const char *text, size_t length,
                   struct arena *arena, struct settings *settings);

/*
 * Checks what can be checked only with the kinds at hand: targets of `fields`, kinds and fields in
 * `defaults`.
 */
bool settings_check(struct report *report, const struct settings *settings,
                    const struct schema *schema);

#endif
