/* SPDX-License-Identifier: MIT */
/* Folders that are read whole, from the disk and from a repository. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <glib/gstdio.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "git_sandbox.h"
#include "source/folder.h"

struct fixture {
	struct sandbox sandbox;
	struct arena *arena;
	struct report *report;
	struct folder folder;
};

static int enter(void **state)
{
	struct fixture *fixture = g_new0(struct fixture, 1);
	fixture->sandbox = sandbox_make();
	fixture->arena = arena_new();
	fixture->report = report_new();
	*state = fixture;
	return 0;
}

static int leave(void **state)
{
	struct fixture *fixture = *state;
	sandbox_clear(&fixture->sandbox);
	arena_free(fixture->arena);
	report_free(fixture->report);
	g_free(fixture);
	return 0;
}

static bool read_disk(struct fixture *fixture, const char *name)
{
	g_autofree char *path = sandbox_path(&fixture->sandbox, name);
	return folder_read_disk(fixture->report, path, fixture->arena, &fixture->folder);
}

static bool read_repository(struct fixture *fixture, const char *folder)
{
	g_autofree char *path = sandbox_path(&fixture->sandbox, "r");
	g_autoptr(Repository) repository = repository_open(fixture->report, path, NULL, false);
	assert_non_null(repository);
	bool read = folder_read_repository(fixture->report, repository, folder, fixture->arena,
	                                   &fixture->folder);
	assert_true(read);
	return read;
}

/* "name=bytes name=bytes" */
static void assert_files(const struct folder *folder, const char *wanted)
{
	g_autoptr(GString) out = g_string_new(NULL);
	for (size_t i = 0; i < folder->count; i++) {
		assert_int_equal(folder->files[i].bytes[folder->files[i].size], '\0');
		g_string_append_printf(out, "%s%s=", i > 0 ? " " : "", folder->files[i].name);
		g_string_append_len(out, folder->files[i].bytes, (gssize)folder->files[i].size);
	}
	assert_string_equal(out->str, wanted);
}

/* ---- the disk */

static void files_of_all_levels_come_in_the_order_of_their_names(void **state)
{
	struct fixture *fixture = *state;
	const struct sandbox *sandbox = &fixture->sandbox;
	static const char *const names[] = {"d/b.lua", "d/a/z.lua", "d/a/b/c.lua",
	                                    "d/a.lua", "d/B.lua",   "d/公.lua"};
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++)
		sandbox_write(sandbox, names[i], "x");
	assert_true(read_disk(fixture, "d"));
	assert_files(&fixture->folder, "B.lua=x a.lua=x a/b/c.lua=x a/z.lua=x b.lua=x 公.lua=x");
	g_autofree char *path = sandbox_path(sandbox, "d/a/b/c.lua");
	assert_string_equal(fixture->folder.files[2].path, path);
}

static void bytes_are_read_as_they_are(void **state)
{
	struct fixture *fixture = *state;
	g_autofree char *path = sandbox_path(&fixture->sandbox, "d/a");
	sandbox_write(&fixture->sandbox, "d/b", "");
	assert_true(g_file_set_contents(path, "a\0b\r\n\xff", 6, NULL));
	assert_true(read_disk(fixture, "d"));
	assert_int_equal(fixture->folder.files[0].size, 6);
	assert_memory_equal(fixture->folder.files[0].bytes, "a\0b\r\n\xff", 7);
	assert_int_equal(fixture->folder.files[1].size, 0);
}

static void hidden_files_links_and_what_is_no_file_are_passed_over(void **state)
{
	struct fixture *fixture = *state;
	sandbox_write(&fixture->sandbox, "outside/secret", "x");
	sandbox_write(&fixture->sandbox, "d/a", "x");
	sandbox_write(&fixture->sandbox, "d/.hidden", "x");
	sandbox_write(&fixture->sandbox, "d/.git/config", "x");
	sandbox_do(&fixture->sandbox, "d",
	           "mkfifo pipe; ln -s ../outside/secret link; ln -s ../outside folder; "
	           "ln -s . again; mkdir empty");
	assert_true(read_disk(fixture, "d"));
	assert_files(&fixture->folder, "a=x");
	assert_int_equal(fixture->report->problems->len, 0);
}

