/* SPDX-License-Identifier: MIT */
/* site.yml: whatever stands in it, it is read as meant or refused with the line. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

#include "catalog/settings.h"
#include "schema_tables.h"

struct reading {
	struct fixture fixture;
	struct settings settings;
	char *text;
	bool right;
};

static struct reading read_text(const char *text)
{
	struct reading reading = {.fixture = build(""), .settings = settings_default()};
	reading.text = g_strdup(text);
	reading.right = settings_read(reading.fixture.report, "site.yml", reading.text,
	                              strlen(text), reading.fixture.arena, &reading.settings);
	return reading;
}

static void reading_clear(struct reading *reading)
{
	clear(&reading->fixture);
	g_free(reading->text);
}

/* "settings/type:2 settings/key:3" */
static char *show_problems(struct report *report)
{
	report_sort(report);
	g_autoptr(GString) out = g_string_new(NULL);
	for (unsigned i = 0; i < report->problems->len; i++) {
		const struct problem *problem = report->problems->pdata[i];
		assert_string_equal(problem->path, "site.yml");
		g_string_append_printf(out, "%s%s:%u", i > 0 ? " " : "", problem->id, problem->line);
	}
	return g_string_free(g_steal_pointer(&out), FALSE);
}

static void refuse(const char *text, const char *problems, const char *said)
{
	struct reading reading = read_text(text);
	if (reading.right) {
		assert_int_equal(reading.fixture.report->errors, 0);
		reading.right = settings_check(reading.fixture.report, &reading.settings,
		                               reading.fixture.schema);
	}
	assert_false(reading.right);
	g_autofree char *shown = show_problems(reading.fixture.report);
	assert_string_equal(shown, problems);
	const struct problem *problem = reading.fixture.report->problems->pdata[0];
	if (strstr(problem->text, said) == NULL)
		fail_msg("%s", problem->text);
	reading_clear(&reading);
}

static struct reading accept(const char *text)
{
	struct reading reading = read_text(text);
	if (!reading.right)
		report_write(reading.fixture.report, stderr);
	assert_true(reading.right);
	assert_true(
	        settings_check(reading.fixture.report, &reading.settings, reading.fixture.schema));
	assert_int_equal(reading.fixture.report->problems->len, 0);
	assert_string_equal(reading.settings.path, "site.yml");
	return reading;
}

/* ---- what is right */

static void assert_defaults(const struct settings *settings)
{
	assert_null(settings->name);
	assert_int_equal(settings->language, LANGUAGE_ZH_HANS);
	assert_string_equal(settings->content, "");
	assert_string_equal(settings->theme, "default");
	assert_true(settings->topics_from_folders);
	assert_int_equal(settings->identity.type, VALUE_MAP);
	assert_int_equal(settings->identity.count, 0);
	assert_int_equal(settings->fields.count, 0);
	assert_int_equal(settings->defaults.count, 0);
}

static void a_site_without_settings_has_defaults(void **state)
{
	(void)state;
	struct settings settings = settings_default();
	assert_defaults(&settings);
	assert_null(settings.path);
}

static void accept_nothing(const char *text)
{
	struct reading reading = accept(text);
	assert_defaults(&reading.settings);
	reading_clear(&reading);
}

static void a_setting_that_says_nothing_is_as_if_it_were_not_there(void **state)
{
	(void)state;
	accept_nothing("");
	accept_nothing("# nothing\n");
	accept_nothing(
	        "name:\nlanguage: ~\norgan:\ncontent:\ntheme:\nfields:\ndefaults:\nsample:\n");
	accept_nothing("contact:\nfooter: ~\ntopics_from_folders:\n");
	accept_nothing("name: ''\nlanguage: ''\norgan: ''\ncontent: ''\ntheme: ''\nfields: ''\n");
	accept_nothing("contact: ''\ntopics_from_folders: ''\ndefaults: ''\nsample: ''\n");
}

