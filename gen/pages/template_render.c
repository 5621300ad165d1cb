/* SPDX-License-Identifier: MIT */
/*
 * Rendering: a loop over the operations of a template and of those it calls.
 *
 * It does not recurse and allocates nothing but its output. What is open at a moment lies in two
 * stacks of fixed size: calls (which template, where its caller goes on) and sections (which item
 * is the current one). Three bounds hold for any template over any data: the size of the output,
 * the height of the stacks, and the work, because a template can repeat itself endlessly without
 * printing anything.
 */
#include "pages/template_program.h"

#include <string.h>

#include "base/escape.h"

enum {
	CALLS_MOST = 64,     /* partials inside each other, as template.h says */
	SECTIONS_MOST = 512, /* sections inside each other, through all of these */
	WORK_MOST = 64000000 /* operations and keys looked at: 10,000 pages, a second at most */
};

struct call {
	const struct program *program;
	const struct operation *back; /* where its caller goes on */
	const char *indent; /* in front of each of its lines, behind those of `first` on */
	size_t length;
	size_t total;   /* length of the whole indent */
	unsigned first; /* call whose indent comes first */
};

struct section {
	const struct value *current; /* what names are looked up in first */
	const struct value *list;    /* NULL: of one value, not of the items of a list */
	unsigned next;               /* item of the list */
};

struct renderer {
	struct report *report;
	void *const *programs;
	GString *out;
	size_t length_most; /* of `out` */
	long work;          /* still allowed */
	bool failed;
	unsigned call;    /* the present one */
	unsigned section; /* the present one; 0 is no section, but the data as a whole */
	struct call calls[CALLS_MOST + 1];
	struct section sections[SECTIONS_MOST + 1];
};

/* The operations' way of stopping. */
static const struct operation *stop(struct renderer *renderer)
{
	renderer->failed = true;
	return NULL;
}

static const struct program *present_program(const struct renderer *renderer)
{
	return renderer->calls[renderer->call].program;
}

/* What most operations end in, so it copies by itself where there is room: a tenth of all time. */
static bool append(struct renderer *renderer, const char *text, size_t length)
{
	GString *out = renderer->out;
	if (length == 0) /* `text` may then be NULL */
		return true;
	if (length > renderer->length_most - out->len)
		return false;
	if (length >= out->allocated_len - out->len) {
		g_string_append_len(out, text, (gssize)length);
		return true;
	}
	memcpy(out->str + out->len, text, length);
	out->len += length;
	out->str[out->len] = '\0';
	return true;
}

static const struct operation *stop_at_size(struct renderer *renderer)
{
	report_error(
	        renderer->report, place_of_file(present_program(renderer)->path), "template/size",
	        _("the page that this template makes is too large; show fewer items on one page"));
	return stop(renderer);
}

static const struct operation *stop_at_work(struct renderer *renderer)
{
	report_error(renderer->report, place_of_file(present_program(renderer)->path),
	             "template/work",
	             _("this template repeats itself too often; let it go through fewer lists "
	               "inside each other"));
	return stop(renderer);
}

static const struct operation *stop_at_depth(struct renderer *renderer,
                                             const struct operation *operation)
{
	const struct program *program = present_program(renderer);
	struct place place = operation->type == OPERATION_PARTIAL
	                             ? template_place(program, operation->offset)
	                             : place_of_file(program->path);
	report_error(renderer->report, place, "template/depth",
	             _("templates and sections lie too deep inside each other here; a template "
	               "that calls itself must end with the data"));
	return stop(renderer);
}

static const struct value *find_item(struct renderer *renderer, const struct value *map,
                                     const char *key)
{
	if (map->type != VALUE_MAP)
		return NULL;
	renderer->work -= map->count;
	for (unsigned i = 0; i < map->count; i++)
		if (map->keys[i][0] == key[0] && strcmp(map->keys[i], key) == 0)
			return &map->items[i];
	return NULL;
}

/*
 * Only the first part of a name is looked for in the sections around; the others in what was found,
 * and there alone: `{{a.b}}` is empty when the nearest `a` has no `b`, whatever an outer `a` has.
 */
static const struct value *look_up(struct renderer *renderer, const struct template_name *name)
{
	const struct section *section = &renderer->sections[renderer->section];
	if (name->count == 0)
		return section->current;
	const struct value *found = find_item(renderer, section->current, name->parts[0]);
	while (found == NULL && section > renderer->sections) {
		section--;
		renderer->work--;
		found = find_item(renderer, section->current, name->parts[0]);
	}
	for (unsigned i = 1; i < name->count && found != NULL; i++)
		found = find_item(renderer, found, name->parts[i]);
	return found;
}

static bool is_true(const struct value *value)
{
	if (value == NULL)
		return false;
	switch (value->type) {
	case VALUE_NOTHING:
		return false;
	case VALUE_BOOLEAN:
		return value->boolean;
	case VALUE_TEXT:
	case VALUE_HTML:
		return value->length > 0;
	case VALUE_LIST:
		return value->count > 0;
	default:
		return true;
	}
}

static bool append_indent(struct renderer *renderer)
{
	unsigned first = renderer->calls[renderer->call].first;
	for (unsigned i = first; i <= renderer->call; i++)
		if (!append(renderer, renderer->calls[i].indent, renderer->calls[i].length))
			return false;
	renderer->work -= renderer->call - first;
	return true;
}

/*
 * Puts the indent in front of each line that begins in the text, and in front of its start if
 * `begins`.
 */
