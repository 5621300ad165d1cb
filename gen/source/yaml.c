/* SPDX-License-Identifier: MIT */
/*
 * YAML into values, over the events of libyaml.
 *
 * Nothing is typed here: a scalar is the text an editor wrote, and the schema decides later what it
 * means. So '1980:100' is no number in base 60 and 'no' is no boolean.
 *
 * libyaml is quadratic in the depth of brackets and hands out events as it goes, so stopping at
 * DEPTH_MOST bounds the time as well as our own recursion.
 */
#include "source/yaml.h"

#include <string.h>
#include <yaml.h>

#include "source/yaml_advice.h"
#include "source/yaml_text.h"

enum { DEPTH_MOST = 64, KEYS_BEFORE_INDEX = 16 };

struct reading {
	struct report *report;
	struct place place; /* of the first line */
	struct yaml_text text;
	struct arena *arena;
	yaml_parser_t parser;
	unsigned depth;
	/* The last value in quotes or brackets: text behind it is why most keys are missed. */
	yaml_mark_t enclosed;
	size_t enclosed_line;
	bool enclosed_any;
	/* How far joined lines were looked for, and which; told if all else is in order. */
	const char *line;
	size_t line_number;
	GArray *joined; /* of size_t, line numbers */
};

static unsigned line_of(const struct reading *reading, yaml_mark_t mark)
{
	return reading->place.line + (unsigned)mark.line;
}

static struct place place_at(const struct reading *reading, yaml_mark_t mark)
{
	return (struct place){
	        .path = reading->place.path,
	        .line = line_of(reading, mark),
	        .column = (unsigned)mark.column + 1,
	};
}

/* ---- scalars */

static bool is_quoted(const yaml_event_t *event)
{
	return event->data.scalar.style == YAML_DOUBLE_QUOTED_SCALAR_STYLE ||
	       event->data.scalar.style == YAML_SINGLE_QUOTED_SCALAR_STYLE;
}

/* What XML 1.0 lets a page or feed hold (clause 2.2), without the controls it only tolerates. */
static bool is_showable(gunichar character)
{
	if (character < 0x20)
		return character == '\t' || character == '\n';
	return character < 0x7f || character == 0x85 ||
	       (character >= 0xa0 && (character & 0xfffe) != 0xfffe);
}

/* Escapes in double quotes can make any character; the text itself was checked by libyaml. */
static bool check_escapes(struct reading *reading, const yaml_event_t *event)
{
	if (event->data.scalar.style != YAML_DOUBLE_QUOTED_SCALAR_STYLE)
		return true;
	const char *at = (const char *)event->data.scalar.value;
	const char *end = at + event->data.scalar.length;
	while (at < end && is_showable(g_utf8_get_char(at)))
		at = g_utf8_next_char(at);
	if (at == end)
		return true;
	return report_error(
	        reading->report, place_at(reading, event->start_mark), "yaml/character",
	        _("a backslash in this value makes the character U+%04X, which cannot be "
	          "shown; write the value in single quotes"),
	        g_utf8_get_char(at));
}

static char *copy_scalar(struct reading *reading, const yaml_event_t *event, size_t *length)
{
	const char *text = (const char *)event->data.scalar.value;
	char *copy = arena_copy(reading->arena, text, event->data.scalar.length);
	*length = event->data.scalar.length;
	if (reading->text.disguised)
		*length = yaml_text_undisguise(copy, *length);
	return copy;
}

/* The words for "nothing" of YAML 1.2 (clause 10.3.2), where they stand without quotes and tag. */
static bool is_nothing(const yaml_event_t *event)
{
	static const char *const words[] = {"", "~", "null", "Null", "NULL"};
	if (event->data.scalar.style != YAML_PLAIN_SCALAR_STYLE || event->data.scalar.tag != NULL)
		return false;
	for (size_t i = 0; i < G_N_ELEMENTS(words); i++)
		if (strcmp((const char *)event->data.scalar.value, words[i]) == 0)
			return true;
	return false;
}

static void remember_enclosed(struct reading *reading, yaml_mark_t start, yaml_mark_t end)
{
	reading->enclosed = start;
	reading->enclosed_line = end.line;
	reading->enclosed_any = true;
}

/* A value without quotes goes on in deeper lines, also in those that an editor meant otherwise. */
static void find_joined(struct reading *reading, const yaml_event_t *event)
{
	const char *end = reading->text.bytes + reading->text.length;
	while (reading->line_number <= event->end_mark.line && reading->line < end) {
		size_t number = reading->line_number;
		const char *line = reading->line;
		size_t length;
		reading->line = yaml_text_next_line(line, end, &length);
		reading->line_number++;
		if (number > event->start_mark.line && yaml_advice_is_lost(line, length))
			g_array_append_val(reading->joined, number);
	}
}