static void every_setting_is_read(void **state)
{
	(void)state;
	struct reading reading =
	        accept("name: 云津市政府信息查阅点\n"
	               "language: zh-Hant\n"
	               "organ: 云津市人民政府\n"
	               "address: https://example.org/\n"
	               "sample: 是\n"
	               "contact: {telephone: 1234, hours: [周一, 周二]}\n"
	               "content: public//./notices/\n"
	               "theme: /yunjin/\n"
	               "topics_from_folders: no\n"
	               "fields: {publish_date: published_on, type: kind, 种类: 类型}\n"
	               "defaults:\n"
	               "  notices/2024/: {kind: notice, colour: 红}\n"
	               "  organs/: {类型: organ}\n"
	               "  公文: {number: 国办发〔2013〕100号}\n"
	               "  organ:\n"
	               "  空/: ''\n");
	const struct settings *settings = &reading.settings;
	assert_string_equal(settings->name, "云津市政府信息查阅点");
	assert_int_equal(settings->language, LANGUAGE_ZH_HANT);
	assert_string_equal(settings->content, "public/notices");
	assert_string_equal(settings->theme, "yunjin");
	assert_false(settings->topics_from_folders);
	assert_string_equal(value_get_text(&settings->fields, "publish_date"), "published_on");
	assert_int_equal(settings->defaults.count, 5);
	assert_string_equal(value_get_text(&settings->identity, "organ"), "云津市人民政府");
	assert_string_equal(value_get_text(value_get(&settings->identity, "contact"), "telephone"),
	                    "1234");
	assert_true(value_get(&settings->identity, "sample")->boolean);
	assert_null(value_get(&settings->identity, "content"));
	reading_clear(&reading);
}

static void the_content_folder_is_written_in_many_ways(void **state)
{
	(void)state;
	static const char *const cases[][2] = {{"public", "public"},
	                                       {"./public/", "public"},
	                                       {"/public", "public"},
	                                       {"a/./b//c", "a/b/c"},
	                                       {"/", ""},
	                                       {".", ""},
	                                       {"公 告", "公 告"},
	                                       {"...", "..."}};
	for (size_t i = 0; i < G_N_ELEMENTS(cases); i++) {
		g_autofree char *text = g_strdup_printf("content: '%s'\n", cases[i][0]);
		struct reading reading = accept(text);
		assert_string_equal(reading.settings.content, cases[i][1]);
		reading_clear(&reading);
	}
}

static void contact_and_footer_may_hold_anything(void **state)
{
	(void)state;
	g_autoptr(GString) text =
	        g_string_new("contact: {list: [[[]], {}, ~], text: '<b>'}\nfooter: ");
	for (unsigned i = 0; i < 60; i++)
		g_string_append(text, "{a: ");
	for (unsigned i = 0; i < 60; i++)
		g_string_append_c(text, '}');
	g_string_append_c(text, '\n');
	struct reading reading = accept(text->str);
	assert_int_equal(value_get(&reading.settings.identity, "footer")->type, VALUE_MAP);
	reading_clear(&reading);
}

/* ---- what is wrong */

static void the_foot_leads_to_addresses(void **state)
{
	(void)state;
	struct reading reading = accept(
	        "footer: {report_error: 'https://a.example/x?site=1', government_site: ~}\n");
	reading_clear(&reading);
	refuse("footer:\n  report_error: javascript:alert(1)\n", "settings/address:2",
	       "is no address of a website");
	refuse("footer:\n  government_site: www.a.example\n", "settings/address:2", "");
	refuse("footer:\n  government_site: [https://a.example/]\n", "settings/address:2", "");
}

static void text_that_is_no_map_is_refused(void **state)
{
	(void)state;
	refuse("- name\n", "settings/form:0", "must hold lines of the form 'key: value'");
	refuse("name\n", "settings/form:0", "must hold lines");
	refuse("name: [\n", "yaml/syntax:2", "");
}

static void a_setting_that_does_not_exist_is_told_with_the_nearest(void **state)
{
	(void)state;
	refuse("name: x\nlangauge: en\n", "settings/key:2",
	       "'langauge' is no setting; did you mean 'language'?");
	refuse("telephone_of_the_organ: 1\n", "settings/key:1",
	       "'telephone_of_the_organ' is no setting; chayue-content(5)");
	refuse("Name: x\n", "settings/key:1", "did you mean 'name'?");
}

static void every_setting_of_a_wrong_type_is_told(void **state)
{
	(void)state;
	refuse("name: [a]\nlanguage: {a: b}\norgan: [a]\ndescription: {a: b}\naddress: []\ndomain: "
	       "[a]\n"
	       "site_id_code: [1]\ncontent: [a]\ntheme: {a: b}\n",
	       "settings/type:1 settings/type:2 settings/type:3 settings/type:4 settings/type:5 "
	       "settings/type:6 "
	       "settings/type:7 settings/type:8 settings/type:9",
	       "'name' must be one line of text");
	refuse("contact: [a]\nfooter: x\nfields: [a]\ndefaults: notice\n",
	       "settings/type:1 settings/type:2 settings/type:3 settings/type:4",
	       "'contact' must hold indented lines of the form 'key: value'");
	refuse("sample: perhaps\ntopics_from_folders: [yes]\n", "settings/type:1 settings/type:2",
	       "'sample' must be true or false");
}

