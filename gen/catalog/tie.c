/* SPDX-License-Identifier: MIT */
/*
 * A tie is kept as an edge while it is checked: from the document that says it to the one it names.
 * Each edge then becomes a tie at both its ends.
 */
#include "catalog/tie.h"

#include "catalog/document_number.h"

#include <string.h>

struct edge {
	uint32_t from;
	uint32_t to; /* RECORD_NONE: not in the catalog */
	const struct relation_type *relation;
	const char *text;
	unsigned line;
};

static struct place place_of_tie(const struct catalog *catalog, const struct pending_tie *tie)
{
	return place_of_line(catalog->records[tie->record].path, tie->line);
}

/* By number: the only bearer, or the only other one than the document that says it. */
static uint32_t find_by_number(struct report *report, const struct lookup *lookup,
                               const struct pending_tie *tie, const char *canonical)
{
	const struct record *records = lookup->catalog->records;
	uint32_t bearer = lookup_bearer(lookup, canonical);
	struct place place = place_of_tie(lookup->catalog, tie);
	if (bearer == RECORD_NONE) {
		report_warning(report, place, "relation/missing",
		               _("%s is not in this site; it is shown as not collected (未收录)"),
		               canonical);
		return RECORD_NONE;
	}
	uint32_t found = RECORD_NONE;
	unsigned count = 0;
	for (; bearer != RECORD_NONE; bearer = lookup_next_bearer(lookup, bearer)) {
		if (bearer == tie->record)
			continue;
		found = found == RECORD_NONE ? bearer : found;
		count++;
	}
	if (count > 1)
		report_error(report, place, "relation/ambiguous",
		             _("%u documents bear the number %s, %s among them; name the one you "
		               "mean by its id or path"),
		             count, canonical, records[found].path);
	return count == 0 ? tie->record : found;
}

static uint32_t find_by_path(const struct lookup *lookup, const struct pending_tie *tie)
{
	const struct catalog *catalog = lookup->catalog;
	const char *from = catalog->records[tie->record].path;
	g_autofree char *path = lookup_resolve(catalog, from, tie->text);
	uint32_t found = path == NULL ? RECORD_NONE : lookup_path(lookup, path);
	if (found != RECORD_NONE)
		return found;
	g_autofree char *from_top = g_strconcat("/", tie->text, NULL);
	g_autofree char *path_from_top = lookup_resolve(catalog, from, from_top);
	return path_from_top == NULL ? RECORD_NONE : lookup_path(lookup, path_from_top);
}

/* The document a tie names; RECORD_NONE with a report. */
static uint32_t find_target(struct report *report, struct intake *intake,
                            const struct lookup *lookup, struct pending_tie *tie)
{
	struct arena *arena = intake->catalog->arena;
	uint32_t found = lookup_id(lookup, tie->text);
	if (found == RECORD_NONE)
		found = find_by_path(lookup, tie);
	if (found != RECORD_NONE)
		return found;
	if (field_memory_is_number(intake->memory, tie->text))
		return find_by_number(report, lookup, tie, tie->text);
	struct document_number number;
	if (document_number_parse(tie->text, &number)) {
		tie->text = arena_string(arena, number.canonical);
		found = find_by_number(report, lookup, tie, number.canonical);
		document_number_clear(&number);
		return found;
	}
	report_error(report, place_of_tie(lookup->catalog, tie), "relation/dangling",
	             _("'%s' is no document of this site; name it by its id, its path from this "
	               "file or from the top, or "
	               "its document number"),
	             tie->text);
	return RECORD_NONE;
}

