/* SPDX-License-Identifier: MIT */
#include "command/command.h"

/* Takes a page and lets it go: what a view or a template finds wrong is found all the same. */
static bool write_nothing(struct report *report, void *context, const char *url, const void *bytes,
                          size_t length)
{
	(void)report;
	(void)context;
	(void)url;
	(void)bytes;
	(void)length;
	return true;
}

static bool count_page(struct report *report, void *context, const struct rendered_page *page)
{
	(void)report;
	if (page->made)
		site_count_page(context, page->page, page->as.size);
	return true;
}

bool command_check(struct site *site, const char *data)
{
	const char *spool_folder = g_get_tmp_dir();
	if (!site_open(site) || !site_plan(site, data, spool_folder, NULL))
		return false;
	struct rendering rendering = site_rendering(site, spool_folder);
	rendering.check_tags = true;
	rendering.write = write_nothing;
	rendering.take = count_page;
	rendering.context = site;
	site->outcome.documents = site->catalog->record_count;
	return site_render(site, &rendering);
}
