/* SPDX-License-Identifier: MIT */
#include "pages/theme.h"

#include "pages/style.h"
#include "pages/unindent.h"

#include <string.h>

static const char TEMPLATE_FOLDER[] = "template/";
static const char TEMPLATE_SUFFIX[] = ".mustache";

static bool is_copied(const char *name)
{
	return g_str_has_prefix(name, "style/") || g_str_has_prefix(name, "script/");
}

static bool add_template(struct report *report, struct theme *theme, const struct folder_file *file)
{
	size_t length = strlen(file->name) - strlen(TEMPLATE_FOLDER) - strlen(TEMPLATE_SUFFIX);
	g_autofree char *name = g_strndup(file->name + strlen(TEMPLATE_FOLDER), length);
	return template_set_add(report, theme->templates, name, file->path, file->bytes, file->size);
}

static void add_file(struct theme *theme, GArray *files, const struct folder_file *file)
{
	struct theme_file added = {.bytes = file->bytes, .size = file->size};
	bool style = g_str_has_suffix(file->name, ".css");
	if (style || g_str_has_suffix(file->name, ".js")) {
		g_autoptr(GString) squeezed = g_string_sized_new(file->size);
		if (style)
			style_squeeze(file->bytes, file->size, squeezed);
		else
			unindent_script(file->bytes, file->size, squeezed);
		added.bytes = arena_copy(theme->arena, squeezed->str, squeezed->len);
		added.size = squeezed->len;
	}
	added.url = arena_printf(theme->arena, "theme/%s", file->name);
	for (unsigned i = 0; i < files->len; i++) {
		struct theme_file *former = &g_array_index(files, struct theme_file, i);
		if (strcmp(former->url, added.url) != 0)
			continue;
		*former = added;
		return;
	}
	g_array_append_val(files, added);
}

static bool add_folder(struct report *report, struct theme *theme, GArray *files,
                       const struct folder *folder)
{
	bool right = true;
	for (size_t i = 0; i < folder->count; i++) {
		const struct folder_file *file = &folder->files[i];
		if (g_str_has_prefix(file->name, TEMPLATE_FOLDER) &&
		    g_str_has_suffix(file->name, TEMPLATE_SUFFIX))
			right &= add_template(report, theme, file);
		else if (is_copied(file->name))
			add_file(theme, files, file);
	}
	return right;
}

struct theme *theme_new(struct report *report, const struct folder *base, const struct folder *over)
{
	g_autoptr(Theme) theme = g_new0(struct theme, 1);
	theme->templates = template_set_new();
	theme->arena = arena_new();
	g_autoptr(GArray) files = g_array_new(FALSE, FALSE, sizeof(struct theme_file));
	bool right = add_folder(report, theme, files, base);
	right &= add_folder(report, theme, files, over);
	if (!right || !template_set_link(report, theme->templates))
		return NULL;
	struct theme_file *kept = arena_new_array(theme->arena, struct theme_file, files->len);
	if (files->len > 0)
		memcpy(kept, files->data, files->len * sizeof *kept);
	theme->files = kept;
	theme->file_count = files->len;
	return g_steal_pointer(&theme);
}

void theme_free(struct theme *theme)
{
	if (theme == NULL)
		return;
	template_set_free(theme->templates);
	arena_free(theme->arena);
	g_free(theme);
}
