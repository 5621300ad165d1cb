/* SPDX-License-Identifier: MIT */
/*
 * Lua names the place of an error by its chunk; readers want the path of the file, and its line.
 */
#include "script/blame.h"

#include <string.h>

const char *blame_place(GHashTable *chunks, const char *text, struct place *out)
{
	GHashTableIter iter;
	void *chunk, *path;
	g_hash_table_iter_init(&iter, chunks);
	while (g_hash_table_iter_next(&iter, &chunk, &path)) {
		size_t length = strlen(chunk);
		char *end;
		if (strncmp(text, chunk, length) != 0 || text[length] != ':')
			continue;
		if (!g_ascii_isdigit(text[length + 1]))
			continue;
		guint64 line = g_ascii_strtoull(text + length + 1, &end, 10);
		if (strncmp(end, ": ", 2) != 0)
			continue;
		*out = place_of_line(path, (unsigned)line);
		return end + 2;
	}
	return text;
}

bool blame_tell(struct report *report, struct place place, const char *id, const char *page,
                const char *text)
{
	if (page == NULL)
		return report_error(report, place, id, "%s", text);
	return report_error(report, place, id, _("%s (while making '%s')"), text, page);
}

bool blame_failure(struct report *report, GHashTable *chunks, const struct failure *failure,
                   const char *path, const char *page)
{
	struct place place = place_of_file(path);
	const char *of_chunk = g_hash_table_lookup(chunks, failure->chunk);
	if (of_chunk != NULL)
		place = place_of_line(of_chunk, failure->line);
	if (failure->cause == FAILURE_STEPS)
		return blame_tell(
		        report, place, "lua/steps", page,
		        _("the script does not come to an end; look for a loop that never "
		          "stops, or do less in one call"));
	if (failure->cause == FAILURE_MEMORY) {
		g_autofree char *text = g_strdup_printf(
		        _("the script needs more memory than the %d MB it may have, or makes a "
		          "text longer than %d MB; look for a table or text that grows in a loop"),
		        SANDBOX_MEMORY_MOST >> 20, SANDBOX_TEXT_MOST >> 20);
		return blame_tell(report, place, "lua/memory", page, text);
	}
	struct place raised = place;
	const char *message = blame_place(chunks, failure->text->str, &raised);
	if (g_strcmp0(raised.path, PRELUDE_PATH) != 0 || of_chunk == NULL)
		place = raised;
	g_autofree char *text = g_strdup_printf(_("the script failed: %s"), message);
	return blame_tell(report, place, "lua/run", page, text);
}
