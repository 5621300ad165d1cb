/* SPDX-License-Identifier: MIT */
/* Addresses are for ever: the expected ones below are never to be changed. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "catalog/address.h"

static int enter(void **state)
{
	*state = arena_new();
	return 0;
}

static int leave(void **state)
{
	arena_free(*state);
	return 0;
}

/* Safe on any disk and in any URL. */
static void assert_safe(const char *name)
{
	assert_true(strlen(name) > 0 && strlen(name) < 128);
	assert_int_equal(strspn(name, "abcdefghijklmnopqrstuvwxyz0123456789-_./"), strlen(name));
	assert_null(strstr(name, ".."));
	assert_null(strstr(name, "//"));
	assert_null(strstr(name, "./"));
	assert_true(name[0] != '/' && name[0] != '.');
}

/* ---- ids */

static void an_id_is_short_and_plain(void **state)
{
	(void)state;
	static const char *const right[] = {
	        "a", "7", "gbf-2013-100", "a--b",
	        "0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqr"};
	static const char *const wrong[] = {
	        "",
	        "-",
	        "-a",
	        "a-",
	        "A",
	        "a_b",
	        "a.b",
	        "a/b",
	        "a b",
	        "公园",
	        "a\n",
	        "é",
	        "0123456789abcdefghijklmnopqrstuvwxyz0123456789abcdefghijklmnopqrs"};
	for (size_t i = 0; i < G_N_ELEMENTS(right); i++)
		assert_true(address_is_id(right[i]));
	for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++)
		assert_false(address_is_id(wrong[i]));
}

static void a_plain_path_can_be_read_in_the_id(void **state)
{
	static const struct {
		const char *path;
		const char *id;
	} cases[] = {
	        {"notices/2024/park.md", "notices.2024.park"},
	        {"law/bank/README.md", "law.bank"},
	        {"law/bank/readme.markdown", "law.bank"},
	        {"law/bank/index.md", "law.bank"},
	        {"law/bank/_index.md", "law.bank"},
	        {"park.md", "park"},
	        {"index.md", "index"},
	        {"a-b/c_d.md", "a-b.c_d"},
	        {"a/1234567890123456789012345678901234567890123456.md",
	         "a.1234567890123456789012345678901234567890123456"},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++)
		assert_string_equal(address_id_from_path(*state, cases[i].path), cases[i].id);
}

static void any_other_path_gets_a_hash_behind_what_can_be_read(void **state)
{
	static const struct {
		const char *path;
		const char *id;
	} cases[] = {
	        {"README.md", "readme-pctp61ahd0"},
	        {"公告/关于公园.md", "x-xsmpfg873p"},
	        {"notices/关于公园 2024.md", "notices-2024-jfz13hkd3q"},
	        {"Notices/Park.md", "notices-park-x6wzp8t47y"},
	        {"a/12345678901234567890123456789012345678901234567.md",
	         "a-1234567890123456789012-vmj7x7tffr"},
	        {"a.b.md", "a-b-156awm2s18"},
	        {"-a.md", "a-46eanp8t58"},
	        {"a-.md", "a-k7g04wzf3w"},
	        {"a/_b.md", "a-b-7z1kgcsxxb"},
	        {".md", "md-tggqhtrdyj"},
	        {"\xff\xfe.md", "x-fxfmb64mg4"},
	};
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		char *id = address_id_from_path(*state, cases[i].path);
		assert_safe(id);
		assert_string_equal(id, cases[i].id);
	}
}

static void paths_that_look_alike_have_ids_of_their_own(void **state)
{
	static const char *const paths[] = {"a/b.md",  "a.b.md",    "a-b.md",    "A/b.md",
	                                    "a/B.md",  "a_b.md",    "a/b/c.md",  "a b.md",
	                                    "公园.md", "公园一.md", "公园/一.md"};
	for (size_t i = 0; i < G_N_ELEMENTS(paths); i++)
		for (size_t j = 0; j < i; j++)
			assert_string_not_equal(address_id_from_path(*state, paths[i]),
			                        address_id_from_path(*state, paths[j]));
}

