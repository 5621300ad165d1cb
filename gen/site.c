/* SPDX-License-Identifier: MIT */
/*
 * One build from start to end. READ FIRST: the steps below are the order of the whole program.
 *
 *   commit ──source──▶ documents ──catalog──▶ catalog (frozen) ──plan──▶ pages ──render──▶ bytes ──output──▶ folder
 *
 * Each step has what it needs from those before it and from nothing else. What a step found in the
 * last build and need not find again comes from past.h. The last arrow is in command/build.c.
 */
#include "site.h"

#include "base/memory.h"
#include "catalog/markdown.h"

#include <malloc.h>
#include <string.h>
#include <unistd.h>

/* ---- stages, for the summary */

static double now(void)
{
	return (double)g_get_monotonic_time() / G_USEC_PER_SEC;
}

struct stage *stage_begin(struct site *site, const char *name)
{
	struct stage *stage = &site->stages[site->stage_count++];
	*stage = (struct stage){.name = name, .seconds = now()};
	return stage;
}

void stage_end(struct stage *stage, size_t peak_memory)
{
	stage->seconds = now() - stage->seconds;
	stage->peak_memory = MAX(peak_memory, memory_of_process(getpid()));
}

/* ---- settings */

static const struct source_file *find_settings(struct site *site, const char *content)
{
	if (content != NULL && *content != '\0') {
		g_autofree char *path = g_strconcat(content, "/site.yml", NULL);
		const struct source_file *file = repository_find(site->repository, path);
		if (file != NULL) {
			site->home = arena_string(site->arena, content);
			return file;
		}
	}
	return repository_find(site->repository, "site.yml");
}

/* The content folder is counted from the folder of site.yml. */
static void join_home(struct site *site)
{
	if (*site->home != '\0')
		site->settings.content = *site->settings.content == '\0'
		                                 ? site->home
		                                 : arena_printf(site->arena, "%s/%s", site->home,
		                                                site->settings.content);
}

static bool read_settings_from_disk(struct site *site)
{
	g_autofree char *text = NULL;
	gsize length;
	g_autoptr(GError) error = NULL;
	const char *path = site->options->config;
	if (!g_file_get_contents(path, &text, &length, &error))
		return report_error(site->report, place_of_file(path), "settings/read",
		                    _("cannot be read: %s"), error->message);
	return settings_read(site->report, path, arena_copy(site->arena, text, length), length,
	                     site->arena, &site->settings);
}

static bool read_settings_from_repository(struct site *site, const char *content)
{
	const struct source_file *file = find_settings(site, content);
	struct source_bytes bytes;
	if (file == NULL)
		return true;
	if (!repository_read(site->report, site->repository, file, &bytes))
		return false;
	const char *text = arena_copy(site->arena, bytes.bytes, bytes.size);
	size_t size = bytes.size;
	source_bytes_clear(&bytes);
	bool right =
	        settings_read(site->report, file->path, text, size, site->arena, &site->settings);
	join_home(site);
	return right;
}

/* "public/notices/" means "public/notices". */
static char *folder_name(struct site *site, const char *written)
{
	g_auto(GStrv) parts = g_strsplit(written, "/", -1);
	g_autoptr(GString) name = g_string_new(NULL);
	for (size_t i = 0; parts[i] != NULL; i++)
		if (parts[i][0] != '\0' && strcmp(parts[i], ".") != 0)
			g_string_append_printf(name, "%s%s", name->len > 0 ? "/" : "", parts[i]);
	return arena_copy(site->arena, name->str, name->len);
}

static bool read_settings(struct site *site)
{
	const char *content =
	        site->options->content == NULL ? NULL : folder_name(site, site->options->content);
	site->settings = settings_default();
	bool right = site->options->config != NULL ? read_settings_from_disk(site)
	                                           : read_settings_from_repository(site, content);
	if (content != NULL)
		site->settings.content = content;
	if (site->options->profile != NULL)
		site->settings.kiosk.wanted = strcmp(site->options->profile, "kiosk") == 0;
	return right;
}

/* ---- Lua: kinds, views, strings */

static const char LUA_SUFFIX[] = ".lua";

/* The modules that hold data for the schema; the others are functions. */
static bool is_schema_module(const char *name)
{
	static const char *const NAMES[] = {"fields", "vocabularies", "relations", "axes",
	                                    "pages",  "settings",     NULL};
	return g_str_has_prefix(name, "kinds/") || g_str_has_prefix(name, "holidays/") ||
	       g_strv_contains(NAMES, name);
}

