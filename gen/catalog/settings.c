/* SPDX-License-Identifier: MIT */
/*
 * site.yml is read by one table: its keys, what each holds, and where that goes. A key that is not
 * in the table is an error, for a setting that silently does nothing is worse than none.
 */
#include "catalog/settings.h"

#include "base/nearest.h"
#include "catalog/settings_kiosk.h"
#include "source/yaml.h"

#include <string.h>

enum setting_type { SETTING_TEXT, SETTING_MAP, SETTING_BOOLEAN, SETTING_KIOSK };

enum { ADDRESS_MOST = 1000 }; /* bytes, so that a QR code of any page can hold it */

struct setting {
	const char *key;
	enum setting_type type;
	bool shown; /* part of the identity that pages show */
};

static const struct setting SETTINGS[] = {
        {"name", SETTING_TEXT, true},
        {"language", SETTING_TEXT, false},
        {"organ", SETTING_TEXT, true},
        {"description", SETTING_TEXT, true},
        {"address", SETTING_TEXT, true},      /* the public URL of the site */
        {"domain", SETTING_TEXT, true},       /* SiteDomain, 国办发〔2017〕47号 annex */
        {"site_id_code", SETTING_TEXT, true}, /* SiteIDCode, likewise */
        {"contact", SETTING_MAP, true},
        {"footer", SETTING_MAP, true},
        {"sample", SETTING_BOOLEAN, true}, /* the whole site is sample data */
        {"kiosk", SETTING_KIOSK, false},   /* settings_kiosk.c */
        {"content", SETTING_TEXT, false},
        {"theme", SETTING_TEXT, false},
        {"topics_from_folders", SETTING_BOOLEAN, false},
        {"fields", SETTING_MAP, false},
        {"defaults", SETTING_MAP, false},
};

static const struct setting *find_setting(const char *key)
{
	for (size_t i = 0; i < G_N_ELEMENTS(SETTINGS); i++)
		if (strcmp(SETTINGS[i].key, key) == 0)
			return &SETTINGS[i];
	return NULL;
}

static bool unknown_key(struct report *report, struct place place, const char *key)
{
	const char *keys[G_N_ELEMENTS(SETTINGS) + 1] = {NULL};
	for (size_t i = 0; i < G_N_ELEMENTS(SETTINGS); i++)
		keys[i] = SETTINGS[i].key;
	const char *nearest = nearest_word(key, keys);
	if (nearest != NULL)
		return report_error(report, place, "settings/key",
		                    _("'%s' is no setting; did you mean '%s'?"), key, nearest);
	return report_error(report, place, "settings/key",
	                    _("'%s' is no setting; chayue-content(5) lists them"), key);
}

struct settings settings_default(void)
{
	return (struct settings){
	        .identity = {.type = VALUE_MAP},
	        .language = LANGUAGE_ZH_HANS,
	        .content = "",
	        .theme = "default",
	        .topics_from_folders = true,
	        .fields = {.type = VALUE_MAP},
	        .defaults = {.type = VALUE_MAP},
	        .kiosk = settings_kiosk_default(),
	};
}

bool settings_read_boolean(const char *text, bool *out)
{
	*out = strcmp(text, "true") == 0 || strcmp(text, "yes") == 0 || strcmp(text, "是") == 0;
	return *out || strcmp(text, "false") == 0 || strcmp(text, "no") == 0 ||
	       strcmp(text, "否") == 0;
}

/* `name:` and `name: ""` say nothing. */
static bool is_empty(const struct value *value)
{
	return value->type == VALUE_NOTHING || (value->type == VALUE_TEXT && value->length == 0);
}

static bool check_type(struct report *report, struct place place, const struct setting *setting,
                       const struct value *value)
{
	bool flag;
	if (setting->type == SETTING_TEXT && value->type != VALUE_TEXT)
		return report_error(report, place, "settings/type",
		                    _("'%s' must be one line of text"), setting->key);
	if (setting->type == SETTING_MAP && value->type != VALUE_MAP)
		return report_error(report, place, "settings/type",
		                    _("'%s' must hold indented lines of the form 'key: value'"),
		                    setting->key);
	if (setting->type == SETTING_BOOLEAN &&
	    (value->type != VALUE_TEXT || !settings_read_boolean(value->text, &flag)))
		return report_error(report, place, "settings/type", _("'%s' must be true or false"),
		                    setting->key);
	return true;
}