static void a_very_long_path_gets_a_short_id(void **state)
{
	g_autofree char *name = g_strnfill(4000, 'a');
	g_autofree char *path = g_strconcat(name, "/", name, ".md", NULL);
	char *id = address_id_from_path(*state, path);
	assert_safe(id);
	assert_true(strlen(id) <= 24 + 1 + 10);
}

static void a_second_document_of_an_id_gets_another_by_its_seed(void **state)
{
	char *first = address_id_with(*state, "law.bank", "law/bank/index.md");
	assert_true(g_str_has_prefix(first, "law.bank-"));
	assert_safe(first);
	assert_string_equal(first, address_id_with(*state, "law.bank", "law/bank/index.md"));
	assert_string_not_equal(first, address_id_with(*state, "law.bank", "law/bank/readme.md"));
}

/* ---- slugs */

static void a_slug_is_the_text_itself_where_that_is_safe(void **state)
{
	assert_string_equal(address_slug(*state, "2024"), "2024");
	assert_string_equal(address_slug(*state, "open-data"), "open-data");
	assert_string_equal(address_slug(*state, "市政府"), "xx55ya610");
	assert_string_not_equal(address_slug(*state, "市政府"), address_slug(*state, "省政府"));
	static const char *const others[] = {"",         ".",  "..", "a/b",     "A",
	                                     "law.bank", "a ", "\n", "<script>"};
	for (size_t i = 0; i < G_N_ELEMENTS(others); i++) {
		char *slug = address_slug(*state, others[i]);
		assert_safe(slug);
		assert_int_equal(strlen(slug), 9);
	}
}

static const char *const DEVICES[] = {"con",  "prn",  "aux",  "nul", "com0",
                                      "com1", "com9", "lpt1", "lpt9"};

static void a_slug_is_never_the_name_of_a_device(void **state)
{
	for (size_t i = 0; i < G_N_ELEMENTS(DEVICES); i++) {
		char *slug = address_slug(*state, DEVICES[i]);
		assert_string_not_equal(slug, DEVICES[i]);
		assert_safe(slug);
	}
	assert_string_equal(address_slug(*state, "com"), "com");
	assert_string_equal(address_slug(*state, "com12"), "com12");
	assert_string_equal(address_slug(*state, "console"), "console");
}

/* ---- addresses */

static void a_document_lies_in_one_of_many_folders_by_its_id(void **state)
{
	assert_string_equal(address_of_document(*state, "gbf-2013-100"),
	                    "doc/d/q/gbf-2013-100.html");
	assert_string_equal(address_of_document(*state, "notices.2024.park"),
	                    "doc/f/f/notices.2024.park.html");
}

static void no_document_has_the_name_of_a_device(void **state)
{
	for (size_t i = 0; i < G_N_ELEMENTS(DEVICES); i++) {
		g_autofree char *wanted = g_strdup_printf("/%s-.html", DEVICES[i]);
		assert_true(g_str_has_suffix(address_of_document(*state, DEVICES[i]), wanted));
		g_autofree char *with_dot = g_strconcat(DEVICES[i], ".2024", NULL);
		g_autofree char *wanted_with_dot = g_strdup_printf("/%s-.2024.html", DEVICES[i]);
		assert_true(
		        g_str_has_suffix(address_of_document(*state, with_dot), wanted_with_dot));
	}
	assert_true(g_str_has_suffix(address_of_document(*state, "console"), "/console.html"));
	assert_true(g_str_has_suffix(address_of_document(*state, "a.con"), "/a.con.html"));
}

