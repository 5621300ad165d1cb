/* SPDX-License-Identifier: MIT */
/*
 * chayue: a git repository of Markdown notices becomes a static site. What a build does is in
 * site.c.
 */
#include "command/command.h"
#include "installation.h"
#include "summary.h"

#include <inttypes.h>
#include <locale.h>
#include <stdio.h>
#include <string.h>

/*
 * Nothing that the program writes may depend on the machine's locale or time zone; messages have
 * their own language.
 */
static void settle_environment(const char *language)
{
	setlocale(LC_ALL, "C.UTF-8");
	g_setenv("TZ", "UTC", TRUE);
	g_setenv("LANGUAGE", strcmp(language, "zh") == 0 ? "zh_CN" : "en", TRUE);
}

static void use_translations(const char *locale_folder)
{
	bindtextdomain("chayue", locale_folder);
	bind_textdomain_codeset("chayue", "UTF-8");
	textdomain("chayue");
}

static void print_outcome(const struct site *site, bool done)
{
	const struct options *options = site->options;
	const struct report *report = site->report;
	const struct outcome *outcome = &site->outcome;
	if (options->quiet)
		return;
	if (done && options->command == COMMAND_BUILD) {
		printf(_("documents: %" PRIu64 ", pages: %" PRIu64 ", files: %" PRIu64 " in %s/\n"),
		       outcome->documents, outcome->pages, outcome->files, options->out);
		printf(_("rendered: %" PRIu64 ", skipped: %" PRIu64 ", removed: %" PRIu64 "\n"),
		       outcome->rendered, outcome->skipped, outcome->removed);
	} else if (done) {
		printf(_("documents: %" PRIu64 ", pages: %" PRIu64 "\n"), outcome->documents,
		       outcome->pages);
	}
	printf(_("errors: %u, warnings: %u\n"), report->errors, report->warnings);
}

static enum exit_code run(const struct options *options, const struct installation *installation)
{
	g_autoptr(Report) report = report_new();
	struct site *site = site_new(report, options);
	bool done = options->command == COMMAND_BUILD ? command_build(site, installation->data)
	                                              : command_check(site, installation->data);
	progress_clear(&site->progress);
	report_write(site->notes, stderr);
	report_sort(report);
	if (options->summary != NULL)
		summary_write(report, site, done, options->summary);
	report_write(report, stderr);
	print_outcome(site, done);
	site_free(site);
	return done && report->errors == 0 ? EXIT_DONE : EXIT_PROBLEMS;
}

int main(int argc, char **argv)
{
	settle_environment(options_language(argc, argv));
	g_autoptr(Report) report = report_new();
	struct installation installation;
	if (!installation_find(report, &installation)) {
		report_write(report, stderr);
		return EXIT_PROBLEMS;
	}
	use_translations(installation.locale);
	struct options options;
	enum options_outcome outcome = options_read(argc, argv, &options);
	enum exit_code code = outcome == OPTIONS_WRONG ? EXIT_USAGE : EXIT_DONE;
	if (outcome == OPTIONS_RUN)
		code = run(&options, &installation);
	options_clear(&options);
	installation_clear(&installation);
	/* Whoever reads what was said must not take a full disk for a good site. */
	if (fflush(stdout) != 0 || ferror(stderr))
		code = EXIT_PROBLEMS;
	return (int)code;
}
