/* SPDX-License-Identifier: MIT */
#ifndef OPTIONS_H
#define OPTIONS_H

#include <stdbool.h>

#include "base/date.h"

enum command { COMMAND_NONE, COMMAND_BUILD, COMMAND_CHECK };

/* What the command line says. */
struct options {
	enum command command;
	char *repository; /* folder of the repository; "." when none is named */
	char *ref;        /* NULL: HEAD */
	char *content;    /* NULL: as site.yml says */
	char *config;     /* a file on the disk; NULL: the site.yml of the repository */
	char *out;
	char *summary;  /* NULL: none */
	char *profile;  /* "web": no kiosk; "kiosk": with one; NULL: as site.yml says */
	char *language; /* of messages: "zh" or "en"; NULL: that of the environment */
	struct date as_of;
	int jobs; /* 0: one for each processor */
	bool worktree;
	bool strict;
	bool fresh;   /* what the last build left is forgotten */
	bool explain; /* why each page is rendered */
	bool quiet;
};

enum options_outcome {
	OPTIONS_RUN,   /* go on with the command */
	OPTIONS_DONE,  /* --help or --version was answered */
	OPTIONS_WRONG, /* told on standard error; exit with 2 */
};

enum options_outcome options_read(int argc, char **argv, struct options *out);
void options_clear(struct options *options);

/*
 * The language that the command line or the environment asks for, before options are read: messages
 * need it first.
 */
const char *options_language(int argc, char **argv);

#endif
