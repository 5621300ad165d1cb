/* SPDX-License-Identifier: MIT */
#include "command/command.h"

/* Takes a page and lets it go: what a view or a template finds wrong is found all the same. */
static bool write_nothing(struct report *report, void *context, const char *url, const void *bytes,
                          size_t length, GByteArray *told)
{
	(void)report;
	(void)context;
	(void)url;
	(void)bytes;
	(void)length;
	(void)told;
	return true;
}

bool command_check(struct site *site, const char *data)
{
	const char *spool_folder = g_get_tmp_dir();
	return site_plan(site, data, spool_folder) &&
	       site_render(site, write_nothing, NULL, NULL, spool_folder, true);
}
