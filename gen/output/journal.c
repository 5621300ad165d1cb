/* SPDX-License-Identifier: MIT */
#include "output/journal.h"

#include <errno.h>
#include <fcntl.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "output/folder.h"
#include "output/manifest.h"
#include "output/path.h"

static const char OURS[] = "chayue journal ";
static const char VERSION_1[] = "chayue journal 1 ";
static const char *const forms[] = {[JOURNAL_WHOLE] = "whole", [JOURNAL_UPDATE] = "update"};

/* In the stage, until it gets its name. */
#define UNNAMED ".journal"

void journal_init(struct journal *journal)
{
	*journal = (struct journal){
	        .steps = g_array_new(FALSE, FALSE, sizeof(struct journal_step)),
	};
}

void journal_clear(struct journal *journal)
{
	if (journal->steps != NULL)
		g_array_free(journal->steps, TRUE);
	g_free(journal->text);
	*journal = (struct journal){0};
}

/* ---- reading */

/* Goes over `word`, if it comes next. */
static bool take_word(const char **at, const char *word)
{
	size_t length = strlen(word);
	if (strncmp(*at, word, length) != 0)
		return false;
	*at += length;
	return true;
}

static bool take_digest(const char **at, char after, struct digest *out)
{
	if (!digest_parse(*at, out) || (*at)[2 * DIGEST_SIZE] != after)
		return false;
	*at += 2 * DIGEST_SIZE + 1;
	return true;
}

static bool take_form(const char **at, enum journal_form *out)
{
	for (size_t i = 0; i < G_N_ELEMENTS(forms); i++)
		if (take_word(at, forms[i])) {
			*out = (enum journal_form)i;
			return take_word(at, "\n");
		}
	return false;
}

static bool take_size(const char **at, uint64_t *out)
{
	if (!g_ascii_isdigit(**at))
		return false;
	char *end;
	*out = g_ascii_strtoull(*at, &end, 10);
	*at = end;
	return take_word(at, " ");
}

/* A page, or the manifest of a folder of pages: its path may be longer than theirs. */
static bool path_is_good(char *path)
{
	size_t last = path_last(path, strlen(path));
	if (last == 0 || strcmp(path + last, MANIFEST_NAME) != 0)
		return path_is_safe(path) && strcmp(path, TREE_MARKER) != 0;
	path[last - 1] = '\0';
	bool good = path_is_safe(path);
	path[last - 1] = '/';
	return good;
}

/* The rest of the line; a NUL takes the place of its end. */
static bool take_path(const char **at, const char **out)
{
	char *end = strchr(*at, '\n');
	if (end == NULL)
		return false;
	*end = '\0';
	char *path = end - strlen(*at);
	*out = path;
	*at = end + 1;
	return path_is_good(path);
}

static bool take_step(const char **at, struct journal_step *out)
{
	*out = (struct journal_step){0};
	out->remove = take_word(at, "remove ");
	return (out->remove || (take_word(at, "put ") && take_digest(at, ' ', &out->sum.digest) &&
	                        take_size(at, &out->sum.size))) &&
	       take_path(at, &out->path);
}

/* The text but for its last line, which must be the digest of the rest. */
static bool cut_end(char *text, size_t length)
{
	enum { END = 4 + 2 * DIGEST_SIZE + 1 };
	if (length < END)
		return false;
	const char *end = text + length - END;
	struct digest wanted;
	struct digest found = digest_of(text, length - END);
	if (!take_word(&end, "end ") || !take_digest(&end, '\n', &wanted) ||
	    !digest_equal(&wanted, &found))
		return false;
	text[length - END] = '\0';
	return true;
}

static bool parse(struct journal *out, size_t length)
{
	const char *at = out->text;
	if (!cut_end(out->text, length) || !take_word(&at, VERSION_1) ||
	    !take_form(&at, &out->form) || !take_word(&at, "from ") ||
	    !take_digest(&at, '\n', &out->from) || !take_word(&at, "root ") ||
	    !take_digest(&at, '\n', &out->root))
		return false;
	while (*at != '\0') {
		struct journal_step step;
		if (!take_step(&at, &step))
			return false;
		g_array_append_val(out->steps, step);
	}
	return true;
}

/* An empty one is nobody's: some disks leave that of a file when the power fails. */
static enum journal_finding judge(struct journal *out, GByteArray *bytes)
{
	size_t length = bytes->len;
	size_t head = MIN(length, strlen(OURS));
	if (length == 0)
		return JOURNAL_USELESS;
	if (memcmp(bytes->data, OURS, head) != 0)
		return JOURNAL_FOREIGN;
	out->text = g_strndup((const char *)bytes->data, length);
	return strlen(out->text) == length && parse(out, length) ? JOURNAL_FOUND : JOURNAL_USELESS;
}

enum journal_finding journal_read(const struct beside *beside, struct journal *out)
{
	struct stat found;
	int file = openat(beside->parent, beside->journal,
	                  O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC);
	if (file < 0 && errno == ENOENT)
		return JOURNAL_NONE;
	if (file < 0)
		return errno == ELOOP || errno == ENXIO ? JOURNAL_FOREIGN : JOURNAL_UNREADABLE;
	g_autoptr(GByteArray) bytes = g_byte_array_new();
	bool regular = fstat(file, &found) == 0 && S_ISREG(found.st_mode);
	int error = regular ? file_read(file, bytes) : 0;
	close(file);
	if (!regular)
		return JOURNAL_FOREIGN;
	errno = error;
	return error == 0 ? judge(out, bytes) : JOURNAL_UNREADABLE;
}

/* ---- writing */

static void add_digest(GString *out, const char *word, const struct digest *digest, char after)
{
	char hash[DIGEST_TEXT_SIZE];
	digest_write(digest, hash);
	g_string_append_printf(out, "%s %s%c", word, hash, after);
}

int journal_write(const struct journal *journal, int stage)
{
	g_autoptr(GString) text = g_string_new(VERSION_1);
	g_string_append_printf(text, "%s\n", forms[journal->form]);
	add_digest(text, "from", &journal->from, '\n');
	add_digest(text, "root", &journal->root, '\n');
	for (guint i = 0; journal->form == JOURNAL_UPDATE && i < journal->steps->len; i++) {
		const struct journal_step *step =
		        &g_array_index(journal->steps, struct journal_step, i);
		if (step->remove) {
			g_string_append_printf(text, "remove %s\n", step->path);
			continue;
		}
		add_digest(text, "put", &step->sum.digest, ' ');
		g_string_append_printf(text, "%" G_GUINT64_FORMAT " %s\n", step->sum.size,
		                       step->path);
	}
	struct digest end = digest_of(text->str, text->len);
	add_digest(text, "end", &end, '\n');
	return file_make(stage, UNNAMED, text->str, text->len, false);
}

bool journal_place(const struct beside *beside, int stage)
{
	if (renameat(stage, UNNAMED, beside->parent, beside->journal) != 0)
		return false;
	if (fsync(beside->parent) == 0)
		return true;
	int error = errno;
	journal_remove(beside);
	errno = error;
	return false;
}

bool journal_remove(const struct beside *beside)
{
	return unlinkat(beside->parent, beside->journal, 0) == 0 || errno == ENOENT;
}
