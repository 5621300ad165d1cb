/* SPDX-License-Identifier: MIT */
/*
 * One reader for each type of field, in one table. A reader takes one written text; lists and
 * groups are taken apart here.
 */
#include "catalog/field_value.h"

#include "base/date.h"
#include "base/name_table.h"
#include "base/nearest.h"
#include "catalog/document_number.h"
#include "catalog/index_number.h"

#include <string.h>

/* What a reader needs to know of the place of a text. */
struct reader {
	struct report *report;
	const char *path;
	const struct field *field;
	struct field_memory *memory;
	struct arena *arena;
};

/* Most documents of an organ have numbers with the same 代字. */
struct field_memory {
	struct name_table *prefixes; /* 代字 that stand as they should before a year and a serial */
	struct arena *arena;         /* of their names */
};

struct field_memory *field_memory_new(void)
{
	struct field_memory *memory = g_new(struct field_memory, 1);
	memory->prefixes = name_table_new(0);
	memory->arena = arena_new();
	return memory;
}

void field_memory_free(struct field_memory *memory)
{
	name_table_free(memory->prefixes);
	arena_free(memory->arena);
	g_free(memory);
}

/* The 代字 of a text that is written like a number, into `prefix`. False: it is not. */
static bool take_prefix(const char *text, char prefix[static DOCUMENT_PREFIX_SIZE])
{
	size_t length = document_number_prefix_length(text);
	memcpy(prefix, text, length);
	prefix[length] = '\0';
	return length > 0;
}

bool field_memory_is_number(const struct field_memory *memory, const char *text)
{
	char prefix[DOCUMENT_PREFIX_SIZE];
	return take_prefix(text, prefix) && name_table_find(memory->prefixes, prefix) != NAME_NONE;
}

static void remember_number(struct field_memory *memory, const char *text)
{
	char prefix[DOCUMENT_PREFIX_SIZE];
	if (take_prefix(text, prefix) && name_table_find(memory->prefixes, prefix) == NAME_NONE)
		name_table_add(memory->prefixes, arena_string(memory->arena, prefix), 0);
}

static struct place place_of(const struct reader *reader, const struct value *written)
{
	return place_of_line(reader->path, written->line);
}

static bool read_text(const struct reader *reader, const struct value *written, struct value *out)
{
	(void)reader;
	*out = *written;
	return true;
}

static bool read_date(const struct reader *reader, const struct value *written, struct value *out)
{
	struct date date;
	if (!date_parse(written->text, &date))
		return report_error(
		        reader->report, place_of(reader, written), "field/date",
		        _("'%s' is not a date; write it as 2013-10-01, or 2013-10-01 09:30"),
		        written->text);
	char text[DATE_TEXT_SIZE];
	*out = value_text(arena_string(reader->arena, date_print(date, text)));
	return true;
}

/*
 * Moves the digits at `*at` to `out`, with separators of thousands where they belong; 1,5 may mean
 * anything.
 */
static bool take_digits(const char **at, GString *out)
{
	static const char DIGITS[] = "0123456789";
	size_t count = strspn(*at, DIGITS);
	if (count == 0 || (count > 3 && (*at)[count] == ','))
		return false;
	g_string_append_len(out, *at, (gssize)count);
	*at += count;
	while (**at == ',') {
		if (strspn(*at + 1, DIGITS) != 3)
			return false;
		g_string_append_len(out, *at + 1, 3);
		*at += 4;
	}
	return true;
}

/* The number in plain digits; NULL: it is none. Owned by the caller. */
static char *plain_number(const char *text, bool whole)
{
	g_autofree char *folded = g_utf8_normalize(text, -1, G_NORMALIZE_ALL_COMPOSE);
	g_autoptr(GString) plain = g_string_new(NULL);
	const char *at = folded == NULL ? "" : folded;
	if (*at == '-')
		g_string_append_c(plain, '-');
	if (*at == '-' || *at == '+')
		at++;
	if (!take_digits(&at, plain))
		return NULL;
	if (*at == '.' && !whole) {
		size_t count = strspn(at + 1, "0123456789");
		g_string_append_len(plain, at, count == 0 ? 0 : (gssize)count + 1);
		at += count == 0 ? 0 : count + 1;
	}
	return *at == '\0' ? g_string_free(g_steal_pointer(&plain), FALSE) : NULL;
}

