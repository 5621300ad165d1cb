/* SPDX-License-Identifier: MIT */
#include "catalog/reading.h"

#include "catalog/markdown.h"
#include "source/front_matter.h"

#include <string.h>

enum { MILLISECONDS_MOST = 900, SUMMARY_CHARACTERS = 120 };

struct task {
	struct repository *repository;
	struct source_files files;
	const uint32_t *documents;
	struct arena *arena; /* cleared after each document */
};

bool reading_is_document(const char *path)
{
	size_t length = strlen(path);
	return (length > 3 && g_ascii_strcasecmp(path + length - 3, ".md") == 0) ||
	       (length > 9 && g_ascii_strcasecmp(path + length - 9, ".markdown") == 0);
}

/*
 * The first sentences of the text, at most SUMMARY_CHARACTERS, without the line breaks between
 * blocks.
 */
static void pack_summary(GByteArray *head, const struct fragment *fragment)
{
	g_autoptr(GString) summary = g_string_new(NULL);
	const char *at = fragment->text;
	const char *end = fragment->text + fragment->text_length;
	size_t sentence_end = 0;
	for (unsigned count = 0; at < end && count < SUMMARY_CHARACTERS; count++) {
		gunichar character = g_utf8_get_char(at);
		at = g_utf8_next_char(at);
		g_string_append_unichar(summary,
		                        character == '\n' || character == '\t' ? ' ' : character);
		if (character == 0x3002 /* 。 */)
			sentence_end = summary->len;
	}
	if (at < end && sentence_end > 0)
		g_string_truncate(summary, sentence_end);
	else if (at < end)
		g_string_append(summary, "…");
	g_strchomp(summary->str);
	pack_string(head, summary->str);
}

static void pack_head(GByteArray *head, const struct value *fields, const struct fragment *fragment)
{
	value_pack(fields, head);
	pack_string(head, fragment->title);
	pack_number(head, fragment->title_opens);
	pack_summary(head, fragment);
	pack_number(head, fragment->hole_count);
	for (unsigned i = 0; i < fragment->hole_count; i++) {
		pack_number(head, fragment->holes[i].type);
		pack_string(head, fragment->holes[i].target);
		pack_number(head, fragment->holes[i].line);
	}
	pack_number(head, fragment->name_count);
	for (unsigned i = 0; i < fragment->name_count; i++) {
		pack_string(head, fragment->names[i].name);
		pack_string(head, fragment->names[i].anchor);
	}
}

static const char *document_path(void *context, size_t item)
{
	const struct task *task = context;
	return task->files.items[task->documents[item]].path;
}

static bool start(struct report *report, void *context)
{
	struct task *task = context;
	task->arena = arena_new();
	return repository_reopen(report, task->repository);
}

/*
 * Whether front matter that could not be read may have said that the text is a draft or withdrawn:
 * then it is not published. The word is looked for at the beginning of the first lines, however
 * they go on.
 */
static bool may_be_withheld(const struct source_bytes *bytes)
{
	enum { LINES_MOST = 300 };
	static const char *const WORDS[] = {"draft",     "草稿", "暂不发布", "暫不發布",
	                                    "withdrawn", "撤下", "撤回"};
	const char *at = bytes->bytes;
	for (unsigned line = 0; at != NULL && line < LINES_MOST; line++) {
		at += strspn(at, " \t\r\n\"'{");
		for (size_t i = 0; i < G_N_ELEMENTS(WORDS); i++)
			if (g_ascii_strncasecmp(at, WORDS[i], strlen(WORDS[i])) == 0)
				return true;
		at = strpbrk(at, "\n\r");
	}
	return false;
}

/* Nothing is left of a text that cannot be read: an empty head says so. */
static void read_text(struct report *report, struct task *task, const char *path,
                      const struct source_bytes *bytes, GByteArray *head, GByteArray *body)
{
	struct front_matter matter;
	struct fragment fragment;
	if (!front_matter_read(report, path, bytes->bytes, bytes->size, task->arena, &matter) ||
	    !markdown_read(report, place_of_line(path, matter.body_line), matter.body,
	                   matter.body_length, task->arena, &fragment) ||
	    (matter.lost && may_be_withheld(bytes)))
		return;
	pack_head(head, &matter.fields, &fragment);
	fragment_pack(&fragment, body);
}

static bool work(struct report *report, void *context, size_t item, GByteArray *head,
                 GByteArray *body)
{
	struct task *task = context;
	const struct source_file *file = &task->files.items[task->documents[item]];
	struct source_bytes bytes;
	if (!repository_read(report, task->repository, file, &bytes))
		return false;
	read_text(report, task, file->path, &bytes, head, body);
	source_bytes_clear(&bytes);
	arena_clear(task->arena);
	return true;
}

struct pool_results *reading_run(struct report *report, struct repository *repository,
                                 const uint32_t *documents, size_t count, unsigned workers,
                                 const char *spool_folder, const struct progress *progress)
{
	struct task task = {.repository = repository, .documents = documents};
	if (!repository_list(report, repository, &task.files))
		return NULL;
	return pool_run(report,
	                &(struct pool_task){.title = "chayue reading",
	                                    .count = count,
	                                    .workers = workers,
	                                    .context = &task,
	                                    .start = start,
	                                    .work = work,
	                                    .name = document_path,
	                                    .progress = progress,
	                                    .milliseconds_most = MILLISECONDS_MOST},
	                spool_folder);
}

bool reading_unpack_head(struct arena *arena, const GByteArray *buffer, struct reading_head *out)
{
	struct unpacker from = unpacker_over(buffer->data, buffer->len);
	if (buffer->len == 0)
		return false;
	*out = (struct reading_head){.fields = value_unpack(arena, &from)};
	out->title = unpack_string(&from);
	out->title_opens = unpack_number(&from) != 0;
	out->summary = unpack_string(&from);
	unsigned mention_count = (unsigned)unpack_number(&from);
	struct mention *mentions = arena_new_array(arena, struct mention, mention_count);
	for (unsigned i = 0; i < mention_count; i++) {
		mentions[i].type = (enum hole_type)unpack_number(&from);
		mentions[i].target = unpack_string(&from);
		mentions[i].line = (unsigned)unpack_number(&from);
	}
	out->mentions = mentions;
	out->mention_count = mention_count;
	out->name_count = (unsigned)unpack_number(&from);
	struct link_name *names = arena_new_array(arena, struct link_name, out->name_count);
	for (unsigned i = 0; i < out->name_count; i++) {
		names[i].name = unpack_string(&from);
		names[i].anchor = unpack_string(&from);
	}
	out->names = names;
	return true;
}
