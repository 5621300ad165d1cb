/* SPDX-License-Identifier: MIT */
/*
 * The one table of commands and options. `chayue --help` and `chayue COMMAND --help` are made from
 * it; chayue(1) is held to it by a test.
 */
#include "options.h"

#include "base/report.h"

#include <stdio.h>
#include <string.h>

struct command_entry {
	const char *name;
	enum command command;
	const char *summary;
};

static const struct command_entry COMMANDS[] = {
        {"build", COMMAND_BUILD, N_("build a site from a repository")},
        {"check", COMMAND_CHECK, N_("read and check everything, write nothing")},
};

static void print_help(void)
{
	printf("%s\n\n", _("Usage: chayue COMMAND [OPTION …] [REPO]"));
	printf("%s\n\n", _("Turns a git repository of Markdown notices into a static site."));
	printf("%s\n", _("Commands:"));
	for (size_t i = 0; i < G_N_ELEMENTS(COMMANDS); i++)
		printf("  %-8s %s\n", COMMANDS[i].name, _(COMMANDS[i].summary));
	printf("\n%s\n", _("'chayue COMMAND --help' tells the options; chayue(1) and "
	                   "chayue-content(5) tell the rest."));
}

static enum options_outcome wrong(const char *format, ...) G_GNUC_PRINTF(1, 2);

static enum options_outcome wrong(const char *format, ...)
{
	va_list arguments;
	va_start(arguments, format);
	fputs("chayue: ", stderr);
	vfprintf(stderr, format, arguments);
	va_end(arguments);
	fprintf(stderr, "\n%s\n", _("Try 'chayue --help'."));
	return OPTIONS_WRONG;
}

static enum command find_command(const char *name)
{
	for (size_t i = 0; i < G_N_ELEMENTS(COMMANDS); i++)
		if (strcmp(COMMANDS[i].name, name) == 0)
			return COMMANDS[i].command;
	return COMMAND_NONE;
}

static const char *command_summary(enum command command)
{
	for (size_t i = 0; i < G_N_ELEMENTS(COMMANDS); i++)
		if (COMMANDS[i].command == command)
			return _(COMMANDS[i].summary);
	return "";
}

/* Text as GOption gives it, before it is checked. */
struct raw {
	char *as_of;
	gboolean worktree;
	gboolean strict;
	gboolean fresh;
	gboolean explain;
	gboolean quiet;
	gboolean help; /* our own: GOption's ends the program where it stands */
};

static bool parse(int *argc, char ***argv, struct options *options, struct raw *raw, GError **error)
{
	const GOptionEntry common[] = {
	        {"ref", 0, 0, G_OPTION_ARG_STRING, &options->ref,
	         N_("branch, tag or commit to read (HEAD)"), "REF"},
	        {"worktree", 0, 0, G_OPTION_ARG_NONE, &raw->worktree,
	         N_("read the folder as it is, uncommitted files too"), NULL},
	        {"content", 0, 0, G_OPTION_ARG_STRING, &options->content,
	         N_("folder of the documents in the repository"), "DIR"},
	        {"config", 0, 0, G_OPTION_ARG_FILENAME, &options->config,
	         N_("a site.yml outside the repository"), "FILE"},
	        {"profile", 0, 0, G_OPTION_ARG_STRING, &options->profile,
	         N_("make the edition for touch screens too, or not (as site.yml says)"),
	         "web|kiosk"},
	        {"as-of", 0, 0, G_OPTION_ARG_STRING, &raw->as_of,
	         N_("judge validity and dates as of this day"), "DATE"},
	        {"jobs", 'j', 0, G_OPTION_ARG_INT, &options->jobs,
	         N_("worker processes (one a processor)"), "N"},
	        {"lang", 0, 0, G_OPTION_ARG_STRING, &options->language,
	         N_("language of messages: zh or en"), "zh|en"},
	        {"strict", 0, 0, G_OPTION_ARG_NONE, &raw->strict,
	         N_("keep the old site when there is any error"), NULL},
	        {"summary", 0, 0, G_OPTION_ARG_FILENAME, &options->summary,
	         N_("write a summary as JSON"), "FILE"},
	        {"quiet", 'q', 0, G_OPTION_ARG_NONE, &raw->quiet,
	         N_("report problems and nothing else"), NULL},
	        {"help", 'h', 0, G_OPTION_ARG_NONE, &raw->help, N_("show this help"), NULL},
	        G_OPTION_ENTRY_NULL,
	};
	const GOptionEntry build[] = {
	        {"out", 'o', 0, G_OPTION_ARG_FILENAME, &options->out,
	         N_("folder to write the site to (site)"), "DIR"},
	        {"fresh", 0, 0, G_OPTION_ARG_NONE, &raw->fresh,
	         N_("forget the last build and make everything anew"), NULL},
	        {"explain", 0, 0, G_OPTION_ARG_NONE, &raw->explain,
	         N_("tell of each page why it is rendered"), NULL},
	        G_OPTION_ENTRY_NULL,
	};
	g_autoptr(GOptionContext) context = g_option_context_new("[REPO]");
	g_option_context_set_summary(context, command_summary(options->command));
	g_option_context_set_translation_domain(context, "chayue");
	if (options->command == COMMAND_BUILD)
		g_option_context_add_main_entries(context, build, "chayue");
	g_option_context_add_main_entries(context, common, "chayue");
	g_option_context_set_help_enabled(context, FALSE);
	if (!g_option_context_parse(context, argc, argv, error))
		return false;
	g_autofree char *help = raw->help ? g_option_context_get_help(context, TRUE, NULL) : NULL;
	if (help != NULL)
		fputs(help, stdout);
	return true;
}

