/* SPDX-License-Identifier: MIT */
/*
 * Where objects are read from: packs by libgit2, loose objects (a file each) by our own reader.
 *
 * libgit2 before 2026-08 never comes back from a loose object whose file was cut short
 * (github.com/libgit2/libgit2/issues/7342), which is what a power failure leaves behind. Here such
 * a file is damage like any other. All else about loose objects is asked of libgit2's own backend,
 * which only looks at names for that.
 */
#include "source/object_database.h"

#include <gio/gio.h>
#include <git2/sys/odb_backend.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

#include "base/report.h"

enum {
	ALTERNATES_DEEPEST = 5, /* as in git */
	LOOSE_PRIORITY = 1,     /* packs first, as in libgit2 */
	PACK_PRIORITY = 2,
	HEADER_MOST = 64,   /* "commit 18446744073709551615" and a NUL is less */
	DEFLATE_BEST = 1032 /* no stream grows by more when it is inflated */
};

struct loose {
	git_odb_backend backend; /* first, so that one can be had from the other */
	git_odb_backend *names;  /* libgit2's */
	char *folder;
};

/* ---- one loose object: "type size NUL bytes", deflated */

static int fail(const char *words)
{
	git_error_set_str(GIT_ERROR_ODB, words);
	return GIT_ERROR;
}

/* Parses the header; gives its length with the NUL, or 0. */
static size_t parse_header(const char *head, size_t length, git_object_t *type, size_t *size)
{
	const char *head_end = memchr(head, '\0', length);
	const char *space = head_end == NULL ? NULL : strchr(head, ' ');
	if (space == NULL || !g_ascii_isdigit(space[1]))
		return 0;
	g_autofree char *word = g_strndup(head, (size_t)(space - head));
	char *digits_end;
	*type = git_object_string2type(word);
	*size = (size_t)g_ascii_strtoull(space + 1, &digits_end, 10);
	if (digits_end != head_end || !git_object_typeisloose(*type))
		return 0;
	return (size_t)(head_end - head) + 1;
}

/* A deflated stream that is read piece by piece. */
struct stream {
	GConverter *inflater;
	const char *at;
	const char *end;
	bool is_finished;
};

/* Fills `out` as far as the stream goes; false when that is damaged or cut short. */
static bool stream_fill(struct stream *stream, char *out, size_t room, size_t *filled)
{
	*filled = 0;
	while (*filled < room && !stream->is_finished) {
		gsize taken = 0;
		gsize given = 0;
		GConverterResult result = g_converter_convert(
		        stream->inflater, stream->at, (gsize)(stream->end - stream->at),
		        out + *filled, room - *filled, G_CONVERTER_INPUT_AT_END, &taken, &given,
		        NULL);
		if (result == G_CONVERTER_ERROR)
			return false;
		stream->at += taken;
		*filled += given;
		stream->is_finished = result == G_CONVERTER_FINISHED;
		if (!stream->is_finished && taken == 0 && given == 0)
			return false;
	}
	return true;
}

/* A loose object that is being read. */
struct object {
	GMappedFile *file;
	struct stream stream;
	char head[HEADER_MOST]; /* what the stream begins with */
	size_t head_length;
	size_t header; /* the length of the header in it */
	git_object_t type;
	size_t size; /* of the object */
};

static void object_close(struct object *object)
{
	if (object->stream.inflater != NULL)
		g_object_unref(object->stream.inflater);
	if (object->file != NULL)
		g_mapped_file_unref(object->file);
}

/* To be closed also after a failure. */
static int object_open(struct object *object, const struct loose *loose, const git_oid *id)
{
	char name[GIT_OID_HEXSZ + 2];
	git_oid_pathfmt(name, id);
	name[GIT_OID_HEXSZ + 1] = '\0';
	g_autofree char *path = g_build_filename(loose->folder, name, NULL);
	g_autoptr(GError) error = NULL;
	object->file = g_mapped_file_new(path, FALSE, &error);
	if (object->file == NULL)
		return g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOENT)
		               ? GIT_ENOTFOUND
		               : fail(error->message);
	size_t length = g_mapped_file_get_length(object->file);
	if (length == 0)
		return fail(_("its file is empty"));
	object->stream.at = g_mapped_file_get_contents(object->file);
	object->stream.end = object->stream.at + length;
	object->stream.inflater =
	        G_CONVERTER(g_zlib_decompressor_new(G_ZLIB_COMPRESSOR_FORMAT_ZLIB));
	if (!stream_fill(&object->stream, object->head, sizeof object->head, &object->head_length))
		return fail(_("its file is damaged or was cut short"));
	object->header =
	        parse_header(object->head, object->head_length, &object->type, &object->size);
	if (object->header == 0 || object->size / DEFLATE_BEST > length)
		return fail(_("its file begins wrongly"));
	return 0;
}

static int object_inflate(struct object *object, git_odb_backend *backend, void **data)
{
	/* A byte more than there should be shows what is too long; a NUL comes to stand there. */
	size_t room = object->size + 1;
	char *bytes = git_odb_backend_data_alloc(backend, room);
	size_t known = MIN(object->head_length - object->header, room);
	size_t filled;
	memcpy(bytes, object->head + object->header, known);
	if (!stream_fill(&object->stream, bytes + known, room - known, &filled) ||
	    known + filled != object->size) {
		git_odb_backend_data_free(backend, bytes);
		return fail(_("its file is damaged or was cut short"));
	}
	bytes[object->size] = '\0';
	*data = bytes;
	return 0;
}

