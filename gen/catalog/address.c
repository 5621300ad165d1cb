/* SPDX-License-Identifier: MIT */
/*
 * Hashes are SHA-256, written with 32 letters and digits that cannot be mistaken for each other and
 * spell few words.
 */
#include "catalog/address.h"

#include "base/digest.h"

#include <string.h>

enum {
	ID_MOST = 64,
	CLEAN_PATH_MOST = 48,
	READABLE_MOST = 24,
	PAGE_MOST = 200,
	HASH_LENGTH = 10,
	SLUG_LENGTH = 8,
	FOLDERS = 2 /* one within the other, by a character of a hash each */
};

static const char DIGITS[] = "0123456789abcdefghjkmnpqrstvwxyz";

/* `length` (at most 50) characters of the text's hash. */
static void hash_text(const char *text, size_t length, char *out)
{
	struct digest digest = digest_of(text, strlen(text));
	unsigned bits = 0;
	unsigned held = 0;
	size_t next = 0;
	for (size_t i = 0; i < length; i++) {
		if (held < 5) {
			bits = (bits << 8) | digest.bytes[next++];
			held += 8;
		}
		out[i] = DIGITS[(bits >> (held - 5)) & 31];
		held -= 5;
		bits &= (1u << held) - 1;
	}
	out[length] = '\0';
}

static bool is_plain(char character)
{
	return g_ascii_islower(character) || g_ascii_isdigit(character);
}

bool address_is_id(const char *text)
{
	size_t length = strlen(text);
	if (length == 0 || length > ID_MOST || !is_plain(text[0]) || !is_plain(text[length - 1]))
		return false;
	for (size_t i = 0; i < length; i++)
		if (!is_plain(text[i]) && text[i] != '-')
			return false;
	return true;
}

/* The path without its suffix, and without a last name that only says "the page of this folder". */
static char *strip_path(const char *path)
{
	char *stripped = g_strdup(path);
	char *name = strrchr(stripped, '/');
	name = name == NULL ? stripped : name + 1;
	char *suffix = strrchr(name, '.');
	if (suffix != NULL && suffix != name)
		*suffix = '\0';
	bool is_index = g_ascii_strcasecmp(name, "readme") == 0 ||
	                g_ascii_strcasecmp(name, "index") == 0 ||
	                g_ascii_strcasecmp(name, "_index") == 0;
	if (is_index && name > stripped)
		name[-1] = '\0';
	return stripped;
}

static bool is_clean_path(const char *path)
{
	size_t length = strlen(path);
	if (length == 0 || length > CLEAN_PATH_MOST)
		return false;
	for (size_t i = 0; i < length; i++) {
		bool starts_name = i == 0 || path[i - 1] == '/';
		if (!is_plain(path[i]) && (starts_name || strchr("-_/", path[i]) == NULL))
			return false;
	}
	return is_plain(path[length - 1]);
}

char *address_id_from_path(struct arena *arena, const char *path)
{
	g_autofree char *stripped = strip_path(path);
	if (is_clean_path(stripped)) {
		char *id = arena_string(arena, stripped);
		for (char *at = id; *at != '\0'; at++)
			if (*at == '/')
				*at = '.';
		return id;
	}
	g_autoptr(GString) readable = g_string_new(NULL);
	for (const char *at = stripped; *at != '\0' && readable->len < READABLE_MOST; at++) {
		char lower = g_ascii_tolower(*at);
		if (is_plain(lower))
			g_string_append_c(readable, lower);
		else if (readable->len > 0 && readable->str[readable->len - 1] != '-')
			g_string_append_c(readable, '-');
	}
	while (readable->len > 0 && readable->str[readable->len - 1] == '-')
		g_string_truncate(readable, readable->len - 1);
	return address_id_with(arena, readable->len > 0 ? readable->str : "x", path);
}

char *address_id_with(struct arena *arena, const char *id, const char *seed)
{
	char hash[HASH_LENGTH + 1];
	hash_text(seed, HASH_LENGTH, hash);
	return arena_printf(arena, "%s-%s", id, hash);
}

/* Names that old disks take for devices, whatever the suffix. */
static bool is_device(const char *name, size_t length)
{
	static const char *const DEVICES[] = {"con", "prn", "aux", "nul"};
	for (size_t i = 0; i < G_N_ELEMENTS(DEVICES); i++)
		if (length == 3 && strncmp(name, DEVICES[i], 3) == 0)
			return true;
	return length == 4 && (strncmp(name, "com", 3) == 0 || strncmp(name, "lpt", 3) == 0) &&
	       g_ascii_isdigit(name[3]);
}

char *address_hash(struct arena *arena, const char *text)
{
	char hash[SLUG_LENGTH + 1];
	hash_text(text, SLUG_LENGTH, hash);
	return arena_copy(arena, hash, SLUG_LENGTH);
}

