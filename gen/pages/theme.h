/* SPDX-License-Identifier: MIT */
#ifndef PAGES_THEME_H
#define PAGES_THEME_H

#include "pages/template.h"
#include "source/folder.h"

/*
 * A theme: templates and the files that go with them. A theme holds no code that runs on the build
 * host.
 *
 *   template/NAME.mustache   pages and their parts
 *   style/… script/…         copied to theme/ in the site, style sheets without comments
 */
struct theme {
	struct template_set *templates;
	struct arena *arena;
	const struct theme_file {
		const char *url;
		const char *bytes;
		size_t size;
	} * files;
	unsigned file_count;
};
typedef struct theme Theme;

/*
 * Loads the base theme and lays another over it, file by file (`over` may be empty). NULL:
 * templates have mistakes.
 */
struct theme *theme_new(struct report *report, const struct folder *base, const struct folder *over);
void theme_free(struct theme *theme);
G_DEFINE_AUTOPTR_CLEANUP_FUNC(Theme, theme_free)

#endif
