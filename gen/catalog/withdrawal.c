/* SPDX-License-Identifier: MIT */
#include "catalog/withdrawal.h"

#include <string.h>

/* Dates and relations stay, whatever they are called. */
static bool stays(const struct kind *kind, const struct field *field)
{
	static const char *const KEPT[] = {
	        "id",          "title",        "number", "index_number", "issuing_organ", "theme",
	        "short_names", "former_paths", "sample", "language",     "withdrawn",     NULL};
	return field->type == FIELD_DATE || field->type == FIELD_DOCUMENT ||
	       g_strv_contains(KEPT, field->key) ||
	       (kind->entity_field != NULL && strcmp(kind->entity_field, field->key) == 0);
}

static void cut_down(struct gathering *gathering)
{
	const struct kind *kind = gathering->kind;
	for (unsigned i = 0; i < kind->field_count; i++)
		if (!stays(kind, &kind->fields[i]))
			gathering->values[i] = (struct value){.type = VALUE_NOTHING};
}

void withdrawal_apply(struct gathering *gathering, struct withdrawal *out)
{
	const struct value *written = gathering_value(gathering, COMMON_WITHDRAWN);
	*out = (struct withdrawal){.is_withdrawn = gathering->withdrawn, .on = {.minute = -1}};
	if (!gathering->withdrawn) {
		if (written != NULL) /* the folder's, to which this document says no */
			gathering->values[gathering->guide->common[COMMON_WITHDRAWN] -
			                  gathering->kind->fields] =
			        (struct value){.type = VALUE_NOTHING};
		return;
	}
	const char *date = value_get_text(written, "date");
	if (date != NULL)
		date_parse(date, &out->on);
	out->reason =
	        arena_string(gathering->intake->catalog->arena, value_get_text(written, "reason"));
	if (written == NULL && gathering->right)
		report_error(gathering->report, place_of_file(gathering->path), "withdrawn/empty",
		             _("this document is withdrawn, but does not say when and why; write "
		               "'date' and 'reason' below 'withdrawn', indented"));
	cut_down(gathering);
}