static bool load_modules(struct site *site, const struct folder *folder)
{
	for (size_t i = 0; i < folder->count; i++) {
		const struct folder_file *file = &folder->files[i];
		if (!g_str_has_suffix(file->name, LUA_SUFFIX) ||
		    strcmp(file->name, "prelude.lua") == 0)
			continue;
		g_autofree char *name =
		        g_strndup(file->name, strlen(file->name) - strlen(LUA_SUFFIX));
		if (!script_load(site->report, site->script, name, file->path, file->bytes,
		                 file->size))
			return false;
		if (is_schema_module(name) &&
		    !g_ptr_array_find_with_equal_func(site->schema_modules, name, g_str_equal, NULL))
			g_ptr_array_add(site->schema_modules, arena_string(site->arena, name));
	}
	return true;
}

static const struct folder_file *find_file(const struct folder *folder, const char *name)
{
	for (size_t i = 0; i < folder->count; i++)
		if (strcmp(folder->files[i].name, name) == 0)
			return &folder->files[i];
	return NULL;
}

/* Folder names in the repository are below that of site.yml. */
static char *below_home(const struct site *site, const char *folder)
{
	return *site->home == '\0' ? g_strdup(folder) : g_strconcat(site->home, "/", folder, NULL);
}

/*
 * The project's own modules, then the site's lua/ over them. A repository that is this very
 * program's has its modules at the top: a site there keeps its own below its site.yml.
 */
static bool load_lua(struct site *site, const char *data)
{
	g_autofree char *path = g_build_filename(data, "lua", NULL);
	struct folder own;
	struct folder base;
	if (!folder_read_disk(site->report, path, site->arena, &base))
		return false;
	const struct folder_file *prelude = find_file(&base, "prelude.lua");
	if (prelude == NULL)
		return report_error(site->report, place_of_file(path), "system/data",
		                    _("there is no prelude.lua here"));
	site->script = script_new(site->report, prelude->bytes, prelude->size);
	if (site->script == NULL || !load_modules(site, &base))
		return false;
	g_autofree char *own_path = below_home(site, "lua");
	if (site->settings.path == NULL || site->options->config != NULL)
		return true;
	return folder_read_repository(site->report, site->repository, own_path, site->arena, &own) &&
	       load_modules(site, &own);
}

static struct digest digest_ground(const struct settings *settings, const struct schema *schema)
{
	g_autoptr(Digester) digester = digester_new();
	digester_add_digest(digester, &schema->digest);
	digester_add_number(digester, settings->language);
	digester_add_text(digester, settings->address);
	return digester_end(digester);
}

static bool make_schema(struct site *site)
{
	struct value_builder map = value_builder_begin(site->arena, VALUE_MAP);
	bool done = true;
	for (unsigned i = 0; done && i < site->schema_modules->len; i++) {
		struct value value;
		const char *name = site->schema_modules->pdata[i];
		done = script_value(site->report, site->script, name, site->arena, &value);
		if (done)
			value_builder_set(&map, name, value);
	}
	struct value modules = value_builder_end(&map);
	if (!done)
		return false;
	site->schema = schema_new(site->report, &modules);
	if (site->schema == NULL)
		return false;
	site->ground = digest_ground(&site->settings, site->schema);
	return settings_check(site->report, &site->settings, site->schema);
}

/* ---- the documents */

static bool is_below(const char *path, const char *folder)
{
	size_t length = strlen(folder);
	return length == 0 || (strncmp(path, folder, length) == 0 && path[length] == '/');
}

static bool list_documents(struct site *site)
{
	site->documents = g_new(uint32_t, MAX(site->files.count, 1));
	for (size_t i = 0; i < site->files.count; i++)
		if (reading_is_document(site->files.items[i].path) &&
		    is_below(site->files.items[i].path, site->settings.content))
			site->documents[site->document_count++] = (uint32_t)i;
	if (site->document_count > 0)
		return true;
	if (*site->settings.content == '\0')
		return report_error(site->report, place_none(), "site/empty",
		                    _("the repository holds no Markdown file (.md); commit one, or "
		                      "name another repository"));
	return report_error(site->report, place_none(), "site/empty",
	                    _("there is no Markdown file (.md) below the content folder '%s'; is "
	                      "its name right?"),
	                    site->settings.content);
}

static bool read_documents(struct site *site, const char *spool_folder, struct store *known)
{
	site->progress.stage = _("reading");
	site->readings =
	        readings_run(site->report, site->repository, site->documents, site->document_count,
	                     site->workers, spool_folder, &site->progress, known);
	return site->readings != NULL;
}

static bool make_catalog(struct site *site)
{
	site->sources = (struct catalog_sources){
	        .repository = site->repository,
	        .files = &site->files,
	        .documents = site->documents,
	        .document_count = site->document_count,
	        .readings = site->readings,
	        .history = site->history,
	        .settings = &site->settings,
	        .schema = site->schema,
	        .as_of = site->options->as_of,
	};
	if (!repository_reopen(site->report, site->repository)) /* it tells the sizes of files */
		return false;
	site->catalog = catalog_new(site->report, &site->sources);
	return site->catalog != NULL;
}

