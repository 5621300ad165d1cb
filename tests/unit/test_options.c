/* SPDX-License-Identifier: MIT */
/* The command line: what it means, and what is said when it means nothing. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib.h>
#include <locale.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <unistd.h>

#include "options.h"

/* What was printed on one of the standard files meanwhile. */
struct capture {
	int file;
	int standard;
	int kept;
};

static struct capture capture_begin(int standard)
{
	struct capture capture = {
	        .file = memfd_create("capture", 0), .standard = standard, .kept = dup(standard)};
	fflush(NULL);
	dup2(capture.file, standard);
	return capture;
}

static char *capture_end(struct capture *capture)
{
	fflush(NULL);
	dup2(capture->kept, capture->standard);
	close(capture->kept);
	char *text = g_malloc0(10000);
	assert_true(pread(capture->file, text, 9999, 0) >= 0);
	close(capture->file);
	return text;
}

struct reading {
	char **arguments;
	struct options options;
	enum options_outcome outcome;
	char *said; /* on standard error */
};

/* "build --jobs 2": words as a shell takes them apart. */
static struct reading read_line(const char *line)
{
	g_autofree char *whole = g_strconcat("chayue ", line, NULL);
	struct reading reading = {.arguments = NULL};
	int count;
	assert_true(g_shell_parse_argv(whole, &count, &reading.arguments, NULL));
	struct capture capture = capture_begin(STDERR_FILENO);
	g_autofree char **words = g_memdup2(reading.arguments, sizeof(char *) * (size_t)(count + 1));
	reading.outcome = options_read(count, words, &reading.options);
	reading.said = capture_end(&capture);
	return reading;
}

static void reading_clear(struct reading *reading)
{
	options_clear(&reading->options);
	g_strfreev(reading->arguments);
	g_free(reading->said);
}

static struct reading accept(const char *line)
{
	struct reading reading = read_line(line);
	assert_string_equal(reading.said, "");
	assert_int_equal(reading.outcome, OPTIONS_RUN);
	return reading;
}

static void refuse(const char *line, const char *said)
{
	struct reading reading = read_line(line);
	assert_int_equal(reading.outcome, OPTIONS_WRONG);
	if (!g_str_has_prefix(reading.said, "chayue: ") || strstr(reading.said, said) == NULL)
		fail_msg("%s", reading.said);
	assert_true(g_str_has_suffix(reading.said, "\nTry 'chayue --help'.\n"));
	reading_clear(&reading);
}

/* ---- what is right */

static void a_command_alone_has_defaults(void **state)
{
	(void)state;
	struct reading reading = accept("build");
	const struct options *options = &reading.options;
	assert_int_equal(options->command, COMMAND_BUILD);
	assert_string_equal(options->repository, ".");
	assert_string_equal(options->out, "site");
	assert_null(options->ref);
	assert_null(options->content);
	assert_null(options->config);
	assert_null(options->summary);
	assert_null(options->language);
	assert_int_equal(options->jobs, 0);
	assert_false(options->worktree || options->strict || options->quiet);
	assert_false(date_is_set(options->as_of));
	reading_clear(&reading);
}

static void every_option_is_read(void **state)
{
	(void)state;
	struct reading reading = accept("build --ref v1 --content a --config c.yml --as-of "
	                                "2013-10-01 --jobs 3 --lang zh --strict "
	                                "--summary s.json --profile kiosk --quiet --out o "
	                                "repository");
	const struct options *options = &reading.options;
	assert_string_equal(options->ref, "v1");
	assert_string_equal(options->content, "a");
	assert_string_equal(options->config, "c.yml");
	assert_int_equal(options->as_of.year, 2013);
	assert_int_equal(options->jobs, 3);
	assert_string_equal(options->language, "zh");
	assert_true(options->strict && options->quiet && !options->worktree);
	assert_string_equal(options->summary, "s.json");
	assert_string_equal(options->profile, "kiosk");
	assert_string_equal(options->out, "o");
	assert_string_equal(options->repository, "repository");
	reading_clear(&reading);
}

static void options_may_stand_anywhere_behind_the_command(void **state)
{
	(void)state;
	struct reading reading = accept("check repository --worktree -j2 -q --as-of=2013年10月1日");
	assert_int_equal(reading.options.command, COMMAND_CHECK);
	assert_string_equal(reading.options.repository, "repository");
	assert_true(reading.options.worktree && reading.options.quiet);
	assert_int_equal(reading.options.jobs, 2);
	assert_int_equal(reading.options.as_of.day, 1);
	reading_clear(&reading);
	reading = accept("build -osite2 -- -odd");
	assert_string_equal(reading.options.repository, "-odd");
	assert_string_equal(reading.options.out, "site2");
	reading_clear(&reading);
}

static void the_last_of_an_option_counts(void **state)
{
	(void)state;
	struct reading reading = accept("build --ref a --ref b -j 2 -j 4");
	assert_string_equal(reading.options.ref, "b");
	assert_int_equal(reading.options.jobs, 4);
	reading_clear(&reading);
}