/* ---- the kiosk */

static struct kiosk_settings kiosk_of(const char *text)
{
	struct reading reading = accept(text);
	struct kiosk_settings kiosk = reading.settings.kiosk;
	assert_null(kiosk.name); /* it would be of the text that goes now */
	reading_clear(&reading);
	return kiosk;
}

static void a_kiosk_is_made_when_it_is_asked_for(void **state)
{
	(void)state;
	assert_false(settings_default().kiosk.wanted);
	assert_false(kiosk_of("name: x\n").wanted);
	assert_false(kiosk_of("kiosk:\n").wanted);
	assert_false(kiosk_of("kiosk: false\n").wanted);
	struct kiosk_settings kiosk = kiosk_of("kiosk: true\n");
	assert_true(kiosk.wanted && !kiosk.largest);
	assert_int_equal(kiosk.idle_seconds, 90);
	assert_int_equal(kiosk.question_seconds, 20);
	assert_int_equal(kiosk.stale_days, 30);
	kiosk = kiosk_of("kiosk: {}\n");
	assert_true(kiosk.wanted);
	kiosk = kiosk_of("kiosk:\n  idle_seconds: 30\n  question_seconds: 3600\n  stale_days: 1\n"
	                 "  text_size: largest\n  name:\n  desk: ''\n");
	assert_true(kiosk.wanted && kiosk.largest);
	assert_int_equal(kiosk.idle_seconds, 30);
	assert_int_equal(kiosk.question_seconds, 3600);
	assert_int_equal(kiosk.stale_days, 1);
	struct reading reading = accept("kiosk:\n  name: 一楼\n  desk: 问窗口\n");
	assert_string_equal(reading.settings.kiosk.name, "一楼");
	assert_string_equal(reading.settings.kiosk.desk, "问窗口");
	assert_null(value_get(&reading.settings.identity, "kiosk"));
	reading_clear(&reading);
}

static void what_a_kiosk_cannot_be_is_told(void **state)
{
	(void)state;
	refuse("kiosk: perhaps\n", "settings/type:1", "'kiosk' must be true or false");
	refuse("kiosk: [90]\n", "settings/type:1", "'kiosk' must be true or false");
	refuse("kiosk:\n  idle_seconds: 29\n  question_seconds: 19\n  stale_days: 0\n",
	       "settings/kiosk:2 settings/kiosk:3 settings/kiosk:4",
	       "'idle_seconds' must be a whole number from 30 to 3600, not '29'");
	refuse("kiosk:\n  idle_seconds: 1.5m\n", "settings/kiosk:2", "not '1.5m'");
	refuse("kiosk:\n  text_size: huge\n  idle_second: 90\n  sound: x\n",
	       "settings/kiosk:2 settings/kiosk:3 settings/kiosk:4",
	       "'text_size' is large or largest, not 'huge'");
	refuse("kiosk:\n  idle_second: 90\n", "settings/kiosk:2", "did you mean 'idle_seconds'?");
	refuse("kiosk:\n  name: [a]\n", "settings/type:2", "'name' must be one line of text");
}

static void a_language_without_strings_is_refused(void **state)
{
	(void)state;
	refuse("language: de\n", "settings/language:1",
	       "'de' is no language of the interface; write zh-Hans, zh-Hant or en");
	refuse("language: zh\n", "settings/language:1", "");
}

static void the_address_of_a_site_is_that_of_a_folder_on_the_web(void **state)
{
	(void)state;
	static const char *const wrong[] = {"www.example.gov.cn",      "/xxgk/",
	                                    "ftp://example.org/",      "https://example.org/?a=1",
	                                    "https://example.org/#a",  "https://示例.cn/",
	                                    "https://example.org/a b", "https://example.org/a\"b",
	                                    "https://x@example.org/",  "https:///x"};
	for (size_t i = 0; i < G_N_ELEMENTS(wrong); i++) {
		g_autofree char *text = g_strdup_printf("address: '%s'\n", wrong[i]);
		refuse(text, "settings/address:1", "is no address of a website");
	}
	refuse("footer:\n  report_error: javascript:alert(1)\n", "settings/address:2",
	       "is no address of a website");
	g_autofree char *path = g_strnfill(1000, 'x');
	g_autofree char *text = g_strdup_printf("address: https://example.org/%s\n", path);
	refuse(text, "settings/address:1", "is no address of a website");
	struct reading reading = accept("address: https://www.example.gov.cn/xxgk\n");
	assert_string_equal(reading.settings.address, "https://www.example.gov.cn/xxgk/");
	assert_string_equal(value_get_text(&reading.settings.identity, "address"),
	                    "https://www.example.gov.cn/xxgk/");
	reading_clear(&reading);
}