static void warn_of_joined(const struct reading *reading)
{
	struct place place = reading->place;
	for (unsigned i = 0; i < reading->joined->len; i++) {
		place.line =
		        reading->place.line + (unsigned)g_array_index(reading->joined, size_t, i);
		report_warning(
		        reading->report, place, "yaml/joined",
		        _("this line is read as part of the value above; write it as the lines "
		          "around it, or put the whole value in quotes"));
	}
}

static bool read_scalar(struct reading *reading, const yaml_event_t *event, struct value *out)
{
	if (!check_escapes(reading, event))
		return false;
	if (is_quoted(event))
		remember_enclosed(reading, event->start_mark, event->end_mark);
	else if (event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE &&
	         event->end_mark.line > event->start_mark.line && reading->depth > 0)
		find_joined(reading, event);
	if (is_nothing(event))
		return true;
	out->type = VALUE_TEXT;
	out->text = copy_scalar(reading, event, &out->length);
	return true;
}

/* ---- lists and maps */

static bool read_node(struct reading *reading, const yaml_event_t *event, struct value *out);

/* The next event, which the caller deletes. False: libyaml gave up, and that is told. */
static bool next_event(struct reading *reading, yaml_event_t *event)
{
	if (yaml_parser_parse(&reading->parser, event))
		return true;
	struct yaml_stumble stumble = {
	        .report = reading->report,
	        .place = reading->place,
	        .text = reading->text.bytes,
	        .length = reading->text.length,
	        .parser = &reading->parser,
	        .enclosed = reading->enclosed,
	        .enclosed_line = reading->enclosed_line,
	        .enclosed_any = reading->enclosed_any,
	};
	return yaml_advice_give(&stumble);
}

/* '[甲，乙]' is one item to YAML; an editor most often meant two. */
static void warn_of_commas(struct reading *reading, const struct value *list, yaml_mark_t start)
{
	if (list->count != 1 || list->items[0].type != VALUE_TEXT)
		return;
	const char *text = list->items[0].text;
	if (strstr(text, "，") == NULL && strstr(text, "、") == NULL)
		return;
	report_warning(
	        reading->report, place_at(reading, start), "yaml/full-width-comma",
	        _("this list has one item, '%s'; write ', ' between items, or put the item in "
	          "quotes if it is only one"),
	        text);
}

static bool read_items(struct reading *reading, struct value_builder *list, yaml_mark_t *end,
                       bool *quoted)
{
	for (;;) {
		yaml_event_t event;
		if (!next_event(reading, &event))
			return false;
		bool ended = event.type == YAML_SEQUENCE_END_EVENT;
		*end = event.end_mark;
		*quoted |= event.type == YAML_SCALAR_EVENT && is_quoted(&event);
		struct value item;
		bool good = ended || read_node(reading, &event, &item);
		yaml_event_delete(&event);
		if (!good || ended)
			return good;
		value_builder_add(list, item);
	}
}

static bool read_list(struct reading *reading, const yaml_event_t *start, struct value *out)
{
	struct value_builder list = value_builder_begin(reading->arena, VALUE_LIST);
	list.value.line = line_of(reading, start->start_mark);
	yaml_mark_t end;
	bool quoted = false;
	bool good = read_items(reading, &list, &end, &quoted);
	*out = value_builder_end(&list);
	if (!good || start->data.sequence_start.style != YAML_FLOW_SEQUENCE_STYLE)
		return good;
	remember_enclosed(reading, start->start_mark, end);
	if (!quoted)
		warn_of_commas(reading, out, start->start_mark);
	return true;
}

/* The size of the space that the text begins or ends with; 0: none. */
static size_t edge_space(const char *text, size_t length, bool at_end)
{
	static const char *const spaces[] = {" ", "\xe3\x80\x80", "\xc2\xa0", "\xe2\x80\x8b"};
	for (size_t i = 0; i < G_N_ELEMENTS(spaces); i++) {
		size_t size = strlen(spaces[i]);
		if (size <= length &&
		    memcmp(text + (at_end ? length - size : 0), spaces[i], size) == 0)
			return size;
	}
	return 0;
}