/* A folder name without slashes around it; it must stay inside the repository. */
static bool read_folder(struct report *report, struct place place, struct arena *arena,
                        const char *text, const char **out)
{
	g_auto(GStrv) parts = g_strsplit(text, "/", -1);
	g_autoptr(GString) clean = g_string_new(NULL);
	for (size_t i = 0; parts[i] != NULL; i++) {
		if (strcmp(parts[i], "..") == 0)
			return report_error(
			        report, place, "settings/folder",
			        _("'%s' leads out of the repository; name a folder inside it"),
			        text);
		if (parts[i][0] == '\0' || strcmp(parts[i], ".") == 0)
			continue;
		g_string_append_printf(clean, "%s%s", clean->len > 0 ? "/" : "", parts[i]);
	}
	*out = arena_copy(arena, clean->str, clean->len);
	return true;
}

/* Of http or https, with a host. */
static bool is_of_web(const GUri *uri)
{
	const char *scheme = uri == NULL ? "" : g_uri_get_scheme((GUri *)uri);
	const char *host = uri == NULL ? NULL : g_uri_get_host((GUri *)uri);
	return (strcmp(scheme, "http") == 0 || strcmp(scheme, "https") == 0) && host != NULL &&
	       *host != '\0';
}

static bool no_address(struct report *report, struct place place, const char *text)
{
	return report_error(report, place, "settings/address",
	                    _("'%s' is no address of a website; write it as "
	                      "https://www.example.gov.cn/xxgk/"),
	                    text);
}

static bool is_plain_address(const char *text)
{
	for (size_t i = 0; text[i] != '\0'; i++)
		if (i == ADDRESS_MOST ||
		    (!g_ascii_isalnum(text[i]) && strchr("-._~:/%[]", text[i]) == NULL))
			return false;
	return true;
}

/*
 * The public address, with a slash at its end. It stands as it is in pages, feeds and QR codes, so
 * it has nothing that one of them would have to write in another way.
 */
static bool read_address(struct report *report, struct place place, struct arena *arena,
                         const char *text, const char **out)
{
	g_autoptr(GUri) uri = g_uri_parse(text, G_URI_FLAGS_ENCODED, NULL);
	if (!is_of_web(uri) || g_uri_get_query(uri) != NULL || g_uri_get_fragment(uri) != NULL ||
	    !is_plain_address(text))
		return no_address(report, place, text);
	*out = arena_printf(arena, "%s%s", text, g_str_has_suffix(text, "/") ? "" : "/");
	return true;
}

/* Every page leads to these. */
static bool check_footer(struct report *report, const char *path, const struct value *footer)
{
	static const char *const LINKS[] = {"report_error", "government_site"};
	bool right = true;
	for (size_t i = 0; i < G_N_ELEMENTS(LINKS); i++) {
		const struct value *link = value_get(footer, LINKS[i]);
		if (link == NULL || is_empty(link))
			continue;
		const char *text = link->type == VALUE_TEXT ? link->text : LINKS[i];
		g_autoptr(GUri) uri = g_uri_parse(text, G_URI_FLAGS_ENCODED, NULL);
		if (!is_of_web(uri))
			right = no_address(report, place_of_line(path, link->line), text);
	}
	return right;
}

static bool set(struct report *report, struct place place, struct arena *arena, const char *key,
                const struct value *value, struct settings *settings)
{
	if (strcmp(key, "name") == 0)
		settings->name = value->text;
	else if (strcmp(key, "content") == 0)
		return read_folder(report, place, arena, value->text, &settings->content);
	else if (strcmp(key, "theme") == 0)
		return read_folder(report, place, arena, value->text, &settings->theme);
	else if (strcmp(key, "address") == 0)
		return read_address(report, place, arena, value->text, &settings->address);
	else if (strcmp(key, "footer") == 0)
		return check_footer(report, settings->path, value);
	else if (strcmp(key, "kiosk") == 0)
		return settings_read_kiosk(report, place, value, &settings->kiosk);
	else if (strcmp(key, "fields") == 0)
		settings->fields = *value;
	else if (strcmp(key, "defaults") == 0)
		settings->defaults = *value;
	else if (strcmp(key, "topics_from_folders") == 0)
		settings_read_boolean(value->text, &settings->topics_from_folders);
	else if (strcmp(key, "language") == 0 && !language_parse(value->text, &settings->language))
		return report_error(
		        report, place, "settings/language",
		        _("'%s' is no language of the interface; write zh-Hans, zh-Hant or en"),
		        value->text);
	return true;
}

static struct value shown_value(const struct settings *settings, const struct setting *setting,
                                const struct value *value)
{
	bool flag;
	if (strcmp(setting->key, "address") == 0)
		return value_text(settings->address);
	if (setting->type == SETTING_BOOLEAN && value->type == VALUE_TEXT &&
	    settings_read_boolean(value->text, &flag))
		return value_boolean(flag);
	return *value;
}

