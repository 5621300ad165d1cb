/* SPDX-License-Identifier: MIT */
#include "pages/sign_data.h"

#include "pages/show_player.h"

static void add_file(struct digester *digester, const struct source_file *file)
{
	digester_add_text(digester, file->path);
	digester_add(digester, file->blob.bytes, sizeof file->blob.bytes);
}

/*
 * Where a table lies, and the commit that brought it, are shown with it. A dataset shows what
 * changed, so the version before it counts too.
 */
static void add_table(struct digester *digester, const struct show *show, uint32_t asset,
                      uint32_t part)
{
	const struct catalog_file *file = &show->catalog->assets[asset];
	struct file_history history = history_of(
	        show->sources->history, (size_t)(file->source - show->catalog->files->items));
	unsigned shown = MIN(history.count, 2);
	digester_add_number(digester, part);
	add_file(digester, file->source);
	digester_add_text(digester, file->url);
	digester_add_number(digester, (uint64_t)shown << 1 | file->source->uncommitted);
	for (unsigned i = 0; i < shown; i++) {
		const struct version *version = &history.versions[i];
		digester_add(digester, version->blob.bytes, sizeof version->blob.bytes);
		digester_add(digester, version->commit->id.bytes, sizeof version->commit->id.bytes);
	}
}

/* A transcript that is a document is named, with its title and address. */
static void add_recording(struct digester *digester, const struct show *show,
                          const struct recording *recording)
{
	const struct catalog *catalog = show->catalog;
	const struct record *document = show_player_document(show, recording);
	add_file(digester, catalog->assets[recording->file].source);
	digester_add_number(digester, (uint64_t)recording->caption_count << 2 |
	                                      (uint64_t)(recording->poster != RECORD_NONE) << 1 |
	                                      (recording->transcript != NULL));
	for (unsigned i = 0; i < recording->caption_count; i++)
		add_file(digester, catalog->assets[recording->captions[i].file].source);
	if (recording->poster != RECORD_NONE)
		add_file(digester, catalog->assets[recording->poster].source);
	if (recording->transcript != NULL)
		add_file(digester, recording->transcript);
	digester_add_text(digester, document == NULL ? NULL : document->title);
	digester_add_text(digester, document == NULL ? NULL : document->url);
}

void sign_data_add(struct digester *digester, const struct show *show,
                   const struct record *document, const struct input *input)
{
	const struct catalog *catalog = show->catalog;
	if (input->type == INPUT_RECORDING)
		add_recording(digester, show,
		              &catalog->recordings[document->targets[input->index].index]);
	else if (input->type == INPUT_DATA)
		add_table(digester, show, document->targets[input->index].index, 0);
	else
		add_table(digester, show, document->field_targets[input->index].target.index,
		          input->detail);
}

const struct source_file *sign_data_file(const struct catalog *catalog,
                                         const struct record *document, const struct input *input)
{
	uint32_t asset = input->type == INPUT_TABLE
	                         ? document->field_targets[input->index].target.index
	                         : document->targets[input->index].index;
	if (input->type == INPUT_RECORDING)
		asset = catalog->recordings[asset].file;
	return catalog->assets[asset].source;
}