static void an_empty_folder_holds_nothing(void **state)
{
	struct fixture *fixture = *state;
	sandbox_do(&fixture->sandbox, "", "mkdir d");
	assert_true(read_disk(fixture, "d"));
	assert_int_equal(fixture->folder.count, 0);
}

static void a_folder_that_cannot_be_read_is_told(void **state)
{
	struct fixture *fixture = *state;
	sandbox_write(&fixture->sandbox, "file", "x");
	static const char *const names[] = {"missing", "file"};
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		g_autoptr(Report) report = report_new();
		g_autofree char *path = sandbox_path(&fixture->sandbox, names[i]);
		assert_false(folder_read_disk(report, path, fixture->arena, &fixture->folder));
		assert_true(sandbox_is_only_problem(report, "system/read"));
		assert_string_equal(((const struct problem *)report->problems->pdata[0])->path,
		                    path);
	}
}

static void a_file_that_cannot_be_read_is_told(void **state)
{
	struct fixture *fixture = *state;
	bool may_read_all = geteuid() == 0;
	sandbox_write(&fixture->sandbox, "d/a", "x");
	sandbox_do(&fixture->sandbox, "", "chmod 755 . d; chmod 000 d/a");
	if (may_read_all)
		assert_int_equal(seteuid(65534), 0);
	bool read = read_disk(fixture, "d");
	if (may_read_all)
		assert_int_equal(seteuid(0), 0);
	assert_false(read);
	assert_true(sandbox_is_only_problem(fixture->report, "system/read"));
	g_autofree char *path = sandbox_path(&fixture->sandbox, "d/a");
	assert_string_equal(((const struct problem *)fixture->report->problems->pdata[0])->path,
	                    path);
}

/* ---- a repository */

static void a_folder_of_a_repository_is_read_from_the_commit(void **state)
{
	struct fixture *fixture = *state;
	const struct sandbox *sandbox = &fixture->sandbox;
	sandbox_do(sandbox, "", "git init -q -b main r");
	sandbox_write(sandbox, "r/site/lua/kinds/a.lua", "a");
	sandbox_write(sandbox, "r/site/lua/b.lua", "b");
	sandbox_write(sandbox, "r/site/lua.txt", "no");
	sandbox_write(sandbox, "r/site/lua-old/b.lua", "no");
	sandbox_write(sandbox, "r/lua/b.lua", "no");
	sandbox_commit(sandbox, "r", 1380000000);
	sandbox_write(sandbox, "r/site/lua/new.lua", "not committed");
	sandbox_write(sandbox, "r/site/lua/b.lua", "changed");
	assert_true(read_repository(fixture, "site/lua"));
	assert_files(&fixture->folder, "b.lua=b kinds/a.lua=a");
	assert_string_equal(fixture->folder.files[1].path, "site/lua/kinds/a.lua");
}

static void a_folder_that_is_not_there_holds_nothing(void **state)
{
	struct fixture *fixture = *state;
	sandbox_make_repository(&fixture->sandbox, "r");
	static const char *const names[] = {"lua",     "notices/2013/a.md", "notices/20",
	                                    "NOTICES", "/notices",          "notices/"};
	for (size_t i = 0; i < G_N_ELEMENTS(names); i++) {
		assert_true(read_repository(fixture, names[i]));
		assert_int_equal(fixture->folder.count, 0);
	}
	assert_int_equal(fixture->report->problems->len, 0);
}

static void the_whole_repository_is_a_folder(void **state)
{
	struct fixture *fixture = *state;
	sandbox_make_repository(&fixture->sandbox, "r");
	assert_true(read_repository(fixture, ""));
	assert_files(&fixture->folder, "b.md=text of b\n notices/2013/a.md=text of a\n");
}

int main(void)
{
#define CASE(function) cmocka_unit_test_setup_teardown(function, enter, leave)
	const struct CMUnitTest tests[] = {
	        CASE(files_of_all_levels_come_in_the_order_of_their_names),
	        CASE(bytes_are_read_as_they_are),
	        CASE(hidden_files_links_and_what_is_no_file_are_passed_over),
	        CASE(an_empty_folder_holds_nothing),
	        CASE(a_folder_that_cannot_be_read_is_told),
	        CASE(a_file_that_cannot_be_read_is_told),
	        CASE(a_folder_of_a_repository_is_read_from_the_commit),
	        CASE(a_folder_that_is_not_there_holds_nothing),
	        CASE(the_whole_repository_is_a_folder),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
