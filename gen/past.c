/* SPDX-License-Identifier: MIT */
#include "past.h"

#include "base/program.h"
#include "source/folder.h"

#include <string.h>

/* The rows of STORE_ABOUT. */
static const char ROOT[] = "root";
static const char MADE_FROM[] = "made from";
static const char PROBLEMS[] = "problems";
static const char OUTCOME[] = "outcome";

/* ---- what a build is made from */

/* The messages that are kept with texts are of one translation. */
static void add_translations(struct digester *digester)
{
	const char *folder = bindtextdomain("chayue", NULL);
	g_autofree char *path = g_build_filename(folder == NULL ? "" : folder, "zh_CN",
	                                         "LC_MESSAGES", "chayue.mo", NULL);
	g_autoptr(GMappedFile) file = g_mapped_file_new(path, FALSE, NULL);
	if (file != NULL)
		digester_add(digester, g_mapped_file_get_contents(file),
		             g_mapped_file_get_length(file));
}

static char *make_edition(void)
{
	char text[DIGEST_TEXT_SIZE];
	g_autoptr(Digester) digester = digester_new();
	struct digest program = program_digest();
	digester_add_digest(digester, &program);
	add_translations(digester);
	program = digester_end(digester);
	digest_write(&program, text);
	return g_strdup_printf("chayue " VERSION " %s", text);
}

static void add_folder(struct digester *digester, struct site *site, const char *data,
                       const char *name)
{
	struct folder folder;
	g_autoptr(Report) report = report_new(); /* the build itself will tell */
	g_autofree char *path = g_build_filename(data, name, NULL);
	if (!folder_read_disk(report, path, site->arena, &folder))
		return;
	digester_add_number(digester, folder.count);
	for (size_t i = 0; i < folder.count; i++) {
		digester_add_text(digester, folder.files[i].name);
		digester_add(digester, folder.files[i].bytes, folder.files[i].size);
	}
}

static void add_config(struct digester *digester, const char *path)
{
	g_autofree char *text = NULL;
	gsize length = 0;
	digester_add_text(digester, path);
	if (path != NULL && g_file_get_contents(path, &text, &length, NULL))
		digester_add(digester, text, length);
}

static struct digest digest_sources(struct site *site, const char *data)
{
	const struct options *options = site->options;
	g_autoptr(Digester) digester = digester_new();
	struct object_id commit = repository_commit(site->repository);
	char as_of[DATE_TEXT_SIZE];
	digester_add(digester, commit.bytes, sizeof commit.bytes);
	size_t size;
	const void *boundary = repository_boundary(site->repository, &size);
	digester_add(digester, boundary, size);
	digester_add_text(digester, options->content);
	digester_add_text(digester, options->profile);
	add_config(digester, options->config);
	digester_add_text(digester, date_print_day(options->as_of, as_of));
	digester_add_text(digester, g_getenv("LANGUAGE"));
	digester_add_number(digester, (uint64_t)options->worktree << 1 | options->strict);
	add_folder(digester, site, data, "lua");
	add_folder(digester, site, data, "themes");
	return digester_end(digester);
}

/* ---- opening */

static void tell_unusable(struct site *site, enum store_finding finding, bool has_site)
{
	struct report *notes = site->notes;
	switch (finding) {
	case STORE_OPENED:
		break;
	case STORE_MISSING:
		if (has_site)
			report_warning(notes, place_none(), "state/missing",
			               _("what the last build left beside the site is missing; "
			                 "everything is built anew"));
		break;
	case STORE_OTHER_EDITION:
		report_warning(notes, place_none(), "state/version",
		               _("the last build was made by another version of this program or "
		                 "of its libraries; everything is built anew"));
		break;
	case STORE_DAMAGED:
		report_warning(notes, place_none(), "state/damaged",
		               _("what the last build left beside the site is damaged; "
		                 "everything is built anew"));
		break;
	case STORE_BUSY:
		report_warning(notes, place_none(), "state/busy",
		               _("another program holds what the last build left beside the "
		                 "site; everything is built anew"));
		break;
	case STORE_FAILED:
		report_warning(notes, place_none(), "state/unreadable",
		               _("what the last build left beside the site cannot be read; "
		                 "everything is built anew"));
		break;
	}
}

static void tell_unkept(struct site *site)
{
	report_warning(site->notes, place_none(), "state/unkept",
	               _("this build cannot be remembered beside the site, so the next one will "
	                 "do everything anew; is the disk full?"));
}

static bool read_digest(struct store *store, const char *name, struct digest *out)
{
	g_autoptr(GByteArray) value = g_byte_array_new();
	if (!store_get(store, STORE_ABOUT, name, strlen(name), value) || value->len != DIGEST_SIZE)
		return false;
	memcpy(out->bytes, value->data, DIGEST_SIZE);
	return true;
}