static bool is_contradiction(struct report *report, const struct catalog *catalog,
                             const struct edge *edge)
{
	const struct record *from = &catalog->records[edge->from];
	struct place place = place_of_line(from->path, edge->line);
	const struct record *to = &catalog->records[edge->to];
	if (edge->from == edge->to)
		return !report_error(report, place, "relation/self",
		                     _("a document cannot be tied to itself by '%s'"),
		                     edge->relation->name);
	struct date from_date =
	        date_is_set(from->written_on) ? from->written_on : from->published_on;
	struct date to_date = date_is_set(to->written_on) ? to->written_on : to->published_on;
	bool by_history = (!date_is_set(from->written_on) && from->published_by_history) ||
	                  (!date_is_set(to->written_on) && to->published_by_history);
	if (edge->relation->later && !by_history && date_is_set(from_date) &&
	    date_is_set(to_date) && date_days_between(to_date, from_date) < 0) {
		char own[DATE_TEXT_SIZE];
		char other[DATE_TEXT_SIZE];
		report_error(report, place, "relation/order",
		             _("this document (%s) cannot stand in '%s' to %s, which is newer "
		               "(%s); check the dates and the relation"),
		             date_print_day(from_date, own), edge->relation->name, to->path,
		             date_print_day(to_date, other));
	}
	return false;
}

static GArray *make_edges(struct report *report, struct intake *intake, const struct lookup *lookup)
{
	GArray *edges = g_array_new(FALSE, FALSE, sizeof(struct edge));
	for (unsigned i = 0; i < intake->ties->len; i++) {
		struct pending_tie *tie = &g_array_index(intake->ties, struct pending_tie, i);
		struct edge edge = {.from = tie->record, .line = tie->line};
		edge.relation = schema_relation(intake->sources->schema, tie->field->relation);
		edge.to = find_target(report, intake, lookup, tie);
		edge.text = tie->text;
		if (edge.to == RECORD_NONE || !is_contradiction(report, lookup->catalog, &edge))
			g_array_append_val(edges, edge);
	}
	return edges;
}

/* ---- circles */

static int compare_edges(const void *first, const void *second)
{
	const struct edge *a = first;
	const struct edge *b = second;
	if (a->from != b->from)
		return a->from < b->from ? -1 : 1;
	int order = strcmp(a->relation->name, b->relation->name);
	if (order == 0 && a->to != b->to)
		order = a->to < b->to ? -1 : 1;
	if (order == 0 &&
	    a->to == RECORD_NONE) /* else it does not matter by which of its names it was named */
		order = strcmp(a->text, b->text);
	return order;
}

/* Sorts the edges, and keeps the first of those that say the same. */
static void sort_edges(GArray *edges)
{
	g_array_sort(edges, compare_edges);
	struct edge *sorted = (struct edge *)(void *)edges->data;
	unsigned kept = 0;
	for (unsigned i = 0; i < edges->len; i++)
		if (kept == 0 || compare_edges(&sorted[i], &sorted[kept - 1]) != 0)
			sorted[kept++] = sorted[i];
	g_array_set_size(edges, kept);
}

/* The first edge that leaves `record`; edges are sorted by where they leave. */
static unsigned first_edge_of(const GArray *edges, uint32_t record)
{
	unsigned low = 0;
	unsigned high = edges->len;
	while (low < high) {
		unsigned middle = low + (high - low) / 2;
		if (g_array_index(edges, struct edge, middle).from < record)
			low = middle + 1;
		else
			high = middle;
	}
	return low;
}

/* One record on a walk along a relation, and the edge to follow next from it. */
struct step {
	uint32_t record;
	unsigned edge;
};

enum colour { COLOUR_NEW, COLOUR_WALKING, COLOUR_DONE };

struct circle_search {
	struct report *report;
	const struct catalog *catalog;
	const GArray *edges;
	const struct relation_type *relation;
	uint8_t *colours; /* of each record */
	GArray *walk;     /* of struct step: the way from the start to where we are */
};

static void step_to(struct circle_search *search, uint32_t record)
{
	struct step step = {.record = record, .edge = first_edge_of(search->edges, record)};
	search->colours[record] = COLOUR_WALKING;
	g_array_append_val(search->walk, step);
}

/*
 * Follows the next edge of the last step, or steps back. An edge to a record on the walk closes a
 * circle.
 */