/*
 * GOption knows "-j 4" and "--jobs=4", not "-j4". The array borrows `argv`, and what it makes goes
 * to `made`.
 */
static GPtrArray *split_short_options(int argc, char **argv, GPtrArray *made)
{
	GPtrArray *words = g_ptr_array_new();
	bool options = true;
	for (int i = 0; i < argc; i++) {
		char *word = argv[i];
		options = options && strcmp(word, "--") != 0;
		if (options && word[0] == '-' && (word[1] == 'j' || word[1] == 'o') &&
		    word[2] != '\0') {
			char *option = g_strndup(word, 2);
			g_ptr_array_add(made, option);
			g_ptr_array_add(words, option);
			word += 2;
		}
		g_ptr_array_add(words, word);
	}
	g_ptr_array_add(words, NULL);
	return words;
}

static enum options_outcome check(struct options *options, const struct raw *raw)
{
	options->worktree = raw->worktree;
	options->strict = raw->strict;
	options->fresh = raw->fresh;
	options->explain = raw->explain;
	options->quiet = raw->quiet;
	options->as_of.minute = -1;
	if (raw->as_of != NULL && !date_parse(raw->as_of, &options->as_of))
		return wrong(_("'%s' is not a date; write --as-of 2013-10-01"), raw->as_of);
	if (options->language != NULL && strcmp(options->language, "zh") != 0 &&
	    strcmp(options->language, "en") != 0)
		return wrong(_("--lang takes zh or en, not '%s'"), options->language);
	if (options->profile != NULL && strcmp(options->profile, "web") != 0 &&
	    strcmp(options->profile, "kiosk") != 0)
		return wrong(_("--profile takes web or kiosk, not '%s'"), options->profile);
	if (options->jobs < 0 || options->jobs > 256)
		return wrong(_("--jobs takes a number from 1 to 256"));
	if (options->worktree && options->ref != NULL)
		return wrong(_("--ref and --worktree exclude each other"));
	if (options->out == NULL)
		options->out = g_strdup("site");
	if (*options->out == '\0')
		return wrong(_("--out needs the name of a folder"));
	return OPTIONS_RUN;
}

static enum options_outcome read_command(int argc, char **argv, struct options *options)
{
	struct raw raw = {.as_of = NULL};
	g_autoptr(GError) error = NULL;
	/* GOption shows the program's name in its help: "chayue build". */
	g_autofree char *name = g_strconcat("chayue ", argv[1], NULL);
	g_set_prgname(name);
	g_autoptr(GPtrArray) made = g_ptr_array_new_with_free_func(g_free);
	g_autoptr(GPtrArray) words = split_short_options(argc - 1, argv + 1, made);
	char **rest = (char **)words->pdata;
	int count = (int)words->len - 1;
	bool parsed = parse(&count, &rest, options, &raw, &error);
	enum options_outcome outcome;
	if (parsed && count > 1 &&
	    strcmp(rest[1], "--") == 0) { /* GOption leaves it before a name that begins with '-' */
		rest++;
		count--;
	}
	options->repository = g_strdup(count == 2 ? rest[1] : ".");
	if (!parsed)
		outcome = wrong("%s", error->message);
	else if (raw.help)
		outcome = OPTIONS_DONE;
	else if (count > 2)
		outcome = wrong(_("one repository at a time, please: '%s'"), rest[2]);
	else
		outcome = check(options, &raw);
	g_free(raw.as_of);
	return outcome;
}

enum options_outcome options_read(int argc, char **argv, struct options *out)
{
	*out = (struct options){.command = COMMAND_NONE};
	if (argc < 2)
		return wrong(_("say what to do: 'chayue build' or 'chayue check'"));
	if (strcmp(argv[1], "--help") == 0 || strcmp(argv[1], "-h") == 0) {
		print_help();
		return OPTIONS_DONE;
	}
	if (strcmp(argv[1], "--version") == 0) {
		printf("chayue %s\n", VERSION);
		return OPTIONS_DONE;
	}
	out->command = find_command(argv[1]);
	if (out->command == COMMAND_NONE)
		return wrong(_("'%s' is no command"), argv[1]);
	return read_command(argc, argv, out);
}

void options_clear(struct options *options)
{
	g_free(options->repository);
	g_free(options->ref);
	g_free(options->content);
	g_free(options->config);
	g_free(options->out);
	g_free(options->summary);
	g_free(options->profile);
	g_free(options->language);
}

const char *options_language(int argc, char **argv)
{
	for (int i = 1; i < argc; i++) {
		if (g_str_has_prefix(argv[i], "--lang="))
			return argv[i] + strlen("--lang=");
		if (strcmp(argv[i], "--lang") == 0 && i + 1 < argc)
			return argv[i + 1];
	}
	static const char *const VARIABLES[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
	for (size_t i = 0; i < G_N_ELEMENTS(VARIABLES); i++) {
		const char *locale = g_getenv(VARIABLES[i]);
		if (locale != NULL && *locale != '\0')
			return g_str_has_prefix(locale, "zh") ? "zh" : "en";
	}
	return "en";
}