static void documents_are_spread_over_the_folders(void **state)
{
	g_autoptr(GHashTable) folders = g_hash_table_new(g_str_hash, g_str_equal);
	for (unsigned i = 0; i < 10000; i++) {
		g_autofree char *id = g_strdup_printf("notice-%u", i);
		char *url = address_of_document(*state, id);
		url[strlen("doc/x/x")] = '\0';
		g_hash_table_add(folders, url);
	}
	assert_int_equal(g_hash_table_size(folders), 1024);
}

static void a_file_is_called_by_its_content_and_suffix(void **state)
{
	const char *id = "e69de29bb2d1d6434b8b29ae775ad8c2e48c5391";
	const char *png = address_of_file(*state, id, "images/map.png");
	assert_string_equal(png, "file/p/2/tzk74bqjm5.png");
	assert_string_equal(address_of_file(*state, id, "elsewhere/地图.PNG"), png);
	assert_string_not_equal(address_of_file(*state, id, "images/map.jpg"), png);
	assert_string_not_equal(
	        address_of_file(*state, "e69de29bb2d1d6434b8b29ae775ad8c2e48c5392", "map.png"), png);
}

static void pages_of_the_index_are_spread_over_folders(void **state)
{
	assert_string_equal(address_of_index_page(*state, 'j', "ab"), "az/j/z/ab.html");
	g_autoptr(GHashTable) folders = g_hash_table_new_full(g_str_hash, g_str_equal, g_free, NULL);
	for (unsigned i = 0; i < 1000; i++) {
		g_autofree char *prefix = g_strdup_printf("加强%u", i);
		char *url = address_of_index_page(*state, 'j', prefix);
		assert_true(address_is_page(url));
		g_hash_table_add(folders, g_path_get_dirname(url));
	}
	assert_int_equal(g_hash_table_size(folders), 32);
}

static void a_suffix_that_is_not_safe_is_left_out(void **state)
{
	static const char *const paths[] = {"map",       "map.",    "map.toolong", "map.p g",
	                                    "地图.图",   "a.b/map", "map.p\"g",    "map.<x>",
	                                    "map.png\n", "."};
	for (size_t i = 0; i < G_N_ELEMENTS(paths); i++)
		assert_string_equal(address_of_file(*state, "00", paths[i]), "file/y/5/9m74h7kfev");
	assert_string_equal(address_of_file(*state, "00", "a.HTM5x"), "file/y/5/9m74h7kfev.htm5x");
	assert_string_equal(address_of_file(*state, "00", ".png"), "file/y/5/9m74h7kfev.png");
}

static void the_root_is_as_many_folders_up_as_the_address_is_deep(void **state)
{
	assert_string_equal(address_root(*state, "index.html"), "");
	assert_string_equal(address_root(*state, "list/index.html"), "../");
	assert_string_equal(address_root(*state, "list/organs/x/1.html"), "../../../");
	assert_string_equal(address_root(*state, ""), "");
}

int main(void)
{
#define CASE(function) cmocka_unit_test_setup_teardown(function, enter, leave)
	const struct CMUnitTest tests[] = {
	        CASE(an_id_is_short_and_plain),
	        CASE(a_plain_path_can_be_read_in_the_id),
	        CASE(any_other_path_gets_a_hash_behind_what_can_be_read),
	        CASE(paths_that_look_alike_have_ids_of_their_own),
	        CASE(a_very_long_path_gets_a_short_id),
	        CASE(a_second_document_of_an_id_gets_another_by_its_seed),
	        CASE(a_slug_is_the_text_itself_where_that_is_safe),
	        CASE(a_slug_is_never_the_name_of_a_device),
	        CASE(a_document_lies_in_one_of_many_folders_by_its_id),
	        CASE(no_document_has_the_name_of_a_device),
	        CASE(documents_are_spread_over_the_folders),
	        CASE(a_file_is_called_by_its_content_and_suffix),
	        CASE(pages_of_the_index_are_spread_over_folders),
	        CASE(a_suffix_that_is_not_safe_is_left_out),
	        CASE(the_root_is_as_many_folders_up_as_the_address_is_deep),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