/* A wide or invisible space beside a name is never meant: an indent with U+3000 looks like any. */
static char *trim_key(struct reading *reading, char *key, yaml_mark_t mark)
{
	size_t length = strlen(key);
	size_t untrimmed = length;
	for (size_t size; (size = edge_space(key, length, false)) > 0; length -= size)
		key += size;
	for (size_t size; (size = edge_space(key, length, true)) > 0;)
		length -= size;
	key[length] = '\0';
	if (length < untrimmed)
		report_warning(
		        reading->report, place_at(reading, mark), "yaml/space",
		        _("the name '%s' has a full-width or invisible space beside it; write "
		          "ordinary spaces only"),
		        key);
	return key;
}

static bool read_key(struct reading *reading, const yaml_event_t *event, const char **out)
{
	struct place place = place_at(reading, event->start_mark);
	if (event->type != YAML_SCALAR_EVENT)
		return report_error(
		        reading->report, place, "yaml/key",
		        _("the name before ':' cannot be a list or a group; write a word, or "
		          "put the whole value in quotes"));
	if (!check_escapes(reading, event))
		return false;
	size_t length;
	char *key = copy_scalar(reading, event, &length);
	if (event->data.scalar.style == YAML_PLAIN_SCALAR_STYLE)
		key = trim_key(reading, key, event->start_mark);
	if (*key == '\0')
		return report_error(reading->report, place, "yaml/key",
		                    _("there is no name before ':'; write 'name: value'"));
	*out = key;
	return true;
}

/* The names of one map with the line of each; looked through one by one while they are few. */
struct names {
	const struct value_builder *map;
	GHashTable *index; /* name to line; NULL while there are few */
};

/* The line in which the name was written before; 0: it was not. */
static unsigned names_find(struct names *names, const char *key)
{
	const struct value *map = &names->map->value;
	if (names->index == NULL && map->count >= KEYS_BEFORE_INDEX) {
		names->index = g_hash_table_new(g_str_hash, g_str_equal);
		for (unsigned i = 0; i < map->count; i++)
			g_hash_table_insert(names->index, (void *)map->keys[i],
			                    GUINT_TO_POINTER(map->key_lines[i]));
	}
	if (names->index != NULL)
		return GPOINTER_TO_UINT(g_hash_table_lookup(names->index, key));
	for (unsigned i = 0; i < map->count; i++)
		if (strcmp(map->keys[i], key) == 0)
			return map->key_lines[i];
	return 0;
}

/* One `name: value`, the name being read. */
static bool read_pair(struct reading *reading, struct value_builder *map, struct names *names,
                      const yaml_event_t *event)
{
	const char *key = NULL;
	if (!read_key(reading, event, &key))
		return false;
	unsigned before = names_find(names, key);
	if (before != 0)
		return report_error(
		        reading->report, place_at(reading, event->start_mark), "yaml/duplicate-key",
		        _("'%s' is written a second time, first in line %u; keep one of them"), key,
		        before);
	unsigned line = line_of(reading, event->start_mark);
	yaml_event_t of_value;
	if (!next_event(reading, &of_value))
		return false;
	struct value item;
	bool good = read_node(reading, &of_value, &item);
	yaml_event_delete(&of_value);
	if (!good)
		return false;
	value_builder_set_at(map, key, line, item);
	if (names->index != NULL)
		g_hash_table_insert(names->index, (void *)key, GUINT_TO_POINTER(line));
	return true;
}

static bool read_pairs(struct reading *reading, struct value_builder *map, struct names *names,
                       yaml_mark_t *end)
{
	for (;;) {
		yaml_event_t event;
		if (!next_event(reading, &event))
			return false;
		bool ended = event.type == YAML_MAPPING_END_EVENT;
		*end = event.end_mark;
		bool good = ended || read_pair(reading, map, names, &event);
		yaml_event_delete(&event);
		if (!good || ended)
			return good;
	}
}

static bool read_map(struct reading *reading, const yaml_event_t *start, struct value *out)
{
	struct value_builder map = value_builder_begin(reading->arena, VALUE_MAP);
	map.value.line = line_of(reading, start->start_mark);
	struct names names = {.map = &map};
	yaml_mark_t end;
	bool good = read_pairs(reading, &map, &names, &end);
	if (names.index != NULL)
		g_hash_table_unref(names.index);
	*out = value_builder_end(&map);
	if (good && start->data.mapping_start.style == YAML_FLOW_MAPPING_STYLE)
		remember_enclosed(reading, start->start_mark, end);
	return good;
}

