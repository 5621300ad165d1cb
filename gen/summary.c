/* SPDX-License-Identifier: MIT */
#include "summary.h"

#include <errno.h>
#include <jansson.h>
#include <stdio.h>
#include <sys/stat.h>

static json_t *string_or_null(const char *text)
{
	return text == NULL ? json_null() : json_string(text);
}

static json_t *problem_list(const struct report *report)
{
	json_t *list = json_array();
	for (unsigned i = 0; i < report->problems->len; i++) {
		const struct problem *problem = report->problems->pdata[i];
		json_array_append_new(
		        list, json_pack("{s:s, s:s, s:o, s:i, s:i, s:s}", "severity",
		                        problem->severity == SEVERITY_ERROR ? "error" : "warning",
		                        "id", problem->id, "path", string_or_null(problem->path),
		                        "line", (int)problem->line, "column", (int)problem->column,
		                        "text", problem->text));
	}
	return list;
}

static json_t *stage_list(const struct site *site)
{
	json_t *list = json_array();
	for (unsigned i = 0; i < site->stage_count; i++)
		json_array_append_new(list, json_pack("{s:s, s:f, s:I}", "name",
		                                      site->stages[i].name, "seconds",
		                                      site->stages[i].seconds, "peak_memory_bytes",
		                                      (json_int_t)site->stages[i].peak_memory));
	return list;
}

/* A regular file is replaced whole; into anything else, a pipe or a link, the text is written. */
static bool write_text(const char *path, const char *text, GError **error)
{
	struct stat status;
	if (lstat(path, &status) != 0 || S_ISREG(status.st_mode))
		return g_file_set_contents(path, text, -1, error);
	FILE *stream = fopen(path, "we");
	bool written = stream != NULL && fputs(text, stream) >= 0;
	if (stream != NULL && fclose(stream) != 0)
		written = false;
	if (!written)
		g_set_error_literal(error, G_FILE_ERROR, (int)g_file_error_from_errno(errno),
		                    g_strerror(errno));
	return written;
}

bool summary_write(struct report *report, const struct site *site, bool done, const char *path)
{
	char commit[OBJECT_ID_TEXT_SIZE] = "";
	if (site->repository != NULL) {
		struct object_id id = repository_commit(site->repository);
		object_id_print(&id, commit);
	}
	const struct outcome *outcome = &site->outcome;
	json_t *summary = json_pack(
	        "{s:b, s:s, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:I, s:i, s:i, s:o, s:o, s:o}",
	        "done", done, "commit", commit, "documents", (json_int_t)outcome->documents,
	        "pages", (json_int_t)outcome->pages, "files", (json_int_t)outcome->files, "bytes",
	        (json_int_t)outcome->bytes, "rendered", (json_int_t)outcome->rendered, "skipped",
	        (json_int_t)outcome->skipped, "removed", (json_int_t)outcome->removed, "written",
	        (json_int_t)outcome->written, "written_bytes", (json_int_t)outcome->written_bytes,
	        "errors", (int)report->errors, "warnings", (int)report->warnings, "stages",
	        stage_list(site), "notes", problem_list(site->notes), "problems",
	        problem_list(report));
	g_autofree char *text = summary == NULL ? NULL : json_dumps(summary, JSON_INDENT(2));
	json_decref(summary);
	g_autoptr(GError) error = NULL;
	if (text == NULL)
		return report_error(report, place_of_file(path), "summary/form",
		                    _("the summary could not be made"));
	if (!write_text(path, text, &error))
		return report_error(report, place_of_file(path), "summary/write",
		                    _("cannot be written: %s"), error->message);
	return true;
}