static bool read_number(const struct reader *reader, const struct value *written, struct value *out)
{
	bool whole = reader->field->type == FIELD_INTEGER;
	g_autofree char *plain = plain_number(written->text, whole);
	if (plain == NULL)
		return report_error(
		        reader->report, place_of(reader, written), "field/number",
		        whole ? _("'%s' is not a whole number; write digits alone, as in 120")
		              : _("'%s' is not a number; write it as 12.5, the unit not with it"),
		        written->text);
	*out = value_text(arena_string(reader->arena, plain));
	return true;
}

static bool is_one_of(const char *const *words, const char *text)
{
	for (; *words != NULL; words++)
		if (g_ascii_strcasecmp(*words, text) == 0)
			return true;
	return false;
}

static bool read_boolean(const struct reader *reader, const struct value *written, struct value *out)
{
	static const char *const YES[] = {"true", "yes", "是", NULL};
	static const char *const NO[] = {"false", "no", "否", NULL};
	bool yes = is_one_of(YES, written->text);
	if (!yes && !is_one_of(NO, written->text))
		return report_error(reader->report, place_of(reader, written), "field/boolean",
		                    _("'%s' is neither yes nor no; write true or false (是 or 否)"),
		                    written->text);
	*out = value_boolean(yes);
	return true;
}

static bool read_url(const struct reader *reader, const struct value *written, struct value *out)
{
	static const char *const SCHEMES[] = {"http", "https", "mailto", "tel", NULL};
	g_autofree char *scheme = g_uri_parse_scheme(written->text);
	const char *rest = scheme == NULL ? "" : written->text + strlen(scheme) + 1;
	bool of_web = scheme != NULL && g_ascii_strncasecmp(scheme, "http", 4) == 0;
	if (scheme == NULL || !is_one_of(SCHEMES, scheme) || *rest == '\0' ||
	    (of_web && (!g_str_has_prefix(rest, "//") || rest[2] == '\0')))
		return report_error(reader->report, place_of(reader, written), "field/url",
		                    _("'%s' is not an address; it must begin with https:// (or "
		                      "http://, mailto:, "
		                      "tel:)"),
		                    written->text);
	*out = *written;
	return true;
}

static const char *nearest_term(const struct vocabulary *vocabulary, const char *word)
{
	g_autoptr(GPtrArray) words = g_ptr_array_new();
	for (unsigned i = 0; i < vocabulary->term_count; i++) {
		g_ptr_array_add(words, (void *)vocabulary->terms[i].key);
		g_ptr_array_add(words, (void *)vocabulary->terms[i].label.text[LANGUAGE_ZH_HANS]);
	}
	g_ptr_array_add(words, NULL);
	return nearest_word(word, (const char *const *)words->pdata);
}

/* The first words of the vocabulary, for a message. */
static char *some_terms(const struct vocabulary *vocabulary)
{
	g_autoptr(GString) list = g_string_new(NULL);
	unsigned count = MIN(vocabulary->term_count, 12);
	for (unsigned i = 0; i < count; i++)
		g_string_append_printf(list, "%s%s", i > 0 ? ", " : "",
		                       vocabulary->terms[i].label.text[LANGUAGE_ZH_HANS]);
	if (count < vocabulary->term_count)
		g_string_append(list, " …");
	return g_string_free(g_steal_pointer(&list), FALSE);
}

static bool read_term(const struct reader *reader, const struct value *written, struct value *out)
{
	const struct vocabulary *vocabulary = reader->field->vocabulary;
	const struct term *term = vocabulary_find(vocabulary, written->text);
	if (term != NULL) {
		*out = value_text(term->key);
		return true;
	}
	*out = *written;
	if (vocabulary->open)
		return true;
	struct place place = place_of(reader, written);
	const char *nearest = nearest_term(vocabulary, written->text);
	if (nearest != NULL)
		return report_error(reader->report, place, "field/term",
		                    _("'%s' is no word for '%s'; did you mean '%s'?"),
		                    written->text, reader->field->key, nearest);
	g_autofree char *terms = some_terms(vocabulary);
	return report_error(reader->report, place, "field/term",
	                    _("'%s' is no word for '%s'; write one of: %s"), written->text,
	                    reader->field->key, terms);
}