/* ---- the pages */

static bool load_theme(struct site *site, const char *data)
{
	g_autofree char *base_path = g_build_filename(data, "themes", "default", NULL);
	g_autofree char *theme_folder = g_strconcat("themes/", site->settings.theme, NULL);
	g_autofree char *own_path = below_home(site, theme_folder);
	struct folder base;
	struct folder own = {.count = 0};
	if (!folder_read_disk(site->report, base_path, site->arena, &base))
		return false;
	if (site->settings.path != NULL && site->options->config == NULL &&
	    !folder_read_repository(site->report, site->repository, own_path, site->arena, &own))
		return false;
	if (own.count == 0 && strcmp(site->settings.theme, "default") != 0)
		return report_error(site->report, place_of_file(site->settings.path),
		                    "settings/theme",
		                    _("there is no theme '%s'; its folder would be %s"),
		                    site->settings.theme, own_path);
	site->theme = theme_new(site->report, &base, &own);
	return site->theme != NULL;
}

static bool lend_site(struct site *site)
{
	g_autofree char *module =
	        g_strconcat("strings/", language_tag(site->settings.language), NULL);
	struct value strings;
	if (!script_value(site->report, site->script, module, site->arena, &strings))
		return false;
	site->shared = show_site(site->arena, site->catalog, &strings);
	return script_lend(site->report, site->script, "site", &site->shared);
}

bool site_open(struct site *site)
{
	const struct options *options = site->options;
	site->repository =
	        repository_open(site->report, options->repository, options->ref, options->worktree);
	return site->repository != NULL;
}

static bool load_source(struct site *site, const char *data)
{
	return repository_list(site->report, site->repository, &site->files) &&
	       read_settings(site) && load_lua(site, data) && make_schema(site) &&
	       load_theme(site, data) && list_documents(site);
}

bool site_plan(struct site *site, const char *data, const char *spool_folder, struct store *known)
{
	struct stage *stage = stage_begin(site, "source");
	bool done = load_source(site, data);
	stage_end(stage, 0);
	if (!done)
		return false;

	stage = stage_begin(site, "history");
	site->history = history_read(site->report, site->repository, &site->files, known);
	stage_end(stage, 0);
	if (site->history == NULL)
		return false;

	stage = stage_begin(site, "reading");
	done = read_documents(site, spool_folder, known);
	stage_end(stage, done ? readings_peak_memory(site->readings) : 0);
	if (!done)
		return false;

	stage = stage_begin(site, "catalog");
	done = make_catalog(site);
	stage_end(stage, 0);
	if (!done)
		return false;

	stage = stage_begin(site, "plan");
	site->plan = plan_new(site->report, site->catalog, &site->sources, site->theme);
	stage_end(stage, 0);
	return site->plan != NULL && lend_site(site);
}

struct rendering site_rendering(struct site *site, const char *spool_folder)
{
	return (struct rendering){
	        .repository = site->repository,
	        .catalog = site->catalog,
	        .sources = &site->sources,
	        .plan = site->plan,
	        .theme = site->theme,
	        .script = site->script,
	        .site = &site->shared,
	        .workers = site->workers,
	        .spool_folder = spool_folder,
	        .progress = &site->progress,
	};
}

bool site_render(struct site *site, const struct rendering *rendering)
{
	struct rendered rendered;
	struct stage *stage = stage_begin(site, "render");
	site->progress.stage = _("rendering");
	repository_release(site->repository);
	malloc_trim(0);
	bool done = render_run(site->report, rendering, &rendered);
	stage_end(stage, rendered.peak_memory);
	site->outcome.written += rendered.written;
	site->outcome.written_bytes += rendered.written_bytes;
	return done;
}

void site_count_page(struct site *site, const struct page *page, uint64_t size)
{
	site->outcome.files++;
	site->outcome.pages += page->type == PAGE_VIEW;
	site->outcome.bytes += size;
}

struct site *site_new(struct report *report, const struct options *options)
{
	struct site *site = g_new0(struct site, 1);
	site->options = options;
	site->report = report;
	site->notes = report_new();
	site->progress = progress_new(options->quiet);
	site->workers = options->jobs > 0 ? (unsigned)options->jobs : g_get_num_processors();
	site->arena = arena_new();
	site->home = "";
	site->schema_modules = g_ptr_array_new();
	markdown_init();
	return site;
}

void site_free(struct site *site)
{
	progress_clear(&site->progress);
	plan_free(site->plan);
	theme_free(site->theme);
	catalog_free(site->catalog);
	readings_free(site->readings);
	g_free(site->documents);
	history_free(site->history);
	schema_free(site->schema);
	script_free(site->script);
	repository_close(site->repository);
	g_ptr_array_unref(site->schema_modules);
	arena_free(site->arena);
	report_free(site->notes);
	g_free(site);
}