/* ---- what libgit2 calls */

static int loose_read(void **data, size_t *size, git_object_t *type, git_odb_backend *backend,
                      const git_oid *id)
{
	struct object object = {0};
	int code = object_open(&object, (const struct loose *)backend, id);
	if (code == 0)
		code = object_inflate(&object, backend, data);
	*size = object.size;
	*type = object.type;
	object_close(&object);
	return code;
}

static int loose_read_header(size_t *size, git_object_t *type, git_odb_backend *backend,
                             const git_oid *id)
{
	struct object object = {0};
	int code = object_open(&object, (const struct loose *)backend, id);
	*size = object.size;
	*type = object.type;
	object_close(&object);
	return code;
}

static int loose_read_prefix(git_oid *full, void **data, size_t *size, git_object_t *type,
                             git_odb_backend *backend, const git_oid *prefix, size_t length)
{
	git_odb_backend *names = ((struct loose *)backend)->names;
	int code = names->exists_prefix(full, names, prefix, length);
	return code == 0 ? loose_read(data, size, type, backend, full) : code;
}

static int loose_exists(git_odb_backend *backend, const git_oid *id)
{
	git_odb_backend *names = ((struct loose *)backend)->names;
	return names->exists(names, id);
}

static int loose_exists_prefix(git_oid *full, git_odb_backend *backend, const git_oid *prefix,
                               size_t length)
{
	git_odb_backend *names = ((struct loose *)backend)->names;
	return names->exists_prefix(full, names, prefix, length);
}

static int loose_foreach(git_odb_backend *backend, git_odb_foreach_cb callback, void *context)
{
	git_odb_backend *names = ((struct loose *)backend)->names;
	return names->foreach(names, callback, context);
}

static void loose_free(git_odb_backend *backend)
{
	struct loose *loose = (struct loose *)backend;
	loose->names->free(loose->names);
	g_free(loose->folder);
	g_free(loose);
}

static git_odb_backend *loose_new(const char *folder)
{
	git_odb_backend *names;
	if (git_odb_backend_loose(&names, folder, -1, 0, 0, 0) < 0)
		return NULL;
	struct loose *loose = g_new0(struct loose, 1);
	git_odb_init_backend(&loose->backend, GIT_ODB_BACKEND_VERSION);
	loose->names = names;
	loose->folder = g_strdup(folder);
	loose->backend.read = loose_read;
	loose->backend.read_header = loose_read_header;
	loose->backend.read_prefix = loose_read_prefix;
	loose->backend.exists = loose_exists;
	loose->backend.exists_prefix = loose_exists_prefix;
	loose->backend.foreach = loose_foreach;
	loose->backend.free = loose_free;
	return &loose->backend;
}

/* ---- all folders of objects */

static bool add_backend(git_odb *database, git_odb_backend *backend, int priority, bool is_alternate)
{
	if (backend == NULL)
		return false;
	int code = is_alternate ? git_odb_add_alternate(database, backend, priority)
	                        : git_odb_add_backend(database, backend, priority);
	if (code < 0)
		backend->free(backend);
	return code == 0;
}

static bool add_folder(git_odb *database, const char *folder, int depth);

/* The file `info/alternates` names other folders of objects, one a line, '#' before a comment. */
static bool add_alternates(git_odb *database, const char *folder, int depth)
{
	g_autofree char *path = g_build_filename(folder, "info", "alternates", NULL);
	g_autofree char *text = NULL;
	g_autoptr(GError) error = NULL;
	if (!g_file_get_contents(path, &text, NULL, &error)) {
		if (g_error_matches(error, G_FILE_ERROR, G_FILE_ERROR_NOENT))
			return true;
		fail(error->message);
		return false;
	}
	g_auto(GStrv) lines = g_strsplit(text, "\n", -1);
	for (size_t i = 0; lines[i] != NULL; i++) {
		if (lines[i][0] == '\0' || lines[i][0] == '#')
			continue;
		g_autofree char *other = g_canonicalize_filename(lines[i], folder);
		/*
		 * One that is gone is passed over, as git does: what lay there will be missed by
		 * name.
		 */
		if (g_file_test(other, G_FILE_TEST_IS_DIR) &&
		    !add_folder(database, other, depth + 1))
			return false;
	}
	return true;
}

static bool add_folder(git_odb *database, const char *folder, int depth)
{
	if (depth > ALTERNATES_DEEPEST)
		return true;
	git_odb_backend *packs;
	return add_backend(database, loose_new(folder), LOOSE_PRIORITY, depth > 0) &&
	       git_odb_backend_pack(&packs, folder) == 0 &&
	       add_backend(database, packs, PACK_PRIORITY, depth > 0) &&
	       add_alternates(database, folder, depth);
}

git_odb *object_database_open(const char *folder)
{
	git_odb *database = NULL;
	if (git_odb_new(&database) == 0 && add_folder(database, folder, 0))
		return database;
	git_odb_free(database);
	return NULL;
}