static void look_into(struct past *past, struct site *site, const struct digest *root)
{
	struct digest known;
	struct digest made_from;
	past->pages_are_known = root != NULL && read_digest(past->store, ROOT, &known) &&
	                        digest_equal(&known, root);
	past->is_current = past->pages_are_known && !site->options->worktree &&
	                   read_digest(past->store, MADE_FROM, &made_from) &&
	                   digest_equal(&made_from, &past->made_from);
	if (root != NULL && !past->pages_are_known)
		report_warning(site->notes, place_none(), "state/other",
		               _("the site is not the one that the last build wrote; all pages "
		                 "are made anew"));
}

void past_open(struct past *past, struct site *site, const struct tree *tree, const char *data)
{
	g_autofree char *edition = make_edition();
	enum store_finding finding = STORE_MISSING;
	struct digest root;
	bool has_site = tree_root(tree, &root);
	*past = (struct past){.path = tree_path_beside(tree, "state"),
	                      .made_from = digest_sources(site, data)};
	if (!site->options->fresh) {
		past->store = store_open(past->path, edition, &finding);
		tell_unusable(site, finding, has_site);
	}
	if (past->store != NULL) {
		look_into(past, site, has_site ? &root : NULL);
		return;
	}
	if (finding == STORE_BUSY)
		return;
	past->store = store_create(past->path, edition);
	if (past->store == NULL)
		tell_unkept(site);
}

void past_close(struct past *past)
{
	store_close(past->store);
	g_free(past->path);
}

/* ---- a build of the very same */

bool past_repeat(struct past *past, struct site *site)
{
	g_autoptr(GByteArray) problems = g_byte_array_new();
	g_autoptr(GByteArray) outcome = g_byte_array_new();
	if (!store_get(past->store, STORE_ABOUT, PROBLEMS, strlen(PROBLEMS), problems) ||
	    !store_get(past->store, STORE_ABOUT, OUTCOME, strlen(OUTCOME), outcome) ||
	    outcome->len != sizeof site->outcome)
		return false;
	struct unpacker from = unpacker_over(problems->data, problems->len);
	report_unpack(site->report, NULL, &from);
	memcpy(&site->outcome, outcome->data, sizeof site->outcome);
	site->outcome.skipped = site->outcome.files;
	site->outcome.rendered = site->outcome.written = site->outcome.removed = 0;
	site->outcome.written_bytes = 0;
	return true;
}

/* ---- keeping */

static bool put(struct past *past, const char *name, const void *value, size_t length)
{
	return store_put(past->store, STORE_ABOUT, name, strlen(name), value, length);
}

void past_forget(struct past *past, struct site *site)
{
	bool damaged = store_is_damaged(past->store);
	store_close(past->store);
	past->store = NULL;
	store_remove(past->path);
	if (damaged)
		report_warning(site->notes, place_none(), "state/damaged",
		               _("what the last build left beside the site is damaged; the next "
		                 "build does everything anew"));
	else
		tell_unkept(site);
}

/* Whether a machine's haste or shortage had a part in it, so that the next build may fare better. */
static bool had_bad_luck(const struct site *site)
{
	static const char *const IDS[] = {"document/time", "document/crash", "markdown/time",
	                                  "lua/steps", NULL};
	for (unsigned i = 0; i < site->report->problems->len; i++) {
		const struct problem *problem = site->report->problems->pdata[i];
		if (g_strv_contains(IDS, problem->id))
			return true;
	}
	return history_lacks_texts(site->history);
}

static bool put_made_from(struct past *past, const struct site *site)
{
	return had_bad_luck(site)
	               ? store_delete(past->store, STORE_ABOUT, MADE_FROM, strlen(MADE_FROM))
	               : put(past, MADE_FROM, past->made_from.bytes, DIGEST_SIZE);
}

void past_keep(struct past *past, struct site *site, const struct digest *root)
{
	g_autoptr(GByteArray) problems = g_byte_array_new();
	if (past->store == NULL)
		return;
	report_pack(site->report, problems);
	if (!history_keep(site->history, past->store) ||
	    !readings_keep(site->readings, past->store) ||
	    !put(past, ROOT, root->bytes, DIGEST_SIZE) || !put_made_from(past, site) ||
	    !put(past, PROBLEMS, problems->data, problems->len) ||
	    !put(past, OUTCOME, &site->outcome, sizeof site->outcome))
		past_forget(past, site);
}

void past_publish(struct past *past, struct site *site)
{
	if (past->store == NULL)
		return;
	if (store_is_damaged(past->store) || !store_publish(past->store))
		past_forget(past, site);
}