static void walk_on(struct circle_search *search)
{
	struct step *last = &g_array_index(search->walk, struct step, search->walk->len - 1);
	const struct edge *edge = &g_array_index(search->edges, struct edge, last->edge);
	if (last->edge >= search->edges->len || edge->from != last->record) {
		search->colours[last->record] = COLOUR_DONE;
		g_array_set_size(search->walk, search->walk->len - 1);
		return;
	}
	last->edge++;
	if (edge->relation != search->relation || edge->to == RECORD_NONE)
		return;
	const struct record *records = search->catalog->records;
	if (search->colours[edge->to] == COLOUR_WALKING)
		report_error(search->report, place_of_line(records[edge->from].path, edge->line),
		             "relation/circle",
		             _("'%s' leads back here through %s; one of them is wrong"),
		             search->relation->name, records[edge->to].path);
	else if (search->colours[edge->to] == COLOUR_NEW)
		step_to(search, edge->to);
}

static void report_circles(struct report *report, const struct catalog *catalog,
                           const GArray *edges, const struct relation_type *relation)
{
	g_autofree uint8_t *colours = g_new0(uint8_t, MAX(catalog->record_count, 1));
	g_autoptr(GArray) walk = g_array_new(FALSE, FALSE, sizeof(struct step));
	struct circle_search search = {.report = report,
	                               .catalog = catalog,
	                               .edges = edges,
	                               .relation = relation,
	                               .colours = colours,
	                               .walk = walk};
	for (unsigned i = 0; i < edges->len; i++) {
		uint32_t from = g_array_index(edges, struct edge, i).from;
		if (colours[from] == COLOUR_NEW)
			step_to(&search, from);
		while (walk->len > 0)
			walk_on(&search);
	}
}

/* ---- ties at both ends */

static int compare_ties(const void *first, const void *second, void *data)
{
	const struct tie *a = first;
	const struct tie *b = second;
	const struct catalog *catalog = data;
	int order = strcmp(a->relation->name, b->relation->name);
	if (order == 0)
		order = (int)a->inverse - (int)b->inverse;
	if (order == 0 && (a->other == RECORD_NONE || b->other == RECORD_NONE))
		order = a->other == b->other ? strcmp(a->text, b->text)
		                             : (a->other == RECORD_NONE ? 1 : -1);
	else if (order == 0)
		order = record_compare(&catalog->records[a->other], &catalog->records[b->other]);
	return order;
}

static void count_ties(const GArray *edges, struct record *records)
{
	for (unsigned i = 0; i < edges->len; i++) {
		const struct edge *edge = &g_array_index(edges, struct edge, i);
		records[edge->from].tie_count++;
		if (edge->to != RECORD_NONE)
			records[edge->to].tie_count++;
	}
}

static void attach(struct record *record, const struct tie *tie)
{
	((struct tie *)record->ties)[record->tie_count++] = *tie;
}

static void make_ties(struct catalog *catalog, const GArray *edges)
{
	count_ties(edges, catalog->records);
	for (uint32_t i = 0; i < catalog->record_count; i++) {
		struct record *record = &catalog->records[i];
		record->ties = arena_new_array(catalog->arena, struct tie, record->tie_count);
		record->tie_count = 0;
	}
	for (unsigned i = 0; i < edges->len; i++) {
		const struct edge *edge = &g_array_index(edges, struct edge, i);
		attach(&catalog->records[edge->from], &(struct tie){.relation = edge->relation,
		                                                    .other = edge->to,
		                                                    .text = edge->text});
		if (edge->to != RECORD_NONE)
			attach(&catalog->records[edge->to], &(struct tie){.relation = edge->relation,
			                                                  .inverse = true,
			                                                  .other = edge->from});
	}
	for (uint32_t i = 0; i < catalog->record_count; i++) {
		struct record *record = &catalog->records[i];
		g_qsort_with_data(record->ties, (int)record->tie_count, sizeof(struct tie),
		                  compare_ties, catalog);
	}
}

void ties_resolve(struct report *report, struct intake *intake, const struct lookup *lookup)
{
	const struct schema *schema = intake->sources->schema;
	g_autoptr(GArray) edges = make_edges(report, intake, lookup);
	sort_edges(edges);
	for (unsigned i = 0; i < schema->relation_count; i++)
		if (schema->relations[i].acyclic)
			report_circles(report, lookup->catalog, edges, &schema->relations[i]);
	make_ties(intake->catalog, edges);
}