/* Anchors, aliases and tags: an editor who writes one meant a '*', '&' or '!' of the text. */
static bool check_marks(struct reading *reading, const yaml_event_t *event)
{
	const yaml_char_t *anchor = NULL;
	const yaml_char_t *tag = NULL;
	if (event->type == YAML_SCALAR_EVENT) {
		anchor = event->data.scalar.anchor;
		tag = event->data.scalar.tag;
	} else if (event->type == YAML_SEQUENCE_START_EVENT) {
		anchor = event->data.sequence_start.anchor;
		tag = event->data.sequence_start.tag;
	} else if (event->type == YAML_MAPPING_START_EVENT) {
		anchor = event->data.mapping_start.anchor;
		tag = event->data.mapping_start.tag;
	}
	struct place place = place_at(reading, event->start_mark);
	if (event->type == YAML_ALIAS_EVENT || anchor != NULL)
		return report_error(reading->report, place, "yaml/anchor",
		                    _("a value that begins with '%s' must stand in quotes: \"…\""),
		                    event->type == YAML_ALIAS_EVENT ? "*" : "&");
	if (tag != NULL && strcmp((const char *)tag, YAML_STR_TAG) != 0)
		return report_error(reading->report, place, "yaml/tag",
		                    _("a value that begins with '!' must stand in quotes: \"…\""));
	return true;
}

static bool read_node(struct reading *reading, const yaml_event_t *event, struct value *out)
{
	*out = (struct value){.type = VALUE_NOTHING, .line = line_of(reading, event->start_mark)};
	if (!check_marks(reading, event))
		return false;
	if (event->type == YAML_SCALAR_EVENT)
		return read_scalar(reading, event, out);
	if (reading->depth == DEPTH_MOST)
		return report_error(reading->report, place_at(reading, event->start_mark),
		                    "yaml/depth",
		                    _("lists and groups lie more than %d deep; write them flatter"),
		                    DEPTH_MOST);
	reading->depth++;
	bool good = event->type == YAML_SEQUENCE_START_EVENT ? read_list(reading, event, out)
	                                                     : read_map(reading, event, out);
	reading->depth--;
	return good;
}

/* ---- the document */

/* Names with full-width colons make one long sentence, which YAML reads without a word. */
static bool check_sentence(struct reading *reading, const struct value *root, bool plain)
{
	if (root->type != VALUE_TEXT || !plain)
		return true;
	return yaml_advice_check_lines(reading->report, reading->place, reading->text.bytes,
	                               reading->text.length);
}

static bool read_document(struct reading *reading, struct value *out)
{
	bool any = false;
	for (;;) {
		yaml_event_t event;
		if (!next_event(reading, &event))
			return false;
		yaml_event_type_t type = event.type;
		bool good = true;
		if (type == YAML_DOCUMENT_START_EVENT && any) {
			good = report_error(
			        reading->report, place_at(reading, event.start_mark),
			        "yaml/second-document",
			        _("the line '---' ends what is read here; take it out"));
		} else if (type == YAML_SCALAR_EVENT || type == YAML_ALIAS_EVENT ||
		           type == YAML_SEQUENCE_START_EVENT || type == YAML_MAPPING_START_EVENT) {
			any = true;
			bool plain = type == YAML_SCALAR_EVENT &&
			             event.data.scalar.style == YAML_PLAIN_SCALAR_STYLE;
			good = read_node(reading, &event, out) &&
			       check_sentence(reading, out, plain);
		}
		yaml_event_delete(&event);
		if (!good || type == YAML_STREAM_END_EVENT)
			return good;
	}
}

bool yaml_read(struct report *report, struct place place, const char *text, size_t length,
               struct arena *arena, struct value *out)
{
	struct reading reading = {
	        .report = report,
	        .place = {.path = place.path, .line = MAX(place.line, 1)},
	        .arena = arena,
	};
	struct value nothing = {.type = VALUE_MAP, .line = reading.place.line};
	*out = nothing;
	if (!yaml_text_prepare(report, reading.place, text, length, arena, &reading.text))
		return false;
	reading.line = reading.text.bytes;
	reading.joined = g_array_new(FALSE, FALSE, sizeof(size_t));
	if (!yaml_parser_initialize(&reading.parser))
		g_error("out of memory");
	yaml_parser_set_encoding(&reading.parser, YAML_UTF8_ENCODING);
	yaml_parser_set_input_string(&reading.parser, (const unsigned char *)reading.text.bytes,
	                             reading.text.length);
	bool good = read_document(&reading, out);
	yaml_parser_delete(&reading.parser);
	if (good)
		warn_of_joined(&reading);
	else
		*out = nothing;
	g_array_unref(reading.joined);
	return good;
}