static bool read_document_number(const struct reader *reader, const struct value *written,
                                 struct value *out)
{
	struct document_number number;
	struct place place = place_of(reader, written);
	*out = *written;
	if (field_memory_is_number(reader->memory, written->text))
		return true;
	if (!document_number_parse(written->text, &number)) {
		report_warning(reader->report, place, "number/form",
		               _("'%s' does not look like a document number such as "
		                 "国办发〔2013〕100号; it is shown as "
		                 "written and nothing links to it"),
		               written->text);
		return true;
	}
	if (strcmp(number.canonical, written->text) == 0)
		remember_number(reader->memory, number.canonical);
	else if (!number.was_canonical)
		report_warning(reader->report, place, "number/canonical",
		               _("write the document number as %s (hexagonal brackets, no leading "
		                 "zero, no 第)"),
		               number.canonical);
	*out = value_text(arena_string(reader->arena, number.canonical));
	document_number_clear(&number);
	return true;
}

static bool read_index_number(const struct reader *reader, const struct value *written,
                              struct value *out)
{
	*out = *written;
	if (index_number_check(written->text) == INDEX_NUMBER_CHECK)
		report_warning(reader->report, place_of(reader, written), "index-number/check",
		               _("the check character of the organ's code in '%s' does not fit (GB "
		                 "11714, GB 32100); "
		                 "look for a mistyped digit"),
		               written->text);
	return true;
}

typedef bool (*read_function)(const struct reader *reader, const struct value *written,
                              struct value *out);

static const read_function READERS[] = {
        [FIELD_TEXT] = read_text,
        [FIELD_DATE] = read_date,
        [FIELD_INTEGER] = read_number,
        [FIELD_DECIMAL] = read_number,
        [FIELD_BOOLEAN] = read_boolean,
        [FIELD_URL] = read_url,
        [FIELD_TERM] = read_term,
        [FIELD_DOCUMENT_NUMBER] = read_document_number,
        [FIELD_INDEX_NUMBER] = read_index_number,
        [FIELD_DOCUMENT] = read_text,
        [FIELD_ENTITY] = read_text,
        [FIELD_FILE] = read_text,
};

static bool unknown_part(const struct reader *reader, const struct value *map, unsigned number)
{
	const struct field *group = reader->field;
	g_autoptr(GPtrArray) keys = g_ptr_array_new();
	for (unsigned i = 0; i < group->field_count; i++)
		g_ptr_array_add(keys, (void *)group->fields[i].key);
	g_ptr_array_add(keys, NULL);
	const char *nearest = nearest_word(map->keys[number], (const char *const *)keys->pdata);
	g_autofree char *all = g_strjoinv(", ", (char **)keys->pdata);
	unsigned line = map->key_lines == NULL ? map->line : map->key_lines[number];
	struct place place = place_of_line(reader->path, line);
	if (nearest != NULL)
		return report_error(reader->report, place, "field/part",
		                    _("'%s' is no part of '%s'; did you mean '%s'?"),
		                    map->keys[number], group->key, nearest);
	return report_error(reader->report, place, "field/part",
	                    _("'%s' is no part of '%s'; write one of: %s"), map->keys[number],
	                    group->key, all);
}

static bool read_group(const struct reader *reader, const struct value *written, struct value *out)
{
	bool right = true;
	struct value_builder map = value_builder_begin(reader->arena, VALUE_MAP);
	for (unsigned i = 0; i < written->count; i++) {
		const struct field *part = group_field(reader->field, written->keys[i]);
		struct value value;
		if (part == NULL)
			right = unknown_part(reader, written, i);
		else if (!field_value_read(reader->report, reader->path, part, &written->items[i],
		                           reader->memory, reader->arena, &value))
			right = false;
		else if (value.type != VALUE_NOTHING)
			value_builder_set(&map, part->key, value);
	}
	*out = value_builder_end(&map);
	if (out->count == 0)
		out->type = VALUE_NOTHING;
	return right;
}