static void a_folder_outside_the_repository_is_refused(void **state)
{
	(void)state;
	refuse("content: ../other\ntheme: a/../../b\n", "settings/folder:1 settings/folder:2",
	       "'../other' leads out of the repository");
	refuse("content: public/..\n", "settings/folder:1", "");
}

static void every_mistake_is_told_at_once(void **state)
{
	(void)state;
	refuse("nmae: x\nlanguage: de\nsample: 7\ncontent: ..\nname: fine\n",
	       "settings/key:1 settings/language:2 settings/type:3 settings/folder:4",
	       "did you mean 'name'?");
}

static void foreign_names_must_stand_for_fields(void **state)
{
	(void)state;
	refuse("fields:\n  date: publishd_on\n", "settings/field:2",
	       "'publishd_on' is no field of any kind");
	refuse("fields:\n  a: [title]\n  b: {c: title}\n  d:\n  e: ''\n",
	       "settings/field:2 settings/field:3 settings/field:4 settings/field:5",
	       "'a' must name one field, as in 'publish_date: published_on'");
}

static void defaults_must_be_of_folders_or_kinds(void **state)
{
	(void)state;
	refuse("defaults:\n  notices: {colour: 红}\n", "settings/defaults:2",
	       "'notices' is neither a folder (write 'notices/') nor a kind");
	refuse("defaults:\n  /notices/: {colour: 红}\n  /: {}\n  a//: {}\n  ./a/: {}\n  a/../b/: "
	       "{}\n",
	       "settings/defaults:2 settings/defaults:3 settings/defaults:4 settings/defaults:5 "
	       "settings/defaults:6",
	       "'/notices/' must be the path of a folder below the content folder");
	refuse("defaults:\n  a/: red\n  notice: [red]\n", "settings/defaults:2 settings/defaults:3",
	       "the defaults of 'a/' must be indented lines of the form 'field: value'");
}

static void defaults_must_be_for_fields_that_are_there(void **state)
{
	(void)state;
	refuse("defaults:\n  a/:\n    color: 红\n    titel: x\n    colour: 红\n",
	       "settings/field:3 settings/field:4", "'color' is no field of any kind");
	refuse("defaults:\n  a/: {kind: notise}\n  b/: {kind: [notice]}\n  c/: {kind: ''}\n",
	       "settings/defaults:2 settings/defaults:3", "'kind' must name one kind of document");
}

int main(void)
{
	const struct CMUnitTest tests[] = {
	        cmocka_unit_test(a_site_without_settings_has_defaults),
	        cmocka_unit_test(a_setting_that_says_nothing_is_as_if_it_were_not_there),
	        cmocka_unit_test(every_setting_is_read),
	        cmocka_unit_test(the_content_folder_is_written_in_many_ways),
	        cmocka_unit_test(contact_and_footer_may_hold_anything),
	        cmocka_unit_test(the_foot_leads_to_addresses),
	        cmocka_unit_test(text_that_is_no_map_is_refused),
	        cmocka_unit_test(a_setting_that_does_not_exist_is_told_with_the_nearest),
	        cmocka_unit_test(every_setting_of_a_wrong_type_is_told),
	        cmocka_unit_test(a_kiosk_is_made_when_it_is_asked_for),
	        cmocka_unit_test(what_a_kiosk_cannot_be_is_told),
	        cmocka_unit_test(a_language_without_strings_is_refused),
	        cmocka_unit_test(the_address_of_a_site_is_that_of_a_folder_on_the_web),
	        cmocka_unit_test(a_folder_outside_the_repository_is_refused),
	        cmocka_unit_test(every_mistake_is_told_at_once),
	        cmocka_unit_test(foreign_names_must_stand_for_fields),
	        cmocka_unit_test(defaults_must_be_of_folders_or_kinds),
	        cmocka_unit_test(defaults_must_be_for_fields_that_are_there),
	};
	return cmocka_run_group_tests(tests, NULL, NULL);
}