static bool append_indented(struct renderer *renderer, const struct operation *operation)
{
	const char *at = operation->text;
	const char *end = at + operation->length;
	bool begins = operation->type == OPERATION_LINE;
	do {
		if (begins && !append_indent(renderer))
			return false;
		const char *break_at = memchr(at, '\n', (size_t)(end - at));
		const char *next = break_at == NULL ? end : break_at + 1;
		if (!append(renderer, at, (size_t)(next - at)))
			return false;
		at = next;
		begins = true;
	} while (at < end);
	return true;
}

static bool append_value(struct renderer *renderer, const struct value *value, bool escaped)
{
	if (value == NULL)
		return true;
	if (value->type == VALUE_BOOLEAN)
		return value->boolean ? append(renderer, "true", 4) : append(renderer, "false", 5);
	if (value->type != VALUE_TEXT && value->type != VALUE_HTML)
		return true;
	if (!escaped || value->type == VALUE_HTML)
		return append(renderer, value->text, value->length);
	if (value->length > renderer->length_most - renderer->out->len)
		return false;
	escape_html(renderer->out, value->text, value->length);
	return renderer->out->len <= renderer->length_most;
}

static const struct operation *begin_section(struct renderer *renderer,
                                             const struct operation *operation)
{
	const struct value *value = look_up(renderer, operation->name);
	if (!is_true(value))
		return present_program(renderer)->operations + operation->target;
	if (renderer->section == SECTIONS_MOST)
		return stop_at_depth(renderer, operation);
	struct section *section = &renderer->sections[++renderer->section];
	bool is_list = value->type == VALUE_LIST;
	*section = (struct section){.current = is_list ? value->items : value,
	                            .list = is_list ? value : NULL,
	                            .next = 1};
	return operation + 1;
}

static const struct operation *end_section(struct renderer *renderer,
                                           const struct operation *operation)
{
	struct section *section = &renderer->sections[renderer->section];
	if (section->list == NULL || section->next == section->list->count) {
		renderer->section--;
		return operation + 1;
	}
	section->current = &section->list->items[section->next++];
	return present_program(renderer)->operations + operation->target;
}

/*
 * The indent of a tag alone on its line adds to what its own template is indented by. A tag within
 * a line passes on nothing: the lines of its template do not begin where lines begin here.
 */
static const struct operation *call_partial(struct renderer *renderer,
                                            const struct operation *operation)
{
	if (operation->target == TEMPLATE_UNKNOWN)
		return operation + 1;
	if (renderer->call == CALLS_MOST)
		return stop_at_depth(renderer, operation);
	const struct call *caller = &renderer->calls[renderer->call];
	struct call *call = &renderer->calls[++renderer->call];
	*call = (struct call){
	        .program = renderer->programs[operation->target],
	        .back = operation + 1,
	        .indent = operation->text,
	        .length = operation->length,
	        .total = operation->alone ? caller->total + operation->length : 0,
	        .first = operation->alone ? caller->first : renderer->call,
	};
	return call->program->operations;
}

static const struct operation *end_call(struct renderer *renderer)
{
	if (renderer->call == 0)
		return NULL;
	return renderer->calls[renderer->call--].back;
}

/* Does one operation and gives the next; NULL at the end, or when a bound was reached. */
static const struct operation *step(struct renderer *renderer, const struct operation *operation)
{
	bool fits = true;
	if (--renderer->work < 0)
		return stop_at_work(renderer);
	switch (operation->type) {
	case OPERATION_TEXT:
	case OPERATION_LINE:
		if (renderer->calls[renderer->call].total > 0)
			fits = append_indented(renderer, operation);
		else
			fits = append(renderer, operation->text, operation->length);
		break;
	case OPERATION_PRINT:
		fits = append_value(renderer, look_up(renderer, operation->name), true);
		break;
	case OPERATION_RAW:
		fits = append_value(renderer, look_up(renderer, operation->name), false);
		break;
	case OPERATION_SECTION:
		return begin_section(renderer, operation);
	case OPERATION_INVERTED:
		if (is_true(look_up(renderer, operation->name)))
			return present_program(renderer)->operations + operation->target;
		break;
	case OPERATION_END:
		return end_section(renderer, operation);
	case OPERATION_PARTIAL:
		return call_partial(renderer, operation);
	case OPERATION_RETURN:
		return end_call(renderer);
	}
	return fits ? operation + 1 : stop_at_size(renderer);
}

bool template_run(struct report *report, void *const *programs, const struct program *program,
                  const struct value *data, size_t size_most, GString *out)
{
	static const struct value NOTHING = {.type = VALUE_NOTHING};
	size_t length = out->len;
	struct renderer renderer; /* set field by field: the stacks need no clearing */
	renderer.report = report;
	renderer.programs = programs;
	renderer.out = out;
	renderer.length_most =
	        size_most < G_MAXSIZE / 2 - length ? length + size_most : G_MAXSIZE / 2;
	renderer.work = WORK_MOST;
	renderer.failed = false;
	renderer.call = 0;
	renderer.section = 0;
	renderer.calls[0] = (struct call){.program = program};
	renderer.sections[0] = (struct section){.current = data == NULL ? &NOTHING : data};
	const struct operation *operation = program->operations;
	while (operation != NULL)
		operation = step(&renderer, operation);
	if (renderer.failed)
		g_string_truncate(out, length);
	return !renderer.failed;
}