/* Blanks that no editor sees, among them those that come with text copied from a page. */
static bool is_blank(gunichar character)
{
	return g_unichar_isspace(character) || character == 0x200b /* zero width */ ||
	       character == 0xfeff;
}

/* ASCII that prints, and what begins in Unicode's rows of Han characters: so most texts begin and end. */
static bool is_plainly_no_blank(char first)
{
	unsigned char byte = (unsigned char)first;
	return (byte > ' ' && byte < 0x7f) || (byte >= 0xe4 && byte <= 0xe9);
}

/* The first byte of the last character. */
static char last_character(const char *text, size_t length)
{
	while (length > 1 && ((unsigned char)text[length - 1] & 0xc0) == 0x80)
		length--;
	return text[length - 1];
}

/* The value without blanks around it; nothing when nothing is left. */
static struct value trim(struct arena *arena, const struct value *written)
{
	if (written->type != VALUE_TEXT)
		return *written;
	if (written->length > 0 && is_plainly_no_blank(written->text[0]) &&
	    is_plainly_no_blank(last_character(written->text, written->length)))
		return *written;
	const char *start = written->text;
	const char *end = start + written->length;
	while (start < end && is_blank(g_utf8_get_char(start)))
		start = g_utf8_next_char(start);
	while (end > start && is_blank(g_utf8_get_char(g_utf8_prev_char(end))))
		end = g_utf8_prev_char(end);
	if (start == end)
		return (struct value){.type = VALUE_NOTHING, .line = written->line};
	size_t length = (size_t)(end - start);
	if (length == written->length)
		return *written;
	struct value trimmed = value_text(arena_copy(arena, start, length));
	trimmed.line = written->line;
	return trimmed;
}

static bool read_one(const struct reader *reader, const struct value *written, struct value *out)
{
	struct place place = place_of(reader, written);
	bool group = reader->field->type == FIELD_GROUP;
	if (written->type != (group ? VALUE_MAP : VALUE_TEXT))
		return report_error(
		        reader->report, place, "field/form",
		        group ? _("'%s' must hold indented lines of the form 'key: value'")
		              : _("'%s' must be one piece of text, not a list or a map"),
		        reader->field->key);
	bool right = group ? read_group(reader, written, out)
	                   : READERS[reader->field->type](reader, written, out);
	out->line = written->line;
	return right;
}

static bool read_list(const struct reader *reader, const struct value *written, struct value *out)
{
	bool right = true;
	struct value_builder list = value_builder_begin(reader->arena, VALUE_LIST);
	for (unsigned i = 0; i < written->count; i++) {
		struct value item;
		struct value one = trim(reader->arena, &written->items[i]);
		if (one.type == VALUE_NOTHING)
			continue;
		if (!read_one(reader, &one, &item))
			right = false;
		else if (item.type != VALUE_NOTHING)
			value_builder_add(&list, item);
	}
	*out = value_builder_end(&list);
	out->line = written->line;
	if (out->count == 0)
		out->type = VALUE_NOTHING;
	return right;
}

bool field_value_read(struct report *report, const char *path, const struct field *field,
                      const struct value *written, struct field_memory *memory, struct arena *arena,
                      struct value *out)
{
	const struct reader reader = {
	        .report = report, .path = path, .field = field, .memory = memory, .arena = arena};
	struct value value = trim(arena, written);
	*out = (struct value){.type = VALUE_NOTHING, .line = written->line};
	if (value.type == VALUE_NOTHING)
		return true;
	if (!field->list)
		return read_one(&reader, &value, out);
	if (value.type == VALUE_LIST)
		return read_list(&reader, &value, out);
	const struct value single = {
	        .type = VALUE_LIST, .line = value.line, .items = &value, .count = 1};
	return read_list(&reader, &single, out);
}