bool settings_read(struct report *report, const char *path, const char *text, size_t length,
                   struct arena *arena, struct settings *settings)
{
	settings->path = path;
	struct value map;
	if (!yaml_read(report, place_of_line(path, 1), text, length, arena, &map))
		return false;
	if (map.type != VALUE_MAP)
		return report_error(report, place_of_file(path), "settings/form",
		                    _("must hold lines of the form 'key: value'"));
	bool right = true;
	struct value_builder identity = value_builder_begin(arena, VALUE_MAP);
	for (unsigned i = 0; i < map.count; i++) {
		struct place place =
		        place_of_line(path, map.key_lines == NULL ? 0 : map.key_lines[i]);
		const struct setting *setting = find_setting(map.keys[i]);
		if (setting == NULL) {
			right = unknown_key(report, place, map.keys[i]);
			continue;
		}
		if (is_empty(&map.items[i]))
			continue;
		if (!check_type(report, place, setting, &map.items[i]) ||
		    !set(report, place, arena, setting->key, &map.items[i], settings))
			right = false;
		else if (setting->shown)
			value_builder_set(&identity, setting->key,
			                  shown_value(settings, setting, &map.items[i]));
	}
	settings->identity = value_builder_end(&identity);
	return right;
}

/* Whether any kind has a field of that key. */
static bool any_kind_has(const struct schema *schema, const char *key)
{
	if (strcmp(key, "kind") == 0 || strcmp(key, "类型") == 0) /* see gathering.c */
		return true;
	for (unsigned i = 0; i < schema->kind_count; i++)
		if (kind_field(&schema->kinds[i], key) != NULL)
			return true;
	return false;
}

static bool check_target(struct report *report, const struct settings *settings,
                         const struct schema *schema, const struct value *target, const char *key)
{
	struct place place = place_of_line(settings->path, target->line);
	if (target->type != VALUE_TEXT)
		return report_error(
		        report, place, "settings/field",
		        _("'%s' must name one field, as in 'publish_date: published_on'"), key);
	if (any_kind_has(schema, target->text))
		return true;
	return report_error(report, place, "settings/field",
	                    _("'%s' is no field of any kind; chayue-content(5) lists the fields"),
	                    target->text);
}

/* "notices/2024/": as documents are found in the content folder. */
static bool is_folder(const char *key)
{
	g_auto(GStrv) parts = g_strsplit(key, "/", -1);
	unsigned count = g_strv_length(parts);
	for (unsigned i = 0; i + 1 < count; i++)
		if (parts[i][0] == '\0' || strcmp(parts[i], ".") == 0 || strcmp(parts[i], "..") == 0)
			return false;
	return count > 1 && parts[count - 1][0] == '\0';
}

static bool check_default(struct report *report, const struct settings *settings,
                          const struct schema *schema, const char *key, const struct value *value)
{
	struct place place = place_of_line(settings->path, value->line);
	if (!any_kind_has(schema, key))
		return report_error(
		        report, place, "settings/field",
		        _("'%s' is no field of any kind; chayue-content(5) lists the fields"), key);
	if (strcmp(key, "kind") != 0 || is_empty(value))
		return true;
	if (value->type == VALUE_TEXT && schema_kind(schema, value->text) != NULL)
		return true;
	return report_error(
	        report, place, "settings/defaults",
	        _("'kind' must name one kind of document; chayue-content(5) lists the kinds"));
}

static bool check_defaults(struct report *report, const struct settings *settings,
                           const struct schema *schema, const char *key, const struct value *fields,
                           unsigned line)
{
	struct place place = place_of_line(settings->path, line);
	if (g_str_has_suffix(key, "/") && !is_folder(key))
		return report_error(report, place, "settings/defaults",
		                    _("'%s' must be the path of a folder below the content folder, "
		                      "as in 'notices/'"),
		                    key);
	if (!g_str_has_suffix(key, "/") && schema_kind(schema, key) == NULL)
		return report_error(
		        report, place, "settings/defaults",
		        _("'%s' is neither a folder (write '%s/') nor a kind of document"), key,
		        key);
	if (is_empty(fields))
		return true;
	if (fields->type != VALUE_MAP)
		return report_error(
		        report, place, "settings/defaults",
		        _("the defaults of '%s' must be indented lines of the form 'field: value'"),
		        key);
	bool right = true;
	for (unsigned i = 0; i < fields->count; i++)
		right &= check_default(report, settings, schema, fields->keys[i], &fields->items[i]);
	return right;
}

bool settings_check(struct report *report, const struct settings *settings,
                    const struct schema *schema)
{
	bool right = true;
	const struct value *fields = &settings->fields;
	for (unsigned i = 0; i < fields->count; i++)
		right &= check_target(report, settings, schema, &fields->items[i], fields->keys[i]);
	const struct value *defaults = &settings->defaults;
	for (unsigned i = 0; i < defaults->count; i++)
		right &= check_defaults(report, settings, schema, defaults->keys[i],
		                        &defaults->items[i],
		                        defaults->key_lines == NULL ? 0 : defaults->key_lines[i]);
	return right;
}
