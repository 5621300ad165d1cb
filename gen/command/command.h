/* SPDX-License-Identifier: MIT */
#ifndef COMMAND_COMMAND_H
#define COMMAND_COMMAND_H

#include "options.h"
#include "site.h"

/* What a command ends with. */
enum exit_code { EXIT_DONE = 0, EXIT_PROBLEMS = 1, EXIT_USAGE = 2 };

/* Builds the site and switches it in. False: the old site was kept (the cause is reported). */
bool command_build(struct site *site, const char *data);

/* The same reading and rules, without output. */
bool command_check(struct site *site, const char *data);

#endif