char *address_slug(struct arena *arena, const char *text)
{
	if (address_is_id(text) && !is_device(text, strlen(text))) /* it may name a folder */
		return arena_string(arena, text);
	return arena_printf(arena, "x%s", address_hash(arena, text));
}

char *address_of_document(struct arena *arena, const char *id)
{
	char folders[FOLDERS + 1];
	hash_text(id, FOLDERS, folders);
	const char folder[] = {'d', 'o', 'c', '/', folders[0], '/', folders[1], '/', '\0'};
	size_t stem = strcspn(id, ".");
	if (!is_device(id, stem))
		return arena_join(arena, folder, id, ".html", NULL);
	g_autofree char *device = g_strndup(id, stem);
	return arena_join(arena, folder, device, "-", id + stem, ".html", NULL);
}

/* One part of an address; a folder is not called as files of ours are, which may lie there. */
static bool is_page_name(const char *name, bool is_last)
{
	static const char *const SUFFIXES[] = {".html", ".json", ".xml"};
	size_t length = strlen(name);
	if (length == 0 || name[0] == '.' || name[length - 1] == '.' ||
	    is_device(name, strcspn(name, ".")))
		return false;
	for (size_t i = 0; i < length; i++)
		if (!is_plain(name[i]) && strchr("-_.", name[i]) == NULL)
			return false;
	if (is_last)
		return g_str_has_suffix(name, ".html");
	for (size_t i = 0; i < G_N_ELEMENTS(SUFFIXES); i++)
		if (g_str_has_suffix(name, SUFFIXES[i]))
			return false;
	return true;
}

bool address_is_page(const char *text)
{
	if (strlen(text) > PAGE_MOST)
		return false;
	g_auto(GStrv) names = g_strsplit(text, "/", -1);
	if (names[0] == NULL)
		return false;
	for (size_t i = 0; names[i] != NULL; i++)
		if (!is_page_name(names[i], names[i + 1] == NULL))
			return false;
	return true;
}

bool address_is_ours(const char *text)
{
	static const char *const OURS[] = {"az",      "chain", "data",   "feed",     "file",
	                                   "kiosk",   "list",  "places", "platform", "search",
	                                   "sitemap", "theme", NULL};
	static const char *const PAGES[] = {"index.html", "site-map.html", NULL};
	const char *slash = strchr(text, '/');
	g_autofree char *folder = slash == NULL ? NULL : g_strndup(text, (size_t)(slash - text));
	return g_strv_contains(folder == NULL ? PAGES : OURS, folder == NULL ? text : folder);
}

/* The suffix of a path in lower case when it is 1 to 5 letters or digits, else "". */
static void safe_suffix(const char *path, char out[8])
{
	out[0] = '\0';
	const char *dot = strrchr(path, '.');
	size_t length = dot == NULL ? 0 : strlen(dot + 1);
	if (length < 1 || length > 5)
		return;
	for (size_t i = 0; i < length; i++)
		if (!g_ascii_isalnum(dot[1 + i]))
			return;
	g_snprintf(out, 8, ".%s", dot + 1);
	for (char *at = out; *at != '\0'; at++)
		*at = g_ascii_tolower(*at);
}

char *address_of_file(struct arena *arena, const char *object_id, const char *path)
{
	char name[FOLDERS + HASH_LENGTH + 1];
	hash_text(object_id, FOLDERS + HASH_LENGTH, name);
	char suffix[8];
	safe_suffix(path, suffix);
	return arena_printf(arena, "file/%c/%c/%s%s", name[0], name[1], name + FOLDERS, suffix);
}

/* The address without its suffix, which may have none. */
static int stem_length(const char *url)
{
	const char *slash = strrchr(url, '/');
	const char *dot = strrchr(slash == NULL ? url : slash, '.');
	return (int)(dot == NULL ? strlen(url) : (size_t)(dot - url));
}

char *address_of_table(struct arena *arena, const char *url)
{
	return arena_printf(arena, "%.*s-utf8.csv", stem_length(url), url);
}

char *address_beside(struct arena *arena, const char *url, const char *name)
{
	g_assert(g_str_has_suffix(url, ".html"));
	return arena_printf(arena, "%.*s/%s", (int)(strlen(url) - strlen(".html")), url, name);
}

char *address_of_index_page(struct arena *arena, char letter, const char *prefix)
{
	char folder[1 + 1];
	hash_text(prefix, 1, folder);
	return arena_printf(arena, "az/%c/%s/%s.html", letter, folder, address_slug(arena, prefix));
}

char *address_root(struct arena *arena, const char *url)
{
	size_t depth = 0;
	for (const char *at = url; *at != '\0'; at++)
		depth += *at == '/';
	char *root = arena_take(arena, depth * 3 + 1);
	for (size_t i = 0; i < depth; i++)
		memcpy(root + i * 3, "../", 3);
	return root;
}