/* ---- what is wrong */

static void a_command_must_be_known(void **state)
{
	(void)state;
	refuse("", "say what to do: 'chayue build' or 'chayue check'");
	refuse("bulid", "'bulid' is no command");
	refuse("''", "'' is no command");
	refuse("--quiet build", "'--quiet' is no command");
}

static void an_option_must_be_known_and_have_its_value(void **state)
{
	(void)state;
	refuse("build --outt x", "--outt");
	refuse("check --out x", "--out"); /* writes nothing */
	refuse("build --ref", "--ref");
	refuse("build --jobs many", "many");
	refuse("build -j 99999999999999999999", "99999999999999999999");
}

static void values_must_make_sense(void **state)
{
	(void)state;
	refuse("build --as-of soon", "'soon' is not a date; write --as-of 2013-10-01");
	refuse("build --as-of ''", "'' is not a date");
	refuse("build --lang de", "--lang takes zh or en, not 'de'");
	refuse("build --profile stick", "--profile takes web or kiosk, not 'stick'");
	refuse("build --jobs -1", "--jobs takes a number from 1 to 256");
	refuse("build --jobs 257", "--jobs takes a number from 1 to 256");
	refuse("build --out ''", "--out needs the name of a folder");
	refuse("build --worktree --ref main", "--ref and --worktree exclude each other");
	refuse("build a b", "one repository at a time, please: 'b'");
}

/* ---- help, version, language */

/* What is printed on standard output. */

static char *print_of(const char *line)
{
	struct capture capture = capture_begin(STDOUT_FILENO);
	struct reading reading = read_line(line);
	char *printed = capture_end(&capture);
	assert_int_equal(reading.outcome, OPTIONS_DONE);
	assert_string_equal(reading.said, "");
	reading_clear(&reading);
	return printed;
}

static void help_names_every_command_and_option(void **state)
{
	(void)state;
	g_autofree char *help = print_of("--help");
	assert_non_null(strstr(help, "\n  build "));
	assert_non_null(strstr(help, "\n  check "));
	g_autofree char *build = print_of("build --help");
	static const char *const options[] = {
	        "--ref=REF",      "--worktree", "--content=DIR", "--config=FILE",
	        "--as-of=DATE",   "--jobs=N",   "--lang=zh|en",  "--strict",
	        "--summary=FILE", "--quiet",    "--out=DIR",     "--profile=web|kiosk"};
	for (size_t i = 0; i < G_N_ELEMENTS(options); i++)
		assert_non_null(strstr(build, options[i]));
	g_autofree char *check = print_of("check --help");
	assert_null(strstr(check, "--out"));
	assert_non_null(strstr(check, "chayue check"));
}

static void the_version_is_told(void **state)
{
	(void)state;
	g_autofree char *version = print_of("--version");
	assert_string_equal(version, "chayue " VERSION "\n");
}

static const char *language_of(const char *lang, const char *option)
{
	char *arguments[] = {(char *)"chayue", (char *)"build", (char *)option, (char *)"zh", NULL};
	g_unsetenv("LC_ALL");
	g_setenv("LC_MESSAGES", "", TRUE);
	g_setenv("LANG", lang, TRUE);
	return options_language(option == NULL ? 2 : 4, arguments);
}

static void messages_are_in_the_language_asked_for_or_that_of_the_environment(void **state)
{
	(void)state;
	assert_string_equal(language_of("zh_CN.UTF-8", NULL), "zh");
	assert_string_equal(language_of("de_DE.UTF-8", NULL), "en");
	assert_string_equal(language_of("", NULL), "en");
	assert_string_equal(language_of("de_DE.UTF-8", "--lang"), "zh");
	assert_string_equal(language_of("zh_CN.UTF-8", "--lang=en"), "en");
	assert_string_equal(language_of("zh_CN.UTF-8", "--language"), "zh");
	g_setenv("LANG", "zh_CN.UTF-8", TRUE);
	g_setenv("LC_ALL", "C", TRUE);
	char *arguments[] = {(char *)"chayue", (char *)"--lang", NULL};
	assert_string_equal(options_language(2, arguments), "en");
}

int main(void)
{
	setlocale(LC_ALL, "C.UTF-8"); /* the command line is UTF-8 */
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_command_alone_has_defaults),
	        cmocka_unit_test(every_option_is_read),
	        cmocka_unit_test(options_may_stand_anywhere_behind_the_command),
	        cmocka_unit_test(the_last_of_an_option_counts),
	        cmocka_unit_test(a_command_must_be_known),
	        cmocka_unit_test(an_option_must_be_known_and_have_its_value),
	        cmocka_unit_test(values_must_make_sense),
	        cmocka_unit_test(help_names_every_command_and_option),
	        cmocka_unit_test(the_version_is_told),
	        cmocka_unit_test(messages_are_in_the_language_asked_for_or_that_of_the_environment),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
