/* SPDX-License-Identifier: MIT */
#include "installation.h"

static bool holds_lua(const char *folder)
{
	g_autofree char *prelude = g_build_filename(folder, "lua", "prelude.lua", NULL);
	return g_file_test(prelude, G_FILE_TEST_IS_REGULAR);
}

bool installation_find(struct report *report, struct installation *out)
{
	*out = (struct installation){.data = NULL};
	g_autofree char *program = g_file_read_link("/proc/self/exe", NULL);
	if (program == NULL)
		return report_error(
		        report, place_none(), "system/program",
		        _("cannot find where the program itself lies; is /proc mounted?"));
	g_autofree char *folder = g_path_get_dirname(program);
	g_autofree char *prefix = g_path_get_dirname(folder);
	g_autofree char *shared = g_build_filename(prefix, "share", "chayue", NULL);
	if (holds_lua(shared)) {
		out->data = g_steal_pointer(&shared);
		out->locale = g_build_filename(prefix, "share", "locale", NULL);
		return true;
	}
	out->locale = g_build_filename(folder, "locale", NULL);
	g_autofree char *above = g_path_get_dirname(folder);
	for (unsigned level = 0; level < 3; level++) {
		if (holds_lua(above)) {
			out->data = g_steal_pointer(&above);
			return true;
		}
		char *next = g_path_get_dirname(above);
		g_free(above);
		above = next;
	}
	return report_error(report, place_none(), "system/data",
	                    _("cannot find lua/prelude.lua; run 'make install', or the program in "
	                      "its source tree"));
}

void installation_clear(struct installation *installation)
{
	g_free(installation->data);
	g_free(installation->locale);
}
